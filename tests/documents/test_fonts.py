"""Fonts as they are read, cut and embedded."""

from __future__ import annotations

import re
import struct
from io import BytesIO

import pypdf
import pytest

from facilitator import resources
from facilitator.documents import jobs, press
from facilitator.documents.fonts import Face, FontBook
from facilitator.documents.truetype import NotTrueType, TrueType
from tests.documents import samples

REGULAR = TrueType(resources.data("fonts", "NotoSans-Regular.ttf"))
SYMBOLS = TrueType(resources.data("fonts", "DejaVuSans.ttf"))


def glyph(font: TrueType, char: str) -> int:
    return font.glyph(ord(char))


def test_metrics_are_those_of_the_font() -> None:
    """Figures of Noto Sans 2.000 as fontTools reads them."""
    assert (REGULAR.name, REGULAR.units, REGULAR.ascent, REGULAR.descent) == (
        "NotoSans-Regular",
        1000,
        1069,
        -293,
    )
    assert REGULAR.cap_height == 714
    assert REGULAR.advance(glyph(REGULAR, "H")) == 741
    assert REGULAR.advance(glyph(REGULAR, " ")) == 260
    assert SYMBOLS.advance(glyph(SYMBOLS, "H")) == pytest.approx(1540 * 1000 / 2048)


def test_digits_are_of_one_width() -> None:
    """Numbers and dates line up in columns."""
    for face in Face:
        font = TrueType(resources.data("fonts", face.value))
        assert len({font.advance(glyph(font, digit)) for digit in "0123456789"}) == 1


def test_characters_beyond_the_first_plane_are_found() -> None:
    assert SYMBOLS.glyph(0x1D538) != 0  # from the table of 32-bit codes
    assert REGULAR.glyph(0x1F680) == 0


def test_pairs_are_kerned() -> None:
    """`To` and `AV` move together, `HH` does not."""
    pairs = {
        p: REGULAR.kerning.between(*(glyph(REGULAR, c) for c in p)) for p in ("To", "AV", "HH")
    }
    assert pairs == {"To": -70, "AV": -40, "HH": 0}


def test_a_subset_is_a_font_with_the_same_outlines() -> None:
    """Glyph i + 1 is the i-th asked for; parts of composite letters come along."""
    chars = "Aé\u1ea8z"
    subset = REGULAR.subset([glyph(REGULAR, char) for char in chars])
    tables = _tables(subset)
    count = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    assert count > len(chars) + 1
    offsets = struct.unpack(f">{count + 1}L", tables[b"loca"])
    for place, char in enumerate(chars, start=1):
        width, _ = struct.unpack_from(">Hh", tables[b"hmtx"], 4 * place)
        assert width == REGULAR.advance(glyph(REGULAR, char))
        assert offsets[place + 1] > offsets[place]
    assert offsets[-1] == len(tables[b"glyf"])
    assert len(subset) < 30_000


def _tables(font: bytes) -> dict[bytes, bytes]:
    count = struct.unpack_from(">H", font, 4)[0]
    records = [struct.unpack_from(">4s3L", font, 12 + 16 * n) for n in range(count)]
    return {tag: font[offset : offset + length] for tag, _, offset, length in records}


@pytest.mark.parametrize(
    "data", [b"", b"OTTO" + bytes(99), b"\0\1\0\0\0\x09" + bytes(20), b"x" * 50]
)
def test_what_is_no_truetype_font_is_refused(data: bytes) -> None:
    with pytest.raises(NotTrueType):
        TrueType(data)


def test_a_font_that_forbids_embedding_is_refused() -> None:
    """The right to embed is in OS/2; a restricted licence is honoured."""
    data = bytearray(resources.data("fonts", "NotoSans-Regular.ttf"))
    count = struct.unpack_from(">H", data, 4)[0]
    for n in range(count):
        tag, _, offset, _ = struct.unpack_from(">4s3L", data, 12 + 16 * n)
        if tag == b"OS/2":
            struct.pack_into(">H", data, offset + 8, 0x0002)
    with pytest.raises(NotTrueType, match="may not be embedded"):
        TrueType(bytes(data))


def test_a_truncated_font_is_refused_or_lacks_the_character() -> None:
    """Cut at any place: never an error of another kind."""
    whole = resources.data("fonts", "NotoSans-Italic.ttf")
    for size in range(0, len(whole), 40_000):
        try:
            font = TrueType(whole[:size])
        except NotTrueType:
            continue
        assert isinstance(font.glyph(65), int)


def test_a_word_in_several_fonts_keeps_its_text() -> None:
    book = FontBook()
    word = book.voice(Face.REGULAR).word("a\u2713b\u0301")
    assert "".join(piece.text for piece in word.pieces) == "a\u2713b\u0301"
    assert [piece.cut.name for piece in word.pieces] == ["Regular", "Other0", "Regular"]
    assert word.width == pytest.approx(sum(piece.width for piece in word.pieces))


def test_all_fonts_are_embedded_subsets_with_unicode() -> None:
    """M1: fonts embedded; nothing depends on what a reader has installed."""
    data = press.render(jobs.minutes_job(samples.MINUTES)).data
    fonts = {}
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        fonts.update(page["/Resources"]["/Font"].get_object())
    assert {"/Regular", "/Bold", "/Italic"} == set(fonts)
    for reference in fonts.values():
        font = reference.get_object()
        assert re.fullmatch(r"/[A-Z]{6}\+NotoSans-\w+", font["/BaseFont"])
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert len(descriptor["/FontFile2"].get_object().get_data()) < 60_000
        assert b"beginbfchar" in font["/ToUnicode"].get_object().get_data()


def test_every_code_has_its_unicode() -> None:
    """As many ToUnicode entries as widths, so that nothing is drawn that cannot be copied."""
    data = press.render(jobs.minutes_job(samples.MINUTES)).data
    page = pypdf.PdfReader(BytesIO(data)).pages[0]
    font = page["/Resources"]["/Font"]["/Regular"].get_object()
    unicode_map = font["/ToUnicode"].get_object().get_data().decode("ascii")
    entries = re.findall(r"^<[0-9A-F]{4}> <[0-9A-F]+>$", unicode_map, re.MULTILINE)
    assert len(entries) - 1 == len(font["/DescendantFonts"][0].get_object()["/W"][1])
