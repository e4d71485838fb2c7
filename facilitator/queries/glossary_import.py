"""What bringing words would do, before it is done: new words, words that are here already (L1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.glossary import SideWords, Word, is_shared, labels_of
from facilitator.domain.text import fold
from facilitator.domain.words import TermRelation
from facilitator.language.starter import starter_terms
from facilitator.queries.glossary_homes import homes_of
from facilitator.store import Reader

_TWO_MEANINGS = " (two meanings)"
_HEADS = (
    "term", "abbreviation", "home_party", "plain_language", "why_it_matters_to_other_side",
    "source_of_fact",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """`words` as they will be brought. `here` are words that the glossary has already.

    `twice` are words that come again in the file; `labels` are homes that somebody has to choose
    a party for, `asked` those of them whose party nobody knows yet.
    """

    words: tuple[Word, ...]
    new: int
    here: tuple[str, ...]
    twice: tuple[str, ...]
    labels: tuple[str, ...]
    asked: tuple[str, ...]


def plan_import(
    reader: Reader, words: Sequence[Word], heard: Callable[[], None] | None = None
) -> ImportPlan:
    """Compare words with the glossary; `heard` is called now and then and may raise to stop."""
    rows = reader.all("SELECT term FROM term")
    known = {fold(row["term"]) for row in rows}
    here: dict[str, str] = {}
    twice: dict[str, str] = {}
    seen: set[str] = set()
    told = []
    for number, word in enumerate(words):
        if heard is not None and number % 500 == 0:
            heard()
        word = told_apart(word)
        key = fold(word.term)
        if key in known:
            here.setdefault(key, word.term)
        elif key in seen:
            twice.setdefault(key, word.term)
        seen.add(key)
        told.append(word)
    homes = homes_of(reader)
    labels = tuple(label for label in labels_of(told) if not is_shared(label))
    return ImportPlan(
        tuple(told),
        len(seen - known),
        tuple(here.values()),
        tuple(twice.values()),
        labels,
        tuple(label for label in labels if not homes.knows(label)),
    )


def told_apart(word: Word) -> Word:
    """Return a word of the starter's kind, “Retention (two meanings)”, as a false friend."""
    if not word.term.endswith(_TWO_MEANINGS):
        return word
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADS)
    writer.writerow([word.term, "", "", word.plain, "", ""])
    (term,) = starter_terms(out.getvalue())
    meant = tuple(SideWords(label, meaning) for label, meaning in term.meanings.items())
    return replace(
        word, term=term.term, relation=TermRelation.ONE_WORD.value, sides=(*word.sides, *meant)
    )
