"""The delegate that paints whole rows: icon, number, title, second line, chip, person, end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.row_model import Index, Row, RowRole, Who

SAMPLE = 400
_DIGITS = str.maketrans("123456789", "000000000")


@dataclass(slots=True)
class _Columns:
    """Widths that all rows of a list share, so that they line up."""

    icon: int = 0
    number: int = 0
    who: int = 0
    trailing: int = 0


def _widest(words: set[str], font: QFont) -> int:
    """Return the width of the widest; digits count as alike, so that few are measured."""
    alike = {each.translate(_DIGITS) for each in words if each}
    return max((painting.text_width(each, font) for each in alike), default=0)


class RowDelegate(QStyledItemDelegate):
    """Paint `Row`s. A subclass may override `row_height` and `paint_row` for rows of its own."""

    def __init__(self, parent: QWidget, *, title_lines: int = 1, dividers: bool = True) -> None:
        super().__init__(parent)
        self.title_lines = title_lines
        self.dividers = dividers
        self.pad = 10
        self.columns = _Columns()
        self._heights: dict[object, int] = {}
        self._width, self._unit = 0, 0.0  # for which the heights are

    def measure(self, rows: Sequence[Row]) -> None:
        """Measure the columns over a sample of the rows."""
        look, columns = theme(), _Columns()
        sample = [row for row in rows[:SAMPLE] if not row.is_heading]
        if any(row.icon for row in sample):
            columns.icon = look.px(26)
        if numbers := {row.number for row in sample if row.number}:
            columns.number = _widest(numbers, look.font(13)) + look.px(12)
        for letters, colours, name in {
            (bool(who.letters), len(who.colours), who.name) for row in sample if (who := row.who)
        }:
            wide = painting.text_width(name, look.font(12)) + look.px(16)
            wide += look.px(30) if letters else chips.dots_width(colours)
            columns.who = max(columns.who, min(wide, look.px(150)))
        trailing = max(
            _widest({row.trailing for row in sample}, look.font(12, 500)),
            _widest({row.trailing_second for row in sample}, look.font(11)),
        )
        columns.trailing = min(trailing, look.px(200))
        if (columns, look.unit) != (self.columns, self._unit):
            self._heights.clear()
            self._unit = look.unit
        self.columns = columns

    # --- sizes ------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = cast(QAbstractItemView, self.parent())
        return QSize(80, self.row_height(index.data(RowRole), view.viewport().width()))

    def row_height(self, row: Row, width: int) -> int:
        """Return the height of a row in a list `width` pixels wide.

        Known ones are kept: a layout asks many times over, also for ten thousand rows.
        """
        if width != self._width:
            self._heights.clear()
            self._width = width
        has_second = bool(row.second or row.trailing_second)
        wraps = self.title_lines > 1 and not row.is_heading
        words = (row.title, row.is_quiet, row.chip) if wraps else None
        known = self._heights.get((row.is_heading, has_second, words))
        if known is None:
            known = self._wrapped(row, width, has_second) if wraps else self._plain(row, has_second)
            self._heights[row.is_heading, has_second, words] = known
        return known

    def _wrapped(self, row: Row, width: int, has_second: bool) -> int:
        look = theme()
        room = self._title_rect(row, QRect(0, 0, width, 0)).width()
        height = 2 * look.px(self.pad)
        height += painting.text_height(row.title, self._title_font(row), room, self.title_lines)
        if has_second:
            height += painting.line_height(look.font(12))
        return max(height, look.px(36))

    def _plain(self, row: Row, has_second: bool) -> int:
        look = theme()
        if row.is_heading:
            return look.px(36)
        height = 2 * look.px(self.pad) + painting.line_height(look.font(13, 500))
        if has_second:
            height += painting.line_height(look.font(12))
        return max(height, look.px(36))

    def _title_font(self, row: Row) -> QFont:
        return theme().font(13, 400 if row.is_quiet else 500)

    def _who_width(self, rect: QRect) -> int:
        """Names give way in a narrow list; the discs and dots stay."""
        columns, look = self.columns, theme()
        rest = rect.width() - columns.icon - columns.number - columns.trailing - columns.who
        return min(columns.who, look.px(34)) if rest < look.px(220) else columns.who

    def _title_rect(self, row: Row, rect: QRect) -> QRect:
        look = theme()
        left = rect.left() + look.px(12) + self.columns.icon + self.columns.number
        right = rect.right() - look.px(12)
        if self.columns.trailing:
            right -= self.columns.trailing + look.px(12)
        if self.columns.who:
            right -= self._who_width(rect) + look.px(10)
        if row.chip:
            right -= chips.chip_width(row.chip[0], row.chip[2]) + look.px(10)
        return QRect(left, rect.top(), max(right - left, look.px(40)), rect.height())

    def _second_width(self, row: Row, rect: QRect, title: QRect) -> int:
        """The second line runs on below chip and name where nothing stands in its way."""
        if row.who and self.title_lines == 1:
            return title.width()
        end = rect.right() - theme().px(12)
        if row.trailing_second:
            end -= self.columns.trailing + theme().px(12)
        return max(end - title.left(), title.width())

    # --- painting ---------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        rect = option.rect
        state = option.state
        painter.save()
        self.paint_ground(painter, rect, row, state, is_last=self._is_last(index))
        self.paint_row(painter, rect, row, bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _is_last(self, index: Index) -> bool:
        model = index.model()
        after = model.index(index.row() + 1, 0)
        if not after.isValid():
            return True
        row = after.data(RowRole)
        return isinstance(row, Row) and row.is_heading

    def paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag, *, is_last: bool
    ) -> None:
        """Paint what lies below the words: selection, hover, focus ring, hairline."""
        look = theme()
        view = cast(QAbstractItemView, self.parent())
        box = rect.adjusted(2, 1, -2, -1)
        radius = look.radius("card")
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painting.draw_round(painter, box, radius, look.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver and not row.is_heading:
            painting.draw_round(painter, box, radius, look.color("hover"))
        elif self.dividers and not is_last and not row.is_heading:
            left = rect.left() + look.px(12) + self.columns.icon + self.columns.number
            line = QRect(left, rect.bottom(), rect.right() - look.px(12) - left, 1)
            painter.fillRect(painting.mirrored(line, rect), look.color("border"))
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painting.draw_focus(painter, box, radius)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        """Paint the words and marks of one row."""
        if row.is_heading:
            self._paint_heading(painter, rect, row)
            return
        look = theme()
        title = self._title_rect(row, rect)
        top = rect.top() + look.px(self.pad)
        if self.title_lines == 1 and not (row.second or row.trailing_second):
            top = rect.center().y() - painting.line_height(look.font(13, 500)) // 2
        self._paint_start(painter, rect, row, top, selected)
        box = QRect(title.left(), top, title.width(), rect.bottom() - top)
        used = painting.draw_text(
            painter, painting.mirrored(box, rect), row.title, self._title_font(row),
            look.color("text2" if row.is_quiet else "text"), limit=self.title_lines,
        )  # fmt: skip
        if row.second:
            below = QRect(title.left(), top + used, self._second_width(row, rect, title), 0)
            below.setHeight(painting.line_height(look.font(12)))
            chips.draw_dotted(
                painter, painting.mirrored(below, rect), row.second, row.second_dots,
                tone=row.second_tone,
            )  # fmt: skip
        self._paint_end(painter, rect, row, title.right(), top)

    def _paint_start(
        self, painter: QPainter, rect: QRect, row: Row, top: int, selected: bool
    ) -> None:
        look = theme()
        x = rect.left() + look.px(12)
        line = painting.line_height(look.font(13))
        if row.icon:
            side = look.px(16)
            box = QRect(x, top + (line - side) // 2, side, side)
            icons.paint(painter, painting.mirrored(box, rect), row.icon, look.color(row.icon_tone))
        if row.number:
            box = QRect(x + self.columns.icon, top, self.columns.number, line)
            painting.draw_text(
                painter, painting.mirrored(box, rect), row.number,
                look.font(13), look.color("accent" if selected else "text2"),
            )  # fmt: skip

    def _paint_end(
        self, painter: QPainter, rect: QRect, row: Row, title_end: int, top: int
    ) -> None:
        look = theme()
        x = title_end + look.px(10)
        line = painting.line_height(look.font(13))
        if row.chip:
            width = chips.chip_width(row.chip[0], row.chip[2])
            height = look.px(22)
            box = QRect(x, top + (line - height) // 2, width, height)
            box = painting.mirrored(box, rect)
            chips.draw_chip(painter, box, row.chip[0], row.chip[1], row.chip[2] or None)
            x += width + look.px(10)
        if row.who:
            wide = self._who_width(rect)
            x = rect.right() - look.px(12) - wide
            if self.columns.trailing:
                x -= self.columns.trailing + look.px(12)
            self._paint_who(painter, rect, row.who, QRect(x, top, wide, line))
        right = rect.right() - look.px(12)
        start = right - self.columns.trailing
        for words, tone, font, y in (
            (row.trailing, row.trailing_tone, look.font(12, 500), top),
            (
                row.trailing_second,
                row.trailing_second_tone,
                look.font(11),
                top + line,
            ),
        ):
            if words:
                box = QRect(start, y, right - start, line)
                painting.draw_text(
                    painter, painting.mirrored(box, rect), words, font, look.color(tone),
                    align=Qt.AlignmentFlag.AlignRight,
                )  # fmt: skip

    def _paint_who(self, painter: QPainter, rect: QRect, who: Who, box: QRect) -> None:
        look = theme()
        if not who.letters:
            said = who.name if box.width() > look.px(34) else ""  # a letter or two say nothing
            chips.draw_dotted(painter, painting.mirrored(box, rect), said, who.colours)
            return
        side = look.px(22)
        disc = QRect(box.left(), box.center().y() - side // 2, side, side)
        colour = who.colours[0] if who.colours else None
        painting.draw_disc(painter, painting.mirrored(disc, rect), who.letters, colour)
        name = box.adjusted(look.px(30), 0, 0, 0)
        if name.width() < look.px(20):
            return
        chips.draw_dotted(painter, painting.mirrored(name, rect), who.name, ())

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        look = theme()
        font = look.font(12, 600)
        line = painting.line_height(font)
        y = rect.bottom() - line - look.px(6)
        x = rect.left() + look.px(12)
        if row.who and row.who.letters:
            side = look.px(22)
            disc = QRect(x, y + (line - side) // 2, side, side)
            colour = row.who.colours[0] if row.who.colours else None
            box = painting.mirrored(disc, rect)
            painting.draw_disc(painter, box, row.who.letters, colour, quiet=True)
            x += look.px(32)
        width = painting.text_width(row.title, font)
        room = rect.right() - look.px(12) - x
        box = QRect(x, y, min(width, room), line)
        painting.draw_text(
            painter, painting.mirrored(box, rect), row.title, font, look.color("text")
        )
        if row.second:
            box = QRect(x + width + look.px(8), y, max(room - width - look.px(8), 1), line)
            chips.draw_dotted(painter, painting.mirrored(box, rect), row.second, row.second_dots)
        if row.trailing:
            box = QRect(x, y, room, line)
            painting.draw_text(
                painter, painting.mirrored(box, rect), row.trailing, look.font(12, 500),
                look.color(row.trailing_tone), align=Qt.AlignmentFlag.AlignRight,
            )  # fmt: skip
