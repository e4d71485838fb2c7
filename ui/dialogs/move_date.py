"""Move a session, or a time of a series that is not planned yet: where to, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtWidgets import QWidget

from facilitator.domain import moments
from facilitator.domain.moments import ClockChange
from facilitator.queries.calendar import Occasion
from ui import wording
from ui.dialogs.form import FormDialog
from ui.dialogs.when import show_day, told
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.parsed_field import ParsedField
from ui.widgets.text import Text
from ui.wording import calendar as wording_calendar
from ui.workspace import Workspace


class MoveDateDialog(FormDialog):
    """Day, time and reason; `move` gets the new wall time and the reason."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        each: Occasion,
        move: Callable[[str, str], object],
        day: date | None = None,
    ) -> None:
        was = wording.long_day(each.starts_local, workspace.today())
        super().__init__(
            parent, self.tr("Move {0}").format(each.label or each.title), self.tr("Move"),
            lead=self.tr("It is on {0}, {1}.").format(was, wording_calendar.times(each)),
            width=480,
        )  # fmt: skip
        self._workspace, self._each, self._move = workspace, each, move
        self.day: ParsedField[date] = ParsedField(
            self.tr("New day"), wording.day_reader(workspace.today), show_day, letters=16,
            placeholder=self.tr("next tue, 21 jul, +2w"), icon="calendar-blank",
        )  # fmt: skip
        self.time: ParsedField[time] = ParsedField(
            self.tr("Time"), told(moments.parse_time), self._show_time, letters=6,
            placeholder=self.tr("10:00, 2pm"),
        )  # fmt: skip
        self.reason = identify(line_edit(), "move-reason")
        self.zone = Text("", "small", wrap=True)
        self._build(day)

    def _build(self, day: date | None) -> None:
        identify(self.day.edit, "move-day")
        identify(self.time.edit, "move-time")
        starts = datetime.fromisoformat(self._each.starts_local)
        self.day.set_value(day or starts.date())
        self.time.set_value(starts.time())
        flow = FieldFlow()
        flow.add(self.day, 3)
        flow.add(self.time, 1)
        self.body.addLayout(flow)
        if self._each.zone != str(self._workspace.zone):
            self.zone.setText(self.tr("The time is that of {0}.").format(self._each.zone))
            self.body.addWidget(self.zone)
        hint = self.tr("Kept, and shown beside the date.")
        self.body.addWidget(Field(self.tr("Why, if you like"), self.reason, hint=hint))
        self.body.addStretch(1)
        self.day.edit.selectAll()
        (self.reason if day else self.day.edit).setFocus()

    def _show_time(self, at: time) -> str:
        return f"{at.hour:02}:{at.minute:02}"

    def submit(self) -> bool:
        """Move it."""
        day, at = self.day.read(), self.time.read()
        if day is None or at is None:
            (self.day if day is None else self.time).edit.setFocus()
            return False
        local = datetime.combine(day, at).isoformat(timespec="minutes")
        if moments.local_to_utc(local, self._each.zone).change is ClockChange.SKIPPED:
            self.time.set_error(self.tr("The clocks skip this time on that day."))
            self.time.edit.setFocus()
            return False
        return self.attempt(self._move, local, self.reason.text())
