"""Who waits on whom: two discs and two arrows; for more than two sides, a small grid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.queries.engagement import PartyRow
from facilitator.queries.together import Waits
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.naming import initials

_HEAD, _LINE = 32, 30  # heights in the grid, in design pixels


class WaitsPicture(QWidget):
    """Counts, not scores: a thick arrow carries open promises, a dashed one carries none.

    `opened` asks for the promises behind the counts.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parties: list[PartyRow] = []
        self._waits: dict[tuple[int, int], Waits] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
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
        look, sides = theme(), len(self._parties)
        if sides == 2:
            return QSize(look.px(240), look.px(104))
        return QSize(look.px(240), look.px(_HEAD + _LINE * sides) if sides > 2 else 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the promises; a link beside it does the same by key."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self._parties) == 2:
            self._paint_pair(painter)
        elif len(self._parties) > 2:
            self._paint_grid(painter)

    def _paint_grid(self, painter: QPainter) -> None:
        """Rows wait for columns: open promises, and how many of them are overdue."""
        look = theme()
        first = min(look.px(120), self.width() // 3)
        wide = (self.width() - first) // len(self._parties)
        for at, party in enumerate(self._parties):
            disc = QRect(first + at * wide, look.px(2), look.px(24), look.px(24))
            place = painting.mirrored(disc, self.rect())
            painting.draw_disc(painter, place, initials(party.short), party.colour, quiet=True)
        for at, waiting in enumerate(self._parties):
            top = look.px(_HEAD + _LINE * at)
            painter.fillRect(QRect(0, top, self.width(), 1), look.color("border"))
            box = QRect(0, top, first - look.px(6), look.px(_LINE))
            self._paint_cell(painter, box, waiting.short, "text", [waiting.colour])
            for column, on in enumerate(self._parties):
                cell = QRect(first + column * wide, top, wide - look.px(6), look.px(_LINE))
                words, tone = self._cell(waiting.id, on.id)
                self._paint_cell(painter, cell, words, tone, [])

    def _cell(self, waiting: int, on: int) -> tuple[str, str]:
        found = self._waits.get((waiting, on))
        if waiting == on:
            return "", "text3"
        if found is None:
            return "–", "text3"
        if found.overdue:
            return self.tr("{0}, {1} late").format(found.open, found.overdue), "danger"
        return str(found.open), "text"

    def _paint_cell(
        self, painter: QPainter, box: QRect, words: str, tone: str, colours: list[str]
    ) -> None:
        look = theme()
        font = look.font(12, 500 if tone in ("text", "danger") else 400)
        line = painting.line_height(font)
        box = QRect(box.left(), box.center().y() - line // 2, box.width(), line)
        place = painting.mirrored(box, self.rect())
        if colours:
            chips.draw_dotted(painter, place, words, colours, tone=tone)
        else:
            painting.draw_text(painter, place, words, font, look.color(tone))

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
