"""10,000 sessions, 200,000 agenda items, 200,000 actions: every page, and how deaf the window is.

Aim: never over 50 ms. Beside each stall stands what a loaded machine adds by making it wait.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.clock import SystemClock
from tests.benchmarks.bench_stalls import ROOT, tell
from tests.benchmarks.huge import write_huge_file

pytestmark = pytest.mark.benchmark
CHILD = Path(__file__).with_name("huge_child.py")


def test_a_walk_through_the_huge_file(tmp_path: Path) -> None:
    file = tmp_path / "huge.facilitator"
    write_huge_file(file, SystemClock())
    print(f"\na file of {file.stat().st_size / 1e6:.0f} MB", end="")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, str(CHILD), "huge", str(file), str(tmp_path)],
        env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True, timeout=600, check=True,
    )  # fmt: skip
    told = [json.loads(line) for line in done.stdout.splitlines()]
    for each in told:
        if each["what"] == "memory":
            print(f"\nmemory: {each['VmRSS']:.0f} MB, at most {each['VmHWM']:.0f}")
        else:
            tell(each)
    assert told
