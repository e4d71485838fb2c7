"""The fonts of one document: who draws which character, and what could not be drawn at all.

Every string goes through the same chain: Noto Sans in the wanted face, DejaVu Sans for symbols, a
font the caller finds on the machine, and U+FFFD with a warning that names the character. Nothing
is dropped silently. Each font is numbered anew as characters are used, one code per character, so
that text copied out of the file is exactly the text that went in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import NamedTuple

from facilitator import resources
from facilitator.documents.truetype import NotTrueType, TrueType

FindFont = Callable[[str], bytes | None]

REPLACEMENT = "\ufffd"
_SYMBOLS = "DejaVuSans.ttf"


class Face(Enum):
    """The faces of the text font; the value is its file."""

    REGULAR = "NotoSans-Regular.ttf"
    BOLD = "NotoSans-Bold.ttf"
    ITALIC = "NotoSans-Italic.ttf"


@cache
def _shipped(name: str) -> TrueType:
    return TrueType(resources.data("fonts", name))


class Cut:
    """One font as this document embeds it: the characters it draws, in the order of their codes."""

    __slots__ = ("_codes", "chars", "font", "glyphs", "name")

    def __init__(self, name: str, font: TrueType) -> None:
        self.name = name
        self.font = font
        self.chars: list[str] = []
        self.glyphs: list[int] = []
        self._codes: dict[str, str] = {}

    def code(self, char: str) -> str:
        """Return the four hex digits that draw a character; the first use gives it a code."""
        code = self._codes.get(char)
        if code is None:
            self.chars.append(char)
            self.glyphs.append(self.font.glyph(ord(char)))
            code = self._codes[char] = f"{len(self.chars):04X}"
        return code

    def has(self, char: str) -> bool:
        return self.font.glyph(ord(char)) != 0


class Piece(NamedTuple):
    """What one font draws of a word: hex codes with kerning between, its width per 1000."""

    cut: Cut
    code: str
    width: float
    text: str


class Word(NamedTuple):
    width: float
    pieces: tuple[Piece, ...]


class FontBook:
    """Measures words and remembers them; knows what is missing."""

    def __init__(self, find_font: FindFont | None = None) -> None:
        self._find_font = find_font
        self._words: dict[Face, dict[str, Word]] = {face: {} for face in Face}
        self._primary: dict[Face, Cut] = {}
        self._others: list[Cut] = []
        self._rejected: set[bytes] = set()
        self._chosen: dict[str, Cut | None] = {}
        self._missing: dict[str, None] = {}

    @property
    def cuts(self) -> list[Cut]:
        """Return the fonts that draw something, in the order of their names."""
        return [cut for cut in (*self._primary.values(), *self._others) if cut.chars]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the characters no font could draw, in the order they were met."""
        return tuple(self._missing)

    def word(self, face: Face, text: str) -> Word:
        """Return a measured word: no spaces, no line ends."""
        word = self._words[face].get(text)
        if word is None:
            word = self._words[face][text] = self._measure(face, text)
        return word

    def space(self, face: Face) -> Piece:
        """Return the space between two words."""
        return self.word(face, " ").pieces[0]

    # --- choosing --------------------------------------------------------------------------------

    def _cut(self, face: Face) -> Cut:
        if face not in self._primary:
            self._primary[face] = Cut(face.name.title(), _shipped(face.value))
        return self._primary[face]

    def _choose(self, face: Face, char: str) -> Cut | None:
        primary = self._cut(face)
        if primary.has(char):
            return primary
        if char not in self._chosen:
            self._chosen[char] = self._choose_other(char)
        return self._chosen[char]

    def _choose_other(self, char: str) -> Cut | None:
        if not self._others:
            self._others.append(Cut("Other0", _shipped(_SYMBOLS)))
        for cut in self._others:
            if cut.has(char):
                return cut
        return self._ask_for(char)

    def _ask_for(self, char: str) -> Cut | None:
        """Ask the caller for a font, and keep it for the characters that follow."""
        data = self._find_font(char) if self._find_font is not None else None
        if data is None or data in self._rejected:
            return None
        try:
            font = TrueType(data)
        except NotTrueType:
            self._rejected.add(data)
            return None
        cut = Cut(f"Other{len(self._others)}", font)
        if not cut.has(char):
            return None
        self._others.append(cut)
        return cut

    # --- measuring -------------------------------------------------------------------------------

    def _measure(self, face: Face, text: str) -> Word:
        pieces: list[Piece] = []
        start, cut = 0, None
        drawn = "".join(self._drawable(face, char) for char in text)
        for place, char in enumerate(drawn):
            keeps = cut is not None and unicodedata.combining(char) and cut.has(char)
            chosen = cut if keeps else self._choose(face, char)
            if chosen is not cut:
                if cut is not None:
                    pieces.append(_piece(cut, drawn[start:place]))
                start, cut = place, chosen
        if cut is not None:
            pieces.append(_piece(cut, drawn[start:]))
        return Word(sum(piece.width for piece in pieces), tuple(pieces))

    def _drawable(self, face: Face, char: str) -> str:
        if self._choose(face, char) is not None:
            return char
        self._missing[char] = None
        return REPLACEMENT


def _piece(cut: Cut, text: str) -> Piece:
    font = cut.font
    kerning, parts, width, left = font.kerning, [], 0.0, 0
    for char in text:
        code = cut.code(char)
        glyph = font.glyph(ord(char))
        if left and (move := kerning.between(left, glyph) * font.scale):
            parts.append(f">{-move:.0f}<")
            width += round(move)
        parts.append(code)
        width += font.advance(glyph)
        left = glyph
    return Piece(cut, "".join(parts), width, text)


def name_of(char: str) -> str:
    """Return a character with its code and name, for people: `“🚀” U+1F680 rocket`."""
    name = unicodedata.name(char, "without a name").lower()
    return f"U+{ord(char):04X} {name}"
