"""The reader of ical.js, the calendar code of Thunderbird, run with Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.readers.found import Found, found

_READ = Path(__file__).parent / "icaljs" / "read.mjs"


def answer(request: dict[str, Any]) -> Any:
    """Ask ical.js; the test is left out where there is no Node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node (Debian: nodejs) is not on the PATH, so ical.js cannot read the calendar")
    done = subprocess.run(
        [node, str(_READ)], input=json.dumps(request), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def occurrences(text: str, until: date) -> list[Found]:
    """Return everything that takes place up to a day."""
    last = datetime.combine(until, time(), UTC) + timedelta(days=1)
    told = answer({"ask": "occurrences", "text": text, "until": last.timestamp()})
    return [
        found(datetime.fromtimestamp(starts, UTC), datetime.fromtimestamp(ends, UTC), title)
        for _, starts, ends, title, status in told
        if status != "CANCELLED"
    ]
