"""Lists of any length: rows are fetched as they come into view, and read like any other row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.commands import actions as verbs
from facilitator.queries.action_list import action_list
from tests.benchmarks.huge import Size, write_huge_file
from ui import workspace as workspace_module
from ui.main_window import MainWindow
from ui.pages.actions.page import ActionsPage
from ui.pages.decisions.page import DecisionsPage
from ui.pages.plan.backlog.tab import BacklogTab
from ui.pages.sessions import SessionsPage
from ui.pages.tabbed import TabbedPage
from ui.theme import Theme
from ui.widgets.long_list import LongList
from ui.widgets.paged_rows import PAGE, PagedRows
from ui.widgets.rows import Row
from ui.workspace import Workspace

COUNT = 5000


class Shelf:
    """Things by id, which count how often and for how many they were asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.words = "Thing"

    def fetch(self, ids: Sequence[int]) -> list[tuple[int, str]]:
        self.asked.append(len(ids))
        return [(each, f"{self.words} {each}") for each in ids if each != 13]

    def rows(self, count: int = COUNT, starts: tuple[int, ...] = (0, 10, 3000)) -> PagedRows[str]:
        ids = tuple(range(100_000, 100_000 + count))
        return PagedRows(ids, self.fetch, self.row, starts, self.heading)

    def row(self, words: str) -> Row:
        return Row(int(words.split()[1]), words, second="below")

    def heading(self, number: int, first: str) -> Row:
        return Row(("head", number), f"Group of {first}", is_heading=True)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def shown(qtbot: QtBot, look: Theme, shelf: Shelf) -> LongList:
    rows = LongList("Things", title_lines=2)
    qtbot.addWidget(rows)
    rows.resize(500, 600)
    rows.show()
    rows.set_source(shelf.rows())
    return rows


def test_headings_stand_where_their_groups_begin(shelf: Shelf) -> None:
    rows = shelf.rows()
    assert len(rows) == COUNT + 3
    assert [rows.is_heading(place) for place in (0, 1, 10, 11, 12, 3002)] == [
        True, False, False, True, False, True,
    ]  # fmt: skip
    assert rows.key(1) == 100_000
    assert rows.key(12) == 100_010
    assert rows.key(11) is None
    assert rows.row_at(11).title == "Group of Thing 100010"
    assert [rows.place(key) for key in (100_000, 100_009, 100_010, 104_999, 7, "x")] == [
        1, 10, 12, COUNT + 2, -1, -1,
    ]  # fmt: skip


