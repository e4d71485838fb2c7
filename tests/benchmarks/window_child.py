"""A child of the window benchmark: opens a window, and says when somebody could use it.

Usage: window_child.py empty | app FILE | command FILE. `STARTED` holds the parent's monotonic clock
at the start of this process, so that the interpreter and all imports count. Prints one JSON object:
`ready`, seconds until the window was painted and took a key; `page`, seconds until the first page
was painted with what the file says; `peak`, the most megabytes of memory it held.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

MODE = sys.argv[1]
SETTLE_MS = 1000


def watch(window: QWidget, is_complete: object = None) -> object:
    """Send a key after the first paint, note the paint after `is_complete()`, then end."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    told: dict[str, float] = {}

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.UpdateRequest and window.isVisible():
                if "ready" not in told:
                    QTimer.singleShot(0, self.press)
                elif callable(is_complete) and is_complete():
                    QTimer.singleShot(0, self.note_page)
            return False

        def press(self) -> None:
            target = window.focusWidget() or window
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
                QCoreApplication.sendEvent(target, key)
            told["ready"] = _since_start()
            if is_complete is None:
                self.note_page()

        def note_page(self) -> None:
            if "page" not in told:
                told["page"] = _since_start()
                QTimer.singleShot(SETTLE_MS if is_complete else 0, self.end)

        def end(self) -> None:
            told["peak"] = _peak()
            print(json.dumps(told), flush=True)
            QApplication.exit()

    watcher = Watch(window)
    window.installEventFilter(watcher)
    return watcher


def _since_start() -> float:
    return time.monotonic() - float(os.environ["STARTED"])


def _peak() -> float:
    """Return megabytes. Linux counts the parent's into `getrusage`, so the kernel is asked."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def empty() -> None:
    """What PySide6 takes alone: a window with one field."""
    from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

    app = QApplication([])
    window = QWidget()
    QLineEdit(window)
    watcher = watch(window)
    window.show()
    app.exec()
    del watcher


def ours(file: Path) -> None:
    """The product's window, as `python -m ui` opens it."""
    from ui import start_up

    start_up.begin()
    from ui.app import Running

    running = Running(["facilitator"], file)
    watcher = watch(running.window, lambda: running.workspace.is_open)
    running.run()
    del watcher


if MODE == "empty":
    empty()
else:
    if MODE == "command":
        import facilitator.cli  # noqa: F401  (what the command loads before it opens a window)
    ours(Path(sys.argv[2]))
