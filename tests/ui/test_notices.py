"""A notice can be read: its words take the room, with and without ways on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.notices import Banner
from ui.widgets.text import Text


def _nothing() -> None:
    pass


@pytest.mark.parametrize("buttons", [0, 1, 2])
def test_the_words_of_a_notice_take_the_room(qtbot: QtBot, look: Theme, buttons: int) -> None:
    """U6: an error that nobody can read says nothing."""
    home = QWidget()
    qtbot.addWidget(home)
    box = QVBoxLayout(home)
    banner = Banner()
    box.addWidget(banner)
    box.addStretch(1)
    home.resize(700, 500)
    home.show()
    banner.show_notice("The disk is full, so the last 3 changes are not saved.", "They are kept.")
    for _ in range(buttons):
        banner.add_button("Try again", _nothing)
    qtbot.waitUntil(lambda: banner.height() > 0)
    home.layout().activate()
    title, *_ = [text for text in banner.findChildren(Text) if text.text()]
    assert title.width() > 500
    assert title.height() < 40
    assert banner.height() < 150
