"""The command line as a process of its own: codes, streams, interruption."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facilitator.store import Store

ROOT = Path(__file__).parents[2]


def _env(**extra: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **extra}


def _run(*args: object, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "facilitator", *(str(arg) for arg in args)],
        capture_output=True, timeout=60, check=False, env=_env(**env),
    )  # fmt: skip


def test_the_promised_codes_come_out_of_a_real_process(file: Path, tmp_path: Path) -> None:
    """INTERFACES: 0 done, 1 the answer is no, 2 wrong use, 3 the file, 4 writing."""
    (tmp_path / "empty.facilitator").touch()
    spoilt = tmp_path / "spoilt.facilitator"
    spoilt.write_bytes(file.read_bytes())
    with Store.open(spoilt) as store:
        store.execute("DELETE FROM search_text WHERE kind = 'goal'")
    expected = {
        0: ("list", file, "sessions"),
        1: ("check", spoilt),
        2: ("list", file, "nonsense"),
        3: ("list", tmp_path / "empty.facilitator", "sessions"),
        4: ("minutes", file, "last", "-o", tmp_path / "nowhere" / "m.md"),
    }
    for code, line in expected.items():
        done = _run(*line)
        assert done.returncode == code, done.stderr
        assert done.stderr.count(b"\n") == (1 if code > 1 else 0)
        assert b"Traceback" not in done.stderr


def test_a_reader_that_stops_early_is_no_error(file: Path) -> None:
    command = f'"{sys.executable}" -m facilitator backup "{file}" -o - | head -c 6'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True, timeout=60, check=False, env=_env(),
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"SQLite", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "line",
    [("advise",), ("list", "sessions"), ("export", "calendar", "-o", "-"), ("plan", "-o", "-")],
)
def test_a_full_disk_behind_standard_output_is_exit_code_4(
    file: Path, line: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "facilitator", line[0], str(file), *line[1:]],
            stdout=full, stderr=subprocess.PIPE, timeout=60, check=False, env=_env(),
        )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert done.stderr.count(b"\n") == 1
    assert b"no space left" in done.stderr


def test_json_is_utf_8_and_tables_survive_a_terminal_that_knows_only_ascii(file: Path) -> None:
    with Store.open(file) as store, store.step("Name"):
        store.update("goal", store.value("SELECT id FROM goal"), title="Größe zählt, 大きさ")
    ascii_only = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = _run("list", file, "goals", **ascii_only)
    assert done.returncode == 0
    assert b"Gr??e z?hlt, ???" in done.stdout
    rows = json.loads(_run("list", file, "goals", "--json", **ascii_only).stdout.decode("utf-8"))
    assert rows[0]["title"] == "Größe zählt, 大きさ"


def test_a_name_that_is_neither_command_nor_file_opens_no_window(tmp_path: Path) -> None:
    assert _run("frobnicate").returncode == 2
    assert _run(tmp_path / "gone.facilitator").returncode == 3


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
@pytest.mark.parametrize(
    ("number", "codes"), [(signal.SIGINT, (130, -signal.SIGINT)), (signal.SIGKILL, (-9,))]
)
def test_interrupted_work_leaves_nothing_under_its_name(
    tmp_path: Path, number: signal.Signals, codes: tuple[int, ...]
) -> None:
    """A half-written output never appears under its final name."""
    target = tmp_path / "demo.facilitator"
    process = subprocess.Popen(
        [sys.executable, "-m", "facilitator", "demo", str(target)],
        stderr=subprocess.PIPE, env=_env(),
    )  # fmt: skip
    limit = time.monotonic() + 30
    while not list(tmp_path.iterdir()) and process.poll() is None and time.monotonic() < limit:
        time.sleep(0.001)
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    if process.returncode == 0:
        pytest.skip("it was finished before the signal came")
    assert process.returncode in codes
    assert not target.exists()
    assert b"Traceback" not in said
    if number == signal.SIGINT:
        assert list(tmp_path.iterdir()) == []


def test_the_demo_and_its_minutes_take_two_commands(tmp_path: Path) -> None:
    """Issue 2: without a screen, the demo and its PDF are written."""
    path, out = tmp_path / "demo.facilitator", tmp_path / "minutes.pdf"
    assert _run("demo", path).returncode == 0
    done = _run("minutes", path, "last", "-o", out)
    assert (done.returncode, done.stderr) == (0, b"")
    assert out.read_bytes().startswith(b"%PDF-")
    assert sorted(each.name for each in tmp_path.iterdir()) == [path.name, out.name]
