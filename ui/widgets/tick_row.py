"""A tick with two lines of words and something at the end."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import chips, painting


class TickRow(QCheckBox):
    """A painted check box: the whole row is the target."""

    def __init__(
        self,
        title: str,
        second: str = "",
        trailing: str = "",
        *,
        dots: tuple[str | None, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title.replace("&", "&&"), parent)
        self._title, self._second, self._trailing, self._dots = title, second, trailing, dots
        self._heights: dict[tuple[int, float], int] = {}  # layouts ask again and again
        self.setAccessibleName(", ".join(part for part in (title, second, trailing) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def _title_box(self, width: int) -> QRect:
        look = theme()
        left = look.px(34)
        end = painting.text_width(self._trailing, look.font(12)) + look.px(18)
        return QRect(left, look.px(6), max(width - left - end, look.px(40)), 0)

    def heightForWidth(self, width: int) -> int:
        at = (width, theme().unit)
        if at not in self._heights:
            if len(self._heights) > 8:
                self._heights.clear()
            self._heights[at] = self._measure(width)
        return self._heights[at]

    def _measure(self, width: int) -> int:
        look = theme()
        room = self._title_box(width).width()
        height = painting.text_height(self._title, look.font(13, 500), room, 3)
        if self._second:
            wide = width - look.px(34 + 8)
            height += painting.text_height(self._second, look.font(11), wide, 2)
        return max(height + look.px(12), look.px(36))

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = theme().px(280)
        return QSize(width, self.heightForWidth(self.width() or width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        if self.underMouse() and self.isEnabled():
            painting.draw_round(painter, rect, look.radius("chip"), look.color("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, rect, look.radius("chip"))
        self._paint_box(painter)
        box = self._title_box(rect.width())
        box.setHeight(rect.height())
        ink = look.color("text" if self.isEnabled() else "text3")
        used = painting.draw_text(
            painter, painting.mirrored(box, rect), self._title, look.font(13, 500), ink, limit=3
        )
        if self._second:
            below = QRect(box.left(), box.top() + used, rect.width() - look.px(42), 0)
            self._paint_second(painter, below)
        if self._trailing:
            end = QRect(box.right(), box.top(), rect.width() - box.right() - look.px(8), 0)
            painting.draw_text(
                painter, painting.mirrored(end, rect), self._trailing, look.font(12),
                look.color("text2"), align=Qt.AlignmentFlag.AlignRight,
            )  # fmt: skip

    def _paint_second(self, painter: QPainter, box: QRect) -> None:
        look, font = theme(), theme().font(11)
        if self._dots:
            box.setHeight(painting.line_height(font))
            place = painting.mirrored(box, self.rect())
            chips.draw_dotted(painter, place, self._second, self._dots, size=11)
            return
        place = painting.mirrored(box, self.rect())
        painting.draw_text(painter, place, self._second, font, look.color("text2"), limit=2)

    def _paint_box(self, painter: QPainter) -> None:
        look, side = theme(), theme().px(18)
        box = QRect(look.px(6), look.px(7), side, side)
        box = painting.mirrored(box, self.rect())
        if self.isChecked():
            painting.draw_round(painter, box, look.px(5), look.color("accent"))
            edge = look.px(3)
            mark = box.adjusted(edge, edge, -edge, -edge)
            icons.paint(painter, mark, "check", look.color("on_accent"))
            return
        painting.draw_round(
            painter, box, look.px(5), look.color("surface"), look.color("border_strong"), 1.2
        )
