"""The power goes while somebody types: at most the last second is gone, and the place is kept."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from facilitator.store import Reader
from tests.journeys.desk import Desk
from tests.journeys.ways import is_in_order, start_next_session

pytestmark = [pytest.mark.journey, pytest.mark.slow]

SAID = " ".join(f"word{number}" for number in range(400))
SAVED = "SELECT '' AS notes UNION SELECT text FROM item_notes WHERE text LIKE ?"
TYPED_FOR_S = 3.0


def test_a_power_cut_costs_a_second_of_notes_at_most(desk: Desk, demo: Path) -> None:
    """U1, U5: typing without a pause, so a save that waits for a pause would never come."""
    desk.open_app(str(demo))
    start_next_session(desk)
    desk.press("next-item")
    item = desk.see(starts="Item 2 ·")["name"]
    desk.focus("notes")
    seen = _type_until_the_power_goes(desk, demo)
    desk.open_app(str(demo))
    assert desk.see(starts="Item 2 ·")["name"] == item
    kept = desk.see("notes")["text"]
    assert SAID.startswith(kept)
    assert _a_second_before(seen, seen[-1][0]) <= len(kept) <= seen[-1][1] + 5
    assert re.match("Session: 59:|Session: 1:00:00", desk.see("session-clock")["name"])
    desk.quit_app()
    assert is_in_order(demo)


def _type_until_the_power_goes(desk: Desk, file: Path) -> list[tuple[float, int]]:
    """Return how many letters stood in the notes when; the last moment is the one of the cut."""
    typing = desk.go_on_writing(SAID)
    seen: list[tuple[float, int]] = []
    began = time.monotonic()
    with Reader.open(file) as reader:
        while time.monotonic() - began < TYPED_FOR_S:
            shown = str(desk.see("notes")["text"]).rstrip()
            assert SAID.startswith(shown)
            seen.append((time.monotonic(), len(shown)))
            now = time.monotonic()
            saved = max(len(row["notes"]) for row in reader.all(SAVED, (f"{SAID[:4]}%",)))
            assert saved >= _a_second_before(seen, now), "a second was not enough to save"
    assert _a_second_before(seen, seen[-1][0]) > 40, "there was something to lose"
    desk.kill_app()
    desk.stop_writing(typing, SAID)
    return seen


def _a_second_before(seen: list[tuple[float, int]], now: float) -> int:
    return max((length for at, length in seen if now - at >= 1.0), default=0)


def test_a_line_half_typed_comes_back_after_a_power_cut(desk: Desk, demo: Path) -> None:
    """U1, U5: what is no row yet is kept as well, a sealed line where only its owner reads it."""
    desk.open_app(str(demo))
    start_next_session(desk)
    for half in ("/a Order the set-up with all", "// Celeste has an offer elsewhe"):
        desk.keys("ctrl+l", "ctrl+a")
        desk.write(half)
        desk.until(lambda half=half: len(desk.see("capture-line")["text"]) == len(half))
        time.sleep(1)
        desk.kill_app()
        desk.open_app(str(demo))
        line = desk.see("capture-line")
        assert line["text"] == ("●" * len(half) if half.startswith("//") else half)
    assert line["role"] == "password text"
    desk.keys("ctrl+l", "End")
    desk.write("re")
    desk.keys("Return")
    desk.until(lambda: desk.see("capture-line")["text"] == "")
    desk.keys("ctrl+z")
    desk.see(holds="Undone: Sealed note")
    desk.quit_app()
    assert is_in_order(demo)
