"""Whole files from the window: problems with a way on, copies, earlier states (U6, E9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.commands.agreements import add_agreement
from facilitator.commands.people import add_person
from facilitator.store import Reader, Store, snapshots
from tests.demo_file import demo_file
from ui.dialogs.get_back import GetBackDialog
from ui.dialogs.record_form import RecordDialog
from ui.dialogs.report_form import ReportDialog
from ui.dialogs.save_copy import SaveCopyDialog
from ui.dialogs.settings import SettingsDialog
from ui.main_window import MainWindow
from ui.theme import Scheme, Theme
from ui.widgets.buttons import Button
from ui.workspace import Workspace


@pytest.fixture
def window(
    qtbot: QtBot, clock: FixedClock, look: Theme, settings: QSettings
) -> Iterator[MainWindow]:
    found = MainWindow(Workspace(clock), settings)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    found.show()
    yield found
    found.jobs.shut_down()
    found.workspace.close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _ways(window: MainWindow) -> list[str]:
    QApplication.processEvents()
    return [b.text() for b in window.banner.findChildren(Button) if b.text() and b.isVisible()]


def _way(qtbot: QtBot, window: MainWindow, words: str) -> None:
    (button,) = [b for b in window.banner.findChildren(Button) if b.text() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _answer(window: MainWindow, path: Path) -> None:
    """Choose a path in the dialog that asks for one."""
    asked = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    assert len(asked) == 1
    asked[0].fileSelected.emit(str(path))
    asked[0].close()


# --- problems and their ways on -----------------------------------------------------------------


def test_a_locked_file_can_be_read_or_worked_on_as_a_copy(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, clock: FixedClock
) -> None:
    """Held by another process: the second is told who, and goes on."""
    path = demo_file(tmp_path)
    with Store.open(path, clock) as other:
        assert not window.open_engagement(path)
        assert _ways(window) == ["Open read-only", "Work on a copy"]
        _way(qtbot, window, "Work on a copy")
        add_person(other, "Written meanwhile")
        _answer(window, tmp_path / "mine.facilitator")
        qtbot.waitUntil(lambda: window.workspace.is_open)
    assert window.workspace.path == tmp_path / "mine.facilitator"
    assert not window.workspace.read_only
    found = window.workspace.store.value("SELECT count(*) FROM person WHERE name LIKE 'Written%'")
    assert found == 1


def test_a_file_opened_to_read_says_who_holds_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, clock: FixedClock
) -> None:
    """states: "Open on RUTH-LAPTOP. You can read."."""
    path = demo_file(tmp_path)
    with Store.open(path, clock):
        window.open_engagement(path)
        _way(qtbot, window, "Open read-only")
        assert window.workspace.read_only
        assert "has it open since 10:00. You can read." in window.banner.accessibleName()
        assert _ways(window) == ["Work on a copy"]


def test_a_refused_change_in_a_read_only_file_offers_a_copy(
    window: MainWindow, tmp_path: Path
) -> None:
    window.open_engagement(demo_file(tmp_path), read_only=True)
    window.banner.hide()
    assert window.workspace.run(add_person, "Nobody") is None
    assert _ways(window) == ["Work on a copy"]


@pytest.mark.parametrize(
    ("content", "ways"),
    [
        (b"", ["Get an earlier state back"]),
        (b"SQLite format 3\0 and then nothing", ["Get an earlier state back"]),
        (b"%PDF-1.7 minutes", []),
        (None, ["Find it", "Get an earlier state back"]),
    ],
)
def test_each_problem_offers_what_helps(
    window: MainWindow, tmp_path: Path, content: bytes | None, ways: list[str]
) -> None:
    """U6: what happened, what was kept, what to do."""
    path = tmp_path / "table.facilitator"
    if content is not None:
        path.write_bytes(content)
    assert not window.open_engagement(path)
    assert window.banner.isVisible()
    assert _ways(window) == ways
    assert content is None or path.read_bytes() == content


def test_a_file_dropped_onto_the_window_is_opened(window: MainWindow, tmp_path: Path) -> None:
    """U5: drag and drop."""
    path, data = demo_file(tmp_path), QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    spot, action = QPointF(50, 50), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(spot.toPoint(), action, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert not window.workspace.is_open
    QApplication.sendEvent(window, QDropEvent(spot, action, data, left, none))
    assert window.workspace.path == path


def test_another_kind_of_file_is_not_taken(window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "minutes.txt"))])
    spot, action = QPointF(50, 50), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(spot.toPoint(), action, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


# --- copies and earlier states ------------------------------------------------------------------


def _sealed(path: Path) -> int:
    with Reader.open(path) as reader:
        return int(reader.value("SELECT count(*) FROM sealed_note"))


@pytest.mark.parametrize(
    ("choice", "count", "told"),
    [
        ("everything", 4, ", sealed notes included."),
        ("hand_on", 0, ". No sealed note is in it."),
    ],
)
def test_save_a_copy_asks_everything_or_to_hand_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, choice: str, count: int, told: str
) -> None:
    """E9."""
    window.open_engagement(demo_file(tmp_path))
    window.files.save_copy()
    dialog = window.findChild(SaveCopyDialog)
    assert dialog is not None
    qtbot.mouseClick(getattr(dialog, choice), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    target = tmp_path / "copy.facilitator"
    _answer(window, target)
    qtbot.waitUntil(lambda: window._toast.isVisible())
    assert _sealed(target) == count
    assert window._toast.accessibleName() == f"Saved {target}{told}"


def test_a_copy_takes_no_name_that_is_there(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_engagement(demo_file(tmp_path))
    taken = tmp_path / "taken.facilitator"
    taken.write_text("mine")
    window.files.ask_copy(taken, everything=True)
    _answer(window, taken)
    qtbot.waitUntil(lambda: window.banner.isVisible())
    assert taken.read_text() == "mine"


def test_an_earlier_state_comes_back_as_a_new_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, clock: FixedClock
) -> None:
    """How to get it back."""
    path = demo_file(tmp_path)
    snapshots.take(path, clock)
    window.open_engagement(path)
    window.workspace.run(add_person, "Came later")
    window.files.get_back()
    dialog = window.findChild(GetBackDialog)
    assert dialog is not None
    (row,) = dialog.states.rows.rows()
    assert row.title == "Tue 30 June, 10:00"
    assert "12 sessions held" in dialog.about.text()
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    back = tmp_path / "back.facilitator"
    _answer(window, back)
    qtbot.waitUntil(lambda: window.workspace.path == back)
    store = window.workspace.store
    assert store.value("SELECT count(*) FROM person WHERE name = 'Came later'") == 0
    with Reader.open(path) as reader:
        assert reader.value("SELECT count(*) FROM person WHERE name = 'Came later'") == 1


def test_a_damaged_file_shows_its_own_earlier_states(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, clock: FixedClock
) -> None:
    path = demo_file(tmp_path)
    snapshots.take(path, clock)
    path.write_bytes(path.read_bytes()[:5000])
    window.open_engagement(path)
    _way(qtbot, window, "Get an earlier state back")
    dialog = window.findChild(GetBackDialog)
    assert dialog is not None
    assert len(dialog.states.rows.rows()) == 1
    assert dialog.confirm.isEnabled()


def test_a_file_without_snapshots_says_so_and_takes_a_backup(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path, backup = demo_file(tmp_path), demo_file(tmp_path, "backup.facilitator")
    window.open_engagement(path)
    window.files.get_back()
    dialog = window.findChild(GetBackDialog)
    assert dialog is not None
    assert dialog.none.isVisible()
    assert not dialog.confirm.isEnabled()
    qtbot.mouseClick(dialog.backup, Qt.MouseButton.LeftButton)
    _answer(window, backup)
    QApplication.processEvents()
    _answer(window, tmp_path / "again.facilitator")
    qtbot.waitUntil(lambda: window.workspace.path == tmp_path / "again.facilitator")


def test_the_record_asks_for_days_and_counts_the_sessions_between(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_engagement(demo_file(tmp_path))
    asked: list[tuple[str | None, str | None]] = []

    def record(first: str | None, last: str | None) -> None:
        asked.append((first, last))

    monkeypatch.setattr(window.exports, "record", record)
    window.files.record()
    dialog = window.findChild(RecordDialog)
    assert dialog is not None
    assert dialog.count.text() == "12 sessions."
    dialog.from_on.setText("25 may")
    dialog.from_on.read()
    assert dialog.from_on.text() == "Mon 25 May 2026"
    assert dialog.count.text() == "2 sessions."
    dialog.to_on.setText("1 may")
    dialog.to_on.read()
    assert dialog.count.text() == "The last day lies before the first."
    assert not dialog.confirm.isEnabled()
    dialog.to_on.setText("")
    dialog.to_on.read()
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert asked == [("2026-05-25", None)]


def test_the_report_asks_for_days_and_refuses_those_that_run_backwards(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M6: without days it is the last three months."""
    window.open_engagement(demo_file(tmp_path))
    asked: list[tuple[str | None, str | None]] = []

    def report(first: str | None, last: str | None) -> None:
        asked.append((first, last))

    monkeypatch.setattr(window.exports, "report", report)
    window.files.report()
    dialog = window.findChild(ReportDialog)
    assert dialog is not None
    assert dialog.confirm.isEnabled()
    dialog.from_on.setText("25 may 2026")
    dialog.from_on.read()
    dialog.to_on.setText("1 may 2026")
    dialog.to_on.read()
    assert dialog.count.text() == "The last day lies before the first."
    assert not dialog.confirm.isEnabled()
    dialog.to_on.setText("")
    dialog.to_on.read()
    dialog.from_on.setText("1 jan 2030")
    dialog.from_on.read()
    assert not dialog.confirm.isEnabled()
    dialog.from_on.setText("")
    dialog.from_on.read()
    qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    assert asked == [(None, None)]


