"""The append-only record: it grows, is never changed, and tells when somebody did (M2, S3)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.commands.record import append_event
from facilitator.errors import RowRefused
from facilitator.queries.record import RecordHead, events_of, head, verify_chain
from facilitator.store import Reader, Store
from tests.commands.scene import begin

OTHER_TOOL = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for name, in db.execute(
    "SELECT name FROM sqlite_master WHERE tbl_name = 'record' AND type = 'trigger'"
).fetchall():
    db.execute(f"DROP TRIGGER {name}")
for statement in sys.argv[2:]:
    db.execute(statement)
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made, clock = begin(tmp_path / "record.facilitator")
    for n in range(4):
        clock.advance(minutes=1)
        with made.step("Circulate", barrier=True):
            append_event(made, "circulated", 100 + n, {"code": f"{n:016x}"})
    yield made
    made.close()


def _by_another_tool(store: Store, tmp_path: Path, *statements: str) -> Reader:
    """Change a copy with the SQLite that Python brings along, in a process of its own."""
    store.close()
    target = tmp_path / "edited.facilitator"
    shutil.copyfile(store.path, target)
    subprocess.run(
        [sys.executable, "-c", OTHER_TOOL, str(target), *statements], check=True, timeout=30
    )
    return Reader.open(target)


def test_events_follow_each_other(store: Store) -> None:
    """M2: each event is chained to the one before, and the head is the last of them."""
    assert head(store).n == 4
    assert len(head(store).printed) == 16
    assert [event.what for event in events_of(store, 102)] == ["circulated"]
    assert verify_chain(store) == []


def test_equal_facts_leave_different_digests(store: Store) -> None:
    """S3: a digest is salted, so nobody can guess words that were destroyed from it."""
    with store.step("Circulate", barrier=True):
        for _ in range(2):
            append_event(store, "circulated", 1, {"code": "same"})
    digests = [row["digest"] for row in store.all("SELECT digest FROM record WHERE row_id = 1")]
    assert len(set(digests)) == 2


@pytest.mark.parametrize("sql", ["UPDATE record SET what = 'x' WHERE id = 2", "DELETE FROM record"])
def test_the_record_refuses_to_be_rewritten(store: Store, sql: str) -> None:
    """M2: no row of the record is changed or taken out, inside a step or outside."""
    with pytest.raises(RowRefused, match="only grow"):
        store.execute(sql)
    with pytest.raises(RowRefused, match="only grow"), store.step("Rewrite"):
        store.execute(sql)
    assert verify_chain(store) == []
    assert head(store).n == 4


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "'2020-01-01T00:00:00+00:00'"),
        ("what", "'approved'"),
        ("row_id", "9"),
        ("salt", "'00'"),
        ("digest", "'00'"),
    ],
)
def test_a_row_changed_by_another_tool_is_found(
    store: Store, tmp_path: Path, column: str, value: str
) -> None:
    """M2: whatever column of an event is changed outside of the product, the chain tells."""
    with _by_another_tool(
        store, tmp_path, f"UPDATE record SET {column} = {value} WHERE id = 2"
    ) as reader:
        assert verify_chain(reader) == ["Event 2 of the record was changed after it was written."]


def test_a_row_taken_out_or_written_anew_is_found(store: Store, tmp_path: Path) -> None:
    """M2: a gap, and an event whose own hash fits but not the chain."""
    with _by_another_tool(store, tmp_path, "DELETE FROM record WHERE id = 2") as reader:
        found = verify_chain(reader)
    assert found[0] == "The record has a gap before event 3."
    assert found[1] == "Event 3 of the record does not follow the one before it."


def test_a_tail_cut_off_is_found_by_the_printed_head(store: Store, tmp_path: Path) -> None:
    """M2: a chain that is merely shorter holds, so the head on the minutes is what tells."""
    printed = RecordHead(head(store).n, head(store).printed)
    with _by_another_tool(store, tmp_path, "DELETE FROM record WHERE id > 2") as reader:
        assert verify_chain(reader) == []
        assert "its end was cut off" in verify_chain(reader, printed)[0]
        assert "is not the one" in verify_chain(reader, RecordHead(2, "0" * 16))[0]


def test_check_names_a_broken_record(store: Store, tmp_path: Path) -> None:
    """U4: what `check` finds in a file includes its record."""
    assert store.check() == []
    _by_another_tool(store, tmp_path, "UPDATE record SET what = 'x' WHERE id = 3").close()
    with Store.open(tmp_path / "edited.facilitator", read_only=True) as reader:
        assert any("Event 3 of the record" in each for each in reader.check())
