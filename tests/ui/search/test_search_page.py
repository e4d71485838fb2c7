"""Search everything as somebody types, in the real window on the demo (U2, S2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.commands import captures, running, sealed
from facilitator.domain.words import CaptureKind
from facilitator.errors import Cancelled
from facilitator.queries.home import Home
from facilitator.queries.numbers import find_session
from facilitator.queries.search import Hit, search
from tests.demo_file import demo_file
from ui.dialogs.settle import SettleDialog
from ui.jobs import JobContext
from ui.main_window import MainWindow
from ui.pages.search import searcher
from ui.pages.search.page import SearchPage
from ui.pages.search.searcher import find, ordered
from ui.pages.search.ways import open_hit, way_to
from ui.widgets.rows import Row

Typed = Callable[[str], list[Row]]


@pytest.fixture
def page(demo_window: MainWindow) -> SearchPage:
    demo_window.search()
    found = demo_window.page("search")
    assert isinstance(found, SearchPage)
    return found


@pytest.fixture
def typed(qtbot: QtBot, page: SearchPage) -> Typed:
    """Return what types a query and waits for what is found."""

    def type_words(words: str) -> list[Row]:
        page.words.clear()
        QTest.keyClicks(page.words, words)
        qtbot.waitUntil(lambda: not page.searcher.is_busy(), timeout=10000)
        return page.list.rows.rows()

    return type_words


def _numbers(page: SearchPage) -> list[str]:
    return [page._hits[row.key].number for row in page.list.rows.rows()]


def test_a_number_finds_what_is_called_so_first(page: SearchPage, typed: Typed) -> None:
    typed("D-2026-019")
    assert _numbers(page)[0] == "D-2026-019"
    assert page.list.current() == page.list.rows.rows()[0].key


def test_a_phrase_and_filters_narrow(page: SearchPage, typed: Typed) -> None:
    assert len(typed("voucher")) > len(typed('"birthday voucher"')) > 0
    rows = typed("is:action is:open @jonas")
    assert {row.key[0] for row in rows if isinstance(row.key, tuple)} == {"action"}
    assert len(rows) == 3


def test_hits_come_newest_first(page: SearchPage, typed: Typed) -> None:
    typed("customer")
    joint = [hit for hit in page._hits.values() if not hit.kind.startswith("sealed")]
    days = [hit.on for hit in joint if hit.on]
    assert len(days) > 10
    assert days == sorted(days, reverse=True)
    assert page.told.text() == "The newest 50. One more word narrows them."
    typed("voucher")
    assert page.told.text().endswith("found, the newest first")


def test_what_was_not_understood_is_said(page: SearchPage, typed: Typed) -> None:
    assert typed("is:nonsense voucher @nobody") == []
    assert page.unknown.isVisible()
    assert page.unknown.text() == "Not understood: is:nonsense @nobody"
    typed("voucher")
    assert not page.unknown.isVisible()


def test_sealed_words_are_named_and_never_shown(
    demo_window: MainWindow, page: SearchPage, typed: Typed
) -> None:
    """S2: only that something sealed matches, no word, no day, no place of it."""
    sealed_id = demo_window.workspace.run(
        sealed.write_sealed_note, "Quokka troubles of Ingrid before the audit"
    )
    (row,) = typed("quokka")
    assert row.key == ("sealed_note", sealed_id)
    assert row.title == "In a sealed note"
    assert "Ingrid" not in row.words() + repr(row)
    assert row.trailing == ""
    assert "quokka" not in row.words().casefold()


def test_sealed_hits_stand_last_whatever_their_day() -> None:
    def hit(kind: str, number: int, on: str) -> Hit:
        return Hit(kind, number, "", "", None, "", "", on)

    hits = [hit("sealed_note", 1, "2026-12-01"), hit("goal", 2, ""), hit("item", 3, "2026-01-01"),
            hit("action", 4, "2026-02-01"), hit("item", 5, "2026-03-01")]  # fmt: skip
    assert [each.id for each in ordered(hits, [3])] == [3, 5, 4, 2, 1]


def test_keys_choose_and_open_from_the_field(
    demo_window: MainWindow, page: SearchPage, typed: Typed
) -> None:
    typed("is:decision tools")
    keys = [row.key for row in page.list.rows.rows()]
    QTest.keyClick(page.words, Qt.Key.Key_Down)
    assert page.list.current() == keys[1]
    assert page.words.accessibleDescription()
    QTest.keyClick(page.words, Qt.Key.Key_Up)
    QTest.keyClick(page.words, Qt.Key.Key_Up)
    assert page.list.current() == keys[0]
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    assert demo_window.page_id == "decisions"
    assert demo_window.page("decisions").place() == {"decision_id": page._hits[keys[0]].id}
    demo_window.back()
    assert demo_window.page_id == "search"
    assert page.words.text() == "is:decision tools"


def test_filters_are_offered_and_taken_back(page: SearchPage, typed: Typed) -> None:
    typed("voucher")
    page.add_filter("is:action")
    assert page.words.text() == "voucher is:action "
    page.add_filter("is:action")
    assert page.words.text() == "voucher"
    page.add_filter('"')
    assert page.words.text() == 'voucher ""'
    assert page.words.cursorPosition() == len(page.words.text()) - 1


def test_each_kind_opens_where_it_lives(
    qtbot: QtBot, demo_window: MainWindow, page: SearchPage
) -> None:
    space = demo_window.workspace
    held = find_session(space.reader, "2026/12")
    planned = find_session(space.reader, "2026/13")
    item = space.reader.value("SELECT min(id) FROM agenda_item WHERE session_id = ?", (planned,))
    notes = space.reader.value(
        "SELECT n.id FROM item_notes n JOIN agenda_item i ON i.id = n.item_id"
        " WHERE i.session_id = ?",
        (held,),
    )
    for kind, row_id, where, place in (
        ("item", item, "prepare", {"session_id": planned, "item_id": item}),
        ("session", planned, "prepare", {"session_id": planned}),
        ("session", held, "minutes", {"session_id": held}),
        ("notes", notes, "minutes", {"session_id": held}),
    ):
        open_hit(demo_window, Hit(kind, row_id, "", "", None, "", "", ""))
        assert demo_window.page_id == where
        assert place.items() <= demo_window.page(where).place().items()
    space.run(running.start_session, planned)
    assert way_to(Home(planned, "running", item, False)) == ("run", {"session_id": planned})


def test_what_waits_for_an_answer_is_asked_for(demo_window: MainWindow, page: SearchPage) -> None:
    space = demo_window.workspace
    held = find_session(space.reader, "2026/12")
    parked = space.run(captures.capture, CaptureKind.PARKED, "Too loud", session_id=held)
    assert parked is not None
    open_hit(demo_window, Hit("parked", parked, "", "", held, "", "", ""))
    dialog = demo_window.findChild(SettleDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.words, "It was only the fan")
    QTest.mouseClick(dialog.settle, Qt.MouseButton.LeftButton)
    open_hit(demo_window, Hit("parked", parked, "", "", held, "", "", ""))
    assert demo_window.page_id == "minutes"


@pytest.mark.parametrize("kind", ["concern", "idea", "want", "need", "challenge"])
def test_what_the_radar_holds_is_found_there(
    demo_window: MainWindow, page: SearchPage, kind: str
) -> None:
    """U2, C1 to C3: a hit leads to its place on the radar."""
    space = demo_window.workspace
    row_id = space.run(captures.capture, CaptureKind(kind), "Quokka", party_id=None)
    assert row_id is not None
    hit = next(hit for hit in search(space.reader, "quokka") if hit.id == row_id)
    open_hit(demo_window, hit)
    assert demo_window.page_id == "radar"
    if kind == "concern":
        assert demo_window.page("radar").place() == {"concern_id": row_id}


def test_a_newer_query_stops_the_one_before(
    qtbot: QtBot, page: SearchPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = searcher.find

    def slow(
        file: Path, clock: FixedClock, query: str, context: JobContext, *, sealed: bool
    ) -> object:
        asked.append(query)
        if query == "v":
            while True:
                context.check()
        return real(file, clock, query, context, sealed=sealed)

    monkeypatch.setattr(searcher, "find", slow)
    QTest.keyClicks(page.words, "v")
    qtbot.waitUntil(lambda: asked == ["v"])
    QTest.keyClicks(page.words, "oucher")
    qtbot.waitUntil(lambda: not page.searcher.is_busy(), timeout=10000)
    assert asked == ["v", "voucher"]
    assert page.list.rows.rows()


def test_a_search_can_be_stopped_at_any_moment(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 6, 30, 8, 0, tzinfo=UTC))
    context = JobContext(lambda event: None)
    assert find(demo_file(tmp_path), clock, "voucher", context).hits
    context.cancel()  # after the reader was closed: nothing is left to interrupt
    with pytest.raises(Cancelled):
        find(demo_file(tmp_path), clock, "voucher", context)


def test_what_was_searched_for_is_not_kept_outside_of_the_file(
    demo_window: MainWindow, page: SearchPage, typed: Typed
) -> None:
    typed("quokka")
    demo_window._remember()
    kept = [str(demo_window.settings.value(key)) for key in demo_window.settings.allKeys()]
    assert not any("quokka" in value for value in kept)


# --- the palette ---------------------------------------------------------------------------------


def _palette(window: MainWindow, words: str) -> list[tuple[str, str]]:
    return [(each.title, each.consequence) for each in window.commands.find(words)]


def test_the_palette_finds_a_number_and_goes_there(qtbot: QtBot, demo_window: MainWindow) -> None:
    """U2: typing D-2026-019 goes there."""
    demo_window.open_palette()
    field = demo_window.findChild(QLineEdit, "command-palette")
    assert field is not None
    QTest.keyClicks(field, "D-2026-019")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: demo_window.page_id == "decisions")
    decision = demo_window.workspace.reader.value(
        "SELECT row_id FROM issued_number WHERE kind = 'decision' AND year = 2026 AND n = 19"
    )
    assert demo_window.page("decisions").place() == {"decision_id": decision}


def test_the_palette_finds_people_by_any_of_their_names(demo_window: MainWindow) -> None:
    found = _palette(demo_window, "jonas")
    assert ("Jonas Feld", "Head of CRM and loyalty, Marketing") in found
    assert found[-1] == ("Search everything for “jonas”", "")
    assert "Jonas Feld" in [title for title, _ in _palette(demo_window, "fel")]


def test_the_palette_leaves_queries_to_the_search_page(demo_window: MainWindow) -> None:
    assert _palette(demo_window, "is:action @jonas") == [
        ("Search everything for “is:action @jonas”", "")
    ]


def test_the_palette_shows_nothing_sealed(demo_window: MainWindow) -> None:
    demo_window.workspace.run(sealed.write_sealed_note, "Quokka troubles")
    assert _palette(demo_window, "quokka") == [("Search everything for “quokka”", "")]
