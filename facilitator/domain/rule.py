"""How often a series meets: the few patterns that people use, written as a rule of RFC 5545.

A rule has no beginning and no end of its own; both are said by what it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facilitator.errors import InvalidText

_NAME = "Rhythm"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKING = ",".join(_DAYS[:5])
_MOST = {"weeks": 52, "month_weekday": 24, "month_working_day": 24, "working_days": 1}
_PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYSETPOS", "WKST"}
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MEAN_MONTH = 30
_NTH = (1, 2, 3, 4, -1)


class Pattern(StrEnum):
    """What a rhythm goes by."""

    WEEKS = "weeks"
    MONTH_WEEKDAY = "month_weekday"
    MONTH_WORKING_DAY = "month_working_day"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rhythm: every `every` weeks or months, or every working day (Monday to Friday).

    `weekdays` counts from Monday 0. Of weeks it says the days, where empty the day of the first
    time; of a month the one weekday whose `nth` is meant. `nth` is 1 to 4, or -1 for the last.

    Raises:
        InvalidText: the numbers make no rhythm, or one that is not offered.
    """

    pattern: Pattern
    every: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0

    def __post_init__(self) -> None:
        try:
            object.__setattr__(self, "pattern", Pattern(self.pattern))
        except ValueError:
            raise InvalidText(_NAME, f"“{self.pattern}” is not one of the choices") from None
        object.__setattr__(self, "weekdays", tuple(sorted(set(self.weekdays))))
        self._prove_every()
        if any(not 0 <= day <= 6 for day in self.weekdays):
            raise InvalidText(_NAME, "a week has the days Monday to Sunday")
        is_monthly = self.pattern in (Pattern.MONTH_WEEKDAY, Pattern.MONTH_WORKING_DAY)
        if is_monthly and self.nth not in _NTH:
            raise InvalidText(_NAME, "a month offers its first to fourth such day, or the last")
        if not is_monthly and self.nth:
            raise InvalidText(_NAME, "only a month has an nth day")
        if self.pattern is Pattern.MONTH_WEEKDAY:
            if len(self.weekdays) != 1:
                raise InvalidText(_NAME, "choose the one weekday of the month that is meant")
        elif self.pattern is not Pattern.WEEKS and self.weekdays:
            raise InvalidText(_NAME, "working days are Monday to Friday; no other days go with it")

    def _prove_every(self) -> None:
        most = _MOST[self.pattern]
        if 1 <= self.every <= most:
            return
        if self.pattern is Pattern.WORKING_DAYS:
            raise InvalidText(_NAME, "working days come one after the other; none can be left out")
        unit = "weeks" if self.pattern is Pattern.WEEKS else "months"
        raise InvalidText(_NAME, f"every 1 to {most} {unit} is possible")

    def text(self) -> str:
        """Return the RRULE without DTSTART, UNTIL and COUNT."""
        if self.pattern is Pattern.WORKING_DAYS:
            return f"FREQ=DAILY;BYDAY={_WORKING}"
        if self.pattern is Pattern.WEEKS:
            head = f"FREQ=WEEKLY;INTERVAL={self.every}"
            days = ",".join(_DAYS[day] for day in self.weekdays)
            return f"{head};BYDAY={days}" if days else head
        head = f"FREQ=MONTHLY;INTERVAL={self.every}"
        if self.pattern is Pattern.MONTH_WEEKDAY:
            return f"{head};BYDAY={self.nth}{_DAYS[self.weekdays[0]]}"
        return f"{head};BYDAY={_WORKING};BYSETPOS={self.nth}"

    @property
    def days(self) -> int:
        """Return the mean number of days from one time to the next."""
        if self.pattern is Pattern.WORKING_DAYS:
            return 1
        if self.pattern is Pattern.WEEKS:
            return max(1, round(7 * self.every / max(1, len(self.weekdays))))
        return _MEAN_MONTH * self.every


def weekly(every: int) -> Rule:
    """Return the rhythm of every so many weeks, on the weekday of its first time."""
    return Rule(Pattern.WEEKS, every)


