"""How long things took: as kept when the session closed, by its clock while it runs (V2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from facilitator.domain.session_clock import ClockReading, read_clock
from facilitator.queries.clock import clock_events
from facilitator.store import Reader, Row


def _reading(reader: Reader, session_id: int) -> ClockReading:
    return read_clock(clock_events(reader, session_id), reader.clock.instant())


def used_by_items(reader: Reader, session: Row) -> Mapping[int, int]:
    """Return the seconds of each item of a running session so far, nothing for any other."""
    if session["state"] != "running":
        return {}
    return _reading(reader, session["id"]).item_elapsed_s


def used_by_session(reader: Reader, session: Row) -> int | None:
    """Return the seconds a session took, None where it has not begun."""
    if session["state"] == "running":
        return _reading(reader, session["id"]).session_elapsed_s
    if session["state"] != "closed" or not (session["started_at"] and session["ended_at"]):
        return None
    took = datetime.fromisoformat(session["ended_at"]) - datetime.fromisoformat(
        session["started_at"]
    )
    return max(0, int(took.total_seconds()))
