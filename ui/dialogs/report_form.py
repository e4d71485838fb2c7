"""The report for the executives: one page on the days that are asked for (M6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.dialogs.period_form import PeriodDialog

if TYPE_CHECKING:
    from ui.shell import Shell


class ReportDialog(PeriodDialog):
    """Asks for the days, the last three months where none is named, and writes the report."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(
            shell, parent, self.tr("Report for the executives"),
            self.tr(
                "One page: goals, decisions, concerns, money, and what is needed from them."
                " No sealed note is in it."
            ),
            prefix="report", beginning=self.tr("three months before"),
        )  # fmt: skip
        self.tell()
        self.from_on.setFocus()

    def tell(self) -> None:
        """Say which days the report is about."""
        last = self.to_on.date() or self._shell.workspace.today()
        first = self.from_on.date()
        is_backwards = self.is_backwards() or (first is not None and first > last)
        reason = self.tr("The last day lies before the first.") if is_backwards else None
        words = self.tr("Goals, money and what is needed stand as they are today.")
        self.show_reason(reason, words)

    def write(self, first: str | None, last: str | None) -> None:
        """Ask for a name, and write the report."""
        self._shell.exports.report(first, last)
