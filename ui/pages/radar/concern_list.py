"""The concern register as a list in which one concern unfolds where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from ui.pages.radar.concern_rows import ConcernDelegate
from ui.theme import theme
from ui.widgets.rows import RowList


class ConcernList(RowList):
    """Rows of concerns. `unfold` shows `inside` at the row of a key; Esc and Enter fold it again.

    `folded` says that somebody folded what was open.
    """

    folded = Signal()

    def __init__(self, name: str, inside: QWidget) -> None:
        self.is_ready = False
        super().__init__(name)
        self.delegate = ConcernDelegate(self)
        self.painter_of_rows = self.delegate
        self.setItemDelegate(self.delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.inside = inside
        # Beside the list, not in it: the list's own colour would be that of every word inside.
        self.clip = QWidget()
        inside.setParent(self.clip)
        self.clip.hide()
        for each in (inside, self.clip):
            each.installEventFilter(self)
        self.is_ready = True
        theme().changed.connect(self.arrange)

    def lie_on(self, host: QWidget) -> None:
        """Let what is unfolded lie on the widget that the list lies on too."""
        self.clip.setParent(host)
        self.clip.hide()

    def open_key(self) -> object:
        """Return the key of what is unfolded, or None."""
        return self.delegate.open_key

    def unfold(self, key: object) -> None:
        """Unfold one row, None folds; the current row goes along."""
        is_other = key != self.delegate.open_key
        self.delegate.open_key = key
        if key is not None and is_other:
            self.set_current(key)
        self.arrange()
        if is_other and key is not None and self.rows.index_of(key).isValid():
            self.scrollTo(self.rows.index_of(key))
            self._place()

    def arrange(self) -> None:
        """Give the unfolded row the height that it needs, and put what is inside there."""
        index = self.rows.index_of(self.delegate.open_key)
        if not index.isValid():
            self.delegate.open_key = None
        self.delegate.open_height = self._needed() if index.isValid() else 0
        self.scheduleDelayedItemsLayout()
        self.doItemsLayout()
        self.clip.setVisible(index.isValid())
        self._place()
        self.viewport().update()

    def _gap(self) -> int:
        return theme().px(6)

    def _needed(self) -> int:
        width = self.viewport().width() - 2 * theme().px(4)
        layout = self.inside.layout()
        if layout is None:
            return 0
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return max(height, layout.totalSizeHint().height() if height < 0 else 0) + 2 * self._gap()

    def _place(self) -> None:
        index = self.rows.index_of(self.delegate.open_key)
        host = self.clip.parentWidget()
        if not index.isValid() or host is None:
            return
        gap, inset = self._gap(), theme().px(4)
        box: QRect = self.visualRect(index).adjusted(inset, gap, -inset, -gap)
        seen = box.intersected(self.viewport().rect())
        self.clip.setGeometry(QRect(self.viewport().mapTo(host, seen.topLeft()), seen.size()))
        self.inside.setGeometry(QRect(box.topLeft() - seen.topLeft(), box.size()))

    # --- following --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            return QApplication.sendEvent(self.viewport(), event)
        if watched is self.inside:
            if event.type() == QEvent.Type.LayoutRequest:
                self._follow()
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key_inside(event)
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        if self.delegate.open_key is not None and self._needed() != self.delegate.open_height:
            self.arrange()

    def _key_inside(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.setFocus()
            self.fold()
            return True
        return False

    def fold(self) -> None:
        """Fold what is open."""
        if self.delegate.open_key is not None:
            self.unfold(None)
            self.folded.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.delegate.open_key is not None:
            self.fold()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()
        self._place()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self.is_ready:
            self._place()
