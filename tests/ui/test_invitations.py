"""The calendar in the window: the file that leaves, and the invitation that comes (K4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands.invitations import bring_session
from facilitator.commands.people import set_person
from facilitator.queries.invitations import Standing
from facilitator.store import Store
from tests.commands.law.calendar import INVITED
from tests.commands.scene import Scene, play
from tests.exchange.test_calendar_in import event, file
from tests.ui.sessions.window import PAGES, named, shown_page
from ui.dialogs.bring_invitation import BringInvitationDialog, bring_invitation
from ui.exports import Written
from ui.jobs import Job
from ui.main_window import MainWindow
from ui.pages import PageSpec
from ui.theme import Theme
from ui.workspace import Workspace

TALK = (
    "UID:talk-1@calendar.example", "SEQUENCE:1", "SUMMARY:Budget talk",
    "DTSTART;TZID=Europe/Berlin:20260708T150000", "DURATION:PT45M", "LOCATION:Larch",
    "ORGANIZER;CN=Nadia:mailto:nadia@example.org", "ATTENDEE;CN=Otto:mailto:otto@example.org",
)  # fmt: skip


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    found = play(tmp_path / "round-table.facilitator")
    set_person(found.store, found.nadia, email="nadia@example.org")
    yield found
    found.store.close()


@pytest.fixture
def window(qtbot: QtBot, look: Theme, settings: QSettings, scene: Scene) -> Iterator[MainWindow]:
    space = Workspace(scene.clock)
    plan = PageSpec("plan", "Plan", "calendar-check", "ui.pages.plan.page:PlanPage")
    found = MainWindow(space, settings, [*PAGES, plan])
    qtbot.addWidget(found)
    found.resize(1366, 768)
    space.adopt(scene.store)
    found.show()
    found.go("sessions")
    QApplication.processEvents()
    yield found
    found.drafts.flush()


def bring(window: MainWindow, qtbot: QtBot, path: Path) -> BringInvitationDialog:
    job = bring_invitation(window.workspace, window, path)
    wait(qtbot, job)
    return opened(qtbot)


def wait(qtbot: QtBot, job: Job) -> None:
    qtbot.waitUntil(lambda: job.is_finished, timeout=10_000)


def opened(qtbot: QtBot) -> BringInvitationDialog:
    qtbot.waitUntil(
        lambda: isinstance(QApplication.activeModalWidget(), BringInvitationDialog), timeout=10_000
    )
    found = QApplication.activeModalWidget()
    assert isinstance(found, BringInvitationDialog)
    return found


def write(tmp_path: Path, *lines: str, head: tuple[str, ...] = ()) -> Path:
    path = tmp_path / "talk.ics"
    data = file(*event(*lines))
    if head:
        data = data.replace(b"VERSION:2.0", "\r\n".join(["VERSION:2.0", *head]).encode())
    path.write_bytes(data)
    return path


def sessions_count(window: MainWindow) -> int:
    return int(window.workspace.reader.value("SELECT count(*) FROM session"))


def test_what_was_understood_is_shown_before_anything_happens(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scene: Scene
) -> None:
    before = sessions_count(window)
    dialog = bring(window, qtbot, write(tmp_path, *TALK))
    assert dialog.title.text() == "Budget talk"
    assert dialog.when.time.edit.text() == "15:00"
    assert dialog.place.text() == "Larch"
    assert not dialog.doubts.isVisible()
    assert not dialog.which.isVisible()
    assert [row.title for row in dialog.people.rows.rows()] == ["Nadia", "Otto"]
    assert [row.second for row in dialog.people.rows.rows()] == [
        "is Nadia Rahmani here", "otto@example.org is nobody’s address here; nobody is added",
    ]  # fmt: skip
    assert sessions_count(window) == before
    dialog.reject()
    assert sessions_count(window) == before


def test_the_session_is_planned_with_what_was_put_right(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scene: Scene
) -> None:
    dialog = bring(window, qtbot, write(tmp_path, *TALK))
    dialog.title.setText("Budget")
    assert not dialog.only.isChecked()  # Otto is not known here
    dialog.only.setChecked(True)
    dialog.confirm.click()
    assert dialog.session_id is not None
    row = scene.store.one("SELECT * FROM session WHERE id = ?", (dialog.session_id,))
    assert row is not None
    assert (row["title"], row["starts_local"]) == ("Budget", "2026-07-08T15:00")
    seats = scene.store.all("SELECT * FROM attendance WHERE session_id = ?", (row["id"],))
    assert [each["person_id"] for each in seats] == [scene.nadia]
    assert shown_page(window) == "sessions"
    assert window.workspace.store.undo_label == "Bring invitation"


def test_doubts_are_said_and_nothing_without_a_title_is_planned(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = sessions_count(window)
    dialog = bring(window, qtbot, write(tmp_path, "DTSTART;VALUE=DATE:20260708"))
    said = dialog.doubts.text()
    assert "says no hour" in said
    assert "no title" in said
    dialog.confirm.click()
    assert dialog.isVisible()
    assert sessions_count(window) == before
    dialog.reject()


def test_an_update_says_what_it_changes(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scene: Scene
) -> None:
    bring_session(scene.store, INVITED)
    moved = [line.replace("0708T150000", "0709T090000") for line in TALK]
    moved[1] = "SEQUENCE:2"
    dialog = bring(window, qtbot, write(tmp_path, *moved))
    assert "Budget talk" in dialog.lead.text()
    assert "→ Thu 9 Jul" in dialog.changes.text()
    assert dialog.confirm.text() == "Change the session"
    dialog.confirm.click()
    starts = scene.store.value("SELECT starts_local FROM session WHERE uid = ?", (INVITED.uid,))
    assert starts == "2026-07-09T09:00"


def test_calling_off_asks_and_cancels(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scene: Scene
) -> None:
    bring_session(scene.store, INVITED)
    dialog = bring(window, qtbot, write(tmp_path, *TALK, head=("METHOD:CANCEL",)))
    assert not dialog.fields.isVisible()
    assert dialog.confirm.text() == "Cancel the session"
    dialog.confirm.click()
    state = scene.store.value("SELECT state FROM session WHERE uid = ?", (INVITED.uid,))
    assert state == "cancelled"


def test_what_changes_nothing_offers_no_button(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = bring(window, qtbot, write(tmp_path, *TALK, head=("METHOD:CANCEL",)))
    assert not dialog.confirm.isVisible()
    assert "changes nothing" in dialog.lead.text()
    assert dialog.cancel.text() == "Close"
    assert not dialog.submit()
    dialog.reject()


def test_of_several_one_is_chosen(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = write(tmp_path, *TALK, "RRULE:FREQ=WEEKLY;COUNT=3")
    dialog = bring(window, qtbot, path)
    assert dialog.which.isVisible()
    assert dialog.which.count() == 3
    dialog.which.set_current(2)
    dialog.which.chosen.emit(2)
    assert "22 Jul" in dialog.when.day.edit.text()
    assert "repeats" in dialog.doubts.text()
    dialog.confirm.click()
    uid = window.workspace.reader.value("SELECT uid FROM session ORDER BY id DESC")
    assert uid == "talk-1@calendar.example 2026-07-22T13:00"


def test_a_file_that_is_none_is_told_and_nothing_opens(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "talk.ics"
    path.write_bytes(b"PK\x03\x04\0\0")
    told: list[object] = []
    for target in (path, tmp_path / "not there.ics"):
        job = bring_invitation(window.workspace, window, target)
        job.failed.connect(told.append)
        wait(qtbot, job)
    assert ["was not read" in str(each) for each in told] == [True, True]
    assert QApplication.activeModalWidget() is None


def test_a_read_only_file_says_why_it_brings_nothing(
    qtbot: QtBot, look: Theme, settings: QSettings, scene: Scene, tmp_path: Path
) -> None:
    path = scene.store.path
    scene.store.close()
    space = Workspace(scene.clock)
    found = MainWindow(space, settings, PAGES)
    qtbot.addWidget(found)
    store = Store.open(path, scene.clock, read_only=True)
    space.adopt(store)
    found.show()
    dialog = bring(found, qtbot, write(tmp_path, *TALK))
    assert not dialog.confirm.isEnabled()
    assert "read-only" in dialog.confirm.toolTip()
    assert not dialog.submit()
    dialog.reject()
    store.close()


# --- ways to it ---------------------------------------------------------------------------------


def dropped(target: QWidget, path: Path) -> bool:
    """Drop a file onto a widget as the system does; return whether it was taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, enter)
    drop = QDropEvent(QPointF(5, 5), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, drop)
    return enter.isAccepted() and drop.isAccepted()


