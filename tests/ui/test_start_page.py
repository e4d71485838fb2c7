"""The start page: recent files, beginning an engagement, the demo one click away (E6, E7)."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from facilitator import preferences
from facilitator.clock import FixedClock
from facilitator.commands import sessions
from facilitator.commands.new_file import make_engagement
from facilitator.queries.engagement import engagement, parties, people
from facilitator.queries.recent import overview
from facilitator.store import Store
from tests.demo_file import demo_file
from ui.main_window import MainWindow
from ui.pages.start.page import StartPage
from ui.pages.start.recent import RecentFile
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.workspace import Workspace


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the documents folder of this test."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    for module in ("ui.files", "ui.pages.start.begin"):
        monkeypatch.setattr(f"{module}.documents_folder", lambda: folder)
    return folder


@pytest.fixture
def window(
    qtbot: QtBot, clock: FixedClock, look: Theme, settings: QSettings, documents: Path
) -> Iterator[MainWindow]:
    found = MainWindow(Workspace(clock), settings)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    yield found
    found.jobs.shut_down()
    found.workspace.close()


def _shown(qtbot: QtBot, window: MainWindow) -> StartPage:
    window.show()
    page = window.page("start")
    assert isinstance(page, StartPage)
    qtbot.waitUntil(lambda: page._looking is None)
    return page


def _file(page: StartPage, name: str) -> RecentFile:
    return next(file for file in page._files.values() if file.path.name == name)


def _press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    button = window.findChild(QWidget, name)
    assert isinstance(button, QWidget), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_recent_files_say_what_is_next_and_what_is_overdue(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    """E7: across recent files, the next sessions and overdue items."""
    preferences.note_recent(demo_file(documents))
    page = _shown(qtbot, window)
    (row,) = page.recent.rows.rows()
    assert row.title == "Security and Marketing round table"
    assert row.words() == (
        "Security and Marketing round table, Security, Marketing, "
        "Tue 21 July, 10:00 in 3 weeks, 2 overdue, 1 unanswered, demo.facilitator"
    )
    assert page.header.title.text() == "Good morning, Ruth"
    assert "1 session in the next three weeks, 2 overdue" in page.header.subtitle.text()


def test_a_file_in_use_elsewhere_is_read_without_its_lock(
    qtbot: QtBot, window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    path = demo_file(documents)
    preferences.note_recent(path)
    with Store.open(path, clock):
        page = _shown(qtbot, window)
        assert _file(page, path.name).seen is not None


def test_a_file_that_moved_stays_in_the_list_until_it_is_found(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    """NOTES: missing file: "Moved? Find it", kept in the list."""
    old, new = documents / "gone.facilitator", demo_file(documents, "here.facilitator")
    preferences.note_recent(old)
    page = _shown(qtbot, window)
    assert "Moved? Find it" in page.recent.rows.rows()[0].words()
    page.recent.opened.emit(str(old))
    (find,) = [b for b in window.banner.findChildren(Button) if b.text() == "Find it"]
    qtbot.mouseClick(find, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(new))
    assert window.workspace.path == new
    assert old not in preferences.recent_files()
    dialog.close()


def test_a_damaged_file_says_why_and_offers_an_earlier_state(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    broken = documents / "broken.facilitator"
    broken.write_bytes(demo_file(documents).read_bytes()[:5000])
    preferences.note_recent(broken)
    page = _shown(qtbot, window)
    assert "cut short" in page.recent.rows.rows()[0].words()
    page.recent.opened.emit(str(broken))
    texts = [button.text() for button in window.banner.findChildren(Button)]
    assert "Get an earlier state back" in texts


def test_delete_takes_a_file_off_the_list_and_leaves_the_file(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    path = demo_file(documents)
    preferences.note_recent(path)
    page = _shown(qtbot, window)
    page.recent.setFocus()
    QTest.keyClick(page.recent, Qt.Key.Key_Delete)
    assert preferences.recent_files() == ()
    assert path.exists()
    assert page.welcome.isVisible()


def test_the_demo_is_one_click_away_and_says_where_it_is(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    """E6."""
    _shown(qtbot, window)
    _press(qtbot, window, "open-demo")
    qtbot.waitUntil(lambda: window.workspace.is_open)
    assert window.workspace.path == documents / "Demo.facilitator"
    assert str(documents / "Demo.facilitator") in window._toast.accessibleName()


def test_a_second_demo_asks_for_a_name_and_leaves_the_first_alone(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    first = documents / "Demo.facilitator"
    first.write_text("mine")
    _shown(qtbot, window)
    _press(qtbot, window, "open-demo")
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert not window.workspace.is_open
    dialog.fileSelected.emit(str(documents / "Demo 2.facilitator"))
    qtbot.waitUntil(lambda: window.workspace.is_open)
    assert first.read_text() == "mine"
    dialog.close()


# --- beginning ----------------------------------------------------------------------------------


def test_an_engagement_is_begun_by_keyboard_alone(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    """E1, E6: two sides, a title that is suggested, one file; then People."""
    page = _shown(qtbot, window)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = page._form
    assert form is not None
    first, second = (side.name for side in form.sides._sides)
    assert first.hasFocus()
    QTest.keyClicks(first, "Logistics")
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    QTest.keyClicks(second, "Web shop")
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.title_edit.text() == "Logistics and Web shop"
    QTest.keyClicks(form.facilitator, "Ruth Calder")
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.path.text() == str(documents / "Logistics and Web shop.facilitator")
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.workspace.is_open)
    reader = window.workspace.reader
    assert engagement(reader).title == "Logistics and Web shop"
    assert [party.name for party in parties(reader)] == ["Logistics", "Web shop"]
    assert [person.name for person in people(reader)] == ["Ruth Calder"]
    assert window.page_id == "guide"


def test_enter_alone_leads_through_the_steps(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    """U3: Enter on an empty last side goes on, and Enter in the last field begins."""
    page = _shown(qtbot, window)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = page._form
    assert form is not None
    qtbot.waitUntil(form.isVisible)
    for number, name in enumerate(("Logistics", "Web shop", "")):
        field = form.sides._sides[number].name
        assert field.hasFocus()
        QTest.keyClicks(field, name)
        QTest.keyClick(field, Qt.Key.Key_Return)
    for field in (form.title_edit, form.facilitator, form.path, form.zone):
        qtbot.waitUntil(field.hasFocus)
        QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.is_open)
    assert len(parties(window.workspace.reader)) == 2


def test_a_form_says_what_is_missing_where_it_is_missing(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    page = _shown(qtbot, window)
    page.begin()
    form = page._form
    assert form is not None
    form.go_on()
    assert form.steps.current() == 0
    assert form._problems[0].text() == "Two sides at least: give each a name."
    form.sides.show_sides([("Legal", "teal"), ("legal", "gold")])
    form.go_on()
    assert form._problems[0].text() == "Two sides have the same name."
    form.sides.show_sides([("Legal", "teal"), ("Sales", "gold")])
    form._suggest()
    form.go_on()
    form.go_on()
    form.zone.setText("Europe/Atlantis")
    form.go_on()
    assert "is not a time zone" in form.zone_field.below.text()
    form.zone.setText("europe/oslo")
    (documents / "taken.facilitator").write_text("mine")
    form.path.setText(str(documents / "taken"))
    form.go_on()
    assert form.path_field.below.text() == "There is a file of that name already."
    assert not window.workspace.is_open


def test_a_third_side_can_be_added_and_taken_out_again(qtbot: QtBot, window: MainWindow) -> None:
    page = _shown(qtbot, window)
    page.begin()
    assert page._form is not None
    sides = page._form.sides
    sides.show_sides([("Legal", "teal"), ("Sales", "gold"), ("IT", "rose")])
    assert sides.named() == [("Legal", "teal"), ("Sales", "gold"), ("IT", "rose")]
    qtbot.mouseClick(sides._sides[1].remove, Qt.MouseButton.LeftButton)
    assert sides.named() == [("Legal", "teal"), ("IT", "rose")]


def test_escape_leaves_the_form(qtbot: QtBot, window: MainWindow) -> None:
    page = _shown(qtbot, window)
    page.begin()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert page._form is None
    assert page.new.isVisible()


def test_what_was_typed_into_the_form_survives_a_zoom(
    qtbot: QtBot, window: MainWindow, look: Theme
) -> None:
    page = _shown(qtbot, window)
    page.begin()
    assert page._form is not None
    QTest.keyClicks(page._form.sides._sides[0].name, "Logistics")
    look.set_zoom(125)
    again = window.page("start")
    assert isinstance(again, StartPage)
    assert again is not page
    assert again._form is not None
    assert again._form.sides.named() == [("Logistics", "blue")]


def test_a_name_that_no_file_can_have_is_told_and_nothing_is_written(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    page = _shown(qtbot, window)
    page.begin()
    form = page._form
    assert form is not None
    form.sides.show_sides([("L" * 300, "teal"), ("Sales", "gold")])
    form._suggest()
    form.go_on()
    form.go_on()
    assert len(Path(form.path.text()).name) < 100
    form.path.setText(str(documents / ("x" * 300)))
    form.go_on()
    qtbot.waitUntil(lambda: window.banner.isVisible())
    assert not window.workspace.is_open
    assert list(documents.iterdir()) == []


def test_a_new_engagement_from_an_open_one_closes_it_first(
    qtbot: QtBot, window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    path = documents / "one.facilitator"
    make_engagement(path, "One", ["A", "B"], zone="UTC", clock=clock)
    _shown(qtbot, window)
    window.open_engagement(path)
    window.files.begin_form()
    assert not window.workspace.is_open
    page = window.page("start")
    assert isinstance(page, StartPage)
    assert page._form is not None


# --- across the engagements (E7) -----------------------------------------------------------------


def _two(documents: Path, clock: FixedClock) -> tuple[Path, Path]:
    """Return the demo, and an engagement with a session a week before it in another zone."""
    demo = demo_file(documents)
    other = documents / "other.facilitator"
    make_engagement(other, "Buying", ["Buying", "Green"], zone="Europe/London", clock=clock)
    with Store.open(other, clock) as store:
        sessions.new_session(store, "Palm oil", "2026-07-14T09:30")
    for path in (demo, other):
        preferences.note_recent(path)
    return demo, other


def _across(page: StartPage, tab: str) -> list[str]:
    page.across.tabs.set_current(tab)
    page.across._show()
    return [row.words() for row in page.across.list.rows.rows()]


def test_sessions_of_all_engagements_stand_in_the_order_of_time(
    qtbot: QtBot, window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E7: without opening each."""
    _two(documents, clock)
    page = _shown(qtbot, window)
    words = _across(page, "coming")
    assert words[0].startswith("Tue 14 July, 09:30 in Europe/London")
    assert "Palm oil, Buying, in 2 weeks" in words[0]
    assert "Do the tools obey" in words[1]
    assert "2 sessions in the next three weeks" in page.header.subtitle.text()


