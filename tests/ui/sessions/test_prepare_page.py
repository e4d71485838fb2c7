"""The Prepare step through its real widgets (P2, P3, P9, U1, U3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands import agenda as commands
from facilitator.commands import preparation, running
from facilitator.commands.sessions import delete_session
from facilitator.domain.words import Box, Purpose
from facilitator.queries.prepare import agenda
from facilitator.store import Reader
from tests.commands.scene import Scene
from tests.ui.sessions.window import (
    BlankPage,
    named,
    shown_page,
)
from ui.dialogs.words_form import WordsDialog
from ui.item_models.agenda_rows import ITEM_MIME
from ui.main_window import MainWindow
from ui.pages.prepare import PreparePage
from ui.pages.prepare.agenda_list import AgendaList
from ui.pages.prepare.papers import PaperChip, add_papers
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.segmented import _Segment

Down, Up, Esc = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape
Alt = Qt.KeyboardModifier.AltModifier

PATIENCE = 20_000  # ms, for a busy machine; the throttle itself is proven in test_drafts


def _titles(scene: Scene) -> list[str]:
    return [item.title for item in agenda(scene.store, scene.planned)]


def _title_in_file(scene: Scene, item_id: int) -> str:
    """Read the title as another process would."""
    with Reader.open(scene.store.path, scene.clock) as reader:
        return str(reader.value("SELECT title FROM agenda_item WHERE id = ?", (item_id,)))


def _unfold(page: PreparePage, item_id: int) -> None:
    page.agenda.unfold(item_id)
    QApplication.processEvents()


def test_a_typed_title_is_in_the_file_without_a_pause_or_a_button(
    qtbot: QtBot, prepare: PreparePage, scene: Scene
) -> None:
    """E1."""
    first = scene.planned_items[0]
    _unfold(prepare, first)
    prepare.agenda.editor.title.setFocus()
    prepare.agenda.editor.title.selectAll()
    qtbot.keyClicks(prepare.agenda.editor.title, "Does every tool obey?")
    wanted = "Does every tool obey?"
    qtbot.waitUntil(lambda: _title_in_file(scene, first) == wanted, timeout=PATIENCE)


def test_typing_a_title_is_one_step_of_undo(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """U1."""
    first = scene.planned_items[0]
    _unfold(prepare, first)
    title = prepare.agenda.editor.title
    title.selectAll()
    qtbot.keyClicks(title, "New words")
    window.drafts.flush()
    qtbot.keyClicks(title, " again")
    window.drafts.flush()
    assert _titles(scene)[0] == "New words again"
    window.undo()
    assert _titles(scene)[0] == "Do all seventeen tools obey?"
    assert title.text() == "Do all seventeen tools obey?"
    window.redo()
    assert title.text() == "New words again"


def test_enter_unfolds_one_editor_in_place_and_esc_folds_it(
    qtbot: QtBot, prepare: PreparePage, window: MainWindow
) -> None:
    rows = prepare.agenda.list
    rows.setFocus()
    qtbot.keyClick(rows, Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    editor = prepare.agenda.editor
    assert editor.isVisible()
    assert editor.title.text() == "Server-side set-up"
    QApplication.processEvents()
    place = rows.visualRect(rows.currentIndex())
    assert place.height() > editor.height()
    assert abs(editor.y() - place.y()) < 12
    qtbot.keyClick(editor.title, Esc)
    assert not editor.isVisible()
    assert window.focusWidget() is rows


def test_alt_and_arrows_reorder_the_agenda_and_the_item_stays_current(
    qtbot: QtBot, prepare: PreparePage, scene: Scene
) -> None:
    rows = prepare.agenda.list
    rows.setFocus()
    rows.set_current(scene.planned_items[0])
    qtbot.keyClick(rows, Down, Alt)
    assert _titles(scene) == ["Server-side set-up", "Do all seventeen tools obey?"]
    assert rows.current() == scene.planned_items[0]
    qtbot.keyClick(rows, Up, Alt)
    assert _titles(scene) == ["Do all seventeen tools obey?", "Server-side set-up"]


def test_an_open_item_is_moved_from_its_own_fields(
    qtbot: QtBot, prepare: PreparePage, scene: Scene
) -> None:
    _unfold(prepare, scene.planned_items[0])
    qtbot.keyClick(prepare.agenda.editor.title, Down, Alt)
    assert _titles(scene)[1] == "Do all seventeen tools obey?"
    assert prepare.agenda.editor.isVisible()


def _drop(rows: AgendaList, data: QMimeData, at: QPoint) -> None:
    event = QDropEvent(
        QPointF(at), Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    rows.dropEvent(event)


def test_a_dragged_item_lands_where_it_is_dropped(prepare: PreparePage, scene: Scene) -> None:
    rows = prepare.agenda.list
    data = QMimeData()
    data.setData(ITEM_MIME, str(scene.planned_items[1]).encode())
    _drop(rows, data, QPoint(60, 2))
    assert _titles(scene) == ["Server-side set-up", "Do all seventeen tools obey?"]


def test_a_file_dropped_on_an_item_becomes_its_paper(
    prepare: PreparePage, scene: Scene, tmp_path: Path
) -> None:
    """P2, U5."""
    paper = tmp_path / "Opt-out test.txt"
    paper.write_text("seventeen lines")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    rows = prepare.agenda.list
    _drop(rows, data, QPoint(60, rows.top_of(scene.planned_items[1]) + 10))
    found = agenda(scene.store, scene.planned)[1].papers
    assert [(each.name, each.size) for each in found] == [("Opt-out test.txt", 15)]
    _unfold(prepare, scene.planned_items[1])
    chip = prepare.agenda.editor.papers.findChild(PaperChip)
    assert chip is not None
    assert chip.accessibleName() == "Paper Opt-out test.txt, 15 bytes"


def test_a_paper_is_removed_by_the_delete_key_and_comes_back_by_undo(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, tmp_path: Path, window: MainWindow
) -> None:
    paper = tmp_path / "plan.txt"
    paper.write_text("plan")
    first = scene.planned_items[0]
    add_papers(window.workspace, first, [paper])
    _unfold(prepare, first)
    chip = prepare.agenda.editor.papers.findChild(PaperChip)
    assert chip is not None
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert agenda(scene.store, scene.planned)[0].papers == ()
    window.undo()
    assert agenda(scene.store, scene.planned)[0].papers[0].name == "plan.txt"


def _menu_of(prepare: PreparePage) -> QMenu:
    """Press the chip of the only paper and return what it offers."""
    chip = prepare.agenda.editor.papers.findChild(PaperChip)
    assert chip is not None
    chip.click()
    return prepare.agenda.editor.papers.findChildren(QMenu)[-1]


def test_a_picture_can_print_with_words_for_those_who_cannot_see_it(
    prepare: PreparePage, scene: Scene, tmp_path: Path, window: MainWindow
) -> None:
    """P2: what is no picture is not asked about."""
    picture, text = tmp_path / "opt-outs.png", tmp_path / "plan.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    text.write_text("plan")
    first, second = scene.planned_items[:2]
    add_papers(window.workspace, first, [picture])
    add_papers(window.workspace, second, [text])
    _unfold(prepare, first)
    menu = _menu_of(prepare)
    (prints,) = [each for each in menu.actions() if each.isCheckable()]
    assert not prints.isChecked()
    prints.trigger()
    assert agenda(scene.store, scene.planned)[0].papers[0].prints
    (words,) = [each for each in menu.actions() if each.text().startswith("Say what")]
    words.trigger()
    form = window.findChild(WordsDialog)
    assert form is not None
    form.words.setText("It falls from nine to two")
    form.confirm.click()
    assert agenda(scene.store, scene.planned)[0].papers[0].alt == "It falls from nine to two"
    menu.close()
    _unfold(prepare, second)
    assert not any(each.isCheckable() for each in _menu_of(prepare).actions())


def test_a_new_item_opens_with_its_title_selected(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    qtbot.mouseClick(named(prepare, "add-item"), Qt.MouseButton.LeftButton)
    title = prepare.agenda.editor.title
    assert title.hasSelectedText()
    assert window.focusWidget() is title
    qtbot.keyClicks(title, "Who reads the drawing?")
    window.drafts.flush()
    assert _titles(scene)[-1] == "Who reads the drawing?"


def test_the_fields_of_an_item_reach_the_file(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """P2."""
    first = scene.planned_items[0]
    _unfold(prepare, first)
    editor = prepare.agenda.editor
    editor.purpose.chosen.emit(Purpose.DECIDE.value)
    editor.box.chosen.emit(Box.EXACT.value)
    editor.minutes.setValue(25)
    for choice, key in ((editor.lead, scene.jonas), (editor.asked_by, scene.security),
                        (editor.goal, scene.goal)):  # fmt: skip
        choice.set_current(key)
        choice.activated.emit(choice.currentIndex())
    qtbot.keyClicks(editor.wanted, "Keep or end the switch-off")
    qtbot.keyClicks(editor.text, "Look at the repeated test.")
    qtbot.keyClicks(editor.prompt, "Ask Nadia first.")
    editor.standing.click()
    window.drafts.flush()
    found = agenda(scene.store, scene.planned)[0]
    assert (found.purpose, found.box, found.length_s) == ("decide", "exact", 1500)
    assert (found.lead, found.asked_by, found.goal_id) == (
        "Jonas Feld", "Security", scene.goal,
    )  # fmt: skip
    assert found.wanted_result == "Keep or end the switch-off"
    assert (found.agenda_text, found.prompt) == ("Look at the repeated test.", "Ask Nadia first.")
    assert found.is_standing


def test_a_field_that_is_typed_in_keeps_its_words_when_something_else_changes(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    first, second = scene.planned_items
    _unfold(prepare, first)
    title = prepare.agenda.editor.title
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Half a sen")
    window.workspace.run(commands.set_item, second, title="Changed elsewhere")
    assert title.text() == "Half a sen"
    assert "Changed elsewhere" in [row.title for row in prepare.agenda.list.rows.rows()]


def test_an_empty_title_is_not_saved_and_says_so(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    _unfold(prepare, scene.planned_items[0])
    editor = prepare.agenda.editor
    editor.title.selectAll()
    qtbot.keyClick(editor.title, Qt.Key.Key_Backspace)
    window.drafts.flush()
    assert editor.problem.isVisible()
    assert _titles(scene)[0] == "Do all seventeen tools obey?"
    qtbot.keyClick(editor.title, Qt.Key.Key_Return)
    assert editor.title.text() == "Do all seventeen tools obey?"


def test_over_run_is_said_with_words_and_start_times_follow(
    prepare: PreparePage, scene: Scene
) -> None:
    """P3."""
    _unfold(prepare, scene.planned_items[0])
    prepare.agenda.editor.minutes.setValue(55)
    assert prepare.agenda.planned.text() == "65 of 60 min, 5 over"
    assert [row.number for row in prepare.agenda.list.rows.rows()] == ["10:00", "10:55"]


def test_pressing_what_is_missing_goes_to_the_gap(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """P9."""
    ready = prepare.agenda.ready
    assert "items 1 and 2 have no lead" in ready.button.text()
    qtbot.mouseClick(ready.button, Qt.MouseButton.LeftButton)
    assert prepare.agenda.editor.item is not None
    assert prepare.agenda.editor.item.id == scene.planned_items[0]
    assert window.focusWidget() is prepare.agenda.editor.lead


def test_delete_takes_an_item_away_and_undo_brings_it_back_with_its_preparation(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    first = scene.planned_items[0]
    preparation.set_preparation(scene.store, first, "Ask Nadia")
    rows = prepare.agenda.list
    rows.setFocus()
    rows.set_current(first)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert _titles(scene) == ["Server-side set-up"]
    assert rows.current() == scene.planned_items[1]
    window.undo()
    assert _titles(scene)[0] == "Do all seventeen tools obey?"
    assert agenda(scene.store, scene.planned)[0].has_preparation


def test_the_private_preparation_is_out_of_sight_until_it_is_opened(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    """S2, S4."""
    first = scene.planned_items[0]
    preparation.set_preparation(scene.store, first, "Nadia is tired of this")
    _unfold(prepare, first)
    panel = prepare.agenda.editor.private
    assert panel.edit.toPlainText() == ""
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert panel.edit.toPlainText() == "Nadia is tired of this"
    qtbot.keyClicks(panel.edit, "!")
    qtbot.keyClick(panel.edit, Esc)
    assert panel.edit.toPlainText() == ""
    assert not panel.isVisible()
    words = scene.store.value("SELECT text FROM sealed_prep WHERE item_id = ?", (first,))
    assert "!" in words
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    window.go("sessions")
    assert panel.edit.toPlainText() == ""


def test_start_session_runs_it_and_shows_the_run_step(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    qtbot.mouseClick(named(prepare, "start-session"), Qt.MouseButton.LeftButton)
    state = scene.store.value("SELECT state FROM session WHERE id = ?", (scene.planned,))
    assert state == "running"
    assert shown_page(window) == "run"
    page = window.findChild(BlankPage, "page-run")
    assert page is not None
    assert page.target == {"session_id": scene.planned}


def test_start_is_the_filled_button_on_the_day_and_the_paper_before(
    prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    assert prepare.pdf[True].isVisible()
    assert prepare.start[False].isVisible()
    scene.clock.advance(days=28)
    prepare.load()
    assert prepare.start[True].isVisible()
    assert prepare.pdf[False].isVisible()


def test_a_closed_session_keeps_its_agenda(
    prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    window.go("prepare", session_id=scene.held)
    assert not prepare.agenda.add_item.isEnabled()
    _unfold(prepare, scene.running_items[0])
    assert prepare.agenda.editor.title.isReadOnly()
    assert not prepare.agenda.editor.lead.isEnabled()
    assert "closed" in prepare.agenda.ready.ready.text()


def test_a_title_typed_in_the_head_is_saved(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    title = prepare.head.title
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "What does the app send?")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    window.drafts.flush()
    found = scene.store.value("SELECT title FROM session WHERE id = ?", (scene.planned,))
    assert found == "What does the app send?"


def test_the_item_that_somebody_else_deleted_folds(
    prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    _unfold(prepare, scene.planned_items[0])
    window.workspace.run(commands.delete_item, scene.planned_items[0])
    assert prepare.agenda.editor.item is None
    assert not prepare.agenda.editor.isVisible()


def test_an_item_moves_to_the_backlog_by_its_menu(prepare: PreparePage, scene: Scene) -> None:
    """P6."""
    actions = prepare.actions_of_items
    item = agenda(scene.store, scene.planned)[0]
    menu = actions.menu(item)
    by_words = {action.text(): action for action in menu.actions()}
    by_words["Move to the backlog"].trigger()
    assert _titles(scene) == ["Server-side set-up"]
    assert scene.store.value("SELECT count(*) FROM agenda_item WHERE session_id IS NULL") == 1
    menu.close()


def test_the_page_comes_back_where_it_was(
    prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    _unfold(prepare, scene.planned_items[1])
    place = prepare.place()
    assert place == {"session_id": scene.planned, "item_id": scene.planned_items[1]}
    prepare.agenda.fold()
    window.go("prepare", **place)
    assert prepare.agenda.editor.item is not None
    assert prepare.agenda.editor.item.id == scene.planned_items[1]


def test_a_session_that_was_deleted_leads_back_to_the_list(
    prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    window.workspace.run(delete_session, scene.planned)
    assert shown_page(window) == "sessions"


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768)])
@pytest.mark.parametrize("zoom", [100, 150])
def test_no_control_is_cut_at_its_smallest_window_and_largest_zoom(
    window: MainWindow, scene: Scene, size: tuple[int, int], zoom: int
) -> None:
    """U3."""
    window.resize(*size)
    theme().set_zoom(zoom)
    window.go("prepare", session_id=scene.planned, item_id=scene.planned_items[0])
    for _turn in range(5):
        QApplication.processEvents()
    page = window.page("prepare")
    for control in (*page.findChildren(Button), *page.findChildren(_Segment)):
        if control.isVisible():
            needed = control.minimumSizeHint()
            assert control.width() >= needed.width(), control.text()
            assert control.height() >= needed.height() - 1, control.text()
            right = control.mapTo(window, QPoint(control.width(), 0)).x()
            assert right <= window.width(), control.text()


def test_everything_that_takes_the_keyboard_has_a_name(
    prepare: PreparePage, listing: object, window: MainWindow, scene: Scene
) -> None:
    """U3."""
    window.go("prepare", session_id=scene.planned)
    _unfold(prepare, scene.planned_items[0])
    prepare.agenda.editor.more_button.click()
    for page in window.findChildren(QWidget):
        is_reached = page.focusPolicy() & Qt.FocusPolicy.TabFocus and page.isVisible()
        if is_reached and page.objectName() != "qt_spinbox_lineedit":
            text = getattr(page, "text", None)
            words = text() if callable(text) and not isinstance(page, QMenu) else ""
            assert page.accessibleName() or words, page


def test_agenda_changes_while_a_session_runs_are_shown(
    prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=1)
    prepare.load()
    assert prepare.start[True].text() == "Back to the session"
    assert prepare.agenda.add_item.isEnabled()


def test_tab_goes_through_the_fields_in_reading_order(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, tmp_path: Path, window: MainWindow
) -> None:
    """U3."""
    paper = tmp_path / "plan.txt"
    paper.write_text("plan")
    add_papers(window.workspace, scene.planned_items[0], [paper])
    _unfold(prepare, scene.planned_items[0])
    names = []
    for _step in range(12):
        focus = window.focusWidget()
        assert focus is not None
        names.append(focus.objectName() or type(focus).__name__.strip("_"))
        window.focusNextPrevChild(True)
    assert names == [
        "item-title", "DenseSegment", "item-lead", "item-minutes", "DenseSegment",
        "item-asked-by", "item-wanted", "item-goal", "item-text", "PaperChip", "add-paper",
        "item-more",
    ]  # fmt: skip


def test_arrows_move_through_the_purposes_and_save(
    qtbot: QtBot, prepare: PreparePage, scene: Scene
) -> None:
    """U3."""
    _unfold(prepare, scene.planned_items[0])
    chosen = prepare.agenda.editor.purpose._group.checkedButton()
    chosen.setFocus()
    qtbot.waitUntil(chosen.hasFocus)
    qtbot.keyClick(chosen, Qt.Key.Key_Right)
    assert agenda(scene.store, scene.planned)[0].purpose == "decide"


def test_a_session_started_on_another_day_says_so_with_undo(
    qtbot: QtBot, prepare: PreparePage, scene: Scene, window: MainWindow
) -> None:
    qtbot.mouseClick(named(prepare, "start-session"), Qt.MouseButton.LeftButton)
    assert "planned for Tue 21 Jul" in window._toast.accessibleName()
    window.undo()
    state = scene.store.value("SELECT state FROM session WHERE id = ?", (scene.planned,))
    assert state == "planned"


def test_a_file_that_is_open_to_read_offers_no_changes(
    qtbot: QtBot, window: MainWindow, scene: Scene
) -> None:
    """E1."""
    path, planned = scene.store.path, scene.planned
    window.workspace.close()
    window.workspace.open(path, read_only=True)
    window.go("prepare", session_id=planned, item_id=scene.planned_items[0])
    page = window.page("prepare")
    assert isinstance(page, PreparePage)
    assert page.agenda.editor.title.isReadOnly()
    assert not page.agenda.add_item.isEnabled()
    assert page.head.title.isReadOnly()
    window.workspace.close()
