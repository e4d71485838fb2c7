"""Commands that make or copy whole files, and the one that opens the window."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from facilitator.cli.terminal import STDOUT, print_bytes, wrong_use
from facilitator.clock import local_zone_name, today
from facilitator.errors import FileMissing


def show(name: str | None) -> int:
    """Open the window and return its exit code when it closes."""
    path = None if name is None else Path(name)
    if path is not None and not path.exists():
        if path.suffix or os.sep in str(path):
            raise FileMissing(path)
        wrong_use(f"There is no command and no file “{name}”.")
    from ui.app import main as open_window

    return open_window(["facilitator"], path)


def write_demo_file(path: Path, on: date | None) -> None:
    """Write the demo so that its anchor lies on a day, today where none is given."""
    from facilitator.commands.demo import write_demo
    from facilitator.store import Store

    def fill(store: Store) -> None:
        write_demo(store, on or today(store.clock))

    _make(path, fill)


def write_new_file(path: Path, parties: list[str], person: str | None) -> None:
    """Write an engagement with its sides, called as its file."""
    from facilitator.commands.engagement import begin_engagement
    from facilitator.store import Store

    def fill(store: Store) -> None:
        begin_engagement(store, path.stem, local_zone_name(), parties, person)

    _make(path, fill)


def _make(path: Path, fill: Callable[..., None]) -> None:
    """Create a file under a temporary name, fill it, and only then give it its own."""
    from facilitator.store import Store
    from facilitator.store.backup import refuse_existing, told

    refuse_existing(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with Store.create(part) as store:
            fill(store)
        with told(path):
            refuse_existing(path)
            part.replace(path)
    finally:
        for left in (
            part,
            *part.parent.glob(f".{part.name}*"),
            *part.parent.glob(f"{part.name}-*"),
        ):
            with suppress(OSError):
                left.unlink(missing_ok=True)


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
