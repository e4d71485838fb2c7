"""Ideas as rows: number, words, who has considered it, and what is next."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.queries.ideas import Considered, IdeaRow
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.row_model import Row
from ui.wording import radar as wording_radar

_SQUARE = 17


def idea_row(each: IdeaRow) -> Row:
    """Return an idea as a row; what a screen reader says holds all of it."""
    words, tone = wording_radar.next_step(each)
    if each.is_closed:
        spoken = ", ".join((each.text, wording_radar.stage(each.stage), each.closed_because))
        return Row(each.id, each.text, each.closed_because, is_quiet=True, spoken=spoken)
    return Row(
        each.id, each.text, trailing=words, trailing_tone=tone,
        spoken=wording_radar.spoken(each), data=each,
    )  # fmt: skip


def draw_square(painter: QPainter, box: QRect, side: Considered) -> None:
    """Draw the letter of a side: filled where it has considered, a ring where not yet."""
    look = theme()
    colours = look.party(side.colour)
    radius = look.radius("chip") * 0.7
    fill = colours.fill if side.is_heard else None
    painting.draw_round(painter, box, radius, fill, colours.fill, 1.5)
    font = look.font(10, 700)
    painter.setFont(font)
    painter.setPen(colours.on if side.is_heard else colours.ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, side.party[:1].upper())


class IdeaDelegate(RowDelegate):
    """The number in its side's colour, the words and the squares; the next step below them."""

    def row_height(self, row: Row, width: int) -> int:
        if row.data is None:
            return super().row_height(row, width)
        look = theme()
        lines = painting.line_height(look.font(13, 500)) + painting.line_height(look.font(12))
        return lines + look.px(8)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        each = row.data
        if not isinstance(each, IdeaRow):
            super().paint_row(painter, rect, row, selected)
            return
        look, pad = theme(), theme().px(8)
        side = look.px(20)
        disc = QRect(rect.left() + pad, rect.center().y() - side // 2, side, side)
        disc = painting.mirrored(disc, rect)
        painting.draw_disc(painter, disc, "", each.colour or None)
        painter.setFont(look.font(11, 600))
        painter.setPen(look.party(each.colour or None).on)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(each.number))
        disc = painting.mirrored(disc, rect)
        x = rect.right() - pad
        square = look.px(_SQUARE)
        for considered in reversed(each.sides):
            x -= square
            mark = QRect(x, rect.center().y() - square // 2, square, square)
            draw_square(painter, painting.mirrored(mark, rect), considered)
            x -= look.px(4)
        left, top = disc.right() + look.px(8), rect.top() + look.px(4)
        for words, font, tone in (
            (row.title, look.font(13, 500), "text"),
            (row.trailing, look.font(12), row.trailing_tone),
        ):
            line = QRect(left, top, x - look.px(4) - left, painting.line_height(font))
            painting.draw_text(
                painter, painting.mirrored(line, rect), words, font, look.color(tone)
            )
            top += line.height()


class ConsideredLegend(QWidget):
    """What a filled and an empty square mean, with the letter of the first side."""

    def __init__(self) -> None:
        super().__init__()
        self._side = Considered(0, "", "blue", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = self._words()
        self.setAccessibleName(", ".join(words))
        theme().changed.connect(self.updateGeometry)

    def _words(self) -> tuple[str, str]:
        return self.tr("considered"), self.tr("not yet")

    def show_side(self, side: Considered) -> None:
        """Take the colour and the letter of a side."""
        self._side = side
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        wide = sum(painting.text_width(each, look.font(11)) for each in self._words())
        return QSize(wide + 2 * look.px(_SQUARE + 6) + look.px(16), look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, x = theme(), QPainter(self), 0
        square, font = look.px(_SQUARE), look.font(11)
        for words, is_heard in zip(self._words(), (True, False), strict=True):
            side = self._side
            heard = Considered(
                side.party_id, side.party, side.colour, words if is_heard else "", ""
            )
            top = (self.height() - square) // 2
            mark = QRect(x, top, square, square)
            draw_square(painter, painting.mirrored(mark, self.rect()), heard)
            x += square + look.px(6)
            wide = painting.text_width(words, font)
            line = painting.line_height(font)
            box = QRect(x, (self.height() - line) // 2, wide, line)
            painting.draw_text(
                painter, painting.mirrored(box, self.rect()), words, font, look.color("text2")
            )
            x += wide + look.px(16)
