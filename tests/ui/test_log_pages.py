"""The home page, the decision log and the action list, in the real window on the demo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.commands import captures
from facilitator.commands.demo import write_demo
from facilitator.domain.words import CaptureKind
from facilitator.queries.actions import action_detail
from facilitator.queries.decisions import decision_detail
from facilitator.queries.numbers import find_session
from facilitator.store import Store
from ui.dialogs.settle import SettleDialog
from ui.main_window import MainWindow
from ui.pages.actions.page import ActionsPage
from ui.pages.decisions.page import DecisionsPage
from ui.pages.together.page import TogetherPage
from ui.theme import Theme
from ui.widgets.rows import Row, RowList
from ui.workspace import Workspace

P = TypeVar("P")


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, clock: FixedClock, look: Theme, settings: QSettings
) -> Iterator[MainWindow]:
    path = tmp_path / "demo.facilitator"
    with Store.create(path, clock) as store:
        write_demo(store, date(2026, 6, 30))
    space = Workspace(clock)
    found = MainWindow(space, settings)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    found.show()
    found.open_engagement(path)
    yield found
    space.close()


def _page(window: MainWindow, kind: type[P], page_id: str, **target: object) -> P:
    window.go(page_id, **target)
    page = window.findChild(kind)
    assert page is not None
    return page


def _titles(rows: RowList) -> list[str]:
    return [row.title for row in rows.rows.rows() if not row.is_heading]


def _capture_id(window: MainWindow, number: str) -> int:
    kind = {"D": "decision", "A": "action"}[number[0]]
    return int(
        window.workspace.store.value(
            "SELECT row_id FROM issued_number WHERE kind = ? AND year = ? AND n = ?",
            (kind, int(number[2:6]), int(number[7:])),
        )
    )


# --- together -----------------------------------------------------------------------------------


def test_the_home_page_puts_the_goal_at_risk_first_and_done_ones_last(window: MainWindow) -> None:
    """E5."""
    page = _page(window, TogetherPage, "together")
    rows: list[Row] = page.goals.rows.rows()
    assert [row.chip[0] for row in rows if row.chip] == [
        "At risk",
        "On track",
        "On track",
        "On track",
        "Done",
    ]


def test_who_waits_on_whom_is_said_in_words(window: MainWindow) -> None:
    """E5: facts, for a screen reader too."""
    page = _page(window, TogetherPage, "together")
    assert page.picture.accessibleName().split("\n") == [
        "Security waits on Marketing: 5 promises, 2 overdue",
        "Marketing waits on Security: nothing",
    ]


def test_a_concern_is_settled_only_with_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    """C1: a decision, an action, or “heard, not taken up, because…”."""
    concern = window.workspace.reader.value("SELECT id FROM concern WHERE state = 'open'")
    dialog = SettleDialog(window.workspace, concern, window)
    dialog.open()
    qtbot.mouseClick(dialog.settle, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert dialog.answer.below.text() == "Say why it is not taken up."
    dialog.words.setPlainText("Budget comes first")
    qtbot.mouseClick(dialog.settle, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    page = _page(window, TogetherPage, "together")
    assert ("concern", concern) not in [row.key for row in page.waiting.rows.rows()]


def test_the_tabs_only_filter_what_waits(window: MainWindow, qtbot: QtBot) -> None:
    page = _page(window, TogetherPage, "together")
    page.tabs.set_current("actions")
    page.tabs.chosen.emit("actions")
    assert {row.key[0] for row in page.waiting.rows.rows() if isinstance(row.key, tuple)} == {
        "action",
        "acceptance",
    }


# --- decisions ----------------------------------------------------------------------------------


def test_the_log_filters_by_state_and_finds_words(window: MainWindow) -> None:
    """D5."""
    page = _page(window, DecisionsPage, "decisions")
    assert len(_titles(page.log)) == 21
    page.tabs.set_current("deferred")
    page.tabs.chosen.emit("deferred")
    assert _titles(page.log) == ["Call-centre notes: paused"]
    page.tabs.set_current("all")
    page.words.setText("agency access")
    assert "Agency access: keep the two-day promise" in _titles(page.log)
    assert len(_titles(page.log)) < 6


def test_the_log_can_be_narrowed_to_a_date_a_side_and_a_goal(window: MainWindow) -> None:
    """D5: by party, goal and date."""
    page = _page(window, DecisionsPage, "decisions")
    page.since.set_current(30)
    page.since.chosen.emit(30)
    assert len(_titles(page.log)) == 5
    page.since.set_current(None)
    goal = window.workspace.store.value("SELECT id FROM goal WHERE title LIKE 'Agencies%'")
    page.about.set_current(goal)
    page.about.chosen.emit(goal)
    assert "Agency access: keep the two-day promise" in _titles(page.log)
    assert 0 < len(_titles(page.log)) < 21


def test_agree_stays_off_until_each_side_was_considered(window: MainWindow, qtbot: QtBot) -> None:
    """D2, on screen."""
    store = window.workspace.store
    decision = captures.capture(store, CaptureKind.DECISION, "Meet weekly in August")
    page = _page(window, DecisionsPage, "decisions", decision_id=decision)
    detail = page.detail
    assert not detail.agree.isEnabled()
    assert "Security, Marketing" in detail.problem.text()
    for party in store.all("SELECT id FROM party ORDER BY position"):
        card = detail.sides.card(party["id"])
        card.words_edit.setFocus()
        QTest.keyClicks(card.words_edit, "We can live with it")
        window.drafts.flush()
    assert detail.agree.isEnabled()
    qtbot.mouseClick(detail.agree, Qt.MouseButton.LeftButton)
    found = decision_detail(store, decision)
    assert found is not None
    assert found.row.state == "agreed"
    assert [side.consideration for side in found.sides] == ["We can live with it"] * 2
    assert not detail.agree.isVisible()
    assert not detail.title_field.isVisible()


def test_a_half_typed_option_stays_with_its_decision(window: MainWindow) -> None:
    """U1: no words are lost, and none end up under another decision."""
    captures.capture(window.workspace.store, CaptureKind.DECISION, "First")
    captures.capture(window.workspace.store, CaptureKind.DECISION, "Second")
    first, second = [
        row["id"] for row in window.workspace.reader.all(
            "SELECT id FROM capture WHERE text IN ('First', 'Second') ORDER BY text"
        )
    ]  # fmt: skip
    options = _page(window, DecisionsPage, "decisions", decision_id=first).detail.options
    QTest.keyClicks(options.new, "Half an option")
    window.go("decisions", decision_id=second)
    assert options.new.text() == ""
    window.go("decisions", decision_id=first)
    assert options.new.text() == "Half an option"
    QTest.keyClick(options.new, Qt.Key.Key_Return)
    window.go("decisions", decision_id=second)
    window.go("decisions", decision_id=first)
    assert options.new.text() == ""
    found = decision_detail(window.workspace.reader, first)
    assert [option.text for option in found.options] == ["Half an option"]


def test_what_a_side_says_stays_with_its_decision(window: MainWindow, qtbot: QtBot) -> None:
    """D2, U1: the cards turn to another decision, and no words go with them."""
    store = window.workspace.store
    first, second = (
        captures.capture(store, CaptureKind.DECISION, words) for words in ("First", "Second")
    )
    party = store.value("SELECT id FROM party ORDER BY position")
    sides = _page(window, DecisionsPage, "decisions", decision_id=first).detail.sides
    card = sides.card(party)
    qtbot.mouseClick(card.pass_link, Qt.MouseButton.LeftButton)
    QTest.keyClicks(card.words_edit, "Ingrid is away")
    window.go("decisions", decision_id=second)
    assert sides.card(party) is card
    assert card.words_edit.toPlainText() == ""
    assert card.pass_link.text() == "Pass, with a reason"
    QTest.keyClicks(card.words_edit, "We can live with it")
    window.go("decisions", decision_id=first)
    assert card.words_edit.toPlainText() == "Ingrid is away"
    assert card.pass_link.text() == "They have words after all"
    found = [decision_detail(store, each) for each in (first, second)]
    told = [(each.sides[0].passed_reason, each.sides[0].consideration) for each in found if each]
    assert told == [("Ingrid is away", ""), ("", "We can live with it")]


def test_a_pass_is_recorded_with_its_reason(window: MainWindow, qtbot: QtBot) -> None:
    """D2."""
    store = window.workspace.store
    decision = captures.capture(store, CaptureKind.DECISION, "Meet weekly in August")
    page = _page(window, DecisionsPage, "decisions", decision_id=decision)
    party = store.value("SELECT id FROM party ORDER BY position LIMIT 1")
    card = page.detail.sides.card(party)
    qtbot.mouseClick(card.pass_link, Qt.MouseButton.LeftButton)
    QTest.keyClicks(card.words_edit, "Ingrid is away")
    window.drafts.flush()
    found = decision_detail(store, decision)
    assert found is not None
    assert found.sides[0].passed_reason == "Ingrid is away"


def test_typing_in_a_decision_is_undone_by_name(window: MainWindow) -> None:
    """U1: through the window."""
    store = window.workspace.store
    decision = captures.capture(store, CaptureKind.DECISION, "Meet weekly")
    page = _page(window, DecisionsPage, "decisions", decision_id=decision)
    edit = page.detail.title_edit
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_End)
    QTest.keyClicks(edit, " in August")
    window.drafts.flush()
    assert store.value("SELECT text FROM capture WHERE id = ?", (decision,)) == edit.toPlainText()
    assert store.undo_label == "Edit capture"
    window.undo()
    assert edit.toPlainText() == "Meet weekly"


def test_the_chain_leads_to_the_decision_that_replaced_it(window: MainWindow, qtbot: QtBot) -> None:
    """D3."""
    page = _page(window, DecisionsPage, "decisions", decision_id=_capture_id(window, "D-2026-005"))
    assert page.detail.number.text() == "D-2026-005"
    page.detail.asked_for.emit(_capture_id(window, "D-2026-019"))
    assert page.detail.number.text() == "D-2026-019"


def test_many_agreed_decisions_are_read_only_but_for_the_review_date(window: MainWindow) -> None:
    """D3."""
    page = _page(window, DecisionsPage, "decisions", decision_id=_capture_id(window, "D-2026-019"))
    detail = page.detail
    assert not any(field.isVisible() for field, _, _ in detail._texts.values())
    assert detail.review.isEnabled()
    assert detail.replace.isVisible()


# --- actions ------------------------------------------------------------------------------------


def test_what_somebody_types_in_stays_when_it_fits_no_longer(window: MainWindow) -> None:
    """U1: the next letter goes where the last one went, also while a search narrows the list."""
    log = _page(window, DecisionsPage, "decisions")
    title = "Only the mailer is switched off"
    proposed = captures.capture(window.workspace.store, CaptureKind.DECISION, title)
    log.words.setText("mailer")
    log.log.set_current(proposed)
    log.log.picked.emit(proposed)
    log.detail.title_edit.setFocus()
    log.detail.title_edit.setPlainText("Only one tool is off")
    window.drafts.flush()
    assert log.log.current() == proposed
    assert log.detail.title_edit.toPlainText() == "Only one tool is off"
    accepted = int(window.workspace.reader.value("SELECT id FROM action WHERE state='accepted'"))
    page = _page(window, ActionsPage, "actions", action_id=accepted)
    page.detail.text.setPlainText("Said better afterwards")
    window.drafts.flush()
    assert page.detail.isVisible()
    assert page.list.current() == accepted
    window.undo()
    assert page.detail.text.toPlainText() != "Said better afterwards"


def test_space_delivers_and_the_asking_side_accepts(window: MainWindow) -> None:
    """A1."""
    store = window.workspace.store
    page = _page(window, ActionsPage, "actions", action_id=_capture_id(window, "A-2026-021"))
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    found = action_detail(store, _capture_id(window, "A-2026-021"))
    assert found is not None
    assert found[0].state == "delivered"
    assert page.detail.accept.text() == "Security accepts"
    page.detail.accept.click()
    found = action_detail(store, _capture_id(window, "A-2026-021"))
    assert found is not None
    assert found[0].state == "accepted"


def test_the_views_count_what_they_hold(window: MainWindow) -> None:
    """A2."""
    page = _page(window, ActionsPage, "actions")
    for view, expected in {"overdue": 2, "waiting": 1, "ended": 19, "undated": 0}.items():
        page.tabs.set_current(view)
        page.tabs.chosen.emit(view)
        assert len(_titles(page.list)) == expected, view


def test_a_date_that_does_not_exist_is_said_and_nothing_changes(window: MainWindow) -> None:
    action = _capture_id(window, "A-2026-021")
    page = _page(window, ActionsPage, "actions", action_id=action)
    due = page.detail.due
    due.setFocus()
    due.setText("31 june")
    QTest.keyClick(due, Qt.Key.Key_Return)
    assert "30 days" in due.accessibleDescription()
    found = action_detail(window.workspace.store, action)
    assert found is not None
    assert found[0].due_on == "2026-06-12"


def test_dropping_asks_for_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    action = _capture_id(window, "A-2026-024")
    page = _page(window, ActionsPage, "actions", action_id=action)
    qtbot.mouseClick(page.detail.drop, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.detail.end, Qt.MouseButton.LeftButton)
    assert page.detail.reason_field.below.text() == "Say why."
    page.detail.reason.setText("The tool is gone")
    qtbot.mouseClick(page.detail.end, Qt.MouseButton.LeftButton)
    found = action_detail(window.workspace.store, action)
    assert found is not None
    assert (found[0].state, found[0].state_reason) == ("dropped", "The tool is gone")


def test_a_register_leaves_as_a_table(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """D5, A2: export."""
    target = tmp_path / "decisions.csv"
    job = window.exports.write_register("decisions", "csv", target)
    with qtbot.waitSignal(job.finished, timeout=10_000):
        pass
    assert "D-2026-021" in target.read_text(encoding="utf-8-sig")


def test_the_minutes_leave_as_pdf_while_the_window_goes_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """M1."""
    target = tmp_path / "minutes.pdf"
    session = find_session(window.workspace.store, "2026/12")
    job = window.exports.write_minutes(session, "reasons", "pdf", target)
    with qtbot.waitSignal(job.finished, timeout=20_000):
        pass
    assert target.read_bytes().startswith(b"%PDF-")
