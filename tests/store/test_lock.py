"""One writer per file; a second one is told who (E1)."""

from __future__ import annotations

import getpass
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.errors import FileExists, FileLocked
from facilitator.store import Reader, Store
from tests.store.rows import party

HOLDER = """
import sys
from pathlib import Path
from facilitator.store import Store
store = Store.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
store.close()
"""


def _holder(path: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    return child


def _finish(child: subprocess.Popen[str], sent: signal.Signals | None = None) -> None:
    if sent is not None:
        child.send_signal(sent)
    child.communicate(timeout=20)


def test_a_second_process_is_told_who_holds_the_file(path: Path) -> None:
    Store.create(path).close()
    child = _holder(path)
    try:
        with pytest.raises(FileLocked) as caught:
            Store.open(path)
        assert caught.value.holder == f"{getpass.getuser()}@{socket.gethostname()}"
        assert re.fullmatch(r"\d\d:\d\d", caught.value.since)
        assert caught.value.holder in str(caught.value)
    finally:
        _finish(child)
    with Store.open(path) as store:
        party(store)


def test_reading_takes_no_lock(path: Path) -> None:
    with Store.create(path) as store:
        party(store)
    child = _holder(path)
    try:
        with Reader.open(path) as reader, Store.open(path, read_only=True) as second:
            assert reader.value("SELECT count(*) FROM party") == 1
            assert second.value("SELECT count(*) FROM party") == 1
    finally:
        _finish(child)


def test_the_lock_does_not_survive_kill_9(path: Path) -> None:
    Store.create(path).close()
    child = _holder(path)
    _finish(child, signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL
    with Store.open(path) as store:
        party(store)
        assert store.check() == []
    assert [name.name for name in path.parent.iterdir()] == [path.name]


def test_a_second_store_in_one_process_is_refused_too(store: Store, path: Path) -> None:
    with pytest.raises(FileLocked):
        Store.open(path)
    party(store)


def test_a_refused_opener_does_not_take_the_holders_note_away(store: Store, path: Path) -> None:
    for _ in range(2):
        with pytest.raises(FileLocked, match=socket.gethostname()):
            Store.open(path)


def test_it_says_the_day_when_that_was_not_today(
    store: Store, path: Path, clock: FixedClock
) -> None:
    clock.advance(days=2)
    with pytest.raises(FileLocked, match="since 10:00 on 30 June"):
        Store.open(path, clock)


def test_a_note_that_cannot_be_read_still_refuses(store: Store, path: Path) -> None:
    path.with_name(f".{path.name}.holder").write_text("[]")
    with pytest.raises(FileLocked, match="another program"):
        Store.open(path)


def test_a_file_that_did_not_open_is_not_locked(path: Path, clock: FixedClock) -> None:
    Store.create(path, clock).close()
    good = path.read_bytes()
    path.write_bytes(good[:100] + b"\xff" * (len(good) - 100))
    with pytest.raises(Exception, match="damaged"):
        Store.open(path)
    path.write_bytes(good)
    Store.open(path).close()


def test_an_existing_file_is_never_created_over(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(FileExists):
        Store.create(path)
    assert path.read_text() == "mine"
    assert list(path.parent.iterdir()) == [path]


def test_a_log_left_without_its_file_is_not_folded_into_a_new_one(path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(b"left")
    with pytest.raises(FileExists):
        Store.create(path)


def test_one_plain_file_is_left_at_rest(store: Store, path: Path) -> None:
    party(store)
    store.close()
    store.close()
    assert [name.name for name in path.parent.iterdir()] == [path.name]
    assert path.read_bytes()[18:20] == b"\x01\x01"  # no log: opens from read-only media


def test_closing_beside_a_reader_leaves_the_log_to_the_next_owner(path: Path) -> None:
    store = Store.create(path)
    party(store)
    reader = Reader.open(path)
    assert reader.value("SELECT count(*) FROM party") == 1
    store.close()
    assert reader.value("SELECT count(*) FROM party") == 1
    reader.close()
    with Store.open(path) as again:
        assert again.value("SELECT count(*) FROM party") == 1
    assert [name.name for name in path.parent.iterdir()] == [path.name]


def test_the_first_paint_needs_no_sqlite_utils(path: Path) -> None:
    """It takes a quarter of a second to import."""
    Store.create(path).close()
    script = (
        "import sys; from pathlib import Path; from facilitator.store import Store\n"
        "with Store.open(Path(sys.argv[1])) as s:\n"
        "    s.all('SELECT * FROM party'); s.undo_label\n"
        "    with s.step('x'): s.insert('agreement', text='x', position=1)\n"
        "    s.undo()\n"
        "assert 'sqlite_utils' not in sys.modules\n"
        "assert 'sqlite3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, timeout=30)


def test_sqlite_utils_works_on_the_same_engine(path: Path) -> None:
    """Two libraries with one file in one process would drop each other's locks."""
    script = (
        "import sys; from pathlib import Path; from facilitator.store import Store\n"
        "from sqlcipher3 import dbapi2\n"
        "with Store.create(Path(sys.argv[1])) as s:\n"
        "    assert type(s.db.conn) is dbapi2.Connection\n"
        "import sqlite_utils.utils as u\n"
        "assert u.sqlite3.dbapi2 is dbapi2 and u.OperationalError is dbapi2.OperationalError"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, timeout=30)
