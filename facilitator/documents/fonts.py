"""The fonts of one document: who draws which character, and what could not be drawn at all.

Every string goes through the same chain: Noto Sans in the wanted face, DejaVu Sans for symbols, a
font the caller finds on the machine, and U+FFFD with a warning that names the character. Nothing
is dropped silently. There is one code per character, so that text copied out of the file is exactly
the text that went in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import NamedTuple

from facilitator import resources
from facilitator.documents.postscript import read_font
from facilitator.documents.truetype import NotTrueType, TrueType

FindFont = Callable[[str], bytes | None]

REPLACEMENT = "\ufffd"
_SYMBOLS = "DejaVuSans.ttf"


class Face(Enum):
    """The faces of the text font; the value is its file."""

    REGULAR = "NotoSans-Regular.ttf"
    BOLD = "NotoSans-Bold.ttf"
    ITALIC = "NotoSans-Italic.ttf"


_MOST_WORDS = 20_000


@cache
def _shipped(name: str) -> TrueType:
    return TrueType(resources.data("fonts", name))


@cache
def _codes_of(name: str) -> dict[str, str]:
    """Return the code of each character of a shipped font: its place among them."""
    points = sorted(_shipped(name).code_points)
    return {chr(point): f"{place:04X}" for place, point in enumerate(points, start=1)}


@cache
def _words_of(name: str) -> dict[str, tuple[str, float]]:
    """Return the code and width of the words that were measured in a shipped font so far."""
    return {}


class Cut:
    """One font as this document embeds it, and the characters that it draws there.

    With `codes` a character has the same code in every document, so that a measured word can be
    remembered; without, characters are numbered as they come.
    """

    __slots__ = ("_codes", "_is_fixed", "font", "name", "seen")

    def __init__(self, name: str, font: TrueType, codes: dict[str, str] | None = None) -> None:
        self.name = name
        self.font = font
        self.seen: set[str] = set()
        self._is_fixed = codes is not None
        self._codes: dict[str, str] = {} if codes is None else codes

    def take(self, char: str) -> Sign:
        """Give a character its code. Called once per character and face."""
        glyph = self.font.glyph(ord(char))
        if not self._is_fixed and char not in self._codes:
            self._codes[char] = f"{len(self._codes) + 1:04X}"
        self.seen.add(char)
        return Sign(self, char, self._codes[char], glyph, self.font.advance(glyph))

    def has(self, char: str) -> bool:
        return self.font.draws(char)

    def entries(self) -> list[tuple[int, str, int]]:
        """Return code, character and glyph of all that is drawn, by code."""
        glyph = self.font.glyph
        return sorted((int(self._codes[char], 16), char, glyph(ord(char))) for char in self.seen)


class Sign(NamedTuple):
    """How one character is drawn: four hex digits and a width in thousandths."""

    cut: Cut
    char: str
    code: str
    glyph: int
    width: float


class Piece(NamedTuple):
    """What one font draws of a word: hex codes with kerning between, its width per 1000."""

    cut: Cut
    code: str
    width: float
    text: str


class Word(NamedTuple):
    width: float
    pieces: tuple[Piece, ...]


class Voice:
    """One face with all that stands in for it. Measures words and remembers them."""

    def __init__(
        self, cut: Cut, others: Fallback, remembered: dict[str, tuple[str, float]]
    ) -> None:
        self._cut = cut
        self._others = others
        self._remembered = remembered
        self._signs: dict[str, Sign] = {}
        self.words: dict[str, Word] = {}
        self.space = self.word(" ").pieces[0]

    def word(self, text: str) -> Word:
        """Return a measured word: no spaces, no line ends."""
        word = self.words.get(text)
        if word is None:
            word = self.words[text] = self._remember(text)
        return word

    def _remember(self, text: str) -> Word:
        """Return a word as another document measured it, where this font draws all of it."""
        known = self._remembered.get(text)
        if known is not None:
            self._cut.seen.update(text)
            code, width = known
            return Word(width, (Piece(self._cut, code, width, text),))
        word = self._measure(text)
        if len(word.pieces) == 1 and word.pieces[0].cut is self._cut:
            piece = word.pieces[0]
            if piece.text == text:
                if len(self._remembered) >= _MOST_WORDS:
                    self._remembered.clear()
                self._remembered[text] = piece.code, piece.width
        return word

    def draws(self, char: str) -> bool:
        """Return whether some font has a character, without counting it as missing."""
        return char in self._signs or self._cut.has(char) or self._others.find(char) is not None

    def _measure(self, text: str) -> Word:
        known = self._signs
        signs: list[Sign] = []
        pieces: list[Piece] = []
        for char in text:
            sign = known.get(char) or self._choose(char, signs)
            if signs and sign.cut is not signs[-1].cut:
                pieces.append(_piece(signs))
                signs = []
            signs.append(sign)
        if signs:
            pieces.append(_piece(signs))
        return Word(sum([piece.width for piece in pieces]), tuple(pieces))

    def _choose(self, char: str, before: list[Sign]) -> Sign:
        """Find who draws a character; a combining mark stays in the font of its base."""
        if self._cut.has(char):
            cut, drawn = self._cut, char
        elif before and unicodedata.combining(char) and before[-1].cut.has(char):
            return before[-1].cut.take(char)
        else:
            cut, drawn = self._others.choose(char) or self._replacement()
        sign = self._signs[char] = cut.take(drawn)
        return sign

    def _replacement(self) -> tuple[Cut, str]:
        if self._cut.has(REPLACEMENT):
            return self._cut, REPLACEMENT
        return self._others.choose(REPLACEMENT) or (self._cut, "?")


def _piece(signs: list[Sign]) -> Piece:
    font = signs[0].cut.font
    between, scale = font.kerning.between, font.scale
    codes: list[str] = []
    width, left = 0.0, 0
    for sign in signs:
        if left:
            move = round(between(left, sign.glyph) * scale)
            if move:
                codes.append(f">{-move}<")
                width += move
        codes.append(sign.code)
        width += sign.width
        left = sign.glyph
    return Piece(signs[0].cut, "".join(codes), width, "".join([sign.char for sign in signs]))


class Fallback:
    """The fonts that step in, in order, and the characters that none of them has."""

    def __init__(self, find_font: FindFont | None) -> None:
        self._find_font = find_font
        self._rejected: set[bytes] = set()
        self._absent: set[str] = set()
        self.cuts: list[Cut] = []
        self.missing: dict[str, None] = {}

    def choose(self, char: str) -> tuple[Cut, str] | None:
        """Return who draws a character, or None and remember that it is missing."""
        found = self.find(char)
        if found is None:
            self.missing[char] = None
            return None
        return found, char

    def find(self, char: str) -> Cut | None:
        """Return who draws a character."""
        if not self.cuts:
            self.cuts.append(Cut("Other0", _shipped(_SYMBOLS), _codes_of(_SYMBOLS)))
        for cut in self.cuts:
            if cut.has(char):
                return cut
        if char in self._absent:
            return None
        found = self._ask_for(char)
        if found is None:
            self._absent.add(char)
        return found

    def _ask_for(self, char: str) -> Cut | None:
        """Ask the caller for a font, and keep it for the characters that follow."""
        data = self._find_font(char) if self._find_font is not None else None
        if data is None or data in self._rejected:
            return None
        try:
            font = read_font(data)
        except NotTrueType:
            self._rejected.add(data)
            return None
        cut = Cut(f"Other{len(self.cuts)}", font)
        if not cut.has(char):
            return None
        self.cuts.append(cut)
        return cut


class FontBook:
    """All fonts of one document."""

    def __init__(self, find_font: FindFont | None = None) -> None:
        self._fallback = Fallback(find_font)
        self._primary: dict[Face, Cut] = {}
        self._voices: dict[Face, Voice] = {}

    def voice(self, face: Face) -> Voice:
        """Return what measures and draws one face."""
        if face not in self._voices:
            name = face.value
            cut = self._primary[face] = Cut(face.name.title(), _shipped(name), _codes_of(name))
            self._voices[face] = Voice(cut, self._fallback, _words_of(name))
        return self._voices[face]

    @property
    def cuts(self) -> list[Cut]:
        """Return the fonts that draw something, in the order of their names."""
        return [cut for cut in (*self._primary.values(), *self._fallback.cuts) if cut.seen]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the characters no font could draw, in the order they were met."""
        return tuple(self._fallback.missing)


def name_of(char: str) -> str:
    """Return a character's code and name, for people: `U+1F680 rocket`."""
    name = unicodedata.name(char, "without a name").lower()
    return f"U+{ord(char):04X} {name}"
