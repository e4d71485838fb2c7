"""The share dialog: for whom, in which form, seen before it leaves, and what became of it (M5)."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from ui.jobs import JobContext
from ui.main_window import MainWindow
from ui.share import work
from ui.share.dialog import ShareDialog
from ui.share.parcels import ALL, FORMS


@pytest.fixture
def dialog(qtbot: QtBot, demo_window: MainWindow, tmp_path: Path) -> ShareDialog:
    """Return the dialog on the last session, which saves into a folder of the test."""
    demo_window.files.share()
    found = demo_window.findChild(ShareDialog)
    assert isinstance(found, ShareDialog)
    found._on_folder(str(tmp_path))
    _wait(qtbot, found)
    return found


def _wait(qtbot: QtBot, dialog: ShareDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.maker.is_busy(), timeout=15000)


def _choose(qtbot: QtBot, dialog: ShareDialog, audience: str, form: str) -> None:
    dialog.whom.set_current(audience)
    dialog.form.set_current(form)
    dialog.form.chosen.emit(form)
    _wait(qtbot, dialog)


def _save(qtbot: QtBot, dialog: ShareDialog) -> None:
    dialog.confirm.click()
    qtbot.waitUntil(dialog.confirm.isEnabled, timeout=20000)


def _files(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.suffix.lstrip(".") in FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_leaves_as_it_was_seen(
    qtbot: QtBot, dialog: ShareDialog, tmp_path: Path, form: str
) -> None:
    """M5, S2: what leaves and who sees it is said, and a receipt is kept."""
    _choose(qtbot, dialog, "joint", form)
    assert "0 of 4 sealed notes" in dialog.facts.words().values()
    _save(qtbot, dialog)
    (path,) = _files(tmp_path)
    data = path.read_bytes()
    if form == "pdf":
        assert len(PdfReader(path).pages) > 3
    elif form == "eml":
        (paper,) = message_from_bytes(data, policy=default).iter_attachments()
        assert paper.get_content_type() == "application/pdf"
    elif form == "json":
        assert json.loads(data)["format"] == "facilitator-minutes"
    else:
        assert "D-2026-020" in data.decode()
    assert dialog.outcome.isVisible()
    store = dialog._shell.workspace.store
    assert store.value("SELECT count(*) FROM receipt WHERE kind = 'minutes'") == 1


def test_all_copies_leave_together(qtbot: QtBot, dialog: ShareDialog, tmp_path: Path) -> None:
    """M3: the joint copy, one for each side, and one page for the executives."""
    _choose(qtbot, dialog, ALL, "pdf")
    _save(qtbot, dialog)
    assert len(_files(tmp_path)) == 4


def test_what_fails_or_is_cancelled_leaves_no_file(
    qtbot: QtBot, dialog: ShareDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U4: not even those that were whole already."""
    whole = work.write_share
    written: list[Path] = []

    def stop_at_the_third(
        share: work.Share, reader: object, context: JobContext, part: Path
    ) -> object:
        if len(written) == 2:
            dialog._on_cancel()
            context.check()
        written.append(part)
        return whole(share, reader, context, part)  # type: ignore[arg-type]

    _choose(qtbot, dialog, ALL, "pdf")
    monkeypatch.setattr(work, "write_share", stop_at_the_third)
    _save(qtbot, dialog)
    assert written
    assert list(tmp_path.glob("*.pdf")) == []
    assert "Nothing was written" in dialog.problem.text()


def test_a_file_that_is_there_is_asked_about(
    qtbot: QtBot, dialog: ShareDialog, tmp_path: Path
) -> None:
    _choose(qtbot, dialog, "executive", "pdf")
    _save(qtbot, dialog)
    (path,) = _files(tmp_path)
    path.write_bytes(b"mine")
    dialog.confirm.click()
    assert path.read_bytes() == b"mine"
    assert dialog.confirm.accessibleName() == "Replace"
    _save(qtbot, dialog)
    assert path.read_bytes()[:5] == b"%PDF-"


def test_the_choice_is_remembered_for_the_engagement(
    qtbot: QtBot, demo_window: MainWindow, dialog: ShareDialog
) -> None:
    _choose(qtbot, dialog, "executive", "html")
    _save(qtbot, dialog)
    dialog.reject()
    qtbot.waitUntil(lambda: not demo_window.findChildren(ShareDialog), timeout=5000)
    demo_window.files.share()
    again = demo_window.findChild(ShareDialog)
    assert isinstance(again, ShareDialog)
    assert (again.whom.current(), again.form.current()) == ("executive", "html")
    _wait(qtbot, again)
    again.reject()


def test_how_many_notes_are_sealed_is_not_told_while_the_room_looks_on(
    qtbot: QtBot, demo_window: MainWindow, dialog: ShareDialog
) -> None:
    """V7, S2."""
    assert "of 4 sealed notes" in str(dialog.facts.words())
    demo_window.room.open(dialog._session_id)
    try:
        assert "of 4 sealed notes" not in str(dialog.facts.words())
    finally:
        demo_window.room.close()
