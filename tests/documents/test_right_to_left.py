"""Right-to-left writing: drawn in the order of the eye, recorded as it was typed."""

from __future__ import annotations

import pytest

from facilitator.documents import bidi, look
from facilitator.documents.fonts import FontBook
from facilitator.documents.lines import Span
from facilitator.documents.text import Typesetter


def seen(text: str) -> str:
    """Return a text in the order of the eye, from left to right."""
    return "".join(text[place] for place in bidi.visual_order(bidi.levels(text)))


@pytest.mark.parametrize(
    ("typed", "from_left_to_right"),
    [
        # As the reference implementation of Unicode's algorithm orders them.
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("abc אבג def", "abc גבא def"),
        ("אבג abc דהו", "והד abc גבא"),
        ("abc אב גד def", "abc דג בא def"),
        ("אב 12 גד", "דג 12 בא"),
        ("אב 1,234.5 גד", "דג 1,234.5 בא"),
        ("abc (אבג) def", "abc (גבא) def"),
        ("price אבג 50%", "price 50% גבא"),
        ("12 abc", "12 abc"),
    ],
)
def test_writing_is_ordered_as_unicode_says(typed: str, from_left_to_right: str) -> None:
    assert seen(typed) == from_left_to_right


def test_arabic_letters_join() -> None:
    """The shapes of `salam`: initial, medial, final, isolated; lam and alef become one."""
    assert bidi.joined("بيت") == ["\ufe91", "\ufef4", "\ufe96"]
    assert bidi.joined("دار") == ["\ufea9", "\ufe8d", "\ufead"]
    assert bidi.joined("سلام") == ["\ufeb3", "\ufefc", "", "\ufee1"]
    assert bidi.joined("abc") == ["a", "b", "c"]


def test_an_accent_between_letters_does_not_part_them() -> None:
    assert bidi.joined("بَيت")[0] == "\ufe91"


def test_marks_are_recorded_as_typed_and_stand_where_the_eye_looks() -> None:
    setter = Typesetter(FontBook())
    line = setter.lines([Span("see אבג דהו now", look.BODY)], 400)[0]
    assert "".join(mark.text for mark in line.marks) == "see אבג דהו now"
    places = {mark.text: mark.x for mark in line.marks}
    assert places["see "] < places["אבג דהו"] < places[" now"]


def test_a_dot_stands_beside_a_right_to_left_name() -> None:
    setter = Typesetter(FontBook())
    line = setter.lines([Span("רות כהן", look.DATA, dot=look.PARTY["blue"])], 400)[0]
    assert len(line.dots) == 1
    assert all(mark.x >= line.dots[0].x + line.dots[0].size for mark in line.marks)
