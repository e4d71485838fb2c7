"""The undo law through the window (U1): do, Ctrl+Z equals before, Ctrl+Shift+Z equals after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QMenu,
)
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from tests.store.rows import dump
from tests.ui.places import PAGES, TYPED, editors, open_whole_window, settle, show, words_of
from ui.main_window import MainWindow
from ui.theme import Theme

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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


def _steps(window: MainWindow) -> int:
    return int(window.workspace.reader.value("SELECT count(*) FROM step WHERE undone = 0"))


def _later(window: MainWindow) -> None:
    """Let two minutes pass, so that no step grows into the one before."""
    clock = window.workspace.clock
    assert isinstance(clock, FixedClock)
    clock.advance(minutes=2)


def _press(qtbot: QtBot, window: MainWindow, keys: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, keys)
    settle()


def _undo_and_redo(
    qtbot: QtBot, window: MainWindow, before: dict[str, object], steps: int, what: str
) -> None:
    """Take the steps back by key and bring them again, looking at the whole file each time."""
    store, after, made = window.workspace.store, dump(window.workspace.store), _steps(window)
    for _step in range(made - steps):
        label = store.undo_label
        assert label, what
        _press(qtbot, window, CTRL)
        assert window._toast.accessibleName() == f"Undone: {label}", what
    assert dump(store) == before, what
    for _step in range(made - steps):
        label = store.redo_label
        assert label, what
        _press(qtbot, window, CTRL | SHIFT)
        assert window._toast.accessibleName() == f"Redone: {label}", what
    assert dump(store) == after, what
    for _step in range(made - steps):
        _press(qtbot, window, CTRL)


def _holds(window: MainWindow, words: str) -> bool:
    """Tell whether words stand in a row that undo watches; a draft is none."""
    return words in str(dump(window.workspace.store))


def _put_away(window: MainWindow) -> None:
    """Close what opened, and give the window the keyboard again."""
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            top.reject()
        elif isinstance(top, QMenu) and top.isVisible():
            top.close()
    window.activateWindow()
    settle()


@pytest.mark.parametrize("place", PAGES)
def test_what_a_page_offers_is_undone_and_redone_by_key(
    qtbot: QtBot, window: MainWindow, place: str
) -> None:
    show(window, place)
    for name in [each.id for each in window.page(window.page_id).commands()]:
        show(window, place)
        window.page(window.page_id).setFocus()
        command = window.commands.get(name)
        if command is None or not command.is_enabled():
            continue
        _later(window)
        before, steps = dump(window.workspace.store), _steps(window)
        command.run()
        settle()
        _put_away(window)
        _undo_and_redo(qtbot, window, before, steps, f"{place}: {name}")
    assert window.workspace.store.check() == []


# What is typed there is a draft until a button keeps it.
DRAFTED = {"private", "an agreed decision", "a say-it-back", "an open question", "the rhythm"}


@pytest.mark.parametrize("place", sorted({*TYPED} - DRAFTED))
def test_what_is_typed_is_undone_and_redone_by_key(
    qtbot: QtBot, window: MainWindow, place: str
) -> None:
    """In the field first, as everywhere; what the file holds follows."""
    show(window, place)
    done: list[tuple[str, int]] = []
    for key in editors(window):
        show(window, place)
        editor = editors(window).get(key)
        if editor is None:
            continue
        _later(window)
        words, typed = words_of(editor), f"Typed {len(done)}"
        editor.setFocus()
        qtbot.keyClicks(editor, typed)
        window.drafts.flush()
        if _holds(window, typed):  # a date in words is only read when the field is left
            done.append(key)
            _press(qtbot, window, CTRL)
            window.drafts.flush()
            assert not _holds(window, typed), key
            assert words_of(editor) == words, key
            _press(qtbot, window, CTRL | SHIFT)
            window.drafts.flush()
            assert _holds(window, typed), key
            assert typed in words_of(editor), key
    assert done
    assert window.workspace.store.check() == []


PRESSES = {
    "run": ["next-item", "pause-session", "extend-item", "notes-in-minutes"],
    "close": ["missing-asked-by", "close-and-write"],
    "a promised action": ["action-advance"],
}


@pytest.mark.parametrize("place", PRESSES)
def test_what_is_pressed_is_undone_and_redone_by_key(
    qtbot: QtBot, window: MainWindow, place: str
) -> None:
    for name in PRESSES[place]:
        show(window, place)
        _later(window)
        before, steps = dump(window.workspace.store), _steps(window)
        button = next(
            each for each in window.page(window.page_id).findChildren(QAbstractButton)
            if each.accessibleIdentifier() == name and each.isVisible()
        )  # fmt: skip
        button.setFocus()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()
        assert _steps(window) > steps, name
        _undo_and_redo(qtbot, window, before, steps, name)


def test_a_captured_line_is_undone_and_redone_by_key(qtbot: QtBot, window: MainWindow) -> None:
    """V3: the keyboard is still in the line, which is empty and leaves the key to the window."""
    show(window, "run")
    line = editors(window)["capture-line", 0]
    for words in ("/d We meet less often", "/a Write it down @jonas", "// Only for me", "Noted"):
        _later(window)
        before, steps = dump(window.workspace.store), _steps(window)
        line.setFocus()
        qtbot.keyClicks(line, words)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert _steps(window) > steps
        _undo_and_redo(qtbot, window, before, steps, words)
        assert words_of(line) == ""
