"""How a timeline is drawn: bars, diamonds, the line of today; on the window and in a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.row_model import Row
from ui.widgets.timeline_scale import Scale, Tick, Window, ticks
from ui.wording import short_day, translate

_WORDS_SHARE, _WORDS_MOST = 0.38, 400  # of the width, and at most in design pixels
_HALF = 7.5  # half a diamond, in design pixels
_BAR = 6


class Mark(StrEnum):
    """What a diamond says by its look."""

    DONE = "done"
    DONE_LATE = "done_late"
    OPEN = "open"
    DUE = "due"  # today
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Diamond:
    """A mark on a day; `label` stands beside it, `spoken` is its tooltip and what is read out."""

    key: object
    day: date
    mark: Mark
    spoken: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the timeline. Without `start` or `end` there is nothing to draw between.

    `tone` is accent, ok or neutral; `late` are words for the whole row, where no
    diamond says its own.
    """

    start: date | None
    end: date | None
    tone: str = "accent"
    late: str = ""
    is_overrun: bool = False  # its end has passed, and it goes on
    diamonds: tuple[Diamond, ...] = ()


def words_width(width: int) -> int:
    """Return the room for the words of a row that is `width` pixels wide."""
    return round(min(width * _WORDS_SHARE, theme().px(_WORDS_MOST)))


def scale_in(width: int, window: Window) -> Scale:
    """Return the scale of a row that is `width` pixels wide."""
    look, words = theme(), words_width(width)
    room = max(width - words - look.px(16), 1)
    if painting.is_mirrored():
        return Scale(window, look.px(16), room, is_mirrored=True)
    return Scale(window, words, room)


