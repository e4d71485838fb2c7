"""Who is in with its ranking, and after the reveal how far apart the sides are (G5).

No place of a sealed order is read here: only whose order is in.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.engagement import GoalName, goal_names, parties
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class RankRound:
    """A round; `revealed_on` is empty while it is open, and `entered` says who is in."""

    id: int
    opened_on: str
    revealed_on: str
    entered: frozenset[int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one side put a goal."""

    party_id: int
    party: str
    colour: str
    place: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A goal with the place each side gave it; `width` is from the best to the last of them."""

    goal_id: int
    goal: str
    places: tuple[Place, ...]
    of: int

    @property
    def width(self) -> int:
        found = [each.place for each in self.places]
        return max(found) - min(found) if found else 0


def rankable_goals(reader: Reader) -> list[GoalName]:
    """Return the goals that are not over, in the order of the page, which is nobody's ranking."""
    return [goal for goal in goal_names(reader) if goal.state not in ("done", "dropped")]


def rank_rounds(reader: Reader) -> list[RankRound]:
    """Return the rounds, the latest first."""
    entered: dict[int, set[int]] = {}
    for row in reader.all("SELECT DISTINCT round_id, party_id FROM sealed_rank"):
        entered.setdefault(row["round_id"], set()).add(row["party_id"])
    return [
        RankRound(
            row["id"],
            row["opened_on"],
            row["revealed_on"] or "",
            frozenset(entered.get(row["id"], ())),
        )
        for row in reader.all("SELECT * FROM rank_round ORDER BY opened_on DESC, id DESC")
    ]


def waits_for(reader: Reader, found: RankRound) -> list[str]:
    """Return the sides at the table whose order is not in yet."""
    return [party.short for party in parties(reader) if party.id not in found.entered]


def gaps(reader: Reader, round_id: int) -> list[Gap]:
    """Return the goals of a revealed round, those the sides are furthest apart on first."""
    rows = reader.all(
        "SELECT r.goal_id, g.title, r.party_id, r.place, p.colour,"
        " coalesce(p.short_name, p.name) AS party FROM goal_rank r JOIN goal g ON g.id = r.goal_id"
        " JOIN party p ON p.id = r.party_id WHERE r.round_id = ?"
        " ORDER BY g.position, g.id, p.position, p.id",
        (round_id,),
    )
    by_goal: dict[int, list[Row]] = {}
    for row in rows:
        by_goal.setdefault(row["goal_id"], []).append(row)
    of = max((row["place"] for row in rows), default=0)
    found = [
        Gap(
            goal_id,
            rows[0]["title"],
            tuple(
                Place(row["party_id"], row["party"], row["colour"], row["place"]) for row in rows
            ),
            of,
        )
        for goal_id, rows in by_goal.items()
    ]
    return sorted(found, key=_widest_first)


def _widest_first(gap: Gap) -> tuple[int, int]:
    return -gap.width, min(place.place for place in gap.places)


def biggest_gaps(found: list[Gap]) -> list[Gap]:
    """Return the gaps worth an agenda item: the widest, at least two places, at most three."""
    return [gap for gap in found if gap.width >= 2][:3]


def gaps_on_agenda(reader: Reader) -> set[int]:
    """Return the goals whose gap waits on an agenda to come, or in the backlog."""
    rows = reader.all(
        "SELECT l.from_id FROM link l JOIN agenda_item i ON i.id = l.to_id"
        " LEFT JOIN session s ON s.id = i.session_id WHERE l.role = 'gap' AND i.state = 'open'"
        " AND (s.id IS NULL OR s.state IN ('planned', 'running'))"
    )
    return {row["from_id"] for row in rows}
