"""How people reach what `Files` does: notices, palette, the title's menu, a file dropped in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu

from facilitator.errors import (
    FileDamaged,
    FileEmpty,
    FileLocked,
    FileMissing,
    FileProblem,
    FileReadOnly,
    FileTruncated,
    FileUnreadable,
    PassphraseWrong,
    WriteFailed,
)
from ui import icons
from ui.actions import Command
from ui.files import ENDING, PAPER

if TYPE_CHECKING:
    from ui.files import Files
    from ui.main_window import MainWindow

translate = QCoreApplication.translate

_BROKEN = (FileDamaged, FileEmpty, FileTruncated, FileUnreadable, PassphraseWrong)
Call = Callable[[], object]


def ways_on(files: Files, error: BaseException) -> list[tuple[str, Call]]:
    """Return what can be done about a file that cannot be used: (words, what to call)."""
    if not isinstance(error, FileProblem | WriteFailed):
        return []
    path = error.path
    read = (translate("files", "Open read-only"), partial(files.open_read_only, path))
    copy = (translate("files", "Work on a copy"), partial(files.work_on_copy, path))
    back = (translate("files", "Get an earlier state back"), partial(files.get_back, path))
    if isinstance(error, FileLocked) or files.cannot_be_changed(path, error):
        return [read, copy]
    if isinstance(error, FileReadOnly):
        return [copy]
    if isinstance(error, FileMissing):
        return [(translate("files", "Find it"), partial(files.find_moved, path)), back]
    return [back] if isinstance(error, _BROKEN) else []


def tell_read_only(window: MainWindow, before: BaseException | None) -> None:
    """Say who holds a file that was opened to read, and how to change things all the same."""
    banner, path = window.banner, window.workspace.path
    title = translate("files", "{0} is open read-only.").format(path.name)
    if isinstance(before, FileLocked) and before.path == path:
        title = translate("files", "{0} has it open since {1}. You can read.").format(
            before.holder, before.since
        )
    more = translate("files", "Nothing can be changed here.")
    banner.show_notice(title, more, tone="warn", icon="lock-simple")
    words = translate("files", "Work on a copy")
    banner.add_button(words, partial(window.files.work_on_copy, path), link=True)
    banner.set_closable(True)


def file_commands(window: MainWindow) -> list[Command]:
    """Return what can be done with files, for the palette."""
    files, group = window.files, translate("files", "Files")
    rows: list[tuple[str, str, Call, str, str]] = [
        ("open", translate("files", "Open an engagement"), files.ask_open, "Ctrl+O",
         "folder-open"),
        ("new", translate("files", "New engagement"), files.begin_form, "Ctrl+Shift+N", "plus"),
        ("minutes", translate("files", "Open minutes (PDF)…"), files.ask_minutes, "", "file-pdf"),
        ("demo", translate("files", "Demo engagement"), files.demo, "", "play"),
        ("back", translate("files", "Get an earlier state back"), files.get_back, "",
         "arrow-counter-clockwise"),
    ]  # fmt: skip
    if window.workspace.is_open:
        rows += [
            ("copy", translate("files", "Save a copy"), files.save_copy, "Ctrl+Shift+S", "copy"),
            ("share", translate("files", "Share minutes…"), files.share, "Ctrl+Shift+E", "export"),
            ("record", translate("files", "Write the record"), files.record, "", "newspaper"),
            (
                "handover",
                translate("files", "Handover pack for a stand-in (PDF)"),
                files.handover,
                "",
                "file-pdf",
            ),
            (
                "report",
                translate("files", "Report for the executives (PDF)"),
                files.report,
                "",
                "file-pdf",
            ),
        ]
        rows += _passphrase_rows(window)
    words = translate("files", "Settings")
    rows.append(("settings", words, files.settings, "Ctrl+,", "gear"))
    return [
        Command(f"file.{name}", words, run, shortcut=key, icon=icon, group=group)
        for name, words, run, key, icon in rows
    ]


def _passphrase_rows(window: MainWindow) -> list[tuple[str, str, Call, str, str]]:
    """Return what can be done about a passphrase; one that cannot be written keeps its own."""
    space, protection = window.workspace, window.files.protection
    found: list[tuple[str, str, Call, str, str]] = []
    if space.is_protected:
        words = translate("files", "Close and forget the passphrase")
        found.append(("lock", words, protection.lock, "Ctrl+Shift+L", "lock-simple"))
    if space.read_only:
        return found
    if not space.is_protected:
        words = translate("files", "Protect with a passphrase")
        return [("protect", words, protection.protect, "", "lock-simple")]
    change = translate("files", "Change the passphrase")
    remove = translate("files", "Remove the passphrase")
    return [
        *found,
        ("passphrase", change, protection.protect, "", "pencil-simple"),
        ("unprotect", remove, protection.remove, "", "x-circle"),
    ]


def engagement_menu(window: MainWindow, at: QPoint) -> QMenu:
    """Show what can be done with the engagement, below its title."""
    files = window.files
    settings = ("gear", translate("files", "Settings"), files.settings)
    rows: list[tuple[str, str, Call]] = [
        ("folder-open", translate("files", "Open an engagement"), files.ask_open), settings
    ]  # fmt: skip
    if window.workspace.is_open:
        back = translate("files", "Get an earlier state back")
        rows = [
            ("users", translate("files", "People and facts"), partial(window.go, "people")),
            ("copy", translate("files", "Save a copy"), files.save_copy),
            ("file-pdf", translate("files", "Open minutes (PDF)…"), files.ask_minutes),
            ("arrow-counter-clockwise", back, files.get_back),
            settings,
            *((icon, words, run) for _id, words, run, _key, icon in _passphrase_rows(window)),
            ("x", translate("files", "Close engagement"), window.close_engagement),
        ]
    menu = QMenu(window)
    menu.aboutToHide.connect(menu.deleteLater)
    for icon, words, run in rows:
        menu.addAction(icons.icon(icon), words).triggered.connect(partial(_call, run))
    menu.popup(at)
    return menu


def _call(run: Call, _checked: bool = False) -> None:
    run()


class DropTarget(QObject):
    """Opens an engagement, or minutes as PDF, that is dropped onto the window."""

    def __init__(self, window: MainWindow, files: Files) -> None:
        super().__init__(window)
        self._files = files
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or (path := _dropped(event)) is None:
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
            is_paper = path.suffix.lower() == PAPER
            (self._files.open_minutes if is_paper else self._files.open)(path)
        return True


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    if path is None or (path.suffix != ENDING and path.suffix.lower() != PAPER):
        return None
    return path
