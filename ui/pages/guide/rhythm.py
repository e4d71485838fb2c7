"""Step 5, the rhythm: every so many weeks, on a day, at a time, in a place (E6, K1)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtWidgets import QSpinBox, QWidget

from facilitator.commands import series as commands
from facilitator.commands.rhythm import set_rhythm
from facilitator.domain import moments
from facilitator.domain.rule import weekly
from facilitator.queries.guide import Guide
from facilitator.queries.series import RhythmRow, SeriesRow
from ui import wording
from ui.dialogs.when import told
from ui.pages.guide.body import StepBody
from ui.shell import Shell
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import Choice, Field, guard_wheel, line_edit
from ui.widgets.naming import identify
from ui.widgets.parsed_field import ParsedField
from ui.widgets.text import Text
from ui.wording import guide as wording_guide
from ui.wording import series as wording_series
from ui.workspace import Workspace

_DAYS_AHEAD = 7  # the first session is not tomorrow: people have to be asked


class RhythmBody(StepBody):
    """Said as one sentence while it is being set; in the file with the first change, or Next."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._series: SeriesRow | None = None
        self._rhythm: RhythmRow | None = None
        self._build()
        self._connect()
        self._offer()

    def _build(self) -> None:
        self.weeks = identify(QSpinBox(), "rhythm-weeks")
        self.weeks.setRange(1, 52)
        self.weeks.setMinimumWidth(self.weeks.fontMetrics().averageCharWidth() * 16)
        guard_wheel(self.weeks)
        self.day = identify(Choice(), "rhythm-day")
        self.day.set_choices(wording_series.weekdays(), 1)
        self.time: ParsedField[time] = ParsedField(
            self.tr("Time"), told(moments.parse_time), _show_time, letters=6,
            placeholder=self.tr("10:00, 2pm"),
        )  # fmt: skip
        self.length: ParsedField[int] = ParsedField(
            self.tr("Length"), told(moments.parse_length), wording.length, letters=7,
            placeholder=self.tr("60, 1h30"),
        )  # fmt: skip
        identify(self.time.edit, "rhythm-time")
        identify(self.length.edit, "rhythm-length")
        self.place = identify(line_edit(placeholder=self.tr("room or link")), "rhythm-place")
        flow = FieldFlow()
        flow.add(Field(self.tr("Every"), self.weeks), 1)
        flow.add(Field(self.tr("On"), self.day), 1)
        flow.add(self.time)
        flow.add(self.length)
        flow.add(Field(self.tr("Place"), self.place), 2)
        self.box.addLayout(flow)
        self.sentence = Text("", "lead", tone="accent", wrap=True)
        self.first = Text("", "quiet", wrap=True)
        self.box.addWidget(self.sentence)
        self.box.addWidget(self.first)

    def _connect(self) -> None:
        self.weeks.valueChanged.connect(self._on_edited)
        self.day.chosen.connect(self._on_edited)
        self.time.taken.connect(self._on_edited)
        self.length.taken.connect(self._on_edited)
        self._place_saver = self.shell.drafts.bind_text(self.place, self._save_place)
        self.place.returnPressed.connect(self.finished)

    def _offer(self) -> None:
        """Begin with what most tables begin with."""
        self._rhythm = None
        self._show(_said(2, f"{self._first_day(1)}T10:00", 3600), "", force=True)

    def _first_day(self, weekday: int) -> date:
        earliest = self.workspace.today() + timedelta(days=_DAYS_AHEAD)
        return earliest + timedelta(days=(weekday - earliest.weekday()) % 7)

    # --- showing ----------------------------------------------------------------------------

    def show_guide(self, found: Guide, *, force: bool) -> None:
        """Show the rhythm of the file."""
        if found.series is None:
            was_there, self._series = self._series is not None, None
            if was_there:
                self._offer()
            self._say()
            return
        self._series = found.series
        self._rhythm = found.series.in_force(self.workspace.today())
        if self._rhythm is not None:
            self._show(self._rhythm, found.series.place, force=force)

    def _show(self, rhythm: RhythmRow, place: str, *, force: bool) -> None:
        begins = datetime.fromisoformat(rhythm.starts_local)
        was = self.weeks.blockSignals(True)
        self.weeks.setValue(rhythm.rule.every)
        self.weeks.blockSignals(was)
        self.day.set_current(begins.weekday())
        if force or not self.time.edit.hasFocus():
            self.time.set_value(begins.time())
        if force or not self.length.edit.hasFocus():
            self.length.set_value(rhythm.length_s)
        self._place_saver.load(place, force=force)
        self._say()

    def _wanted(self) -> RhythmRow | None:
        """Return the rhythm as the fields say it, None while one of them cannot be read."""
        at, length, weekday = self.time.value(), self.length.value(), self.day.current()
        if at is None or length is None or not isinstance(weekday, int):
            return None
        day = self._first_day(weekday)
        if self._rhythm is not None:
            begins = datetime.fromisoformat(self._rhythm.starts_local).date()
            if begins.weekday() == weekday:
                day = begins
        starts = datetime.combine(day, at).isoformat(timespec="minutes")
        return _said(self.weeks.value(), starts, length)

    def _say(self) -> None:
        suffix = self.tr(" week") if self.weeks.value() == 1 else self.tr(" weeks")
        self.weeks.setSuffix(suffix)
        wanted = self._wanted()
        if wanted is None:
            return
        self.sentence.setText(wording_guide.sentence(wanted, self.place.text().strip()))
        today = self.workspace.today()
        words = self.tr("The first time: {0}.")
        self.first.setText(words.format(wording_guide.starts(wanted.starts_local, today)))

    # --- saving -----------------------------------------------------------------------------

    def _on_edited(self, _value: object = None) -> None:
        self._save()
        self._say()

    def _save_place(self, _words: str) -> None:
        self._save()

    def _save(self) -> bool:
        wanted = self._wanted()
        if wanted is None:
            return False
        place = self.place.text().strip()
        if self._series is None:
            done = self.workspace.run(
                commands.new_series, self.tr("Round table"), wanted.rule, wanted.starts_local,
                length_s=wanted.length_s, place=place, origin=self,
            )  # fmt: skip
            return done is not None
        if place != self._series.place and not self.workspace.carry_out(
            commands.set_series, self._series.id, place=place, origin=self
        ):
            return False
        return self._rhythm is None or self.workspace.carry_out(
            set_rhythm, self._rhythm.id, rule=wanted.rule,
            starts_local=wanted.starts_local, length_s=wanted.length_s, origin=self,
        )  # fmt: skip

    # --- the step ---------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """Return the number of weeks."""
        return self.weeks

    def finish(self) -> str:
        """Keep the rhythm as it is said."""
        if self.time.read() is None or self.length.read() is None:
            return self.tr("A time could not be read.")
        self._place_saver.flush()
        if self._series is None and not self._save():
            return self.tr("The rhythm could not be kept.")
        return ""


def _show_time(at: time) -> str:
    return f"{at.hour:02}:{at.minute:02}"


def _said(weeks: int, starts_local: str, length_s: int) -> RhythmRow:
    return RhythmRow(0, 0, starts_local, "", length_s, weekly(weeks), "", "", None)
