"""When a rhythm falls: wall times without a zone, so ten o'clock stays ten o'clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from facilitator.domain.moments import YEARS
from facilitator.domain.rule import Pattern, Rule
from facilitator.errors import InvalidText

_LAST = datetime.fromisoformat(f"{YEARS[-1]}-12-31T23:59")


def first_time(starts: datetime, rule: Rule) -> datetime:
    """Return the first time of the rule on or after `starts`, at its hour.

    From there on a rule counts its weeks or months.

    Raises:
        InvalidText: it does not occur in the years that a file can hold.
    """
    if rule.pattern is Pattern.WEEKS:
        days = rule.weekdays or (starts.weekday(),)
        return starts + timedelta(days=min((day - starts.weekday()) % 7 for day in days))
    every_month = Rule(rule.pattern, 1, rule.weekdays, rule.nth)
    found = next(_expanded(starts, every_month, starts - timedelta(minutes=1), None), None)
    if found is None:
        raise InvalidText("Rhythm", f"it does not occur before the end of the year {YEARS[-1]}")
    return found


def times(
    starts: datetime, rule: Rule, after: datetime, before: datetime | None = None
) -> Iterator[datetime]:
    """Yield the wall times of a rhythm strictly after `after` and before `before`, in order."""
    first = first_time(starts, rule)
    if before is None or first < before:
        yield from _expanded(first, rule, after, before)


def _expanded(
    first: datetime, rule: Rule, after: datetime, before: datetime | None
) -> Iterator[datetime]:
    from dateutil.rrule import rrulestr

    last = _LAST if before is None else min(_LAST, before - timedelta(microseconds=1))
    text = f"{rule.text()};UNTIL={last:%Y%m%dT%H%M%S}"
    expansion = rrulestr(text, dtstart=_near(first, rule, after))
    yield from expansion.xafter(after)


def _near(first: datetime, rule: Rule, after: datetime) -> datetime:
    """Return a time to begin at, in step with the first one, that saves counting up to `after`."""
    if after <= first:
        return first
    if rule.pattern in (Pattern.WEEKS, Pattern.WORKING_DAYS):
        week = timedelta(weeks=rule.every)
        return first + max(0, (after - first) // week - 1) * week
    return first
