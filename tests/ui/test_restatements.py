"""The restatement loop on a decision and primers, through the real widgets (D4, L8)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.queries.primers import primers
from facilitator.queries.questions import questions_about
from facilitator.queries.saybacks import restatements
from ui.dialogs.words_form import WordsDialog
from ui.main_window import MainWindow
from ui.pages.decisions.page import DecisionsPage
from ui.pages.decisions.restatements import RestatementCard
from ui.pages.prepare.page import PreparePage
from ui.widgets.buttons import LinkButton


@pytest.fixture
def page(demo_window: MainWindow) -> DecisionsPage:
    demo_window.go("decisions", decision_id=_decision(demo_window, 20))
    found = demo_window.page("decisions")
    assert isinstance(found, DecisionsPage)
    return found


def _decision(window: MainWindow, n: int) -> int:
    return int(
        window.workspace.reader.value(
            "SELECT row_id FROM issued_number WHERE kind = 'decision' AND n = ?", (n,)
        )
    )


def _card(page: DecisionsPage, party: str) -> RestatementCard:
    decision = int(str(page.log.current()))
    for each in restatements(page.workspace.reader, decision):
        if each.party == party:
            return page.detail.means.card(each.party_id)
    raise AssertionError(party)


def _seconds(page: DecisionsPage) -> dict[str, str]:
    return {row.number: row.second for row in page.log.rows.rows() if not row.is_heading}


def test_the_log_says_as_an_exception_who_has_not_said_it_back(page: DecisionsPage) -> None:
    """D4."""
    seconds = _seconds(page)
    assert seconds["D-2026-020"] == "Marketing has not said it back"
    assert seconds["D-2026-019"] == ""
    told = [text for text in seconds.values() if "said it back" in text]
    assert len(told) == 2, "what was agreed last, and what was begun"


def test_a_side_says_it_once_more_and_the_other_confirms(page: DecisionsPage, qtbot: QtBot) -> None:
    """D4: an agreed decision stays; its restatement is written beside it."""
    card = _card(page, "Marketing")
    assert card.wrong.isVisible()
    QTest.keyClicks(card.edit, "Nothing goes out, the voucher included")
    QTest.keyClick(card.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert card.words.text() == "“Nothing goes out, the voucher included”"
    assert not card.wrong.isVisible()
    qtbot.mouseClick(card.yes, Qt.MouseButton.LeftButton)
    assert page.detail.means.sum.text() == "Both restatements confirmed by the other side, 30 Jun"
    assert _seconds(page)["D-2026-020"] != "Marketing has not said it back"


def test_a_mismatch_opens_a_question_that_is_shown_there(
    page: DecisionsPage, demo_window: MainWindow
) -> None:
    """D4."""
    page.open_target(decision_id=_decision(demo_window, 21))
    decision = int(str(page.log.current()))
    card = _card(page, "Security")
    QTest.keyClicks(card.edit, "We meet every week")
    card.press_keep()
    card._on_no()
    dialog = demo_window.findChild(WordsDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.words, "Every four weeks")
    dialog.confirm.click()
    assert card.wrong.text() == "Marketing agreed to something else: “Every four weeks”"
    asked = questions_about(page.workspace.reader, "decision", decision)
    assert len(asked) == 1
    link = next(
        each for each in page.detail.means.findChildren(LinkButton)
        if each.accessibleIdentifier() == "means-question"
    )  # fmt: skip
    link.click()
    assert demo_window.page_id == "language"
    assert demo_window.page("language").place() == {"tab": "questions", "question_id": asked[0].id}


@pytest.fixture
def prepare(demo_window: MainWindow) -> PreparePage:
    session = demo_window.workspace.reader.value("SELECT id FROM session WHERE state = 'planned'")
    demo_window.go("prepare", session_id=session)
    found = demo_window.page("prepare")
    assert isinstance(found, PreparePage)
    found.side.show_tab("primer")
    return found


def test_a_primer_is_typed_where_it_stands_and_becomes_an_item(
    prepare: PreparePage, qtbot: QtBot
) -> None:
    """L8."""
    session = int(str(prepare.place()["session_id"]))
    panel = prepare.side.primer
    before = primers(prepare.workspace.reader, session)
    panel._add_named("k-anonymity")
    found = primers(prepare.workspace.reader, session)
    assert len(found) == len(before) + 1
    assert found[-1].term_id is not None, "the glossary has it"
    assert found[-1].text
    card = panel._cards[found[-1].id]
    card.text_edit.setFocus()
    card.text_edit.selectAll()
    QTest.keyClicks(card.text_edit, "At least k look the same")
    prepare.shell.drafts.flush()
    assert primers(prepare.workspace.reader, session)[-1].text == "At least k look the same"
    qtbot.mouseClick(card.agenda, Qt.MouseButton.LeftButton)
    first = prepare.agenda.items()[0]
    assert (first.title, first.length_s) == ("k-anonymity", 300)
    assert card.agenda.text() == "On the agenda"


def test_what_an_item_takes_for_granted_is_asked_without_a_name(prepare: PreparePage) -> None:
    """L8."""
    item = prepare.agenda.items()[1].id
    prepare.agenda.unfold(item)
    prepare.agenda.editor.more_button.click()
    box = prepare.agenda.editor.granted
    QTest.keyClicks(box.words, "What is an opt-out?")
    QTest.keyClick(box.words, Qt.Key.Key_Return)
    found = questions_about(prepare.workspace.reader, "item", item)
    assert [(each.text, each.is_nameless, each.asker.name) for each in found] == [
        ("What is an opt-out?", True, "")
    ]
    assert box.words.text() == ""
    assert box.asked.text() == "1 question asked"


def test_the_text_of_a_primer_is_whole_without_a_scroll_bar_of_its_own(
    prepare: PreparePage, qtbot: QtBot
) -> None:
    """L8, U1."""
    cards = list(prepare.side.primer._cards.values())
    assert cards
    for card in cards:
        qtbot.waitUntil(lambda card=card: card.text_edit.verticalScrollBar().maximum() == 0)
        assert card.text_edit.height() >= card.text_edit.sizeHint().height()
