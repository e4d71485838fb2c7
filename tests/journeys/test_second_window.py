"""Two people open one file: the second is told who holds it, may read, and may work on a copy."""

from __future__ import annotations

import getpass
import socket
from pathlib import Path

import pytest

from tests.journeys.conftest import Desks
from tests.journeys.desk import Desk
from tests.journeys.ways import is_in_order, toast

pytestmark = [pytest.mark.journey, pytest.mark.slow]

REFUSED = "table.facilitator is open read-only, so this change was not made."


def test_the_second_window_reads_while_the_first_one_writes(desks: Desks, demo: Path) -> None:
    """E1, U6: who holds it, what can be done; nobody overwrites anybody."""
    first = desks()
    first.open_app(str(demo))
    first.see("nav-sessions")
    second = desks()
    second.open_app(str(demo))
    holder = f"{getpass.getuser()}@{socket.gethostname()}"
    second.see(starts=f"table.facilitator is open on {holder} since ")
    assert second.sees("open-demo"), "the start page is there to go on from"
    second.press(name="Open read-only")
    second.see("status", name="Read only")
    second.see(starts=f"{holder} has it open")
    _is_refused_with_a_sentence(second)
    _write(first)
    copy = _work_on_a_copy(second, demo)
    for desk in (first, second):
        desk.quit_app()
    assert is_in_order(demo)
    assert is_in_order(copy)


def _is_refused_with_a_sentence(desk: Desk) -> None:
    desk.press("nav-sessions")
    before = desk.rows("session-list")
    desk.press("new-session")
    desk.press("confirm")
    desk.see(starts=REFUSED, role="label")
    desk.keys("Escape")
    desk.gone("confirm")
    assert desk.rows("session-list") == before
    desk.press("open-due-session")
    desk.press("start-session")
    desk.see(name=REFUSED)
    assert not desk.see("add-item")["enabled"]
    title = desk.see("session-title")["text"]
    desk.click("session-title")
    desk.write("Not mine")
    assert desk.see("session-title")["text"] == title


def _write(desk: Desk) -> None:
    desk.press("nav-sessions")
    desk.press("new-session")
    desk.see("session-title")
    desk.keys("ctrl+a")
    desk.write("Written by the one who holds it")
    desk.press("confirm")
    desk.see("session-title", text="Written by the one who holds it")
    desk.see("status", starts="Saved ")


def _work_on_a_copy(desk: Desk, file: Path) -> Path:
    desk.press(name="Work on a copy")
    assert desk.see(role="text", name="File name:")["text"] == "table copy.facilitator"
    desk.keys("Return")
    copy = file.with_name("table copy.facilitator")
    desk.until(lambda: toast(desk) == f"You are working on {copy}.")
    desk.see("status", name="All saved")
    desk.press("nav-sessions")
    desk.see("session-list")
    assert any("Written by the one who holds it" in row for row in desk.rows("session-list"))
    desk.press("open-due-session")
    desk.press("start-session")
    desk.see("capture-line")
    return copy
