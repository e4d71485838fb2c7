"""The font that this system would choose for a character that the shipped ones lack."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

_TABLES = (
    "CFF ", "CFF2", "OS/2", "cmap", "cvt ", "fpgm", "fvar", "glyf", "head", "hhea", "hmtx", "loca",
    "maxp", "name", "post", "prep",
)  # fmt: skip
_DRAWN = (
    "Noto Emoji", "Noto Sans Symbols 2", "Noto Sans Symbols2", "Segoe UI Symbol", "Segoe UI Emoji",
    "Apple Symbols", "Symbola", "Noto Sans Symbols", "Arial Unicode MS",
)  # fmt: skip
_SIZE = 12.0


def find_font(char: str) -> bytes | None:
    """Return a font file whose outlines draw `char`, or None where the system has none.

    Of a collection it is the one font, of a variable font the default cut. Where the system would
    choose coloured pictures, which paper cannot embed, another font with outlines is looked for.
    """
    for raw in _candidates(char):
        if not raw.isValid() or not raw.supportsCharacter(ord(char)):
            continue
        tables = {tag: bytes(raw.fontTable(tag).data()) for tag in _TABLES}
        if _has_outlines(tables):
            return font_file({tag: data for tag, data in tables.items() if data})
    return None


def _candidates(char: str) -> Iterator[QRawFont]:
    """Yield the font the system chooses, then those that draw signs in outlines."""
    layout = QTextLayout(char, QFont())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    for run in layout.glyphRuns():
        yield run.rawFont()
    if ord(char) < 0x2000:
        return
    families = set(QFontDatabase.families())
    for family in _DRAWN:
        if family in families:
            font = QFont(family)
            font.setPointSizeF(_SIZE)
            yield QRawFont.fromFont(font)


def _has_outlines(tables: dict[str, bytes]) -> bool:
    return bool((tables["glyf"] and tables["loca"]) or tables["CFF "] or tables["CFF2"])


def font_file(tables: dict[str, bytes]) -> bytes:
    """Return the tables of a font as one file (OpenType, section “Font file”)."""
    count = len(tables)
    power = count.bit_length() - 1
    kind = 0x00010000 if "glyf" in tables else int.from_bytes(b"OTTO", "big")
    head = struct.pack(">IHHHH", kind, count, 16 << power, power, 16 * count - (16 << power))
    offset = len(head) + 16 * count
    directory, body = b"", []
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag.encode(), checksum, offset, len(data))
        body.append(padded)
        offset += len(padded)
    return head + directory + b"".join(body)
