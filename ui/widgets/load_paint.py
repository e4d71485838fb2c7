"""How sessions in time are drawn: on the window and in a picture."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.theme import theme
from ui.widgets import painting
from ui.widgets import timeline_paint as paint
from ui.widgets.load_data import (
    Column,
    Kind,
    LoadPicture,
    Mode,
    Point,
    Strip,
    last_of,
    narrowest,
)
from ui.widgets.timeline_scale import Scale, Tick, ticks

HEAD, TICKS, LANE, GAP = 26, 26, 24, 6
_START, _END = 56, 16
_WIDEST, _NARROWEST = 22, 3


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts lie: the columns, the names of the months, the strips, the points."""

    scale: Scale
    columns: QRect
    ticks: QRect
    strips: QRect
    points: QRect
    top: int  # minutes at the upper edge of the columns

    def y(self, minutes: float) -> float:
        """Return how high a number of minutes reaches."""
        part = minutes / max(self.top, 1)
        return self.columns.bottom() + 1 - part * self.columns.height()


def height_of(picture: LoadPicture, columns: int = 104) -> int:
    """Return the height that the picture takes, in design pixels."""
    lanes = (1 if picture.strips else 0) + (1 if picture.points else 0)
    return HEAD + columns + TICKS + lanes * (LANE + GAP)


def places(rect: QRect, picture: LoadPicture) -> Places:
    """Return where everything lies within a rectangle."""
    look = theme()
    lanes = QRect(rect)
    points = _lane(lanes, bool(picture.points))
    strips = _lane(lanes, bool(picture.strips))
    left, width = rect.left() + look.px(_START), rect.width() - look.px(_START + _END)
    if painting.is_mirrored():
        left = rect.left() + look.px(_END)
    head, foot = lanes.top() + look.px(HEAD), lanes.bottom() + 1 - look.px(TICKS)
    scale = Scale(picture.window, left, max(width, 1), painting.is_mirrored())
    return Places(
        scale,
        QRect(left, head, max(width, 1), max(foot - head, 1)),
        QRect(left, foot, max(width, 1), look.px(TICKS)),
        strips,
        points,
        picture.marks[-1],
    )


def _lane(rest: QRect, is_there: bool) -> QRect:
    """Take a lane from the lower end of what is left."""
    if not is_there:
        return QRect()
    look = theme()
    lane = QRect(rest.left(), rest.bottom() + 1 - look.px(LANE), rest.width(), look.px(LANE))
    rest.setBottom(lane.top() - 1 - look.px(GAP))
    return lane


