"""The minutes as they will be: seen, changed, saved, in the real window on the demo (M1, V11)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QRadioButton
from pytestqt.qtbot import QtBot

from facilitator.clock import Clock
from facilitator.commands import agenda, captures, running, sealed, sessions
from facilitator.domain.words import CaptureKind
from facilitator.errors import SealedTextFound
from facilitator.queries.engagement import engagement
from facilitator.queries.numbers import find_session
from facilitator.store import Reader
from tests.demo_file import forget_minutes
from ui.dialogs.settle import SettleDialog
from ui.exports import Written
from ui.jobs import JobContext
from ui.main_window import MainWindow
from ui.pages.decisions.page import DecisionsPage
from ui.pages.minutes import maker
from ui.pages.minutes import proof as proofs
from ui.pages.minutes.item_words import ItemWordsDialog
from ui.pages.minutes.page import MinutesPage
from ui.pdf_pages import page_text
from ui.workspace import Workspace

Opened = Callable[[str], MinutesPage]


@pytest.fixture
def opened(qtbot: QtBot, demo_window: MainWindow) -> Opened:
    """Return what shows the paper of a session and waits until it is there and sharp."""

    def show(number: str) -> MinutesPage:
        session = find_session(demo_window.workspace.reader, number)
        demo_window.go("minutes", session_id=session)
        page = demo_window.page("minutes")
        assert isinstance(page, MinutesPage)
        _wait(qtbot, page)
        return page

    return show


def _wait(qtbot: QtBot, page: MinutesPage) -> None:
    def is_there() -> bool:
        return not page.maker.is_busy() and page.preview.view.is_sharp()

    qtbot.waitUntil(is_there, timeout=15000)


def _text(page: MinutesPage) -> str:
    sheets = page.preview.view.sheets
    assert sheets is not None
    return "\n".join(page_text(sheets, number) for number in range(sheets.count))


def _choose(page: MinutesPage, word: str) -> None:
    (button,) = [b for b in page.side.findChildren(QRadioButton) if b.text() == word]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _saved(qtbot: QtBot, window: MainWindow, page: MinutesPage, target: Path, kind: str) -> Written:
    wanted = page.wanted()
    assert wanted is not None
    with qtbot.waitSignal(window.exports.handed_over, timeout=15000) as told:
        window.exports.write_minutes(wanted.session_id, wanted.style, kind, target)
    written = told.args[0]
    assert isinstance(written, Written)
    return written


def test_the_preview_is_the_file_that_is_saved(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened, tmp_path: Path
) -> None:
    """M1: what is seen is what leaves."""
    page = opened("2026/12")
    sheets = page.preview.view.sheets
    assert sheets is not None
    written = _saved(qtbot, demo_window, page, tmp_path / "minutes.pdf", "pdf")
    assert written.path.read_bytes() == sheets.data
    words = " ".join(each.extract_text() for each in PdfReader(written.path).pages)
    assert "Second half of the year" in words
    assert "D-2026-020" in words
    assert page.side.saved_words.text() == "Saved minutes.pdf"
    assert page.side.saved.isVisible()


def _with_drafts(window: MainWindow, *, read_only: bool = False) -> None:
    """Open the file again without the minutes that went out."""
    path = window.workspace.path
    window.close_engagement()
    forget_minutes(path)
    assert window.open_engagement(path, read_only=read_only)


def test_a_style_changes_the_paper_and_is_remembered_for_the_engagement(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened, tmp_path: Path
) -> None:
    _with_drafts(demo_window)
    page = opened("2026/12")
    assert "Why:" in _text(page)
    _choose(page, "Decisions")
    qtbot.waitUntil(lambda: page.proof is not None and page.proof.wanted.style == "decisions")
    _wait(qtbot, page)
    assert "Why:" not in _text(page)
    assert engagement(demo_window.workspace.reader).minutes_style == "decisions"
    written = _saved(qtbot, demo_window, page, tmp_path / "short.pdf", "pdf")
    words = " ".join(each.extract_text() for each in PdfReader(written.path).pages)
    assert "D-2026-020" in words
    assert "Why:" not in words
    demo_window.undo()
    assert page.side.style_choice.current() == "reasons"


def test_a_change_in_the_file_is_on_the_paper_a_moment_later(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened
) -> None:
    page = opened("2026/12")
    item = agenda_ids(demo_window.workspace.reader, page)[0]
    demo_window.workspace.run(agenda.set_item, item, outcome="Zebras graze at the crossing.")
    assert page.maker.is_busy()
    _wait(qtbot, page)
    assert "Zebras graze at the crossing." in _text(page)


def test_changes_that_come_without_a_pause_do_not_hold_the_preview_up(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("2026/12")
    real = maker.make_proof

    def slow(file: Path, clock: Clock, wanted: proofs.Wanted, context: JobContext) -> proofs.Proof:
        for _ in range(45):
            context.check()
            time.sleep(0.01)
        return real(file, clock, wanted, context)

    monkeypatch.setattr(maker, "make_proof", slow)
    item = agenda_ids(demo_window.workspace.reader, page)[0]
    made: list[object] = []
    page.maker.made.connect(made.append)
    for n in range(100):  # ends with the first preview; a slow machine needs more rounds
        demo_window.workspace.run(agenda.set_item, item, outcome=f"Round {n} of typing")
        qtbot.wait(100)
        if made:
            break
    assert made
    _wait(qtbot, page)
    assert f"Round {n} of typing" in _text(page)


def agenda_ids(reader: Reader, page: MinutesPage) -> list[int]:
    wanted = page.wanted()
    assert wanted is not None
    rows = reader.all(
        "SELECT id FROM agenda_item WHERE session_id = ? ORDER BY position", (wanted.session_id,)
    )
    return [row["id"] for row in rows]


def test_a_running_session_has_its_draft_too(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened, tmp_path: Path
) -> None:
    """V11: export works in the middle of a session without ending it."""
    space = demo_window.workspace
    session = find_session(space.reader, "2026/13")
    space.run(running.start_session, session)
    page = opened("2026/13")
    assert page.paper == "minutes"
    assert page.preview.label.text() == "Joint copy, draft so far"
    space.run(captures.capture, CaptureKind.IDEA, "A kite for every shop", session_id=session)
    _wait(qtbot, page)
    assert "A kite for every shop" in _text(page)
    _saved(qtbot, demo_window, page, tmp_path / "draft.pdf", "pdf")
    assert space.reader.value("SELECT state FROM session WHERE id = ?", (session,)) == "running"


def test_before_a_session_begins_there_is_its_agenda(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened, tmp_path: Path
) -> None:
    page = opened("2026/13")
    assert page.paper == "agenda"
    assert not page.side.style_choice.isVisible()
    assert not page.side.others.isVisible()
    assert "AGENDA" in _text(page)
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    dialog = demo_window.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(demo_window.exports.handed_over, timeout=15000):
        dialog.fileSelected.emit(str(tmp_path / "agenda.pdf"))
    dialog.reject()
    first = PdfReader(tmp_path / "agenda.pdf").pages[0].extract_text()
    assert "Do the tools obey" in first


def test_the_agenda_of_a_held_session_is_one_choice_away(qtbot: QtBot, opened: Opened) -> None:
    page = opened("2026/12")
    _choose(page, "Agenda")
    qtbot.waitUntil(lambda: page.proof is not None and page.proof.wanted.paper == "agenda")
    _wait(qtbot, page)
    assert "AGENDA" in _text(page)


def test_the_receipt_is_counted_from_what_leaves_and_counts_nothing_sealed(opened: Opened) -> None:
    """S2: no count that betrays."""
    page = opened("2026/12")
    told = {word: value for _icon, word, value, _tone in page.side.receipt.shown}
    assert told["Readers"] == "7 people, both sides"
    assert told["Decisions and reasons"] == "2"
    assert told["Actions"] == "2"
    assert told["Outcomes written"] == "5 of 5 items"
    assert told["Sealed notes"] == "none"


def test_a_sealed_note_changes_nothing_on_the_page(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened
) -> None:
    page = opened("2026/12")
    before = page.proof
    assert before is not None
    demo_window.workspace.run(
        sealed.write_sealed_note, "Ingrid fears the audit", session_id=before.wanted.session_id
    )
    page.load()
    _wait(qtbot, page)
    assert page.proof is not before
    assert page.proof is not None
    assert page.proof.receipt == before.receipt
    assert page.proof.sheets == before.sheets


def test_sealed_words_on_the_paper_stop_preview_and_print(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S2: a leak is refused before anybody sees or prints it."""
    page = opened("2026/12")

    def leak(*_: object) -> None:
        raise SealedTextFound(Path("minutes.pdf"), "the text of page 1")

    monkeypatch.setattr("facilitator.handover.hand_over", leak)
    page.load()
    qtbot.waitUntil(lambda: not page.maker.is_busy(), timeout=15000)
    assert page.proof is None
    assert page.preview.view.sheets is None
    assert "notice above" in page.preview.view.accessibleDescription()
    assert "sealed text was found" in demo_window.banner.accessibleName()
    assert not page._has_proof()


