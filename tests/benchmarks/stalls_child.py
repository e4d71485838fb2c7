"""A child of the stall benchmark: the real window on a file, while somebody works in it.

Usage: stalls_child.py run|lists|search FILE FOLDER. Prints one line of JSON for each thing done.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from ui import start_up

start_up.begin()

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from tests.benchmarks.heartbeat import Ages, Heartbeat  # noqa: E402
from ui.app import Running  # noqa: E402

SETTLE_MS = 2500
KEYS = 600
WORDS = "what is said as it is said by both sides of the table and then "
QUERIES = ("consent", "voucher re", "opt-out cons", "is:open risk", "@person 3 audit")

Deed = Callable[[], object]
Script = Iterator[tuple[str, int, Iterator[Deed | None]]]
"""Names of what is done, milliseconds between its deeds, and the deeds."""


def key(widget: QWidget, letter: str) -> None:
    """Send one key, as the system does, through the queue of events."""
    code = Qt.Key.Key_Backspace if letter == "\b" else Qt.Key(ord(letter.upper()))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        text = "" if letter == "\b" else letter
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.postEvent(widget, event)


class Player(QObject):
    """Does one deed after another and measures each stretch."""

    def __init__(self, running: Running, script: Script) -> None:
        super().__init__()
        self._running = running
        self._script = script
        self._heart = Heartbeat()
        self._name = ""
        self._ages = Ages()
        self._deeds: Iterator[Deed | None] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)

    def begin(self) -> None:
        self._heart.begin()
        QTimer.singleShot(500, self._next_stretch)

    def _next_stretch(self) -> None:
        stretch = next(self._script, None)
        if stretch is None:
            self._heart.end()
            self._running.window.close()
            QApplication.exit()
            return
        self._name, every, self._deeds = stretch
        self._ages = Ages()
        self._heart.measure(self._ages)
        self._timer.start(every)

    def _on_time(self) -> None:
        try:
            deed = next(self._deeds)
        except StopIteration:
            self._timer.stop()
            self._heart.measure(None)
            print(json.dumps({"what": self._name, **self._ages.told()}), flush=True)
            QTimer.singleShot(300, self._next_stretch)
            return
        if deed is not None:
            deed()


def typed(widget: QWidget, letters: str) -> Iterator[Deed | None]:
    for letter in letters:
        key(widget, letter)
        yield None


def waiting(times: int) -> Iterator[Deed | None]:
    for _ in range(times):
        yield None


def at_the_run_screen(running: Running, folder: Path) -> Script:
    """Type notes, let the clocks tick, export meanwhile."""
    window = running.window
    page = window.page("run")
    notes = page.start_focus()
    assert notes is not None
    letters = (WORDS * 20)[:KEYS]
    session = page.place()["session_id"]
    assert isinstance(session, int)
    yield "typing 600 keys into 20,000 characters", 12, typed(notes, letters)
    yield "clocks ticking", 100, waiting(80)
    exports = window.exports
    done: list[object] = []
    exports.handed_over.connect(done.append)

    def with_exports() -> Iterator[Deed | None]:
        for number, step in enumerate(typed(notes, letters)):
            if number % 150 == 0:
                exports.write_minutes(session, "reasons", "pdf", folder / f"minutes {number}.pdf")
                exports.write_record(None, None, folder / f"record {number}.pdf")
            yield step
        while window.jobs.running():
            yield None
        assert len(done) == 8, f"{len(done)} of 8 papers were written"

    yield "exporting 4 minutes and 4 records while typing", 12, with_exports()


def at_the_lists(running: Running, folder: Path) -> Script:
    """Filter and search the action list."""
    window = running.window
    window.go("actions")
    page = window.page("actions")
    field = page.findChild(QWidget, "action-search")
    assert field is not None
    tabs = getattr(page, "tabs")  # noqa: B009  (a page of its own type)

    def filtered() -> Iterator[Deed | None]:
        for _ in range(4):
            for word in ("consent", "voucher", "opt"):
                yield from typed(field, word + "\b" * len(word))
            for tab in ("party", "overdue", "mine", "ended", "person"):
                tabs.set_current(tab)
                tabs.chosen.emit(tab)
                yield None

    yield "filtering 890 actions", 60, filtered()


def at_the_search(running: Running, folder: Path) -> Script:
    """Search as somebody types."""
    window = running.window
    window.go("search")
    field = window.page("search").start_focus()
    assert field is not None

    def searched() -> Iterator[Deed | None]:
        for query in QUERIES:
            yield from typed(field, query)
            yield from waiting(6)
            yield from typed(field, "\b" * len(query))

    yield "searching 100,000 captures as somebody types", 60, searched()


SCRIPTS = {"run": at_the_run_screen, "lists": at_the_lists, "search": at_the_search}


def end_with(error: BaseException) -> None:
    """End the walk: a window that tells of an error is no measurement."""
    traceback.print_exception(error)
    QApplication.exit(1)


def main(scripts: dict[str, Callable[[Running, Path], Script]]) -> None:
    """Play what the command line names."""
    what, file, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    running = Running(["facilitator"], file)
    running.guard.happened.connect(end_with)
    player = Player(running, scripts[what](running, folder))
    QTimer.singleShot(SETTLE_MS, player.begin)
    sys.exit(running.run())


if __name__ == "__main__":
    main(SCRIPTS)
