"""Copies, backups and snapshots: whole before they have a name, and without sealed words (E9)."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.errors import FileDamaged, FileExists, NotAnEngagement, WriteFailed
from facilitator.store import Reader, Store, backup, snapshots
from facilitator.store.tables import KEPT_BACK, TRACKED, UNTRACKED, is_sealed
from tests.store.rows import decision, dump, notes, party

MARK = "Quittenbaum"


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a file with joint and sealed rows, in every place where sealed words can lie."""
    notes(store, "joint words")
    row = decision(store)
    party(store)
    store.put_body(f"{MARK} in a paper that was taken off".encode())
    with store.step("Add paper"):
        item = store.value("SELECT id FROM agenda_item")
        digest = store.put_body(b"paper")
        store.insert(
            "paper", item_id=item, name="a.pdf", mime="x", sha256=digest, size=5, position=1
        )
    with store.step("Number"):
        store.issue_number("decision", 2026, row)
        store.insert("party", name=f"{MARK} gone", colour="teal", position=1)
    store.undo()
    with store.step("Seal"):
        for table in sorted(table for table in TRACKED if is_sealed(table)):
            _insert_marked(store, table)
    with store.step("Unseal"):
        store.execute("DELETE FROM sealed_prep")
    store.set_draft("notes", f"{MARK} typed")
    store.set_draft("private", f"{MARK} typed", sealed=True)
    store.heartbeat(1)
    return store


def _insert_marked(store: Store, table: str) -> None:
    values = {
        column["name"]: f"{MARK} {column['name']}" if column["type"] == "TEXT" else 1
        for column in store.all(f"PRAGMA table_info({table})")
        if column["name"] != "id"
    }
    store.insert(table, **values)


def _count(reader: Reader, table: str) -> int:
    return int(reader.value(f'SELECT count(*) FROM "{table}"'))


def test_a_copy_to_hand_on_holds_no_sealed_word_in_any_byte(filled: Store, path: Path) -> None:
    """S1, S2: nothing for the facilitator alone leaves, nor what was deleted or only typed."""
    target = path.with_name("handed.facilitator")
    filled.save_copy(target, everything=False)
    data = target.read_bytes()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert MARK.encode(encoding) not in data
        assert MARK.lower().encode(encoding) not in data
    assert (
        MARK.lower().encode() in path.read_bytes() + path.with_name(f"{path.name}-wal").read_bytes()
    ), "the marks were never there"


def test_a_copy_to_hand_on_is_a_whole_engagement(filled: Store, path: Path) -> None:
    target = path.with_name("handed.facilitator")
    filled.save_copy(target, everything=False)
    with Store.open(target) as copy:
        assert copy.check() == []
        for table in (*TRACKED, "issued_number", "search_text"):
            expected = 0 if is_sealed(table) else _count(filled, table)
            assert _count(copy, table) == expected, table
        for table in (*KEPT_BACK, "sealed_journal", "sealed_draft", "sealed_search_text"):
            assert _count(copy, table) == 0, table
        assert copy.body(copy.value("SELECT sha256 FROM paper")) == b"paper"
        assert copy.value("SELECT count(*) FROM search WHERE search MATCH 'joint'") == 1
        with copy.step("Go on"):
            copy.update("item_notes", copy.value("SELECT id FROM item_notes"), text="new words")
        assert copy.value("SELECT count(*) FROM search WHERE search MATCH 'new'") == 1
        assert copy.check() == []
    assert sorted(p.name for p in path.parent.iterdir() if "handed" in p.name) == [target.name]


def test_both_files_have_the_same_objects(filled: Store, path: Path) -> None:
    target = path.with_name("handed.facilitator")
    filled.save_copy(target, everything=False)
    objects = (
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    )
    with Reader.open(target) as copy:
        assert copy.all(objects) == filled.all(objects)


def test_a_full_copy_holds_everything(filled: Store, path: Path, clock: FixedClock) -> None:
    target = path.with_name("backup.facilitator")
    filled.save_copy(target, everything=True)
    with Store.open(target, clock) as copy:
        assert dump(copy) == dump(filled)
        for table in UNTRACKED:
            assert _count(copy, table) == _count(filled, table), table
        assert copy.undo_label == "Unseal"
        copy.undo()
        assert _count(copy, "sealed_prep") == 1


def test_a_copy_is_made_while_a_step_is_open(store: Store, path: Path) -> None:
    party(store, "saved")
    target = path.with_name("backup.facilitator")
    with store.step("Half"):
        store.insert("party", name="not yet", colour="teal", position=2)
        store.save_copy(target, everything=True)
    with Reader.open(target) as copy:
        assert [row["name"] for row in copy.all("SELECT name FROM party")] == ["saved"]


@pytest.mark.parametrize("everything", [True, False])
def test_a_name_that_is_taken_is_left_alone(store: Store, path: Path, everything: bool) -> None:
    taken = path.with_name("mine.txt")
    taken.write_text("mine")
    with pytest.raises(FileExists):
        store.save_copy(taken, everything=everything)
    with pytest.raises(FileExists):
        store.save_copy(path, everything=everything)
    assert taken.read_text() == "mine"


