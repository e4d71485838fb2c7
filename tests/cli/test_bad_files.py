"""Files that cannot be used: one clear sentence, exit code 3, nothing changed (issue 2, faults)."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from facilitator.store import Store

Run = Callable[..., Result]


def _random_bytes(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def _newer(data: bytes) -> bytes:
    return data[:60] + (99).to_bytes(4, "big") + data[64:]


def _foreign_database(data: bytes) -> bytes:
    return data[:68] + b"\0\0\0\0" + data[72:]


def _torn(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _scribbled(data: bytes) -> bytes:
    """Return a file whose schema page is overwritten behind its header."""
    return data[:100] + b"\xff" * 3900 + data[4000:]


KINDS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda data: b"", "is empty"),
    "text": (lambda data: b"Minutes of our meeting, as text.\n" * 40, "not a Facilitator"),
    "pdf": (lambda data: b"%PDF-1.7\n" + _random_bytes(5000), "not a Facilitator"),
    "zip": (lambda data: b"PK\x03\x04" + _random_bytes(5000), "not a Facilitator"),
    "other database": (_foreign_database, "not a Facilitator"),
    "encrypted": (lambda data: _random_bytes(8192), "passphrase"),
    "newer": (_newer, "newer Facilitator"),
    "truncated": (_torn, "cut short"),
    "header only": (lambda data: data[:50], "cut short"),
    "damaged": (_scribbled, "damaged"),
}
LINES: dict[str, tuple[str, ...]] = {
    "list": ("list", "FILE", "sessions"),
    "search": ("search", "FILE", "agency"),
    "agenda": ("agenda", "FILE", "next", "-o", "OUT.pdf"),
    "minutes": ("minutes", "FILE", "last", "-o", "OUT.md"),
    "record": ("record", "FILE", "-o", "OUT.pdf"),
    "export": ("export", "FILE", "actions", "-o", "OUT.csv"),
    "check": ("check", "FILE"),
    "backup": ("backup", "FILE", "-o", "OUT.facilitator"),
    "restore": ("restore", "FILE", "-o", "OUT.facilitator"),
}


def _refused(run: Run, line: tuple[str, ...], path: Path, out: Path, code: int) -> str:
    """Run a line and return the one sentence; nothing else may have come out of it."""
    done = run(*(part.replace("FILE", str(path)).replace("OUT", str(out)) for part in line))
    assert done.exit_code == code, (line, done.output, done.exception)
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.output
    assert done.stdout == ""
    assert [each for each in out.parent.iterdir() if each.name.startswith(out.name)] == []
    return done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_is_named_for_what_it_is_by_every_command(
    run: Run, file: Path, tmp_path: Path, kind: str
) -> None:
    spoil, words = KINDS[kind]
    bad = file.with_name("bad.facilitator")
    bad.write_bytes(spoil(file.read_bytes()))
    before = bad.read_bytes()
    for line in LINES.values():
        said = _refused(run, line, bad, tmp_path / "out", 3)
        assert words in said, (line, said)
        assert "bad.facilitator" in said
    assert bad.read_bytes() == before
    assert sorted(path.name for path in file.parent.iterdir()) == [bad.name, file.name]


@pytest.mark.parametrize("name", LINES)
def test_a_missing_file_is_not_made(run: Run, tmp_path: Path, name: str) -> None:
    said = _refused(run, LINES[name], tmp_path / "gone.facilitator", tmp_path / "out", 3)
    assert "is not there" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", LINES)
def test_a_folder_is_no_file(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder.facilitator"
    folder.mkdir()
    _refused(run, LINES[name], folder, tmp_path / "out", 3)


@pytest.mark.parametrize("name", ["agenda", "minutes", "record", "export", "backup", "restore"])
def test_an_output_that_cannot_be_written_is_exit_code_4(
    run: Run, file: Path, tmp_path: Path, name: str
) -> None:
    line = [part.replace("FILE", str(file)).replace("OUT", str(tmp_path / "nowhere" / "out"))
            for part in LINES[name]]  # fmt: skip
    done = run(*line)
    assert done.exit_code == 4, done.output
    said = done.stderr
    assert said.count("\n") == 1
    assert "could not be written" in said
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["demo", "new"])
def test_a_new_file_that_cannot_be_written_is_exit_code_4(
    run: Run, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "nowhere" / "a.facilitator"
    extra = ("--party", "A", "--party", "B") if name == "new" else ()
    done = run(name, path, *extra)
    assert done.exit_code == 4, done.output
    assert "could not be written" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_exit_code_4(run: Run, file: Path) -> None:
    """The output is a link to a device on which there is never room."""
    for ending in ("md", "json"):
        link = file.with_name(f"out.{ending}")
        link.symlink_to("/dev/full")
        done = run("minutes", file, "last", "-o", link)
        assert done.exit_code == 4, done.output
        assert "no space left" in done.stderr


def test_a_file_held_by_another_is_backed_up_all_the_same(
    run: Run, file: Path, tmp_path: Path
) -> None:
    with Store.open(file):
        assert run("backup", file, "-o", tmp_path / "saved.facilitator").exit_code == 0


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs rights to be refused")
def test_a_read_only_folder_is_read_all_the_same(run: Run, file: Path) -> None:
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        assert run("list", file, "sessions").exit_code == 0
        assert run("minutes", file, "last", "-o", "-").exit_code == 0
    finally:
        file.parent.chmod(0o755)