@pytest.mark.parametrize("paper", ["handover", "report"])
def test_the_handover_pack_and_the_report_are_written_in_the_background(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, paper: str
) -> None:
    """E8, M6."""
    window.open_engagement(demo_file(tmp_path))
    target = tmp_path / f"{paper}.pdf"
    exports = window.exports
    with qtbot.waitSignal(exports.handed_over, timeout=15000):
        if paper == "report":
            exports.write_report(None, "2026-06-30", target)
        else:
            getattr(exports, f"write_{paper}")(target)
    assert target.read_bytes().startswith(b"%PDF")


# --- settings and menu --------------------------------------------------------------------------


def _settings(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def test_settings_change_the_look_at_once(
    qtbot: QtBot, window: MainWindow, look: Theme, settings: QSettings
) -> None:
    """U3: light and dark, font size, right to left."""
    dialog = _settings(qtbot, window)
    for name, key in (("scheme", Scheme.DARK), ("zoom", 125), ("direction", "rtl")):
        control = getattr(dialog, name)
        control.set_current(key)
        control.chosen.emit(key)
    assert look.is_dark
    assert look.zoom == 125
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert settings.value("look/direction") == "rtl"
    assert "Facilitator " in dialog.findChild(QWidget, "settings-version").accessibleName()


def test_the_file_is_checked_in_the_background(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_engagement(demo_file(tmp_path))
    dialog = _settings(qtbot, window)
    qtbot.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "in order" in dialog.verdict.text())
    words = window.workspace.store.value("SELECT text FROM sealed_note WHERE disclosure = 'kept'")
    window.workspace.run(add_agreement, words)
    qtbot.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "also stand in text" in dialog.verdict.text())
    assert words not in dialog.verdict.text()


