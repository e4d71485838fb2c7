"""Give and take, what came and went, closing rounds and the speaking balance (A3, V8, V13)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.commands import captures, closing_rounds, parties, people
from facilitator.domain.words import CaptureKind
from facilitator.queries.reciprocity import Fate
from facilitator.queries.speaking import balance
from facilitator.store import Store
from tests.ui.places import settle
from ui.main_window import MainWindow
from ui.pages.plan.balance.speech_card import ForgetDialog, SharesBar
from ui.pages.plan.balance.tab import BalanceTab
from ui.pages.plan.page import PlanPage
from ui.pages.together.page import TogetherPage
from ui.widgets.chips import DotLabel


@pytest.fixture
def tab(demo_window: MainWindow) -> BalanceTab:
    return _shown(demo_window)


def _shown(window: MainWindow) -> BalanceTab:
    window.go("plan", tab="balance")
    settle()
    page = window.page("plan")
    assert isinstance(page, PlanPage)
    found = page.shown_tab
    assert isinstance(found, BalanceTab)
    return found


def _store(tab: BalanceTab) -> Store:
    return tab.workspace.store


def _counts(tab: BalanceTab) -> list[list[tuple[str, str]]]:
    ways = (tab.give.first, tab.give.second)
    return [[(row.title, row.trailing) for row in way.list.rows.rows()] for way in ways]


# --- give and take -------------------------------------------------------------------------------


def test_both_ways_stand_beside_each_other_as_counts(tab: BalanceTab) -> None:
    """A3: counts, not scores."""
    assert _counts(tab) == [
        [("Open", "0"), ("Waits for Marketing to accept", "1"), ("Kept in time", "8"),
         ("Kept after it slipped", "1")],
        [("Open", "5"), ("Waits for Security to accept", "0"), ("Kept in time", "5"),
         ("Kept after it slipped", "4"), ("Declined or dropped", "1")],
    ]  # fmt: skip
    assert tab.give.second.list.rows.rows()[0].second == "2 of them slipped"
    assert "%" not in str(_counts(tab))


def test_a_count_lists_its_actions_and_enter_leads_to_one(
    tab: BalanceTab, demo_window: MainWindow
) -> None:
    assert len(tab.give.behind.rows.rows()) == 5  # what is open, of the side with more of it
    late = tab.give.second.list
    late.setFocus()
    late.setCurrentIndex(late.rows.index_of(Fate.LATE))
    rows = tab.give.behind.rows.rows()
    assert len(rows) == 4
    assert rows[0].number == "A-2026-014"
    assert "was 12 May" in rows[0].second
    tab.give.behind.setFocus()
    tab.give.behind.setCurrentIndex(tab.give.behind.rows.index_of(rows[0].key))
    QTest.keyClick(tab.give.behind, Qt.Key.Key_Return)
    settle()
    assert demo_window.page_id == "actions"


def test_choosing_one_way_lets_go_of_the_other(tab: BalanceTab) -> None:
    first = tab.give.first.list
    first.setCurrentIndex(first.rows.index_of(Fate.IN_TIME))
    assert tab.give.second.list.current() is None
    assert len(tab.give.behind.rows.rows()) == 8


def test_over_time_the_lines_add_up_to_the_counts(tab: BalanceTab) -> None:
    for cut in ("session", "month"):
        tab.give.cut.set_current(cut)
        tab.give._on_cut(cut)
        lines = tab.give.table.words()
        assert len(lines) == (12 if cut == "session" else 6)
        sums = [sum(int(line[column] or 0) for line in lines) for column in range(1, 9)]
        assert sums == [10, 9, 1, 1, 14, 9, 6, 5]


def test_a_change_is_counted_at_once(tab: BalanceTab) -> None:
    store = _store(tab)
    jonas = store.value("SELECT id FROM person WHERE name LIKE 'Jonas%'")
    security = store.value("SELECT min(id) FROM party")
    captures.capture(
        store, CaptureKind.ACTION, "One more", person_id=jonas, asked_by_party_id=security
    )
    settle()
    assert _counts(tab)[1][0] == ("Open", "6")


def test_with_four_sides_any_two_can_be_chosen(tab: BalanceTab) -> None:
    store = _store(tab)
    legal = parties.add_party(store, "Legal and Compliance")
    parties.add_party(store, "Web shop")
    amira = people.add_person(store, "Amira Haddad", legal)
    marketing = store.value("SELECT id FROM party WHERE short_name = 'Marketing'")
    captures.capture(
        store, CaptureKind.ACTION, "Read it", person_id=amira, asked_by_party_id=marketing
    )
    settle()
    assert tab.give.pairs.isVisible()
    assert tab.give.pairs.count() == 6
    tab.give._on_pair((marketing, legal))
    assert tab.give.second.title.accessibleName() == "Legal and Compliance owes Marketing"
    assert _counts(tab)[1][0] == ("Open", "1")


def test_the_home_page_leads_to_it(demo_window: MainWindow) -> None:
    demo_window.go("together")
    settle()
    page = demo_window.page("together")
    assert isinstance(page, TogetherPage)
    page.waits_card.over_time.click()
    settle()
    assert demo_window.page_id == "plan"
    plan = demo_window.page("plan")
    assert isinstance(plan, PlanPage)
    assert isinstance(plan.shown_tab, BalanceTab)


# --- what came and went --------------------------------------------------------------------------


def test_the_pictures_say_the_same_as_the_table(tab: BalanceTab) -> None:
    """A painted picture is heard part by part, and stands in a table cell by cell (U3)."""
    chart = tab.turnover.charts["concern"]
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleName() == (
        "Concerns: 2026/01, 13 Jan: concerns 4 opened, 0 closed, 4 open"
    )
    tab.turnover.swap()
    lines = tab.turnover.table.words()
    assert lines[-1][0].startswith("2026/01, 13 Jan")
    assert lines[-1][7:] == ("4", "0", "4")
    assert lines[0][0] == "since the last session"
    assert tab.turnover.table.hasFocus()
    tab.turnover.swap()
    assert not tab.turnover.table.isVisible()


def test_earlier_and_later_turn_the_time_and_enter_opens_a_session(
    tab: BalanceTab, demo_window: MainWindow
) -> None:
    tab.turnover.turn(-3)
    assert tab.turnover.nothing.isVisible()
    tab.turnover.show_today()
    assert not tab.turnover.nothing.isVisible()
    chart = tab.turnover.charts["action"]
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    settle()
    assert demo_window.page_id == "minutes"


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_picture_leaves_light_and_whole(tab: BalanceTab, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"actions.{ending}"
    assert tab.turnover.save_picture("action", target, ending)
    if ending == "svg":
        text = target.read_text()
        assert "Actions opened and closed" in text
        assert "opened" in text
    else:
        image = QImage(str(target))
        assert image.width() == 2560
        assert image.pixelColor(5, 5).lightness() > 240


def test_ten_thousand_columns_are_gathered_by_month(tab: BalanceTab) -> None:
    picture = tab.turnover.picture("action", 12)
    assert picture is not None
    assert len(picture.columns) <= 12
    assert "sessions: actions" in picture.columns[-2].spoken
    assert sum(each.topics.arrived for each in picture.columns if each.topics) == 25


# --- closing rounds ------------------------------------------------------------------------------


def test_rounds_stand_by_session_and_side_with_what_was_said(tab: BalanceTab) -> None:
    """V13: over time, per side, never per person."""
    store = _store(tab)
    lines = tab.rounds.table.words()
    assert len(lines) == store.value("SELECT count(DISTINCT session_id) FROM closing_round")
    assert lines[0][0] == "2026/12, 23 Jun"
    assert lines[0][1:5] == ("yes", "yes", "yes", "partly")
    assert "Marketing: “Our busiest weeks came up last.”" in lines[0][-1]
    names = [row["name"] for row in store.all("SELECT name FROM person")]
    assert not [name for line in lines for name in names if name in " ".join(line)]
    session = store.value("SELECT max(session_id) FROM closing_round")
    party = store.value("SELECT min(id) FROM party")
    closing_rounds.set_round(store, session, party, useful="no")
    settle()
    assert tab.rounds.table.words()[0][1] == "no"


# --- who spoke -----------------------------------------------------------------------------------


def _bars(tab: BalanceTab) -> list[str]:
    return [bar.accessibleName() for bar in tab.speech.findChildren(SharesBar)]


def test_the_last_three_sessions_are_shown_together_and_each(tab: BalanceTab) -> None:
    """V8: over the last three sessions, never per person."""
    bars = _bars(tab)
    assert len(bars) == 4
    assert bars[0].startswith("The last 3 sessions together: Security ")
    assert [bar.split(",")[0] for bar in bars[1:]] == ["2026/12", "2026/11", "2026/10"]
    labels = [each.accessibleName() for each in tab.speech.findChildren(DotLabel)]
    assert len(labels) == 2


def test_what_was_counted_is_forgotten_after_a_question(tab: BalanceTab) -> None:
    store = _store(tab)
    last = balance(store).sessions[0].session_id
    label = store.undo_label
    tab.speech.ask_forget(last, "2026/12")
    settle()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ForgetDialog))
    dialog.confirm.click()
    settle()
    assert last not in [each.session_id for each in balance(store).sessions]
    assert _bars(tab)[1].startswith("2026/11")
    assert store.undo_label == label


def test_a_large_file_answers_in_the_background(
    tab: BalanceTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U4: the window never waits for a long count."""
    before = _counts(tab)
    assert not tab.is_busy
    monkeypatch.setattr("ui.workspace.LARGE_BYTES", 0)
    tab.give.first.list.set_rows([])
    tab.load()
    assert tab.is_busy
    qtbot.waitUntil(lambda: not tab.is_busy, timeout=20_000)
    assert _counts(tab) == before


def test_what_is_not_there_says_what_it_is_for(tab: BalanceTab) -> None:
    store = _store(tab)
    for table in ("closing_round", "action"):
        with store.step("Empty"):
            for row in store.all(f"SELECT id FROM {table}"):
                store.delete(table, row["id"])
    settle()
    assert tab.give.nothing.isVisible()
    assert tab.rounds.nothing.isVisible()
