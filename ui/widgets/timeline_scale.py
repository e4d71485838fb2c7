"""Where days lie on a line: which stretch is shown, its ticks, and days to pixels and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_MONTHS_OF = {"year": 12, "quarter": 3, "month": 1}


class Unit(StrEnum):
    """How long a stretch is shown at once."""

    WHOLE = "whole"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


def months_on(day: date, months: int) -> date:
    """Return the first day of the month that many months away, kept within what a date can be."""
    number = day.year * 12 + day.month - 1 + months
    number = max(12, min(number, 9999 * 12 + 11))
    return date(number // 12, number % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` up to, without, `end`."""

    first: date
    end: date

    def holds(self, day: date) -> bool:
        """Tell whether a day is shown."""
        return self.first <= day < self.end

    @property
    def last(self) -> date:
        """Return the last day shown."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        """Return how many days are shown."""
        return (self.end - self.first).days

    @property
    def months(self) -> int:
        """Return how many months are shown."""
        return (self.end.year - self.first.year) * 12 + self.end.month - self.first.month


def window_at(unit: Unit, around: date, days: Iterable[date] = ()) -> Window:
    """Return the year, quarter or month around a day, or whole months that hold all of `days`."""
    if unit is Unit.WHOLE:
        every = [around, *days]
        first = min(every).replace(day=1)
        return Window(first, max(months_on(max(every), 1), months_on(first, 3)))
    length = _MONTHS_OF[unit.value]
    start = (around.month - 1) // length * length + 1
    first = around.replace(month=start, day=1)
    return Window(first, months_on(first, length))


def turned(window: Window, pages: int) -> Window:
    """Return the stretch of the same length that many pages on, or back."""
    length = window.months
    first = months_on(window.first, pages * length)
    return Window(first, months_on(first, length)) if months_on(first, length) > first else window


@dataclass(frozen=True, slots=True)
class Tick:
    """A line on a day. `is_year` marks the first of a year."""

    day: date
    kind: str  # day, month or year: how it is best named

    @property
    def is_year(self) -> bool:
        """Tell whether a year begins here."""
        return self.day.month == 1 and self.day.day == 1


def ticks(window: Window) -> list[Tick]:
    """Return the ticks of a stretch: weeks of few months, months, quarters, years of many."""
    if window.months <= 3:
        monday = window.first + timedelta(days=-window.first.weekday() % 7)
        count = max((window.end - monday).days + 6, 0) // 7
        return [Tick(monday + timedelta(weeks=number), "day") for number in range(count)]
    every = 1 if window.months <= 24 else 3 if window.months <= 72 else 12
    first = window.first
    while (first.month - 1) % every:
        first = months_on(first, 1)
    out = []
    while first < window.end:
        out.append(Tick(first, "year" if every == 12 else "month"))
        after = months_on(first, every)
        if after <= first:
            break
        first = after
    return out


@dataclass(frozen=True, slots=True)
class Scale:
    """Days of a window on a stretch of pixels; mirrored for reading from right to left."""

    window: Window
    left: float
    width: float
    is_mirrored: bool = False

    def x(self, day: date) -> float:
        """Return where a day begins; a day outside lies outside."""
        part = (day - self.window.first).days / max(self.window.days, 1)
        along = part * self.width
        return self.left + (self.width - along if self.is_mirrored else along)

    def middle(self, day: date) -> float:
        """Return the middle of a day, where a mark stands."""
        half = self.width / max(self.window.days, 1) / 2
        return self.x(day) + (-half if self.is_mirrored else half)

    def day(self, x: float) -> date:
        """Return the day that holds a place; beyond the ends, the nearest one shown."""
        along = self.left + self.width - x if self.is_mirrored else x - self.left
        days = int(along / max(self.width, 1e-6) * self.window.days)
        return self.window.first + timedelta(days=max(0, min(days, self.window.days - 1)))

    def clipped(self, start: date, end: date) -> tuple[float, float] | None:
        """Return the left and right of a stretch of days as far as it shows, `end` included."""
        begin, after = max(start, self.window.first), min(_after(end), self.window.end)
        if begin >= after:
            return None
        left, right = sorted((self.x(begin), self.x(after)))
        return left, right


def _after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
