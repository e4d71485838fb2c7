"""The window's start, as ratios to an empty window of PySide6 in the same run; and its memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands.demo import write_demo
from facilitator.store import Store

pytestmark = pytest.mark.benchmark
CHILD = Path(__file__).with_name("window_child.py")
ROOT = Path(__file__).parents[2]
ROUNDS = 9


def start(folder: Path, *arguments: str) -> dict[str, float]:
    """Return what a fresh process tells.

    Compiled modules are kept as they are for a person who starts the app a second time.
    """
    environment = os.environ | {
        "STARTED": str(time.monotonic()),
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, str(CHILD), *arguments],
        env=environment, cwd=folder, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(told, dict)
    return told


def test_window_ready_against_an_empty_window(tmp_path: Path, clock: FixedClock) -> None:
    """Prints how much longer our window takes than an empty one of PySide6; aim: below 1.75."""
    file = tmp_path / "demo.facilitator"
    with Store.create(file, clock) as store:
        write_demo(store, date(2026, 6, 30))
    runs: dict[str, list[dict[str, float]]] = {"empty": [], "app": [], "command": []}
    for _ in range(ROUNDS + 1):  # in turn, so that noise hits all
        for mode, found in runs.items():
            found.append(start(tmp_path, mode, *([] if mode == "empty" else [str(file)])))
    for found in runs.values():
        del found[0]  # the first start compiles
    floor = _median(runs["empty"], "ready")
    for words, mode, what in (
        ("window ready", "app", "ready"),
        ("first page painted", "app", "page"),
        ("window ready, command line included", "command", "ready"),
    ):
        took = _median(runs[mode], what)
        print(f"\n{words}: {took * 1000:.0f} ms, empty window {floor * 1000:.0f} ms", end="")
        print(f", ratio {took / floor:.2f}", end="")
    peak, least = _median(runs["app"], "peak"), _median(runs["empty"], "peak")
    print(f"\nmemory on the demo: {peak:.0f} MB at most", end="")
    print(f", empty window {least:.0f} MB, ratio {peak / least:.2f}")
    assert all(0 < each["ready"] <= each["page"] for each in runs["app"])


def _median(runs: list[dict[str, float]], what: str) -> float:
    return statistics.median(run[what] for run in runs)
