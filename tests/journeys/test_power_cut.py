"""The power goes while somebody types: at most the last second is gone, and the place is kept."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.journeys.desk import Desk
from tests.journeys.ways import is_in_order, start_next_session

pytestmark = [pytest.mark.journey, pytest.mark.slow]

SAID = " ".join(f"word{number}" for number in range(400))
TYPED_FOR_S = 3.0


def test_a_power_cut_costs_a_second_of_notes_at_most(desk: Desk, demo: Path) -> None:
    """U1, U5: typing without a pause, so a save that waits for a pause would never come."""
    desk.open_app(str(demo))
    start_next_session(desk)
    desk.press("next-item")
    item = desk.see(starts="Item 2 ·")["name"]
    desk.focus("notes")
    seen = _type_until_the_power_goes(desk)
    desk.open_app(str(demo))
    assert desk.see(starts="Item 2 ·")["name"] == item
    kept = desk.see("notes")["text"]
    assert SAID.startswith(kept)
    died, shown = seen[-1]
    a_second_before = max((text for at, text in seen if died - at >= 1.0), key=len)
    assert len(a_second_before) > 40, "there was something to lose"
    assert len(a_second_before) <= len(kept) <= len(shown) + 5
    assert desk.see("session-clock")["name"].startswith("Session: 59:")
    desk.quit_app()
    assert is_in_order(demo)


def _type_until_the_power_goes(desk: Desk) -> list[tuple[float, str]]:
    """Return what stood in the notes when; the last entry is from the moment before the cut."""
    typing = desk.go_on_writing(SAID)
    seen: list[tuple[float, str]] = []
    began = time.monotonic()
    while time.monotonic() - began < TYPED_FOR_S:
        seen.append((time.monotonic(), str(desk.see("notes")["text"]).rstrip()))
    desk.kill_app()
    typing.terminate()
    typing.wait(timeout=5)
    return [(at, text) for at, text in seen]


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
