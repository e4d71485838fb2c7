"""An older file is saved, then migrated; a failure leaves it as it was."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from facilitator.clock import FixedClock
from facilitator.errors import MigrationFailed
from facilitator.store import Reader, Store, engine, gate, migrations, reader, snapshots
from facilitator.store import store as store_module
from facilitator.store.tables import SCHEMA_VERSION
from tests.store.rows import dump, notes, party


@pytest.fixture
def old(path: Path, clock: FixedClock) -> Path:
    """Return a file of today's schema with some rows and something to redo."""
    with Store.create(path, clock) as store:
        party(store)
        notes(store, "words")
        party(store)
        store.undo()
    return path


@pytest.fixture
def second(
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Callable[[Database], None]], None]:
    """Return a way to add one more migration for one test."""

    def add(function: Callable[[Database], None]) -> None:
        extended = Migrations("facilitator")
        extended()(migrations.m001_first_tables)
        extended()(migrations.m002_common_ground)
        extended()(migrations.m003_communication_plan)
        extended()(migrations.m004_minutes_to_trust)
        extended(name="m005")(function)
        monkeypatch.setattr(migrations, "migrations", extended)
        for module in (migrations, gate, reader, store_module):
            monkeypatch.setattr(module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)

    return add


def _add_column(db: Database) -> None:
    db.execute("ALTER TABLE party ADD COLUMN motto TEXT")


def test_an_older_file_is_saved_and_migrated(
    old: Path, clock: FixedClock, second: Callable[..., None]
) -> None:
    second(_add_column)
    with Store.open(old, clock) as store:
        assert store.value("PRAGMA user_version") == SCHEMA_VERSION + 1
        with store.step("Motto"):
            store.update("party", store.value("SELECT id FROM party"), motto="Together")
        store.undo()
        assert store.check() == []
    saved = list(snapshots.folder_of(old).iterdir())
    assert [name.name.startswith("before-migration_") for name in saved] == [True]
    assert gate.examine(saved[0]).schema == SCHEMA_VERSION


def test_migrating_is_a_barrier(old: Path, clock: FixedClock, second: Callable[..., None]) -> None:
    """The journal's rows have the old columns, so nothing before may be replayed."""
    second(_add_column)
    with Store.open(old, clock) as store:
        assert (store.undo_label, store.redo_label) == (None, None)
        assert store.undo() is None
        assert store.redo() is None


def _half(db: Database) -> None:
    _add_column(db)
    db.execute("UPDATE party SET motto = 'half'")
    raise RuntimeError("no more")


def _wrong_sql(db: Database) -> None:
    _add_column(db)
    db.execute("INSERT INTO nowhere VALUES (1)")


def _broken_reference(db: Database) -> None:
    _add_column(db)
    db.execute("UPDATE item_notes SET item_id = 404")


@pytest.mark.parametrize("fault", [_half, _wrong_sql, _broken_reference])
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    old: Path, clock: FixedClock, second: Callable[..., None], fault: Callable[[Database], None]
) -> None:
    with Reader.open(old) as before_reader:
        before = dump(before_reader)
    data = old.read_bytes()
    second(fault)
    for _ in range(2):
        with pytest.raises(MigrationFailed):
            Store.open(old, clock)
    assert old.read_bytes() == data
    assert [name.name for name in old.parent.iterdir()] == [old.name]
    for module in (migrations, gate, reader, store_module):
        setattr(module, "SCHEMA_VERSION", SCHEMA_VERSION)  # noqa: B010
    with Store.open(old, clock) as store:
        assert dump(store) == before
        assert store.redo_label == "Add party"


def test_a_migration_that_fails_leaves_no_transaction_open(
    old: Path, second: Callable[..., None]
) -> None:
    """sqlite_utils leaves one open."""
    second(_half)
    connection = engine.connect_writing(old)
    with pytest.raises(MigrationFailed, match="no more"):
        migrations.migrate(connection, old)
    assert not connection.in_transaction
    assert connection.execute("PRAGMA foreign_keys").fetchall() == [(1,)]
    connection.close()


def test_reading_an_older_file_changes_nothing_in_it(
    old: Path, second: Callable[..., None]
) -> None:
    data = old.read_bytes()
    second(_add_column)
    with Reader.open(old) as reading:
        assert reading.all("SELECT motto FROM party") == [{"motto": None}]
    with Store.open(old, read_only=True) as store:
        assert store.value("SELECT count(*) FROM party") == 1
    assert old.read_bytes() == data
    assert [name.name for name in old.parent.iterdir()] == [old.name]


def test_an_up_to_date_file_is_not_migrated(old: Path, clock: FixedClock) -> None:
    Store.open(old, clock).close()
    assert not snapshots.folder_of(old).exists()


def test_few_snapshots_of_migrations_are_kept(old: Path, clock: FixedClock) -> None:
    for _ in range(6):
        clock.advance(hours=1)
        snapshots.take(old, clock, before_migration=True)
    snapshots.take(old, clock)
    assert len(list(snapshots.folder_of(old).iterdir())) == 4