def draw(painter: QPainter, rect: QRect, picture: LoadPicture, chosen: object = None) -> None:
    """Draw the whole picture; `chosen` is the key of the part that stands out."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    at = places(rect, picture)
    _draw_axis(painter, rect, at, picture)
    _draw_ticks(painter, at, picture)
    for each in picture.columns:
        draw_column(painter, at, picture, each, is_chosen=each.key == chosen)
    if picture.mode is Mode.TOPICS:
        _draw_waiting(painter, at, picture)
    _draw_today(painter, at, picture)
    if picture.strips:
        _draw_name(painter, rect, at.strips, picture.words.strips)
    for strip in picture.strips:
        _draw_strip(painter, at, picture, strip, is_chosen=strip.key == chosen)
    if picture.points:
        _draw_name(painter, rect, at.points, picture.words.points)
        _draw_points(painter, at, picture, chosen)


# --- axis ----------------------------------------------------------------------------------------


def _draw_name(painter: QPainter, rect: QRect, lane: QRect, words: str) -> None:
    look, font = theme(), theme().font(11, 500)
    height = painting.line_height(font)
    box = QRect(rect.left(), lane.center().y() - height // 2, look.px(_START - 4), height)
    painting.draw_text(painter, painting.mirrored(box, rect), words, font, look.color("text2"))


def _draw_axis(painter: QPainter, rect: QRect, at: Places, picture: LoadPicture) -> None:
    look, font = theme(), theme().font(11, tabular=True)
    height = painting.line_height(font)
    for minutes in picture.marks:
        y = round(at.y(minutes))
        line = QRect(at.columns.left() - look.px(2), y, at.columns.width() + look.px(2), 1)
        painter.fillRect(line, look.color("border_strong" if minutes == 0 else "border"))
        box = QRect(rect.left(), y - height // 2, look.px(_START - 12), height)
        painting.draw_text(
            painter, painting.mirrored(box, rect), f"{minutes:,}", font, look.color("text2"),
            align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
    top = QRect(rect.left(), round(at.y(at.top)) - height // 2, look.px(24), height)
    painting.draw_text(
        painter, painting.mirrored(top, rect), picture.words.unit, font, look.color("text2")
    )


def _draw_ticks(painter: QPainter, at: Places, picture: LoadPicture) -> None:
    look, font = theme(), theme().font(11)
    every = [tick for tick in ticks(picture.window) if picture.window.holds(tick.day)]
    named = [(tick, _tick_words(tick, picture)) for tick in every]
    widest = max((painting.text_width(words, font) for _tick, words in named), default=0)
    room = at.scale.width / max(len(named), 1)
    stride = max(1, -(-(widest + look.px(8)) // max(round(room), 1)))
    top = at.ticks.top()
    for number, (tick, words) in enumerate(named):
        x = round(at.scale.x(tick.day))
        painter.fillRect(QRect(x, top, 1, look.px(4)), look.color("border_strong"))
        if number % stride:
            continue
        wide = painting.text_width(words, font)
        left = min(max(x - wide // 2, at.columns.left() - look.px(8)), at.columns.right() - wide)
        box = QRect(left, top + look.px(6), wide, at.ticks.height())
        painting.draw_text(painter, box, words, font, look.color("text2"))


def _tick_words(tick: Tick, picture: LoadPicture) -> str:
    return paint.tick_words(tick, picture.today)


def _draw_today(painter: QPainter, at: Places, picture: LoadPicture) -> None:
    if not picture.window.holds(picture.today):
        return
    look, font = theme(), theme().font(11, 600)
    x = round(at.scale.middle(picture.today))
    top = at.columns.top() - look.px(HEAD - 4)
    painter.fillRect(QRect(x - 1, top, 2, at.columns.bottom() + 1 - top), look.color("text"))
    wide = painting.text_width(picture.words.today, font)
    left = x + look.px(6)
    if left + wide > at.columns.right() or painting.is_mirrored():
        left = x - wide - look.px(6)
    box = QRect(left, top - look.px(1), wide, painting.line_height(font))
    painting.draw_text(painter, box, picture.words.today, font, look.color("text"))


# --- columns -------------------------------------------------------------------------------------


def column_rect(at: Places, picture: LoadPicture, column: Column) -> QRectF:
    """Return the place of a column, from nought to what was planned or more."""
    look = theme()
    room = narrowest(picture.columns) / max(picture.window.days, 1) * at.scale.width
    wide = min(max(room * 0.78, _NARROWEST), look.px(_WIDEST))
    high = column.planned + column.over
    if picture.mode is Mode.TOPICS and column.topics is not None:
        high = max(column.topics.arrived, column.topics.handled, column.topics.waiting)
    y = at.y(max(high, 1))
    x = at.scale.middle(column.day) - wide / 2
    return QRectF(round(x), y, round(wide), at.columns.bottom() + 1 - y)


def draw_column(
    painter: QPainter, at: Places, picture: LoadPicture, column: Column, *, is_chosen: bool
) -> None:
    """Draw one column in the way of the picture's mode."""
    look, box = theme(), column_rect(at, picture, column)
    if is_chosen:
        edge = look.px(4)
        halo = QRectF(
            box.left() - edge, at.columns.top() - edge, box.width() + 2 * edge,
            at.columns.height() + edge + look.px(2),
        )  # fmt: skip
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent_soft"))
        painter.drawRoundedRect(halo, look.px(5), look.px(5))
    if picture.mode is Mode.TOPICS:
        _draw_topics(painter, at, column, box)
    elif column.kind is Kind.OFF:
        _draw_off(painter, at, box)
    else:
        _draw_time(painter, at, column, box, on_soft=is_chosen)


