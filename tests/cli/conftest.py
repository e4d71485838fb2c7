from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facilitator.cli import facilitator
from tests.demo_file import demo_file

Run = Callable[..., Result]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a copy of the demo, alone in its folder."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return demo_file(folder)


@pytest.fixture
def run() -> Run:
    """Return a function that runs a command line in this process."""

    def call(*args: object) -> Result:
        return CliRunner().invoke(facilitator, [str(arg) for arg in args])

    return call
