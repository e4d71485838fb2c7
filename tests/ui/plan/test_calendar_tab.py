"""The calendar tab: what it says of dates, and what is done to them by button, key and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from facilitator.commands import series as series_commands
from facilitator.commands import session_changes, sessions
from facilitator.domain.rule import weekly
from facilitator.queries.calendar import Occasion, occasions
from facilitator.store import Store
from tests.commands.scene import Scene, play
from tests.ui.sessions.window import dialog, named
from ui.dialogs.create_sessions import CreateSessionsDialog
from ui.dialogs.move_date import MoveDateDialog
from ui.dialogs.session_forms import NewSessionDialog
from ui.dialogs.words_form import WordsDialog
from ui.main_window import MainWindow
from ui.pages import PageSpec
from ui.pages.plan.calendar.tab import CalendarTab
from ui.theme import Theme
from ui.widgets.month_grid import MarkShape, Span
from ui.workspace import Workspace

Left = Qt.MouseButton.LeftButton
_BLANK = "tests.ui.sessions.window:BlankPage"
PAGES = [
    PageSpec("plan", "Plan", "calendar-check", "ui.pages.plan.page:PlanPage"),
    PageSpec("prepare", "Prepare", "calendar-check", _BLANK, False),
    PageSpec("run", "Run", "play", _BLANK, False),
    PageSpec("minutes", "Minutes", "file-text", _BLANK, False),
]
FREE = date(2026, 8, 4)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Return an engagement that meets every two weeks on Tuesday; 21 July is planned."""
    found = play(tmp_path / "round-table.facilitator")
    series_id = series_commands.new_series(
        found.store, "Round table", weekly(2), "2026-06-23T10:00", place="Room 4"
    )
    sessions.set_session(found.store, found.planned, series_id=series_id)
    found.clock.advance(days=7)
    yield found
    found.store.close()


@pytest.fixture
def window(qtbot: QtBot, look: Theme, settings: QSettings, scene: Scene) -> Iterator[MainWindow]:
    space = Workspace(scene.clock)
    found = MainWindow(space, settings, PAGES)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    space.adopt(scene.store)
    found.show()
    yield found
    found.drafts.flush()


@pytest.fixture
def tab(window: MainWindow) -> CalendarTab:
    window.go("plan", tab="calendar")
    found = window.findChild(CalendarTab)
    assert found is not None
    QApplication.processEvents()
    return found


def _words(tab: CalendarTab) -> list[str]:
    return [row.words() for row in tab.list.rows.rows() if not row.is_heading]


def _at(store: Store, day: date) -> list[Occasion]:
    return occasions(store, day, day)


def _choose(tab: CalendarTab, day: date) -> None:
    tab.grid.set_day(day)
    tab._show()


def _confirm(qtbot: QtBot, kind: type[QDialog]) -> None:
    qtbot.mouseClick(named(dialog(kind), "confirm"), Left)
    QApplication.processEvents()


# --- what is said -------------------------------------------------------------------------------


def test_the_list_says_what_the_months_show(tab: CalendarTab) -> None:
    """K2, U3: every mark has its row, with day, time, number, title and state."""
    words = _words(tab)
    assert any("Tue 21 Jul" in line and "2026/02" in line and "planned" in line for line in words)
    assert any("Tue 7 Jul" in line and "not planned yet" in line for line in words)
    shown = {
        mark.key
        for marks in tab.grid._marks.values()
        for mark in marks
        if tab.grid.window_shown.holds(mark.day)
    }
    listed = {row.key for row in tab.list.rows.rows() if not row.is_heading}
    assert shown == listed


def test_it_opens_on_what_comes_next(tab: CalendarTab) -> None:
    assert tab.grid.day() == date(2026, 7, 7)
    assert named(tab, "date-create").isEnabled()


def test_the_year_lists_the_year(qtbot: QtBot, tab: CalendarTab) -> None:
    tab.grid.set_span(Span.YEAR)
    assert len(_words(tab)) > 10
    assert tab.months.heading.text() == "2026"


