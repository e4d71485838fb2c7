"""The zones of a calendar file, proved for every zone against zoneinfo by other readers (K4)."""

from __future__ import annotations

import random
import zoneinfo
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from facilitator.errors import InvalidMoment
from facilitator.exchange.vtimezone import vtimezone
from facilitator.exchange.zone_files import parse_zone, read_zone, yearly_changes
from tests.readers.with_icaljs import answer

SINCE = datetime(2020, 1, 1)
_DAY = 86_400
_FROM, _DAYS = int(SINCE.replace(tzinfo=UTC).timestamp()), 31 * 366
_AROUND = (-7300, -3700, -1, 0, 1, 3700, 7300)
NAMES = sorted(zoneinfo.available_timezones() - {"localtime"})


def offset_at(zone: zoneinfo.ZoneInfo, moment: int) -> timedelta | None:
    return datetime.fromtimestamp(moment, zone).utcoffset()


def changes(zone: zoneinfo.ZoneInfo) -> list[int]:
    """Return when clocks changed in nine years, found by asking zoneinfo week by week."""
    found = []
    for low in range(_FROM, _FROM + 9 * 366 * _DAY, 7 * _DAY):
        high = low + 7 * _DAY
        if offset_at(zone, low) == offset_at(zone, high):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            same = offset_at(zone, middle) == offset_at(zone, high)
            low, high = (low, middle) if same else (middle, high)
        found.append(high)
    return found


def walls(name: str) -> list[tuple[str, int]]:
    """Return wall times of a zone that come once, with their moments: at random, around changes."""
    zone = zoneinfo.ZoneInfo(name)
    dice = random.Random(name)
    moments = [_FROM + dice.randrange(3 * _DAY, _DAYS * _DAY) for _ in range(12)]
    moments += [change + seconds for change in changes(zone) for seconds in _AROUND]
    out = []
    for moment in moments:
        local = datetime.fromtimestamp(moment, zone).replace(tzinfo=None, fold=0)
        placed = local.replace(tzinfo=zone)
        is_once = placed.utcoffset() == placed.replace(fold=1).utcoffset()
        if is_once and local > SINCE + timedelta(days=2):
            out.append((local.isoformat(), int(placed.timestamp())))
    return out


@cache
def asked() -> list[dict[str, Any]]:
    out = []
    for name in NAMES:
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *vtimezone(name, SINCE)]
        text = "\r\n".join([*lines, "END:VCALENDAR", ""])
        times, moments = zip(*walls(name), strict=True)
        out.append({"name": name, "text": text, "times": times, "moments": moments})
    return out


def test_all_zones_are_asked_for_and_most_changes_too() -> None:
    """The tests below: a reader that gets nothing asked would agree with everything."""
    assert len(NAMES) > 550
    assert sum(len(each["times"]) for each in asked()) > 20_000


def test_every_zone_reads_right_in_ical_js() -> None:
    told = answer({"ask": "offsets", "zones": asked()})
    wrong = {
        each["name"]: dict(zip(each["times"], got, strict=True))
        for each, got in zip(asked(), told, strict=True)
        if list(each["moments"]) != got
    }
    assert wrong == {}


def test_every_zone_reads_right_in_icalendar() -> None:
    from icalendar import Calendar

    wrong: dict[str, list[str]] = {}
    for each in asked():
        described = Calendar.from_ical(each["text"]).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
        for time, moment in zip(each["times"], each["moments"], strict=True):
            if datetime.fromisoformat(time).replace(tzinfo=described).timestamp() != moment:
                wrong.setdefault(each["name"], []).append(time)
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("Europe/Berlin", ["BYMONTH=3;BYDAY=-1SU", "BYMONTH=10;BYDAY=-1SU"]),
        ("America/New_York", ["BYMONTH=3;BYDAY=2SU", "BYMONTH=11;BYDAY=1SU"]),
        # Clocks change at 24 o'clock of a Thursday, so on a Friday, of October or November.
        ("Africa/Cairo", [
            "BYMONTH=4;BYDAY=-1FR",
            "BYMONTH=10;BYMONTHDAY=26,27,28,29,30,31;BYDAY=FR",
            "BYMONTH=11;BYMONTHDAY=1;BYDAY=FR",
        ]),
        ("Asia/Tokyo", []),
    ],
)  # fmt: skip
def test_a_zone_goes_on_by_rules_without_an_end(name: str, rules: list[str]) -> None:
    lines = vtimezone(name, datetime(2026, 6, 1))
    told = [line.removeprefix("RRULE:FREQ=YEARLY;") for line in lines if "RRULE" in line]
    assert told == rules
    assert lines.count("BEGIN:STANDARD") + lines.count("BEGIN:DAYLIGHT") == max(1, len(rules))


def test_a_zone_whose_law_changed_tells_what_was_before() -> None:
    """Mexico gave up summer time in October 2022: the calendar of 2022 has it, that of 2023 not."""
    before = vtimezone("America/Mexico_City", datetime(2022, 6, 1))
    assert "DTSTART:20220403T020000" in before
    assert "DTSTART:20221030T020000" in before
    after = vtimezone("America/Mexico_City", datetime(2023, 6, 1))
    assert after.count("BEGIN:STANDARD") == 1
    assert "BEGIN:DAYLIGHT" not in after


def test_the_rule_of_a_zone_file_is_read_with_its_signs() -> None:
    first, second = yearly_changes("<-02>2<-01>,M3.5.0/-1,M10.5.0/0")
    assert (first.before.seconds, first.after.seconds, first.seconds) == (-7200, -3600, -3600)
    assert (second.month, second.nth, second.weekday, second.seconds) == (10, 5, 0, 0)
    assert yearly_changes("JST-9") == ()
    assert yearly_changes("") == ()
    winter = yearly_changes("IST-1GMT0,M10.5.0,M3.5.0/1")
    assert [change.after.seconds for change in winter] == [0, 3600]


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "", "Europe", "Europe/"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(InvalidMoment, match="is not a time zone"):
        read_zone(name)


def test_what_is_no_zone_file_is_refused() -> None:
    with pytest.raises(InvalidMoment):
        parse_zone(b"x" * 100)
