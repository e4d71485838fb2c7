"""How a rhythm is set: its pattern, its days, from when; said as a sentence with its next dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from facilitator.cadence.recurrence import first_time, times
from facilitator.domain.moments import local_to_utc
from facilitator.domain.rule import Pattern, Rule
from ui.dialogs.when import When, WhenFields
from ui.widgets.card import column, row
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import Field, guard_wheel
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import series as words
from ui.workspace import Workspace

DATES_SHOWN = 5
_MOST = {Pattern.WEEKS: 52, Pattern.MONTH_WEEKDAY: 24, Pattern.MONTH_WORKING_DAY: 24}
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class WantedRhythm:
    """A rhythm as the fields say it; `when` is its first time."""

    rule: Rule
    when: When


class Weekdays(QWidget):
    """Seven boxes to tick. `ticked` says that a person ticked one."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = row(14)
        self.setLayout(line)
        self.boxes: list[QCheckBox] = []
        for number, name in enumerate(words.WEEKDAYS):
            spoken = words.weekday_word(number)
            box = identify(QCheckBox(words.short_weekday(number)), f"rhythm-{name.lower()}", spoken)
            box.clicked.connect(self.ticked)
            line.addWidget(box)
            self.boxes.append(box)
        line.addStretch(1)

    def days(self) -> tuple[int, ...]:
        """Return the days that are ticked, Monday 0."""
        return tuple(number for number, box in enumerate(self.boxes) if box.isChecked())

    def set_days(self, days: tuple[int, ...]) -> None:
        """Tick these days without telling anybody."""
        for number, box in enumerate(self.boxes):
            box.setChecked(number in days)


