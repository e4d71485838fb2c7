"""Write pictures of Sessions and Prepare with the demo: `python -m tests.ui.sessions.shots OUT`."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.clock import FixedClock
from facilitator.commands import sessions as commands
from facilitator.commands.demo import write_demo
from facilitator.queries.sessions import sessions
from facilitator.store import Store
from ui import templates
from ui.main_window import MainWindow
from ui.pages import PageSpec
from ui.pages.prepare import PreparePage
from ui.pages.sessions import SessionsPage
from ui.theme import Scheme, Theme, install
from ui.workspace import Workspace

PAGES = [
    PageSpec("sessions", "Sessions", "calendar-blank", "ui.pages.sessions:SessionsPage"),
    PageSpec("prepare", "Prepare", "calendar-blank", "ui.pages.prepare:PreparePage", False),
]
NOW = datetime(2026, 6, 30, 12, 2, tzinfo=UTC)


class Studio:
    """A window on the demo that can be photographed."""

    def __init__(self, out: Path, size: tuple[int, int] = (1366, 768)) -> None:
        self.out = out
        self.app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(self.app, QApplication)
        folder = Path(tempfile.mkdtemp())
        settings = QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat)
        self.theme: Theme = install(self.app, settings)
        self.theme.set_scheme(Scheme.LIGHT)
        clock = FixedClock(NOW)
        self.store = Store.create(folder / "demo.facilitator", clock)
        write_demo(self.store, NOW.date())
        self.workspace = Workspace(clock)
        self.window = MainWindow(self.workspace, settings, PAGES)
        self.workspace.adopt(self.store)
        self.window.resize(*size)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        for _turn in range(4):
            QApplication.processEvents()

    def grab(self, name: str, widget: QWidget | None = None) -> None:
        """Write one picture."""
        self.settle()
        (widget or self.window).grab().save(str(self.out / f"{name}.png"))

    def planned(self) -> int:
        """Return the first planned session."""
        rows = [row for row in sessions(self.store) if row.state == "planned"]
        return min(rows, key=lambda row: row.starts_local).id

    def dialog(self) -> QWidget:
        """Return the dialog that is open."""
        found = QApplication.activeModalWidget()
        assert found is not None
        return found


def _states(studio: Studio, scheme: str) -> None:
    """Photograph the tabs, the menus and the forms."""
    session_id = studio.planned()
    studio.window.go("prepare", session_id=session_id)
    page = _page(studio)
    for tab in ("backlog", "invited"):
        page.side.show_tab(tab)
        studio.grab(f"prepare-{tab}-{scheme}")
    page.side.show_tab("carry")
    page.side.carry.left.set_open(True)
    page.agenda.unfold(page.agenda.item_ids()[1])
    page.agenda.editor.private.button.click()
    page.agenda.editor.more_button.click()
    studio.grab(f"prepare-more-{scheme}")
    page.agenda.fold()
    menu = page.templates.popup(
        page.agenda.template, session_id, page.agenda.item_ids(), "Do the tools obey?"
    )
    studio.grab(f"prepare-menu-{scheme}", menu)
    menu.close()
    page.templates.preview(templates.shipped()[2])
    studio.grab(f"prepare-template-{scheme}", studio.dialog())
    studio.dialog().close()
    page.head.edit_details()
    studio.grab(f"prepare-details-{scheme}", studio.dialog())
    studio.dialog().close()
    studio.window.go("sessions")
    sessions_page = studio.window.page("sessions")
    assert isinstance(sessions_page, SessionsPage)
    for name, button in (("new", sessions_page._on_new), ("series", sessions_page._on_new_series)):
        button()
        studio.grab(f"prepare-{name}-{scheme}", studio.dialog())
        studio.dialog().close()


def _page(studio: Studio) -> PreparePage:
    page = studio.window.page("prepare")
    assert isinstance(page, PreparePage)
    return page


def _shapes(studio: Studio) -> None:
    """Photograph small, zoomed, empty and closed."""
    studio.window.resize(1280, 720)
    for zoom in (100, 125, 150):
        studio.theme.set_zoom(zoom)
        studio.window.go("sessions")
        studio.grab(f"prepare-sessions-{zoom}")
        studio.window.go("prepare", session_id=studio.planned())
        _page(studio).agenda.unfold(_page(studio).agenda.item_ids()[1])
        studio.grab(f"prepare-zoom-{zoom}")
    studio.theme.set_zoom(100)
    studio.window.resize(1366, 768)
    empty = commands.new_session(studio.store, "A new one", "2026-09-22T10:00")
    studio.window.go("prepare", session_id=empty)
    studio.grab("prepare-empty")
    commands.cancel_session(studio.store, empty)
    studio.grab("prepare-cancelled")
    held = next(row.id for row in sessions(studio.store) if row.state == "closed")
    studio.window.go("prepare", session_id=held)
    studio.grab("prepare-closed")


def _mirrored(folder: Path) -> None:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    studio = Studio(folder)
    studio.window.go("sessions")
    studio.grab("prepare-sessions-rtl")
    studio.window.go("prepare", session_id=studio.planned())
    _page(studio).agenda.unfold(_page(studio).agenda.item_ids()[1])
    studio.grab("prepare-rtl")


def main(out: str) -> None:
    """Write the pictures."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(folder)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        studio.theme.set_scheme(scheme)
        studio.window.go("sessions")
        studio.grab(f"prepare-sessions-{scheme.value}")
        studio.window.go("prepare", session_id=studio.planned())
        studio.grab(f"prepare-folded-{scheme.value}")
        page = _page(studio)
        page.open_target(session_id=studio.planned(), item_id=page.agenda.item_ids()[1])
        studio.grab(f"prepare-open-{scheme.value}")
        _states(studio, scheme.value)
    _shapes(studio)
    studio.window.close()
    _mirrored(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
