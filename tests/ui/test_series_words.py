"""Rhythms in words (K2)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from facilitator.domain.rule import Pattern, Rule, weekly
from facilitator.queries.series import RhythmRow, SeriesRow
from ui.wording import series as words

TUESDAY = datetime(2026, 7, 7, 10)
TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (weekly(1), "weekly, Tuesday 10:00"),
        (weekly(4), "every 4 weeks, Tuesday 10:00"),
        (Rule(Pattern.WEEKS, 1, (1, 3)), "weekly, Tuesday and Thursday 10:00"),
        (
            Rule(Pattern.WEEKS, 2, (4, 0, 2)),
            "every 2 weeks, Monday, Wednesday and Friday 10:00",
        ),
        (Rule(Pattern.MONTH_WEEKDAY, 1, (1,), 2), "second Tuesday of the month, 10:00"),
        (
            Rule(Pattern.MONTH_WEEKDAY, 3, (4,), -1),
            "every 3 months, last Friday of the month, 10:00",
        ),
        (Rule(Pattern.MONTH_WORKING_DAY, 1, (), -1), "last working day of the month, 10:00"),
        (Rule(Pattern.WORKING_DAYS), "every working day, 10:00"),
    ],
)
def test_each_rhythm_has_its_words(rule: Rule, said: str) -> None:
    """K2."""
    assert words.rhythm_words(rule, TUESDAY) == said


def _rhythm(starts: str, every: int, until: str = "") -> RhythmRow:
    return RhythmRow(1, 1, starts, "Europe/Berlin", 3600, weekly(every), "", until, None)


def test_a_series_says_what_is_in_force_and_what_follows() -> None:
    """K2."""
    first = _rhythm("2026-07-07T10:00", 2, "2026-09-01T10:00")
    second = _rhythm("2026-09-01T10:00", 4)
    row = SeriesRow(1, "Table", "", "", "", "", "2026-12-15", (first, second))
    assert words.series_line(row, TODAY) == (
        "every 2 weeks, Tuesday 10:00; from 1 Sep every 4 weeks, Tuesday 10:00, until 15 Dec"
    )
    assert words.series_line(row, date(2026, 9, 1)) == (
        "every 4 weeks, Tuesday 10:00, until 15 Dec"
    )


def test_there_is_a_word_where_no_date_is_left() -> None:
    """K2."""
    assert words.dates_line([], TODAY) == "There is no date before the last day."


def test_the_unit_follows_the_number() -> None:
    assert words.every_suffix(Pattern.WEEKS, 1) == " week"
    assert words.every_suffix(Pattern.WEEKS, 2) == " weeks"
    assert words.every_suffix(Pattern.MONTH_WEEKDAY, 1) == " month"
    assert words.every_suffix(Pattern.MONTH_WORKING_DAY, 3) == " months"
