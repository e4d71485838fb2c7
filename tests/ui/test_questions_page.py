"""The question shelf, through the real widgets on the demo (L6)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.commands import captures
from facilitator.queries.questions import question, questions
from tests.demo_file import draft_again
from ui.main_window import MainWindow
from ui.pages.language.page import LanguagePage
from ui.pages.language.questions.ask_form import AskForm
from ui.pages.language.questions.tab import QuestionsTab


@pytest.fixture
def tab(demo_window: MainWindow) -> QuestionsTab:
    demo_window.go("language", tab="questions")
    page = demo_window.page("language")
    assert isinstance(page, LanguagePage)
    found = page.shown_tab
    assert isinstance(found, QuestionsTab)
    return found


def _current(tab: QuestionsTab) -> int:
    key = tab.list.current()
    assert isinstance(key, int)
    return key


def test_open_questions_come_first(tab: QuestionsTab) -> None:
    """L6."""
    rows = tab.list.rows.rows()
    assert [row.title for row in rows if row.is_heading] == [
        "Open", "Answered, not confirmed", "Understood",
    ]  # fmt: skip
    found = question(tab.workspace.reader, _current(tab))
    assert found is not None
    assert found.is_open


def test_an_answer_is_kept_and_the_asker_confirms_it(
    tab: QuestionsTab, demo_window: MainWindow, qtbot: QtBot
) -> None:
    """L6: Ctrl+Enter keeps it; then the one filled button is the asker's."""
    key = _current(tab)
    box = tab.detail.answer
    assert not box.keep.isEnabled()
    QTest.keyClicks(box.words, "Call the desk first")
    QTest.keyClick(box.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _current(tab) == key
    found = question(tab.workspace.reader, key)
    assert found is not None
    assert (found.state, found.answer) == ("answered", "Call the desk first")
    assert not box.isVisible()
    qtbot.mouseClick(tab.detail.confirm, Qt.MouseButton.LeftButton)
    found = question(tab.workspace.reader, key)
    assert found is not None
    assert found.state == "confirmed"
    demo_window.undo()
    demo_window.undo()
    found = question(tab.workspace.reader, key)
    assert found is not None
    assert found.is_open
    assert box.isVisible()


def test_half_an_answer_is_there_again(tab: QuestionsTab) -> None:
    key = _current(tab)
    other = next(row.key for row in tab.list.rows.rows()
                 if not row.is_heading and row.key != key)  # fmt: skip
    QTest.keyClicks(tab.detail.answer.words, "Half an ans")
    tab.list.picked.emit(other)
    assert tab.detail.answer.words.toPlainText() == ""
    tab.list.picked.emit(key)
    assert tab.detail.answer.words.toPlainText() == "Half an ans"


def test_a_question_goes_on_the_shelf_and_on_the_next_agenda(
    tab: QuestionsTab, demo_window: MainWindow, qtbot: QtBot
) -> None:
    """L6."""
    key = _current(tab)
    qtbot.mouseClick(tab.detail.shelf, Qt.MouseButton.LeftButton)
    assert tab.detail.shelf.text() == "Take off the shelf"
    qtbot.mouseClick(tab.detail.agenda, Qt.MouseButton.LeftButton)
    found = question(tab.workspace.reader, key)
    assert found is not None
    assert (found.is_on_shelf, found.agenda_on) == (True, "2026-07-21")
    assert "On the agenda of 21 Jul." in tab.detail.place.text()
    qtbot.mouseClick(tab.detail.agenda, Qt.MouseButton.LeftButton)
    assert demo_window.page_id == "prepare"


def test_a_question_without_a_name_stores_nobody(
    tab: QuestionsTab, demo_window: MainWindow
) -> None:
    """L8: even where somebody was chosen before the box was ticked."""
    tab.new.click()
    form = demo_window.findChild(AskForm)
    assert form is not None
    QTest.keyClicks(form.words, "Why so many forms?")
    form.asker.setCurrentIndex(1)
    form.nameless.setChecked(True)
    form.confirm.click()
    found = question(tab.workspace.reader, _current(tab))
    assert found is not None
    assert (found.text, found.asker.name, found.is_nameless) == ("Why so many forms?", "", True)
    assert "without a name" in tab.detail.place.text()


def test_an_empty_shelf_offers_the_three(tab: QuestionsTab) -> None:
    """L6."""
    draft_again(tab.workspace.store)
    for each in questions(tab.workspace.reader):
        tab.workspace.run(captures.delete_capture, each.id)
    assert tab.nothing.isVisible()
    tab._on_bring()
    assert len(questions(tab.workspace.reader)) == 3
    assert tab.detail.isVisible()
    assert not tab.bring.isVisible(), "all are there"


def test_the_shelf_tab_shows_what_is_on_it(tab: QuestionsTab) -> None:
    tab.tabs.set_current("shelf")
    tab.tabs.chosen.emit("shelf")
    shown = [row.key for row in tab.list.rows.rows() if not row.is_heading]
    on_shelf = {each.id for each in questions(tab.workspace.reader) if each.is_on_shelf}
    assert set(shown) == on_shelf
    assert len(shown) == 3
