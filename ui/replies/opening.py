"""Bring in a reply sheet: read in the background, then shown before anything is kept (M2)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from ui.jobs import Job, JobContext

if TYPE_CHECKING:
    from facilitator.exchange.reply_in import ReadReply
    from ui.shell import Shell

translate = QCoreApplication.translate


def ask_for_reply(shell: Shell) -> QFileDialog:
    """Ask which sheet came back, and read it."""
    folder = str(shell.settings.value("export/folder", str(Path.home())))
    words = translate("replies", "Bring in a reply sheet")
    dialog = QFileDialog(shell.window_widget, words, folder)
    dialog.setNameFilters([translate("replies", "Reply sheets (*.pdf)")])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(partial(_on_file, shell))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _on_file(shell: Shell, name: str) -> None:
    open_reply(shell, Path(name))


def open_reply(shell: Shell, path: Path) -> Job:
    """Read a sheet in the background, then show what was understood."""
    title = translate("replies", "Reading {0}").format(path.name)
    job = Job(title, partial(_read, path))
    job.done.connect(partial(show_reply, shell))
    shell.run_job(job)
    return job


def show_reply(shell: Shell, read: object) -> None:
    """Show what a sheet says; nothing is kept yet."""
    from facilitator.exchange.reply_in import ReadReply
    from ui.replies.dialog import ReplyDialog

    space = shell.workspace
    if isinstance(read, ReadReply) and space.is_open:
        shell.drafts.flush()
        ReplyDialog(shell, read).open()


def _read(path: Path, context: JobContext) -> ReadReply:
    from facilitator.exchange.reply_in import read_reply

    return read_reply(path, partial(_is_cancelled, context))


def _is_cancelled(context: JobContext) -> bool:
    return context.is_cancelled
