"""Start, People, Goals and Private at every zoom and reading direction: named, whole, in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator import preferences
from facilitator.clock import FixedClock
from facilitator.commands.new_file import make_engagement
from tests.demo_file import demo_file
from ui.main_window import MainWindow
from ui.theme import Scheme, Theme
from ui.widgets.buttons import Button
from ui.widgets.text import ElidedText
from ui.workspace import Workspace

LOOKS = ("light", "dark", "150", "rtl", "rtl 150")
PLACES: dict[str, dict[str, object]] = {
    "people": {"view": "people"},
    "sides": {"view": "sides"},
    "agreements": {"view": "agreements"},
    "engagement": {"view": "engagement"},
    "together": {},
    "guide parties": {"step": "parties"},
    "guide people": {"step": "people"},
    "guide goal": {"step": "goal"},
    "guide words": {"step": "words"},
    "guide rhythm": {"step": "rhythm"},
    "guide kickoff": {"step": "kickoff"},
    "goals": {},
    "private": {},
    "radar": {},
    "sayback": {"tab": "sayback"},
    "questions": {"tab": "questions"},
    "data": {},
    "data requests": {"tab": "requests"},
}
_OWN = ("together", "guide", "goals", "private", "radar", "data")


def _go(window: MainWindow, place: str) -> None:
    first = place.split(" ")[0]
    page = first if first in _OWN else "language" if "tab" in PLACES[place] else "people"
    window.go(page, **PLACES[place])


@pytest.fixture
def window(
    qtbot: QtBot,
    clock: FixedClock,
    look: Theme,
    settings: QSettings,
    request: pytest.FixtureRequest,
) -> Iterator[MainWindow]:
    """Return a window of 1280 by 720 in the look that the test names."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wanted = str(request.param).split()
    if "rtl" in wanted:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.set_scheme(Scheme.DARK if "dark" in wanted else Scheme.LIGHT)
    look.set_zoom(150 if "150" in wanted else 100)
    found = MainWindow(Workspace(clock), settings)
    qtbot.addWidget(found)
    found.resize(1280, 720)
    found.show()
    yield found
    found.jobs.shut_down()
    found.workspace.close()
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _cut_words(window: QWidget) -> list[str]:
    """Return the labels and buttons whose words do not fit where they stand."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, ElidedText) or not label.text():
            continue
        if label.wordWrap():
            words = max(label.text().split(), key=label.fontMetrics().horizontalAdvance)
            is_cut = label.heightForWidth(label.width()) > label.height() + 1
            is_cut = is_cut or label.fontMetrics().horizontalAdvance(words) > label.width() + 1
        else:
            wide = max(map(label.fontMetrics().horizontalAdvance, label.text().splitlines()))
            is_cut = wide > label.width() + 1
        if is_cut:
            found.append(label.text())
    for button in window.findChildren(Button):
        if button.isVisible() and button.sizeHint().width() > button.width() + 1:
            found.append(button.text() or button.accessibleName())
    return found


def _nameless(window: QWidget) -> list[str]:
    """Return what takes the keyboard and says nothing to a screen reader (U3)."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
        and (not isinstance(widget, QAbstractScrollArea) or isinstance(widget, QAbstractItemView))
    ]


def _outside(window: QWidget, page: QWidget) -> list[str]:
    """Return buttons that lie beyond the sides of the page."""
    found = []
    for button in page.findChildren(Button):
        if button.isVisible():
            left = button.mapTo(page, button.rect().topLeft()).x()
            if left < 0 or left + button.width() > page.width():
                found.append(button.text() or button.accessibleName())
    return found


def _check(window: MainWindow) -> None:
    for _turn in range(3):
        QApplication.processEvents()
    page = window.page(window.page_id)
    assert _cut_words(window) == []
    assert _nameless(window) == []
    assert _outside(window, page) == []


@pytest.mark.parametrize("window", LOOKS, indirect=True)
@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_whole_at_1280_by_720(window: MainWindow, tmp_path: Path, place: str) -> None:
    """U3: light, dark, zoom, right to left; no text is cut, nothing lies outside."""
    window.open_engagement(demo_file(tmp_path))
    _go(window, place)
    _check(window)


@pytest.mark.parametrize("window", LOOKS, indirect=True)
@pytest.mark.parametrize("place", [each for each in PLACES if each != "engagement"])
def test_a_page_of_a_new_engagement_is_whole_too(
    window: MainWindow, tmp_path: Path, place: str
) -> None:
    """Empty states with the next step."""
    path = tmp_path / "new.facilitator"
    make_engagement(path, "Logistics, Legal and the Web shop", ["Logistics", "Legal", "Web shop"])
    window.open_engagement(path)
    _go(window, place)
    _check(window)


@pytest.mark.parametrize("window", LOOKS, indirect=True)
@pytest.mark.parametrize("step", [-1, 0, 1, 2])
def test_the_start_page_is_whole_with_and_without_its_form(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, step: int
) -> None:
    if step >= 0:
        preferences.note_recent(demo_file(tmp_path))
        preferences.note_recent(tmp_path / "gone.facilitator")
        window.go("start", new=True)
        form = window.page("start").__dict__["_form"]
        form.sides.show_sides([("Logistics", "green"), ("Web shop", "violet")])
        form._suggest()
        for _ in range(step):
            form.go_on()
    else:
        window.go("start")
    _check(window)
