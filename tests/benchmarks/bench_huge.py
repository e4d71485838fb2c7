"""10,000 sessions, 200,000 agenda items, 200,000 actions: every page, and how deaf the window is.

Aim: never over 50 ms for the size of the file. The same walk goes over the demo file in the same
run: what a page costs there it costs with any file, and the rest is what the size adds. `thread` is
what the window's thread computed, in the quieter of two walks; `wall` is what a key waited, other
work of the machine included.
"""

from __future__ import annotations

import faulthandler
import json
import os
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facilitator.clock import SystemClock
from facilitator.commands.demo import write_demo
from facilitator.store import Store
from tests.benchmarks.bench_stalls import ROOT
from tests.benchmarks.bench_window import start
from tests.benchmarks.huge import write_huge_file

pytestmark = pytest.mark.benchmark
CHILD = Path(__file__).with_name("huge_child.py")
STARTS, WALKS = 3, 2
AIM_MS = 50

Told = dict[str, dict[str, Any]]


def test_a_walk_through_the_huge_file(tmp_path: Path) -> None:
    """Prints the longest stall of each page beside that of the demo (issue 4)."""
    faulthandler.cancel_dump_traceback_later()  # it takes minutes, and each child has its timeout
    files = {name: tmp_path / f"{name}.facilitator" for name in ("demo", "huge")}
    with Store.create(files["demo"]) as store:
        write_demo(store, date.today())  # noqa: DTZ011  (the child lives today)
    write_huge_file(files["huge"], SystemClock())
    print(f"\na file of {files['huge'].stat().st_size / 1e6:.0f} MB; milliseconds")
    _tell_starts(files, tmp_path)
    walks: dict[str, list[Told]] = {name: [] for name in files}
    for _ in range(WALKS):  # in turn, so that noise hits both
        for name, file in files.items():
            walks[name].append(_walked(file, tmp_path))
    demo, huge = (_quietest(walks[name]) for name in files)
    assert list(demo) == list(huge)
    for what in ("VmRSS", "VmHWM"):
        both = (each["memory"][what] for each in (demo, huge))
        _line(f"memory, {'now' if what == 'VmRSS' else 'at most'} (MB)", *both)
    print(f"\n{'the longest stall':40}{'thread':>20}{'':10}{'wall':>20}")
    print(f"{'':40}{'demo':>10}{'huge':>10}{'adds':>10}{'demo':>10}{'huge':>10}")
    for name in [name for name in huge if name != "memory"]:
        _tell(name, demo[name], huge[name])


def _tell_starts(files: dict[str, Path], folder: Path) -> None:
    """Print when the window and its first page stand, the median of a few starts in turn."""
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in files}
    for _ in range(STARTS + 1):
        for name, file in files.items():
            runs[name].append(start(folder, "app", str(file)))
    print(f"{'start':40}{'demo':>10}{'huge':>10}{'adds':>10}")
    for words, what in (("window ready", "ready"), ("first page painted", "page")):
        both = (
            statistics.median(each[what] * 1000 for each in found[1:]) for found in runs.values()
        )  # the first start compiles
        _line(words, *both)


def _line(words: str, demo: float, huge: float) -> None:
    print(f"{words:40}{demo:10.0f}{huge:10.0f}{huge - demo:10.0f}")


def _tell(name: str, demo: dict[str, Any], huge: dict[str, Any]) -> None:
    """Print one line; where the size of the file adds more than the aim, the place as well."""
    ours, theirs = huge["thread_max"], demo["thread_max"]
    print(f"{name:40}{theirs:10.0f}{ours:10.0f}{ours - theirs:10.0f}", end="")
    print(f"{demo['whole_max']:10.0f}{huge['whole_max']:10.0f}")
    if ours > AIM_MS and ours > theirs and huge["where"]:
        print(f"    {huge['where']}")


def _quietest(walks: list[Told]) -> Told:
    """Return each stretch as it was in the walk that other work of the machine disturbed least."""
    return {
        name: min((walk[name] for walk in walks), key=lambda each: each.get("thread_max", 0))
        for name in walks[0]
    }


def _walked(file: Path, folder: Path) -> Told:
    """Walk through a file in a process of its own; return what was measured, by stretch."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, str(CHILD), "huge", str(file), str(folder)],
        env=environment, cwd=folder, stdout=subprocess.PIPE, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"the walk through {file.name} ended early, see above"
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {each.pop("what"): each for each in told}
