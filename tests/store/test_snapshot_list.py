"""The list of earlier states, from which a person gets a file back."""

from __future__ import annotations

from pathlib import Path

from facilitator.clock import FixedClock
from facilitator.store import Store, snapshots


def test_earlier_states_are_listed_newest_first_even_when_the_file_is_gone(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = tmp_path / "table.facilitator"
    Store.create(path, clock).close()
    first = snapshots.take(path, clock)
    clock.advance(hours=2)
    before = snapshots.take(path, clock, before_migration=True)
    clock.advance(hours=2)
    last = snapshots.take(path, clock)
    (snapshots.folder_of(path) / "notes.facilitator").write_text("not ours")
    path.unlink()
    found = snapshots.listed(path)
    assert [each.path for each in found] == [last, before, first]
    assert [each.is_before_migration for each in found] == [False, True, False]
    assert found[0].at == clock.now()


def test_a_file_without_snapshots_has_none(tmp_path: Path) -> None:
    assert snapshots.listed(tmp_path / "new.facilitator") == []
