"""Files for the store's tests: real ones, in the test's own folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder / "talks.facilitator"


@pytest.fixture
def store(path: Path, clock: FixedClock) -> Iterator[Store]:
    with Store.create(path, clock) as opened:
        yield opened
