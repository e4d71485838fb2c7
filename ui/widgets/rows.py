"""Lists of whole rows: a model of plain `Row`s, one delegate that paints them, one view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.row_delegate import SAMPLE, RowDelegate
from ui.widgets.row_model import Index, KeyRole, Row, RowModel, RowRole, Who

__all__ = ["Index", "KeyRole", "Row", "RowDelegate", "RowList", "RowModel", "RowRole", "Who"]


class RowList(QListView):
    """A list of rows. The whole row is the target.

    `picked` says which row is the current one; `opened` says a row was clicked or Enter pressed
    on it; `move_asked` carries (key, -1 or 1) for Alt+Up and Alt+Down where rows can be ordered.
    `fit` makes the list as high as its rows, at most that many, for lists inside a card.
    """

    picked = Signal(object)
    opened = Signal(object)
    move_asked = Signal(object, int)

    def __init__(
        self,
        name: str,
        *,
        title_lines: int = 1,
        dividers: bool = True,
        fit: int = 0,
        delegate: RowDelegate | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fit = fit
        self.rows = RowModel(self)
        self.setAccessibleName(name)
        self.painter_of_rows = delegate or RowDelegate(
            self, title_lines=title_lines, dividers=dividers
        )
        if delegate is not None:
            delegate.setParent(self)
        self._setup_view()
        theme().changed.connect(self._on_theme_changed)

    def _setup_view(self) -> None:
        self.setModel(self.rows)
        self.setItemDelegate(self.painter_of_rows)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        if self._fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the current row and the scroll position stay where they were."""
        key, at = self.current(), self.verticalScrollBar().value()
        was = self.blockSignals(True)
        self.painter_of_rows.measure(rows)
        self.setUniformItemSizes(self._is_uniform(rows))
        self.rows.set_rows(rows)
        self.set_current(key)
        self.blockSignals(was)
        self.verticalScrollBar().setValue(at)
        if self._fit:
            self.updateGeometry()
        self.viewport().update()

    def _is_uniform(self, rows: Sequence[Row]) -> bool:
        """Tell whether all rows are as high: then Qt asks for one height, not ten thousand."""
        if self.painter_of_rows.title_lines > 1 or len(rows) < SAMPLE:
            return False
        width, height = self.viewport().width(), self.painter_of_rows.row_height
        first = height(rows[0], width)
        return all(height(row, width) == first for row in rows)

    def current(self) -> object:
        """Return the key of the current row, or None."""
        index = self.currentIndex()
        return index.data(KeyRole) if index.isValid() else None

    def set_current(self, key: object) -> None:
        """Make a row current without telling anybody; an unknown key leaves none."""
        index = self.rows.index_of(key)
        was = self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(was)
        if index.isValid() and not self._fit:
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.picked.emit(current.data(KeyRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if key is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(key)
            return
        if key is not None and steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(key, steps)
            return
        if event.key() == Qt.Key.Key_Escape or (event.text() and event.key() < 0x80):
            event.ignore()  # letters belong to the page's own keys, not to a hidden type-ahead
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            row = index.data(RowRole)
            if isinstance(row, Row) and not row.is_heading:
                self.opened.emit(row.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._first_row())

    def _first_row(self) -> QModelIndex:
        """Return the first row that is no heading, or an invalid index."""
        first = next((row for row in self.rows.rows() if not row.is_heading), None)
        return QModelIndex() if first is None else self.rows.index_of(first.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            if self._fit:
                self.updateGeometry()

    def sizeHint(self) -> QSize:
        if not self._fit:
            return super().sizeHint()
        width, shown = self.viewport().width(), self.rows.rows()[: self._fit]
        height = sum(self.painter_of_rows.row_height(row, width) for row in shown)
        return QSize(theme().px(200), height + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._fit else QSize(theme().px(120), theme().px(80))

    def _on_theme_changed(self) -> None:
        self.painter_of_rows.measure(self.rows.rows())
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()
