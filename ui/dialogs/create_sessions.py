"""Create the next sessions of a series: how many, and on which days before anything is made."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from facilitator.commands import series as commands
from facilitator.queries.calendar import next_slots
from facilitator.queries.series import SeriesRow, series
from ui.dialogs.form import FormDialog
from ui.item_models.occasion_rows import OccasionDelegate, slot_rows
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import Field, guard_wheel
from ui.widgets.naming import identify
from ui.widgets.rows import RowList
from ui.widgets.text import Text
from ui.workspace import Workspace

MOST = 24


class CreateSessionsDialog(FormDialog):
    """`made` holds the sessions after `accepted`."""

    def __init__(self, workspace: Workspace, parent: QWidget, series_id: int | None = None) -> None:
        super().__init__(
            parent, self.tr("Create next sessions"), "",
            lead=self.tr("Everybody is invited; the agendas begin empty."), width=520,
        )  # fmt: skip
        self._workspace = workspace
        self.made: list[int] = []
        self._rows: list[SeriesRow] = series(workspace.reader)
        self.series = identify(ElidingChoice(), "create-series")
        self.count = identify(QSpinBox(), "create-count")
        self.count.setRange(1, MOST)
        self.count.setValue(min(4, MOST))
        self.count.setMinimumWidth(self.count.fontMetrics().averageCharWidth() * 12)
        guard_wheel(self.count)
        self.list = RowList(self.tr("Dates"), dividers=False, fit=6)
        self.list.painter_of_rows = OccasionDelegate(self.list, dividers=False)
        self.list.setItemDelegate(self.list.painter_of_rows)
        self.nothing = Text("", "quiet", wrap=True)
        self._build(series_id)
        self.series.chosen.connect(self._on_changed)
        self.count.valueChanged.connect(self._on_changed)
        self._preview()

    def _build(self, series_id: int | None) -> None:
        for row in self._rows:
            self.series.add(row.id, row.title)
        known = [row.id for row in self._rows]
        self.series.set_current(series_id if series_id in known else next(iter(known), None))
        flow = FieldFlow()
        flow.add(Field(self.tr("How many"), self.count), 1)
        self.series_field = Field(self.tr("Series"), self.series)
        flow.add(self.series_field, 3)
        self.count.setMaximumWidth(self.count.minimumWidth() * 2)
        self.series_field.setVisible(len(known) > 1)
        self.body.addLayout(flow)
        self.body.addWidget(identify(self.list, "create-dates"))
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)
        self.count.setFocus()
        self.count.selectAll()

    def _on_changed(self, _value: object = None) -> None:
        self._preview()
        self.refit()

    def _preview(self) -> None:
        series_id = self.series.current()
        found = []
        if isinstance(series_id, int):
            found = next_slots(self._workspace.reader, series_id, self.count.value())
        zone, today = str(self._workspace.zone), self._workspace.today()
        self.list.set_rows(slot_rows(found, today, zone))
        self.list.setVisible(bool(found))
        short = len(found) < self.count.value()
        self.nothing.setText(self._why_short(len(found)) if short else "")
        self.nothing.setVisible(short)
        count = len(found)
        one, many = self.tr("Create 1 session"), self.tr("Create {0} sessions").format(count)
        self.set_action(one if count == 1 else many)
        self.confirm.setEnabled(bool(found))

    def _why_short(self, count: int) -> str:
        if not count:
            return self.tr("The series has ended: there is no date left to plan.")
        return self.tr("The series ends after these.")

    def submit(self) -> bool:
        """Plan them, as one step."""
        series_id = self.series.current()
        if not isinstance(series_id, int) or not self.confirm.isEnabled():
            return False
        done = self.attempt(
            commands.create_sessions, self._workspace.store, series_id, len(self.list.rows.rows())
        )
        if done and isinstance(self.result_value, list):
            self.made = self.result_value
        return done
