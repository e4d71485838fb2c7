"""The look on settings of its own, a real file, and a window with pages made for the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.store import Store
from tests.demo_file import demo_file
from ui import theme as look_module
from ui.main_window import MainWindow
from ui.theme import Scheme, Theme
from ui.workspace import Workspace


@pytest.fixture(autouse=True)
def no_widget_outlives_its_test(qapp: QApplication) -> Iterator[None]:
    """Delete now what was to be deleted later; what is restyled with each test stays small."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Return settings that begin empty."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def look(qapp: QApplication, settings: QSettings) -> Theme:
    """Return the light look at 100 %."""
    theme = look_module.install(qapp, settings)
    theme.set_scheme(Scheme.LIGHT)
    return theme


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """Return an open file with one engagement and two parties."""
    store = Store.create(tmp_path / "table.facilitator", clock)
    with store.step("Begin"):
        store.insert("engagement", title="Round table", zone="Europe/Berlin",
                     created_at="2026-01-01T00:00:00Z")  # fmt: skip
        for position, (name, colour) in enumerate((("Security", "blue"), ("Marketing", "rust"))):
            store.insert("party", name=name, colour=colour, position=position)
    yield store
    store.close()


@pytest.fixture
def workspace(qapp: QApplication, look: Theme, store: Store) -> Workspace:
    """Return a workspace on the open file."""
    space = Workspace(store.clock)
    space.adopt(store)
    return space


@pytest.fixture
def demo_window(
    qtbot: QtBot, tmp_path: Path, clock: FixedClock, look: Theme, settings: QSettings
) -> Iterator[MainWindow]:
    """Return the whole window on the demo, standing at its anchor."""
    space = Workspace(clock)
    window = MainWindow(space, settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    assert window.open_engagement(demo_file(tmp_path))
    yield window
    window.jobs.shut_down()
    space.close()
