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

from facilitator.store import keys

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


def _open(path: Path, mode: str, busy_s: float, key: keys.Key | None) -> dbapi2.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = dbapi2.connect(
        uri, timeout=busy_s, isolation_level=None, uri=True, cached_statements=512
    )
    try:
        if key is not None:
            _unlock(connection, key)
        for pragma in _SHARED if mode == "ro" else _SHARED + _WRITING:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(connection: dbapi2.Connection, key: keys.Key) -> None:
    """Use a raw key, before anything else is read."""
    _be_quiet(connection)
    connection.execute(f'PRAGMA key = "{key.spec}"').fetchall()


def _be_quiet(connection: dbapi2.Connection) -> None:
    """Let the engine write nothing about keys and pages to standard error."""
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()


def attach(
    connection: dbapi2.Connection, path: Path, name: str, key: keys.Key | None, mode: str = "ro"
) -> None:
    """Open a second file beside the first; without a KEY clause it would get the first one's."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    _be_quiet(connection)
    spec = "" if key is None else key.spec
    connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (uri, spec))


def connect_reading(path: Path) -> dbapi2.Connection:
    """Open an existing file so that nothing can be written to it."""
    return _open(path, "ro", 3.0, keys.key_of(path))


def connect_writing(path: Path) -> dbapi2.Connection:
    """Open an existing file for writing, in whatever journal mode it is in."""
    return _open(path, "rw", 3.0, keys.key_of(path))


def connect_new(path: Path, key: keys.Key | None = None) -> dbapi2.Connection:
    """Open a file for writing and create it when missing; only for temporary names.

    With a key, all that is written to it is encrypted.
    """
    return _open(path, "rwc", 3.0, key)


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
