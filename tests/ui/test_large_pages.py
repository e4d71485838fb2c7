"""Pages over a file that is counted as large: answers come later, and lists show a part."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from facilitator.commands.questions import ask_question
from facilitator.queries.concerns import concerns
from facilitator.queries.questions import questions
from tests.ui.goal_tabs import tab_of
from ui.main_window import MainWindow
from ui.pages.goals.tab import GoalsTab
from ui.pages.language.page import LanguagePage
from ui.pages.language.questions.tab import QuestionsTab
from ui.pages.prepare.page import PreparePage
from ui.pages.radar.page import RadarPage


@pytest.fixture
def large(demo_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr("ui.workspace.LARGE_BYTES", 0)
    return demo_window


def _settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running(), timeout=20_000)


def test_the_radar_shows_a_part_of_the_concerns_and_more_when_asked(
    large: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C1: the one that was asked for is there, however far down it stands."""
    monkeypatch.setattr("ui.pages.radar.concerns_card._MOST", 2)
    every = concerns(large.workspace.reader)
    assert len(every) > 5
    large.go("radar", concern_id=every[-1].id)
    page = large.page("radar")
    assert isinstance(page, RadarPage)
    _settled(qtbot, large)
    card = page.concerns
    assert card.current() == every[-1].id
    card._most = 2
    card._on_filter()
    assert [row.key for row in card.list.rows.rows()] == [each.id for each in every[:2]]
    assert card.more.isVisible()
    while card.more.isVisible():
        card.more.click()
    assert len(card.list.rows.rows()) == len(every)
    assert not page.ideas.nothing.isVisible()
    assert page.needs.find_side(large.workspace.reader.value("SELECT id FROM party")) is not None


def test_a_long_list_of_questions_leads_to_each(large: MainWindow, qtbot: QtBot) -> None:
    """L6."""
    store = large.workspace.store
    with store.step("Ask a lot"):
        for number in range(420):
            ask_question(store, f"What is number {number}?")
    large.go("language", tab="questions")
    _settled(qtbot, large)
    page = large.page("language")
    assert isinstance(page, LanguagePage)
    tab = page.shown_tab
    assert isinstance(tab, QuestionsTab)
    assert tab.list.is_long
    every = questions(large.workspace.reader)
    source = tab.list.long_rows.source
    assert source is not None
    words = [source.row_at(place).title for place in range(len(source))]
    assert words[0] == "Open"
    assert [each for each in words if each in {found.text for found in every}] == [
        found.text for found in every
    ]
    large.go("language", tab="questions", question_id=every[-1].id)
    _settled(qtbot, large)
    assert tab.list.current() == every[-1].id
    assert tab.detail.words.text() == every[-1].text


def test_what_returns_comes_later_and_never_stands_for_another_session(
    large: MainWindow, qtbot: QtBot
) -> None:
    """P5: until the answer is there nothing of another session can be carried over."""
    reader = large.workspace.reader
    rows = reader.all("SELECT id FROM session WHERE state = 'planned' ORDER BY starts_local")
    first, second = (row["id"] for row in rows[:2])
    large.go("prepare", session_id=first)
    page = large.page("prepare")
    assert isinstance(page, PreparePage)
    assert not page.side.carry.isEnabled()
    _settled(qtbot, large)
    assert page.side.carry.isEnabled()
    assert page.side.backlog.isEnabled()
    assert page.side.carry.session_id == first
    large.go("prepare", session_id=second)
    assert not page.side.carry.isEnabled()
    _settled(qtbot, large)
    assert page.side.carry.isEnabled()
    assert page.side.carry.session_id == page.side.backlog.session_id == second


def test_a_new_goal_is_the_one_whose_name_gets_the_keyboard(
    large: MainWindow, qtbot: QtBot
) -> None:
    """G1: the goal that was shown before keeps its name."""
    tab = tab_of(large, "goals", GoalsTab)
    _settled(qtbot, large)
    before = tab.detail.title_edit.toPlainText()
    tab.new.click()
    assert not tab.detail.title_edit.hasFocus()
    _settled(qtbot, large)
    assert tab.detail.title_edit.hasFocus()
    assert tab.detail.title_edit.toPlainText() != before
