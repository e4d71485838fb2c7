"""What the tests of Sessions and Prepare share: the pages they need, and ways to find things."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.main_window import MainWindow
from ui.pages import PageSpec
from ui.pages.page import Page


class BlankPage(Page):
    """Stands where the pages of the other steps are; keeps where it was sent."""

    def open_target(self, **target: object) -> None:
        self.target = target


_BLANK = "tests.ui.sessions.window:BlankPage"
PAGES = [
    PageSpec("sessions", "Sessions", "calendar-blank", "ui.pages.sessions:SessionsPage"),
    PageSpec("prepare", "Prepare", "calendar-check", "ui.pages.prepare.page:PreparePage", False),
    PageSpec("run", "Run", "play", _BLANK, False),
    PageSpec("minutes", "Minutes", "file-text", _BLANK, False),
    PageSpec("people", "People", "users", _BLANK),
]


def shown_page(window: MainWindow) -> str:
    """Return the id of the page that is shown."""
    page = next(page for page in window.findChildren(Page) if page.isVisible())
    return page.objectName().removeprefix("page-")


def dialog(kind: type[QDialog]) -> QDialog:
    """Return the dialog that is open."""
    QApplication.processEvents()
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), found
    return found


def named(parent: QWidget, identifier: str) -> QWidget:
    """Return the one visible control with an identifier."""
    found = [w for w in parent.findChildren(QWidget, identifier) if w.isVisible()]
    assert len(found) == 1, (identifier, found)
    return found[0]