def test_what_is_missing_leads_to_where_it_is_settled(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened
) -> None:
    space = demo_window.workspace
    session = find_session(space.reader, "2026/12")
    decision = space.run(
        captures.capture, CaptureKind.DECISION, "Paint it green", session_id=session
    )
    page = opened("2026/12")
    rows = {row.key: row for row in page.side.gaps.rows.rows()}
    row = rows[("unheard", decision)]
    assert row.second == "Security not heard yet, Marketing not heard yet"
    sayback = next(key for key in rows if isinstance(key, tuple) and key[0] == "sayback")
    page.side.gaps.opened.emit(sayback)
    dialog = demo_window.findChild(SettleDialog)
    assert dialog is not None
    dialog.reject()
    page.side.gaps.opened.emit(row.key)
    other = demo_window.page("decisions")
    assert demo_window.page_id == "decisions"
    assert isinstance(other, DecisionsPage)
    assert other.log.current() == decision


def test_what_was_saved_shows_the_numbers_it_was_given(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened, tmp_path: Path
) -> None:
    space = demo_window.workspace
    session = find_session(space.reader, "2026/12")
    space.run(captures.capture, CaptureKind.DECISION, "Paint it green", session_id=session)
    page = opened("2026/12")
    assert "D-2026-022" not in _text(page)
    written = _saved(qtbot, demo_window, page, tmp_path / "minutes.pdf", "pdf")
    _wait(qtbot, page)
    assert "D-2026-022" in _text(page)
    assert page.preview.view.sheets is not None
    assert written.path.read_bytes() == page.preview.view.sheets.data


