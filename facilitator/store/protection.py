"""Protect a file with a passphrase, change it, take it away, and open what is protected (S4).

The file is written anew under a temporary name, proved whole, and only then takes the name: when
the power goes in between, the old file stands whole. Its earlier states follow. What a plain file
leaves behind is overwritten before it is deleted, which helps on a plain disk; on an SSD, and where
the file system keeps older blocks, nobody can promise that it is gone.
"""

from __future__ import annotations

import glob
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from facilitator.clock import Clock, SystemClock
from facilitator.errors import (
    FacilitatorError,
    FileDamaged,
    PassphraseRefused,
    PassphraseWrong,
    WriteFailed,
)
from facilitator.store import backup, engine, faults, gate, keys, snapshots
from facilitator.store.keys import Key
from facilitator.store.lock import DocumentLock
from facilitator.store.reader import open_reading, verify

Report = Callable[[int, int], None]
LONGEST = 1000
_ALONE_S = 5.0  # how long a reader that is about to end is waited for
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What came of it: earlier states that were written anew, deleted, or left as they were.

    `is_overwritten` tells whether the bytes of the file before were overwritten.
    """

    states: int
    deleted: int
    left: int
    is_overwritten: bool


def check_passphrase(passphrase: str) -> None:
    """Refuse what nobody can type again."""
    if not passphrase.strip():
        raise PassphraseRefused("The passphrase is empty.")
    if len(passphrase) > LONGEST:
        raise PassphraseRefused(f"The passphrase is longer than {LONGEST} characters.")
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in passphrase):
        raise PassphraseRefused("The passphrase holds a line break or a control character.")


def unlock(path: Path, passphrase: str) -> Key | None:
    """Try a passphrase on a file; from then on this process can open it and every copy of it.

    None where the file is plain, which needs none. Not for the window's thread.

    Raises:
        PassphraseWrong: it is another one, or the file is damaged at its beginning.
    """
    if not gate.is_protected(path):
        gate.examine(path)
        return None
    salt = keys.salt_of(path)
    return None if salt is None else prove(path, keys.derive(passphrase, salt))


def prove(path: Path, key: Key) -> Key:
    """Remember a key once it was seen to open the file."""
    known = keys.key_of(path)
    if known == key:
        return key
    if known is not None:
        raise PassphraseWrong(path)
    keys.remember(key)
    try:
        connection, borrowed = open_reading(path, as_it_is=True)
    except BaseException:
        keys.forget(key)
        raise
    connection.close()
    if borrowed is not None:
        borrowed.cleanup()
    return key


# --- set, change, remove -----------------------------------------------------------------------


def set_passphrase(
    path: Path, passphrase: str, clock: Clock | None = None, report: Report | None = None
) -> Rewritten:
    """Protect a plain file; its key is known from then on. Nobody else may have it open."""
    check_passphrase(passphrase)
    gate.examine(path)
    if gate.is_protected(path):
        raise PassphraseRefused(f"{path.name} has a passphrase already.")
    return _rewrite(path, keys.new_key(passphrase), clock, report)


def change_passphrase(
    path: Path, passphrase: str, clock: Clock | None = None, report: Report | None = None
) -> Rewritten:
    """Give a protected file, which was unlocked, another passphrase, and its states with it."""
    check_passphrase(passphrase)
    _refuse_plain(path)
    return _rewrite(path, keys.new_key(passphrase), clock, report)


def remove_passphrase(
    path: Path, clock: Clock | None = None, report: Report | None = None
) -> Rewritten:
    """Make a plain file of a protected one, which was unlocked, and of its states."""
    _refuse_plain(path)
    return _rewrite(path, None, clock, report)


def _refuse_plain(path: Path) -> None:
    gate.examine(path)
    if not gate.is_protected(path):
        raise PassphraseRefused(f"{path.name} has no passphrase.")


def _rewrite(path: Path, key: Key | None, clock: Clock | None, report: Report | None) -> Rewritten:
    lock = DocumentLock(path)
    lock.acquire(clock or SystemClock())
    try:
        old = keys.key_of(path)
        finish(path)
        mark = gate.rewriting_mark(path)
        with backup.told(path):
            mark.touch()
        try:
            return _rewrite_all(path, old, key, report)
        finally:
            with suppress(OSError):
                mark.unlink(missing_ok=True)
    finally:
        lock.release()


def _rewrite_all(path: Path, old: Key | None, key: Key | None, report: Report | None) -> Rewritten:
    _fold(path)
    if key is not None:
        _clear_strays(path)
        keys.remember(key)
    try:
        is_overwritten = _write_anew(path, key)
    except BaseException:
        keys.forget(key)
        raise
    # Listed only now: a snapshot that is being taken looks at the file again when it is done.
    states = [each.path for each in snapshots.listed(path)]
    counts = {"states": 0, "deleted": 0, "left": 0}
    for number, state in enumerate(states, start=1):
        counts[_rewrite_state(state, old, key)] += 1
        if report is not None:
            report(number, len(states))
    keys.forget(old)
    return Rewritten(**counts, is_overwritten=is_overwritten)


def _rewrite_state(state: Path, old: Key | None, key: Key | None) -> str:
    """Write one earlier state anew; a plain one that cannot be read is deleted, not left plain."""
    is_protected = gate.is_protected(state)
    if (is_protected and keys.key_of(state) != old) or not (is_protected or key):
        return "left"
    try:
        _write_anew(state, key)
    except FacilitatorError:
        if is_protected:
            return "left"
        wipe(state)
        return "deleted"
    return "states"


# --- writing one file anew -----------------------------------------------------------------------


def _fold(path: Path) -> None:
    """Fold the log into the file and wait until nobody reads it: what follows reads one file."""
    last = time.monotonic() + _ALONE_S
    with backup.told(path):
        connection = engine.connect_writing(path)
        try:
            verify(connection, path)
            engine.leave_wal(connection)
            while gate.beside(path) and time.monotonic() < last:
                time.sleep(0.05)
                engine.leave_wal(connection)
        finally:
            connection.close()
    if gate.beside(path):
        raise WriteFailed(path, "another program is reading it")


def _write_anew(path: Path, key: Key | None) -> bool:
    """Write a file with another key, or none, in its place; tell whether the old is overwritten."""
    real = path.resolve()
    part = real.with_name(f".{real.name}.{os.getpid()}.part")
    _clear(part)
    try:
        with backup.told(path):
            part.touch(mode=0o600, exist_ok=False)
            _export(real, part, key)
            backup.prove_whole(part, path)
            shutil.copymode(real, part)
            backup.sync(part)
            return _take_name(part, real)
    finally:
        _clear(part)


def _export(source: Path, part: Path, key: Key | None) -> None:
    connection = engine.connect_reading(source)
    try:
        engine.attach(connection, part, "anew", key, "rw")
        connection.execute("PRAGMA anew.synchronous = FULL").fetchall()
        connection.execute("SELECT sqlcipher_export('anew')").fetchall()
        for pragma in ("application_id", "user_version"):  # which the export leaves out
            row = connection.execute(f"PRAGMA main.{pragma}").fetchall()[0]
            connection.execute(f"PRAGMA anew.{pragma} = {int(row[0])}").fetchall()
        _compare(connection, source)
        connection.execute("DETACH DATABASE anew").fetchall()
    except dbapi2.DatabaseError as error:
        raise _cause(error, source) from error
    finally:
        connection.close()


def _cause(error: dbapi2.Error, source: Path) -> Exception:
    """Tell what is damaged from what cannot be written; the export itself has one code for both."""
    text = str(error)
    if "malformed" in text:
        return FileDamaged(source, text)
    if "full" in text:
        return WriteFailed(source, "the disk is full")
    return faults.translated(error, source)


def _compare(connection: dbapi2.Connection, source: Path) -> None:
    """Prove that nothing is missing: the same tables and triggers, as many rows in each."""
    schemas = [
        connection.execute(
            f"SELECT type, name, sql FROM {name}.sqlite_schema ORDER BY type, name"
        ).fetchall()
        for name in ("main", "anew")
    ]
    if schemas[0] != schemas[1]:
        raise FileDamaged(source, "what was written anew is not the same")
    for kind, table, sql in schemas[0]:
        if kind != "table" or sql.startswith("CREATE VIRTUAL"):
            continue  # what a virtual table holds stands in tables of its own
        counts = [
            connection.execute(f'SELECT count(*) FROM {name}."{table}"').fetchall()
            for name in ("main", "anew")
        ]
        if counts[0] != counts[1]:
            raise FileDamaged(source, f"table {table} could not be written anew")


def _take_name(part: Path, real: Path) -> bool:
    """Put a file in the place of another, whose bytes are then overwritten where that is sure."""
    old = _old(real)
    old.unlink(missing_ok=True)
    try:
        os.link(real, old)
    except OSError:  # a file system without second names: the bytes go free as they are
        part.replace(real)
        backup.sync_folder(real.parent)
        return False
    try:
        part.replace(real)
    except OSError:
        old.unlink(missing_ok=True)
        raise
    backup.sync_folder(real.parent)
    return wipe(old)


def wipe(path: Path) -> bool:
    """Overwrite a file and delete it; one that has a second name elsewhere is only deleted."""
    is_overwritten = False
    with suppress(OSError):
        if path.stat().st_nlink == 1:
            with path.open("rb+") as file:
                left = path.stat().st_size
                while left > 0:
                    left -= file.write(bytes(min(left, _BLOCK)))
                file.flush()
                os.fsync(file.fileno())
            is_overwritten = True
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return is_overwritten


def _clear(part: Path) -> None:
    for left in (part, *gate.beside(part)):
        if left.exists():
            wipe(left)


# --- after a power cut ---------------------------------------------------------------------------


def _old(real: Path) -> Path:
    return real.with_name(f".{real.name}.old")


def finish(path: Path) -> None:
    """Finish what a power cut broke off: no plain byte of a protected file is left beside it.

    Called by whoever holds the lock and knows the key. Nothing happens where nothing was begun.
    """
    mark = gate.rewriting_mark(path)
    if not mark.exists():
        return
    states = [each.path for each in snapshots.listed(path)]
    for real in (path.resolve(), *states):
        _clear_left(real)
    key = keys.key_of(path)
    if key is not None:
        for state in states:
            if not gate.is_protected(state):
                _rewrite_state(state, None, key)
    with backup.told(path):
        mark.unlink(missing_ok=True)


def _clear_strays(path: Path) -> None:
    """Overwrite what a crash left half-written, of the file and of its snapshots.

    What this process writes just now is left to itself; no other does while the lock is held.
    """
    _clear_left(path.resolve())
    for part in snapshots.folder_of(path).glob(".*.part*"):
        if f".{os.getpid()}.part" not in part.name:
            wipe(part)


def _clear_left(real: Path) -> None:
    old = _old(real)
    if old.exists():
        if os.path.samefile(old, real):  # noqa: PTH121  (the cut came before the new file's name)
            old.unlink()
        else:
            wipe(old)
    for part in real.parent.glob(f".{glob.escape(real.name)}.*.part*"):
        wipe(part)
