"""kill -9 in the middle of a destruction: everything is there, or the rows are gone; never a half.

The child stops at a point and says so, then it is killed; other runs are killed at any time.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands.captures import capture
from facilitator.commands.destruction import finish_destruction
from facilitator.domain.words import CaptureKind
from facilitator.queries.receipts import receipts, unfinished
from facilitator.queries.scratch import scratch
from facilitator.store import Reader, Store
from tests.demo_file import NOW, demo_file

CLOCK = FixedClock(NOW)
MARK = "qzxbrindle"
# Where the child waits to be killed: a function of `purge`, before it does its work.
POINTS = (
    "forget_history", "rebuild_indexes", "close_up", "renew_snapshots", "traces_of", "any time",
)  # fmt: skip
CHILD = """
import sys, time
from pathlib import Path
from facilitator.commands.destruction import destroy_scratch
from facilitator.store import purge

def wait(*_):
    print("here", flush=True)
    time.sleep(60)

if hasattr(purge, sys.argv[3]):
    setattr(purge, sys.argv[3], wait)
else:
    print("here", flush=True)
destroy_scratch(Path(sys.argv[1]), int(sys.argv[2]))
"""
BEFORE_COMMIT = {"forget_history", "rebuild_indexes"}


@pytest.fixture
def session(tmp_path: Path) -> int:
    with Store.open(demo_file(tmp_path), CLOCK) as store:
        held = store.value("SELECT id FROM session WHERE state = 'closed'")
        for number in range(200):
            capture(store, CaptureKind.NOTE, f"{MARK} {number} " * 20, session_id=held)
        store.snapshot()
    return int(held)


def _kill(path: Path, session: int, point: str, seconds: float) -> None:
    command = [sys.executable, "-c", CHILD, str(path), str(session), point]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline()
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=20)


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("seed", range(2))
def test_a_destruction_that_is_killed_leaves_everything_or_nothing(
    tmp_path: Path, session: int, point: str, seed: int
) -> None:
    """S3: the file is whole, and what was interrupted is known and can be finished."""
    path = tmp_path / "demo.facilitator"
    seconds = random.Random(seed).uniform(0, 0.4) if point == "any time" else 0.0
    _kill(path, session, point, seconds)
    with Store.open(path, CLOCK) as store:
        assert store.check() == []
        left, told = scratch(store, session).count, receipts(store)
        assert (left >= 200 and not told) or (left == 0 and len(told) == 1)
        if point != "any time":
            assert bool(left) == (point in BEFORE_COMMIT)
        open_ones = unfinished(store)
    for each in open_ones:
        assert finish_destruction(path, each.id, CLOCK).reached.is_proven
    with Reader.open(path, CLOCK) as reader:
        assert unfinished(reader) == []
    holding = [
        each.name
        for each in tmp_path.rglob("*")
        if each.is_file() and MARK.encode() in each.read_bytes()
    ]
    assert bool(holding) == bool(left)
