"""The demo engagement as a file: written once in a test run, copied for each test."""

from __future__ import annotations

import functools
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from facilitator.clock import FixedClock
from facilitator.commands.demo import write_demo
from facilitator.store import Store

ANCHOR = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)


@functools.cache
def _bytes() -> bytes:
    with tempfile.TemporaryDirectory(prefix="facilitator-demo-") as folder:
        path = Path(folder) / "demo.facilitator"
        with Store.create(path, FixedClock(NOW)) as store:
            write_demo(store, ANCHOR)
        return path.read_bytes()


def forget_minutes(path: Path) -> None:
    """Take away all minutes that went out, as if every session of a file had a draft only."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("DELETE FROM minutes")
    connection.commit()
    connection.close()


def draft_again(store: Store) -> None:
    """Take away all minutes that went out of an open file, and what guards them."""
    store.get_ready()
    guards = "SELECT name FROM temp.sqlite_schema WHERE type = 'trigger' AND sql LIKE '%:went out%'"
    for row in store.all(guards):
        store.execute(f'DROP TRIGGER temp."{row["name"]}"')
    with store.step("Draft again"):
        for row in store.all("SELECT id FROM minutes"):
            store.delete("minutes", row["id"])


def demo_file(folder: Path, name: str = "demo.facilitator") -> Path:
    """Write a copy of the demo and return its path."""
    path = folder / name
    path.write_bytes(_bytes())
    return path
