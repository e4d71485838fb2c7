"""The rows of an agenda: when, what, who leads, how long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle

from facilitator.queries.prepare import ItemRow
from ui import icons, wording
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.naming import initials
from ui.widgets.rows import Index, Row, RowDelegate, RowModel, Who
from ui.wording import sessions as wording_sessions
from ui.wording import translate

ITEM_MIME = "application/x-facilitator-agenda-item"
_GRIP, _TIME = 26, 48  # design pixels
_MINUTES = 64


def agenda_rows(items: Sequence[ItemRow]) -> list[Row]:
    """Return the rows of an agenda in its order."""
    return [_row(number, item) for number, item in enumerate(items, start=1)]


def _row(number: int, item: ItemRow) -> Row:
    who = Who(item.lead, initials(item.lead), (item.lead_colour or None,)) if item.lead else None
    minutes, box = wording_sessions.minutes(item.length_s), wording.word(item.box).lower()
    second = wording_sessions.item_line(item)
    lead = item.lead or translate("session", "no lead")
    parts = (str(number), item.starts, item.title, second, lead, f"{minutes} {box}")
    return Row(
        item.id, item.title, second, number=item.starts, who=who, trailing=minutes,
        trailing_second=box, second_dots=(item.asked_colour,) if item.asked_by else (),
        spoken=", ".join(part for part in parts if part), data=item,
    )  # fmt: skip


class AgendaModel(RowModel):
    """Rows that can be dragged."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return found | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else found

    def mimeTypes(self) -> list[str]:
        return [ITEM_MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        data = QMimeData()
        if indexes:
            row = self.rows()[indexes[0].row()]
            data.setData(ITEM_MIME, str(row.key).encode())
            data.setText(row.title)
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


class AgendaDelegate(RowDelegate):
    """Paint an agenda item. The open one keeps its place free for the editor that lies over it."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self.open_key: object = None
        self.open_height = 0
        self.paper_key: object = None  # a file is being dragged over this row

    def row_height(self, row: Row, width: int) -> int:
        if row.key == self.open_key and self.open_height:
            return self.open_height
        return theme().px(48)

    def paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag, *, is_last: bool
    ) -> None:
        if row.key == self.open_key:
            return
        if row.key == self.paper_key:
            look = theme()
            box = rect.adjusted(2, 1, -2, -1)
            painting.draw_round(painter, box, look.radius("card"), look.color("accent_soft"))
            painting.draw_focus(painter, box, look.radius("card"))
            return
        self.columns.number = theme().px(_GRIP + _TIME - 12)  # where hairlines begin
        super().paint_ground(painter, rect, row, state, is_last=is_last)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        if row.key == self.open_key:
            return
        look = theme()
        line, small = painting.line_height(look.font(13)), painting.line_height(look.font(11))
        top = rect.top() + (rect.height() - line - small) // 2
        side = look.px(16)
        grip = QRect(rect.left() + look.px(6), rect.center().y() - side // 2, side, side)
        icons.paint(
            painter, painting.mirrored(grip, rect), "dots-six-vertical", look.color("text3")
        )
        left = rect.left() + look.px(_GRIP)
        start = QRect(left, rect.center().y() - line // 2, look.px(_TIME), line)
        painting.draw_text(
            painter, painting.mirrored(start, rect), row.number,
            look.font(13, tabular=True), look.color("text2"),
        )  # fmt: skip
        end = self._paint_who_and_minutes(painter, rect, row, rect.right(), top)
        left += look.px(_TIME)
        self._paint_title(painter, rect, row, QRect(left, top, end - left, line))

    def _paint_title(self, painter: QPainter, rect: QRect, row: Row, box: QRect) -> None:
        look = theme()
        painting.draw_text(
            painter, painting.mirrored(box, rect), row.title, look.font(13, 500), look.color("text")
        )
        below = QRect(
            box.left(), box.bottom() + 1, box.width(), painting.line_height(look.font(11))
        )
        chips.draw_dotted(
            painter, painting.mirrored(below, rect), row.second, row.second_dots, size=11
        )

    def _paint_who_and_minutes(
        self, painter: QPainter, rect: QRect, row: Row, title_end: int, top: int
    ) -> int:
        """Paint minutes and lead; return where the title has to end."""
        look = theme()
        item = cast("ItemRow", row.data)
        right = rect.right() - look.px(12)
        x = right - look.px(_MINUTES)
        line = painting.line_height(look.font(13))
        for words, font, tone, y in (
            (row.trailing, look.font(13, 500), "text", top),
            (row.trailing_second, look.font(11), "text2", top + line),
        ):
            box = painting.mirrored(QRect(x, y, look.px(_MINUTES), line), rect)
            painting.draw_text(
                painter, box, words, font, look.color(tone), align=Qt.AlignmentFlag.AlignRight
            )
        if item.lead:
            side = look.px(24)
            disc = QRect(x - look.px(52), rect.center().y() - side // 2 + 1, side, side)
            disc = painting.mirrored(disc, rect)
            painting.draw_disc(
                painter, disc, initials(item.lead), item.lead_colour or None, quiet=True
            )
        else:
            words = translate("session", "no lead")
            width, height = chips.chip_width(words, None), look.px(22)
            box = QRect(x - width - look.px(6), rect.center().y() - height // 2 + 1, width, height)
            chips.draw_chip(painter, painting.mirrored(box, rect), words, "warn")
        return x - look.px(76)
