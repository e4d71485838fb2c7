"""What a set line is made of: styles and spans go in, lines of marks come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from facilitator.documents.fonts import Cut, Face, Word

DOT_SIZE, _DOT_ROOM = 0.62, 0.95
"""A party's dot and the room it takes, in type sizes."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How text looks; sizes in points, colour as PDF components."""

    face: Face
    size: float
    leading: float
    colour: str


class Span(NamedTuple):
    """Text in one style; `link` names a place in the document or an address, `dot` is a colour.

    `goes_on` is for a sentence in several styles: what runs to the left in it is ordered as one.
    """

    text: str
    style: Style
    link: str = ""
    dot: str = ""
    goes_on: bool = False


class Mark(NamedTuple):
    """One piece of a line as it is drawn: `span` tells which of the spans it came from.

    `actual` is what the piece means where what is drawn differs from it: letters that were
    joined, writing that runs to the left. `text` is what the structure tree records.
    """

    x: float
    width: float
    span: int
    style: Style
    cut: Cut
    code: str
    text: str
    actual: str | None = None


class Dot(NamedTuple):
    x: float
    size: float
    colour: str


class Line(NamedTuple):
    """`baseline` is measured from the top of the line."""

    height: float
    baseline: float
    width: float
    marks: tuple[Mark, ...]
    dots: tuple[Dot, ...] = ()


class Atom(NamedTuple):
    """A word in a line; `space` is the width before it, `glued` forbids a break before it."""

    span: int
    word: Word
    width: float
    space: float
    glued: bool
    text: str


def blank_line(style: Style) -> Line:
    """Return a line without text, as high as one with."""
    return Line(style.leading, baseline(style), 0.0, ())


def tallest(spans: Sequence[Span], atoms: Sequence[Atom]) -> Style:
    styles = [spans[atom.span].style for atom in atoms] or [spans[-1].style]
    return max(styles, key=lambda style: style.leading)


def baseline(style: Style) -> float:
    """Centre capital letters in the line."""
    return (style.leading + 0.714 * style.size) / 2


def dot_room(span: Span) -> float:
    return span.style.size * _DOT_ROOM if span.dot else 0.0
