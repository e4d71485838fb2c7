"""Rhythm and load on paper: bars for every session between a scale and the days of the sessions.

The pictures mean nothing that the table below them does not say in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from facilitator.documents import look, wording, wording_plan
from facilitator.documents.desk import Desk
from facilitator.documents.flow import Cell, Row, Shape
from facilitator.documents.lines import Span
from facilitator.documents.roles import Element, Role
from facilitator.projections.plan_papers import LoadBar, RhythmLine, TurnoverLine

_HIGH, _LOW = 92.0, 40.0
_SCALE_WIDTH = 30.0
_WIDEST = 36.0
_MINUTES = (15, 30, 60, 120, 240, 480, 960)
_COUNTS = (1, 2, 5, 10, 20, 50, 100)
_THREE = (look.SOFT_INK, look.ACCENT, look.WARN)
KEY = (
    "Outline: the session's length. Filled: minutes used. Pale: planned on a coming agenda."
    " Amber: over the length."
)
KEY_BANDS = " The strip below: which rhythm was in force."
KEY_TOPICS = (
    "For each session from left to right: agenda minutes that came in since the one before it"
    " (grey), were handled (green), and waited when it was over (amber)."
)
KEY_TURNOVER = (
    "For each session from left to right: new since the one before it (grey), closed (green), and"
    " open when it was over (amber)."
)

_Draw = Callable[[int, float, float, float], list[Shape]]


class _Scale(NamedTuple):
    """A scale from 0 to `top` with a line at every `each`."""

    top: int
    each: int
    high: float

    def tall(self, amount: int) -> float:
        return self.high * min(amount, self.top) / self.top

    @property
    def marks(self) -> range:
        return range(self.top, -1, -self.each)


def _scale(most: int, steps: Sequence[int], high: float, lines: int) -> _Scale:
    """Return a scale that holds `most` with at most so many lines above its ground."""
    each = next((step for step in steps if step * lines >= most), 0)
    each = each or steps[-1] * -(-most // (steps[-1] * lines))
    return _Scale(max(each, -(-most // each) * each), each, high)


def put(desk: Desk, bars: Sequence[LoadBar], rhythms: Sequence[RhythmLine] = ()) -> None:
    """Put each session's length, and what was used or is planned of it, above the rhythms."""
    most = max(max(bar.length, bar.planned, bar.used or 0) for bar in bars)
    scale = _scale(most, _MINUTES, _HIGH, 4)

    def draw(place: int, left: float, base: float, width: float) -> list[Shape]:
        return _session(bars[place], scale, left, base, width)

    _picture(desk, scale, len(bars), draw)
    _days(desk, [bar.starts for bar in bars])
    _bands(desk, bars, rhythms)
    key = KEY + (KEY_BANDS if rhythms else "")
    desk.paragraph([Span(key, look.META)], before=3, after=8)


def topics(desk: Desk, bars: Sequence[LoadBar]) -> None:
    """Put what came in, was handled and waited, below the same sessions; empty where unknown."""
    groups = [(bar.arrived or 0, bar.handled or 0, bar.waiting or 0) for bar in bars]
    most = max(max(group) for group in groups)
    if not most:
        return
    _threes(desk, _scale(most, _MINUTES, _HIGH, 4), groups)
    _days(desk, [bar.starts for bar in bars])
    desk.paragraph([Span(KEY_TOPICS, look.META)], before=3, after=8)


def turnover(desk: Desk, lines: Sequence[TurnoverLine]) -> None:
    """Put how many decisions, actions and concerns came and went, a picture for each kind."""
    for place, kind in enumerate(flow.kind for flow in lines[0].flows):
        flows = [line.flows[place] for line in lines]
        groups = [(flow.opened, flow.closed, flow.open) for flow in flows]
        scale = _scale(max(max(group) for group in groups), _COUNTS, _LOW, 2)
        name = wording.of(wording_plan.FLOW, kind)
        desk.paragraph([Span(name, look.DATA_STRONG)], before=2, after=1, keeps=True)
        _threes(desk, scale, groups)
    _days(desk, [line.on for line in lines])
    desk.paragraph([Span(KEY_TURNOVER, look.META)], before=3, after=8)


def _threes(desk: Desk, scale: _Scale, groups: Sequence[Sequence[int]]) -> None:
    def draw(place: int, left: float, base: float, width: float) -> list[Shape]:
        each = width / 3
        return [
            Shape("bar", left + number * each, base - tall, each - 0.8, tall, fill)
            for number, (amount, fill) in enumerate(zip(groups[place], _THREE, strict=True))
            if (tall := scale.tall(amount))
        ]

    _picture(desk, scale, len(groups), draw)