class RhythmEditor(QWidget):
    """Fields and, below them, what they mean. `edited` says that a person changed something."""

    edited = Signal()

    def __init__(self, workspace: Workspace, day_label: str) -> None:
        super().__init__()
        self._workspace = workspace
        self._ends_on: date | None = None
        self._are_days_chosen = False
        self._build(day_label)
        self._connect()

    def _build(self, day_label: str) -> None:
        box = column(12)
        self.setLayout(box)
        self.pattern = identify(ElidingChoice(), "rhythm-pattern")
        self.pattern.set_choices(words.patterns())
        self.every = identify(QSpinBox(), "rhythm-every")
        self.every.setMinimumWidth(self.every.fontMetrics().averageCharWidth() * 16)
        guard_wheel(self.every)
        self.nth = identify(ElidingChoice(), "rhythm-nth")
        self.nth.set_choices(words.nths(), 1)
        self.weekday = identify(ElidingChoice(), "rhythm-weekday")
        self.weekday.set_choices(words.weekdays(), 1)
        self.days = identify(Weekdays(), "rhythm-days", self.tr("Days of the week"))
        self.when = WhenFields(self._workspace, day_label)
        self._every_field = Field(self.tr("Every"), self.every)
        self._nth_field = Field(self.tr("Which"), self.nth)
        self._weekday_field = Field(self.tr("Day"), self.weekday)
        self._days_field = Field(self.tr("On"), self.days)
        flow = FieldFlow()
        flow.add(Field(self.tr("Rhythm"), self.pattern), 3)
        flow.add(self._every_field, 1)
        box.addLayout(flow)
        of_month = FieldFlow()
        of_month.add(self._nth_field, 1)
        of_month.add(self._weekday_field, 2)
        box.addLayout(of_month)
        box.addWidget(self._days_field)
        box.addWidget(self.when)
        self.summary = identify(Text("", "lead", tone="accent", wrap=True), "rhythm-summary")
        self.dates = identify(Text("", "quiet", wrap=True), "rhythm-dates")
        box.addWidget(self.summary)
        box.addWidget(self.dates)

    def _connect(self) -> None:
        self.pattern.chosen.connect(self._on_pattern)
        self.every.valueChanged.connect(self._on_edited)
        self.nth.chosen.connect(self._on_edited)
        self.weekday.chosen.connect(self._on_edited)
        self.days.ticked.connect(self._on_days)
        for field in (self.when.day, self.when.time, self.when.length, self.when.zone):
            field.taken.connect(self._on_edited)

    # --- what it holds ----------------------------------------------------------------------

    def set_rhythm(self, rule: Rule, when: When) -> None:
        """Show a rhythm without telling anybody."""
        weekday = datetime.fromisoformat(when.starts_local).weekday()
        self.pattern.set_current(rule.pattern)
        self._show_fields(rule.pattern)
        was = self.every.blockSignals(True)
        self.every.setValue(rule.every)
        self.every.blockSignals(was)
        self._are_days_chosen = bool(rule.weekdays) and rule.pattern is Pattern.WEEKS
        self.days.set_days(rule.weekdays or (weekday,))
        self.weekday.set_current(rule.weekdays[0] if rule.weekdays else weekday)
        self.nth.set_current(rule.nth or 1)
        self.when.set_when(when)
        self._say()

    def set_end(self, ends_on: date | None) -> None:
        """Say the last day of the series, so that no date behind it is shown."""
        self._ends_on = ends_on
        self._say()

    def value(self) -> WantedRhythm | None:
        """Return the rhythm as far as it was understood, None while something is not."""
        day, at = self.when.day.value(), self.when.time.value()
        length, zone = self.when.length.value(), self.when.zone.value()
        if day is None or at is None or length is None or zone is None:
            return None
        starts = datetime.combine(day, at)
        rule = self._rule(starts.weekday())
        begins = first_time(starts, rule).isoformat(timespec="minutes")
        return WantedRhythm(rule, When(begins, length, zone))

    def read(self) -> WantedRhythm | None:
        """Return the rhythm, None where something cannot be: its field says what."""
        return None if self.when.read() is None else self.value()

    def _rule(self, weekday: int) -> Rule:
        pattern = Pattern(str(self.pattern.current()))
        every, nth = self.every.value(), self.nth.current()
        which = nth if isinstance(nth, int) else 1
        if pattern is Pattern.WORKING_DAYS:
            return Rule(pattern)
        if pattern is Pattern.MONTH_WORKING_DAY:
            return Rule(pattern, every, (), which)
        if pattern is Pattern.MONTH_WEEKDAY:
            day = self.weekday.current()
            return Rule(pattern, every, (day if isinstance(day, int) else weekday,), which)
        days = self.days.days() if self._are_days_chosen else ()
        return Rule(pattern, every, days)

    # --- saying it --------------------------------------------------------------------------

    def _show_fields(self, pattern: Pattern) -> None:
        is_monthly = pattern in (Pattern.MONTH_WEEKDAY, Pattern.MONTH_WORKING_DAY)
        self._every_field.setVisible(pattern is not Pattern.WORKING_DAYS)
        self._nth_field.setVisible(is_monthly)
        self._weekday_field.setVisible(pattern is Pattern.MONTH_WEEKDAY)
        self._days_field.setVisible(pattern is Pattern.WEEKS)
        was = self.every.blockSignals(True)
        self.every.setRange(1, _MOST.get(pattern, 1))
        self.every.blockSignals(was)

    def _say(self) -> None:
        """Say the rhythm as a sentence, and the dates that come first."""
        pattern = Pattern(str(self.pattern.current()))
        self.every.setSuffix(words.every_suffix(pattern, self.every.value()))
        if not self._are_days_chosen and (day := self.when.day.value()) is not None:
            self.days.set_days((day.weekday(),))
        wanted = self.value()
        if wanted is None:
            return
        starts = datetime.fromisoformat(wanted.when.starts_local)
        self.summary.setText(words.sentence(wanted.rule, starts, self._ends_on))
        self.dates.setText(words.dates_line(self._next(wanted), self._workspace.today()))

    def _next(self, wanted: WantedRhythm) -> list[str]:
        """Return the first dates as clocks show them, none behind the last day."""
        starts = datetime.fromisoformat(wanted.when.starts_local)
        found = islice(times(starts, wanted.rule, starts - _MINUTE), DATES_SHOWN)
        shown = [
            local_to_utc(each.isoformat(timespec="minutes"), wanted.when.zone).local
            for each in found
        ]
        end = self._ends_on
        return [each for each in shown if end is None or each[:10] <= end.isoformat()]

    def _on_pattern(self, _key: object) -> None:
        pattern = Pattern(str(self.pattern.current()))
        if pattern is Pattern.MONTH_WEEKDAY and (day := self.when.day.value()) is not None:
            self.weekday.set_current(day.weekday())
            self.nth.set_current(nth_of(day))
        self._show_fields(pattern)
        if pattern is not Pattern.WEEKS:
            self.every.setValue(1)
        self._on_edited()

    def _on_days(self) -> None:
        self._are_days_chosen = bool(self.days.days())
        self._on_edited()

    def _on_edited(self, _value: object = None) -> None:
        self._say()
        self.edited.emit()


def nth_of(day: date) -> int:
    """Return which of its month's weekdays a day is: 1 to 4, the fifth is the last."""
    number = (day.day - 1) // 7 + 1
    return number if number <= 4 else -1


def first_proposal(workspace: Workspace) -> WantedRhythm:
    """Return what most tables begin with: a Tuesday every two weeks, but not tomorrow."""
    earliest = workspace.today() + timedelta(days=7)  # people have to be asked
    day = earliest + timedelta(days=(1 - earliest.weekday()) % 7)
    starts = f"{day.isoformat()}T10:00"
    return WantedRhythm(Rule(Pattern.WEEKS, 2), When(starts, 3600, str(workspace.zone)))
