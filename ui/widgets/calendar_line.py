"""A line of months with marks on it: what was, what comes, which one is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from facilitator.domain.moments import MONTHS
from ui.theme import theme
from ui.widgets import calendar_line_paint as paint
from ui.widgets import painting
from ui.widgets.calendar_line_paint import Band, Mark, MarkKind
from ui.widgets.notices import announce

__all__ = ["Band", "CalendarLine", "Mark", "MarkKind"]

_MOST_MONTHS = 9
_LEAST_MONTH_WIDTH = 84
_MOST_LANES = 3


def _months_on(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


class CalendarLine(QWidget):
    """Marks on a line of months. A click or Left and Right choose one, Enter opens it.

    The line shows as many months as fit, nine at most, and follows the chosen mark; the wheel
    moves it a month.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, today_word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._today_word = name, today_word
        self._marks: tuple[Mark, ...] = ()
        self._bands: tuple[Band, ...] = ()
        self._today = date(2000, 1, 1)
        self._first = self._today
        self._is_placed = False
        self._current: object = None
        self._hovered: object = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme().changed.connect(self._on_theme_changed)

    # --- what it shows ----------------------------------------------------------------------

    def set_marks(self, marks: Sequence[Mark], today: date, bands: Sequence[Band] = ()) -> None:
        """Show marks in the order of their days; the months shown stay once they were chosen."""
        self._marks = tuple(sorted(marks, key=_day_of))
        self._bands = tuple(bands)
        had_bands = self._today != today
        self._today = today
        if not self._is_placed or had_bands:
            self._place_first()
        self._speak()
        self.updateGeometry()
        self.update()

    def current(self) -> object:
        """Return the key of the chosen mark."""
        return self._current

    def set_current(self, key: object) -> None:
        """Choose a mark without telling anybody, and bring it into view."""
        self._current = key
        mark = self._mark(key)
        if mark is not None and self._is_placed:
            self._bring(mark.day)
        self._speak()
        self.update()

    def _mark(self, key: object) -> Mark | None:
        return next((mark for mark in self._marks if mark.key == key), None)

    def _speak(self) -> None:
        mark = self._mark(self._current)
        self.setAccessibleName(f"{self._name}: {mark.spoken}" if mark else self._name)

    # --- which months -----------------------------------------------------------------------

    def _count(self) -> int:
        fit = self._span().width() // max(theme().px(_LEAST_MONTH_WIDTH), 1)
        return max(1, min(_MOST_MONTHS, int(fit)))

    def _place_first(self) -> None:
        """Show what was, with room for what comes: today stands two thirds along at most."""
        days = [mark.day for mark in self._marks] or [self._today]
        first, last = min(days).replace(day=1), max(*days, self._today)
        count = self._count()
        wanted = _months_on(last, 1 - count)
        behind_today = _months_on(self._today, -(count * 2 // 3))
        self._first = max(first, min(wanted, behind_today)) if wanted > first else first
        if self._today < self._first or _months_between(self._first, self._today) >= count:
            self._first = behind_today
        self._is_placed = True

    def _bring(self, day: date) -> None:
        count = self._count()
        if day < self._first:
            self._first = day.replace(day=1)
        elif _months_between(self._first, day) >= count:
            self._first = _months_on(day, 1 - count)

    def _pan(self, months: int) -> None:
        days = [mark.day for mark in self._marks] or [self._today]
        first = min(*days, self._today).replace(day=1)
        last = _months_on(max(*days, self._today), 1 - self._count())
        moved = _months_on(self._first, months)
        self._first = max(first, min(moved, max(last, first)))
        self.update()

    # --- geometry ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        look = theme()
        lanes = min(max((band.lane for band in self._bands), default=-1) + 1, _MOST_LANES)
        return QSize(look.px(320), look.px(76 + (6 if lanes else 0) + 24 * lanes))

    def _span(self) -> QRect:
        edge = theme().px(8)
        return QRect(edge, 0, max(self.width() - 2 * edge, 1), self.height())

    def _x(self, day: date) -> float:
        """Return where a day lies, before mirroring."""
        span, count = self._span(), self._count()
        month = _months_between(self._first, day)
        start, after = day.replace(day=1), _months_on(day, 1)
        part = (day - start).days / (after - start).days
        x = span.left() + (month + part) * span.width() / count
        return self.width() - x if painting.is_mirrored() else x

    def _is_shown(self, day: date) -> bool:
        return 0 <= _months_between(self._first, day) < self._count()

    def _line_y(self) -> int:
        return theme().px(54)

    def _mark_at(self, x: float, y: float) -> Mark | None:
        look = theme()
        if abs(y - self._line_y()) > look.px(18):
            return None
        shown = [mark for mark in self._marks if self._is_shown(mark.day)]
        near = [(abs(self._x(mark.day) - x), mark) for mark in shown]
        distance, mark = min(near, key=_distance_of, default=(float("inf"), None))
        return mark if distance <= look.px(16) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place_first()
            if (mark := self._mark(self._current)) is not None:
                self._bring(mark.day)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    # --- input ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._mark(self._current) is not None:
                self.opened.emit(self._current)
            return
        forward = Qt.Key.Key_Left if painting.is_mirrored() else Qt.Key.Key_Right
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: -1, forward: 1}
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._marks:
            self._choose(self._marks[0 if key == Qt.Key.Key_Home else -1])
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if not self._marks:
            return
        keys = [mark.key for mark in self._marks]
        if self._current not in keys:
            ahead = [mark for mark in self._marks if mark.day >= self._today]
            self._choose(ahead[0] if ahead else self._marks[-1])
            return
        at = keys.index(self._current) + by
        self._choose(self._marks[max(0, min(len(keys) - 1, at))])

    def _choose(self, mark: Mark) -> None:
        self.set_current(mark.key)
        announce(self, mark.spoken)
        self.chosen.emit(mark.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        mark = self._mark_at(place.x(), place.y())
        if event.button() == Qt.MouseButton.LeftButton and mark is not None:
            self._choose(mark)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        mark = self._mark_at(place.x(), place.y())
        if mark is not None:
            self.opened.emit(mark.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        mark = self._mark_at(place.x(), place.y())
        hovered = mark.key if mark else None
        if hovered != self._hovered:
            self._hovered = hovered
            shape = Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), mark.spoken if mark else "", self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        sideways = abs(delta.x()) > abs(delta.y())
        if not sideways and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        turned = delta.x() or delta.y()
        self._pan(-1 if turned > 0 else 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_months(painter)
        self._paint_bands(painter)
        self._paint_today(painter)
        for mark in self._marks:
            if self._is_shown(mark.day):
                centre = QPointF(self._x(mark.day), self._line_y() + 0.5)
                is_hovered, is_chosen = mark.key == self._hovered, mark.key == self._current
                paint.draw_mark(painter, centre, mark, is_hovered, is_chosen)
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), theme().radius("chip"))

    def _paint_months(self, painter: QPainter) -> None:
        look, y = theme(), self._line_y()
        span = self._span()
        painter.fillRect(QRectF(span.left(), y, span.width(), 1), look.color("border"))
        font = look.font(11, 500)
        width = span.width() / self._count()
        for number in range(self._count()):
            month = _months_on(self._first, number)
            x = self._x(month)
            if number:
                line = QRectF(x, look.px(12), 1, self.height() - look.px(16))
                painter.fillRect(line, look.color("border"))
            room = int(width) - look.px(8)
            words = MONTHS[month.month - 1]
            if month.month == 1 or (number == 0 and month.year != self._today.year):
                words = f"{words} {month.year}"
            if painting.text_width(words, font) > room:
                words = words.replace(MONTHS[month.month - 1], MONTHS[month.month - 1][:3])
            left = round(x) + look.px(5) if number else round(x)
            if painting.is_mirrored():
                left = round(x) - room - (look.px(5) if number else 0)
            box = QRect(left, look.px(8), room, look.px(18))
            painting.draw_text(painter, box, words, font, look.color("text2"))

    def _paint_bands(self, painter: QPainter) -> None:
        last_shown = _months_on(self._first, self._count()) - timedelta(days=1)
        for band in self._bands:
            start, end = max(band.start, self._first), min(band.end, last_shown)
            if start < end and band.lane < _MOST_LANES:
                left, right = sorted((self._x(start), self._x(end)))
                paint.draw_band(painter, band, left, right)

    def _paint_today(self, painter: QPainter) -> None:
        if not self._is_shown(self._today):
            return
        look, x = theme(), round(self._x(self._today))
        painter.fillRect(QRect(x, look.px(28), 2, look.px(48)), look.color("text"))
        font = look.font(11, 600)
        width = painting.text_width(self._today_word, font)
        left = x - width - look.px(6)
        if left < self._span().left() or painting.is_mirrored():
            left = x + look.px(8)
        height = painting.line_height(font)
        box = QRect(left, look.px(28), width, height)
        ground = look.color("surface")
        painter.fillRect(box.adjusted(-look.px(3), 0, look.px(3), 0), ground)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._today_word)


def _day_of(mark: Mark) -> date:
    return mark.day


def _distance_of(pair: tuple[float, Mark]) -> float:
    return pair[0]
