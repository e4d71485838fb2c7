"""Rows in time: a list whose rows carry bars and diamonds, months above, today through all.

Up and Down choose a row, Left and Right a diamond of it, Enter opens what is chosen, T goes to
today; with Ctrl the arrows turn to the stretch before or after, with Shift they ask to move the
chosen diamond by a day. A screen reader hears a list: each row says its own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QToolTip, QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets import timeline_paint as paint
from ui.widgets.card import column
from ui.widgets.naming import identify
from ui.widgets.notices import announce
from ui.widgets.rows import Row, RowDelegate, RowList
from ui.widgets.timeline_paint import Bar, Diamond
from ui.widgets.timeline_scale import Unit, Window, turned, window_at

MOST_ROWS = 5


def _no_window() -> Window:
    return window_at(Unit.YEAR, date(2000, 1, 1))


@dataclass(slots=True)
class _Shown:
    """What rows, months and foot have in common."""

    today: date = date(2000, 1, 1)
    unit: Unit = Unit.YEAR
    window: Window = field(default_factory=_no_window)
    chosen: object = None


class _BarDelegate(RowDelegate):
    """Paints words at the start of a row and its bar behind them."""

    def __init__(self, parent: QWidget, shown: _Shown) -> None:
        super().__init__(parent, dividers=False)
        self._shown = shown

    def row_height(self, row: Row, width: int) -> int:
        return theme().px(40)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        shown = self._shown
        paint.draw_words(painter, rect, row, strong=selected)
        scale, bar = paint.scale_in(rect.width(), shown.window), row.data
        if not selected:
            paint.draw_grid(painter, rect, scale)
        paint.draw_today(painter, rect, scale, shown.today)
        if isinstance(bar, Bar):
            painter.setClipRect(rect)
            ground = "accent_soft" if selected else "surface"
            chosen = shown.chosen if selected else None
            paint.draw_bar(painter, rect, bar, scale, shown.today)
            paint.draw_diamonds(painter, rect, bar, scale, shown.today, chosen, ground)


class BarList(RowList):
    """The rows; see the module for its keys."""

    stepped = Signal(int)  # Left or Right
    turn_asked = Signal(int)
    today_asked = Signal()
    shift_asked = Signal(int)
    diamond_clicked = Signal(object, object)  # row, diamond

    def __init__(self, name: str, shown: _Shown) -> None:
        super().__init__(name, dividers=False, fit=MOST_ROWS)
        self._shown = shown
        self.painter_of_rows = _BarDelegate(self, shown)
        self.setItemDelegate(self.painter_of_rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        forward = Qt.Key.Key_Left if painting.is_mirrored() else Qt.Key.Key_Right
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == forward else -1
            if held == Qt.KeyboardModifier.ControlModifier:
                self.turn_asked.emit(step)
            elif held == Qt.KeyboardModifier.ShiftModifier:
                self.shift_asked.emit(step)
            elif not held:
                self.stepped.emit(step)
            return
        if event.key() == Qt.Key.Key_T and not held:
            self.today_asked.emit()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        sideways = abs(delta.x()) > abs(delta.y())
        if sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            turned_by = delta.x() or delta.y()
            self.turn_asked.emit(-1 if turned_by > 0 else 1)
            return
        bar = self.verticalScrollBar()
        if bar.maximum() == bar.minimum():
            event.ignore()  # the page scrolls
            return
        super().wheelEvent(event)

    def diamond_at(self, x: float, y: float) -> tuple[Row, Diamond] | None:
        """Return the row and the diamond at a place of the viewport."""
        index = self.indexAt(QRect(round(x), round(y), 1, 1).topLeft())
        row = self.rows.rows()[index.row()] if index.isValid() else None
        if row is None or not isinstance(row.data, Bar):
            return None
        scale = paint.scale_in(self.viewport().width(), self._shown.window)
        near = [
            (abs(scale.middle(each.day) - x), number)
            for number, each in enumerate(row.data.diamonds)
            if scale.window.holds(each.day)
        ]
        distance, number = min(near, default=(1e9, 0))
        return (row, row.data.diamonds[number]) if distance <= theme().px(12) else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        found = self.diamond_at(place.x(), place.y())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.diamond_clicked.emit(found[0].key, found[1].key)
        QListView.mouseReleaseEvent(self, event)  # a click chooses, and opens nothing yet

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.current() is not None:
            self.opened.emit(self.current())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.diamond_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), found[1].spoken if found else "", self)
            return True
        return super().viewportEvent(event)


class _Months(QWidget):
    """The title and the names of the ticks, over the rows."""

    def __init__(self, shown: _Shown, rows: BarList) -> None:
        super().__init__()
        self._shown, self._rows = shown, rows
        self.title = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        width = self._rows.viewport().width()
        rect = painting.mirrored(QRect(0, 0, width, self.height()), self.rect())
        scale = paint.scale_in(width, self._shown.window)
        font = look.font(13, 600)
        words = QRect(
            look.px(10), look.px(3), paint.words_width(width) - look.px(20), self.height()
        )
        painting.draw_text(
            painter, painting.mirrored(words, rect), self.title, font, look.color("text")
        )
        ticks = QRect(0, look.px(5), width, self.height())
        paint.draw_ticks(painter, ticks, scale, self._shown.today)


class _Foot(QWidget):
    """The legend, and the word of today at the end of its line."""

    def __init__(self, shown: _Shown, rows: BarList, today: str) -> None:
        super().__init__()
        self._shown, self._rows, self.today_words = shown, rows, today
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        width = self._rows.viewport().width()
        rect = painting.mirrored(QRect(0, 0, width, self.height()), self.rect())
        legend = rect.adjusted(look.px(12), 0, -look.px(12), 0)
        end = paint.draw_legend(painter, legend)
        paint.draw_today_word(
            painter, rect, paint.scale_in(width, self._shown.window), self._shown.today,
            self.today_words, 0 if painting.is_mirrored() else end,
        )  # fmt: skip


class Timeline(QWidget):
    """Rows with bars, at most five at once; more scroll. `Row.data` of each is its `Bar`.

    `picked` carries the row that became current, `opened` row and diamond (or None) of Enter or
    a double click, `shift_asked` row, diamond and days, `window_changed` that another stretch is
    shown.
    """

    picked = Signal(object)
    opened = Signal(object, object)
    shift_asked = Signal(object, object, int)
    window_changed = Signal()

    def __init__(self, name: str, identifier: str, today_words: str = "") -> None:
        super().__init__()
        self._shown = _Shown()
        self._is_placed = False
        self.list = identify(BarList(name, self._shown), identifier)
        self._months = _Months(self._shown, self.list)
        self._foot = _Foot(self._shown, self.list, today_words)
        box = column(0)
        self.setLayout(box)
        for part in (self._months, self.list, self._foot):
            box.addWidget(part)
        self._connect()

    def _connect(self) -> None:
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)
        self.list.stepped.connect(self.step)
        self.list.turn_asked.connect(self.turn)
        self.list.today_asked.connect(self.show_today)
        self.list.shift_asked.connect(self._on_shift)
        self.list.diamond_clicked.connect(self._on_diamond)

    # --- what it shows ----------------------------------------------------------------------

    def set_rows(self, rows: Sequence[Row], today: date, title: str, today_words: str) -> None:
        """Show rows; the stretch shown stays once somebody chose it."""
        self._shown.today = today
        self._months.title, self._foot.today_words = title, today_words
        self.list.set_rows(rows)
        if not self._is_placed or self._shown.unit is Unit.WHOLE:
            self._is_placed = True
            self._shown.window = window_at(self._shown.unit, today, self._days())
            self.window_changed.emit()
        self._repaint()

    def set_title(self, title: str) -> None:
        """Change the words above the rows."""
        self._months.title = title
        self._months.update()

    def _days(self) -> list[date]:
        bars = [row.data for row in self.list.rows.rows() if isinstance(row.data, Bar)]
        ends = [day for bar in bars for day in (bar.start, bar.end) if day is not None]
        return ends + [each.day for bar in bars for each in bar.diamonds]

    def current(self) -> object:
        """Return the key of the current row."""
        return self.list.current()

    def set_current(self, key: object) -> None:
        """Make a row current without telling anybody, and bring it into view."""
        if key != self.list.current():
            self._shown.chosen = None
        self.list.set_current(key)
        index = self.list.rows.index_of(key)
        if index.isValid():
            self.list.scrollTo(index)
        self.list.viewport().update()

    @property
    def stretch(self) -> Window:
        """Return the stretch that is shown."""
        return self._shown.window

    @property
    def unit(self) -> Unit:
        """Return how long a stretch is shown."""
        return self._shown.unit

    def shows_today(self) -> bool:
        """Tell whether today is in the stretch."""
        return self._shown.window.holds(self._shown.today)

    def chosen(self) -> object:
        """Return the key of the diamond that is chosen in the current row."""
        return self._shown.chosen

    # --- which stretch ----------------------------------------------------------------------

    def set_unit(self, unit: Unit) -> None:
        """Show a year, a quarter, a month or everything, around what is chosen or today."""
        found = self._diamond()
        around = found.day if found is not None else self._shown.today
        self._shown.unit = unit
        self._show(window_at(unit, around, self._days()))

    def turn(self, pages: int) -> None:
        """Show the stretch before or after."""
        self._show(turned(self._shown.window, pages))

    def show_today(self) -> None:
        """Show the stretch that holds today."""
        self._show(window_at(self._shown.unit, self._shown.today, self._days()))

    def _show(self, window: Window) -> None:
        self._shown.window = window
        self._repaint()
        self.window_changed.emit()

    def _repaint(self) -> None:
        for part in (self._months, self.list.viewport(), self._foot):
            part.update()

    # --- diamonds ---------------------------------------------------------------------------

    def _bar(self) -> Bar | None:
        index = self.list.currentIndex()
        row = self.list.rows.rows()[index.row()] if index.isValid() else None
        return row.data if row is not None and isinstance(row.data, Bar) else None

    def _diamond(self) -> Diamond | None:
        bar = self._bar()
        marks = bar.diamonds if bar is not None else ()
        return next((each for each in marks if each.key == self._shown.chosen), None)

    def step(self, by: int) -> None:
        """Choose the next diamond of the current row in time; the first step takes the nearest."""
        bar = self._bar()
        marks = sorted(bar.diamonds, key=_day_of) if bar is not None else []
        if not marks:
            return
        keys = [each.key for each in marks]
        if self._shown.chosen in keys:
            at = max(0, min(keys.index(self._shown.chosen) + by, len(keys) - 1))
        else:
            to_come = [n for n, each in enumerate(marks) if each.day >= self._shown.today]
            at = to_come[0] if to_come else len(marks) - 1
        self.choose(marks[at].key)

    def choose(self, key: object) -> None:
        """Choose a diamond of the current row, bring it into view and say it."""
        self._shown.chosen = key
        found = self._diamond()
        if found is not None:
            if not self._shown.window.holds(found.day):
                self._show(window_at(self._shown.unit, found.day, self._days()))
            announce(self.list, found.spoken)
        self._repaint()

    # --- input ------------------------------------------------------------------------------

    def _on_picked(self, key: object) -> None:
        self._shown.chosen = None
        self.list.scrollTo(self.list.currentIndex())
        self.picked.emit(key)

    def _on_opened(self, key: object) -> None:
        found = self._diamond()
        self.opened.emit(key, found.key if found is not None else None)

    def _on_diamond(self, _row: object, diamond: object) -> None:
        self.choose(diamond)

    def _on_shift(self, days: int) -> None:
        found = self._diamond()
        if found is not None:
            self.shift_asked.emit(self.current(), found.key, days)


def _day_of(diamond: Diamond) -> date:
    return diamond.day