def _draw_time(
    painter: QPainter, at: Places, column: Column, box: QRectF, *, on_soft: bool
) -> None:
    look = theme()
    is_held = column.kind is Kind.HELD
    floor = at.columns.bottom() + 1
    radius = min(look.px(4), box.width() / 3)
    planned = QRectF(box.left(), at.y(column.planned), box.width(), floor - at.y(column.planned))
    inset = 1.5 if box.width() > look.px(8) else 0
    filled = planned.adjusted(inset, 0, -inset, 0)
    filled.setTop(min(at.y(column.filled), floor - 1) if column.filled else floor)
    _round_top(painter, filled, radius - inset, _fill(is_held, on_soft))
    pen = QPen(look.color("border_strong" if is_held else "text3"), 1)
    if not is_held:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(planned.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if column.over:
        over = QRectF(planned)
        over.setTop(min(at.y(column.planned + column.over), planned.top() - look.px(3)))
        over.setBottom(planned.top() + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("warn"))
        painter.drawRoundedRect(over, 2, 2)


def _fill(is_held: bool, on_soft: bool) -> QColor:
    look = theme()
    if is_held:
        return look.color("accent")
    ink = look.color("accent")
    ink.setAlphaF(0.28 if on_soft or look.is_dark else 0.18)
    return ink


def _round_top(painter: QPainter, box: QRectF, radius: float, ink: QColor) -> None:
    if box.height() <= 0:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(box, min(radius, box.height() / 2), min(radius, box.height() / 2))


def _draw_off(painter: QPainter, at: Places, box: QRectF) -> None:
    """Draw a small cross on the line: a time at which nobody met."""
    look = theme()
    half, x = look.px(3), box.center().x()
    y = at.columns.bottom() - look.px(7)
    painter.setPen(QPen(look.color("text2"), 1.5 * look.unit))
    painter.drawLine(QPointF(x - half, y - half), QPointF(x + half, y + half))
    painter.drawLine(QPointF(x - half, y + half), QPointF(x + half, y - half))


def _draw_topics(painter: QPainter, at: Places, column: Column, box: QRectF) -> None:
    if column.topics is None:
        return
    look, half = theme(), max(box.width() / 2 - 1, 2.0)
    floor = at.columns.bottom() + 1
    arrived = QRectF(box.left(), at.y(column.topics.arrived), half, 0)
    arrived.setBottom(floor)
    handled = QRectF(box.right() - half, at.y(column.topics.handled), half, 0)
    handled.setBottom(floor)
    if painting.is_mirrored():
        arrived.moveLeft(box.right() - half)
        handled.moveLeft(box.left())
    radius = min(look.px(3), half / 2)
    if column.topics.arrived:
        painter.setPen(QPen(look.color("border_strong"), 1))
        painter.setBrush(look.color("chip"))
        painter.drawRoundedRect(arrived.adjusted(0.5, 0.5, -0.5, 0), radius, radius)
    if column.topics.handled:
        _round_top(painter, handled, radius, look.color("accent"))


def _draw_waiting(painter: QPainter, at: Places, picture: LoadPicture) -> None:
    """Draw what waits after each session as a line with dots."""
    look = theme()
    spots = [
        QPointF(at.scale.middle(each.day), at.y(each.topics.waiting))
        for each in picture.columns
        if each.topics is not None
    ]
    painter.setPen(QPen(look.color("warn"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(spots))
    if len(spots) <= 60:
        for spot in spots:
            painting.draw_dot(painter, spot, look.px(7), look.color("warn"))


# --- strips and points ---------------------------------------------------------------------------

_STRIP_TONES = {
    "neutral": ("chip", "text2"),
    "warn": ("warn_soft", "warn"),
    "accent": ("accent_soft", "accent"),
}


def strip_rect(at: Places, picture: LoadPicture, strip: Strip) -> QRect:
    """Return the place of a strip, empty where it does not show."""
    ends = at.scale.clipped(strip.start, last_of(strip, picture.window))
    if ends is None or at.strips.isEmpty():
        return QRect()
    left, right = round(ends[0]), round(ends[1])
    return QRect(left, at.strips.top(), max(right - left - 2, 3), at.strips.height())


def _draw_strip(
    painter: QPainter, at: Places, picture: LoadPicture, strip: Strip, *, is_chosen: bool
) -> None:
    look, box = theme(), strip_rect(at, picture, strip)
    if box.isEmpty():
        return
    ground, ink = _STRIP_TONES[strip.tone]
    painting.draw_round(painter, box, look.radius("chip") * 0.7, look.color(ground))
    if is_chosen:
        painting.draw_round(painter, box, look.radius("chip") * 0.7, None, look.color("accent"), 2)
    font = look.font(11, 600)
    room = box.width() - look.px(6)
    fitting = (each for each in strip.words if painting.text_width(each, font) <= room)
    words = next(fitting, "")
    if strip.cut and words not in strip.words[: strip.cut] and room > look.px(110):
        words = strip.words[strip.cut - 1]  # rather a long reason cut short than none
    height = painting.line_height(font)
    place = QRect(box.left() + look.px(3), box.center().y() - height // 2 + 1, room, height)
    if words:
        painting.draw_text(
            painter, place, words, font, look.color(ink), align=Qt.AlignmentFlag.AlignHCenter
        )


def point_spot(at: Places, point: Point) -> QPointF:
    """Return the middle of a point."""
    return QPointF(at.scale.middle(point.day), at.points.center().y() + 1)


def _draw_points(painter: QPainter, at: Places, picture: LoadPicture, chosen: object) -> None:
    look, font = theme(), theme().font(11)
    shown = [each for each in picture.points if picture.window.holds(each.day)]
    step = -1 if painting.is_mirrored() else 1
    for number, point in enumerate(shown):
        spot = point_spot(at, point)
        if point.key == chosen:
            painting.draw_dot(painter, spot, look.px(22), look.color("accent_soft"))
        half = look.px(5.5)
        diamond = QPolygonF(
            [spot + QPointF(0, -half), spot + QPointF(half, 0), spot + QPointF(0, half),
             spot + QPointF(-half, 0)]
        )  # fmt: skip
        painter.setPen(QPen(look.color("accent"), 1.5 * look.unit))
        painter.setBrush(look.color("accent" if point.is_full else "surface"))
        painter.drawPolygon(diamond)
        after = shown[number + 1] if number + 1 < len(shown) else None
        edge = point_spot(at, after).x() if after else _far_end(at)
        room = round(abs(edge - spot.x())) - look.px(20)
        wide = painting.text_width(point.words, font)
        if wide <= room:
            height = painting.line_height(font)
            left = spot.x() + look.px(10) if step > 0 else spot.x() - look.px(10) - wide
            box = QRect(round(left), at.points.center().y() - height // 2 + 1, wide, height)
            painting.draw_text(painter, box, point.words, font, look.color("text2"))


def _far_end(at: Places) -> float:
    return at.columns.left() if painting.is_mirrored() else at.columns.right()
