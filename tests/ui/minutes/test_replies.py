"""Reply sheets in the window: saved for the sides, brought in, shown before they are kept (M2)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.commands.minutes_answers import answer_minutes, approve_minutes
from facilitator.queries.minutes import answers_to, last_version
from facilitator.queries.numbers import find_session
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.opened_minutes.opening import open_minutes
from ui.pages.minutes.page import MinutesPage
from ui.replies.dialog import ReplyDialog
from ui.replies.opening import open_reply
from ui.replies.saving import choose_sheets, write_all
from ui.widgets.text import Text

Bring = Callable[..., ReplyDialog]


@pytest.fixture
def page(qtbot: QtBot, demo_window: MainWindow) -> MinutesPage:
    """Return the page on the last session, which waits for the answer of one side."""
    session = find_session(demo_window.workspace.reader, "2026/12")
    demo_window.go("minutes", session_id=session)
    found = demo_window.page("minutes")
    assert isinstance(found, MinutesPage)
    qtbot.waitUntil(lambda: not found.maker.is_busy() and found.proof is not None, timeout=15000)
    return found


def _sheets(qtbot: QtBot, window: MainWindow, page: MinutesPage, folder: Path) -> list[Path]:
    assert page.life.found is not None
    targets = write_all(window, page.life.found.session_id, page.life.found.answers, folder)
    qtbot.waitUntil(lambda: all(each.exists() for each in targets), timeout=20000)
    return targets


@pytest.fixture
def bring(qtbot: QtBot, demo_window: MainWindow, page: MinutesPage, tmp_path: Path) -> Bring:
    """Return what fills in the sheet of the last side, brings it in, and returns the dialog."""
    sheet = _sheets(qtbot, demo_window, page, tmp_path)[-1]

    def fill(opening: Callable[..., Job] = open_reply, **values: str) -> ReplyDialog:
        writer = PdfWriter(clone_from=PdfReader(sheet))
        for each in writer.pages:
            writer.update_page_form_field_values(each, values, auto_regenerate=False)
        filled = tmp_path / "filled.pdf"
        writer.write(filled)
        opening(demo_window, filled)
        qtbot.waitUntil(
            lambda: isinstance(QApplication.activeModalWidget(), ReplyDialog), timeout=20000
        )
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReplyDialog)
        if shots := os.environ.get("SHOTS"):
            dialog.grab().save(f"{shots}/reply-{len(values)}.png")
        return dialog

    return fill


def _words(dialog: ReplyDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(Text))


def _answer(page: MinutesPage) -> str:
    reader = page.workspace.reader
    version = last_version(reader, find_session(reader, "2026/12"))
    assert version is not None
    return answers_to(reader, version)[-1].answer


def test_a_sheet_for_every_side_goes_into_a_folder(
    qtbot: QtBot, demo_window: MainWindow, page: MinutesPage, tmp_path: Path
) -> None:
    targets = _sheets(qtbot, demo_window, page, tmp_path)
    assert page.life.found is not None
    assert len(targets) == len(page.life.found.answers) >= 2
    for target, side in zip(targets, page.life.found.answers, strict=True):
        assert (PdfReader(target).get_fields() or {})["sheet"]["/V"].endswith(f"for {side.party}")
    again = _sheets(qtbot, demo_window, page, tmp_path)
    assert not set(again) & set(targets)


def test_the_menu_names_every_side(demo_window: MainWindow, page: MinutesPage) -> None:
    assert page.life.found is not None
    assert page.side.life.sheets.isVisibleTo(page.side)
    menu = choose_sheets(demo_window, page.life.found, page.mapToGlobal(page.rect().center()))
    words = [each.text() for each in menu.actions() if each.text()]
    sides = [f"For {each.party}…" for each in page.life.found.answers]
    assert words == [*sides, "For all sides, into a folder…"]
    menu.close()


def test_what_was_understood_is_shown_then_kept(page: MinutesPage, bring: Bring) -> None:
    dialog = bring(
        **{
            "answer": "/contests",
            "contest 2026/12-2": "/Yes",
            "why 2026/12-2": "not amber",
            "name": "Anna Beck",
            "day": "1 July",
        }
    )
    told = _words(dialog)
    assert "Contests" in told
    assert "2026/12-2  Opt-outs: why amber?" in told
    assert "not amber" in told
    assert "Filled in by Anna Beck, 1 July" in told
    assert _answer(page) == ""
    dialog.confirm.click()
    assert _answer(page) == "contests"


def test_a_sheet_dropped_on_the_window_is_known_as_one(page: MinutesPage, bring: Bring) -> None:
    """Whatever opens a PDF of ours finds out that it is a reply."""
    dialog = bring(open_minutes, answer="/agree")
    dialog.confirm.click()
    assert _answer(page) == "agree"


def test_an_answer_is_replaced_only_after_it_was_shown(page: MinutesPage, bring: Bring) -> None:
    reader = page.workspace.reader
    version = last_version(reader, find_session(reader, "2026/12"))
    assert version is not None
    side = answers_to(reader, version)[-1]
    page.workspace.run(
        answer_minutes, version.id, side.party_id, "agree_with_note", note="As we said"
    )
    dialog = bring(answer="/agree", name="Anna")
    assert dialog.confirm.text() == "Replace the earlier answer"
    assert "As we said" in _words(dialog)
    dialog.reject()
    assert _answer(page) == "agree_with_note"
    bring(answer="/agree").confirm.click()
    assert _answer(page) == "agree"


def test_what_is_unclear_cannot_be_kept_and_says_why(page: MinutesPage, bring: Bring) -> None:
    dialog = bring(**{"answer": "/agree", "contest 2026/12-1": "/Yes"})
    assert not dialog.confirm.isEnabled()
    assert "agrees, and contests something as well" in _words(dialog)
    dialog.reject()
    assert _answer(page) == ""


def test_a_reply_to_approved_minutes_becomes_a_note(page: MinutesPage, bring: Bring) -> None:
    reader = page.workspace.reader
    session = find_session(reader, "2026/12")
    version = last_version(reader, session)
    assert version is not None
    for side in answers_to(reader, version):
        page.workspace.run(answer_minutes, version.id, side.party_id, "agree")
    page.workspace.run(approve_minutes, version.id, page.workspace.today())
    dialog = bring(answer="/agree_with_note", note="Too late")
    assert dialog.confirm.text() == "Keep as a note of the session"
    dialog.confirm.click()
    assert _answer(page) == "agree"
    kept = reader.value("SELECT text FROM capture WHERE kind = 'note' ORDER BY id DESC LIMIT 1")
    assert kept.startswith("Reply of Marketing and Customer to version 1: Agrees, with a note")


def test_no_sheets_for_a_draft_and_after_approval(page: MinutesPage) -> None:
    assert page.life.awaits_answers()
    page.open_target(session_id=find_session(page.workspace.reader, "2026/01"))
    assert not page.life.awaits_answers()
    assert not page.side.life.replies.isVisibleTo(page.side)
