"""No part of a page is ever shown as a window of its own, wherever somebody goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from tests.ui.places import PAGES, open_whole_window, settle, show
from ui.main_window import MainWindow
from ui.theme import Theme


class _Shown(QObject):
    """Collects what is shown as a window; what a person opens, a dialog or a menu, is none."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() == QEvent.Type.Show
        if is_shown and isinstance(watched, QWidget) and watched.isWindow():
            if not isinstance(watched, QDialog | QMenu):
                self.names.append(f"{type(watched).__name__} {watched.objectName()}".strip())
        return False


@pytest.fixture
def window(
    qtbot: QtBot, look: Theme, settings: QSettings, clock: FixedClock, tmp_path: Path
) -> Iterator[MainWindow]:
    window = open_whole_window(tmp_path, settings, clock)
    qtbot.addWidget(window)
    yield window
    window.workspace.close()


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[_Shown]:
    found = _Shown()
    qapp.installEventFilter(found)
    yield found
    qapp.removeEventFilter(found)


def test_every_place_is_built_and_filled_without_a_flash(window: MainWindow, shown: _Shown) -> None:
    """A widget shown before it has a parent is a window, and flashes up over the others."""
    flashed: dict[str, list[str]] = {}
    for place in PAGES:
        show(window, place)
        window.page(window.page_id).reload()
        settle()
        if shown.names:
            flashed[place] = [*shown.names]
            shown.names.clear()
    assert flashed == {}


def test_a_zoom_and_another_file_rebuild_pages_without_a_flash(
    window: MainWindow, look: Theme, shown: _Shown
) -> None:
    path = window.workspace.path
    for place, zoom in (("a tension", 125), ("radar", 100)):
        show(window, place)
        look.set_zoom(zoom)
        settle()
    window.close_engagement()
    settle()
    assert window.open_engagement(path)
    settle()
    assert shown.names == []
