"""One goal with each side's words, its money and everything that was linked to it (G1, G2, G6)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.acceptance import Standing, standing
from facilitator.domain.money import parts
from facilitator.queries.actions import ActionRow, actions_of_goal
from facilitator.queries.decisions import DecisionRow, HistoryRow, decisions_of_goal, history
from facilitator.queries.engagement import MEMBERSHIP_ON, PartyRow, day_of, parties
from facilitator.queries.goal_lines import MilestoneRow, milestones, sessions_since
from facilitator.queries.numbers import session_labels
from facilitator.queries.together import GoalCard, goal_cards
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """An agenda item on the way to a goal; `session_label` is empty in the backlog."""

    id: int
    title: str
    state: str
    session_id: int | None
    session_label: str
    session_state: str
    day: str
    minutes: int


@dataclass(frozen=True, slots=True)
class LinkedConcern:
    """A concern that somebody has about a goal; `on` is the day it was raised."""

    id: int
    text: str
    plain: str
    state: str
    party: str
    colour: str
    on: str


@dataclass(frozen=True, slots=True)
class Sponsor:
    """Somebody who stands behind a goal."""

    person_id: int
    name: str
    party: str
    colour: str


@dataclass(frozen=True, slots=True)
class GoalSide:
    """What one side says of a goal. `asked_id` is the open question that asks it to."""

    party_id: int
    party: str
    colour: str
    position: str
    interests: str
    scope_in: str
    scope_out: str
    standing: Standing
    accepted_on: str
    accepted_words: str
    accepted_by: str
    asked_id: int | None
    asked_on: str

    @property
    def is_silent(self) -> bool:
        """Tell whether it has said neither what it wants nor why (G2)."""
        return not (self.position.strip() or self.interests.strip())


@dataclass(frozen=True, slots=True)
class BudgetPart:
    """What one side pays towards a goal, in cents."""

    party_id: int
    party: str
    colour: str
    cents: int


@dataclass(frozen=True, slots=True)
class GoalBudget:
    """The money of a goal, refused lines left out; every side has a part, be it nothing.

    `unshared` is what no side has taken; `open_lines` counts lines without an amount.
    """

    currency: str
    cents: int
    parts: tuple[BudgetPart, ...]
    unshared: int
    lines: int
    open_lines: int


@dataclass(frozen=True, slots=True)
class GoalDetail:
    """A goal, what its sides say, what is linked to it, and how its state came about."""

    card: GoalCard
    begins_on: str
    common_ground: str
    sponsors: tuple[Sponsor, ...]
    sides: tuple[GoalSide, ...]
    milestones: tuple[MilestoneRow, ...]
    budget: GoalBudget
    items: tuple[LinkedItem, ...]
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionRow, ...]
    concerns: tuple[LinkedConcern, ...]
    sessions_since: int | None
    history: tuple[HistoryRow, ...]


def goal_count(reader: Reader) -> int:
    """Return how many goals there are, done and dropped ones too."""
    return int(reader.value("SELECT count(*) FROM goal") or 0)


def goal_detail(reader: Reader, goal_id: int) -> GoalDetail | None:
    """Return one goal, or None where it was deleted."""
    card = next((card for card in goal_cards(reader) if card.id == goal_id), None)
    row = reader.one("SELECT begins_on, common_ground FROM goal WHERE id = ?", (goal_id,))
    if card is None or row is None:
        return None
    words = row["common_ground"] or ""
    return GoalDetail(
        card,
        row["begins_on"] or "",
        words,
        _sponsors(reader, goal_id),
        goal_sides(reader, goal_id, words),
        tuple(milestones(reader, goal_id)[goal_id]),
        _budget(reader, goal_id),
        tuple(_items(reader, goal_id)),
        tuple(decisions_of_goal(reader, goal_id)),
        tuple(actions_of_goal(reader, goal_id)),
        _concerns(reader, goal_id),
        sessions_since(reader, goal_id),
        history(reader, goal_id),
    )


def _sponsors(reader: Reader, goal_id: int) -> tuple[Sponsor, ...]:
    rows = reader.all(
        "SELECT s.person_id, p.name, coalesce(y.short_name, y.name, '') AS party, y.colour"
        " FROM goal_sponsor s JOIN person p ON p.id = s.person_id"
        f" LEFT JOIN ({MEMBERSHIP_ON}) m ON m.person_id = p.id"
        " LEFT JOIN party y ON y.id = m.party_id"
        " WHERE s.goal_id = :goal ORDER BY y.position IS NULL, y.position, p.name, p.id",
        {"goal": goal_id, "day": day_of(reader).isoformat()},
    )
    return tuple(
        Sponsor(row["person_id"], row["name"], row["party"], row["colour"] or "") for row in rows
    )


def goal_sides(reader: Reader, goal_id: int, common_ground: str) -> tuple[GoalSide, ...]:
    """Return every side at the table with what it says, in the order of the parties."""
    rows = reader.all(
        "SELECT g.*, p.name AS accepted_by FROM goal_party g"
        " LEFT JOIN person p ON p.id = g.accepted_by_id WHERE g.goal_id = ?",
        (goal_id,),
    )
    said = {row["party_id"]: row for row in rows}
    asked = {
        row["to_party_id"]: row
        for row in reader.all(
            "SELECT q.id, q.to_party_id, c.at FROM capture c JOIN question q ON q.id = c.id"
            " AND q.about_id = :goal AND q.about_kind = 'goal'"
            " WHERE c.goal_id = :goal AND c.kind = 'question' AND c.settled_on IS NULL",
            {"goal": goal_id},
        )
    }
    return tuple(
        _side(party, said.get(party.id, {}), asked.get(party.id, {}), common_ground)
        for party in parties(reader)
    )


def _side(party: PartyRow, row: Row, asked: Row, common_ground: str) -> GoalSide:
    def words(name: str) -> str:
        return str(row.get(name) or "")

    return GoalSide(
        party.id,
        party.short,
        party.colour,
        words("position_text"),
        words("interest"),
        words("scope_in"),
        words("scope_out"),
        standing(words("accepted_words"), common_ground),
        words("accepted_on"),
        words("accepted_words"),
        words("accepted_by"),
        asked.get("id"),
        str(asked.get("at") or "")[:10],
    )


def _budget(reader: Reader, goal_id: int) -> GoalBudget:
    rows = reader.all(
        "SELECT l.id, l.cents, s.party_id, s.percent FROM budget_line l"
        " LEFT JOIN budget_share s ON s.line_id = l.id"
        " WHERE l.goal_id = ? AND l.state <> 'refused' ORDER BY l.position, l.id, s.id",
        (goal_id,),
    )
    cents = {row["id"]: row["cents"] for row in rows}
    by_party: dict[int, int] = {}
    for line_id, amount in cents.items():
        shares = [row for row in rows if row["id"] == line_id and row["party_id"] is not None]
        split = parts(amount or 0, [row["percent"] for row in shares])
        for share, part in zip(shares, split, strict=True):
            by_party[share["party_id"]] = by_party.get(share["party_id"], 0) + part
    total = sum(amount or 0 for amount in cents.values())
    return GoalBudget(
        str(reader.value("SELECT currency FROM engagement") or "EUR"),
        total,
        tuple(
            BudgetPart(side.id, side.short, side.colour, by_party.get(side.id, 0))
            for side in parties(reader, archived=True)
            if side.id in by_party or not side.is_archived
        ),
        max(total - sum(by_party.values()), 0),
        len(cents),
        sum(amount is None for amount in cents.values()),
    )


def _concerns(reader: Reader, goal_id: int) -> tuple[LinkedConcern, ...]:
    rows = reader.all(
        "SELECT c.id, c.text, c.at, k.plain, k.state, coalesce(y.short_name, y.name, '') AS party,"
        " y.colour, s.starts_local FROM capture c JOIN concern k ON k.id = c.id"
        " LEFT JOIN party y ON y.id = c.party_id LEFT JOIN session s ON s.id = c.session_id"
        " WHERE c.goal_id = ? AND c.kind = 'concern' ORDER BY k.state <> 'open', c.at DESC, c.id",
        (goal_id,),
    )
    return tuple(
        LinkedConcern(
            row["id"],
            row["text"],
            row["plain"] or "",
            row["state"],
            row["party"],
            row["colour"] or "",
            (row["starts_local"] or row["at"])[:10],
        )
        for row in rows
    )


def _items(reader: Reader, goal_id: int) -> list[LinkedItem]:
    labels = session_labels(reader)
    rows = reader.all(
        "SELECT i.id, i.title, i.state, i.session_id, i.used_s, s.state AS session_state,"
        " s.starts_local FROM agenda_item i LEFT JOIN session s ON s.id = i.session_id"
        " WHERE i.goal_id = ? ORDER BY s.starts_local DESC, i.position, i.id",
        (goal_id,),
    )
    return [
        LinkedItem(
            row["id"],
            row["title"],
            row["state"],
            row["session_id"],
            labels[row["session_id"]].label if row["session_id"] in labels else "",
            row["session_state"] or "",
            (row["starts_local"] or "")[:10],
            (row["used_s"] or 0) // 60,
        )
        for row in rows
    ]
