"""Progress of what runs in the background, at the bottom of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.jobs import Job, Jobs
from ui.theme import theme
from ui.widgets.card import column
from ui.widgets.notices import ProgressStrip


class JobStrips(QWidget):
    """One strip for each job that lasts longer than half a second."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: dict[Job, ProgressStrip] = {}
        self._box = column(6)
        edge = theme().px(16)
        self._box.setContentsMargins(edge, 0, edge, edge)
        self.setLayout(self._box)
        self.hide()
        jobs.lasting.connect(self._on_lasting)

    def _on_lasting(self, job: Job) -> None:
        if job in self._strips or job.is_finished or job.is_told_there:
            return
        strip = ProgressStrip(job.title)
        strip.set_progress(0, 0)
        strip.set_cancellable(job.can_cancel)
        strip.cancelled.connect(job.cancel)
        job.progress.connect(strip.set_progress)
        job.finished.connect(self._on_finished)
        self._strips[job] = strip
        self._box.addWidget(strip)
        self.show()

    def _on_finished(self) -> None:
        for job in [job for job in self._strips if job.is_finished]:
            strip = self._strips.pop(job)
            self._box.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self.setVisible(bool(self._strips))
