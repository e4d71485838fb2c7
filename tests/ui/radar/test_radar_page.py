"""Concerns on the radar page in the whole window: found, answered, opened again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator.commands import captures
from facilitator.domain.words import CaptureKind
from facilitator.queries.concerns import ConcernRow, concern
from facilitator.queries.engagement import parties as table
from tests.demo_file import draft_again
from tests.ui.radar.window import dialog_of, store_of, unanswered
from ui.dialogs.words_form import WordsDialog
from ui.main_window import MainWindow
from ui.pages.radar.forms import AnswerForm, ConcernForm
from ui.pages.radar.page import RadarPage


def test_the_longest_unanswered_concern_is_open_when_the_page_opens(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C1: with its age, its original words and the three answers, named for scripts."""
    found = unanswered(demo_window)
    card = page.concerns.card
    assert page.place() == {"concern_id": found.id}
    assert card.isVisible()
    assert card.state.text() == "No answer for 24 weeks"
    assert "Nadia" in card.original.text()
    assert "We cannot prove consent per person." in card.original.text()
    names = {button.accessibleIdentifier() for button in card.answers.values()}
    assert names == {"answer-decision", "answer-action", "answer-heard"}
    assert page.concerns.list.accessibleIdentifier() == "concern-list"
    spoken = page.concerns.list.rows.index(0).data()
    assert "No answer for 24 weeks" in str(spoken)


def test_heard_not_taken_up_asks_for_its_reason(demo_window: MainWindow, page: RadarPage) -> None:
    """C1: without one the form stays; with one it is answered, and undo opens it again."""
    found = unanswered(demo_window)
    QTest.mouseClick(page.concerns.card.answers["heard"], Qt.MouseButton.LeftButton)
    dialog = dialog_of(demo_window, WordsDialog)
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.words, "The register comes in autumn")
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    row = concern(demo_window.workspace.reader, found.id)
    assert row is not None
    assert row.state == "heard"
    assert "The register comes in autumn" in page.concerns.card.told.text()
    assert not page.concerns.card.answers["heard"].isVisible()
    assert page.concerns.card.reopen.isVisible()
    demo_window.workspace.undo()
    assert page.concerns.card.answers["heard"].isVisible()


def test_a_concern_is_answered_by_a_decision_that_is_there_or_by_a_new_one(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C1: choose one from the list, or write one on the spot."""
    found = unanswered(demo_window)
    page.concerns.answer("decision")
    form = dialog_of(demo_window, AnswerForm)
    QTest.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    assert form.isVisible()  # nothing is chosen yet
    form.search.setText("D-2026-020")
    assert form.list.rows.rowCount() == 1
    form.list.setCurrentIndex(form.list.rows.index(0))
    QTest.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    row = concern(demo_window.workspace.reader, found.id)
    assert row is not None
    assert row.answer is not None
    assert row.answer.number == "D-2026-020"
    demo_window.workspace.undo()
    page.concerns.answer("decision")
    form = dialog_of(demo_window, AnswerForm)
    QTest.keyClicks(form.new, "Keep a stamp for each yes")
    QTest.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    row = concern(demo_window.workspace.reader, found.id)
    assert row is not None
    assert row.answer is not None
    assert (row.answer.text, row.answer.state) == ("Keep a stamp for each yes", "proposed")


def test_an_action_that_answers_has_its_owner(demo_window: MainWindow, page: RadarPage) -> None:
    """C1: owner and due date stand in the same form."""
    found = unanswered(demo_window)
    page.concerns.answer("action")
    form = dialog_of(demo_window, AnswerForm)
    QTest.keyClicks(form.new, "Write the proof down")
    form.owner.setCurrentIndex(1)
    owner = form.owner.current()
    QTest.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    row = concern(demo_window.workspace.reader, found.id)
    assert row is not None
    assert row.answer is not None
    reader = demo_window.workspace.reader
    kept = reader.one("SELECT * FROM action WHERE id = ?", (row.answer.id,))
    assert kept is not None
    assert kept["owner_id"] == owner
    assert kept["asked_by_party_id"] == found.party_id


def test_a_lapsed_answer_is_told_and_can_be_opened_again_with_a_reason(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C1: D-2026-005 was replaced; the reason stands in the history."""
    rows = [page.concerns.list.rows.rows()[n].data for n in range(2)]
    lapsed = rows[1]
    assert isinstance(lapsed, ConcernRow)
    demo_window.go("radar", concern_id=lapsed.id)
    card = page.concerns.card
    assert "which was replaced by" in card.told.text()
    QTest.mouseClick(card.reopen, Qt.MouseButton.LeftButton)
    dialog = dialog_of(demo_window, WordsDialog)
    QTest.keyClicks(dialog.words, "The new rule says nothing of the season")
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    row = concern(demo_window.workspace.reader, lapsed.id)
    assert row is not None
    assert row.is_open
    assert card.history.isVisible()


def test_filters_narrow_by_side_category_and_answer(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C1: counted by hand in the demo: five of each side, one unanswered."""
    card = page.concerns
    first = table(demo_window.workspace.reader)[0].id
    card.sides.set_current(first)
    card.sides.chosen.emit(first)
    assert card.list.rows.rowCount() == 5
    card.state.set_current("open")
    card.state.chosen.emit("open")
    assert card.list.rows.rowCount() == 1
    card.category.set_current("money")
    card.category.chosen.emit("money")
    assert card.list.rows.rowCount() == 0
    assert card.nothing.isVisible()


def test_an_older_category_is_shown_and_kept_until_somebody_sorts_it(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C1: free text of an older file survives an edit of something else."""
    found, store = unanswered(demo_window), store_of(demo_window)
    draft_again(store)
    with store.step("an older file"):
        store.update("concern", found.id, category="process")
    assert "process" in page.concerns.card.facts.text()
    QTest.mouseClick(page.concerns.card.edit, Qt.MouseButton.LeftButton)
    form = dialog_of(demo_window, ConcernForm)
    form.plain.setPlainText("Nobody can show it")
    QTest.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    row = concern(demo_window.workspace.reader, found.id)
    assert row is not None
    assert (row.category, row.plain) == ("process", "Nobody can show it")


def test_a_new_concern_is_written_with_the_keyboard_and_unfolds(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C1: Ctrl+N, the words, Ctrl+Enter."""
    QTest.keyClick(demo_window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = dialog_of(demo_window, ConcernForm)
    QTest.keyClicks(form.words, "Nobody reads the list")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    row = page.concerns.card.row
    assert row is not None
    assert row.text == "Nobody reads the list"
    assert page.concerns.new.accessibleIdentifier() == "new-concern"


def test_enter_unfolds_and_esc_folds(demo_window: MainWindow, page: RadarPage) -> None:
    """U3: arrows go along the list, Enter opens one, Esc closes it and stays on the page."""
    found = page.concerns.list
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Down)
    second = found.current()
    QTest.keyClick(found, Qt.Key.Key_Return)
    assert found.open_key() == second
    QTest.keyClick(found, Qt.Key.Key_Escape)
    assert found.open_key() is None
    assert demo_window.page_id == "radar"
    captures.capture(store_of(demo_window), CaptureKind.NOTE, "Something else changes")
    assert found.open_key() is None
