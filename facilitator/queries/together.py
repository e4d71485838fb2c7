"""The home page: what we do together, and who waits on whom (E5), as facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitator.queries.actions import ActionRow, Owed, open_actions, owed
from facilitator.queries.decisions import waiting_decisions
from facilitator.queries.engagement import EngagementRow, day_of, engagement
from facilitator.queries.goal_lines import GoalLine, goal_lines
from facilitator.queries.guide import Guide, guide
from facilitator.queries.prepare import ItemRow, agenda
from facilitator.queries.sessions import SessionRow, sessions
from facilitator.queries.understanding import Understanding, understanding
from facilitator.queries.waiting import Waiting, waiting
from facilitator.queries.warnings import EarlyWarning, warnings
from facilitator.store import Reader

__all__ = ["GoalCard", "Together", "Waiting", "Waits", "goal_cards", "together"]


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal with what hangs on it; `last_session` is when anybody last spent time on it."""

    id: int
    title: str
    horizon: str
    state: str
    state_reason: str
    measure: str
    due_on: str
    days_left: int | None
    owner_id: int | None
    owner: str
    items: int
    minutes: int
    decisions: int
    open_actions: int
    overdue_actions: int
    last_session: str


@dataclass(frozen=True, slots=True)
class Waits:
    """How much `waiting` waits for from `on`: open promises, and how many of them are overdue."""

    waiting_id: int
    waiting: str
    waiting_colour: str
    on_id: int
    on: str
    on_colour: str
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Together:
    """`next_agenda` is that of the session that runs, else of the next one.

    The next session is the first that is planned from today on; one that was never held is past.
    """

    engagement: EngagementRow
    goals: tuple[GoalCard, ...]
    waiting: tuple[Waiting, ...]
    waits: tuple[Waits, ...]
    owed: tuple[Owed, ...]
    running: SessionRow | None
    next_session: SessionRow | None
    next_agenda: tuple[ItemRow, ...]
    last_session: SessionRow | None
    lines: dict[int, GoalLine]
    warnings: tuple[EarlyWarning, ...]
    understanding: Understanding
    guide: Guide


def together(reader: Reader) -> Together:
    """Return everything the home page shows."""
    running, upcoming, last = _sessions(reader)
    shown = running or upcoming
    every, decided = open_actions(reader), waiting_decisions(reader)
    lines = goal_lines(reader)
    return Together(
        engagement(reader),
        tuple(goal_cards(reader)),
        tuple(waiting(reader, every, decided)),
        tuple(_waits(every)),
        tuple(owed(reader)),
        running,
        upcoming,
        tuple(agenda(reader, shown.id)) if shown else (),
        last,
        {line.id: line for line in lines},
        tuple(warnings(reader, lines, decided)),
        understanding(reader),
        guide(reader),
    )


def _sessions(reader: Reader) -> tuple[SessionRow | None, ...]:
    """Return the session that runs, the next one and the one held last, as far as there are any.

    Which was held last its own zone tells: those that closed last are looked at.
    """
    rows = reader.all(
        "SELECT * FROM (SELECT id FROM session WHERE state = 'running' LIMIT 1)"
        " UNION ALL SELECT * FROM (SELECT id FROM session WHERE state = 'planned'"
        "  AND starts_local >= ? ORDER BY starts_local, id LIMIT 1)"
        " UNION ALL SELECT * FROM (SELECT id FROM session WHERE state = 'closed'"
        "  ORDER BY coalesce(started_at, starts_local) DESC LIMIT 20)",
        (day_of(reader).isoformat(),),
    )
    found: dict[str, SessionRow] = {}
    for row in sessions(reader, [row["id"] for row in rows]):  # the latest first
        found.setdefault(row.state, row)
    return tuple(found.get(state) for state in ("running", "planned", "closed"))


def goal_cards(reader: Reader) -> list[GoalCard]:
    """Return the goals: late and at risk first, done ones last."""
    today = day_of(reader)
    rows = reader.all(
        "SELECT g.*, p.name AS owner, coalesce(i.items, 0) AS items,"
        " coalesce(i.used_s, 0) / 60 AS minutes, i.last_session,"
        " coalesce(a.open, 0) AS open_actions, coalesce(a.overdue, 0) AS overdue_actions,"
        " (SELECT count(*) FROM capture c WHERE c.goal_id = g.id AND c.kind = 'decision')"
        "  AS decisions"
        " FROM goal g LEFT JOIN person p ON p.id = g.owner_id"
        " LEFT JOIN (SELECT i.goal_id, count(*) AS items, sum(i.used_s) AS used_s,"
        "  max(CASE WHEN s.state IN ('closed', 'running') THEN s.starts_local END)"
        "   AS last_session"
        "  FROM agenda_item i LEFT JOIN session s ON s.id = i.session_id"
        "  WHERE i.goal_id IS NOT NULL GROUP BY i.goal_id) i ON i.goal_id = g.id"
        " LEFT JOIN (SELECT c.goal_id, count(*) AS open,"
        "  sum(a.state IN ('asked', 'promised') AND a.due_on < :today) AS overdue"
        "  FROM action a JOIN capture c ON c.id = a.id AND +c.kind = 'action'"
        "  WHERE a.state IN ('asked', 'promised', 'delivered') AND +c.goal_id IS NOT NULL"
        "  GROUP BY c.goal_id) a ON a.goal_id = g.id"
        " ORDER BY CASE g.state WHEN 'late' THEN 0 WHEN 'at_risk' THEN 1 WHEN 'on_track' THEN 2"
        " WHEN 'done' THEN 3 ELSE 4 END, g.due_on IS NULL, g.due_on, g.position",
        {"today": today.isoformat()},
    )
    return [
        GoalCard(
            row["id"],
            row["title"],
            row["horizon"],
            row["state"],
            row["state_reason"] or "",
            row["measure"] or "",
            row["due_on"] or "",
            (date.fromisoformat(row["due_on"]) - today).days if row["due_on"] else None,
            row["owner_id"],
            row["owner"] or "",
            row["items"],
            row["minutes"],
            row["decisions"],
            row["open_actions"],
            row["overdue_actions"],
            (row["last_session"] or "")[:10],
        )
        for row in rows
    ]


def _waits(every: list[ActionRow]) -> list[Waits]:
    """Return per pair of parties what the asking side waits for."""
    found: dict[tuple[int, int], list[ActionRow]] = {}
    for row in every:
        asked, owes = row.asked_by_party_id, row.owner_party_id
        if row.state in ("asked", "promised") and asked and owes and asked != owes:
            found.setdefault((asked, owes), []).append(row)
    return [
        Waits(
            asked,
            rows[0].asked_by,
            rows[0].asked_colour,
            owes,
            rows[0].owner_party,
            rows[0].owner_colour,
            len(rows),
            sum(row.days_late > 0 for row in rows),
        )
        for (asked, owes), rows in found.items()
    ]