def _pitch(desk: Desk, count: int) -> float:
    return min((desk.measure - _SCALE_WIDTH) / count, _WIDEST)


def _picture(desk: Desk, scale: _Scale, count: int, draw: _Draw) -> None:
    """Put the scale with its lines, and what `draw` makes of each place between them."""
    element = Element(Role.P, desk.sect)
    style = look.DATA_SOFT
    width = _SCALE_WIDTH - 6
    texts = [desk.text([Span(f"{mark} ", style)], width, element) for mark in scale.marks]
    gap = scale.high / (len(texts) - 1) - style.leading
    stacked = [text._replace(before=gap if place else 0.0) for place, text in enumerate(texts)]
    row = Row([Cell(0.0, width, stacked)], width=desk.measure, is_whole=True, keeps=True)
    base = style.leading / 2 + scale.high
    right = desk.measure - _SCALE_WIDTH
    row.shapes = [
        Shape("bar", _SCALE_WIDTH, base - scale.tall(mark), right, 0.4, look.HAIRLINE)
        for mark in scale.marks
    ]
    pitch = _pitch(desk, count)
    for place in range(count):
        left = _SCALE_WIDTH + place * pitch + pitch * 0.2
        row.shapes += draw(place, left, base, pitch * 0.6)
    desk.put(row)


def _session(bar: LoadBar, scale: _Scale, left: float, base: float, width: float) -> list[Shape]:
    outline = scale.tall(bar.length)
    minutes = bar.planned if bar.used is None else bar.used
    fill = look.HAIRLINE if bar.used is None else look.ACCENT
    inner = scale.tall(min(minutes, bar.length))
    edge = min(0.7, outline)
    shapes = [
        Shape("bar", left, base - outline, width, outline, look.SOFT_INK),
        Shape("bar", left + 0.7, base - outline + edge, width - 1.4, outline - edge, look.WHITE),
        Shape("bar", left + 0.7, base - inner, width - 1.4, inner, fill),
    ]
    if over := scale.tall(max(minutes - bar.length, 0)):
        shapes.append(Shape("bar", left, base - outline - over, width, over, look.WARN))
    return shapes


def _bands(desk: Desk, bars: Sequence[LoadBar], rhythms: Sequence[RhythmLine]) -> None:
    """Put a strip for each rhythm under the sessions it was in force for, named where it fits."""
    pitch = _pitch(desk, len(bars))
    element = Element(Role.P, desk.sect)
    cells: list[Cell] = []
    strips: list[Shape] = []
    place = 0
    for at, group in groupby(bars, key=partial(_in_force, rhythms)):
        count = len(list(group))
        left, width = _SCALE_WIDTH + place * pitch, count * pitch - 2
        place += count
        if at is None:
            continue
        fill = look.SOFT_INK if at % 2 else look.ACCENT
        strips.append(Shape("bar", left, 0, width, 2.2, fill))
        name = _name_within(desk, rhythms[at], width)
        if name:
            cells.append(Cell(left, width, [desk.text([name], width, element, before=3.5)]))
    if cells:
        row = Row(cells, before=2, after=2, keeps=True, is_whole=True, width=desk.measure)
        row.shapes = strips
        desk.put(row)


def _in_force(rhythms: Sequence[RhythmLine], bar: LoadBar) -> int | None:
    """Return the place of the rhythm that was in force on the day of a session."""
    begun = [at for at, each in enumerate(rhythms) if each.starts_local[:10] <= bar.starts[:10]]
    return begun[-1] if begun else None


def _name_within(desk: Desk, rhythm: RhythmLine, width: float) -> Span | None:
    name = wording_plan.how_often(rhythm.rule)
    for words in (name, name.removeprefix("every ")):
        if desk.setter.width(f"{words} ", look.DATA_SOFT) <= width:
            return Span(f"{words} ", look.DATA_SOFT)
    return None


def _days(desk: Desk, days: Sequence[str]) -> None:
    """Name days below the bars, as many as can be read."""
    pitch = _pitch(desk, len(days))
    step = max(1, round(40 / pitch + 0.49))
    element = Element(Role.P, desk.sect)
    cells = []
    for place in range(0, len(days), step):
        at = wording.moment(days[place])
        day = f"{at.day}\xa0{wording.MONTHS[at.month - 1][:3]}" if at else days[place]
        text = desk.text([Span(f"{day} ", look.DATA_SOFT)], step * pitch, element)
        cells.append(Cell(_SCALE_WIDTH + place * pitch, step * pitch, [text]))
    desk.put(Row(cells, before=2, after=2, keeps=True, is_whole=True))
