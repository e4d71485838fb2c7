"""The disk fills up while somebody types: it is said, the text stays, and it can be saved later."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.store import Reader
from tests.journeys.desk import Desk
from tests.journeys.ways import is_in_order, start_next_session

pytestmark = [pytest.mark.journey, pytest.mark.slow]

BEFORE, AFTER = "Nadia brought the list.", " Jonas has not seen it yet, and says so."

LINE = "/c The list is old @security"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of six megabytes; only an administrator can make one."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() or subprocess.run(command, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True, timeout=20)


def _fill(disk: Path) -> Path:
    """Take every byte that is left."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            while True:
                try:
                    file.write(b"x" * size)
                except OSError:
                    break
    return ballast


def _saved(file: Path) -> list[str]:
    with Reader.open(file) as reader:
        return [row["text"] for row in reader.all("SELECT text FROM item_notes")]


def test_typing_on_a_full_disk_is_kept_and_saved_when_there_is_room(
    desk: Desk, demo: Path, small_disk: Path
) -> None:
    """U1, U6: what happened, what was kept, what to do."""
    file = small_disk / demo.name
    file.write_bytes(demo.read_bytes())
    desk.open_app(str(file))
    start_next_session(desk)
    desk.focus("notes")
    desk.write(BEFORE)
    desk.until(lambda: BEFORE in _saved(file))
    ballast = _fill(small_disk)
    desk.write(AFTER)
    desk.see(starts=f"{file.name} could not be written (the disk is full).")
    assert desk.see("notes")["text"] == BEFORE + AFTER
    assert BEFORE in _saved(file)
    desk.keys("ctrl+l")
    desk.write(LINE)
    desk.keys("Return")
    assert desk.see("capture-line")["text"] == LINE, "what was not kept stays in the line"
    assert not desk.sees("captures-list")
    desk.press(name="Try again")
    desk.see(starts=f"{file.name} could not be written (the disk is full).")
    desk.see(name="Try again")
    ballast.unlink()
    desk.press(name="Try again")
    desk.gone(name="Try again")
    assert desk.see("notes")["text"] == BEFORE + AFTER
    desk.until(lambda: BEFORE + AFTER in _saved(file))
    desk.keys("ctrl+l", "Return")
    desk.see("captures-list", having=desk.see(starts="Concern, The list is old")["name"])
    desk.quit_app()
    assert is_in_order(file)
    assert BEFORE + AFTER in _saved(file)
