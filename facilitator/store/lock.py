"""One writer per file: a lock beside the document and a note of who holds it.

The operating system drops the lock when its process ends, however it ends; the note may stay
behind, which does no harm, because it is only read when the lock is held.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from facilitator.clock import Clock
from facilitator.errors import FileLocked, WriteFailed
from facilitator.store.faults import reason


class DocumentLock:
    """The lock of one document. A second process, or a second store, is told who holds it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock_path = path.with_name(f".{path.name}.lock")
        self._note_path = path.with_name(f".{path.name}.holder")
        self._lock = FileLock(self._lock_path, is_singleton=False)

    def acquire(self, clock: Clock) -> None:
        """Take the lock at once, or raise `FileLocked` with the holder and since when."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            holder, since = self._holder(clock.now().astimezone())
            raise FileLocked(self._path, holder, since) from None
        except OSError as error:
            raise WriteFailed(self._path, reason(error)) from error
        note = {
            "holder": f"{_user()}@{socket.gethostname()}",
            "since": clock.now().astimezone().isoformat(timespec="minutes"),
            "process": os.getpid(),
        }
        try:
            self._note_path.write_text(json.dumps(note), encoding="utf-8")
        except OSError as error:
            self.release()
            raise WriteFailed(self._path, reason(error)) from error

    def release(self) -> None:
        """Give the lock up and leave nothing beside the document, where the system lets us.

        What stays does no harm: Windows refuses to unlink an open file, a folder may have become
        read-only. Unlinked while held, because a waiter notices that its file is gone.
        """
        for name in (self._note_path, self._lock_path):
            with contextlib.suppress(OSError):
                name.unlink()
        self._lock.release()

    def _holder(self, now: datetime) -> tuple[str, str]:
        """Return who holds it and since when, as people say it: `13:40`, `13:40 on 3 June`."""
        try:
            note = json.loads(self._note_path.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(note["since"]).astimezone()
            day = "" if since.date() == now.date() else f" on {since.day} {since:%B}"
            return str(note["holder"]), f"{since:%H:%M}{day}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another program", "an unknown time"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return str(os.getuid()) if hasattr(os, "getuid") else "somebody"
