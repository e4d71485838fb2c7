"""Days, times and lengths as people write them (V3, K2); what does not exist is said."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.moments import (
    MONTHS,
    ClockChange,
    later_local,
    local_to_utc,
    parse_day,
    parse_length,
    parse_time,
    utc_to_local,
    zone_named,
)
from facilitator.errors import InvalidMoment

TUESDAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-06-30"), ("Heute", "2026-06-30"), ("tomorrow", "2026-07-01"),
        ("morgen", "2026-07-01"), ("übermorgen", "2026-07-02"), ("uebermorgen", "2026-07-02"),
        ("yesterday", "2026-06-29"),
        # a weekday is the next one after today
        ("fri", "2026-07-03"), ("Friday", "2026-07-03"), ("FR", "2026-07-03"),
        ("freitag", "2026-07-03"), ("fr.", "2026-07-03"), ("by fri", "2026-07-03"),
        ("bis zum Freitag", "2026-07-03"), ("this friday", "2026-07-03"),
        ("kommenden Freitag", "2026-07-03"), ("tue", "2026-07-07"), ("tues", "2026-07-07"),
        ("di", "2026-07-07"), ("mon", "2026-07-06"), ("mo", "2026-07-06"), ("wed", "2026-07-01"),
        ("mittwoch", "2026-07-01"), ("thurs", "2026-07-02"), ("do", "2026-07-02"),
        ("sat", "2026-07-04"), ("sonnabend", "2026-07-04"), ("so", "2026-07-05"),
        ("next fri", "2026-07-10"), ("nächsten Freitag", "2026-07-10"), ("next mon", "2026-07-06"),
        # a day and a month, with or without year, in either order
        ("10jul", "2026-07-10"), ("10 jul", "2026-07-10"), ("jul 10", "2026-07-10"),
        ("July 10th", "2026-07-10"), ("10. Juli", "2026-07-10"), ("10.jul.", "2026-07-10"),
        ("jul10", "2026-07-10"), ("1 dec", "2026-12-01"), ("1. Dez", "2026-12-01"),
        ("3 märz", "2027-03-03"), ("3 maerz", "2027-03-03"), ("3 mrz", "2027-03-03"),
        ("5 mai", "2027-05-05"), ("12 okt", "2026-10-12"), ("Sept 3", "2026-09-03"),
        ("30 jun", "2026-06-30"), ("29 jun", "2027-06-29"), ("10 jul 2027", "2027-07-10"),
        ("10jul27", "2027-07-10"), ("jul 10, 2027", "2027-07-10"), ("fri 10 jul", "2026-07-10"),
        ("Fr., 10. Juli 2026", "2026-07-10"),
        # in figures
        ("10.7.", "2026-07-10"), ("10.7", "2026-07-10"), ("10.07.2026", "2026-07-10"),
        ("10.7.26", "2026-07-10"), ("10. 7. 2026", "2026-07-10"), ("1.6.", "2027-06-01"),
        ("2026-12-01", "2026-12-01"), ("2026/12/1", "2026-12-01"), ("2024-02-29", "2024-02-29"),
        ("14th", "2026-07-14"), ("30.", "2026-06-30"), ("31st", "2026-07-31"),
        # counted from today
        ("+2w", "2026-07-14"), ("+3d", "2026-07-03"), ("+1m", "2026-07-30"), ("+1y", "2027-06-30"),
        ("in 2 weeks", "2026-07-14"), ("in 3 Tagen", "2026-07-03"), ("2 wochen", "2026-07-14"),
        ("-1w", "2026-06-23"), ("+8m", "2027-02-28"), ("next week", "2026-07-06"),
        ("nächste Woche", "2026-07-06"), ("next month", "2026-07-01"), ("eom", "2026-06-30"),
        ("  10   jul  ", "2026-07-10"),
    ],
)  # fmt: skip
def test_people_write_days_in_many_ways(text: str, day: str) -> None:
    """V3: `^fri`, `^2026-12-01`, `^+2w`."""
    assert parse_day(text, TUESDAY).isoformat() == day


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("31 jun", "does not exist: June has 30 days"),
        ("31.6.", "does not exist: June has 30 days"),
        ("jun 31", "does not exist: June has 30 days"),
        ("2026-02-29", "does not exist: February has 28 days in 2026"),
        ("29 feb", "does not exist: February has 28 days in 2027"),
        ("32 dec", "does not exist: December has 31 days"),
        ("0 dec", "does not exist: December has 31 days"),
        ("1.13.", "does not exist: a year has 12 months"),
        ("32.", "does not exist: a month has at most 31 days"),
        ("thu 10 jul", "does not exist: 10 July 2026 is a Friday"),
        ("5/6", "could mean two days; write 10 jul or 2026-07-10"),
        ("+999999y", "is too far away"),
        ("+999999w", "is too far away"),
        ("9999-01-01", "is too far away"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_with_the_reason(text: str, cause: str) -> None:
    with pytest.raises(InvalidMoment) as refused:
        parse_day(text, TUESDAY)
    assert refused.value.cause == cause
    assert str(refused.value) == f"“{text}” {cause}. Nothing was changed."


@pytest.mark.parametrize(
    "text",
    ["", " ", "f", "soon", "fri 10", "10", "10 people", "²", "+", "+w", "next", "1 ma", "jul",
     "2026-12", "on", "10 jul 26", "fri fri", "fri 3 days", "fri " * 2000],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidMoment, match=r"is not a day; write for example fri, 10 jul"):
        parse_day(text, TUESDAY)


def test_the_twenty_ninth_of_february_waits_for_its_year_only_when_that_has_one() -> None:
    assert parse_day("29 feb", date(2027, 6, 1)) == date(2028, 2, 29)
    assert parse_day("29 feb", date(2028, 2, 29)) == date(2028, 2, 29)
    assert parse_day("29th", date(2027, 2, 1)) == date(2027, 3, 29)


def test_a_month_on_from_its_end_is_the_end_of_a_shorter_month() -> None:
    assert parse_day("+1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_day("31st", date(2026, 2, 10)) == date(2026, 3, 31)


DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(DAYS, DAYS)
def test_a_written_out_day_means_itself_on_any_day(day: date, today: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month[:3]} {day.day}, {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%a} {day.day} {month} {day.year}",
    ):
        assert parse_day(text, today) == day


@given(DAYS, st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
def test_a_weekday_lies_one_to_seven_days_ahead(today: date, name: str) -> None:
    day = parse_day(name, today)
    assert timedelta(1) <= day - today <= timedelta(7)
    assert day.strftime("%a").lower() == name


PIECES = st.sampled_from(
    "fri 10 jul 31 feb . , + - 2 w d m y next week 2026 99999 / th in am ² ٣ \0 ärz".split(" ")
)


@given(st.one_of(st.text(max_size=20), st.lists(PIECES, max_size=6).map("".join),
                 st.lists(PIECES, max_size=6).map(" ".join)), DAYS)  # fmt: skip
def test_any_text_is_a_day_or_refused(text: str, today: date) -> None:
    try:
        assert isinstance(parse_day(text, today), date)
    except InvalidMoment as refused:
        assert refused.text == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [("9", time(9)), ("9:30", time(9, 30)), ("14.15", time(14, 15)), ("2pm", time(14)),
     ("2:30 PM", time(14, 30)), ("12am", time(0)), ("12 pm", time(12)), ("0930", time(9, 30)),
     ("9h30", time(9, 30)), ("9h", time(9)), ("9 Uhr", time(9)), ("9:30 Uhr", time(9, 30)),
     ("9 uhr 15", time(9, 15)), ("00:00", time(0)), ("23:59", time(23, 59)), ("noon", time(12)),
     (" 10 ", time(10)), ("2 p.m.", time(14))],
)  # fmt: skip
def test_people_write_times_in_many_ways(text: str, meant: time) -> None:
    assert parse_time(text) == meant


@pytest.mark.parametrize(
    ("text", "cause"),
    [("24:00", "does not exist: hours run to 23 and minutes to 59"),
     ("9:60", "does not exist: hours run to 23 and minutes to 59"),
     ("2575", "does not exist: hours run to 23 and minutes to 59"),
     ("13pm", "does not exist: with am or pm, hours run from 1 to 12"),
     ("0am", "does not exist: with am or pm, hours run from 1 to 12"),
     ("", "is not a time; write for example 9:30 or 2pm"),
     ("930", "is not a time; write for example 9:30 or 2pm"),
     ("9:3", "is not a time; write for example 9:30 or 2pm"),
     ("nine", "is not a time; write for example 9:30 or 2pm")],
)  # fmt: skip
def test_a_time_that_does_not_exist_is_refused_with_the_reason(text: str, cause: str) -> None:
    with pytest.raises(InvalidMoment) as refused:
        parse_time(text)
    assert refused.value.cause == cause


@given(st.times())
def test_a_time_means_itself(meant: time) -> None:
    minute = meant.replace(second=0, microsecond=0)
    assert parse_time(minute.strftime("%H:%M")) == parse_time(minute.strftime("%H%M")) == minute
    assert parse_time(minute.strftime("%I:%M %p")) == minute


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("90", 90), ("1h30", 90), ("1:30", 90), ("45 min", 45), ("45m", 45), ("1h", 60),
     ("1 h 30 min", 90), ("1,5 h", 90), ("1.5h", 90), ("2 Std", 120), ("1 hour 5", 65),
     ("2 Stunden", 120), ("0", 0), ("24:00", 1440), ("15 Minuten", 15)],
)  # fmt: skip
def test_people_write_lengths_in_many_ways(text: str, minutes: int) -> None:
    assert parse_length(text) == minutes * 60


@pytest.mark.parametrize("text", ["", "-5", "1:75", "long", "1h30h", "1.5", "5 s"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(InvalidMoment, match="is not a length"):
        parse_length(text)


@pytest.mark.parametrize("text", ["1441", "25h", "24:01"])
def test_a_length_over_a_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidMoment, match="is longer than a day"):
        parse_length(text)


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_length_or_refused(text: str) -> None:
    for parse in (parse_time, parse_length):
        try:
            parse(text)
        except InvalidMoment as refused:
            assert refused.text == text


def test_an_ordinary_wall_time_is_placed_as_it_stands() -> None:
    placed = local_to_utc("2026-06-23T10:00", "Europe/Berlin")
    assert placed.utc == datetime(2026, 6, 23, 8, tzinfo=UTC)
    assert (placed.local, placed.change) == ("2026-06-23T10:00", ClockChange.NONE)


@pytest.mark.parametrize(
    ("local", "zone", "real", "utc_hour"),
    [("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T03:30", 1),
     ("2026-03-08T02:00", "America/New_York", "2026-03-08T03:00", 7),
     ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-04T02:45", 15)],
)  # fmt: skip
def test_a_wall_time_that_the_clocks_skip_is_moved_on_and_reported(
    local: str, zone: str, real: str, utc_hour: int
) -> None:
    """K2: times that a clock change skips are normalised."""
    placed = local_to_utc(local, zone)
    assert (placed.local, placed.change) == (real, ClockChange.SKIPPED)
    assert placed.utc.hour == utc_hour


def test_of_a_wall_time_that_comes_twice_the_first_is_taken_and_reported() -> None:
    placed = local_to_utc("2026-10-25T02:30", "Europe/Berlin")
    assert (placed.local, placed.change) == ("2026-10-25T02:30", ClockChange.TWICE)
    assert placed.utc == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)),
       st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
                        "Pacific/Apia", "UTC"]))  # fmt: skip
def test_a_placed_time_comes_back_as_the_wall_time_it_reports(naive: datetime, zone: str) -> None:
    placed = local_to_utc(naive.isoformat(timespec="minutes"), zone)
    assert utc_to_local(placed.utc, zone) == placed.local
    if placed.change is not ClockChange.SKIPPED:
        assert placed.local == naive.isoformat(timespec="minutes")
        assert local_to_utc(placed.local, zone) == placed


def test_ninety_minutes_over_a_clock_change_are_ninety_minutes() -> None:
    assert later_local("2026-03-29T01:00", "Europe/Berlin", 90 * 60) == "2026-03-29T03:30"
    assert later_local("2026-10-25T02:00", "Europe/Berlin", 90 * 60) == "2026-10-25T02:30"


@pytest.mark.parametrize(
    "local", ["2026-02-30T10:00", "soon", "", "2026-06-23T25:00", "2026-06-23T10:00+02:00",
              "0001-01-01T00:00", "9999-12-31T23:59"],
)  # fmt: skip
def test_a_wall_time_that_does_not_exist_is_refused(local: str) -> None:
    with pytest.raises(InvalidMoment):
        local_to_utc(local, "Europe/Berlin")


@pytest.mark.parametrize(
    "name", ["", "Mars/Base", "../../etc/passwd", "/etc/localtime", "Europe", "a\0b", "\ud800",
             "x" * 5000, "zone.tab"],
)  # fmt: skip
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(InvalidMoment, match="is not a time zone"):
        zone_named(name)


def test_a_zone_is_found_whatever_its_case() -> None:
    assert zone_named("europe/berlin").key == "Europe/Berlin"


def test_a_moment_without_a_zone_has_no_wall_time() -> None:
    with pytest.raises(InvalidMoment, match="no time zone"):
        utc_to_local("2026-06-23T10:00", "UTC")


def test_every_refusal_says_that_nothing_was_changed() -> None:
    with pytest.raises(InvalidMoment, match=re.escape("Nothing was changed.")):
        parse_day("never", TUESDAY)
