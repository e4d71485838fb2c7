"""Right-to-left writing: drawn in the order of the eye, recorded as it was typed."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from bidi import get_display  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from facilitator.documents import bidi, jobs, look, press
from facilitator.documents.fonts import FontBook
from facilitator.documents.lines import Line, Span
from facilitator.documents.press import Printed
from facilitator.documents.roles import Element, Role
from facilitator.documents.scan import scan_pdf
from facilitator.documents.text import Typesetter, printable
from tests.documents import scripts
from tests.documents.reading import by_pdfium, squeezed


def seen(text: str) -> str:
    """Return a text in the order of the eye, from left to right."""
    depths = bidi.levels(text, leftward=bidi.runs_leftward([text]))
    return "".join(text[place] for place in bidi.visual_order(depths))


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
        ("see (אבג דהו) 12.5% here", "see (והד גבא) 12.5% here"),
        ("אבג a(b) דהו", "והד a(b) גבא"),
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


def test_a_dot_stands_where_a_right_to_left_name_begins() -> None:
    setter = Typesetter(FontBook())
    line = setter.lines([Span("רות כהן", look.DATA, dot=look.PARTY["blue"])], 400)[0]
    assert len(line.dots) == 1
    assert all(mark.x + mark.width <= line.dots[0].x for mark in line.marks)


@given(st.text("abcאבגدبر 12,.()[]-%:/+", max_size=24), st.booleans())
def test_any_line_is_ordered_as_another_implementation_does(text: str, leftward: bool) -> None:
    """python-bidi's compiled half is a program of its own, with the rule for brackets."""
    depths = bidi.levels(text.strip(), leftward=leftward)
    ours = "".join(text.strip()[place] for place in bidi.visual_order(depths))
    assert ours == get_display(text.strip(), base_dir="R" if leftward else "L")


@given(st.text(max_size=60))
def test_no_text_at_all_is_too_odd_to_order(text: str) -> None:
    text = printable(text)
    assert sorted(bidi.visual_order(bidi.levels(text, leftward=True))) == list(range(len(text)))
    assert len(bidi.joined(text)) == len(text)


def drawn(line: Line) -> str:
    """Return the marks in the order of the eye."""
    return "".join(mark.text for mark in sorted(line.marks, key=lambda mark: mark.x))


def test_a_name_takes_no_number_of_ours_along() -> None:
    """`name 2 of 3`: the count stays in one piece, whatever side the name is read from."""
    setter = Typesetter(FontBook())
    line = setter.lines([Span("רות כהן", look.DATA), Span(" 2 of 3", look.DATA)], 400)[0]
    assert "2 of 3" in drawn(line)
    alone = setter.lines([Span("רות כהן 2 of 3", look.DATA)], 400)[0]
    assert "2 of 3" not in drawn(alone)


def test_a_sentence_in_two_styles_is_ordered_as_one() -> None:
    setter = Typesetter(FontBook())
    parts = [Span("אבג ", look.BODY), Span("דהו", look.STRONG, goes_on=True)]
    line = setter.lines(parts, 400)[0]
    assert drawn(line).strip().startswith("דהו")


def test_persian_keeps_the_mark_that_parts_two_letters() -> None:
    """Without it `می‌خواهم` would be joined to something that nobody writes."""
    assert printable("می\u200cخواهم") == "می\u200cخواهم"
    assert printable("a\u200cb \u200cمی\u200c") == "ab می"
    line = Typesetter(FontBook()).lines([Span("می\u200cخواهم", look.BODY)], 400)[0]
    assert "".join(mark.text for mark in line.marks) == "می\u200cخواهم"
    assert bidi.joined("می\u200cخواهم")[1] == "\ufbfd"  # the shape at the end of a word


def test_a_letter_whose_shape_no_font_has_is_drawn_as_it_is() -> None:
    shapes = bidi.joined("سلام", lambda shape: shape not in ("\ufeb3", "\ufefc"))
    assert shapes == ["س", "ل", "ا", "\ufee1"]


