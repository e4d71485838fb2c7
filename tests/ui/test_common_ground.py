"""Tensions, ranking, trade-offs, money and facts, through the real widgets on the demo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.commands import parties
from facilitator.queries.ground_hits import GROUND_KINDS
from facilitator.queries.ranking import gaps, rank_rounds, rankable_goals
from facilitator.queries.search import Hit, search
from facilitator.queries.tensions import tensions
from tests.ui.goal_tabs import dialog_of, press, tab_of
from tests.ui.places import settle
from ui.main_window import MainWindow
from ui.pages.goals.page import GoalsPage
from ui.pages.goals.ranking.tab import RankingTab
from ui.pages.goals.tensions.easing import EasingPicker
from ui.pages.goals.tensions.pair_dialog import PairDialog
from ui.pages.goals.tensions.tab import TensionsTab
from ui.pages.search.ways import open_hit

# --- tensions ----------------------------------------------------------------------------------


def test_pairs_are_read_as_a_list_hardest_first(demo_window: MainWindow) -> None:
    """G4, U3: the word of the line is said, never colour alone."""
    tab = tab_of(demo_window, "tensions", TensionsTab)
    rows = tab.list.rows.rows()
    assert rows[0].is_heading
    assert rows[0].title == "Security, Marketing"
    said = [row.words() for row in rows[1:]]
    assert said[0].startswith("Pulls hard. Security wants: Everything off until asked. Marketing")
    assert [words.split(".")[0] for words in said] == [
        "Pulls hard", "Pulls", "Eased by D-2026-017", "Eased by D-2026-006", "Eased by D-2026-014",
        "Settled by D-2026-019",
    ]  # fmt: skip


def test_the_pair_shows_both_interests_and_how_far_what_eases_it_is(
    demo_window: MainWindow,
) -> None:
    """G4."""
    detail = tab_of(demo_window, "tensions", TensionsTab).detail
    blocks = [block.accessibleName() for block in detail._blocks if block.isVisible()]
    assert blocks == [
        "Security wants, at heart: Proof of consent per customer. Withdrawal works everywhere",
        (
            "Marketing wants, at heart: More customers choose topics instead of leaving. "
            "Banner does not cost sign-ups"
        ),
    ]
    rows = detail.easing.list.rows.rows()
    assert [(row.second, row.trailing) for row in rows] == [
        ("Agreed 19 May", "D-2026-016"), ("18 days overdue, Jonas Feld", "A-2026-021"),
        ("due 10 Jul, Jonas Feld", "A-2026-024"), ("unanswered since 13 Jan", ""),
    ]  # fmt: skip


def test_arrows_go_from_pair_to_pair(demo_window: MainWindow) -> None:
    tab = tab_of(demo_window, "tensions", TensionsTab)
    tab.list.setFocus()
    first = tab.detail.title_edit.toPlainText()
    QTest.keyClick(tab.list, Qt.Key.Key_Down)
    assert tab.detail.title_edit.toPlainText() != first
    QTest.keyClick(tab.list, Qt.Key.Key_Up)
    QTest.keyClick(tab.list, Qt.Key.Key_Return)
    assert tab.detail.title_edit.hasFocus()


def test_the_pair_goes_on_the_next_agenda(demo_window: MainWindow, qtbot: QtBot) -> None:
    """G4."""
    tab = tab_of(demo_window, "tensions", TensionsTab)
    assert not tab.detail.waiting.isVisible()
    press(qtbot, tab.put)
    assert tab.detail.waiting.text() == "On the agenda of 2026/13"
    assert not tab.put.isEnabled()
    press(qtbot, tab.detail.waiting)
    assert demo_window.page_id == "prepare"
    demo_window.back()
    demo_window.undo()
    settle()
    assert tab.put.isEnabled()


def test_a_new_pair_is_made_with_the_keyboard(demo_window: MainWindow) -> None:
    """G4: free words left, then right."""
    tab = tab_of(demo_window, "tensions", TensionsTab)
    next(each for each in tab.commands() if each.id == "tension.new").run()
    dialog = dialog_of(PairDialog)
    QTest.keyClicks(dialog.left.objective, "Fewer tools")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible(), "the other side is still missing"
    QTest.keyClicks(dialog.right.objective, "fewer TOOLS")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "common ground and no tension" in dialog.problem.text()
    dialog.right.objective.setText("The tool each team knows")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert tab.detail.title_edit.toPlainText() == "Fewer tools, or The tool each team knows?"
    assert len(tensions(tab.workspace.reader)) == 7


def test_a_position_of_a_goal_fills_the_end(demo_window: MainWindow, qtbot: QtBot) -> None:
    """G4: pick left, then right, from what the sides wrote."""
    tab = tab_of(demo_window, "tensions", TensionsTab)
    press(qtbot, tab.new)
    dialog = dialog_of(PairDialog)
    assert dialog.left.position.isEnabled()
    dialog.left.position.chosen.emit(0)
    chosen = dialog.left._offered[0]
    assert dialog.left.objective.text() == chosen.words
    assert dialog.left.goal.current() == chosen.goal_id
    dialog.left.party.set_current(dialog.right.party.current())
    dialog.left.party.chosen.emit(dialog.left.party.current())
    assert dialog.left.party.current() != dialog.right.party.current()
    dialog.reject()


def test_what_eases_a_pair_is_picked_and_taken_away_by_key(demo_window: MainWindow) -> None:
    """G4."""
    tab = tab_of(demo_window, "tensions", TensionsTab)
    part = tab.detail.easing
    count = len(part.list.rows.rows())
    part.link.click()
    dialog = dialog_of(EasingPicker)
    QTest.keyClicks(dialog.words, "D-2026-019")
    assert [row.number for row in dialog.list.rows.rows()] == ["D-2026-019"]
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    rows = part.list.rows.rows()
    assert (len(rows), rows[-1].trailing) == (count + 1, "D-2026-019")
    part.list.set_current(rows[-1].key)
    QTest.keyClick(part.list, Qt.Key.Key_Delete)
    assert len(part.list.rows.rows()) == count


def test_a_state_that_changes_is_kept_in_the_history(demo_window: MainWindow) -> None:
    tab = tab_of(demo_window, "tensions", TensionsTab)
    tab.detail.state.chosen.emit("eased")
    settle()
    assert tab.detail.pill.text() == "Eased"
    told = tab.detail.history.body.itemAt(0).widget()
    assert told.text() == "30 Jun: Pulls hard → Eased"


def test_with_other_pairs_of_sides_the_parties_stand_on_the_cards(
    demo_window: MainWindow,
) -> None:
    """More than two parties: no column belongs to one of them."""
    from facilitator.commands.tensions import End, add_tension

    store = demo_window.workspace.store
    legal = parties.add_party(store, "Legal")
    security = store.value("SELECT min(id) FROM party")
    add_tension(store, End(legal, "Keep for ten years"), End(security, "Delete early"))
    tab = tab_of(demo_window, "tensions", TensionsTab)
    rows = tab.list.rows.rows()
    assert not any(row.is_heading for row in rows)
    assert "Legal wants: Keep for ten years" in " ".join(row.words() for row in rows)


# --- ranking -----------------------------------------------------------------------------------


def test_a_side_ranks_by_key_and_nobody_sees_its_order(
    demo_window: MainWindow, qtbot: QtBot
) -> None:
    """G5: while one side enters, and after, no order of another one shows."""
    tab = tab_of(demo_window, "ranking", RankingTab)
    reader = tab.workspace.reader
    (open_round, *_) = rank_rounds(reader)
    missing = next(
        row["id"] for row in reader.all("SELECT id FROM party")
        if row["id"] not in open_round.entered
    )  # fmt: skip
    assert not tab.primary.isEnabled()
    tab._on_rank(missing)
    order = [goal.id for goal in rankable_goals(reader)]
    assert [row.key for row in tab.alone.list.rows.rows()] == order, "the order of the page"
    tab.alone.list.setFocus()
    QTest.keyClick(tab.alone.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.key for row in tab.alone.list.rows.rows()][:2] == [order[1], order[0]]
    QTest.keyClick(tab.alone.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert tab.alone.list.rows.rows() == [], "nothing of the order is left on the screen"
    assert gaps(reader, open_round.id) == []
    assert tab.primary.isEnabled()
    press(qtbot, tab.primary)
    found = gaps(reader, open_round.id)
    assert len(found) == len(order)
    rows = tab.list.rows.rows()
    assert [row.key for row in rows] == [gap.goal_id for gap in found]
    assert rows[0].second.startswith("Security ")


def test_esc_and_another_page_forget_an_order_that_is_not_sealed(
    demo_window: MainWindow,
) -> None:
    tab = tab_of(demo_window, "ranking", RankingTab)
    (open_round, *_) = rank_rounds(tab.workspace.reader)
    missing = next(
        row["id"] for row in tab.workspace.reader.all("SELECT id FROM party")
        if row["id"] not in open_round.entered
    )  # fmt: skip
    tab._on_rank(missing)
    assert tab.escape()
    assert tab.alone.list.rows.rows() == []
    tab._on_rank(missing)
    demo_window.go("actions")
    settle()
    assert not tab.alone.is_under_way()
    assert tab.alone.list.rows.rows() == []
    tab_of(demo_window, "ranking", RankingTab)
    assert not tab.alone.isVisible()


# --- all of them -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(GROUND_KINDS))
def test_what_is_found_leads_to_its_place_on_the_goals_page(
    demo_window: MainWindow, kind: str
) -> None:
    """U2."""
    reader = demo_window.workspace.reader
    row_id = reader.value("SELECT max(id) FROM search_text WHERE kind = ?", (kind,))
    words = str(reader.value("SELECT body FROM search_text WHERE id = ?", (row_id,)))
    query = " ".join(words.replace("“", " ").replace("”", " ").split()[:4])
    hit = next(each for each in search(reader, query) if (each.kind, each.id) == (kind, row_id))
    assert isinstance(hit, Hit)
    assert hit.title
    open_hit(demo_window, hit)
    settle()
    page = demo_window.page("goals")
    assert isinstance(page, GoalsPage)
    place = page.place()
    assert demo_window.page_id == "goals"
    tab, name, table, column = {
        "goal_side": ("goals", "goal_id", "goal_party", "goal_id"),
        "milestone": ("goals", "goal_id", "milestone", "goal_id"),
        "tension": ("tensions", "tension_id", "tension", "id"),
        "tension_end": ("tensions", "tension_id", "tension_end", "tension_id"),
        "tradeoff": ("tradeoffs", "tradeoff_id", "tradeoff", "id"),
        "tradeoff_option": ("tradeoffs", "tradeoff_id", "tradeoff_option", "tradeoff_id"),
        "budget_line": ("money", "line_id", "budget_line", "id"),
        "agreed_fact": ("facts", "fact_id", "agreed_fact", "id"),
    }[kind]
    shown = reader.value(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,))
    assert (place["tab"], place[name]) == (tab, shown), "one thing on the tab is shown"


@pytest.mark.parametrize("name", ["tensions", "ranking", "tradeoffs", "money", "facts"])
def test_a_file_without_any_says_what_the_tab_is_for(demo_window: MainWindow, name: str) -> None:
    store = demo_window.workspace.store
    with store.step("Empty"):
        for table in ("tension", "rank_round", "tradeoff", "budget_line", "agreed_fact"):
            for row in store.all(f"SELECT id FROM {table}"):
                store.delete(table, row["id"])
    demo_window.go("goals", tab=name)
    settle()
    page = demo_window.page("goals")
    assert isinstance(page, GoalsPage)
    tab = page.tab(name)
    assert tab.nothing_card.isVisible()  # type: ignore[attr-defined]


def test_with_one_goal_the_ranking_leads_to_the_goals(demo_window: MainWindow) -> None:
    """G4, U1."""
    store = demo_window.workspace.store
    with store.step("Almost empty"):
        for table in ("rank_round", "tension", "budget_line", "agreed_fact", "tradeoff", "goal"):
            for row in store.all(f"SELECT id FROM {table} ORDER BY id")[table == "goal" :]:
                store.delete(table, row["id"])
    demo_window.go("goals", tab="ranking")
    settle()
    tab = tab_of(demo_window, "ranking", RankingTab)
    assert not tab.first.isVisible()
    assert tab.start_focus() is tab.goals
    tab.goals.click()
    assert demo_window.page("goals").place()["tab"] == "goals"
