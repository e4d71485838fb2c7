from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.scene import Scene, play


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    found = play(tmp_path / "round-table.facilitator")
    yield found
    found.store.close()
