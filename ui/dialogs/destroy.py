"""Ask plainly, then destroy for good (S3): the window lets go of the file while it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtWidgets import QVBoxLayout

from facilitator.commands.destruction import Destruction
from facilitator.errors import Cancelled, FacilitatorError
from facilitator.store import keys
from ui.dialogs.form import FormDialog
from ui.jobs import Job, JobContext
from ui.widgets.buttons import explain_disabled
from ui.widgets.card import column, row
from ui.widgets.notices import IconMark, ProgressStrip, announce
from ui.widgets.text import Text
from ui.wording import privacy

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from ui.shell import Shell

Work: TypeAlias = "Callable[[Path, Clock, Callable[[str], None]], Destruction]"
Target = dict[str, object]


class DestroyDialog(FormDialog):
    """Says what goes and what cannot be reached; then shows how far it is, and what came of it.

    `work` runs on a thread with the path alone. Afterwards the file is opened again at `page`.
    """

    def __init__(
        self, shell: Shell, title: str, lead: str, work: Work, page: str, target: Target
    ) -> None:
        super().__init__(
            shell.window_widget, title, self.tr("Destroy for good"), lead=lead, width=560
        )
        self._shell, self._work, self._page, self._target = shell, work, page, target
        self._path = shell.workspace.path
        self.is_busy = False
        self.outcome: Destruction | None = None
        self._build()
        if shell.workspace.read_only:
            explain_disabled(self.confirm, self.tr("This file is open read-only."))
        self.cancel.setText(self.tr("Keep them"))
        self.cancel.setFocus()

    def _build(self) -> None:
        self.goes = _list(self.tr("They go"), privacy.goes(), "trash", "text2")
        self.stays = _list(
            self.tr("What cannot be reached from here"), privacy.stays(), "warning", "warn"
        )
        self.body.addLayout(self.goes)
        self.body.addLayout(self.stays)
        self.progress = ProgressStrip(self.tr("Beginning"))
        self.progress.set_cancellable(False)
        self.progress.hide()
        self.said = Text("", "strong", wrap=True)
        self.said.hide()
        self.body.addWidget(self.progress)
        self.body.addWidget(self.said)
        self.body.addStretch(1)

    # --- doing ------------------------------------------------------------------------------

    def submit(self) -> bool:
        """Begin; the form stays until it is done, and closes on the second press."""
        if self.outcome is not None or self.is_busy:
            return self.outcome is not None
        if not self._shell.drafts.flush():
            self.complain(self.tr("Something typed could not be saved yet. Nothing was destroyed."))
            return False
        key = keys.key_of(self._path)
        self._shell.close_engagement()
        if self._shell.workspace.is_open:
            return False
        self._begin(key)
        return False

    def _begin(self, key: keys.Key | None) -> None:
        self.is_busy = True
        for button in (self.cancel, self.confirm):
            button.hide()
        self.progress.set_progress(0, 0)
        self.progress.show()
        self.refit()
        clock = self._shell.workspace.clock
        work = partial(_carry_out, self._work, self._path, clock, key)
        job = Job(self.tr("Destroying for good"), work, can_cancel=False)
        job.progress.connect(self.progress.set_progress)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)
        self._shell.run_job(job)

    def _on_done(self, outcome: object) -> None:
        if isinstance(outcome, Destruction):
            self.outcome = outcome
            words = privacy.proven(outcome.reached)
            self.said.setText(words)
            self.said.set_tone("ok" if outcome.reached.is_proven else "warn")
            self.said.show()
            announce(self, words)

    def _on_failed(self, error: object) -> None:
        if isinstance(error, FacilitatorError):
            self.complain(str(error))

    def _on_finished(self) -> None:
        """Open the file again, whatever came of it."""
        self.is_busy = False
        self.progress.hide()
        if self.outcome is not None:
            self.set_action(self.tr("Done"))
            self.confirm.show()
            self.confirm.setFocus()
        else:
            self.cancel.setText(self.tr("Close"))
            self.cancel.show()
        go = partial(self._shell.go, self._page, **self._target)
        self._shell.open_engagement(self._path, then=go)
        self.raise_()
        self.refit()

    def reject(self) -> None:
        """Close, but never while it is being done."""
        if not self.is_busy:
            super().reject()


def _carry_out(
    work: Work, path: Path, clock: Clock, key: keys.Key | None, context: JobContext
) -> Destruction:
    if key is not None:
        keys.remember(key)
    return work(path, clock, partial(_tell, context))


def _tell(context: JobContext, stage: str) -> None:
    done = privacy.STAGES.index(stage)
    with suppress(Cancelled):  # at the end of the app: half of it would help nobody
        context.report(done, len(privacy.STAGES), privacy.stage(stage))


def _list(heading: str, lines: Sequence[str], icon: str, tone: str) -> QVBoxLayout:
    box = column(6)
    box.addWidget(Text(heading, "strong"))
    for words in lines:
        line = row(10)
        line.addWidget(IconMark(icon, tone, 16))
        line.addWidget(Text(words, "row", wrap=True), 1)
        box.addLayout(line)
    return box
