"""While the room looks on, nothing sealed stands on any page of the window (S2, S4, V8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.commands import agenda, preparation
from facilitator.commands.running import item_ids
from facilitator.domain.seal import bare
from facilitator.queries.engagement import parties
from tests.projections.planting import NUMBER, STEM, plant
from tests.ui.places import PLACES, open_whole_window, running_session, settle, show
from ui.main_window import MainWindow
from ui.pages.plan.rhythm.settings import RatesDialog
from ui.pages.private.page import PrivatePage
from ui.pages.search.page import SearchPage
from ui.theme import Theme
from ui.widgets import painting


@pytest.fixture
def plain(
    qtbot: QtBot, tmp_path: Path, look: Theme, settings: QSettings, clock: FixedClock
) -> Iterator[MainWindow]:
    """Return the window on the demo, whose sealed notes are those of the demo."""
    found = open_whole_window(tmp_path, settings, clock)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    yield found
    found.jobs.shut_down()
    found.workspace.close()


@pytest.fixture
def window(plain: MainWindow) -> MainWindow:
    """Return it with markers in all that is sealed, and with prepared items."""
    store = plain.workspace.store
    for item in item_ids(store, running_session(plain)):
        agenda.set_item(store, item, prompt=f"{STEM} prompt")
        preparation.set_preparation(store, item, f"{STEM} preparation")
    assert plant(store)
    settle()
    return plain


def _texts(window: QWidget) -> Iterator[str]:
    """Yield what every visible widget shows or tells, rows included."""
    for each in window.findChildren(QWidget):
        if not each.isVisible():
            continue
        yield from (each.accessibleName(), each.accessibleDescription(), each.toolTip())
        if isinstance(each, QLabel | QLineEdit | QAbstractButton):
            yield each.text()
        elif isinstance(each, QPlainTextEdit | QTextEdit):
            yield each.toPlainText()
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            yield from (str(model.index(at, 0).data()) for at in range(model.rowCount()))


def _leaks(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    drawn: list[str] = []
    real = painting.draw_text

    def listen(painter, rect, text, *rest, **more):  # type: ignore[no-untyped-def]
        drawn.append(text)
        return real(painter, rect, text, *rest, **more)

    monkeypatch.setattr(painting, "draw_text", listen)
    window.grab()
    monkeypatch.setattr(painting, "draw_text", real)
    return [
        each
        for each in (*drawn, *_texts(window))
        if bare(STEM) in bare(each) or str(NUMBER) in each.replace(",", "").replace(".", "")
    ]


def _open(window: MainWindow) -> None:
    window.room.open(running_session(window))
    settle()


def test_no_page_shows_a_sealed_word_or_number(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S2: every place of the window, with a marker in every sealed column of the schema."""
    _open(window)
    leaks = {}
    for place in PLACES:
        show(window, place)
        if found := _leaks(window, monkeypatch):
            leaks[place] = found
    assert leaks == {}


