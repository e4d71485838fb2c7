"""The radar page in the whole window: concerns answered, ideas moved, needs written in place."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands import captures, concerns, decisions, ideas, parties
from facilitator.domain.words import CaptureKind, DecisionState, IdeaStage
from facilitator.queries.concerns import ConcernRow, concern, open_concerns
from facilitator.queries.engagement import parties as table
from facilitator.queries.ideas import ideas as radar_ideas
from facilitator.queries.needs import turns
from facilitator.store import Store
from ui.dialogs.words_form import WordsDialog
from ui.main_window import MainWindow
from ui.pages.decisions.detail import DecisionView
from ui.pages.decisions.proposal import ProposalDialog
from ui.pages.radar.forms import AnswerForm, ConcernForm, IdeaForm
from ui.pages.radar.idea_sheet import IdeaSheet
from ui.pages.radar.page import RadarPage

T = TypeVar("T", bound=QWidget)


@pytest.fixture
def page(demo_window: MainWindow) -> RadarPage:
    demo_window.go("radar")
    QApplication.processEvents()
    found = demo_window.page("radar")
    assert isinstance(found, RadarPage)
    return found


def _store(window: MainWindow) -> Store:
    return window.workspace.store


def _dialog(window: MainWindow, kind: type[T]) -> T:
    QApplication.processEvents()
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def _unanswered(window: MainWindow) -> ConcernRow:
    return open_concerns(window.workspace.reader)[0]


def _heard(window: MainWindow, row_id: int) -> None:
    for party in table(window.workspace.reader):
        decisions.set_consideration(_store(window), row_id, party.id, "Thought about")


# --- concerns ------------------------------------------------------------------------------------


def test_the_longest_unanswered_concern_is_open_when_the_page_opens(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C1: with its age, its original words and the three answers, named for scripts."""
    found = _unanswered(demo_window)
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
    found = _unanswered(demo_window)
    QTest.mouseClick(page.concerns.card.answers["heard"], Qt.MouseButton.LeftButton)
    dialog = _dialog(demo_window, WordsDialog)
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
    found = _unanswered(demo_window)
    page.concerns.answer("decision")
    form = _dialog(demo_window, AnswerForm)
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
    form = _dialog(demo_window, AnswerForm)
    QTest.keyClicks(form.new, "Keep a stamp for each yes")
    QTest.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    row = concern(demo_window.workspace.reader, found.id)
    assert row is not None
    assert row.answer is not None
    assert (row.answer.text, row.answer.state) == ("Keep a stamp for each yes", "proposed")


def test_an_action_that_answers_has_its_owner(demo_window: MainWindow, page: RadarPage) -> None:
    """C1: owner and due date stand in the same form."""
    found = _unanswered(demo_window)
    page.concerns.answer("action")
    form = _dialog(demo_window, AnswerForm)
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
    dialog = _dialog(demo_window, WordsDialog)
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
    found, store = _unanswered(demo_window), _store(demo_window)
    with store.step("an older file"):
        store.update("concern", found.id, category="process")
    assert "process" in page.concerns.card.facts.text()
    QTest.mouseClick(page.concerns.card.edit, Qt.MouseButton.LeftButton)
    form = _dialog(demo_window, ConcernForm)
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
    form = _dialog(demo_window, ConcernForm)
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
    captures.capture(_store(demo_window), CaptureKind.NOTE, "Something else changes")
    assert found.open_key() is None


# --- ideas ---------------------------------------------------------------------------------------


