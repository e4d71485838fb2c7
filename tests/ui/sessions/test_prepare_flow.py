"""Prepare between sessions: who opens, what ticked minutes make, what is not ready yet."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from facilitator.commands import agenda as commands
from facilitator.commands import parties
from facilitator.queries.opening import opener
from facilitator.queries.prepare import item
from tests.commands.scene import Scene
from ui.main_window import MainWindow
from ui.pages.prepare import PreparePage
from ui.pages.prepare.side_card import INVITED

Left = Qt.MouseButton.LeftButton


def _open_menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu), found
    return found


def _action(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == words)


def test_who_opens_is_shown_and_chosen_from_a_menu(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """V8: with more than two sides; undo takes the choice back."""
    button = prepare.opener.button
    assert button.text() == "Marketing opens"
    assert "their turn" in button.toolTip()
    parties.add_party(scene.store, "Legal")
    menu = prepare.opener.menu()
    assert [a.text() for a in menu.actions() if a.isCheckable()] == [
        "Security opens", "Marketing opens", "Legal opens",
    ]  # fmt: skip
    _action(menu, "Legal opens").trigger()
    found = opener(scene.store, scene.planned)
    assert found is not None
    assert (found.name, found.is_chosen) == ("Legal", True)
    assert button.text() == "Legal opens"
    window.undo()
    assert button.text() == "Marketing opens"


def test_a_session_that_is_over_keeps_who_opened(prepare: PreparePage, scene: Scene) -> None:
    prepare.open_target(session_id=scene.held)
    assert not prepare.opener.button.isEnabled()
    assert "over" in prepare.opener.button.toolTip()


def test_ticked_minutes_are_said_against_the_length_before_anything_moves(
    prepare: PreparePage, scene: Scene
) -> None:
    """P5: 20 minutes stand there, 40 are ticked by rule, the session has 60."""
    commands.set_item(scene.store, scene.planned_items[0], length_s=3000)
    prepare.load()
    words = prepare.side.fill.text()
    ticked = sum(
        each.length_s
        for each in prepare.side.carry._chosen()
    )  # fmt: skip
    assert words == f"With these, {60 + ticked // 60} of 60 min, {ticked // 60} over"


def test_an_item_can_be_told_that_it_need_not_return(prepare: PreparePage, scene: Scene) -> None:
    """P5."""
    key = ("agenda_item", scene.running_items[2])
    prepare.side.carry._on_menu(key, prepare.mapToGlobal(prepare.rect().center()))
    menu = next(each for each in prepare.side.carry.findChildren(QMenu))
    _action(menu, "It need not return").trigger()
    assert item(scene.store, scene.running_items[2]) is not None
    row = scene.store.one("SELECT let_go_on FROM agenda_item WHERE id = ?", (key[1],))
    assert row == {"let_go_on": "2026-06-23"}
    menu.close()


def test_the_list_of_gaps_leads_to_each_place(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """P9: the wanted paper, and what is fine below."""
    commands.set_item(scene.store, scene.planned_items[1], papers_wanted="the report")
    prepare.load()
    qtbot.mouseClick(prepare.agenda.ready.unfold, Left)
    shown = [
        button for button in prepare.agenda.ready.all.findChildren(QPushButton)
        if button.isVisible()
    ]  # fmt: skip
    words = [button.text() for button in shown]
    assert words == [
        "Items 1 and 2 have no lead", "Item 2 waits for its paper",
        "Nothing was asked by Security and Marketing", "Items 1 and 2 have no wanted result",
    ]  # fmt: skip
    qtbot.mouseClick(shown[1], Left)
    assert prepare.agenda.editor.item is not None
    assert prepare.agenda.editor.item.id == scene.planned_items[1]
    assert window.focusWidget() is prepare.agenda.editor.papers.add


def test_nobody_able_to_come_leads_to_who_is_invited(
    qtbot: QtBot, prepare: PreparePage, scene: Scene
) -> None:
    """P9: both sides have time."""
    from facilitator.commands import attendance
    from facilitator.domain.words import Attendance

    attendance.set_attendance(scene.store, scene.planned, scene.jonas, Attendance.APOLOGIES)
    prepare.load()
    qtbot.mouseClick(prepare.agenda.ready.unfold, Left)
    (button,) = [
        each for each in prepare.agenda.ready.all.findChildren(QPushButton)
        if each.text() == "Nobody of Marketing is able to come"
    ]  # fmt: skip
    qtbot.mouseClick(button, Left)
    assert prepare.side.tab() == INVITED


def test_a_needed_day_and_a_wanted_paper_are_kept_from_the_editor(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """P9: they fold under “More”."""
    first = scene.planned_items[0]
    prepare.agenda.unfold(first)
    qtbot.mouseClick(prepare.agenda.editor.more_button, Left)
    prepare.agenda.editor.needed.setText("10 jul")
    prepare.agenda.editor.needed.read()
    qtbot.keyClicks(prepare.agenda.editor.papers_wanted, "the plan")
    window.drafts.flush()
    found = item(scene.store, first)
    assert found is not None
    assert (found.needed_on, found.papers_wanted) == ("2026-07-10", "the plan")
    assert prepare.agenda.editor.needed.date() == date(2026, 7, 10)


def test_the_menu_of_an_item_says_what_is_missing_to_hand_it_up(
    prepare: PreparePage, scene: Scene
) -> None:
    """E10: a session that stands alone can say its own level."""
    found = prepare.agenda.items()[0]
    menu = prepare.actions_of_items.menu(found)
    inner = next(a.menu() for a in menu.actions() if a.text() == "Hand up or down")
    assert isinstance(inner, QMenu)
    words = [action.text() for action in inner.actions()]
    assert words[0] == "Nobody said on which level this meets."
    inner.actions()[1].trigger()
    assert scene.store.value("SELECT level FROM session WHERE id = ?", (scene.planned,)) == (
        "leadership"
    )
    menu.close()
