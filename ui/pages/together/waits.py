"""Who waits on whom: two discs and two arrows; for more than two sides, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.queries.engagement import PartyRow
from facilitator.queries.together import Waits
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.naming import initials


class WaitsPicture(QWidget):
    """Counts, not scores: a thick arrow carries open promises, a dashed one carries none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parties: list[PartyRow] = []
        self._waits: dict[tuple[int, int], Waits] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_waits(self, parties: Sequence[PartyRow], waits: Sequence[Waits]) -> None:
        """Show what each party waits for from each other one."""
        self._parties = list(parties)
        self._waits = {(each.waiting_id, each.on_id): each for each in waits}
        self.setAccessibleName("\n".join(self.sentences()))
        self.updateGeometry()
        self.update()

    def sentences(self) -> list[str]:
        """Return the same in words, one line for each pair and direction."""
        pairs = [(a, b) for a in self._parties for b in self._parties if a.id != b.id]
        if len(self._parties) > 2:
            pairs = [(a, b) for a, b in pairs if (a.id, b.id) in self._waits]
        return [
            self.tr("{0} waits on {1}: {2}").format(a.short, b.short, self._words(a.id, b.id))
            for a, b in pairs
        ] or [self.tr("Nobody waits on anybody.")]

    def _words(self, waiting: int, on: int) -> str:
        found = self._waits.get((waiting, on))
        if found is None:
            return self.tr("nothing")
        promises = (
            self.tr("1 promise") if found.open == 1 else self.tr("{0} promises").format(found.open)
        )
        if not found.overdue:
            return promises
        return self.tr("{0}, {1} overdue").format(promises, found.overdue)

    def sizeHint(self) -> QSize:
        look = theme()
        if len(self._parties) == 2:
            return QSize(look.px(240), look.px(104))
        font = look.font(13)
        width = max(self.width(), look.px(240))
        heights = [painting.text_height(each, font, width, 2) for each in self.sentences()]
        return QSize(look.px(240), sum(heights) + look.px(4) * len(heights))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self._parties) == 2:
            self._paint_pair(painter)
        else:
            self._paint_lines(painter)

    def _paint_lines(self, painter: QPainter) -> None:
        look, top = theme(), 0
        font = look.font(13)
        for sentence in self.sentences():
            box = QRect(0, top, self.width(), 2 * painting.line_height(font))
            used = painting.draw_text(painter, box, sentence, font, look.color("text"), limit=2)
            top += used + look.px(4)

    def _paint_pair(self, painter: QPainter) -> None:
        look = theme()
        left, right = self._parties
        if painting.is_mirrored():
            left, right = right, left
        side, inset = look.px(46), look.px(16)
        y = look.px(26)
        discs = (QRect(inset, y, side, side), QRect(self.width() - inset - side, y, side, side))
        for party, disc in zip((left, right), discs, strict=True):
            self._paint_disc(painter, party, disc)
        start, end = discs[0].right() + look.px(10), discs[1].left() - look.px(10)
        self._paint_arrow(painter, left, right, start, end, y + look.px(13), above=True)
        self._paint_arrow(painter, right, left, end, start, y + look.px(33), above=False)

    def _paint_disc(self, painter: QPainter, party: PartyRow, disc: QRect) -> None:
        look, colours = theme(), theme().party(party.colour)
        painter.setPen(QPen(colours.fill, 2))
        painter.setBrush(colours.soft)
        painter.drawEllipse(QRectF(disc).adjusted(1, 1, -1, -1))
        painter.setPen(colours.ink)
        painter.setFont(look.font(15, 600))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials(party.short)[:1])
        font = look.font(12, 500)
        width = min(painting.text_width(party.short, font), self.width() // 2)
        left = min(max(0, disc.center().x() - width // 2), self.width() - width)
        box = QRect(left, disc.bottom() + look.px(6), width, painting.line_height(font))
        painting.draw_text(painter, box, party.short, font, look.color("text"))

    def _paint_arrow(
        self,
        painter: QPainter,
        waiting: PartyRow,
        on: PartyRow,
        start: int,
        end: int,
        y: int,
        *,
        above: bool,
    ) -> None:
        look = theme()
        found = self._waits.get((waiting.id, on.id))
        colour: QColor = theme().party(waiting.colour).fill if found else look.color("text3")
        pen = QPen(colour, 2 + min(found.open, 4) if found else 1.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if found is None:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        tip = look.px(9) if end > start else -look.px(9)
        painter.drawLine(QPointF(start, y), QPointF(end - tip, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        half = look.px(7 if found else 4)
        painter.drawPolygon(
            QPolygonF([QPointF(end, y), QPointF(end - tip, y - half), QPointF(end - tip, y + half)])
        )
        font = look.font(12, 600 if found else 400)
        words = self.tr("waits for {0}").format(self._words(waiting.id, on.id))
        line = painting.line_height(font)
        top = y - line - look.px(6) if above else y + look.px(6)
        box = QRect(min(start, end), top, abs(end - start), line)
        painting.draw_text(
            painter, box, words, font, look.color("text" if found else "text2"),
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
