"""A proposal as it is built: each open concern and how it is met, the sides beside it (E2)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.concerns import ConcernRow, concern, open_concerns
from facilitator.queries.perspectives import Perspective, perspectives
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class Met:
    """A concern and how the proposal meets it; no words: it is left unmet."""

    concern: ConcernRow
    met_how: str
    is_near: bool

    @property
    def is_met(self) -> bool:
        return bool(self.met_how)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed, with the concerns of its own goal first, and each side's perspective."""

    decision_id: int
    text: str
    wording: str
    state: str
    goal_id: int | None
    goal: str
    concerns: tuple[Met, ...]
    sides: tuple[Perspective, ...]

    @property
    def met(self) -> tuple[Met, ...]:
        return tuple(each for each in self.concerns if each.is_met)

    @property
    def unmet(self) -> tuple[Met, ...]:
        return tuple(each for each in self.concerns if not each.is_met)

    @property
    def is_open(self) -> bool:
        return self.state in ("proposed", "deferred")


def proposal(reader: Reader, decision_id: int) -> Proposal | None:
    """Return a proposal with every open concern, and those that it says it meets."""
    row = reader.one(
        "SELECT c.text, c.goal_id, d.wording, d.state, g.title AS goal FROM decision d"
        " JOIN capture c ON c.id = d.id AND c.kind = 'decision'"
        " LEFT JOIN goal g ON g.id = c.goal_id WHERE d.id = ?",
        (decision_id,),
    )
    if row is None:
        return None
    goal = row["goal_id"]
    lines = _lines(reader, _met(reader, decision_id), goal)
    return Proposal(
        decision_id,
        row["text"],
        row["wording"] or "",
        row["state"],
        goal,
        row["goal"] or "",
        tuple(lines),
        tuple(perspectives(reader)),
    )


def _lines(reader: Reader, how: dict[int, str], goal: int | None) -> list[Met]:
    """Return every open concern and those in `how`, the concerns of the goal first."""
    waiting = open_concerns(reader)
    ids = {each.id for each in waiting}
    others = [found for key in how if key not in ids and (found := concern(reader, key))]
    lines = [
        Met(each, how.get(each.id, ""), goal is not None and each.goal_id == goal)
        for each in (*waiting, *others)
    ]
    return sorted(lines, key=_near_first)


def concerns_met(reader: Reader, decision_id: int) -> tuple[Met, ...]:
    """Return the concerns that a decision says it meets, those of its own goal first.

    Of most decisions that is none, and then nothing else of the file is read.
    """
    how = _met(reader, decision_id)
    if not how:
        return ()
    goal = reader.value("SELECT goal_id FROM capture WHERE id = ?", (decision_id,))
    return tuple(each for each in _lines(reader, how, goal) if each.is_met)


def _near_first(row: Met) -> bool:
    return not row.is_near


def _met(reader: Reader, decision_id: int) -> dict[int, str]:
    rows = reader.all(
        "SELECT concern_id, met_how FROM proposal_concern WHERE decision_id = ? ORDER BY id",
        (decision_id,),
    )
    return {row["concern_id"]: row["met_how"] for row in rows}


def waiting_for_answer(reader: Reader, decision_id: int) -> list[Met]:
    """Return the concerns that a decision says it meets and that nothing has answered yet."""
    how = _met(reader, decision_id)
    return [Met(each, how[each.id], False) for each in open_concerns(reader) if each.id in how]


def proposal_of_item(reader: Reader, item_id: int) -> int | None:
    """Return the open proposal that was written for an agenda item, None where there is none."""
    found = reader.value(
        "SELECT c.id FROM capture c JOIN decision d ON d.id = c.id WHERE c.item_id = ?"
        " AND c.kind = 'decision' AND d.state IN ('proposed', 'deferred') ORDER BY c.id LIMIT 1",
        (item_id,),
    )
    return None if found is None else int(found)


def session_of(reader: Reader, item_id: int) -> int | None:
    """Return the session on whose agenda an item stands, None for the backlog."""
    found = reader.value("SELECT session_id FROM agenda_item WHERE id = ?", (item_id,))
    return None if found is None else int(found)
