"""What is made of an advice, and what its figures hang on: incidents, thresholds, rates."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from facilitator.commands import advice as commands
from facilitator.queries.cadence import AdviceView, IncidentRow
from ui.pages.plan.rhythm.dialogs import (
    AcceptDialog,
    IncidentDialog,
    MeetingDialog,
    needs_a_day,
)
from ui.pages.plan.rhythm.settings import RatesDialog, ThresholdsDialog
from ui.shell import Shell
from ui.workspace import Workspace


class AdviceDeeds(QObject):
    """Each deed asks what it must, runs one command, and says what was done with an Undo."""

    answered = Signal()

    def __init__(self, workspace: Workspace, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._shell = workspace, shell
        self._view: AdviceView | None = None
        self._currency = ""

    def about(self, view: AdviceView | None, currency: str) -> None:
        """Take the advice that is shown."""
        self._view, self._currency = view, currency

    def accept(self, reason: str) -> None:
        """Follow the advice; asked from when where the rhythm changes."""
        view = self._view
        if view is None:
            return
        self._shell.drafts.flush()
        if needs_a_day(view):
            dialog = AcceptDialog(self._workspace, self._shell.window_widget, view, reason)
            dialog.accepted.connect(self._on_accepted)
            dialog.open()
            return
        if self._workspace.carry_out(commands.accept_advice, view.counted.series.id, "", reason):
            self._on_accepted()

    def _on_accepted(self) -> None:
        self.answered.emit()
        self._shell.toast(self.tr("Accepted, and kept with its reason."), undo=True)

    def decline(self, reason: str) -> None:
        """Keep that the advice is not followed, and why."""
        view = self._view
        if view is not None and self._workspace.carry_out(
            commands.decline_advice, view.counted.series.id, reason
        ):
            self.answered.emit()
            self._shell.toast(self.tr("Declined, and kept with its reason."), undo=True)

    def plan_meeting(self) -> None:
        """Ask when the short decision meeting is to be."""
        if self._view is not None:
            dialog = MeetingDialog(self._workspace, self._shell.window_widget, self._view)
            dialog.accepted.connect(self._on_meeting_planned)
            dialog.open()

    def _on_meeting_planned(self) -> None:
        self._shell.toast(self.tr("The meeting is planned."), undo=True)

    def show_thresholds(self) -> None:
        """Show the judgements behind the advice."""
        ThresholdsDialog(self._workspace, self._shell.window_widget).open()

    def show_rates(self) -> None:
        """Show what an hour costs."""
        if self._shell.room.refuse():
            return
        RatesDialog(self._workspace, self._shell.window_widget, self._currency).open()

    def open_incident(self) -> None:
        """Ask for an incident."""
        IncidentDialog(self._workspace, self._shell.window_widget).open()

    def edit_incident(self, row: object) -> None:
        """Show an incident that is there."""
        if isinstance(row, IncidentRow) and not self._workspace.read_only:
            IncidentDialog(self._workspace, self._shell.window_widget, row).open()
