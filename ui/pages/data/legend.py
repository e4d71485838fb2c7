"""What the letters of the register mean, and the keys that write them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.words import DataRole
from ui.theme import theme
from ui.widgets import painting
from ui.wording import data as words
from ui.wording import translate


class Legend(QWidget):
    """The four letters with their meaning, in as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(f"{a or ''} {b}".strip() for a, b in _items()))
        self.setToolTip(
            translate("data", "Type the letter in a cell, Delete clears it, Enter offers all.")
        )
        theme().changed.connect(self._fit)

    def _places(self, width: int) -> list[tuple[QRect, str, str]]:
        look, out = theme(), []
        x = y = 0
        height = look.px(28)
        for letter, meaning in _items():
            wide = painting.text_width(meaning, look.font(12)) + (look.px(30) if letter else 0)
            if x and x + wide > width:
                x, y = 0, y + height
            out.append((QRect(x, y, min(wide, width), height), letter, meaning))
            x += wide + look.px(22)
        return out

    def _fit(self) -> None:
        """Be as high as the lines that the width makes."""
        self.setFixedHeight(self._places(self.width())[-1][0].bottom() + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        for rect, letter, meaning in self._places(self.width()):
            place = painting.mirrored(rect, self.rect())
            if letter:
                self._paint_letter(painter, place, letter)
            inside = rect.adjusted(look.px(30) if letter else 0, 0, 0, 0)
            inside.setTop(rect.center().y() - painting.line_height(look.font(12)) // 2)
            painting.draw_text(
                painter, painting.mirrored(inside, self.rect()), meaning, look.font(12),
                look.color("text2"),
            )  # fmt: skip

    def _paint_letter(self, painter: QPainter, place: QRect, letter: str) -> None:
        look = theme()
        side = look.px(22)
        box = QRect(place.left(), place.center().y() - side // 2, side, side)
        box = painting.mirrored(box, place)
        boxed = {words.letter(DataRole.ACCOUNTABLE): "fill", words.letter(DataRole.RESPONSIBLE): ""}
        ink = look.color("text")
        if boxed.get(letter) == "fill":
            painting.draw_round(painter, box, look.radius("chip"), look.color("text2"))
            ink = look.color("surface")
        elif letter in boxed:
            border = look.color("text2")
            painting.draw_round(painter, box, look.radius("chip"), None, border, 1.3 * look.unit)
        painter.setFont(look.font(12, 600))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def _items() -> list[tuple[str, str]]:
    return [(words.letter(role), words.role_meaning(role)) for role in DataRole]
