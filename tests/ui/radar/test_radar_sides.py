"""Needs, turns and proposals in the whole window; the page as a whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands import captures, concerns, decisions, levels, parties, series
from facilitator.domain.rule import weekly
from facilitator.domain.words import CaptureKind, DecisionState
from facilitator.queries.concerns import concern, open_concerns
from facilitator.queries.engagement import parties as table
from facilitator.queries.ideas import ideas as radar_ideas
from facilitator.queries.needs import turns
from tests.demo_file import draft_again
from tests.ui.radar.window import dialog_of, hear_all, store_of, unanswered
from ui.main_window import MainWindow
from ui.pages.decisions.detail import DecisionView
from ui.pages.decisions.proposal import ProposalDialog
from ui.pages.radar.concern_card import ConcernCard
from ui.pages.radar.page import RadarPage


def test_a_want_is_added_edited_and_settled_where_it_stands(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C2: plus, words, Enter; then other words; then the tick."""
    reader = demo_window.workspace.reader
    side = table(reader)[0].id
    block = page.needs.column(side).blocks["want"]
    QTest.mouseClick(block.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(block.fresh, "Fewer forms")
    QTest.keyClick(block.fresh, Qt.Key.Key_Return)
    kept = reader.value("SELECT id FROM capture WHERE text = 'Fewer forms' AND kind = 'want'")
    line = block.line(kept)
    assert line is not None
    assert line.new.isVisibleTo(line)
    line.words.setPlainText("Fewer and shorter forms")
    demo_window.drafts.flush()
    assert reader.value("SELECT text FROM capture WHERE id = ?", (kept,)) == (
        "Fewer and shorter forms"
    )
    QTest.mouseClick(line.settle, Qt.MouseButton.LeftButton)
    assert block.line(kept) is None
    assert reader.value("SELECT settled_on FROM capture WHERE id = ?", (kept,)) == "2026-06-30"


def test_a_side_that_had_nothing_new_is_recorded_in_one_press(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C2: a third side had no turn; then it has one, with the note."""
    third = parties.add_party(store_of(demo_window), "Sales")
    assert page.needs.turns.text() == "Sales had no turn on 23 June"
    column = page.needs.column(third)
    QTest.mouseClick(column.record, Qt.MouseButton.LeftButton)
    assert turns(demo_window.workspace.reader).sides[2].note == "Nothing new"
    assert page.needs.turns.text() == "all had a turn on 23 June"
    QTest.mouseClick(column.record, Qt.MouseButton.LeftButton)
    assert turns(demo_window.workspace.reader).silent == ("Sales",)


def test_four_sides_have_four_columns_and_four_squares(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """E3, C3: more than two parties everywhere."""
    for name in ("Sales", "Legal"):
        parties.add_party(store_of(demo_window), name)
    assert len(page.needs._columns) == 4
    assert len(radar_ideas(demo_window.workspace.reader)[0].sides) == 4
    assert len(page.ideas.radar._sides) == 4
    assert not page.grab().isNull()


# --- proposals -----------------------------------------------------------------------------------


def test_a_proposal_is_built_and_answers_its_concern_once_agreed(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """E2, C1: from the decision; the preview names what is met and what is left."""
    store, reader = store_of(demo_window), demo_window.workspace.reader
    found = unanswered(demo_window)
    other = concerns.new_concern(store, "Too slow in spring")
    decision = decisions.propose_decision(store, "Keep a stamp", goal_id=found.goal_id)
    demo_window.go("decisions", decision_id=decision)
    QApplication.processEvents()
    view = demo_window.page("decisions").findChild(DecisionView)
    assert view is not None
    QTest.mouseClick(view.met.build, Qt.MouseButton.LeftButton)
    dialog = dialog_of(demo_window, ProposalDialog)
    QTest.keyClicks(dialog.fields[found.id].words, "A stamp for each yes")
    demo_window.drafts.flush()
    shown = dialog.preview.text()
    assert "It is met: A stamp for each yes" in shown
    assert "It leaves unmet: Too slow in spring" in shown
    assert other in dialog.fields
    dialog.accept()
    hear_all(demo_window, decision)
    decisions.decide(store, decision, DecisionState.AGREED)
    QApplication.processEvents()
    assert view.met.banner.isVisible()
    button = next(
        each for each in view.met.banner.findChildren(QWidget)
        if each.accessibleIdentifier() == "answer-met"
    )  # fmt: skip
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    row = concern(reader, found.id)
    assert row is not None
    assert row.answer is not None
    assert (row.answer.id, row.answer.words) == (decision, "A stamp for each yes")
    assert not view.met.banner.isVisible()


def test_a_proposal_without_concerns_says_so(demo_window: MainWindow) -> None:
    """E2: nothing stands in the way, and the preview is the proposal alone."""
    store = store_of(demo_window)
    for each in open_concerns(store):
        concerns.answer_concern(store, each.id, "Not now")
    decision = decisions.propose_decision(store, "Meet monthly")
    dialog = ProposalDialog(demo_window.workspace, demo_window, decision)
    dialog.open()
    assert dialog.none.isVisible()
    assert dialog.preview.text() == "Meet monthly"


def test_an_empty_file_says_what_the_radar_is_for(
    demo_window: MainWindow,
) -> None:
    """C1, C3: no concern and no idea; each part offers its first step."""
    store = store_of(demo_window)
    draft_again(store)
    with store.step("Empty"):
        for row in store.all("SELECT id FROM capture WHERE kind IN ('concern', 'idea')"):
            store.delete("capture", row["id"])
    demo_window.go("radar")
    page = demo_window.page("radar")
    assert isinstance(page, RadarPage)
    assert page.concerns.nothing.isVisible()
    assert page.ideas.nothing.isVisible()
    assert not page.ideas.radar.isVisible()
    assert page.start_focus() is page.concerns.new


def test_tab_goes_from_the_list_into_what_is_unfolded(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """U3: list, edit, decision, action, heard: all by keyboard, and Esc folds from inside."""
    page.concerns.list.setFocus()
    reached = []
    for _step in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus.accessibleIdentifier())
    assert reached[1:] == ["answer-decision", "answer-action", "answer-heard"]
    focus = QApplication.focusWidget()
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert page.concerns.list.open_key() is None
    assert page.concerns.list.hasFocus()


def test_the_unfolded_concern_scrolls_with_the_list(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """U3: it stays where its row is, and never covers what lies above the list."""
    for number in range(30):
        concerns.new_concern(store_of(demo_window), f"Concern {number}", severity="high")
    QApplication.processEvents()
    found = page.concerns.list
    found.verticalScrollBar().setValue(0)
    index = found.rows.index_of(found.open_key())
    found.scrollTo(index)
    QApplication.processEvents()
    top = found.viewport().mapTo(page.concerns, found.visualRect(index).topLeft()).y()
    assert abs(found.clip.geometry().top() - top) <= 8
    found.verticalScrollBar().setValue(found.verticalScrollBar().value() + 40)
    QApplication.processEvents()
    assert found.clip.geometry().top() >= found.geometry().top()


def test_what_was_said_long_ago_is_asked_for_and_a_target_reveals_it(
    qtbot: QtBot, demo_window: MainWindow, page: RadarPage
) -> None:
    """C2, U2: six of a kind show; a search hit brings its line, with the keyboard on it."""
    side = table(demo_window.workspace.reader)[0].id
    first = 0
    for number in range(9):
        kept = captures.capture(
            store_of(demo_window), CaptureKind.NEED, f"Need {number}", party_id=side
        )
        first = first or kept
    block = page.needs.column(side).blocks["need"]
    assert block.more.isVisibleTo(block)
    assert block.line(first) is None
    demo_window.go("radar", need_id=first)
    line = block.line(first)
    assert line is not None
    qtbot.waitUntil(line.words.hasFocus)


def test_a_read_only_file_shows_all_and_takes_nothing(
    qtbot: QtBot, demo_window: MainWindow, page: RadarPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U6: every way to write is off, with its reason."""
    monkeypatch.setattr(type(demo_window.workspace), "read_only", property(_yes))
    page.load()
    reason = "This file is open for reading only."
    for button in (
        page.add,
        page.concerns.new,
        page.ideas.new,
        *page.concerns.card.answers.values(),
    ):
        assert not button.isEnabled()
        assert button.toolTip() == reason
    disc = page.ideas.radar
    disc.setFocus()
    QTest.keyClick(disc, Qt.Key.Key_Right)
    before = [each.stage for each in radar_ideas(demo_window.workspace.reader)]
    QTest.keyClick(disc, Qt.Key.Key_Up)
    assert [each.stage for each in radar_ideas(demo_window.workspace.reader)] == before


def _yes(_space: object) -> bool:
    return True


def test_a_concern_is_handed_up_from_its_card_and_the_card_says_so(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """E10: the button's name tells where it went and what became of it."""
    store = store_of(demo_window)
    found = unanswered(demo_window)
    lead = series.new_series(store, "Leadership", weekly(4), "2026-07-23T10:00", level="leadership")
    demo_window.go("radar", concern_id=found.id)
    QApplication.processEvents()
    card = next(each for each in page.findChildren(ConcernCard) if each.isVisible())
    levels.hand_row(store, "concern", found.id, series_id=lead)
    card.hand.show_row("concern", found.id, found.session_id)
    assert "handed up to Leadership, waits in the backlog" in card.hand.accessibleName()
    menu = card.hand.menu_of_row()
    assert menu.actions()[0].text().startswith("Handed up to Leadership")
    menu.close()
