"""What is due: the next session, decisions, milestones at risk, incidents (K3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from facilitator.domain.words import ExceptionState
from facilitator.queries.figures import Figure, Scope, Source
from facilitator.queries.series import slots
from facilitator.store import Row


@dataclass(frozen=True, slots=True)
class Coming:
    """The next session, or the next time of the series that is still free (`session_id` None)."""

    session_id: int | None
    title: str
    original_local: str
    starts_local: str
    is_empty: bool

    @property
    def day(self) -> str:
        return self.starts_local[:10]


def coming(scope: Scope) -> Coming | None:
    """Return what comes next, and whether nothing is due by then.

    Nothing is due: its agenda holds no item but standing ones, no action and no milestone is due,
    no decision is to be reviewed or needed by its day.
    """
    planned = scope.reader.one(
        "SELECT s.id, s.title, s.original_local, s.starts_local FROM session s"
        " WHERE s.state IN ('planned', 'running') AND s.starts_local >= :on"
        f" AND {scope.sessions()} ORDER BY s.starts_local, s.id LIMIT 1",
        scope.values,
    )
    free = _next_free(scope)
    if planned is not None and (free is None or planned["starts_local"] <= free[1]):
        return Coming(
            planned["id"],
            planned["title"],
            planned["original_local"] or "",
            planned["starts_local"],
            not _has_items(scope, planned["id"]) and _is_calm(scope, planned["starts_local"][:10]),
        )
    if free is None:
        return None
    return Coming(None, scope.series.title, *free, _is_calm(scope, free[1][:10]))


def _next_free(scope: Scope) -> tuple[str, str] | None:
    """Return the next time of the series without a session: as expected, and as it will be."""
    filled = {
        row["original_local"]
        for row in scope.reader.all(
            "SELECT original_local FROM session WHERE series_id = :series"
            " AND original_local >= :on",
            scope.values,
        )
    }
    known = {
        row["original_local"]: row
        for row in scope.reader.all(
            "SELECT * FROM series_exception WHERE series_id = :series"
            " AND (original_local >= :on OR moved_local >= :on)",
            scope.values,
        )
    }
    found = [
        (original, row["moved_local"])
        for original, row in known.items()
        if row["state"] == ExceptionState.MOVED
        and (row["moved_local"] or "") >= scope.on.isoformat()
    ]
    behind = datetime.combine(scope.on, time()) - timedelta(minutes=1)
    for slot in slots(scope.series, behind):
        if slot.original_local not in filled and slot.original_local not in known:
            found.append((slot.original_local, slot.original_local))
            break
    return min(found, key=_when, default=None)


def _when(each: tuple[str, str]) -> str:
    return each[1]


def _has_items(scope: Scope, session_id: int) -> bool:
    return bool(
        scope.reader.value(
            "SELECT 1 FROM agenda_item WHERE session_id = ? AND is_standing = 0 LIMIT 1",
            (session_id,),
        )
    )


_DUE = """
SELECT 1 FROM action a WHERE a.state IN ('asked', 'promised', 'delivered')
  AND a.state <> 'delivered' AND a.due_on <= :day
UNION ALL SELECT 1 FROM decision d WHERE d.review_on <= :day
  AND d.state IN ('agreed', 'agreed_to_differ', 'deferred')
UNION ALL SELECT 1 FROM decision d WHERE d.needed_on <= :day
  AND d.state IN ('proposed', 'deferred')
UNION ALL SELECT 1 FROM milestone m WHERE m.state = 'open' AND m.due_on <= :day
LIMIT 1"""


def _is_calm(scope: Scope, day: str) -> bool:
    return scope.reader.value(_DUE, {"day": day}) is None


# --- decisions, milestones, incidents ----------------------------------------------------------


def decision_due(scope: Scope, upcoming: Coming | None) -> Figure:
    """Return the days until the first decision that is needed before the next session.

    Needed by a day are items that are not done, and decisions that are proposed or deferred. What
    comes on or before that day covers it: the item can stand on that agenda.
    """
    row = scope.reader.one(
        "SELECT * FROM (SELECT 'item' AS kind, i.id, i.title AS text, i.needed_on"
        "  FROM agenda_item i LEFT JOIN session s ON s.id = i.session_id"
        "  WHERE i.needed_on IS NOT NULL AND i.state = 'open' AND i.let_go_on IS NULL"
        f"  AND (i.session_id IS NULL OR s.state IN ('planned', 'running')) AND {scope.items()}"
        " UNION ALL SELECT 'decision', d.id, c.text, d.needed_on FROM decision d"
        "  JOIN capture c ON c.id = d.id AND +c.kind = 'decision'"
        "  LEFT JOIN session s ON s.id = c.session_id"
        "  WHERE d.needed_on IS NOT NULL AND d.state IN ('proposed', 'deferred')"
        f"  AND {scope.said()}) ORDER BY needed_on, id LIMIT 1",
        scope.values,
    )
    if row is None or (upcoming is not None and upcoming.day <= row["needed_on"]):
        return Figure(None)
    days = (date.fromisoformat(row["needed_on"]) - scope.on).days
    return Figure(days, (_source(row["kind"], row, "needed", row["needed_on"]),), 1)


def risky_milestone(scope: Scope) -> Figure:
    """Return the days to the nearest open milestone that is past its day or of a goal at risk."""
    row = scope.reader.one(
        "SELECT m.id, m.title AS text, m.due_on, g.title AS name, g.state FROM milestone m"
        " JOIN goal g ON g.id = m.goal_id WHERE m.state = 'open' AND m.due_on IS NOT NULL"
        " AND g.state NOT IN ('done', 'dropped') AND (g.state IN ('at_risk', 'late')"
        " OR m.due_on < :on) ORDER BY m.due_on, m.id LIMIT 1",
        scope.values,
    )
    if row is None:
        return Figure(None)
    days = (date.fromisoformat(row["due_on"]) - scope.on).days
    why = "late" if days < 0 else row["state"]
    return Figure(days, (_source("milestone", row, why, row["due_on"], row["name"]),), 1)


def incidents(scope: Scope) -> Figure:
    """Return how many incidents were open on the day."""
    rows = scope.reader.all(
        "SELECT id, title AS text, opened_on FROM incident WHERE opened_on <= :until"
        " AND (closed_on IS NULL OR closed_on > :until) ORDER BY opened_on, id",
        scope.values,
    )
    found = tuple(_source("incident", row, "open", row["opened_on"]) for row in rows)
    return Figure(len(found), found, len(found))


def _source(kind: str, row: Row, why: str, day: str, name: str = "") -> Source:
    return Source(kind, row["id"], row["text"], why, 0, day, name)
