"""Goals, through the real widgets on the demo (G1, G6)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.commands.goals import delete_goal
from facilitator.queries.goals import goal_detail
from facilitator.queries.together import goal_cards
from ui.main_window import MainWindow
from ui.pages.goals.page import GoalsPage
from ui.pages.goals.tab import GoalsTab


@pytest.fixture
def page(demo_window: MainWindow) -> GoalsTab:
    demo_window.go("goals")
    whole = demo_window.page("goals")
    assert isinstance(whole, GoalsPage)
    found = whole.tab("goals")
    assert isinstance(found, GoalsTab)
    return found


def _current(page: GoalsTab) -> int:
    key = page.list.current()
    assert isinstance(key, int)
    return key


def test_the_goal_at_risk_comes_first_with_what_was_spent_on_it(page: GoalsTab) -> None:
    row = page.list.rows.rows()[0]
    assert (row.title, row.second) == (
        "Customers can see and change their choices in one place", "At risk, due 28 Aug",
    )  # fmt: skip
    assert page.detail.title_edit.toPlainText() == row.title
    assert page.detail.spent.text() == "Last on the table Tue 23 June. 1 h 01 spent so far."
    assert page.detail.reason.text() == "Two of seventeen tools need three days to obey."


def test_what_is_linked_is_counted_and_leads_there(page: GoalsTab, demo_window: MainWindow) -> None:
    """G6."""
    names = [button.accessibleName() for button in page.linked.tabs._group.buttons()]
    assert names == ["Actions 4", "Decisions 3", "Agenda items 5"]
    first = page.linked.list.rows.rows()[0]
    page.linked.list.opened.emit(first.key)
    assert demo_window.page_id == "actions"
    demo_window.back()
    assert demo_window.page_id == "goals"
    page.linked.tabs.set_current("items")
    page.linked.tabs.chosen.emit("items")
    planned = page.linked.list.rows.rows()[0]
    assert planned.second == "2026/13, 21 Jul"
    page.linked.list.opened.emit(planned.key)
    assert demo_window.page_id == "prepare"


def test_a_new_goal_is_typed_over_and_saved(page: GoalsTab, qtbot: QtBot) -> None:
    """G1."""
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    goal = _current(page)
    QTest.keyClicks(page.detail.title_edit, "One answer within a day")
    QTest.keyClick(page.detail.title_edit, Qt.Key.Key_Return)
    assert page.detail.measure.hasFocus()
    QTest.keyClicks(page.detail.measure, "Nine of ten")
    page.detail.due.setText("30 sep")
    page.detail.due.read()
    page.shell.drafts.flush()
    found = goal_detail(page.workspace.reader, goal)
    assert found is not None
    card = found.card
    assert (card.title, card.measure, card.due_on) == (
        "One answer within a day", "Nine of ten", "2026-09-30",
    )  # fmt: skip
    assert "\n" not in card.title


def test_a_state_that_owes_a_reason_asks_for_it(page: GoalsTab) -> None:
    page.list.set_current(page.list.rows.rows()[1].key)
    page.list.picked.emit(_current(page))
    goal = _current(page)
    page.detail.state.chosen.emit("late")
    assert page.detail.reason.hasFocus()
    QTest.keyClicks(page.detail.reason, "The rehearsal moved")
    page.shell.drafts.flush()
    found = goal_detail(page.workspace.reader, goal)
    assert found is not None
    assert (found.card.state, found.card.state_reason) == ("late", "The rehearsal moved")
    assert page.detail.state_pill.text() == "Late"
    told = page.detail.history.body.itemAt(0).widget()
    assert told.text() == "30 Jun: On track → Late"


def test_a_deleted_goal_comes_back_with_its_links(
    page: GoalsTab, qtbot: QtBot, demo_window: MainWindow
) -> None:
    """U1."""
    goal = _current(page)
    qtbot.mouseClick(page.detail.delete, Qt.MouseButton.LeftButton)
    assert goal not in [row.key for row in page.list.rows.rows()]
    assert page.detail.isVisible(), "the next goal is shown"
    demo_window.undo()
    assert goal in [row.key for row in page.list.rows.rows()]
    found = goal_detail(page.workspace.reader, goal)
    assert found is not None
    assert (len(found.actions), len(found.decisions), len(found.items)) == (4, 3, 5)


def test_the_tabs_part_open_goals_from_done_ones(page: GoalsTab) -> None:
    page.tabs.set_current("over")
    page.tabs.chosen.emit("over")
    assert [row.title for row in page.list.rows.rows()] == [
        "Agencies work fast through one safe door"
    ]


def test_a_goal_asked_for_from_another_page_is_shown(
    page: GoalsTab, demo_window: MainWindow
) -> None:
    last = page.list.rows.rows()[-1].key
    page.tabs.set_current("open")
    page.tabs.chosen.emit("open")
    demo_window.go("together")
    demo_window.go("goals", goal_id=last)
    assert page.list.current() == last


def test_without_goals_the_page_offers_the_first_step(page: GoalsTab, qtbot: QtBot) -> None:
    for card in goal_cards(page.workspace.reader):
        page.workspace.run(delete_goal, card.id)
    assert page.nothing_card.isVisible()
    assert not page.columns.isVisible()
    page._on_new()
    assert page.columns.isVisible()
    assert page.detail.title_edit.hasFocus()


def test_a_goal_keeps_its_sentence_when_the_field_is_emptied(page: GoalsTab) -> None:
    goal = _current(page)
    page.detail.title_edit.setFocus()
    page.detail.title_edit.selectAll()
    QTest.keyClick(page.detail.title_edit, Qt.Key.Key_Delete)
    page.shell.drafts.flush()
    assert page.detail.title_problem.isVisible()
    found = goal_detail(page.workspace.reader, goal)
    assert found is not None
    assert found.card.title.startswith("Customers can see")
