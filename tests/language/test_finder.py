"""Terms in running text: boundaries, capitals, spelling, scripts and signs (L3)."""

# ruff: noqa: E501  (a text and what is found in it on one line)

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from facilitator.language.finder import TermFinder

TERMS = (
    "IT", "SoD", "SCCs", "DLP", "Tag", "Tag manager", "Opt-in", "E-mail service provider", "R&D",
    "C++", "C", ".NET", "SOC 2", "72-hour rule", "Data set", "Shadow IT", "Café", "🔥", "👩‍💻",
    "אבטחת מידע", "إدارة", "Segregation of duties", "Sales", "Sale", "(a+)+$", "[x", "A|B", "\\d",
    "Retention (two meanings)", "Customer journey",
)  # fmt: skip


@pytest.fixture(scope="module")
def finder() -> TermFinder:
    return TermFinder([(number, term) for number, term in enumerate(TERMS)])


def _found(finder: TermFinder, text: str) -> list[str]:
    return [text[span.start : span.end] for span in finder.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is IT, and it hits ITS limit", ["IT"]),
        ("Shadow IT grows; they shadow it", ["Shadow IT"]),
        ("SoD, SOD and sods; a sod", ["SoD", "SOD"]),
        ("DLP, DLPs, DLP's, dlp, Dlp", ["DLP", "DLPs", "DLP's", "dlp"]),
        ("SCC and SCCs", ["SCC", "SCCs"]),
        ("tags of the tag managers, tag-managers", ["tags", "tag managers", "tag-managers"]),
        ("vintage staging tagged", []),
        ("opt in, opt‑in, optin, opt-ins, opt/in", ["opt in", "opt‑in", "optin", "opt-ins", "opt/in"]),
        ("Email service providers, e mail service provider", ["Email service providers", "e mail service provider"]),
        ("R&D, R & D, RD, R&DX", ["R&D", "R & D"]),
        ("C++, C+++, C, C#, xC++", ["C++", "C"]),
        (".NET and ASP.NET and .NETs", [".NET", ".NETs"]),
        ("SOC 2, SOC2, SOC-2, SOC 20", ["SOC 2", "SOC2", "SOC-2"]),
        ("the 72-hour rule, 72 hour rules, 172-hour rule", ["72-hour rule", "72 hour rules"]),
        ("datasets and data sets, data\u00a0set, data\u2009set", ["datasets", "data sets", "data\u00a0set", "data\u2009set"]),
        ("data. Set the table", []),
        ("data\n\nset", []),
        ("data_set", []),
        ("cafe\u0301, CAFÉ, cafe, Ｃａｆé", ["cafe\u0301", "CAFÉ", "cafe", "Ｃａｆé"]),
        ("so\u00adft: da\u00adta set", ["da\u00adta set"]),
        ("🔥, x🔥y, 🔥🔥, 👩‍💻 and 👩", ["🔥", "👩‍💻"]),
        ("על אבטחת מידע, באבטחת מידע", ["אבטחת מידע"]),
        ("عن إدارة و الإدارة", ["إدارة"]),
        ("sales and a sale and sale's", ["sales", "sale", "sale's"]),
        ("segregations of duties", ["segregations of duties"]),
        ("the customers' journey, customer’s journey", ["customer’s journey"]),
        ("write to tag@tag.com, see https://tag.example/tag?tag=1 and tag.com", []),
        ("#tag @tag (tag) “tag” tag: tag; tag! tag… *tag* tag/tag", ["tag"] * 11),
        ("retention", ["retention"]),
        ("IT IS LATE AND IT RAINS", []),
        ("a+ (a+)+$ b", ["(a+)+$"]),
    ],
)  # fmt: skip
def test_a_term_is_found_where_it_is_and_nowhere_else(
    finder: TermFinder, text: str, found: list[str]
) -> None:
    """L3."""
    assert _found(finder, text) == found


def test_an_exact_word_wins_over_one_that_has_to_be_reduced(finder: TermFinder) -> None:
    """L3: “sales” is the term Sales, “sale” is the term Sale."""
    (sales,), (sale,) = finder.find("sales"), finder.find("sale")
    assert (sales.ids, sale.ids) == ((TERMS.index("Sales"),), (TERMS.index("Sale"),))
    assert sales.is_exact


def test_one_way_to_write_two_terms_finds_both() -> None:
    """L2: attribution is a term of one side and a false friend of both."""
    finder = TermFinder([(1, "Attribution"), (2, "Attribution (two meanings)")])
    assert [span.ids for span in finder.find("attribution")] == [(1, 2)]


def test_no_text_and_no_term_makes_the_finder_fail_or_overlap() -> None:
    """L3: random scraps of terms, signs and scripts."""
    dice = random.Random(7)
    scraps = [
        *TERMS,
        " ",
        "-",
        "/",
        "'s",
        "s",
        ".",
        "\n",
        "\u200d",
        "\u0301",
        "\ud83d",
        "ß",
        "İ",
        "ﷺ",
    ]
    for _ in range(400):
        terms = ["".join(dice.choices(scraps, k=dice.randint(1, 4))) for _ in range(20)]
        finder = TermFinder(enumerate(terms))
        text = "".join(dice.choices(scraps, k=60))
        spans = finder.find(text)
        assert all(0 <= a.start < a.end <= len(text) for a in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_term_of_nothing_is_left_out() -> None:
    finder = TermFinder([(1, ""), (2, "  "), (3, "-"), (4, "(only brackets)")])
    assert len(finder) == 1
    assert finder.find("only - brackets") == []
