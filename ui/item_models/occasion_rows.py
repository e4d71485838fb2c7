"""Dates of the calendar as marks on days and as rows of a list, which say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from facilitator.queries.calendar import Occasion
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.month_grid_paint import DayMark, MarkShape, draw_sample
from ui.widgets.rows import Row, RowDelegate
from ui.wording import calendar as wording
from ui.wording import month_name, short_day, time_of
from ui.wording.sessions import minutes

_DAY, _NUMBER = 104, 78  # design pixels
_SHAPES = {
    "running": MarkShape.NOW, "closed": MarkShape.FULL, "planned": MarkShape.RING,
    "missed": MarkShape.RING, "cancelled": MarkShape.CROSSED, "free": MarkShape.FAINT,
    "moved": MarkShape.FAINT, "past": MarkShape.FAINT, "skipped": MarkShape.CROSSED,
}  # fmt: skip


def key_of(each: Occasion) -> str:
    """Return what a date is known by: its session, or its time in the series."""
    if each.session_id is not None:
        return f"session {each.session_id}"
    return f"{each.series_id} {each.original_local}"


def day_of(each: Occasion) -> date:
    """Return the day on which it takes place."""
    return date.fromisoformat(each.starts_local[:10])


def can_move(each: Occasion) -> bool:
    """Tell whether a date can still be moved: nothing was held on it."""
    return each.state in ("free", "moved", "planned")


def next_key(found: Sequence[Occasion], today: date) -> str:
    """Return the planned session that comes next, empty where there is none."""
    coming = [each for each in found if wording.kind_of(each, today) == "planned"]
    return key_of(coming[0]) if coming else ""


def badge_of(each: Occasion, today: date) -> tuple[str, str]:
    """Return icon and tone of what is special about a date."""
    if each.without_facilitator:
        return "user-minus", "warn"
    if wording.moved_from(each, today):
        return "arrow-right", "accent"
    if each.is_extra or (each.session_id is not None and each.series_id is None):
        return "plus", "accent"
    return "", ""


def day_marks(
    found: Sequence[Occasion], today: date, zone: str, *, can_write: bool
) -> list[DayMark]:
    """Return the marks of the calendar; what was moved leaves one where it was expected."""
    due, marks = next_key(found, today), []
    for each in found:
        key, kind = key_of(each), wording.kind_of(each, today)
        shape = MarkShape.NEXT if key == due else _SHAPES[kind]
        badge, tone = badge_of(each, today)
        marks.append(
            DayMark(key, day_of(each), shape, wording.spoken(each, today, zone), badge, tone,
                    can_move=can_write and can_move(each))
        )  # fmt: skip
        original = each.original_local[:10]
        if original and original != each.starts_local[:10]:
            day, words = date.fromisoformat(original), wording.moved_to(each, today)
            marks.append(DayMark(key, day, MarkShape.LEFT, words))
    return marks


def occasion_rows(found: Sequence[Occasion], today: date, zone: str) -> list[Row]:
    """Return the rows of a list, a heading for each month."""
    due, rows = next_key(found, today), []
    for month, those in groupby(found, _month_of):
        listed = list(those)
        rows.append(
            Row(f"month {month}", month_name(month, today), wording.summary(listed, today),
                is_heading=True)
        )  # fmt: skip
        rows += [_row(each, today, zone, is_next=key_of(each) == due) for each in listed]
    return rows


def slot_rows(found: Sequence[Occasion], today: date, zone: str) -> list[Row]:
    """Return the rows of dates that are about to be planned, without headings and states."""
    rows = [_row(each, today, zone, is_next=False) for each in found]
    return [replace(row, chip=None) for row in rows]


def _month_of(each: Occasion) -> date:
    return day_of(each).replace(day=1)


def _row(each: Occasion, today: date, zone: str, *, is_next: bool) -> Row:
    word, tone, icon = wording.state(each, today)
    parts = [
        minutes(each.length_s), wording.moved_from(each, today), wording.extra_words(each),
        wording.elsewhere(each, zone, today), each.reason,
    ]  # fmt: skip
    day = short_day(each.starts_local, today, weekday=True)
    badge, badge_tone = badge_of(each, today)
    shape = MarkShape.NEXT if is_next else _SHAPES[wording.kind_of(each, today)]
    if each.without_facilitator:
        word, tone, icon = wording.without_facilitator(each.state), "warn", "user-minus"
    said = [day, wording.spoken(each, today, zone), minutes(each.length_s)]
    return Row(
        key_of(each),
        each.title,
        ", ".join(part for part in parts if part),
        number=each.label,
        chip=(word, tone, icon),
        trailing=day,
        trailing_second=time_of(each.starts_local),
        is_quiet=wording.kind_of(each, today) in ("past", "skipped", "cancelled"),
        spoken=", ".join(said),
        data=(shape, badge, badge_tone),
    )


class OccasionDelegate(RowDelegate):
    """Mark, day and time, number, title, state: two lines."""

    _has_numbers = False

    def measure(self, rows: Sequence[Row]) -> None:
        """Leave out the column of numbers where nothing has one."""
        self._has_numbers = any(row.number for row in rows)

    def row_height(self, row: Row, width: int) -> int:
        return theme().px(32 if row.is_heading else 44)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        if row.is_heading:
            self._paint_month(painter, rect, row)
            return
        look = theme()
        shape, _badge, _tone = cast("tuple[MarkShape, str, str]", row.data)
        side = look.px(16)
        left = rect.left() + look.px(12)
        box = QRect(left, rect.top() + (rect.height() - side) // 2, side, side)
        draw_sample(painter, painting.mirrored(box, rect), shape, "", "")
        end = self._paint_state(painter, rect, row)
        self._paint_words(painter, rect, row, left + side + look.px(10), end)

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row, left: int, end: int) -> None:
        look = theme()
        strong, small = look.font(13, 400 if row.is_quiet else 600), look.font(11, tabular=True)
        line, low = painting.line_height(strong), painting.line_height(small)
        top = rect.top() + (rect.height() - line - low) // 2
        ink = "text2" if row.is_quiet else "text"
        number = left + look.px(_DAY)
        has_number = self._has_numbers and rect.width() > look.px(430)
        title = number + (look.px(_NUMBER) if has_number else 0)
        room = max(end - title, look.px(40))
        cells = [
            (left, look.px(_DAY), top, row.trailing, strong, ink),
            (left, look.px(_DAY), top + line, row.trailing_second, small, "text2"),
            (title, room, top, row.title, strong, ink),
            (title, room, top + line, row.second, look.font(11), "text2"),
        ]
        if title > number:
            font = look.font(13, tabular=True)
            cells.append((number, look.px(_NUMBER), top, row.number, font, "text2"))
        for x, wide, y, words, font, tone in cells:
            cell = painting.mirrored(QRect(x, y, wide - look.px(6), line), rect)
            painting.draw_text(painter, cell, words, font, look.color(tone))

    def _paint_state(self, painter: QPainter, rect: QRect, row: Row) -> int:
        """Draw the state at the end, and return where it begins."""
        look = theme()
        if row.chip is None:
            return rect.right() - look.px(10)
        word, tone, icon = row.chip
        wide = chips.chip_width(word, icon)
        if wide > rect.width() * 0.4:
            word, wide = "", chips.chip_width("", icon) - look.px(5)
        right = rect.right() - look.px(10)
        box = QRect(
            right - wide, rect.top() + (rect.height() - look.px(22)) // 2, wide, look.px(22)
        )
        chips.draw_chip(painter, painting.mirrored(box, rect), word, tone, icon)
        return right - wide - look.px(8)

    def _paint_month(self, painter: QPainter, rect: QRect, row: Row) -> None:
        look = theme()
        strong, small = look.font(13, 600), look.font(11)
        line = painting.line_height(strong)
        y, left = rect.bottom() - line - look.px(3), rect.left() + look.px(12)
        wide = painting.text_width(row.title, strong)
        box = painting.mirrored(QRect(left, y, wide, line), rect)
        painting.draw_text(painter, box, row.title, strong, look.color("text"))
        start = left + wide + look.px(10)
        box = QRect(start, y + look.px(1), max(rect.right() - start - look.px(8), 1), line)
        painting.draw_text(
            painter, painting.mirrored(box, rect), row.second, small, look.color("text2")
        )
