"""Destroying for good from the window: asked plainly, done on a thread, the file opened again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from facilitator.commands.captures import capture
from facilitator.commands.destruction import destroy_scratch
from facilitator.commands.engagement import set_engagement
from facilitator.domain.words import CaptureKind
from facilitator.queries.receipts import receipts
from facilitator.queries.scratch import scratch
from facilitator.store import purge
from ui.dialogs.destroy import DestroyDialog
from ui.dialogs.destroy_scratch import offer_destruction, offer_finishing
from ui.main_window import MainWindow


@pytest.fixture
def session(demo_window: MainWindow) -> int:
    space = demo_window.workspace
    held = space.reader.value(
        "SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC LIMIT 1"
    )
    space.run(capture, CaptureKind.NOTE, "qzxbrindle bluffs", session_id=held)
    return int(held)


def _wait(qtbot: QtBot, dialog: DestroyDialog) -> None:
    dialog.confirm.click()
    qtbot.waitUntil(lambda: not dialog.is_busy and dialog.outcome is not None, timeout=20_000)


def test_the_question_names_what_cannot_be_reached_and_offers_to_keep_first(
    demo_window: MainWindow, session: int
) -> None:
    """S3: asked plainly; the keyboard stands on the safe answer."""
    dialog = offer_destruction(demo_window, session, asked=True)
    assert dialog is not None
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    for words in ("copies you saved", "sync client", "old blocks", "papers", "undo"):
        assert words in said
    assert dialog.cancel.hasFocus() or dialog.focusWidget() is dialog.cancel
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert scratch(demo_window.workspace.reader, session).count


def test_it_is_not_asked_unless_the_engagement_wants_it(
    demo_window: MainWindow, session: int
) -> None:
    assert offer_destruction(demo_window, session) is None
    demo_window.workspace.run(set_engagement, scratch_notes="destroy")
    dialog = offer_destruction(demo_window, session)
    assert dialog is not None
    dialog.reject()


def test_the_notes_go_and_the_file_opens_where_it_was(
    qtbot: QtBot, demo_window: MainWindow, session: int
) -> None:
    """S3: done by the one writer on a thread, with a receipt; the window comes back by itself."""
    path = demo_window.workspace.path
    demo_window.go("minutes", session_id=session)
    dialog = offer_destruction(demo_window, session, asked=True)
    assert dialog is not None
    _wait(qtbot, dialog)
    assert "nothing is left" in dialog.said.text()
    assert demo_window.workspace.is_open
    assert demo_window.workspace.path == path
    assert demo_window.page_id == "minutes"
    reader = demo_window.workspace.reader
    assert scratch(reader, session).count == 0
    assert [each.is_destruction for each in receipts(reader)] == [True]
    assert b"qzxbrindle" not in path.read_bytes()
    dialog.confirm.click()
    assert not dialog.isVisible()


def test_it_cannot_be_closed_while_it_is_done_and_a_refusal_opens_the_file_again(
    qtbot: QtBot, demo_window: MainWindow, session: int
) -> None:
    dialog = offer_destruction(demo_window, session, asked=True)
    assert dialog is not None
    dialog.is_busy = True
    dialog.reject()
    assert dialog.isVisible()
    dialog.is_busy = False
    demo_window.workspace.store.destroy(purge.Doomed("x", (("DELETE FROM capture", ()),)))
    demo_window.workspace.store.destroy(purge.Doomed("x", (("DELETE FROM item_notes", ()),)))
    dialog.confirm.click()
    qtbot.waitUntil(lambda: demo_window.workspace.is_open and not dialog.is_busy, timeout=20_000)
    QApplication.processEvents()
    assert "no raw notes" in dialog.problem.text()
    dialog.reject()


def test_what_was_interrupted_can_be_finished(
    qtbot: QtBot, demo_window: MainWindow, session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = demo_window.workspace.path
    demo_window.close_engagement()
    with monkeypatch.context() as broken:
        broken.setattr(purge, "close_up", lambda connection: False)
        assert not destroy_scratch(path, session).reached.is_proven
    demo_window.open_engagement(path)
    (left,) = receipts(demo_window.workspace.reader)
    assert left.is_unfinished
    dialog = offer_finishing(demo_window, left)
    _wait(qtbot, dialog)
    assert not receipts(demo_window.workspace.reader)[0].is_unfinished
    assert demo_window.page_id == "private"
    dialog.reject()
