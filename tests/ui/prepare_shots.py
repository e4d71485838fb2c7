"""Write pictures of Sessions and Prepare with the demo: `python -m tests.ui.prepare_shots OUT`."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.clock import FixedClock
from facilitator.commands.demo import write_demo
from facilitator.queries.sessions import sessions
from facilitator.store import Store
from ui.main_window import MainWindow
from ui.pages import PageSpec
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


def main(out: str, *wanted: str) -> None:
    """Write the pictures."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(folder)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        studio.theme.set_scheme(scheme)
        studio.window.go("sessions")
        studio.grab(f"prepare-sessions-{scheme.value}")
        if "sessions" in wanted:
            continue
        studio.window.go("prepare", session_id=studio.planned())
        studio.grab(f"prepare-folded-{scheme.value}")
        page = studio.window.page("prepare")
        page.open_target(session_id=studio.planned(), item_id=page.agenda.item_ids()[1])
        studio.grab(f"prepare-open-{scheme.value}")


if __name__ == "__main__":
    main(*sys.argv[1:])
