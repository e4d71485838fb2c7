"""A window on a small engagement, with Sessions and Prepare and blank pages behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.commands.scene import Scene, play
from tests.ui.sessions.window import PAGES
from ui.main_window import MainWindow
from ui.pages.prepare import PreparePage
from ui.pages.sessions import SessionsPage
from ui.theme import Theme
from ui.workspace import Workspace


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Return an engagement with a session held on 23 June and one planned for 21 July."""
    found = play(tmp_path / "round-table.facilitator")
    yield found
    found.store.close()


@pytest.fixture
def window(qtbot: QtBot, look: Theme, settings: QSettings, scene: Scene) -> Iterator[MainWindow]:
    """Return the window, shown."""
    space = Workspace(scene.clock)
    found = MainWindow(space, settings, PAGES)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    space.adopt(scene.store)
    found.show()
    if not found.isActiveWindow():
        with qtbot.waitActive(found):
            found.activateWindow()
    yield found
    found.drafts.flush()


@pytest.fixture
def prepare(window: MainWindow, scene: Scene) -> PreparePage:
    """Return the Prepare page on the planned session."""
    window.go("prepare", session_id=scene.planned)
    page = window.findChild(PreparePage)
    assert page is not None
    QApplication.processEvents()
    return page


@pytest.fixture
def listing(window: MainWindow) -> SessionsPage:
    """Return the Sessions page."""
    window.go("sessions")
    page = window.findChild(SessionsPage)
    assert page is not None
    QApplication.processEvents()
    return page
