"""Work longer than a blink: one thread pool, progress and cancel, nothing left at exit."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot

from facilitator.errors import Cancelled

SHOW_AFTER_MS = 500
TELL_EVERY_S = 0.1  # more often nobody sees it, and the window would paint instead of listening


class JobContext:
    """What the work may use on its own thread. It must not touch a widget or the store."""

    def __init__(self, emit: Callable[[object], None]) -> None:
        self._emit = emit
        self._stop = threading.Event()
        self._on_cancel: Callable[[], None] | None = None
        self._told_at = float("-inf")

    @property
    def is_cancelled(self) -> bool:
        """Tell whether somebody pressed Cancel."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise `Cancelled` once somebody pressed Cancel."""
        if self._stop.is_set():
            raise Cancelled

    def report(self, done: int, total: int, words: str = "") -> None:
        """Say how far the work is, as often as one likes; raises `Cancelled` after Cancel."""
        self.check()
        now = time.monotonic()
        if now - self._told_at >= TELL_EVERY_S or done == total:
            self._told_at = now
            self._emit(("progress", done, total, words))

    def on_cancel(self, call: Callable[[], None] | None) -> None:
        """Have `call` run on the window's thread at Cancel, e.g. `reader.interrupt`."""
        self._on_cancel = call

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()
        if self._on_cancel is not None:
            self._on_cancel()


class Job(QObject):
    """One piece of work. Its signals always arrive on the window's thread.

    `work(context)` opens its own `Reader`, writes to `.part` and renames, and returns the result.
    """

    progress = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)  # the exception
    cancelled = Signal()
    finished = Signal()  # after one of the three
    _event = Signal(object)

    def __init__(
        self,
        title: str,
        work: Callable[[JobContext], object],
        parent: QObject | None = None,
        *,
        can_cancel: bool = True,
        takes_turns: bool = False,
        is_told_there: bool = False,
    ) -> None:
        """`takes_turns` is for long work, of which one job at a time leaves the window quick.

        `is_told_there` is for a dialog that shows progress and tells a failure itself.
        """
        super().__init__(parent)
        self.title = title
        self.can_cancel = can_cancel
        self.takes_turns = takes_turns
        self.is_told_there = is_told_there
        self.is_finished = False
        self._work = work
        self._context = JobContext(self._event.emit)
        self._event.connect(self._on_event, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._context.cancel()

    def runner(self) -> Callable[[], None]:
        """Return what a thread of the pool calls.

        It does not hold the job: whoever lets go of a job last ends it, and its clock, and that
        must happen on the window's thread.
        """
        return partial(_carry_out, self._work, self._context, self._event.emit)

    @Slot(object)
    def _on_event(self, event: tuple[object, ...]) -> None:
        if event[0] == "progress":
            self.progress.emit(*event[1:])
            return
        self.is_finished = True
        if event[0] == "done":
            self.done.emit(event[1])
        elif event[0] == "failed":
            self.failed.emit(event[1])
        else:
            self.cancelled.emit()
        self.finished.emit()


def _carry_out(
    work: Callable[[JobContext], object],
    context: JobContext,
    emit: Callable[[tuple[object, ...]], object],
) -> None:
    """Do the work on the calling thread and tell what came of it."""
    try:
        emit(("done", work(context)))
    except Cancelled:
        emit(("cancelled",))
    except Exception as error:  # noqa: BLE001  (carried over to the window, which tells it)
        emit(("cancelled",) if context.is_cancelled else ("failed", error))


class Jobs(QObject):
    """The one pool, in which long work has one thread. Keeps a job until its last signal came."""

    lasting = Signal(object)  # a Job that has run for half a second: show its progress
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._queue = QThreadPool(self)
        self._queue.setMaxThreadCount(1)
        self._running: list[Job] = []
        self._ended: list[Job] = []

    def start(self, job: Job) -> Job:
        """Run a job in the background."""
        self._running.append(job)
        job.finished.connect(self._on_finished)
        clock = QTimer(job)  # one each: many short jobs must not put off a long one's progress
        clock.setSingleShot(True)
        clock.timeout.connect(partial(self._on_half_second, job))
        clock.start(SHOW_AFTER_MS)
        (self._queue if job.takes_turns else self._pool).start(job.runner())
        return job

    def running(self) -> list[Job]:
        """Return the jobs that are not finished."""
        return [job for job in self._running if not job.is_finished]

    def shut_down(self) -> None:
        """Cancel everything and wait: a thread alive at exit ends the process badly."""
        for job in self.running():
            job.cancel()
        for pool in (self._pool, self._queue):
            pool.waitForDone(-1)
        self._running.clear()

    def _on_half_second(self, job: Job) -> None:
        if not job.is_finished:
            self.lasting.emit(job)

    def _on_finished(self) -> None:
        # A job tells this from within an event of its own, which it has to outlive.
        self._ended += [job for job in self._running if job.is_finished]
        QTimer.singleShot(0, self, self._ended.clear)
        self._running = self.running()
        if not self._running:
            self.idle.emit()
