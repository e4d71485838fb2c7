"""For whom a paper is, chosen on the page, seen at once and saved as it was seen (M3, P7)."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from facilitator.queries.numbers import find_session
from ui.exports import Written
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.pages.minutes.page import MinutesPage
from ui.pdf_pages import page_text


def _page(qtbot: QtBot, window: MainWindow, session: str) -> MinutesPage:
    window.go("minutes", session_id=find_session(window.workspace.reader, session))
    page = window.page("minutes")
    assert isinstance(page, MinutesPage)
    _wait(qtbot, page)
    return page


def _wait(qtbot: QtBot, page: MinutesPage) -> None:
    def is_there() -> bool:
        return not page.maker.is_busy() and page.preview.view.is_sharp()

    qtbot.waitUntil(is_there, timeout=15000)


def _choose(qtbot: QtBot, page: MinutesPage, words: str) -> str:
    """Choose who reads it and return what the first page then says."""
    choice = page.side.audience
    place = next(i for i in range(choice.count()) if words in choice.itemText(i))
    choice.setCurrentIndex(place)
    choice.activated.emit(place)
    qtbot.waitUntil(lambda: page.maker.is_busy() or page.proof is not None, timeout=5000)
    qtbot.wait(400)  # the wish waits a moment for further ones
    _wait(qtbot, page)
    sheets = page.preview.view.sheets
    assert sheets is not None
    return page_text(sheets, 0)


def _written(qtbot: QtBot, window: MainWindow, job: Job) -> Written:
    with qtbot.waitSignal(window.exports.handed_over, timeout=15000) as told:
        assert job is not None
    written = told.args[0]
    assert isinstance(written, Written)
    return written


@pytest.mark.parametrize(
    ("words", "told", "name"),
    [
        ("Marketing", "Copy for Marketing", "Reading copy"),
        ("executives", "EXECUTIVE SUMMARY", "One page"),
        ("joint", "Joint copy", "Joint copy"),
    ],
)
def test_each_copy_of_the_minutes_is_seen_at_once(
    qtbot: QtBot, demo_window: MainWindow, words: str, told: str, name: str
) -> None:
    """M3."""
    page = _page(qtbot, demo_window, "2026/12")
    assert page.side.audience.accessibleIdentifier() == "minutes-audience"
    assert told in _choose(qtbot, page, words)
    assert page.side.copy_name.text() == name


def test_a_copy_is_saved_for_the_side_that_was_chosen(
    qtbot: QtBot, demo_window: MainWindow, tmp_path: Path
) -> None:
    """M3, S2: its receipt says for whom it is."""
    page = _page(qtbot, demo_window, "2026/12")
    _choose(qtbot, page, "Marketing")
    wanted = page.wanted()
    assert wanted is not None
    target = tmp_path / "marketing.pdf"
    job = demo_window.exports.write_copy(wanted.session_id, wanted.style, wanted.audience, target)
    written = _written(qtbot, demo_window, job)
    assert written.leaving.audience == "party:Marketing and Customer"
    assert "Copy for Marketing" in PdfReader(target).pages[0].extract_text()


def test_before_a_session_there_are_room_copy_pre_briefs_and_run_book(
    qtbot: QtBot, demo_window: MainWindow, tmp_path: Path
) -> None:
    """P7: the run book is for the facilitator alone and says so on every page."""
    page = _page(qtbot, demo_window, "next")
    assert "PRE-BRIEF" in _choose(qtbot, page, "Security").upper()
    assert "FACILITATOR ONLY" in _choose(qtbot, page, "Only for you")
    assert ("Sealed notes", "those of this session") in [
        (word, value) for _, word, value, _ in page.side.receipt.shown
    ]
    wanted = page.wanted()
    assert wanted is not None
    target = tmp_path / "mine.pdf"
    job = demo_window.exports.write_run_book(wanted.session_id, target)
    assert _written(qtbot, demo_window, job).leaving.kind == "runbook"
    assert all("FACILITATOR ONLY" in each.extract_text() for each in PdfReader(target).pages)


def test_the_run_book_is_not_shown_while_the_room_looks_on(
    qtbot: QtBot, demo_window: MainWindow
) -> None:
    """V7, S2."""
    page = _page(qtbot, demo_window, "next")
    assert "FACILITATOR ONLY" in _choose(qtbot, page, "Only for you")
    demo_window.room.open(find_session(demo_window.workspace.reader, "next"))
    try:
        qtbot.wait(400)
        _wait(qtbot, page)
        assert page.side.audience.current() != "facilitator"
        assert "FACILITATOR ONLY" not in _choose(qtbot, page, "Only for you")
    finally:
        demo_window.room.close()
