"""Where a say-it-back stands, by its versions alone (L5)."""

from __future__ import annotations

import pytest

from facilitator.domain.sayback import state_of, steps

SAID, BACK, WRONG = "said", "restated", "corrected"


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        ([], "open"),
        ([SAID], "open"),
        ([SAID, BACK], "restated"),
        ([SAID, BACK, WRONG], "corrected"),
        ([SAID, BACK, WRONG, BACK], "restated"),
        ([BACK], "restated"),
    ],
)
def test_the_last_version_tells_where_it_stands(parts: list[str], state: str) -> None:
    """L5: open, restated, corrected."""
    assert state_of(parts) == state
    assert state_of(parts, is_confirmed=True) == "confirmed"


def _told(parts: list[str], *, is_confirmed: bool = False) -> str:
    found = steps(parts, is_confirmed=is_confirmed)
    marks = []
    for step in found:
        mark = "✓" if step.is_done else "→" if step.is_current else "·"
        again = " again" if step.is_again else ""
        times = f" ×{step.times}" if step.times > 1 else ""
        marks.append(f"{mark}{step.part}{again}{times}")
    return " ".join(marks)


def test_the_step_to_come_is_saying_it_back_until_only_the_yes_is_missing() -> None:
    assert _told([SAID]) == "✓said →restated ·confirmed"
    assert _told([SAID, BACK]) == "✓said ✓restated →confirmed"
    assert _told([SAID, BACK, WRONG]) == "✓said ✓restated ✓corrected →restated again ·confirmed"
    assert _told([SAID, BACK], is_confirmed=True) == "✓said ✓restated ✓confirmed"


def test_many_rounds_become_one_step_that_counts_them() -> None:
    parts = [SAID, BACK, WRONG, BACK, WRONG, BACK]
    assert _told(parts) == "✓said ✓restated ✓corrected ×2 ✓restated again →confirmed"