def test_arrows_go_from_idea_to_idea_and_from_ring_to_ring(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C3: right is the next idea, down a ring nearer, up a ring farther; one step each."""
    disc = page.ideas.radar
    assert disc.accessibleIdentifier() == "idea-radar"
    disc.setFocus()
    QTest.keyClick(disc, Qt.Key.Key_Right)
    QTest.keyClick(disc, Qt.Key.Key_Right)
    second = radar_ideas(demo_window.workspace.reader)[1]
    assert page.ideas.list.current() == second.id
    assert second.stage == "try"
    QTest.keyClick(disc, Qt.Key.Key_Down)
    now = next(i for i in radar_ideas(demo_window.workspace.reader) if i.id == second.id)
    assert now.stage == "plan"
    QTest.keyClick(disc, Qt.Key.Key_Down)  # nothing is nearer
    QTest.keyClick(disc, Qt.Key.Key_Up)
    now = next(i for i in radar_ideas(demo_window.workspace.reader) if i.id == second.id)
    assert now.stage == "try"
    QTest.keyClick(disc, Qt.Key.Key_Return)
    assert _dialog(demo_window, IdeaSheet).idea_id == second.id


def test_a_screen_reader_hears_the_whole_radar(demo_window: MainWindow, page: RadarPage) -> None:
    """C3, U3: ring by ring, with who considered what and what is next."""
    spoken = page.ideas.radar.accessibleDescription().splitlines()
    assert [line.split(":")[0] for line in spoken] == ["Watch", "Explore", "Try", "Plan"]
    assert "No next step" in spoken[0]
    assert "Security considered it, Marketing not yet" in spoken[2]
    row = str(page.ideas.list.rows.index(0).data())
    assert row.startswith("1. ")


def test_the_mouse_finds_the_mark_of_an_idea(demo_window: MainWindow, page: RadarPage) -> None:
    """C3: a click chooses, a second one opens."""
    disc = page.ideas.radar
    found = radar_ideas(demo_window.workspace.reader)[0]
    where = disc.point_of(found.id).toPoint()
    QTest.mouseClick(disc, Qt.MouseButton.LeftButton, pos=where)
    assert page.ideas.list.current() == found.id
    QTest.mouseClick(disc, Qt.MouseButton.LeftButton, pos=where)
    assert _dialog(demo_window, IdeaSheet).idea_id == found.id


def test_twelve_ideas_stand_in_clusters_that_the_keyboard_still_enters(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C3: each of them can be reached, opened and moved."""
    sides = [party.id for party in table(demo_window.workspace.reader)]
    for number in range(12):
        ideas.new_idea(_store(demo_window), f"Idea {number}", stage=IdeaStage.WATCH,
                       party_id=sides[number % 2])  # fmt: skip
    disc = page.ideas.radar
    assert any(len(spot.ids) > 1 for spot in disc.spots())
    disc.setFocus()
    every = [each.id for each in radar_ideas(demo_window.workspace.reader) if not each.is_closed]
    reached = []
    for _each in every:
        QTest.keyClick(disc, Qt.Key.Key_Right)
        reached.append(page.ideas.list.current())
    assert reached == every
    assert not page.grab().isNull()


def test_an_idea_closes_only_when_each_side_was_heard_and_says_who_is_missing(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C3: the sentence stands in the dialog; with both sides heard it goes to the folded list."""
    found = next(i for i in radar_ideas(demo_window.workspace.reader) if i.unheard)
    sheet = IdeaSheet(demo_window.workspace, demo_window, found.id)
    sheet.open()
    QTest.mouseClick(sheet.drop, Qt.MouseButton.LeftButton)
    ask = _dialog(demo_window, WordsDialog)
    QTest.keyClicks(ask.words, "Nobody buys it")
    QTest.mouseClick(ask.confirm, Qt.MouseButton.LeftButton)
    assert "not considered this idea yet" in ask.problem.text()
    _heard(demo_window, found.id)
    QTest.mouseClick(ask.confirm, Qt.MouseButton.LeftButton)
    over = {each.id: each for each in radar_ideas(demo_window.workspace.reader) if each.is_closed}
    assert over[found.id].closed_because == "Nobody buys it"
    assert page.ideas.closed.isVisible()
    assert found.id in [row.key for row in page.ideas.ended.rows.rows()]


def test_an_opened_idea_takes_considerations_passes_and_becomes_an_agenda_item(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """C3: what is typed is saved; a pass keeps its reason; one press puts it on the agenda."""
    reader = demo_window.workspace.reader
    found = next(i for i in radar_ideas(reader) if i.unheard)
    side = next(s for s in found.sides if not s.is_heard)
    sheet = IdeaSheet(demo_window.workspace, demo_window, found.id)
    sheet.open()
    field = sheet._side_fields[side.party_id]
    field.passes.setChecked(True)
    QTest.keyClicks(field.words, "Not our field")
    sheet.next_step.setText("Ask two brands")
    demo_window.drafts.flush()
    QTest.mouseClick(sheet.to_item, Qt.MouseButton.LeftButton)
    now = next(i for i in radar_ideas(reader) if i.id == found.id)
    heard = next(s for s in now.sides if s.party_id == side.party_id)
    assert (heard.words, heard.passed_reason) == ("", "Not our field")
    assert now.next_step == "Ask two brands"
    assert [each.kind for each in now.became] == ["item"]
    assert now.agenda is not None
    assert now.agenda.label == "2026/13"


def test_a_new_idea_begins_on_a_ring(demo_window: MainWindow, page: RadarPage) -> None:
    """C3: the form is reached from its card."""
    assert page.ideas.new.accessibleIdentifier() == "new-idea"
    QTest.mouseClick(page.ideas.new, Qt.MouseButton.LeftButton)
    form = _dialog(demo_window, IdeaForm)
    QTest.keyClicks(form.words, "A joint quiz")
    form.ring.set_current("try")
    QTest.mouseClick(form.confirm, Qt.MouseButton.LeftButton)
    found = next(i for i in radar_ideas(demo_window.workspace.reader) if i.text == "A joint quiz")
    assert (found.stage, found.party_id) == ("try", None)
    assert not page.grab().isNull()  # a third sector, of nobody's side


# --- wants, needs and challenges, and turns ------------------------------------------------------


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
    third = parties.add_party(_store(demo_window), "Sales")
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
        parties.add_party(_store(demo_window), name)
    assert len(page.needs._columns) == 4
    assert len(radar_ideas(demo_window.workspace.reader)[0].sides) == 4
    assert len(page.ideas.radar._sides) == 4
    assert not page.grab().isNull()


# --- proposals -----------------------------------------------------------------------------------


def test_a_proposal_is_built_and_answers_its_concern_once_agreed(
    demo_window: MainWindow, page: RadarPage
) -> None:
    """E2, C1: from the decision; the preview names what is met and what is left."""
    store, reader = _store(demo_window), demo_window.workspace.reader
    found = _unanswered(demo_window)
    other = concerns.new_concern(store, "Too slow in spring")
    decision = decisions.propose_decision(store, "Keep a stamp", goal_id=found.goal_id)
    demo_window.go("decisions", decision_id=decision)
    QApplication.processEvents()
    view = demo_window.page("decisions").findChild(DecisionView)
    assert view is not None
    QTest.mouseClick(view.met.build, Qt.MouseButton.LeftButton)
    dialog = _dialog(demo_window, ProposalDialog)
    QTest.keyClicks(dialog.fields[found.id].words, "A stamp for each yes")
    demo_window.drafts.flush()
    shown = dialog.preview.text()
    assert "It is met: A stamp for each yes" in shown
    assert "It leaves unmet: Too slow in spring" in shown
    assert other in dialog.fields
    dialog.accept()
    _heard(demo_window, decision)
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
    store = _store(demo_window)
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
    store = _store(demo_window)
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
        concerns.new_concern(_store(demo_window), f"Concern {number}", severity="high")
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
            _store(demo_window), CaptureKind.NEED, f"Need {number}", party_id=side
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
