"""What the tests of the radar share: its store, its dialogs, a concern that waits."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from facilitator.commands import decisions
from facilitator.queries.concerns import ConcernRow, open_concerns
from facilitator.queries.engagement import parties as table
from facilitator.store import Store
from ui.main_window import MainWindow

T = TypeVar("T", bound=QWidget)


def store_of(window: MainWindow) -> Store:
    return window.workspace.store


def dialog_of(window: MainWindow, kind: type[T]) -> T:
    QApplication.processEvents()
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def unanswered(window: MainWindow) -> ConcernRow:
    return open_concerns(window.workspace.reader)[0]


def hear_all(window: MainWindow, row_id: int) -> None:
    for party in table(window.workspace.reader):
        decisions.set_consideration(store_of(window), row_id, party.id, "Thought about")
