"""Continue from minutes that came back as a PDF: into this file, or as a file of their own (M4).

Numbers of the paper stay in the words; this file gives its own. Nothing sealed is touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from facilitator.clock import Clock
from facilitator.commands.agenda import add_item
from facilitator.commands.captures import capture
from facilitator.commands.engagement import begin_engagement
from facilitator.commands.fields import (
    day,
    line,
    local_moment,
    required_line,
    stamp,
    text,
    zone_name,
)
from facilitator.commands.new_file import make
from facilitator.commands.numbers import issue_for_session
from facilitator.commands.people import add_person
from facilitator.domain.brought import (
    BroughtAction,
    BroughtDecision,
    BroughtItem,
    BroughtMinutes,
    BroughtTopic,
)
from facilitator.domain.moments import DAY_SECONDS, local_to_utc
from facilitator.domain.text import fold
from facilitator.domain.words import (
    ActionState,
    Box,
    CaptureKind,
    DecisionState,
    ItemState,
    Method,
    Purpose,
    SessionKind,
    SessionState,
)
from facilitator.errors import CommandRefused
from facilitator.queries.from_minutes import told
from facilitator.store import Store

_SIZES = ("A4", "Letter")


def continue_from(
    store: Store,
    minutes: BroughtMinutes,
    actions: Sequence[int],
    topics: Sequence[int],
    session_id: int | None = None,
) -> int:
    """Take chosen open actions and topics over, in one step; return how many things came.

    Args:
        actions: places in `minutes.open_actions`.
        topics: places in `minutes.topics`.
        session_id: the session whose agenda gets the topics; None is the backlog.
    """
    if not actions and not topics:
        raise CommandRefused("Nothing was chosen, so nothing was taken over.")
    names = _Names(store)
    with store.step("Continue from minutes"):
        for place in actions:
            _take_action(store, names, minutes.open_actions[place])
        for place in topics:
            _take_topic(store, names, minutes, minutes.topics[place], session_id)
    return len(actions) + len(topics)


class _Names:
    """Finds people and parties of a file by their names."""

    def __init__(self, store: Store) -> None:
        self._people = _by_name(store, "SELECT id, name FROM person WHERE archived_on IS NULL")
        self._parties = _by_name(
            store,
            "SELECT id, name FROM party WHERE archived_on IS NULL"
            " UNION ALL SELECT id, short_name FROM party WHERE archived_on IS NULL"
            " AND short_name IS NOT NULL",
        )

    def person(self, name: str) -> int | None:
        return self._people.get(fold(name))

    def party(self, name: str) -> int | None:
        return self._parties.get(fold(name))

    def asker(self, words: str) -> int | None:
        """Return the party in `Nadia Petrov, Security` or `Security`."""
        return self.party(words) or self.party(words.rpartition(",")[2].strip())


def _by_name(store: Store, query: str) -> dict[str, int]:
    """Return ids by name; a name that two share stands for neither."""
    found: dict[str, int] = {}
    shared: set[str] = set()
    for row in store.all(query):
        name = fold(row["name"])
        if found.setdefault(name, row["id"]) != row["id"]:
            shared.add(name)
    return {name: row_id for name, row_id in found.items() if name not in shared}


def _take_action(store: Store, names: _Names, action: BroughtAction) -> None:
    owner, party = names.person(action.owner), names.party(action.party)
    number = action.number
    if action.owner and owner is None:  # the name is kept where nobody here bears it
        number = f"{number}, {action.owner}" if number else action.owner
    action_id = capture(
        store,
        CaptureKind.ACTION,
        told(action.text, number),
        person_id=owner,
        party_id=party,
        due_on=action.due_on or None,
        due_next=action.is_due_next,
        asked_by_party_id=names.asker(action.asked_by),
    )
    store.update("action", action_id, done_when=text("Done when", action.done_when))


def _take_topic(
    store: Store, names: _Names, minutes: BroughtMinutes, topic: BroughtTopic, place: int | None
) -> None:
    origin = f"From the minutes of {minutes.number or minutes.starts[:10]}: {minutes.title}"
    add_item(
        store,
        place,
        topic.text,
        length_s=min(max(topic.minutes, 1) * 60, DAY_SECONDS),
        asked_by_party_id=names.party(topic.party),
        agenda_text=origin,
    )


# --- a file of their own -------------------------------------------------------------------------


def make_from_minutes(path: Path, minutes: BroughtMinutes, clock: Clock | None = None) -> None:
    """Write a new file with the parties, the people and the session of a paper.

    Raises:
        FileExists: there is something of that name already; it was left alone.
        WriteFailed: the system could not write; nothing is left behind.
    """

    def fill(store: Store) -> None:
        with store.step("Restore a session from its minutes", barrier=True):
            _Restorer(store, minutes).restore()

    make(path, fill, clock)


class _Restorer:
    """Writes one held session into an empty file."""

    def __init__(self, store: Store, minutes: BroughtMinutes) -> None:
        self._store = store
        self._minutes = minutes
        self._parties: dict[str, int] = {}
        self._people: dict[str, int] = {}
        self._items: dict[str, int] = {}
        self._at = stamp(store)
        self._session_id = 0

    def restore(self) -> None:
        """Write everything, in the order in which rows refer to each other."""
        self._begin()
        self._add_people()
        self._add_session()
        for position, item in enumerate(self._minutes.items, start=1):
            self._add_item(item, position)
        for decision in self._minutes.decisions:
            self._add_decision(decision)
        for action in self._minutes.actions:
            self._add_action(action)
        issue_for_session(self._store, self._session_id)

    def _begin(self) -> None:
        minutes, head = self._minutes, self._minutes.engagement
        names = [party.name for party in minutes.parties]
        colours = [party.colour for party in minutes.parties]
        title = head.title or minutes.title
        begin_engagement(self._store, title, minutes.zone, names, colours=colours)
        rows = self._store.all("SELECT id FROM party ORDER BY position, id")
        for row, party in zip(rows, minutes.parties, strict=True):
            self._parties[party.name] = row["id"]
            self._store.update("party", row["id"], short_name=line("Short name", party.short_name))
        values = {
            "organisation": line("Organisation", head.organisation),
            "purpose": text("Purpose", head.purpose),
            "classification": line("Classification", head.classification),
            "language": line("Language", head.language) or "en",
            "paper_size": head.paper_size if head.paper_size in _SIZES else _SIZES[0],
            "minutes_style": head.style or "reasons",
        }
        engagement_id = self._store.value("SELECT id FROM engagement")
        self._store.update("engagement", engagement_id, **values)

    def _add_people(self) -> None:
        for person in self._minutes.people:
            if person.name not in self._people:
                party = self._parties.get(person.party)
                self._people[person.name] = add_person(
                    self._store, person.name, party, role=person.role
                )
        for name in (self._minutes.facilitator, self._minutes.minute_taker):
            if name and name not in self._people:
                self._people[name] = add_person(self._store, name)
        if leads := self._people.get(self._minutes.facilitator):
            self._store.update("person", leads, is_facilitator=1)

    def _add_session(self) -> None:
        minutes, store = self._minutes, self._store
        zone = zone_name("Zone", minutes.zone)
        starts = local_moment("Start", minutes.starts)
        length = min(max(minutes.minutes, 1) * 60, DAY_SECONDS)
        began = local_to_utc(starts, zone).utc
        ended = began + timedelta(seconds=length)
        if minutes.ends:
            ended = max(local_to_utc(local_moment("End", minutes.ends), zone).utc, began)
        self._at = began.isoformat()
        self._session_id = store.insert(
            "session",
            kind=minutes.kind or SessionKind.OTHER.value,
            title=required_line("Title", told(minutes.title, minutes.number)),
            starts_local=starts,
            zone=zone,
            length_s=length,
            place=line("Place", minutes.place),
            link=line("Link", minutes.link),
            facilitator_id=self._people.get(minutes.facilitator),
            minute_taker_id=self._people.get(minutes.minute_taker),
            state=SessionState.CLOSED.value,
            started_at=began.isoformat(),
            ended_at=ended.isoformat(),
            created_at=stamp(store),
        )
        for person in minutes.people:
            store.insert(
                "attendance",
                session_id=self._session_id,
                person_id=self._people[person.name],
                party_id=self._parties.get(person.party),
                state=person.state,
            )

    def _add_item(self, item: BroughtItem, position: int) -> None:
        self._items[item.number] = self._store.insert(
            "agenda_item",
            session_id=self._session_id,
            position=position,
            title=required_line("Title", item.title or item.number or "?"),
            purpose=item.purpose or Purpose.DISCUSS.value,
            wanted_result=text("Wanted result", item.wanted_result),
            asked_by_party_id=self._parties.get(item.party),
            length_s=min(max(item.minutes, 0) * 60, DAY_SECONDS),
            box=item.box or Box.LIMIT.value,
            outcome=text("Outcome", item.outcome),
            state=item.state or ItemState.DONE.value,
            used_s=None if item.used_minutes is None else max(item.used_minutes, 0) * 60,
        )

    def _said(self, kind: CaptureKind, words: str, item: str) -> int:
        return self._store.insert(
            "capture",
            session_id=self._session_id,
            item_id=self._items.get(item),
            kind=kind.value,
            text=text("Text", words) or "?",
            at=self._at,
        )

    def _add_decision(self, decision: BroughtDecision) -> None:
        store, exact = self._store, decision.wording
        decision_id = self._said(CaptureKind.DECISION, told(exact, decision.number), decision.item)
        store.insert(
            "decision",
            id=decision_id,
            wording=text("Wording", exact),
            plain=text("Plain", decision.plain),
            context=text("Context", decision.context),
            because=text("Because", decision.because),
            consequences=text("Consequences", decision.consequences),
            method=decision.method or Method.CONSENT.value,
            state=DecisionState.PROPOSED.value,
            review_on=day("Review", decision.review_on),
        )
        self._add_parts(decision_id, decision)
        state = decision.state or DecisionState.PROPOSED.value
        decided = day("Decided", decision.decided_on)
        store.update("decision", decision_id, state=state, decided_on=decided)

    def _add_parts(self, decision_id: int, decision: BroughtDecision) -> None:
        """Write what a taken decision no longer lets anybody add."""
        store = self._store
        for position, option in enumerate(decision.options, start=1):
            store.insert(
                "decision_option",
                decision_id=decision_id,
                text=required_line("Option", option.text or "?"),
                effect=text("Effect", option.effect),
                is_chosen=int(option.is_chosen),
                position=position,
            )
        for side in decision.positions:
            if (party := self._parties.get(side.party)) is None:
                continue
            if side.position:
                store.insert(
                    "decision_position",
                    decision_id=decision_id,
                    party_id=party,
                    position=side.position,
                    reason=text("Reason", side.reason),
                )
            if side.consideration or side.passed_reason:
                store.insert(
                    "consideration",
                    row_id=decision_id,
                    party_id=party,
                    text=text("Consideration", side.consideration),
                    passed_reason=text("Reason", side.passed_reason),
                    at=self._at,
                )

    def _add_action(self, action: BroughtAction) -> None:
        action_id = self._said(CaptureKind.ACTION, told(action.text, action.number), action.item)
        self._store.insert(
            "action",
            id=action_id,
            done_when=text("Done when", action.done_when),
            owner_id=self._people.get(action.owner),
            owner_party_id=self._parties.get(action.party),
            asked_by_party_id=self._parties.get(action.asked_by),
            due_on=day("Due", action.due_on),
            due_rule="next" if action.is_due_next else None,
            state=action.state or ActionState.ASKED.value,
            state_reason=text("Reason", action.state_reason),
            delivered_on=day("Delivered", action.delivered_on),
            accepted_on=day("Accepted", action.accepted_on),
        )
