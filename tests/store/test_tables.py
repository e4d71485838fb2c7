"""The schema holds what the journal and the wall rely on."""

from __future__ import annotations

from facilitator.store import Store, migrations
from facilitator.store.tables import KEPT_BACK, SCHEMA_VERSION, TRACKED, UNTRACKED, is_sealed


def _kinds(store: Store) -> dict[str, str]:
    rows = store.all("PRAGMA table_list")
    return {
        row["name"]: row["type"]
        for row in rows
        if row["schema"] == "main" and not row["name"].startswith("sqlite_")
    }


def test_every_table_is_either_tracked_or_untracked(store: Store) -> None:
    kinds = _kinds(store)
    present = {name for name, kind in kinds.items() if kind not in ("shadow", "view")}
    assert present == set(TRACKED) | set(UNTRACKED)
    assert not set(TRACKED) & set(UNTRACKED)
    assert [name for name, kind in kinds.items() if kind == "view"] == ["capture_searched"]


def test_tracked_tables_are_strict_and_hold_integers_and_text_only(store: Store) -> None:
    strict = {row["name"] for row in store.all("PRAGMA table_list") if row["strict"]}
    assert set(TRACKED) <= strict
    for table in TRACKED:
        columns = store.all(f"PRAGMA table_info({table})")
        assert {column["type"] for column in columns} <= {"INTEGER", "TEXT"}, table
        assert [column["name"] for column in columns if column["pk"]] == ["id"], table


# Exactly one accountable: only ever changed by delete, then insert, in one step (C4).
_ONE_AT_A_TIME = {"data_role_accountable"}


def test_no_column_that_can_change_is_unique(store: Store) -> None:
    """Replay passes through states in which two rows hold one value."""
    for table in TRACKED:
        unique = {i["name"] for i in store.all(f"PRAGMA index_list({table})") if i["unique"]}
        assert unique <= _ONE_AT_A_TIME, table


def test_no_key_leads_from_a_joint_table_into_a_sealed_one(store: Store) -> None:
    """S1: audience is a property of the table."""
    for table in _kinds(store):
        for key in store.all(f"PRAGMA foreign_key_list({table})"):
            assert not is_sealed(key["table"]), f"{table} refers to {key['table']}"


def test_what_is_kept_back_from_a_copy_exists(store: Store) -> None:
    assert set(KEPT_BACK) <= set(UNTRACKED)


def test_the_schema_version_counts_the_migrations(store: Store) -> None:
    assert len(migrations.migrations.applied(store.db)) == SCHEMA_VERSION
    assert store.value("PRAGMA user_version") == SCHEMA_VERSION
    assert store.value("PRAGMA application_id") == 0x46434C54


def test_the_engine_works_as_durably_as_it_was_measured(store: Store) -> None:
    assert store.value("PRAGMA journal_mode") == "wal"
    expected = {
        "synchronous": 2,
        "fullfsync": 1,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "temp_store": 2,
    }
    assert {name: store.value(f"PRAGMA {name}") for name in expected} == expected
