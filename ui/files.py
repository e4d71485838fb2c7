"""Whole files: begin one, open one, find one that was moved, copy one, get an earlier state back.

Asks where to, works in the background, and says what came of it. The window holds one of these.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from facilitator import preferences
from facilitator.errors import WriteFailed
from ui import file_work
from ui.jobs import Job, JobContext

if TYPE_CHECKING:
    from ui.file_work import Beginning
    from ui.protection import Protection
    from ui.shell import Shell

ENDING = ".facilitator"
PAPER = ".pdf"


def documents_folder() -> Path:
    """Return where a person keeps documents; the home folder where there is no such place."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()


def is_taken(path: Path) -> bool:
    """Tell whether something has that name; a name no system can have is not taken."""
    try:
        return path.exists() or path.is_symlink()
    except OSError:
        return False


def free_name(folder: Path, stem: str) -> Path:
    """Return a name in `folder` that nothing has yet: `Demo`, then `Demo 2`."""
    path = folder / f"{stem}{ENDING}"
    number = 2
    while is_taken(path):
        path = folder / f"{stem} {number}{ENDING}"
        number += 1
    return path


class Files(QObject):
    """The ways into and out of engagement files, for pages, palette and notices."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.window_widget)
        self._shell = shell
        self._is_busy = False
        self._protection: Protection | None = None

    @property
    def protection(self) -> Protection:
        """Return what opens, protects and forgets files with a passphrase."""
        if self._protection is None:
            from ui.protection import Protection

            self._protection = Protection(self._shell, self)
        return self._protection

    # --- opening ----------------------------------------------------------------------------

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        recent = preferences.recent_files()
        folder = recent[0].parent if recent else documents_folder()
        self._ask(self.tr("Open an engagement"), folder, self.open)

    def open(self, path: Path) -> None:
        """Open a file; a failure is told with its way on."""
        self._shell.open_engagement(path)

    def ask_minutes(self) -> None:
        """Ask for a minutes PDF, and show what it is (M4)."""
        from ui.opened_minutes.opening import ask_for_minutes

        ask_for_minutes(self._shell)

    def open_minutes(self, path: Path) -> None:
        """Show what a minutes PDF is; a failure is told."""
        from ui.opened_minutes.opening import open_minutes

        open_minutes(self._shell, path)

    def open_read_only(self, path: Path) -> None:
        """Open a file that somebody else holds, to read."""
        self._shell.open_engagement(path, read_only=True)

    def cannot_be_changed(self, path: Path, error: BaseException) -> bool:
        """Tell whether a file did not open only because nothing can be written beside it."""
        space = self._shell.workspace
        is_open = space.is_open and space.path == path
        is_engagement = path.suffix == ENDING and is_taken(path)
        return isinstance(error, WriteFailed) and is_engagement and not is_open

    def find_moved(self, path: Path) -> None:
        """Ask where a file is now; what is found takes its place in the list."""
        folder = path.parent if path.parent.is_dir() else documents_folder()
        title = self.tr("Where is {0} now?").format(path.name)
        self._ask(title, folder, partial(self._on_found, path))

    def _on_found(self, old: Path, new: Path) -> None:
        self._shell.open_engagement(new, then=partial(self.forget, old) if new != old else None)

    def forget(self, path: Path) -> None:
        """Take a file off the list; the file itself stays."""
        try:
            preferences.forget_recent(path)
        except WriteFailed as error:
            self._shell.error(error)

    def show_folder(self, path: Path) -> None:
        """Open the folder of a file in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    # --- beginning --------------------------------------------------------------------------

    def begin_form(self) -> None:
        """Show the form for a new engagement; what is open is closed, everything is saved."""
        if self._shell.workspace.is_open:
            self._shell.close_engagement()
        if not self._shell.workspace.is_open:
            self._shell.go("start", new=True)

    def begin(self, wanted: Beginning) -> None:
        """Write a new engagement and show it."""
        work = partial(file_work.make_engagement, wanted, self._shell.workspace.clock)
        self._run(self.tr("Beginning the engagement"), work, self._on_begun)

    def _on_begun(self, path: object) -> None:
        if isinstance(path, Path) and self._shell.open_engagement(path):
            self._shell.go("guide", step="parties")
            self._shell.toast(self.tr("Begun. Everything you type is saved in {0}.").format(path))

    def demo(self) -> None:
        """Write the demo into the documents, or where a person says when it is there already."""
        target = documents_folder() / f"Demo{ENDING}"
        if not is_taken(target):
            self._make_demo(target)
            return
        offered = free_name(target.parent, "Demo")
        self.ask_new(self.tr("Where to put the demo"), offered, self._make_demo)

    def _make_demo(self, target: Path) -> None:
        work = partial(file_work.make_demo, target, self._shell.workspace.clock)
        self._run(self.tr("Writing the demo"), work, self._on_demo)

    def _on_demo(self, path: object) -> None:
        if isinstance(path, Path) and self._shell.open_engagement(path):
            words = self.tr("The demo is yours to play with. It is in {0}.").format(path)
            self._shell.toast(words)

    # --- copies -----------------------------------------------------------------------------

    def save_copy(self) -> None:
        """Ask what a copy may hold, and where to put it (E9)."""
        from ui.dialogs.save_copy import SaveCopyDialog

        SaveCopyDialog(self._shell).open()

    def ask_copy(self, offered: Path, *, everything: bool, passphrase: str = "") -> None:
        """Ask for a name and write a copy of what is open; one to hand on may have a passphrase."""
        write = partial(self._copy, self._shell.workspace.path, everything)
        if passphrase:
            write = partial(self._copy_protected, self._shell.workspace.path, passphrase)
        self.ask_new(self.tr("Save a copy"), offered, write)

    def _copy(self, source: Path, everything: bool, target: Path) -> None:
        self._shell.drafts.flush()
        work = partial(file_work.copy_file, source, target, everything)
        done = self._on_copied if everything else self._on_copied_to_hand_on
        self._run(self.tr("Saving a copy"), work, done)

    def _copy_protected(self, source: Path, passphrase: str, target: Path) -> None:
        self._shell.drafts.flush()
        work = partial(file_work.copy_with_passphrase, source, target, passphrase)
        self._run(self.tr("Saving a copy"), work, self._on_copied_protected)

    def _on_copied_protected(self, path: object) -> None:
        self._keep_receipt(path)
        words = self.tr("Saved {0}, with its own passphrase. No sealed note is in it.")
        self._shell.toast(words.format(path))

    def _on_copied(self, path: object) -> None:
        self._shell.toast(self.tr("Saved {0}, sealed notes included.").format(path))

    def _keep_receipt(self, path: object) -> None:
        """Keep that a copy was handed on, for everybody (S2)."""
        from facilitator.handover import Leaving, note_handed, proven_by_words

        space = self._shell.workspace
        if isinstance(path, Path) and space.is_open and not space.read_only:
            handed = proven_by_words(space.reader, path, "facilitator")
            space.run(note_handed, Leaving("copy"), handed)

    def _on_copied_to_hand_on(self, path: object) -> None:
        self._keep_receipt(path)
        self._shell.toast(self.tr("Saved {0}. No sealed note is in it.").format(path))

    def work_on_copy(self, path: Path) -> None:
        """Ask for a name, copy a file that cannot be written, and open the copy."""
        folder = path.parent if os.access(path.parent, os.W_OK) else documents_folder()
        offered = free_name(folder, self.tr("{0} copy").format(path.stem))
        self.ask_new(self.tr("Work on a copy"), offered, partial(self._copy_and_open, path))

    def _copy_and_open(self, source: Path, target: Path) -> None:
        work = partial(file_work.copy_file, source, target, True)
        run = partial(self._run, self.tr("Copying"), work, self._on_opened_copy)
        self.protection.when_unlocked(source, run)

    def _on_opened_copy(self, path: object) -> None:
        if isinstance(path, Path):
            words = self.tr("You are working on {0}.").format(path)
            self._shell.open_engagement(path, then=partial(self._shell.toast, words))

    # --- getting it back --------------------------------------------------------------------

    def get_back(self, path: Path | None = None) -> None:
        """Show the earlier states of a file, or ask for a backup."""
        from ui.dialogs.get_back import GetBackDialog

        open_here = self._shell.workspace.path if self._shell.workspace.is_open else None
        GetBackDialog(self._shell, path or open_here).open()

    def ask_backup(self, take: Callable[[Path], object]) -> None:
        """Ask for a backup file."""
        self._ask(self.tr("Choose a backup"), documents_folder(), take)

    def ask_bring_back(self, saved: Path, offered: Path) -> None:
        """Ask for a new name and bring an earlier state back under it."""
        take = partial(self._bring_back, saved)
        self.ask_new(self.tr("Bring back as a new file"), offered, take)

    def _bring_back(self, saved: Path, target: Path) -> None:
        work = partial(file_work.bring_back, saved, target)
        run = partial(self._run, self.tr("Bringing it back"), work, self._on_brought_back)
        self.protection.when_unlocked(saved, run)  # it may have another passphrase than the file

    def _on_brought_back(self, path: object) -> None:
        if isinstance(path, Path):
            words = self.tr("Back as {0}. The other file was left as it is.").format(path)
            self._shell.open_engagement(path, then=partial(self._shell.toast, words))

    # --- dialogs ----------------------------------------------------------------------------

    def share(self, session_id: int | None = None, style: str | None = None) -> None:
        """Ask for whom and in which form, and share the minutes of a session or the last (M5)."""
        from ui.share.dialog import share_minutes

        share_minutes(self._shell, session_id, style)

    def record(self) -> None:
        """Ask from when to when, and write the record of those sessions."""
        from ui.dialogs.record_form import RecordDialog

        RecordDialog(self._shell, self._shell.window_widget).open()

    def report(self) -> None:
        """Ask for the days, and write one page for the executives (M6)."""
        from ui.dialogs.report_form import ReportDialog

        ReportDialog(self._shell, self._shell.window_widget).open()

    def handover(self) -> None:
        """Write what a stand-in facilitator needs (E8)."""
        self._shell.exports.handover()

    def settings(self) -> None:
        """Show the settings."""
        from ui.dialogs.settings import SettingsDialog

        SettingsDialog(self._shell).open()

    # --- inside -----------------------------------------------------------------------------

    def _run(
        self, title: str, work: Callable[[JobContext], object], done: Callable[[object], None]
    ) -> None:
        """Run one piece of work at a time: a second press while it works is the same wish."""
        if self._is_busy:
            return
        self._is_busy = True
        job = Job(title, work, can_cancel=False)
        job.done.connect(done)
        job.finished.connect(self._on_finished)
        self._shell.run_job(job)

    def _on_finished(self) -> None:
        self._is_busy = False

    def _ask(self, title: str, folder: Path, take: Callable[[Path], object]) -> None:
        dialog = self._dialog(title, folder, take)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Engagements (*{0})").format(ENDING), self.tr("All (*)")])
        dialog.open()

    def ask_new(self, title: str, offered: Path, take: Callable[[Path], object]) -> None:
        """Ask for a name that nothing has; what is there is refused later, never replaced."""
        dialog = self._dialog(title, offered.parent, take)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(ENDING.removeprefix("."))
        dialog.selectFile(offered.name)
        dialog.open()

    def _dialog(self, title: str, folder: Path, take: Callable[[Path], object]) -> QFileDialog:
        home: QWidget = self._shell.window_widget
        dialog = QFileDialog(home, title, str(folder))
        dialog.fileSelected.connect(partial(_take_path, take))
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def _take_path(take: Callable[[Path], object], name: str) -> None:
    take(Path(name))
