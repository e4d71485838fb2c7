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
from facilitator.commands import captures, running
from facilitator.domain.words import CaptureKind
from tests.demo_file import demo_file
from ui import spoken
from ui.actions import Command
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.workspace import Workspace

NAME = QAccessible.Text.Name


@pytest.fixture
def window(
    qtbot: QtBot, look: Theme, settings: QSettings, clock: FixedClock, tmp_path: Path
) -> Iterator[MainWindow]:
    """Return the whole window on the demo, whose next session runs."""
    spoken.install()
    window = MainWindow(Workspace(clock), settings)
    qtbot.addWidget(window)
    window.show()
    assert window.open_engagement(demo_file(tmp_path))
    store = window.workspace.store
    session_id = _one(window, "SELECT id FROM session WHERE state = 'planned'")
    running.start_session(store, session_id)
    window.setProperty("running", session_id)
    for kind in CaptureKind:
        captures.capture(store, kind, f"Said as {kind.value}", session_id=session_id)
    yield window
    window.workspace.close()


def _one(window: MainWindow, sql: str) -> int:
    found = window.workspace.reader.value(sql)
    assert isinstance(found, int), sql
    return found


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


RUNNING = "SELECT {running}"
# what is shown: the page, and the target that is found in the demo by this question
PLACES: dict[str, tuple[str, str, str]] = {
    "together": ("together", "", ""),
    "goals": ("goals", "", ""),
    "a goal": ("goals", "goal_id", "SELECT min(id) FROM goal"),
    "a goal that is done": ("goals", "goal_id", "SELECT id FROM goal WHERE state = 'done'"),
    "sessions": ("sessions", "", ""),
    "decisions": ("decisions", "", ""),
    "an agreed decision": ("decisions", "decision_id",
                           "SELECT id FROM decision WHERE state = 'agreed'"),
    "a proposed decision": ("decisions", "decision_id",
                            "SELECT id FROM decision WHERE state = 'proposed'"),
    "actions": ("actions", "", ""),
    "an action asked for": ("actions", "action_id", "SELECT id FROM action LIMIT 1"),
    "an accepted action": ("actions", "action_id",
                           "SELECT id FROM action WHERE state = 'accepted'"),
    "private": ("private", "", ""),
    "people": ("people", "", ""),
    "a person": ("people", "person_id", "SELECT min(id) FROM person"),
    "a party": ("people", "party_id", "SELECT min(id) FROM party"),
    "prepare": ("prepare", "session_id", "SELECT id FROM session WHERE state = 'planned'"),
    "an agenda item": ("prepare", "item_id",
                       "SELECT min(id) FROM agenda_item WHERE session_id = {running}"),
    "a closed agenda": ("prepare", "session_id",
                        "SELECT id FROM session WHERE state = 'closed'"),
    "run": ("run", "session_id", RUNNING),
    "close": ("close", "session_id", RUNNING),
    "minutes": ("minutes", "session_id", "SELECT id FROM session WHERE state = 'closed'"),
    "minutes so far": ("minutes", "session_id",
                       RUNNING),
    "search": ("search", "", ""),
}  # fmt: skip


def _settle() -> None:
    for _turn in range(4):
        QApplication.processEvents()


def _show(window: MainWindow, place: str) -> None:
    page, name, sql = PLACES[place]
    session_id = int(str(window.property("running")))
    target: dict[str, object] = {}
    if name:
        target[name] = _one(window, sql.format(running=session_id))
    if name == "item_id":
        target["session_id"] = session_id
    window.go(page, **target)
    _settle()


def _carry_out_all(window: MainWindow, commands: list[Command], place: str) -> list[str]:
    """Carry out commands, each from the same place; return what they show without a name."""
    found: list[str] = []
    for command in commands:
        if not command.is_enabled():
            continue
        command.run()
        _settle()
        for top in QApplication.topLevelWidgets():
            if isinstance(top, QDialog) and top.isVisible():
                if not isinstance(top, QFileDialog):
                    found += [f"{command.id}: {each}" for each in _nameless(top)]
                top.reject()
            elif isinstance(top, QMenu) and top.isVisible():
                top.close()
        if window.page_id == PLACES[place][0]:
            found += [f"{command.id}: {each}" for each in _nameless(window.page(window.page_id))]
        _show(window, place)
    return found


@pytest.mark.parametrize("place", PLACES)
def test_every_control_of_a_page_has_a_name(window: MainWindow, place: str) -> None:
    """All that the palette offers on a page can be done, and what opens can be spoken.

    Then the engagement is closed (U5): what has the keyboard asks nothing of a file that is gone.
    """
    _show(window, place)
    assert _nameless(window) == []
    commands = window.page(window.page_id).commands()
    assert _carry_out_all(window, commands, place) == []
    window.close_engagement()
    _settle()
    assert window.page_id == "start"


def test_every_control_of_a_window_wide_dialog_has_a_name(window: MainWindow) -> None:
    _show(window, "together")
    own = {command.id for command in window.page("together").commands()}
    moving = ("go.", "file.demo", "file.new", "close")
    commands = [
        command for command in window.commands.all()
        if command.id not in own and not command.id.startswith(moving)
    ]  # fmt: skip
    assert len(commands) > 8
    assert _carry_out_all(window, commands, "together") == []
