"""Lines in which some of the writing runs to the left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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


def two_way_line(
    spans: Sequence[Span], atoms: Sequence[Atom], ends_soft: bool, voice: Callable[[Style], Voice]
) -> Line:
    """Set a line with writing in both directions.

    The marks keep the order in which the text was typed; only their places are those of the eye.
    """
    text, owners, dotted = _flat(spans, atoms)
    shapes, depths = bidi.joined(text), bidi.levels(text)
    said = list(text)
    for place, shape in enumerate(shapes):
        if not shape:
            said[place - 1] += text[place]
    marks: dict[int, Mark] = {}
    dots: list[Dot] = []
    x, cut = 0.0, None
    for place in bidi.visual_order(depths):
        owner = owners[place]
        style = spans[owner].style
        if owner in dotted:
            dotted.remove(owner)
            dots.append(Dot(x, style.size * DOT_SIZE, spans[owner].dot))
            x += dot_room(spans[owner])
        leftward = depths[place] % 2 == 1
        shape = bidi.mirrored(shapes[place]) if leftward else shapes[place]
        for piece in _drawn_by(shape, voice(style), cut if leftward else None):
            width = piece.width * style.size / 1000
            drawn = REPLACEMENT if piece.text == REPLACEMENT else said[place]
            marks[place] = Mark(x, width, owner, style, piece.cut, piece.code, drawn)
            x, cut = x + width, piece.cut
    merged = _merged([marks[place] for place in sorted(marks)])
    if ends_soft and merged:
        merged[-1] = merged[-1]._replace(text=merged[-1].text + " ")
    tall = tallest(spans, atoms)
    return Line(tall.leading, baseline(tall), x, tuple(merged), tuple(dots))


def _drawn_by(shape: str, voice: Voice, cut: Cut | None) -> Sequence[Piece]:
    """Return how a character is drawn: a blank in the font beside it, so that words stay joined."""
    if shape == " " and cut is not None and cut.has(shape):
        sign = cut.take(shape)
        return (Piece(cut, sign.code, sign.width, shape),)
    return voice.word(shape).pieces


def _flat(spans: Sequence[Span], atoms: Sequence[Atom]) -> tuple[str, list[int], set[int]]:
    """Return the text of a line, whose each character is, and which spans begin with a dot."""
    text, owners, dotted = "", list[int](), set[int]()
    for place, atom in enumerate(atoms):
        blank = " " if atom.space and place else ""
        if atom.width - atom.word.width * spans[atom.span].style.size / 1000 > 0.01:
            dotted.add(atom.span)
        text += blank + atom.text
        owners += [atom.span] * (len(blank) + len(atom.text))
    return text, owners, dotted


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
            merged[-1] = last._replace(width=width, text=text, code=last.code + mark.code)
        elif abs(mark.x + mark.width - last.x) < 0.001:
            merged[-1] = mark._replace(width=width, text=text, code=mark.code + last.code)
        else:
            merged.append(mark)
    return merged
