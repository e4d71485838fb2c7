"""Pairs as they are painted: a card for each side, and between them a line with its word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.queries.tensions import Tension, TensionEnd
from ui.theme import theme
from ui.widgets import chips, painting
from ui.widgets.rows import Row, RowDelegate
from ui.wording import ground as wording_ground
from ui.wording import translate

# how thick a line is, and how far it hangs, in design pixels
_LINES: dict[str, tuple[str, float, int]] = {
    "hard": ("danger", 4, 0),
    "pulls": ("danger", 2.5, 0),
    "eased": ("warn", 2, 10),
    "settled": ("ok", 2, 24),
}
_PAD, _STRIP, _GAP = 16, 4, 8


def same_sides(tensions: Sequence[Tension]) -> bool:
    """Tell whether every pair is between the same two parties, who then stand over the columns."""
    return len({tuple(end.party_id for end in each.ends) for each in tensions}) == 1


def pair_rows(tensions: Sequence[Tension]) -> list[Row]:
    """Return a row for each pair, and the two parties over them where all pairs are theirs."""
    shared = same_sides(tensions)
    rows = [
        Row(
            each.id, each.title, wording_ground.pull(each),
            spoken=wording_ground.spoken_pair(each), data=(each, shared),
        )
        for each in tensions
    ]  # fmt: skip
    if shared:
        ends = tensions[0].ends
        words = ", ".join(end.party for end in ends)
        rows.insert(0, Row("sides", words, is_heading=True, data=(tensions[0], True)))
    return rows


class PairDelegate(RowDelegate):
    """Paints pairs. `Row.data` is the pair and whether its parties stand over the columns."""

    def row_height(self, row: Row, width: int) -> int:
        """Return the height of the taller card with the room around it."""
        look = theme()
        if row.is_heading:
            return look.px(30)
        tension, shared = _data(row)
        inner = _card_width(width) - look.px(2 * _PAD)
        tall = max((_words_height(end, inner, shared) for end in tension.ends), default=0)
        return max(tall + look.px(20), look.px(68)) + 2 * look.px(_GAP)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        """Paint both cards and the line between them."""
        tension, shared = _data(row)
        left, right = _card_rects(rect, is_heading=row.is_heading)
        if row.is_heading:
            for box, end in zip((left, right), tension.ends, strict=False):
                place = painting.mirrored(box, rect)
                chips.draw_dotted(
                    painter, place, end.party, (end.colour,), size=13, weight=600, tone="text"
                )
            return
        between = QRect(left.right() + 1, rect.top(), right.left() - left.right() - 1, 0)
        between.setHeight(rect.height())
        _draw_line(painter, painting.mirrored(between, rect), tension)
        for number, (box, end) in enumerate(zip((left, right), tension.ends, strict=False)):
            _draw_card(painter, painting.mirrored(box, rect), end, number, shared, selected)


def _data(row: Row) -> tuple[Tension, bool]:
    assert isinstance(row.data, tuple)
    tension, shared = row.data
    assert isinstance(tension, Tension)
    return tension, bool(shared)


def _card_width(width: int) -> int:
    look = theme()
    return max(min(look.px(250), round(width * 0.34)), look.px(110))


def _card_rects(rect: QRect, *, is_heading: bool) -> tuple[QRect, QRect]:
    look = theme()
    inset, gap = look.px(12), 0 if is_heading else look.px(_GAP)
    wide = _card_width(rect.width())
    left = QRect(rect.left() + inset, rect.top() + gap, wide, rect.height() - 2 * gap)
    return left, left.translated(rect.width() - 2 * inset - wide, 0)


def _words_height(end: TensionEnd, width: int, shared: bool) -> int:
    look = theme()
    height = painting.text_height(end.objective, look.font(13, 600), width, 3)
    below = bool(end.goal) + (not shared)
    return height + below * painting.line_height(look.font(12)) + look.px(2)


def _draw_card(
    painter: QPainter, box: QRect, end: TensionEnd, number: int, shared: bool, selected: bool
) -> None:
    look = theme()
    radius = look.radius("card")
    ground = look.color("surface" if selected else "bg")
    border = look.color("border_strong" if selected else "border")
    painting.draw_round(painter, box, radius, ground, border)
    strip = QRect(box.left(), box.top(), look.px(_STRIP), box.height())
    is_left = (number == 0) is not painting.is_mirrored()
    if not is_left:
        strip.moveRight(box.right())
    path = QPainterPath()
    path.addRoundedRect(QRectF(box), radius, radius)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(strip, look.party(end.colour).fill)
    painter.restore()
    inner = box.adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
    tall = _words_height(end, inner.width(), shared)
    inner.setTop(box.top() + (box.height() - tall) // 2)
    used = painting.draw_text(
        painter, inner, end.objective, look.font(13, 600), look.color("text"), limit=3
    )
    line = painting.line_height(look.font(12))
    below = QRect(inner.left(), inner.top() + used + look.px(2), inner.width(), line)
    if not shared:
        chips.draw_dotted(painter, below, end.party, (end.colour,))
        below.translate(0, line)
    if end.goal:
        painting.draw_text(painter, below, end.goal, look.font(12), look.color("text2"))


def _draw_line(painter: QPainter, box: QRect, tension: Tension) -> None:
    look = theme()
    tone = _LINES[tension.state][0]
    y = box.center().y() + 0.5
    middle = draw_pull(painter, QRectF(box), y, tension.state)
    words = wording_ground.pull(tension)
    if chips.chip_width(words, None) > box.width() - look.px(12):
        words = wording_ground.state("tension", tension.state)[0]
    wide = min(chips.chip_width(words, None), box.width())
    height = look.px(22)
    chip = QRect(0, 0, wide, height)
    chip.moveCenter(QPointF(box.center().x(), middle).toPoint())
    painting.draw_round(painter, chip, look.radius("chip"), look.color("surface"))
    if tension.state == "hard":
        painting.draw_round(painter, chip, look.radius("chip"), look.color(tone))
        painter.setFont(look.font(12, 600))
        painter.setPen(look.color("on_accent"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
    else:
        chips.draw_chip(painter, chip, words, tone)


def draw_pull(painter: QPainter, box: QRectF, y: float, state: str) -> float:
    """Draw the line of a state over the width of `box`; return where its middle is."""
    look = theme()
    tone, thick, sag = _LINES[state]
    colour: QColor = look.color(tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, thick * look.unit)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    deep = min(look.px(sag) if sag else 0, box.height() / 3)
    start, end = QPointF(box.left(), y - deep / 2), QPointF(box.right(), y - deep / 2)
    path = QPainterPath(start)
    path.quadTo(QPointF(box.center().x(), y + 1.5 * deep), end)
    if deep:
        painter.drawPath(path)
        return y + deep / 2
    head = look.px(10) if thick > 2 else 0
    painter.drawLine(start + QPointF(head, 0), end - QPointF(head, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    half = look.px(6)
    for tip, way in ((start, 1), (end, -1)):
        back = tip + QPointF(way * look.px(11), 0)
        painter.drawPolygon(QPolygonF([tip, back + QPointF(0, half), back - QPointF(0, half)]))
    return y


class Legend(QWidget):
    """What each line means, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("tension", "What the lines mean"))
        theme().changed.connect(self.updateGeometry)

    def _parts(self) -> list[tuple[str, str, int]]:
        """Return state, word and width of each part."""
        look = theme()
        return [
            (str(key), word.lower(), look.px(38) + painting.text_width(word.lower(), look.font(12)))
            for key, word in wording_ground.states("tension")
        ]

    def sizeHint(self) -> QSize:
        look = theme()
        parts = self._parts()
        return QSize(sum(part[2] for part in parts) + look.px(12) * (len(parts) - 1), look.px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, x = theme(), QPainter(self), 0
        for state, word, wide in self._parts():
            line = QRect(x, 0, look.px(28), self.height())
            _draw_sample(painter, painting.mirrored(line, self.rect()), state)
            text = QRect(x + look.px(36), 0, wide - look.px(36), self.height())
            text.setTop((self.height() - painting.line_height(look.font(12))) // 2)
            painting.draw_text(
                painter, painting.mirrored(text, self.rect()), word, look.font(12),
                look.color("text2"),
            )  # fmt: skip
            x += wide + look.px(12)


def _draw_sample(painter: QPainter, box: QRect, state: str) -> None:
    look = theme()
    tone, thick, sag = _LINES[state]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color(tone), thick * look.unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    y = box.center().y() + 0.5
    deep = look.px(sag * 0.35) if sag else 0
    path = QPainterPath(QPointF(box.left(), y - deep / 2))
    path.quadTo(QPointF(box.center().x(), y + 1.5 * deep), QPointF(box.right(), y - deep / 2))
    painter.drawPath(path)