FIRST = Path(__file__).parent.parent / "files" / "version-1.facilitator.gz"


@pytest.fixture
def first_version(path: Path) -> Path:
    """Return a copy of a file that version 1 of the tables wrote, with one capture of each kind."""
    path.write_bytes(gzip.decompress(FIRST.read_bytes()))
    return path


def test_a_file_of_version_1_keeps_every_row(first_version: Path, clock: FixedClock) -> None:
    with Reader.open(first_version) as reader:
        before = {
            t: reader.value(f"SELECT count(*) FROM {t}") for t in ("capture", "goal", "party")
        }
    with Store.open(first_version, clock) as store:
        assert store.value("PRAGMA user_version") == SCHEMA_VERSION
        after = {table: store.value(f"SELECT count(*) FROM {table}") for table in before}
        assert after == before
        assert store.check() == []


@pytest.mark.parametrize("way", [Reader.open, partial(Store.open, read_only=True)])
def test_a_file_of_version_1_is_read_in_order_and_not_touched(
    first_version: Path, way: Callable[..., Reader]
) -> None:
    """Its history was written for the old columns; nothing of it is replayed, nor a finding."""
    before = first_version.read_bytes()
    with way(first_version) as reader:
        assert reader.check() == []
        assert reader.value("SELECT count(*) FROM sayback_version") == 2
    assert first_version.read_bytes() == before
    assert [name.name for name in first_version.parent.iterdir()] == [first_version.name]


def test_lines_of_version_1_become_what_they_are(first_version: Path, clock: FixedClock) -> None:
    """L5, L6, C3: a question, an idea and a say-it-back had no row of their own."""
    with Store.open(first_version, clock) as store:
        questions = store.all("SELECT q.answer, q.confirmed_on FROM question q")
        assert questions == [{"answer": "An answer in plain words", "confirmed_on": "2026-06-23"}]
        assert store.all("SELECT stage FROM idea") == [{"stage": "explore"}]
        states = store.all("SELECT state FROM sayback ORDER BY id")
        assert [row["state"] for row in states] == ["restated", "confirmed"]
        words = store.all("SELECT text, part, n FROM sayback_version ORDER BY sayback_id")
        assert words == [
            {"text": "The words of a sayback", "part": "restated", "n": 1},
            {"text": "In my own words", "part": "restated", "n": 1},
        ]
        ids = [
            row["id"]
            for row in store.all("SELECT id FROM sayback_version UNION ALL SELECT id FROM capture")
        ]
        assert len(set(ids)) == len(ids)


SECOND = FIRST.with_name("version-2.facilitator.gz")


@pytest.fixture
def second_version(path: Path) -> Path:
    """Return a copy of a file that version 2 of the tables wrote: a series and its sessions."""
    path.write_bytes(gzip.decompress(SECOND.read_bytes()))
    return path


def test_a_series_of_version_2_becomes_its_first_rhythm(
    second_version: Path, clock: FixedClock
) -> None:
    """K2: what was a number of weeks is a rule, and the series keeps its name, place and end."""
    with Store.open(second_version, clock) as store:
        assert store.all("SELECT title, place, ends_on FROM series") == [
            {"title": "Round table", "place": "Larch", "ends_on": "2026-12-15"}
        ]
        assert store.all("SELECT starts_local, zone, length_s, rule FROM rhythm") == [
            {
                "starts_local": "2026-06-02T10:00",
                "zone": "Europe/Vienna",
                "length_s": 3600,
                "rule": "FREQ=WEEKLY;INTERVAL=2",
            }
        ]
        times = store.all("SELECT title, original_local FROM session ORDER BY id")
        assert [(row["title"], row["original_local"]) for row in times] == [
            ("First", "2026-06-02T10:00"),
            ("Moved by a day", "2026-06-16T10:00"),
            ("Of its own", None),
        ]
        assert store.check() == []


def test_items_of_version_2_know_when_they_arrived(second_version: Path, clock: FixedClock) -> None:
    """K3: one that was carried over keeps the day of what it came from."""
    with Store.open(second_version, clock) as store:
        days = store.all("SELECT DISTINCT arrived_on FROM agenda_item")
        assert days == [{"arrived_on": "2026-06-02"}]
        assert store.value("SELECT count(*) FROM agenda_item") == 4


THIRD = FIRST.with_name("version-3.facilitator.gz")


def test_a_file_of_version_3_keeps_its_raw_notes_and_begins_with_an_empty_record(
    path: Path, clock: FixedClock
) -> None:
    """M2, S3: nothing is taken for circulated, and nothing may be destroyed unasked."""
    path.write_bytes(gzip.decompress(THIRD.read_bytes()))
    with Store.open(path, clock) as store:
        assert store.all("SELECT scratch_notes, comment_days FROM engagement") == [
            {"scratch_notes": "keep", "comment_days": 5}
        ]
        assert store.value("SELECT count(*) FROM minutes") == 0
        assert store.value("SELECT count(*) FROM record") == 0
        assert store.value("SELECT text FROM sealed_note") == "A sealed word"
        assert store.check() == []
