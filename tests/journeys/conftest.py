"""Where a journey cannot run, it says what is missing; in `make test` on Debian nothing is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys.desk import Desk, missing

Desks = Callable[[], Desk]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    """Return a way to sit down at one more desk; where CI runs, there must be one."""
    if lacking := missing():
        if os.environ.get("CI"):
            pytest.fail(f"this machine lacks {', '.join(lacking)}")
        pytest.skip(f"this machine lacks {', '.join(lacking)}")
    taken: list[Desk] = []
    with ExitStack() as stack:

        def sit_down() -> Desk:
            desk = stack.enter_context(Desk(tmp_path / f"desk-{len(taken) + 1}"))
            taken.append(desk)
            return desk

        yield sit_down
        for desk in taken:
            assert "went wrong" not in desk.log(), desk.log()


@pytest.fixture
def desk(desks: Desks) -> Desk:
    """Return a desk with a screen, a bus and hands."""
    return desks()


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """Return the demo as the command line writes it today."""
    from tests.journeys.ways import command_line

    file = tmp_path / "table.facilitator"
    done = command_line("demo", str(file))
    assert done.returncode == 0, done.stderr
    return file
