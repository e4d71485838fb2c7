"""What would leave, seen before it does: pages drawn, or the beginning of a text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QStackedWidget, QWidget

from ui.jobs import Job
from ui.share.parcels import Share
from ui.share.work import Preview, preview
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.naming import identify
from ui.widgets.paper_view import PaperView

if TYPE_CHECKING:
    from ui.shell import Shell


class PreviewMaker(QObject):
    """Makes one preview at a time in the background; the newest wish wins."""

    made = Signal(object)  # a Preview
    refused = Signal(object)  # the exception

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._job: Job | None = None
        self._next: Share | None = None

    def make(self, share: Share) -> None:
        """Make a preview now, or once the one being made has stopped."""
        if self._job is not None:
            self._next = share
            self._job.cancel()
            return
        space, self._next = self._shell.workspace, None
        work = partial(preview, space.path, space.clock, share)
        self._job = Job(self.tr("Making the preview"), work, is_told_there=True)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self._shell.run_job(self._job)

    def stop(self) -> None:
        """Want nothing any more."""
        self._next = None
        if self._job is not None:
            self._job.cancel()

    def is_busy(self) -> bool:
        """Tell whether one is being made."""
        return self._job is not None

    def _on_done(self, made: Preview) -> None:
        if self._next is None:
            self.made.emit(made)

    def _on_failed(self, error: object) -> None:
        if self._next is None:
            self.refused.emit(error)

    def _on_finished(self) -> None:
        self._job = None
        if self._next is not None:
            self.make(self._next)


class PreviewPane(Card):
    """Shows pages as pages and texts as text."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(tone="sunken", margin=0, spacing=0, parent=parent)
        self.paper = identify(PaperView(self.tr("Preview"), shell.run_job), "share-paper")
        self.text = identify(QPlainTextEdit(), "share-text", self.tr("Preview"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.paper)
        self.stack.addWidget(self.text)
        self.add(self.stack, 1)
        self.setMinimumWidth(theme().px(280))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def show_waiting(self) -> None:
        """Say that it is being made, unless something is in sight already."""
        if self.paper.sheets is None and not self.text.toPlainText():
            self.show_message(self.tr("Making the preview…"))

    def show_message(self, words: str) -> None:
        """Say why there is nothing to see."""
        self.paper.show_sheets(None, words)
        self.text.clear()
        self.stack.setCurrentWidget(self.paper)

    def show_preview(self, made: Preview) -> None:
        """Show what would leave."""
        if made.sheets is not None:
            self.paper.show_sheets(made.sheets)
            self.text.clear()
            self.stack.setCurrentWidget(self.paper)
            return
        self.paper.show_sheets(None)
        self.text.setPlainText(made.text)
        self.stack.setCurrentWidget(self.text)
