"""Months side by side: days with marks on them, bands over them, today underlined.

The arrows go from day to day, Page Up and Page Down from month to month, with Shift from year to
year; Home and End to the ends of the month, T to today, N and P to the next and previous day with
a mark. Enter opens the day. With Shift the arrows ask to move what lies on the day, which is what
dragging it does. A screen reader hears the day and what lies on it.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from ui.theme import theme
from ui.widgets import month_grid_paint as paint
from ui.widgets import painting
from ui.widgets.month_grid_layout import Grid, Span, brought, turned_by, window_of
from ui.widgets.month_grid_paint import DayBand, DayLook, DayMark, MarkShape
from ui.widgets.notices import announce
from ui.widgets.timeline_scale import Window, months_on
from ui.wording import long_day

__all__ = ["DayBand", "DayMark", "MarkShape", "MonthGrid", "Span"]

_ORDER = list(MarkShape)


class MonthGrid(QWidget):
    """Days of several months.

    `chosen` carries the day a person went to, `opened` the day of Enter or a double click,
    `move_asked` the key of a mark, the day it shall go to and whether it was dragged there,
    `turned` that another stretch shows, `letter` a letter typed that means nothing here.
    """

    chosen = Signal(object)
    opened = Signal(object)
    move_asked = Signal(object, object, bool)
    turned = Signal()
    letter = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._marks: dict[date, list[DayMark]] = {}
        self._bands: tuple[DayBand, ...] = ()
        self._today = self._day = date(2000, 1, 1)
        self._span = Span.QUARTER
        self._window = window_of(self._span, self._day)
        self._hovered: date | None = None
        self._pressed: date | None = None
        self._pressed_at = QPoint()
        self._dragged: DayMark | None = None
        self._target: date | None = None
        self._grid: Grid | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme().changed.connect(self._refit)

    # --- what it shows ----------------------------------------------------------------------

    def set_marks(
        self, marks: Sequence[DayMark], today: date, bands: Sequence[DayBand] = ()
    ) -> None:
        """Show marks and bands; the day and the months shown stay, at first today's."""
        by_day: dict[date, list[DayMark]] = defaultdict(list)
        for mark in marks:
            by_day[mark.day].append(mark)
        self._marks = {day: sorted(found, key=_rank) for day, found in by_day.items()}
        self._bands = tuple(bands)
        if today != self._today:
            self._today = self._day = today
            self._window = window_of(self._span, today)
        self._speak()
        self._refit()

    @property
    def span(self) -> Span:
        return self._span

    @property
    def window_shown(self) -> Window:
        """Return the days that are shown."""
        return self._window

    def set_span(self, span: Span) -> None:
        """Show three months or the year around the chosen day."""
        if span is self._span:
            return
        self._span = span
        self._window = window_of(span, self._day)
        self._refit()
        self.turned.emit()

    def today(self) -> date:
        """Return the day that is underlined."""
        return self._today

    def day(self) -> date:
        """Return the chosen day."""
        return self._day

    def marks_on(self, day: date) -> list[DayMark]:
        """Return what lies on a day, the one that shows first."""
        return self._marks.get(day, [])

    def set_day(self, day: date) -> None:
        """Choose a day and bring it into view; `turned` is the only signal."""
        before, self._day = self._day, day
        self._speak()
        self._show(brought(self._window, self._span, day))
        self._update_days(before, day)

    def go_today(self) -> None:
        """Choose today, as its key does."""
        self._choose(self._today)

    def turn(self, steps: int) -> None:
        """Show months before or after; the chosen day stays with what is shown."""
        window = turned_by(self._window, self._span, steps)
        if not window.holds(self._day):
            self._day = min(max(self._day, window.first), window.last)
            self._speak()
        self._show(window)

    def _show(self, window: Window) -> None:
        if window == self._window:
            return
        self._window = window
        self._refit()
        self.turned.emit()

    def spoken_day(self, day: date) -> str:
        """Return what is said of a day."""
        return ", ".join([long_day(day), *(mark.spoken for mark in self.marks_on(day))])

    def _speak(self) -> None:
        self.setAccessibleName(f"{self._name}: {self.spoken_day(self._day)}")

    # --- size -------------------------------------------------------------------------------

    def _refit(self) -> None:
        self._grid = None
        self.updateGeometry()
        self.update()

    def grid(self) -> Grid:
        """Return where everything lies now."""
        if self._grid is None or self._grid.width != self.width():
            lanes = max((band.lane for band in self._bands), default=-1) + 1
            self._grid = Grid(self._window, self._span, max(self.width(), 1), lanes)
        return self._grid

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lanes = max((band.lane for band in self._bands), default=-1) + 1
        return Grid(self._window, self._span, max(width, 1), lanes).height

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > theme().px(200) else theme().px(800)
        return QSize(theme().px(420), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(320), self.sizeHint().height())

    # --- keys -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_shifted = held == Qt.KeyboardModifier.ShiftModifier
        if held and not is_shifted:
            super().keyPressEvent(event)
            return
        if key == Qt.Key.Key_Escape and self._dragged is not None:
            self._end_drag()
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._day)
            return
        days = self._days_of(key)
        if days and is_shifted:
            self._ask_to_move(days)
        elif (there := self._place_of(key, is_shifted=is_shifted)) is not None:
            self._choose(there)
        elif not held and len(event.text()) == 1 and event.text().isalpha():
            self.letter.emit(event.text().upper())
        else:
            super().keyPressEvent(event)

    def _days_of(self, key: Qt.Key) -> int:
        forward = -1 if painting.is_mirrored() else 1
        return {
            Qt.Key.Key_Left: -forward, Qt.Key.Key_Right: forward,
            Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }.get(key, 0)  # fmt: skip

    def _place_of(self, key: Qt.Key, *, is_shifted: bool) -> date | None:
        """Return the day a key goes to."""
        day = self._day
        if days := self._days_of(key):
            return _days_on(day, days)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            months = 12 if is_shifted else 1
            return _same_day(day, -months if key == Qt.Key.Key_PageUp else months)
        if key == Qt.Key.Key_Home:
            return day.replace(day=1)
        if key == Qt.Key.Key_End:
            return day.replace(day=monthrange(day.year, day.month)[1])
        if key == Qt.Key.Key_T:
            return self._today
        if key == Qt.Key.Key_N:
            return min((each for each in self._marks if each > day), default=None)
        if key == Qt.Key.Key_P:
            return max((each for each in self._marks if each < day), default=None)
        return None

    def _choose(self, day: date) -> None:
        self.set_day(day)
        announce(self, self.spoken_day(day))
        self.chosen.emit(day)

    def _ask_to_move(self, days: int) -> None:
        mark = self._movable(self._day)
        if mark is not None:
            self.move_asked.emit(mark.key, _days_on(self._day, days), False)

    def _movable(self, day: date) -> DayMark | None:
        return next((mark for mark in self.marks_on(day) if mark.can_move), None)

    # --- mouse ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        day = self.grid().day_at(place)
        if event.button() != Qt.MouseButton.LeftButton or day is None:
            return
        self._pressed, self._pressed_at = day, place
        self._choose(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        day = self.grid().day_at(place)
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(place, day)
        elif day != self._hovered:
            self._update_days(self._hovered, day)
            self._hovered = day
            has_marks = day is not None and bool(self.marks_on(day))
            shape = Qt.CursorShape.PointingHandCursor if has_marks else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)

    def _drag_to(self, place: QPoint, day: date | None) -> None:
        far = (place - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._dragged is None and far and self._pressed is not None:
            self._dragged = self._movable(self._pressed)
            if self._dragged is not None:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged is not None and day != self._target:
            self._update_days(self._target, day, self._dragged.day)
            self._target = day

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark, target, start = self._dragged, self._target, self._pressed
        self._end_drag()
        if mark is not None and target is not None and target != start:
            self.move_asked.emit(mark.key, target, True)

    def _end_drag(self) -> None:
        self._dragged = self._target = self._pressed = None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self.grid().day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        sideways = abs(delta.x()) > abs(delta.y())
        if not sideways and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()  # the page scrolls
            return
        self.turn(-1 if (delta.x() or delta.y()) > 0 else 1)

    def leaveEvent(self, event: QEvent) -> None:
        self._update_days(self._hovered)
        self._hovered = None
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.grid().day_at(event.pos())
            words = "\n".join(mark.spoken for mark in self.marks_on(day)) if day else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._update_days(self._day)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_days(self._day)

    # --- painting ---------------------------------------------------------------------------

    def _update_days(self, *days: date | None) -> None:
        """Paint these days anew and leave the others alone: each key and each move asks for two."""
        edge = theme().px(8)
        for day in days:
            if day is not None and self._window.holds(day):
                self.update(self.grid().day(day).adjusted(-edge, -edge, edge, edge))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, grid, asked = QPainter(self), self.grid(), event.rect()
        for first, box in grid.months():
            if asked.intersects(QRect(box.left(), box.top(), box.width(), grid.head)):
                paint.draw_head(painter, grid, first, box, self._today)
        for band in self._bands:
            paint.draw_band(painter, grid, band)
        day, edge = self._window.first, theme().px(8)
        while day < self._window.end:
            cell = grid.day(day)
            if asked.intersects(cell.adjusted(-edge, -edge, edge, edge)):
                marks = self.marks_on(day)
                paint.draw_day(painter, cell, day, marks, self._span, self._look_of(day))
            day += timedelta(days=1)

    def _look_of(self, day: date) -> DayLook:
        is_chosen = day == self._day
        return DayLook(
            is_today=day == self._today,
            is_chosen=is_chosen,
            is_hovered=day == self._hovered,
            is_focused=is_chosen and self.hasFocus(),
            is_target=self._dragged is not None and day == self._target,
            is_dragged=self._dragged is not None and day == self._dragged.day,
        )


def _rank(mark: DayMark) -> int:
    return _ORDER.index(mark.shape)


def _days_on(day: date, days: int) -> date:
    number = max(date(1, 1, 8).toordinal(), min(day.toordinal() + days, date.max.toordinal() - 400))
    return date.fromordinal(number)


def _same_day(day: date, months: int) -> date:
    first = months_on(day, months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))
