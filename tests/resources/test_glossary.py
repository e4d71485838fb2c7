"""The starter glossary (L1): there, whole, and with words for both sides."""

from __future__ import annotations

import csv
from pathlib import Path

FILE = Path(__file__).parents[2] / "resources" / "glossary" / "glossary.csv"
COLUMNS = [
    "term",
    "abbreviation",
    "home_party",
    "plain_language",
    "why_it_matters_to_other_side",
    "source_of_fact",
]


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == COLUMNS
        return list(reader)


def test_the_glossary_holds_its_198_terms_once_each() -> None:
    terms = [row["term"] for row in rows()]
    assert len(terms) == len({term.lower() for term in terms}) == 198


def test_every_term_is_explained_for_the_other_side() -> None:
    for row in rows():
        assert None not in row, row["term"]
        for column in COLUMNS:
            assert row[column].strip() or column == "abbreviation", (row["term"], column)


def test_each_side_has_words_of_its_own() -> None:
    homes = [row["home_party"] for row in rows()]
    assert set(homes) == {"Security", "Marketing", "Legal", "Shared"}
    assert min(homes.count(home) for home in set(homes)) >= 20


def test_false_friends_are_told_in_both_meanings() -> None:
    """L2."""
    friends = [row for row in rows() if "(two meanings)" in row["term"]]
    assert len(friends) == 10
    for row in friends:
        assert "Marketing" in row["plain_language"]
        assert "ecurity" in row["plain_language"]
