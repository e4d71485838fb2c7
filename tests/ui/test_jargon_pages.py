"""The radar on its pages: notes, agenda item, decision; what is collected while somebody types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from tests.ui.places import open_whole_window, settle, show
from ui.main_window import MainWindow
from ui.pages.decisions.proposal import ProposalDialog
from ui.theme import Theme

COLLECTED = "SELECT group_concat(word) FROM unknown_word WHERE word LIKE 'QZ%'"


@pytest.fixture
def window(
    qtbot: QtBot, look: Theme, settings: QSettings, clock: FixedClock, tmp_path: Path
) -> Iterator[MainWindow]:
    window = open_whole_window(tmp_path, settings, clock)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    yield window
    window.workspace.close()


def _field(window: MainWindow, name: str) -> QLineEdit | QPlainTextEdit | QTextEdit:
    found = [
        each
        for each in window.page(window.page_id).findChildren(QWidget, name)
        if each.isVisible() and isinstance(each, QLineEdit | QPlainTextEdit | QTextEdit)
    ]
    assert len(found) == 1, name
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    found[0].setFocus()
    return found[0]


def _collected(window: MainWindow) -> str | None:
    value = window.workspace.reader.value(COLLECTED)
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("place", "name"),
    [("run", "notes"), ("run", "outcome"), ("an agenda item", "item-text"),
     ("an agenda item", "item-wanted"), ("a proposed decision", "decision-because"),
     ("a proposed decision", "consideration-security")],
)  # fmt: skip
def test_an_unknown_abbreviation_is_collected_with_the_typing_and_goes_with_it(
    window: MainWindow, place: str, name: str
) -> None:
    """L4, U1: a word that is not whole yet waits; one undo takes typing and word."""
    show(window, place)
    edit = _field(window, name)
    edit.selectAll()
    QTest.keyClicks(edit, "The QZX")
    window.drafts.flush()
    assert _collected(window) is None
    QTest.keyClicks(edit, "Y knows ")
    window.drafts.flush()
    assert _collected(window) == "QZXY"
    window.workspace.undo()
    assert _collected(window) is None


def test_the_last_word_is_collected_when_the_field_is_left(window: MainWindow) -> None:
    """L4."""
    show(window, "run")
    edit = _field(window, "notes")
    QTest.keyClicks(edit, " ask QZXY")
    window.drafts.flush()
    _field(window, "capture-line")
    settle()
    assert _collected(window) == "QZXY"


@pytest.mark.parametrize("name", ["item-private", "item-prompt"])
def test_what_is_for_the_facilitator_alone_leaves_no_word(window: MainWindow, name: str) -> None:
    """S2, L4: sealed text never reaches a shared table."""
    show(window, "an agenda item")
    opener = {"item-private": "show-private", "item-prompt": "item-more"}[name]
    button = window.page("prepare").findChild(QWidget, opener)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    QTest.keyClicks(_field(window, name), "The QZXY knows (Quick Zebra X-ray Yes) all ")
    window.drafts.flush()
    settle()
    assert _collected(window) is None


def test_a_sealed_line_has_no_dots_and_leaves_no_word(window: MainWindow) -> None:
    """S4, L4."""
    show(window, "run")
    line = _field(window, "capture-line")
    QTest.keyClicks(line, "// the QZXY and the suppression list")
    settle()
    assert line.accessibleDescription() == ""
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert _collected(window) is None


@pytest.mark.parametrize(
    ("place", "name"),
    [("run", "notes"), ("run", "capture-line"), ("a proposed decision", "decision-wording")],
)
def test_the_strip_explains_the_word_and_one_key_inserts_it(
    window: MainWindow, place: str, name: str
) -> None:
    """L3: in the palette too; the keyboard stays in the field."""
    show(window, place)
    edit = _field(window, name)
    edit.selectAll()
    QTest.keyClicks(edit, "the suppression list")
    QTest.qWait(80)
    strips = [
        each
        for each in window.page(window.page_id).findChildren(QWidget, "jargon-strip")
        if each.isVisible()
    ]
    assert len(strips) == 1
    command = window.commands.get("jargon.insert")
    assert command is not None
    assert command.is_enabled()
    QTest.keyClick(edit, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    words = edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()
    assert words.startswith("the suppression list (people who")
    assert QApplication.focusWidget() is edit


def test_the_words_of_an_option_are_watched_also_when_its_row_is_built_anew(
    window: MainWindow,
) -> None:
    """L3, L4: every text of a decision is read; rows that are gone leave nothing behind."""
    show(window, "a proposed decision")
    edit = _field(window, "new-option")
    for words in ("Ask the QZA team ", "Ask the QZB team "):
        edit.setFocus()
        QTest.keyClicks(edit, words)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        settle()
    option = next(
        each for each in _named(window, "Option") if each.text().startswith("Ask the QZA")
    )
    option.setFocus()
    option.end(False)
    QTest.keyClicks(option, " or QZC ")
    window.drafts.flush()
    assert "QZC" in (_collected(window) or "")


def test_what_a_decision_means_to_a_side_is_watched_while_it_is_written(
    window: MainWindow,
) -> None:
    """L3, D4: one key inserts the plain words here too."""
    untold = window.workspace.reader.value(
        "SELECT id FROM decision WHERE state = 'agreed'"
        " AND id NOT IN (SELECT about_id FROM sayback WHERE about_id IS NOT NULL)"
    )
    window.go("decisions", decision_id=untold)
    settle()
    edit = next(
        each
        for each in window.page("decisions").findChildren(QPlainTextEdit, "means-words")
        if each.isVisible()
    )
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    edit.setFocus()
    QTest.keyClicks(edit, "We compare the CDP")
    settle()
    QTest.keyClick(edit, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert edit.toPlainText().startswith("We compare the CDP (")


def test_a_proposal_is_watched_where_it_is_built(window: MainWindow) -> None:
    """L3, E2: its words, and how it meets a concern."""
    show(window, "a proposed decision")
    decision = window.workspace.reader.value("SELECT id FROM decision WHERE state = 'proposed'")
    dialog = ProposalDialog(window.workspace, window, decision)
    dialog.show()
    settle()
    dialog.exact.setPlainText("The QZX is bought.")
    window.drafts.flush()
    assert _collected(window) == "QZX"
    met = next(iter(dialog.fields.values()))
    met.words.setPlainText("The QZY sees to it.")
    window.drafts.flush()
    assert set((_collected(window) or "").split(",")) == {"QZX", "QZY"}
    dialog.close()


def _named(window: MainWindow, name: str) -> list[QLineEdit]:
    page = window.page(window.page_id)
    return [each for each in page.findChildren(QLineEdit) if each.accessibleName() == name]


def test_a_word_in_the_voice_of_a_side_is_asked_of_that_side(window: MainWindow) -> None:
    """L4: what a side says of a decision in its own words is its own."""
    show(window, "a proposed decision")
    edit = _field(window, "consideration-security")
    assert isinstance(edit, QPlainTextEdit | QTextEdit)
    edit.setPlainText("The QZX allows it, now.")
    window.drafts.flush()
    short = window.workspace.reader.value(
        "SELECT p.short_name FROM unknown_word u JOIN party p ON p.id = u.party_id"
        " WHERE u.word = 'QZX'"
    )
    assert short == "Security"
