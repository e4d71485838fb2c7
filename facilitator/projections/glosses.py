"""Short notes on the words that one side does not own, for its copy of a document (L7).

A pure function of the document: what is noted are the words that the document itself lists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from facilitator.domain.words import TermRelation
from facilitator.language.finder import TermFinder
from facilitator.projections.common_ground import Gloss, TermEntry
from facilitator.projections.terms import prose

_SENTENCE_END = re.compile(r"(?<=[^\W\d]{2})[.!?]\s+(?=[^\W\d_a-z])")


def glosses(entries: Sequence[TermEntry], paper: object) -> tuple[Gloss, ...]:
    """Return a note on each of these words with every way in which the paper writes it."""
    finder = TermFinder(
        (place, words)
        for place, entry in enumerate(entries)
        for words in (entry.term, entry.abbreviation)
        if words
    )
    written: defaultdict[int, set[str]] = defaultdict(set)
    for text in set(prose(paper)):
        for span in finder.find(text):
            for place in span.ids:
                written[place].add(text[span.start : span.end])
    found = (_gloss(entries[place], written[place]) for place in sorted(written))
    return tuple(gloss for gloss in found if gloss.words or gloss.sides)


def _gloss(entry: TermEntry, written: set[str]) -> Gloss:
    words = entry.agreed_wording or entry.plain
    sides = tuple(each for each in entry.meanings if each.meaning)
    if entry.relation != TermRelation.ONE_WORD or len(sides) < 2:
        words, sides = words or (sides[0].meaning if sides else ""), ()
    return Gloss(entry.term, tuple(sorted(written)), first_sentence(words), sides)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text as one line, without its full stop."""
    line = " ".join(text.split())
    return _SENTENCE_END.split(line, maxsplit=1)[0].rstrip(".")
