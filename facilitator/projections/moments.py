"""Moments as paper needs them: local wall time of a session, and the UTC it stands for."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from facilitator.domain.moments import YEARS, ClockChange, local_to_utc


def zone_of(name: str) -> ZoneInfo:
    """Return the zone, or UTC where this machine does not know a zone of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def to_utc(local: str, zone: str) -> datetime:
    """Return the moment that local wall time means; a skipped hour counts as the one after it."""
    return datetime.fromisoformat(local).replace(tzinfo=zone_of(zone)).astimezone(UTC)


def to_local(moment: datetime, zone: str) -> str:
    """Return `2026-06-23T10:00`, wall time in `zone`."""
    return moment.astimezone(zone_of(zone)).strftime("%Y-%m-%dT%H:%M")


def local_of(stamp: str | None, zone: str) -> str:
    """Return a stored UTC stamp as wall time in `zone`, empty where there is none."""
    return to_local(datetime.fromisoformat(stamp), zone) if stamp else ""


def later(local: str, zone: str, seconds: int) -> str:
    """Return the wall time so many seconds on, over a clock change too."""
    return to_local(to_utc(local, zone) + timedelta(seconds=seconds), zone)


def is_plain(local: str, zone: str, seconds: int) -> bool:
    """Tell whether clocks show a wall time once, and go evenly from it on for so many seconds."""
    ends = datetime.fromisoformat(local) + timedelta(seconds=seconds)
    begin = local_to_utc(local, zone)
    if ends.year not in YEARS:  # no law of clocks reaches the last hours that a file can hold
        return begin.change is ClockChange.NONE
    end = local_to_utc(ends.isoformat(), zone)
    if {begin.change, end.change} != {ClockChange.NONE}:
        return False
    return end.utc == begin.utc + timedelta(seconds=seconds)


def stamp_of(moment: datetime) -> str:
    """Return a moment in the form in which the file keeps stamps, so that text compares as time."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def hour_of(text: str | None) -> str:
    """Return the `10:12` of a local time or moment, empty where none is said."""
    found = re.search(r"(?:^|T)(\d\d:\d\d)", text or "")
    return found[1] if found else ""


def minutes_of(seconds: int) -> int:
    """Return whole minutes; a started one counts when at least half of it passed."""
    return (seconds + 30) // 60
