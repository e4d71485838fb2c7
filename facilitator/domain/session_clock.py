"""The session's clock, as a pure function of what happened and of now (V2).

Between two readings of one boot the monotonic clock counts, which a change of the system clock
cannot touch and which goes on while the machine sleeps. Between two boots only wall time is left:
its difference counts, never below nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from facilitator.clock import Instant

AMBER, RED = 0.20, 0.05  # share of the time box that is left when the quiet colour changes (V2)


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """`what` is start, pause, resume, enter, leave or close; enter and leave name an item."""

    what: str
    item_id: int | None
    instant: Instant


@dataclass(frozen=True, slots=True)
class ClockReading:
    """Whole seconds that count, without pauses; items that were never on the table are absent."""

    session_elapsed_s: int
    item_elapsed_s: dict[int, int] = field(default_factory=dict)
    is_running: bool = False
    is_paused: bool = False
    current_item_id: int | None = None


def between_ms(earlier: Instant, later: Instant) -> int:
    """Return the milliseconds from one reading to another, never below nothing."""
    if earlier.boot == later.boot:
        return max(0, later.monotonic_ms - earlier.monotonic_ms)
    return max(0, int((later.at - earlier.at).total_seconds() * 1000))


def read_clock(events: Sequence[ClockEvent], now: Instant) -> ClockReading:
    """Return what the clock says now, from the events in their order."""
    total, items = 0, dict[int, int]()
    is_running = is_paused = False
    current: int | None = None
    last: Instant | None = None
    for event in [*events, ClockEvent("now", None, now)]:
        if last is not None and is_running and not is_paused:
            passed = between_ms(last, event.instant)
            total += passed
            if current is not None:
                items[current] = items.get(current, 0) + passed
        last = event.instant
        is_running = event.what == "start" or (is_running and event.what != "close")
        is_paused = event.what == "pause" or (is_paused and event.what not in ("resume", "close"))
        if event.what == "enter" and event.item_id is not None:
            current = event.item_id
            items.setdefault(current, 0)
        elif event.what in ("leave", "close"):
            current = None
    seconds = {item_id: ms // 1000 for item_id, ms in items.items()}
    return ClockReading(total // 1000, seconds, is_running, is_paused, current)


def left_s(box_s: int, elapsed_s: int) -> int:
    """Return what is left of a time box, below nothing when it is over."""
    return box_s - elapsed_s


def level(remaining_s: int, box_s: int) -> str:
    """Return calm, amber (less than a fifth is left) or red (less than a twentieth)."""
    if remaining_s < RED * box_s:
        return "red"
    return "amber" if remaining_s < AMBER * box_s else "calm"


def drift_s(boxes: Iterable[tuple[int, int, bool]], session_elapsed_s: int) -> int:
    """Return how far the session is behind its plan, below nothing when ahead.

    Args:
        boxes: (planned seconds, elapsed seconds, is finished) of every item that was on the table.
            A finished item should have taken its plan; one on the table at most its plan so far.
        session_elapsed_s: seconds of the session that count.
    """
    expected = sum(
        planned if finished else min(planned, elapsed) for planned, elapsed, finished in boxes
    )
    return session_elapsed_s - expected


def start_times(starts: datetime, lengths_s: Iterable[int]) -> list[datetime]:
    """Return when each item begins if every one takes its length."""
    out = []
    for length in lengths_s:
        out.append(starts)
        starts += timedelta(seconds=length)
    return out
