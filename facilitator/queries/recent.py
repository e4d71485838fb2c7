"""What the start page says about an engagement that is not open (E7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitator.queries.engagement import day_of, engagement, parties, people
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class Overview:
    """An engagement at a glance; `next_starts` is local wall time, empty where none is planned.

    `overdue` counts promised actions past their day, `unanswered` open concerns. Nothing here is
    counted from sealed tables.
    """

    title: str
    parties: tuple[tuple[str, str], ...]
    facilitator: str
    next_starts: str
    next_days: int | None
    is_running: bool
    held: int
    overdue: int
    unanswered: int


def overview(reader: Reader) -> Overview:
    """Return an engagement at a glance; quick enough to ask of twenty files."""
    today = day_of(reader)
    head = reader.one(
        "SELECT (SELECT count(*) FROM session WHERE state = 'closed') AS held,"
        " (SELECT count(*) FROM session WHERE state = 'running') AS running,"
        " (SELECT min(starts_local) FROM session WHERE state = 'planned'"
        "  AND starts_local >= :today) AS next,"
        " (SELECT count(*) FROM action a JOIN capture c ON c.id = a.id AND c.kind = 'action'"
        "  WHERE a.state IN ('asked', 'promised') AND a.due_on < :today) AS overdue,"
        " (SELECT count(*) FROM concern k JOIN capture c ON c.id = k.id AND c.kind = 'concern'"
        "  WHERE k.state = 'open') AS unanswered",
        {"today": today.isoformat()},
    )
    found = head or {}
    starts = str(found.get("next") or "")
    return Overview(
        engagement(reader).title or reader.path.stem,
        tuple((party.short, party.colour) for party in parties(reader)),
        next((person.name for person in people(reader) if person.is_facilitator), ""),
        starts,
        _days(reader, starts),
        bool(found.get("running")),
        int(found.get("held") or 0),
        int(found.get("overdue") or 0),
        int(found.get("unanswered") or 0),
    )


def _days(reader: Reader, starts: str) -> int | None:
    return (date.fromisoformat(starts[:10]) - day_of(reader)).days if starts else None
