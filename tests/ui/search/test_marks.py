"""What matches is marked, and nothing else."""

from __future__ import annotations

import pytest

from ui.pages.search.hits import beyond
from ui.pages.search.marks import marks


def _marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("voucher", ["Voucher", "voucher"]),
        ("vou", ["Vou", "vou"]),
        ("oucher", []),
        ("opt-out", ["opt-outs"[:7]]),
        ('"the birthday"', ["the birthday"]),
        ('"the birth"', []),
        ("birthday the", ["The", "the birthday"[:3], "birthday"]),
        ("is:action @jonas party:Marketing", []),
        ("muller", ["Müller"]),
        ("STRASSE", ["Straße"]),
        ("", []),
    ],
)
def test_words_are_marked_by_how_they_begin_and_phrases_whole(query: str, found: list[str]) -> None:
    text = "The Voucher of Müller, Straße 4: the birthday voucher after opt-outs"
    assert sorted(_marked(text, query)) == sorted(found)


def test_marks_that_meet_become_one() -> None:
    assert marks("opt-out", "opt-out out") == ((0, 7),)


def test_a_snippet_does_not_say_the_title_again() -> None:
    title = "Move the birthday voucher to the main mail tool"
    assert beyond(title, f"{title} First voucher sent") == "First voucher sent"
    assert beyond(title, "…the main mail tool First voucher sent…") == "First voucher sent…"
    assert beyond(title, "…birthday voucher…") == ""
    assert beyond(title, "Something else") == "Something else"
