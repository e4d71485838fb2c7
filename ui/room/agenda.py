"""The agenda on the wall: what is done, what is on the table, what is to come."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from facilitator.domain.words import ItemState
from facilitator.projections.room import RoomItem
from ui import icons, wording
from ui.room.look import RoomLook
from ui.room.parts import Pane, Part
from ui.widgets import painting
from ui.widgets.naming import identify
from ui.wording import room as words

_LINES = 2


class AgendaLine(Part):
    """One item of the agenda."""

    def __init__(self, look: RoomLook) -> None:
        super().__init__(look)
        self._item = RoomItem("", ItemState.OPEN.value, 0)
        self._number, self._is_current = 0, False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_item(self, number: int, item: RoomItem, *, is_current: bool) -> None:
        """Show an item."""
        if (number, item, is_current) == (self._number, self._item, self._is_current):
            return
        self._number, self._item, self._is_current = number, item, is_current
        self.setAccessibleName(words.agenda_line(number, item, is_current))
        self._on_look()

    @property
    def _is_over(self) -> bool:
        return self._item.state != ItemState.OPEN and not self._is_current

    def _minutes(self) -> str:
        return "" if self._is_over else wording.length(self._item.minutes * 60)

    def _widths(self, width: int) -> tuple[int, int, int]:
        """Return where the title begins, how wide it is, and how wide the minutes are."""
        look = self.look
        begin = look.px(16 + 20 + 14)
        minutes = painting.text_width(self._minutes(), look.font(13)) if self._minutes() else 0
        room = width - begin - look.px(16) - (minutes + look.px(10) if minutes else 0)
        return begin, max(room, look.px(40)), minutes

    def heightForWidth(self, width: int) -> int:
        _begin, room, _minutes = self._widths(width)
        font = self.look.font(16, 500)
        tall = painting.text_height(self._item.title, font, room, _LINES)
        return tall + self.look.px(2 * 12)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(240), self.heightForWidth(self.width() or self.look.px(364)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), self.look, self.rect()
        if self._is_current:
            painting.draw_round(painter, rect, look.px(10), look.color("accent_soft"))
        begin, room, minutes = self._widths(rect.width())
        font = look.font(16, 600 if self._is_current else 500)
        top, line = look.px(12), painting.line_height(font)
        self._paint_mark(painter, QRect(look.px(16), top, look.px(20), line))
        box = painting.mirrored(QRect(begin, top, room, rect.height() - top), rect)
        ink = look.color("text2" if self._is_over else "text")
        painting.draw_text(painter, box, self._item.title, font, ink, limit=_LINES)
        small = look.font(13)
        lower = (line - painting.line_height(small)) // 2
        box = QRect(rect.width() - look.px(16) - minutes, top + lower, minutes, line)
        box = painting.mirrored(box, rect)
        painting.draw_text(painter, box, self._minutes(), small, look.color("text2"))

    def _paint_mark(self, painter: QPainter, box: QRect) -> None:
        look = self.look
        side = look.px(20)
        square = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        square = painting.mirrored(square, self.rect())
        if self._is_current:
            icons.paint(painter, square, "play-fill", look.color("accent"))
        elif self._item.state == ItemState.DONE:
            icons.paint(painter, square, "check-circle-fill", look.color("ok"))
        elif self._item.state == ItemState.SKIPPED:
            icons.paint(painter, square, "skip-forward", look.color("text2"))
        else:
            font = look.font(15, 500, tabular=True)
            place = QRect(box.left() + look.px(4), box.top(), look.px(28), box.height())
            place = painting.mirrored(place, self.rect())
            painting.draw_text(painter, place, str(self._number), font, look.color("text2"))


class AgendaPane(Pane):
    """All items; the one on the table is always in sight."""

    def __init__(self, look: RoomLook) -> None:
        super().__init__(look, "bg")
        identify(self, "room-agenda", words.agenda_name())
        self._shown: tuple[object, object] = ((), None)
        self.lines: list[AgendaLine] = []
        self.column.addStretch(1)

    def _space(self) -> None:
        self.column.setSpacing(self._look.px(4))

    def show_items(self, items: tuple[RoomItem, ...], current: int | None) -> None:
        """Show the agenda and bring the current item into sight."""
        if (items, current) == self._shown:
            return
        self._shown = items, current
        while len(self.lines) > len(items):
            gone = self.lines.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.lines) < len(items):
            line = AgendaLine(self._look)
            self.lines.append(line)
            self.column.insertWidget(self.column.count() - 1, line)
        for at, (line, item) in enumerate(zip(self.lines, items, strict=True)):
            line.show_item(at + 1, item, is_current=at == current)
        if current is not None:
            self.bring(self.lines[current])
