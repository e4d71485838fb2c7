"""The backlog tab through its real widgets: write, sort, edit, pull, hand up, take up (P6, E10)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from facilitator.commands import agenda, backlog, parties, series, sessions
from facilitator.domain.rule import weekly
from facilitator.queries.backlog import waiting
from facilitator.queries.home import home
from facilitator.queries.prepare import agenda as agenda_of
from facilitator.store import Store
from tests.commands.scene import Scene, play
from tests.ui.sessions.window import named
from ui.main_window import MainWindow
from ui.pages import PageSpec
from ui.pages.plan.backlog.tab import BacklogTab
from ui.pages.search.ways import way_to
from ui.theme import Theme
from ui.workspace import Workspace

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
_BLANK = "tests.ui.sessions.window:BlankPage"
PAGES = [
    PageSpec("plan", "Plan", "calendar-check", "ui.pages.plan.page:PlanPage"),
    PageSpec("prepare", "Prepare", "calendar-check", _BLANK, False),
    PageSpec("sessions", "Sessions", "calendar-blank", _BLANK),
]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Return an engagement whose working level meets every two weeks, with two requests."""
    found = play(tmp_path / "round-table.facilitator")
    work = series.new_series(
        found.store, "Working level", weekly(2), "2026-06-23T10:00", level="working"
    )
    sessions.set_session(found.store, found.planned, series_id=work)
    backlog.add_request(found.store, "A second domain", party_id=found.marketing, series_id=work)
    found.clock.advance(days=35)
    last = backlog.add_request(found.store, "Who sees the log?", party_id=found.security)
    agenda.set_item(found.store, last, length_s=300)
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
def tab(window: MainWindow) -> BacklogTab:
    window.go("plan", tab="backlog")
    found = window.findChild(BacklogTab)
    assert found is not None
    QApplication.processEvents()
    return found


def _titles(tab: BacklogTab) -> list[str]:
    return [row.title for row in tab.list.rows.rows()]


def _in_file(store: Store) -> list[str]:
    return [each.item.title for each in waiting(store)]


def _action(menu: QMenu, words: str) -> QAction:
    """Return the action of a menu, or of a menu in it, whose words begin so."""
    for action in menu.actions():
        if action.text().startswith(words):
            return action
        inner = action.menu()
        if isinstance(inner, QMenu):
            for each in inner.actions():
                if each.text().startswith(words):
                    return each
    raise AssertionError([action.text() for action in menu.actions()])


def test_a_row_says_who_asked_and_how_long_it_waits(tab: BacklogTab) -> None:
    """P6: side, estimate, age."""
    first, second = tab.list.rows.rows()
    assert "Marketing asked · explore · waiting 5 weeks · Working level" in first.second
    assert "Security asked · explore · new today · any series" in second.second
    assert (first.trailing, second.trailing) == ("10 min", "5 min")


def test_minutes_are_counted_for_each_side(tab: BacklogTab) -> None:
    """P6: a balance as counts."""
    assert tab.balance.accessibleName() == "Security 1, 5 min. Marketing 1, 10 min"


def test_one_line_writes_a_request_of_a_side(qtbot: QtBot, tab: BacklogTab, scene: Scene) -> None:
    """P6: and it is what is open then."""
    tab.by.set_current(scene.marketing)
    qtbot.keyClicks(tab.new, "May we test at night?")
    qtbot.keyClick(tab.new, Key.Key_Return)
    assert _in_file(scene.store)[-1] == "May we test at night?"
    assert tab.editor.title_edit.text() == "May we test at night?"
    assert tab.new.text() == ""


def test_orders_and_sides_show_what_is_asked_for(tab: BacklogTab, scene: Scene) -> None:
    """P6: sorted by minutes, by side, of one side."""
    tab.order.set_current("minutes")
    tab.order.chosen.emit("minutes")
    assert _titles(tab) == ["Who sees the log?", "A second domain"]
    tab.order.set_current("side")
    tab.order.chosen.emit("side")
    assert _titles(tab) == ["Security", "Who sees the log?", "Marketing", "A second domain"]
    tab.side.set_current(scene.marketing)
    tab.side.chosen.emit(scene.marketing)
    assert _titles(tab) == ["Marketing", "A second domain"]


def test_alt_and_arrows_put_it_in_our_order(qtbot: QtBot, tab: BacklogTab, scene: Scene) -> None:
    """P6: by keyboard; in another order it says why not."""
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Key.Key_Down, Alt)
    assert _in_file(scene.store) == ["Who sees the log?", "A second domain"]
    tab.order.set_current("age")
    tab.order.chosen.emit("age")
    qtbot.keyClick(tab.list, Key.Key_Up, Alt)
    assert _in_file(scene.store) == ["Who sees the log?", "A second domain"]


