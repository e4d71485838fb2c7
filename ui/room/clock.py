"""The clocks of the room: read from the session's own clock; a tick repaints nothing else (V2)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from facilitator.clock import Instant
from facilitator.domain.session_clock import ClockLevel, level
from facilitator.projections.room import RoomClock
from ui import wording
from ui.room.look import RoomLook
from ui.room.parts import Part
from ui.widgets import painting
from ui.widgets.naming import identify

translate = QCoreApplication.translate

_TONES = {ClockLevel.CALM: "text", ClockLevel.AMBER: "warn", ClockLevel.RED: "danger"}


@dataclass(frozen=True, slots=True)
class Time:
    """One clock at one moment: digits, the words below, a tone, and the share that is used."""

    digits: str = ""
    below: str = ""
    tone: str = "text"
    used: float = 0.0


def session_time(clock: RoomClock, now: Instant) -> Time:
    """Return what is left of the session."""
    used = clock.session_s + clock.passed_s(now)
    if clock.is_paused:
        below = translate("room", "paused")
    elif clock.length_s <= 0:
        return Time(wording.countdown(used), translate("room", "since we began"))
    else:
        below = translate("room", "left in this session")
    left = clock.length_s - used
    if left < 0 and not clock.is_paused:
        below = translate("room", "over the time")
    return Time(wording.countdown(left), below, _tone(left, clock.length_s, clock))


def item_time(clock: RoomClock, now: Instant) -> Time:
    """Return what is left of the item on the table; nothing where it has no time box."""
    if clock.box_s <= 0:
        return Time()
    left = clock.box_s - clock.item_s - clock.passed_s(now)
    below = translate("room", "left on this item")
    if left < 0:
        below = translate("room", "over its time")
    used = min(max(1 - left / clock.box_s, 0.0), 1.0)
    return Time(wording.countdown(left), below, _tone(left, clock.box_s, clock), round(used, 3))


def _tone(left: int, box: int, clock: RoomClock) -> str:
    return "text2" if clock.is_paused else _TONES[level(left, box)]


class Face(Part):
    """Large digits with words below, at the end of the line; its name is told to who listens."""

    def __init__(self, look: RoomLook, size: int, identifier: str, name: str) -> None:
        super().__init__(look)
        self._digits, self._name, self._time = size, name, Time()
        identify(self, identifier, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_size(self, size: int) -> None:
        """Write the digits larger or smaller."""
        if size != self._digits:
            self._digits = size
            self._on_look()

    @property
    def time(self) -> Time:
        """Return what is shown."""
        return self._time

    def show_time(self, time: Time) -> None:
        """Show a moment; only more digits or other words ask for another width."""
        before, self._time = self._time, time
        if time == before:
            return
        if QAccessible.isActive():
            self.setAccessibleName(f"{self._name}: {time.digits} {time.below}")
        if (len(time.digits), time.below) != (len(before.digits), before.below):
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        large, small = self._fonts()
        zeros = "".join("0" if each.isdigit() else each for each in self._time.digits)
        wide = max(painting.text_width(zeros, large), painting.text_width(self._time.below, small))
        return QSize(wide, self._top() + painting.line_height(small))

    def _fonts(self) -> tuple[QFont, QFont]:
        return self.look.font(self._digits, 600, tabular=True), self.look.font(14)

    def _top(self) -> int:
        return round(self.look.px(self._digits) * 1.22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, (large, small) = QPainter(self), self._fonts()
        end, colour = Qt.AlignmentFlag.AlignRight, self.look.color(self._time.tone)
        lift = (painting.line_height(large) - self._top()) // 2
        box = QRect(0, -lift, self.width(), painting.line_height(large))
        painting.draw_text(painter, box, self._time.digits, large, colour, align=end)
        below = QRect(0, self._top(), self.width(), painting.line_height(small))
        grey = self.look.color("text2")
        painting.draw_text(painter, below, self._time.below, small, grey, align=end)


class UsedBar(Part):
    """How much of the item's time is used."""

    def __init__(self, look: RoomLook) -> None:
        super().__init__(look)
        self._used, self._tone = 0.0, "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_time(self, time: Time) -> None:
        """Show a moment; repaints only where a pixel differs."""
        tone = "accent" if time.tone in ("text", "text2") else time.tone
        wide = max(self.width(), 1)
        if tone != self._tone or round(time.used * wide) != round(self._used * wide):
            self._tone = tone
            self._used = time.used
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.look.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, radius = QPainter(self), self.height() / 2
        painting.draw_round(painter, self.rect(), radius, self.look.color("sunken"))
        width = round(self.width() * self._used)
        if width:
            box = QRect(0, 0, max(width, self.height()), self.height())
            box = painting.mirrored(box, self.rect())
            painting.draw_round(painter, box, radius, self.look.color(self._tone))
