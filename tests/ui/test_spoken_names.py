"""Nothing that takes the keyboard is without a name, on any page and in any dialog (U3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from tests.ui.places import PLACES, open_whole_window, settle, show
from ui.actions import Command
from ui.main_window import MainWindow
from ui.theme import Theme

NAME = QAccessible.Text.Name


@pytest.fixture
def window(
    qtbot: QtBot, look: Theme, settings: QSettings, clock: FixedClock, tmp_path: Path
) -> Iterator[MainWindow]:
    window = open_whole_window(tmp_path, settings, clock)
    qtbot.addWidget(window)
    yield window
    window.workspace.close()


def _walk(told: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if told.state().invisible:
        return
    yield told
    for number in range(told.childCount()):
        child = told.child(number)
        if child is not None:
            yield from _walk(child)


def _nameless(top: QWidget) -> list[str]:
    """Return where in `top` something takes the keyboard and says nothing."""
    found = []
    for told in _walk(QAccessible.queryAccessibleInterface(top)):
        if told.state().focusable and not told.state().disabled and not told.text(NAME).strip():
            found.append(_place(told))
    for widget in top.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        told = QAccessible.queryAccessibleInterface(widget)
        if takes and widget.isVisible() and widget.focusProxy() is None and told is not None:
            if not told.text(NAME).strip():
                found.append(_place(told))
    return sorted(set(found))


def _place(told: QAccessibleInterface) -> str:
    thing, names = told.object(), []
    while isinstance(thing, QWidget) and len(names) < 5:
        names.append(thing.accessibleIdentifier() or type(thing).__name__)
        thing = thing.parentWidget()
    return f"{told.role().name}: {' < '.join(names)}"


def _carry_out_all(window: MainWindow, commands: list[Command], place: str) -> list[str]:
    """Carry out commands, each from the same place; return what they show without a name."""
    found: list[str] = []
    for command in commands:
        if not command.is_enabled():
            continue
        command.run()
        settle()
        for top in QApplication.topLevelWidgets():
            if isinstance(top, QDialog) and top.isVisible():
                if not isinstance(top, QFileDialog):
                    found += [f"{command.id}: {each}" for each in _nameless(top)]
                top.reject()
            elif isinstance(top, QMenu) and top.isVisible():
                top.close()
        if window.page_id == PLACES[place][0].partition("/")[0]:
            found += [f"{command.id}: {each}" for each in _nameless(window.page(window.page_id))]
        show(window, place)
    return found


@pytest.mark.parametrize("place", PLACES)
def test_every_control_of_a_page_has_a_name(window: MainWindow, place: str) -> None:
    """All that the palette offers on a page can be done, and what opens can be spoken.

    Then the engagement is closed (U5): what has the keyboard asks nothing of a file that is gone.
    """
    show(window, place)
    assert _nameless(window) == []
    commands = window.page(window.page_id).commands()
    assert _carry_out_all(window, commands, place) == []
    window.close_engagement()
    settle()
    assert window.page_id == "start"


def test_every_control_of_a_window_wide_dialog_has_a_name(window: MainWindow) -> None:
    show(window, "together")
    own = {command.id for command in window.page("together").commands()}
    moving = ("go.", "file.demo", "file.new", "close")
    commands = [
        command for command in window.commands.all()
        if command.id not in own and not command.id.startswith(moving)
    ]  # fmt: skip
    assert len(commands) > 8
    assert _carry_out_all(window, commands, "together") == []
