"""Every goal with its milestones, for a picture in time (G3, G6). Always as many questions."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from facilitator.queries.engagement import MEMBERSHIP_ON, day_of, parties
from facilitator.store import Reader, Row

OVER = ("done", "dropped")
_HELD = "s.state IN ('closed', 'running')"


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone; `days_late` counts to the day it was reached, of an open one to today."""

    id: int
    goal_id: int
    title: str
    due_on: str
    owner_id: int | None
    owner: str
    owner_colour: str
    state: str
    done_on: str
    days_late: int

    @property
    def is_late(self) -> bool:
        """Tell whether it is open and its day has passed."""
        return self.state == "open" and self.days_late > 0

    @property
    def on(self) -> str:
        """Return the day on which it lies: when it was reached, else when it is due."""
        return self.done_on or self.due_on


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in time.

    `starts` is the written beginning, else the first session or milestone; empty where nothing
    says it. `over_on` is when it was done or dropped. `silent` names the sides that have neither
    position nor interest; `sessions_since` counts those held since anybody touched it, None while
    nobody did or where it is over.
    """

    id: int
    title: str
    horizon: str
    state: str
    state_reason: str
    begins_on: str
    starts: str
    due_on: str
    over_on: str
    milestones: tuple[MilestoneRow, ...]
    silent: tuple[str, ...]
    sessions_since: int | None

    @property
    def is_over(self) -> bool:
        """Tell whether nobody works for it any more."""
        return self.state in OVER


def goal_lines(reader: Reader) -> list[GoalLine]:
    """Return the goals, late and at risk first, done ones last, each by its due day."""
    rows = reader.all(
        "SELECT * FROM goal"
        " ORDER BY CASE state WHEN 'late' THEN 0 WHEN 'at_risk' THEN 1 WHEN 'on_track' THEN 2"
        " WHEN 'done' THEN 3 ELSE 4 END, due_on IS NULL, due_on, position, id"
    )
    steps = milestones(reader)
    first, since = _sessions(reader)
    over, silent = _over(reader), silent_sides(reader)
    return [
        GoalLine(
            row["id"],
            row["title"],
            row["horizon"],
            row["state"],
            row["state_reason"] or "",
            row["begins_on"] or "",
            row["begins_on"] or _starts(first.get(row["id"], ""), steps[row["id"]]),
            row["due_on"] or "",
            _over_on(row, over, steps[row["id"]]),
            tuple(steps[row["id"]]),
            silent.get(row["id"], ()),
            None if row["state"] in OVER else since.get(row["id"]),
        )
        for row in rows
    ]


def _starts(session_day: str, steps: list[MilestoneRow]) -> str:
    return min((day for day in (session_day, *(each.on for each in steps)) if day), default="")


def _over_on(row: Row, over: dict[int, str], steps: list[MilestoneRow]) -> str:
    """Return when a goal was done or dropped: as said, else its last milestone, else its day."""
    if row["state"] not in OVER:
        return ""
    reached = max((each.done_on for each in steps if each.done_on), default="")
    return over.get(row["id"], "") or reached or row["due_on"] or ""


def milestones(reader: Reader, goal_id: int | None = None) -> dict[int, list[MilestoneRow]]:
    """Return the milestones of one goal, or of all, by goal and in order."""
    today = day_of(reader)
    rows = reader.all(
        "SELECT m.*, p.name AS owner, y.colour FROM milestone m"
        " LEFT JOIN person p ON p.id = m.owner_id"
        f" LEFT JOIN ({MEMBERSHIP_ON}) o ON o.person_id = m.owner_id"
        " LEFT JOIN party y ON y.id = o.party_id"
        " WHERE :goal IS NULL OR m.goal_id = :goal ORDER BY m.goal_id, m.position, m.id",
        {"goal": goal_id, "day": today.isoformat()},
    )
    found: dict[int, list[MilestoneRow]] = defaultdict(list)
    for row in rows:
        found[row["goal_id"]].append(
            MilestoneRow(
                row["id"],
                row["goal_id"],
                row["title"],
                row["due_on"] or "",
                row["owner_id"],
                row["owner"] or "",
                row["colour"] or "",
                row["state"],
                row["done_on"] or "",
                _days_late(row, today),
            )
        )
    return found


def _days_late(row: Row, today: date) -> int:
    if not row["due_on"] or row["state"] == "dropped":
        return 0
    until = date.fromisoformat(row["done_on"]) if row["done_on"] else today
    return max((until - date.fromisoformat(row["due_on"])).days, 0)


def _over(reader: Reader) -> dict[int, str]:
    """Return the day on which each goal was last called done or dropped."""
    rows = reader.all(
        "SELECT g.id, max(h.at) AS at FROM goal g JOIN history h ON h.row_id = g.id"
        " AND h.field = 'state' AND h.after = g.state WHERE g.state IN ('done', 'dropped')"
        " GROUP BY g.id"
    )
    return {row["id"]: row["at"][:10] for row in rows}


def silent_sides(reader: Reader, goal_id: int | None = None) -> dict[int, tuple[str, ...]]:
    """Return for each goal the sides at the table without position and interest (G2)."""
    spoken: dict[int, set[int]] = defaultdict(set)
    for row in reader.all(
        "SELECT goal_id, party_id FROM goal_party WHERE (:goal IS NULL OR goal_id = :goal)"
        " AND (trim(coalesce(position_text, '')) <> '' OR trim(coalesce(interest, '')) <> '')",
        {"goal": goal_id},
    ):
        spoken[row["goal_id"]].add(row["party_id"])
    table = parties(reader)
    ids = reader.all("SELECT id FROM goal WHERE :goal IS NULL OR id = :goal", {"goal": goal_id})
    return {
        row["id"]: tuple(side.short for side in table if side.id not in spoken[row["id"]])
        for row in ids
    }


def _sessions(reader: Reader, goal_id: int | None = None) -> tuple[dict[int, str], dict[int, int]]:
    """Return the day of each goal's first session, and the sessions held since its last.

    A session touched a goal when an item of it was worked on or something was captured for it.
    With `goal_id` only that goal is looked at.
    """
    asked = "{}.goal_id IS NOT NULL" if goal_id is None else "{}.goal_id = :goal"
    rows = reader.all(
        "SELECT t.goal_id, g.begins_on, min(starts_local) AS first, max(starts_local) AS last"
        " FROM ("
        " SELECT i.goal_id, s.starts_local FROM agenda_item i JOIN session s ON s.id = i.session_id"
        f"  WHERE {asked.format('i')} AND {_HELD} AND (i.state = 'done' OR i.used_s > 0)"
        " UNION ALL"
        " SELECT c.goal_id, s.starts_local FROM capture c JOIN session s ON s.id = c.session_id"
        f"  WHERE {asked.format('c')} AND {_HELD}) t"
        " JOIN goal g ON g.id = t.goal_id GROUP BY t.goal_id",
        {"goal": goal_id},
    )
    held = [
        row["starts_local"]
        for row in reader.all(
            f"SELECT s.starts_local FROM session s WHERE {_HELD} ORDER BY s.starts_local"
        )
    ]
    return (
        {row["goal_id"]: row["first"][:10] for row in rows},
        {row["goal_id"]: len(held) - bisect_right(held, _later(row)) for row in rows},
    )


def _later(row: Row) -> str:
    """Return the last session of a goal, or the end of the day on which it begins."""
    begins = f"{row['begins_on']}T24" if row["begins_on"] else ""
    return max(str(row["last"]), begins)


def sessions_since(reader: Reader, goal_id: int) -> int | None:
    """Return how many sessions were held since anybody touched a goal, None if nobody did."""
    return _sessions(reader, goal_id)[1].get(goal_id)
