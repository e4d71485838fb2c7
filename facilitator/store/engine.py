"""The one SQLite engine of the product: sqlcipher3, also for sqlite_utils.

Importing this module points sqlite_utils at the same engine, which works only before its own first
import. Two SQLite libraries in one process would drop each other's file locks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import sqlcipher3
from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from sqlite_utils import Database

if "sqlite_utils" in sys.modules and "pysqlite3" not in sys.modules:
    raise ImportError("sqlite_utils was imported before facilitator.store.engine")
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

_SHARED = (
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = ON",  # the search triggers write FTS5 tables
)
_WRITING = (
    "PRAGMA secure_delete = ON",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA synchronous = FULL",
)


def _open(path: Path, mode: str, busy_s: float) -> dbapi2.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = dbapi2.connect(
        uri, timeout=busy_s, isolation_level=None, uri=True, cached_statements=512
    )
    try:
        for pragma in _SHARED if mode == "ro" else _SHARED + _WRITING:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reading(path: Path) -> dbapi2.Connection:
    """Open an existing file so that nothing can be written to it."""
    return _open(path, "ro", busy_s=3.0)


def connect_writing(path: Path) -> dbapi2.Connection:
    """Open an existing file for writing, in whatever journal mode it is in."""
    return _open(path, "rw", busy_s=3.0)


def connect_new(path: Path) -> dbapi2.Connection:
    """Open a file for writing and create it when missing; only for temporary names."""
    return _open(path, "rwc", busy_s=3.0)


def use_wal(connection: dbapi2.Connection) -> None:
    """Switch to the write-ahead log; where the file system cannot, sync the folder as well."""
    row = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if row is None or row[0] != "wal":
        connection.execute("PRAGMA synchronous = EXTRA")


def leave_wal(connection: dbapi2.Connection) -> None:
    """Fold the log into the file; leave one plain file unless another connection is open."""
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("PRAGMA optimize").fetchall()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except dbapi2.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED):
            raise


def database(connection: dbapi2.Connection) -> Database:
    """Wrap a connection for sqlite_utils; imports it, which takes a quarter of a second."""
    from sqlite_utils import Database

    # sqlite_utils is typed for the standard library's connection, which has the same shape.
    return Database(cast("Any", connection), execute_plugins=False, strict=True)
