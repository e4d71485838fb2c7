"""Signing from the window: a key made here, one from a file, and what an opened copy says (M2)."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from facilitator.documents.signing import make_key, open_key
from facilitator.exchange.signatures import examine
from facilitator.queries.numbers import find_session
from ui.main_window import MainWindow
from ui.opened_minutes.dialog import OpenedMinutesDialog
from ui.opened_minutes.opening import open_minutes
from ui.pages.minutes.page import MinutesPage
from ui.signing.dialog import FILE, SignDialog, own_key
from ui.widgets.text import Text

AT = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)


@pytest.fixture
def page(qtbot: QtBot, demo_window: MainWindow) -> MinutesPage:
    session = find_session(demo_window.workspace.reader, "2026/12")
    demo_window.go("minutes", session_id=session)
    found = demo_window.page("minutes")
    assert isinstance(found, MinutesPage)
    qtbot.waitUntil(lambda: not found.maker.is_busy() and found.proof is not None, timeout=15000)
    return found


def _dialog(page: MinutesPage) -> SignDialog:
    page.life.sign()
    found = QApplication.activeModalWidget()
    assert isinstance(found, SignDialog)
    if shots := os.environ.get("SHOTS"):
        for _ in range(20):
            QApplication.processEvents()
        found.grab().save(f"{shots}/sign.png")
    return found


def _saved(qtbot: QtBot, target: Path) -> bytes:
    """Choose a name in the dialog that stands open, and wait for the file."""
    dialog = next(
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QFileDialog) and each.isVisible()
    )
    dialog.fileSelected.emit(str(target))
    dialog.close()
    qtbot.waitUntil(target.exists, timeout=20000)
    return target.read_bytes()


def test_a_key_is_made_once_and_signs(
    qtbot: QtBot, demo_window: MainWindow, page: MinutesPage, tmp_path: Path
) -> None:
    dialog = _dialog(page)
    assert dialog.new.isVisible()
    assert dialog.name.text() == "Ruth Calder"
    dialog.new_secret.first.edit.setText("a long secret")
    dialog.confirm.click()
    assert dialog.problem.text() == "The two are not the same."
    assert not own_key().exists()
    dialog.new_secret.again.edit.setText("a long secret")
    dialog.confirm.click()
    assert own_key().stat().st_mode & 0o077 == 0
    found = examine(_saved(qtbot, tmp_path / "signed.pdf"))
    assert found is not None
    assert [(one.name, one.is_intact) for one in found] == [("Ruth Calder", True)]
    again = _dialog(page)
    assert not again.new.isVisible()
    again.secret.edit.setText("another")
    again.confirm.click()
    assert "does not open with this passphrase" in again.problem.text()
    again.anew.click()
    assert again.new.isVisible()
    again.new_secret.first.edit.setText("not forgotten")
    again.new_secret.again.edit.setText("not forgotten")
    before = own_key().read_bytes()
    again.confirm.click()
    assert own_key().with_name("signing-1.p12").read_bytes() == before
    assert open_key(own_key(), "not forgotten").name == "Ruth Calder"
    _saved(qtbot, tmp_path / "again.pdf")
    _opened_says(qtbot, demo_window, tmp_path / "signed.pdf", "with a self-made key")


def _opened_says(qtbot: QtBot, window: MainWindow, path: Path, words: str) -> None:
    open_minutes(window, path)
    qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), OpenedMinutesDialog), timeout=20000
    )
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OpenedMinutesDialog)
    assert any(words in each.text() for each in dialog.findChildren(Text))
    dialog.reject()


def test_a_key_from_a_file_signs_and_a_change_is_told(
    qtbot: QtBot, demo_window: MainWindow, page: MinutesPage, tmp_path: Path
) -> None:
    path = tmp_path / "mine.p12"
    make_key(path, "Rita", "secret", AT)
    dialog = _dialog(page)
    dialog.which.set_current(FILE)
    dialog._on_which(FILE)
    dialog.confirm.click()
    assert dialog.problem.text() == "Choose the file of the key."
    dialog.use_file(str(path))
    dialog.secret.edit.setText("secret")
    dialog.confirm.click()
    target = tmp_path / "signed.pdf"
    data = bytearray(_saved(qtbot, target))
    data[data.index(b"<xmp:CreatorTool>") + 20] ^= 1
    target.write_bytes(bytes(data))
    _opened_says(qtbot, demo_window, target, "It was changed after Rita signed it")
    assert not own_key().exists()


def test_a_draft_is_not_signed(qtbot: QtBot, page: MinutesPage) -> None:
    assert page.life.may_be_signed()
    commands = {each.id: each for each in page.commands()}
    assert commands["minutes.sign"].enabled()
    planned = page.workspace.reader.value("SELECT id FROM session WHERE state = 'planned' LIMIT 1")
    page.open_target(session_id=planned)
    assert not page.life.may_be_signed()
