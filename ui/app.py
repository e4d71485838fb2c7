"""The composition root: application, look, window, and what happens when something breaks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator import preferences, resources
from facilitator.errors import WriteFailed
from ui import spoken, start_up
from ui import theme as look
from ui.crash import CrashGuard
from ui.direction import set_direction
from ui.ending import Ending
from ui.first_paint import FirstPaint
from ui.main_window import MainWindow
from ui.workspace import Workspace

# The first paint is over and somebody looks at it.
_SETTLED_MS = 300


def window_settings() -> QSettings:
    """Return where window sizes and the look are remembered."""
    path = preferences.config_dir() / "window.ini"
    return QSettings(str(path), QSettings.Format.IniFormat)


def application(argv: Sequence[str]) -> QApplication:
    """Return the one QApplication, made on the first call."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(list(argv))
    app.setApplicationName("Facilitator")
    app.setApplicationDisplayName("Facilitator")
    app.setDesktopFileName("facilitator")
    app.setQuitOnLastWindowClosed(True)
    return app


def install_translation(app: QApplication, settings: QSettings) -> None:
    """Speak the language of the setting, or of the system, where there is a file for it."""
    language = str(settings.value("look/language", "")) or QLocale.system().name()[:2]
    file = resources.path("i18n", f"facilitator_{language}.qm")
    translator = QTranslator(app)
    if file.is_file() and translator.load(str(file)):
        app.installTranslator(translator)


class Running:
    """What lives as long as the app; kept together so that nothing goes away too early."""

    def __init__(self, argv: Sequence[str], file: Path | None) -> None:
        self.app = application(argv)
        self.settings = window_settings()
        install_translation(self.app, self.settings)
        set_direction(self.app, self.settings)
        self.theme = look.install(self.app, self.settings)
        spoken.install()
        self.workspace = Workspace()
        self.workspace.opened.connect(self._on_opened)
        self.window = MainWindow(self.workspace, self.settings, is_file_coming=file is not None)
        self.guard = CrashGuard(self.window.drafts, self.window)
        self.guard.install()
        self.ending = Ending(self.window)
        self.ending.install()
        self._file = file
        self.window.show()
        FirstPaint(self.window, self._begin)

    def _begin(self) -> None:
        """Open the file: the window was painted before, however long the disk takes."""
        QTimer.singleShot(_SETTLED_MS, start_up.end)
        if self._file is not None and not self.window.open_engagement(self._file):
            self.window.show_pages()  # the start page, the reason above it

    def _on_opened(self) -> None:
        # Not in the way of the first paint: both take their time.
        QTimer.singleShot(_SETTLED_MS, partial(self._settle, self.workspace.path))

    def _settle(self, path: Path) -> None:
        if self.workspace.is_open:
            self.workspace.store.get_ready()
        try:
            preferences.note_recent(path)
        except WriteFailed as error:
            self.window.error(error)

    def run(self) -> int:
        """Run until the window closes."""
        code = self.app.exec()
        _forget_keys()
        self.ending.remove()
        self.guard.remove()
        return code


def _forget_keys() -> None:
    """Keep no key of a protected file in what is left of the process (S4)."""
    if "facilitator.store.keys" in sys.modules:
        sys.modules["facilitator.store.keys"].forget_all()


def main(argv: Sequence[str] | None = None, file: Path | None = None) -> int:
    """Open the window, on `file` or on the start page; return the exit code."""
    arguments = list(sys.argv if argv is None else argv)
    if file is None and len(arguments) > 1 and not arguments[1].startswith("-"):
        file = Path(arguments[1])
    return Running(arguments[:1], file).run()
