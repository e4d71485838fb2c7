"""Log-out and Ctrl+C end the app as closing its window does (U5)."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.ending import Ending


class _Window(QWidget):
    asked = 0

    def closeEvent(self, event: QCloseEvent) -> None:
        self.asked += 1
        event.setAccepted(self.asked > 1)


@pytest.mark.skipif(os.name == "nt", reason="nothing sends these signals on Windows")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_window_is_asked_to_close(qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    window = _Window()
    qtbot.addWidget(window)
    window.show()
    ending = Ending(window)
    ending.install()
    try:
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: window.asked == 1)
        assert window.isVisible(), "typing that cannot be saved keeps it open"
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: not window.isVisible())
    finally:
        ending.remove()
    assert signal.getsignal(number) == before
