"""The schema versions, append only. Imported only when a file is new or older: it is slow to load.

A migration never changes once released; the next one is added below it and SCHEMA_VERSION raised.
"""

from __future__ import annotations

from pathlib import Path

from sqlcipher3 import dbapi2

from facilitator.errors import FacilitatorError, MigrationFailed
from facilitator.store import engine, faults
from facilitator.store.schema.version_1 import first_migration
from facilitator.store.schema.version_2 import second_migration
from facilitator.store.schema.version_3 import third_migration
from facilitator.store.schema.version_4 import fourth_migration
from facilitator.store.tables import APPLICATION_ID, SCHEMA_VERSION

# isort: split
# engine comes first: it decides which SQLite sqlite_utils uses.
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("facilitator")


@migrations()
def m001_first_tables(db: Database) -> None:
    """Create the tables, indexes and search of the first version."""
    for statement in first_migration():
        db.execute(statement)


@migrations()
def m002_common_ground(db: Database) -> None:
    """Add goals in full, language, concerns and ideas, data; lines become what they are."""
    for statement in second_migration():
        db.execute(statement)
    _first_restatements(db)


def _first_restatements(db: Database) -> None:
    """Keep the words of each say-it-back as the first version of its restatement."""
    db.execute(
        "INSERT INTO sayback_version(id, sayback_id, n, part, text, party_id, person_id, at)"
        " SELECT ? + row_number() OVER (ORDER BY id), id, 1, 'restated', text, party_id,"
        " person_id, at FROM capture WHERE kind = 'sayback'",
        (_highest_id(db),),
    )


@migrations()
def m003_communication_plan(db: Database) -> None:
    """Add plan, rhythms, advice and calendar; a series becomes its first rhythm."""
    for statement in third_migration(_highest_id(db)):
        if isinstance(statement, str):
            db.execute(statement)
        else:
            db.execute(*statement)


@migrations()
def m004_minutes_to_trust(db: Database) -> None:
    """Add the life cycle of minutes, the record that only grows, receipts and expiry."""
    for statement in fourth_migration():
        db.execute(statement)


def _highest_id(db: Database) -> int:
    """Return the highest id that any row has, or had within the history that is kept."""
    tables = [str(row[0]) for row in db.execute(_WITH_ID).fetchall()]
    highest = max(
        int(db.execute(f'SELECT coalesce(max(id), 0) FROM "{name}"').fetchone()[0])
        for name in tables
    )
    return max(highest, int(db.execute("SELECT coalesce(max(pk), 0) FROM journal").fetchone()[0]))


_WITH_ID = (
    "SELECT l.name FROM pragma_table_list l JOIN pragma_table_info(l.name) c ON c.name = 'id'"
    " WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT IN ('step', 'journal',"
    " 'sealed_journal')"
)


def write_schema(path: Path) -> None:
    """Make a file with the tables of today and no row; only for temporary names."""
    connection = engine.connect_new(path)
    try:
        migrate(connection, path)
    finally:
        connection.close()


def migrate(connection: dbapi2.Connection, path: Path) -> bool:
    """Bring a file up to date in one transaction; return whether anything was pending.

    `path` is the name a person knows the file by. On failure everything is rolled back.
    """
    db = engine.database(connection)
    if not migrations.pending(db):
        return False
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        migrations.apply(db)
        if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
            raise MigrationFailed(path, f"{len(broken)} references lead nowhere")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException as error:
        _roll_back(connection)
        raise _cause(error, path) from error
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return True


def _roll_back(connection: dbapi2.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _cause(error: BaseException, path: Path) -> BaseException:
    if isinstance(error, dbapi2.Error):
        told = faults.translated(error, path)
        return told if told is not error else MigrationFailed(path, str(error))
    if isinstance(error, FacilitatorError) or not isinstance(error, Exception):
        return error
    return MigrationFailed(path, str(error) or type(error).__name__)
