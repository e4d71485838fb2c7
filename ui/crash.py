"""When something goes wrong that nobody foresaw: save typing, tell, offer a report, go on.

The report names exception types and places in the code. It holds no message, no variable, no path
of a file, so that no word of an engagement can leave with it.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from facilitator import preferences

if TYPE_CHECKING:
    from ui.drafts import Drafts

_ROOT = Path(__file__).resolve().parent.parent
_LIMIT = 20


def report_text(error: BaseException, version: str = "") -> str:
    """Return a report: types and code places alone."""
    import platform

    lines = [
        "Facilitator: what went wrong",
        f"version {version or _version()}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}",
        "",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__name__}")
        lines.extend(_frames(current.__traceback__))
        current = current.__cause__ or current.__context__
    return "\n".join(lines) + "\n"


def _frames(trace: TracebackType | None) -> list[str]:
    frames: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"  {_place(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames[-_LIMIT:]


def _place(filename: str) -> str:
    """Return a path inside the app, or a bare file name: a home folder says who somebody is."""
    path = Path(filename)
    if path.is_relative_to(_ROOT):
        return path.relative_to(_ROOT).as_posix()
    return path.name


def _version() -> str:
    import facilitator

    return str(getattr(facilitator, "__version__", "unknown"))


def write_report(error: BaseException) -> Path | None:
    """Write the report into the app's data folder; None where that cannot be written."""
    folder = preferences.data_dir() / "reports"
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%f")
    target = folder / f"report-{stamp}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(report_text(error), encoding="utf-8")
    except OSError:
        return None
    return target


class CrashGuard(QObject):
    """Takes over `sys.excepthook` while the app runs. The app goes on after an error."""

    happened = Signal(object)  # the exception; queued, so that it is told on the window's thread

    def __init__(self, drafts: Drafts | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._before: Callable[..., object] | None = None
        self._box: QMessageBox | None = None
        self.happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch what nobody caught."""
        self._before = sys.excepthook
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def remove(self) -> None:
        """Give the hook back."""
        if self._before is not None:
            sys.excepthook = self._before
            threading.excepthook = threading.__excepthook__
            self._before = None

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        if sys.stderr is not None:  # a window without a console has none
            sys.stderr.write(report_text(error))
        self.happened.emit(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.happened.emit(args.exc_value)

    def _on_happened(self, error: BaseException) -> None:
        if self._drafts is not None:
            self._drafts.flush()
        path = write_report(error)
        if self._box is None:
            self._tell(report_text(error), path)

    def _tell(self, report: str, path: Path | None) -> None:
        box = QMessageBox(QApplication.activeWindow())
        self._box = box
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self.tr("Something went wrong"))
        box.setText(self.tr("Something went wrong inside the app."))
        box.setInformativeText(
            self.tr(
                "What you typed is saved, and you can go on. A report says where it happened; "
                "it holds none of your text."
            )
        )
        box.setDetailedText(report)
        box.addButton(self.tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        copy = box.addButton(self.tr("Copy the report"), QMessageBox.ButtonRole.ActionRole)
        _do(copy, _Copy(report, box))
        if path is not None:
            show = box.addButton(self.tr("Open the report"), QMessageBox.ButtonRole.ActionRole)
            _do(show, _Open(path, box))
        box.finished.connect(self._on_told)
        box.open()

    def _on_told(self) -> None:
        self._box = None


def _do(button: QPushButton, what: _Copy | _Open) -> None:
    button.clicked.disconnect()  # these two leave the box open
    button.clicked.connect(what.run)


class _Copy(QObject):
    """Copies the report."""

    def __init__(self, report: str, parent: QObject) -> None:
        super().__init__(parent)
        self._report = report

    def run(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


class _Open(QObject):
    """Opens the report with whatever shows text."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path

    def run(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))
