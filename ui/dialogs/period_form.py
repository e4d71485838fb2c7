"""What asks for a first and a last day before it writes a paper: record and report."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui import wording
from ui.dialogs.form import FormDialog
from ui.widgets.buttons import explain_disabled
from ui.widgets.card import row
from ui.widgets.fields import DateField, Field
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import translate

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


class PeriodDialog(FormDialog):
    """Asks for two days, either of which may stay empty. A subclass says what lies between them.

    `prefix` begins the names of the fields; `tell` is called whenever a day changed.
    """

    def __init__(
        self, shell: Shell, parent: QWidget, title: str, lead: str, *, prefix: str, beginning: str
    ) -> None:
        super().__init__(parent, title, translate("period", "Choose a place"), lead=lead, width=480)
        self._shell = shell
        self.from_on = self._date(f"{prefix}-from", beginning)
        self.to_on = self._date(f"{prefix}-to", translate("period", "today"))
        self._from_field = Field(translate("period", "From"), self.from_on)
        self._to_field = Field(translate("period", "To"), self.to_on)
        pair = row(8)
        pair.addWidget(self._from_field, 1)
        pair.addWidget(self._to_field, 1)
        self.body.addLayout(pair)
        self.count = Text("", "quiet", wrap=True)
        self.body.addWidget(self.count)
        self.body.addStretch(1)

    def _date(self, name: str, empty: str) -> DateField:
        show = partial(wording.short_day, weekday=True)
        field = DateField(_past_reader(self._shell.workspace.today), show, placeholder=empty)
        field.dated.connect(self._on_dated)
        return identify(field, name)

    def _on_dated(self, _day: object) -> None:
        self.tell()

    def tell(self) -> None:
        """Say what lies between the days, or why nothing can be written."""
        raise NotImplementedError

    def show_reason(self, reason: str | None, words: str) -> None:
        """Show words about the days, or the reason that keeps the paper from being written."""
        self.count.setText(reason or words)
        self.count.set_tone("warn" if reason else None)
        explain_disabled(self.confirm, reason)

    def is_backwards(self) -> bool:
        """Tell whether the last day lies before the first."""
        first, last = self.from_on.date(), self.to_on.date()
        return bool(first and last and last < first)

    def days(self) -> tuple[str | None, str | None]:
        """Return the days as ISO text, None where one was left open."""
        first, last = self.from_on.date(), self.to_on.date()
        return first.isoformat() if first else None, last.isoformat() if last else None

    def submit(self) -> bool:
        """Close, and ask where to."""
        self.from_on.read()
        self.to_on.read()
        if not self.confirm.isEnabled():
            return False
        self.write(*self.days())
        return True

    def write(self, first: str | None, last: str | None) -> None:
        """Ask for a name, and write."""
        raise NotImplementedError