def test_an_outcome_is_written_one_click_away(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened
) -> None:
    page = opened("2026/12")
    item = page.side.items.rows.rows()[1].key
    page.side.items.opened.emit(item)
    dialog = demo_window.findChild(ItemWordsDialog)
    assert dialog is not None
    dialog.outcome.selectAll()
    QTest.keyClicks(dialog.outcome, "Both tools stop on Monday.")
    QTest.mouseClick(dialog.prints, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    _wait(qtbot, page)
    words = _text(page)
    assert "Both tools stop on Monday." in words
    assert "the preference centre replaces both tools" in words


def test_characters_that_cannot_be_drawn_are_told_above_the_paper(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened
) -> None:
    page = opened("2026/12")
    assert not page.strip.isVisible()
    item = agenda_ids(demo_window.workspace.reader, page)[0]
    demo_window.workspace.run(agenda.set_item, item, outcome="A sign: \U000f1234")
    _wait(qtbot, page)
    assert page.strip.isVisible()
    assert "could not be drawn: \U000f1234 (U+F1234)" in page.strip.accessibleName()
    demo_window.undo()
    _wait(qtbot, page)
    assert not page.strip.isVisible()


def test_a_cancelled_export_leaves_no_file(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened, tmp_path: Path
) -> None:
    page = opened("2026/12")
    wanted = page.wanted()
    assert wanted is not None
    folder = tmp_path / "out"
    folder.mkdir()
    job = demo_window.exports.write_minutes(
        wanted.session_id, "reasons", "pdf", folder / "minutes.pdf"
    )
    job.cancel()
    qtbot.waitSignal(job.finished, timeout=15000).wait()
    assert list(folder.iterdir()) == []
    assert not page.side.saved.isVisible()


def test_other_formats_leave_through_the_same_door(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened, tmp_path: Path
) -> None:
    page = opened("2026/12")
    text = _saved(qtbot, demo_window, page, tmp_path / "m.md", "md").path.read_text("utf-8")
    assert text.startswith("# ")
    data = json.loads(
        _saved(qtbot, demo_window, page, tmp_path / "m.json", "json").path.read_text()
    )
    assert "Second half of the year" in json.dumps(data)


def test_nothing_of_a_preview_stays_on_the_disk(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(proofs.tempfile, "tempdir", str(folder))
    opened("2026/12")
    assert list(folder.iterdir()) == []


def test_an_engagement_without_sessions_says_what_the_page_is_for(
    qtbot: QtBot, workspace: Workspace, settings: QSettings
) -> None:
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    window.show()
    window.go("minutes")
    page = window.page("minutes")
    assert isinstance(page, MinutesPage)
    assert page.gone.isVisible()
    assert not page.head.isVisible()
    workspace.run(sessions.new_session, "First talk", "2026-07-01T10:00")
    assert page.head.isVisible()
    _wait(qtbot, page)
    assert "First talk" in _text(page)


def test_a_file_that_is_only_read_can_be_seen_in_every_style_and_saved(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened, tmp_path: Path
) -> None:
    _with_drafts(demo_window, read_only=True)
    page = opened("2026/12")
    _choose(page, "Decisions")
    qtbot.waitUntil(lambda: page.proof is not None and page.proof.wanted.style == "decisions")
    _wait(qtbot, page)
    assert "Why:" not in _text(page)
    written = _saved(qtbot, demo_window, page, tmp_path / "read.pdf", "pdf")
    assert "Why:" not in PdfReader(written.path).pages[0].extract_text()


def test_a_file_that_closes_while_its_paper_is_made_closes_quietly(
    qtbot: QtBot, demo_window: MainWindow
) -> None:
    space = demo_window.workspace
    path = space.path
    demo_window.go("minutes", session_id=find_session(space.reader, "2026/12"))
    demo_window.close_engagement()
    assert not demo_window.banner.isVisible()
    qtbot.waitUntil(lambda: not demo_window.jobs.running(), timeout=15000)
    assert demo_window.open_engagement(path)
    assert not demo_window.banner.isVisible()


def test_another_session_never_shows_the_paper_of_the_one_before(
    qtbot: QtBot, demo_window: MainWindow, opened: Opened
) -> None:
    page = opened("2026/12")
    reader = demo_window.workspace.reader
    demo_window.go("minutes", session_id=find_session(reader, "2026/11"))
    demo_window.go("minutes", session_id=find_session(reader, "2026/10"))
    assert page.preview.view.sheets is None
    _wait(qtbot, page)
    assert page.proof is not None
    assert page.proof.wanted.session_id == find_session(reader, "2026/10")
    assert "2026/10" in _text(page)