def draw_words(
    painter: QPainter, rect: QRect, row: Row, *, strong: bool = False, for_paper: bool = False
) -> None:
    """Draw icon, title and second line of a row.

    On paper the icon is drawn to be enlarged, and a long title takes two lines.
    """
    look = theme()
    side = look.px(16)
    words = words_width(rect.width())
    icon = QRect(rect.left() + look.px(10), rect.center().y() - side // 2, side, side)
    if row.icon:
        draw = icons.draw if for_paper else icons.paint
        draw(painter, painting.mirrored(icon, rect), row.icon, look.color(row.icon_tone))
    title = look.font(12, 600 if strong else 500)
    second = look.font(11)
    left, room = rect.left() + look.px(36), words - look.px(36 + 12)
    limit = 2 if for_paper else 1
    heights = [
        painting.text_height(row.title, title, room, limit), painting.line_height(second)
    ]  # fmt: skip
    top = rect.center().y() - sum(heights) // 2 + 1
    for text, font, ink, height, y in (
        (row.title, title, "text2" if row.is_quiet else "text", heights[0], top),
        (row.second, second, row.second_tone, heights[1], top + heights[0]),
    ):
        place = painting.mirrored(QRect(left, y, room, height), rect)
        painting.draw_text(painter, place, text, font, look.color(ink), limit=limit)


def draw_grid(painter: QPainter, rect: QRect, scale: Scale) -> None:
    """Draw the hairlines of the ticks through a row."""
    colour = theme().color("border")
    for tick in ticks(scale.window):
        painter.fillRect(QRectF(round(scale.x(tick.day)), rect.top(), 1, rect.height()), colour)


def draw_ticks(painter: QPainter, rect: QRect, scale: Scale, today: date) -> None:
    """Name the ticks, as many as there is room for."""
    look, font = theme(), theme().font(11, 500)
    for tick, words in _named(ticks(scale.window), scale, font, today):
        width = painting.text_width(words, font)
        x = scale.x(tick.day)
        left = round(x - width - look.px(4) if scale.is_mirrored else x + look.px(4))
        if scale.left <= left and left + width <= scale.left + scale.width + look.px(2):
            box = QRect(left, rect.top(), width, rect.height())
            painting.draw_text(painter, box, words, font, look.color("text2"))


def _named(every: list[Tick], scale: Scale, font: QFont, today: date) -> list[tuple[Tick, str]]:
    """Return every tick with its name, or every second, third… where all have no room."""
    named = [(tick, tick_words(tick, today)) for tick in every]
    widest = max((painting.text_width(words, font) for _tick, words in named), default=0)
    room = scale.width / max(len(named), 1)
    stride = ceil((widest + theme().px(10)) / max(room, 1))
    return named[:: max(stride, 1)]


def tick_words(tick: Tick, today: date) -> str:
    """Return 'Mar', 'Jan 2027', '6 Apr' or '2031'."""
    if tick.kind == "year":
        return str(tick.day.year)
    if tick.kind == "day":
        return short_day(tick.day, today)
    words = short_day(tick.day.replace(year=today.year), today).split(" ", 1)[1]
    return f"{words} {tick.day.year}" if tick.is_year and tick.day.year != today.year else words


def draw_bar(painter: QPainter, rect: QRect, bar: Bar, scale: Scale, today: date) -> None:
    """Draw what lies behind in full, what is to come hollow, and what is late in red."""
    if bar.start is not None and bar.end is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme().color({"accent": "accent", "ok": "ok"}.get(bar.tone, "text3"))
        _draw_hollow(painter, rect, scale.clipped(bar.start, bar.end))
        if bar.tone != "accent":
            _draw_full(painter, rect, scale.clipped(bar.start, bar.end), ink)
        elif bar.start <= today:
            _draw_full(painter, rect, scale.clipped(bar.start, min(bar.end, today)), ink)
        if bar.is_overrun and bar.end < today:
            _draw_overrun(painter, rect, scale.clipped(bar.end, today))
    if bar.start is None and bar.end is None and not bar.diamonds:
        _draw_nothing(painter, rect, scale)


def _draw_full(
    painter: QPainter, rect: QRect, ends: tuple[float, float] | None, ink: QColor
) -> None:
    if ends is not None:
        height = theme().px(_BAR)
        box = QRectF(ends[0], rect.center().y() - height / 2 + 0.5, ends[1] - ends[0], height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(box, height / 2, height / 2)


def _draw_hollow(painter: QPainter, rect: QRect, ends: tuple[float, float] | None) -> None:
    if ends is not None:
        look, height = theme(), theme().px(_BAR) - 1
        box = QRectF(ends[0] + 0.5, rect.center().y() - height / 2 + 0.5, ends[1] - ends[0], height)
        painter.setPen(QPen(look.color("border_strong"), 1))
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(box, height / 2, height / 2)


def _draw_overrun(painter: QPainter, rect: QRect, ends: tuple[float, float] | None) -> None:
    if ends is not None:
        pen = QPen(theme().color("danger"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        y = rect.center().y() + 0.5
        painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))


def _draw_nothing(painter: QPainter, rect: QRect, scale: Scale) -> None:
    look, font = theme(), theme().font(11)
    height = painting.line_height(font)
    box = QRect(
        round(scale.left) + look.px(6), rect.center().y() - height // 2,
        round(scale.width) - look.px(12), height,
    )  # fmt: skip
    painting.draw_text(
        painter, box, translate("timeline", "No dates yet"), font, look.color("text2")
    )


def draw_diamonds(
    painter: QPainter,
    rect: QRect,
    bar: Bar,
    scale: Scale,
    today: date,
    chosen: object = None,
    ground: str = "surface",
) -> None:
    """Draw labels first, then diamonds above them; the chosen one stands in a ring."""
    shown = [each for each in bar.diamonds if scale.window.holds(each.day)]
    labelled = next((each for each in shown if each.label), None)
    if labelled is not None:
        _draw_label(painter, rect, labelled.label, scale, scale.middle(labelled.day), shown)
    elif bar.late and (at := _late_day(bar, scale, today)) is not None:
        _draw_label(painter, rect, bar.late, scale, scale.middle(at), shown)
    for each in shown:
        centre = QPointF(scale.middle(each.day), rect.center().y() + 0.5)
        draw_diamond(
            painter, centre, each.mark, bar.tone, is_chosen=each.key == chosen, ground=ground
        )


def draw_diamond(
    painter: QPainter,
    centre: QPointF,
    mark: Mark,
    tone: str = "accent",
    *,
    is_chosen: bool = False,
    ground: str = "surface",
) -> None:
    """Draw one diamond."""
    look, half = theme(), _HALF * theme().unit
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    full = look.color("ok" if tone == "ok" else "accent")
    edge, fill, width = look.color(ground), full, 1.5
    if mark is Mark.DONE_LATE:
        edge, width = look.color("warn"), 2.0
    elif mark is Mark.LATE:
        fill = look.color("danger")
    elif mark in (Mark.OPEN, Mark.DUE):
        edge = look.color("warn" if mark is Mark.DUE else "text2")
        fill, width = look.color("surface"), 2.0 if mark is Mark.DUE else 1.6
    if is_chosen:
        painter.setPen(QPen(look.color("accent"), 2))
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(centre, half + 5 * look.unit, half + 5 * look.unit)
    painter.setPen(QPen(edge, width * look.unit))
    painter.setBrush(fill)
    painter.drawPolygon(_diamond(centre, half))


def _diamond(centre: QPointF, half: float) -> QPolygonF:
    return QPolygonF(
        [
            centre + QPointF(0, -half),
            centre + QPointF(half, 0),
            centre + QPointF(0, half),
            centre + QPointF(-half, 0),
        ]
    )


def _late_day(bar: Bar, scale: Scale, today: date) -> date | None:
    """Return where the words of a late row stand: at today, else at the last thing shown."""
    days = [today, *(each.day for each in bar.diamonds), *((bar.end,) if bar.end else ())]
    shown = [day for day in days if scale.window.holds(day)]
    return today if today in shown else max(shown, default=None)


def _draw_label(
    painter: QPainter, rect: QRect, words: str, scale: Scale, x: float, others: Sequence[Diamond]
) -> None:
    """Stand beside the mark where no other one is hidden, else beyond all of them."""
    look, font = theme(), theme().font(11, 600)
    width, height = painting.text_width(words, font) + look.px(16), look.px(20)
    gap = look.px(14)
    marks = [scale.middle(each.day) for each in others] or [x]
    after, before = round(max(marks)) + gap, round(min(marks)) - gap - width
    places = [round(x) + gap, round(x) - gap - width, after, before]
    if scale.is_mirrored:
        places = [places[1], places[0], before, after]
    inside = [
        left for left in places if scale.left <= left and left + width <= scale.left + scale.width
    ]
    free = [left for left in inside if not _hides(left, width, scale, others, x)]
    left = (free or inside or places)[0]
    if left not in (places[0], places[1]):  # beyond others: a line leads back to the mark
        painter.setPen(QPen(look.color("danger"), 2))
        y = rect.center().y() + 0.5
        painter.drawLine(QPointF(x, y), QPointF(left + width / 2, y))
    box = QRect(left, rect.center().y() - height // 2 + 1, width, height)
    painting.draw_round(painter, box, look.radius("chip"), look.color("danger"))
    painter.setFont(font)
    painter.setPen(look.color("surface"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _hides(left: int, width: int, scale: Scale, others: Sequence[Diamond], own: float) -> bool:
    half = _HALF * theme().unit
    marks = [scale.middle(each.day) for each in others]
    return any(left - half < each < left + width + half for each in marks if abs(each - own) > 1)


def draw_today(painter: QPainter, rect: QRect, scale: Scale, today: date) -> None:
    """Draw the line of today through a row."""
    if scale.window.holds(today):
        x = round(scale.middle(today))
        painter.fillRect(QRectF(x - 1, rect.top(), 2, rect.height()), theme().color("text"))


def draw_today_word(
    painter: QPainter, rect: QRect, scale: Scale, today: date, words: str, least: int = 0
) -> None:
    """Draw the word at the foot of the line of today, not before the pixel `least`."""
    if not scale.window.holds(today):
        return
    look, font = theme(), theme().font(11, 600)
    width, height = painting.text_width(words, font) + look.px(20), look.px(20)
    end = round(scale.left + scale.width)
    left = min(round(scale.middle(today)) - width // 2, end - width)
    left = max(left, least, round(scale.left) if scale.is_mirrored else 0)
    box = QRect(left, rect.top(), width, height)
    painting.draw_round(painter, box, look.radius("chip"), look.color("text"))
    painter.setFont(font)
    painter.setPen(look.color("surface"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def legend_words() -> list[tuple[Mark, str]]:
    """Return what the looks of diamonds mean."""
    return [
        (Mark.DONE, translate("timeline", "done")),
        (Mark.DONE_LATE, translate("timeline", "done late")),
        (Mark.OPEN, translate("timeline", "open")),
        (Mark.LATE, translate("timeline", "late")),
    ]


def draw_legend(painter: QPainter, rect: QRect) -> int:
    """Draw what the diamonds mean from the start of `rect`; return where it ends."""
    look, font = theme(), theme().font(11)
    x = rect.left()
    height = painting.line_height(font)
    top = rect.top() + (look.px(20) - height) // 2
    for mark, words in legend_words():
        width = painting.text_width(words, font)
        box = QRect(x, top, look.px(16), height)
        centre = painting.mirrored(box, rect).center()
        draw_diamond(painter, QPointF(centre) + QPointF(0.5, 0.5), mark)
        place = QRect(x + look.px(20), top, width, height)
        painting.draw_text(
            painter, painting.mirrored(place, rect), words, font, look.color("text2")
        )
        x += look.px(20) + width + look.px(14)
    return x
