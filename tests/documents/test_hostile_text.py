"""Text that tries to break paper, in every field: nothing lost, nothing obeyed, nothing crashes."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import TypeVar, get_type_hints

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator import resources
from facilitator.documents import jobs, press
from facilitator.documents.press import Printed
from facilitator.documents.text import printable
from facilitator.projections.types import Minutes, PartyPresence
from tests.documents import samples
from tests.documents.reading import by_pdfium, plain, squeezed

MARKUP = "<b>bold</b> <img src='file:///etc/passwd'/> &amp; </para> %PDF (unbalanced \\( endstream"
SURROGATE = "half \ud83d a \udc00 pair"
DIRECTION = "\u202eevil\u202c \u200fשלום\u200e \u2067x\u2069"
CONTROL = "nul\x00 bell\x07 esc\x1b[31m c1\x9b tab\there"
LONG_WORD = "Donaudampfschiff" * 20
SYMBOLS = "→ ✓ ☐ ≥ ½ № € Ł ő ș Ω Ж ẞ"
HOSTILE = [
    MARKUP,
    SURROGATE,
    DIRECTION,
    CONTROL,
    LONG_WORD,
    SYMBOLS,
    "",
    " ",
    "\n\n",
    "a\u0301" * 40,
]

_ENUMERATED = {"colour", "kind", "state", "method", "position", "purpose", "box", "style"}
_OTHER = {"audience", "paper_size", "starts", "ends", "zone", "language"}

T = TypeVar("T")


def everywhere(value: T, text: str) -> T:
    """Return a projection with `text` in every field people write into."""
    if isinstance(value, tuple):
        return tuple(everywhere(one, text) for one in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    hints = get_type_hints(type(value))
    changes: dict[str, object] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if field.name == "purpose" and not hasattr(value, "classification"):
            continue
        if hints[field.name] is str and field.name not in (_ENUMERATED | _OTHER) - {"purpose"}:
            changes[field.name] = text
        else:
            changes[field.name] = everywhere(old, text)
    return replace(value, **changes)  # type: ignore[type-var]


def render(minutes: Minutes) -> Printed:
    return press.render(jobs.minutes_job(minutes))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_every_field_takes_hostile_text(text: str) -> None:
    """Minutes, agenda and record with the same text in every field are whole PDF files."""
    minutes = everywhere(samples.MINUTES, text)
    for job in (
        jobs.minutes_job(minutes),
        jobs.agenda_job(everywhere(samples.AGENDA, text)),
        jobs.record_job(everywhere(samples.record_of((samples.MINUTES,)), text)),
    ):
        printed = press.render(job)
        assert len(pypdf.PdfReader(BytesIO(printed.data)).pages) == printed.page_count
        shown = squeezed(printable(text))
        assert shown in squeezed(by_pdfium(printed.data)) or printed.missing


def test_markup_is_text() -> None:
    """Nothing is parsed: tags and entities stand on the page as they were typed."""
    printed = render(replace(samples.MINUTES, distribution=(MARKUP,)))
    assert plain(MARKUP) in plain(printed.structure.text())
    assert b"passwd" not in printed.data  # no file was fetched, and text is packed in streams


def test_control_characters_and_lone_surrogates_are_gone() -> None:
    assert printable(CONTROL) == "nul bell esc[31m c1 tab here"
    assert printable(SURROGATE) == "half a pair"
    assert printable("line\r\nline\u2028line\x0bline") == "line\nline\nline\nline"


def test_marks_that_steer_direction_have_no_effect_and_letters_stay() -> None:
    """RTL letters are drawn, every one; an override cannot make text pose as another."""
    printed = render(replace(samples.MINUTES, distribution=(DIRECTION,)))
    text = printed.structure.text()
    assert "evil" in text
    assert "שלום" in text
    assert not any(unicodedata.bidirectional(char) in ("RLO", "RLI", "PDF") for char in text)
    assert printed.missing == ()


def test_a_word_wider_than_the_line_breaks_and_loses_no_letter() -> None:
    """300-letter words break, after `/ . _ - @ & =` first."""
    path = "https://example.org/" + "/".join(f"folder_{n}-of.many" for n in range(30))
    for word in (LONG_WORD, path):
        printed = render(everywhere(samples.MINUTES, word))
        runs = [run.text for run in printed.runs]
        assert max(len(text) for text in runs) < 110
        assert word in squeezed(printed.structure.text())
    lines = [run.text for run in printed.runs if "folder_" in run.text]
    assert sum(text.rstrip()[-1] in "/._-" for text in lines[:-1]) > len(lines) / 2


def test_a_missing_character_is_named_where_nobody_overlooks_it() -> None:
    """M1: no lost character without a visible warning on page 1 and in the result."""
    printed = render(replace(samples.MINUTES, distribution=("to the \U0001f680 team \U000130b8",)))
    assert printed.missing == ("\U0001f680", "\U000130b8")
    assert "U+1F680 rocket" in printed.warning
    first_page = " ".join(run.text for run in printed.runs if run.page == 1)
    assert "2 characters could not be printed" in plain(first_page)
    assert "U+130B8 egyptian hieroglyph d052" in plain(first_page)
    assert "to the \ufffd team \ufffd" in printed.structure.text()


def test_nothing_is_said_when_nothing_is_missing() -> None:
    printed = render(replace(samples.MINUTES, distribution=(SYMBOLS,)))
    assert (printed.missing, printed.warning) == ((), "")
    assert "could not be printed" not in printed.structure.text()


def test_a_font_from_the_caller_draws_what_ours_cannot() -> None:
    """`find_font` is asked once per character and its font is embedded."""
    asked: list[str] = []

    def find_font(char: str) -> bytes | None:
        asked.append(char)
        return resources.data("fonts", "Inter-Regular.ttf")

    # U+2303 with U+E0... : Inter carries keys that neither Noto Sans nor DejaVu Sans has.
    only_inter = _drawn_only_by_inter()
    job = jobs.minutes_job(replace(samples.MINUTES, distribution=(f"press {only_inter} twice",)))
    printed = press.render(job, find_font)
    assert asked == [only_inter]
    assert printed.missing == ()
    assert only_inter in by_pdfium(printed.data)


def _drawn_only_by_inter() -> str:
    from facilitator.documents.truetype import TrueType

    fonts = [
        TrueType(resources.data("fonts", name))
        for name in ("Inter-Regular.ttf", "NotoSans-Regular.ttf", "DejaVuSans.ttf")
    ]
    inter, *others = fonts
    return next(
        chr(code)
        for code in range(0x2000, 0x1F000)
        if inter.glyph(code)
        and not any(font.glyph(code) for font in others)
        and unicodedata.category(chr(code)) in ("So", "Sm", "Lu", "Ll")
    )


@pytest.mark.parametrize("answer", [b"", b"no font at all", b"OTTO" + bytes(200), b"\0\1\0\0" * 9])
def test_a_bad_font_from_the_caller_only_leaves_the_character_missing(answer: bytes) -> None:
    job = jobs.minutes_job(replace(samples.MINUTES, distribution=("\U0001f680",)))
    printed = press.render(job, lambda char: answer)
    assert printed.missing == ("\U0001f680",)


def test_a_row_taller_than_a_page_goes_on() -> None:
    """100,000 characters in a note or a cell: split over pages, complete."""
    text = " ".join(f"w{n}" for n in range(16_000))[:100_000]
    item = replace(samples.ITEMS[0], notes=(text,))
    action = samples.action("A-2026-1", text)
    printed = render(replace(samples.MINUTES, items=(item,), actions=(action,)))
    assert plain(text) in plain(printed.structure.text())
    assert plain(by_pdfium(printed.data)).count("w15000") >= 3
    assert printed.page_count > 60


def test_a_decision_taller_than_a_page_goes_on() -> None:
    """A box stays whole unless it cannot."""
    text = " ".join(f"w{n}" for n in range(3000))
    decision = replace(samples.SLOW_TOOLS, because=text)
    printed = render(replace(samples.MINUTES, decisions=(decision,), items=()))
    assert plain(text) in plain(printed.structure.text())


def test_nobody_was_there() -> None:
    minutes = replace(samples.MINUTES, attendance=(), is_represented=False, distribution=())
    printed = render(minutes)
    text = printed.structure.text()
    assert "Both sides representedNo" in text
    assert "People" not in text


def test_sixty_sides_are_all_named() -> None:
    """E3: any number of parties; the head counts them, the section names them."""
    sides = tuple(
        PartyPresence(
            replace(samples.SECURITY, name=f"Party number {n}", short_name=f"P{n}"),
            (samples.person(f"Person {n}"),),
            (),
            (),
            (),
        )
        for n in range(60)
    )
    text = render(replace(samples.MINUTES, attendance=sides)).structure.text()
    assert "All sides represented" in text
    assert "60 people from 60 of 60 sides" in text
    assert all(f"Party number {n}" in text and f"Person {n}" in text for n in range(60))


def test_nothing_at_all_still_is_a_page() -> None:
    """Minutes of an empty session: a head, and a sentence instead of a glance."""
    empty = Minutes(
        audience="joint",
        style="reasons",
        version=1,
        engagement=replace(samples.ENGAGEMENT, title="", organisation="", classification=""),
        session=replace(samples.SESSION, title="", number="", place="", link="", starts=""),
        is_represented=False,
        attendance=(),
        previous=None,
        matters_arising=(),
        items=(),
        decisions=(),
        actions=(),
        raised=(),
        parked=(),
        next_session=None,
        distribution=(),
    )
    printed = render(empty)
    assert printed.page_count == 1
    assert "No decision was taken and no action was agreed." in printed.structure.text()


def test_chinese_and_japanese_break_between_characters() -> None:
    """Without a font they are counted as missing, but they wrap like they would with one."""
    text = "会議の議事録、" * 60
    printed = render(replace(samples.MINUTES, distribution=(text,)))
    assert set(printed.missing) == set(text)
    lines = [run.text for run in printed.runs if run.text.count("\ufffd") > 20]
    assert len(lines) >= 5


@settings(max_examples=25)
@given(st.text(max_size=400))
def test_any_text_prints(text: str) -> None:
    """What has ink is drawn, or named as missing."""
    printed = render(
        replace(
            samples.MINUTES,
            items=(),
            matters_arising=(),
            raised=(),
            decisions=(replace(samples.RHYTHM, wording=text, because=text),),
            actions=(samples.action("A-1", text),),
        )
    )
    drawn = "".join("\ufffd" if c in printed.missing else c for c in printable(text))
    assert squeezed(drawn) in squeezed(printed.structure.text())
