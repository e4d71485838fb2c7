"""How long things took, by the clock of the session: the same while it runs and after (V2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from facilitator.domain.session_clock import ClockReading, read_clock
from facilitator.queries.clock import clock_events_of, heartbeats
from facilitator.store import Reader, Row


class Used:
    """The clocks of some sessions, read in one go."""

    def __init__(self, reader: Reader, session_ids: Iterable[int]) -> None:
        self._reader = reader
        self._events = clock_events_of(reader, session_ids)

    def _reading(self, session: Row) -> ClockReading:
        key, is_running = session["id"], session["state"] == "running"
        beats = heartbeats(self._reader, key) if is_running else ()
        return read_clock(self._events[key], self._reader.clock.instant(), beats)

    def by_items(self, session: Row) -> Mapping[int, int]:
        """Return the seconds of each item of a running session so far, nothing for any other."""
        return self._reading(session).item_elapsed_s if session["state"] == "running" else {}

    def by_session(self, session: Row) -> int | None:
        """Return the seconds a session took without its breaks, None where it has not begun.

        One that was written down without a clock took as long as it lasted.
        """
        if session["state"] not in ("running", "closed"):
            return None
        if session["id"] in self._events:
            return self._reading(session).session_elapsed_s
        if not (session["started_at"] and session["ended_at"]):
            return None
        started, ended = (
            datetime.fromisoformat(session[name]) for name in ("started_at", "ended_at")
        )
        return max(0, int((ended - started).total_seconds()))