def parse_rule(text: str) -> Rule:
    """Return the rhythm that an RRULE means.

    Raises:
        InvalidText: it is no rule, never occurs, or is none of the patterns that are offered.
    """
    parts = _parts(text)
    kind, every = parts.pop("FREQ", ""), _whole("INTERVAL", parts.pop("INTERVAL", "1"))
    _refuse_foreign(kind, parts)
    week_start = parts.pop("WKST", "MO")
    if week_start != "MO":
        raise InvalidText(_NAME, "weeks that do not begin on a Monday are not offered")
    if kind == "DAILY":
        return _daily(parts, every)
    if kind == "WEEKLY":
        return _weekly(parts, every)
    if kind == "MONTHLY":
        return _monthly(parts, every)
    raise InvalidText(_NAME, f"“{text[:60]}” does not say how often; weeks or months are possible")


def _parts(text: str) -> dict[str, str]:
    said = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    found: dict[str, str] = {}
    for part in said.split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in found:
            raise InvalidText(_NAME, f"“{text[:60]}” is not a rule that can be read")
        found[name] = value
    return found


def _whole(name: str, value: str) -> int:
    digits = value.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 6:
        raise InvalidText(_NAME, f"“{name}={value[:20]}” is not a number that can be read")
    return int(value)


def _refuse_foreign(kind: str, parts: dict[str, str]) -> None:
    """Refuse what is not offered, each with the sentence that helps."""
    if kind in ("SECONDLY", "MINUTELY", "HOURLY"):
        unit = {"S": "second", "M": "minute", "H": "hour"}[kind[0]]
        raise InvalidText(_NAME, f"a session every {unit} is not possible; weeks or months are")
    if kind == "YEARLY":
        raise InvalidText(_NAME, "once a year is no rhythm; up to 24 months apart is possible")
    if "UNTIL" in parts or "COUNT" in parts:
        raise InvalidText(_NAME, "a rule with an end inside is not taken; the series has the end")
    if _never(parts):
        raise InvalidText(_NAME, "it never occurs: no month has such a day")
    if foreign := sorted(set(parts) - _PARTS):
        raise InvalidText(_NAME, f"“{foreign[0][:20]}” is not offered in a rhythm")


def _never(parts: dict[str, str]) -> bool:
    """Tell whether the days of the month that a rule names come in none of its months."""
    if "BYMONTHDAY" not in parts:
        return False
    days = [_whole("BYMONTHDAY", each) for each in parts["BYMONTHDAY"].split(",")]
    months = [_whole("BYMONTH", each) for each in parts.get("BYMONTH", "").split(",") if each]
    lengths = [_MONTH_DAYS[each - 1] for each in months if 1 <= each <= 12] or [31]
    if months and not any(1 <= each <= 12 for each in months):
        return True
    return not any(1 <= abs(day) <= max(lengths) for day in days)


def _daily(parts: dict[str, str], every: int) -> Rule:
    days = _plain_days(parts.get("BYDAY", ""))
    if days != (0, 1, 2, 3, 4) or "BYSETPOS" in parts:
        raise InvalidText(_NAME, "of days, only every working day (Monday to Friday) is offered")
    return Rule(Pattern.WORKING_DAYS, every)


def _weekly(parts: dict[str, str], every: int) -> Rule:
    if "BYSETPOS" in parts:
        raise InvalidText(_NAME, "“BYSETPOS” goes with a month, not with weeks")
    return Rule(Pattern.WEEKS, every, _plain_days(parts.get("BYDAY", "")))


def _monthly(parts: dict[str, str], every: int) -> Rule:
    days = parts.get("BYDAY", "")
    if "BYSETPOS" in parts:
        nth = _whole("BYSETPOS", parts["BYSETPOS"])
        if _plain_days(days) == (0, 1, 2, 3, 4):
            return Rule(Pattern.MONTH_WORKING_DAY, every, (), _nth(nth))
        return Rule(Pattern.MONTH_WEEKDAY, every, _plain_days(days), _nth(nth))
    if not days:
        raise InvalidText(_NAME, "of a month, an nth weekday or working day is offered")
    if "," in days:
        raise InvalidText(_NAME, "choose the one weekday of the month that is meant")
    return Rule(Pattern.MONTH_WEEKDAY, every, (_day(days[-2:]),), _nth(_whole("BYDAY", days[:-2])))


def _nth(nth: int) -> int:
    if nth == 0 or abs(nth) > 5:
        raise InvalidText(_NAME, f"it never occurs: no month has such a day (number {nth})")
    return nth


def _plain_days(text: str) -> tuple[int, ...]:
    return tuple(sorted({_day(each) for each in text.split(",")})) if text else ()


def _day(word: str) -> int:
    if word not in _DAYS:
        raise InvalidText(_NAME, f"“{word[:10]}” is not a day of the week in a rule")
    return _DAYS.index(word)
