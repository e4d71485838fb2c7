"""The list of an agenda: order by drag and by keyboard, papers dropped onto a row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.item_models.agenda_rows import ITEM_MIME, AgendaDelegate, AgendaModel
from ui.theme import theme
from ui.widgets.rows import Row, RowList


def files_in(data: QMimeData) -> list[Path]:
    """Return the local files that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class AgendaList(RowList):
    """As high as its rows; what lies around it scrolls.

    `item_dropped` carries an item and the one it should stand before (None: last),
    `papers_dropped` an item and the files, `delete_asked` and `duplicate_asked` an item.
    """

    item_dropped = Signal(object, object)
    papers_dropped = Signal(object, object)
    delete_asked = Signal(object)
    duplicate_asked = Signal(object)
    dragged_to = Signal(int)  # y in the list, so that what lies around it can scroll along

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, fit=1000, parent=parent)
        self.rows = AgendaModel(self)
        self.setModel(self.rows)
        self.delegate = AgendaDelegate(self)
        self.painter_of_rows = self.delegate
        self.setItemDelegate(self.delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.setAutoScroll(False)
        self._gap: int | None = None  # the row before which a dragged item would land
        self._is_fixed = False

    def set_fixed(self, is_fixed: bool) -> None:
        """Let nothing be moved or dropped, e.g. in a closed session."""
        self._is_fixed = is_fixed
        self.setDragEnabled(not is_fixed)
        self.setAcceptDrops(not is_fixed)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; where only words changed, only those rows are painted anew."""
        if [row.key for row in rows] == [row.key for row in self.rows.rows()]:
            self.rows.set_rows(rows)
            return
        super().set_rows(rows)

    # --- where things are -------------------------------------------------------------------

    def top_of(self, key: object) -> int:
        """Return where the row of a key begins."""
        at = 0
        for row in self.rows.rows():
            if row.key == key:
                return at
            at += self.delegate.row_height(row, self.width())
        return at

    def set_open(self, key: object, height: int) -> None:
        """Keep `height` pixels free at the row of `key`; None closes."""
        if (self.delegate.open_key, self.delegate.open_height) == (key, height):
            return
        self.delegate.open_key, self.delegate.open_height = key, height
        self.doItemsLayout()
        self.updateGeometry()
        self.viewport().update()

    # --- keyboard ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current()
        if key is not None and not self._is_fixed:
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.delete_asked.emit(key)
                return
            is_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_D and is_ctrl:
                self.duplicate_asked.emit(key)
                return
        super().keyPressEvent(event)

    # --- drag -------------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag a picture of the whole row."""
        index = self.currentIndex()
        if not index.isValid() or self._is_fixed:
            return
        box = self.visualRect(index)
        drag = QDrag(self)
        drag.setMimeData(self.rows.mimeData([index]))
        drag.setPixmap(self.viewport().grab(box))
        drag.setHotSpot(QPoint(theme().px(14), box.height() // 2))
        drag.exec(Qt.DropAction.MoveAction)
        self._show_gap(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(ITEM_MIME) or files_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = event.position().toPoint()
        if event.mimeData().hasFormat(ITEM_MIME):
            self._show_gap(self._gap_at(place.y()))
        else:
            row = self._row_at(place.y())
            self._show_paper(row.key if row else None)
        self.dragged_to.emit(place.y())
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_gap(None)
        self._show_paper(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        place, data = event.position().toPoint(), event.mimeData()
        self._show_gap(None)
        self._show_paper(None)
        if data.hasFormat(ITEM_MIME):
            key = int(bytes(data.data(ITEM_MIME).data()).decode())
            rows, gap = self.rows.rows(), self._gap_at(place.y())
            before = rows[gap].key if gap < len(rows) else None
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            if before != key:
                self.item_dropped.emit(key, before)
            return
        files, row = files_in(data), self._row_at(place.y())
        if files and row is not None:
            event.acceptProposedAction()
            self.papers_dropped.emit(row.key, files)

    def _bounds(self) -> list[tuple[int, int]]:
        out, at = [], 0
        for row in self.rows.rows():
            height = self.delegate.row_height(row, self.width())
            out.append((at, at + height))
            at += height
        return out

    def _gap_at(self, y: int) -> int:
        bounds = self._bounds()
        return next(
            (number for number, (top, end) in enumerate(bounds) if y < (top + end) / 2),
            len(bounds),
        )

    def _row_at(self, y: int) -> Row | None:
        rows: Sequence[Row] = self.rows.rows()
        for row, (top, end) in zip(rows, self._bounds(), strict=True):
            if top <= y < end:
                return row
        return rows[-1] if rows else None

    def _show_gap(self, gap: int | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def _show_paper(self, key: object) -> None:
        if key != self.delegate.paper_key:
            self.delegate.paper_key = key
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None:
            return
        bounds = self._bounds()
        y = bounds[self._gap][0] if self._gap < len(bounds) else (bounds[-1][1] if bounds else 0)
        look, painter = theme(), QPainter(self.viewport())
        y = min(max(y, 2), self.viewport().height() - 2)
        line = QRect(look.px(6), y - 1, self.viewport().width() - look.px(12), 3)
        painter.fillRect(line, look.color("accent"))
