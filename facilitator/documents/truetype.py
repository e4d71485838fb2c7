"""Read a TrueType font as far as paper needs it, and cut a subset out of it.

Only glyph outlines in `glyf` are understood, since PDF embeds those as they are; `postscript`
turns others into these. A variable font gives its default cut. Glyphs are known by number; a
subset numbers them anew in the order asked for.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import ClassVar

from facilitator.documents.kerning import Kerning

_COPIED = (b"cvt ", b"fpgm", b"prep")
_RESTRICTED, _NO_SUBSET, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
_INKLESS = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
_BLANK_BRAILLE = "\u2800"
_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
_CHECKSUM_MAGIC = 0xB1B0AFBA


class NotTrueType(Exception):
    """These bytes are no font that may and can be embedded as TrueType outlines."""


class TrueType:
    """One font file. Reading it changes nothing, so documents may share it."""

    _kinds: ClassVar[tuple[bytes, ...]] = (b"\0\1\0\0", b"true")
    _needed: ClassVar[frozenset[bytes]] = frozenset((b"glyf", b"loca"))

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._tables = _directory(data, self._kinds)
            self._read_head()
            self._read_metrics()
            self._check_rights()
        except (struct.error, KeyError, IndexError) as error:
            raise NotTrueType(f"damaged or no TrueType font: {error!r}") from error

    def glyph(self, code: int) -> int:
        """Return the glyph of a code point, 0 where the font has none."""
        return self._glyphs.get(code, 0)

    @property
    def code_points(self) -> Iterable[int]:
        """Return every code point that the font has a glyph for."""
        return self._glyphs.keys()

    def draws(self, char: str) -> bool:
        """Return whether a character has ink in this font, or is a blank that needs none.

        Fonts of coloured pictures have characters without outlines: printing them would lose them.
        """
        glyph = self.glyph(ord(char))
        if not glyph:
            return False
        try:
            has_ink = bool(self._outline(glyph))
        except (struct.error, IndexError, NotTrueType):
            return False
        return has_ink or unicodedata.category(char) in _INKLESS or char == _BLANK_BRAILLE

    def advance(self, glyph: int) -> float:
        """Return a glyph's width in thousandths of the type size."""
        width: int = self._advances[min(glyph, len(self._advances) - 1)]
        return width * self.scale

    def extent(self, glyph: int) -> tuple[float, float]:
        """Return how far the ink of a glyph reaches, in thousandths of the type size."""
        outline = self._outline(glyph)
        if len(outline) < 10:
            return 0.0, 0.0
        low, _, high = struct.unpack_from(">3h", outline, 2)
        return low * self.scale, high * self.scale

    @cached_property
    def kerning(self) -> Kerning:
        """Return the pair adjustments of the font, in its own units."""
        return Kerning(self._table(b"GPOS")) if b"GPOS" in self._tables else Kerning(b"")

    @cached_property
    def name(self) -> str:
        """Return the PostScript name, reduced to letters, digits and hyphens."""
        table = self._table(b"name")
        count, strings = struct.unpack_from(">HH", table, 2)
        for index in range(count):
            platform, _, _, kind, length, offset = struct.unpack_from(">6H", table, 6 + 12 * index)
            if kind == 6:
                raw = table[strings + offset : strings + offset + length]
                text = raw.decode("utf-16-be" if platform in (0, 3) else "latin-1", "ignore")
                return "".join(c for c in text if c.isascii() and (c.isalnum() or c == "-"))
        return "Unnamed"

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """Return a font file in which glyph `i + 1` is `glyphs[i]`, and glyph 0 the missing one."""
        order, moved = self._closure(glyphs)
        outlines, offsets = self._outlines(order, moved)
        count = len(order)
        head = bytearray(self._table(b"head")[:54])
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">H", head, 50, 1)
        tables = {
            b"glyf": outlines,
            b"head": bytes(head),
            b"hhea": self._table(b"hhea")[:34] + struct.pack(">H", count),
            b"hmtx": b"".join(self._long_metric(glyph) for glyph in order),
            b"loca": struct.pack(f">{count + 1}L", *offsets),
            b"maxp": self._profile(order),
        }
        tables.update({tag: self._table(tag) for tag in _COPIED if tag in self._tables})
        return _assemble(tables)

    # --- reading ---------------------------------------------------------------------------------

    def _table(self, tag: bytes) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _read_head(self) -> None:
        head = self._table(b"head")
        units = struct.unpack_from(">H", head, 18)[0]
        self.units = units or 1000
        self.scale = 1000 / self.units
        self.box = [round(v * self.scale) for v in struct.unpack_from(">4h", head, 36)]
        self._long_offsets = struct.unpack_from(">h", head, 50)[0] == 1
        if not {b"cmap", b"hmtx", *self._needed} <= self._tables.keys():
            raise NotTrueType("no outlines")
        self.italic_angle = struct.unpack_from(">l", self._table(b"post"), 4)[0] / 65536

    def _read_metrics(self) -> None:
        hhea = self._table(b"hhea")
        ascent, descent = struct.unpack_from(">2h", hhea, 4)
        self.ascent, self.descent = round(ascent * self.scale), round(descent * self.scale)
        metrics = struct.unpack_from(">H", hhea, 34)[0]
        self.glyph_count = struct.unpack_from(">H", self._table(b"maxp"), 4)[0]
        self._hmtx = self._table(b"hmtx")
        self._advances = struct.unpack_from(">" + "Hh" * metrics, self._hmtx)[::2]
        if not self._advances:
            raise NotTrueType("no widths")

    def _check_rights(self) -> None:
        self.weight, self.cap_height = 400, self.ascent
        if b"OS/2" not in self._tables:
            return
        table = self._table(b"OS/2")
        version, _, self.weight, _, rights = struct.unpack_from(">HhHHH", table)
        if rights & 0x000F == _RESTRICTED or rights & (_NO_SUBSET | _BITMAPS_ONLY):
            raise NotTrueType("the font may not be embedded")
        if version > 1:
            self.cap_height = round(struct.unpack_from(">h", table, 88)[0] * self.scale)

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        loca, count = self._table(b"loca"), self.glyph_count + 1
        if self._long_offsets:
            return struct.unpack_from(f">{count}L", loca)
        return tuple(2 * half for half in struct.unpack_from(f">{count}H", loca))

    @cached_property
    def _glyphs(self) -> dict[int, int]:
        try:
            return _character_map(self._table(b"cmap"))
        except (struct.error, IndexError):
            return {}

    # --- cutting ---------------------------------------------------------------------------------

    def _profile(self, order: Sequence[int]) -> bytes:
        """Return the table that says how many glyphs there are, and how complex."""
        table = self._table(b"maxp")
        return table[:4] + struct.pack(">H", len(order)) + table[6:]

    def _long_metric(self, glyph: int) -> bytes:
        count = len(self._advances)
        if glyph < count:
            return self._hmtx[4 * glyph : 4 * glyph + 4]
        bearing = 4 * count + 2 * (glyph - count)
        return struct.pack(">H", self._advances[-1]) + self._hmtx[bearing : bearing + 2]

    def _outline(self, glyph: int) -> bytes:
        start, end = self._offsets[glyph], self._offsets[glyph + 1]
        base = self._tables[b"glyf"][0]
        return self._data[base + start : base + end]

    def _closure(self, glyphs: Sequence[int]) -> tuple[list[int], dict[int, int]]:
        """Return all glyphs needed in their new order, and where the parts of composites went."""
        order = [0, *glyphs]
        moved = {glyph: place for place, glyph in reversed(list(enumerate(order)))}
        for glyph in order:
            for part, _ in _parts(self._outline(glyph)):
                if part not in moved:
                    moved[part] = len(order)
                    order.append(part)
        return order, moved

    def _outlines(self, order: Sequence[int], moved: dict[int, int]) -> tuple[bytes, list[int]]:
        pieces, offsets, at = [], [], 0
        for glyph in order:
            outline = bytearray(self._outline(glyph))
            for part, place in _parts(outline):
                struct.pack_into(">H", outline, place, moved[part])
            outline += bytes(-len(outline) % 4)
            offsets.append(at)
            at += len(outline)
            pieces.append(bytes(outline))
        return b"".join(pieces), [*offsets, at]


