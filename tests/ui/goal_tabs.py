"""The tabs of the goals page, and what a person does on them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.places import settle
from ui.main_window import MainWindow
from ui.pages.goals.page import GoalsPage
from ui.pages.tabbed import TabPage

T = TypeVar("T", bound=TabPage)
D = TypeVar("D", bound=QDialog)


def tab_of(window: MainWindow, name: str, kind: type[T], **target: object) -> T:
    """Show a tab and return it."""
    window.go("goals", tab=name, **target)
    settle()
    page = window.page("goals")
    assert isinstance(page, GoalsPage)
    tab = page.tab(name)
    assert isinstance(tab, kind)
    assert tab.isVisible()
    return tab


def dialog_of(kind: type[D]) -> D:
    """Return the dialog of a kind that is open."""
    return next(
        each for each in QApplication.topLevelWidgets()
        if isinstance(each, kind) and each.isVisible()
    )  # fmt: skip


def press(qtbot: QtBot, button: QPushButton) -> None:
    """Press a button with the mouse."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
