"""What a screen reader asks never ends the app (U3)."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui import spoken


def test_a_child_that_is_no_longer_there_is_nothing(qtbot: QtBot) -> None:
    """Qt's own description reads past the end of its list here, and the process is gone."""
    spoken.install()
    area, inside = QScrollArea(), QWidget()
    inside.setMinimumSize(1000, 1000)
    area.setWidget(inside)
    area.resize(200, 200)
    qtbot.addWidget(area)
    area.show()
    told = QAccessible.queryAccessibleInterface(area)
    assert told.role() == QAccessible.Role.Client
    assert told.child(0).object() is area.viewport()
    assert told.child(99) is None
    area.hide()
    assert told.child(2) is None or told.child(2).state().invisible
