"""A side accepts words; an edit makes the acceptance stale (G1)."""

from __future__ import annotations

import pytest

from facilitator.domain.acceptance import Standing, standing


@pytest.mark.parametrize(
    ("accepted", "words", "expected"),
    [
        (None, "A customer who says no is obeyed", Standing.OPEN),
        ("", "", Standing.OPEN),
        ("No means no", "No means no", Standing.ACCEPTED),
        ("No means no", "No  means\nno ", Standing.ACCEPTED),
        ("No means no", "No means no.", Standing.STALE),
        ("No means no", None, Standing.STALE),
    ],
)
def test_where_a_side_stands(accepted: str | None, words: str | None, expected: Standing) -> None:
    assert standing(accepted, words) is expected
