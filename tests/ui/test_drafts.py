"""Typing is saved within a second, however long somebody types, and never overwritten (U1)."""

from __future__ import annotations

import gc
import time
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from facilitator.errors import CommandRefused, WriteFailed
from ui.drafts import SAVE_AFTER_MS, Drafts
from ui.workspace import Workspace

PATIENCE = 20.0  # seconds, for a machine that does other things too
PATIENCE = 20.0  # seconds; a busy machine is no fault of the throttle


class Saved:
    """Takes what is saved, with the time of it; fails while `error` is set."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.times: list[float] = []
        self.error: Exception | None = None

    def __call__(self, text: str) -> None:
        if self.error is not None:
            raise self.error
        self.texts.append(text)
        self.times.append(time.monotonic())


@pytest.fixture
def saved() -> Saved:
    return Saved()


@pytest.fixture
def drafts(workspace: Workspace) -> Drafts:
    return Drafts(workspace)


@pytest.fixture
def editor(qtbot: QtBot) -> QPlainTextEdit:
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    editor.show()
    return editor


def test_typing_without_a_pause_is_saved_within_a_second(
    qtbot: QtBot, drafts: Drafts, editor: QPlainTextEdit, saved: Saved
) -> None:
    """A debounce that restarts with each key would save nothing here."""
    drafts.bind_text(editor, saved)
    began = time.monotonic()
    while len(saved.times) < 2 and time.monotonic() - began < PATIENCE:
        qtbot.keyClicks(editor, "a")
        qtbot.wait(40)  # shorter than the throttle: somebody who never pauses
    assert len(saved.times) == 2
    # What the clock of a busy machine cannot prove: the throttle leaves room for a slow save.
    assert SAVE_AFTER_MS <= 800


def test_looking_away_saves_at_once(
    qtbot: QtBot, drafts: Drafts, editor: QPlainTextEdit, saved: Saved
) -> None:
    drafts.bind_text(editor, saved)
    editor.setFocus()
    qtbot.keyClicks(editor, "half a sent")
    editor.clearFocus()
    assert saved.texts == ["half a sent"]


def test_going_to_another_application_saves_at_once(
    qtbot: QtBot, drafts: Drafts, editor: QPlainTextEdit, saved: Saved
) -> None:
    drafts.bind_text(editor, saved)
    qtbot.keyClicks(editor, "half")
    drafts._on_application_state(Qt.ApplicationState.ApplicationInactive)
    assert saved.texts == ["half"]


def test_loading_is_not_typing(drafts: Drafts, editor: QPlainTextEdit, saved: Saved) -> None:
    saver = drafts.bind_text(editor, saved)
    assert saver.load("from the file")
    assert not saver.is_dirty
    assert drafts.flush()
    assert saved.texts == []


def test_a_field_that_is_being_edited_is_not_overwritten(
    qtbot: QtBot, drafts: Drafts, editor: QPlainTextEdit, saved: Saved
) -> None:
    saver = drafts.bind_text(editor, saved)
    qtbot.keyClicks(editor, "mine")
    assert not saver.load("theirs")
    assert editor.toPlainText() == "mine"
    assert saver.load("undone", force=True)
    assert editor.toPlainText() == "undone"
    drafts.flush()
    assert saved.texts == []


def test_a_field_with_the_keyboard_in_it_is_filled_when_nobody_typed(
    drafts: Drafts, editor: QPlainTextEdit, saved: Saved
) -> None:
    saver = drafts.bind_text(editor, saved)
    editor.setFocus()
    assert saver.load("from the file")
    assert editor.toPlainText() == "from the file"


def test_text_that_comes_back_cleaned_does_not_take_the_space_before_the_next_word(
    qtbot: QtBot, drafts: Drafts, editor: QPlainTextEdit, saved: Saved
) -> None:
    saver = drafts.bind_text(editor, saved)
    editor.setFocus()
    qtbot.keyClicks(editor, "two ")
    assert drafts.flush()
    assert not saver.load("two")
    assert editor.toPlainText() == "two "
    editor.clearFocus()
    assert saver.load("two")
    assert editor.toPlainText() == "two"


def test_a_disk_that_is_full_keeps_the_text_waiting_and_says_so(
    qtbot: QtBot, drafts: Drafts, editor: QPlainTextEdit, saved: Saved
) -> None:
    """U6: nothing is lost, and trying again is enough."""
    drafts.bind_text(editor, saved)
    saved.error = WriteFailed(Path("table.facilitator"), "disk full")
    qtbot.keyClicks(editor, "kept")
    with qtbot.waitSignal(drafts.failed):
        assert not drafts.flush()
    assert drafts.waiting() == 1
    saved.error = None
    assert drafts.flush()
    assert saved.texts == ["kept"]
    assert drafts.waiting() == 0


def test_a_text_that_is_refused_is_told_once_and_not_tried_for_ever(
    qtbot: QtBot, drafts: Drafts, editor: QPlainTextEdit, saved: Saved
) -> None:
    drafts.bind_text(editor, saved)
    saved.error = CommandRefused("A title is needed. Nothing was changed.")
    qtbot.keyClicks(editor, "x")
    with qtbot.waitSignal(drafts.failed):
        drafts.flush()
    assert drafts.waiting() == 0


def test_a_field_shown_for_another_row_saves_the_old_one_first(
    qtbot: QtBot, drafts: Drafts, editor: QPlainTextEdit, saved: Saved
) -> None:
    saver = drafts.bind_text(editor, saved)
    other = Saved()
    qtbot.keyClicks(editor, "first")
    saver.retarget(other)
    saver.load("second", force=True)
    qtbot.keyClicks(editor, "!")
    drafts.flush()
    assert saved.texts == ["first"]
    assert len(other.texts) == 1


def test_typing_that_is_no_row_yet_comes_back(
    qtbot: QtBot, workspace: Workspace, drafts: Drafts, editor: QPlainTextEdit
) -> None:
    drafts.bind_draft(editor, "capture/3")
    qtbot.keyClicks(editor, "/a Move the voucher")
    drafts.flush()
    line = QLineEdit()
    qtbot.addWidget(line)
    saver = drafts.bind_draft(line, "capture/3")
    assert line.text() == "/a Move the voucher"
    drafts.clear_draft(saver, "capture/3")
    assert workspace.store.draft("capture/3") is None


def test_sealed_typing_goes_where_sealed_text_goes(
    qtbot: QtBot, workspace: Workspace, drafts: Drafts, editor: QPlainTextEdit
) -> None:
    """S1: a sealed note is in no joint table, not even half-typed."""
    drafts.bind_draft(editor, "private", sealed=True)
    qtbot.keyClicks(editor, "told in confidence")
    drafts.flush()
    assert workspace.store.draft("private") is None
    assert workspace.store.draft("private", sealed=True) == "told in confidence"


def _press(editor: QWidget, key: Qt.Key) -> bool:
    """Return whether the field claims Ctrl and this key for itself."""
    from PySide6.QtWidgets import QApplication

    event = QKeyEvent(
        QKeyEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier, "", False, 1
    )
    event.ignore()
    QApplication.sendEvent(editor, event)
    return event.isAccepted()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_undo_is_the_windows_where_the_field_has_nothing_to_undo(
    qtbot: QtBot, drafts: Drafts, saved: Saved, kind: type[QLineEdit | QPlainTextEdit]
) -> None:
    """U1: Ctrl+Z in an empty capture line takes the last capture back."""
    editor = kind()
    qtbot.addWidget(editor)
    drafts.bind_text(editor, saved)
    assert not _press(editor, Qt.Key.Key_Z)
    qtbot.keyClicks(editor, "a")
    assert _press(editor, Qt.Key.Key_Z)


def test_a_field_that_is_gone_is_forgotten(qtbot: QtBot, drafts: Drafts, saved: Saved) -> None:
    editor = QLineEdit()
    drafts.bind_text(editor, saved)
    qtbot.keyClicks(editor, "a")
    editor.deleteLater()
    qtbot.waitUntil(partial(_is_gone, editor))
    gc.collect()
    assert drafts.flush()
    assert drafts.waiting() == 0


def _is_gone(widget: QWidget) -> bool:
    return not isValid(widget)
