"""Rolling snapshots while somebody works: a minute after the first change, then every ten."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Job, JobContext, Jobs
from ui.workspace import Workspace

if TYPE_CHECKING:
    from facilitator.clock import Clock

FIRST_MS = 60_000
AGAIN_MS = 600_000


def _take(path: Path, clock: Clock, context: JobContext) -> Path:
    from facilitator.store import snapshots

    context.check()
    return snapshots.take(path, clock)


class SnapshotKeeper(QObject):
    """Takes snapshots in the background, only when something was changed since the last one."""

    def __init__(
        self, workspace: Workspace, jobs: Jobs, tell: Callable[[BaseException], None]
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._jobs, self._tell = workspace, jobs, tell
        self._is_due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        workspace.saved.connect(self._on_saved)
        workspace.opened.connect(self._on_opened)
        workspace.closed.connect(self._timer.stop)

    def _on_opened(self) -> None:
        self._is_due = False
        self._timer.setInterval(FIRST_MS)

    def _on_saved(self, _at: object) -> None:
        self._is_due = True
        if not self._timer.isActive():
            self._timer.start()

    def _on_time(self) -> None:
        if not self._is_due or not self._workspace.is_open or self._workspace.read_only:
            return
        self._is_due = False
        self._timer.setInterval(AGAIN_MS)
        space = self._workspace
        job = Job(self.tr("Keeping a snapshot"), partial(_take, space.path, space.clock))
        job.failed.connect(self._tell)
        self._jobs.start(job)
