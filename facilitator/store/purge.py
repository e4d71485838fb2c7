"""Destroyed for good (S3): rows, their history, the search index, free pages, snapshots, backups.

Deleting a row leaves its words in the journal, in the pages of the search index, in the log and in
every snapshot. Here all of these go, and then the bytes are read again to prove it. Until the one
transaction commits everything is still there; from then on the rows are gone, whatever happens.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlcipher3 import dbapi2

from facilitator.clock import Clock
from facilitator.domain.text import fold
from facilitator.errors import FacilitatorError
from facilitator.preferences import config_dir, data_dir
from facilitator.store import faults, gate, snapshots
from facilitator.store.index_terms import forgotten_terms
from facilitator.store.journal import Journal

Statement = tuple[str, Sequence[object]]
Progress = Callable[[str], None]

INDEXES = ("search", "sealed_search")
WAIT_S = 10.0
_LONGEST_TRACE = 48
_SHORTEST_TRACE = 12  # shorter ones come about where two values meet; the index has them whole


@dataclass(frozen=True, slots=True)
class Reached:
    """What a destruction reached; all counts, never a word. `is_proven` says nothing was left."""

    snapshots: int = 0
    backups: int = 0
    is_log_empty: bool = False
    is_snapshot_new: bool = False
    looked_for: int = 0
    left_in_file: int = 0
    left_in_index: int = 0
    left_beside: int = 0
    elsewhere: int = 0
    failed: tuple[str, ...] = field(default=())

    @property
    def is_proven(self) -> bool:
        """Whether nothing was found and nothing was left out."""
        left = self.left_in_file + self.left_in_index + self.left_beside + len(self.failed)
        return self.is_log_empty and self.is_snapshot_new and not left


@dataclass(frozen=True, slots=True)
class Doomed:
    """What goes for good: statements in their order, and the words to look for afterwards.

    The words never reach the disk; `touched` is what screens hear of, as (table, id).
    """

    label: str
    statements: tuple[Statement, ...]
    texts: tuple[str, ...] = ()
    touched: frozenset[tuple[str, int]] = frozenset()


def delete(connection: dbapi2.Connection, journal: Journal, doomed: Doomed) -> None:
    """Delete the rows with all history of the file, inside one transaction; undo begins anew."""
    with journal.at_rest():
        for sql, values in doomed.statements:
            connection.execute(sql, tuple(values)).fetchall()
    forget_history(connection)
    journal.add_barrier(doomed.label)
    rebuild_indexes(connection)


def finish(
    connection: dbapi2.Connection, path: Path, clock: Clock, texts: Sequence[str], told: Progress
) -> Reached:
    """Do what no transaction can: free pages, log, snapshots; then prove it. May be done again."""
    failed = []
    told("file")
    is_log_empty = False
    try:
        is_log_empty = close_up(connection)
    except dbapi2.Error:
        failed.append("file")
    told("snapshots")
    taken = backups = 0
    is_snapshot_new = False
    try:
        taken, backups = renew_snapshots(path, clock)
        is_snapshot_new = True
    except (FacilitatorError, OSError):
        failed.append("snapshots")
    told("proof")
    traces = traces_of(connection, texts)
    return Reached(
        taken, backups, is_log_empty, is_snapshot_new, len(traces), traces_in(path, traces),
        left_in_indexes(connection), traces_beside(path, traces), traces_elsewhere(path, traces),
        tuple(failed),
    )  # fmt: skip


def rebuild_indexes(connection: dbapi2.Connection) -> None:
    """Write the search indexes anew from the rows there are; their old pages are overwritten."""
    for index in INDEXES:
        connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def forget_history(connection: dbapi2.Connection) -> None:
    """Take away every image of a row that undo keeps; nothing before now can be undone."""
    for table in ("journal", "sealed_journal", "step"):
        connection.execute(f"DELETE FROM {table}")


def close_up(connection: dbapi2.Connection) -> bool:
    """Write the file anew without its free pages and empty its log; False while somebody reads."""
    until = time.monotonic() + WAIT_S
    while True:
        try:
            connection.execute("VACUUM")
            row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if row is None or row[0] == 0:
                return True
        except dbapi2.OperationalError as error:
            if faults.primary_code(error) not in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED):
                raise
        if time.monotonic() > until:
            return False
        time.sleep(0.1)


# --- what lies beside the file -------------------------------------------------------------------


def renew_snapshots(path: Path, clock: Clock) -> tuple[int, int]:
    """Take a snapshot of what is left, then delete every older one; return how many of each sort.

    The first count is of rolling snapshots, the second of backups before a migration.
    """
    older = [each for each in snapshots.folder_of(path).glob("*") if each.is_file()]
    kept = snapshots.take(path, clock)
    gone = [each for each in (*older, *_strays(path, kept)) if each != kept]
    taken = sum(each.name[:1].isdigit() for each in gone)
    for each in gone:
        each.unlink(missing_ok=True)
    return taken, len(gone) - taken


def _strays(path: Path, kept: Path) -> list[Path]:
    """Return halves of snapshots that a crash left, and logs beside one."""
    known = {kept, *gate.beside(kept)}
    return [each for each in snapshots.folder_of(path).glob(".*") if each not in known]


# --- proof ---------------------------------------------------------------------------------------


def traces_of(connection: dbapi2.Connection, texts: Sequence[str]) -> list[bytes]:
    """Return runs of bytes that stood in destroyed texts alone: what else holds is no trace.

    Of each line its whole, a run from its middle and its longest words; a run crosses no line.
    Short words are looked for in the search index, term by term.
    """
    runs = {run for text in texts for line in text.splitlines() for run in _runs(line.strip())}
    wanted = sorted(runs)
    for text in _live_texts(connection):
        if not wanted:
            break
        there = fold(text)  # an index holds words without capitals and accents
        wanted = [run for run in wanted if run not in text and fold(run) not in there]
    return [run.encode("utf-8") for run in wanted]


def _runs(line: str) -> Iterator[str]:
    middle = max((len(line) - _LONGEST_TRACE) // 2, 0)
    words = sorted(line.split(), key=len, reverse=True)[:3]
    for part in (line, line[middle : middle + _LONGEST_TRACE].strip(), *words):
        if len(part) >= _SHORTEST_TRACE:
            yield part


def _live_texts(connection: dbapi2.Connection) -> Iterator[str]:
    """Yield all that the file holds now as text, a column at a time; bodies of papers as well."""
    columns = connection.execute(
        "SELECT l.name, c.name FROM pragma_table_list l, pragma_table_info(l.name) c"
        " WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite%'"
        " AND upper(c.type) IN ('TEXT', 'BLOB')"
    ).fetchall()
    for table, column in (*columns, ("sqlite_schema", "sql")):
        rows = connection.execute(
            f'SELECT CAST("{column}" AS BLOB) FROM "{table}" WHERE "{column}" IS NOT NULL'
        ).fetchall()
        yield b"\n".join(bytes(value) for (value,) in rows).decode("utf-8", "replace")


def traces_in(path: Path, traces: Sequence[bytes]) -> int:
    """Count the traces that stand in the bytes of a file; none in one that is not there."""
    with suppress(FileNotFoundError):
        data = path.read_bytes()
        return sum(trace in data for trace in traces)
    return 0


def traces_beside(path: Path, traces: Sequence[bytes]) -> int:
    """Count the files beside a document, and of the app itself, that hold a trace."""
    own = snapshots.folder_of(path)
    others = data_dir() / "snapshots"
    files = [*gate.beside(path), *_files(own), *_files(config_dir())]
    files += [each for each in _files(data_dir()) if others not in each.parents]
    return sum(bool(traces_in(each, traces)) for each in dict.fromkeys(files))


def traces_elsewhere(path: Path, traces: Sequence[bytes]) -> int:
    """Count snapshots of other documents that hold a trace: of copies, under other names."""
    own = snapshots.folder_of(path)
    found = _files(data_dir() / "snapshots")
    return sum(bool(traces_in(each, traces)) for each in found if own not in each.parents)


def _files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()] if folder.is_dir() else []


def left_in_indexes(connection: dbapi2.Connection) -> int:
    """Count the terms that the pages of the search indexes hold and no row does."""
    return sum(len(forgotten_terms(connection, index)) for index in INDEXES)
