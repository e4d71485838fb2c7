"""Working days, Monday to Friday: which day lies so many of them before another."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5


def working_days_before(day: date, count: int) -> date:
    """Return the day that lies `count` working days before `day`; with 0 the day itself."""
    while count > 0:
        day -= timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def working_days_after(day: date, count: int) -> date:
    """Return the day that lies `count` working days after `day`; with 0 the day itself."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day
