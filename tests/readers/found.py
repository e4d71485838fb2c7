"""What every reader of a calendar tells, so that readers can be compared."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple


class Found(NamedTuple):
    """Something that takes place: minutes in UTC, and what it is called."""

    starts: str
    ends: str
    title: str


def found(starts: datetime, ends: datetime, title: str) -> Found:
    """Return a comparable occurrence of two moments with their zones."""
    return Found(_minute(starts), _minute(ends), title)


def _minute(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def between(all_found: list[Found], first: date, last: date) -> list[Found]:
    """Return those that begin on days of a time (in UTC), in order."""
    low, high = f"{first} 00:00", f"{last} 23:59"
    return sorted(each for each in all_found if low <= each.starts <= high)
