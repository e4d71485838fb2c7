"""Reading an engagement file. Takes no lock, changes nothing, and never waits for the writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlcipher3 import dbapi2

from facilitator.clock import Clock, SystemClock
from facilitator.errors import FileDamaged, FileNewer, NotAnEngagement, NotThere
from facilitator.store import engine, faults, gate
from facilitator.store.tables import APPLICATION_ID, SCHEMA_VERSION, TRACKED

if TYPE_CHECKING:
    import tempfile

Row = dict[str, Any]
Params = Sequence[object] | Mapping[str, object]

# What the engine says when it would have to write beside the file just to read it.
_NEEDS_WRITING = (
    dbapi2.SQLITE_CANTOPEN,
    dbapi2.SQLITE_READONLY,
    dbapi2.SQLITE_PERM,
)


class Reader:
    """A read-only connection, for queries, projections and background jobs.

    It belongs to the thread that opened it; only `interrupt` may be called from another.
    """

    def __init__(
        self,
        path: Path,
        connection: dbapi2.Connection,
        clock: Clock,
        borrowed: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        self.path = path
        self.clock = clock
        self._connection = connection
        self._borrowed = borrowed
        self._is_open = True

    @classmethod
    def open(cls, path: Path, clock: Clock | None = None) -> Self:
        """Open a file for reading, or raise the `FileProblem` that says why not."""
        connection, borrowed = open_reading(path)
        return cls(path, connection, clock or SystemClock(), borrowed)

    @property
    def readable(self) -> Path:
        """Where the bytes are read from: the file itself, or the copy that had to stand in."""
        return self.path if self._borrowed is None else Path(self._borrowed.name) / self.path.name

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        """Return every row as a dict."""
        try:
            cursor = self._connection.execute(sql, params)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except dbapi2.Error as error:
            raise faults.translated(error, self.path) from error

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """Return the first row, or None."""
        rows = self.all(sql, params)
        return rows[0] if rows else None

    def column(self, sql: str, params: Params = ()) -> list[Any]:
        """Return the first column of every row: ids of a long list, without a dict for each."""
        try:
            return [row[0] for row in self._connection.execute(sql, params).fetchall()]
        except dbapi2.Error as error:
            raise faults.translated(error, self.path) from error

    def value(self, sql: str, params: Params = ()) -> Any:
        """Return the first column of the first row, or None."""
        try:
            rows = self._connection.execute(sql, params).fetchall()
        except dbapi2.Error as error:
            raise faults.translated(error, self.path) from error
        return rows[0][0] if rows else None

    def body(self, sha256: str) -> bytes:
        """Return the bytes of a paper."""
        data = self.value("SELECT body FROM paper_body WHERE sha256 = ?", (sha256,))
        if data is None:
            raise NotThere("paper with the digest", sha256)
        return bytes(data)

    def check(self) -> list[str]:
        """Return what is wrong with the file, one sentence each; never any of its words."""
        from facilitator.store import checking

        return checking.findings(self)

    def interrupt(self) -> None:
        """Make the running query raise `Cancelled`; may be called from another thread."""
        self._connection.interrupt()

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        if self._is_open:
            self._is_open = False
            self._connection.close()
            if self._borrowed is not None:
                self._borrowed.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_reading(
    path: Path, *, as_it_is: bool = False
) -> tuple[dbapi2.Connection, tempfile.TemporaryDirectory[str] | None]:
    """Open a file so that nothing is written to it, from a copy where reading needs writing.

    An older file is migrated in a copy, unless it is wanted `as_it_is`.
    """
    gate.examine(path)
    connection = None
    try:
        connection = engine.connect_reading(path)
        schema = verify(connection, path)
    except dbapi2.Error as error:
        if connection is not None:
            connection.close()
        if faults.primary_code(error) in _NEEDS_WRITING:
            return _open_copy(path, as_it_is)
        raise faults.translated(error, path) from error
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    if schema < SCHEMA_VERSION and not as_it_is:
        connection.close()
        return _open_copy(path, as_it_is)
    return connection, None


def verify(connection: dbapi2.Connection, path: Path) -> int:
    """Return the schema version in the file, once its log counts too; refuse a newer one."""
    if connection.execute("PRAGMA application_id").fetchall() != [(APPLICATION_ID,)]:
        raise NotAnEngagement(path)  # of a protected file nobody can tell before
    rows = connection.execute("PRAGMA user_version").fetchall()
    schema = int(rows[0][0])
    if schema > SCHEMA_VERSION:
        raise FileNewer(path, schema, SCHEMA_VERSION)
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    present = {name for (name,) in rows}
    missing = [table for table in TRACKED if table not in present]
    if schema == SCHEMA_VERSION and missing:
        raise FileDamaged(path, f"table {missing[0]} is missing")
    return schema


def columns_of(connection: dbapi2.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns of every tracked table, read from the file."""
    return {
        table: tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
        for table in TRACKED
    }


def _open_copy(
    path: Path, as_it_is: bool
) -> tuple[dbapi2.Connection, tempfile.TemporaryDirectory[str]]:
    """Copy a file and its log to a temporary folder, finish it there and open that.

    Read-only media cannot take the shared-memory file that a log needs, and `immutable=1` would
    silently hide the commits that are still in the log.
    """
    import shutil
    import tempfile

    from facilitator.store.journal import Journal
    from facilitator.store.migrations import migrate

    folder = tempfile.TemporaryDirectory(prefix="facilitator-")
    try:
        copy = Path(folder.name) / path.name
        for suffix in ("", "-wal", "-journal"):
            source = path.with_name(path.name + suffix)
            if source.exists():
                shutil.copyfile(source, Path(folder.name) / source.name)
        writer = engine.connect_writing(copy)
        try:
            engine.leave_wal(writer)
            if not as_it_is and migrate(writer, path):
                Journal(writer, SystemClock()).add_barrier("New version")
        finally:
            writer.close()
        connection = engine.connect_reading(copy)
        verify(connection, path)
    except dbapi2.Error as error:
        folder.cleanup()
        raise faults.translated(error, path) from error
    except BaseException:
        folder.cleanup()
        raise
    return connection, folder
