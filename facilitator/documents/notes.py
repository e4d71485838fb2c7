"""Short notes on words in one side's copy: under the text that uses a word first (L7).

They stand beside people's words, never in them: a decision keeps its exact wording.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitator.documents import look
from facilitator.documents.lines import Span
from facilitator.documents.text import printable
from facilitator.projections.common_ground import Gloss

_TWO_THINGS = "one word, two things"


class Notes:
    """The notes that a document still owes its reader; each is given once."""

    def __init__(self, glosses: Sequence[Gloss] = ()) -> None:
        self._waiting = [(gloss, _pattern(gloss)) for gloss in glosses]

    def of(self, *texts: str) -> list[list[Span]]:
        """Return the notes on words that these texts use first, a line each."""
        if not self._waiting:
            return []
        text = "\n".join(texts)
        found = [(gloss, pattern.search(text)) for gloss, pattern in self._waiting]
        self._waiting = [
            waiting for waiting, (_, hit) in zip(self._waiting, found, strict=True) if hit is None
        ]
        places = sorted(
            ((hit.start(), hit[0], gloss) for gloss, hit in found if hit is not None),
            key=lambda each: each[:2],
        )
        return [_line(gloss, written) for _, written, gloss in places]

    @property
    def waiting(self) -> tuple[str, ...]:
        """Return the words that were not explained yet."""
        return tuple(gloss.term for gloss, _ in self._waiting)


def _pattern(gloss: Gloss) -> re.Pattern[str]:
    ways = "|".join(re.escape(each) for each in sorted(gloss.written, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)")


def _line(gloss: Gloss, written: str) -> list[Span]:
    spans = [Span(f"\u201c{printable(written)}\u201d", look.DATA_SOFT_STRONG)]
    if gloss.sides:
        told = "; ".join(
            f"{side.party.short_name or side.party.name}: {first_line(side.meaning)}"
            for side in gloss.sides
        )
        spans.append(Span(f": {_TWO_THINGS}. {printable(told)}", look.DATA_SOFT))
    else:
        spans.append(Span(f": {printable(gloss.words)}", look.DATA_SOFT))
    return spans


def first_line(text: str) -> str:
    """Return the first line of a meaning, without its full stop."""
    return text.strip().partition("\n")[0].rstrip(". ")