def test_overdue_actions_stand_by_engagement_the_oldest_first(
    qtbot: QtBot, window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E7: their count, and the words of the oldest."""
    _two(documents, clock)
    page = _shown(qtbot, window)
    words = _across(page, "late")
    assert words[0] == "Security and Marketing round table, 2 overdue"
    assert len(words) == 3
    assert all("days overdue" in line for line in words[1:])


def test_a_session_or_an_action_opens_its_engagement_right_there(
    qtbot: QtBot, window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    demo, other = _two(documents, clock)
    page = _shown(qtbot, window)
    _across(page, "coming")
    page.across.list.opened.emit(page.across.list.rows.rows()[0].key)
    assert window.workspace.path == other
    assert window.page_id == "prepare"
    window.close_engagement()
    qtbot.waitUntil(lambda: page._looking is None)
    _across(page, "late")
    row = page.across.list.rows.rows()[1]
    page.across.list.opened.emit(row.key)
    assert window.workspace.path == demo
    assert window.page_id == "actions"
    assert window.page("actions").place()["action_id"] == dict(row.key.target)["action_id"]


def test_a_broken_file_is_named_and_hides_no_other(
    qtbot: QtBot, window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    _two(documents, clock)
    bad = documents / "bad.facilitator"
    bad.write_bytes(b"not an engagement at all" * 100)
    preferences.note_recent(bad)
    page = _shown(qtbot, window)
    assert len(_across(page, "coming")) >= 2
    assert page.across.unread.text().startswith("bad.facilitator could not be read")


def test_nothing_sealed_is_read_for_the_start_page(tmp_path: Path, clock: FixedClock) -> None:
    """S2: neither a title nor a count of what is sealed."""
    with Store.open(demo_file(tmp_path), clock) as store:
        asked: list[str] = []
        whole = store.all

        def all_(sql: str, params: object = ()) -> object:
            asked.append(sql)
            return whole(sql, params)  # type: ignore[arg-type]

        store.all = all_  # type: ignore[method-assign, assignment]
        assert overview(store).coming
        assert asked
        assert not [sql for sql in asked if "sealed" in sql]


def test_twenty_files_do_not_keep_the_start_waiting(
    qtbot: QtBot, window: MainWindow, documents: Path
) -> None:
    """E7, U4: the names stand there at once, and all are read in the background."""
    first = demo_file(documents, "0.facilitator")
    for number in range(20):
        path = documents / f"{number}.facilitator"
        if number:
            shutil.copy(first, path)
        preferences.note_recent(path)
    window.show()
    page = window.page("start")
    assert isinstance(page, StartPage)
    started = time.monotonic()
    page.load()
    assert time.monotonic() - started < 0.5, "the window's own share"
    assert len(page.recent.rows.rows()) == len(preferences.recent_files())
    qtbot.waitUntil(lambda: page._looking is None, timeout=20_000)
    assert all(file.seen for file in page._files.values())
