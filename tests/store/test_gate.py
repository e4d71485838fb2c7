"""A file is looked at before the engine may touch it; each fault has its own class."""

from __future__ import annotations

import random
import string
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from facilitator.clock import FixedClock
from facilitator.errors import (
    FileDamaged,
    FileEmpty,
    FileMissing,
    FileNewer,
    FileProblem,
    FileTruncated,
    FileUnreadable,
    NotAnEngagement,
    PassphraseNeeded,
)
from facilitator.store import Reader, Store
from facilitator.store.tables import SCHEMA_VERSION
from tests.store.rows import notes, party


@pytest.fixture
def closed(path: Path, clock: FixedClock) -> Path:
    with Store.create(path, clock) as store:
        party(store)
        notes(store, "words " * 5000)
    return path


def _open_reader(path: Path) -> object:
    return Reader.open(path)


def _open_writer(path: Path) -> object:
    return Store.open(path)


def _open_read_only(path: Path) -> object:
    return Store.open(path, read_only=True)


OPENERS = [_open_reader, _open_writer, _open_read_only]


def _bytes_of(kind: str) -> bytes:
    random.seed(1)
    match kind:
        case "random":
            return random.randbytes(8192)
        case "short random":
            return random.randbytes(64)
        case "text":
            return "Agenda für morgen: alles Weitere mündlich.\n".encode() * 20
        case "latin":
            return "Tagesordnung für übermorgen\n".encode("latin-1") * 20
        case "alphabet":
            return (string.ascii_letters + string.digits + "äöüß").encode()
        case "zip":
            return b"PK\x03\x04" + zlib.compress(random.randbytes(9000))
        case "pdf":
            return b"%PDF-1.7\n" + random.randbytes(8192)
        case "zeros":
            return bytes(4096)
        case "one letter":
            return b"x"
        case _:
            raise AssertionError(kind)


@pytest.mark.parametrize("open_file", OPENERS)
@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("random", PassphraseNeeded),
        ("short random", FileUnreadable),
        ("text", NotAnEngagement),
        ("latin", NotAnEngagement),
        ("alphabet", NotAnEngagement),
        ("zip", NotAnEngagement),
        ("pdf", NotAnEngagement),
        ("zeros", NotAnEngagement),
        ("one letter", NotAnEngagement),
    ],
)
def test_a_foreign_file_is_refused_and_left_alone(
    path: Path, kind: str, error: type[FileProblem], open_file: Callable[[Path], object]
) -> None:
    data = _bytes_of(kind)
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        open_file(path)
    assert type(caught.value) is error
    assert caught.value.path == path
    assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("open_file", OPENERS)
def test_a_missing_file_is_not_made(path: Path, open_file: Callable[[Path], object]) -> None:
    with pytest.raises(FileMissing):
        open_file(path)
    with pytest.raises(FileMissing):
        open_file(path / "below")
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("open_file", OPENERS)
def test_an_empty_file_is_called_empty(path: Path, open_file: Callable[[Path], object]) -> None:
    path.touch()
    with pytest.raises(FileEmpty):
        open_file(path)
    assert path.stat().st_size == 0


@pytest.mark.parametrize("open_file", OPENERS)
def test_a_folder_is_no_engagement(path: Path, open_file: Callable[[Path], object]) -> None:
    path.mkdir()
    with pytest.raises(NotAnEngagement):
        open_file(path)


@pytest.mark.parametrize("open_file", OPENERS)
@pytest.mark.parametrize("kept", [5, 16, 50, 99, 100, 4096, 20_000])
def test_a_truncated_file_is_called_that(
    closed: Path, kept: int, open_file: Callable[[Path], object]
) -> None:
    data = closed.read_bytes()
    assert len(data) > 20_000
    closed.write_bytes(data[:kept])
    with pytest.raises(FileTruncated):
        open_file(closed)
    assert closed.read_bytes() == data[:kept]


@pytest.mark.parametrize("open_file", OPENERS)
def test_another_programs_database_is_not_ours(
    path: Path, open_file: Callable[[Path], object]
) -> None:
    foreign = dbapi2.connect(str(path))
    foreign.execute("CREATE TABLE note (id INTEGER PRIMARY KEY)")
    foreign.close()
    before = path.read_bytes()
    with pytest.raises(NotAnEngagement):
        open_file(path)
    assert path.read_bytes() == before


def _with_bytes(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


@pytest.mark.parametrize("open_file", OPENERS)
def test_a_newer_file_is_refused_with_both_versions(
    closed: Path, open_file: Callable[[Path], object]
) -> None:
    _with_bytes(closed, 60, (99).to_bytes(4, "big"))
    before = closed.read_bytes()
    with pytest.raises(FileNewer) as caught:
        open_file(closed)
    assert (caught.value.found, caught.value.known) == (99, SCHEMA_VERSION)
    assert closed.read_bytes() == before


@pytest.mark.parametrize("open_file", OPENERS)
def test_a_newer_version_that_only_the_log_knows_is_refused(
    closed: Path, tmp_path: Path, open_file: Callable[[Path], object]
) -> None:
    """A newer program that crashed leaves its version in the log, not in the header."""
    store = Store.open(closed)
    store.execute("PRAGMA user_version = 99")
    copies = tmp_path / "crashed"
    copies.mkdir()
    for name in closed.parent.glob("talks*"):
        if not name.name.endswith("-shm"):
            (copies / name.name).write_bytes(name.read_bytes())
    store.close()
    with pytest.raises(FileNewer):
        open_file(copies / closed.name)


@pytest.mark.parametrize("open_file", OPENERS)
def test_a_damaged_schema_page_is_called_damage(
    closed: Path, open_file: Callable[[Path], object]
) -> None:
    _with_bytes(closed, 100, b"\xff" * 3000)
    with pytest.raises(FileDamaged):
        open_file(closed)


@pytest.mark.parametrize("open_file", OPENERS)
@pytest.mark.parametrize(("at", "data"), [(16, b"\x00\x07"), (60, bytes(4))])
def test_an_impossible_header_is_called_damage(
    closed: Path, at: int, data: bytes, open_file: Callable[[Path], object]
) -> None:
    _with_bytes(closed, at, data)
    with pytest.raises(FileDamaged):
        open_file(closed)


@pytest.mark.parametrize("open_file", OPENERS)
def test_a_missing_table_is_called_damage(
    closed: Path, open_file: Callable[[Path], object]
) -> None:
    store = Store.open(closed)
    store.execute("DROP TABLE sealed_prep")
    store.close()
    with pytest.raises(FileDamaged, match="sealed_prep"):
        open_file(closed)


def test_damage_found_while_working_is_called_damage(closed: Path) -> None:
    data = closed.read_bytes()
    place = data.index(b"words words")
    page = place // 4096 * 4096
    _with_bytes(closed, page, b"\x55" * 4096)
    with Store.open(closed) as store:
        with pytest.raises(FileDamaged):
            store.all("SELECT * FROM item_notes ORDER BY text")
        assert store.check() != []


def test_a_name_with_every_odd_character_opens(tmp_path: Path) -> None:
    path = tmp_path / "a?b#c%20d'e f ü עב.facilitator"
    with Store.create(path) as store:
        party(store)
    with Reader.open(path) as reader:
        assert reader.value("SELECT count(*) FROM party") == 1


def test_a_relative_name_opens(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with Store.create(Path(path.name)) as store:
        party(store)
        store.save_copy(Path("copy.facilitator"), everything=True)
    assert sorted(p.name for p in path.parent.iterdir()) == ["copy.facilitator", path.name]
