"""What a stand-in facilitator needs before the next session (E8): everything joint, nothing sealed.

What is sealed is not read here at all. Every list is bounded, the most pressing first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from facilitator.projections.actions import ActionShelf
from facilitator.projections.decisions import decisions_of
from facilitator.projections.goals import Goals
from facilitator.projections.handover_papers import (
    AgendaAhead,
    BacklogLine,
    HandoverPack,
    Lacking,
    PastSession,
    RoundLine,
    TensionEntry,
    TensionSide,
)
from facilitator.projections.items import Items
from facilitator.projections.moments import minutes_of
from facilitator.projections.names import Names, load_names
from facilitator.projections.plan import build_plan
from facilitator.projections.prebrief import raised_entry, side_briefs
from facilitator.projections.requests import unanswered_requests
from facilitator.projections.restatements import open_saybacks
from facilitator.projections.sessions import Sessions, opens_name
from facilitator.projections.terms import Terms
from facilitator.projections.types import (
    ActionEntry,
    DecisionEntry,
    ItemEntry,
    RaisedEntry,
    SideBrief,
)
from facilitator.queries.answers import UNANSWERED
from facilitator.queries.closing_rounds import closing_round
from facilitator.queries.engagement import day_of
from facilitator.queries.readiness import Readiness, readiness
from facilitator.queries.tensions import Tension, tensions
from facilitator.store import Reader, Row

_MOST = 40
_MOST_OF_A_SIDE = 12
_LAST = 3
_Entry = TypeVar("_Entry")

_NEXT = """
SELECT id FROM session WHERE state = 'running' OR (state = 'planned'
  AND substr(starts_local, 1, 10) >= ?) ORDER BY state <> 'running', starts_local, id LIMIT 1"""
_PAST = "SELECT * FROM session WHERE state = 'closed' ORDER BY starts_local DESC, id DESC LIMIT ?"
_CONCERNS = f"""
SELECT c.*, k.plain, k.category, k.severity FROM concern k
JOIN capture c ON c.id = k.id AND c.kind = 'concern' AND c.in_minutes = 1
LEFT JOIN party p ON p.id = c.party_id
WHERE {UNANSWERED} ORDER BY p.position IS NULL, p.position, p.id,
  CASE k.severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, c.at, c.id"""
_QUESTIONS = """
SELECT c.*, q.answer, q.is_nameless, NULL AS plain, NULL AS category, NULL AS severity
FROM question q JOIN capture c ON c.id = q.id AND c.kind = 'question' AND c.in_minutes = 1
WHERE c.settled_on IS NULL ORDER BY c.at, c.id"""
_BACKLOG = """
SELECT i.*, s.title AS series FROM agenda_item i LEFT JOIN series s ON s.id = i.series_id
WHERE i.session_id IS NULL AND i.state = 'open' AND i.let_go_on IS NULL
ORDER BY i.needed_on IS NULL, i.needed_on, i.position, i.id"""


class _Cut:
    """Cuts lists to what a paper can hold, and remembers how much was cut."""

    def __init__(self) -> None:
        self.left: list[tuple[str, int]] = []

    def __call__(
        self, name: str, entries: Sequence[_Entry], most: int = _MOST
    ) -> tuple[_Entry, ...]:
        self.note(name, len(entries) - most)
        return tuple(entries[:most])

    def note(self, name: str, count: int) -> None:
        """Remember that so many of a list were cut."""
        if count > 0:
            self.left.append((name, count))


def build_handover(reader: Reader) -> HandoverPack:
    """Return the pack as the engagement stands today."""
    names, today, cut = load_names(reader), day_of(reader), _Cut()
    on = today.isoformat()
    sessions = Sessions(reader, names)
    next_id = reader.value(_NEXT, (on,))
    goals = Goals(reader, names)
    entries = [goals.entry(each, on) for each in goals.ids]
    return HandoverPack(
        engagement=names.head,
        on=on,
        facilitator=str(
            reader.value("SELECT name FROM person WHERE is_facilitator = 1 ORDER BY id") or ""
        ),
        success_sentence=str(
            reader.value("SELECT success_sentence FROM engagement ORDER BY id LIMIT 1") or ""
        ),
        plan=build_plan(reader),
        sides=tuple(_mindset(each) for each in side_briefs(reader, names, on)),
        ahead=None if next_id is None else _ahead(reader, names, sessions, next_id),
        goals=cut("goals", [each for each in entries if each.state != "dropped"]),
        tensions=cut("tensions", [_tension(each, names) for each in tensions(reader)]),
        decisions=cut("decisions", _decisions(reader, names, today)),
        actions=cut("actions", _actions(reader, names)),
        concerns=_concerns(reader, names, cut),
        questions=cut("questions", _questions(reader, names)),
        restatements=cut("restatements", open_saybacks(reader, names)),
        requests=cut("requests", unanswered_requests(reader, names)),
        backlog=cut("backlog", [_waiting(row, names) for row in reader.all(_BACKLOG)]),
        last=tuple(_past(reader, names, sessions, row) for row in reader.all(_PAST, (_LAST,))),
        terms=cut("terms", Terms(reader, names).with_care()),
        left_out=tuple(cut.left),
    )


def _mindset(side: SideBrief) -> SideBrief:
    """Return how a side sees things; its concerns stand with those of the others."""
    return replace(side, concerns=(), needs=side.needs[:_MOST_OF_A_SIDE])


# --- the next session ----------------------------------------------------------------------------


def _ahead(reader: Reader, names: Names, sessions: Sessions, session_id: int) -> AgendaAhead:
    row = sessions.by_id[session_id]
    head = replace(sessions.head(session_id), opens=opens_name(reader, session_id))
    items = Items(reader, names, [session_id]).of(row, {})
    ids = reader.all(
        "SELECT id FROM agenda_item WHERE session_id = ? ORDER BY position, id", (session_id,)
    )
    by_id = {each["id"]: item for each, item in zip(ids, items, strict=True)}
    return AgendaAhead(head, items, tuple(_lacking(readiness(reader, session_id), by_id)))


def _lacking(found: Readiness, items: dict[int, ItemEntry]) -> list[Lacking]:
    def titles(ids: Sequence[int]) -> tuple[str, ...]:
        return tuple(items[each].title for each in ids if each in items)

    lists = (
        ("lead", titles(found.without_lead)),
        ("wanted_result", titles(found.without_wanted_result)),
        ("papers", titles(found.waiting_for_papers)),
        ("item", found.parties_without_item),
        ("people", found.parties_without_people),
    )
    out = [Lacking(kind, called, 0) for kind, called in lists if called]
    if found.over_s > 0:
        out.append(Lacking("over", (), minutes_of(found.over_s)))
    return out


# --- where things stand --------------------------------------------------------------------------


def _tension(each: Tension, names: Names) -> TensionEntry:
    return TensionEntry(
        each.title,
        each.state,
        tuple(
            TensionSide(mark, end.objective, tuple(end.interest.splitlines()))
            for end in each.ends
            if (mark := names.party(end.party_id)) is not None
        ),
        each.eases,
        each.question,
        each.eased_by,
    )


def _decisions(reader: Reader, names: Names, today: date) -> list[DecisionEntry]:
    """Return decisions that are proposed, deferred, or up for review."""
    where = (
        "(d.state IN ('proposed', 'deferred')"
        " OR (d.state IN ('agreed', 'agreed_to_differ') AND d.review_on <= ?))"
    )
    placed = decisions_of(reader, names, {}, where, today.isoformat())
    return [replace(each.entry, restatements=()) for each in placed]


def _actions(reader: Reader, names: Names) -> list[ActionEntry]:
    """Return the open actions, those due first on top."""
    shelf = ActionShelf(reader, names, "a.state IN ('asked', 'promised', 'delivered')")
    return sorted((shelf.entry(row) for row in shelf.rows), key=_due)


def _due(action: ActionEntry) -> tuple[str, str]:
    return action.due_on or "9", action.number


def _concerns(reader: Reader, names: Names, cut: _Cut) -> tuple[RaisedEntry, ...]:
    """Return the concerns without an answer that stands: of each side the most serious."""
    rows = reader.all(_CONCERNS)
    seen: Counter[int | None] = Counter()
    shown = []
    for row in rows:
        seen[row["party_id"]] += 1
        if seen[row["party_id"]] <= _MOST_OF_A_SIDE:
            shown.append(row)
    cut.note("concerns", len(rows) - len(shown))
    return tuple(raised_entry(row, names, {}) for row in shown)


def _questions(reader: Reader, names: Names) -> list[RaisedEntry]:
    """Return the questions that wait, with an answer whose asker has not confirmed it."""
    rows = reader.all(_QUESTIONS)
    out = []
    for row in rows:
        entry = replace(raised_entry(row, names, {}), answer=row["answer"] or "")
        out.append(replace(entry, party=None, person="") if row["is_nameless"] else entry)
    return out


def _waiting(row: Row, names: Names) -> BacklogLine:
    return BacklogLine(
        row["title"],
        names.party(row["asked_by_party_id"]),
        names.person(row["asked_by_person_id"]),
        minutes_of(row["length_s"]),
        row["arrived_on"] or "",
        row["needed_on"] or "",
        row["series"] or "",
    )


# --- the last sessions ---------------------------------------------------------------------------


def _past(reader: Reader, names: Names, sessions: Sessions, row: Row) -> PastSession:
    placed = decisions_of(reader, names, {}, "c.session_id = ?", row["id"])
    rounds = closing_round(reader, row["id"])
    return PastSession(
        sessions.head(row["id"]),
        tuple(replace(each.entry, restatements=()) for each in placed)[:_MOST_OF_A_SIDE],
        row["next_reason"] or "",
        tuple(
            RoundLine(mark, each.useful, each.heard, each.note)
            for each in rounds
            if each.was_asked and (mark := names.party(each.party_id)) is not None
        ),
    )
