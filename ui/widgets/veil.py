"""Words that show only while somebody holds a key or the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import painting

# Fixed shapes: the veil must not tell how long the words are, nor where they break.
_SHAPES = (
    (36, 46, 20, 16, 20, 28, 44, 24, 42, 58, 26, 60, 50, 20),
    (26, 20, 44, 52, 30, 48),
)
SHOWN_MS = 30_000  # somebody may have been called away with the words on the screen


class HoldToRead(QWidget):
    """A veil of fixed shapes. The words are asked for when held and forgotten when let go.

    `read` returns the words; they are never kept, never in the accessible name, and go as soon
    as the key or mouse is let go, the focus or the window leaves, or the widget is hidden. Who
    cannot hold a key presses Enter: once to read, again to cover; after a while they go anyway.
    """

    held = Signal(bool)

    def __init__(self, name: str, read: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._words = ""
        self._while = QTimer(self)
        self._while.setSingleShot(True)
        self._while.setInterval(SHOWN_MS)
        self._while.timeout.connect(self.release)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("Blurred."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def is_held(self) -> bool:
        """Tell whether the words show."""
        return bool(self._words)

    def hold(self) -> None:
        """Show the words."""
        if not self._words:
            self._words = self._read()
            self._while.start()
            self.setAccessibleDescription(self.tr("The words show."))
            self.updateGeometry()
            self.update()
            self.held.emit(True)

    def release(self) -> None:
        """Hide the words and forget them."""
        if self._words:
            self._words = ""
            self._while.stop()
            self.setAccessibleDescription(self.tr("Blurred."))
            self.updateGeometry()
            self.update()
            self.held.emit(False)

    def sizeHint(self) -> QSize:
        look = theme()
        height = look.px(48)
        if self._words:
            font = look.font(13)
            width = max(self.width() - look.px(8), 1)
            height = max(height, painting.text_height(self._words, font, width, 99) + look.px(8))
        return QSize(look.px(240), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.hold()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not event.isAutoRepeat():
                (self.release if self._words else self.hold)()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.release()
            return
        super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hold()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.release()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.release()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.release()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self.release()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        edge = look.px(4)
        box = self.rect().adjusted(edge, edge, -edge, -edge)
        if self._words:
            painting.draw_text(
                painter, box, self._words, look.font(13), look.color("text"), limit=99
            )
        else:
            self._paint_veil(painter)
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), look.radius("chip"))

    def _paint_veil(self, painter: QPainter) -> None:
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ink, end = look.color("text3"), self.width() - look.px(6)
        for line, widths in enumerate(_SHAPES):
            x = look.px(6)
            for number, width in enumerate(widths):
                if x + look.px(width) > end:
                    break
                box = QRectF(x, look.px(8) + line * look.px(22), look.px(width), look.px(11))
                for spread in range(4, -1, -1):
                    ink.setAlphaF(0.10 + 0.03 * (number % 3))
                    painter.setBrush(ink)
                    grown = box.adjusted(-spread, -spread * 0.6, spread, spread * 0.6)
                    painter.drawRoundedRect(grown, 4 + spread, 4 + spread)
                x += look.px(width) + look.px(8)
