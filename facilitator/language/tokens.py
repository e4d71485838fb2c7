"""A text cut into words and signs, with what stands between them."""

from __future__ import annotations

import re
from typing import NamedTuple

from facilitator.language.words import IGNORED

# Marks that Python does not count among letters: accents, vowel points and the like.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_WORD = rf"[^\W_](?:[^\W_]|[{_MARKS}{IGNORED}])*"
_WORDS = rf"""
    (?P<word> {_WORD} (?:_+{_WORD})*                       # data_retention is one name
      (?: \.(?=[a-z0-9]){_WORD} | (?<=[A-Z])\.(?=[A-Z]){_WORD} )*   # ads.txt, U.S
      (?: ['’ʼ＇](?:{_WORD}) )? )                          # controller's, don't
  | (?P<space> [^\S\n]+ | \n(?!\s*\n) )
  | (?P<end> \n\s*\n )
  | (?P<tie> [-‐‑‒–/⁄∕] )
  | (?P<sign> \S (?: [\ufe0e\ufe0f\U0001f3fb-\U0001f3ff] | \u200d\S )* )
"""
_ADDRESS = r"(?P<address> https?://[^\s<>]+ | www\.[^\s<>]+ | [\w.+-]+@[\w-]+(?:\.[\w-]+)+ ) |"
_PLAIN = re.compile(_WORDS, re.VERBOSE)
_WITH_ADDRESSES = re.compile(_ADDRESS + _WORDS, re.VERBOSE)


class Token(NamedTuple):
    """A word or a sign. `gap` tells what stands before it."""

    text: str
    start: int
    end: int
    is_word: bool
    gap: str  # "" nothing, " " space, "-" a hyphen or a slash, "|" anything that parts


def tokens(text: str) -> list[Token]:
    """Return the words and signs of a text, in order; addresses are one word each."""
    found: list[Token] = []
    gap = "|"
    has_address = "@" in text or "://" in text or "www." in text
    for match in (_WITH_ADDRESSES if has_address else _PLAIN).finditer(text):
        kind = match.lastgroup
        if kind == "space":
            gap = " " if not gap else "|"
        elif kind == "tie":
            gap = "|" if gap else "-"
        elif kind == "end":
            gap = "|"
        else:
            start, end = match.span()
            found.append(Token(text[start:end], start, end, kind != "sign", gap))
            gap = ""
    return found
