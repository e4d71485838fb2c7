"""The private page: words show only while held, and nothing of them anywhere else (S1, S2, P4)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands.sealed import delete_sealed_note, set_sealed_note
from facilitator.queries.private import SealedNoteRow, private_talks, sealed_notes
from facilitator.queries.recent import overview
from facilitator.queries.search import search
from facilitator.queries.together import together
from facilitator.store import Reader
from ui.main_window import MainWindow
from ui.pages.private.dialogs import AllowDialog, ReleaseDialog, TalkDialog
from ui.pages.private.note_card import NoteCard
from ui.pages.private.page import PrivatePage

FEARS = "Celeste fears losing the lead agency"


@pytest.fixture
def page(qtbot: QtBot, demo_window: MainWindow) -> PrivatePage:
    with qtbot.waitActive(demo_window):
        demo_window.activateWindow()
    demo_window.go("private")
    found = demo_window.page("private")
    assert isinstance(found, PrivatePage)
    return found


def _note(page: PrivatePage, words: str) -> SealedNoteRow:
    rows = sealed_notes(page.workspace.reader)
    return next(row for row in rows if words in row.text)


def _card(page: PrivatePage, words: str) -> NoteCard:
    card = page._cards["note", _note(page, words).id]
    assert isinstance(card, NoteCard)
    return card


def _said(window: QWidget) -> str:
    """Return every word that any widget shows or tells a screen reader."""
    parts: list[str] = []
    for widget in window.findChildren(QWidget):
        parts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QLineEdit):
            parts.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            parts.append(widget.toPlainText())
    return "\n".join(parts)


# --- the veil -----------------------------------------------------------------------------------


def test_no_sealed_word_is_in_any_widget_at_rest(
    page: PrivatePage, demo_window: MainWindow
) -> None:
    """S1: not on the screen, not for a screen reader."""
    said = _said(demo_window)
    for row in sealed_notes(page.workspace.reader):
        assert row.text not in said
        assert not row.talk_title or row.talk_title not in said


def test_the_veil_looks_the_same_over_any_words(page: PrivatePage, qtbot: QtBot) -> None:
    """NOTES: blur painted from fixed shapes, never from the text: its length would leak."""
    card = _card(page, FEARS)
    before = card.veil.grab().toImage()
    page.workspace.run(set_sealed_note, card.note.id, words="Short")
    assert card.veil.grab().toImage() == before


def test_words_show_while_space_is_held_and_go_when_it_is_let_go(
    page: PrivatePage, demo_window: MainWindow
) -> None:
    card = _card(page, FEARS)
    card.veil.setFocus()
    QTest.keyPress(card.veil, Qt.Key.Key_Space)
    assert card.veil.is_held()
    assert FEARS in card.veil._words
    QTest.keyRelease(card.veil, Qt.Key.Key_Space)
    assert not card.veil.is_held()
    assert card.veil._words == ""
    QTest.mousePress(card.hold, Qt.MouseButton.LeftButton)
    assert card.veil.is_held()
    QTest.mouseRelease(card.hold, Qt.MouseButton.LeftButton)
    assert not card.veil.is_held()


def test_words_that_are_edited_are_covered_when_the_keyboard_leaves(
    page: PrivatePage, demo_window: MainWindow
) -> None:
    card = _card(page, FEARS)
    card.write()
    editor = card.edit.editor
    assert editor.hasFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QTest.keyClicks(editor, " And the date.")
    page.tabs.setFocus()
    QApplication.processEvents()
    page.composer.text.editor.setFocus()
    assert editor.toPlainText() == ""
    assert card.veil.isVisible()
    assert _note(page, FEARS).text.endswith("And the date.")
    assert FEARS not in _said(demo_window)


# --- writing ------------------------------------------------------------------------------------


def test_a_new_note_goes_straight_behind_the_seal(page: PrivatePage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    editor = page.composer.text.editor
    assert editor.hasFocus()
    QTest.keyClicks(editor, "She would take the later date")
    about = page.composer.about
    about.setCurrentText("Celeste Amadi")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    row = _note(page, "later date")
    assert (row.person, row.party, row.disclosure) == ("Celeste Amadi", "Marketing", "kept")
    assert editor.toPlainText() == ""
    card = _card(page, "later date")
    assert card.from_where.text() == "Note about Celeste Amadi, Marketing"


def test_what_is_being_written_is_covered_when_one_looks_away(page: PrivatePage) -> None:
    page.composer.begin()
    QTest.keyClicks(page.composer.text.editor, "She would take the later date")
    page.composer.about.setFocus()
    assert page.composer.text.is_covered()
    page.composer.text.cover.click()
    assert page.composer.text.editor.hasFocus()


def test_half_a_note_survives_a_restart_and_never_touches_a_joint_table(
    page: PrivatePage, demo_window: MainWindow
) -> None:
    """S4: sealed drafts have a table of their own."""
    page.composer.begin()
    QTest.keyClicks(page.composer.text.editor, "She would take")
    demo_window.drafts.flush()
    path = demo_window.workspace.path
    assert page.workspace.store.value("SELECT count(*) FROM draft") == 0
    assert page.workspace.store.value("SELECT text FROM sealed_draft") == "She would take"
    demo_window.close_engagement()
    demo_window.open_engagement(path)
    demo_window.go("private")
    again = demo_window.page("private")
    assert isinstance(again, PrivatePage)
    assert again is not page
    assert again.composer.text.is_covered()
    assert again.composer.text.editor.toPlainText() == "She would take"


def test_a_private_talk_is_kept_and_its_note_belongs_to_it(
    page: PrivatePage, qtbot: QtBot, demo_window: MainWindow
) -> None:
    """P4: no number, no calendar entry, no count."""
    before = (together(page.workspace.reader), overview(page.workspace.reader))
    qtbot.mouseClick(page.new_talk, Qt.MouseButton.LeftButton)
    dialog = demo_window.findChild(TalkDialog)
    assert dialog is not None
    dialog.who.setCurrentText("Jonas Feld")
    dialog.about.setText("Before the vote")
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    talk = private_talks(page.workspace.reader)[0]
    assert (talk.person, talk.party, talk.title) == ("Jonas Feld", "Marketing", "Before the vote")
    assert ("talk", talk.id) in page._cards
    QTest.keyClicks(page.composer.text.editor, "He would agree")
    qtbot.mouseClick(page.composer.keep, Qt.MouseButton.LeftButton)
    assert _note(page, "He would agree").talk_id == talk.id
    assert ("talk", talk.id) not in page._cards, "its note stands for it"
    assert (together(page.workspace.reader), overview(page.workspace.reader)) == before


# --- how far it may go --------------------------------------------------------------------------


def test_what_is_allowed_is_changed_with_its_guidance_in_one_step(
    page: PrivatePage, qtbot: QtBot, demo_window: MainWindow
) -> None:
    card = _card(page, "Jonas doubts")
    qtbot.mouseClick(card.allow, Qt.MouseButton.LeftButton)
    dialog = demo_window.findChild(AllowDialog)
    assert dialog is not None
    assert dialog.kept.isChecked()
    qtbot.mouseClick(dialog.usable, Qt.MouseButton.LeftButton)
    dialog.guidance.setPlainText("Ask about the board only")
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    row = _note(page, "Jonas doubts")
    assert (row.disclosure, row.guidance) == ("usable", "Ask about the board only")
    assert card.state.text() == "Usable without source"
    demo_window.undo()
    assert _note(page, "Jonas doubts").disclosure == "kept"


def test_a_release_needs_words_and_who_agreed_and_keeps_the_note_sealed(
    page: PrivatePage, qtbot: QtBot, demo_window: MainWindow
) -> None:
    """S1: releasing writes a new statement; it never flips the original."""
    card = _card(page, FEARS)
    text = card._read()
    qtbot.mouseClick(card.release, Qt.MouseButton.LeftButton)
    dialog = demo_window.findChild(ReleaseDialog)
    assert dialog is not None
    assert dialog.words.toPlainText() == "", "the sealed words are never offered"
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    dialog.words.setPlainText("Marketing wants the contract in view before access changes.")
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert dialog.agreed_field.below.text() == "Nothing is released without its owner's word."
    dialog.agreed.setText("Celeste Amadi")
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    row = _note(page, FEARS)
    assert row.disclosure == "released"
    assert text.endswith(row.text)
    assert row.releases[0].approved_by == "Celeste Amadi"
    assert row.releases[0].place == "2026/13"
    hits = search(page.workspace.reader, "contract in view")
    assert [hit.id for hit in hits] == [row.releases[0].capture_id]
    assert page.workspace.store.value("SELECT count(*) FROM sealed_draft") == 0


def test_the_same_words_again_are_noticed_before_they_are_released(
    page: PrivatePage, demo_window: MainWindow
) -> None:
    card = _card(page, FEARS)
    page._on_release(card.note.id)
    dialog = demo_window.findChild(ReleaseDialog)
    assert dialog is not None
    dialog.words.setPlainText(f"  {card.note.text.upper()} ")
    assert dialog.same.isVisible()
    dialog.words.setPlainText("Other words")
    assert not dialog.same.isVisible()


def test_a_deleted_note_comes_back_by_undo(page: PrivatePage, demo_window: MainWindow) -> None:
    note = _note(page, FEARS).id
    page._delete_note(note)
    assert ("note", note) not in page._cards
    assert "Celeste" not in demo_window._toast.accessibleName()
    assert "Celeste" not in (page.workspace.store.undo_label or "")
    demo_window.undo()
    assert ("note", note) in page._cards


def test_the_tabs_count_and_filter_by_how_far_a_note_may_go(page: PrivatePage) -> None:
    names = [button.accessibleName() for button in page.tabs._group.buttons()]
    assert names == ["All 4", "Kept 2", "Usable without source 1", "Released 1", "What left 0"]
    page.tabs.set_current("released")
    page.tabs.chosen.emit("released")
    (card,) = page._cards.values()
    assert isinstance(card, NoteCard)
    assert card.note.releases[0].words in _said(card)


def test_an_empty_page_says_what_belongs_here(page: PrivatePage) -> None:
    for row in sealed_notes(page.workspace.reader):
        page.workspace.run(delete_sealed_note, row.id)
    page.tabs.set_current("kept")
    page.tabs.chosen.emit("kept")
    assert page.nothing_card.isVisible()
    assert "one side tells you alone" in page.nothing.sentence.text()


def test_a_note_asked_for_from_another_page_is_marked_but_stays_covered(
    page: PrivatePage, demo_window: MainWindow
) -> None:
    demo_window.go("together")
    demo_window.go("private", note_id=_note(page, FEARS).id)
    card = _card(page, FEARS)
    assert card._is_current
    assert card.veil.hasFocus()
    assert not card.veil.is_held()


def test_the_window_can_be_closed_over_an_open_editor_without_losing_a_word(
    page: PrivatePage, demo_window: MainWindow
) -> None:
    card = _card(page, FEARS)
    card.write()
    editor = card.edit.editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QTest.keyClicks(editor, " And the date.")
    path, note = demo_window.workspace.path, card.note.id
    demo_window.close_engagement()
    with Reader.open(path) as reader:
        text = reader.value("SELECT text FROM sealed_note WHERE id = ?", (note,))
    assert text.endswith("And the date.")
