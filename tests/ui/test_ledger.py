"""The ledger of sealed notes, and what left: expiry, receipts, sealing, covering (S1, S2)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator import handover
from facilitator.commands import sealed
from facilitator.commands.captures import capture
from facilitator.domain.words import CaptureKind
from facilitator.queries.private import sealed_notes
from facilitator.queries.receipts import receipts
from facilitator.queries.search import search
from ui.dialogs.destroy import DestroyDialog
from ui.dialogs.leaving import LeavingDialog
from ui.dialogs.seal_it import SealDialog
from ui.main_window import MainWindow
from ui.pages.private.dialogs import ExpiryDialog
from ui.pages.private.left import ReceiptDialog
from ui.pages.private.note_card import NoteCard
from ui.pages.private.page import PrivatePage
from ui.widgets import veil
from ui.wording import privacy

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def page(qtbot: QtBot, demo_window: MainWindow) -> PrivatePage:
    with qtbot.waitActive(demo_window):
        demo_window.activateWindow()
    demo_window.go("private")
    found = demo_window.page("private")
    assert isinstance(found, PrivatePage)
    return found


def _card(page: PrivatePage, note_id: int) -> NoteCard:
    card = page._cards["note", note_id]
    assert isinstance(card, NoteCard)
    return card


def _said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def _first(page: PrivatePage) -> int:
    return sealed_notes(page.workspace.reader)[0].id


# --- expiry ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "words", "is_due"),
    [
        ("2026-07-31", "Expires", False),
        ("2026-07-01", "Expires tomorrow", False),
        ("2026-06-30", "Expires today.", True),
        ("2026-06-28", "Expired 2 days ago.", True),
    ],
)
def test_a_note_says_when_it_expires_and_offers_its_end_on_the_day(
    page: PrivatePage, day: str, words: str, is_due: bool
) -> None:
    """S1: never silently gone."""
    note = _first(page)
    page.workspace.run(sealed.set_expiry, note, day)
    card = _card(page, note)
    assert card.expires.text().startswith(words)
    assert card.destroy_now.isVisible() == is_due
    assert page.banner.isVisible() == is_due
    assert any(each.id == note for each in sealed_notes(page.workspace.reader))


def test_the_day_is_set_and_taken_away_in_a_form(page: PrivatePage) -> None:
    note = sealed_notes(page.workspace.reader)[0]
    form = ExpiryDialog(page.workspace, page, note)
    form.open()
    QTest.keyClicks(form.day.edit, "31 jul")
    form.confirm.click()
    (found,) = [each for each in sealed_notes(page.workspace.reader) if each.id == note.id]
    assert found.expires_on == "2026-07-31"
    again = ExpiryDialog(page.workspace, page, found)
    again.open()
    again.day.edit.clear()
    again.confirm.click()
    assert sealed_notes(page.workspace.reader)[0].expires_on == ""
    page.workspace.undo()
    assert sealed_notes(page.workspace.reader)[0].expires_on == "2026-07-31"


def test_a_note_whose_day_came_is_destroyed_when_somebody_says_so(
    qtbot: QtBot, page: PrivatePage, demo_window: MainWindow
) -> None:
    note = _first(page)
    page.workspace.run(sealed.set_expiry, note, "2026-06-30")
    _card(page, note).destroy_now.click()
    dialog = next(each for each in demo_window.findChildren(DestroyDialog) if each.isVisible())
    dialog.confirm.click()
    qtbot.waitUntil(lambda: dialog.outcome is not None and not dialog.is_busy, timeout=20_000)
    assert "nothing is left" in dialog.said.text()
    assert demo_window.page_id == "private"
    assert note not in [each.id for each in sealed_notes(demo_window.workspace.reader)]
    dialog.confirm.click()


# --- covering -------------------------------------------------------------------------------------


def test_words_cover_themselves_after_a_while(
    qtbot: QtBot, page: PrivatePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = _card(page, _first(page))
    assert card.veil._while.interval() == veil.SHOWN_MS
    card.veil._while.setInterval(30)
    card.veil.hold()
    assert card.veil.accessibleDescription() == "The words show."
    qtbot.waitUntil(lambda: not card.veil.is_held(), timeout=2000)
    assert card.veil.accessibleDescription() == "Blurred."


def test_who_cannot_hold_a_key_presses_enter_twice(page: PrivatePage) -> None:
    card = _card(page, _first(page))
    card.veil.setFocus()
    QTest.keyClick(card.veil, Qt.Key.Key_Return)
    assert card.veil.is_held()
    QTest.keyClick(card.veil, Qt.Key.Key_Return)
    assert not card.veil.is_held()


# --- what left ------------------------------------------------------------------------------------


def _export(qtbot: QtBot, window: MainWindow, target: Path) -> None:
    job = window.exports.write_register("actions", "csv", target)
    with qtbot.waitSignal(job.finished, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: bool(receipts(window.workspace.reader)), timeout=5000)


def test_what_leaves_from_the_window_stands_in_the_list(
    qtbot: QtBot, page: PrivatePage, demo_window: MainWindow, tmp_path: Path
) -> None:
    """S2: what, when, for whom, which file: with the code and the SHA-256 to compare."""
    _export(qtbot, demo_window, tmp_path / "ours.csv")
    page.tabs.set_current("left")
    page.tabs.chosen.emit("left")
    assert page.left.list.isVisible()
    assert not page.composer.isVisible()
    (receipt,) = receipts(page.workspace.reader)
    form = ReceiptDialog(page.workspace, page, receipt)
    facts = form.facts.words()
    assert facts["File"] == "ours.csv"
    assert facts["SHA-256"].replace(" ", "") == receipt.sha256
    assert facts["Sealed"] == "0 of 4 sealed notes"
    assert facts["For"] == "every side"
    form.deleteLater()


def test_a_cancelled_export_leaves_no_receipt_and_no_file(
    qtbot: QtBot, demo_window: MainWindow, tmp_path: Path
) -> None:
    job = demo_window.exports.write_record(None, None, tmp_path / "record.pdf")
    job.cancel()
    with qtbot.waitSignal(job.finished, timeout=20_000):
        pass
    QApplication.processEvents()
    assert receipts(demo_window.workspace.reader) == []
    assert not (tmp_path / "record.pdf").exists()


def test_a_copy_to_hand_on_leaves_a_receipt_whatever_it_is_called(
    qtbot: QtBot, demo_window: MainWindow, tmp_path: Path
) -> None:
    demo_window.files._copy(demo_window.workspace.path, False, tmp_path / "ours.db")
    qtbot.waitUntil(lambda: bool(receipts(demo_window.workspace.reader)), timeout=20_000)
    (found,) = receipts(demo_window.workspace.reader)
    assert (found.kind, found.file_name, found.audience) == ("copy", "ours.db", "joint")


DOORS = {
    "agenda": "Everybody in the room", "prebrief": "Only Security", "goals": "Every side",
    "plan": "Every side", "handover": "Every side", "report": "The executives",
    "record": "Every side", "register": "Every side", "calendar": "Every side",
}  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_who_will_see_it_is_said_before_a_place_is_chosen(
    demo_window: MainWindow, door: str
) -> None:
    """S2: at every door; nothing is written before somebody agrees."""
    exports, reader = demo_window.exports, demo_window.workspace.reader
    planned = reader.value("SELECT id FROM session WHERE state = 'planned'")
    party = reader.value("SELECT id FROM party ORDER BY position")
    arguments = {
        "agenda": (planned,), "prebrief": (planned, party, "Security"),
        "register": ("decisions", "md"),
    }.get(door, ())  # fmt: skip
    getattr(exports, door)(*arguments)
    (dialog,) = [each for each in demo_window.findChildren(LeavingDialog) if each.isVisible()]
    facts = dialog.facts.words()
    assert facts["Who will see it"].startswith(DOORS[door])
    assert facts["Sealed notes"] == "none"
    dialog.reject()


# --- sealing --------------------------------------------------------------------------------------


def test_something_shared_is_sealed_once_somebody_knows_what_stays(
    demo_window: MainWindow,
) -> None:
    """SCHEMA rule 4: earlier exports still hold it, and that is said first."""
    space = demo_window.workspace
    shared = space.run(capture, CaptureKind.CONCERN, "vqkgossamer was meant for me alone")
    form = SealDialog(demo_window, shared or 0)
    form.open()
    assert "copies you saved, still hold it" in _said(form)
    form.confirm.click()
    assert search(space.reader, "vqkgossamer") == []
    assert [each.text for each in sealed_notes(space.reader) if "vqkgossamer" in each.text]
    assert space.store.undo_label is None


def test_everything_that_can_leave_has_a_word_and_an_icon(look: object) -> None:
    kinds = {*handover._KINDS.values(), "picture", "copy", "destroyed", "destroyed_sealed"}
    assert kinds <= set(privacy._KINDS)
    there = {each.stem for each in (ROOT / "resources" / "icons").glob("*.svg")}
    assert {privacy.icon(kind) for kind in privacy._KINDS} <= there
    places = {place for places in handover.SCANNED.values() for place in places}
    assert all(privacy.scanned([place]) for place in places)
