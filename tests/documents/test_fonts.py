"""Fonts as they are read, cut and embedded."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdf
import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.areaPen import AreaPen  # type: ignore[import-untyped]
from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from facilitator import resources
from facilitator.documents import jobs, press
from facilitator.documents.fonts import Face, FontBook
from facilitator.documents.postscript import read_font
from facilitator.documents.truetype import NotTrueType, TrueType
from tests.documents import samples
from tests.documents.reading import by_pdfium, squeezed

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
    widths = font["/DescendantFonts"][0].get_object()["/W"]
    codes = [code for first, run in zip(widths[::2], widths[1::2], strict=True)
             for code in range(first, first + len(run))]  # fmt: skip
    assert [int(entry[1:5], 16) for entry in entries[1:]] == codes


# --- fonts of the system -------------------------------------------------------------------------

RINGS, MARK, BLANK, ASTRAL = "\ue001", "\ue002", "\ue003", "\U00030000"


def built_font(kind: str = "CFF ", *, rights: int = 0) -> bytes:
    """Return a tiny font: a circle, a square with a hole, a sign without outlines."""
    builder = FontBuilder(1000, isTTF=kind == "glyf")
    names = [".notdef", "ring", "mark", "blank", "astral"]
    builder.setupGlyphOrder(names)
    codes = [0xE001, 0xE002, 0xE003, 0x30000]
    builder.setupCharacterMap(dict(zip(codes, names[1:], strict=True)))
    metrics = {".notdef": (500, 0), "ring": (620, 20), "mark": (1000, 0)}
    metrics |= {"blank": (700, 0), "astral": (900, 0)}
    if kind == "glyf":
        builder.setupGlyf({name: _drawn(name, TTGlyphPen(None)).glyph() for name in names})
    else:
        charstrings = {
            name: _drawn(name, T2CharStringPen(metrics[name][0], None)).getCharString()
            for name in names
        }
        builder.setupCFF("Built-Regular", {"FullName": "Built"}, charstrings, {})
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {"familyName": "Built", "styleName": "Regular", "psName": "Built-Regular"}
    )
    builder.setupOS2(fsType=rights, sCapHeight=700, usWeightClass=400)
    builder.setupPost()
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _drawn(name: str, pen: Any) -> Any:
    if name in ("ring", "astral"):
        pen.moveTo((20, 300))
        if isinstance(pen, T2CharStringPen):
            pen.curveTo((20, 600), (580, 600), (580, 300))
            pen.curveTo((580, 0), (20, 0), (20, 300))
        else:
            pen.qCurveTo((20, 600), (580, 600), (580, 300))
            pen.qCurveTo((580, 0), (20, 0), (20, 300))
        pen.closePath()
    elif name == "mark":
        for low, high in ((100, 900), (300, 700)):
            points = [(low, low), (low, high), (high, high), (high, low)]
            pen.moveTo(points[0])
            for point in points[1:] if low == 100 else points[:0:-1]:
                pen.lineTo(point)
            pen.closePath()
    return pen


def test_postscript_outlines_become_truetype_ones() -> None:
    """The shape stays: fontTools finds the same box and nearly the same area in the subset."""
    font = read_font(built_font())
    subset = TTFont(BytesIO(font.subset([font.glyph(0xE001), font.glyph(0xE002)])), lazy=False)
    assert font.name == "Built-Regular"
    assert font.advance(font.glyph(0xE001)) == 620
    ring, square = (subset["glyf"][subset.getGlyphName(place)] for place in (1, 2))
    assert (ring.xMin, ring.xMax, square.xMin, square.yMax) == (20, 580, 100, 900)
    assert square.numberOfContours == 2
    pen = AreaPen()
    ring.draw(pen, subset["glyf"])
    whole = AreaPen()
    TTFont(BytesIO(built_font())).getGlyphSet()["ring"].draw(whole)
    assert abs(pen.value) == pytest.approx(abs(whole.value), rel=0.01)
    assert pen.value * whole.value < 0  # TrueType runs the other way round
    assert subset["maxp"].maxPoints >= 8


@pytest.mark.parametrize("kind", ["CFF ", "glyf"])
def test_a_font_of_the_system_draws_what_ours_lack(kind: str) -> None:
    """Of either kind, also beyond the first plane; the text stays what was typed."""
    asked: list[str] = []

    def find_font(char: str) -> bytes | None:
        asked.append(char)
        return built_font(kind)

    text = f"see {RINGS}{MARK} and {ASTRAL}"
    job = jobs.minutes_job(replace(samples.MINUTES, distribution=(text,)))
    printed = press.render(job, find_font)
    assert printed.missing == ()
    assert asked == [RINGS]
    assert text in printed.structure.text()
    assert squeezed(text) in squeezed(by_pdfium(printed.data))


def test_a_sign_without_outlines_is_missing_not_invisible() -> None:
    """A font of coloured pictures has signs that would print as nothing at all."""
    job = jobs.minutes_job(replace(samples.MINUTES, distribution=(f"a {BLANK} b",)))
    printed = press.render(job, lambda char: built_font("glyf"))
    assert printed.missing == (BLANK,)
    assert "a \ufffd b" in printed.structure.text()


@pytest.mark.parametrize("rights", [0x0002, 0x0100, 0x0200])
@pytest.mark.parametrize("kind", ["CFF ", "glyf"])
def test_fonts_that_may_not_be_cut_or_embedded_are_refused(kind: str, rights: int) -> None:
    with pytest.raises(NotTrueType, match="may not be embedded"):
        read_font(built_font(kind, rights=rights))


def test_a_damaged_postscript_font_leaves_the_character_missing() -> None:
    """Cut or overwritten at any place: never an error of another kind."""
    whole = built_font()
    for place in range(0, len(whole), 37):
        for broken in (whole[:place], whole[:place] + bytes(30) + whole[place + 30 :]):
            book = FontBook(lambda char, data=broken: data)
            word = book.voice(Face.REGULAR).word(RINGS + MARK)
            for cut in book.cuts:
                cut.font.subset([glyph for _, _, glyph in cut.entries()])
            assert len("".join(piece.text for piece in word.pieces)) == 2


def test_many_emoji_keep_their_codes() -> None:
    """A sequence prints sign by sign; every sign has its own code and Unicode."""
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    job = jobs.minutes_job(replace(samples.MINUTES, distribution=(f"{family} \u2713\ufe0f 1",)))
    printed = press.render(job)
    assert printed.missing == ("\U0001f469", "\U0001f467")
    assert "\ufffd\ufffd\ufffd \u2713 1" in printed.structure.text()
    assert "\u2713 1" in by_pdfium(printed.data)
