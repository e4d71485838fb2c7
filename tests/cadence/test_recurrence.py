"""When a rhythm falls, against an expansion that looks at every single day (K2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.cadence.recurrence import first_time, times
from facilitator.domain.rule import Pattern, Rule, weekly
from facilitator.errors import InvalidText
from tests.cadence.rules import rules

TWO_YEARS = timedelta(days=731)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


def by_days(starts: datetime, rule: Rule, until: datetime) -> Iterator[datetime]:
    """Look at each day from the start on; months and weeks count from the first that fits."""
    first: date | None = None
    moment = starts
    while moment < until:
        if _fits(moment.date(), rule, starts.weekday()):
            first = first or moment.date()
            if _is_in_step(first, moment.date(), rule):
                yield moment
        moment += timedelta(days=1)


def _fits(day: date, rule: Rule, weekday: int) -> bool:
    if rule.pattern is Pattern.WEEKS:
        return day.weekday() in (rule.weekdays or (weekday,))
    if rule.pattern is Pattern.WORKING_DAYS:
        return day.weekday() < 5
    wanted = rule.weekdays or (0, 1, 2, 3, 4)
    same = [each for each in _month(day) if each.weekday() in wanted]
    return same[rule.nth - 1 if rule.nth > 0 else -1] == day


def _month(day: date) -> list[date]:
    first = day.replace(day=1)
    return [
        first + timedelta(days=n)
        for n in range(31)
        if (first + timedelta(days=n)).month == day.month
    ]


def _is_in_step(first: date, day: date, rule: Rule) -> bool:
    if rule.pattern is Pattern.WEEKS:
        monday = first - timedelta(days=first.weekday())
        return ((day - monday).days // 7) % rule.every == 0
    if rule.pattern is Pattern.WORKING_DAYS:
        return True
    months = (day.year - first.year) * 12 + day.month - first.month
    return months % rule.every == 0


@given(MOMENTS, rules())
@example(datetime(2026, 6, 24, 10), Rule(Pattern.WEEKS, 2, (1, 3)))
@example(datetime(2026, 8, 31, 9), Rule(Pattern.MONTH_WORKING_DAY, 2, (), -1))
@example(datetime(2024, 2, 29, 0, 0), Rule(Pattern.MONTH_WEEKDAY, 1, (3,), -1))
def test_two_years_equal_a_look_at_every_day(starts: datetime, rule: Rule) -> None:
    """K2: 24 months of every pattern."""
    until = starts + TWO_YEARS
    expected = list(by_days(starts, rule, until))
    assert list(times(starts, rule, starts - timedelta(minutes=1), until)) == expected
    if expected:
        assert first_time(starts, rule) == expected[0]


@given(MOMENTS, rules(), st.integers(0, 3000), st.integers(-600, 600))
def test_it_does_not_matter_from_where_somebody_looks(
    starts: datetime, rule: Rule, days: int, minutes: int
) -> None:
    """K2: what lies behind a moment is the same, however long the rhythm has run."""
    after = starts + timedelta(days=days, minutes=minutes)
    until = after + timedelta(days=400)
    whole = times(starts, rule, starts - timedelta(minutes=1), until)
    assert list(times(starts, rule, after, until)) == [each for each in whole if each > after]


@given(MOMENTS, rules())
def test_a_rhythm_may_begin_at_its_own_first_time(starts: datetime, rule: Rule) -> None:
    """K2: so a calendar file can name it as the beginning."""
    first = first_time(starts, rule)
    before = starts - timedelta(minutes=1)
    assert first >= starts
    assert first_time(first, rule) == first
    assert list(islice(times(first, rule, before), 30)) == list(
        islice(times(starts, rule, before), 30)
    )


@given(MOMENTS, rules(), st.integers(1, 700))
def test_the_end_is_not_part_of_it(starts: datetime, rule: Rule, days: int) -> None:
    """K2: the rhythm that follows begins at that very time."""
    found = list(times(starts, rule, starts - timedelta(minutes=1), starts + timedelta(days)))
    assert all(starts <= each < starts + timedelta(days) for each in found)
    for last in found[-1:]:
        shorter = list(times(starts, rule, starts - timedelta(minutes=1), last))
        assert shorter == found[:-1]


def test_nothing_comes_before_the_beginning() -> None:
    starts = datetime(2026, 6, 23, 10)
    early = datetime(2020, 1, 1)
    assert next(times(starts, weekly(2), early)) == starts
    assert list(times(starts, weekly(2), early, starts)) == []


def test_a_rhythm_near_the_end_of_all_years_says_that_it_does_not_occur() -> None:
    with pytest.raises(InvalidText, match="does not occur"):
        first_time(datetime(2200, 12, 31, 10), Rule(Pattern.MONTH_WEEKDAY, 1, (0,), 1))
    last = list(times(datetime(2200, 12, 1, 10), weekly(2), datetime(2200, 12, 1)))
    assert [each.day for each in last] == [1, 15, 29]
