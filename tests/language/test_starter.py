"""The starter glossary read into terms."""

from __future__ import annotations

import pytest

from facilitator import resources
from facilitator.language.starter import StarterTerm, starter_terms

TERMS = starter_terms(resources.text("glossary", "glossary.csv"))


def test_all_terms_are_read_once_each() -> None:
    """L1."""
    assert len(TERMS) == len({term.term.casefold() for term in TERMS}) == 198
    assert {term.home for term in TERMS} == {"Security", "Marketing", "Legal", "Shared"}


def test_no_word_keeps_the_note_about_its_two_meanings() -> None:
    """L2: “Retention (two meanings)” is the word Retention."""
    assert not [term for term in TERMS if "(" in term.term and "meaning" in term.term]
    assert len([term for term in TERMS if term.is_false_friend]) == 10


def test_a_false_friend_tells_what_each_side_means() -> None:
    """L2."""
    retention = next(term for term in TERMS if term.term == "Retention")
    assert dict(retention.meanings) == {
        "Marketing": "Keeping customers",
        "Security": "How long data is kept",
        "Legal": "How long data is kept",
    }


@pytest.mark.parametrize("term", [term for term in TERMS if term.is_false_friend])
def test_every_false_friend_has_a_meaning_for_both_sides(term: StarterTerm) -> None:
    """L2."""
    meanings = term.meanings
    assert {"Security", "Marketing"} <= set(meanings)
    assert len(set(meanings.values())) == 2
    for words in meanings.values():
        assert words[0].isupper(), words
        assert ":" not in words
        assert not words.endswith(".")


def test_a_plain_term_has_no_abbreviation_and_no_meanings() -> None:
    term = next(term for term in TERMS if term.term == "Least privilege")
    assert term.abbreviation is None
    assert not term.is_false_friend
    assert dict(term.meanings) == {}


def test_an_abbreviation_is_kept() -> None:
    """L6: the finder needs it."""
    assert {"RBAC", "DPIA", "CDP"} <= {term.abbreviation for term in TERMS}