def test_what_is_typed_is_saved_on_the_request_it_was_typed_for(
    qtbot: QtBot, tab: BacklogTab, scene: Scene, window: MainWindow
) -> None:
    """E1: also when another one is picked before the pause is over."""
    qtbot.keyClicks(tab.editor.papers, "the report")
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Key.Key_Down)
    window.drafts.flush()
    first, second = [each.item for each in waiting(scene.store)]
    assert (first.papers_wanted, second.papers_wanted) == ("the report", "")
    assert tab.editor.papers.text() == ""


def test_a_session_is_chosen_by_its_minutes_and_the_request_moves(
    tab: BacklogTab, scene: Scene, window: MainWindow
) -> None:
    """P6: the length is shown before anything moves; one undo brings it back."""
    later = sessions.new_session(scene.store, "Later", "2026-08-11T10:00")
    tab.load()
    item = tab.editor.item_id
    assert item is not None
    _action(tab.deeds.item_menu(item), "Tue 11 Aug  Later  0 → 10 of 60 min").trigger()
    assert [each.title for each in agenda_of(scene.store, later)] == ["A second domain"]
    assert _in_file(scene.store) == ["Who sees the log?"]
    window.undo()
    assert _in_file(scene.store) == ["A second domain", "Who sees the log?"]


def test_duplicating_differs_from_moving(tab: BacklogTab, scene: Scene) -> None:
    """P5, P6: both wait then, the copy with an age of its own."""
    item = tab.editor.item_id
    assert item is not None
    _action(tab.deeds.item_menu(item), "Duplicate: a second one waits too").trigger()
    found = waiting(scene.store)
    assert [(each.item.title, each.days) for each in found] == [
        ("A second domain", 35), ("Who sees the log?", 0), ("A second domain", 0),
    ]  # fmt: skip


def test_delete_takes_it_away_and_goes_on_with_the_next(
    qtbot: QtBot, tab: BacklogTab, scene: Scene
) -> None:
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Key.Key_Delete)
    assert _in_file(scene.store) == ["Who sees the log?"]
    assert tab.editor.title_edit.text() == "Who sees the log?"


def test_one_key_takes_up_what_else_waits(qtbot: QtBot, tab: BacklogTab, scene: Scene) -> None:
    """P5, P6: parked points, concerns and the rest are offered; nothing moves by itself."""
    offered = {row.title for row in tab.offers.list.rows.rows()}
    assert {"Call centre view", "We cannot prove consent"} <= offered
    parked = next(row.key for row in tab.offers.list.rows.rows() if row.title == "Call centre view")
    tab.offers.list.set_current(parked)
    tab.offers.list.setFocus()
    qtbot.keyClick(tab.offers.list, Key.Key_B)
    assert "Call centre view" in _in_file(scene.store)
    assert "Call centre view" not in {row.title for row in tab.offers.list.rows.rows()}


def test_a_request_is_handed_up_and_the_menu_tells_what_is_missing_first(
    tab: BacklogTab, scene: Scene
) -> None:
    """E10: with one series it offers to make the level."""
    item = tab.editor.item_id
    assert item is not None
    assert not _action(
        tab.deeds.item_menu(item), "There is no series of leadership yet."
    ).isEnabled()
    assert _action(tab.deeds.item_menu(item), "New series for that level").isEnabled()
    series.new_series(scene.store, "Leadership", weekly(4), "2026-07-23T10:00", level="leadership")
    _action(tab.deeds.item_menu(item), "Backlog of Leadership").trigger()
    (row,) = [each for each in waiting(scene.store) if each.item.id == item]
    assert (row.series, row.item.came_from_reason) == ("Leadership", "handed_up Working level")


def test_a_read_only_file_shows_it_and_changes_nothing(
    qtbot: QtBot, tab: BacklogTab, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(window.workspace), "read_only", property(_yes))
    tab.load()
    assert tab.new.isReadOnly()
    assert not tab.editor.put.isEnabled()
    assert "read-only" in tab.editor.put.toolTip()
    assert not tab.offers.keep.isEnabled()
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Key.Key_Delete)
    assert len(_titles(tab)) == 2


def _yes(_workspace: Workspace) -> bool:
    return True


def test_four_sides_fit_and_each_is_counted(tab: BacklogTab, scene: Scene) -> None:
    for name in ("Legal", "Service"):
        parties.add_party(scene.store, name)
    tab.load()
    assert tab.balance.accessibleName().count(" min") == 4
    assert named(tab, "backlog-side").isVisible()


def test_what_is_found_in_the_backlog_leads_there(tab: BacklogTab, scene: Scene) -> None:
    """P6, E4: with the request open, whatever side was shown before."""
    tab.side.set_current(scene.marketing)
    tab.side.chosen.emit(scene.marketing)
    wanted = waiting(scene.store)[1].item.id
    found = home(scene.store, "item", wanted)
    assert found is not None
    page, target = way_to(found)
    assert page == "plan"
    tab.shell.go(page, **target)
    QApplication.processEvents()
    assert tab.editor.title_edit.text() == "Who sees the log?"