def test_a_time_in_another_zone_is_said_in_both(tab: CalendarTab, scene: Scene) -> None:
    sessions.set_session(
        scene.store, scene.planned, starts_local="2026-07-21T10:00", zone="Europe/London"
    )
    QApplication.processEvents()
    found = [line for line in _words(tab) if "2026/02" in line]
    assert "10:00 in Europe/London, 11:00 in Europe/Berlin" in found[0]


def test_a_session_without_the_facilitator_says_so(
    qtbot: QtBot, tab: CalendarTab, scene: Scene
) -> None:
    """K1."""
    _choose(tab, date(2026, 6, 23))
    qtbot.mouseClick(named(tab, "date-without"), Left)
    held = [line for line in _words(tab) if "2026/01" in line]
    assert "Held without the facilitator" in held[0]
    assert tab.grid.marks_on(date(2026, 6, 23))[0].badge == "user-minus"


# --- what is done -------------------------------------------------------------------------------


def test_enter_on_a_free_time_plans_its_session(
    qtbot: QtBot, tab: CalendarTab, scene: Scene
) -> None:
    _choose(tab, FREE)
    assert tab.grid.marks_on(FREE)[0].shape is MarkShape.FAINT
    qtbot.keyClick(tab.grid, Qt.Key.Key_Return)
    found = _at(scene.store, FREE)[0]
    assert (found.state, found.place) == ("planned", "Room 4")
    assert tab.grid.marks_on(FREE)[0].shape is MarkShape.RING


def test_enter_on_a_session_opens_it(qtbot: QtBot, tab: CalendarTab, window: MainWindow) -> None:
    _choose(tab, date(2026, 7, 21))
    qtbot.keyClick(tab.grid, Qt.Key.Key_Return)
    assert window.page_id == "prepare"


def test_m_moves_a_session_with_its_reason(qtbot: QtBot, tab: CalendarTab, scene: Scene) -> None:
    _choose(tab, date(2026, 7, 21))
    qtbot.keyClick(tab.grid, Qt.Key.Key_M)
    form = dialog(MoveDateDialog)
    assert isinstance(form, MoveDateDialog)
    form.day.edit.setText("22 Jul 2026")
    form.time.edit.setText("2pm")
    form.reason.setText("Nadia is away")
    _confirm(qtbot, MoveDateDialog)
    found = _at(scene.store, date(2026, 7, 22))[0]
    assert (found.starts_local, found.reason) == ("2026-07-22T14:00", "Nadia is away")
    assert tab.grid.day() == date(2026, 7, 22)
    assert tab.grid.marks_on(date(2026, 7, 21))[0].shape is MarkShape.LEFT
    assert any("moved from Tue 21 Jul" in line for line in _words(tab))


def test_a_time_the_clocks_skip_is_said_in_the_form(
    qtbot: QtBot, tab: CalendarTab, scene: Scene
) -> None:
    _choose(tab, FREE)
    qtbot.mouseClick(named(tab, "date-move"), Left)
    form = dialog(MoveDateDialog)
    assert isinstance(form, MoveDateDialog)
    form.day.edit.setText("28 Mar 2027")
    form.time.edit.setText("02:30")
    _confirm(qtbot, MoveDateDialog)
    assert "clocks" in form.time.below.text()
    assert _at(scene.store, FREE)[0].state == "free"
    form.reject()


