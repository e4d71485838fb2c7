"""What the list of words and a word's page look like with long, many and few words (L1, L2)."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.language.test_words_tab import _entries as entries
from tests.ui.language.test_words_tab import _shown as shown_word
from tests.ui.language.test_words_tab import _tab as words_tab
from tests.ui.language.test_words_tab import _term as term_id
from ui.main_window import MainWindow


def test_the_page_opens_on_the_first_word_of_its_list_until_one_is_chosen(
    demo_window: MainWindow, qtbot: QtBot
) -> None:
    """L1."""
    tab = words_tab(demo_window, tab="words")
    words = tab.shelf.list.words
    qtbot.waitUntil(lambda: bool(tab.shelf._uses), timeout=15_000)
    assert tab.shelf.list.current() == words.first() == shown_word(tab).id
    assert shown_word(tab).term != "Asset"  # the first by the alphabet, before uses were counted
    asset = term_id(demo_window, "Asset")
    tab.open_target(term_id=asset)
    tab._on_counted({})
    assert shown_word(tab).id == asset


def test_meanings_that_one_line_would_cut_stand_below_each_other(demo_window: MainWindow) -> None:
    """L2."""
    tab = words_tab(demo_window, tab="words")
    delegate = tab.shelf.list.painter_of_rows
    long = next(row for row in entries(tab) if row.title == "Campaign")
    side_by_side = delegate.row_height(long, 2000)
    assert delegate.row_height(long, 280) > side_by_side
    index = tab.shelf.list.words.index_of(long.key)
    assert tab.shelf.list.visualRect(index).height() > side_by_side


def test_thousands_of_words_are_laid_out_at_once_and_only_seen_ones_are_read(
    demo_window: MainWindow,
) -> None:
    """L1: a list that is laid out bit by bit stays empty until its end."""
    store = demo_window.workspace.store
    with store.step("Many words"):
        for number in range(2000):
            store.insert("term", term=f"Word {number}", created_at="2026-06-30T08:00:00+00:00")
    tab = words_tab(demo_window, tab="words")
    shown = tab.shelf.list
    last = shown.words.index(shown.words.rowCount() - 1)
    assert shown.visualRect(last).top() > 30 * 1900
    assert len(shown.words._seen) < 300


def test_who_raised_a_word_leaves_its_page_within_the_window(demo_window: MainWindow) -> None:
    """U1."""
    demo_window.resize(1280, 720)
    tab = words_tab(demo_window, term_id=term_id(demo_window, "Campaign"))
    assert "Mei-Lin" in tab.detail.since.text()
    assert tab.detail.width() <= tab.detail.parentWidget().parentWidget().width()


def test_a_long_title_is_seen_whole_without_a_scroll_bar(demo_window: MainWindow) -> None:
    """U1: each line takes whole pixels, also where the font would take a part of one."""
    tab = words_tab(demo_window, term_id=term_id(demo_window, "Campaign"))
    title = tab.detail.term
    title.setPlainText("everything that follows from it for the people " * 6)
    for _turn in range(6):
        QApplication.processEvents()
    assert title.document().size().height() > 3
    assert title.verticalScrollBar().maximum() == 0
