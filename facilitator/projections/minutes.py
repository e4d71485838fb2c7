"""The minutes of sessions, for everybody who was asked to the table (M1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from facilitator.domain.words import MinutesState
from facilitator.errors import NotThere
from facilitator.projections.actions import LIVE_SINCE, ActionShelf
from facilitator.projections.common_ground import RestatementEntry
from facilitator.projections.decisions import PlacedDecision, decisions_of, without_reasons
from facilitator.projections.goals import Touched
from facilitator.projections.items import STYLES, Items, Taken
from facilitator.projections.names import IN_LIST, id_list, load_names
from facilitator.projections.people import Attendances
from facilitator.projections.raised import Raised
from facilitator.projections.reading_copy import party_of, reading_copy
from facilitator.projections.requests import requests_of
from facilitator.projections.restatements import saybacks_of_sessions
from facilitator.projections.sessions import Sessions
from facilitator.projections.standing import Standings, standing_style
from facilitator.projections.terms import Terms
from facilitator.projections.types import ActionEntry, DecisionEntry, Minutes
from facilitator.projections.used import Used
from facilitator.queries.minutes import last_version
from facilitator.store import Reader, Row

VERSION = 1
_Entry = TypeVar("_Entry")


def build_minutes(
    reader: Reader, session_id: int, audience: str = "joint", style: str | None = None
) -> Minutes:
    """Return the minutes of one session, running or closed.

    `audience` is joint, or `party:` with the id of a side, whose own copy it is (M3). `style` is
    decisions, reasons or discussion; left out, the one that went out, else the engagement's own.
    Approved minutes are the text that was approved, whatever the style (M2).

    Raises:
        NotThere: there is no such party, or no such audience.
    """
    party_id = party_of(audience)
    if party_id is None and audience != "joint":
        raise NotThere("audience", audience)
    joint = _joint(reader, session_id, style)
    return joint if party_id is None else reading_copy(reader, joint, session_id, party_id)


def _joint(reader: Reader, session_id: int, style: str | None) -> Minutes:
    last = last_version(reader, session_id)
    if last is not None and last.state == MinutesState.APPROVED:
        approved = Standings(reader, load_names(reader), [session_id]).approved(session_id)
        if approved is not None:
            return approved
    chosen = style if style in STYLES else (last.style if last else None)
    return MinutesMaker(reader, [session_id], "joint", chosen).minutes(session_id)


class MinutesMaker:
    """Reads what the minutes of some sessions need in one go, then makes each."""

    def __init__(
        self,
        reader: Reader,
        session_ids: Sequence[int],
        audience: str = "joint",
        style: str | None = None,
    ) -> None:
        self._reader = reader
        self._audience = audience
        self.names = load_names(reader)
        self.terms = Terms(reader, self.names)
        self._style = style if style in STYLES else self.names.style
        self._sessions = Sessions(reader, self.names)
        self._used = Used(reader, session_ids)
        self._items = Items(reader, self.names, session_ids, self._style)
        self._people = Attendances(reader, self.names, session_ids)
        self.raised = Raised(reader, self.names, session_ids, self._items.numbers, self._style)
        self._touched = Touched(reader, self.names, session_ids)
        self._saybacks = saybacks_of_sessions(reader, self.names, session_ids, self._items.numbers)
        self._requests = requests_of(reader, self.names, session_ids)
        self._standings = Standings(reader, self.names, session_ids)
        self._actions = self._shelf(session_ids)
        self._own: defaultdict[int | None, list[Row]] = defaultdict(list)
        for row in self._actions.rows:
            self._own[row["session_id"]].append(row)
        self._placed: defaultdict[int | None, list[PlacedDecision]] = defaultdict(list)
        for each in self._read_decisions(session_ids):
            self._placed[each.session_id].append(each)

    def _shelf(self, session_ids: Sequence[int]) -> ActionShelf:
        """Read the actions of the sessions, and those that may have been open when they began."""
        since = min((self._sessions.began(each) for each in session_ids), default="")
        return ActionShelf(
            self._reader,
            self.names,
            f"(c.session_id {IN_LIST.replace('?', ':ids')} OR {LIVE_SINCE})",
            {"ids": id_list(session_ids), "since": since},
        )

    def _read_decisions(self, session_ids: Iterable[int]) -> list[PlacedDecision]:
        where = f"c.session_id {IN_LIST}"
        ids = id_list(session_ids)
        return decisions_of(self._reader, self.names, self._items.numbers, where, ids)

    def minutes(self, session_id: int) -> Minutes:
        """Return the minutes of one of the sessions that were read, as they stand (M2)."""
        approved = self._standings.approved(session_id)
        return approved or self._standings.standing(session_id, self.live(session_id))

    def live(self, session_id: int) -> Minutes:
        """Return what the file would make today, whatever went out, with the words it uses."""
        minutes = self._live(session_id)
        return replace(minutes, terms=self.terms.used_in(minutes))

    def without_terms(self, session_id: int) -> Minutes:
        """Return minutes whose words stand elsewhere, as in a record of many."""
        found = self._standings.approved(session_id)
        if found is None:
            live = self._live(session_id)
            found = self._standings.standing(session_id, live, in_any_style=True)
        return replace(found, terms=())

    def _live(self, session_id: int) -> Minutes:
        row = self._sessions.by_id[session_id]
        decisions, actions = self._decisions(session_id), self._own_actions(session_id)
        return Minutes(
            audience=self._audience,
            style=self._style,
            version=VERSION,
            engagement=self.names.head,
            session=self._sessions.head(session_id, self._used.by_session(row)),
            is_represented=self._people.is_represented(row),
            attendance=self._people.by_party(row),
            previous=self._sessions.previous(session_id),
            matters_arising=self._matters(session_id),
            items=self._items.of(
                row,
                self._used.by_items(row) or self._items.used(session_id),
                Taken(_by_item(decisions), _by_item(actions)),
            ),
            decisions=tuple(entry for _, entry in decisions),
            actions=tuple(entry for _, entry in actions),
            raised=self.raised.raised(session_id),
            parked=self.raised.parked(session_id),
            next_session=self._sessions.following(session_id),
            distribution=self._people.readers(row),
            goals=self._touched.of(
                session_id, self._sessions.head(session_id).starts[:10], row["ended_at"]
            ),
            answered=self.raised.answered(session_id),
            restatements=self._restatements(session_id),
            requests=tuple(self._requests.get(session_id, ())),
        )

    def _restatements(self, session_id: int) -> tuple[RestatementEntry, ...]:
        return () if self._style == "decisions" else tuple(self._saybacks.get(session_id, ()))

    def _decisions(self, session_id: int) -> list[tuple[int | None, DecisionEntry]]:
        placed = self._placed[session_id]
        if self._style == "decisions":
            placed = [replace(each, entry=without_reasons(each.entry)) for each in placed]
        return [(each.item_id, each.entry) for each in placed]

    def _own_actions(self, session_id: int) -> list[tuple[int | None, ActionEntry]]:
        """Return the session's actions as they stood until the next session began."""
        until = self._sessions.began_next(session_id)
        rows = self._own[session_id]
        return [(row["item_id"], self._actions.entry(row, until)) for row in rows]

    def _matters(self, session_id: int) -> tuple[ActionEntry, ...]:
        """Return earlier actions that were open when it began, with what became of them."""
        until = self._sessions.began_next(session_id)
        rows = self._actions.open_at(self._sessions.began(session_id), self._sessions.begins)
        return tuple(self._actions.entry(row, until) for row in rows)


def build_live_minutes(reader: Reader, session_id: int, style: str | None = None) -> Minutes:
    """Return the joint minutes as the file would make them today, whatever went out (M2)."""
    chosen = style if style in STYLES else standing_style(reader, session_id)
    return MinutesMaker(reader, [session_id], "joint", chosen).live(session_id)


def _by_item(entries: Iterable[tuple[int | None, _Entry]]) -> dict[int, list[_Entry]]:
    out: defaultdict[int, list[_Entry]] = defaultdict(list)
    for item_id, entry in entries:
        if item_id is not None:
            out[item_id].append(entry)
    return out
