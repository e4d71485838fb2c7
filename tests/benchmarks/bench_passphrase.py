"""What a passphrase costs: opening to read, opening to write, commits, against the plain file (S4).

Aim: once the key is derived, reading and committing cost at most twice (DATA.md, Engine).
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from facilitator.queries.recent import overview
from facilitator.store import Reader, Store, keys, protection
from tests.demo_file import demo_file

pytestmark = pytest.mark.benchmark
ROUNDS = 15
MOST = 2.0


def _median_ms(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def _glance(path: Path) -> None:
    with Reader.open(path) as reader:
        overview(reader)


def _write(path: Path) -> None:
    with Store.open(path) as store:
        for number in range(20):
            with store.step("Note"):
                store.insert("capture", kind="note", text=f"Note {number}", at="2026")


def test_a_passphrase_costs_little_once_the_key_is_there(tmp_path: Path) -> None:
    """S4: both files measured in one run, on one machine."""
    plain = demo_file(tmp_path, "plain.facilitator")
    locked = demo_file(tmp_path, "locked.facilitator")
    begun = time.perf_counter()
    keys.new_key("correct horse battery staple")
    derived = (time.perf_counter() - begun) * 1000
    protection.set_passphrase(locked, "correct horse battery staple")
    print(f"\nkey derived once in {derived:.0f} ms")
    for name, work in (("open and read", _glance), ("open and 20 commits", _write)):
        was, now = _median_ms(partial(work, plain)), _median_ms(partial(work, locked))
        print(f"{name}: plain {was:.1f} ms, protected {now:.1f} ms, {now / was:.2f} times")
        assert now / was < MOST
    keys.forget_all()
