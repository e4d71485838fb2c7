"""A list of rows that may be very long: then rows are made as they come into view.

Up to `LONG` rows it is a `RowList` like any other, with each row as high as its words. Beyond, all
rows are as high as a full one, so that where each lies is arithmetic and nothing is laid out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from ui.theme import theme
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.row_model import Index, KeyRole, Row, RowRole, RowSource
from ui.widgets.rows import RowList

LONG = 400
_MANY_HEADINGS = 12  # beyond, they are as high as these
_FULL = Row(None, "m " * 200, second="m", trailing_second="m")
_Action = QAbstractItemView.CursorAction


class SourceModel(QAbstractListModel):
    """The rows of a `RowSource` as a model."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.source: RowSource | None = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.source is None else len(self.source)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or self.source is None or index.row() >= len(self.source):
            return None
        if role == KeyRole:
            return self.source.key(index.row())
        if role == RowRole:
            return self.source.row_at(index.row())
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return self.source.row_at(index.row()).words()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.source is None:
            return Qt.ItemFlag.NoItemFlags
        if self.source.is_heading(index.row()):
            return Qt.ItemFlag.ItemNeverHasChildren  # neither keys nor mouse stop there
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def set_source(self, source: RowSource | None) -> None:
        """Show this source; where the same things stand in it, only what they say is new."""
        if source is not None and source.has_same_rows(self.source):
            self.source = source
            self.tell_changed()
            return
        self.beginResetModel()
        self.source = source
        self.endResetModel()

    def tell_changed(self) -> None:
        """Have what is in view painted anew."""
        if (count := self.rowCount()) > 0:
            self.dataChanged.emit(self.index(0), self.index(count - 1))

    def index_of(self, key: object) -> QModelIndex:
        """Return where a key is, or an invalid index."""
        place = -1 if self.source is None else self.source.place(key)
        return self.index(place) if place >= 0 else QModelIndex()


