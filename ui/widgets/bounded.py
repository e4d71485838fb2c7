"""A scrolling part that is as high as what it holds, up to a limit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import theme


class BoundedScroll(QScrollArea):
    """Holds `inside`; takes its height, at most `most` design pixels, then scrolls."""

    def __init__(self, inside: QWidget, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setProperty("plain", "true")
        inside.installEventFilter(self)
        self._inside = inside
        self.setWidget(inside)
        theme().changed.connect(self.updateGeometry)

    def _height(self, width: int) -> int:
        inside = self._inside
        wanted = inside.sizeHint().height()
        if inside.hasHeightForWidth() and width > 0:
            wanted = inside.heightForWidth(width)
        return min(max(wanted, 0), theme().px(self._most))

    def sizeHint(self) -> QSize:
        width = self.viewport().width()
        return QSize(theme().px(200), self._height(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), min(self.sizeHint().height(), theme().px(40)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
