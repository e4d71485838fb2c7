"""What each side owes and kept: counts beside each other, never scores (A3)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.queries.actions import Owed
from ui.theme import theme
from ui.widgets import painting


class OwedPicture(QWidget):
    """For two sides bars that meet in the middle; for more a line of counts each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owed: tuple[Owed, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_owed(self, owed: Sequence[Owed]) -> None:
        """Show the counts of every side."""
        self._owed = tuple(owed)
        self.setAccessibleName("\n".join(self.sentences()))
        self.updateGeometry()
        self.update()

    def _lines(self) -> list[tuple[str, list[int]]]:
        return [
            (self.tr("Open now"), [each.open for each in self._owed]),
            (self.tr("Overdue"), [each.overdue for each in self._owed]),
            (self.tr("Waits for acceptance"), [each.waits_for_acceptance for each in self._owed]),
            (self.tr("Kept in time"), [each.kept_in_time for each in self._owed]),
            (self.tr("Kept late"), [each.kept_late for each in self._owed]),
            (self.tr("Dropped, agreed"), [each.dropped for each in self._owed]),
        ]

    def sentences(self) -> list[str]:
        """Return the same in words."""
        out = []
        for words, counts in self._lines():
            sides = ", ".join(
                f"{each.party} {count}" for each, count in zip(self._owed, counts, strict=True)
            )
            out.append(f"{words}: {sides}")
        return out

    def sizeHint(self) -> QSize:
        look = theme()
        if len(self._owed) == 2:
            return QSize(look.px(220), look.px(44) * 6)
        lines = 6 * (1 + len(self._owed))
        return QSize(look.px(220), painting.line_height(look.font(13)) * lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if len(self._owed) == 2:
            self._paint_two(painter)
        else:
            self._paint_many(painter)

    def _paint_two(self, painter: QPainter) -> None:
        look = theme()
        most = max((max(counts) for _, counts in self._lines()), default=0) or 1
        middle = self.width() // 2
        room = middle - look.px(34)
        for number, (words, counts) in enumerate(self._lines()):
            top = number * look.px(44)
            font = look.font(12)
            box = QRect(0, top, self.width(), painting.line_height(font))
            painting.draw_text(
                painter, box, words, font, look.color("text2"),
                align=Qt.AlignmentFlag.AlignHCenter,
            )  # fmt: skip
            bar = QRect(0, top + look.px(19), 0, look.px(15))
            painter.fillRect(
                QRect(middle, bar.top() - look.px(1), 1, look.px(17)), look.color("border_strong")
            )
            sides = list(zip(self._owed, counts, strict=True))
            if painting.is_mirrored():
                sides.reverse()
            for side, (each, count) in enumerate(sides):
                self._paint_bar(painter, bar, middle, room * count // most, side, each, count)

    def _paint_bar(
        self,
        painter: QPainter,
        bar: QRect,
        middle: int,
        width: int,
        side: int,
        each: Owed,
        count: int,
    ) -> None:
        look = theme()
        gap = look.px(3)
        left = middle - gap - width if side == 0 else middle + gap + 1
        box = QRect(left, bar.top(), width, bar.height())
        if count:
            painting.draw_round(painter, box, look.px(3), look.party(each.colour).fill)
        font = look.font(12, 600, tabular=True)
        words = str(count)
        wide = painting.text_width(words, font)
        x = box.left() - wide - look.px(6) if side == 0 else box.left() + width + look.px(6)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        painter.drawText(
            QRect(x, bar.top(), wide, bar.height()), Qt.AlignmentFlag.AlignCenter, words
        )

    def _paint_many(self, painter: QPainter) -> None:
        look, top = theme(), 0
        line = painting.line_height(look.font(13))
        for words, counts in self._lines():
            box = QRect(0, top, self.width(), line)
            painting.draw_text(painter, box, words, look.font(12), look.color("text2"))
            top += line
            for each, count in zip(self._owed, counts, strict=True):
                box = QRect(look.px(8), top, self.width() - look.px(8), line)
                painting.draw_text(
                    painter, box, f"{each.party} {count}", look.font(13), look.color("text")
                )
                top += line
