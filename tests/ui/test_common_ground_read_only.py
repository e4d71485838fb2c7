"""A file that is open read-only shows all of common ground, changes nothing and says why."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.demo_file import demo_file
from tests.ui.places import settle
from ui.main_window import MainWindow
from ui.pages.goals.page import GoalsPage

SAFE = ("ease-list", "tension-agenda", "tradeoff-decision", "fact-open-decision", "rank-before")


@pytest.mark.parametrize("name", ["tensions", "ranking", "tradeoffs", "money", "facts"])
def test_nothing_changes_in_a_file_that_is_read_only(
    demo_window: MainWindow, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """U6: every field stays readable, every button says why it does nothing."""
    path = demo_file(tmp_path_factory.mktemp("read-only"))
    assert demo_window.open_engagement(path, read_only=True)
    demo_window.go("goals", tab=name)
    settle()
    page = demo_window.page("goals")
    assert isinstance(page, GoalsPage)
    tab = page.tab(name)
    edits = [*tab.findChildren(QLineEdit), *tab.findChildren(QPlainTextEdit)]
    assert all(edit.isReadOnly() for edit in edits if edit.isVisible())
    for button in [*tab.findChildren(QPushButton), *tab.header_actions()]:
        if isinstance(button, QPushButton) and button.isVisible() and button.isEnabled():
            assert button.accessibleIdentifier() in SAFE, button.text()
    for command in tab.commands():
        assert not command.enabled(), command.id
