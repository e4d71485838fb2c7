"""The life of minutes in the window: from the draft to approval and a late correction (M2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.commands import agenda, minutes_answers
from facilitator.commands.engagement import set_engagement
from facilitator.queries.minutes import last_version, open_minutes
from facilitator.queries.numbers import find_session
from facilitator.queries.prepare import agenda as items_of
from facilitator.queries.search import Hit, search
from tests.demo_file import forget_minutes
from ui.dialogs.destroy import DestroyDialog
from ui.dialogs.form import FormDialog
from ui.main_window import MainWindow
from ui.pages.minutes.answer import AnswerDialog
from ui.pages.minutes.approve import ApproveDialog, LateCorrectionDialog
from ui.pages.minutes.changed import ChangedDialog
from ui.pages.minutes.circulate import CirculateDialog, CorrectedDialog
from ui.pages.minutes.item_words import ItemWordsDialog
from ui.pages.minutes.page import MinutesPage
from ui.pages.search.ways import open_hit
from ui.pdf_pages import page_text

Dialog = TypeVar("Dialog", bound=FormDialog)
Opened = Callable[[], MinutesPage]


@pytest.fixture
def draft(qtbot: QtBot, demo_window: MainWindow) -> MinutesPage:
    """Return the page on the last session, of which nothing went out yet."""
    path = demo_window.workspace.path
    demo_window.close_engagement()
    forget_minutes(path)
    assert demo_window.open_engagement(path)
    return _opened(qtbot, demo_window)


@pytest.fixture
def out(qtbot: QtBot, demo_window: MainWindow) -> MinutesPage:
    """Return the page on the last session, which waits for the answer of one side."""
    return _opened(qtbot, demo_window)


def _opened(qtbot: QtBot, window: MainWindow) -> MinutesPage:
    window.go("minutes", session_id=find_session(window.workspace.reader, "2026/12"))
    page = window.page("minutes")
    assert isinstance(page, MinutesPage)
    _wait(qtbot, page)
    return page


def _wait(qtbot: QtBot, page: MinutesPage) -> None:
    qtbot.waitUntil(lambda: not page.maker.is_busy() and page.proof is not None, timeout=15000)


def _text(page: MinutesPage) -> str:
    assert page.proof is not None
    sheets = page.proof.sheets
    words = "\n".join(page_text(sheets, number) for number in range(len(sheets.sizes)))
    return " ".join(words.split())


def _dialog(kind: type[Dialog]) -> Dialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def _told(page: MinutesPage) -> str:
    return page.side.life.told.text()


def _circulate(qtbot: QtBot, page: MinutesPage) -> None:
    page.side.life.circulate.click()
    _dialog(CirculateDialog).confirm.click()
    _wait(qtbot, page)


def _answer(page: MinutesPage, place: int, answer: str) -> AnswerDialog:
    assert page.life.found is not None
    side = page.life.found.answers[place]
    page.side.life.answers[side.party_id].click()
    dialog = _dialog(AnswerDialog)
    dialog.answer.set_current(answer)
    return dialog


def _change(page: MinutesPage, outcome: str) -> None:
    reader = page.workspace.reader
    item = items_of(reader, find_session(reader, "2026/12"))[0]
    page.workspace.run(agenda.set_item, item.id, outcome=outcome)


def test_a_draft_is_circulated_and_says_until_when(qtbot: QtBot, draft: MinutesPage) -> None:
    """M2: comments are awaited for the working days of the engagement."""
    card = draft.side.life
    assert [name.text() for name in card.names] == ["Draft", "Circulated", "Approved"]
    assert not card.approve.isVisible()
    assert card.answers == {}
    draft.workspace.run(set_engagement, comment_days=3)
    card.circulate.click()
    dialog = _dialog(CirculateDialog)
    assert dialog.until.edit.text() == "Fri 3 Jul 2026"
    dialog.confirm.click()
    _wait(qtbot, draft)
    assert _told(draft) == "Version 1 went out on Tue 30 June; comments until Fri 3 July."
    assert "MINUTES, version 1, comments until 3 Jul 2026" in _text(draft)
    assert draft.preview.label.text() == "Joint copy, version 1, circulated"
    assert not draft.side.style_choice.isEnabled()


def test_a_whole_life(qtbot: QtBot, draft: MinutesPage) -> None:
    """M2: contested, corrected, agreed, approved and locked; a correction is added afterwards."""
    _circulate(qtbot, draft)
    contest = _answer(draft, 1, "contests")
    contest.contested[0].target.set_current("2026/12-1")
    contest.contested[0].note.setText("It was amber")
    contest.confirm.click()
    card = draft.side.life
    _change(draft, "Amber until August.")
    _wait(qtbot, draft)
    assert card.changed_words.text() == "1 thing changed since version 1 went out."
    assert "DRAFT MINUTES, version 2" in _text(draft)
    card.see.click()
    _dialog(ChangedDialog).confirm.click()
    card.circulate.click()
    corrected = _dialog(CorrectedDialog)
    corrected.confirm.click()
    assert corrected.problem.text() == "Say why: correction 1 has no reason yet."
    corrected.common.setText("A slip")
    corrected.confirm.click()
    _wait(qtbot, draft)
    assert "MINUTES, corrected version 2" in _text(draft)
    for place in (0, 1):
        _answer(draft, place, "agree").confirm.click()
    card.approve.click()
    _dialog(ApproveDialog).confirm.click()
    _wait(qtbot, draft)
    assert "APPROVED MINUTES, version 2" in _text(draft)
    assert _told(draft) == "Version 2 was approved on Tue 30 June."
    card.correct.click()
    late = _dialog(LateCorrectionDialog)
    late.target.set_current("2026/12-2")
    late.after.setPlainText("Sixteen")
    late.because.setText("Counted again")
    late.confirm.click()
    _wait(qtbot, draft)
    assert "Counted again" in _text(draft)
    assert not draft.workspace.store.undo_label


def test_a_silent_side_still_has_time(out: MinutesPage) -> None:
    """M2: approval before the end of the comments is refused in the form, with the reason."""
    out.side.life.approve.click()
    dialog = _dialog(ApproveDialog)
    dialog.confirm.click()
    assert "has not answered, and comments are awaited until 2026-07-01" in dialog.problem.text()
    dialog.reject()
    assert last_version(out.workspace.reader, find_session(out.workspace.reader, "2026/12"))
    assert _told(out).startswith("Version 1 went out")


def test_an_answer_can_be_changed_and_taken_back(out: MinutesPage) -> None:
    """M2: each side has one answer, by the name of its side."""
    (waits,) = open_minutes(out.workspace.reader)
    assert [each.short for each in waits.silent] == ["Marketing"]
    names = [button.objectName() for button in out.side.life.answers.values()]
    assert names == ["approve-security", "approve-marketing"]
    _answer(out, 0, "agree").take_back.click()
    (waits,) = open_minutes(out.workspace.reader)
    assert len(waits.silent) == 2


def test_any_version_opens_as_it_went_out(qtbot: QtBot, draft: MinutesPage) -> None:
    """M2: what the sides had in their hands, whatever was changed since."""
    _change(draft, "Green until August.")
    _circulate(qtbot, draft)
    _change(draft, "Amber until August.")
    _wait(qtbot, draft)
    assert "Amber until August." in _text(draft)
    assert draft.life.found is not None
    draft.life.show_version(draft.life.found.versions[0].id)
    _wait(qtbot, draft)
    assert "Green until August." in _text(draft)
    assert draft.preview.label.text() == "Joint copy, version 1 as it went out"
    assert not draft.save.isEnabled()
    draft.side.life.back.click()
    _wait(qtbot, draft)
    assert "Amber until August." in _text(draft)
    assert draft.save.isEnabled()


def test_approved_minutes_say_why_an_item_cannot_be_changed(
    qtbot: QtBot, demo_window: MainWindow
) -> None:
    """M2: the words of an item are to be read only, with the reason."""
    session = find_session(demo_window.workspace.reader, "2026/01")
    demo_window.go("minutes", session_id=session)
    page = demo_window.page("minutes")
    assert isinstance(page, MinutesPage)
    _wait(qtbot, page)
    page.side.items.opened.emit(items_of(page.workspace.reader, session)[0].id)
    dialog = _dialog(ItemWordsDialog)
    assert dialog.outcome.isReadOnly()
    assert not dialog.prints.isEnabled()
    dialog.reject()


def test_approving_asks_whether_raw_notes_go(qtbot: QtBot, out: MinutesPage) -> None:
    """S3: only where the engagement wants it, and only once they are approved."""
    space = out.workspace
    session = find_session(space.reader, "2026/12")
    item = items_of(space.reader, session)[0]
    space.run(agenda.set_notes, item.id, "Raw scribbles")
    space.run(set_engagement, scratch_notes="destroy")
    _answer(out, 1, "agree").confirm.click()
    out.side.life.approve.click()
    _dialog(ApproveDialog).confirm.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), DestroyDialog))
    _dialog(DestroyDialog).reject()


def test_a_file_that_is_only_read_says_why_nothing_can_be_done(
    qtbot: QtBot, demo_window: MainWindow
) -> None:
    """Read-only: the standing shows, the buttons say why they wait."""
    path = demo_window.workspace.path
    demo_window.close_engagement()
    assert demo_window.open_engagement(path, read_only=True)
    page = _opened(qtbot, demo_window)
    card = page.side.life
    for button in (card.approve, *card.answers.values()):
        assert not button.isEnabled()
        assert "read-only" in button.toolTip()


def test_undo_says_what_it_stops_at(demo_window: MainWindow, out: MinutesPage) -> None:
    """U1: what went out cannot be undone, and the button says so."""
    (waits,) = open_minutes(out.workspace.reader)
    marketing = waits.silent[0].party_id
    out.workspace.run(minutes_answers.answer_minutes, waits.minutes_id, marketing, "agree")
    assert not demo_window.sidebar.undo.isEnabled()
    assert "cannot be undone" in demo_window.sidebar.undo.toolTip()
    demo_window.undo()
    assert not open_minutes(out.workspace.reader)[0].silent


def test_what_is_found_in_answers_leads_to_the_minutes(
    demo_window: MainWindow, out: MinutesPage
) -> None:
    """U2: hits of answers, objections and corrections."""
    hits: list[Hit] = []
    for kind in ("minutes_answer", "minutes_objection", "correction"):
        row = out.workspace.reader.one("SELECT body FROM search_text WHERE kind = ?", (kind,))
        assert row is not None
        words = " ".join(str(row["body"]).split()[:4])
        hits += [hit for hit in search(out.workspace.reader, words) if hit.kind == kind][:1]
    assert {hit.kind for hit in hits} == {"minutes_answer", "minutes_objection", "correction"}
    for hit in hits:
        demo_window.go("together")
        assert hit.session_label
        open_hit(demo_window, hit)
        assert demo_window.page_id == "minutes"


def test_the_palette_offers_what_can_be_done_now(out: MinutesPage) -> None:
    """U3: what waits for an answer can be approved, and is not circulated a second time."""
    found = {each.id: each.enabled for each in out.commands() if each.id.startswith("minutes.")}
    assert found["minutes.approve"]()
    assert not found["minutes.circulate"]()
