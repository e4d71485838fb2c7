"""Emphasis and lists as people type them: read where they are meant, left alone where not."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.documents import jobs, look, press
from facilitator.documents.press import Printed
from facilitator.documents.roles import Element, Role
from facilitator.domain.inline import Entry, Listing, Paragraph, Run, blocks, is_plain, plain, runs
from tests.documents import samples
from tests.documents.reading import by_pdfium, spoken
from tests.documents.reading import plain as on_one_line


def marked(line: str) -> str:
    """Return a line with <b> and <i> where it is set so."""
    out = ""
    for run in runs(line):
        text = f"<i>{run.text}</i>" if run.italic else run.text
        out += f"<b>{text}</b>" if run.bold else text
    return out


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("this is **important** now", "this is <b>important</b> now"),
        ("this is __important__ now", "this is <b>important</b> now"),
        ("this is *rather* so", "this is <i>rather</i> so"),
        ("this is _rather_ so", "this is <i>rather</i> so"),
        ("**Note:** two tools.", "<b>Note:</b> two tools."),
        ("(*see below*)", "(<i>see below</i>)"),
        ("***both***", "<b><i>both</i></b>"),
        ("**bold and _both_ here**", "<b>bold and </b><b><i>both</i></b><b> here</b>"),
        ("“**quoted**”, he said", "“<b>quoted</b>”, he said"),
        ("これは**重要**です", "これは<b>重要</b>です"),
        ("זה **חשוב** מאוד", "זה <b>חשוב</b> מאוד"),
        ("*one* and *two*.", "<i>one</i> and <i>two</i>."),
        ("**€ 5** a day", "<b>€ 5</b> a day"),
        ("**a * b**", "<b>a * b</b>"),
    ],
)
def test_what_is_marked_is_set_so(typed: str, read: str) -> None:
    assert marked(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "snake_case_name",
        "the_file_name.py and other_file.txt",
        "__init__.py",
        "see report_2026_final.pdf_old",
        "2*3*4 = 24",
        "2 * 3 * 4 = 24",
        "*.py and *.txt",
        "*.*",
        "a lone * star",
        "**not closed",
        "not opened** here",
        "** spaced **",
        "_ spaced _",
        "f(*args, **kwargs)",
        "price*: see the footnote*",
        "____",
        "********",
        "**",
        "<b>bold</b> & <i>x</i>",
        "\\*escaped\\*",
        "https://example.org/_private_/a_b_c",
        "5*",
        "a*b*c*d",
    ],
)
def test_what_is_not_clearly_marked_stays_as_typed(typed: str) -> None:
    assert runs(typed) == (Run(typed),)


def test_lists_are_read_line_by_line() -> None:
    text = "Three things:\n- one\n* **two**\n• three\nand an end"
    assert blocks(text) == (
        Paragraph((Run("Three things:"),)),
        Listing(
            (
                Entry("•", (Run("one"),)),
                Entry("•", (Run("two", bold=True),)),
                Entry("•", (Run("three"),)),
            ),
            is_numbered=False,
        ),
        Paragraph((Run("and an end"),)),
    )


def test_numbered_lists_keep_their_numbers() -> None:
    numbered = blocks("1. one\n2. two\n\nbetween\n3) three")
    assert [type(block).__name__ for block in numbered] == ["Listing", "Paragraph", "Listing"]
    assert isinstance(numbered[0], Listing)
    assert numbered[0].is_numbered
    assert [entry.label for entry in numbered[0].entries] == ["1.", "2."]
    assert isinstance(numbered[2], Listing)
    assert numbered[2].entries[0].label == "3)"


def test_a_date_or_a_price_is_no_list() -> None:
    """A number that begins no list and continues none stays in its sentence."""
    for text in ("24. Dezember ist frei", "-5 degrees", "- ", "3. Quartal: gut", "1.5 days"):
        assert blocks(text) == (Paragraph((Run(text.strip()),)),)


def test_another_list_begins_with_one_again() -> None:
    found = blocks("1. a\n2. b\n1. c")
    assert [len(block.entries) for block in found if isinstance(block, Listing)] == [2, 1]


def test_plain_texts_are_known_at_once() -> None:
    assert is_plain("Two tools, 24 hours (in July).\nSecond line.")
    assert not is_plain("one\n- two")
    assert not is_plain("*")


@given(st.text("ab *_.-•1\n(é会"))
def test_nothing_is_lost_but_marks(text: str) -> None:
    """For any text: what is read is what was typed without `*`, `_` and the signs of lists."""
    kept = "".join(
        entry if isinstance(entry, str) else "".join(run.text for run in entry)
        for block in blocks(text)
        for entry in _texts(block)
    )
    bare = str.maketrans("", "", "*_-• \n")
    assert kept.translate(bare) == text.translate(bare)


def _texts(block: Paragraph | Listing) -> list[str | tuple[Run, ...]]:
    if isinstance(block, Paragraph):
        return [block.runs]
    found: list[str | tuple[Run, ...]] = []
    for entry in block.entries:
        found += [entry.label if block.is_numbered else "", entry.runs]
    return found


@given(st.text())
def test_reading_again_what_was_read_changes_nothing_without_marks(text: str) -> None:
    bare = text.replace("*", "").replace("_", "")
    assert plain(bare) == bare


@pytest.mark.parametrize("piece", ["*a ", "**a ", "_a*", "*a* ", "**a *b ", "- *a\n", "*" * 9])
def test_hostile_marks_take_no_time(piece: str) -> None:
    """100,000 characters of half-open marks: linear, not quadratic."""
    text = piece * (100_000 // len(piece))
    began = time.perf_counter()
    blocks(text)
    assert time.perf_counter() - began < 3


# --- on paper ------------------------------------------------------------------------------------

NOTE = (
    "Three **urgent** things:\n- the *voucher*\n- `report_2026_final.pdf`\n1. <b>first</b>\n2. then"
)


def printed_note(note: str, outcome: str = "") -> Printed:
    item = replace(samples.ITEMS[0], notes=(note,), outcome=outcome)
    return press.render(jobs.minutes_job(replace(samples.MINUTES, items=(item,))))


def test_notes_are_spoken_without_the_marks_and_with_their_lists() -> None:
    """M1: paragraphs and lists in the structure tree; its text is the text without marks."""
    said = [line.removeprefix("Sect/").removeprefix("Sect/") for line in spoken(printed_note(NOTE))]
    at = said.index("P: Three urgent things:")
    assert said[at : at + 9] == [
        "P: Three urgent things:",
        "L/LI/Lbl: •",
        "L/LI/LBody: the voucher",
        "L/LI/Lbl: •",
        "L/LI/LBody: `report_2026_final.pdf`",
        "L/LI/Lbl: 1.",
        "L/LI/LBody: <b>first</b>",
        "L/LI/Lbl: 2.",
        "L/LI/LBody: then",
    ]


def test_what_is_emphasised_is_set_in_its_face() -> None:
    printed = printed_note("only **urgentestly** is bold and *slantedly* is not")
    assert "urgentestly is bold and slantedly" in by_pdfium(printed.data)
    assert look.variant(look.BODY, bold=True, italic=False).face is look.STRONG.face
    assert look.variant(look.BODY, bold=False, italic=True).face is look.PLAIN.face
    assert look.variant(look.STRONG, bold=False, italic=True) is look.STRONG


def test_an_outcome_has_a_list_in_its_list() -> None:
    printed = printed_note("", "Agreed:\n1. one\n2. two")
    body = next(
        element
        for element in printed.structure.elements(Role.LBODY)
        if element.text().startswith("Agreed")
    )
    inner = next(iter(body.elements(Role.L)))
    assert [entry.text() for entry in inner.elements(Role.LI)] == ["1.one", "2.two"]
    assert inner.numbering == "Decimal"
    assert [kid.role for kid in body.kids if isinstance(kid, Element)] == [Role.P, Role.L]


def test_a_list_over_many_pages_loses_nothing() -> None:
    """Also one whose line is taller than a page; its bullet is drawn once."""
    long = " ".join(f"w{n}" for n in range(4000))
    note = "\n".join([*(f"- line number {n}" for n in range(150)), f"- {long}"])
    printed = printed_note(note)
    text = on_one_line(printed.structure.text())
    assert all(f"line number {n}" in text for n in range(150))
    assert long in text
    assert text.count("•") == 151
