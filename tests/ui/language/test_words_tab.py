"""The words of both sides, through the real widgets (L1, L2, L4)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from facilitator.commands import captures, glossary, unknown_words
from facilitator.domain.words import CaptureKind, TermRelation
from facilitator.queries.glossary import WordDetail, word_count, word_detail
from facilitator.store import Store
from ui.main_window import MainWindow
from ui.pages.language.page import LanguagePage
from ui.pages.language.words.bring import BringDialog, bring_file
from ui.pages.language.words.homes import StarterDialog
from ui.pages.language.words.picker import PickWord
from ui.pages.language.words.tab import WordsTab
from ui.widgets.rows import Row


def _tab(window: MainWindow, **target: object) -> WordsTab:
    window.go("language", **target)
    whole = window.page("language")
    assert isinstance(whole, LanguagePage)
    found = whole.tab("words")
    assert isinstance(found, WordsTab)
    QApplication.processEvents()
    return found


@pytest.fixture
def tab(demo_window: MainWindow) -> WordsTab:
    return _tab(demo_window, tab="words")


def _term(window: MainWindow, words: str) -> int:
    return int(window.workspace.reader.value("SELECT id FROM term WHERE term = ?", (words,)))


def _shown(tab: WordsTab) -> WordDetail:
    assert tab.detail.word is not None
    return tab.detail.word


def _command(tab: WordsTab, key: str) -> None:
    """Do what a key of the page does."""
    next(each for each in tab.commands() if each.shortcut == key).run()


def _entries(tab: WordsTab) -> list[Row]:
    model = tab.shelf.list.words
    return [model.data(model.index(n), 257) for n in range(model.rowCount())]  # type: ignore[misc]


def _open_dialog(kind: type[QDialog]) -> QDialog:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
    assert len(found) == 1
    return found[0]


def test_false_friends_come_first_below_a_loud_heading_with_both_meanings(tab: WordsTab) -> None:
    """L2."""
    rows = _entries(tab)
    assert (rows[0].title, rows[0].is_heading, rows[0].trailing) == (
        "One word, two things", True, "10",
    )  # fmt: skip
    friends = rows[1:11]
    assert all("Security: " in row.second and "Marketing: " in row.second for row in friends)
    assert rows[11].title == "All words"
    assert not any(row.second for row in rows[12:])


def test_a_word_shows_what_each_side_means_and_where_it_is_used(demo_window: MainWindow) -> None:
    """L1, L2."""
    tab = _tab(demo_window, term_id=_term(demo_window, "Retention"))
    assert tab.detail.term.toPlainText() == "Retention"
    assert [half.meaning.toPlainText() for half in tab.detail.halves.halves] == [
        "How long data is kept", "Keeping customers",
    ]  # fmt: skip
    assert tab.detail.halves.isVisible()
    assert tab.detail.relation.text() == "One word, two things"
    row = tab.detail.used.list.rows.rows()[0]
    tab.detail.used.list.opened.emit(row.key)
    assert demo_window.page_id in ("minutes", "prepare", "decisions")


def test_search_goes_with_the_keys_and_finds_plain_words_too(
    tab: WordsTab, demo_window: MainWindow, qtbot: QtBot
) -> None:
    """L1: / goes to the search, Down into the list, Esc empties it."""
    tab.shelf.list.setFocus()
    _command(tab, "/")
    assert demo_window.focusWidget() is tab.shelf.search
    QTest.keyClicks(tab.shelf.search, "retent")
    assert "Retention" in [row.title for row in _entries(tab)]
    assert not any(row.is_heading for row in _entries(tab))
    assert "retent" in _shown(tab).term.lower()
    QTest.keyClick(tab.shelf.search, Qt.Key.Key_Down)
    assert demo_window.focusWidget() is tab.shelf.list
    assert tab.escape()
    assert tab.shelf.search.text() == ""
    tab.shelf.search.setText("zzzz")
    assert tab.shelf.none.isVisibleTo(tab)
    assert not tab.detail.isVisibleTo(tab)


def test_what_is_typed_is_saved_and_undone(tab: WordsTab, demo_window: MainWindow) -> None:
    """U1."""
    space = demo_window.workspace
    before = _shown(tab).plain
    tab.detail.plain.setFocus()
    tab.detail.plain.selectAll()
    QTest.keyClicks(tab.detail.plain, "Quite plain")
    demo_window.drafts.flush()
    word = word_detail(space.reader, _shown(tab).id)
    assert word is not None
    assert word.plain == "Quite plain"
    space.undo()
    assert tab.detail.plain.toPlainText() == before


def test_a_new_word_stands_there_ready_to_be_typed_over(
    tab: WordsTab, demo_window: MainWindow
) -> None:
    count = word_count(demo_window.workspace.reader)
    _command(tab, "Ctrl+N")
    assert word_count(demo_window.workspace.reader) == count + 1
    assert demo_window.focusWidget() is tab.detail.term
    QTest.keyClicks(tab.detail.term, "Clean room")
    demo_window.drafts.flush()
    assert _term(demo_window, "Clean room") == _shown(tab).id
    tab.detail.term.clear()
    demo_window.drafts.flush()
    assert tab.detail.problem.isVisible()


def test_a_side_accepts_takes_back_and_has_to_look_again(
    tab: WordsTab, demo_window: MainWindow
) -> None:
    """L1: an edit of the wording makes the acceptance stale."""
    space = demo_window.workspace
    term = space.run(glossary.add_term, "Clean room", agreed_wording="a locked room for data")
    tab.open_target(term_id=term)
    side = _shown(tab).sides[0]
    tab.detail.accepting.links[side.party_id].click()
    assert _shown(tab).sides[0].standing == "accepted"
    assert tab.detail.accepting.links[side.party_id].text() == "Take back"
    tab.detail.agreed.setPlainText("a shared room")
    demo_window.drafts.flush()
    assert _shown(tab).sides[0].standing == "stale"
    assert tab.detail.accepting.links[side.party_id].text() == "Accepts it now"


def test_copy_puts_what_to_say_instead_on_the_clipboard(demo_window: MainWindow) -> None:
    tab = _tab(demo_window, term_id=_term(demo_window, "Retention"))
    lines = tab.detail.instead._lines
    assert lines[1].edit.text()
    lines[1].copy.click()
    assert QGuiApplication.clipboard().text() == lines[1].edit.text()


def test_the_relation_is_chosen_and_two_words_ask_for_the_other(
    tab: WordsTab, demo_window: MainWindow
) -> None:
    """L2."""
    space = demo_window.workspace
    first = space.run(glossary.add_term, "Loyalty member")
    tab.open_target(term_id=first)
    tab.detail.relating.relation.chosen.emit(TermRelation.ONE_WORD)
    assert _shown(tab).relation == TermRelation.ONE_WORD
    assert tab.detail.halves.isVisible()
    tab.detail.relating.relation.chosen.emit(TermRelation.TWO_WORDS)
    dialog = _open_dialog(PickWord)
    assert isinstance(dialog, PickWord)
    dialog.search.setText("Card holder")
    assert dialog.told.text() == "“Card holder” becomes a new word."
    dialog.confirm.click()
    assert [each.term for each in _shown(tab).related] == ["Card holder"]
    space.undo()
    assert _shown(tab).related == ()
    assert space.reader.value("SELECT count(*) FROM term WHERE term = 'Card holder'") == 0


def test_whose_word_it_is_is_ticked_for_each_side(tab: WordsTab, demo_window: MainWindow) -> None:
    """L1, L3: any number of sides."""
    space = demo_window.workspace
    tab.open_target(term_id=space.run(glossary.add_term, "Clean room"))
    ticks = list(tab.detail.relating.ticks.values())
    ticks[0].click()
    assert [side.owns for side in _shown(tab).sides] == [True, False]
    ticks = list(tab.detail.relating.ticks.values())
    ticks[1].click()
    assert _shown(tab).home_label == "Shared"


def test_ask_puts_a_word_on_the_sides_list_and_write_it_opens_an_entry(
    tab: WordsTab, demo_window: MainWindow
) -> None:
    """L4."""
    space = demo_window.workspace
    party = _shown(tab).sides[0].party_id
    (word,) = space.run(unknown_words.collect, "The XQ is late", "note", 1, party) or []
    button = tab.ask._first[word]
    button.click()
    row = space.reader.one("SELECT * FROM unknown_word WHERE id = ?", (word,))
    assert row is not None
    assert (row["state"], row["party_id"]) == ("asked", party)
    write = next(
        each for each in tab.ask.findChildren(QPushButton)
        if each.accessibleName() == "Write what XQ means"
    )  # fmt: skip
    write.click()
    assert _shown(tab).term == "XQ"
    assert demo_window.focusWidget() is tab.detail.plain
    assert space.reader.value("SELECT state FROM unknown_word WHERE id = ?", (word,)) == "explained"


def test_a_captured_term_becomes_a_word_by_one_press(
    tab: WordsTab, demo_window: MainWindow
) -> None:
    """L4."""
    said = demo_window.workspace.run(captures.capture, CaptureKind.TERM, "QZ: quite zany")
    assert said is not None
    tab.ask._first[said].click()
    assert (_shown(tab).term, _shown(tab).plain) == ("QZ", "quite zany")
    assert said not in tab.ask._first


def test_retiring_and_deleting_can_be_undone(tab: WordsTab, demo_window: MainWindow) -> None:
    space = demo_window.workspace
    count = word_count(space.reader)
    tab.detail.retire()
    assert word_count(space.reader) == count - 1
    tab.detail.delete()
    assert word_count(space.reader) == count - 2
    space.undo()
    space.undo()
    assert word_count(space.reader) == count


# --- an empty glossary, and files ----------------------------------------------------------------


@pytest.fixture
def empty(demo_window: MainWindow, tmp_path: Path) -> WordsTab:
    from facilitator.commands import engagement

    path = tmp_path / "empty.facilitator"
    store = Store.create(path, demo_window.workspace.clock)
    engagement.begin_engagement(
        store, "Table", "Europe/Berlin", ["Security office", "Brand", "Shop"], "Ruth"
    )
    store.close()
    assert demo_window.open_engagement(path)
    return _tab(demo_window, tab="words")


def test_the_empty_page_offers_the_starter_with_homes_by_name(
    empty: WordsTab, demo_window: MainWindow
) -> None:
    """L1."""
    assert empty.nothing.isVisible()
    assert not empty.columns.isVisible()
    empty.starter.click()
    dialog = _open_dialog(StarterDialog)
    assert isinstance(dialog, StarterDialog)
    shown = {label: choice.currentText() for label, choice in dialog.homes.choices.items()}
    assert shown == {
        "Security": "Security office", "Marketing": "Brand", "Legal": "Nobody here",
    }  # fmt: skip
    dialog.confirm.click()
    assert word_count(demo_window.workspace.reader) == 198
    assert empty.columns.isVisible()
    assert len(empty.detail.halves.halves) == 3
    demo_window.workspace.undo()
    assert empty.nothing.isVisible()


def _bring(window: MainWindow, qtbot: QtBot, path: Path) -> BringDialog:
    job = bring_file(window.workspace, window, path)
    qtbot.waitUntil(lambda: job.is_finished, timeout=20_000)
    QApplication.processEvents()
    dialog = _open_dialog(BringDialog)
    assert isinstance(dialog, BringDialog)
    return dialog


def test_words_of_a_file_are_shown_first_and_come_in_one_step(
    empty: WordsTab, demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """L1."""
    space = demo_window.workspace
    space.run(glossary.add_term, "Risk")
    path = tmp_path / "words.csv"
    path.write_bytes("Term;Home;Plain words;Odd\nRISK;Law;x;\nFair price;Law;what it is;\n;;;\n"
                     .encode("cp1252"))  # fmt: skip
    dialog = _bring(demo_window, qtbot, path)
    told = dialog.lead.text()
    assert "1 new words" in told
    assert "One is in the glossary already: RISK" in told
    assert "“Why it matters”" in told
    assert "left out: “Odd”" in told
    assert list(dialog.homes.choices) == ["Law"]
    assert word_count(space.reader) == 1
    dialog.confirm.click()
    qtbot.waitUntil(lambda: word_count(space.reader) == 2, timeout=10_000)
    space.undo()
    assert word_count(space.reader) == 1


def test_bringing_many_words_can_be_cancelled_and_leaves_nothing(
    empty: WordsTab, demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Issue: nothing half-imported."""
    path = tmp_path / "many.csv"
    path.write_text("Term\n" + "".join(f"Word {number}\n" for number in range(5000)))
    dialog = _bring(demo_window, qtbot, path)
    dialog.confirm.click()
    dialog._on_tick()
    assert dialog.progress.isVisible()
    dialog.progress.cancelled.emit()
    assert word_count(demo_window.workspace.reader) == 0
    assert (
        demo_window.workspace.reader.value("SELECT count(*) FROM step WHERE label LIKE 'Br%'") == 0
    )


def test_a_file_that_is_no_table_is_told_and_nothing_opens(
    empty: WordsTab, demo_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes(b"PK\x03\x04\0\0")
    told: list[object] = []
    job = bring_file(demo_window.workspace, demo_window, path)
    job.failed.connect(told.append)
    qtbot.waitUntil(lambda: job.is_finished, timeout=10_000)
    QApplication.processEvents()
    assert "words.csv was not read" in str(told[0])
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, BringDialog)]


def test_an_empty_glossary_shows_one_filled_button(
    empty: WordsTab, demo_window: MainWindow
) -> None:
    """U1."""
    assert empty.starter.isVisible()
    assert not empty.new.isVisible()
    assert not _tab(demo_window, tab="words").new.isVisible()
