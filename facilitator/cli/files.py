"""Commands that make or copy whole files, and the one that opens the window."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from facilitator.cli.terminal import STDOUT, print_bytes, wrong_use
from facilitator.errors import FileMissing


def show(name: str | None) -> int:
    """Open the window and return its exit code when it closes."""
    path = None if name is None else Path(name)
    if path is not None and not path.exists():
        if path.suffix or os.sep in str(path):
            raise FileMissing(path)
        wrong_use(f"There is no command and no file “{name}”.")
    from ui import start_up

    start_up.begin()
    from ui.app import main as open_window

    return open_window(["facilitator"], path)


def write_demo_file(path: Path, on: date | None) -> None:
    """Write the demo so that its anchor lies on a day, today where none is given."""
    from facilitator.commands.new_file import make_demo

    make_demo(path, on)


def write_new_file(path: Path, parties: list[str], person: str | None) -> None:
    """Write an engagement with its sides, called as its file."""
    from facilitator.commands.new_file import make_engagement

    make_engagement(path, path.stem, parties, person)


def write_backup(path: Path, out: str) -> None:
    """Write a whole copy; on standard output its bytes."""
    from facilitator.store import backup

    if out != STDOUT:
        backup.backup(path, Path(out))
        return
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        copy = Path(folder) / "backup.facilitator"
        backup.backup(path, copy)
        print_bytes(copy.read_bytes())


def restore_file(saved: Path, target: Path) -> None:
    """Bring a backup back under a new name; it takes the place of nothing."""
    from facilitator.store import backup

    backup.restore(saved, target)
