"""Full disks and read-only media: what was committed stays, reading goes on (E1)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.errors import FileReadOnly, WriteFailed
from facilitator.store import Reader, Store
from tests.store.rows import dump, notes, party

NOBODY = 65534

# A file size limit stands for a full disk where no small disk can be mounted: the engine gets an
# error from the very same write.
FULL = """
import resource, sys
from pathlib import Path
from facilitator.errors import WriteFailed
from facilitator.store import Store

path = Path(sys.argv[1])
store = Store.open(path)
row = store.value("SELECT id FROM item_notes")
told = []
store.subscribe(told.append)
limit = path.stat().st_size + 300_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
typed, n = "", 0
try:
    while True:
        n += 1
        text = f"{n} " + "word " * 4000
        with store.step("Type"):
            store.insert("agreement", text=text, position=n)
            store.update("item_notes", row, text=text)
        typed = text
except WriteFailed as error:
    assert error.path == path, error.path
assert n > 2, "the limit came too early"
assert len(told) == n - 1
assert store.value("SELECT text FROM item_notes") == typed, "reading goes on"
assert store.value("SELECT count(*) FROM agreement") == n - 1
try:
    store.set_draft("notes", "x" * 500_000)
except WriteFailed:
    pass
else:
    raise AssertionError("a draft went to a full disk")
if sys.argv[2] == "again":
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    with store.step("Type"):
        store.update("item_notes", row, text="after making room")
