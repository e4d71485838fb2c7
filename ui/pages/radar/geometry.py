"""Where ideas lie on the half disc: a ring for how near, a sector for whose. Numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

# Where the rings end, from near to far, on a disc whose radius is 1: plan, try, explore, watch.
ENDS = (0.34, 0.55, 0.77, 1.0)
# Where the discs of each ring lie.
MIDDLES = (0.21, 0.45, 0.66, 0.885)
CROWDED = 12  # from so many ideas on, those of one ring and side stand together


@dataclass(frozen=True, slots=True)
class Dot:
    """An idea to place: `ring` 0 is the nearest, `sector` 0 the first from the left."""

    id: int
    number: int
    ring: int
    sector: int


@dataclass(frozen=True, slots=True)
class Spot:
    """One mark: an idea, or several that stand together. x from -1 to 1, y up from 0 to 1."""

    ids: tuple[int, ...]
    numbers: tuple[int, ...]
    ring: int
    sector: int
    x: float
    y: float

    @property
    def words(self) -> str:
        """Return what stands in the mark: its number, or the first and the last."""
        first, last = self.numbers[0], self.numbers[-1]
        return str(first) if first == last else f"{first}–{last}"


def angle_of(sector: int, sectors: int, part: float) -> float:
    """Return the angle of a place in a sector; `part` 0 is its left edge, 1 its right one."""
    return pi * (1 - (sector + part) / sectors)


def place(ring: int, sector: int, sectors: int, part: float) -> tuple[float, float]:
    """Return x and y of a place on a ring."""
    angle = angle_of(sector, sectors, part)
    return MIDDLES[ring] * cos(angle), MIDDLES[ring] * sin(angle)


def room(ring: int, sectors: int, least: float) -> int:
    """Return how many marks fit beside each other on the arc of one ring and sector."""
    return max(int(MIDDLES[ring] * pi / sectors / least), 1)


def spots(dots: Sequence[Dot], sectors: int, least: float) -> list[Spot]:
    """Place the ideas; `least` is the distance that two marks keep.

    Those of one ring and sector spread along its arc; where they have no room, or where there are
    twelve ideas or more, they stand together as one mark.
    """
    cells: dict[tuple[int, int], list[Dot]] = {}
    for dot in dots:
        cells.setdefault((dot.ring, dot.sector), []).append(dot)
    out: list[Spot] = []
    for (ring, sector), found in sorted(cells.items()):
        is_one = len(found) > room(ring, sectors, least) or len(dots) >= CROWDED
        groups = [found] if is_one else [[dot] for dot in found]
        for n, group in enumerate(groups):
            x, y = place(ring, sector, sectors, (n + 1) / (len(groups) + 1))
            ids, numbers = tuple(d.id for d in group), tuple(d.number for d in group)
            out.append(Spot(ids, numbers, ring, sector, x, y))
    return out


def step(ids: Sequence[int], current: int | None, by: int) -> int | None:
    """Return the idea before or behind the current one; the list has ends."""
    if not ids:
        return None
    if current not in ids:
        return ids[0] if by > 0 else ids[-1]
    at = ids.index(current) + by
    return ids[min(max(at, 0), len(ids) - 1)]
