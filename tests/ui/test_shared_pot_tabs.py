"""Trade-offs, the shared pot and agreed facts, through the real widgets on the demo."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from facilitator.commands import parties
from facilitator.queries.budget import pot
from facilitator.queries.facts import facts
from facilitator.queries.tradeoffs import tradeoffs
from tests.ui.goal_tabs import press, tab_of
from tests.ui.places import settle
from ui.main_window import MainWindow
from ui.pages.goals.facts.tab import FactsTab
from ui.pages.goals.money.tab import MoneyTab
from ui.pages.goals.tradeoffs.tab import TradeoffsTab

# --- trade-offs --------------------------------------------------------------------------------


def test_scopes_stand_side_by_side_and_one_is_chosen(demo_window: MainWindow, qtbot: QtBot) -> None:
    """G7."""
    open_sheet = next(
        each for each in tradeoffs(demo_window.workspace.reader) if each.chosen is None
    )
    tab = tab_of(demo_window, "tradeoffs", TradeoffsTab, tradeoff_id=open_sheet.id)
    cards = tab.sheet.cards()
    assert len({card.y() for card in cards[:3]}) == 1, "side by side"
    assert not tab.propose.isEnabled()
    cards[1].choice.click()
    settle()
    assert [card.choice.isChecked() for card in cards] == [False, True, False]
    assert tab.sheet.because.hasFocus()
    QTest.keyClicks(tab.sheet.because, "It tells enough")
    cards[1].cost.setFocus()
    cards[1].cost.setText("a lot")
    cards[1].cost.editingFinished.emit()
    assert "is not an amount" in cards[1].cost_field.below.text()
    cards[1].cost.setText("12k")
    cards[1].cost.editingFinished.emit()
    assert not cards[1].cost_field.below.isVisible()
    press(qtbot, tab.propose)
    assert demo_window.page_id == "decisions"
    found = next(each for each in tradeoffs(tab.workspace.reader) if each.id == open_sheet.id)
    assert (found.scopes[1].cost_cents, found.because) == (1_200_000, "It tells enough")
    assert found.decision_state == "proposed"


# --- money -------------------------------------------------------------------------------------


def test_the_pot_says_who_pays_and_what_nobody_pays(demo_window: MainWindow) -> None:
    """G2, G7."""
    tab = tab_of(demo_window, "money", MoneyTab)
    found = pot(tab.workspace.reader)
    assert tab.bar.accessibleName() == (
        "Security EUR 138,000; Marketing EUR 337,400; EUR 3,600 nobody pays yet"
    )
    said = [row.words() for row in tab.list.rows.rows()]
    assert any("EUR 3,600, 20 %, nobody pays yet" in words for words in said)
    assert sum(each.cents for each in found.parties) + found.uncovered_cents == found.cents


def test_an_amount_and_a_share_are_read_or_refused_where_they_stand(
    demo_window: MainWindow,
) -> None:
    tab = tab_of(demo_window, "money", MoneyTab)
    line = pot(tab.workspace.reader).lines[0]
    detail = tab.detail
    detail.amount.setFocus()
    detail.amount.setText("plenty")
    detail.amount.editingFinished.emit()
    assert "is not an amount" in detail.amount_field.below.text()
    detail.amount.setText("61.000")
    detail.amount.editingFinished.emit()
    assert detail.amount.text() == "EUR 61,000"
    first = next(iter(detail._rows.values()))
    first.percent.setText("140")
    first.percent.editingFinished.emit()
    assert "not a whole percent" in detail.problem.text()
    first.percent.setText("40")
    first.percent.editingFinished.emit()
    assert not detail.problem.isVisible()
    assert detail.rest.text() == "140 % is 40 % too much"
    changed = next(each for each in pot(tab.workspace.reader).lines if each.id == line.id)
    assert (changed.cents, changed.percent) == (6_100_000, 140)


def test_what_both_pay_for_becomes_one_line(demo_window: MainWindow, qtbot: QtBot) -> None:
    """G7."""
    tab = tab_of(demo_window, "money", MoneyTab)
    assert tab.overlap.text().startswith("Do both pay for the same?")
    count = len(pot(tab.workspace.reader).lines)
    before = pot(tab.workspace.reader).parties
    press(qtbot, tab.merge)
    after = pot(tab.workspace.reader)
    assert len(after.lines) == count - 1
    assert not tab.overlap_card.isVisible()
    for was, now in zip(before, after.parties, strict=True):
        assert abs(was.cents - now.cents) <= after.cents // 100, "whole percents, no more"
    demo_window.undo()
    settle()
    press(qtbot, tab.apart)
    assert not tab.overlap_card.isVisible()
    assert len(pot(tab.workspace.reader).lines) == count


# --- facts -------------------------------------------------------------------------------------


def test_a_side_accepts_the_words_and_an_edit_makes_that_stale(
    demo_window: MainWindow, qtbot: QtBot
) -> None:
    """G8."""
    waiting = next(
        each for each in facts(demo_window.workspace.reader)
        if not each.is_agreed and not each.retired_on
    )  # fmt: skip
    tab = tab_of(demo_window, "facts", FactsTab, fact_id=waiting.id)
    side = waiting.waits_for[0]
    button = tab.detail.findChild(QPushButton, f"fact-side-{side.party_id}")
    assert isinstance(button, QPushButton)
    press(qtbot, button)
    assert tab.detail.line.text() == "agreed since 30 Jun"
    tab.detail.text.setFocus()
    QTest.keyClicks(tab.detail.text, "Indeed: ")
    tab.shell.drafts.flush()
    settle()
    assert tab.detail.line.text() == "waits for Security and Marketing"


def test_the_tabs_part_facts_wording_and_what_waits(demo_window: MainWindow) -> None:
    tab = tab_of(demo_window, "facts", FactsTab)
    for key in ("fact", "wording", "waiting", "retired"):
        tab.tabs.set_current(key)
        tab.tabs.chosen.emit(key)
        shown = {row.key for row in tab.list.rows.rows() if not row.is_heading}
        assert shown == {fact.id for fact in tab._fitting(key)}
        assert shown, key


def test_four_sides_with_long_names_stay_within_the_page_of_a_fact(demo_window: MainWindow) -> None:
    """G8, U1."""
    for number in range(2):
        parties.add_party(
            demo_window.workspace.store, f"Legal and compliance of the group {number}"
        )
    tab = tab_of(demo_window, "facts", FactsTab)
    settle()
    assert "compliance of the group 1" in tab.detail.line.text()
    assert tab.detail.mapTo(tab, tab.detail.rect().topRight()).x() <= tab.width()
