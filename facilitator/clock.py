"""Time as the app sees it: one place that asks the machine, so that tests can hand in their own."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_PROCESS = os.urandom(16).hex()


@dataclass(frozen=True, slots=True)
class Instant:
    """One reading of both clocks of a machine.

    `at` is wall time in UTC, which a person or a time server may set at any moment. `monotonic_ms`
    only ever runs forward and counts while the machine sleeps where the system offers that; it can
    be compared only between readings with the same `boot`.
    """

    at: datetime
    monotonic_ms: int
    boot: str


class Clock(Protocol):
    """What commands and pages may ask about time."""

    def now(self) -> datetime:
        """Return the wall time in UTC, with its zone."""

    def instant(self) -> Instant:
        """Return both clocks in one reading."""


def local_zone_name() -> str:
    """Return the IANA name of this machine's zone, or UTC where it cannot be told."""
    found = os.environ.get("TZ", "").removeprefix(":") or os.path.realpath("/etc/localtime")
    name = found.rpartition("zoneinfo/")[2]
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


class SystemClock:
    """The clocks of this machine."""

    def __init__(self) -> None:
        try:
            self._boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        except OSError:
            self._boot = _PROCESS
        # CLOCK_BOOTTIME goes on counting while a laptop sleeps; CLOCK_MONOTONIC stops on Linux.
        self._source = getattr(time, "CLOCK_BOOTTIME", None)

    def now(self) -> datetime:
        return datetime.now(UTC)

    def instant(self) -> Instant:
        seconds = time.clock_gettime(self._source) if self._source is not None else time.monotonic()
        return Instant(self.now(), int(seconds * 1000), self._boot)


class FixedClock:
    """A clock that moves only when told to; for tests, the demo and reproducible documents."""

    def __init__(self, at: datetime, boot: str = "fixed") -> None:
        self._at = at.astimezone(UTC)
        self._monotonic_ms = 1_000_000
        self._boot = boot

    def now(self) -> datetime:
        return self._at

    def instant(self) -> Instant:
        return Instant(self._at, self._monotonic_ms, self._boot)

    def advance(self, **parts: float) -> None:
        """Move both clocks on by `timedelta(**parts)`."""
        step = timedelta(**parts)
        self._at += step
        self._monotonic_ms += int(step.total_seconds() * 1000)

    def set_wall(self, at: datetime) -> None:
        """Set the wall clock alone, as a person or a time server does."""
        self._at = at.astimezone(UTC)


def today(clock: Clock, zone: str | None = None) -> date:
    """Return the calendar day in `zone` (this machine's where left out)."""
    return clock.now().astimezone(ZoneInfo(zone or local_zone_name())).date()
