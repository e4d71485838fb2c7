"""The clock events of a session, as the pure clock reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from facilitator.clock import Instant
from facilitator.domain.session_clock import ClockEvent
from facilitator.store import Reader


def clock_events(reader: Reader, session_id: int) -> list[ClockEvent]:
    """Return what happened to the clock of a session, in order."""
    return clock_events_of(reader, [session_id]).get(session_id, [])


def clock_events_of(reader: Reader, session_ids: Iterable[int]) -> dict[int, list[ClockEvent]]:
    """Return what happened to the clock of each session that had one, in order."""
    found: dict[int, list[ClockEvent]] = {}
    for row in reader.all(
        "SELECT session_id, item_id, what, at_utc, monotonic_ms, boot FROM clock_event"
        " WHERE session_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(session_ids)),),
    ):
        at = datetime.fromisoformat(row["at_utc"])
        event = ClockEvent(
            row["what"], row["item_id"], Instant(at, row["monotonic_ms"], row["boot"])
        )
        found.setdefault(row["session_id"], []).append(event)
    return found


def heartbeats(reader: Reader, session_id: int) -> list[Instant]:
    """Return the last reading that was taken while the app was open, if there is one."""
    return [
        Instant(datetime.fromisoformat(row["at_utc"]), row["monotonic_ms"], row["boot"])
        for row in reader.all(
            "SELECT at_utc, monotonic_ms, boot FROM clock_now WHERE session_id = ?", (session_id,)
        )
    ]
