"""Pages in the window: sharp at the real pixels, turned by keys, larger and smaller."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ui.jobs import Jobs
from ui.pdf_pages import Sheets, read_sheets
from ui.theme import Theme
from ui.widgets.paper_view import PaperView

COUNT = 30


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    path = tmp_path / "many.pdf"
    canvas = Canvas(str(path), pagesize=(400, 600))
    for number in range(1, COUNT + 1):
        canvas.drawString(50, 500, f"Words of page {number}")
        canvas.showPage()
    canvas.save()
    return read_sheets(path.read_bytes())


@pytest.fixture
def view(qtbot: QtBot, look: Theme, sheets: Sheets) -> Iterator[PaperView]:
    jobs = Jobs()
    found = PaperView("Preview", jobs.start)
    qtbot.addWidget(found)
    found.resize(500, 420)
    found.show()
    found.show_sheets(sheets)
    found.setFocus()
    _wait(qtbot, found)
    yield found
    jobs.shut_down()


def _wait(qtbot: QtBot, view: PaperView) -> None:
    qtbot.waitUntil(view.is_sharp, timeout=10000)


def _width(view: PaperView) -> int:
    return view._pictures[view.page() - 1].image.width()


def test_a_page_is_as_wide_as_there_is_room_at_the_real_pixels(
    qtbot: QtBot, view: PaperView
) -> None:
    room = view.viewport().width()
    ratio = view.devicePixelRatioF()
    assert 0.85 * room * ratio < _width(view) < room * ratio
    view.resize(700, 420)
    _wait(qtbot, view)
    assert _width(view) > 0.85 * 600 * ratio


def test_keys_turn_pages(qtbot: QtBot, view: PaperView) -> None:
    assert view.page() == 1
    before = view.verticalScrollBar().value()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > before
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() == before
    QTest.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert view.page() == 2
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page() == COUNT
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page() == 1


def test_the_page_in_view_is_told_and_read_out(qtbot: QtBot, view: PaperView) -> None:
    """U3: a screen reader hears the number of the page, and its words."""
    told: list[tuple[int, int]] = []
    view.turned.connect(lambda page, count: told.append((page, count)))
    view.go_to(7)
    _wait(qtbot, view)
    assert told[-1] == (7, COUNT)
    assert view.accessibleName() == f"Preview, page 7 of {COUNT}"
    assert view.accessibleDescription().strip() == "Words of page 7"


def test_the_wheel_with_ctrl_and_the_plus_key_make_pages_larger(
    qtbot: QtBot, view: PaperView
) -> None:
    first = view.shown_zoom()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    larger = view.shown_zoom()
    assert larger > first
    _wait(qtbot, view)
    wheel = QWheelEvent(
        QPointF(100, 100), view.mapToGlobal(QPointF(100, 100)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.shown_zoom() > larger
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.shown_zoom() == first
    assert view.zoom is None


def test_zooming_keeps_the_page(qtbot: QtBot, view: PaperView) -> None:
    view.go_to(12)
    view.set_zoom(200)
    assert view.page() == 12
    view.set_zoom(50)
    assert view.page() in (11, 12, 13)


def test_only_pages_near_the_one_in_view_are_kept(qtbot: QtBot, view: PaperView) -> None:
    for page in range(1, COUNT + 1, 3):
        view.go_to(page)
        _wait(qtbot, view)
    assert len(view._pictures) < 14


def test_a_new_paper_stays_where_somebody_was_reading(
    qtbot: QtBot, view: PaperView, sheets: Sheets
) -> None:
    view.go_to(9)
    at = view.verticalScrollBar().value()
    view.show_sheets(Sheets(sheets.data, sheets.sizes))
    assert view.verticalScrollBar().value() == at
    assert not view.is_sharp()
    _wait(qtbot, view)


def test_without_a_paper_it_says_why(qtbot: QtBot, view: PaperView) -> None:
    view.show_sheets(None, "Making the preview…")
    assert view.page() == 0
    assert view.accessibleDescription() == "Making the preview…"
    assert not view.grab().isNull()


def test_a_page_that_cannot_be_drawn_is_not_asked_for_again_and_again(
    qtbot: QtBot, view: PaperView, sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def fail(*_: object) -> None:
        asked.append(1)
        raise ValueError("no page")

    monkeypatch.setattr("ui.widgets.paper_view.page_image", fail)
    view.show_sheets(Sheets(sheets.data, sheets.sizes))
    qtbot.waitUntil(lambda: bool(asked) and not view._is_drawing, timeout=5000)
    qtbot.wait(100)
    assert len(asked) == 1
