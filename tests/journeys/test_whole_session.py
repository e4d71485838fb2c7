"""A whole session from another process: what a person sees, presses and types, nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.journeys.desk import Desk
from tests.journeys.ways import (
    capture,
    command_line,
    holds,
    is_in_order,
    pdf_bytes,
    pdf_text,
    toast,
)

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TITLE = "Are both slow tools off?"
SEALED = "Celeste would rather leave than sign"
LINES = {
    "Note": "Fifteen of seventeen tools obey",
    "Decision": "/d Both slow tools stay off @security #choices",
    "Action": "/a Move the birthday voucher @jonas ^+2w",
    "Concern": "/c The voucher cannot go dark @marketing",
    "Idea": "/i Let customers choose the hour @celeste",
    "Question": "/q Which two tools are slow? @security",
    "Want": "/w One list of all tools @security",
    "Need": "/n A date before the sale @marketing",
    "Challenge": "/h Three agencies with their own tools @marketing",
    "Parked": "/p The view of the night shift",
    "Word": "/t Quiet list",
    "Say it back": "/s The people we promised to leave alone @nadia",
}
WORDS = {kind: re.sub(r"^/\w |\s*[@^#]\S+", "", line).strip() for kind, line in LINES.items()}


def test_a_session_goes_from_the_demo_to_its_minutes(desk: Desk, tmp_path: Path) -> None:
    """P4, V1 to V4, V6, U1, U5, M1, S2: open, create, run, undo after a restart, close, export."""
    file = _open_demo(desk)
    _create_session(desk)
    _start(desk)
    _capture_all(desk)
    _undo_after_a_power_cut(desk, file)
    _close(desk)
    minutes = _export(desk, tmp_path / "minutes.pdf")
    _has_everything_but_the_sealed_note(minutes)
    assert holds(file.read_bytes() + _beside(file), SEALED), "the sealed note is kept in the file"
    _is_the_same_after_reopening(desk, file, minutes, tmp_path)


def _open_demo(desk: Desk) -> Path:
    desk.open_app()
    desk.press("open-demo")
    desk.see("nav-together")
    found = list(desk.home.glob("**/Demo.facilitator"))
    assert len(found) == 1
    return found[0]


def _create_session(desk: Desk) -> None:
    desk.press("nav-sessions")
    desk.press("new-session")
    desk.see("session-title")
    desk.keys("ctrl+a")
    desk.write(TITLE)
    desk.fill("session-date", "today")
    desk.choose("session-template", "Decision meeting")
    desk.press("confirm")
    assert desk.see("session-title", text=TITLE)
    items = desk.rows("agenda-list")
    assert len(items) == 7
    assert "decide" in items[4]


def _start(desk: Desk) -> None:
    desk.press("start-session")
    desk.see("capture-line")
    assert desk.see("session-clock")["name"].startswith("Session: ")
    desk.press("presence")
    desk.see("attendance-done")
    for name in ("Ingrid Solheim", "Jonas Feld", "Ruth Calder"):
        desk.press(name="Present", within=f"Presence of {name}")
    desk.press("attendance-done")
    desk.gone("attendance-done")
    assert desk.see("presence", holds="both sides represented")


def _capture_all(desk: Desk) -> None:
    for line in LINES.values():
        capture(desk, line)
    rows = desk.rows("captures-list")
    assert len(rows) == len(LINES)
    for kind, words in WORDS.items():
        (row,) = [each for each in rows if each.startswith(f"{kind}, ")]
        assert words in row
    (action,) = [each for each in rows if each.startswith("Action, ")]
    assert "Jonas Feld" in action
    desk.keys("ctrl+l")
    desk.write(f"// {SEALED}")
    line = desk.until(lambda: desk.see("capture-line", role="password text"))
    assert set(line["text"]) == {"●"}
    assert not any("Celeste would" in each for each in desk.tree())
    desk.keys("Return")
    desk.until(lambda: desk.see("capture-line")["text"] == "")
    assert len(desk.rows("captures-list")) == len(LINES)


def _undo_after_a_power_cut(desk: Desk, file: Path) -> None:
    desk.press("next-item")
    item = desk.see(starts="Item 2 · inform")
    desk.kill_app()
    desk.open_app(str(file))
    desk.see("capture-line")
    assert desk.see(starts="Item 2")["name"] == item["name"], "the window is back where it was"
    said = desk.rows("captures-list")
    assert len(said) == len(LINES)
    for step in ("Next item", "Sealed note", "Capture say-it-back"):
        desk.keys("ctrl+z")
        desk.until(lambda step=step: toast(desk) == f"Undone: {step}")
    assert len(desk.rows("captures-list")) == len(LINES) - 1
    assert not any(WORDS["Say it back"] in row for row in desk.rows("captures-list"))
    for step in ("Capture say-it-back", "Sealed note", "Next item"):
        desk.keys("ctrl+shift+z")
        desk.until(lambda step=step: toast(desk) == f"Redone: {step}")
    assert desk.rows("captures-list") == said


def _close(desk: Desk) -> None:
    desk.keys("ctrl+k")
    desk.see("command-palette")
    desk.write("Close session")
    desk.see("command-palette-list", having="Close session, shows what is missing first")
    desk.keys("Return")
    desk.gone("command-palette")
    desk.press("close-and-write")


def _export(desk: Desk, target: Path) -> Path:
    desk.see("minutes-preview", holds="page 1 of", timeout=30)
    desk.press("export-minutes")
    desk.see(role="dialog")
    desk.keys("ctrl+a")
    desk.write(str(target))
    desk.keys("Return")
    desk.until(target.exists, timeout=30)
    desk.until(lambda: toast(desk) == "Saved minutes.pdf. No sealed note is in it.")
    return target


def _has_everything_but_the_sealed_note(minutes: Path) -> None:
    text = pdf_text(minutes)
    assert TITLE in text
    assert "Both sides represented Yes" in text
    for kind, words in WORDS.items():
        # What was only noted is scratch text: it prints when somebody marks it.
        assert (words in text) == (kind != "Note"), kind
    assert re.search(r"Move the birthday voucher Jonas Feld \d+ \w+ \d{4}", text)
    data = pdf_bytes(minutes)
    for words in (SEALED, "rather leave", "Sealed note"):
        assert words not in text
        assert not holds(data, words)


def _beside(file: Path) -> bytes:
    """Return what stands beside the document while it is open, its newest pages among it."""
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}-*"))


def _is_the_same_after_reopening(desk: Desk, file: Path, minutes: Path, folder: Path) -> None:
    desk.quit_app()
    desk.open_app(str(file))
    desk.see("minutes-preview", holds="page 1 of", timeout=30)
    desk.quit_app()
    again = folder / "again.pdf"
    done = command_line("minutes", str(file), "last", "-o", str(again))
    assert done.returncode == 0, done.stderr
    assert again.read_bytes() == minutes.read_bytes()
    assert is_in_order(file)
    assert [each.name for each in file.parent.iterdir()] == [file.name], "one plain file at rest"
