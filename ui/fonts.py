"""The font that this system would choose for a character that the shipped ones lack."""

from __future__ import annotations

import struct

from PySide6.QtGui import QFont, QTextLayout

_TABLES = (
    "OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name",
    "post", "prep",
)  # fmt: skip


def find_font(char: str) -> bytes | None:
    """Return a TrueType font file that draws `char`, or None where the system has none.

    Fonts with PostScript outlines (CFF) are left out: the paper cannot embed them.
    """
    layout = QTextLayout(char, QFont())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    for run in layout.glyphRuns():
        raw = run.rawFont()
        if raw.isValid() and raw.supportsCharacter(ord(char)):
            tables = {tag: bytes(raw.fontTable(tag).data()) for tag in _TABLES}
            if tables["glyf"] and tables["loca"]:
                return font_file({tag: data for tag, data in tables.items() if data})
    return None


def font_file(tables: dict[str, bytes]) -> bytes:
    """Return the tables of a TrueType font as one file (OpenType, section “Font file”)."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset = len(head) + 16 * count
    directory, body = b"", b""
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag.encode(), checksum, offset + len(body), len(data))
        body += padded
    return head + directory + body
