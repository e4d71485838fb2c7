"""Read a PDF in a process of its own, which may take so much time and memory and no more.

A file made to hang or to fill the memory takes this process down, not the window. What comes back
is plain data.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from facilitator.errors import Cancelled
from facilitator.exchange.paper_parts import LARGEST_FILE, Parts, Unreadable, take_apart
from facilitator.exchange.signatures import Signature

LONGEST_S = 30
_MEMORY = 1024 * 1024 * 1024
_TURN_S = 0.1


def take_apart_elsewhere(
    path: Path, cancelled: Callable[[], bool] | None = None, longest_s: float = LONGEST_S
) -> Parts:
    """Return what `take_apart` finds in a file, from a process of its own.

    Raises:
        Unreadable: with the name of the problem.
        Cancelled: `cancelled` said yes.
    """
    return _parts(told_elsewhere(__name__, path, cancelled, longest_s))


def told_elsewhere(
    module: str,
    path: Path,
    cancelled: Callable[[], bool] | None = None,
    longest_s: float = LONGEST_S,
) -> dict[str, Any]:
    """Return what a module tells of a file in a process of its own, where it calls `tell`.

    Raises:
        Unreadable: with the name of the problem.
        Cancelled: `cancelled` said yes.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(path.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        return _plain(_heard(process, cancelled, longest_s))
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _environment() -> dict[str, str]:
    """Return this environment, in which the process finds the same code."""
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, known)))}


def _heard(
    process: subprocess.Popen[bytes], cancelled: Callable[[], bool] | None, longest_s: float
) -> bytes:
    ends = time.monotonic() + longest_s
    while True:
        if cancelled is not None and cancelled():
            raise Cancelled
        try:
            heard, _ = process.communicate(timeout=_TURN_S)
        except subprocess.TimeoutExpired:
            if time.monotonic() > ends:
                raise Unreadable("too_much") from None
            continue
        if process.returncode != 0:
            raise Unreadable("too_much" if process.returncode in _KILLED else "damaged")
        return heard


_KILLED = (-9, -24)  # by the system, for memory or time


def _plain(heard: bytes) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(heard)
    except ValueError:
        raise Unreadable("damaged") from None
    if "problem" in told:
        raise Unreadable(told["problem"], told["fact"])
    return told


def _signatures(told: list[dict[str, Any]] | None) -> tuple[Signature, ...] | None:
    return None if told is None else tuple(Signature(**each) for each in told)


def _parts(told: dict[str, Any]) -> Parts:
    todos = told["todos"]
    return Parts(
        base64.b64decode(told["data"]),
        None if todos is None else base64.b64decode(todos),
        tuple(told["page_codes"]),
        told["properties_code"],
        told["file_sha256"],
        _signatures(told["signatures"]),
    )


# --- in the process ------------------------------------------------------------------------------


def tell(about: Callable[[bytes], dict[str, Any]]) -> None:
    """Read the file that is named and print what is told about it as JSON."""
    _limit()
    try:
        told = about(_read(Path(sys.argv[1])))
    except Unreadable as error:
        told = {"problem": error.problem, "fact": error.fact}
    except MemoryError:
        told = {"problem": "too_much", "fact": ""}
    except OSError as error:
        told = {"problem": "unreadable", "fact": error.strerror or ""}
    sys.stdout.write(json.dumps(told))


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise Unreadable("too_large")
    return data


def _told(data: bytes) -> dict[str, Any]:
    parts = take_apart(data)
    return {
        "data": base64.b64encode(parts.data).decode(),
        "todos": None if parts.todos is None else base64.b64encode(parts.todos).decode(),
        "page_codes": parts.page_codes,
        "properties_code": parts.properties_code,
        "file_sha256": parts.file_sha256,
        "signatures": parts.signatures and [asdict(each) for each in parts.signatures],
    }


def _limit() -> None:
    """Take no more memory and time than a paper needs; a system without limits has only time."""
    with suppress(ImportError):
        import resource

        for kind, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, LONGEST_S)):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    tell(_told)
