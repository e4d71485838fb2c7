"""How days, their marks and the bands over them are drawn in a grid of months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.month_grid_layout import Grid, Span
from ui.wording import month_name, weekday_name


class MarkShape(StrEnum):
    """How a day with something on it is drawn; the first of several is the one that shows."""

    NOW = "now"  # a full disc with a ring around it
    NEXT = "next"  # a strong ring on a soft ground
    RING = "ring"
    FULL = "full"  # a full disc
    FAINT = "faint"  # a thin broken ring
    CROSSED = "crossed"  # a thin ring, struck through
    LEFT = "left"  # a short bar: something was here and went elsewhere


@dataclass(frozen=True, slots=True)
class DayMark:
    """Something on a day; `badge` is an icon at its edge, `spoken` what a screen reader says."""

    key: object
    day: date
    shape: MarkShape
    spoken: str
    badge: str = ""
    badge_tone: str = "text2"
    can_move: bool = False


@dataclass(frozen=True, slots=True)
class DayBand:
    """A stretch of days, `end` without, with a word in it; each lane is a line of its own."""

    start: date
    end: date
    words: str
    short: str = ""
    is_current: bool = False
    lane: int = 0
    tiny: str = ""


@dataclass(frozen=True, slots=True)
class DayLook:
    """What is said of a cell by how it is drawn."""

    is_today: bool = False
    is_chosen: bool = False
    is_hovered: bool = False
    is_focused: bool = False
    is_target: bool = False
    is_dragged: bool = False


def draw_head(painter: QPainter, grid: Grid, first: date, box: QRect, today: date) -> None:
    """Draw the name of a month and those of the weekdays."""
    look = theme()
    is_now = (first.year, first.month) == (today.year, today.month)
    font = look.font(13, 600)
    painting.draw_text(
        painter, grid.title(box), month_name(first, today), font,
        look.color("text" if is_now or first > today else "text2"),
    )  # fmt: skip
    small, names = look.font(11, 400), [weekday_name(number) for number in range(7)]
    room = box.width() // 7 - look.px(4)
    if max(painting.text_width(name, small) for name in names) > room:
        names = [name[:1] for name in names]
    for number, words in enumerate(names):
        cell = grid.weekday(box, number)
        painter.setFont(small)
        painter.setPen(look.color("text3"))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, words)


def draw_band(painter: QPainter, grid: Grid, band: DayBand) -> None:
    """Draw a band over each line of months it goes through; square where it goes on."""
    look, font = theme(), theme().font(11, 600)
    ground = look.color("accent_soft" if band.is_current else "chip")
    ink = look.color("accent" if band.is_current else "text2")
    for whole, goes_back, goes_on in grid.stretches(band.start, band.end, band.lane):
        box = whole.adjusted(1, 0, -1, 0)
        radius = look.radius("chip")
        painter.save()
        painter.setClipRect(box)
        mirrored = painting.is_mirrored()
        left, right = (goes_on, goes_back) if mirrored else (goes_back, goes_on)
        wider = box.adjusted(-radius if left else 0, 0, radius if right else 0, 0)
        painting.draw_round(painter, wider, radius, ground)
        painter.restore()
        room = box.width() - look.px(8)
        every = (band.words, band.short, band.tiny)
        fits = [each for each in every if painting.text_width(each, font) < room]
        if fits and fits[0]:
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fits[0])


def _radius(cell: QRect, span: Span) -> float:
    most = 13 if span is Span.QUARTER else 10
    return min(most * theme().unit, (min(cell.width(), cell.height()) - 2) / 2)


def draw_day(
    painter: QPainter, cell: QRect, day: date, marks: list[DayMark], span: Span, how: DayLook
) -> None:
    """Draw a day: its number in what lies on it."""
    look = theme()
    _draw_ground(painter, cell, how)
    centre, radius = QRectF(cell).center(), _radius(cell, span)
    shape = marks[0].shape if marks else None
    ground = look.color("accent_soft" if how.is_chosen else "surface")
    ink = look.color("text2" if day.weekday() < 5 else "text3")
    if shape is not None:
        ink = _draw_shape(painter, centre, radius, shape, ground)
        if how.is_dragged:
            painter.setOpacity(0.45)
    if how.is_today and shape not in (MarkShape.FULL, MarkShape.NOW):
        ink = look.color("text")
    is_strong = how.is_today or shape in (
        MarkShape.FULL, MarkShape.NOW, MarkShape.RING, MarkShape.NEXT
    )  # fmt: skip
    size = 12 if span is Span.QUARTER else 11
    painter.setFont(look.font(size, 600 if is_strong else 400, tabular=True))
    painter.setPen(ink)
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))
    painter.setOpacity(1)
    if how.is_today:
        _draw_today(painter, cell, centre, radius)
    if marks and marks[0].badge:
        _draw_badge(painter, centre, radius, marks[0], ground, span)
    _draw_more(painter, cell, centre, radius, len(marks) - 1)


def _draw_ground(painter: QPainter, cell: QRect, how: DayLook) -> None:
    look, box = theme(), cell.adjusted(1, 1, -1, -1)
    radius = look.radius("chip")
    if how.is_target:
        painting.draw_round(painter, box, radius, look.color("accent_soft"))
        pen = QPen(look.color("accent"), 1.5 * look.unit, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), radius, radius)
    elif how.is_chosen:
        painting.draw_round(painter, box, radius, look.color("accent_soft"))
    elif how.is_hovered:
        painting.draw_round(painter, box, radius, look.color("hover"))
    if how.is_focused:
        painting.draw_focus(painter, box, radius)


def _draw_shape(
    painter: QPainter, centre: QPointF, radius: float, shape: MarkShape, ground: QColor
) -> QColor:
    """Draw what a mark is, and return the colour of the number in it."""
    look = theme()
    accent, strong = look.color("accent"), look.color("border_strong")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shape in (MarkShape.FULL, MarkShape.NOW):
        inner = radius if shape is MarkShape.FULL else radius - 3 * look.unit
        painting.draw_dot(painter, centre, 2 * inner, accent)
        if shape is MarkShape.NOW:
            _ring(painter, centre, radius, QPen(accent, 1.5 * look.unit))
        return look.color("on_accent")
    if shape in (MarkShape.RING, MarkShape.NEXT):
        fill = look.color("accent_soft" if shape is MarkShape.NEXT else "surface")
        thick = (2.5 if shape is MarkShape.NEXT else 1.75) * look.unit
        _ring(painter, centre, radius - 1, QPen(accent, thick), fill)
        return look.color("text")
    if shape is MarkShape.LEFT:
        bar = QRectF(centre.x() - 5 * look.unit, centre.y() + radius - 2 * look.unit,
                     10 * look.unit, 1.5 * look.unit)  # fmt: skip
        painter.fillRect(bar, strong)
        return look.color("text2")
    pen = QPen(strong, 1.25 * look.unit)
    if shape is MarkShape.FAINT:
        pen.setDashPattern([2.4, 2.0])
    _ring(painter, centre, radius - 1, pen)
    if shape is MarkShape.CROSSED:
        part = (radius - 1) * 0.7071
        painter.setPen(QPen(strong, 1.25 * look.unit))
        painter.drawLine(QPointF(centre.x() - part, centre.y() + part),
                         QPointF(centre.x() + part, centre.y() - part))  # fmt: skip
    return look.color("text2")


def _ring(
    painter: QPainter, centre: QPointF, radius: float, pen: QPen, ground: QColor | None = None
) -> None:
    painter.setPen(pen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)


def _draw_today(painter: QPainter, cell: QRect, centre: QPointF, radius: float) -> None:
    """Underline the number of today: a short bar in the colour of words."""
    look = theme()
    y = min(centre.y() + radius + look.unit, cell.bottom() - 2 * look.unit)
    bar = QRectF(centre.x() - 8 * look.unit, y, 16 * look.unit, 2.5 * look.unit)
    painting.draw_round(painter, bar.toAlignedRect(), 1, look.color("text"))


def _draw_badge(
    painter: QPainter, centre: QPointF, radius: float, mark: DayMark, ground: QColor, span: Span
) -> None:
    look = theme()
    side = (13 if span is Span.QUARTER else 9) * look.unit
    away = radius * (0.78 if span is Span.YEAR else 0.95)
    across = -away if painting.is_mirrored() else away
    middle = QPointF(centre.x() + across, centre.y() - away * 0.85)
    painting.draw_dot(painter, middle, side + 2 * look.unit, ground)
    if span is Span.YEAR:
        painting.draw_dot(painter, middle, 5 * look.unit, look.color(mark.badge_tone))
        return
    box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side).toRect()
    icons.paint(painter, box, mark.badge, look.color(mark.badge_tone))


def _draw_more(painter: QPainter, cell: QRect, centre: QPointF, radius: float, count: int) -> None:
    """Draw a dot for each thing more on the same day, at the start of the cell."""
    look = theme()
    forward = -1 if painting.is_mirrored() else 1
    for number in range(min(count, 3)):
        x = centre.x() + forward * (radius + 4 * look.unit)
        y = centre.y() + (number * 5 - 2) * look.unit
        painting.draw_dot(painter, QPointF(min(x, cell.right() - 2), y), 4 * look.unit,
                          look.color("accent"))  # fmt: skip


def draw_sample(painter: QPainter, box: QRect, shape: MarkShape, badge: str, tone: str) -> None:
    """Draw a mark without a number, for a legend."""
    look = theme()
    centre, radius = QRectF(box).center(), min(box.width(), box.height()) / 2 - look.px(1)
    if shape is MarkShape.LEFT:
        centre = QPointF(centre.x(), centre.y() - radius + look.px(2))
    if badge:
        icons.paint(painter, box, badge, look.color(tone))
        return
    _draw_shape(painter, centre, radius, shape, look.color("surface"))
