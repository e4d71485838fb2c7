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


class SealedWords:
    """Texts that a file must not hold, made ready to be looked for many times."""

    def __init__(self, texts: Iterable[str]) -> None:
        letters = {bare(text) for text in texts}
        self._letters = sorted(each for each in letters if len(each) >= FEWEST_LETTERS)

    def stand_in(self, text: str) -> bool:
        """Return whether one of the texts stands in `text`."""
        if not self._letters:
            return False
        haystack = bare(text)
        return any(each in haystack for each in self._letters)


def holds_any(text: str, sealed: Iterable[str]) -> bool:
    """Return whether one of the sealed texts stands in a text."""
    return SealedWords(sealed).stand_in(text)
