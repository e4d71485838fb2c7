"""The session clock (V2): what was used, what is left, how far ahead or behind.

It is computed from recorded events and never kept as a running count, so a restart of the app loses
nothing. Between two readings of one boot the monotonic clock decides, which a person or time server
cannot set and which counts sleep where the system offers that. Between boots only wall time is
left; when that went backwards, the time up to the last reading before the restart counts and the
unknowable rest is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.clock import Instant

_AMBER_BELOW = 0.20
_RED_BELOW = 0.05


class ClockWhat(StrEnum):
    """What happened. `tick` changes nothing: a heartbeat that was kept, as at a restart."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    ENTER = "enter"
    LEAVE = "leave"
    CLOSE = "close"
    TICK = "tick"


class ClockLevel(StrEnum):
    """How urgent what is left of a time box is."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One recorded event; `item_id` belongs to enter and leave, and may come with start."""

    what: str
    item_id: int | None
    instant: Instant


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The clock at one moment, in whole seconds without breaks.

    A session runs from its start to its end, also while it is paused. Items that were never on the
    table are absent.
    """

    session_elapsed_s: int = 0
    item_elapsed_s: Mapping[int, int] = field(default_factory=dict)
    is_running: bool = False
    is_paused: bool = False
    current_item_id: int | None = None


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """The time box of an item; `is_over` when it is done or skipped."""

    id: int
    length_s: int
    extended_s: int = 0
    is_over: bool = False


def read_clock(
    events: Sequence[ClockEvent], now: Instant, heartbeats: Iterable[Instant] = ()
) -> ClockReading:
    """Return what the clock shows at `now`.

    Args:
        events: In the order in which they were recorded.
        now: This moment.
        heartbeats: Readings taken while the app was open; the last one is enough.
    """
    state = _Running()
    for event in _with_heartbeats(events, heartbeats, now):
        state.pass_until(event.instant)
        state.take(event)
    state.pass_until(now)
    return ClockReading(
        state.session_ms // 1000,
        {item: ms // 1000 for item, ms in state.item_ms.items()},
        state.is_running,
        state.is_paused,
        state.item_id,
    )


def elapsed_ms(before: Instant, after: Instant) -> int:
    """Return the milliseconds from one reading to a later one, never negative."""
    if before.boot == after.boot:
        return max(0, after.monotonic_ms - before.monotonic_ms)
    return max(0, (after.at - before.at) // timedelta(milliseconds=1))


class _Running:
    """The clock's state while the events are walked through."""

    def __init__(self) -> None:
        self.session_ms = 0
        self.item_ms: dict[int, int] = {}
        self.is_running = False
        self.is_paused = False
        self.item_id: int | None = None
        self._last: Instant | None = None

    def pass_until(self, instant: Instant) -> None:
        """Count the time since the last reading where it counts."""
        if self._last is not None and self.is_running and not self.is_paused:
            passed = elapsed_ms(self._last, instant)
            self.session_ms += passed
            if self.item_id is not None:
                self.item_ms[self.item_id] = self.item_ms.get(self.item_id, 0) + passed
        self._last = instant

    def take(self, event: ClockEvent) -> None:
        """Change the state as the event says; one that makes no sense changes nothing."""
        match ClockWhat(event.what):
            case ClockWhat.START:
                self.is_running, self.is_paused = True, False
                self.item_id = event.item_id
            case ClockWhat.PAUSE:
                self.is_paused = self.is_running
            case ClockWhat.RESUME:
                self.is_paused = False
            case ClockWhat.ENTER:
                self.item_id = event.item_id
            case ClockWhat.LEAVE:
                if event.item_id in (None, self.item_id):
                    self.item_id = None
            case ClockWhat.CLOSE:
                self.is_running = self.is_paused = False
                self.item_id = None
            case ClockWhat.TICK:
                pass
        if self.item_id is not None:
            self.item_ms.setdefault(self.item_id, 0)


def _with_heartbeats(
    events: Sequence[ClockEvent], heartbeats: Iterable[Instant], now: Instant
) -> list[ClockEvent]:
    """Return the events with each heartbeat put where it belongs among them."""
    line = list(events)
    for instant in heartbeats:
        line.insert(_place(line, instant, now), ClockEvent(ClockWhat.TICK, None, instant))
    return line


def _place(line: Sequence[ClockEvent], instant: Instant, now: Instant) -> int:
    """Return where `instant` belongs: by its own boot's clock, or else by wall time.

    The order of the events stands; a wall clock that was set is no reason to doubt it.
    """
    same = [n for n, event in enumerate(line) if event.instant.boot == instant.boot]
    if same:
        earlier = [n for n in same if line[n].instant.monotonic_ms <= instant.monotonic_ms]
        return earlier[-1] + 1 if earlier else same[0]
    if instant.boot == now.boot:
        return len(line)
    return next((n for n, event in enumerate(line) if event.instant.at > instant.at), len(line))


# --- plan and clock --------------------------------------------------------------------------


def item_left_s(plan: ItemPlan, reading: ClockReading) -> int:
    """Return the seconds left of an item's box with its extension; below zero when over."""
    return plan.length_s + plan.extended_s - reading.item_elapsed_s.get(plan.id, 0)


def drift_s(plans: Iterable[ItemPlan], reading: ClockReading) -> int:
    """Return how many seconds the session is behind its plan; below zero when ahead.

    An item that is over has earned its planned length, however long it took; one that is not has
    earned what was used of it, but no more than planned. An extension earns nothing: it is the
    promise to be late.
    """
    earned = 0
    for plan in plans:
        used = reading.item_elapsed_s.get(plan.id, 0)
        earned += plan.length_s if plan.is_over else min(used, plan.length_s)
    return reading.session_elapsed_s - earned


def level(left_s: int, box_s: int) -> ClockLevel:
    """Return how urgent `left_s` of a box of `box_s` is: amber under 20 %, red under 5 %."""
    if box_s <= 0:
        return ClockLevel.CALM  # no box, nothing to run out of
    share = left_s / box_s
    if share < _RED_BELOW:
        return ClockLevel.RED
    return ClockLevel.AMBER if share < _AMBER_BELOW else ClockLevel.CALM


def start_times(starts_local: str, lengths_s: Iterable[int]) -> tuple[str, ...]:
    """Return the wall time at which each item starts, and last the one at which all end.

    Wall times are ISO without zone (`2026-06-23T10:00`), to the minute.
    """
    at = datetime.fromisoformat(starts_local)
    times = [at]
    for length in lengths_s:
        at += timedelta(seconds=length)
        times.append(at)
    return tuple(moment.isoformat(timespec="minutes") for moment in times)
