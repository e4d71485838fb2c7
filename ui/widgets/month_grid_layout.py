"""Where months, weeks and days lie in a grid of months: pixels to days and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QPoint, QRect

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.timeline_scale import Unit as Stretch
from ui.widgets.timeline_scale import Window, months_on, turned, window_at

WEEKS = 6
_TITLE, _DAYS, _LANE = 24, 18, 22  # design pixels


class Span(StrEnum):
    """How much is shown: three months side by side, or a whole year."""

    QUARTER = "quarter"
    YEAR = "year"


def window_of(span: Span, day: date) -> Window:
    """Return the month of a day with one before and one after it, or the year of the day."""
    if span is Span.YEAR:
        return window_at(Stretch.YEAR, day)
    first = min(months_on(day, -1), months_on(date.max, -3))
    return Window(first, months_on(first, 3))


def brought(window: Window, span: Span, day: date) -> Window:
    """Return the stretch that shows a day: the same one, or turned just as far as needed."""
    if window.holds(day):
        return window
    if span is Span.YEAR:
        return window_at(Stretch.YEAR, day)
    first = day.replace(day=1) if day < window.first else months_on(day, -2)
    first = min(first, months_on(date.max, -3))
    return Window(first, months_on(first, 3))


def turned_by(window: Window, span: Span, steps: int) -> Window:
    """Return what is shown some steps on or back: a year, or a month of three."""
    if span is Span.YEAR:
        return turned(window, steps)
    first = min(months_on(window.first, steps), months_on(date.max, -3))
    return Window(first, months_on(first, 3))


@dataclass(frozen=True)
class Grid:
    """The geometry of the months of a window on a width; `lanes` of bands stand over the days."""

    window: Window
    span: Span
    width: int
    lanes: int = 0

    # --- sizes ------------------------------------------------------------------------------

    @cached_property
    def columns(self) -> int:
        """Return how many months stand side by side."""
        if self.span is Span.QUARTER:
            return 3
        fit = self.width // max(theme().px(150), 1)
        return next((count for count in (6, 4, 3, 2) if fit >= count), 2)

    @cached_property
    def row_height(self) -> int:
        return theme().px(30 if self.span is Span.QUARTER else 24)

    @cached_property
    def gap(self) -> int:
        return theme().px(28 if self.span is Span.QUARTER else 22)

    @cached_property
    def head(self) -> int:
        """Return what stands over the days: the month, the bands, the weekdays."""
        look = theme()
        return look.px(_TITLE) + self.lanes * look.px(_LANE) + look.px(_DAYS)

    @cached_property
    def month_width(self) -> float:
        return (self.width - self.gap * (self.columns - 1)) / self.columns

    @cached_property
    def rows(self) -> int:
        """Return how many rows of months there are."""
        return -(-self.window.months // self.columns)

    @property
    def month_height(self) -> int:
        return self.head + WEEKS * self.row_height

    @property
    def height(self) -> int:
        return self.rows * self.month_height + (self.rows - 1) * theme().px(10)

    # --- where things lie, before mirroring --------------------------------------------------

    def months(self) -> Iterator[tuple[date, QRect]]:
        """Yield the first day of each month with its box."""
        for number in range(self.window.months):
            yield months_on(self.window.first, number), self._boxes[number]

    @cached_property
    def _boxes(self) -> list[QRect]:
        return [self._box(number) for number in range(self.window.months)]

    def _box(self, number: int) -> QRect:
        line, place = divmod(number, self.columns)
        left = round(place * (self.month_width + self.gap))
        top = line * (self.month_height + theme().px(10))
        return self._mirrored(QRect(left, top, int(self.month_width), self.month_height))

    def _mirrored(self, rect: QRect) -> QRect:
        return painting.mirrored(rect, QRect(0, 0, self.width, self.height))

    def _number(self, day: date) -> int:
        first = self.window.first
        return (day.year - first.year) * 12 + day.month - first.month

    def title(self, box: QRect) -> QRect:
        """Return where the month's name stands in its box."""
        return QRect(box.left(), box.top(), box.width(), theme().px(_TITLE))

    def weekday(self, box: QRect, number: int) -> QRect:
        """Return where a weekday's name stands over the days of a month."""
        cell = self._cell(box, number, 0)
        height = theme().px(_DAYS)
        return QRect(cell.left(), box.top() + self.head - height, cell.width(), height)

    def _cell(self, box: QRect, column: int, week: int) -> QRect:
        wide = box.width() / 7
        left = round(box.left() + column * wide)
        right = round(box.left() + (column + 1) * wide)
        top = box.top() + self.head + week * self.row_height
        return painting.mirrored(QRect(left, top, right - left, self.row_height), box)

    def day(self, day: date) -> QRect:
        """Return the cell of a day that is shown."""
        place = day.replace(day=1).weekday() + day.day - 1
        return self._cell(self._boxes[self._number(day)], place % 7, place // 7)

    def day_at(self, place: QPoint) -> date | None:
        """Return the day whose cell holds a place."""
        for first, box in self.months():
            if not box.contains(place) or place.y() < box.top() + self.head:
                continue
            week = (place.y() - box.top() - self.head) // self.row_height
            along = painting.mirrored(QRect(place, place), box).left() - box.left()
            column = min(int(along * 7 / max(box.width(), 1)), 6)
            number = week * 7 + column - first.weekday()
            day = first + timedelta(days=number) if number >= 0 else None
            return day if day is not None and day.month == first.month else None
        return None

    def stretches(self, start: date, end: date, lane: int) -> Iterator[tuple[QRect, bool, bool]]:
        """Yield the boxes of the days from `start` up to `end`, a line of months each.

        Each with whether it begins before that line and goes on behind it.
        """
        top = theme().px(_TITLE) + lane * theme().px(_LANE)
        for line in range(self.rows):
            first = months_on(self.window.first, line * self.columns)
            last = min(months_on(first, self.columns), self.window.end)
            begin, after = max(start, first), min(end, last)
            if begin >= after:
                continue
            left, right = self._x(begin, line), self._x(after - timedelta(days=1), line, after=True)
            y = line * (self.month_height + theme().px(10)) + top
            box = QRect(round(left), y, round(right - left), theme().px(_LANE - 4))
            yield self._mirrored(box), start < first, end > last

    def _x(self, day: date, line: int, *, after: bool = False) -> float:
        """Return where a day begins (or ends) along the month's own width."""
        column = self._number(day) - line * self.columns
        length = (months_on(day, 1) - day.replace(day=1)).days
        part = (day.day - (0 if after else 1)) / length
        return column * (self.month_width + self.gap) + part * self.month_width
