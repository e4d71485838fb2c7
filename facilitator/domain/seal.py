"""How sealed words are recognised in a finished file, whatever its form does to spacing (S2)."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.domain.text import fold

# Shorter ones occur by chance: a first name, a month, “see below”.
FEWEST_LETTERS = 9


def bare(text: str) -> str:
    """Return the letters and digits of a text alone, without case and marks.

    Line breaks, hyphens, escapes and list marks, which every form of file sets differently, are
    gone, so that a text is found in paper as in a table.
    """
    return "".join(filter(str.isalnum, fold(text)))


def holds_any(text: str, sealed: Iterable[str]) -> bool:
    """Return whether one of the sealed texts stands in a text."""
    haystack = bare(text)
    needles = (bare(each) for each in sealed)
    return any(len(each) >= FEWEST_LETTERS and each in haystack for each in needles)
