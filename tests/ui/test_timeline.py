"""Days to pixels and back, stretches and ticks: the geometry of the timeline (G3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ui.widgets.timeline_scale import Scale, Unit, Window, ticks, turned, window_at

TODAY = date(2026, 6, 30)
YEAR = Window(date(2026, 1, 1), date(2027, 1, 1))


def test_a_stretch_is_the_year_quarter_or_month_that_holds_a_day() -> None:
    assert window_at(Unit.YEAR, TODAY) == YEAR
    assert window_at(Unit.QUARTER, TODAY) == Window(date(2026, 4, 1), date(2026, 7, 1))
    assert window_at(Unit.MONTH, TODAY) == Window(date(2026, 6, 1), date(2026, 7, 1))


def test_everything_holds_the_first_and_the_last_day_and_today() -> None:
    found = window_at(Unit.WHOLE, TODAY, [date(2024, 2, 29), date(2028, 12, 31)])
    assert (found.first, found.last) == (date(2024, 2, 1), date(2028, 12, 31))
    assert window_at(Unit.WHOLE, TODAY).months == 3, "never less than three months"


@pytest.mark.parametrize("unit", [Unit.YEAR, Unit.QUARTER, Unit.MONTH])
def test_turning_on_and_back_returns_and_leaves_no_gap(unit: Unit) -> None:
    first = window_at(unit, TODAY)
    after = turned(first, 1)
    assert after.first == first.end
    assert turned(after, -1) == first


def test_turning_stops_at_the_end_of_all_days() -> None:
    last = window_at(Unit.YEAR, date(9998, 1, 1))
    for _page in range(4):
        last = turned(last, 1)
        assert last.days > 0


def test_days_lie_evenly_and_a_place_gives_its_day_back() -> None:
    scale = Scale(YEAR, 100, 365)
    assert (scale.x(date(2026, 1, 1)), scale.x(date(2026, 12, 31))) == (100, 464)
    assert scale.middle(date(2026, 1, 1)) == 100.5
    for step in range(0, 365, 7):
        day = date(2026, 1, 1) + timedelta(days=step)
        assert scale.day(scale.middle(day)) == day
    assert scale.day(-50) == date(2026, 1, 1)
    assert scale.day(9999) == date(2026, 12, 31)


def test_read_from_right_to_left_the_first_day_lies_right() -> None:
    scale = Scale(YEAR, 0, 365, is_mirrored=True)
    assert scale.x(date(2026, 1, 1)) == 365
    assert scale.day(scale.middle(date(2026, 3, 5))) == date(2026, 3, 5)
    assert scale.clipped(date(2025, 1, 1), date(2026, 1, 10)) == (355, 365)


def test_a_bar_is_cut_where_the_stretch_ends_and_holds_its_last_day() -> None:
    scale = Scale(YEAR, 0, 365)
    assert scale.clipped(date(2026, 1, 2), date(2026, 1, 2)) == (1, 2)
    assert scale.clipped(date(2025, 6, 1), date(2027, 6, 1)) == (0, 365)
    assert scale.clipped(date(2027, 1, 1), date(2027, 2, 1)) is None
    assert scale.clipped(date(2026, 2, 1), date.max) == (31, 365)


def test_ticks_are_months_of_a_year_weeks_of_a_quarter_years_of_a_decade() -> None:
    months = ticks(YEAR)
    assert (len(months), months[0].is_year, months[1].day) == (12, True, date(2026, 2, 1))
    weeks = ticks(window_at(Unit.QUARTER, TODAY))
    assert all(tick.day.weekday() == 0 for tick in weeks)
    assert (weeks[0].day, weeks[-1].day) == (date(2026, 4, 6), date(2026, 6, 29))
    years = ticks(Window(date(2020, 3, 1), date(2031, 3, 1)))
    assert [tick.day.year for tick in years] == list(range(2021, 2032))
    assert {tick.kind for tick in years} == {"year"}
    assert len(ticks(Window(date(9990, 1, 1), date(9999, 12, 31)))) < 200
