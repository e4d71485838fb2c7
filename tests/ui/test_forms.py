"""What all forms share: where the keyboard begins, and what the filled button is called."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.form import FormDialog
from ui.widgets.fields import line_edit
from ui.widgets.segmented import Segmented


@pytest.fixture
def home(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    return window


def opened(home: QWidget, *fields: QWidget) -> FormDialog:
    form = FormDialog(home, "A question", "Answer")
    for field in fields:
        form.body.addWidget(field)
    form.open()
    return form


def test_the_keyboard_begins_in_the_first_field_and_not_on_cancel(home: QWidget) -> None:
    """U1: what one came to fill in is where one types."""
    first, second = line_edit(), line_edit()
    first.setEnabled(False)
    form = opened(home, first, second)
    assert form.focusWidget() is second, "a field that cannot be filled in is passed over"


def test_of_choices_side_by_side_the_chosen_one_has_the_keyboard(home: QWidget) -> None:
    """U1: arrows go on from what is chosen."""
    choice = Segmented([("a", "Agrees"), ("c", "Contests")], "Answer", current="c")
    form = opened(home, choice, line_edit())
    assert form.focusWidget() is choice.chosen_segment()


def test_a_form_that_chose_where_to_begin_begins_there(home: QWidget) -> None:
    """S3: before something is destroyed the safe answer has the keyboard."""
    form = FormDialog(home, "For good?", "Destroy")
    form.body.addWidget(line_edit())
    form.cancel.setFocus()
    form.open()
    assert form.focusWidget() is form.cancel


def test_a_screen_reader_hears_what_the_filled_button_says_now(home: QWidget) -> None:
    """U3: “Done” is not read as “Answer”."""
    form = opened(home, line_edit())
    form.set_action("Done")
    assert (form.confirm.text(), form.confirm.accessibleName()) == ("Done", "Done")