def test_shift_and_an_arrow_move_without_asking_and_undo_brings_it_back(
    qtbot: QtBot, tab: CalendarTab, scene: Scene
) -> None:
    """The keyboard twin of dragging (U3, U1)."""
    _choose(tab, FREE)
    qtbot.keyClick(tab.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert _at(scene.store, FREE) == []
    assert _at(scene.store, date(2026, 8, 5))[0].state == "moved"
    qtbot.keyClick(tab.grid, Qt.Key.Key_R)
    assert _at(scene.store, FREE)[0].state == "free"
    assert tab.grid.day() == FREE
    scene.store.undo()
    assert _at(scene.store, date(2026, 8, 5))[0].state == "moved"


def test_dragging_asks_for_time_and_reason(tab: CalendarTab, scene: Scene) -> None:
    _choose(tab, FREE)
    tab.grid.move_asked.emit(tab.grid.marks_on(FREE)[0].key, date(2026, 8, 6), True)
    form = dialog(MoveDateDialog)
    assert isinstance(form, MoveDateDialog)
    assert form.day.value() == date(2026, 8, 6)
    form.reject()


def test_skipping_asks_why_and_is_taken_back(qtbot: QtBot, tab: CalendarTab, scene: Scene) -> None:
    _choose(tab, FREE)
    qtbot.keyClick(tab.grid, Qt.Key.Key_S)
    form = dialog(WordsDialog)
    assert isinstance(form, WordsDialog)
    form.words.setText("Holidays")
    _confirm(qtbot, WordsDialog)
    found = _at(scene.store, FREE)[0]
    assert (found.state, found.reason) == ("skipped", "Holidays")
    assert not tab.card.offers("skip")
    qtbot.mouseClick(named(tab, "date-restore"), Left)
    assert _at(scene.store, FREE)[0].state == "free"


def test_a_planned_session_is_cancelled_and_planned_again(
    qtbot: QtBot, tab: CalendarTab, scene: Scene
) -> None:
    day = date(2026, 7, 21)
    _choose(tab, day)
    qtbot.keyClick(tab.grid, Qt.Key.Key_C)
    _confirm(qtbot, WordsDialog)
    assert _at(scene.store, day)[0].state == "cancelled"
    qtbot.keyClick(tab.grid, Qt.Key.Key_R)
    assert _at(scene.store, day)[0].state == "planned"


def test_next_sessions_are_previewed_and_created_as_one_step(
    qtbot: QtBot, tab: CalendarTab, scene: Scene
) -> None:
    """K2."""
    qtbot.mouseClick(tab.next, Left)
    form = dialog(CreateSessionsDialog)
    assert isinstance(form, CreateSessionsDialog)
    form.count.setValue(3)
    previewed = [row.trailing for row in form.list.rows.rows()]
    assert previewed == ["Tue 7 Jul", "Tue 4 Aug", "Tue 18 Aug"], "21 July has its session"
    before = scene.store.value("SELECT count(*) FROM session")
    _confirm(qtbot, CreateSessionsDialog)
    assert scene.store.value("SELECT count(*) FROM session") == before + 3
    scene.store.undo()
    assert scene.store.value("SELECT count(*) FROM session") == before


def test_a_session_outside_the_series_is_asked_for_on_the_chosen_day(
    qtbot: QtBot, tab: CalendarTab
) -> None:
    _choose(tab, date(2026, 7, 9))
    qtbot.keyClick(tab.grid, Qt.Key.Key_Return)
    form = dialog(NewSessionDialog)
    assert isinstance(form, NewSessionDialog)
    assert form.series.current() is None
    assert form.when.day.value() == date(2026, 7, 9)
    form.reject()


def test_a_link_chooses_the_session_or_the_time(
    tab: CalendarTab, window: MainWindow, scene: Scene
) -> None:
    session_changes.move_session(scene.store, scene.planned, "2026-12-22T10:00")
    window.go("plan", tab="calendar", session_id=scene.planned)
    assert tab.grid.day() == date(2026, 12, 22)
    current = tab.current()
    assert current is not None
    assert current.session_id == scene.planned
    window.go("plan", tab="calendar", original="2027-01-05T10:00")
    assert tab.grid.day() == date(2027, 1, 5)


def test_a_file_without_a_rhythm_says_why_nothing_is_created(
    qtbot: QtBot, look: Theme, settings: QSettings, store: Store
) -> None:
    space = Workspace(store.clock)
    window = MainWindow(space, settings, PAGES)
    qtbot.addWidget(window)
    space.adopt(store)
    window.show()
    window.go("plan", tab="calendar")
    tab = window.findChild(CalendarTab)
    assert tab is not None
    assert not tab.next.isEnabled()
    assert "rhythm" in tab.next.toolTip()
    assert "There is no rhythm yet" in tab.card.subject.text()