def _directory(data: bytes, kinds: tuple[bytes, ...]) -> dict[bytes, tuple[int, int]]:
    start = struct.unpack_from(">L", data, 12)[0] if data[:4] == b"ttcf" else 0
    if data[start : start + 4] not in kinds:
        raise NotTrueType("no font of this kind")
    count = struct.unpack_from(">H", data, start + 4)[0]
    records = (struct.unpack_from(">4s3L", data, start + 12 + 16 * i) for i in range(count))
    return {tag: (offset, length) for tag, _, offset, length in records}


def _parts(outline: bytes | bytearray) -> list[tuple[int, int]]:
    """Return the glyphs a composite is made of, each with the place of its number."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        found.append((part, at + 2))
        at += 8 if flags & _WORDS else 6
        if flags & _SCALE:
            at += 2
        elif flags & _XY_SCALE:
            at += 4
        elif flags & _TWO_BY_TWO:
            at += 8
    return found


def _character_map(table: bytes) -> dict[int, int]:
    """Return code point to glyph of the richest Unicode subtable."""
    best: dict[int, int] = {}
    for index in range(struct.unpack_from(">H", table, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * index)
        if (platform == 0 and encoding != 5) or (platform == 3 and encoding in (0, 1, 10)):
            kind = struct.unpack_from(">H", table, offset)[0]
            if kind == 12:
                return _segments_12(table, offset)
            if kind == 4 and not best:
                best = _segments_4(table, offset)
    return best


def _segments_12(table: bytes, offset: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for index in range(struct.unpack_from(">L", table, offset + 12)[0]):
        first, last, glyph = struct.unpack_from(">3L", table, offset + 16 + 12 * index)
        if last > 0x10FFFF or last < first:
            break
        found.update(
            zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)
        )
    return found


def _segments_4(table: bytes, offset: int) -> dict[int, int]:
    count = struct.unpack_from(">H", table, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, offset + 14)
    starts = struct.unpack_from(f">{count}H", table, offset + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", table, offset + 16 + 4 * count)
    ranges_at = offset + 16 + 6 * count
    ranges = struct.unpack_from(f">{count}H", table, ranges_at)
    found: dict[int, int] = {}
    for index, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        span = last - first + 1
        if first == 0xFFFF or span < 1:
            continue
        if ranges[index] == 0:
            glyphs: Sequence[int] = [(code + delta) & 0xFFFF for code in range(first, last + 1)]
        else:
            at = ranges_at + 2 * index + ranges[index]
            raw = struct.unpack_from(f">{span}H", table, at)
            glyphs = [(glyph + delta) & 0xFFFF if glyph else 0 for glyph in raw]
        found.update((c, g) for c, g in zip(range(first, last + 1), glyphs, strict=True) if g)
    return found


def _checksum(data: bytes | bytearray) -> int:
    padded = data + bytes(-len(data) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}L", padded))
    return total & 0xFFFFFFFF


def _assemble(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    start = struct.pack(
        ">L4H", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power)
    )
    at, entries, bodies, head_at = 12 + 16 * count, [], [], 0
    for tag in sorted(tables):
        body = tables[tag]
        head_at = at if tag == b"head" else head_at
        entries.append(struct.pack(">4s3L", tag, _checksum(body), at, len(body)))
        bodies.append(body + bytes(-len(body) % 4))
        at += len(bodies[-1])
    font = bytearray(start + b"".join(entries) + b"".join(bodies))
    struct.pack_into(">L", font, head_at + 8, (_CHECKSUM_MAGIC - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)
