"""Set text in lines: what may be printed, where it may break, and how wide it is.

Line breaking is greedy, as befits narrow columns. Words break only when they are wider than the
line: after `/ . _ - @ & =` first, between characters otherwise. Scripts written without spaces
break between any two of their characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from facilitator.documents import bidi
from facilitator.documents.fonts import FontBook, Piece, Voice, Word
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
from facilitator.documents.two_way import depths_of, flat, two_way_line
from facilitator.domain.text import clean

# Marks without ink: soft hyphen, fillers, joiners, variation selectors, direction, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200d-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
_NON_JOINER = re.compile("(.?)\u200c+(?=(.?))", re.DOTALL)
_BLANKS = re.compile("[ \t]+")
_TOKENS = re.compile("\n| +|[^ \n]+")
# Scripts that break between any two characters. Korean is none of them: it breaks at blanks.
_WIDE = re.compile(
    "[\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003fffd]"
)
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_NOT_FIRST = frozenset(
    "\u3000、。，．・：；？！‼⁇⁈⁉｡､･）］｝〉》」』】〕〗〙〛〟｠｣’”»›々〻ゝゞヽヾー～〜゠…‥"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "ｧｨｩｪｫｬｭｮｯｰﾞﾟ％‰℃℉°′″%,.:;!?)]}"
)
_NOT_LAST = frozenset("（［｛〈《「『【〔〖〘〚〝｟｢‘“«‹＄￥￡＃№$£¥€#([{")
_TOGETHER = frozenset("…‥—―─")
_BREAK_AFTER = re.compile(r"(?<=[/._\-@&=])")
_CACHED_LENGTH = 120


def printable(text: str) -> str:
    """Return what of a text can have ink: no control characters, surrogates or invisible marks.

    Marks that only steer direction or joining go too, so that no text can pose as another; all but
    the one that Persian writes between letters. Line ends become newlines, runs of blanks one
    space.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    text = _INVISIBLE.sub("", clean(text))
    if "\u200c" in text:
        text = _NON_JOINER.sub(_between_letters, text)
    text = unicodedata.normalize("NFC", _BLANKS.sub(" ", text))
    return "\n".join(line.strip(" ") for line in text.split("\n")).strip("\n")


