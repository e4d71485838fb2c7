"""`facilitator destroy`: says how many first, and destroys only when that was asked (S3)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from facilitator.queries.numbers import find_session
from facilitator.queries.scratch import scratch
from facilitator.store import Reader

Run = Callable[..., Result]


def _count(file: Path) -> int:
    with Reader.open(file) as reader:
        return scratch(reader, find_session(reader, "2026/12")).count


def test_without_yes_it_says_how_many_and_destroys_nothing(run: Run, file: Path) -> None:
    before = file.read_bytes()
    count = _count(file)
    assert count
    done = run("destroy", file, "2026/12")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{count} raw notes" in done.stderr
    assert "copies" in done.stderr
    assert file.read_bytes() == before


def test_with_yes_they_are_gone_and_it_says_what_it_cannot_reach(run: Run, file: Path) -> None:
    done = run("destroy", file, "2026/12", "--yes")
    assert done.exit_code == 0, done.stderr
    assert "nothing is left" in done.stdout
    assert "sync client" in done.stdout
    assert _count(file) == 0
    again = run("destroy", file, "2026/12", "--yes")
    assert again.exit_code == 2
    assert [each.name for each in file.parent.iterdir()] == [file.name]
