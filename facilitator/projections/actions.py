"""Actions as paper shows them, as they stand or as they stood when a session began (A1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.domain.calendar import Uids
from facilitator.domain.words import OPEN_ACTION, ActionState
from facilitator.projections.names import IN_LIST, Names, id_list
from facilitator.projections.types import ActionEntry
from facilitator.queries.numbers import capture_label, decision_label
from facilitator.store import Reader, Row

_ACTIONS = """
SELECT c.id, c.session_id, c.item_id, c.goal_id, c.text, c.at, i.title AS item_title, a.done_when,
  a.owner_id, a.owner_party_id, a.asked_by_party_id, a.asked_by_person_id, a.due_on, a.due_rule,
  a.state, a.state_reason, a.delivered_on, a.accepted_on, n.year, n.n,
  o.year AS decision_year, o.n AS decision_n
FROM capture c LEFT JOIN action a ON a.id = c.id
LEFT JOIN session s ON s.id = c.session_id
LEFT JOIN agenda_item i ON i.id = c.item_id
LEFT JOIN issued_number n ON n.kind = 'action' AND n.row_id = c.id
LEFT JOIN issued_number o ON o.kind = 'decision' AND o.row_id = a.decision_id
WHERE c.kind = 'action' AND {where}
ORDER BY substr(coalesce(s.starts_local, c.at), 1, 10), s.id IS NULL, s.starts_local, c.at, c.id"""

# Possibly open at some moment from :since on; `state_at` says whether it was.
LIVE_SINCE = (
    "(a.state IS NULL OR a.state IN ('asked', 'promised', 'delivered')"
    " OR coalesce(a.accepted_on, a.delivered_on) >= substr(:since, 1, 10) OR EXISTS ("
    "SELECT 1 FROM history h WHERE h.row_id = c.id AND h.field = 'state' AND h.at >= :since))"
)


_NEVER = "~"  # behind every stamp


@dataclass(frozen=True, slots=True)
class _Change:
    at: str
    before: str


class ActionShelf:
    """The actions of a document with what they went through; makes entries as of a moment."""

    def __init__(self, reader: Reader, names: Names, where: str = "true", params: Any = ()) -> None:
        """Read the actions that `where` chooses; it speaks of the capture `c`, the action `a`."""
        self._names = names
        self._uids = Uids(reader.value("SELECT id FROM engagement ORDER BY id LIMIT 1"))
        self.rows = reader.all(_ACTIONS.format(where=where), params)
        self._states, self._dues = _changes(reader, (row["id"] for row in self.rows))
        self._spans: list[tuple[str, str, Row]] | None = None

    def state_at(self, row: Row, stamp: str | None) -> str:
        """Return an action's state just before a moment (a UTC stamp), now where None."""
        now = row["state"] or ActionState.ASKED.value
        if stamp is None:
            return now
        changes = self._states[row["id"]]
        for change in changes:
            if change.at >= stamp:
                return change.before
        return now if changes else _by_days(row, now, stamp[:10])

    def open_at(self, stamp: str, began: Mapping[int, str]) -> list[Row]:
        """Return the actions that were written before a moment and still open at it.

        `began` holds when each session began; an action counts from there on.
        """
        if self._spans is None:
            self._spans = [
                (began.get(row["session_id"], row["at"]), self._ended(row), row)
                for row in self.rows
            ]
        return [
            row
            for since, until, row in self._spans
            if since < stamp <= until and self.is_open_at(row, stamp)
        ]

    def _ended(self, row: Row) -> str:
        """Return a moment after which an action is surely not open."""
        changes = self._states[row["id"]]
        if self.state_at(row, None) in OPEN_ACTION:
            return _NEVER
        return changes[-1].at if changes else f"{row['accepted_on'] or ''}T~"

    def is_open_at(self, row: Row, stamp: str | None) -> bool:
        """Return whether an action was open just before a moment."""
        return self.state_at(row, stamp) in OPEN_ACTION

    def entry(self, row: Row, stamp: str | None = None) -> ActionEntry:
        """Return the action as it stood just before a moment, as it stands now where None."""
        names, state = self._names, self.state_at(row, stamp)
        is_now = state == row["state"]
        has_delivered = state in (ActionState.DELIVERED, ActionState.ACCEPTED)
        return ActionEntry(
            number=capture_label("action", row["year"], row["n"]),
            text=row["text"],
            topic=row["item_title"] or names.goal(row["goal_id"]),
            owner=names.person(row["owner_id"]),
            owner_party=names.party(row["owner_party_id"]),
            asked_by=names.who(row["asked_by_person_id"], row["asked_by_party_id"]),
            due_on=row["due_on"] or "",
            was_due=self._was_due(row),
            due_is_next=row["due_rule"] == "next" and not row["due_on"],
            done_when=row["done_when"] or "",
            state=state,
            state_reason=(row["state_reason"] or "") if is_now else "",
            delivered_on=(row["delivered_on"] or "") if has_delivered else "",
            accepted_on=(row["accepted_on"] or "") if state == ActionState.ACCEPTED else "",
            decision_number=_decision(row),
            goal=names.goal(row["goal_id"]),
            session_number=names.session(row["session_id"]),
            uid=self._uids.of("action", row["id"]),
        )

    def _was_due(self, row: Row) -> tuple[str, ...]:
        """Return earlier due dates, oldest first, a date once where it stood twice in a row."""
        out: list[str] = []
        for change in self._dues[row["id"]]:
            if change.before and out[-1:] != [change.before]:
                out.append(change.before)
        if out[-1:] == [row["due_on"]]:
            out.pop()
        return tuple(out)


def _by_days(row: Row, now: str, day: str) -> str:
    """Return the state before a day by the days written down, where no change was recorded."""
    delivered, accepted = row["delivered_on"] or "", row["accepted_on"] or ""
    if now == ActionState.ACCEPTED and accepted >= day:
        now = ActionState.DELIVERED.value
        delivered = delivered or accepted
    if now == ActionState.DELIVERED and delivered >= day:
        now = ActionState.PROMISED.value
    return now


def _decision(row: Row) -> str:
    if row["decision_n"] is None:
        return ""
    return decision_label(row["decision_year"], row["decision_n"])


_Changes = defaultdict[int, list[_Change]]


def _changes(reader: Reader, ids: Iterable[int]) -> tuple[_Changes, _Changes]:
    """Return the changes of state and of due date of each action, oldest first."""
    states: _Changes = defaultdict(list)
    dues: _Changes = defaultdict(list)
    for row in reader.all(
        "SELECT row_id, field, before, at FROM history WHERE field IN ('state', 'due_on')"
        f" AND row_id {IN_LIST} ORDER BY at, id",
        (id_list(ids),),
    ):
        side = states if row["field"] == "state" else dues
        side[row["row_id"]].append(_Change(row["at"], row["before"] or ""))
    return states, dues