class LongList(RowList):
    """A `RowList` that also takes a `RowSource`."""

    def __init__(
        self,
        name: str,
        *,
        title_lines: int = 1,
        dividers: bool = True,
        delegate: RowDelegate | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._is_long = False
        self._row_height, self._measured = 1, (-1, 0.0)
        self._places: Sequence[int] = ()  # of the headings
        self._tops: list[int] = [0]  # the pixels that so many headings take
        super().__init__(
            name, title_lines=title_lines, dividers=dividers, delegate=delegate, parent=parent
        )
        self.long_rows = SourceModel(self)

    @property
    def is_long(self) -> bool:
        """Tell whether rows are made as they come into view."""
        return self._is_long

    def set_source(self, source: RowSource) -> None:
        """Show these rows; the current row and the scroll position stay where they were."""
        if len(source) <= LONG:
            self.set_rows([source.row_at(place) for place in range(len(source))])
            return
        key, at = self.current(), self.verticalScrollBar().value()
        was = self.blockSignals(True)
        self._become(is_long=True)
        count = len(source)
        sample = [source.row_at(place) for place in (*range(20), *range(count - 10, count))]
        self.painter_of_rows.measure(sample)
        self._measured = (-1, 0.0)
        self.long_rows.set_source(source)
        self._lay_out()
        self.set_current(key)
        self.blockSignals(was)
        self.verticalScrollBar().setValue(at)
        self.viewport().update()

    def set_rows(self, rows: Sequence[Row]) -> None:
        key = self.current()
        if self._is_long:
            self._become(is_long=False)
            self.long_rows.set_source(None)
        super().set_rows(rows)
        if self.current() is None:
            self.set_current(key)

    def refresh(self) -> None:
        """Fetch what is in view anew: something changed, and the list itself comes later."""
        if self._is_long and self.long_rows.source is not None:
            self.long_rows.source.forget()
            self.long_rows.tell_changed()

    def set_current(self, key: object) -> None:
        if not self._is_long:
            super().set_current(key)
            return
        index = self.long_rows.index_of(key)
        was = self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(was)
        if index.isValid():
            self.scrollTo(index)

    def _become(self, *, is_long: bool) -> None:
        if is_long != self._is_long:
            self._is_long = is_long
            old = self.selectionModel()
            self.setModel(self.long_rows if is_long else self.rows)
            old.deleteLater()

    def _first_row(self) -> QModelIndex:
        if not self._is_long:
            return super()._first_row()
        return self.long_rows.index(self._beside(-1, 1))

    # --- where each row lies ----------------------------------------------------------------

    def _lay_out(self) -> None:
        """Measure a full row and the headings, once for a width and a size of the letters."""
        source, wide = self.long_rows.source, self.viewport().width()
        if source is None or (wide, theme().unit) == self._measured:
            return
        self._measured = (wide, theme().unit)
        height = self.painter_of_rows.row_height
        self._row_height = height(_FULL, wide)
        self._places = source.headings
        few = self._places[:_MANY_HEADINGS]
        heights = [height(source.row_at(place), wide) for place in few]
        heights += heights[-1:] * (len(self._places) - len(few))
        self._tops = [0, *accumulate(heights)]
        self.updateGeometries()

    def _top(self, place: int) -> int:
        """Return where a row begins, from the top of the list."""
        above = bisect_left(self._places, place)
        return (place - above) * self._row_height + self._tops[above]

    def _bottom(self, place: int) -> int:
        return self._top(place + 1)

    def _place_at(self, y: int) -> int:
        """Return the row at a height of the list, -1 outside."""
        count = self.long_rows.rowCount()
        if not 0 <= y < self._top(count):
            return -1
        return bisect_right(range(count), y, key=self._top) - 1

    def _beside(self, place: int, step: int) -> int:
        """Return the next row in a direction that is no heading, the same where there is none."""
        source, count = self.long_rows.source, self.long_rows.rowCount()
        at = place + step
        while source is not None and 0 <= at < count:
            if not source.is_heading(at):
                return at
            at += step
        return place

    # --- what the view asks -----------------------------------------------------------------

    def doItemsLayout(self) -> None:
        if not self._is_long:
            super().doItemsLayout()
            return
        self._lay_out()
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        if not self._is_long:
            super().updateGeometries()
            return
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(max(self._row_height // 2, 1))
        bar.setPageStep(high)
        bar.setRange(0, max(self._top(self.long_rows.rowCount()) - high, 0))
        QAbstractItemView.updateGeometries(self)

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value() if self._is_long else super().verticalOffset()

    def horizontalOffset(self) -> int:
        return 0 if self._is_long else super().horizontalOffset()

    def visualRect(self, index: Index) -> QRect:
        if not self._is_long:
            return super().visualRect(index)
        if not index.isValid():
            return QRect()
        top, bottom = self._top(index.row()), self._bottom(index.row())
        shift = self.verticalScrollBar().value()
        return QRect(0, top - shift, self.viewport().width(), bottom - top)

    def indexAt(self, point: QPoint) -> QModelIndex:
        if not self._is_long:
            return super().indexAt(point)
        place = self._place_at(point.y() + self.verticalScrollBar().value())
        return self.long_rows.index(place) if place >= 0 else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not self._is_long:
            super().scrollTo(index, hint)
            return
        if not index.isValid():
            return
        bar, high = self.verticalScrollBar(), self.viewport().height()
        top, bottom = self._top(index.row()), self._bottom(index.row())
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue((top + bottom - high) // 2)
        elif top < bar.value() or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(top)
        elif bottom > bar.value() + high or hint == QAbstractItemView.ScrollHint.PositionAtBottom:
            bar.setValue(bottom - high)

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if not self._is_long:
            return super().moveCursor(action, modifiers)
        count = self.long_rows.rowCount()
        at = self.currentIndex().row()
        if at < 0:
            return self._first_row()
        page = max(self.viewport().height() - self._row_height, self._row_height)
        if action in (_Action.MoveUp, _Action.MovePrevious):
            place = self._beside(at, -1)
        elif action in (_Action.MoveDown, _Action.MoveNext):
            place = self._beside(at, 1)
        elif action == _Action.MoveHome:
            place = self._beside(-1, 1)
        elif action == _Action.MoveEnd:
            place = self._beside(count, -1)
        elif action in (_Action.MovePageUp, _Action.MovePageDown):
            place = self._page_from(at, page if action == _Action.MovePageDown else -page)
        else:
            place = at
        return self.long_rows.index(place)

    def _page_from(self, at: int, by: int) -> int:
        """Return the row so many pixels on, or the last one in that direction."""
        count = self.long_rows.rowCount()
        y = min(max(self._top(at) + by, 0), self._top(count) - 1)
        place = self._place_at(y)
        source = self.long_rows.source
        if source is None or not source.is_heading(place):
            return place
        onward = self._beside(place, 1 if by > 0 else -1)
        return onward if onward != place else self._beside(place, -1 if by > 0 else 1)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        if not self._is_long:
            super().setSelection(rect, command)
            return
        index = self.indexAt(rect.center())
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.selectionModel().select(QItemSelection(index, index), command)
        elif not index.isValid():
            self.selectionModel().select(QItemSelection(), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        if not self._is_long:
            return super().visualRegionForSelection(selection)
        region = QRegion()
        for index in selection.indexes():  # one at most
            region += self.visualRect(index)
        return region

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_long:
            super().paintEvent(event)
            return
        self._lay_out()
        painter = QPainter(self.viewport())
        shift = self.verticalScrollBar().value()
        first = self._place_at(max(event.rect().top() + shift, 0))
        mouse = self.viewport().mapFromGlobal(QCursor.pos())
        below = self.indexAt(mouse).row() if self.viewport().underMouse() else -1
        place, count = first, self.long_rows.rowCount()
        while 0 <= place < count and self._top(place) - shift <= event.rect().bottom():
            self._paint_one(painter, self.long_rows.index(place), is_below_mouse=place == below)
            place += 1
        painter.end()

    def _paint_one(self, painter: QPainter, index: QModelIndex, *, is_below_mouse: bool) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        state = option.state
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index == self.currentIndex() and self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        if is_below_mouse:
            state |= QStyle.StateFlag.State_MouseOver
        option.state = state
        self.painter_of_rows.paint(painter, option, index)
