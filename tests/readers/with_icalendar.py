"""The reader of the icalendar package, with dateutil going through the rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar

from tests.readers.found import Found, found


def occurrences(text: str, until: date) -> list[Found]:
    """Return everything that takes place up to a day; zones are those that the file describes."""
    calendar = Calendar.from_ical(text)
    zones = {
        str(each["TZID"]): each.to_tz(lookup_tzid=False) for each in calendar.walk("VTIMEZONE")
    }
    masters, differing = {}, {}
    for event in calendar.walk("VEVENT"):
        if str(event.get("STATUS", "")) == "CANCELLED":
            continue
        if "RECURRENCE-ID" in event:
            differing[str(event["UID"]), _moment(event["RECURRENCE-ID"], zones)] = event
        else:
            masters[str(event["UID"])] = event
    out = [_told(event, _moment(event["DTSTART"], zones)) for event in differing.values()]
    for uid, event in masters.items():
        for moment in _times(event, zones, until):
            if (uid, moment) not in differing:
                out.append(_told(event, moment))
    return out


def _moment(value: Any, zones: dict[str, tzinfo]) -> datetime:
    """Return a moment of a property in UTC, by the zone that the file itself describes."""
    zone = zones.get(str(value.params.get("TZID", "")), UTC)
    moment: datetime = value.dt
    return moment.replace(tzinfo=zone).astimezone(UTC)


def _times(event: Any, zones: dict[str, tzinfo], until: date) -> list[datetime]:
    if "RRULE" not in event:
        return [_moment(event["DTSTART"], zones)]
    starts = event["DTSTART"]
    zone = zones.get(str(starts.params.get("TZID", "")), UTC)
    wall = starts.dt.replace(tzinfo=None)
    rule = dict(event["RRULE"])
    ends = rule.pop("UNTIL", [None])[0]
    last = datetime(until.year, until.month, until.day) + timedelta(days=2)
    if ends is not None:
        last = min(last, ends.astimezone(zone).replace(tzinfo=None))
    text = type(event["RRULE"])(rule).to_ical().decode()
    times = rrulestr(f"RRULE:{text}", dtstart=wall).between(wall, last, inc=True)
    out = event.get("EXDATE", [])
    off = {
        each.dt.replace(tzinfo=None)
        for group in (out if isinstance(out, list) else [out])
        for each in group.dts
    }
    return [each.replace(tzinfo=zone).astimezone(UTC) for each in times if each not in off]


def _told(event: Any, starts: datetime) -> Found:
    return found(starts, starts + event["DURATION"].dt, str(event["SUMMARY"]))
