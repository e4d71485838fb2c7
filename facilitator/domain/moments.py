"""Days, times and lengths as people write them, in English and German; and wall time in a zone.

A day without a year is the next such day, today included; a weekday is the next one after today.
What does not exist raises `InvalidMoment` with the reason in its `cause`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from facilitator.domain.text import fold
from facilitator.errors import InvalidMoment

DAY_SECONDS = 86_400
YEARS = range(1900, 2201)
DAY_HINT = "is not a day; write for example fri, 10 jul, 2026-07-10 or +2w"
_TIME_HINT = "is not a time; write for example 9:30 or 2pm"
_LENGTH_HINT = "is not a length; write for example 90, 1h30 or 1:30"
_TOO_FAR = "is too far away"

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Folded, both languages; the first that begins with what was written is meant.
_MONTH_NAMES = (
    ("january", "januar", "janner"), ("february", "februar"), ("march", "marz", "maerz", "mrz"),
    ("april",), ("may", "mai"), ("june", "juni"), ("july", "juli"), ("august",), ("september",),
    ("october", "oktober"), ("november",), ("december", "dezember"),
)  # fmt: skip
_DAY_NAMES = (
    ("monday", "montag"), ("tuesday", "dienstag"), ("wednesday", "mittwoch"),
    ("thursday", "donnerstag"), ("friday", "freitag"), ("saturday", "samstag"),
    ("sunday", "sonntag"),
)  # fmt: skip
_NEXT = r"(?:next|nachste[nrs]?|naechste[nrs]?)"
_THIS = r"(?:this|coming|diese[nrs]?|kommende[nrs]?)"
_ORDINAL = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th|\.)?"
_DAYS_AWAY = {
    "today": 0, "tod": 0, "heute": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "morgen": 1,
    "ubermorgen": 2, "uebermorgen": 2, "yesterday": -1, "gestern": -1,
}  # fmt: skip
_UNITS = {
    "d": "d", "day": "d", "days": "d", "t": "d", "tag": "d", "tage": "d", "tagen": "d",
    "w": "w", "wk": "w", "wks": "w", "week": "w", "weeks": "w", "wo": "w", "woche": "w",
    "wochen": "w", "m": "m", "month": "m", "months": "m", "monat": "m", "monate": "m",
    "monaten": "m", "y": "y", "yr": "y", "year": "y", "years": "y", "j": "y", "jahr": "y",
    "jahre": "y", "jahren": "y",
}  # fmt: skip


_Forms = tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...]


class _Refused(Exception):
    """Why a text is no moment; `InvalidMoment` is made of it where the whole text is known."""


# --- days ------------------------------------------------------------------------------------


def parse_day(text: str, today: date) -> date:
    """Return the day that `text` means when it is said on `today`.

    Understood: fri, next fri, today, tomorrow, 10jul, jul 10 2026, 10.7., 10.07.2026, 2026-12-01,
    14th, +2w, in 3 days, next week (its Monday), next month (its first day), end of month.

    Raises:
        InvalidMoment: Not a day, one that does not exist, or one that could mean two.
    """
    words = re.sub(r"[\s,]+", " ", fold(text)).strip()
    words = re.sub(r"^(?:on|by|until|am|zum|bis(?: zum| am)?) (?=.)", "", words)
    try:
        return _day(words, today)
    except _Refused as refused:
        raise InvalidMoment(text, str(refused)) from None
    except OverflowError:
        raise InvalidMoment(text, _TOO_FAR) from None


def _day(words: str, today: date) -> date:
    if words in _DAYS_AWAY:
        return today + timedelta(days=_DAYS_AWAY[words])
    if day := _in_one_form(words, today, _DAY_FORMS):
        return day
    first, _, rest = words.partition(" ")
    weekday = _weekday(first.rstrip("."))
    day = _in_one_form(rest, today, _DATED_FORMS) if weekday is not None else None
    if day is None:
        raise _Refused(DAY_HINT)
    if day.weekday() != weekday:  # “fri 10 jul”: both have to agree
        raise _Refused(
            f"does not exist: {day.day} {MONTHS[day.month - 1]} {day.year}"
            f" is a {WEEKDAYS[day.weekday()]}"
        )
    return day


def _in_one_form(words: str, today: date, forms: _Forms) -> date | None:
    for pattern, meaning in forms:
        if (found := pattern.fullmatch(words)) and (day := meaning(found, today)):
            if day.year not in YEARS:
                raise _Refused(_TOO_FAR)
            return day
    return None


def _full(found: re.Match[str], today: date) -> date:
    return _existing(int(found["y"]), int(found["m"]), int(found["d"]))


def _numeric(found: re.Match[str], today: date) -> date:
    return _with_year(found["y"], int(found["m"]), int(found["d"]), today)


def _named(found: re.Match[str], today: date) -> date | None:
    month = _month(found["m"])
    return _with_year(found["y"], month, int(found["d"]), today) if month else None


def _slashed(found: re.Match[str], today: date) -> date:
    raise _Refused("could mean two days; write 10 jul or 2026-07-10")


def _relative(found: re.Match[str], today: date) -> date | None:
    unit = _UNITS.get(found["unit"])
    if unit is None:
        return None
    count = int(found["n"]) * (-1 if found["sign"] in ("-", "−") else 1)
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    return _months_on(today, count * (12 if unit == "y" else 1))


def _next_weekday(found: re.Match[str], today: date) -> date | None:
    weekday = _weekday(found["day"])
    if weekday is None:
        return None
    if found["next"]:  # the one in the week that begins next Monday
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _next_week(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _next_month(found: re.Match[str], today: date) -> date:
    return _months_on(today.replace(day=1), 1)


def _end_of_month(found: re.Match[str], today: date) -> date:
    return today.replace(day=monthrange(today.year, today.month)[1])


def _day_of_month(found: re.Match[str], today: date) -> date:
    """Read “14th”: the next month that has such a day, this one included."""
    wanted = int(found["d"])
    if not 1 <= wanted <= 31:
        raise _Refused("does not exist: a month has at most 31 days")
    first = today.replace(day=1)
    for ahead in range(4):
        month = _months_on(first, ahead)
        if wanted <= monthrange(month.year, month.month)[1]:
            day = month.replace(day=wanted)
            if day >= today:
                return day
    raise AssertionError("no four months in a row lack the same day")


_DAY_FORMS: _Forms = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"(?P<y>[0-9]{4})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})", _full),
        (r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})(?:\.(?P<y>[0-9]{4}|[0-9]{2})?)?", _numeric),
        (r"(?P<d>[0-9]{1,2})\. (?P<m>[0-9]{1,2})\. (?P<y>[0-9]{4})", _numeric),
        (r"[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?", _slashed),
        (r"(?:in )?(?P<sign>[-−+]?) ?(?P<n>[0-9]{1,6}) ?(?P<unit>[a-z]+)", _relative),
        (rf"{_ORDINAL} ?(?P<m>[a-z]{{3,}})\.?(?P<y>(?<=[a-z])[0-9]{{2}}| ?[0-9]{{4}})?", _named),
        (r"(?P<m>[a-z]{3,})\.? ?(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?(?P<y> [0-9]{4})?", _named),
        (rf"(?:{_NEXT}|kommende) (?:week|woche)", _next_week),
        (rf"{_NEXT} (?:month|monat)", _next_month),
        (r"eom|end of (?:the )?month|month end|monatsende|ende (?:des )?monats?", _end_of_month),
        (rf"(?:(?P<next>{_NEXT}) |{_THIS} )?(?P<day>[a-z]+)\.?", _next_weekday),
        (r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th|\.)", _day_of_month),
    )
)  # fmt: skip
_DATED_FORMS = tuple(form for form in _DAY_FORMS if form[1] in (_full, _numeric, _named))


def _with_year(year: str | None, month: int, day: int, today: date) -> date:
    if year and year.strip():
        number = int(year)
        return _existing(number + 2000 if number < 100 else number, month, day)
    this_year = _existing(today.year, month, day, today)
    return this_year if this_year >= today else _existing(today.year + 1, month, day)


def _existing(year: int, month: int, day: int, today: date | None = None) -> date:
    """Return the day or say why there is none; `today` lets 29 February wait for the year."""
    if not 1 <= month <= 12:
        raise _Refused("does not exist: a year has 12 months")
    if year not in YEARS:
        raise _Refused(_TOO_FAR)
    if today and (month, day) == (2, 29) and (today.month, today.day) > (2, 29):
        year += 1
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        when = f" in {year}" if month == 2 else ""
        raise _Refused(f"does not exist: {MONTHS[month - 1]} has {length} days{when}")
    return date(year, month, day)


def _months_on(day: date, count: int) -> date:
    """Return the same day `count` months on, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if year not in YEARS:
        raise _Refused(_TOO_FAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month(word: str) -> int | None:
    for number, names in enumerate(_MONTH_NAMES, start=1):
        if len(word) >= 3 and any(name.startswith(word) for name in names):
            return number
    return None


def _weekday(word: str) -> int | None:
    if word == "sonnabend":
        return 5
    for number, names in enumerate(_DAY_NAMES):
        if len(word) >= 2 and any(name.startswith(word) for name in names):
            return number
    return None


# --- times and lengths -----------------------------------------------------------------------

_TIME = re.compile(
    r"(?P<h>[0-9]{1,2})(?:(?:[:.h]| uhr )(?P<m>[0-9]{2})|h)?(?: ?(?P<half>am|pm|a\.m\.|p\.m\.)"
    r"| ?(?:uhr|h|o'clock))?|(?P<h4>[0-9]{2})(?P<m4>[0-9]{2})"
)
_NAMED_TIMES = {"noon": time(12), "mittag": time(12), "mittags": time(12)}


def parse_time(text: str) -> time:
    """Return the time of day that `text` means: 9, 9:30, 14.15, 0930, 9h30, 2pm, 9 Uhr, noon."""
    words = re.sub(r"\s+", " ", fold(text)).strip()
    if words in _NAMED_TIMES:
        return _NAMED_TIMES[words]
    found = _TIME.fullmatch(words)
    if not found:
        raise InvalidMoment(text, _TIME_HINT)
    hour, minute = int(found["h"] or found["h4"]), int(found["m"] or found["m4"] or 0)
    if half := found["half"]:
        if not 1 <= hour <= 12:
            raise InvalidMoment(text, "does not exist: with am or pm, hours run from 1 to 12")
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise InvalidMoment(text, "does not exist: hours run to 23 and minutes to 59")
    return time(hour, minute)


_HOURS = r"(?:h|hrs?|hours?|std\.?|stunden?)"
_MINUTES = r"(?:m|min\.?|mins|minutes?|minuten?)"
_LENGTHS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<m>[0-9]{{1,5}}) ?{_MINUTES}?",
        r"(?P<h>[0-9]{1,3}):(?P<m>[0-5][0-9])",
        rf"(?P<h>[0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?) ?{_HOURS}",
        rf"(?P<h>[0-9]{{1,3}}) ?{_HOURS} ?(?P<m>[0-9]{{1,2}}) ?{_MINUTES}?",
    )
)


