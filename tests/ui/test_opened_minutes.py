"""A minutes PDF is opened in the window: verified, read, compared, continued from (M4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands.receipts import note_export
from facilitator.printing import MINUTES_JSON
from facilitator.projections.changes import changes, pieces
from facilitator.projections.data import data_of
from facilitator.projections.minutes import build_minutes
from facilitator.projections.types import Minutes
from tests import papers
from tests.documents import samples
from tests.ui.sessions.window import named
from ui.main_window import MainWindow
from ui.opened_minutes import changed, reading
from ui.opened_minutes.changed_words import ChangedWords
from ui.opened_minutes.dialog import CHANGED, CONTINUE, READ, OpenedMinutesDialog
from ui.opened_minutes.opening import open_minutes
from ui.theme import Scheme, Theme
from ui.wording import opened as words


def last_id(window: MainWindow) -> int:
    found = window.workspace.reader.value(
        "SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC LIMIT 1"
    )
    return int(found)


def minutes_of(window: MainWindow) -> Minutes:
    return build_minutes(window.workspace.reader, last_id(window))


def saved(path: Path, minutes: Minutes) -> Path:
    path.write_bytes(papers.printed(minutes))
    return path


def opened(window: MainWindow, qtbot: QtBot, path: Path) -> OpenedMinutesDialog:
    open_minutes(window, path)
    return shown(qtbot)


def shown(qtbot: QtBot) -> OpenedMinutesDialog:
    qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), OpenedMinutesDialog), timeout=15_000
    )
    found = QApplication.activeModalWidget()
    assert isinstance(found, OpenedMinutesDialog)
    return found


def sentences(dialog: OpenedMinutesDialog) -> str:
    part = named(dialog, "verify")
    return "\n".join(label.text() for label in part.findChildren(QLabel))


def test_what_it_is_and_what_it_says_can_be_read(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """M4: a minutes PDF is opened to read: engagement, session, version, code, content."""
    minutes = minutes_of(demo_window)
    dialog = opened(demo_window, qtbot, saved(tmp_path / "minutes.pdf", minutes))
    assert dialog.windowTitle() == f"Minutes {minutes.session.number}: {minutes.session.title}"
    lead = dialog.findChild(QLabel, "opened-lead")
    assert lead is not None
    assert minutes.engagement.title in lead.text()
    assert dialog.opened.read.code in lead.text()
    text = dialog.read.toPlainText()
    for said in (minutes.decisions[0].wording, minutes.actions[0].text, minutes.items[0].outcome):
        assert said in text
    for side in minutes.attendance:
        assert all(each.name in text for each in side.present)
    dialog.close()


def test_a_copy_that_left_here_is_told_with_its_day_and_for_whom(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """M4: verify."""
    path = saved(tmp_path / "minutes.pdf", minutes_of(demo_window))
    dialog = opened(demo_window, qtbot, path)
    assert "knows nothing of this copy" in sentences(dialog)
    parts, code = dialog.opened.read.parts, dialog.opened.read.code
    dialog.close()
    note_export(demo_window.workspace.store, "minutes", "joint", code, parts.file_sha256, {})
    dialog = opened(demo_window, qtbot, path)
    assert "is the one that left here on" in sentences(dialog)
    assert words.verdict(dialog.opened.found)[1] == "ok"
    dialog.close()


def test_changed_data_is_shown_as_wrong_and_nothing_can_be_taken_from_it(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    minutes = minutes_of(demo_window)
    path = saved(tmp_path / "minutes.pdf", minutes)
    files = papers.files_of(path.read_bytes())
    files[MINUTES_JSON] = data_of(replace(minutes, distribution=("somebody",)))
    path.write_bytes(papers.with_files(path.read_bytes(), files))
    dialog = opened(demo_window, qtbot, path)
    assert words.verdict(dialog.opened.found)[1] == "danger"
    assert "was changed after it was printed" in sentences(dialog)
    wrong = [w.accessibleName() for w in named(dialog, "verify").findChildren(QLabel)]
    assert any(name.startswith("Wrong: ") for name in wrong)
    dialog.show_tab(CONTINUE)
    assert dialog.findChild(QWidget, "continue-take") is None
    dialog.close()


def test_what_changed_since_is_shown_word_by_word(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """M4: what changed since; M2: corrections are visible."""
    minutes = minutes_of(demo_window)
    first = minutes.items[0]
    older = replace(first, outcome=f"{first.outcome} And more.")
    path = saved(tmp_path / "old.pdf", replace(minutes, items=(older, *minutes.items[1:])))
    dialog = opened(demo_window, qtbot, path)
    assert dialog.opened.changes is not None
    assert [each.field for each in dialog.opened.changes] == ["outcome"]
    dialog.show_tab(CHANGED)
    html = changed.page_of(dialog.opened.changes, demo_window.workspace.today())
    assert "<s> And more.</s>" in html
    assert "And more." in dialog.changed.toPlainText()
    dialog.close()


def test_minutes_of_another_engagement_are_read_but_compared_with_nothing(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    other = replace(
        samples.MINUTES, engagement=replace(samples.MINUTES.engagement, title="Another table")
    )
    dialog = opened(demo_window, qtbot, saved(tmp_path / "their.pdf", other))
    assert dialog.opened.changes is None
    assert words.verdict(dialog.opened.found)[1] == "warn"
    dialog.show_tab(CHANGED)
    assert "no such session" in dialog.changed.toPlainText()
    dialog.close()


def test_what_is_ticked_is_taken_over_in_one_step(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """M4: continue from it; preview first, one step, undoable."""
    store = demo_window.workspace.store
    before = store.value("SELECT count(*) FROM capture")
    action = samples.action("A-2020-001", "Count the posters in every shop", state="promised")
    other = replace(
        samples.MINUTES,
        engagement=replace(samples.MINUTES.engagement, title="Another table"),
        actions=(action,),
        matters_arising=(),
        items=(),
        raised=(),
    )
    dialog = opened(demo_window, qtbot, saved(tmp_path / "their.pdf", other))
    dialog.show_tab(CONTINUE)
    take = named(dialog, "continue-take")
    assert isinstance(take, QPushButton)
    count = 1 + len(other.parked)
    assert str(count) in take.text()
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    text = store.value("SELECT text FROM capture WHERE text LIKE 'Count the posters%'")
    assert str(text).startswith("Count the posters in every shop (A-2020-001")
    demo_window.undo()
    assert store.value("SELECT count(*) FROM capture") == before


def test_what_is_here_already_is_not_ticked(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(demo_window, qtbot, saved(tmp_path / "own.pdf", minutes_of(demo_window)))
    dialog.show_tab(CONTINUE)
    take = named(dialog, "continue-take")
    assert not take.isEnabled()
    assert "Nothing is ticked." in take.toolTip()
    dialog.close()


def test_a_session_becomes_a_file_of_its_own(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """M4: restore."""
    minutes = minutes_of(demo_window)
    dialog = opened(demo_window, qtbot, saved(tmp_path / "own.pdf", minutes))
    path = tmp_path / "restored.facilitator"
    dialog.going_on.make(path)
    qtbot.waitUntil(lambda: demo_window.workspace.path == path, timeout=15_000)
    title = demo_window.workspace.reader.value("SELECT title FROM session")
    assert title == f"{minutes.session.title} ({minutes.session.number})"


def test_it_opens_from_the_start_page_with_no_engagement(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved(tmp_path / "minutes.pdf", minutes_of(demo_window))
    demo_window.close_engagement()
    demo_window.go("start")
    assert named(demo_window, "open-minutes").isEnabled()
    dialog = opened(demo_window, qtbot, path)
    assert "engagement" not in sentences(dialog)
    dialog.show_tab(CONTINUE)
    assert named(dialog, "continue-new-file").isEnabled()
    dialog.close()


def test_a_pdf_that_is_dropped_onto_the_window_is_opened(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved(tmp_path / "minutes.pdf", minutes_of(demo_window))
    drop(demo_window, path)
    shown(qtbot).close()


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copy, data, left, none))


def test_the_palette_offers_it(demo_window: MainWindow) -> None:
    assert any(each.id == "file.minutes" for each in demo_window.commands.all())


def test_a_file_that_cannot_be_read_is_told_and_shows_no_dialog(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "their.pdf"
    path.write_bytes(b"hello")
    with qtbot.waitSignal(open_minutes(demo_window, path).failed, timeout=15_000) as caught:
        pass
    assert "is not a PDF" in str(caught.args[0])
    assert QApplication.activeModalWidget() is None


def test_words_of_a_paper_are_shown_and_never_obeyed(look: Theme) -> None:
    """Issue 5: markup in every field."""
    wild = "<b>bold</b> <img src='file:///etc/passwd'><a href='http://x.example'>x</a>"
    minutes = replace(
        samples.MINUTES,
        decisions=(samples.decision("D-1", wild, because=wild),),
        actions=(samples.action("A-1", wild, owner=wild),),
    )
    html = reading.page_of(minutes, date(2026, 6, 30))
    assert "<img" not in html
    assert "<a " not in html
    assert "<b>" not in html
    assert "<script" not in changed.marked(pieces("<script>", "<script>alert"))


def test_a_paper_of_any_size_is_shown_at_once(look: Theme) -> None:
    """Issue 5: bad input; a stranger's paper must not hold the window up."""
    long = "word " * 200_000
    many = tuple(samples.action("", long) for _ in range(2_000))
    wild = replace(samples.MINUTES, actions=many, items=(), distribution=(long,) * 50)
    began = monotonic()
    html = reading.page_of(wild, date(2026, 6, 30))
    assert len(html) < 2_000_000
    found = changes(wild, replace(wild, actions=tuple(replace(a, text="x") for a in many)))
    assert len(changed.page_of(found, date(2026, 6, 30))) < 2_000_000
    assert monotonic() - began < 20


def test_changed_words_are_marked_and_told_one_after_the_other(look: Theme) -> None:
    """M2: a correction is visible, not by colour alone, and markup is words."""
    label = ChangedWords("by <b>May</b>", "by June")
    assert "<b>" not in label.text()
    assert "<s style" in label.text()
    assert "<u style" in label.text()
    assert label.accessibleName() == "Before: by <b>May</b>\nAfter: by June"


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_it_follows_the_look(
    demo_window: MainWindow, qtbot: QtBot, tmp_path: Path, look: Theme, scheme: Scheme
) -> None:
    dialog = opened(demo_window, qtbot, saved(tmp_path / "own.pdf", minutes_of(demo_window)))
    before = dialog.read.toPlainText()
    look.set_scheme(scheme)
    assert dialog.read.toPlainText() == before
    for key in (READ, CHANGED, CONTINUE):
        dialog.show_tab(key)
        assert dialog.panes.currentIndex() == (READ, CHANGED, CONTINUE).index(key)
    dialog.close()
