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
from ui.jobs import Job, JobContext

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from facilitator.domain.calendar import Told
    from facilitator.projections.paper import Paper
    from facilitator.store import Reader, Store
    from ui.shell import Shell

Write = Callable[["Reader", Path, JobContext], tuple[str, ...]]

ENDINGS = {
    "pdf": "PDF (*.pdf)",
    "md": "Markdown (*.md)",
    "json": "JSON (*.json)",
    "csv": "CSV (*.csv)",
    "ics": "Calendar (*.ics)",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was handed over; `warnings` name characters that no font could draw."""

    path: Path
    warnings: tuple[str, ...]


def write_minutes_file(
    session_id: int, style: str, kind: str, reader: Reader, part: Path, context: JobContext
) -> tuple[str, ...]:
    """Write the minutes of a session as pdf, md or json."""
    from facilitator.projections.minutes import build_minutes

    minutes = build_minutes(reader, session_id, "joint", style)
    if kind != "pdf":
        from facilitator.exchange import render

        part.write_text(render.minutes_text(minutes, kind), encoding="utf-8")
        return ()
    return print_paper(minutes, part, context)


def print_paper(paper: Paper, part: Path, context: JobContext) -> tuple[str, ...]:
    """Write a projection as PDF; return the characters that no font could draw."""
    from facilitator.documents import write_paper
    from ui.fonts import find_font

    return write_paper(
        paper,
        part,
        find_font=find_font,
        progress=partial(_report, context),
        cancelled=partial(_is_cancelled, context),
    ).missing


def write_agenda_file(
    session_id: int, reader: Reader, part: Path, context: JobContext
) -> tuple[str, ...]:
    """Write the room's agenda of a session as PDF."""
    from facilitator.projections.agenda import build_agenda

    return print_paper(build_agenda(reader, session_id), part, context)


def write_prebrief_file(
    session_id: int, party_id: int, reader: Reader, part: Path, context: JobContext
) -> tuple[str, ...]:
    """Write what one party reads before a session as PDF."""
    from facilitator.projections.prebrief import build_prebrief

    return print_paper(build_prebrief(reader, session_id, party_id), part, context)


def write_goals_file(reader: Reader, part: Path, context: JobContext) -> tuple[str, ...]:
    """Write the goals with their timeline as PDF."""
    from facilitator.projections.goals import build_goals

    return print_paper(build_goals(reader), part, context)


def write_plan_file(reader: Reader, part: Path, context: JobContext) -> tuple[str, ...]:
    """Write the communication plan as PDF (K1)."""
    from facilitator.projections.plan import build_plan

    return print_paper(build_plan(reader), part, context)


def write_record_file(
    from_on: str | None, to_on: str | None, reader: Reader, part: Path, context: JobContext
) -> tuple[str, ...]:
    """Write many sessions as one PDF."""
    from datetime import date

    from facilitator.projections.record import build_record

    days = [date.fromisoformat(day) if day else None for day in (from_on, to_on)]
    return print_paper(build_record(reader, *days), part, context)


def write_register_file(
    what: str, kind: str, reader: Reader, part: Path, context: JobContext
) -> tuple[str, ...]:
    """Write the decisions, actions, glossary, goals or data as csv, md or json."""
    from facilitator.exchange import render
    from facilitator.projections.registers import build_actions, build_decisions

    if what == "decisions":
        text = render.decisions_text(build_decisions(reader), kind)
    elif what == "glossary":
        from facilitator.projections.glossary import build_glossary

        text = render.glossary_text(build_glossary(reader), kind)
    elif what == "goals":
        from facilitator.projections.goals import build_goals

        text = render.goals_text(build_goals(reader), kind)
    elif what == "data":
        from facilitator.projections.data_register import build_data

        text = render.data_text(build_data(reader), kind)
    else:
        text = render.actions_text(build_actions(reader), kind)
    part.write_text(text, encoding="utf-8", newline="")
    return ()


def write_calendar_file(
    told: list[Told], reader: Reader, part: Path, context: JobContext
) -> tuple[str, ...]:
    """Write sessions and actions as a calendar file; `told` gets what calendars hear by it."""
    from facilitator.exchange.calendar_out import calendar_file
    from facilitator.projections.calendar import build_calendar

    made = calendar_file(build_calendar(reader), partial(_report, context))
    part.write_text(made.text, encoding="utf-8", newline="")
    told[:] = made.told
    return ()


def _report(context: JobContext, share: float) -> None:
    context.report(round(share * 100), 100)


def _is_cancelled(context: JobContext) -> bool:
    return context.is_cancelled


def _work(
    file: Path, clock: Clock, target: Path, kind: str, write: Write, context: JobContext
) -> Written:
    from facilitator.handover import hand_over
    from facilitator.store import Reader

    with Reader.open(file, clock) as reader:
        warnings = hand_over(reader, target, kind, partial(_write_part, write, reader, context))
    return Written(target, warnings)


def _write_part(write: Write, reader: Reader, context: JobContext, part: Path) -> tuple[str, ...]:
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
        name = self.tr("minutes {0}").format(self._label(session_id))
        self._ask(name, kind, partial(self.write_minutes, session_id, style, kind))

    def agenda(self, session_id: int) -> None:
        """Ask for a name and write the room's agenda."""
        name = self.tr("agenda {0}").format(self._label(session_id))
        self._ask(name, "pdf", partial(self.write_agenda, session_id))

    def prebrief(self, session_id: int, party_id: int, party: str) -> None:
        """Ask for a name and write what one party reads before a session (P7)."""
        name = self.tr("pre-brief {0} {1}").format(self._label(session_id), party)
        self._ask(name, "pdf", partial(self.write_prebrief, session_id, party_id))

    def goals(self) -> None:
        """Ask for a name and write the goals with their timeline (G3)."""
        self._ask(self.tr("common goals"), "pdf", self.write_goals)

    def plan(self) -> None:
        """Ask for a name and write the communication plan (K1)."""
        self._ask(self.tr("communication plan"), "pdf", self.write_plan)

    def record(self, from_on: str | None = None, to_on: str | None = None) -> None:
        """Ask for a name and write many sessions as one document."""
        self._ask(self.tr("record"), "pdf", partial(self.write_record, from_on, to_on))

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
        self._ask(name, kind, partial(self.write_register, what, kind))

    def calendar(self) -> None:
        """Ask for a name and write the calendar file of sessions and actions (K4)."""
        self._ask(self.tr("calendar"), "ics", self.write_calendar)

    def write_minutes(self, session_id: int, style: str, kind: str, target: Path) -> Job:
        """Write the minutes to a path; what is printed gets its number first."""
        self.give_numbers(session_id)
        title = self.tr("Writing the minutes")
        return self._start(
            title, target, kind, partial(write_minutes_file, session_id, style, kind)
        )

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

    def write_goals(self, target: Path) -> Job:
        """Write the goals to a path; typing is saved first."""
        self._shell.drafts.flush()
        return self._start(self.tr("Writing the goals"), target, "pdf", write_goals_file)

    def write_plan(self, target: Path) -> Job:
        """Write the communication plan to a path; typing is saved first."""
        self._shell.drafts.flush()
        return self._start(self.tr("Writing the plan"), target, "pdf", write_plan_file)

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

    def _label(self, session_id: int) -> str:
        found = session_labels(self._shell.workspace.reader).get(session_id)
        return found.label.replace("/", "-") if found else ""

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
        self._shell.settings.setValue("export/folder", str(target.parent))
        write(target)

    def _start(self, title: str, target: Path, kind: str, write: Write) -> Job:
        space = self._shell.workspace
        work = partial(_work, space.path, space.clock, target, kind, write)
        job = Job(title, work, takes_turns=True)
        job.done.connect(self._on_done)
        self._shell.run_job(job)
        return job

    def _on_done(self, written: object) -> None:
        if not isinstance(written, Written):
            return
        words = self.tr("Saved {0}. No sealed note is in it.").format(written.path.name)
        if written.warnings:
            words = self.tr("Saved {0}. Some characters could not be drawn: {1}").format(
                written.path.name, " ".join(written.warnings)
            )
        self._shell.toast(words)
        self.handed_over.emit(written)

    def show_in_folder(self, path: Path) -> None:
        """Open the folder that holds a file."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