def test_the_walk_sees_a_prompt_that_is_shown(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The walk can fail: with the room closed the run screen shows its prompt."""
    show(window, "run")
    window.page("run").prepared.fold.set_open(True)  # type: ignore[attr-defined]
    settle()
    assert _leaks(window, monkeypatch)
    _open(window)
    assert _leaks(window, monkeypatch) == []


def test_private_says_why_it_is_closed_and_ends_the_room_view(plain: MainWindow) -> None:
    """V7: all comes back with it."""
    page = plain.page("private")
    assert isinstance(page, PrivatePage)
    show(plain, "private")
    assert page._cards
    _open(plain)
    assert page.closed.isVisible()
    assert not page._cards
    assert not page.composer.isVisible()
    assert not page.new.isVisible()
    assert [each.id for each in page.commands() if each.is_enabled()] == []
    page.end_room.click()
    settle()
    assert not plain.room.is_open
    assert page._cards
    assert not page.closed.isVisible()


def test_sealed_hits_go_at_once_and_come_back(qtbot: QtBot, plain: MainWindow) -> None:
    """S2: no search in sealed text while the room view is open; all else is still found."""
    plain.go("search", query="losing")
    page = plain.page("search")
    assert isinstance(page, SearchPage)
    qtbot.waitUntil(lambda: "sealed_note" in _kinds(page))
    _open(plain)
    assert "sealed_note" not in _kinds(page)
    qtbot.waitUntil(lambda: "glossary" in _kinds(page))
    assert not [kind for kind in _kinds(page) if kind.startswith("sealed")]
    assert "not searched" in page.told.text()
    plain.room.close()
    qtbot.waitUntil(lambda: "sealed_note" in _kinds(page))


def _kinds(page: SearchPage) -> set[str]:
    return {hit.kind for hit in page._hits.values()}


def test_private_preparation_folds_and_stays_folded(window: MainWindow) -> None:
    """S4."""
    show(window, "an agenda item")
    editor = window.page("prepare").agenda.editor  # type: ignore[attr-defined]
    editor.private.button.click()
    settle()
    assert STEM in editor.private.edit.toPlainText()
    _open(window)
    assert not editor.private.isVisible()
    assert editor.private.edit.toPlainText() == ""
    assert not editor.private.button.isEnabled()
    assert not editor.prompt_field.isVisible()
    window.room.close()
    settle()
    assert editor.private.button.isEnabled()


def test_rates_and_costs_are_not_shown(window: MainWindow) -> None:
    """K3, S4."""
    show(window, "the rhythm")
    page = window.page("plan")
    costs = next(each for each in page.findChildren(QWidget) if type(each).__name__ == "CostsCard")
    assert costs.isVisible()
    _open(window)
    assert not costs.isVisible()
    command = window.commands.get("plan.rates")
    assert command is not None
    command.run()
    assert not [each for each in window.findChildren(RatesDialog) if each.isVisible()]


def test_no_order_of_goals_is_made_before_the_room(window: MainWindow) -> None:
    """G5: an order is sealed until all are in."""
    show(window, "a ranking that is open")
    tab = window.page("goals").shown_tab  # type: ignore[attr-defined]
    if tab._open_round() is None:
        tab._on_begin()
        settle()
    side = parties(window.workspace.reader)[0].id
    tab._on_rank(side)
    assert tab.alone.is_under_way()
    _open(window)
    assert not tab.alone.is_under_way()
    tab._on_rank(side)
    assert not tab.alone.is_under_way()


def test_own_templates_are_not_listed(window: MainWindow) -> None:
    """They are sealed, their names too."""
    store = window.workspace.store
    with store.step("Only a real one"):
        store.execute("DELETE FROM sealed_template WHERE body_json LIKE ?", (f"{STEM}%",))
    show(window, "prepare")
    page = window.page("prepare")
    menu = page.templates.popup(page, running_session(window), [], "")  # type: ignore[attr-defined]
    closed = [each.text() for each in menu.actions()]
    menu.close()
    _open(window)
    menu = page.templates.popup(page, running_session(window), [], "")  # type: ignore[attr-defined]
    opened = [each.text() for each in menu.actions()]
    menu.close()
    assert "Your own" in closed
    assert "Your own" not in opened


def test_the_palette_puts_a_word_on_the_wall(plain: MainWindow) -> None:
    """V7: plain words that the facilitator wants to be seen, until they are taken down."""
    assert not [each for each in plain.commands.find("Suppression") if "wall" in each.id]
    _open(plain)
    found = [each for each in plain.commands.find("Suppression") if "wall" in each.id]
    assert found[0].title == "Put on the wall: Suppression list"
    found[0].run()
    room = plain.room.window
    assert room is not None
    assert room.board.terms[0].words.text.startswith("Suppression list:")
    found = [each for each in plain.commands.find("Suppression") if "wall" in each.id]
    assert found[0].title == "Take off the wall: Suppression list"
    found[0].run()
    assert room.board.terms == []


def test_it_goes_with_the_main_window(plain: MainWindow) -> None:
    """Also while a search in sealed text would begin again."""
    plain.go("search", query="losing")
    _open(plain)
    plain.close()
    settle()
    assert not plain.room.is_open
    assert not plain.workspace.is_open


def test_the_palette_opens_and_closes_it(window: MainWindow) -> None:
    show(window, "together")
    opened = window.commands.get("room.open")
    assert opened is not None
    assert opened.is_enabled()
    opened.run()
    settle()
    assert window.room.is_open
    assert QTest.qWaitForWindowExposed(window.room.window)
    close = window.commands.get("room.close")
    assert close is not None
    close.run()
    settle()
    assert not window.room.is_open
    assert not close.is_enabled()