def _between_letters(match: re.Match[str]) -> str:
    """Keep the mark that parts two Arabic letters, which changes how they look; drop any other."""
    keeps = match[1] and match[2] and bidi.joins(match[1]) and bidi.joins(match[2])
    return f"{match[1]}\u200c" if keeps else match[1]


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that hold something."""
    return [line for line in printable(text).split("\n") if line]


class Typesetter:
    """Turns spans into lines; equal short texts are set once."""

    def __init__(self, book: FontBook, *, leftward: bool = False) -> None:
        self._book = book
        self._leftward = leftward
        self._voices: dict[Style, Voice] = {}
        self._done: dict[tuple[tuple[Span, ...], float], tuple[Line, ...]] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the characters that were asked for and that no font has."""
        return self._book.missing

    def lines(self, spans: Sequence[Span], width: float) -> tuple[Line, ...]:
        """Set spans in lines no wider than `width`."""
        key = (tuple(spans), width)
        done = self._done.get(key)
        if done is None:
            done = self._set(key[0], width)
            if sum(len(span.text) for span in spans) < _CACHED_LENGTH:
                self._done[key] = done
        return done

    def balanced(self, spans: Sequence[Span], width: float) -> tuple[Line, ...]:
        """Set spans so that the last of few lines is not much shorter than the others."""
        lines = self.lines(spans, width)
        if not 2 <= len(lines) <= 4:
            return lines
        low, high = width / 2, width
        while high - low > 4:
            middle = (low + high) / 2
            narrow = self.lines(spans, middle)
            if len(narrow) == len(lines) and all(line.width <= middle for line in narrow):
                high, lines = middle, narrow
            else:
                low = middle
        return lines

    def begins_right(self, spans: Sequence[Span]) -> bool:
        """Return whether a paragraph begins at the right: as its first letter says.

        Where pages begin at the right, so does what is put together of several texts.
        """
        if self._leftward and sum(not span.goes_on for span in spans) > 1:
            return True
        return bidi.runs_leftward([span.text for span in spans])

    def width(self, text: str, style: Style) -> float:
        """Return how wide a text is on one line."""
        return self.lines((Span(text, style),), 1e6)[0].width if text else 0.0

    def _set(self, spans: tuple[Span, ...], width: float) -> tuple[Line, ...]:
        is_two_way = any(bidi.has_right_to_left(span.text) for span in spans)
        if len(spans) == 1 and not is_two_way and not spans[0].dot and "\n" not in spans[0].text:
            plain = self._plain(spans[0], width)
            if plain is not None:
                return plain
        return tuple(self._rich(spans, width, is_two_way))

    # --- one span, one font: the common case -----------------------------------------------------

    def _voice(self, style: Style) -> Voice:
        voice = self._voices.get(style)
        if voice is None:
            voice = self._voices[style] = self._book.voice(style.face)
        return voice

    def _word(self, style: Style, text: str) -> Word:
        voice = self._voice(style)
        if bidi.has_right_to_left(text):
            text = "".join(bidi.joined(text, voice.draws))
        return voice.word(text)

    def _plain(self, span: Span, width: float) -> tuple[Line, ...] | None:
        """Set one span in one font, None when it takes more than that."""
        style = span.style
        voice = self._voice(style)
        known, space = voice.words, voice.space
        limit = width * 1000 / style.size
        lines: list[Line] = []
        words: list[Piece] = []
        x, gap = 0.0, space.width
        for text in span.text.split(" "):
            word = known.get(text) or voice.word(text)
            if len(word.pieces) != 1:
                if not text:
                    continue
                return None
            piece = word.pieces[0]
            if piece.cut is not space.cut or word.width > limit:
                return None
            if words and x + gap + word.width > limit:
                lines.append(_plain_line(words, x, space, style, ends_soft=True))
                words, x = [piece], word.width
                continue
            x += word.width + (gap if words else 0.0)
            words.append(piece)
        if words:
            lines.append(_plain_line(words, x, space, style, ends_soft=False))
        return tuple(lines)

    # --- several spans or fonts ------------------------------------------------------------------

    def _rich(self, spans: Sequence[Span], width: float, is_two_way: bool) -> Iterator[Line]:
        leftward = is_two_way and self.begins_right(spans)
        for atoms in self._forced_lines(spans):
            depths = depths_of(flat(spans, atoms), leftward=leftward) if is_two_way else []
            for line, ends_soft in self._broken(spans, atoms, width):
                if depths:
                    inner = len(flat(spans, line, is_line=True).text)
                    at = len(flat(spans, line).text) - inner
                    yield two_way_line(spans, line, depths[at : at + inner], ends_soft, self._voice)
                    del depths[: at + inner]
                else:
                    yield self._line(spans, line, ends_soft)

    def _broken(
        self, spans: Sequence[Span], atoms: Sequence[Atom], width: float
    ) -> Iterator[tuple[list[Atom], bool]]:
        """Yield the atoms of each line, and whether it was broken at a blank."""
        line: list[Atom] = []
        x = 0.0
        for unit in self._fitting(spans, _units(atoms), width):
            wide = sum(atom.width + atom.space for atom in unit)
            if line and x + wide > width:
                yield line, unit[0].space > 0
                line, x = [], 0.0
            x += wide - (0.0 if line else unit[0].space)
            line.extend(unit)
        yield line, False

    def _forced_lines(self, spans: Sequence[Span]) -> Iterator[list[Atom]]:
        """Yield the atoms between newlines."""
        atoms: list[Atom] = []
        spaced = False
        for index, span in enumerate(spans):
            lead = dot_room(span)
            for token in _TOKENS.findall(span.text):
                if token == "\n":
                    yield atoms
                    atoms, spaced = [], False
                elif token[0] == " ":
                    spaced = True
                else:
                    new = list(self._atoms(index, span, token, spaced, lead))
                    atoms.extend(new)
                    spaced, lead = False, 0.0
        yield atoms

    def _atoms(
        self, index: int, span: Span, token: str, spaced: bool, lead: float
    ) -> Iterator[Atom]:
        size = span.style.size / 1000
        space = self._voice(span.style).space.width * size if spaced else 0.0
        for place, part in enumerate(_breakable(token)):
            word = self._word(span.style, part)
            width = word.width * size + lead
            yield Atom(index, word, width, space, not spaced and place == 0, part)
            space = lead = 0.0

    def _fitting(
        self, spans: Sequence[Span], units: Iterator[list[Atom]], width: float
    ) -> Iterator[list[Atom]]:
        """Yield the units, those wider than a line in pieces."""
        for unit in units:
            if sum(atom.width for atom in unit) <= width:
                yield unit
                continue
            for atom in unit:
                yield from ([piece] for piece in self._chopped(spans[atom.span], atom, width))

    def _chopped(self, span: Span, atom: Atom, width: float) -> Iterator[Atom]:
        size = span.style.size / 1000
        room = width - dot_room(span)
        space, lead = atom.space, atom.width - atom.word.width * size
        for part in self._short_parts(span, atom.text, room):
            word = self._word(span.style, part)
            yield Atom(atom.span, word, word.width * size + lead, space, False, part)
            space = lead = 0.0

    def _short_parts(self, span: Span, text: str, room: float) -> Iterator[str]:
        size = span.style.size / 1000
        for part in _BREAK_AFTER.split(text):
            if self._voice(span.style).word(part).width * size <= room:
                yield part
                continue
            piece, x = "", 0.0
            for char in part:
                wide = self._voice(span.style).word(char).width * size
                if piece and x + wide > room and not _is_mark(char):
                    yield piece
                    piece, x = "", 0.0
                piece += char
                x += wide
            yield piece

    def _line(self, spans: Sequence[Span], atoms: Sequence[Atom], ends_soft: bool) -> Line:
        marks: list[Mark] = []
        dots: list[Dot] = []
        x = 0.0
        for place, atom in enumerate(atoms):
            span = spans[atom.span]
            size = span.style.size / 1000
            if atom.space and place:
                x = _add(marks, x, atom.span, span.style, self._voice(span.style).space)
            lead = atom.width - atom.word.width * size
            if lead > 0.01:
                dots.append(Dot(x, span.style.size * DOT_SIZE, span.dot))
                x += lead
            for piece in atom.word.pieces:
                x = _add(marks, x, atom.span, span.style, piece)
        if ends_soft and marks:
            last = marks[-1]
            _add(marks, x, last.span, last.style, self._voice(last.style).space)
        tall = tallest(spans, atoms)
        return Line(tall.leading, baseline(tall), x, tuple(marks), tuple(dots))