def parse_length(text: str) -> int:
    """Return the seconds that `text` means: 90 (minutes), 1h30, 1:30, 45 min, 1.5 h, 2 Std."""
    words = re.sub(r"\s+", " ", fold(text)).strip()
    for pattern in _LENGTHS:
        if found := pattern.fullmatch(words):
            parts = found.groupdict()
            hours = float((parts.get("h") or "0").replace(",", "."))
            seconds = round(hours * 3600) + int(parts.get("m") or 0) * 60
            if seconds > DAY_SECONDS:
                raise InvalidMoment(text, "is longer than a day")
            return seconds
    raise InvalidMoment(text, _LENGTH_HINT)


# --- wall time in a zone ---------------------------------------------------------------------


class ClockChange(StrEnum):
    """What a change of the clocks does to a wall time."""

    NONE = ""
    SKIPPED = "skipped"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class PlacedMoment:
    """A wall time put on the line of time.

    A time that the clocks skip is moved on by what they skip; of one that comes twice the first is
    taken. `local` is the wall time that results, `change` says that this happened.
    """

    utc: datetime
    local: str
    change: ClockChange


def zone_named(name: str) -> ZoneInfo:
    """Return the zone with this IANA name, whatever its case; raise `InvalidMoment` if none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass  # Asking for all names costs 15 ms, so only now.
    small = name.strip().casefold()
    for known in available_timezones():
        if known.casefold() == small:
            return ZoneInfo(known)
    raise InvalidMoment(name, "is not a time zone; write for example Europe/Berlin or UTC")


def local_to_utc(local: str, zone: str) -> PlacedMoment:
    """Place a wall time such as `2026-03-29T02:30` of the zone `zone`."""
    where = zone_named(zone)
    naive = _wall_time(local)
    try:
        first = naive.replace(tzinfo=where)
        utc = first.astimezone(UTC)
        real = utc.astimezone(where)
    except OverflowError:
        raise InvalidMoment(local, _TOO_FAR) from None
    if real.replace(tzinfo=None, fold=0) != naive:
        change = ClockChange.SKIPPED
    elif first.utcoffset() != first.replace(fold=1).utcoffset():
        change = ClockChange.TWICE
    else:
        change = ClockChange.NONE
    return PlacedMoment(utc, _iso(real), change)


def utc_to_local(at: datetime | str, zone: str) -> str:
    """Return the wall time in `zone`, as `2026-06-23T10:00`, of a moment with its zone."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    if moment.tzinfo is None:
        raise InvalidMoment(str(at), "has no time zone")
    return _iso(moment.astimezone(zone_named(zone)))


def later_local(local: str, zone: str, seconds: int) -> str:
    """Return the wall time that clocks in `zone` show `seconds` after `local`."""
    return utc_to_local(local_to_utc(local, zone).utc + timedelta(seconds=seconds), zone)


def _wall_time(local: str) -> datetime:
    try:
        naive = datetime.fromisoformat(local)
    except ValueError:
        raise InvalidMoment(local, "is not a day and time that exist") from None
    if naive.tzinfo is not None:
        raise InvalidMoment(local, "has a time zone of its own")
    if naive.year not in YEARS:
        raise InvalidMoment(local, _TOO_FAR)
    return naive


def _iso(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")
