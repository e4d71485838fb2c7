"""The agenda beside the session: done, on the table, to come; with minutes used and start times."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle

from facilitator.domain.words import ItemState
from facilitator.queries.prepare import ItemRow
from ui import icons, wording
from ui.pages.run.live import Live, Moment
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.card import Card, row
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowDelegate, RowList
from ui.widgets.text import ElidedText, Text
from ui.wording import translate


@dataclass(frozen=True, slots=True)
class RailItem:
    """What a row of the rail paints beside its title."""

    number: int
    state: str  # done, skipped, current or open
    second: str
    dot: str
    trailing: str
    trailing_tone: str
    is_not_clear: bool


def rail_item(item: ItemRow, live: Live, moment: Moment) -> RailItem:
    """Return what a row says about an item at this moment."""
    is_current = item.id == moment.item_id
    state = "current" if is_current else item.state
    purpose = wording.word(item.purpose).lower()
    box = item.length_s + item.extended_s
    second, trailing, tone, dot = purpose, _minutes(box), "text2", ""
    if is_current:
        trailing = ""
        if item.asked_by:
            asked = translate("run", "{0} asked").format(item.asked_by)
            second, dot = f"{asked} · {purpose}", item.asked_colour
    elif state == ItemState.DONE:
        used = moment.used.get(item.id, item.used_s or 0)
        trailing = translate("run", "took {0} of {1}").format(
            round(used / 60), round(item.length_s / 60)
        )
        tone = "warn" if round(used / 60) > round(item.length_s / 60) else "text2"
    elif state == ItemState.SKIPPED:
        trailing = translate("run", "skipped")
    elif item.id in moment.begins:
        second = translate("run", "{0} · from {1}").format(purpose, moment.begins[item.id])
    return RailItem(live.number(item.id), state, second, dot, trailing, tone, item.is_not_clear)


def _minutes(seconds: int) -> str:
    return translate("run", "{0} min").format(round(seconds / 60))


class RailDelegate(RowDelegate):
    """Paints the rows of the rail; `is_narrow` leaves only marks and numbers."""

    is_narrow = False

    def row_height(self, row: Row, width: int) -> int:
        look = theme()
        if self.is_narrow:
            return look.px(44)
        lines = painting.text_height(row.title, self._font(row), self._room(width), 2)
        return lines + painting.line_height(look.font(12)) + look.px(26)

    def _font(self, row: Row) -> QFont:
        return theme().font(13, 400 if row.is_quiet else 500)

    def _room(self, width: int) -> int:
        return max(width - theme().px(40 + 14), theme().px(40))

    def paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag, *, is_last: bool
    ) -> None:
        look, item = theme(), row.data
        box, radius = rect.adjusted(2, 2, -2, -2), look.radius("card")
        if isinstance(item, RailItem) and item.state == "current":
            painting.draw_round(painter, box, radius, look.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.draw_round(painter, box, radius, look.color("hover"))
        view = self.parent()
        has_focus = isinstance(view, RowList) and view.hasFocus()
        if has_focus and state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box, radius)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        item = row.data
        if not isinstance(item, RailItem):
            return
        self._paint_mark(painter, rect, item)
        if self.is_narrow:
            return
        look = theme()
        tone = "text2" if row.is_quiet else "text"
        top = rect.top() + look.px(12)
        box = QRect(rect.left() + look.px(40), top, self._room(rect.width()), rect.height())
        top += painting.draw_text(
            painter, painting.mirrored(box, rect), row.title, self._font(row), look.color(tone),
            limit=2,
        )  # fmt: skip
        self._paint_second(painter, rect, item, top + look.px(2))

    def _paint_mark(self, painter: QPainter, rect: QRect, item: RailItem) -> None:
        look = theme()
        side = look.px(16)
        box = QRect(rect.left() + look.px(12), rect.top() + look.px(13), side, side)
        if self.is_narrow:
            left = rect.left() + (rect.width() - side) // 2
            box = QRect(left, rect.center().y() - side // 2, side, side)
        box = painting.mirrored(box, rect)
        marks = {
            "done": ("check-circle-fill", "ok"), "current": ("play-fill", "accent"),
            "skipped": ("minus", "text3"),
        }  # fmt: skip
        if item.state in marks:
            name, tone = marks[item.state]
            icons.paint(painter, box, name, look.color(tone))
            return
        painter.setFont(look.font(12, tabular=True))
        painter.setPen(look.color("text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(item.number))

    def _paint_second(self, painter: QPainter, rect: QRect, item: RailItem, top: int) -> None:
        look, font = theme(), theme().font(12)
        line = painting.line_height(font)
        x, end = rect.left() + look.px(40), rect.right() - look.px(14)
        if item.trailing:
            bold = look.font(12, 500 if item.trailing_tone == "warn" else 400)
            width = painting.text_width(item.trailing, bold)
            box = painting.mirrored(QRect(end - width, top, width, line), rect)
            painting.draw_text(painter, box, item.trailing, bold, look.color(item.trailing_tone))
            end -= width + look.px(8)
        if item.is_not_clear:
            side = look.px(14)
            box = painting.mirrored(QRect(x, top + look.px(1), side, side), rect)
            icons.paint(painter, box, "question", look.color("warn"))
            x += side + look.px(5)
        if item.dot:
            box = painting.mirrored(QRect(x, top, look.px(8), line), rect)
            centre = QPointF(box.center()) + QPointF(0.5, 0.5)
            painting.draw_dot(painter, centre, look.px(8), look.party(item.dot).fill)
            x += look.px(14)
        box = painting.mirrored(QRect(x, top, max(end - x, 1), line), rect)
        painting.draw_text(painter, box, item.second, font, look.color("text2"))


class _RailList(RowList):
    """A list whose Delete and menu key say what they are for."""

    menu_asked = Signal(object, QPoint)

    def __init__(self, name: str) -> None:
        super().__init__(name, dividers=False)
        self.rail_painter = RailDelegate(self, dividers=False)
        self.painter_of_rows = self.rail_painter
        self.setItemDelegate(self.rail_painter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    def _on_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        key = index.data(int(Qt.ItemDataRole.UserRole) + 2) if index.isValid() else self.current()
        if key is not None:
            self.menu_asked.emit(key, self.viewport().mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Menu and index.isValid():
            corner = self.visualRect(index).bottomLeft()
            self.menu_asked.emit(self.current(), self.viewport().mapToGlobal(corner))
            return
        super().keyPressEvent(event)


class AgendaRail(Card):
    """The agenda of the running session."""

    jump_asked = Signal(object)
    move_asked = Signal(object, int)
    menu_asked = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__(margin=8, spacing=4)
        self._shown: list[tuple[object, ...]] = []
        self._on_table: object = None
        head = row(6)
        self._head = head
        self.caption = Text(self.tr("Agenda"), "strong")
        self.done = ElidedText("", "small")
        self.done.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.caption)
        head.addWidget(self.done, 1)
        self.body.addLayout(head)
        self.list = identify(_RailList(self.tr("Agenda")), "run-agenda")
        self.add(self.list, 1)
        self.list.opened.connect(self.jump_asked)
        self.list.move_asked.connect(self.move_asked)
        self.list.menu_asked.connect(self.menu_asked)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        look = theme()
        self._head.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(2))

    def set_narrow(self, narrow: bool) -> None:
        """Show only marks and numbers where the window is small."""
        if self.list.rail_painter.is_narrow == narrow:
            return
        self.list.rail_painter.is_narrow = narrow
        self.caption.setVisible(not narrow)
        self.done.setVisible(not narrow)
        self.list.scheduleDelayedItemsLayout()

    def show_moment(self, live: Live, moment: Moment) -> None:
        """Show the agenda as it stands now; does nothing while nothing differs."""
        drawn = [(item, rail_item(item, live, moment)) for item in live.items]
        fresh: list[tuple[object, ...]] = [(item.id, item.title, shown) for item, shown in drawn]
        if fresh == self._shown:
            return
        self._shown = fresh
        self.list.set_rows([_row(item, shown) for item, shown in drawn])
        if moment.item_id != self._on_table:
            self._on_table = moment.item_id
            if not self.list.hasFocus():  # the keyboard comes to what is on the table
                self.list.set_current(moment.item_id)
        self.list.scheduleDelayedItemsLayout()
        count = self.tr("{0} of {1} done").format(live.done(), len(live.items))
        self.done.setText(count if live.items else self.tr("no items"))


def _row(item: ItemRow, shown: RailItem) -> Row:
    state = {
        "done": translate("run", "done"),
        "current": translate("run", "on the table"),
        "skipped": translate("run", "skipped"),
    }.get(shown.state, "")
    trailing = "" if shown.state == "skipped" else shown.trailing
    unclear = translate("run", "not clear") if shown.is_not_clear else ""
    parts = (str(shown.number), item.title, state, shown.second, trailing, unclear)
    return Row(
        item.id, item.title, is_quiet=shown.state in ("done", "skipped"), data=shown,
        spoken=", ".join(part for part in parts if part),
    )  # fmt: skip
