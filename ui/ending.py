"""When the system asks the app to end, at log-out or by Ctrl+C: save typing, close the file."""

from __future__ import annotations

import signal
import socket
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QWidget

_NAMES = ("SIGTERM", "SIGINT", "SIGHUP")
_ASKED: list[signal.Signals] = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]


class Ending(QObject):
    """Closes the window as a person would, so that one plain file is left at rest.

    Python runs its handlers only between two lines of Python, which an idle window never reaches:
    the signal also writes into a socket, and that wakes the event loop.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: dict[signal.Signals, Any] = {}
        self._inner, self._outer = socket.socketpair()
        for end in (self._inner, self._outer):
            end.setblocking(False)
        self._waiting = QSocketNotifier(self._inner.fileno(), QSocketNotifier.Type.Read, self)
        self._waiting.activated.connect(self._on_asked)

    def install(self) -> None:
        """Listen. Only the main thread may."""
        signal.set_wakeup_fd(self._outer.fileno())
        self._before = {number: signal.signal(number, _leave_it_to_the_loop) for number in _ASKED}

    def remove(self) -> None:
        """Let the signals do again what they do by themselves."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        self._waiting.setEnabled(False)
        self._inner.close()
        self._outer.close()

    def _on_asked(self) -> None:
        self._inner.recv(64)
        self._window.close()  # stays open only for typing that could not be saved


def _leave_it_to_the_loop(number: int, frame: object) -> None:
    """Do nothing: what was to be done happens on the window's own loop."""