def test_without_a_file_settings_offer_the_look_alone(qtbot: QtBot, window: MainWindow) -> None:
    dialog = _settings(qtbot, window)
    assert dialog.findChild(QWidget, "check-file") is None


def test_the_title_opens_the_menu_of_the_engagement(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_engagement(demo_file(tmp_path))
    title = window.findChild(QWidget, "engagement-title")
    assert isinstance(title, QWidget)
    qtbot.mouseClick(title, Qt.MouseButton.LeftButton)
    (menu,) = [each for each in window.findChildren(QMenu) if each.isVisible()]
    actions = {action.text(): action for action in menu.actions()}
    assert list(actions) == [
        "People and facts", "Save a copy", "Open minutes (PDF)…", "Get an earlier state back",
        "Settings",
        "Protect with a passphrase", "Close engagement",
    ]  # fmt: skip
    actions["Close engagement"].trigger()
    assert not window.workspace.is_open
    assert window.page_id == "start"
    menu.close()


def test_all_of_it_is_in_the_palette(window: MainWindow, tmp_path: Path) -> None:
    """U2."""
    window.open_engagement(demo_file(tmp_path))
    ids = {command.id for command in window.commands.all()}
    assert {"file.open", "file.new", "file.demo", "file.back", "file.copy", "file.record",
            "file.settings"} <= ids  # fmt: skip
