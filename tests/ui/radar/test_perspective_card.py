"""The perspective card while an item is prepared: concerns, words to explain, a proposal (E2)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from facilitator.commands import agenda, concerns, parties
from facilitator.queries.engagement import parties as table
from facilitator.queries.perspectives import strange_words
from facilitator.queries.prepare import agenda as items_of
from facilitator.queries.proposals import proposal_of_item
from ui.main_window import MainWindow
from ui.pages.decisions.proposal import ProposalDialog
from ui.pages.prepare.page import PreparePage
from ui.pages.prepare.perspective import PerspectiveCard


@pytest.fixture
def item(demo_window: MainWindow) -> int:
    """Return “Server-side set-up: which 19 tags were ordered?”, asked by Marketing, unfolded."""
    reader = demo_window.workspace.reader
    planned = int(reader.value("SELECT id FROM session WHERE state = 'planned'"))
    found = next(each.id for each in items_of(reader, planned) if "19 tags" in each.title)
    demo_window.go("prepare", session_id=planned, item_id=found)
    QApplication.processEvents()
    return found


def _card(window: MainWindow) -> PerspectiveCard:
    page = window.page("prepare")
    assert isinstance(page, PreparePage)
    return page.perspective


def _told(card: PerspectiveCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_the_side_that_did_not_ask_is_shown_with_its_open_concerns(
    demo_window: MainWindow, item: int
) -> None:
    """E2, C1: Security hears it; what it waits for stands there, its own alone."""
    card = _card(demo_window)
    assert card.accessibleName() == "How Security will hear this"
    assert "If a customer asks when they said yes, we do not know." in _told(card)
    marketing = table(demo_window.workspace.reader)[1].id
    concerns.new_concern(demo_window.workspace.store, "Not ours", party_id=marketing)
    QApplication.processEvents()
    assert "Not ours" not in _told(card)


def test_words_that_the_side_does_not_own_are_explained(
    qtbot: QtBot, demo_window: MainWindow, item: int
) -> None:
    """E2, L3: “tags” is Marketing's word; Security reads what it means."""
    card = _card(demo_window)
    qtbot.waitUntil(lambda: "Tag: " in _told(card), timeout=4000)
    reader = demo_window.workspace.reader
    security, marketing = (party.id for party in table(reader))
    text = "which 19 tags were ordered, and which tags stay?"
    assert [mark.word.term for mark in strange_words(reader, security, text)] == ["Tag"]
    assert strange_words(reader, marketing, text) == []


def test_an_item_of_nobody_shows_each_side_under_its_tab(
    demo_window: MainWindow, item: int
) -> None:
    """E2, E3: three sides, three tabs, also where nobody has written down how they think."""
    store = demo_window.workspace.store
    third = parties.add_party(store, "Sales")
    agenda.set_item(store, item, asked_by_party_id=None)
    QApplication.processEvents()
    card = _card(demo_window)
    assert card.many.isVisible()
    assert not card.sides.isVisible(), "three names beside each other push the agenda aside"
    card.many.set_current(third)
    card.many.chosen.emit(third)
    assert card.accessibleName() == "How Sales will hear this"
    assert card.open_party.isVisible()


def test_a_proposal_is_built_once_for_an_item(demo_window: MainWindow, item: int) -> None:
    """E2: from Prepare; pressed again it is the same proposal."""
    card, reader = _card(demo_window), demo_window.workspace.reader
    assert proposal_of_item(reader, item) is None
    QTest.mouseClick(card.build, Qt.MouseButton.LeftButton)
    made = proposal_of_item(reader, item)
    assert made is not None
    dialog = next(d for d in demo_window.findChildren(ProposalDialog) if d.isVisible())
    assert "19 tags" in dialog.words.toPlainText()
    dialog.accept()
    QTest.mouseClick(card.build, Qt.MouseButton.LeftButton)
    assert reader.value("SELECT count(*) FROM capture WHERE item_id = ?", (item,)) == 1
