"""Moving a story's dates: whole weeks, the right hour of the clock, words that move along."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.moved_dates import MovedDates

ANCHOR = date(2026, 6, 30)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def moved(on: date) -> MovedDates:
    return MovedDates.until(ANCHOR, on, "Europe/Berlin")


@given(DAYS, DAYS)
def test_weekdays_stay_and_the_anchor_ends_up_within_the_week_before(on: date, day: date) -> None:
    dates = moved(on)
    assert dates.by.days % 7 == 0
    assert date.fromisoformat(dates.day(day.isoformat())).weekday() == day.weekday()
    assert 0 <= (on - date.fromisoformat(dates.day(ANCHOR.isoformat()))).days < 7


@pytest.mark.parametrize(
    ("on", "stamp"),
    [
        (date(2026, 6, 30), "2026-06-23T08:00:00+00:00"),
        (date(2026, 12, 1), "2026-11-24T09:00:00+00:00"),
        (date(2026, 4, 7), "2026-03-31T08:00:00+00:00"),
    ],
)
def test_ten_o_clock_stays_ten_o_clock_over_a_clock_change(on: date, stamp: str) -> None:
    dates = moved(on)
    assert dates.local("2026-06-23", "10:00").endswith("T10:00")
    assert dates.stamp("2026-06-23", "10:00") == stamp


def test_words_and_numbers_are_written_out() -> None:
    text = "{d20} by {day:2026-07-10}: the {season:2026-07-15} sale in {month:2026-07-15}."
    assert moved(ANCHOR).words(text, {"d20": "D-2026-020"}) == (
        "D-2026-020 by 10 July: the summer sale in July."
    )
    assert moved(date(2026, 12, 29)).words(text, {"d20": "D-2027-001"}) == (
        "D-2027-001 by 8 January: the winter sale in January."
    )


@pytest.mark.parametrize(
    ("day", "season", "half"),
    [
        ("2026-02-28", "winter", "first"),
        ("2026-03-01", "spring", "first"),
        ("2026-06-30", "summer", "first"),
        ("2026-07-01", "summer", "second"),
        ("2026-11-30", "autumn", "second"),
        ("2026-12-01", "winter", "second"),
    ],
)
def test_seasons_and_halves_of_the_year(day: str, season: str, half: str) -> None:
    places = f"{{season:{day}}} {{half:{day}}} {{Half:{day}}} {{year:{day}}}"
    assert moved(ANCHOR).words(places, {}) == f"{season} {half} {half.capitalize()} 2026"


@pytest.mark.parametrize("text", ["{d99}", "{week:2026-06-01}"])
def test_a_place_that_names_nothing_is_an_error_of_the_story(text: str) -> None:
    with pytest.raises(KeyError):
        moved(ANCHOR).words(text, {})
