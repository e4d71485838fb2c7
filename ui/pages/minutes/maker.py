"""Makes proofs in the background: one at a time, and the newest wish wins."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Job
from ui.pages.minutes.proof import Proof, Wanted, make_proof
from ui.shell import Shell

RENEW_AFTER_MS = 300


class ProofMaker(QObject):
    """`make` for a first look, `make_soon` after a change, while somebody may still be typing."""

    made = Signal(object)  # a Proof
    refused = Signal(object)  # the exception; the window tells it

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._wanted: Wanted | None = None
        self._next: Wanted | None = None
        self._job: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(RENEW_AFTER_MS)
        self._soon.timeout.connect(self._on_soon)

    def make_soon(self, wanted: Wanted) -> None:
        """Make a proof in 300 ms at the latest, however much more changes until then."""
        self._wanted = wanted
        if not self._soon.isActive():
            self._soon.start()

    def make(self, wanted: Wanted) -> None:
        """Make a proof now, or as soon as the one being made has stopped."""
        self._soon.stop()
        if self._job is not None:
            self._next = wanted
            self._job.cancel()
            return
        space = self._shell.workspace
        self._next = None
        work = partial(make_proof, space.path, space.clock, wanted)
        self._job = Job(self.tr("Making the preview"), work)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self._shell.run_job(self._job)

    def stop(self) -> None:
        """Want nothing any more."""
        self._soon.stop()
        self._next = None
        if self._job is not None:
            self._job.cancel()

    def is_busy(self) -> bool:
        """Tell whether a proof is being made or about to be."""
        return self._job is not None or self._soon.isActive()

    def _on_soon(self) -> None:
        """Let what is being made be finished first: else nobody who types on ever sees any."""
        if self._wanted is None:
            return
        if self._job is None:
            self.make(self._wanted)
        else:
            self._next = self._wanted

    def _on_done(self, proof: Proof) -> None:
        if self._next is None or _is_alike(self._next, proof.wanted):
            self.made.emit(proof)

    def _on_failed(self, error: object) -> None:
        if self._next is None:
            self.refused.emit(error)

    def _on_finished(self) -> None:
        self._job = None
        if self._next is not None:
            self.make(self._next)


def _is_alike(one: Wanted, other: Wanted) -> bool:
    return (one.session_id, one.paper, one.version_id) == (
        other.session_id, other.paper, other.version_id
    )  # fmt: skip
