"""Text as it may be kept: without what no person types and no file or paper survives."""

from __future__ import annotations

import re
import unicodedata

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
# Form feed, vertical tab, NEL and Unicode's own separators end a line wherever text comes from.
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Everything below space but \n and \t, DEL, C1, lone surrogates, noncharacters, a byte order mark.
_UNFIT = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff{_NONCHARACTERS}]")
_UNSEEN = ("Cf", "Zs")  # format characters and spaces
_BREAK = re.compile(r"[ \t]*[\n\t][ \t\n]*")
# Letters whose stroke or ligature Unicode does not take apart.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def clean(text: str) -> str:
    """Return `text` without characters that a database, JSON or paper cannot carry.

    NUL ends a string in the engine, lone surrogates fit no encoding, control characters and
    noncharacters have no glyph. Line ends become `\\n`. Newlines, tabs, marks for right-to-left
    writing and the joiners inside emoji stay.
    """
    return _UNFIT.sub("", _LINE_END.sub("\n", text))


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line, without space around it; nothing where it shows nothing.

    Joiners and marks for the direction of writing stay between letters, but alone they would be a
    name that nobody sees.
    """
    line = _BREAK.sub(" ", clean(text)).strip()
    return line if any(unicodedata.category(c) not in _UNSEEN for c in line) else ""


def fold(text: str) -> str:
    """Return `text` for comparing: without case and without marks on letters.

    “Søren”, “SOREN” and “soren” are one; so are “Straße” and “strasse”.
    """
    if text.isascii():
        return text.lower()
    small = unicodedata.normalize("NFKD", text).casefold()
    apart = unicodedata.normalize("NFKD", small)
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)
