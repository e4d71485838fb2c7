"""Lines in which some of the writing runs to the left."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from facilitator.documents import bidi
from facilitator.documents.fonts import REPLACEMENT, Cut, Piece, Voice
from facilitator.documents.lines import (
    DOT_SIZE,
    Atom,
    Dot,
    Line,
    Mark,
    Span,
    Style,
    baseline,
    dot_room,
    tallest,
)

_DOT = "\ufffc"
_BETWEEN = " ,.;:\u00b7\u2013"


class Flat(NamedTuple):
    """A paragraph, or a line of it, as one text: whose each character is, and where dots stand.

    A dot is one neutral character, so that it stands on the side from which a name is read.
    `starts` has where each sentence begins, without the blank before it.
    """

    text: str
    owners: list[int]
    dots: set[int]
    starts: list[int]


def flat(spans: Sequence[Span], atoms: Sequence[Atom], *, is_line: bool = False) -> Flat:
    """Return atoms as one text; a line has no blank before its first."""
    text, owners, dots, starts = "", list[int](), set[int](), list[int]()
    last = -1
    for place, atom in enumerate(atoms):
        lead = " " if atom.space and (place or not is_line) else ""
        if atom.span != last and not spans[atom.span].goes_on:
            starts.append(len(text) + len(lead))
        last = atom.span
        if atom.width - atom.word.width * spans[atom.span].style.size / 1000 > 0.01:
            dots.add(len(text) + len(lead))
            lead += _DOT
        text += lead + atom.text
        owners += [atom.span] * (len(lead) + len(atom.text))
    return Flat(text, owners, dots, starts)


def depths_of(paragraph: Flat, *, leftward: bool) -> list[int]:
    """Return how deep each character is nested; every sentence stands by itself in the others.

    So a name that runs to the left never drags along the number that our words put behind it.
    """
    if len(paragraph.starts) < 2:
        return bidi.levels(paragraph.text, leftward=leftward)
    depths = [int(leftward)] * paragraph.starts[0]
    for start, end in pairwise([*paragraph.starts, len(paragraph.text)]):
        text = paragraph.text[start:end]
        inner = text.lstrip(_BETWEEN)
        depths += [int(leftward)] * (len(text) - len(inner))
        text, inner = inner, inner.rstrip(" ,:;")
        turns = bidi.first_direction(inner)
        direction = leftward if turns is None else turns
        shift = 2 if leftward and not direction else 0
        depths += [depth + shift for depth in bidi.levels(inner, leftward=direction)]
        depths += [int(leftward)] * (len(text) - len(inner))
    return depths


def two_way_line(
    spans: Sequence[Span],
    atoms: Sequence[Atom],
    depths: Sequence[int],
    ends_soft: bool,
    voice: Callable[[Style], Voice],
) -> Line:
    """Set a line with writing in both directions, nested as `depths` say.

    The marks keep the order in which the text was typed; only their places are those of the eye.
    """
    line = flat(spans, atoms, is_line=True)
    shapes = _shapes(spans, line, voice)
    said = _said(line.text, shapes)
    marks: dict[int, Mark] = {}
    dots: list[Dot] = []
    x, cut = 0.0, None
    for place in bidi.visual_order(depths):
        owner = line.owners[place]
        style = spans[owner].style
        if place in line.dots:
            width = style.size * DOT_SIZE
            room = dot_room(spans[owner])
            dots.append(
                Dot(x + (room - width if depths[place] % 2 else 0.0), width, spans[owner].dot)
            )
            x += room
            continue
        leftward = depths[place] % 2 == 1
        shape = bidi.mirrored(shapes[place]) if leftward else shapes[place]
        for piece in _drawn_by(shape, voice(style), cut if leftward else None):
            width = piece.width * style.size / 1000
            drawn = REPLACEMENT if piece.text == REPLACEMENT else said[place]
            code = piece.code
            if leftward and place and not width and unicodedata.combining(shape):
                base = _base_of(line.text, shapes, place)
                code = _over(piece, voice(style).word(base).pieces[0])
            marks[place] = Mark(x, width, owner, style, piece.cut, code, drawn)
            x, cut = x + width, piece.cut
    merged = _merged([marks[place] for place in sorted(marks)])
    if ends_soft and merged:
        merged[-1] = merged[-1]._replace(text=merged[-1].text + " ")
    tall = tallest(spans, atoms)
    return Line(tall.leading, baseline(tall), x, tuple(merged), tuple(dots))


def _said(text: str, shapes: Sequence[str]) -> list[str]:
    """Return what each shape stands for: its character and those that it swallowed."""
    said = list(text)
    drawn = 0
    for place, shape in enumerate(shapes):
        if shape:
            drawn = place
        elif place != drawn:
            said[drawn] += said[place]
            said[place] = ""
    return said


def _base_of(text: str, shapes: Sequence[str], place: int) -> str:
    """Return the shape of the letter that an accent belongs to."""
    while place and (not shapes[place] or unicodedata.combining(text[place])):
        place -= 1
    return shapes[place] or " "


def _over(piece: Piece, base: Piece) -> str:
    """Return the code of an accent that is drawn before its letter, moved to where it belongs.

    Fonts place accents by rules that are not read here. Those that reach left of their origin are
    meant to stand behind the letter; those of Arabic stand best over its middle.
    """
    font = piece.cut.font
    low, high = font.extent(font.glyph(ord(piece.text)))
    move = 0.0
    if low < 0:
        move = base.width
    elif bidi.joins(piece.text):
        move = (base.width - low - high) / 2
    return f">{-round(move)}<{piece.code}>{round(move)}<" if round(move) else piece.code


def _shapes(spans: Sequence[Span], line: Flat, voice: Callable[[Style], Voice]) -> list[str]:
    """Return the shape of each character in the fonts there are."""
    voices = {owner: voice(spans[owner].style) for owner in set(line.owners)}

    def draws(shape: str) -> bool:
        return all(one.draws(shape) for one in voices.values())

    return bidi.joined(line.text, draws)


def _drawn_by(shape: str, voice: Voice, cut: Cut | None) -> Sequence[Piece]:
    """Return how a character is drawn: a blank in the font beside it, so that words stay joined."""
    if shape == " " and cut is not None and cut.has(shape):
        sign = cut.take(shape)
        return (Piece(cut, sign.code, sign.width, shape),)
    return voice.word(shape).pieces


def _merged(marks: Sequence[Mark]) -> list[Mark]:
    """Join marks that stand side by side, in either direction."""
    merged: list[Mark] = []
    for mark in marks:
        last = merged[-1] if merged else None
        if last is None or last.span != mark.span or last.cut is not mark.cut:
            merged.append(mark)
            continue
        width, text = last.width + mark.width, last.text + mark.text
        if abs(last.x + last.width - mark.x) < 0.001:
            actual = text if last.actual else None
            code = last.code + mark.code
            merged[-1] = last._replace(width=width, text=text, code=code, actual=actual)
        elif abs(mark.x + mark.width - last.x) < 0.001:
            # What has letters that run to the left says in its element what it means.
            actual = None if bidi.has_right_to_left(text) else text
            code = mark.code + last.code
            merged[-1] = mark._replace(width=width, text=text, code=code, actual=actual)
        else:
            merged.append(mark)
    return merged
