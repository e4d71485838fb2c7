"""Without a mouse: from the start page to a decision whose sides were heard, by keys alone."""

from __future__ import annotations

import pytest

from tests.journeys.desk import Desk
from tests.journeys.ways import f6_to, tab_to, toast

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_keys_alone_lead_from_the_start_page_to_a_decision(desk: Desk) -> None:
    """U2, U3: what is on the screen is only read here, never pressed."""
    desk.open_app()
    desk.see("open-demo")
    tab_to(desk, "open-demo")
    desk.keys("Return")
    desk.see("nav-together")
    _command(desk, "Sessions", "session-list")
    desk.keys("ctrl+n")
    desk.see("confirm")
    desk.write("By keys alone")
    desk.keys("ctrl+Return")
    desk.gone("confirm")
    desk.see("session-title", text="By keys alone")
    _arrange_the_agenda(desk)
    _command(desk, "Start session", "capture-line")
    _take_notes(desk)
    _capture_a_decision(desk)
    _hear_each_side(desk)
    _undo(desk)


def _command(desk: Desk, words: str, then: str) -> None:
    """Do something through the palette."""
    desk.keys("ctrl+k")
    desk.see("command-palette")
    desk.write(words)
    desk.see(role="list item", starts=words, within="command-palette-list")
    desk.keys("Return")
    desk.gone("command-palette")
    desk.see(then)


def _arrange_the_agenda(desk: Desk) -> None:
    first, second, *_rest = desk.rows("agenda-list")
    assert desk.focused()["name"] == first, "the keyboard begins in the agenda"
    desk.keys("alt+Down")
    moved = desk.until(lambda: _moved(desk.rows("agenda-list"), second))
    assert first.split(", ")[2] in moved[1]
    desk.keys("ctrl+n")
    desk.see("item-title")
    desk.write("Do we agree on the rhythm?")
    desk.keys("Escape")
    desk.see(role="list item", starts=f"{len(moved) + 1}, ", holds="Do we agree on the rhythm?")
    assert "Do we agree on the rhythm?" in desk.focused()["name"]


def _moved(rows: list[str], second: str) -> list[str]:
    return rows if second.split(", ")[2] in rows[0] else []


def _take_notes(desk: Desk) -> None:
    assert desk.focused()["id"] == "notes", "a session begins with the notes"
    desk.write("Both sides are here.")
    desk.keys("F8")
    desk.see(starts="Item 2 ·")
    assert desk.see("notes")["text"] == ""
    f6_to(desk, "2, ")  # in the agenda the keyboard comes to what is on the table
    desk.keys("Escape")
    assert desk.focused()["id"] == "notes"
    desk.keys("shift+F8")
    desk.see(starts="Item 1 ·")
    assert desk.see("notes")["text"] == "Both sides are here."


def _capture_a_decision(desk: Desk) -> None:
    desk.keys("ctrl+l")
    desk.write("/d We meet every two weeks @sec")
    assert desk.see("capture-understood", holds="Decision, Security")
    desk.keys("Return")
    desk.see(role="list item", starts="Decision, proposed, We meet every two weeks")
    assert desk.focused()["id"] == "capture-line", "the next line can be typed at once"
    desk.keys("Escape")
    assert desk.focused()["id"] == "notes"


def _hear_each_side(desk: Desk) -> None:
    """Go to the card with F6 and Tab, hear both sides from its menu, and agree (D2)."""
    f6_to(desk, "All ")
    for _control in range(6):
        if desk.focused()["name"].startswith("Decision, "):
            break
        desk.keys("Tab")
    desk.keys("space", "Down", "Return")
    desk.see(role="dialog", name="Hear each side")
    assert desk.focused()["id"] == "consideration-security"
    desk.write("One evening in two is affordable.")
    tab_to(desk, "decision-agree")
    desk.keys("space")
    desk.see(starts="Marketing and Customer has not been heard yet, so this is not agreed.")
    tab_to(desk, "consideration-marketing")
    desk.write("Fewer mails between sessions.")
    tab_to(desk, "decision-agree")
    desk.keys("space")
    desk.gone(role="dialog")
    desk.see(role="list item", holds=" agreed, We meet every two weeks")


def _undo(desk: Desk) -> None:
    desk.keys("ctrl+z")
    desk.see(role="list item", holds=" proposed, We meet every two weeks")
    assert toast(desk).startswith("Undone: ")
    desk.keys("ctrl+shift+z")
    desk.see(role="list item", holds=" agreed, We meet every two weeks")
    assert toast(desk).startswith("Redone: ")
