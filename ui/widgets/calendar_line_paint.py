"""How the marks and bands on a line of months are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme import theme
from ui.widgets import painting


class MarkKind(StrEnum):
    """How a mark is drawn: a filled dot, a ring, a double ring, a broken or a struck one."""

    PAST = "past"
    COMING = "coming"
    NEXT = "next"
    FREE = "free"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the line; `spoken` is its tooltip and what a screen reader says.

    `has_flag` puts a dot at its edge: there is something special about it.
    """

    key: object
    day: date
    kind: MarkKind
    spoken: str
    has_flag: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the line with a word in it; `short` is for one that is narrow.

    Each lane is a line of its own.
    """

    start: date
    end: date
    words: str
    short: str = ""
    is_current: bool = False
    lane: int = 0
    tiny: str = ""


def draw_band(painter: QPainter, band: Band, left: float, right: float) -> None:
    """Draw a band between two places, with the words that fit."""
    look = theme()
    font, top = look.font(11, 600), look.px(78) + band.lane * look.px(24)
    box = QRect(round(left) + 1, top, round(right - left) - 2, look.px(20))
    ground = "accent_soft" if band.is_current else "chip"
    painting.draw_round(painter, box, look.radius("chip"), look.color(ground))
    fits = [
        words
        for words in (band.words, band.short, band.tiny)
        if painting.text_width(words, font) + look.px(6) <= box.width()
    ]
    if fits and fits[0]:
        painter.setFont(font)
        painter.setPen(look.color("accent" if band.is_current else "text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fits[0])


def draw_mark(
    painter: QPainter, centre: QPointF, mark: Mark, is_hovered: bool, is_chosen: bool
) -> None:
    """Draw a mark on the line, with a halo where the mouse or the choice is on it."""
    look = theme()
    ground = look.color("surface")
    if is_hovered or is_chosen:
        ground = look.color("accent_soft" if is_chosen else "hover")
        painting.draw_dot(painter, centre, look.px(26), ground)
    if mark.kind in (MarkKind.FREE, MarkKind.CROSSED):
        _draw_quiet(painter, centre, mark.kind)
    else:
        _draw_strong(painter, centre, mark.kind)
    if mark.has_flag:
        away = 6 * look.unit
        place = QPointF(centre.x() + away, centre.y() - away)
        painting.draw_dot(painter, place, 7 * look.unit, ground)
        painting.draw_dot(painter, place, 5 * look.unit, look.color("warn"))


def _draw_strong(painter: QPainter, centre: QPointF, kind: MarkKind) -> None:
    look = theme()
    accent = look.color("accent")
    if kind is MarkKind.PAST:
        painting.draw_dot(painter, centre, look.px(11), accent)
        return
    painter.setBrush(look.color("surface"))
    if kind is MarkKind.NEXT:
        painter.setPen(QPen(accent, look.unit))
        painter.drawEllipse(centre, look.px(9), look.px(9))
    painter.setPen(QPen(accent, 2 * look.unit))
    painter.drawEllipse(centre, 4.5 * look.unit, 4.5 * look.unit)


def _draw_quiet(painter: QPainter, centre: QPointF, kind: MarkKind) -> None:
    """Draw what is not planned yet as a broken ring, what is left out as one struck through."""
    look = theme()
    radius = 5 * look.unit
    pen = QPen(look.color("border_strong"), 1.25 * look.unit)
    if kind is MarkKind.FREE:
        pen.setDashPattern([1.8, 1.6])
    painter.setPen(pen)
    painter.setBrush(look.color("surface"))
    painter.drawEllipse(centre, radius, radius)
    if kind is MarkKind.CROSSED:
        part = radius * 0.7071
        painter.drawLine(
            QPointF(centre.x() - part, centre.y() + part),
            QPointF(centre.x() + part, centre.y() - part),
        )
