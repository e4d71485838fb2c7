"""A file protected with a passphrase: every way in, and no plain byte left behind (S4)."""

from __future__ import annotations

import functools
import gzip
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands.new_file import make_engagement
from facilitator.errors import (
    FacilitatorError,
    FileLocked,
    NotAnEngagement,
    PassphraseNeeded,
    PassphraseRefused,
    PassphraseWrong,
)
from facilitator.queries.engagement import engagement
from facilitator.store import Reader, Store, backup, engine, gate, keys, protection, snapshots
from facilitator.store.tables import APPLICATION_ID, SCHEMA_VERSION

PASS = "correct horse bättery staple"
OTHER = "another one that is long"
MARK = "Zwiebelfisch-Marker-4711"
RUNS = int(os.environ.get("FACILITATOR_KILL_RUNS", "2"))  # kills of each deed
FILES = Path(__file__).parent.parent / "files"


@pytest.fixture(autouse=True)
def _no_key_is_known() -> Iterator[None]:
    keys.forget_all()
    yield
    keys.forget_all()


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("FACILITATOR_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Return a file that holds a word of its own in many places, with two snapshots of it."""
    return _put(_made(""), tmp_path)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return the same, protected, its passphrase not known to this process."""
    return _put(_made(PASS), tmp_path)


def _put(made: tuple[bytes, dict[str, bytes]], tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    path = folder / "talks.facilitator"
    path.write_bytes(made[0])
    states = snapshots.folder_of(path)
    states.mkdir(parents=True)
    for name, data in made[1].items():
        (states / name).write_bytes(data)
    return path


@functools.cache
def _made(passphrase: str) -> tuple[bytes, dict[str, bytes]]:
    """Make the file and its snapshots once in a run."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACILITATOR_DATA_DIR", f"{folder}/data")
        path = Path(folder) / "talks.facilitator"
        make_engagement(path, "Round table", ["Security", "Marketing"], zone="UTC")
        with Store.open(path) as store:
            with store.step("Mark"):
                store.insert("capture", kind="note", text=f"{MARK} note", at="2026-06-30T10:00:00")
                store.insert("sealed_note", text=f"{MARK} sealed", disclosure="never", at="2026")
            store.set_draft("capture", f"{MARK} draft")
            store.set_draft("private", f"{MARK} sealed draft", sealed=True)
            store.put_body(f"{MARK} paper".encode() * 50)
            assert store.snapshot() is not None
        snapshots.take(path, store.clock, before_migration=True)
        if passphrase:
            protection.set_passphrase(path, passphrase)
            keys.forget_all()
        states = {each.path.name: each.path.read_bytes() for each in snapshots.listed(path)}
        return path.read_bytes(), states


