"""kill -9 at any moment: nothing that was acknowledged is lost (E1).

`FACILITATOR_KILL_RUNS=300` runs the whole series; a dozen by default.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facilitator.store import Reader, Store
from tests.store.rows import notes

RUNS = int(os.environ.get("FACILITATOR_KILL_RUNS", "12"))

# Types into one item's notes, adds rows of several tables and undoes now and then. Each line on
# standard output acknowledges what was committed before it.
WRITER = """
import random, sys
from pathlib import Path
from facilitator.store import Store

store = Store.open(Path(sys.argv[1]))
notes = store.value("SELECT id FROM item_notes")
dice = random.Random(int(sys.argv[2]))
n = 0
while True:
    n += 1
    with store.step("Type", merge="notes"):
        store.update("item_notes", notes, text=f"{n} " + "word " * dice.randint(0, 400))
    with store.step("Capture"):
        row = store.insert("capture", kind="note", text=f"capture {n}", at="2026")
        store.insert("sealed_note", text=f"sealed {n}", disclosure="never", at="2026")
    store.set_draft("capture", f"draft {n}")
    gone = 0
    if dice.random() < 0.2:
        store.undo()
        gone = row
    print(n, row, gone, flush=True)
"""


def _killed_after(path: Path, seed: int, seconds: float) -> list[tuple[int, int, int]]:
    """Return what a writer acknowledged before it was killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(seed)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate(timeout=20)
    assert child.returncode == -signal.SIGKILL
    lines = (first + rest).splitlines(keepends=True)
    told = [line.split() for line in lines if line.endswith("\n")]
    return [(int(n), int(row), int(gone)) for n, row, gone in told]


@pytest.mark.parametrize("seed", range(RUNS))
def test_no_acknowledged_write_is_lost(path: Path, seed: int) -> None:
    store = Store.create(path)
    notes(store, "0")
    store.close()
    told = _killed_after(path, seed, random.Random(seed).uniform(0.0, 0.25))
    assert told, "the writer never wrote"
    last = told[-1][0]
    if seed % 2:  # a reader alone must see the same, before any writer has mended the file
        with Reader.open(path) as reader:
            assert reader.value("SELECT count(*) FROM capture") >= 1
            assert reader.check() == []
    with Store.open(path) as again:
        assert again.check() == []
        there = {row["id"] for row in again.all("SELECT id FROM capture")}
        assert {row for _, row, gone in told if not gone} <= there
        assert not {gone for _, _, gone in told[:-1] if gone} & there
        typed = int(again.value("SELECT text FROM item_notes").split()[0])
        assert typed in (last, last + 1)
        assert again.draft("capture") in (f"draft {last}", f"draft {last + 1}")
        sealed = again.value("SELECT count(*) FROM sealed_note")
        assert sealed == len(there)
        assert again.undo() is not None
        assert again.check() == []
    assert [name.name for name in path.parent.iterdir()] == [path.name]
