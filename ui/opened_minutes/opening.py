"""Open a minutes PDF: read and verified in the background, then shown (M4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from ui.jobs import Job, JobContext
from ui.replies.opening import show_reply

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from facilitator.domain.brought import BroughtMinutes
    from facilitator.exchange.minutes_in import ReadMinutes
    from facilitator.exchange.reply_in import ReadReply
    from facilitator.projections.changes import Change
    from facilitator.queries.from_minutes import Standing
    from facilitator.store import Reader
    from facilitator.verifying import Verification
    from ui.shell import Shell

translate = QCoreApplication.translate
ENDING = ".pdf"


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known of an opened paper.

    `offer` is None where its data was changed; `standing` where no engagement is open; `changes`
    where its session is not one of the open engagement.
    """

    read: ReadMinutes
    found: Verification
    offer: BroughtMinutes | None
    standing: Standing | None
    changes: tuple[Change, ...] | None


def ask_for_minutes(shell: Shell) -> None:
    """Ask which PDF, and open it."""
    folder = str(shell.settings.value("export/folder", str(Path.home())))
    words = translate("opened", "Open minutes (PDF)")
    dialog = QFileDialog(shell.window_widget, words, folder)
    dialog.setNameFilters([translate("opened", "Minutes (*.pdf)")])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(partial(_on_file, shell))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _on_file(shell: Shell, name: str) -> None:
    open_minutes(shell, Path(name))


def open_minutes(shell: Shell, path: Path) -> Job:
    """Read a PDF in the background, then show what it is."""
    shell.drafts.flush()
    space = shell.workspace
    file = (space.path, space.clock) if space.is_open else None
    title = translate("opened", "Reading {0}").format(path.name)
    job = Job(title, partial(_read, file, path))
    job.done.connect(partial(_on_read, shell))
    shell.run_job(job)
    return job


def _on_read(shell: Shell, opened: object) -> None:
    from ui.opened_minutes.dialog import OpenedMinutesDialog

    if isinstance(opened, Opened):
        OpenedMinutesDialog(shell, opened).open()
    else:
        show_reply(shell, opened)


def _read(file: tuple[Path, Clock] | None, path: Path, context: JobContext) -> Opened | ReadReply:
    """Return minutes, or a reply sheet to some where an engagement is open."""
    from facilitator.errors import PaperWithoutData, ReplyProblem
    from facilitator.exchange.reply_in import read_reply

    try:
        return _read_minutes(file, path, context)
    except PaperWithoutData:
        if file is None:
            raise
        try:
            return read_reply(path, partial(_is_cancelled, context))
        except ReplyProblem as error:
            if error.problem != "not_reply":
                raise
        raise


def _read_minutes(file: tuple[Path, Clock] | None, path: Path, context: JobContext) -> Opened:
    from facilitator.exchange.minutes_brought import brought
    from facilitator.exchange.minutes_in import read_minutes
    from facilitator.store import Reader
    from facilitator.verifying import verify

    read = read_minutes(path, partial(_is_cancelled, context))
    offer = brought(read) if read.is_unchanged else None
    if file is None:
        return Opened(read, verify(read), offer, None, None)
    with Reader.open(*file) as reader:
        return look_again(reader, read, offer)


def look_again(reader: Reader, read: ReadMinutes, offer: BroughtMinutes | None) -> Opened:
    """Return what an engagement knows of a paper now."""
    from facilitator.queries.from_minutes import session_like, standing_of
    from facilitator.verifying import verify

    session = read.paper.session
    mine = session_like(reader, read.paper.engagement.title, session.number, session.starts)
    standing = standing_of(reader, offer) if offer is not None else None
    changed = None if mine is None else _changes(reader, mine, read)
    return Opened(read, verify(read, reader), offer, standing, changed)


def _changes(reader: Reader, session_id: int, read: ReadMinutes) -> tuple[Change, ...]:
    from facilitator.projections.changes import changes
    from facilitator.projections.minutes import build_minutes

    now = build_minutes(reader, session_id, "joint", read.paper.style)
    return changes(read.paper, now)


def _is_cancelled(context: JobContext) -> bool:
    return context.is_cancelled
