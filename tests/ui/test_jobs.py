"""Background work reports on the window's thread, can be cancelled, and leaves nothing behind."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from ui.jobs import Job, JobContext, Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


class Listener(QObject):
    """Notes what it hears and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[QThread] = set()

    def on_progress(self, done: int, total: int, words: str) -> None:
        self.heard.append((done, total, words))
        self.threads.add(QThread.currentThread())

    def on_end(self, result: object = None) -> None:
        self.heard.append(result)
        self.threads.add(QThread.currentThread())


def _pages(context: JobContext) -> str:
    assert threading.current_thread() is not threading.main_thread()
    for page in (1, 2):
        context.report(page, 2, f"page {page}")
    return "written"


def test_progress_and_result_arrive_in_order_on_the_windows_thread(
    qtbot: QtBot, jobs: Jobs
) -> None:
    listener, job = Listener(), Job("Writing", _pages)
    plain: list[threading.Thread] = []

    def note(result: object) -> None:
        plain.append(threading.current_thread())

    job.done.connect(note)
    job.progress.connect(listener.on_progress)
    job.done.connect(listener.on_end)
    with qtbot.waitSignal(job.finished):
        jobs.start(job)
    assert listener.heard == [(1, 2, "page 1"), (2, 2, "page 2"), "written"]
    assert listener.threads == {listener.thread()}
    assert plain == [threading.main_thread()]


def _ten_thousand_pages(context: JobContext) -> None:
    for page in range(10_001):
        context.report(page, 10_000)


def test_a_job_that_reports_all_the_time_does_not_flood_the_window(
    qtbot: QtBot, jobs: Jobs
) -> None:
    listener, job = Listener(), Job("Writing", _ten_thousand_pages)
    job.progress.connect(listener.on_progress)
    with qtbot.waitSignal(job.finished):
        jobs.start(job)
    assert listener.heard[0] == (0, 10_000, "")
    assert listener.heard[-1] == (10_000, 10_000, "")
    assert len(listener.heard) < 20


def test_long_work_takes_turns_and_leaves_a_thread_to_the_rest(qtbot: QtBot, jobs: Jobs) -> None:
    """U4: searching goes on while papers are written, and they never slow the window together."""
    first, second = Slow(), Slow()
    papers = [jobs.start(Job("Writing", work, takes_turns=True)) for work in (first, second)]
    assert first.began.wait(5)
    with qtbot.waitSignal(jobs.start(Job("Searching", lambda context: None)).finished):
        pass
    assert not second.began.is_set()
    papers[0].cancel()
    assert second.began.wait(5)
    with qtbot.waitSignal(papers[1].finished):
        papers[1].cancel()


class Slow:
    """Work that goes on until it is cancelled."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.interrupted = threading.Event()

    def __call__(self, context: JobContext) -> None:
        context.on_cancel(self.interrupted.set)
        self.began.set()
        while True:
            context.check()
            self.interrupted.wait(0.01)


def test_cancel_stops_the_work_and_interrupts_what_it_waits_for(qtbot: QtBot, jobs: Jobs) -> None:
    """U4."""
    work = Slow()
    job = jobs.start(Job("Slow", work))
    assert work.began.wait(5)
    with qtbot.waitSignal(job.cancelled), qtbot.assertNotEmitted(job.failed):
        job.cancel()
    assert work.interrupted.is_set()
    assert job.is_finished


def _breaks(context: JobContext) -> None:
    raise OSError(28, "No space left on device")


def test_a_failure_is_carried_over_with_its_cause(qtbot: QtBot, jobs: Jobs) -> None:
    job = Job("Breaking", _breaks)
    with qtbot.waitSignal(job.failed) as told:
        jobs.start(job)
    assert isinstance(told.args[0], OSError)


def test_only_work_that_lasts_half_a_second_is_shown(qtbot: QtBot, jobs: Jobs) -> None:
    """U4: progress for anything over half a second, and no flicker for the rest."""
    quick = Job("Quick", _pages)
    with qtbot.assertNotEmitted(jobs.lasting, wait=700), qtbot.waitSignal(quick.finished):
        jobs.start(quick)
    slow = Job("Slow", Slow())
    with qtbot.waitSignal(jobs.lasting, timeout=1500) as told:
        jobs.start(slow)
    assert told.args == [slow]
    slow.cancel()


def test_nothing_is_alive_after_shutting_down(qtbot: QtBot) -> None:
    jobs = Jobs()
    work = Slow()
    jobs.start(Job("Slow", work))
    assert work.began.wait(5)
    jobs.shut_down()
    assert jobs._pool.activeThreadCount() == 0


def test_a_late_cancel_does_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    job = Job("Writing", _pages)
    with qtbot.waitSignal(job.done):
        jobs.start(job)
    job.cancel()
    assert job.is_finished


def test_what_a_thread_carries_out_does_not_keep_the_job() -> None:
    """Else the thread might end the job, and its clock, which belong to the window's thread."""
    job = Job("Nothing", lambda context: None)
    runner, kept = job.runner(), weakref.ref(job)
    del job
    assert kept() is None
    assert callable(runner)
