"""Day, time, length and zone as people type them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.domain import moments
from facilitator.domain.moments import ClockChange
from facilitator.errors import InvalidMoment
from ui import wording
from ui.widgets.field_flow import FieldFlow
from ui.widgets.naming import identify
from ui.widgets.parsed_field import ParsedField
from ui.workspace import Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class When:
    """A start in local wall time (`2026-07-21T10:00`), a length in seconds, an IANA zone."""

    starts_local: str
    length_s: int
    zone: str


def told(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Return a parser that says what it cannot understand as a sentence in a ValueError."""

    def read(words: str) -> T:
        try:
            return parse(words)
        except InvalidMoment as error:
            raise ValueError(f"“{error.text}” {error.cause}.") from error

    return read


def show_day(day: date) -> str:
    """Return 'Tue 21 Jul 2026', which reads back as the same day."""
    return wording.short_day(day, weekday=True)


def _show_length(seconds: int) -> str:
    return wording.length(seconds)


def _zone(words: str) -> str:
    return str(moments.zone_named(words))


class WhenFields(QWidget):
    """Four fields that belong together. `edited` says that a person typed into one."""

    edited = Signal()

    def __init__(self, workspace: Workspace, day_label: str) -> None:
        super().__init__()
        flow = FieldFlow()
        self.setLayout(flow)
        self.day: ParsedField[date] = ParsedField(
            day_label, wording.day_reader(workspace.today), show_day, letters=16,
            placeholder=self.tr("next tue, 21 jul, +2w"), icon="calendar-blank",
        )  # fmt: skip
        self.time: ParsedField[time] = ParsedField(
            self.tr("Time"), told(moments.parse_time), self._show_time, letters=6,
            placeholder=self.tr("10:00, 2pm"),
        )  # fmt: skip
        self.length: ParsedField[int] = ParsedField(
            self.tr("Length"), told(moments.parse_length), _show_length, letters=7,
            placeholder=self.tr("60, 1h30"),
        )  # fmt: skip
        self.zone: ParsedField[str] = ParsedField(
            self.tr("Time zone"), told(_zone), str, letters=13, placeholder="Europe/Berlin"
        )
        names = ("session-date", "session-time", "session-length", "session-zone")
        for field, name, stretch in zip(self._all(), names, (3, 1, 1, 2), strict=True):
            identify(field.edit, name)
            field.edited.connect(self.edited)
            flow.add(field, stretch)

    def _all(self) -> list[ParsedField[Any]]:
        return [self.day, self.time, self.length, self.zone]

    def _show_time(self, at: time) -> str:
        return f"{at.hour:02}:{at.minute:02}"

    def set_when(self, when: When) -> None:
        """Show a moment without telling anybody."""
        starts = datetime.fromisoformat(when.starts_local)
        self.day.set_value(starts.date())
        self.time.set_value(starts.time())
        self.length.set_value(when.length_s)
        self.zone.set_value(when.zone)

    def read(self) -> When | None:
        """Return what is there, or None where something cannot be: the field says what."""
        day, at = self.day.read(), self.time.read()
        length, zone = self.length.read(), self.zone.read()
        for value, field in zip((day, at, length, zone), self._all(), strict=True):
            if value is None:
                field.edit.setFocus()
                return None
        if day is None or at is None or length is None or zone is None:
            return None
        if length < 60:
            self.length.set_error(self.tr("A session needs at least a minute."))
            return None
        local = datetime.combine(day, at).strftime("%Y-%m-%dT%H:%M")
        if moments.local_to_utc(local, zone).change is ClockChange.SKIPPED:
            self.time.set_error(self.tr("The clocks skip this time on that day."))
            self.time.edit.setFocus()
            return None
        return When(local, length, zone)
