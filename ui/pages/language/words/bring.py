"""Bring words from a file: read in the background, shown first, then written as one step."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from facilitator.clock import Clock
from facilitator.commands.glossary_bring import Brought, bringing
from facilitator.domain.glossary import Clash, Word
from facilitator.errors import FacilitatorError
from facilitator.exchange.glossary_in import NotAGlossary, WordFile, read_words
from facilitator.queries.glossary_import import ImportPlan, plan_import
from facilitator.store import Reader
from ui.dialogs.form import FormDialog
from ui.jobs import Job, JobContext
from ui.pages.language.words.homes import HomesEditor
from ui.shell import Shell
from ui.widgets.card import column
from ui.widgets.fields import FieldLabel
from ui.widgets.naming import identify
from ui.widgets.notices import ProgressStrip
from ui.widgets.rows import Row, RowList
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text
from ui.workspace import Workspace

_MOST_BYTES = 200_000_000
_TURN_S = 0.008  # of work between two looks at keyboard and mouse
_SHOWN = 100  # words of the preview
_NAMED = 4


def ask_for_file(workspace: Workspace, shell: Shell) -> None:
    """Ask which file, and read it."""
    folder = str(shell.settings.value("export/folder", str(Path.home())))
    dialog = QFileDialog(
        shell.window_widget,
        shell.window_widget.tr("Bring words from a file"),
        folder,
        shell.window_widget.tr("Tables of words (*.csv *.tsv *.txt)"),
    )
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(partial(_on_chosen, workspace, shell))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _on_chosen(workspace: Workspace, shell: Shell, name: str) -> None:
    bring_file(workspace, shell, Path(name))


def bring_file(workspace: Workspace, shell: Shell, path: Path) -> Job:
    """Read a file in the background, then show what it would bring."""
    shell.drafts.flush()
    title = shell.window_widget.tr("Reading {0}").format(path.name)
    job = Job(title, partial(_read, workspace.path, workspace.clock, path))
    job.done.connect(partial(_on_read, workspace, shell))
    shell.run_job(job)
    return job


def _read(file: Path, clock: Clock, path: Path, context: JobContext) -> tuple[WordFile, ImportPlan]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise NotAGlossary(path.name, "it is larger than 200 MB")
        data = path.read_bytes()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise NotAGlossary(path.name, cause[:1].lower() + cause[1:]) from error
    found = read_words(data, path.name, partial(_heard, context))
    with Reader.open(file, clock) as reader:
        return found, plan_import(reader, found.words, context.check)


def _heard(context: JobContext, _lines: int) -> None:
    context.check()


def _on_read(workspace: Workspace, shell: Shell, found: object) -> None:
    if isinstance(found, tuple) and workspace.is_open:
        BringDialog(workspace, shell, *found).open()


class BringDialog(FormDialog):
    """What a file holds, whose its homes are, and what becomes of words that are here already."""

    def __init__(
        self, workspace: Workspace, shell: Shell, found: WordFile, plan: ImportPlan
    ) -> None:
        self._workspace, self._shell = workspace, shell
        self._found, self._plan = found, plan
        self._work: Generator[int, None, Brought] | None = None
        super().__init__(
            shell.window_widget, self.tr("Bring words from {0}").format(found.name),
            self.tr("Bring the words"), lead=self._told(), width=620,
        )  # fmt: skip
        self._build()
        self._tick = QTimer(self)
        self._tick.setInterval(0)
        self._tick.timeout.connect(self._on_tick)
        self.progress.cancelled.connect(self.reject)
        workspace.closing.connect(self._stop)
        self.confirm.setEnabled(bool(plan.words))

    # --- what is shown ----------------------------------------------------------------------

    def _told(self) -> str:
        """Return what was found, in one sentence each."""
        plan, found = self._plan, self._found
        told = [self.tr("{0} new words, read as {1}.").format(plan.new, found.encoding)]
        if plan.here:
            one, many = (
                self.tr("One is in the glossary already: {1}."),
                self.tr("{0} are in the glossary already: {1}."),
            )
            told.append(_counted(len(plan.here), one, many, _named(plan.here)))
        if plan.twice:
            one, many = (
                self.tr("One comes more than once in the file: {1}."),
                self.tr("{0} come more than once in the file: {1}."),
            )
            told.append(_counted(len(plan.twice), one, many, _named(plan.twice)))
        return " ".join([*told, *self._gaps()])

    def _gaps(self) -> list[str]:
        found, told = self._found, []
        if found.missing:
            columns = ", ".join(f"“{name}”" for name in found.missing)
            told.append(self.tr("The file has no column {0}; that stays empty.").format(columns))
        if found.unknown:
            columns = ", ".join(f"“{name}”" for name in found.unknown[:_NAMED])
            told.append(self.tr("Not understood and left out: {0}.").format(columns))
        if found.nameless:
            lines = ", ".join(map(str, found.nameless[:_NAMED]))
            one, many = (
                self.tr("One line without a word is left out (line {1})."),
                self.tr("{0} lines without a word are left out (line {1})."),
            )
            told.append(_counted(len(found.nameless), one, many, lines))
        if found.cut:
            lines = ", ".join(map(str, found.cut[:_NAMED]))
            told.append(self.tr("Very long cells were shortened (line {0}).").format(lines))
        return told

    def _build(self) -> None:
        plan = self._plan
        self.clash = identify(
            Segmented(
                [
                    (Clash.SKIP, self.tr("Leave as they are")),
                    (Clash.REPLACE, self.tr("Take the file's words")),
                    (Clash.KEEP_BOTH, self.tr("Keep both")),
                ],
                self.tr("Words that are there already"),
            ),
            "bring-clash",
        )
        if plan.here or plan.twice:
            box = column(3)
            box.addWidget(FieldLabel(self.tr("Words that are there already"), self.clash))
            box.addWidget(self.clash)
            self.body.addLayout(box)
        else:
            self.clash.setParent(self)
            self.clash.hide()
        self.homes = HomesEditor(self._workspace, plan.asked)
        if plan.asked:
            lead = self.tr("Whose words are these? Choose the side that each home means.")
            self.body.addWidget(Text(lead, "row", wrap=True))
            self.body.addWidget(self.homes)
        else:
            self.homes.setParent(self)
            self.homes.hide()
        self.list = identify(RowList(self.tr("Words of the file"), fit=5), "bring-list")
        self.list.set_rows(self._rows(plan.words[:_SHOWN]))
        self.body.addWidget(self.list)
        self.progress = ProgressStrip(self.tr("Bringing the words"))
        self.progress.hide()
        self.body.addWidget(self.progress)

    def _rows(self, words: Sequence[Word]) -> list[Row]:
        here = set(self._plan.here)
        return [
            Row(
                place, word.term, word.plain.partition("\n")[0], trailing=word.home,
                chip=(self.tr("here already"), "neutral", "") if word.term in here else None,
            )
            for place, word in enumerate(words)
        ]  # fmt: skip

    # --- doing ------------------------------------------------------------------------------

    def submit(self) -> bool:
        """Begin; the form closes itself at the end."""
        if self._work is None:
            self._shell.drafts.flush()
            clash = Clash(str(self.clash.current()))
            self._work = bringing(
                self._workspace.store, self._plan.words, self.homes.homes(), clash,
                self.tr("Bring words from {0}").format(self._found.name),
            )  # fmt: skip
            self.confirm.setEnabled(False)
            self.progress.show()
            self._tick.start()
        return False

    def _on_tick(self) -> None:
        """Work for a few milliseconds."""
        if self._work is None:
            return
        until, done = time.monotonic() + _TURN_S, 0
        try:
            while time.monotonic() < until:
                done = next(self._work)
        except StopIteration as end:
            self._finish(end.value)
            return
        except FacilitatorError as error:
            self._end()
            self.complain(str(error))
            return
        self.progress.set_progress(done, max(len(self._plan.words), 1))

    def _finish(self, brought: Brought) -> None:
        self._end()
        told = [self.tr("{0} words came").format(brought.added)]
        if brought.replaced:
            told.append(self.tr("{0} took the file's words").format(brought.replaced))
        if brought.skipped:
            told.append(self.tr("{0} were left as they are").format(brought.skipped))
        self._shell.toast(f"{', '.join(told)}.", undo=bool(brought.added or brought.replaced))
        self.accept()

    def _end(self) -> None:
        self._tick.stop()
        self._work = None
        self.progress.hide()
        self.confirm.setEnabled(True)

    def _stop(self) -> None:
        """Take back what was brought so far."""
        if self._work is not None:
            work = self._work
            self._end()
            work.close()

    def reject(self) -> None:
        if self._work is not None:
            self._stop()
            self._shell.toast(self.tr("Cancelled. No word was brought."))
        super().reject()


def _counted(count: int, one: str, many: str, which: str) -> str:
    return (one if count == 1 else many).format(count, which)


def _named(words: Sequence[str]) -> str:
    shown = ", ".join(word[:40] for word in words[:_NAMED])
    return f"{shown}…" if len(words) > _NAMED else shown