def _every_byte(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    for folder in folders:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                yield each, each.read_bytes()


def _words_found(*folders: Path) -> list[Path]:
    """Return the files that hold a word of the engagement in plain, a table's name included."""
    words = (MARK.encode(), MARK.encode("utf-16-le"), b"CREATE TABLE", b"Security", b"Zwiebelfisch")
    found = _every_byte(*folders)
    return [path for path, data in found if any(word in data for word in words)]


# --- no plain byte -------------------------------------------------------------------------------


def test_no_word_of_it_is_left_in_any_file(plain: Path, tmp_path: Path) -> None:
    """S4: the file, its log, its snapshots and what was kept before a migration."""
    assert len(_words_found(tmp_path)) == 3, "the test looks at the wrong place"
    done = protection.set_passphrase(plain, PASS)
    assert (done.states, done.deleted, done.left) == (2, 0, 0)
    assert _words_found(tmp_path) == []
    assert sorted(each.name for each in plain.parent.iterdir()) == [plain.name]


def test_the_bytes_of_the_plain_file_are_overwritten(plain: Path) -> None:
    """S4: what was the plain file's place on the disk is written over before it is let go."""
    with plain.open("rb") as before:  # still the old file, whatever has its name
        done = protection.set_passphrase(plain, PASS)
        left = before.read()
    assert done.is_overwritten
    assert left.count(0) == len(left) > 0


def test_a_second_name_of_the_plain_file_is_left_alone(plain: Path) -> None:
    """S4: a backup made of hard links is somebody else's; it is told that bytes are left."""
    other = plain.with_name("backup.facilitator")
    os.link(plain, other)
    assert not protection.set_passphrase(plain, PASS).is_overwritten
    assert MARK.encode() in other.read_bytes()


def test_while_it_is_open_log_and_journal_are_encrypted_too(locked: Path, tmp_path: Path) -> None:
    """S4: a write-ahead log while somebody works, a rollback journal where there is none."""
    protection.unlock(locked, PASS)
    with Store.open(locked) as store:
        with store.step("More"):
            store.insert("capture", kind="note", text=f"{MARK} more", at="2026")
        assert locked.with_name(locked.name + "-wal").stat().st_size > 0
        assert _words_found(tmp_path) == []
        snapshots.take(locked, store.clock)
        assert _words_found(tmp_path) == []
    connection = engine.connect_writing(locked)
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.execute("BEGIN")
    connection.execute("UPDATE draft SET text = text || ?", (MARK,))
    connection.execute("PRAGMA cache_spill = 1").fetchall()
    assert _words_found(tmp_path) == []
    connection.execute("ROLLBACK")
    connection.close()


def test_nothing_is_lost_on_the_way_in_and_out(plain: Path) -> None:
    """S4: the same rows in every table after protecting, changing and removing."""
    before = _dump(plain)
    protection.set_passphrase(plain, PASS)
    assert _dump(plain) == before
    protection.change_passphrase(plain, OTHER)
    assert _dump(plain) == before
    protection.remove_passphrase(plain)
    assert plain.read_bytes().startswith(b"SQLite format 3\0")
    assert _dump(plain) == before
    with Reader.open(plain) as reader:
        assert reader.check() == []
        assert reader.value("PRAGMA application_id") == APPLICATION_ID
        assert reader.value("PRAGMA user_version") == SCHEMA_VERSION


def _dump(path: Path) -> dict[str, list[dict[str, object]]]:
    with Reader.open(path) as reader:
        tables = reader.column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        return {name: reader.all(f'SELECT * FROM "{name}"') for name in tables}


def test_a_snapshot_taken_meanwhile_is_not_left_plain(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    """S4: a snapshot that began before and ends after the file was protected."""
    copy = backup.copy_everything

    def late(source: Path, target: Path) -> None:
        copy(source, target)
        if not gate.is_protected(plain):
            protection.set_passphrase(plain, PASS)
            target.write_bytes(_made("")[0])  # as if its name came only now

    monkeypatch.setattr(backup, "copy_everything", late)
    taken = snapshots.take(plain, clock)
    assert gate.is_protected(taken)
    assert _words_found(tmp_path) == []


def test_halves_that_a_crash_left_are_overwritten(plain: Path, tmp_path: Path) -> None:
    """S4: a snapshot and a copy that were never finished."""
    data = plain.read_bytes()[:200_000]
    states = snapshots.folder_of(plain)
    (states / ".2026-01-01T00-00-00-000000Z.facilitator.1.part").write_bytes(data)
    (plain.parent / f".{plain.name}.1.part").write_bytes(data)
    protection.set_passphrase(plain, PASS)
    assert _words_found(tmp_path) == []


# --- opening -------------------------------------------------------------------------------------

WAYS: list[Callable[[Path], object]] = [
    Reader.open,
    Store.open,
    lambda path: Store.open(path, read_only=True),
    lambda path: backup.backup(path, path.with_name("copy.facilitator")),
    lambda path: backup.restore(path, path.with_name("copy.facilitator")),
    lambda path: backup.copy_to_hand_on(path, path.with_name("copy.facilitator")),
    protection.remove_passphrase,
]


@pytest.mark.parametrize("way", WAYS)
def test_without_its_passphrase_nothing_opens_it(
    locked: Path, way: Callable[[Path], object]
) -> None:
    """S4."""
    data = locked.read_bytes()
    with pytest.raises(PassphraseNeeded):
        way(locked)
    assert locked.read_bytes() == data
    assert [each.name for each in locked.parent.iterdir()] == [locked.name]


def test_a_wrong_passphrase_opens_nothing_and_is_not_kept(locked: Path) -> None:
    """S4: also not one that differs in nothing but a blank or a capital."""
    for wrong in (PASS + " ", PASS.title(), "", "x" * 500, "'; DROP TABLE capture; --"):
        with pytest.raises(PassphraseWrong):
            protection.unlock(locked, wrong)
        with pytest.raises(PassphraseNeeded):
            Reader.open(locked)


def test_a_wrong_passphrase_does_not_take_the_right_one_away(locked: Path) -> None:
    """S4: somebody asks again while the file is open."""
    protection.unlock(locked, PASS)
    with pytest.raises(PassphraseWrong):
        protection.unlock(locked, OTHER)
    Reader.open(locked).close()


def test_once_unlocked_every_way_in_works(locked: Path, tmp_path: Path) -> None:
    """S4: reader, writer, sqlite_utils, copies, snapshots and their restoring, the check."""
    protection.unlock(locked, PASS)
    with Store.open(locked) as store:
        with store.step("Rename"):
            store.execute("UPDATE engagement SET title = 'Renamed'")
        assert store.undo() is not None
        assert store.db.table("capture").count > 0
        state = store.snapshot()
        assert state is not None
        assert gate.is_protected(state)
        assert store.check() == []
        copy = tmp_path / "copy.facilitator"
        store.save_copy(copy, everything=True)
        assert gate.is_protected(copy)
    back = tmp_path / "back.facilitator"
    backup.restore(state, back)
    with Reader.open(back) as reader:
        assert engagement(reader).title


def test_the_passphrase_may_be_typed_on_any_keyboard(locked: Path) -> None:
    """S4: ä as one code point, or as a and dots."""
    assert protection.unlock(locked, PASS.replace("ä", "a\u0308")) is not None


def test_a_tool_of_sqlcipher_opens_it_with_the_passphrase(locked: Path) -> None:
    """S4: nobody depends on this app to read what is theirs."""
    connection = engine.dbapi2.connect(str(locked))
    connection.execute(f"PRAGMA key = '{PASS}'")
    assert connection.execute("SELECT count(*) FROM capture").fetchone()[0] > 0
    connection.close()


def test_a_key_shows_itself_in_no_text(locked: Path) -> None:
    """S4: reports of crashes and logs print what objects say of themselves."""
    key = protection.unlock(locked, PASS)
    assert key is not None
    for text in (repr(key), str(key), f"{key}", repr([key])):
        assert key.raw.hex() not in text
        assert repr(key.raw) not in text


def test_forgotten_it_is_locked_again(locked: Path) -> None:
    """S4: also its copies."""
    key = protection.unlock(locked, PASS)
    keys.forget(key)
    with pytest.raises(PassphraseNeeded):
        Reader.open(locked)


def test_a_plain_file_needs_no_passphrase(plain: Path) -> None:
    """S4."""
    assert protection.unlock(plain, PASS) is None
    Reader.open(plain).close()


def test_a_protected_file_of_something_else_is_no_engagement(tmp_path: Path) -> None:
    """S4: SQLCipher is used by other programs too."""
    path = tmp_path / "other.facilitator"
    key = keys.new_key(PASS)
    connection = engine.connect_new(path, key)
    connection.execute("CREATE TABLE t(x)")
    connection.close()
    with pytest.raises(NotAnEngagement):
        protection.unlock(path, PASS)


# --- set, change, remove -------------------------------------------------------------------------


def test_after_a_change_only_the_new_passphrase_opens_file_and_states(locked: Path) -> None:
    """S4: somebody may know the old one."""
    protection.unlock(locked, PASS)
    done = protection.change_passphrase(locked, OTHER)
    assert done.states == 2
    keys.forget_all()
    for path in (locked, *(each.path for each in snapshots.listed(locked))):
        with pytest.raises(PassphraseWrong):
            protection.unlock(path, PASS)
        protection.unlock(path, OTHER)
        keys.forget_all()


def test_after_removing_file_and_states_are_plain(locked: Path) -> None:
    """S4."""
    protection.unlock(locked, PASS)
    assert protection.remove_passphrase(locked).states == 2
    keys.forget_all()
    for path in (locked, *(each.path for each in snapshots.listed(locked))):
        Reader.open(path).close()


def test_states_under_another_passphrase_are_left_as_they_are(locked: Path) -> None:
    """S4: nobody can write anew what cannot be read."""
    protection.unlock(locked, PASS)
    state = snapshots.listed(locked)[0].path
    kept = state.read_bytes()
    protection.change_passphrase(locked, OTHER)
    state.write_bytes(kept)
    done = protection.remove_passphrase(locked)
    assert (done.states, done.left) == (1, 1)
    assert state.read_bytes() == kept


def test_a_plain_state_that_cannot_be_read_is_deleted(plain: Path, tmp_path: Path) -> None:
    """S4: it must not be left plain beside a protected file."""
    state = snapshots.listed(plain)[0].path
    data = bytearray(state.read_bytes())
    data[4096:40960] = bytes(36864)
    state.write_bytes(data)
    done = protection.set_passphrase(plain, PASS)
    assert (done.states, done.deleted) == (1, 1)
    assert _words_found(tmp_path) == []


@pytest.mark.parametrize("words", ["", "   ", "two\nlines", "a\0b", "x" * 1001])
def test_what_nobody_can_type_again_is_refused(plain: Path, words: str) -> None:
    """S4."""
    data = plain.read_bytes()
    with pytest.raises(PassphraseRefused):
        protection.set_passphrase(plain, words)
    assert plain.read_bytes() == data


def test_what_does_not_fit_is_refused(plain: Path) -> None:
    """S4: removing where there is none, setting where there is one."""
    with pytest.raises(PassphraseRefused):
        protection.remove_passphrase(plain)
    with pytest.raises(PassphraseRefused):
        protection.change_passphrase(plain, PASS)
    protection.set_passphrase(plain, PASS)
    with pytest.raises(PassphraseRefused):
        protection.set_passphrase(plain, OTHER)


def test_a_file_that_is_open_is_not_written_anew(plain: Path) -> None:
    """S4: there is one writer, and a reader would go on reading what was before."""
    data = plain.read_bytes()
    with Store.open(plain), pytest.raises(FileLocked):
        protection.set_passphrase(plain, PASS)
    assert plain.read_bytes()[100:] == data[100:]
    with Reader.open(plain) as reader:
        assert reader.value("SELECT 1") == 1


def test_rights_and_a_link_to_the_file_stay(plain: Path) -> None:
    """S4: the file is another one, but for everybody else the same."""
    plain.chmod(0o640)
    link = plain.parent / "link.facilitator"
    link.symlink_to(plain)
    protection.set_passphrase(link, PASS)
    assert link.is_symlink()
    assert plain.stat().st_mode & 0o777 == 0o640
    assert gate.is_protected(plain)


# --- copies --------------------------------------------------------------------------------------


def test_a_copy_to_hand_on_is_plain_or_has_its_own_passphrase(locked: Path, tmp_path: Path) -> None:
    """S4, E9: whoever gets it must not learn the passphrase of the file it came from."""
    protection.unlock(locked, PASS)
    open_copy, own = tmp_path / "plain.facilitator", tmp_path / "own.facilitator"
    backup.save_copy(locked, open_copy, everything=False)
    key = keys.new_key(OTHER)
    backup.save_copy(locked, own, everything=False, key=key)
    keys.forget_all()
    with Reader.open(open_copy) as reader:
        assert reader.value("SELECT count(*) FROM capture") > 0
        assert reader.value("SELECT count(*) FROM sealed_note") == 0
    with pytest.raises(PassphraseWrong):
        protection.unlock(own, PASS)
    protection.unlock(own, OTHER)
    with Reader.open(own) as reader:
        assert reader.value("SELECT count(*) FROM sealed_note") == 0
        assert reader.check() == []


def test_a_copy_of_a_plain_file_may_have_a_passphrase(plain: Path, tmp_path: Path) -> None:
    """S4, E9."""
    own = tmp_path / "own.facilitator"
    backup.save_copy(plain, own, everything=False, key=keys.new_key(OTHER))
    assert gate.is_protected(own)
    assert MARK.encode() not in own.read_bytes()
    protection.unlock(own, OTHER)


# --- older, damaged, cut off ---------------------------------------------------------------------


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_protected_file_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """S4, E3: what is kept of it before is protected as well; to read, a copy is."""
    path = tmp_path / "old.facilitator"
    path.write_bytes(gzip.decompress((FILES / f"version-{version}.facilitator.gz").read_bytes()))
    protection.set_passphrase(path, PASS)
    with Reader.open(path) as reader:
        assert reader.readable != path
        assert gate.is_protected(reader.readable)
        assert reader.value("PRAGMA user_version") == SCHEMA_VERSION
    with Store.open(path) as store:
        assert store.check() == []
        assert store.value("PRAGMA user_version") == SCHEMA_VERSION
    kept = snapshots.listed(path)
    assert [each.is_before_migration for each in kept] == [True]
    assert gate.is_protected(kept[0].path)


def test_one_flipped_bit_is_always_found(locked: Path) -> None:
    """S4: every page carries a proof; none of the flips goes unseen, wherever it is."""
    protection.unlock(locked, PASS)
    data, dice = locked.read_bytes(), random.Random(5)
    spots = [0, 17, 4000, 4095, len(data) - 1] + [dice.randrange(len(data)) for _ in range(25)]
    for spot in spots:
        broken = bytearray(data)
        broken[spot] ^= 1 << dice.randrange(8)
        locked.write_bytes(broken)
        try:
            with Reader.open(locked) as reader:
                assert reader.check() != [], spot
        except FacilitatorError:
            continue


def test_a_protected_file_that_was_cut_short_is_refused(locked: Path) -> None:
    """S4: at the end of a page, and within one."""
    protection.unlock(locked, PASS)
    data = locked.read_bytes()
    for size in (len(data) // 2, len(data) // 8192 * 4096, 4096, 2000):
        locked.write_bytes(data[:size])
        with pytest.raises(FacilitatorError):
            Reader.open(locked)


def test_a_log_left_by_a_crash_is_read_where_nothing_can_be_written(
    locked: Path, tmp_path: Path
) -> None:
    """S4, E3: commits that are only in the log count, on read-only media too."""
    protection.unlock(locked, PASS)
    store = Store.open(locked)
    with store.step("Last"):
        store.insert("capture", kind="note", text="only in the log", at="2026")
    stick = tmp_path / "stick"
    stick.mkdir()
    for suffix in ("", "-wal"):
        source = locked.with_name(locked.name + suffix)
        (stick / source.name).write_bytes(source.read_bytes())
    store.close()
    keys.forget_all()
    there = stick / locked.name
    for each in stick.iterdir():
        each.chmod(0o444)
    stick.chmod(0o555)
    try:
        protection.unlock(there, PASS)
        with Reader.open(there) as reader:
            found = reader.value("SELECT 1 FROM capture WHERE text = 'only in the log'")
            assert found == 1
            assert gate.is_protected(reader.readable)
    finally:
        stick.chmod(0o755)


REWRITER = """
import sys
from pathlib import Path
from facilitator.store import protection
print("ready", flush=True)
what, path, old, new = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]
if what != "set":
    protection.unlock(path, old)
if what == "remove":
    protection.remove_passphrase(path)
else:
    {"set": protection.set_passphrase, "change": protection.change_passphrase}[what](path, new)
"""


@pytest.mark.parametrize("what", ["set", "change", "remove"])
@pytest.mark.parametrize("seed", range(RUNS))
def test_killed_in_the_middle_the_file_stands_whole(tmp_path: Path, what: str, seed: int) -> None:
    """S4: old or new, never half; and once it is opened again no plain byte is left over."""
    plain = _put(_made("" if what == "set" else PASS), tmp_path)
    child = subprocess.Popen(
        [sys.executable, "-c", REWRITER, what, str(plain), PASS, OTHER],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(random.Random(f"{what} {seed}").uniform(0.15, 1.0))
    child.send_signal(signal.SIGKILL)
    child.communicate(timeout=20)
    _open_with_any(plain)
    with Store.open(plain) as store:
        assert store.check() == []
        assert store.value("SELECT 1 FROM capture WHERE text LIKE ?", (f"{MARK}%",)) == 1
    assert [each.name for each in plain.parent.iterdir()] == [plain.name]
    if gate.is_protected(plain):
        assert _words_found(tmp_path) == []


def _open_with_any(path: Path) -> None:
    for words in (PASS, OTHER):
        try:
            protection.unlock(path, words)
        except PassphraseWrong:
            continue
        return
    raise AssertionError("no passphrase opens it")


def test_what_a_cut_left_over_is_found_at_each_point(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S4: the new file has its name, the old bytes and the plain states are still there."""
    monkeypatch.setattr(protection, "wipe", _stop)
    with pytest.raises(KeyboardInterrupt):
        protection.set_passphrase(plain, PASS)
    monkeypatch.undo()
    monkeypatch.setenv("FACILITATOR_DATA_DIR", str(tmp_path / "data"))
    gate.rewriting_mark(plain).touch()  # a process that is killed does not take it away
    assert len(_words_found(tmp_path)) == 3
    protection.unlock(plain, PASS)
    Store.open(plain).close()
    assert _words_found(tmp_path) == []
    assert [each.name for each in plain.parent.iterdir()] == [plain.name]


def _stop(_path: Path) -> bool:
    raise KeyboardInterrupt
