"""The record: many sessions in one document, from one day to another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from facilitator.queries.sessions import sessions
from ui.dialogs.period_form import PeriodDialog

if TYPE_CHECKING:
    from ui.shell import Shell


class RecordDialog(PeriodDialog):
    """Asks for the days, says how many sessions lie between them, and writes the record."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(
            shell, parent, self.tr("Write the record"),
            self.tr("All sessions held in these days, in one PDF. No sealed note is in it."),
            prefix="record", beginning=self.tr("the beginning"),
        )  # fmt: skip
        rows = sessions(shell.workspace.reader)
        held = [each for each in rows if each.state in ("closed", "running")]
        self._days = sorted(date.fromisoformat(each.begins_local[:10]) for each in held)
        if self._days:
            self.from_on.set_date(self._days[0])
        self.tell()
        self.from_on.setFocus()

    def tell(self) -> None:
        """Say how many sessions lie between the days."""
        first, last = self.from_on.date(), self.to_on.date()
        inside = [d for d in self._days if (not first or d >= first) and (not last or d <= last)]
        reason = None
        if not self._days:
            reason = self.tr("No session was held yet.")
        elif self.is_backwards():
            reason = self.tr("The last day lies before the first.")
        elif not inside:
            reason = self.tr("No session was held in these days.")
        one, many = self.tr("1 session."), self.tr("{0} sessions.").format(len(inside))
        self.show_reason(reason, one if len(inside) == 1 else many)

    def write(self, first: str | None, last: str | None) -> None:
        """Ask for a name, and write the record."""
        self._shell.exports.record(first, last)
