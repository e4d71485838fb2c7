"""The clock events of a session, as the pure clock reads them."""

from __future__ import annotations

from datetime import datetime

from facilitator.clock import Instant
from facilitator.domain.session_clock import ClockEvent
from facilitator.store import Reader


def clock_events(reader: Reader, session_id: int) -> list[ClockEvent]:
    """Return what happened to the clock of a session, in order."""
    rows = reader.all(
        "SELECT item_id, what, at_utc, monotonic_ms, boot FROM clock_event"
        " WHERE session_id = ? ORDER BY id",
        (session_id,),
    )
    return [
        ClockEvent(
            row["what"],
            row["item_id"],
            Instant(datetime.fromisoformat(row["at_utc"]), row["monotonic_ms"], row["boot"]),
        )
        for row in rows
    ]


def heartbeats(reader: Reader, session_id: int) -> list[Instant]:
    """Return the last reading that was taken while the app was open, if there is one."""
    return [
        Instant(datetime.fromisoformat(row["at_utc"]), row["monotonic_ms"], row["boot"])
        for row in reader.all(
            "SELECT at_utc, monotonic_ms, boot FROM clock_now WHERE session_id = ?", (session_id,)
        )
    ]
