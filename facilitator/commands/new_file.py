"""Make a whole new engagement file: it appears under its name only when it is complete."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from facilitator.clock import Clock, local_zone_name, today
from facilitator.commands.engagement import begin_engagement
from facilitator.store import Store
from facilitator.store.backup import refuse_existing, told


def make_demo(path: Path, on: date | None = None, clock: Clock | None = None) -> None:
    """Write the demo so that its anchor lies on a day, today where none is given."""

    from facilitator.commands.demo import write_demo  # reads the whole story

    def fill(store: Store) -> None:
        write_demo(store, on or today(store.clock))

    make(path, fill, clock)


def make_engagement(
    path: Path,
    title: str,
    parties: list[str],
    facilitator: str | None = None,
    *,
    zone: str | None = None,
    colours: list[str] | None = None,
    clock: Clock | None = None,
) -> None:
    """Write an engagement with its sides, in this machine's zone where none is given."""

    def fill(store: Store) -> None:
        used = zone or local_zone_name()
        begin_engagement(store, title, used, parties, facilitator, colours=colours)

    make(path, fill, clock)


def make(path: Path, fill: Callable[[Store], None], clock: Clock | None = None) -> None:
    """Create a file under a temporary name, fill it, and only then give it its own.

    Raises:
        FileExists: there is something of that name already; it was left alone.
        WriteFailed: the system could not write; nothing is left behind.
    """
    refuse_existing(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with Store.create(part, clock) as store:
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
