"""Rhythm and load on paper: a bar for every session, planned against used, and its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.documents import look, wording
from facilitator.documents.desk import Desk
from facilitator.documents.flow import Cell, Row, Shape
from facilitator.documents.lines import Span
from facilitator.documents.roles import Element, Role
from facilitator.projections.plan_papers import LoadBar

_HIGH = 92.0
_SCALE_WIDTH = 30.0
_STEP = 30
KEY = (
    "Outline: the session's length. Filled: minutes used. Pale: planned on a coming agenda."
    " Amber: over the length."
)


def put(desk: Desk, bars: Sequence[LoadBar]) -> None:
    """Put the picture: bars between a scale of minutes and the days of the sessions."""
    most = max(max(bar.length, bar.planned, bar.used or 0) for bar in bars)
    top = max(_STEP, -(-most // _STEP) * _STEP)
    width = desk.measure - _SCALE_WIDTH
    pitch = min(width / len(bars), 36.0)
    desk.put(_bars(desk, bars, top, pitch), _days(desk, bars, pitch))
    desk.paragraph([Span(KEY, look.META)], before=3, after=8)


def _bars(desk: Desk, bars: Sequence[LoadBar], top: int, pitch: float) -> Row:
    steps = top // _STEP
    each = _STEP * -(-steps // 4)
    element = Element(Role.P, desk.sect)
    marks = list(range(top, -1, -each))
    texts = [
        desk.text([Span(f"{mark} ", look.DATA_SOFT)], _SCALE_WIDTH - 6, element) for mark in marks
    ]
    line = look.DATA_SOFT.leading
    gap = max(_HIGH / max(len(marks) - 1, 1) - line, 0.0)
    stacked = [text._replace(before=gap if place else 0.0) for place, text in enumerate(texts)]
    row = Row([Cell(0.0, _SCALE_WIDTH - 6, stacked)], width=desk.measure, is_whole=True, keeps=True)
    base = line / 2 + _HIGH
    shapes = [
        Shape(
            "bar", _SCALE_WIDTH, base - _HIGH * mark / top, desk.measure - _SCALE_WIDTH, 0.4,
            look.HAIRLINE,
        )
        for mark in marks
    ]  # fmt: skip
    for place, bar in enumerate(bars):
        shapes += _bar(bar, _SCALE_WIDTH + place * pitch + pitch * 0.2, base, top, pitch * 0.6)
    row.shapes = shapes
    return row


def _bar(bar: LoadBar, left: float, base: float, top: int, width: float) -> list[Shape]:
    def tall(minutes: int) -> float:
        return _HIGH * minutes / top

    outline = tall(bar.length)
    minutes = bar.planned if bar.used is None else bar.used
    fill = look.HAIRLINE if bar.used is None else look.ACCENT
    inner = tall(min(minutes, bar.length))
    shapes = [
        Shape("bar", left, base - outline, width, outline, look.SOFT_INK),
        Shape("bar", left + 0.7, base - outline + 0.7, width - 1.4, outline - 0.7, look.WHITE),
        Shape("bar", left + 0.7, base - inner, width - 1.4, inner, fill),
    ]
    if over := tall(max(minutes - bar.length, 0)):
        shapes.append(Shape("bar", left, base - outline - over, width, over, look.WARN))
    return shapes


def _days(desk: Desk, bars: Sequence[LoadBar], pitch: float) -> Row:
    """Name days below the bars, as many as can be read."""
    step = max(1, round(40 / pitch + 0.49))
    element = Element(Role.P, desk.sect)
    cells = []
    for place in range(0, len(bars), step):
        at = wording.moment(bars[place].starts)
        day = f"{at.day}\xa0{wording.MONTHS[at.month - 1][:3]}" if at else bars[place].starts
        text = desk.text([Span(f"{day} ", look.DATA_SOFT)], step * pitch, element)
        cells.append(Cell(_SCALE_WIDTH + place * pitch, step * pitch, [text]))
    return Row(cells, before=2, after=2, keeps=True, is_whole=True)
