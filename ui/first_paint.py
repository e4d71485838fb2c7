"""What a window does once somebody sees it: the slow part of a start waits for the first paint."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

# A window that begins minimised, or behind a locked screen, is painted much later or never.
_AT_THE_LATEST_MS = 500


class FirstPaint(QObject):
    """Calls `then` once, after the first paint of a window that was just shown."""

    def __init__(self, window: QWidget, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._then: Callable[[], object] | None = then
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(_AT_THE_LATEST_MS)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and self._window.isVisible():
            self._window.removeEventFilter(self)
            self._timer.start(0)  # the event itself does the painting
        return False

    def _on_timeout(self) -> None:
        self._window.removeEventFilter(self)
        then, self._then = self._then, None
        if then is not None:
            then()
