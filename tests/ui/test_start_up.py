"""The start: the window is painted first, the file is read then, and Python is left as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.store import Store
from ui.first_paint import FirstPaint

ROOT = Path(__file__).parents[2]


class Painted(QWidget):
    """Counts how often it was painted."""

    times = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.times += 1


def told_by(script: str, *arguments: str) -> list[str]:
    """Run a script in a process of its own and return the words it printed."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout.split()


def test_the_slow_part_of_a_start_waits_for_the_first_paint(qtbot: QtBot) -> None:
    window, seen = Painted(), []
    qtbot.addWidget(window)
    window.show()
    FirstPaint(window, lambda: seen.append(window.times))
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] > 0
    window.repaint()
    qtbot.wait(20)
    assert len(seen) == 1


def test_a_window_that_nobody_sees_still_starts(qtbot: QtBot) -> None:
    window, seen = Painted(), []
    qtbot.addWidget(window)
    FirstPaint(window, lambda: seen.append(window.times))
    qtbot.waitUntil(lambda: seen == [0])


_COLLECTOR = """
import builtins, gc
from ui import start_up
start_up.begin()
print(gc.isenabled(), builtins.__import__ is builtins.__feature_import__)
start_up.end()
print(gc.isenabled(), gc.get_freeze_count() > 1000)
"""


def test_a_start_rests_the_collector_and_gives_it_back() -> None:
    assert told_by(_COLLECTOR) == ["False", "False", "True", "True"]


_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.app import Running
running = Running(["facilitator"], Path(sys.argv[1]))
print(running.window.isVisible(), running.workspace.is_open, running.window.page_id or "none")
def look():
    told = "told" if running.window.banner.isVisible() else "quiet"
    print(running.workspace.is_open, running.window.page_id, told)
    running.window.close()
QTimer.singleShot(1500, look)
running.run()
"""


def test_the_window_is_there_before_its_file_is_read(store: Store) -> None:
    store.close()
    assert told_by(_WINDOW, str(store.path)) == [
        "True", "False", "none", "True", "together", "quiet",
    ]  # fmt: skip


def test_a_file_that_does_not_open_leads_to_the_start_page_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "empty.facilitator"
    file.touch()
    assert told_by(_WINDOW, str(file)) == ["True", "False", "none", "False", "start", "told"]
