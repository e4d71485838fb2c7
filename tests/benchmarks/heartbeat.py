"""How late the window's thread answers: a tick every 4 ms from another process.

A tick comes the way keys come, through a socket that the event loop watches, and its sender needs
nothing of this process. So the age of a tick is how long a key would have waited in that moment.
On a machine that does other work as well some of that is waiting for a processor: the share in
which this process computed, on any of its threads, is told beside it, and the share in which the
window's thread did: what it costs alone, however busy everything else is.

A thread looks every 10 ms whether a tick is overdue, and then notes where the window's thread is.
"""

from __future__ import annotations

import os
import statistics
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

LATE_S = 0.05
ROOT = Path(__file__).parents[2]
OURS = (str(ROOT / "ui"), str(ROOT / "facilitator"))

_SENDER = """
import os, struct, sys, time
due = time.monotonic()
while True:
    due += 0.004
    time.sleep(max(due - time.monotonic(), 0))
    try:
        os.write(1, struct.pack("d", time.monotonic()))
    except BrokenPipeError:
        break
"""


@dataclass
class Ages:
    """The ages of the ticks of one stretch of time, in milliseconds, and the latest stack."""

    ages: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    thread: list[float] = field(default_factory=list)
    worst: float = 0.0
    where: str = ""

    def told(self) -> dict[str, object]:
        """Return what there is to say about the stretch."""
        whole, own = sorted(self.ages), sorted(self.own)
        last = int(len(own) * 0.99)
        return {
            "ticks": len(own),
            "p50": statistics.median(own),
            "p99": own[last],
            "max": own[-1],
            "thread_max": max(self.thread),
            "over_16": sum(age > 16 for age in own),
            "over_50": sum(age > 50 for age in own),
            "whole_p99": whole[last],
            "whole_max": whole[-1],
            "where": self.where,
        }


class Heartbeat(QObject):
    """Measures from `begin` until `end`; made on the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self._ages: Ages | None = None
        self._seen = time.monotonic()
        self._computed = time.process_time()
        self._at_work = time.thread_time()
        self._stops = threading.Event()
        self._main = threading.get_ident()
        self._looker = threading.Thread(target=self._look, daemon=True)

    def begin(self) -> None:
        """Start ticking."""
        self._sender = subprocess.Popen(
            [sys.executable, "-S", "-c", _SENDER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._sender.stdout is not None
        self._socket = self._sender.stdout.fileno()
        self._notifier = QSocketNotifier(self._socket, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_ticks)
        self._looker.start()

    def end(self) -> None:
        """Stop ticking."""
        self._stops.set()
        self._notifier.setEnabled(False)
        self._sender.kill()
        self._sender.wait()

    def measure(self, into: Ages | None) -> None:
        """Count the ticks from now on into `into`, or into nothing."""
        self._ages = into

    def _on_ticks(self) -> None:
        sent = os.read(self._socket, 65536)
        now = self._seen = time.monotonic()
        computed, self._computed = time.process_time() - self._computed, time.process_time()
        at_work, self._at_work = time.thread_time() - self._at_work, time.thread_time()
        if self._ages is not None:
            ages = [now - at for (at,) in struct.iter_unpack("d", sent)]
            self._ages.ages += [age * 1000 for age in ages]
            self._ages.own += [min(age, computed) * 1000 for age in ages]
            self._ages.thread += [min(age, at_work) * 1000 for age in ages]

    def _look(self) -> None:
        while not self._stops.wait(0.01):
            late, into = time.monotonic() - self._seen, self._ages
            if late < LATE_S or into is None or late <= into.worst:
                continue
            place = _place(sys._current_frames().get(self._main))
            # When it ends, the thread is back in its loop: what it did before says more.
            is_back = " < " not in place and into.where
            into.worst, into.where = late, into.where if is_back else place


def _place(frame: FrameType | None) -> str:
    """Return the innermost lines of the product, the innermost first."""
    lines: list[str] = []
    while frame is not None and len(lines) < 6:
        name = frame.f_code.co_filename
        if name.startswith(OURS):
            place = Path(name).relative_to(ROOT).as_posix()
            lines.append(f"{place}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(lines)
