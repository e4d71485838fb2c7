"""The look of paper: sheets, colours and styles, as data.

One accent for structure, one for decisions; every coloured thing also says in words what it means,
so that a black and white print loses nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from facilitator.documents.bidi import is_leftward_language
from facilitator.documents.fonts import Face
from facilitator.documents.lines import Style
from facilitator.documents.page import Sheet


def colour(web: str) -> str:
    """Return a web colour as PDF components."""
    parts = (int(web[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)


A4 = Sheet(595.28, 841.89, left=62, right=62, top=62, bottom=66)
LETTER = Sheet(612, 792, left=66, right=66, top=60, bottom=64)
SHEETS = {"a4": A4, "letter": LETTER}

INK = colour("#1D1F1B")
SOFT_INK = colour("#52554D")
ACCENT = colour("#17645E")
DECISION = colour("#4B4FA6")
WARN = colour("#8A5200")
LATE = colour("#B42318")
WHITE = colour("#FFFFFF")
HAIRLINE = colour("#CFCFC7")
DECISION_GROUND = colour("#F4F4FA")
QUIET_GROUND = colour("#F3F4F1")
WARN_GROUND = colour("#FBF3E4")

PARTY = {
    "blue": colour("#3B6FB6"),
    "rust": colour("#AD5A33"),
    "green": colour("#4B762B"),
    "violet": colour("#8A5A9E"),
    "gold": colour("#8A6A00"),
    "teal": colour("#1B7A78"),
    "rose": colour("#B3446C"),
    "slate": colour("#5B6570"),
}

TITLE = Style(Face.BOLD, 21, 27, INK)
CHAPTER = Style(Face.BOLD, 17, 23, INK)
SUBTITLE = Style(Face.REGULAR, 10.5, 15, SOFT_INK)
OVERLINE = Style(Face.REGULAR, 9, 13, SOFT_INK)
STATE = Style(Face.BOLD, 9, 13, ACCENT)
SECTION = Style(Face.BOLD, 13.5, 18, ACCENT)
HEADING = Style(Face.BOLD, 11.5, 16, INK)
BODY = Style(Face.REGULAR, 10.5, 15.2, INK)
STRONG = Style(Face.BOLD, 10.5, 15.2, INK)
WORDING = Style(Face.BOLD, 11, 15.6, INK)
PLAIN = Style(Face.ITALIC, 10, 14.4, INK)
LABEL = Style(Face.REGULAR, 9, 14, SOFT_INK)
VALUE = Style(Face.REGULAR, 9.6, 14, INK)
VALUE_STRONG = Style(Face.BOLD, 9.6, 14, INK)
META = Style(Face.REGULAR, 9, 13.4, SOFT_INK)
HEAD = Style(Face.BOLD, 8.6, 12, WHITE)
DATA = Style(Face.REGULAR, 9.2, 12.8, INK)
DATA_STRONG = Style(Face.BOLD, 9.2, 12.8, INK)
DATA_SOFT = Style(Face.REGULAR, 8.4, 11.8, SOFT_INK)
DATA_SOFT_STRONG = Style(Face.BOLD, 8.4, 11.8, SOFT_INK)
DATA_LINK = Style(Face.REGULAR, 9.2, 12.8, ACCENT)
DATA_DECISION = Style(Face.REGULAR, 9.2, 12.8, DECISION)
NUMBER_DECISION = Style(Face.BOLD, 9.6, 14, DECISION)
NUMBER_ACTION = Style(Face.BOLD, 9.6, 14, ACCENT)
FOOT = Style(Face.REGULAR, 8, 11, SOFT_INK)
NOTICE = Style(Face.REGULAR, 9.2, 13, INK)
NOTICE_STRONG = Style(Face.BOLD, 9.2, 13, WARN)
BLACK = colour("#000000")
BAND = Style(Face.BOLD, 9.5, 13, WHITE)
BAND_EDGE, BAND_HEIGHT = 18.0, 16.0


def sheet(paper_size: str, language: str = "") -> Sheet:
    """Return the sheet for a name such as `A4` or `Letter`; A4 for any other.

    In a language that is written from right to left, pages begin at the right.
    """
    found = SHEETS.get(paper_size.strip().lower(), A4)
    return found._replace(is_mirrored=is_leftward_language(language))


def banded(plain: Sheet) -> Sheet:
    """Return a sheet with room for a band at its head and its foot."""
    return plain._replace(top=plain.top + 14, bottom=plain.bottom + 18)


def party_colour(name: str) -> str:
    return PARTY.get(name, PARTY["slate"])


@cache
def variant(style: Style, *, bold: bool, italic: bool) -> Style:
    """Return a style for emphasised words; bold wins, as there is no face for both."""
    face = Face.BOLD if bold else Face.ITALIC if italic else style.face
    if face is style.face or style.face is Face.BOLD:
        return style
    return replace(style, face=face)
