"""What the marks of the calendar mean."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.month_grid_paint import MarkShape, draw_sample


class MarkLegend(QWidget):
    """One line of samples with their words; what does not fit any more is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = (
            (MarkShape.FULL, "", self.tr("held")),
            (MarkShape.NEXT, "", self.tr("next")),
            (MarkShape.RING, "", self.tr("planned")),
            (MarkShape.FAINT, "", self.tr("not planned yet")),
            (MarkShape.CROSSED, "", self.tr("skipped or cancelled")),
            (MarkShape.LEFT, "arrow-right", self.tr("moved")),
            (MarkShape.LEFT, "plus", self.tr("in addition")),
            (MarkShape.LEFT, "user-minus", self.tr("without the facilitator")),
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Legend: {0}").format(
            ", ".join(words for _shape, _badge, words in self._parts)))  # fmt: skip
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), theme(), self.rect()
        font, side, x = look.font(11), look.px(13), rect.left()
        height = painting.line_height(font)
        top = (rect.height() - height) // 2
        for shape, badge, words in self._parts:
            wide = painting.text_width(words, font)
            if x + side + look.px(5) + wide > rect.right():
                break
            box = QRect(x, (rect.height() - side) // 2, side, side)
            tone = "warn" if badge == "user-minus" else "accent"
            draw_sample(painter, painting.mirrored(box, rect), shape, badge, tone)
            x += side + look.px(5)
            line = painting.mirrored(QRect(x, top, wide, height), rect)
            painting.draw_text(painter, line, words, font, look.color("text2"))
            x += wide + look.px(14)