def test_only_what_comes_into_view_is_fetched(shown: LongList, shelf: Shelf) -> None:
    """Not 5,000 rows: the first and last page for the widths, and those that are painted."""
    QTest.qWait(50)
    assert shown.is_long
    shown.verticalScrollBar().setValue(shown.verticalScrollBar().maximum() // 2)
    shown.grab()
    assert sum(shelf.asked) <= 6 * PAGE
    before = len(shelf.asked)
    shown.grab()
    assert len(shelf.asked) == before


def test_keys_pass_over_headings_and_reach_both_ends(shown: LongList) -> None:
    QTest.keyClick(shown, Qt.Key.Key_End)
    assert shown.current() == 104_999
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert shown.current() == 100_000
    for _ in range(10):
        QTest.keyClick(shown, Qt.Key.Key_Down)
    assert shown.current() == 100_010  # the heading between was no stop
    QTest.keyClick(shown, Qt.Key.Key_Up)
    assert shown.current() == 100_009
    QTest.keyClick(shown, Qt.Key.Key_PageDown)
    assert shown.current() not in (None, 100_009)
    assert shown.visualRect(shown.currentIndex()).intersects(shown.viewport().rect())


def test_a_click_takes_the_row_below_it_and_no_heading(shown: LongList, qtbot: QtBot) -> None:
    opened: list[object] = []
    shown.opened.connect(opened.append)
    third = shown.long_rows.index_of(100_002)
    place = shown.visualRect(third).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (shown.current(), opened) == (100_002, [100_002])
    heading = shown.visualRect(shown.long_rows.index(0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert (shown.current(), opened) == (100_002, [100_002])


def test_every_row_lies_where_it_is_found(shown: LongList) -> None:
    for place in (0, 1, 10, 11, 12, 2999, 3002, 3003, COUNT + 2):
        shown.scrollTo(shown.long_rows.index(place))
        box = shown.visualRect(shown.long_rows.index(place))
        assert shown.viewport().rect().contains(box)
        assert shown.indexAt(box.center()).row() == place


def test_new_rows_keep_the_current_one_and_say_what_is_new(shown: LongList, shelf: Shelf) -> None:
    shown.set_current(103_000)
    at = shown.verticalScrollBar().value()
    shelf.words = "Changed"
    shown.set_source(shelf.rows())
    assert shown.current() == 103_000
    assert shown.verticalScrollBar().value() == at
    assert shown.currentIndex().data() == "Changed 103000, below"


def test_a_list_that_becomes_short_is_an_ordinary_one(shown: LongList, shelf: Shelf) -> None:
    shown.set_current(100_005)
    shown.set_source(shelf.rows(20, (0,)))
    assert not shown.is_long
    assert shown.current() == 100_005
    assert [row.title for row in shown.rows.rows()][:2] == ["Group of Thing 100000", "Thing 100000"]
    shown.set_source(shelf.rows())
    assert shown.is_long
    assert shown.current() == 100_005


# --- the pages over a file that answers in the background -----------------------------------------


@pytest.fixture
def large(
    qtbot: QtBot, tmp_path: Path, clock: FixedClock, look: Theme, settings: QSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:  # fmt: skip
    """Return the window on 120 sessions, counted as large."""
    monkeypatch.setattr(workspace_module, "LARGE_BYTES", 0)
    path = tmp_path / "large.facilitator"
    write_huge_file(path, clock, Size(sessions=120, open_actions=600))
    space = Workspace(clock)
    window = MainWindow(space, settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    assert window.open_engagement(path)
    yield window
    window.jobs.shut_down()
    space.close()


def _settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.running(), timeout=20_000)


def test_a_long_action_list_follows_a_change_and_its_undo(large: MainWindow, qtbot: QtBot) -> None:
    """A2: the row says at once what it became; view, words and undo as in a short list."""
    large.go("actions")
    _settled(qtbot, large)
    page = large.page("actions")
    assert isinstance(page, ActionsPage)
    assert page.list.is_long
    wanted = action_list(large.workspace.reader, "person").ids
    assert page.list.long_rows.rowCount() > len(wanted) > 400
    row_id = next(
        each for each in wanted
        if large.workspace.reader.value("SELECT state FROM action WHERE id = ?", (each,)) == "asked"
    )  # fmt: skip
    page.list.set_current(row_id)
    large.workspace.run(verbs.advance_action, row_id)
    assert "Promised" in str(page.list.currentIndex().data())
    large.workspace.undo()
    assert "Asked" in str(page.list.currentIndex().data())
    _settled(qtbot, large)
    assert page.list.current() == row_id
    page.words.setText("zzz")
    _settled(qtbot, large)
    assert page.list.isHidden()
    page.words.clear()
    _settled(qtbot, large)
    assert page.list.long_rows.rowCount() > 400


def test_a_large_file_shows_its_log_and_home_page_when_they_come(
    large: MainWindow, qtbot: QtBot
) -> None:
    """D5, E5."""
    _settled(qtbot, large)
    assert large.page("together").primary.text().startswith("Prepare session")  # type: ignore[attr-defined]
    large.go("decisions")
    _settled(qtbot, large)
    page = large.page("decisions")
    assert isinstance(page, DecisionsPage)
    wanted = page.log.current()
    assert wanted is not None
    page.tabs.set_current("open")
    page.tabs.chosen.emit("open")
    _settled(qtbot, large)
    assert page.log.current() is not None


def test_a_large_file_shows_its_newest_sessions_when_they_come(
    large: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E5: older ones and the one that is looked for come as well, and a new one is selected."""
    monkeypatch.setattr("ui.pages.sessions.FEW", 20)
    reader = large.workspace.reader
    oldest = reader.value("SELECT id FROM session ORDER BY starts_local")
    large.go("sessions")
    page = large.page("sessions")
    assert isinstance(page, SessionsPage)
    assert not page._rows
    assert page.primary.isHidden()
    _settled(qtbot, large)
    assert page.primary.text().startswith("Prepare ")
    assert page.older.text() == "Show 20 older sessions"
    shown = len(page._rows)
    page.older.click()
    _settled(qtbot, large)
    assert len(page._rows) == shown + 20
    large.go("sessions", session_id=oldest)
    _settled(qtbot, large)
    assert page.list.current() == oldest
    page._deeds.duplicate(page._rows[oldest])
    _settled(qtbot, large)
    assert page.list.current() == reader.value("SELECT max(id) FROM session")


def test_a_large_file_shows_what_else_waits_when_it_comes(large: MainWindow, qtbot: QtBot) -> None:
    """P5: the backlog stands at once, what stands on no agenda beside it later."""
    large.go("plan", tab="backlog")
    page = large.page("plan")
    assert isinstance(page, TabbedPage)
    tab = page.findChild(BacklogTab)
    assert tab is not None
    assert tab.list.rows.rowCount() == 60
    _settled(qtbot, large)
    assert tab.offers.current() is not None
    assert tab.offers.lead.text().endswith("stand on no agenda. Nothing moves by itself.")
