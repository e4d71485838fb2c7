from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from tests.commands.scene import Scene, play
from tests.demo_file import NOW, demo_file
from tests.projections.listening import ListeningReader


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    found = play(tmp_path / "round-table.facilitator")
    yield found
    found.store.close()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[ListeningReader]:
    with ListeningReader.open(demo_file(tmp_path), FixedClock(NOW)) as reader:
        yield reader
