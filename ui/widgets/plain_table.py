"""A table of words: what a picture shows, cell by cell, for reading and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import theme
from ui.widgets import painting

Index = QModelIndex | QPersistentModelIndex
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_INSET = 3  # pixels by which the style moves the words of a cell in


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, of one line or two, whether it holds numbers, whether it stretches."""

    name: str
    is_number: bool = False
    stretches: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row; its `key` comes back when it is opened."""

    key: object
    cells: tuple[str, ...]


class TableModel(QAbstractTableModel):
    """Heads and lines."""

    def __init__(self, heads: Sequence[Head], parent: QWidget) -> None:
        super().__init__(parent)
        self.heads = tuple(heads)
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def set_heads(self, heads: Sequence[Head]) -> None:
        """Have these columns, and no lines."""
        self.beginResetModel()
        self.heads, self.lines = tuple(heads), ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        words = self.lines[index.row()].cells[index.column()]
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.heads[index.column()].name.replace(chr(10), ' ')}: {words or '–'}"
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)):
            return words
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(self._side(index.column()) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        is_number = self.heads[column].is_number
        return Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return self.heads[section].name
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(self._side(section) | Qt.AlignmentFlag.AlignVCenter)
        return None


class _CellDelegate(QStyledItemDelegate):
    """Lets the words of a cell stand below those of its head: the style indents them a little."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option.rect = option.rect.adjusted(-_INSET, 0, _INSET, 0)
        super().paint(painter, option, index)


class PlainTable(QTableView):
    """Arrows go from cell to cell, Enter or a double click opens the line.

    The line that is current stands out only while the keyboard is in the table. With `most` it is
    as high as its lines, up to so many.
    """

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        heads: Sequence[Head],
        parent: QWidget | None = None,
        *,
        most: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._most = most
        self.table = TableModel(heads, self)
        self.setModel(self.table)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._on_opened)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show lines; the cell that is current stays where its line stays."""
        at = self.currentIndex()
        key = self.table.lines[at.row()].key if at.isValid() else None
        self.table.show(lines)
        row = next((n for n, line in enumerate(self.table.lines) if line.key == key), 0)
        if self.table.lines:
            flags = _SELECT if self.hasFocus() else QItemSelectionModel.SelectionFlag.NoUpdate
            index = self.table.index(row, max(at.column(), 0))
            self.selectionModel().setCurrentIndex(index, flags)
        self._measure()

    def set_heads(self, heads: Sequence[Head]) -> None:
        """Show other columns, without lines until they come."""
        if tuple(heads) != self.table.heads:
            self.table.set_heads(heads)
            self._measure()

    def words(self) -> list[tuple[str, ...]]:
        """Return every line as it is read."""
        return [line.cells for line in self.table.lines]

    def _measure(self) -> None:
        """Give every column what its words need; one takes the rest."""
        look, room = theme(), self.viewport().width()
        font, pad = look.font(13), look.px(26)
        sizes = []
        for column, head in enumerate(self.table.heads):
            sample = [head.name, *(line.cells[column] for line in self.table.lines[:200])]
            lines = [line for words in sample for line in words.split("\n")]
            widest = max(painting.text_width(line, font) for line in lines)
            sizes.append(min(widest + pad, look.px(360 if head.stretches else 220)))
        rest = room - sum(sizes)
        for column, head in enumerate(self.table.heads):
            size = sizes[column]
            if head.stretches:
                size = max(size + rest, look.px(140))
            self.setColumnWidth(column, size)
        if self._most is not None:
            self._fit(self._most, is_wide=sum(sizes) > room)

    def _fit(self, most: int, *, is_wide: bool) -> None:
        """Be as high as the lines, and the bar below them where they are wider than the room."""
        lines = min(max(len(self.table.lines), 1), most)
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + lines * self.verticalHeader().defaultSectionSize() + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), _SELECT)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Escape or (event.text() and event.key() < 0x80):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _on_opened(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(self.table.lines[index.row()].key)

    def _on_theme_changed(self) -> None:
        look = theme()
        self.setFont(look.font(13))
        self.verticalHeader().setDefaultSectionSize(look.px(30))
        self._measure()