@pytest.mark.parametrize("place", ["sessions", "plan"])
def test_an_invitation_is_dropped_onto_sessions_or_the_calendar(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, place: str
) -> None:
    window.go(place, **({"tab": "calendar"} if place == "plan" else {}))
    QApplication.processEvents()
    target = named(window, "page-sessions") if place == "sessions" else _tab(window)
    assert dropped(target, write(tmp_path, *TALK))
    assert opened(qtbot).title.text() == "Budget talk"
    other = tmp_path / "notes.txt"
    other.write_text("no calendar")
    QApplication.activeModalWidget().reject()
    assert not dropped(target, other)


def _tab(window: MainWindow) -> QWidget:
    from ui.pages.plan.calendar.tab import CalendarTab

    return window.findChild(CalendarTab)


def test_the_more_menu_offers_both(window: MainWindow, qtbot: QtBot) -> None:
    page = named(window, "page-sessions")
    page.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions()]
    assert {"Calendar file…", "Bring an invitation…"} <= set(words)
    bring_it = menu.actions()[words.index("Bring an invitation…")]
    menu.close()
    bring_it.trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    QApplication.activeModalWidget().reject()


def test_the_calendar_file_is_written_and_what_it_told_is_kept(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, scene: Scene
) -> None:
    out = tmp_path / "calendar.ics"
    label = window.workspace.store.undo_label
    written: list[Written] = []
    window.exports.handed_over.connect(written.append)
    for _ in range(2):
        job = window.exports.write_calendar(out)
        wait(qtbot, job)
        data = out.read_bytes()
    qtbot.waitUntil(lambda: scene.store.value("SELECT count(*) FROM calendar_sent") == 3)
    assert data.count(b"BEGIN:VEVENT") == 2
    assert [each.path for each in written] == [out, out]
    assert window.workspace.store.undo_label == label
    wait(qtbot, window.exports.write_calendar(out))
    assert out.read_bytes() == data
    assert b"SEQUENCE:1" not in data


def test_every_standing_has_words() -> None:
    """A new one without a sentence would be an empty dialog."""
    from dataclasses import replace

    from facilitator.domain.invitation import Doubt, Unsure
    from facilitator.queries.invitations import Meeting
    from ui.wording import invitations as wording

    empty = Meeting(Standing.NEW, None, "Talk", (), ())
    assert all(wording.lead(replace(empty, standing=each)) for each in Standing)
    assert all(wording.doubt_line(Unsure(each, "x")) for each in Doubt)
