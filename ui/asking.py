"""What a page asks the open file: at once where it is small, in the background where it is large.

A large file answers later, and what is shown stays until then. The newest question wins.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject

from ui.jobs import Job, JobContext

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from facilitator.store import Reader
    from ui.shell import Shell
    from ui.workspace import Workspace

R = TypeVar("R")
Question = Callable[["Reader"], R]


class Interruptible:
    """A reader that another thread may stop, also in the moment in which it is closed."""

    def __init__(self, reader: Reader) -> None:
        self._reader: Reader | None = reader
        self._lock = threading.Lock()

    def stop(self) -> None:
        """Make what is being read raise `Cancelled`."""
        with self._lock:
            if self._reader is not None:
                self._reader.interrupt()

    def close(self) -> None:
        """Close the reader; from now on nothing is stopped."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
            self._reader = None


def answer(file: Path, clock: Clock, question: Question[R], context: JobContext) -> R:
    """Ask a file with a reader of one's own; for a thread of the pool."""
    from facilitator.store import Reader

    context.check()
    reader = Reader.open(file, clock)
    guard = Interruptible(reader)
    context.on_cancel(guard.stop)
    try:
        context.check()
        return question(reader)
    finally:
        context.on_cancel(None)
        guard.close()


class Asking(QObject):
    """One question at a time for one part of a page.

    `show` is called on the window's thread with the answer, unless something newer was asked.
    """

    def __init__(self, workspace: Workspace, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._shell = workspace, shell
        self._job: Job | None = None
        self._show: Callable[[object], object] | None = None
        self._next: tuple[Question[object], Callable[[object], object]] | None = None
        workspace.closing.connect(self.stop)

    def ask(self, question: Question[R], show: Callable[[R], object]) -> None:
        """Ask in place of what was asked before; a small file answers before this returns."""
        wanted = cast("Callable[[object], object]", show)
        if not self._workspace.is_large:
            self.stop()
            wanted(question(self._workspace.reader))
        elif self._job is not None:
            self._next, self._show = (question, wanted), None
            self._job.cancel()
        else:
            self._begin(question, wanted)

    def stop(self) -> None:
        """Want nothing any more."""
        self._next = self._show = None
        if self._job is not None:
            self._job.cancel()

    @property
    def is_large(self) -> bool:
        """Tell whether an answer comes later than the question."""
        return self._workspace.is_large

    @property
    def is_busy(self) -> bool:
        """Tell whether an answer is awaited."""
        return self._job is not None

    def _begin(self, question: Question[object], show: Callable[[object], object]) -> None:
        space = self._workspace
        work = partial(answer, space.reader.readable, space.clock, question)
        self._next, self._show = None, show
        self._job = Job(self.tr("Reading"), work)
        self._job.done.connect(self._on_done)
        self._job.finished.connect(self._on_finished)
        self._shell.run_job(self._job)

    def _on_done(self, result: object) -> None:
        show, self._show = self._show, None
        if show is not None:
            show(result)

    def _on_finished(self) -> None:
        self._job = None
        if self._next is not None:
            self._begin(*self._next)
