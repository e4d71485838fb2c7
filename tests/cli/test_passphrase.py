"""Protected files on the command line (S4): passphrases from files, or asked for on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from facilitator.cli import facilitator
from facilitator.store import Reader, gate, keys, protection

Run = Callable[..., Result]
PASS = "correct horse battery staple"
OTHER = "another one that is long"


@pytest.fixture(autouse=True)
def _no_key_is_known() -> Iterator[None]:
    keys.forget_all()
    yield
    keys.forget_all()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(f"{PASS}\n", encoding="utf-8")
    return path


@pytest.fixture
def locked(file: Path) -> Path:
    protection.set_passphrase(file, PASS)
    keys.forget_all()
    return file


LINES: dict[str, tuple[str, ...]] = {
    "list": ("list", "FILE", "sessions"),
    "search": ("search", "FILE", "agency"),
    "agenda": ("agenda", "FILE", "next", "-o", "OUT.pdf"),
    "minutes": ("minutes", "FILE", "last", "-o", "OUT.md"),
    "export": ("export", "FILE", "actions", "-o", "OUT.csv"),
    "advise": ("advise", "FILE"),
    "check": ("check", "FILE"),
    "backup": ("backup", "FILE", "-o", "OUT.facilitator"),
    "restore": ("restore", "FILE", "-o", "OUT.facilitator"),
}


def _line(name: str, file: Path) -> list[str]:
    out = str(file.parent / "OUT")
    return [part.replace("FILE", str(file)).replace("OUT", out) for part in LINES[name]]


@pytest.mark.parametrize("name", LINES)
def test_every_command_takes_the_passphrase_from_a_file(
    run: Run, locked: Path, secret: Path, name: str
) -> None:
    """S4: with it each does what it does; without, exit code 3, one line and nothing written."""
    refused = run(*_line(name, locked))
    assert refused.exit_code == 3
    assert "--passphrase-file" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert list(locked.parent.iterdir()) == [locked]
    done = run(*_line(name, locked), "--passphrase-file", secret)
    assert done.exit_code == 0, done.stderr


def test_every_command_on_a_file_has_the_option() -> None:
    """S4: a command that is added later has it too."""
    for name, command in facilitator.commands.items():
        takes_file = any(each.name in ("file", "saved") for each in command.params)
        has = any("--passphrase-file" in each.opts for each in command.params)
        assert has == (takes_file and name not in ("demo", "new")), name


def test_a_wrong_passphrase_is_exit_code_3(run: Run, locked: Path, secret: Path) -> None:
    """S4: and the line names neither of the two."""
    secret.write_text(OTHER, encoding="utf-8")
    result = run("list", locked, "sessions", "--passphrase-file", secret)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "does not open" in result.stderr
    assert OTHER not in result.stderr


@pytest.mark.parametrize(
    "data",
    [b"", b"two\nlines\n", b"\xff\xfe\x00", b"x" * 20_000],
    ids=["empty", "2", "none", "big"],
)
def test_a_file_that_is_no_passphrase_is_refused(
    run: Run, locked: Path, secret: Path, data: bytes
) -> None:
    """S4."""
    secret.write_bytes(data)
    result = run("check", locked, "--passphrase-file", secret)
    assert result.exit_code in (2, 3)
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_what_ends_the_line_is_no_part_of_it(
    run: Run, locked: Path, secret: Path, end: str
) -> None:
    """S4: editors end files in their own ways."""
    secret.write_bytes(f"{PASS}{end}".encode())
    assert run("list", locked, "people", "--passphrase-file", secret).exit_code == 0


def test_a_plain_file_needs_none(run: Run, file: Path, secret: Path) -> None:
    """S4: a script may name the passphrase of all of its files."""
    assert run("list", file, "people", "--passphrase-file", secret).exit_code == 0


def test_set_change_and_remove(run: Run, file: Path, secret: Path, tmp_path: Path) -> None:
    """S4: each from files, and it is said plainly that there is no way back."""
    other = tmp_path / "other.txt"
    other.write_text(OTHER, encoding="utf-8")
    done = run("passphrase", file, "set", "--new-passphrase-file", secret)
    assert done.exit_code == 0, done.stderr
    assert "no way to get it back" in done.stdout
    assert gate.is_protected(file)
    keys.forget_all()
    again = run("passphrase", file, "set", "--new-passphrase-file", other,
                "--passphrase-file", secret)  # fmt: skip
    assert again.exit_code == 2
    keys.forget_all()
    done = run("passphrase", file, "change", "--passphrase-file", secret,
               "--new-passphrase-file", other)  # fmt: skip
    assert done.exit_code == 0, done.stderr
    keys.forget_all()
    assert run("passphrase", file, "remove", "--passphrase-file", secret).exit_code == 3
    assert run("passphrase", file, "remove", "--passphrase-file", other).exit_code == 0
    Reader.open(file).close()


def test_without_a_terminal_no_new_one_is_asked_for(run: Run, file: Path) -> None:
    """S4."""
    data = file.read_bytes()
    result = run("passphrase", file, "set")
    assert result.exit_code == 3
    assert "--new-passphrase-file" in result.stderr
    assert file.read_bytes() == data


def test_on_a_terminal_it_is_asked_for_and_not_shown(locked: Path) -> None:
    """S4: a wrong one first; the answer stands on standard output alone."""
    code, shown, out = _on_terminal(["list", str(locked), "people"], [OTHER, PASS])
    assert code == 0, shown
    assert shown.count("Passphrase of") == 2
    assert PASS not in shown
    assert OTHER not in shown
    assert out
    assert b"Passphrase" not in out


def test_a_new_one_is_asked_for_twice(file: Path) -> None:
    """S4."""
    code, shown, _out = _on_terminal(["passphrase", str(file), "set"], [PASS, PASS])
    assert code == 0, shown
    assert "no way to get it back" in shown
    assert protection.unlock(file, PASS) is not None


def _on_terminal(line: list[str], answers: list[str]) -> tuple[int, str, bytes]:
    """Run a command line on a terminal of its own, and type the answers as they are asked for."""
    master, slave = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "facilitator", *line],
        stdin=slave, stderr=slave, stdout=subprocess.PIPE, start_new_session=True,
        preexec_fn=_take_terminal,
    )  # fmt: skip
    os.close(slave)
    shown = b""
    for answer in answers:
        seen = len(shown)
        while not shown[seen:].rstrip().endswith(b":"):
            shown += os.read(master, 1000)
        time.sleep(0.2)
        os.write(master, f"{answer}\n".encode())
    out, _ = child.communicate(timeout=60)
    while True:
        try:
            more = os.read(master, 1000)
        except OSError:
            break
        shown += more
    os.close(master)
    return child.returncode, shown.decode(), out


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
