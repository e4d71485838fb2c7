"""Every place in the window takes the keyboard, F6 goes round in it and Esc leads back (U3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from tests.ui.places import PLACES, open_whole_window, settle, show
from ui.main_window import MainWindow
from ui.panes import focusable
from ui.theme import Theme


@pytest.fixture
def window(
    qtbot: QtBot, look: Theme, settings: QSettings, clock: FixedClock, tmp_path: Path
) -> Iterator[MainWindow]:
    window = open_whole_window(tmp_path, settings, clock)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    yield window
    window.workspace.close()


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _told(widget: QWidget | None) -> str:
    return widget.accessibleIdentifier() or type(widget).__name__ if widget else "nothing"


def _round(window: MainWindow, qtbot: QtBot) -> list[str]:
    """Press F6 until all parts were met; return what went wrong."""
    page, wrong = window.page(window.page_id), []
    panes = [pane for pane in [*page.panes(), window.sidebar] if pane.isVisible()]
    panes = [pane for pane in panes if focusable(pane) is not None]
    start = panes[-1]
    at = focusable(start)
    assert at is not None
    at.setFocus()
    for pane in panes:
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
        settle()
        if not _holds(pane, QApplication.focusWidget()):
            wrong.append(f"{_told(pane)} was missed for {_told(QApplication.focusWidget())}")
    return wrong


def test_every_place_takes_the_keyboard_and_f6_goes_round_in_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    wrong = {}
    for place in PLACES:
        show(window, place)
        focus, page = QApplication.focusWidget(), window.page(window.page_id)
        found = [] if _holds(page, focus) else [f"starts on {_told(focus)}"]
        found += _round(window, qtbot)
        if found:
            wrong[place] = found
    assert wrong == {}


# A running session holds the window: Esc goes to its notes, and from its close back into it.
HOLDS = {"run": "run", "close": "run"}


def test_escape_leads_back_from_every_place(qtbot: QtBot, window: MainWindow) -> None:
    """Where the place itself answers Esc first, a next Esc leads back."""
    wrong = {}
    for place, (page, _name, _sql) in PLACES.items():
        before = "decisions" if page == "people" else "people"
        window.go(before)
        settle()
        show(window, place)
        for _press in range(3):
            qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
            settle()
            if window.page_id == before:
                break
        if window.page_id != HOLDS.get(place, before):
            wrong[place] = window.page_id
    assert wrong == {}
