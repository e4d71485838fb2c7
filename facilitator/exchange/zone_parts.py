"""What a zone of somebody else's calendar file says: how far clocks were from UTC at a wall time.

Only what calendar programs write is understood: single changes, and changes that come every year
on the nth weekday of a month or among certain days of it. Of anything else nothing is said.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from facilitator.exchange.ical_parts import Part

_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?")
_DAY = re.compile(r"([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)")
_MOST_DATES = 200
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = {"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "WKST"}


def offset_at(zone: Part, local: datetime) -> int | None:
    """Return the seconds east of UTC that a zone says for a wall time, None where it says none."""
    latest: tuple[datetime, int] | None = None
    for part in zone.parts:
        after = _offset(part.value("TZOFFSETTO"))
        starts = wall_time(part.value("DTSTART"))
        if after is None or starts is None:
            return None
        begun = _begun(part, starts, local)
        if begun is None:
            return None
        for moment in begun:
            if moment <= local and (latest is None or moment > latest[0]):
                latest = (moment, after)
    return latest[1] if latest else None


def wall_time(text: str) -> datetime | None:
    """Return `20260623T100000` as a time without a zone."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return datetime.fromisoformat("{}-{}-{}T{}:{}:{}".format(*found.groups()))
    except ValueError:
        return None


def _offset(text: str) -> int | None:
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    seconds = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4] or 0)
    return -seconds if found[1] == "-" else seconds


def _begun(part: Part, starts: datetime, local: datetime) -> list[datetime] | None:
    """Return when an observance began last before a wall time, and at its single dates."""
    moments = [starts]
    for found in part.properties:
        if found.name == "RDATE":
            moments += [
                each for each in map(wall_time, found.value.split(",")[:_MOST_DATES]) if each
            ]
    rule = part.value("RRULE")
    if not rule:
        return moments
    parts = dict(each.split("=", 1) for each in rule.upper().split(";") if "=" in each)
    if parts.get("FREQ") != "YEARLY" or parts.get("INTERVAL", "1") != "1" or set(parts) - _KNOWN:
        return None
    until = wall_time(parts["UNTIL"]) if "UNTIL" in parts else None
    for year in (local.year - 1, local.year):
        for moment in _in_year(year, starts, parts):
            # UNTIL is in UTC; what a few hours more or less decide, does not happen in zones.
            if moment >= starts and (until is None or moment <= until + timedelta(days=1)):
                moments.append(moment)
    return moments


def _in_year(year: int, starts: datetime, parts: dict[str, str]) -> Iterator[datetime]:
    """Yield the days of a year that a rule means, at the hour of its beginning."""
    month = _number(parts.get("BYMONTH", str(starts.month)))
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return
    length = monthrange(year, month)[1]
    days = {_number(each) for each in parts.get("BYMONTHDAY", "").split(",") if each}
    days = {day if day > 0 else length + 1 + day for day in days}
    named = _DAY.fullmatch(parts.get("BYDAY", ""))
    if not days and named is None:
        days = {starts.day}
    matching = []
    for day in range(1, length + 1):
        weekday = _WEEKDAYS[date(year, month, day).weekday()]
        if (not days or day in days) and (named is None or weekday == named[2]):
            matching.append(starts.replace(year=year, month=month, day=day))
    nth = _number(named[1]) if named is not None and named[1] else 0
    if nth:
        matching = matching[nth - 1 : nth] if nth > 0 else matching[nth:][:1]
    yield from matching


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[+-]?\d{1,4}", text) else 0
