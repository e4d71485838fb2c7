"""One side of a pair: what it wants at heart, line by line, on its own soft ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.queries.tensions import TensionEnd
from ui.theme import theme
from ui.widgets import chips, painting
from ui.wording import translate


class InterestBlock(QWidget):
    """Painted: the party, “wants, at heart”, and each line of its interest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._end: TensionEnd | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def show_end(self, end: TensionEnd) -> None:
        """Show one side."""
        self._end = end
        said = translate("tension", "{0} wants, at heart: {1}")
        self.setAccessibleName(said.format(end.party, ". ".join(self._lines())))
        self.updateGeometry()
        self.update()

    def _lines(self) -> list[str]:
        if self._end is None or not self._end.interest:
            return [translate("tension", "Nobody has asked yet why this matters.")]
        lines = [line.strip(" \t•-–*") for line in self._end.interest.splitlines()]
        return [line for line in lines if line]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        look = theme()
        room = width - look.px(40)
        height = sum(painting.text_height(line, look.font(13), room, 4) for line in self._lines())
        return height + look.px(44)

    def sizeHint(self) -> QSize:
        width = theme().px(280)
        return QSize(width, self.heightForWidth(self.width() or width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(140), theme().px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._end is None:
            return
        look, painter, rect = theme(), QPainter(self), self.rect()
        colours = look.party(self._end.colour)
        painting.draw_round(painter, rect, look.radius("card"), colours.soft)
        head = QRect(look.px(12), look.px(8), rect.width() - look.px(24), look.px(20))
        chips.draw_dotted(
            painter, painting.mirrored(head, rect), self._end.party, (self._end.colour,),
            weight=600, tone="text",
        )  # fmt: skip
        words = translate("tension", "wants, at heart")
        painting.draw_text(
            painter, painting.mirrored(head, rect), words, look.font(12), look.color("text2"),
            align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        y, is_known = look.px(34), bool(self._end.interest)
        ink = look.color("text" if is_known else "text2")
        for line in self._lines():
            left = look.px(26) if is_known else look.px(12)
            box = QRect(left, y, rect.width() - look.px(40), rect.height() - y)
            place = painting.mirrored(box, rect)
            y += painting.draw_text(painter, place, line, look.font(13), ink, limit=4)
            if is_known:
                dot = QRect(look.px(12), box.top(), look.px(6), painting.line_height(look.font(13)))
                centre = QPointF(painting.mirrored(dot, rect).center()) + QPointF(0.5, 0.5)
                painting.draw_dot(painter, centre, look.px(5), colours.fill)
