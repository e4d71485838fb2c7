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


SENTENCES = {
    "Japanese": (
        "十七のツールのうち十五は、二十四時間以内に「配信停止」の希望に従っている（「PRODUCT.md」"
        "三章を参照）。ちょっと待って……クーポンのツールは３０％遅い！　ゆっくりした"
        "ツールは二つだけだ。"
    ),
    "Chinese": (
        "十七个工具中有十五个在二十四小时内遵守退订请求（见《产品说明》第三章）。他说：“优惠券工具"
        "需要三天……”会议决定：停用这两个工具，直到速度足够快为止——谢谢！"
    ),
}
NEVER_FIRST = set("、。，．：；？！）」』】〉》”’…％ーっゃゅょッャュョァィ々")
NEVER_LAST = set("（「『【〈《“‘")


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("width", [60, 75, 90, 110, 140, 200])
def test_lines_begin_and_end_as_readers_expect(language: str, width: float) -> None:
    """No line begins with what closes, or with a small kana; none ends with what opens."""
    text = printable(SENTENCES[language])
    parts = [part.strip() for part in lines(text, width)]
    drawn = [text[at : at + len(part)] for at, part in _places(parts, text)]
    assert len(drawn) > 2
    assert not [part for part in drawn[1:] if part[0] in NEVER_FIRST]
    assert not [part for part in drawn[:-1] if part[-1] in NEVER_LAST]
    assert not any(
        part.endswith("…") and drawn[n + 1].startswith("…") for n, part in enumerate(drawn[:-1])
    )


def _places(parts: list[str], text: str) -> list[tuple[int, str]]:
    """Return where each line begins in its text, drawn or not."""
    found, at = [], 0
    for part in parts:
        while text[at] == " ":
            at += 1
        found.append((at, part))
        at += len(part)
    return found


def test_korean_breaks_at_blanks_only() -> None:
    text = "열일곱 개의 도구 중 열다섯 개는 24시간 이내에 수신 거부를 따릅니다(제3장 참조)."
    for width in (105, 130, 180):
        parts = [len(part.strip()) for part in lines(text, width)]
        words = [len(word) for word in text.split(" ")]
        ends = {sum(words[: n + 1]) + n for n in range(len(words))}
        at = 0
        for length in parts:
            at += length
            assert at in ends
            at += 1


def test_a_vowel_sign_stays_with_its_letter() -> None:
    """Also where a word is cut anywhere: signs of Thai and Hindi are no letters of their own."""
    for text in ("กี่" * 60, "कि" * 60):
        parts = lines(text, 70)
        assert len(parts) > 3
        sizes = {len(part) % (len(text) // 60) for part in parts}
        assert sizes == {0}


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
