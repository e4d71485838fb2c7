"""Bad input loses what cannot be kept and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.text import clean, clean_line, fold

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
ROUGH = st.one_of(
    ANY_TEXT, st.text("a \n\r\t\0\x85\u2028\ud800\udfff\ufeff\u200f\u200d", max_size=20)
)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\0b", "ab"),
        ("bell\x07 and escape\x1b[1m", "bell and escape[1m"),
        ("c1\x9b", "c1"),
        ("half \ud83d pair", "half  pair"),
        ("no\ufffe\uffff\U0001fffe\ufdd0", "no"),
        ("\ufeffmark", "mark"),
        ("one\r\ntwo\rthree\x85four\u2028five\u2029six\x0bseven\x0ceight",
         "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight"),
        ("tab\tstays", "tab\tstays"),
    ],
)  # fmt: skip
def test_unfit_characters_go_and_line_ends_become_one_kind(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "עברית \u200f\u202b(סוד)\u202c\u2066x\u2069",
        "👩\u200d💻 ❤\ufe0f 🇪🇺",
        "Grüße – „so“, naïve\u00a0café",
        "e\u0301 stays two code points",
        "private \ue000 use",
        "x" * 300,
    ],
)
def test_marks_joiners_and_letters_of_any_script_stay(text: str) -> None:
    assert clean(text) == text


def test_a_pair_of_surrogates_that_python_holds_apart_is_no_character() -> None:
    assert clean("\ud83d" + "\ude00") == ""


def test_one_line_is_trimmed_and_joined() -> None:
    assert clean_line("  Two \r\n\t lines\tand  a gap \n") == "Two lines and  a gap"


@given(ROUGH)
def test_what_was_cleaned_can_be_stored_and_is_stable(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned
    assert not any(unicodedata.category(c) in ("Cs", "Cc") for c in cleaned if c not in "\n\t")


@given(ROUGH)
def test_nothing_a_person_can_read_is_lost(text: str) -> None:
    readable = ("L", "M", "N", "P", "S")
    assert [c for c in text if unicodedata.category(c)[0] in readable] == [
        c for c in clean(text) if unicodedata.category(c)[0] in readable
    ]


@given(ROUGH)
def test_a_line_has_no_line_end_and_is_stable(text: str) -> None:
    line = clean_line(text)
    assert "\n" not in line
    assert "\t" not in line
    assert line == line.strip() == clean_line(line)


def test_a_hundred_thousand_characters_take_no_noticeable_time() -> None:
    text = "word \r\n" * 15_000
    assert clean(text) == "word \n" * 15_000


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Søren", "soren"), ("ŁÓDŹ", "lodz"), ("Straße", "strasse"), ("Müller", "muller"),
     ("e\u0301", "e"), ("Œuvre", "oeuvre"), ("İ", "i"), ("ﬁne", "fine"), ("محمد", "محمد")],
)  # fmt: skip
def test_names_compare_without_case_and_marks(written: str, folded: str) -> None:
    assert fold(written) == folded == fold(written.upper())


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
