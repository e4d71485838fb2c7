"""A file as large as wanted, written in bulk: at most far beyond any engagement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from facilitator.clock import FixedClock
from facilitator.store import Store, engine

OPEN = 1000  # captures, the latest ones
_WORDS = (
    "opt-out consent profile voucher retention mailing suppression owner tool review register "
    "customer campaign segment export deadline incident audit access approval vendor contract "
    "budget release dashboard report tracking cookie banner training backup key rotation risk"
).split()
_KINDS = ("note", "action", "action", "decision", "concern", "question", "idea", "parked", "want")
_AT = "2026-01-01T09:00:00+00:00"


def write_large_file(
    path: Path, clock: FixedClock, *, sessions: int = 10_000, captures: int = 100_000
) -> None:
    """Write the file; no journal, for nobody undoes a bulk load."""
    Store.create(path, clock).close()
    connection = engine.connect_writing(path)
    try:
        connection.execute("BEGIN")
        for table, rows in _tables(Random(7), clock.now().date(), sessions, captures):
            marks = ", ".join(f":{name}" for name in rows[0])
            columns = ", ".join(rows[0])
            connection.executemany(f"INSERT INTO {table}({columns}) VALUES ({marks})", rows)
        connection.execute("COMMIT")
    finally:
        connection.close()


Rows = Sequence[dict[str, object]]


def _tables(
    random: Random, today: date, session_count: int, capture_count: int
) -> Iterator[tuple[str, Rows]]:
    yield (
        "engagement",
        [{"id": 1, "title": "Two centuries", "zone": "Europe/Berlin", "created_at": _AT}],
    )
    yield (
        "party",
        [
            {"id": 2 + n, "name": name, "colour": colour, "position": n}
            for n, (name, colour) in enumerate((("Security", "blue"), ("Marketing", "rust")))
        ],
    )
    yield "person", [{"id": 10 + n, "name": f"Person {n}"} for n in range(20)]
    yield (
        "membership",
        [{"id": 40 + n, "person_id": 10 + n, "party_id": 2 + n % 2} for n in range(20)],
    )
    yield "goal", [
        {"id": 70 + n, "title": _sentence(random, 6), "horizon": "short", "state": "on_track",
         "due_on": _day(today, 30 * n), "position": n}
        for n in range(8)
    ]  # fmt: skip
    sessions = list(_sessions(today, session_count))
    yield "session", sessions
    yield "issued_number", list(_session_numbers(sessions))
    yield "agenda_item", list(_items(random, session_count))
    yield "attendance", list(_attendance(session_count))
    captures = list(_captures(random, session_count, capture_count))
    yield "capture", captures
    yield from _extensions(random, captures, today)


def _sessions(today: date, count: int) -> Iterator[dict[str, object]]:
    for n in range(count):
        day = _day(today, 7 * (n - count + 2))
        yield {
            "id": 1000 + n, "kind": "recurring_sync", "title": f"Sync {n}",
            "starts_local": f"{day}T10:00", "zone": "Europe/Berlin", "length_s": 3600,
            "state": "planned" if n >= count - 2 else "closed", "created_at": _AT,
        }  # fmt: skip


def _session_numbers(sessions: Rows) -> Iterator[dict[str, object]]:
    given: dict[int, int] = {}
    for session in sessions:
        if session["state"] == "closed":
            year = int(str(session["starts_local"])[:4])
            given[year] = given.get(year, 0) + 1
            yield {"kind": "session", "year": year, "n": given[year], "row_id": session["id"],
                   "at": _AT}  # fmt: skip


def _items(random: Random, sessions: int) -> Iterator[dict[str, object]]:
    for n in range(sessions * 3):
        yield {
            "id": 100_000 + n, "session_id": 1000 + n // 3, "position": n % 3,
            "title": _sentence(random, 5), "purpose": "discuss", "length_s": 1200, "box": "limit",
            "lead_id": 10 + n % 20, "goal_id": 70 + n % 8, "state": "done", "used_s": 1100,
        }  # fmt: skip


def _attendance(sessions: int) -> Iterator[dict[str, object]]:
    for n in range(sessions * 4):
        yield {
            "id": 200_000 + n, "session_id": 1000 + n // 4, "person_id": 10 + n % 4,
            "party_id": 2 + n % 2, "state": "present",
        }  # fmt: skip


def _captures(random: Random, sessions: int, count: int) -> Iterator[dict[str, object]]:
    for n in range(count):
        session = n * (sessions - 2) // count
        yield {
            "id": 1_000_000 + n, "session_id": 1000 + session,
            "item_id": 100_000 + 3 * session + n % 3, "kind": _KINDS[n % len(_KINDS)],
            "text": _sentence(random, 12), "party_id": 2 + n % 2, "person_id": 10 + n % 20,
            "goal_id": 70 + n % 8, "at": _AT,
            "settled_on": None if n >= count - OPEN else "2026-01-01",
        }  # fmt: skip


def _extensions(random: Random, captures: Rows, today: date) -> Iterator[tuple[str, Rows]]:
    """The latest are open, all others over."""
    old = len(captures) - OPEN

    def those(kind: str) -> list[tuple[int, int]]:
        return [(n, int(str(c["id"]))) for n, c in enumerate(captures) if c["kind"] == kind]

    yield "action", [
        {"id": row_id, "owner_id": 10 + n % 20, "owner_party_id": 2 + n % 2,
         "asked_by_party_id": 3 - n % 2, "due_on": _day(today, (n - len(captures)) // 20),
         "state": "accepted" if n < old else "promised",
         "delivered_on": "2026-01-01" if n < old else None}
        for n, row_id in those("action")
    ]  # fmt: skip
    yield "decision", [
        {"id": row_id, "wording": _sentence(random, 15), "method": "consent",
         "state": "agreed" if n < old else "proposed", "decided_on": "2026-01-01"}
        for n, row_id in those("decision")
    ]  # fmt: skip
    yield (
        "concern",
        [
            {"id": row_id, "state": "answered" if n < old else "open"}
            for n, row_id in those("concern")
        ],
    )
    for kind in ("action", "decision"):
        yield "issued_number", [
            {"kind": kind, "year": 1900 + at // 200, "n": at % 200 + 1, "row_id": row_id,
             "at": _AT}
            for at, (n, row_id) in enumerate(those(kind))
        ]  # fmt: skip


def _sentence(random: Random, length: int) -> str:
    words = random.choices(_WORDS, k=length)
    return " ".join(words).capitalize()


def _day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()
