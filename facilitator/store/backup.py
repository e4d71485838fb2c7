"""Copies of an engagement: written under a temporary name, checked, and only then named.

A plain copy of a live file is none, because its log is missing: the engine writes every copy.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from facilitator.errors import FileDamaged, FileExists, WriteFailed
from facilitator.store import engine, faults, gate, keys
from facilitator.store.reader import open_reading
from facilitator.store.tables import KEPT_BACK, is_sealed


def save_copy(source: Path, target: Path, *, everything: bool, key: keys.Key | None = None) -> None:
    """Write a copy under a new name: everything, or without what is for the facilitator alone.

    Everything of a protected file is protected by the same passphrase. What is handed on is plain,
    or has a passphrase of its own: `key`.
    """
    refuse_existing(target)
    if everything:
        copy_everything(source, target)
    else:
        copy_to_hand_on(source, target, key)


def backup(source: Path, target: Path) -> None:
    """Write everything to a new file, and prove it whole before it appears."""
    save_copy(source, target, everything=True)


def restore(saved: Path, target: Path) -> None:
    """Bring a backup or snapshot back as a new file, checked before it appears."""
    gate.examine(saved)
    save_copy(saved, target, everything=True)


def copy_everything(source: Path, target: Path) -> None:
    """Write the whole file, journal and drafts included."""

    def write(part: Path) -> None:
        connection, borrowed = open_reading(source, as_it_is=True)
        try:
            connection.execute("VACUUM INTO ?", (str(part.absolute()),))
        except dbapi2.DatabaseError as error:
            raise _damage(error, source) from error
        finally:
            connection.close()
            if borrowed is not None:
                borrowed.cleanup()

    write_new(target, write)


def copy_to_hand_on(source: Path, target: Path, key: keys.Key | None = None) -> None:
    """Write the joint tables only. Sealed words are never copied, so none can be left behind."""

    def write(part: Path) -> None:
        reading, borrowed = open_reading(source, as_it_is=True)
        plain = Path(borrowed.name) / source.name if borrowed else source
        try:
            connection = engine.connect_new(part, key)
            try:
                _copy_joint(connection, plain)
            except dbapi2.DatabaseError as error:
                raise _damage(error, source) from error
            finally:
                connection.close()
        finally:
            reading.close()
            if borrowed is not None:
                borrowed.cleanup()

    if key is not None:
        keys.remember(key)  # so that what was written can be proved
    try:
        write_new(target, write)
    finally:
        keys.forget(key)


def _damage(error: dbapi2.Error, source: Path) -> Exception:
    """Blame the file that was read when it is the damaged one; all else is about the new file."""
    if faults.primary_code(error) == dbapi2.SQLITE_CORRUPT:
        return faults.translated(error, source)
    return error


def _copy_joint(connection: dbapi2.Connection, source: Path) -> None:
    engine.attach(connection, source, "source", keys.key_of(source))
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    objects = connection.execute(
        "SELECT s.type, s.name, s.sql, l.type FROM source.sqlite_schema s"
        " LEFT JOIN pragma_table_list l ON l.schema = 'source' AND l.name = s.name"
        " WHERE s.sql IS NOT NULL AND s.name NOT LIKE 'sqlite_%'"
        " AND coalesce(l.type, '') <> 'shadow'"
        " ORDER BY s.type = 'trigger', s.type = 'index', s.rowid"
    ).fetchall()
    tables = [(name, kind) for what, name, _, kind in objects if what == "table"]
    for what, _, sql, _ in objects:
        if what == "table":
            connection.execute(sql)
    for name, kind in tables:
        if kind == "table" and not is_sealed(name) and name not in KEPT_BACK:
            connection.execute(
                f'INSERT INTO main."{name}" SELECT * FROM source."{name}" {_only(name)}'
            )
        elif kind == "virtual":
            connection.execute(f'INSERT INTO main."{name}"("{name}") VALUES (\'rebuild\')')
    for what, _, sql, _ in objects:
        if what != "table":
            connection.execute(sql)
    for pragma in ("application_id", "user_version"):
        row = connection.execute(f"PRAGMA source.{pragma}").fetchall()[0]
        connection.execute(f"PRAGMA main.{pragma} = {int(row[0])}")
    connection.execute("COMMIT")
    connection.execute("DETACH DATABASE source")


def _only(table: str) -> str:
    """Leave behind the bytes of papers that were taken off again."""
    if table == "paper_body":
        return "WHERE sha256 IN (SELECT sha256 FROM source.paper)"
    return ""


# --- writing under a temporary name ------------------------------------------------------------


def refuse_existing(target: Path) -> None:
    """Refuse a name that is taken; a log without its file counts, it would be folded in."""
    if target.exists() or target.is_symlink():
        raise FileExists(target)
    if left := gate.beside(target):
        raise FileExists(left[0])


def write_new(target: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a file under a temporary name; check, sync and only then name it."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    _remove(part)
    try:
        with told(target):
            part.touch(exist_ok=False)  # the system tells why it cannot, the engine does not
            write(part)
            prove_whole(part, target)
            sync(part)
            refuse_existing(target)
            part.replace(target)
            sync_folder(target.parent)
    finally:
        _remove(part)


@contextmanager
def told(target: Path) -> Iterator[None]:
    """Turn what the system and the engine report about writing into the product's own errors."""
    try:
        yield
    except dbapi2.Error as error:
        raise faults.translated(error, target) from error
    except OSError as error:
        raise WriteFailed(target, faults.reason(error)) from error


def prove_whole(part: Path, target: Path) -> None:
    """Refuse a file just written that is not whole; `target` is the name that people know."""
    gate.examine(part)
    connection = engine.connect_reading(part)
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchall()
        found += connection.execute("PRAGMA cipher_integrity_check").fetchall()
    finally:
        connection.close()
    if found != [("ok",)]:
        raise FileDamaged(target, str(found[0][0]))


def sync(path: Path) -> None:
    """Make the bytes of a file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows has no such call and needs none."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some network folders cannot be synced
            os.fsync(handle)
    finally:
        os.close(handle)


def _remove(part: Path) -> None:
    for name in (part, *gate.beside(part)):
        with suppress(OSError):
            name.unlink(missing_ok=True)