def _plain_line(
    words: Sequence[Piece], width: float, space: Piece, style: Style, ends_soft: bool
) -> Line:
    code = space.code.join([word.code for word in words])
    text = " ".join([word.text for word in words])
    if ends_soft:
        code, text = code + space.code, text + " "
    points = width * style.size / 1000
    mark = Mark(0.0, points, 0, style, space.cut, code, text)
    return Line(style.leading, baseline(style), points, (mark,))


def _add(marks: list[Mark], x: float, span: int, style: Style, piece: Piece) -> float:
    """Append a piece to the line, to the last mark where it goes on in the same way."""
    width = piece.width * style.size / 1000
    last = marks[-1] if marks else None
    if (
        last is not None
        and last.span == span
        and last.cut is piece.cut
        and abs(last.x + last.width - x) < 0.001
    ):
        marks[-1] = last._replace(
            width=last.width + width, code=last.code + piece.code, text=last.text + piece.text
        )
    else:
        marks.append(Mark(x, width, span, style, piece.cut, piece.code, piece.text))
    return x + width


def _units(atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Yield runs of atoms that may not be parted."""
    unit: list[Atom] = []
    for atom in atoms:
        if unit and not atom.glued:
            yield unit
            unit = []
        unit.append(atom)
    if unit:
        yield unit


def _breakable(token: str) -> list[str]:
    """Return the parts of a word between which a script without spaces may break."""
    if token.isascii() or not _WIDE.search(token):
        return [token]
    parts = [token[0]]
    for left, right in pairwise(token):
        if _may_part(left, right):
            parts.append(right)
        else:
            parts[-1] += right
    return parts


def _may_part(left: str, right: str) -> bool:
    """Return whether a line may end between two characters (the rules called kinsoku)."""
    if right in _NOT_FIRST or left in _NOT_LAST or _is_mark(right):
        return False
    if (left == right and left in _TOGETHER) or _HANGUL.match(left) or _HANGUL.match(right):
        return False
    return _WIDE.match(left) is not None or _WIDE.match(right) is not None


def _is_mark(char: str) -> bool:
    """Return whether a character belongs to the one before it, as accents and vowel signs do."""
    return unicodedata.category(char)[0] == "M"
