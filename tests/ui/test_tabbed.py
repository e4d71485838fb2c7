"""Pages of tabs: the head gives way, arrows choose a tab, Enter and F6 lead into it (U3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands.new_file import make_engagement
from ui.main_window import MainWindow
from ui.pages.tabbed import TabbedPage
from ui.theme import Theme
from ui.widgets.tabs_head import TabsHead

PAGES = {"goals": 6, "language": 3, "data": 2}


class Block(QWidget):
    """Something that asks for a size."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._size = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(10, 10)


def _head(qtbot: QtBot, width: int) -> list[tuple[int, int]]:
    """Return where title, tabs and buttons begin in a head of this width."""
    title, tabs, buttons = Block(100, 40), Block(300, 30), Block(200, 40)
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.setLayout(TabsHead(title, tabs, buttons))
    whole.resize(width, whole.heightForWidth(width))
    whole.show()
    return [(each.x(), each.y()) for each in (title, tabs, buttons)]


def test_title_tabs_and_buttons_share_a_line_where_there_is_room(qtbot: QtBot, look: Theme) -> None:
    assert _head(qtbot, 700) == [(0, 0), (124, 5), (500, 0)]


def test_tabs_take_a_line_of_their_own_where_there_is_none(qtbot: QtBot, look: Theme) -> None:
    assert _head(qtbot, 640) == [(0, 0), (0, 48), (440, 0)]


def test_buttons_come_last_where_they_do_not_fit_beside_the_title(
    qtbot: QtBot, look: Theme
) -> None:
    assert _head(qtbot, 310) == [(0, 0), (0, 48), (0, 86)]


def test_a_tab_without_buttons_begins_where_one_with_buttons_does(
    qtbot: QtBot, look: Theme
) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.setLayout(TabsHead(Block(100, 30), Block(300, 32), Block(0, 0)))
    assert whole.heightForWidth(700) == look.px(36)


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_head_is_mirrored_from_right_to_left(
    qtbot: QtBot, look: Theme, right_to_left: None
) -> None:
    assert _head(qtbot, 700) == [(600, 0), (276, 5), (0, 0)]


def _page(window: MainWindow, name: str) -> TabbedPage:
    window.go(name)
    page = window.page(name)
    assert isinstance(page, TabbedPage)
    return page


@pytest.mark.parametrize("zoom", [100, 150])
def test_the_tabs_of_goals_never_take_more_than_two_lines(
    demo_window: MainWindow, look: Theme, zoom: int
) -> None:
    """U3: at 150 % in the smallest window that is promised, whatever tab is shown."""
    look.set_zoom(zoom)
    demo_window.resize(1280, 720)
    page = _page(demo_window, "goals")
    for spec in page.TABS:
        demo_window.go("goals", tab=spec.id)
        QApplication.processEvents()
        lines = {each.y() for each in page.tabs._group.buttons()}
        assert len(lines) <= (1 if zoom == 100 else 2), spec.id


@pytest.mark.parametrize("name", PAGES)
def test_arrows_choose_a_tab_and_keep_the_keyboard_on_it(
    qtbot: QtBot, demo_window: MainWindow, name: str
) -> None:
    """U3: so that the next arrow goes on; Enter goes into the tab."""
    page = _page(demo_window, name)
    demo_window.activateWindow()
    qtbot.waitUntil(demo_window.isActiveWindow)
    page.tabs._group.button(0).setFocus()
    for number in range(1, PAGES[name] + 1):
        focus = QApplication.focusWidget()
        assert focus is page.tabs._group.checkedButton()
        assert page._stack.currentWidget() is page.shown_tab
        qtbot.keyClick(focus, Qt.Key.Key_Return)
        inside = QApplication.focusWidget()
        assert inside is page.shown_tab.start_focus(), page.tabs.current()
        assert page.shown_tab.isAncestorOf(inside), page.tabs.current()
        focus.setFocus()
        if number < PAGES[name]:
            qtbot.keyClick(focus, Qt.Key.Key_Right)


@pytest.mark.parametrize("name", PAGES)
def test_f6_goes_from_the_tabs_into_the_tab_and_comes_back(
    qtbot: QtBot, demo_window: MainWindow, name: str
) -> None:
    """U3: tabs, the parts of the tab in order, the sidebar, the tabs again."""
    page = _page(demo_window, name)
    demo_window.activateWindow()
    qtbot.waitUntil(demo_window.isActiveWindow)
    for spec in page.TABS:
        demo_window.go(name, tab=spec.id)
        QApplication.processEvents()
        page.tabs._group.checkedButton().setFocus()
        panes = [pane for pane in page.panes() if pane.isVisible()] + [demo_window.sidebar]
        met = []
        for _ in range(len(panes)):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
            focus = QApplication.focusWidget()
            met.append(next(n for n, pane in enumerate(panes)
                            if pane is focus or pane.isAncestorOf(focus)))  # fmt: skip
            if met[-1] == 0:
                break
        assert met == [*sorted(met[:-1]), 0], spec.id
        assert 1 in met, spec.id
        assert len(panes) - 1 in met, spec.id


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("name", PAGES)
def test_a_tab_of_a_new_engagement_takes_the_keyboard_too(
    qtbot: QtBot, demo_window: MainWindow, tmp_path: Path, name: str, read_only: bool
) -> None:
    """U3: on the way to the first of its kind, or on the tab itself where there is none yet."""
    new = tmp_path / "new.facilitator"
    make_engagement(new, "Logistics and Legal", ["Logistics", "Legal"])
    assert demo_window.open_engagement(new, read_only=read_only)
    page = _page(demo_window, name)
    demo_window.activateWindow()
    qtbot.waitUntil(demo_window.isActiveWindow)
    for spec in page.TABS:
        demo_window.go(name, tab=spec.id)
        QApplication.processEvents()
        start, focus = page.shown_tab.start_focus(), QApplication.focusWidget()
        assert start is not None, spec.id
        is_there = start.isEnabled() and start.isVisible()
        wanted = start if is_there else page.tabs._group.checkedButton()
        assert focus is wanted, spec.id
