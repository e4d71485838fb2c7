"""The zones of a calendar file (VTIMEZONE of RFC 5545), made from the zone files.

What a zone was is written change by change, as far back as the calendar reaches; what it goes on
with is written as rules without an end, so that a calendar program needs no data of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from facilitator.exchange.zone_files import Change, Offset, YearlyChange, ZoneFile, read_zone

_EPOCH = datetime(1970, 1, 1)
_DAY = 86_400
_FIRST_YEAR = 1970  # of a rule: what went by it before is of no use to a calendar
_DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


def vtimezone(name: str, since: datetime) -> list[str]:
    """Return the lines of a zone that hold from a moment (naive, UTC) on, for ever.

    Raises:
        InvalidMoment: there is no such zone.
    """
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    for each in sorted(_observances(_plan(name), _seconds(since))):
        lines += each.lines()
    return [*lines, "END:VTIMEZONE"]


@dataclass(frozen=True, slots=True, order=True)
class _Observance:
    """From `starts` (as clocks showed it before) on; `rule` when it comes back every year."""

    starts: datetime
    before: int
    after: int
    is_summer: bool
    name: str
    rule: str = ""

    def lines(self) -> list[str]:
        kind = "DAYLIGHT" if self.is_summer else "STANDARD"
        lines = [
            f"BEGIN:{kind}",
            f"DTSTART:{self.starts:%Y%m%dT%H%M%S}",
            f"TZOFFSETFROM:{_offset(self.before)}",
            f"TZOFFSETTO:{_offset(self.after)}",
            f"TZNAME:{self.name}",
        ]
        return [*lines, *([f"RRULE:{self.rule}"] if self.rule else ()), f"END:{kind}"]


def _offset(seconds: int) -> str:
    hours, rest = divmod(abs(seconds), 3600)
    minutes, rest = divmod(rest, 60)
    sign = "-" if seconds < 0 else "+"
    return f"{sign}{hours:02}{minutes:02}" + (f"{rest:02}" if rest else "")


@dataclass(frozen=True, slots=True)
class _Plan:
    """A zone as changes one by one and, from the year `since_year` on, its rules."""

    first: Offset
    changes: tuple[Change, ...]
    yearly: tuple[YearlyChange, ...]
    since_year: int

    def begin_of_rules(self) -> int:
        """Return when the second rule has begun, from which on the rules tell everything."""
        return max(_change_in(self.since_year, rule).at for rule in self.yearly)


@lru_cache(maxsize=64)
def _plan(name: str) -> _Plan:
    zone = read_zone(name)
    if not zone.yearly:
        return _Plan(zone.first, zone.changes, (), 0)
    year = _rules_hold_since(zone)
    begins = min(_change_in(year, rule).at for rule in zone.yearly)
    last = zone.changes[-1].at if zone.changes else begins - 1
    between = [
        change
        for each in range(_year(last), year)
        for change in _in_year(each, zone.yearly)
        if change.at > last
    ]
    before = [change for change in zone.changes if change.at < begins]
    return _Plan(zone.first, (*before, *between), zone.yearly, year)


def _rules_hold_since(zone: ZoneFile) -> int:
    """Return the earliest year from which on every change of the zone goes by its rules."""
    if not zone.changes:
        return _FIRST_YEAR
    last = zone.changes[-1].at
    year = _year(last)
    while year >= _FIRST_YEAR:
        known = [change.at for change in zone.changes if _year(change.at) == year]
        if known != [change.at for change in _in_year(year, zone.yearly) if change.at <= last]:
            break
        year -= 1
    return year + 1


def _in_year(year: int, rules: tuple[YearlyChange, ...]) -> list[Change]:
    return sorted((_change_in(year, rule) for rule in rules), key=_moment)


def _moment(change: Change) -> int:
    return change.at


def _change_in(year: int, rule: YearlyChange) -> Change:
    at = _seconds(_day_of(year, rule)) + rule.seconds - rule.before.seconds
    return Change(at, rule.before, rule.after)


def _day_of(year: int, rule: YearlyChange) -> datetime:
    """Return the midnight of the weekday that a rule names, in one year."""
    first_weekday, length = monthrange(year, rule.month)
    day = 1 + (rule.weekday - 1 - first_weekday) % 7 + 7 * (rule.nth - 1)
    return datetime(year, rule.month, day if day <= length else day - 7)


# --- observances ---------------------------------------------------------------------------------


def _observances(plan: _Plan, since: int) -> Iterator[_Observance]:
    if not plan.yearly or since < plan.begin_of_rules():
        yield from _one_by_one(plan, since)
    for rule in plan.yearly:
        yield from _by_rule(rule, plan.since_year)


def _one_by_one(plan: _Plan, since: int) -> Iterator[_Observance]:
    """Yield what was in force at a moment, and every change after it up to the rules."""
    at = bisect_right(plan.changes, since, key=_moment)
    if at == 0:
        begin = datetime(min(_FIRST_YEAR, (_EPOCH + timedelta(seconds=since)).year - 1), 1, 1)
        first = plan.first
        yield _Observance(begin, first.seconds, first.seconds, False, first.name)
    for change in plan.changes[max(0, at - 1) :]:
        before, after = change.before, change.after
        starts = _EPOCH + timedelta(seconds=change.at + before.seconds)
        yield _Observance(starts, before.seconds, after.seconds, _is_summer(change), after.name)


def _is_summer(change: Change) -> bool:
    """Tell whether clocks go to summer time, also where a zone file calls winter the exception."""
    if change.before.is_summer != change.after.is_summer:
        return change.after.seconds > change.before.seconds
    return change.after.is_summer


def _by_rule(rule: YearlyChange, year: int) -> Iterator[_Observance]:
    before, after = rule.before, rule.after
    for text, month in _recurrences(rule):
        starts = _first_in_month(rule, year, month)
        is_summer = after.seconds > before.seconds
        yield _Observance(starts, before.seconds, after.seconds, is_summer, after.name, text)


def _first_in_month(rule: YearlyChange, year: int, month: int) -> datetime:
    """Return the first time from `year` on at which a rule falls into `month`."""
    while True:
        starts = _day_of(year, rule) + timedelta(seconds=rule.seconds)
        if starts.month == month:
            return starts
        year += 1


def _recurrences(rule: YearlyChange) -> Iterator[tuple[str, int]]:
    """Yield the RRULE of a change with its month; two where its days lie in two months.

    A change at 24 o'clock or later, or before midnight, is on another day than the one it is
    reckoned from: then it is the weekday among certain days of the month.
    """
    shift = rule.seconds // _DAY
    if shift == 0:
        nth = -1 if rule.nth == 5 else rule.nth
        yield f"FREQ=YEARLY;BYMONTH={rule.month};BYDAY={nth}{_DAYS[rule.weekday]}", rule.month
        return
    weekday = _DAYS[(rule.weekday + shift) % 7]
    length = monthrange(2023, rule.month)[1]
    first = (length - 6 if rule.nth == 5 else 7 * rule.nth - 6) + shift
    found: dict[int, list[int]] = {}
    for day in range(first, first + 7):
        falls = datetime(2023, rule.month, 1) + timedelta(days=day - 1)
        found.setdefault(falls.month, []).append(falls.day)
    for month, days in found.items():
        listed = ",".join(map(str, days))
        yield f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={listed};BYDAY={weekday}", month


def _year(at: int) -> int:
    return (_EPOCH + timedelta(seconds=max(at, -(2**35)))).year


def _seconds(moment: datetime) -> int:
    return int((moment - _EPOCH).total_seconds())
