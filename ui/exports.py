"""Everything that leaves from the window: asked where to, written in the background, read again.

The window composes what the layers below may not: a question to the file, a projection, paper or
an export, and the scan for sealed words. A job opens its own reader; nothing here holds a widget.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from facilitator.commands.calendar import noting_told
from facilitator.commands.numbers import issue_for_session
from facilitator.queries.engagement import engagement
from facilitator.queries.numbers import session_labels
from ui.export_files import (
    Made,
    write_agenda_file,
    write_calendar_file,
    write_copy_file,
    write_goals_file,
    write_handover_file,
    write_minutes_file,
    write_plan_file,
    write_prebrief_file,
    write_record_file,
    write_register_file,
    write_reply_sheet_file,
    write_report_file,
    write_run_book_part,
    write_signed_minutes_file,
)
from ui.jobs import Job, JobContext
from ui.leaves import Leaves

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from facilitator.documents.signing import SigningKey
    from facilitator.domain.calendar import Told
    from facilitator.handover import Handed, Leaving
    from facilitator.store import Reader, Store
    from ui.shell import Shell

Write = Callable[["Reader", Path, JobContext], Made]

ENDINGS = {
    "pdf": "PDF (*.pdf)",
    "md": "Markdown (*.md)",
    "html": "HTML (*.html)",
    "json": "JSON (*.json)",
    "csv": "CSV (*.csv)",
    "ics": "Calendar (*.ics)",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was handed over; `warnings` name characters that no font could draw."""

    path: Path
    warnings: tuple[str, ...]
    leaving: Leaving
    handed: Handed[Made]


def _work(
    file: Path, clock: Clock, target: Path, kind: str, write: Write, context: JobContext
) -> Written:
    from facilitator.handover import hand_over_proven, leaving_of
    from facilitator.store import Reader

    with Reader.open(file, clock) as reader:
        writing = partial(_write_part, write, reader, context)
        handed = hand_over_proven(reader, target, kind, writing)
    leaving = leaving_of(handed.result.paper)  # its code takes a while where there is much
    return Written(target, handed.result.missing, leaving, handed)


def _work_run_book(
    file: Path, clock: Clock, session_id: int, target: Path, context: JobContext
) -> Written:
    """Write a run book: it may hold sealed words, so its receipt counts nothing."""
    from facilitator.handover import Leaving, hand_over_proven
    from facilitator.projections.run_book import build_run_book
    from facilitator.store import Reader

    with Reader.open(file, clock) as reader:
        book = build_run_book(reader, session_id)
        write = partial(write_run_book_part, book, context)
        handed = hand_over_proven(reader, target, "pdf", write, paper=book, for_facilitator=True)
    leaving = Leaving("runbook", book.audience, session=book.session.number)
    return Written(target, handed.result.missing, leaving, handed)


def _write_part(write: Write, reader: Reader, context: JobContext, part: Path) -> Made:
    return write(reader, part, context)


