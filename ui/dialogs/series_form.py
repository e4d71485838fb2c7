"""A series: how often, from when, for how long."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtWidgets import QSpinBox, QWidget

from facilitator.commands import series as commands
from facilitator.commands.rhythm import set_rhythm
from facilitator.domain.rule import weekly
from facilitator.queries.series import RhythmRow, SeriesRow
from ui import wording
from ui.dialogs.form import FormDialog
from ui.dialogs.when import When, WhenFields, show_day
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import Field, guard_wheel, line_edit
from ui.widgets.naming import identify
from ui.widgets.parsed_field import ParsedField
from ui.widgets.text import Text
from ui.wording import series as wording_series
from ui.workspace import Workspace


class SeriesDialog(FormDialog):
    """A new series, or the rhythm of one that is there."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, series: SeriesRow | None = None
    ) -> None:
        is_new = series is None
        super().__init__(
            parent,
            self.tr("New series") if is_new else self.tr("Edit series"),
            self.tr("Create series") if is_new else self.tr("Save series"),
            lead=self.tr("The rhythm in which you meet. Sessions are planned from it one by one.")
            if is_new
            else self.tr("Sessions that are planned already stay where they are."),
        )
        self._workspace = workspace
        self._series = series
        self.series_id = series.id if series else None
        self._build()
        self._connect()
        self._load()

    def _build(self) -> None:
        self.title = identify(line_edit(), "series-title")
        self.title_field = Field(self.tr("Title"), self.title)
        self.weeks = identify(QSpinBox(), "series-weeks")
        self.weeks.setRange(1, 52)
        self.weeks.setMinimumWidth(self.weeks.fontMetrics().averageCharWidth() * 16)
        guard_wheel(self.weeks)
        self.when = WhenFields(self._workspace, self.tr("First day"))
        self.place = identify(line_edit(), "series-place")
        self.end: ParsedField[date | None] = ParsedField(
            self.tr("Last day, if there is one"), self._read_end, _show_end, letters=16,
            placeholder=self.tr("no end"), icon="calendar-blank", may_be_empty=True,
        )  # fmt: skip
        identify(self.end.edit, "series-end")
        self.summary = Text("", "row", tone="accent", wrap=True)
        self.body.addWidget(self.title_field)
        flow = FieldFlow()
        flow.add(Field(self.tr("Every"), self.weeks), 1)
        flow.add(self.end, 2)
        self.body.addWidget(self.when)
        self.body.addLayout(flow)
        self.body.addWidget(Field(self.tr("Place"), self.place))
        self.body.addWidget(self.summary)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.weeks.valueChanged.connect(self._say)
        self.when.day.taken.connect(self._say)
        self.when.time.taken.connect(self._say)
        self.end.taken.connect(self._say)

    def _load(self) -> None:
        row = self._series
        if row is None:
            day = self._workspace.today() + timedelta(days=7)
            starts = datetime.combine(day, time(10)).isoformat(timespec="minutes")
            self.when.set_when(When(starts, 3600, str(self._workspace.zone)))
            self.weeks.setValue(2)
        else:
            self.title.setText(row.title)
            now = row.in_force(self._workspace.today())
            if now is not None:
                self.weeks.setValue(now.rule.every)
                self.when.set_when(When(now.starts_local, now.length_s, now.zone))
            self.place.setText(row.place)
            self.end.set_value(date.fromisoformat(row.ends_on) if row.ends_on else None)
        self._say()
        self.title.setFocus()

    def _read_end(self, words: str) -> date | None:
        return wording.day_reader(self._workspace.today)(words) if words else None

    def _say(self) -> None:
        """Say the rhythm as a sentence while it is being set."""
        suffix = self.tr(" week") if self.weeks.value() == 1 else self.tr(" weeks")
        self.weeks.setSuffix(suffix)
        day, at, end = self.when.day.value(), self.when.time.value(), self.end.value()
        if day is None or at is None:
            return
        starts = datetime.combine(day, at)
        words = wording_series.rhythm_words(weekly(self.weeks.value()), starts)
        if end is not None:
            until = wording.short_day(end, self._workspace.today())
            words = self.tr("{0}, until {1}").format(words, until)
        self.summary.setText(words)

    def submit(self) -> bool:
        """Create or change the series."""
        if not self.title.text().strip():
            self.title_field.set_error(self.tr("A few words are needed here."))
            self.title.setFocus()
            return False
        when = self.when.read()
        end = self.end.read()
        if when is None or self.end.has_error():
            return False
        if end is not None and end.isoformat() < when.starts_local[:10]:
            self.end.set_error(self.tr("The last day is before the first one."))
            return False
        store = self._workspace.store
        if self._series is None:
            done = self.attempt(
                commands.new_series, store, self.title.text(), weekly(self.weeks.value()),
                when.starts_local, length_s=when.length_s, zone=when.zone,
                place=self.place.text(), ends_on=end,
            )  # fmt: skip
            if done and isinstance(self.result_value, int):
                self.series_id = self.result_value
            return done
        now = self._series.in_force(self._workspace.today())
        return self.attempt(self._save, self._series.id, now, when, end)

    def _save(self, series_id: int, now: RhythmRow | None, when: When, end: date | None) -> None:
        store = self._workspace.store
        with store.step(self.tr("Edit series")):
            commands.set_series(
                store, series_id, title=self.title.text(), place=self.place.text(), ends_on=end
            )
            if now is not None and (self.weeks.value() != now.rule.every or when != _when(now)):
                set_rhythm(
                    store, now.id, rule=weekly(self.weeks.value()),
                    starts_local=when.starts_local, length_s=when.length_s, zone=when.zone,
                )  # fmt: skip


def _when(row: RhythmRow) -> When:
    return When(row.starts_local, row.length_s, row.zone)


def _show_end(day: date | None) -> str:
    return show_day(day) if day else ""
