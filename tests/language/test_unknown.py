"""Abbreviations that nobody explained, and those that a text explains in passing (L4)."""

from __future__ import annotations

import random

import pytest

from facilitator.language.unknown import unknown_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The SIEM and two SIEMs of the SOC", ["SIEM", "SOC"]),
        ("RoPA, IoC, DDoS and SaaS", ["RoPA", "IoC", "DDoS", "SaaS"]),
        ("LinkedIn, YouTube, McDonald, iPhone and eBay", []),
        ("It MUST NOT be done; do it NOW, PLEASE", []),
        ("THE CAMPAIGN IS OVER AND THE DPIA IS DONE", []),
        ("IMPORTANT NOTICE for all", []),
        ("The CISO and the CMO of the EU met at 10 AM in the UK", []),
        ("D-2026-019, A-2026-004, Q3, G2, 2026/04, H1, IV and XII", []),
        ("Write to API@example.org or #KPI", []),
        ("ФСБ and ΕΛΤ", ["ФСБ", "ΕΛΤ"]),
        ("", []),
    ],
)
def test_an_abbreviation_is_one_only_where_it_looks_like_one(text: str, words: list[str]) -> None:
    """L4: with a guard against shouting and a stop list."""
    assert [each.word for each in unknown_words(text)] == words


@pytest.mark.parametrize(
    ("text", "word", "expansion"),
    [
        ("We use data loss prevention (DLP) here", "DLP", "data loss prevention"),
        ("We use DLP (data loss prevention) here", "DLP", "data loss prevention"),
        ("a Data Protection Officer (DPO)", "DPO", "Data Protection Officer"),
        ("the indicators of compromise (IoCs)", "IoC", "indicators of compromise"),
        ("records of processing activities [RoPA]", "RoPA", "records of processing activities"),
        ("then return on ad spend (ROAS) fell", "ROAS", "return on ad spend"),
    ],
)
def test_a_definition_in_passing_is_understood_in_both_orders(
    text: str, word: str, expansion: str
) -> None:
    """L4."""
    (found,) = unknown_words(text)
    assert (found.word, found.expansion) == (word, expansion)
    assert text[found.of_start : found.of_end] == expansion
    assert text[found.start : found.end] == word


@pytest.mark.parametrize(
    "text",
    ["as we said (see below)", "the first item (DLP)", "DLP (which is late)", "Nadia (CRM)",
     "(DLP)",     "prevention. Data loss (DLP)", "data loss prevention\n(DLP"],
)  # fmt: skip
def test_what_stands_in_brackets_by_chance_is_no_definition(text: str) -> None:
    """L4."""
    assert not any(each.expansion for each in unknown_words(text))


def test_no_text_makes_it_fail() -> None:
    dice = random.Random(3)
    scraps = [
        "(",
        ")",
        "[",
        "DLP",
        "data",
        "Loss",
        " ",
        "\n",
        "'s",
        "s",
        "-",
        "İ",
        "ß",
        "\u0301",
        "🔥",
    ]
    for _ in range(500):
        text = "".join(dice.choices(scraps, k=40))
        for each in unknown_words(text):
            assert text[each.start : each.end] == each.word