class Exports(QObject):
    """Asks where to, then writes in the background. `handed_over` carries a `Written`."""

    handed_over = Signal(object)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell

    # --- what can leave -----------------------------------------------------------------------

    def minutes(self, session_id: int, style: str = "reasons", kind: str = "pdf") -> None:
        """Ask for a name and write the minutes of a session, running or closed (M1, V11)."""
        name = self.tr("minutes {0}").format(self.label(session_id))
        self._ask(name, kind, partial(self.write_minutes, session_id, style, kind))

    def copy(self, session_id: int, style: str, audience: str, name: str) -> None:
        """Ask for a name and write the copy of a session for one audience (M3)."""
        called = self.tr("executive summary") if audience == "executive" else self.tr("minutes")
        words = f"{called} {self.label(session_id)} {name}".strip()
        self._ask(words, "pdf", partial(self.write_copy, session_id, style, audience))

    def run_book(self, session_id: int) -> None:
        """Ask for a name and write what the facilitator alone has on the table (P7)."""
        if not self._shell.room.refuse():
            name = self.tr("run book {0}").format(self.label(session_id))
            self._ask(name, "pdf", partial(self.write_run_book, session_id))

    def agenda(self, session_id: int, *, is_told: bool = False) -> None:
        """Ask for a name and write the room's agenda; `is_told` where what leaves is in sight."""
        label = self.label(session_id)
        name, write = self.tr("agenda {0}").format(label), partial(self.write_agenda, session_id)
        if is_told:
            self._ask(name, "pdf", write)
        else:
            self._tell(Leaves("agenda", "pdf", "room", label), name, write)

    def prebrief(self, session_id: int, party_id: int, party: str) -> None:
        """Ask for a name and write what one party reads before a session (P7)."""
        name = self.tr("pre-brief {0} {1}").format(self.label(session_id), party)
        leaves = Leaves("prebrief", "pdf", party, self.label(session_id))
        self._tell(leaves, name, partial(self.write_prebrief, session_id, party_id))

    def signed_minutes(self, session_id: int, style: str, key: SigningKey) -> None:
        """Ask for a name and write minutes that went out, signed (M2)."""
        name = self.tr("minutes {0} signed").format(self.label(session_id))
        self._ask(name, "pdf", partial(self.write_signed_minutes, session_id, style, key))

    def reply_sheet(self, session_id: int, party_id: int, party: str) -> None:
        """Ask for a name and write the sheet on which a side answers to minutes (M2)."""
        name = self.reply_sheet_name(session_id, party)
        leaves = Leaves("reply", "pdf", party, self.label(session_id))
        self._tell(leaves, name, partial(self.write_reply_sheet, session_id, party_id))

    def reply_sheet_name(self, session_id: int, party: str) -> str:
        """Return what the sheet of a side is called."""
        return self.tr("reply sheet {0} {1}").format(self.label(session_id), party)

    def goals(self) -> None:
        """Ask for a name and write the goals with their timeline (G3)."""
        self._tell(Leaves("goals", "pdf"), self.tr("common goals"), self.write_goals)

    def plan(self) -> None:
        """Ask for a name and write the communication plan (K1)."""
        self._tell(Leaves("plan", "pdf"), self.tr("communication plan"), self.write_plan)

    def handover(self) -> None:
        """Ask for a name and write what a stand-in facilitator needs (E8)."""
        self._tell(Leaves("handover", "pdf"), self.tr("handover pack"), self.write_handover)

    def report(self, from_on: str | None = None, to_on: str | None = None) -> None:
        """Ask for a name and write one page for the executives (M6)."""
        leaves = Leaves("report", "pdf", "executive")
        self._tell(leaves, self.tr("report"), partial(self.write_report, from_on, to_on))

    def record(self, from_on: str | None = None, to_on: str | None = None) -> None:
        """Ask for a name and write many sessions as one document."""
        leaves = Leaves("record", "pdf")
        self._tell(leaves, self.tr("record"), partial(self.write_record, from_on, to_on))

    def register(self, what: str, kind: str) -> None:
        """Ask for a name and write the decisions, the actions, the glossary or the goals."""
        names = {
            "decisions": self.tr("decisions"),
            "actions": self.tr("actions"),
            "glossary": self.tr("glossary"),
            "goals": self.tr("goals"),
            "data": self.tr("data"),
        }
        name = names[what]
        self._tell(Leaves(what, kind), name, partial(self.write_register, what, kind))

    def calendar(self) -> None:
        """Ask for a name and write the calendar file of sessions and actions (K4)."""
        self._tell(Leaves("calendar", "ics"), self.tr("calendar"), self.write_calendar)

    def write_minutes(self, session_id: int, style: str, kind: str, target: Path) -> Job:
        """Write the minutes to a path; what is printed gets its number first."""
        self.give_numbers(session_id)
        title = self.tr("Writing the minutes")
        return self._start(
            title, target, kind, partial(write_minutes_file, session_id, style, kind)
        )

    def write_copy(self, session_id: int, style: str, audience: str, target: Path) -> Job:
        """Write the copy of a session for one audience to a path."""
        self.give_numbers(session_id)
        write = partial(write_copy_file, session_id, style, audience)
        return self._start(self.tr("Writing the copy"), target, "pdf", write)

    def write_run_book(self, session_id: int, target: Path) -> Job:
        """Write the run book to a path; it goes through a door of its own."""
        self.give_numbers(session_id)
        space = self._shell.workspace
        job = Job(
            self.tr("Writing the run book"),
            partial(_work_run_book, space.path, space.clock, session_id, target),
            takes_turns=True,
        )
        job.done.connect(partial(self._on_done, space.store))
        self._shell.run_job(job)
        return job

    def write_agenda(self, session_id: int, target: Path) -> Job:
        """Write the agenda to a path."""
        self.give_numbers(session_id)
        title = self.tr("Writing the agenda")
        return self._start(title, target, "pdf", partial(write_agenda_file, session_id))

    def write_prebrief(self, session_id: int, party_id: int, target: Path) -> Job:
        """Write the pre-brief of one party to a path."""
        self.give_numbers(session_id)
        title = self.tr("Writing the pre-brief")
        write = partial(write_prebrief_file, session_id, party_id)
        return self._start(title, target, "pdf", write)

    def write_signed_minutes(
        self, session_id: int, style: str, key: SigningKey, target: Path
    ) -> Job:
        """Write signed minutes to a path."""
        title = self.tr("Signing the minutes")
        write = partial(write_signed_minutes_file, session_id, style, key)
        return self._start(title, target, "pdf", write)

    def write_reply_sheet(self, session_id: int, party_id: int, target: Path) -> Job:
        """Write the reply sheet of a side to a path."""
        title = self.tr("Writing the reply sheet")
        write = partial(write_reply_sheet_file, session_id, party_id)
        return self._start(title, target, "pdf", write)

    def write_goals(self, target: Path) -> Job:
        """Write the goals to a path; typing is saved first."""
        self._shell.drafts.flush()
        return self._start(self.tr("Writing the goals"), target, "pdf", write_goals_file)

    def write_plan(self, target: Path) -> Job:
        """Write the communication plan to a path; typing is saved first."""
        self._shell.drafts.flush()
        return self._start(self.tr("Writing the plan"), target, "pdf", write_plan_file)

    def write_handover(self, target: Path) -> Job:
        """Write the handover pack to a path; typing is saved first."""
        self._shell.drafts.flush()
        title = self.tr("Writing the handover pack")
        return self._start(title, target, "pdf", write_handover_file)

    def write_report(self, from_on: str | None, to_on: str | None, target: Path) -> Job:
        """Write the report for the executives to a path; typing is saved first."""
        self._shell.drafts.flush()
        title = self.tr("Writing the report")
        return self._start(title, target, "pdf", partial(write_report_file, from_on, to_on))

    def write_record(self, from_on: str | None, to_on: str | None, target: Path) -> Job:
        """Write the record to a path."""
        title = self.tr("Writing the record")
        return self._start(title, target, "pdf", partial(write_record_file, from_on, to_on))

    def write_register(self, what: str, kind: str, target: Path) -> Job:
        """Write the log or the list to a path."""
        title = self.tr("Writing the list")
        return self._start(title, target, kind, partial(write_register_file, what, kind))

    def write_calendar(self, target: Path) -> Job:
        """Write the calendar file to a path; once it is there, what it told is kept (K4)."""
        self._shell.drafts.flush()
        told: list[Told] = []
        title = self.tr("Writing the calendar")
        job = self._start(title, target, "ics", partial(write_calendar_file, told))
        job.done.connect(partial(self._on_calendar_written, self._shell.workspace.store, told))
        return job

    def _on_calendar_written(self, store: Store, told: list[Told], _: object) -> None:
        if told and not store.read_only:
            self._keep_told(store, noting_told(store, told))

    def _keep_told(self, store: Store, noting: Iterator[int]) -> None:
        """Keep some of what calendars were told, the rest when the window has had its turn."""
        space = self._shell.workspace
        if not space.is_open or space.store is not store:
            return  # the file was closed meanwhile; the next export tells the rest again
        if next(noting, None) is not None:
            QTimer.singleShot(0, self, partial(self._keep_told, store, noting))

    def give_numbers(self, session_id: int) -> None:
        """Give what a paper of this session prints its numbers; typing is saved first."""
        if not self._shell.workspace.read_only:
            self._shell.drafts.flush()
            self._shell.workspace.run(issue_for_session, session_id)

    # --- where to -----------------------------------------------------------------------------

    def label(self, session_id: int) -> str:
        """Return the number of a session as file names have it."""
        found = session_labels(self._shell.workspace.reader).get(session_id)
        return found.label.replace("/", "-") if found else ""

    def keep_folder(self, folder: Path) -> None:
        """Remember where the last file went."""
        self._shell.settings.setValue("export/folder", str(folder))

    def suggested(self, name: str, kind: str) -> Path:
        """Return the path that the dialog offers: the folder used last, a name that tells."""
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = Path(
            str(self._shell.settings.value("export/folder", documents or str(Path.home())))
        )
        title = engagement(self._shell.workspace.reader).title
        plain = re.sub(r"[^\w .-]+", " ", f"{title} {name}").strip()
        return folder / f"{' '.join(plain.split())}.{kind}"

    def _tell(self, leaves: Leaves, name: str, write: Callable[[Path], object]) -> None:
        """Say what leaves and who will see it, then ask for a name (S2)."""
        from ui.dialogs.leaving import LeavingDialog

        go_on = partial(self._ask, name, leaves.form, write)
        LeavingDialog(self._shell, leaves, go_on).open()

    def _ask(self, name: str, kind: str, write: Callable[[Path], object]) -> None:
        offered = self.suggested(name, kind)
        dialog = QFileDialog(
            self._shell.window_widget, self.tr("Save"), str(offered.parent), ENDINGS[kind]
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(offered.name)
        dialog.fileSelected.connect(partial(self._on_chosen, write))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, write: Callable[[Path], object], name: str) -> None:
        target = Path(name)
        self.keep_folder(target.parent)
        write(target)

    def _start(self, title: str, target: Path, kind: str, write: Write) -> Job:
        space = self._shell.workspace
        work = partial(_work, space.path, space.clock, target, kind, write)
        job = Job(title, work, takes_turns=True)
        job.done.connect(partial(self._on_done, space.store))
        self._shell.run_job(job)
        return job

    def _on_done(self, store: Store, written: object) -> None:
        if not isinstance(written, Written):
            return
        self.take(store, written)
        words = self.tr("Saved {0}. No sealed note is in it.").format(written.path.name)
        if written.leaving.kind == "runbook":
            words = self.tr("Saved {0}. It is for you alone: do not share it.").format(
                written.path.name
            )
        if written.warnings:
            words = self.tr("Saved {0}. Some characters could not be drawn: {1}").format(
                written.path.name, " ".join(written.warnings)
            )
        self._shell.toast(words)

    def take(self, store: Store, written: Written) -> None:
        """Keep the receipt of a file that was handed over, and tell the pages."""
        self._keep_receipt(store, written)
        self.handed_over.emit(written)

    def _keep_receipt(self, store: Store, written: Written) -> None:
        """Keep what left, for whom and how it was proven (S2); a file that is closed cannot."""
        from facilitator.handover import note_handed

        space = self._shell.workspace
        if space.is_open and space.store is store and not store.read_only:
            space.run(note_handed, written.leaving, written.handed)

    def show_in_folder(self, path: Path) -> None:
        """Open the folder that holds a file."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
