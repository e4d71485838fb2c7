"""A child of the window benchmark: starts Qt, prints the seconds until a key was accepted.

Usage: window_child.py empty | window_child.py app FILE. `STARTED` holds the parent's monotonic
clock at the start of this process, so that the interpreter and all imports count.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


class Watch(QObject):
    """Sends a key after the first paint of the window, and ends once it was handled."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and self._window.isVisible():
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._press)
        return False

    def _press(self) -> None:
        target = self._window.focusWidget() or self._window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(
                target, QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
            )
        print(time.monotonic() - float(os.environ["STARTED"]), flush=True)
        QApplication.exit()


def empty() -> None:
    app = QApplication([])
    window = QWidget()
    QLineEdit(window)
    watch = Watch(window)
    window.show()
    app.exec()
    del watch


def app(file: Path) -> None:
    from ui.app import Running

    running = Running(["facilitator"], file)
    watch = Watch(running.window)
    running.run()
    del watch


if sys.argv[1] == "empty":
    empty()
else:
    app(Path(sys.argv[2]))
