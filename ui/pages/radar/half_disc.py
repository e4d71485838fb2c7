"""The idea radar as a picture: four rings, one sector per side, nearer is closer to doing (C3)."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.words import IdeaStage
from facilitator.queries.ideas import RINGS, IdeaRow
from ui.pages.radar import geometry
from ui.pages.radar.geometry import Dot, Spot
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.notices import announce
from ui.wording import radar as wording_radar

_DISC, _KEEP = 22, 25  # diameter of a mark, and the distance that two keep
_Side = tuple[int | None, str, str]  # whose sector: id, name, colour


class HalfDisc(QWidget):
    """Left and right go from idea to idea, up and down to the next ring, Enter opens.

    `picked` and `opened` carry an idea; `moved` an idea and its new ring.
    """

    picked = Signal(object)
    opened = Signal(object)
    moved = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._ideas: list[IdeaRow] = []
        self._sides: list[_Side] = []
        self._current: int | None = None
        self._is_fixed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_ideas(self, ideas: Sequence[IdeaRow], sides: Sequence[_Side], fixed: bool) -> None:
        """Show the open ideas; `sides` are the sectors from left to right."""
        self._ideas, self._sides, self._is_fixed = list(ideas), list(sides), fixed
        if self._current not in [each.id for each in ideas]:
            self._current = None
        self.setAccessibleDescription(self.spoken())
        self.update()

    def spoken(self) -> str:
        """Return the whole picture in words, ring by ring."""
        lines = []
        for ring in reversed(RINGS):
            here = [wording_radar.spoken(each) for each in self._ideas if each.stage == ring]
            words = "; ".join(here) or self.tr("nothing")
            lines.append(f"{wording_radar.stage(ring)}: {words}.")
        return "\n".join(lines)

    def set_current(self, idea_id: int | None) -> None:
        """Mark an idea without telling anybody."""
        if idea_id != self._current:
            self._current = idea_id
            self.update()

    # --- where things are -------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(380), look.px(250))

    def _radius(self) -> float:
        look = theme()
        return max(min(self.width() / 2 - look.px(24), self.height() - look.px(40)), 40.0)

    def _origin(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() - theme().px(24))

    def _point(self, x: float, y: float) -> QPointF:
        radius, origin = self._radius(), self._origin()
        x = -x if painting.is_mirrored() else x
        return QPointF(origin.x() + x * radius, origin.y() - y * radius)

    def spots(self) -> list[Spot]:
        """Return the marks as they lie now."""
        place = {side[0]: number for number, side in enumerate(self._sides)}
        ring = {stage.value: number for number, stage in enumerate(RINGS)}
        dots = [
            Dot(each.id, each.number, ring[each.stage], place[each.party_id])
            for each in self._ideas
            if each.stage in ring and each.party_id in place
        ]
        least = theme().px(_KEEP) / self._radius()
        return geometry.spots(dots, max(len(self._sides), 1), least)

    def point_of(self, idea_id: int) -> QPointF:
        """Return where the mark of an idea is."""
        spot = next(each for each in self.spots() if idea_id in each.ids)
        return self._point(spot.x, spot.y)

    def _at(self, where: QPointF) -> Spot | None:
        reach = theme().px(16)
        for spot in self.spots():
            gap = self._point(spot.x, spot.y) - where
            if hypot(gap.x(), gap.y()) <= reach:
                return spot
        return None

    # --- keyboard and mouse -----------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        sideways = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(key)
        ring = {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}.get(key)
        if sideways:
            self._pick(geometry.step([each.id for each in self._ideas], self._current, sideways))
        elif ring and self._current is not None and not self._is_fixed:
            self._move(ring)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _pick(self, idea_id: int | None) -> None:
        if idea_id is None:
            return
        self._current = idea_id
        found = next(each for each in self._ideas if each.id == idea_id)
        announce(self, wording_radar.spoken(found))
        self.picked.emit(idea_id)
        self.update()

    def _move(self, by: int) -> None:
        found = next((each for each in self._ideas if each.id == self._current), None)
        if found is None or found.stage not in RINGS:
            return
        at = RINGS.index(IdeaStage(found.stage)) + by
        if 0 <= at < len(RINGS):
            announce(self, wording_radar.stage(RINGS[at]))
            self.moved.emit(found.id, RINGS[at])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        if spot is None:
            return
        ids = list(spot.ids)
        again = self._current in ids
        if again and len(ids) > 1:  # a second click on a group goes on to its next idea
            self._pick(ids[(ids.index(self._current or 0) + 1) % len(ids)])
        elif again:
            self.opened.emit(self._current)
        else:
            self._pick(ids[0])

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_rings(painter)
        self._paint_names(painter)
        taken = [self._box(each) for each in self.spots()]
        for spot in self.spots():
            self._paint_spot(painter, spot)
        if len(self._ideas) < geometry.CROWDED:
            for spot in self.spots():
                self._paint_label(painter, spot, taken)
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), theme().radius("card"))

    def _paint_rings(self, painter: QPainter) -> None:
        look, origin, radius = theme(), self._origin(), self._radius()
        grounds = ("accent_soft", "bg", "surface", "bg")
        for number in reversed(range(len(RINGS))):
            reach = geometry.ENDS[number] * radius
            box = QRectF(origin.x() - reach, origin.y() - reach, 2 * reach, 2 * reach)
            painter.setBrush(look.color(grounds[number]))
            painter.setPen(QPen(look.color("accent" if number == 0 else "border"), 1))
            painter.drawPie(box, 0, 180 * 16)
        line = QPen(look.color("border"), 1, Qt.PenStyle.DashLine)
        painter.setPen(line)
        for sector in range(1, len(self._sides)):
            angle = geometry.angle_of(sector, len(self._sides), 0)
            painter.drawLine(
                self._point(geometry.ENDS[0] * cos(angle), geometry.ENDS[0] * sin(angle)),
                self._point(cos(angle), sin(angle)),
            )
        painter.setPen(QPen(look.color("text3"), 1))
        painter.drawLine(
            QPointF(origin.x() - radius - look.px(10), origin.y()),
            QPointF(origin.x() + radius + look.px(10), origin.y()),
        )

    def _paint_names(self, painter: QPainter) -> None:
        look, origin, radius = theme(), self._origin(), self._radius()
        font = look.font(11, 500)
        line = painting.line_height(font)
        top = round(origin.y()) + look.px(4)
        starts, places = (0.0, *geometry.ENDS), (0.0, 0.445, 0.65, 0.91)
        for number, ring in enumerate(RINGS):
            middle = places[number] * radius
            wide = (starts[number + 1] - starts[number]) * radius
            painter.setFont(look.font(11, 600) if number == 0 else font)
            painter.setPen(look.color("accent" if number == 0 else "text2"))
            for sign in (1, -1) if number else (1,):
                half = max(wide / 2, look.px(24))
                box = QRectF(origin.x() + sign * middle - half, top, 2 * half, line)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, wording_radar.stage(ring))
        self._paint_sides(painter, line)

    def _paint_sides(self, painter: QPainter, line: int) -> None:
        """Name two sides in the corners; more of them have their dots along the edge."""
        look = theme()
        named = [side for side in self._sides if side[1]]
        if len(self._sides) == 2 and len(named) == 2:
            for number, (_id, name, colour) in enumerate(self._sides):
                words = self.tr("from {0}").format(name)
                wide = painting.text_width(words, look.font(12, 500)) + look.px(16)
                left = 0 if number == 0 else self.width() - wide
                box = painting.mirrored(QRect(left, look.px(2), wide, line), self.rect())
                painting.draw_dot(
                    painter, QPointF(box.left() + look.px(5), box.center().y() + 1), look.px(8),
                    look.party(colour).fill,
                )  # fmt: skip
                text = box.adjusted(look.px(14), 0, 0, 0)
                painting.draw_text(painter, text, words, look.font(12, 500), look.color("text"))
            return
        for number, (_id, _name, colour) in enumerate(self._sides):
            angle = geometry.angle_of(number, len(self._sides), 0.5)
            where = self._point(1.04 * cos(angle), 1.04 * sin(angle))
            fill = look.party(colour).fill if colour else look.color("text3")
            painting.draw_dot(painter, where, look.px(8), fill)

    def _box(self, spot: Spot) -> QRect:
        look, where = theme(), self._point(spot.x, spot.y)
        high = look.px(_DISC)
        wide = max(high, painting.text_width(spot.words, look.font(11, 600)) + look.px(12))
        if len(spot.ids) == 1:
            wide = high
        return QRect(round(where.x() - wide / 2), round(where.y() - high / 2), wide, high)

    def _paint_spot(self, painter: QPainter, spot: Spot) -> None:
        look, box = theme(), self._box(spot)
        colour = self._sides[spot.sector][2]
        fill: QColor = look.party(colour).fill if colour else look.color("text2")
        ink = look.party(colour).on if colour else look.color("surface")
        is_current = self._current in spot.ids
        edge = box.adjusted(-2, -2, 2, 2)
        painting.draw_round(painter, edge, edge.height() / 2, look.color("surface"))
        if is_current:
            ring = box.adjusted(-4, -4, 4, 4)
            painting.draw_round(
                painter, ring, ring.height() / 2, look.color("surface"), look.color("accent"), 2
            )
        painting.draw_round(painter, box, box.height() / 2, fill)
        painter.setFont(look.font(11, 600))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, spot.words)

    def _paint_label(self, painter: QPainter, spot: Spot, taken: list[QRect]) -> None:
        """Write the idea beside its mark where there is room; the list below has it all."""
        found = next((each for each in self._ideas if each.id == spot.ids[0]), None)
        if found is None or len(spot.ids) > 1:
            return
        look, mark = theme(), self._box(spot)
        font = look.font(11, 500)
        high = painting.line_height(font)
        wide = min(painting.text_width(found.text, font), look.px(104))
        middle = mark.center().x() - wide // 2
        floor = round(self._origin().y())
        for left, top in (
            (middle, mark.top() - high),
            (middle, mark.bottom()),
            (mark.right() + look.px(4), mark.center().y() - high // 2),
            (mark.left() - look.px(4) - wide, mark.center().y() - high // 2),
        ):
            box = QRect(left, top, wide, high)
            is_in = self.rect().contains(box) and box.bottom() < floor and top > look.px(20)
            if is_in and not any(box.intersects(each) for each in taken):
                taken.append(box)
                painting.draw_text(painter, box, found.text, font, look.color("text"))
                return
