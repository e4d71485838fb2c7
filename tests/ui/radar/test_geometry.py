"""Where ideas lie on the half disc: pure numbers, checked without a window."""

from __future__ import annotations

from itertools import combinations
from math import dist, hypot, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.pages.radar.geometry import ENDS, Dot, Spot, angle_of, room, spots, step

LEAST = 0.13


def _dots(count: int, ring: int, sector: int) -> list[Dot]:
    return [Dot(n, n, ring, sector) for n in range(1, count + 1)]


@pytest.mark.parametrize("sectors", [1, 2, 3, 4, 7])
def test_each_side_has_a_sector_from_left_to_right(sectors: int) -> None:
    """C3: two halves for two sides, as many sectors as sides."""
    found = spots([Dot(n, n, 3, n) for n in range(sectors)], sectors, LEAST)
    assert [spot.sector for spot in found] == list(range(sectors))
    assert [spot.x for spot in found] == sorted(spot.x for spot in found)
    assert angle_of(0, sectors, 0) == pytest.approx(pi)
    assert angle_of(sectors - 1, sectors, 1) == pytest.approx(0)
    if sectors == 2:
        assert found[0].x < 0 < found[1].x


@pytest.mark.parametrize("ring", [0, 1, 2, 3])
def test_a_mark_lies_inside_its_ring(ring: int) -> None:
    """C3: nearer to the middle is closer to doing."""
    (spot,) = spots([Dot(1, 1, ring, 0)], 2, LEAST)
    inner = ENDS[ring - 1] if ring else 0
    assert inner < hypot(spot.x, spot.y) < ENDS[ring]
    assert spot.y > 0


def test_ideas_of_one_ring_and_side_keep_apart_or_stand_together() -> None:
    """C3: where the arc has no room, one mark holds them all."""
    most = room(3, 2, LEAST)
    beside = spots(_dots(most, 3, 0), 2, LEAST)
    assert [spot.numbers for spot in beside] == [(n,) for n in range(1, most + 1)]
    for one, other in combinations(beside, 2):
        assert dist((one.x, one.y), (other.x, other.y)) > LEAST * 0.8
    (together,) = spots(_dots(most + 1, 3, 0), 2, LEAST)
    assert together.words == f"1–{most + 1}"
    assert len(spots(_dots(2, 0, 0), 2, LEAST)) == 2


def test_twelve_ideas_stand_together_by_ring_and_side() -> None:
    """C3: eleven are apart, twelve are clusters; a lone one keeps its number."""
    eleven = [*(Dot(n, n, n % 3 + 1, n % 2) for n in range(1, 11)), Dot(11, 11, 0, 0)]
    assert len(spots(eleven, 2, LEAST)) == 11
    twelve = [*eleven, Dot(12, 12, 1, 0)]
    found = spots(twelve, 2, LEAST)
    assert len(found) == 7
    assert next(spot.words for spot in found if spot.ring == 0) == "11"


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), max_size=60),
    st.floats(0.05, 0.5),
)
def test_no_idea_is_lost_and_none_leaves_the_half_disc(
    where: list[tuple[int, int]], least: float
) -> None:
    """C3: whatever is there, each idea is in exactly one mark."""
    dots = [Dot(n, n, ring, sector) for n, (ring, sector) in enumerate(where)]
    found = spots(dots, 5, least)
    assert sorted(i for spot in found for i in spot.ids) == list(range(len(dots)))
    assert all(hypot(spot.x, spot.y) < 1 and spot.y >= 0 for spot in found)


def test_the_arrows_go_along_the_list_and_stop_at_its_ends() -> None:
    """C3: from nowhere to the first, or with the other arrow to the last."""
    assert step([], None, 1) is None
    assert step([7, 8, 9], None, 1) == 7
    assert step([7, 8, 9], None, -1) == 9
    assert step([7, 8, 9], 8, 1) == 9
    assert step([7, 8, 9], 9, 1) == 9
    assert step([7, 8, 9], 7, -1) == 7
    assert Spot((1, 2), (3, 4), 0, 0, 0, 0).words == "3–4"
