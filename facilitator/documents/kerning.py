"""Pair kerning out of a font's GPOS table: the small moves that make a line of type even.

Only horizontal adjustments of the first glyph of a pair are read (lookup type 2, also behind an
extension), which is all that kerning is. Ligatures and other shaping are left alone on purpose:
text copied out of the PDF must be the text that went in.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_PAIRS, _EXTENSION = 2, 9
_ADVANCE_ONLY = 0x0004


@dataclass(frozen=True, slots=True)
class _Classes:
    """One class-based subtable: which class each glyph is in, and a row of moves per class."""

    covered: frozenset[int]
    first: dict[int, int]
    second: dict[int, int]
    width: int
    moves: tuple[int, ...]


class Kerning:
    """Answers how far the second of two glyphs moves towards the first, in font units."""

    def __init__(self, gpos: bytes) -> None:
        self._table = gpos
        self._steps: list[dict[tuple[int, int], int] | _Classes] = []
        self._known: dict[tuple[int, int], int] = {}
        if gpos:
            try:
                self._read()
            except (struct.error, IndexError):
                self._steps = []

    def between(self, left: int, right: int) -> int:
        """Return the adjustment of one pair, 0 for most."""
        pair = (left, right)
        move = self._known.get(pair)
        if move is None:
            move = self._known[pair] = self._find(left, right)
        return move

    def _find(self, left: int, right: int) -> int:
        for step in self._steps:
            if isinstance(step, dict):
                if (left, right) in step:
                    return step[left, right]
            elif left in step.covered:
                row, column = step.first.get(left, 0), step.second.get(right, 0)
                return step.moves[row * step.width + column]
        return 0

    # --- reading ---------------------------------------------------------------------------------

    def _u16(self, at: int, count: int = 1) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", self._table, at)

    def _read(self) -> None:
        _, features, lookups = self._u16(4, 3)
        wanted: set[int] = set()
        for index in range(self._u16(features)[0]):
            record = features + 2 + 6 * index
            if self._table[record : record + 4] == b"kern":
                at = features + self._u16(record + 4)[0]
                wanted.update(self._u16(at + 4, self._u16(at + 2)[0]))
        for lookup in sorted(wanted):
            at = lookups + self._u16(lookups + 2 + 2 * lookup)[0]
            kind, _, count = self._u16(at, 3)
            for offset in self._u16(at + 6, count):
                self._read_subtable(kind, at + offset)

    def _read_subtable(self, kind: int, at: int) -> None:
        if kind == _EXTENSION:
            _, kind = self._u16(at, 2)
            at += struct.unpack_from(">L", self._table, at + 4)[0]
        if kind != _PAIRS:
            return
        form, coverage, first, second = self._u16(at, 4)
        if first != _ADVANCE_ONLY or second != 0:
            return
        glyphs = self._coverage(at + coverage)
        self._steps.append(
            self._pairs(at, glyphs) if form == 1 else self._by_class(at, frozenset(glyphs))
        )

    def _pairs(self, at: int, glyphs: list[int]) -> dict[tuple[int, int], int]:
        found: dict[tuple[int, int], int] = {}
        for glyph, offset in zip(glyphs, self._u16(at + 10, len(glyphs)), strict=True):
            count = self._u16(at + offset)[0]
            values = struct.unpack_from(">" + "Hh" * count, self._table, at + offset + 2)
            moves = zip(values[::2], values[1::2], strict=True)
            found.update(((glyph, other), move) for other, move in moves)
        return found

    def _by_class(self, at: int, covered: frozenset[int]) -> _Classes:
        first, second, rows, width = self._u16(at + 8, 4)
        moves = struct.unpack_from(f">{rows * width}h", self._table, at + 16)
        return _Classes(
            covered, self._classes(at + first), self._classes(at + second), width, moves
        )

    def _coverage(self, at: int) -> list[int]:
        form, count = self._u16(at, 2)
        if form == 1:
            return list(self._u16(at + 4, count))
        ranges = (self._u16(at + 4 + 6 * index, 3) for index in range(count))
        return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]

    def _classes(self, at: int) -> dict[int, int]:
        form = self._u16(at)[0]
        if form == 1:
            start, count = self._u16(at + 2, 2)
            return dict(zip(range(start, start + count), self._u16(at + 6, count), strict=True))
        found: dict[int, int] = {}
        for index in range(self._u16(at + 2)[0]):
            first, last, group = self._u16(at + 4 + 6 * index, 3)
            found.update((glyph, group) for glyph in range(first, last + 1))
        return found
