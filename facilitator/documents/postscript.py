"""Fonts with PostScript outlines (CFF), turned into TrueType outlines as they are used.

Most fonts for Chinese, Japanese and Korean are such. fontTools reads the outlines and cu2qu turns
their curves; only the glyphs a document draws are touched, so that a font of 16 MB costs little.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar

from facilitator.documents.truetype import NotTrueType, TrueType

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

_CURVE_ERROR = 0.001
_TABLES = (b"CFF ", b"CFF2")


class PostScript(TrueType):
    """One font file with PostScript outlines."""

    _kinds: ClassVar[tuple[bytes, ...]] = (b"OTTO",)
    _needed: ClassVar[frozenset[bytes]] = frozenset()

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        if not any(tag in self._tables for tag in _TABLES):
            raise NotTrueType("no PostScript outlines")
        self._turned: dict[int, bytes] = {}

    def _profile(self, order: Sequence[int]) -> bytes:
        most_points = most_contours = 0
        for glyph in order:
            outline = self._outline(glyph)
            if outline:
                contours = struct.unpack_from(">h", outline)[0]
                points = struct.unpack_from(">H", outline, 8 + 2 * contours)[0] + 1
                most_points, most_contours = max(most_points, points), max(most_contours, contours)
        profile = (most_points, most_contours, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)
        return struct.pack(">LH13H", 0x00010000, len(order), *profile)

    def _outline(self, glyph: int) -> bytes:
        outline = self._turned.get(glyph)
        if outline is None:
            outline = self._turned[glyph] = self._turn(glyph)
        return outline

    def _turn(self, glyph: int) -> bytes:
        """Return a glyph with quadratic curves, as the `glyf` table has them."""
        from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
        from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

        pen = TTGlyphPen(None)
        try:
            name = self._font.getGlyphName(glyph)
            self._drawings[name].draw(
                Cu2QuPen(pen, self.units * _CURVE_ERROR, reverse_direction=True)
            )
            return bytes(pen.glyph().compile(None))
        except Exception as error:  # a damaged program can fail in any way
            raise NotTrueType(f"damaged outline: {error!r}") from error

    @cached_property
    def _font(self) -> TTFont:
        from fontTools.ttLib import TTFont

        return TTFont(BytesIO(self._data), lazy=True)

    @cached_property
    def _drawings(self) -> Any:
        """Return what draws a glyph by its name; a variable font draws its default cut."""
        if b"CFF " in self._tables:
            return self._font["CFF "].cff[0].CharStrings
        return self._font.getGlyphSet()


def read_font(data: bytes) -> TrueType:
    """Return a font of either kind.

    Raises:
        NotTrueType: these bytes are no font that may and can be embedded.
    """
    return PostScript(data) if data[:4] == b"OTTO" else TrueType(data)
