"""What the start page says about an engagement that is not open (E7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from facilitator.domain.moments import local_to_utc
from facilitator.queries.engagement import day_of, engagement, parties, people
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader

MOST_COMING = 5
MOST_LATE = 3


@dataclass(frozen=True, slots=True)
class Coming:
    """A session that runs or is still to come; `at` is when it begins, in UTC."""

    id: int
    label: str
    title: str
    starts_local: str
    zone: str
    length_s: int
    is_running: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Late:
    """An action past its day."""

    id: int
    words: str
    due_on: str


@dataclass(frozen=True, slots=True)
class Overview:
    """An engagement at a glance; `next_starts` is local wall time, empty where none is planned.

    `overdue` counts promised actions past their day, `unanswered` open concerns; `coming` are the
    next sessions, `late` the actions that wait longest, a few of each. Nothing here is read from
    sealed tables.
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
    coming: tuple[Coming, ...]
    late: tuple[Late, ...]


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
        _coming(reader, today),
        _late(reader, today),
    )


def _coming(reader: Reader, today: date) -> tuple[Coming, ...]:
    rows = reader.all(
        "SELECT id, title, starts_local, zone, length_s, state FROM session WHERE state = 'running'"
        " OR (state = 'planned' AND starts_local >= ?)"
        " ORDER BY state = 'planned', starts_local, id LIMIT ?",
        (today.isoformat(), MOST_COMING),
    )
    labels = session_labels(reader, [row["id"] for row in rows]) if rows else {}
    return tuple(
        Coming(
            row["id"],
            labels[row["id"]].label if row["id"] in labels else "",
            row["title"],
            row["starts_local"],
            row["zone"],
            row["length_s"],
            row["state"] == "running",
            local_to_utc(row["starts_local"], row["zone"]).utc,
        )
        for row in rows
    )


def _late(reader: Reader, today: date) -> tuple[Late, ...]:
    rows = reader.all(
        "SELECT a.id, c.text, a.due_on FROM action a"
        " JOIN capture c ON c.id = a.id AND c.kind = 'action'"
        " WHERE a.state IN ('asked', 'promised') AND a.due_on < ?"
        " ORDER BY a.due_on, a.id LIMIT ?",
        (today.isoformat(), MOST_LATE),
    )
    return tuple(Late(row["id"], row["text"], row["due_on"]) for row in rows)


def _days(reader: Reader, starts: str) -> int | None:
    return (date.fromisoformat(starts[:10]) - day_of(reader)).days if starts else None
