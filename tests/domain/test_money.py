"""Money as people type it and share it (G2, G7)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.money import MOST_CENTS, parse_cents, parts, percents, show
from facilitator.errors import InvalidText

READ = {
    "60,000": 6_000_000,
    "60.000": 6_000_000,
    "60 000": 6_000_000,
    "60'000": 6_000_000,
    "60\u202f000": 6_000_000,
    "60k": 6_000_000,
    "60 K": 6_000_000,
    "1.5m": 150_000_000,
    "1,5k": 150_000,
    "EUR 60,000": 6_000_000,
    "60.000 €": 6_000_000,
    "60.000,50": 6_000_050,
    "60,000.50": 6_000_050,
    "1.234.567": 123_456_700,
    "12.5": 1_250,
    "0": 0,
}
REFUSED = [
    "-5", "−5", "lots", "EUR", "60,00,0", "60,000,50", "1.2.3", "60kk", "k60", "12.345k", "1.0051",
    "6e4", "½", "٦٠", "9" * 30, "60 0", ".", "60,", "..5",
    "0.001", "0,060", "000 000", "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("words", READ)
def test_an_amount_is_read_as_people_write_it(words: str) -> None:
    assert parse_cents(words) == READ[words]


def test_no_words_are_no_amount_yet() -> None:
    assert parse_cents("  ") is None


@pytest.mark.parametrize("words", REFUSED)
def test_nonsense_is_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(InvalidText) as refused:
        parse_cents(words)
    assert str(refused.value).startswith("Amount: ")
    assert str(refused.value).endswith(" Nothing was changed.")


def test_a_number_that_could_be_two_says_so() -> None:
    with pytest.raises(InvalidText, match="could be two amounts"):
        parse_cents("12.345k")


@given(st.integers(0, MOST_CENTS))
def test_what_is_shown_is_read_back(cents: int) -> None:
    assert parse_cents(show(cents, "EUR")) == cents


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_refused(words: str) -> None:
    try:
        found = parse_cents(words)
    except InvalidText:
        return
    assert found is None or 0 <= found <= MOST_CENTS


@given(st.integers(0, MOST_CENTS), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_parts_of_all_add_up_to_the_cent(cents: int, weights: list[int]) -> None:
    shares = percents(weights)
    assert sum(shares) == 100
    assert sum(parts(cents, shares)) == cents


def test_a_cent_too_many_goes_to_the_first_of_equals() -> None:
    """By hand: 100 cents in thirds of 34, 33 and 33 percent."""
    assert parts(100, [34, 33, 33]) == [34, 33, 33]
    assert parts(1, [50, 50]) == [1, 0]
    assert parts(10_001, [60, 40]) == [6001, 4000]
    assert percents([1, 1, 1]) == [34, 33, 33]
    assert percents([0, 0]) == [0, 0]


def test_a_part_of_a_part_stays_a_part() -> None:
    """80 percent of 1,000.00 leave 200.00 that nobody pays."""
    assert sum(parts(100_000, [50, 30])) == 80_000
