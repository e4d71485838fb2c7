"""The run screen through its real widgets, on the demo's next session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands import actions, attendance, decisions, running, sessions
from facilitator.commands import captures as commands
from facilitator.domain.words import Attendance, CaptureKind, DecisionState
from facilitator.queries.captured import CaptureCard, cards
from facilitator.queries.engagement import parties
from facilitator.queries.prepare import agenda
from facilitator.store import Store
from tests.ui.run_scene import PAGES, RunScene, begin, open_window, settle
from ui.dialogs.action_form import ActionForm
from ui.dialogs.attendance import AttendanceDialog
from ui.dialogs.hear_sides import HearSidesDialog
from ui.dialogs.settle import SettleDialog
from ui.main_window import MainWindow
from ui.pages.run.card_menus import changed_words
from ui.pages.run.page import RunPage
from ui.theme import Theme
from ui.widgets.notices import Toast
from ui.workspace import Workspace

KEYS = Qt.KeyboardModifier
KINDS = {
    "/d Two tools are off": "decision",
    "/a Repeat the test": "action",
    "/c We cannot prove consent": "concern",
    "/i One register for both": "idea",
    "/q Which two tools?": "question",
    "/w A shorter form": "want",
    "/n Four hours of test time": "need",
    "/h The sale is in August": "challenge",
    "/p Call centre view": "parked",
    "/t Suppression list": "term",
    "/s The people we promised to leave alone": "sayback",
    "Jonas brings the list": "note",
}


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, look: Theme, settings: QSettings) -> Iterator[RunScene]:
    store, clock, session = begin(tmp_path / "demo.facilitator")
    found = open_window(store, clock, session, settings)
    qtbot.addWidget(found.window)
    yield found
    found.workspace.close()


def _type(scene: RunScene, line: str, *, enter: bool = True) -> None:
    edit = scene.run.line.edit
    edit.setFocus()
    QTest.keyClicks(edit, line)
    if enter:
        QTest.keyClick(edit, Qt.Key.Key_Return)
    settle()


def _cards(scene: RunScene) -> list[CaptureCard]:
    return cards(scene.store, scene.session)


def _press(widget: QWidget, key: Qt.Key, modifier: KEYS = KEYS.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)
    settle()


def _menu_of(scene: RunScene) -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def _choose(menu: QMenu, words: str) -> None:
    action: QAction = next(each for each in menu.actions() if each.text() == words)
    action.trigger()
    menu.close()
    settle()


# --- capturing ------------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "kind"), KINDS.items())
def test_a_typed_line_becomes_its_kind_and_stands_on_top(
    scene: RunScene, line: str, kind: str
) -> None:
    """V3: every kind of the capture line, through the keyboard."""
    _type(scene, line)
    first = _cards(scene)[0]
    assert (first.kind, first.item_id) == (kind, scene.items[0])
    assert first.text == line.split(" ", 1)[1] if line.startswith("/") else line
    row = scene.run.captures.list.rows.rows()[0]
    assert row.key == first.id
    assert scene.run.line.edit.text() == ""


def test_an_action_takes_owner_day_goal_and_the_chips_said_so(scene: RunScene) -> None:
    """V3: what was understood shows while typing."""
    _type(scene, "/a Move the voucher @jonas ^10aug #g2", enter=False)
    spoken = scene.run.line.understood.accessibleName()
    for words in ("Action", "Jonas Feld", "Mon 10 Aug", "Customers can see"):
        assert words in spoken
    _press(scene.run.line.edit, Qt.Key.Key_Return)
    first = _cards(scene)[0]
    assert (first.text, first.person, first.due_on) == (
        "Move the voucher", "Jonas Feld", "2026-08-10",
    )  # fmt: skip
    assert first.goal.startswith("Customers can see")


def test_a_name_nobody_knows_stays_in_the_text_and_can_be_chosen(scene: RunScene) -> None:
    """V3: nothing is dropped when it was not understood."""
    _type(scene, "/a Ask @jonass about it", enter=False)
    line = scene.run.line
    assert line.understood.focusPolicy() != Qt.FocusPolicy.NoFocus
    _press(line.edit, Qt.Key.Key_Down)
    assert line.understood.hasFocus()
    _press(line.understood, Qt.Key.Key_Return)
    _choose(_menu_of(scene), "Jonas Feld")
    assert "@jonass" not in line.edit.text()
    _press(line.edit, Qt.Key.Key_Return)
    assert _cards(scene)[0].person == "Jonas Feld"


def test_an_unknown_name_is_kept_as_typed_when_nothing_is_chosen(scene: RunScene) -> None:
    _type(scene, "/a Ask @zaphod about it")
    assert _cards(scene)[0].text == "Ask @zaphod about it"


def test_offers_appear_while_a_name_begins_and_tab_takes_the_first(
    scene: RunScene, qtbot: QtBot
) -> None:
    _type(scene, "Ask @", enter=False)
    line = scene.run.line
    qtbot.waitUntil(_offers_show(scene))
    _press(line.edit, Qt.Key.Key_Down)
    _press(line.edit, Qt.Key.Key_Down)
    _press(line.edit, Qt.Key.Key_Tab)
    assert line.edit.text().startswith("Ask @ingrid")
    assert line.edit.hasFocus()


def _offers_show(scene: RunScene):  # type: ignore[no-untyped-def]
    def shown() -> bool:
        offers = scene.run.line._offers
        return offers is not None and offers.isVisible()

    return shown


def test_enter_saves_even_while_offers_show(scene: RunScene, qtbot: QtBot) -> None:
    _type(scene, "Ask @m", enter=False)
    qtbot.waitUntil(_offers_show(scene))
    _press(scene.run.line.edit, Qt.Key.Key_Return)
    assert _cards(scene)[0].text == "Ask @m"


def test_marked_words_are_coloured_and_typing_goes_on_between_them(scene: RunScene) -> None:
    """The colours are handed over as an input method would: no letter may be lost by it."""
    _type(scene, "/a Ask @jonas now", enter=False)
    edit = scene.run.line.edit
    edit.setCursorPosition(7)
    QTest.keyClicks(edit, "both ")
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.text() == "/a Ask both@jonas now"


def test_a_name_is_coloured_once_it_is_understood(scene: RunScene, look: Theme) -> None:
    """V3: what was understood shows inside the line."""
    edit = scene.run.line.edit
    accent = look.color("accent").rgb()

    def coloured() -> int:
        image = edit.grab().toImage()
        spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return sum(image.pixel(x, y) == accent for x, y in spots)

    _type(scene, "Ask zaphod", enter=False)
    assert coloured() == 0
    edit.setText("")
    _type(scene, "Ask @jonas", enter=False)
    assert coloured() > 20


# --- sealed -----------------------------------------------------------------------------------


def _joint_text(store: Store) -> str:
    names = store.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sealed%'"
        " AND name NOT LIKE 'sqlite%'"
    )
    return str([store.all(f'SELECT * FROM "{row["name"]}"') for row in names])


def test_a_sealed_line_shows_dots_and_reaches_no_shared_table(
    scene: RunScene, qtbot: QtBot
) -> None:
    """S4: masked while typed, not in the joint drafts, kept as a sealed note alone."""
    _type(scene, "// Celeste wants a way out", enter=False)
    edit = scene.run.line.edit
    assert edit.echoMode() == QLineEdit.EchoMode.Password
    place = f"capture-line:{scene.session}"
    qtbot.waitUntil(_has_draft(scene.store, place, "Celeste wants a way out"))
    assert "Celeste wants" not in _joint_text(scene.store)
    _press(edit, Qt.Key.Key_Return)
    assert scene.store.value("SELECT text FROM sealed_note ORDER BY id DESC") == (
        "Celeste wants a way out"
    )
    assert "Celeste wants" not in _joint_text(scene.store)
    assert scene.store.draft(place, sealed=True) is None
    assert _cards(scene) == []
    _press(edit, Qt.Key.Key_Up)
    assert edit.text() == ""
    assert not edit.isUndoAvailable()


def _has_draft(store: Store, place: str, words: str):  # type: ignore[no-untyped-def]
    def kept() -> bool:
        return words in (store.draft(place, sealed=True) or "")

    return kept


def test_words_once_sealed_stay_masked_until_the_line_is_empty(scene: RunScene) -> None:
    """Taking the slashes away by a wrong key must not show what was hidden."""
    _type(scene, "// hushhush", enter=False)
    edit = scene.run.line.edit
    edit.setCursorPosition(0)
    for _key in range(3):
        QTest.keyClick(edit, Qt.Key.Key_Delete)
    assert edit.text() == "hushhush"
    assert edit.echoMode() == QLineEdit.EchoMode.Password
    _press(edit, Qt.Key.Key_Return)
    assert scene.store.value("SELECT text FROM sealed_note ORDER BY id DESC") == "hushhush"
    assert "hushhush" not in _joint_text(scene.store)


def test_a_line_that_becomes_sealed_leaves_the_joint_drafts_at_once(scene: RunScene) -> None:
    _type(scene, "Celeste", enter=False)
    scene.window.drafts.flush()
    place = f"capture-line:{scene.session}"
    assert scene.store.draft(place) == "Celeste"
    QTest.keyClicks(scene.run.line.edit, " // no")
    assert scene.store.draft(place) is None


# --- cards ------------------------------------------------------------------------------------


def test_a_note_becomes_an_action_and_a_decision_in_force_says_why_not(scene: RunScene) -> None:
    """V4."""
    _type(scene, "Repeat the test")
    first = _cards(scene)[0]
    pane = scene.run.captures
    pane._on_asked(first.id, "kind", QPoint(0, 0))
    offered = [action.text() for action in _menu_of(scene).actions()]
    assert "Note" not in offered
    assert len(offered) == len(CaptureKind) - 1
    _choose(_menu_of(scene), "Action")
    assert _cards(scene)[0].kind == "action"
    _type(scene, "/d Two tools are off")
    decision = _cards(scene)[0]
    _agree(scene, decision.id)
    pane._on_asked(decision.id, "kind", QPoint(0, 0))
    menu = _menu_of(scene)
    assert [action.isEnabled() for action in menu.actions()] == [False]
    assert "stays a decision" in menu.actions()[0].text()
    menu.close()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (CaptureKind.ACTION, "Now an action."),
        (CaptureKind.CONCERN, "Now a concern."),
        (CaptureKind.PARKED, "Now parked."),
        (CaptureKind.SAYBACK, "Now something to say back."),
    ],
)
def test_a_changed_card_is_told_in_a_sentence(kind: CaptureKind, words: str) -> None:
    """V4."""
    assert changed_words(kind) == words


def _agree(scene: RunScene, decision_id: int) -> None:
    for party in parties(scene.store):
        scene.workspace.run(decisions.set_consideration, decision_id, party.id, "We can live")
    scene.workspace.run(decisions.decide, decision_id, DecisionState.AGREED)
    settle()


def test_words_are_edited_where_they_stand_and_esc_brings_the_old_ones_back(
    scene: RunScene,
) -> None:
    _type(scene, "Repaet the test")
    cards_list = scene.run.captures.list
    first = _cards(scene)[0]
    cards_list.setFocus()
    cards_list.set_current(first.id)
    _press(cards_list, Qt.Key.Key_Return)
    editor = cards_list._editor
    assert editor is not None
    QTest.keyClicks(editor, "Repeat the test")
    _press(editor, Qt.Key.Key_Return)
    assert _cards(scene)[0].text == "Repeat the test"
    _press(cards_list, Qt.Key.Key_F2)
    editor = cards_list._editor
    assert editor is not None
    QTest.keyClicks(editor, "Something else")
    scene.window.drafts.flush()
    assert _cards(scene)[0].text == "Something else"
    _press(editor, Qt.Key.Key_Escape)
    assert _cards(scene)[0].text == "Repeat the test"
    assert cards_list.hasFocus()


def test_a_capture_that_arrives_leaves_the_open_editor_alone(scene: RunScene) -> None:
    _type(scene, "First")
    first = _cards(scene)[0]
    scene.run.captures.list.edit_words(first.id)
    editor = scene.run.captures.list._editor
    assert editor is not None
    QTest.keyClicks(editor, "Half a sen")
    scene.workspace.run(
        commands.capture, CaptureKind.IDEA, "From elsewhere", session_id=scene.session
    )
    settle()
    assert scene.run.captures.list._editor is editor
    assert editor.toPlainText() == "Half a sen"


def test_deleting_offers_undo_and_undo_brings_the_card_back(scene: RunScene) -> None:
    """U1."""
    _type(scene, "/i One register")
    pane = scene.run.captures
    pane.list.setFocus()
    pane.list.set_current(_cards(scene)[0].id)
    _press(pane.list, Qt.Key.Key_Delete)
    assert _cards(scene) == []
    assert pane.empty.isVisible()
    scene.window.undo()
    settle()
    assert [card.text for card in _cards(scene)] == ["One register"]
    assert pane.list.isVisible()


def test_tabs_count_and_filter_and_a_new_card_shows_whatever_they_hide(scene: RunScene) -> None:
    _type(scene, "/d Off")
    _type(scene, "/i Idea")
    pane = scene.run.captures
    pane.tabs._group.button(1).click()
    assert [row.title for row in pane.list.rows.rows()] == ["Off"]
    _type(scene, "/c Concern")
    assert [row.title for row in pane.list.rows.rows()] == ["Concern", "Idea", "Off"]


def test_agreed_is_refused_with_a_sentence_until_each_side_was_heard(scene: RunScene) -> None:
    """D2: on screen as in the command."""
    _type(scene, "/d Two tools are off")
    decision = _cards(scene)[0]
    scene.run.captures.open_part(decision, "sides")
    dialog = scene.window.findChild(HearSidesDialog)
    assert dialog is not None
    dialog.agree.click()
    assert "Security and Privacy and Marketing and Customer have not been heard" in (
        dialog.problem.text()
    )
    first, second = parties(scene.store)
    QTest.keyClicks(dialog.sides.card(first.id).words_edit, "We can live with it")
    side = dialog.sides.card(second.id)
    side.pass_link.click()
    QTest.keyClicks(side.words_edit, "Jonas decides for us")
    dialog.agree.click()
    settle()
    found = _cards(scene)[0]
    assert found.state == "agreed"
    assert found.number.startswith("D-2026-")
    assert found.unheard == ()


def test_owner_day_and_asking_side_are_set_in_one_step(scene: RunScene) -> None:
    """A1."""
    _type(scene, "/a Write it")
    scene.run.captures.open_part(_cards(scene)[0], "details")
    form = scene.window.findChild(ActionForm)
    assert form is not None
    form.owner.setCurrentIndex(form.owner._keys.index(_person(scene, "Jonas Feld")))
    form.asked.setCurrentIndex(1)
    QTest.keyClicks(form.due, "14 aug")
    form.confirm.click()
    settle()
    found = _cards(scene)[0]
    assert (found.person, found.due_on, found.asked_by) == ("Jonas Feld", "2026-08-14", "Security")
    assert scene.store.undo_label == "Edit action"
    scene.window.undo()
    assert _cards(scene)[0].person == ""


def test_a_day_that_does_not_exist_keeps_the_form_open(scene: RunScene) -> None:
    _type(scene, "/a Write it")
    scene.run.captures.open_part(_cards(scene)[0], "details")
    form = scene.window.findChild(ActionForm)
    assert form is not None
    QTest.keyClicks(form.due, "31 jun")
    form.confirm.click()
    assert form.isVisible()
    assert "June has 30 days" in form.due_field.below.text()
    form.reject()


def _person(scene: RunScene, name: str) -> int:
    return int(scene.store.value("SELECT id FROM person WHERE name = ?", (name,)))


def test_an_accepted_action_is_not_deleted(scene: RunScene) -> None:
    _type(scene, "/a Write it @jonas ^fri @security")
    found = _cards(scene)[0]
    for _step in range(1):
        scene.workspace.run(actions.advance_action, found.id)
    assert found.asked_by_party_id is not None
    scene.workspace.run(actions.accept_action, found.id, found.asked_by_party_id)
    pane = scene.run.captures
    pane.list.set_current(found.id)
    _press(pane.list, Qt.Key.Key_Delete)
    assert len(_cards(scene)) == 1
    assert scene.window.banner.isVisible()


# --- clock and agenda -------------------------------------------------------------------------


def test_the_clocks_show_what_is_left_and_the_drift(scene: RunScene) -> None:
    """V2."""
    scene.tick(minutes=4, seconds=20)
    clock, item = scene.run.head.clock, scene.run.item_head.clock
    assert clock.words() == ("55:40", "left of 1 h")
    assert item.words() == ("5:40", "left of 10 min")
    assert clock.drift()[0].startswith("3 min too much, ends")  # 63 minutes planned for an hour
    scene.workspace.run(sessions.set_session, scene.session, length_s=65 * 60)
    assert clock.drift()[0].startswith("On plan")
    scene.tick(minutes=7)
    assert item.words() == ("−1:20", "over the 10 min")
    assert clock.drift()[0].startswith("1 min behind plan")


def test_the_quiet_colour_comes_at_a_fifth_and_a_twentieth(scene: RunScene) -> None:
    """V2: 20 % and 5 %."""
    scene.tick(minutes=7, seconds=59)
    assert scene.run.item_head.bar._tone == "accent"
    scene.tick(seconds=2)
    assert scene.run.item_head.bar._tone == "warn"
    scene.tick(minutes=1, seconds=31)
    assert scene.run.item_head.bar._tone == "danger"


def test_keys_go_on_back_pause_and_extend(scene: RunScene) -> None:
    """F8, Shift+F8, F9 and Alt++, wherever the keyboard is."""
    first, second = scene.items[:2]
    run = scene.run
    run.focus_line()
    _press(run.line.edit, Qt.Key.Key_F8)
    assert run._live is not None
    assert run._live.reading().current_item_id == second
    _press(run.line.edit, Qt.Key.Key_F8, KEYS.ShiftModifier)
    assert run._live.reading().current_item_id == first
    _press(run.notes.notes, Qt.Key.Key_F9)
    assert run._live.reading().is_paused
    assert run.head.pause.text() == "Go on"
    scene.tick(minutes=30)
    _press(run.notes.notes, Qt.Key.Key_F9)
    assert run._live.reading().session_elapsed_s == 0
    _press(run.notes.notes, Qt.Key.Key_Plus, KEYS.AltModifier)
    assert scene.store.value("SELECT extended_s FROM agenda_item WHERE id = ?", (first,)) == 300


def test_the_rail_jumps_skips_and_reorders(scene: RunScene) -> None:
    """V2: jump by Enter, skip from the menu, Alt+Up to reorder; start times follow."""
    rail, live = scene.run.rail.list, scene.run._live
    assert live is not None
    third = scene.items[2]
    rail.setFocus()
    rail.set_current(third)
    _press(rail, Qt.Key.Key_Return)
    assert live.reading().current_item_id == third
    _press(rail, Qt.Key.Key_Up, KEYS.AltModifier)
    assert scene.items.index(third) == 1
    fourth = scene.items[3]
    before = live.moment().ends
    scene.run.deeds.skip(fourth)
    assert live.item(fourth).state == "skipped"
    assert live.moment().ends < before
    assert "skipped" in rail.rows.index_of(fourth).data()


def test_later_start_times_follow_the_drift(scene: RunScene) -> None:
    """V2."""
    live = scene.run._live
    assert live is not None
    assert live.moment().begins[scene.items[1]] == "10:10"
    scene.tick(minutes=13)
    assert live.moment().begins[scene.items[1]] == "10:13"
    assert "from 10:13" in scene.run.rail.list.rows.index_of(scene.items[1]).data()


def test_the_last_item_turns_the_primary_into_closing(scene: RunScene) -> None:
    for _item in scene.items[:-1]:
        _press(scene.run.notes, Qt.Key.Key_F8)
    assert not scene.run.head.next.isVisible()
    assert scene.run.head.close_session.isVisible()
    scene.run.head.close_session.click()
    settle()
    assert scene.window.page_id == "close"
    assert live_state(scene) == "running"


def live_state(scene: RunScene) -> str:
    return str(scene.store.value("SELECT state FROM session WHERE id = ?", (scene.session,)))


def test_not_clear_queues_a_question_and_clear_now_takes_the_mark_away(scene: RunScene) -> None:
    """V12."""
    scene.run._on_not_clear(QPoint(0, 0))
    _choose(_menu_of(scene), "Queue a question")
    assert _cards(scene)[0].kind == "question"
    assert scene.run.prepared.not_clear.text() == "Clear now"
    scene.run._on_not_clear(QPoint(0, 0))
    assert scene.run.prepared.not_clear.text() == "Not clear"


def test_a_screen_reader_is_told_at_five_and_two_minutes_and_never_each_tick(
    scene: RunScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def hear(_widget: QWidget, sentence: str) -> None:
        told.append(sentence)

    monkeypatch.setattr("ui.pages.run.page.announce", hear)
    for _second in range(0, 11 * 60, 5):
        scene.tick(seconds=5)
    assert told == [
        "5 min left for this item", "2 min left for this item", "Time is up for this item",
    ]  # fmt: skip


# --- notes and outcome ------------------------------------------------------------------------


def test_notes_are_in_the_file_while_somebody_types_on(scene: RunScene, qtbot: QtBot) -> None:
    """E1: a throttle, not a debounce."""
    notes = scene.run.notes.notes
    notes.setFocus()
    typed = 0

    def type_on() -> bool:
        nonlocal typed
        QTest.keyClicks(notes, "word ")
        typed += 1
        return bool(_notes(scene).startswith("word"))

    qtbot.waitUntil(type_on, timeout=20_000)  # the throttle itself is proven in test_drafts
    assert typed > 3, "the text was saved while typing went on"


def _notes(scene: RunScene, number: int = 0) -> str:
    return agenda(scene.store, scene.session)[number].notes


def test_notes_land_on_the_item_they_were_typed_for(scene: RunScene) -> None:
    notes = scene.run.notes.notes
    notes.setFocus()
    QTest.keyClicks(notes, "for the first")
    _press(notes, Qt.Key.Key_F8)
    assert notes.toPlainText() == ""
    QTest.keyClicks(notes, "for the second")
    QTest.keyClicks(scene.run.notes.outcome, "It holds")
    _press(notes, Qt.Key.Key_F8)
    assert _notes(scene, 0) == "for the first"
    assert _notes(scene, 1) == "for the second"
    assert agenda(scene.store, scene.session)[1].outcome == "It holds"


def test_a_change_from_elsewhere_leaves_what_is_being_typed_alone(scene: RunScene) -> None:
    notes = scene.run.notes.notes
    notes.setFocus()
    QTest.keyClicks(notes, "half a sent")
    caret = notes.textCursor().position()
    scene.workspace.run(commands.capture, CaptureKind.IDEA, "x", session_id=scene.session)
    scene.workspace.run(running.extend_item, scene.items[0], 300)
    settle()
    assert notes.toPlainText() == "half a sent"
    assert notes.textCursor().position() == caret
    assert notes.hasFocus()


def test_undo_takes_typing_back_in_the_field_too(scene: RunScene) -> None:
    """U1."""
    notes = scene.run.notes.notes
    notes.setFocus()
    QTest.keyClicks(notes, "typed")
    scene.window.undo()
    settle()
    assert notes.toPlainText() == ""
    scene.window.redo()
    assert notes.toPlainText() == "typed"


def test_notes_print_only_when_they_are_marked(scene: RunScene) -> None:
    QTest.keyClicks(scene.run.notes.notes, "scratch")
    scene.run.notes.in_minutes.click()
    row = agenda(scene.store, scene.session)[0]
    assert (row.notes, row.notes_in_minutes) == ("scratch", True)


def test_escape_leads_to_the_notes_and_never_away(scene: RunScene) -> None:
    scene.run.focus_line()
    _press(scene.run.line.edit, Qt.Key.Key_Escape)
    assert scene.run.notes.notes.hasFocus()
    _press(scene.run.notes.notes, Qt.Key.Key_Escape)
    assert scene.window.page_id == "run"


def test_f6_goes_round_the_panes(scene: RunScene) -> None:
    scene.run.focus_line()
    places = []
    for _pane in range(4):
        scene.window.next_pane()
        focus = QApplication.focusWidget()
        places.append(focus.objectName() if focus else "")
    assert places[0] == "run-agenda"
    assert places[1] == "notes"
    assert places[3] == "capture-line"


# --- who is there -----------------------------------------------------------------------------


def test_late_fills_in_the_local_time_and_both_sides_are_told(scene: RunScene) -> None:
    """V6."""
    scene.tick(minutes=12)
    scene.run.head.presence.click()
    dialog = scene.window.findChild(AttendanceDialog)
    assert dialog is not None
    jonas = _person(scene, "Jonas Feld")
    segments = dialog._rows[jonas].choice._group
    segments.button(1).click()
    assert dialog._rows[jonas].came.text() == "10:12"
    for person in ("Celeste Amadi", "Mei-Lin Castro", "Jonas Feld"):
        dialog._rows[_person(scene, person)].choice._group.button(4).click()
    settle()
    assert "Not both sides" in dialog.both.text()
    assert "not both sides represented" in scene.run.head.presence.accessibleName()
    dialog.accept()


def test_arrows_move_a_persons_presence(scene: RunScene) -> None:
    scene.run.deeds.attendance()
    dialog = scene.window.findChild(AttendanceDialog)
    assert dialog is not None
    settle()
    nadia = _person(scene, "Nadia Rahmani")
    present = dialog._rows[nadia].choice._group.button(0)
    present.setFocus()
    _press(present, Qt.Key.Key_Right)
    state = scene.store.one(
        "SELECT state, arrived_at FROM attendance WHERE session_id = ? AND person_id = ?",
        (scene.session, nadia),
    )
    assert state == {"state": "present", "arrived_at": "10:00"}
    dialog.accept()


def test_everybody_else_is_marked_present_at_once(scene: RunScene) -> None:
    """V6: ten people at a table are one press, and what was said of one of them stays."""
    people = [_person(scene, name) for name in ("Nadia Rahmani", "Jonas Feld", "Mei-Lin Castro")]
    for person in people[:2]:
        scene.workspace.run(attendance.set_attendance, scene.session, person, Attendance.INVITED)
    scene.workspace.run(attendance.set_attendance, scene.session, people[2], Attendance.APOLOGIES)
    scene.run.deeds.attendance()
    dialog = scene.window.findChild(AttendanceDialog)
    assert dialog is not None
    assert dialog.everybody.isEnabled()
    dialog.everybody.click()
    settle()
    chosen = [dialog._rows[person].choice.current() for person in people]
    assert chosen == ["present", "present", "apologies"]
    assert not dialog.everybody.isEnabled()
    dialog.accept()


def test_the_undo_bar_leaves_the_capture_line_in_sight(scene: RunScene) -> None:
    """V1: somebody types on while the bar is there."""
    scene.window.toast("Decision: agreed", undo=True)
    settle()
    bar = scene.window.findChild(Toast)
    assert bar is not None
    line = scene.run.line
    assert bar.mapToGlobal(bar.rect().bottomLeft()).y() < line.mapToGlobal(QPoint(0, 0)).y()


# --- coming back ------------------------------------------------------------------------------


def test_a_restart_leads_back_to_the_same_item_line_and_clock(
    qtbot: QtBot, tmp_path: Path, look: Theme, settings: QSettings
) -> None:
    """V2: nothing but typing lives in the window."""
    path = tmp_path / "demo.facilitator"
    store, clock, session = begin(path)
    scene = open_window(store, clock, session, settings)
    qtbot.addWidget(scene.window)
    _press(scene.run.notes.notes, Qt.Key.Key_F8)
    _type(scene, "/a Half a thou", enter=False)
    scene.window.drafts.flush()
    scene.tick(minutes=3)
    scene.workspace.close()
    clock.advance(minutes=2)
    again = open_window(Store.open(path, clock), clock, session, settings)
    qtbot.addWidget(again.window)
    assert again.run.line.edit.text() == "/a Half a thou"
    live = again.run._live
    assert live is not None
    assert live.reading().current_item_id == again.items[1]
    assert again.run.item_head.clock.words()[0] == "10:00"
    again.workspace.close()


def test_opening_a_file_leads_to_the_session_that_runs_in_it(
    qtbot: QtBot, tmp_path: Path, look: Theme, settings: QSettings
) -> None:
    """V2: also on another computer, or when somebody was on another page."""
    path = tmp_path / "demo.facilitator"
    store, clock, _session = begin(path)
    running.next_item(store, _session)
    store.close()
    workspace = Workspace(clock)
    window = MainWindow(workspace, settings, PAGES)
    qtbot.addWidget(window)
    window.show()
    window.open_engagement(path)
    settle()
    assert window.page_id == "run"
    page = window.page("run")
    assert isinstance(page, RunPage)
    assert page._live is not None
    assert page._live.number(page._live.reading().current_item_id or 0) == 2
    workspace.close()


def test_settling_a_question_takes_the_mark_not_clear_away(scene: RunScene) -> None:
    """V12."""
    scene.run.deeds.ask_for_clarity(CaptureKind.QUESTION)
    scene.run.captures.open_part(_cards(scene)[0], "settle")
    dialog = scene.window.findChild(SettleDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.words, "The mailer and the printer")
    dialog.settle.click()
    settle()
    assert _cards(scene)[0].is_settled
    assert scene.run.prepared.not_clear.text() == "Not clear"


def test_a_sealed_line_comes_back_masked(
    qtbot: QtBot, tmp_path: Path, look: Theme, settings: QSettings
) -> None:
    path = tmp_path / "demo.facilitator"
    store, clock, session = begin(path)
    store.set_draft(f"capture-line:{session}", "// Celeste", sealed=True)
    scene = open_window(store, clock, session, settings)
    qtbot.addWidget(scene.window)
    assert scene.run.line.edit.text() == "// Celeste"
    assert scene.run.line.edit.echoMode() == QLineEdit.EchoMode.Password
    scene.workspace.close()


def test_a_sealed_line_without_its_slashes_comes_back_masked_too(
    qtbot: QtBot, tmp_path: Path, look: Theme, settings: QSettings
) -> None:
    path = tmp_path / "demo.facilitator"
    store, clock, session = begin(path)
    store.set_draft(f"capture-line:{session}", "Celeste", sealed=True)
    scene = open_window(store, clock, session, settings)
    qtbot.addWidget(scene.window)
    assert scene.run.line.edit.echoMode() == QLineEdit.EchoMode.Password
    scene.window.drafts.flush()
    assert "Celeste wants" not in _joint_text(store)
    scene.workspace.close()


def test_undoing_the_start_says_where_to_go(scene: RunScene) -> None:
    while live_state(scene) == "running":
        scene.window.undo()
    settle()
    assert scene.run.off.isVisible()
    assert scene.run.off.step.text() == "Go to the agenda"
    running.start_session(scene.store, scene.session)
    settle()
    assert scene.run.notes.isVisible()


def test_every_control_that_takes_the_keyboard_has_a_name(scene: RunScene) -> None:
    """U3: no focusable thing without a name."""
    _type(scene, "/d Two tools are off")
    for widget in scene.run.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name, f"{type(widget).__name__} {widget.objectName()}"


def test_the_identifiers_of_the_interface_are_there(scene: RunScene) -> None:
    wanted = {
        "capture-line", "notes", "captures-list", "next-item", "previous-item", "pause-session",
        "extend-item", "session-clock", "item-clock", "close-session",
    }  # fmt: skip
    found = {widget.accessibleIdentifier() for widget in scene.run.findChildren(QWidget)}
    assert wanted <= found


def test_draft_minutes_are_offered_while_the_session_goes_on(scene: RunScene) -> None:
    """V11."""
    command = scene.window.commands.get("run.minutes")
    assert command is not None
    command.run()
    assert scene.window.page_id == "minutes"
    assert scene.window.page("minutes").target == {"session_id": scene.session}  # type: ignore[attr-defined]
    assert live_state(scene) == "running"


def test_the_clock_goes_on_behind_another_page_and_stops_when_the_session_closes(
    scene: RunScene,
) -> None:
    scene.window.go("decisions")
    scene.workspace.run(running.next_item, scene.session)
    scene.tick(minutes=1)
    assert scene.run._timer.isActive()
    scene.workspace.run(running.close_session, scene.session)
    scene.tick(minutes=1)
    assert not scene.run._timer.isActive()
    scene.window.go("run", session_id=scene.session)
    settle()
    assert scene.run.off.step.text() == "Go to the minutes"


def test_a_heartbeat_is_kept_every_quarter_minute(scene: RunScene) -> None:
    """V2: it tells after a restart how long the app was there."""
    for _second in range(15):
        scene.tick(seconds=1)
    row = scene.store.one(
        "SELECT monotonic_ms FROM clock_now WHERE session_id = ?", (scene.session,)
    )
    assert row == {"monotonic_ms": scene.clock.instant().monotonic_ms}
