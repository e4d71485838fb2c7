"""The finder against sentences that were marked by hand: precision and recall (L3).

Only the test half is asserted. Run with `-s` to see the figures of both halves by class.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from facilitator.language.finder import TermFinder
from facilitator.language.starter import starter_terms

FOLDER = Path(__file__).parent / "sentences"
GLOSSARY = Path(__file__).parents[2] / "resources" / "glossary" / "glossary.csv"
CLASSES = ("plural", "possessive", "capitals", "overlap", "near", "plain")
_MARK = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True)
class Sentence:
    kind: str
    source: str
    text: str
    spans: frozenset[tuple[int, int]]

    @property
    def is_for_the_test(self) -> bool:
        return hashlib.sha256(self.text.encode()).digest()[-1] % 2 == 1


def _read(line: str) -> Sentence:
    kind, source, marked = line.split("\t")
    spans, text, at = set(), "", 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.add((len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    return Sentence(kind, source, text + marked[at:], frozenset(spans))


@cache
def sentences() -> tuple[Sentence, ...]:
    lines = [
        line
        for name in ("ours.txt", "others.txt")
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()
    ]
    return tuple(_read(line) for line in lines)


@cache
def finder() -> TermFinder:
    entries = starter_terms(GLOSSARY.read_text(encoding="utf-8"))
    ways = [(n, way) for n, each in enumerate(entries) for way in (each.term, each.abbreviation)]
    more = (FOLDER / "more_terms.txt").read_text(encoding="utf-8").splitlines()
    return TermFinder([*((n, way) for n, way in ways if way), *enumerate(more, start=1000)])


def _figures(half: list[Sentence]) -> dict[str, tuple[int, int, int]]:
    """Return right, wrongly found and missed spans, by class and over all."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in half:
        found = {(span.start, span.end) for span in finder().find(each.text)}
        for kind in (each.kind, "all"):
            counts[kind, "right"] += len(found & each.spans)
            counts[kind, "wrong"] += len(found - each.spans)
            counts[kind, "missed"] += len(each.spans - found)
    return {
        kind: (counts[kind, "right"], counts[kind, "wrong"], counts[kind, "missed"])
        for kind in (*CLASSES, "all")
    }


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _told(name: str, half: list[Sentence]) -> tuple[float, float]:
    print(f"\n{name}: {len(half)} sentences")
    precision = recall = 0.0
    for kind, (right, wrong, missed) in _figures(half).items():
        precision, recall = _ratio(right, right + wrong), _ratio(right, right + missed)
        print(
            f"  {kind:10} precision {precision:.3f}  recall {recall:.3f}"
            f"  ({right} right, {wrong} wrong, {missed} missed)"
        )
    return precision, recall


def test_the_set_is_as_large_and_as_foreign_as_it_was_asked_for() -> None:
    every = sentences()
    texts = [each.text for each in every]
    assert len(set(texts)) == len(texts) >= 200
    assert sum(each.source != "ours" for each in every) >= 60
    assert {each.kind for each in every} == set(CLASSES)
    for kind in CLASSES:
        halves = Counter(each.is_for_the_test for each in every if each.kind == kind)
        assert min(halves[True], halves[False]) >= 5, kind


def test_terms_are_found_in_the_half_that_nobody_tuned_on() -> None:
    """L3: precision and recall are 0.98 or more over all."""
    _told("tuning half", [each for each in sentences() if not each.is_for_the_test])
    precision, recall = _told("test half", [each for each in sentences() if each.is_for_the_test])
    assert precision >= 0.98
    assert recall >= 0.98


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "·", "’s", "-", "a" * 5000, "-" * 500, "((((" * 99]
)
def test_a_text_without_terms_has_none(text: str) -> None:
    assert finder().find(text) == []
