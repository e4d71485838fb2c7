"""The gap as a picture: each goal a line from side to side, steep where they are far apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.queries.ranking import Gap
from ui.theme import theme
from ui.widgets import chips, painting
from ui.wording import ground as wording_ground

_TOP, _ROW, _EDGE = 48, 58, 12


class SlopeChart(QWidget):
    """Painted; the list beside it says the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps: tuple[Gap, ...] = ()
        self._current: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.updateGeometry)

    def show_gaps(self, gaps: Sequence[Gap], current: object) -> None:
        """Show the goals; the current one is drawn strongest."""
        self._gaps, self._current = tuple(gaps), current
        self.setAccessibleName(
            ". ".join(f"{gap.goal}: {wording_ground.gap_words(gap)}" for gap in gaps)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        rows = max((gap.of for gap in self._gaps), default=0)
        return QSize(look.px(420), look.px(_TOP) + rows * look.px(_ROW) + look.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(220), self.sizeHint().height())

    def _columns(self) -> list[tuple[int, str, str]]:
        """Return id, name and colour of every side that ranked."""
        found: dict[int, tuple[int, str, str]] = {}
        for gap in self._gaps:
            for place in gap.places:
                found.setdefault(place.party_id, (place.party_id, place.party, place.colour))
        return list(found.values())

    def _xs(self, count: int) -> list[float]:
        """Return where the columns stand: words at both ends, the lines between them."""
        look = theme()
        words = self._words_width()
        first = look.px(_EDGE) + words
        last = self.width() - look.px(_EDGE) - words
        if count < 2:
            return [first]
        return [first + (last - first) * n / (count - 1) for n in range(count)]

    def _words_width(self) -> int:
        return max(min(round(self.width() * 0.32), theme().px(260)), theme().px(60))

    def _y(self, place: int) -> float:
        look = theme()
        return look.px(_TOP) + look.px(_ROW) * (place - 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if painting.is_mirrored():  # the picture turns round, the words stay readable
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        columns = self._columns()
        xs = self._xs(len(columns))
        at = {party_id: x for (party_id, _, _), x in zip(columns, xs, strict=True)}
        self._paint_heads(painter, columns, xs)
        ordered = sorted(self._gaps, key=self._is_current)
        for gap in ordered:
            self._paint_line(painter, gap, at)
        for gap in ordered:
            self._paint_marks(painter, gap, at)

    def _is_current(self, gap: Gap) -> bool:
        return gap.goal_id == self._current

    def _paint_heads(
        self, painter: QPainter, columns: list[tuple[int, str, str]], xs: list[float]
    ) -> None:
        """Name the columns; where they stand close together, in two lines in turn."""
        look = theme()
        room = self._words_width() + look.px(20)
        if len(xs) > 2:
            room = max(round(2 * (xs[1] - xs[0])) - look.px(12), look.px(60))
        for number, ((_, name, colour), x) in enumerate(zip(columns, xs, strict=True)):
            wide = painting.text_width(name, look.font(13, 600)) + chips.dots_width(1)
            wide = min(wide, room)
            left = round(x) - wide // 2
            if len(xs) == 2:
                left = look.px(_EDGE) if number == 0 else self.width() - look.px(_EDGE) - wide
            line = number % 2 if len(xs) > 2 else 0
            box = QRect(left, look.px(2) + line * look.px(20), wide, look.px(20))
            chips.draw_dotted(painter, box, name, (colour,), size=13, weight=600, tone="text")

    def _paint_line(self, painter: QPainter, gap: Gap, at: dict[int, float]) -> None:
        look = theme()
        path = QPainterPath()
        for number, place in enumerate(gap.places):
            point = QPointF(at[place.party_id], self._y(place.place))
            if number:
                path.lineTo(point)
            else:
                path.moveTo(point)
        is_current = self._is_current(gap)
        tone = "warn" if gap.width >= 2 else "border_strong"
        pen = QPen(look.color("accent" if is_current else tone), look.px(4 if is_current else 2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_marks(self, painter: QPainter, gap: Gap, at: dict[int, float]) -> None:
        look = theme()
        is_current = self._is_current(gap)
        side, words = look.px(24), self._words_width()
        for number, place in enumerate(gap.places):
            x, y = round(at[place.party_id]), round(self._y(place.place))
            disc = QRect(x - side // 2, y - side // 2, side, side)
            painting.draw_disc(painter, disc, str(place.place), place.colour)
            is_last = number == len(gap.places) - 1
            if number and not is_last:
                continue
            left = x + look.px(20) if is_last and number else look.px(_EDGE)
            box = QRect(left, disc.top(), words - look.px(20), side)
            if is_last and number:
                box.setRight(self.width() - look.px(_EDGE))
            font = look.font(13, 600 if is_current else 400)
            tall = painting.text_height(gap.goal, font, box.width(), 3)
            box.setTop(y - tall // 2)
            box.setHeight(tall)
            painting.draw_text(painter, box, gap.goal, font, look.color("text"), limit=3)
