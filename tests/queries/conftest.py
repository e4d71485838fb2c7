from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.store import Reader
from tests.commands.scene import Scene, play
from tests.demo_file import NOW, demo_file


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    found = play(tmp_path / "round-table.facilitator")
    yield found
    found.store.close()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Reader]:
    with Reader.open(demo_file(tmp_path), FixedClock(NOW)) as reader:
        yield reader