def test_a_paragraph_begins_where_its_first_letter_does() -> None:
    setter = Typesetter(FontBook())
    for text, at_right in (("אבג abc", True), ("abc אבג", False), ("12 אבג", True), ("12", False)):
        assert setter.begins_right([Span(text, look.BODY)]) is at_right
    mirrored = Typesetter(FontBook(), leftward=True)
    assert mirrored.begins_right([Span("Done when: ", look.BODY), Span("אבג", look.BODY)])


# --- whole papers --------------------------------------------------------------------------------

LANGUAGES = {"he": scripts.HEBREW, "ar": scripts.ARABIC}


def printed_in(language: str) -> Printed:
    return press.render(jobs.minutes_job(scripts.minutes_in(LANGUAGES[language], language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_lost_and_everything_can_be_spoken(language: str) -> None:
    """M1: every word is in the structure tree as it was typed, and no character is missing."""
    printed = printed_in(language)
    assert printed.missing == ()
    text = squeezed(printed.structure.text())
    actual = squeezed(" ".join(_actual(printed.structure)))
    for words in LANGUAGES[language].values():
        assert squeezed(words) in text
        assert squeezed(words) in actual


def _actual(element: Element) -> list[str]:
    found = [element.actual] if element.actual else []
    for kid in element.kids:
        if isinstance(kid, Element):
            found += _actual(kid)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_programs_extract_the_logical_order(language: str, tmp_path: Path) -> None:
    """Whole sentences by pdftotext; by pdfium as far as it orders Latin words within them."""
    printed = printed_in(language)
    texts = {"pdfium": letters(by_pdfium(printed.data))}
    if shutil.which("pdftotext"):
        path = tmp_path / "minutes.pdf"
        path.write_bytes(printed.data)
        run = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
        texts["pdftotext"] = letters(run.stdout.decode("utf-8"))
    for program, text in texts.items():
        for name, words in LANGUAGES[language].items():
            if program == "pdftotext" or name != "note":
                assert letters(words) in text, (program, name)


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_a_language_from_the_right_are_mirrored(language: str) -> None:
    """The first column, the labels and the bar of a box are at the right."""
    right = printed_in(language)
    left = press.render(jobs.minutes_job(replace(scripts.minutes_in(LANGUAGES[language], "en"))))
    sheet = look.A4
    for where, printed in (("right", right), ("left", left)):
        number, due = (_place_of(printed, word) for word in ("Number", "Due"))
        assert (number > due) is (where == "right")
        bar = f"{sheet.left:.2f}" if where == "left" else f"{sheet.width - sheet.right - 2.5:.2f}"
        assert f"{bar} " in _bars(printed)


def _place_of(printed: Printed, word: str) -> float:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(printed.data)
    page = document[0]
    text = page.get_textpage()
    found = text.search(word, match_case=True, match_whole_word=True).get_next()
    assert found is not None
    left = float(text.get_charbox(found[0])[0])
    document.close()
    return left


def _bars(printed: Printed) -> str:
    """Return the rectangles of page 1 that are as narrow as the bar of a box."""
    from io import BytesIO

    import pypdf

    contents = pypdf.PdfReader(BytesIO(printed.data)).pages[0].get_contents()
    assert contents is not None
    lines = contents.get_data().decode("latin-1").split("\n")
    return "\n".join(line for line in lines if line.endswith(" re f") and " 2.50 " in line)


def test_a_right_to_left_paragraph_in_an_english_paper_ends_at_the_right() -> None:
    printed = press.render(jobs.minutes_job(scripts.minutes_in(scripts.HEBREW, "en")))
    title = next(printed.structure.elements(Role.H1))
    assert title.text() == scripts.HEBREW["title"]
    assert _place_of(printed, "Number") < 100 < _place_of(printed, scripts.HEBREW["title"][0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scan_finds_words_that_run_to_the_left(language: str, tmp_path: Path) -> None:
    """S2: a sealed sentence in Hebrew or Arabic is found wherever it stands, and no other is."""
    path = tmp_path / "minutes.pdf"
    path.write_bytes(printed_in(language).data)
    for words in LANGUAGES[language].values():
        assert scan_pdf(path, [words.split(" (")[0]]) is not None
    assert scan_pdf(path, ["לא נאמר בשום מקום", "لم يقل هذا أحد هنا"]) is None
