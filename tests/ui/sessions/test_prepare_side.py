"""What stands beside the agenda: carry-over, backlog, people, perspective, templates (P4 to P6)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.commands import agenda as commands
from facilitator.commands import parties, templates
from facilitator.domain.words import PointKind
from facilitator.queries.prepare import agenda, backlog
from facilitator.queries.running import attendance
from tests.commands.scene import Scene
from tests.ui.sessions.window import (
    dialog,
    shown_page,
)
from ui.dialogs.template_form import TemplateDialog
from ui.dialogs.words_form import WordsDialog
from ui.main_window import MainWindow
from ui.pages.prepare import PreparePage
from ui.templates import shipped
from ui.widgets.text import Text

Left = Qt.MouseButton.LeftButton


def _titles(scene: Scene) -> list[str]:
    return [item.title for item in agenda(scene.store, scene.planned)]


# --- carry over ---------------------------------------------------------------------------------


def test_what_could_return_is_ticked_by_rule_and_says_why(prepare: PreparePage) -> None:
    """P5."""
    rows = {row._title: row for row in prepare.side.carry.list._rows.values()}
    assert rows["We cannot prove consent"].isChecked()
    assert rows["We cannot prove consent"]._second == "Concern of Security, unanswered since 23 Jun"
    assert rows["Call centre view"]._second == "Parked 23 Jun"
    assert rows["Check-in"]._second == "Standing item"
    assert "From 2026/01" in prepare.side.carry.lead.text()


def test_the_minutes_are_summed_before_anything_moves(prepare: PreparePage, scene: Scene) -> None:
    """P5."""
    before = _titles(scene)
    panel = prepare.side.carry
    for row in panel.list._rows.values():
        row.setChecked(False)
    assert prepare.side.sum.text() == ""
    assert not panel.add.isEnabled()
    next(row for row in panel.list._rows.values() if row._title == "Call centre view").click()
    assert prepare.side.sum.text() == "+ 10 min"
    assert _titles(scene) == before


def test_carry_over_puts_what_is_ticked_on_the_agenda_and_undo_takes_it_back(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """P5, U1."""
    panel = prepare.side.carry
    ticked = [row._title for row in panel.list._rows.values() if row.isChecked()]
    before = _titles(scene)
    assert panel.add.text() == f"Add {len(ticked)} to this agenda"
    qtbot.mouseClick(panel.add, Left)
    assert _titles(scene) == [*before, *ticked]
    left = [row._title for row in panel.list._rows.values()]
    assert not set(ticked) & set(left)
    window.undo()
    assert _titles(scene) == before
    window.redo()
    assert _titles(scene) == [*before, *ticked]


def test_a_tick_taken_by_hand_stays_taken_when_the_list_changes(
    prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    panel = prepare.side.carry
    row = next(r for r in panel.list._rows.values() if r._title == "We cannot prove consent")
    row.click()
    window.workspace.run(commands.add_item, scene.planned, "Another one")
    panel.list._ticks = ()
    prepare.load()
    row = next(r for r in panel.list._rows.values() if r._title == "We cannot prove consent")
    assert not row.isChecked()


def test_what_does_not_return_can_be_unfolded_with_its_reasons(prepare: PreparePage) -> None:
    """P5."""
    left = prepare.side.carry.left
    assert not left.is_open()
    left.set_open(True)
    words = [label.text() for label in left.findChildren(Text)]
    assert "How often do we meet?" in words
    assert "was discussed" in words
    assert any("returns with" in each for each in words)


def test_keep_in_backlog_moves_what_is_ticked_there(
    qtbot: QtBot, prepare: PreparePage, scene: Scene
) -> None:
    """P6."""
    panel = prepare.side.carry
    ticked = [row._title for row in panel.list._rows.values() if row.isChecked()]
    qtbot.mouseClick(panel.keep, Left)
    assert [item.title for item in backlog(scene.store)] == ticked


# --- backlog ------------------------------------------------------------------------------------


def test_an_idea_goes_into_the_backlog_and_from_there_onto_the_agenda(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """P6."""
    prepare.side.show_tab("backlog")
    panel = prepare.side.backlog
    panel.by.set_current(scene.marketing)
    qtbot.keyClicks(panel.idea, "Push messages on locked screens")
    qtbot.keyClick(panel.idea, Qt.Key.Key_Return)
    waiting = backlog(scene.store)
    assert [(item.title, item.asked_by) for item in waiting] == [
        ("Push messages on locked screens", "Marketing")
    ]
    assert panel.idea.text() == ""
    panel.list.row(waiting[0].id).click()
    qtbot.mouseClick(panel.add, Left)
    assert _titles(scene)[-1] == "Push messages on locked screens"
    assert backlog(scene.store) == []
    window.undo()
    assert [item.title for item in backlog(scene.store)] == ["Push messages on locked screens"]


# --- people -------------------------------------------------------------------------------------


def test_a_person_who_cannot_come_is_marked_with_enter(
    qtbot: QtBot, prepare: PreparePage, scene: Scene
) -> None:
    """P1, V6."""
    prepare.side.show_tab("invited")
    rows = prepare.side.invited.list
    rows.setFocus()
    rows.set_current(scene.nadia)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    found = {row.name: row.state for row in attendance(scene.store, scene.planned)}
    assert found["Nadia Rahmani"] == "apologies"
    assert rows.current() == scene.nadia
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    found = {row.name: row.state for row in attendance(scene.store, scene.planned)}
    assert found["Nadia Rahmani"] == "invited"


def test_a_person_is_taken_from_the_list_and_invited_again(
    qtbot: QtBot, prepare: PreparePage, scene: Scene
) -> None:
    prepare.side.show_tab("invited")
    panel = prepare.side.invited
    panel.list.setFocus()
    panel.list.set_current(scene.jonas)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert "Jonas Feld" not in [row.name for row in attendance(scene.store, scene.planned)]
    panel.other.set_current(scene.jonas)
    panel.other.activated.emit(panel.other.currentIndex())
    assert "Jonas Feld" in [row.name for row in attendance(scene.store, scene.planned)]


# --- perspective --------------------------------------------------------------------------------


def test_the_card_shows_the_side_that_did_not_ask(
    prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """E2."""
    first, second = scene.planned_items
    run = window.workspace.run
    run(parties.set_points, scene.marketing, PointKind.WORRY, ["Slow approvals cost the season"])
    run(commands.set_item, first, asked_by_party_id=scene.security)
    prepare.agenda.unfold(first)
    card = prepare.perspective
    assert card.accessibleName() == "How Marketing will hear this"
    assert card.about.text() == "For item 1, asked by Security"
    assert not card.sides.isVisible()
    assert "Slow approvals cost the season" in [t.text() for t in card.findChildren(Text)]
    prepare.agenda.unfold(second)
    assert card.sides.isVisible()


def test_a_side_nobody_wrote_about_leads_to_its_page(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    prepare.agenda.unfold(scene.planned_items[0])
    QApplication.processEvents()
    qtbot.mouseClick(prepare.perspective.open_party, Left)
    assert shown_page(window) == "people"


# --- templates ----------------------------------------------------------------------------------


def test_the_menu_offers_the_nine_templates_and_a_preview_before_anything_happens(
    qtbot: QtBot, prepare: PreparePage, scene: Scene
) -> None:
    """P4."""
    ids = prepare.agenda.item_ids()
    menu = prepare.templates.popup(prepare.agenda.template, scene.planned, ids, "Tools")
    names = [action.text().split("\t")[0] for action in menu.actions()]
    assert [template.name for template in shipped()] == names[1:10]
    next(a for a in menu.actions() if a.text().startswith("Retrospective")).trigger()
    menu.close()
    found = dialog(TemplateDialog)
    before = _titles(scene)
    assert len(before) == 2
    shown = [label.text() for label in found.findChildren(Text)]
    retro = next(t for t in shipped() if t.name == "Retrospective")
    assert {item.title for item in retro.items} <= set(shown)
    qtbot.keyClick(found, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _titles(scene) == [*before, *(item.title for item in retro.items)]


def test_starting_again_from_a_template_is_one_step_of_undo(
    prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """P4, U1."""
    before = _titles(scene)
    prepare.templates.popup(
        prepare.agenda.template, scene.planned, prepare.agenda.item_ids(), "Tools"
    ).close()
    prepare.templates.preview(shipped()[0])
    found = dialog(TemplateDialog)
    assert isinstance(found, TemplateDialog)
    found.again.setChecked(True)
    found.confirm.click()
    assert _titles(scene) == [item.title for item in shipped()[0].items]
    window.undo()
    assert _titles(scene) == before


def test_an_agenda_becomes_an_own_template_that_can_be_used_and_deleted(
    qtbot: QtBot, prepare: PreparePage, scene: Scene
) -> None:
    """P4."""
    menu = prepare.templates.popup(
        prepare.agenda.template, scene.planned, prepare.agenda.item_ids(), "Tools"
    )
    menu.actions()[-1].trigger()
    menu.close()
    found = dialog(WordsDialog)
    assert isinstance(found, WordsDialog)
    assert found.words.text() == "Tools"
    found.confirm.click()
    own = templates.own_templates(scene.store)
    assert [(template.name, len(template.items)) for _id, template in own] == [("Tools", 2)]
    prepare.templates.preview(own[0][1], own[0][0])
    again = dialog(TemplateDialog)
    assert isinstance(again, TemplateDialog)
    qtbot.mouseClick(again.delete, Left)
    assert templates.own_templates(scene.store) == []
