"""The record: many sessions in one document, from one day to another."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from facilitator.queries.sessions import sessions
from ui import wording
from ui.dialogs.form import FormDialog
from ui.widgets.buttons import explain_disabled
from ui.widgets.card import row
from ui.widgets.fields import DateField, Field
from ui.widgets.naming import identify
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.shell import Shell


def _past_reader(today: Callable[[], date]) -> Callable[[str], date]:
    """Return a parser of days that takes `25 may` for the last one, not for the next one."""
    read = wording.day_reader(today)

    def read_past(words: str) -> date:
        day = read(words)
        if day > today() and not re.search(r"\d{4}", words):
            with suppress(ValueError):  # 29 February has no day a year before
                return day.replace(year=day.year - 1)
        return day

    return read_past


class RecordDialog(FormDialog):
    """Asks for the days, says how many sessions lie between them, and writes the record."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(
            parent, self.tr("Write the record"), self.tr("Choose a place"),
            lead=self.tr(
                "All sessions held in these days, in one PDF. No sealed note is in it."
            ), width=480,
        )  # fmt: skip
        self._shell = shell
        rows = sessions(shell.workspace.reader)
        held = [each for each in rows if each.state in ("closed", "running")]
        self._days = sorted(date.fromisoformat(each.begins_local[:10]) for each in held)
        self.from_on = self._date("record-from", self.tr("the beginning"))
        self.to_on = self._date("record-to", self.tr("today"))
        self._from_field = Field(self.tr("From"), self.from_on)
        self._to_field = Field(self.tr("To"), self.to_on)
        pair = row(8)
        pair.addWidget(self._from_field, 1)
        pair.addWidget(self._to_field, 1)
        self.body.addLayout(pair)
        self.count = Text("", "quiet", wrap=True)
        self.body.addWidget(self.count)
        self.body.addStretch(1)
        if self._days:
            self.from_on.set_date(self._days[0])
        self._tell()
        self.from_on.setFocus()

    def _date(self, name: str, empty: str) -> DateField:
        show = partial(wording.short_day, weekday=True)
        field = DateField(_past_reader(self._shell.workspace.today), show, placeholder=empty)
        field.dated.connect(self._on_dated)
        return identify(field, name)

    def _on_dated(self, _day: object) -> None:
        self._tell()

    def _tell(self) -> None:
        first, last = self.from_on.date(), self.to_on.date()
        inside = [d for d in self._days if (not first or d >= first) and (not last or d <= last)]
        reason = None
        if not self._days:
            reason = self.tr("No session was held yet.")
        elif first and last and last < first:
            reason = self.tr("The last day lies before the first.")
        elif not inside:
            reason = self.tr("No session was held in these days.")
        one, many = self.tr("1 session."), self.tr("{0} sessions.").format(len(inside))
        self.count.setText(reason or (one if len(inside) == 1 else many))
        self.count.set_tone("warn" if reason else None)
        explain_disabled(self.confirm, reason)

    def submit(self) -> bool:
        """Close, and ask where to."""
        self.from_on.read()
        self.to_on.read()
        if not self.confirm.isEnabled():
            return False
        days = [
            day.isoformat() if day else None for day in (self.from_on.date(), self.to_on.date())
        ]
        self._shell.exports.record(*days)
        return True