store.close()
print(n - 1)
"""


@pytest.mark.parametrize("then", ["again", "close"])
def test_a_full_disk_takes_back_one_step_and_no_more(path: Path, then: str) -> None:
    with Store.create(path) as store:
        notes(store, "before")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path), then],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with Store.open(path) as again:
        assert again.check() == []
        text = again.value("SELECT text FROM item_notes")
        assert again.value("SELECT count(*) FROM agreement") == int(done.stdout)
        assert text == "after making room" if then == "again" else text.startswith(done.stdout[:-1])


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this account cannot mount a small disk")
    return folder


def test_a_disk_that_is_really_full_loses_nothing(small_disk: Path) -> None:
    try:
        _fill_and_mend(small_disk)
    finally:
        subprocess.run(["umount", str(small_disk)], check=True)


def _fill_and_mend(folder: Path) -> None:
    path, filler = folder / "talks.facilitator", folder / "filler"
    with Store.create(path) as store:
        row = notes(store, "before")
        filler.write_bytes(bytes(_free(folder) - 20_000))
        before = dump(store)
        with pytest.raises(WriteFailed, match="full"):
            _type(store, row, "word " * 40_000)
        assert dump(store) == before
        assert store.undo_label == "Add item"
        with pytest.raises(WriteFailed, match="full"):
            store.save_copy(folder / "copy.facilitator", everything=True)
        with pytest.raises(WriteFailed, match="full"):
            store.save_copy(folder / "copy.facilitator", everything=False)
        assert {name.name for name in folder.iterdir()} >= {"talks.facilitator", "filler"}
        assert not [n for n in folder.iterdir() if "part" in n.name or "copy" in n.name]
        filler.unlink()
        _type(store, row, "word " * 40_000)
        assert store.check() == []
    with Reader.open(path) as reader:
        assert reader.value("SELECT length(text) FROM item_notes") == 200_000


def _free(folder: Path) -> int:
    stat = os.statvfs(folder)
    return stat.f_bavail * stat.f_frsize


def _type(store: Store, row: int, text: str) -> None:
    with store.step("Type"):
        store.update("item_notes", row, text=text)


def test_a_file_that_cannot_be_made_leaves_nothing(small_disk: Path) -> None:
    try:
        (small_disk / "filler").write_bytes(bytes(_free(small_disk)))
        with pytest.raises(WriteFailed):
            Store.create(small_disk / "talks.facilitator")
        assert [name.name for name in small_disk.iterdir()] == ["filler"]
    finally:
        subprocess.run(["umount", str(small_disk)], check=True)


# --- read-only ---------------------------------------------------------------------------------


def test_a_read_only_store_refuses_every_change(path: Path) -> None:
    with Store.create(path) as store:
        row = party(store)
        store.set_draft("notes", "kept")
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        assert store.read_only
        writes: tuple[Callable[[Store], object], ...] = (
            lambda s: s.insert("party", name="x", colour="teal", position=2),
            lambda s: s.update("party", row, name="x"),
            lambda s: s.delete("party", row),
            lambda s: s.execute("DELETE FROM party"),
            lambda s: s.set_draft("notes", "x"),
            lambda s: s.clear_draft("notes"),
            lambda s: s.heartbeat(1),
            lambda s: s.put_body(b"x"),
            lambda s: s.issue_number("decision", 2026, row),
            lambda s: s.step("x").__enter__(),
            lambda s: s.undo(),
            lambda s: s.redo(),
            lambda s: s.db,
        )
        for write in writes:
            with pytest.raises(FileReadOnly):
                write(store)
        assert store.undo_label is None
        assert store.snapshot() is None
        assert store.draft("notes") == "kept"
        store.save_copy(path.with_name("copy.facilitator"), everything=True)
        assert store.check() == []
    assert path.read_bytes() == before


def _as_nobody(script: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run a script as an account that folder permissions bind, also when we are root."""
    drop = f"import os\nif os.getuid() == 0: os.setgid({NOBODY}); os.setuid({NOBODY})\n"
    imports = (
        "import sys; from pathlib import Path\n"
        "import facilitator.store.checking, facilitator.store.migrations\n"
        "from facilitator.store import Reader, Store\n"
        "from facilitator.errors import *\npath = Path(sys.argv[1])\n"
    )
    return subprocess.run(
        [sys.executable, "-c", imports + drop + script, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def shelf(path: Path, tmp_path: Path) -> Path:
    """Return a file with a row, in a folder that will be made read-only."""
    around = Path(tempfile.gettempdir()).resolve()
    for folder in (tmp_path, *tmp_path.parents):
        if around in folder.parents:
            folder.chmod(0o755)
    with Store.create(path) as store:
        party(store)
    path.chmod(0o444)
    return path


def _read_only(path: Path) -> None:
    for name in path.parent.iterdir():
        name.chmod(0o444)
    path.parent.chmod(0o555)


def test_a_read_only_folder_can_be_read_and_says_so_when_written(shelf: Path) -> None:
    _read_only(shelf)
    done = _as_nobody(
        "with Reader.open(path) as r: print(r.value('SELECT count(*) FROM party'), r.check())\n"
        "with Store.open(path, read_only=True) as s:\n"
        "    print(s.value('SELECT count(*) FROM party'))\n"
        "try: Store.open(path)\n"
        "except WriteFailed as e: print(e.cause)\n"
        "try: Store.create(path.with_name('new.facilitator'))\n"
        "except WriteFailed as e: print(e.cause)\n",
        shelf,
    )
    shelf.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "1 []",
        "1",
        "the file or its folder is read-only",
        "the file or its folder is read-only",
    ]


def test_a_read_only_file_in_a_writable_folder_says_so(shelf: Path) -> None:
    shelf.parent.chmod(0o777)
    done = _as_nobody(
        "try: Store.open(path)\nexcept WriteFailed as e: print(e.cause)\n"
        "print(sorted(n.name for n in path.parent.iterdir()))",
        shelf,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "the file or its folder is read-only",
        "['talks.facilitator']",
    ]


def test_a_file_that_may_not_be_read_says_so(shelf: Path) -> None:
    shelf.chmod(0)
    done = _as_nobody(
        "for read in (True, False):\n"
        "    try: Store.open(path, read_only=read)\n"
        "    except FileForbidden as e: print(e)\n",
        shelf,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("may not be read by this account") == 2


def test_a_file_in_a_folder_that_may_not_be_entered_says_so(shelf: Path) -> None:
    shelf.parent.chmod(0)
    done = _as_nobody(
        "for read in (Reader.open, Store.open):\n"
        "    try: read(path)\n"
        "    except FileForbidden as e: print(e)\n",
        shelf,
    )
    shelf.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("may not be read by this account") == 2


CRASH = """
import os, sys
from pathlib import Path
from facilitator.store import Store
store = Store.open(Path(sys.argv[1]))
with store.step("Add"):
    store.insert("agreement", text="in the log only", position=1)
os._exit(9)
"""


def test_a_log_left_by_a_crash_is_read_from_read_only_media(shelf: Path) -> None:
    """`immutable=1` would silently hide what is in the log."""
    shelf.chmod(0o644)
    subprocess.run([sys.executable, "-c", CRASH, str(shelf)], timeout=30, check=False)
    shelf.with_name(f"{shelf.name}-shm").unlink()
    assert shelf.with_name(f"{shelf.name}-wal").stat().st_size > 0
    _read_only(shelf)
    before = sorted(name.name for name in shelf.parent.iterdir())
    done = _as_nobody(
        "with Reader.open(path) as r:\n"
        "    print(r.value('SELECT text FROM agreement'), r.path == path, r.check())\n"
        "    copy = r.readable\n"
        "print(copy != path, copy.exists())\n"
        "with Store.open(path, read_only=True) as s:\n"
        "    s.save_copy(Path(copy.parent.parent, 'handed.facilitator'), everything=False)\n"
        "handed = Path(copy.parent.parent, 'handed.facilitator')\n"
        "with Reader.open(handed) as r: print(r.value('SELECT text FROM agreement'))\n"
        "handed.unlink()",
        shelf,
    )
    shelf.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "in the log only True []",
        "True False",
        "in the log only",
    ]
    assert sorted(name.name for name in shelf.parent.iterdir()) == before
