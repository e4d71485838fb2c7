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

    def _spoken(self) -> list[tuple[str, list[int]]]:
        """Return the lines in which any side has a count."""
        return [(words, counts) for words, counts in self._lines() if any(counts)]

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
        line = painting.line_height(look.font(12))
        height = (line * (1 + len(self._owed)) + look.px(8)) * len(self._spoken())
        return QSize(look.px(220), max(height, line))

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
        """Paint a group of bars for each count that any side has."""
        look, top = theme(), 0
        line = painting.line_height(look.font(12))
        start, room = self.width() // 2, self.width() // 2 - look.px(28)
        lines = self._spoken()
        most = max((max(counts) for _, counts in lines), default=0) or 1
        for words, counts in lines:
            box = QRect(0, top, self.width(), line)
            painting.draw_text(painter, box, words, look.font(12, 600), look.color("text"))
            top += line
            for each, count in zip(self._owed, counts, strict=True):
                name = QRect(0, top, start - look.px(8), line)
                self._paint_line(painter, name, start, room * count // most, each, count)
                top += line
            top += look.px(8)

    def _paint_line(
        self, painter: QPainter, name: QRect, start: int, width: int, each: Owed, count: int
    ) -> None:
        look, whole = theme(), self.rect()
        painting.draw_text(
            painter, painting.mirrored(name, whole), each.party, look.font(12),
            look.color("text2"),
        )  # fmt: skip
        bar = QRect(start, name.top() + look.px(2), width, name.height() - look.px(5))
        if count:
            fill = look.party(each.colour).fill
            painting.draw_round(painter, painting.mirrored(bar, whole), look.px(3), fill)
        box = QRect(start + width + look.px(6), name.top(), look.px(24), name.height())
        font = look.font(12, 600, tabular=True)
        painting.draw_text(
            painter, painting.mirrored(box, whole), str(count), font, look.color("text")
        )