@pytest.mark.parametrize("everything", [True, False])
def test_a_folder_that_is_not_there_is_named(store: Store, path: Path, everything: bool) -> None:
    with pytest.raises(WriteFailed, match="folder is not there"):
        store.save_copy(path.parent / "nowhere" / "x.facilitator", everything=everything)


def test_a_backup_is_restored_under_a_new_name(filled: Store, path: Path) -> None:
    before = dump(filled)
    saved = path.with_name("saved.facilitator")
    backup.backup(path, saved)
    filled.close()
    path.unlink()
    backup.restore(saved, path)
    with Store.open(path) as again:
        assert dump(again) == before
        assert again.check() == []


def test_a_damaged_backup_is_not_restored(filled: Store, path: Path) -> None:
    saved = path.with_name("saved.facilitator")
    backup.backup(path, saved)
    data = bytearray(saved.read_bytes())
    place = data.index(b"joint words") // 4096 * 4096
    data[place : place + 4096] = random.Random(1).randbytes(4096)
    saved.write_bytes(data)
    target = path.with_name("restored.facilitator")
    with pytest.raises(FileDamaged) as caught:
        backup.restore(saved, target)
    assert caught.value.path == saved
    assert not target.exists()
    assert not [name for name in path.parent.iterdir() if name.name.endswith(".part")]


def test_a_copy_that_is_not_whole_gets_no_name(store: Store, path: Path) -> None:
    notes(store, "joint words " * 3000)
    saved, target = path.with_name("saved.facilitator"), path.with_name("target.facilitator")
    store.save_copy(saved, everything=True)
    data = bytearray(saved.read_bytes())
    place = data.index(b"joint words") // 4096 * 4096
    data[place : place + 4096] = random.Random(1).randbytes(4096)

    def write(part: Path) -> None:
        part.write_bytes(data)

    with pytest.raises(FileDamaged):
        backup.write_new(target, write)
    assert sorted(p.name for p in path.parent.glob("*target*")) == []


def test_what_is_no_backup_is_not_restored(path: Path) -> None:
    path.write_text("Dear all, " * 50)
    with pytest.raises(NotAnEngagement):
        backup.restore(path, path.with_name("restored.facilitator"))


# --- snapshots ---------------------------------------------------------------------------------


def test_a_snapshot_lies_in_the_apps_own_folder_and_opens(
    filled: Store, path: Path, tmp_path: Path
) -> None:
    taken = filled.snapshot()
    assert taken is not None
    assert tmp_path / "app-data" in taken.parents
    assert taken.parent.stat().st_mode & 0o077 == 0
    with Reader.open(taken) as reader:
        assert dump(reader) == dump(filled)


def test_nothing_new_takes_no_snapshot(store: Store, clock: FixedClock, path: Path) -> None:
    party(store)
    assert store.snapshot() is not None
    clock.advance(minutes=10)
    assert store.snapshot() is None
    party(store)
    assert store.snapshot() is not None
    assert len(snapshots.taken_of(path)) == 2


def test_two_documents_of_one_name_keep_their_snapshots_apart(
    tmp_path: Path, clock: FixedClock
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        with Store.create(tmp_path / folder / "x.facilitator", clock) as store:
            party(store)
            store.snapshot()
    for folder in ("a", "b"):
        assert len(snapshots.taken_of(tmp_path / folder / "x.facilitator")) == 1


def test_snapshots_are_thinned_to_recent_daily_and_weekly() -> None:
    now = datetime(2026, 6, 30, 18, 0, tzinfo=UTC)
    times = [now - timedelta(minutes=10 * n) for n in range(6 * 24 * 100)]
    kept = [at for at, stays in zip(times, snapshots.kept(times), strict=True) if stays]
    assert kept[:5] == times[:5]
    days = {at.date() for at in kept}
    assert {(now - timedelta(days=n)).date() for n in range(7)} <= days
    weeks = {at.isocalendar()[:2] for at in kept}
    assert len(weeks) == 8
    assert len(kept) <= 5 + 7 + 8
    # The last of a day stays, not its first.
    assert [at for at in kept if at.date() == datetime(2026, 6, 28).date()] == [
        datetime(2026, 6, 28, 23, 50, tzinfo=UTC)
    ]


def test_thinning_is_stable_from_one_snapshot_to_the_next() -> None:
    """A day's last and a week's last survive a year of a snapshot every two hours."""
    kept: list[datetime] = []
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for _ in range(12 * 365):
        at += timedelta(hours=2)
        kept = [at, *kept]
        kept = [t for t, stays in zip(kept, snapshots.kept(kept), strict=True) if stays]
    ages = [(at - t).days for t in kept]
    assert len(kept) <= 20
    assert len({t.date() for t in kept if (at - t).days < 7}) >= 7
    assert max(ages) >= 45


def test_thinned_snapshots_are_removed(store: Store, clock: FixedClock, path: Path) -> None:
    store.execute("PRAGMA synchronous = OFF")
    row = party(store)
    for n in range(12):
        with store.step("Move"):
            store.update("party", row, position=n + 5)
        store.snapshot()
        clock.advance(minutes=10)
    assert len(snapshots.taken_of(path)) == 5


def test_a_snapshot_folder_that_cannot_be_made_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("x")
    monkeypatch.setenv("FACILITATOR_DATA_DIR", str(tmp_path / "a file"))
    party(store)
    with pytest.raises(WriteFailed):
        store.snapshot()
    party(store)
