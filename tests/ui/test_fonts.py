"""The system's font for a character that the shipped ones lack, as one file that paper embeds."""

from __future__ import annotations

import threading
from io import BytesIO

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication
from reportlab.pdfbase.ttfonts import TTFont

from facilitator import resources
from facilitator.documents.truetype import TrueType
from ui.fonts import find_font, font_file

_TABLES = ("OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name",
           "post", "prep")  # fmt: skip
SNOWMAN, ALEPH, NOWHERE = "☃", "א", "\U000f1234"


@pytest.fixture(autouse=True)
def _fonts(qapp: QApplication) -> None:
    """Give Qt a font to fall back on, also on a system without any."""
    QFontDatabase.addApplicationFontFromData(resources.data("fonts", "DejaVuSans.ttf"))


@pytest.mark.parametrize("char", [SNOWMAN, ALEPH, "ж", "A"])
def test_a_character_outside_latin_finds_a_font_that_draws_it(char: str) -> None:
    data = find_font(char)
    assert data is not None
    assert TrueType(data).glyph(ord(char)) != 0
    assert ord(char) in TTFont("Found", BytesIO(data)).face.charToGlyph


def test_a_character_that_no_font_draws_finds_none() -> None:
    assert find_font(NOWHERE) is None


def test_the_tables_of_a_font_make_a_file_that_others_read() -> None:
    raw = QRawFont(resources.data("fonts", "DejaVuSans.ttf"), 12.0)
    tables = {tag: bytes(raw.fontTable(tag).data()) for tag in _TABLES}
    data = font_file({tag: table for tag, table in tables.items() if table})
    whole = TTFont("Whole", BytesIO(resources.data("fonts", "DejaVuSans.ttf"))).face
    made = TTFont("Made", BytesIO(data)).face
    assert made.charToGlyph == whole.charToGlyph
    assert made.charWidths == whole.charWidths
    assert TrueType(data).name == TrueType(resources.data("fonts", "DejaVuSans.ttf")).name
    assert len(TrueType(data).subset([TrueType(data).glyph(ord(SNOWMAN))])) > 400


def test_fonts_are_found_from_a_job_while_the_window_lays_out_text() -> None:
    expected = {char: find_font(char) for char in (SNOWMAN, ALEPH, NOWHERE)}
    wrong: list[str] = []

    def look() -> None:
        for _ in range(20):
            wrong.extend(char for char, data in expected.items() if find_font(char) != data)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        layout = QTextLayout(f"{SNOWMAN} words {ALEPH}", QFont())
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        assert layout.glyphRuns()
    for thread in threads:
        thread.join(10)
    assert wrong == []
