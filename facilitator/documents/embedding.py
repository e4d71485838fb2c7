"""Fonts in the file: the used part of each, under Identity-H, with what every code means.

One code per character, its Unicode beside it, so that what is copied out is what went in.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from array import array
from collections.abc import Callable, Sequence
from functools import lru_cache

from facilitator.documents.fonts import Cut
from facilitator.documents.objects import Stream, name, packed
from facilitator.documents.truetype import TrueType

_SYMBOLIC, _ITALIC, _FORCE_BOLD = 4, 64, 1 << 18
_BLOCK = 100
_REMEMBERED = 12

Put = Callable[[str | Stream], int]
Entry = tuple[int, str, int]
"""The code of a character, the character, its glyph."""


def embed(cut: Cut, put: Put) -> int:
    """Put the used part of a font into the file; return the number of its dictionary."""
    font, entries = cut.font, cut.entries()
    called = name(f"{_tag(cut)}+{font.name}")
    flags = _SYMBOLIC | (_ITALIC if font.italic_angle else 0)
    flags |= _FORCE_BOLD if font.weight >= 600 else 0
    box = " ".join(str(value) for value in font.box)
    descriptor = put(
        f"<</Type/FontDescriptor/FontName{called}/Flags {flags}/FontBBox[{box}]"
        f"/ItalicAngle {round(font.italic_angle)}/Ascent {font.ascent}/Descent {font.descent}"
        f"/CapHeight {font.cap_height}/StemV {50 + int((font.weight / 65) ** 2)}"
        f"/FontFile2 {put(_file(font, tuple(glyph for _, _, glyph in entries)))} 0 R>>"
    )
    descendant = put(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{called}/FontDescriptor {descriptor} 0 R"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/CIDToGIDMap {_glyph_map(entries, put)}/DW {round(font.advance(0))}"
        f"/W[{_widths(font, entries)}]>>"
    )
    meanings = put(packed("", _to_unicode(entries).encode("ascii")))
    return put(
        f"<</Type/Font/Subtype/Type0/BaseFont{called}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {meanings} 0 R>>"
    )


def _glyph_map(entries: Sequence[Entry], put: Put) -> str:
    """Return where the glyph of each code is: in the subset they follow each other by code."""
    last = entries[-1][0]
    if last == len(entries):
        return "/Identity"
    places = array("H", bytes(2 * (last + 1)))
    for place, (code, _, _) in enumerate(entries, start=1):
        places[code] = place
    if sys.byteorder == "little":
        places.byteswap()
    return f"{put(packed('', places.tobytes()))} 0 R"


def _widths(font: TrueType, entries: Sequence[Entry]) -> str:
    """Return the widths, a list for each run of codes that follow each other."""
    parts: list[str] = []
    before = 0
    for code, _, glyph in entries:
        if code != before + 1 or not parts:
            parts.append(f"{']' if parts else ''}{code}[")
        before = code
        parts.append(f"{font.advance(glyph):g} ")
    return "".join(parts).replace(" ]", "]").rstrip() + "]"


@lru_cache(_REMEMBERED)
def _file(font: TrueType, glyphs: tuple[int, ...]) -> Stream:
    """Return a subset as a stream; printing the same text again, as previews do, finds it here."""
    data = font.subset(glyphs)
    return packed(f"/Length1 {len(data)}", data)


def _tag(cut: Cut) -> str:
    """Return six letters that differ with what the subset holds."""
    digest = hashlib.sha256(
        (cut.font.name + "".join(char for _, char, _ in cut.entries())).encode("utf-8")
    ).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _typed(char: str) -> str:
    """Return what was typed for a character: a joined Arabic shape stands for its letters.

    Two letters in one shape are given from left to right, as readers take what they see.
    """
    if char in "\ufeff\ufffe\u0000":  # which no table may name
        return "\ufffd"
    is_shape = "\ufb50" <= char <= "\ufbff" or "\ufe70" <= char <= "\ufefc"
    return unicodedata.normalize("NFKC", char)[::-1] if is_shape else char


def _to_unicode(entries: Sequence[Entry]) -> str:
    rows = [
        f"<{code:04X}> <{_typed(char).encode('utf-16-be').hex().upper()}>"
        for code, char, _ in entries
    ]
    blocks = [rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
