"""What a person does again and again at a desk, and what can be read from the papers afterwards."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from pathlib import Path

import pypdf

from tests.journeys.desk import CHECKOUT, Desk


def command_line(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line and return what it said."""
    return subprocess.run(
        [sys.executable, "-m", "facilitator", *arguments],
        capture_output=True, text=True, timeout=60, check=False, cwd=CHECKOUT,
    )  # fmt: skip


def is_in_order(file: Path) -> bool:
    """Tell whether `check` finds nothing; what it finds fails the test in its own words."""
    done = command_line("check", str(file))
    assert done.returncode == 0, done.stdout + done.stderr
    return True


def start_next_session(desk: Desk) -> None:
    """Go from any page of the demo to the running session."""
    desk.press("nav-sessions")
    desk.press("open-due-session")
    desk.press("start-session")
    desk.see("capture-line")


def capture(desk: Desk, line: str) -> None:
    """Type a line and keep it; the line is empty afterwards."""
    desk.keys("ctrl+l")
    desk.write(line)
    desk.keys("Return")
    desk.until(lambda: desk.see("capture-line")["text"] == "")


def palette(desk: Desk, words: str) -> None:
    """Type the words of a command and carry it out."""
    desk.keys("ctrl+k")
    desk.see("command-palette")
    desk.write(words)
    desk.until(lambda: any(row.startswith(words) for row in desk.rows("command-palette-list")))
    desk.keys("Return")
    desk.gone("command-palette")


def tab_to(desk: Desk, identifier: str, key: str = "Tab") -> None:
    """Go on with Tab until a control has the keyboard."""
    for _step in range(25):
        if desk.focused()["id"] == identifier:
            return
        desk.keys(key)
    raise AssertionError(f"{key} never came to {identifier}")


def f6_to(desk: Desk, *names: str) -> None:
    """Go on through the parts of the window until something with one of those names has it."""
    seen = []
    for _pane in range(8):
        seen.append(desk.focused()["name"])
        if seen[-1].startswith(names):
            return
        desk.keys("F6")
    raise AssertionError(f"F6 never came to {names}, only to {seen}")


def toast(desk: Desk) -> str:
    """Return what is said at the bottom, or nothing."""
    said = [line for line in desk.tree() if "Toast " in line]
    return said[0].partition("'")[2][:-1] if said else ""


def pdf_text(pdf: Path) -> str:
    """Return the words of a PDF as one line."""
    pages = pypdf.PdfReader(pdf).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def pdf_bytes(pdf: Path) -> bytes:
    """Return a PDF's bytes and those of every stream in it, decompressed."""
    raw = pdf.read_bytes()
    streams = []
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", raw, re.DOTALL):
        try:
            streams.append(zlib.decompress(found[1]))
        except zlib.error:
            streams.append(found[1])
    return raw + b"".join(streams)


def holds(data: bytes, words: str) -> bool:
    """Tell whether words stand in bytes, in any of the ways that PDF and SQLite write text."""
    plain = [words.encode(each) for each in ("utf-8", "utf-16-be", "utf-16-le")]
    return any(each in data or each.hex().encode() in data.lower() for each in plain)
