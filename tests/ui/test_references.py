"""Void calls into Qt leave the reference counts alone, and closed windows are freed."""

from __future__ import annotations

import gc
import sys
import weakref
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.crash import CrashGuard
from ui.theme import Theme
from ui.widgets.buttons import PlainButton
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field, line_edit
from ui.widgets.notices import Banner, EmptyState, Toast
from ui.widgets.rows import Row, RowList
from ui.widgets.segmented import FilterTabs, Segmented

CALLS = 20_000


class _Sender(QObject):
    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.told.connect(self._on_told)

    def _on_told(self, what: object) -> None:
        self.count += 1


def test_twenty_thousand_void_calls_and_emits_keep_the_reference_count_of_none() -> None:
    """PySide6 6.12.0 dropped one reference to None with each void call on Python 3.11."""
    sender, before = _Sender(), sys.getrefcount(None)
    for number in range(CALLS):
        sender.setObjectName("name")
        sender.told.emit(number)
    assert sender.count == CALLS
    # From Python 3.12 on None is immortal and its count never moves.
    assert abs(sys.getrefcount(None) - before) < CALLS / 100


class _Form(QDialog):
    """A dialog with one of everything in it, joined by bound methods."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        button = PlainButton("Save", parent=self)
        button.clicked.connect(self.accept)
        self.parts = [
            Field("Name", line_edit(), parent=self),
            AutoGrowTextEdit(parent=self),
            Segmented([(1, "One"), (2, "Two")], "Which", parent=self),
            FilterTabs([(1, "One")], "Which", parent=self),
            Choice("Which", self),
            RowList("Rows", parent=self),
            EmptyState("target", "Nothing", parent=self),
            Toast(self),
        ]
        banner = Banner(self)
        banner.show_notice("Failed", "Kept")
        banner.add_button("Again", self.reject)
        rows = self.parts[5]
        assert isinstance(rows, RowList)
        rows.set_rows([Row(1, "A row")])
        rows.opened.connect(self._on_opened)

    def _on_opened(self, key: object) -> None:
        self.accept()


def _is_gone(widget: QWidget) -> bool:
    return not isValid(widget)


def test_a_dialog_is_freed_after_it_was_closed(qtbot: QtBot, look: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = _Form(window)
    gone = weakref.ref(dialog)
    with qtbot.waitSignal(dialog.finished):
        dialog.open()
        dialog.accept()
    dialog.deleteLater()
    qtbot.waitUntil(partial(_is_gone, dialog))
    del dialog
    gc.collect()
    assert gone() is None


def test_widgets_that_are_gone_do_not_hear_a_change_of_look(qtbot: QtBot, look: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    form = _Form(window)
    form.deleteLater()
    qtbot.waitUntil(partial(_is_gone, form))
    look.set_zoom(110)
    look.set_zoom(100)


def test_the_crash_guard_gives_the_hook_back(qtbot: QtBot) -> None:
    before = sys.excepthook
    guard = CrashGuard()
    guard.install()
    assert sys.excepthook != before
    guard.remove()
    assert sys.excepthook is before
