"""The engagement file as its one writer sees it: steps, rows, undo, drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlcipher3 import dbapi2

from facilitator.clock import Clock, SystemClock
from facilitator.domain.text import clean
from facilitator.errors import FileReadOnly, RowRefused, UndoRefused, WriteFailed
from facilitator.store import engine, faults, gate
from facilitator.store.journal import Change, Journal
from facilitator.store.lock import DocumentLock
from facilitator.store.reader import Params, Reader, columns_of, verify
from facilitator.store.rows import Ids, Rows
from facilitator.store.tables import SCHEMA_VERSION

if TYPE_CHECKING:
    import tempfile

    from sqlite_utils import Database

    from facilitator.store.purge import Doomed, Reached


class Store(Reader):
    """The one writer of a file. Commit means saved; an error means rolled back."""

    def __init__(
        self,
        path: Path,
        connection: dbapi2.Connection,
        clock: Clock,
        borrowed: tempfile.TemporaryDirectory[str] | None = None,
        lock: DocumentLock | None = None,
    ) -> None:
        super().__init__(path, connection, clock, borrowed)
        self._lock = lock
        self._journal = Journal(connection, clock)
        self._ids = Ids(connection, clock)
        self._listeners: list[Callable[[Change], None]] = []
        self._depth = 0
        self._is_barrier = False
        self._is_ready = False
        self._db: Database | None = None
        self._changes_at_snapshot: int | None = None

    @property
    def read_only(self) -> bool:
        """Whether every change is refused."""
        return self._lock is None

    # --- opening and closing ------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, clock: Clock | None = None) -> Self:
        """Make a new, empty file; whatever has that name already is left alone."""
        from facilitator.store import backup

        backup.refuse_existing(path)
        backup.write_new(path, _write_schema)
        return cls.open(path, clock)

    @classmethod
    def open(cls, path: Path, clock: Clock | None = None, read_only: bool = False) -> Self:
        """Open a file; for writing take its lock and bring an older one up to date first."""
        if read_only:
            return super().open(path, clock)
        gate.examine(path)
        used = clock or SystemClock()
        lock = DocumentLock(path)
        lock.acquire(used)
        try:
            if gate.rewriting_mark(path).exists():
                _finish_rewriting(path)
            return cls._open_writing(path, used, lock)
        except dbapi2.Error as error:
            lock.release()
            raise faults.translated(error, path) from error
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_writing(cls, path: Path, clock: Clock, lock: DocumentLock) -> Self:
        connection = engine.connect_writing(path)
        try:
            migrated = verify(connection, path) < SCHEMA_VERSION and _migrate(
                connection, path, clock
            )
            engine.use_wal(connection)
            store = cls(path, connection, clock, None, lock)
            store._prepare(migrated)
        except BaseException:
            connection.close()
            raise
        return store

    def _prepare(self, migrated: bool) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        if migrated:
            self._journal.add_barrier("New version")
        self._journal.prune()
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Leave one plain file at rest and give up the lock; a second call does nothing."""
        if not self._is_open:
            return
        try:
            if not self.read_only and not self._connection.in_transaction:
                self._settle()
        finally:
            super().close()
            if self._lock is not None:
                self._lock.release()

    def _settle(self) -> None:
        try:
            engine.leave_wal(self._connection)
        except dbapi2.OperationalError as error:
            # A full disk cannot take the checkpoint: what was committed stays safe in the log,
            # and the next owner folds it in.
            if not isinstance(faults.translated(error, self.path), WriteFailed):
                raise

    # --- steps --------------------------------------------------------------------------------

    @contextmanager
    def step(
        self,
        label: str,
        *,
        merge: str | None = None,
        origin: object | None = None,
        barrier: bool = False,
    ) -> Iterator[None]:
        """Make everything inside one saved, undoable change; an error takes all of it back.

        Inside another step it is a savepoint of that one, whose label wins. `merge` names an edit
        that goes on: single-row steps with one key within a minute become one. Undo never crosses
        a `barrier`.
        """
        self._ready()
        if self._depth:
            self._is_barrier = self._is_barrier or barrier
            with self._savepoint():
                yield
            return
        self._is_barrier = barrier
        touched: frozenset[tuple[str, int]] = frozenset()
        with self._transaction():
            step_id = self._journal.begin(label, merge, origin)
            self._depth = 1
            try:
                yield
            finally:
                self._depth = 0
            self._still_in_transaction()
            touched = self._journal.finish(step_id, barrier=self._is_barrier)
        if touched:
            self._emit(Change("do", label, touched, origin))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Commit on the way out, or roll back; engine errors come out as the product's own."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            # After a full disk the engine has rolled back by itself.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, dbapi2.Error):
                raise faults.translated(error, self.path) from error
            raise

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        name = f"step_{self._depth}"
        self._run(f"SAVEPOINT {name}")
        self._depth += 1
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._run(f"ROLLBACK TO {name}")
                self._run(f"RELEASE {name}")
            raise
        else:
            self._still_in_transaction()
            self._run(f"RELEASE {name}")
        finally:
            self._depth -= 1

    def _still_in_transaction(self) -> None:
        if not self._connection.in_transaction:
            raise WriteFailed(self.path, "an earlier write in the same step failed")

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` after every commit, undo and redo; return what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _emit(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    # --- undo and redo ------------------------------------------------------------------------

    @property
    def undo_label(self) -> str | None:
        """What undo would take back; None at the start and at a barrier."""
        return None if self.read_only else self._journal.undo_label()

    @property
    def barrier_label(self) -> str | None:
        """What undo stops at, because it cannot be taken back."""
        return None if self.read_only else self._journal.barrier_label()

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back."""
        return None if self.read_only else self._journal.redo_label()

    def undo(self) -> Change | None:
        """Take the last step back; None when there is nothing to take back."""
        return self._turn(self._journal.undo, self.undo_label)

    def redo(self) -> Change | None:
        """Bring the step that was undone last back; None when there is none."""
        return self._turn(self._journal.redo, self.redo_label)

    def _turn(self, replay: Callable[[], Change | None], label: str | None) -> Change | None:
        self._ready()
        if self._depth:
            raise RuntimeError("undo and redo are not part of a step")
        try:
            with self._transaction():
                change = replay()
        except RowRefused as error:
            raise UndoRefused(label or "") from error
        if change is not None:
            self._emit(change)
        return change

    # --- for good -----------------------------------------------------------------------------

    def destroy(self, doomed: Doomed) -> None:
        """Delete rows past undo (S3): with them goes all history, and nothing before is undone."""
        from facilitator.store import purge

        self._ready()
        with self._transaction():
            purge.delete(self._connection, self._journal, doomed)
        self._emit(Change("do", doomed.label, doomed.touched))

    def close_up(self, texts: Sequence[str], told: Callable[[str], None]) -> Reached:
        """Free what `destroy` left in pages, log and snapshots, and prove that no word is left."""
        from facilitator.store import purge

        self._ready()
        self._changes_at_snapshot = None
        return purge.finish(self._connection, self.path, self.clock, texts, told)

    # --- rows ---------------------------------------------------------------------------------

    def new_id(self) -> int:
        """Return an id that no row of any table has or had."""
        return self._ids.new()

    def insert(self, table: str, /, **values: object) -> int:
        """Write a new row and return its id, which is made here unless given."""
        self._ready()
        given = values.pop("id", None)
        row_id = given if isinstance(given, int) else self._ids.new()
        self._ids.note(row_id)
        with self._told():
            self._rows.insert(table, {"id": row_id, **values})
        return row_id

    def update(self, table: str, row_id: int, /, **values: object) -> None:
        """Write the columns of one row that differ."""
        self._ready()
        with self._told():
            self._rows.update(table, row_id, values)

    def delete(self, table: str, row_id: int, /) -> None:
        """Remove one row and what hangs on it."""
        self._ready()
        with self._told():
            self._rows.delete(table, row_id)

    def execute(self, sql: str, params: Params = ()) -> None:
        """Run one statement of plain SQL; a write to a tracked table needs a step around it."""
        self._ready()
        values = params.values() if isinstance(params, Mapping) else params
        for value in values:
            faults.check_text("text", value)
        self._run(sql, params)

    def issue_number(self, kind: str, year: int, row_id: int) -> int:
        """Return the number of a row within its kind and year; a number is never used twice."""
        known = self.value(
            "SELECT n FROM issued_number WHERE kind = ? AND row_id = ?", (kind, row_id)
        )
        if known is not None:
            return int(known)
        self.execute(
            "INSERT INTO issued_number(kind, year, n, row_id, at) SELECT ?1, ?2,"
            " coalesce(max(n), 0) + 1, ?3, ?4 FROM issued_number WHERE kind = ?1 AND year = ?2",
            (kind, year, row_id, self._stamp()),
        )
        return self.issue_number(kind, year, row_id)

    @property
    def db(self) -> Database:
        """The same connection through sqlite_utils, for bulk work; loads it when first asked."""
        self._ready()
        if self._db is None:
            self._db = engine.database(self._connection)
        return self._db

    # --- beside the steps ---------------------------------------------------------------------

    def set_draft(self, place: str, text: str, *, sealed: bool = False) -> None:
        """Keep typing that is not yet a step; unlike a row it takes any text, cleaned."""
        self.execute(
            f"INSERT INTO {_draft_table(sealed)}(place, text, at) VALUES (?, ?, ?)"
            " ON CONFLICT(place) DO UPDATE SET text = excluded.text, at = excluded.at",
            (place, clean(text), self._stamp()),
        )

    def draft(self, place: str, *, sealed: bool = False) -> str | None:
        """Return the typing kept for a place."""
        text = self.value(f"SELECT text FROM {_draft_table(sealed)} WHERE place = ?", (place,))
        return None if text is None else str(text)

    def clear_draft(self, place: str, *, sealed: bool = False) -> None:
        """Forget the typing of a place; within a step, only if the step is kept."""
        self.execute(f"DELETE FROM {_draft_table(sealed)} WHERE place = ?", (place,))

    def heartbeat(self, session_id: int) -> None:
        """Note both clocks, so that a running session can be told how long the app was away."""
        now = self.clock.instant()
        self.execute(
            "INSERT INTO clock_now(session_id, at_utc, monotonic_ms, boot) VALUES (?, ?, ?, ?)"
            " ON CONFLICT(session_id) DO UPDATE SET at_utc = excluded.at_utc,"
            " monotonic_ms = excluded.monotonic_ms, boot = excluded.boot",
            (session_id, now.at.isoformat(), now.monotonic_ms, now.boot),
        )

    def put_body(self, data: bytes) -> str:
        """Keep the bytes of a paper and return their SHA-256; the same bytes are kept once."""
        import hashlib

        digest = hashlib.sha256(data).hexdigest()
        self.execute(
            "INSERT INTO paper_body(sha256, body) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (digest, data),
        )
        return digest

    def snapshot(self) -> Path | None:
        """Write a rolling snapshot to the app's data folder; None when nothing has changed."""
        if self.read_only or self._connection.total_changes == self._changes_at_snapshot:
            return None
        from facilitator.store import snapshots

        taken = snapshots.take(self.path, self.clock)
        self._changes_at_snapshot = self._connection.total_changes
        return taken

    def save_copy(self, target: Path, *, everything: bool) -> None:
        """Write a copy under a new name: everything, or what may be handed on (E9)."""
        from facilitator.store import backup

        backup.save_copy(self.path, target, everything=everything)

    # --- inside -------------------------------------------------------------------------------

    def get_ready(self) -> None:
        """Do now what the first write would wait for; it takes longer than all of opening."""
        if not self.read_only:
            self._ready()

    def _ready(self) -> None:
        if self.read_only:
            raise FileReadOnly(self.path)
        if not self._is_ready:
            self._journal.install(self._rows.columns)
            self._is_ready = True

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._connection, columns_of(self._connection))

    def _stamp(self) -> str:
        return self.clock.now().isoformat(timespec="milliseconds")

    def _run(self, sql: str, params: Params = ()) -> None:
        with self._told():
            self._connection.execute(sql, params).fetchall()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except dbapi2.Error as error:
            raise faults.translated(error, self.path) from error


def _draft_table(sealed: bool) -> str:
    return "sealed_draft" if sealed else "draft"


def _write_schema(path: Path) -> None:
    from facilitator.store.migrations import write_schema

    write_schema(path)


def _finish_rewriting(path: Path) -> None:
    from facilitator.store import protection

    protection.finish(path)


def _migrate(connection: dbapi2.Connection, path: Path, clock: Clock) -> bool:
    from facilitator.store import snapshots
    from facilitator.store.migrations import migrate

    snapshots.take(path, clock, before_migration=True)
    return migrate(connection, path)
