"""Setting lines: breaking, measuring, what may be printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.documents import look
from facilitator.documents.fonts import FontBook
from facilitator.documents.lines import Line, Span
from facilitator.documents.text import Typesetter, paragraphs, printable

SETTER = Typesetter(FontBook())


def lines(text: str, width: float) -> list[str]:
    return [said(line) for line in SETTER.lines([Span(text, look.BODY)], width)]


def said(line: Line) -> str:
    return "".join(mark.text for mark in line.marks)


def test_a_broken_line_keeps_the_blank_it_was_broken_at() -> None:
    """So that runs joined are the text again."""
    assert lines("one two three four five six", 80) == ["one two three ", "four five six"]


def test_a_long_word_breaks_after_marks_first() -> None:
    parts = lines("https://intranet.example.org/policies/customer-data_retention", 120)
    assert len(parts) >= 3
    assert all(part[-1] in "/._-" for part in parts[:-1])


def test_a_word_without_marks_breaks_between_letters() -> None:
    parts = lines("x" * 300, 100)
    assert "".join(parts) == "x" * 300
    assert len({len(part) for part in parts[:-1]}) == 1


def test_a_combining_mark_stays_with_its_letter() -> None:
    """Even where a word has to be cut anywhere."""
    parts = lines("q\u0323\u0307" * 80, 60)
    assert len(parts) > 3
    assert all(part.startswith("q") for part in parts)


def test_words_of_two_spans_without_a_blank_are_not_parted() -> None:
    spans = [Span("aaaa bbbb", look.BODY), Span("cccc", look.STRONG), Span(" dddd", look.BODY)]
    set_lines = [said(line) for line in SETTER.lines(spans, 70)]
    assert set_lines == ["aaaa ", "bbbbcccc ", "dddd"]


def test_ideographs_break_anywhere_but_before_a_full_stop() -> None:
    parts = lines("会議の議事録です。" * 8, 90)
    assert len(parts) > 3
    assert not any(part.startswith("。") for part in parts)


def test_a_newline_ends_the_line() -> None:
    assert lines("one\ntwo", 500) == ["one", "two"]


def test_no_break_spaces_do_not_break() -> None:
    assert lines("due 10\xa0July\xa02026", 75) == ["due ", "10\xa0July\xa02026"]


def test_lines_of_a_balanced_title_are_of_about_one_length() -> None:
    text = "Two slow tools are switched off for mailings until they obey an opt-out"
    spans = [Span(text, look.WORDING)]
    greedy, even = SETTER.lines(spans, 380), SETTER.balanced(spans, 380)
    assert len(greedy) == len(even) == 2
    assert even[1].width > greedy[1].width
    assert "".join(said(line) for line in even) == text


def test_a_party_is_its_dot_and_its_name() -> None:
    """Never colour alone: the dot has words beside it on the same line."""
    line = SETTER.lines([Span("Security", look.DATA, dot=look.PARTY["blue"])], 200)[0]
    assert len(line.dots) == 1
    assert line.marks[0].text == "Security"
    assert line.marks[0].x > line.dots[0].x + line.dots[0].size


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("  a  b ", "a b"),
        ("a\tb", "a b"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("\u202ea\u2066b", "ab"),
        ("e\u0301", "é"),
        ("x\ud800y", "xy"),
        ("\n\na\n\n", "a"),
    ],
)
def test_only_what_has_ink_is_printed(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_paragraphs_are_the_lines_that_hold_something() -> None:
    assert paragraphs("one\r\n\r\n  \ntwo ") == ["one", "two"]


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"))), st.floats(40, 400))
def test_lines_hold_all_of_the_text_and_keep_the_width(text: str, width: float) -> None:
    """For any text: nothing lost, nothing beyond the edge but a single character."""
    text = printable(text)
    set_lines = SETTER.lines([Span(text, look.BODY)], width)
    joined = "".join(said(line) for line in set_lines)
    drawn = "".join("\ufffd" if c in SETTER.missing else c for c in text)
    assert joined.replace(" ", "") == drawn.replace(" ", "").replace("\n", "")
    for line in set_lines:
        assert line.width <= width + 0.01 or len(said(line).strip()) <= 2
