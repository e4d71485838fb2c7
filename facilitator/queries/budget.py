"""The shared pot of money: who pays what part of which line, and what is paid twice (G2, G7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from facilitator.domain.money import parts
from facilitator.domain.text import fold
from facilitator.queries.engagement import PartyRow, parties
from facilitator.store import Reader

_LITTLE = frozenset(
    ("and", "for", "from", "into", "its", "new", "next", "one", "our", "own", "per", "the", "their",
     "this", "with", "budget", "cost", "costs", "money", "line", "phase", "part", "year", "share")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """One side's part of a line; `cents` is None while the line has no amount."""

    party_id: int
    party: str
    colour: str
    percent: int
    cents: int | None
    is_archived: bool


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line with what each side pays of it, sides at the table first, also who pays nothing."""

    id: int
    name: str
    goal_id: int | None
    goal: str
    cents: int | None
    state: str
    scope_in: str
    scope_out: str
    shares: tuple[Share, ...]

    @property
    def percent(self) -> int:
        """Return how much of it is covered, which may be too much."""
        return sum(share.percent for share in self.shares)

    @property
    def uncovered_cents(self) -> int | None:
        """Return what nobody pays; below nothing where the sides pay too much."""
        if self.cents is None:
            return None
        return self.cents - sum(share.cents or 0 for share in self.shares)

    @property
    def payers(self) -> frozenset[int]:
        return frozenset(share.party_id for share in self.shares if share.percent)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two lines of one goal that may pay for the same thing, and the words that say so."""

    one: BudgetLine
    other: BudgetLine
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyTotal:
    party_id: int
    party: str
    colour: str
    cents: int


@dataclass(frozen=True, slots=True)
class GoalTotal:
    """What a goal costs, by side; lines that were refused do not count."""

    goal_id: int | None
    goal: str
    cents: int
    uncovered_cents: int
    parties: tuple[PartyTotal, ...]
    lines: tuple[BudgetLine, ...]


@dataclass(frozen=True, slots=True)
class Pot:
    """Everything about money: lines under their goals, totals, and what may be paid twice."""

    currency: str
    cents: int
    uncovered_cents: int
    parties: tuple[PartyTotal, ...]
    goals: tuple[GoalTotal, ...]
    overlaps: tuple[Overlap, ...]

    @property
    def lines(self) -> tuple[BudgetLine, ...]:
        return tuple(line for goal in self.goals for line in goal.lines)


def line_count(reader: Reader) -> int:
    """Return how many budget lines there are."""
    return int(reader.value("SELECT count(*) FROM budget_line") or 0)


def pot(reader: Reader) -> Pot:
    """Return the shared pot of money."""
    table = parties(reader, archived=True)
    found = budget_lines(reader, table)
    by_goal: dict[int | None, list[BudgetLine]] = {}
    for line in found:
        by_goal.setdefault(line.goal_id, []).append(line)
    counted = [line for line in found if line.state != "refused"]
    return Pot(
        str(reader.value("SELECT currency FROM engagement") or "EUR"),
        sum(line.cents or 0 for line in counted),
        sum(max(line.uncovered_cents or 0, 0) for line in counted),
        _totals(counted, table),
        tuple(_goal_total(lines, table) for lines in by_goal.values()),
        tuple(_overlaps(reader, counted)),
    )


def budget_lines(reader: Reader, table: list[PartyRow] | None = None) -> list[BudgetLine]:
    """Return the lines by goal, those without one last."""
    if table is None:
        table = parties(reader, archived=True)
    percents = {
        (row["line_id"], row["party_id"]): row["percent"]
        for row in reader.all("SELECT line_id, party_id, percent FROM budget_share")
    }
    rows = reader.all(
        "SELECT b.*, g.title AS goal FROM budget_line b LEFT JOIN goal g ON g.id = b.goal_id"
        " ORDER BY g.id IS NULL, g.position, g.id, b.position, b.id"
    )
    return [
        BudgetLine(
            row["id"],
            row["name"],
            row["goal_id"],
            row["goal"] or "",
            row["cents"],
            row["state"],
            row["scope_in"] or "",
            row["scope_out"] or "",
            _shares(row["id"], row["cents"], percents, table),
        )
        for row in rows
    ]


def _shares(
    line_id: int,
    cents: int | None,
    percents: dict[tuple[int, int], int],
    table: list[PartyRow],
) -> tuple[Share, ...]:
    shown = [party for party in table if not party.is_archived or percents.get((line_id, party.id))]
    weights = [percents.get((line_id, party.id), 0) for party in shown]
    amounts: list[int] | list[None] = (
        [None for _ in shown] if cents is None else parts(cents, weights)
    )
    return tuple(
        Share(party.id, party.short, party.colour, percent, amount, party.is_archived)
        for party, percent, amount in zip(shown, weights, amounts, strict=True)
    )


def _totals(lines: list[BudgetLine], table: list[PartyRow]) -> tuple[PartyTotal, ...]:
    sums: dict[int, int] = {}
    for line in lines:
        for share in line.shares:
            sums[share.party_id] = sums.get(share.party_id, 0) + (share.cents or 0)
    return tuple(
        PartyTotal(party.id, party.short, party.colour, sums.get(party.id, 0))
        for party in table
        if not party.is_archived or sums.get(party.id)
    )


def _goal_total(lines: list[BudgetLine], table: list[PartyRow]) -> GoalTotal:
    counted = [line for line in lines if line.state != "refused"]
    return GoalTotal(
        lines[0].goal_id,
        lines[0].goal,
        sum(line.cents or 0 for line in counted),
        sum(max(line.uncovered_cents or 0, 0) for line in counted),
        _totals(counted, table),
        tuple(lines),
    )


# --- paid twice? ---------------------------------------------------------------------------------


def _overlaps(reader: Reader, lines: list[BudgetLine]) -> list[Overlap]:
    apart = {
        frozenset((row["from_id"], row["to_id"]))
        for row in reader.all("SELECT from_id, to_id FROM link WHERE role = 'apart'")
    }
    out = []
    for one, other in combinations(lines, 2):
        if one.goal_id is None or one.goal_id != other.goal_id:
            continue
        if frozenset((one.id, other.id)) in apart or not _different(one, other):
            continue
        if words := _shared_words(one, other):
            out.append(Overlap(one, other, words))
    return out


def _different(one: BudgetLine, other: BudgetLine) -> bool:
    """Tell whether one side pays for the first and another one for the second."""
    return bool(one.payers and other.payers and one.payers != other.payers)


def _shared_words(one: BudgetLine, other: BudgetLine) -> tuple[str, ...]:
    """Return the words that two lines share, if they are enough to ask about.

    Enough is: most of the shorter name, or two words of name and scope together.
    """
    names = _words(one.name), _words(other.name)
    shared = [word for word in names[0] if word in names[1]]
    least = min(len(names[0]), len(names[1]))
    if shared and 2 * len(shared) >= least:
        return tuple(shared)
    wide = _words(f"{one.name} {one.scope_in}"), _words(f"{other.name} {other.scope_in}")
    both = [word for word in wide[0] if word in wide[1]]
    return tuple(both) if len(both) >= 2 else ()


def _words(text: str) -> list[str]:
    found = re.findall(r"[^\W_]+", fold(text))
    return list(
        dict.fromkeys(
            word for word in found if len(word) > 2 and word not in _LITTLE and not word.isdigit()
        )
    )
