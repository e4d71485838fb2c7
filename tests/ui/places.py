"""The whole window on the demo, and every place in it that a person can be: for walks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from facilitator.clock import FixedClock
from facilitator.commands import captures, running
from facilitator.domain.words import CaptureKind
from tests.demo_file import demo_file
from ui import spoken
from ui.main_window import MainWindow
from ui.workspace import Workspace

RUNNING = "SELECT {running}"
# what is shown: the page, and the target that is found in the demo by this question
PLACES: dict[str, tuple[str, str, str]] = {
    "together": ("together", "", ""),
    "goals": ("goals", "", ""),
    "a goal": ("goals", "goal_id", "SELECT min(id) FROM goal"),
    "a goal that is done": ("goals", "goal_id", "SELECT id FROM goal WHERE state = 'done'"),
    "sessions": ("sessions", "", ""),
    "decisions": ("decisions", "", ""),
    "an agreed decision": ("decisions", "decision_id",
                           "SELECT id FROM decision WHERE state = 'agreed'"),
    "a proposed decision": ("decisions", "decision_id",
                            "SELECT id FROM decision WHERE state = 'proposed'"),
    "actions": ("actions", "", ""),
    "an action asked for": ("actions", "action_id", "SELECT id FROM action LIMIT 1"),
    "an accepted action": ("actions", "action_id",
                           "SELECT id FROM action WHERE state = 'accepted'"),
    "private": ("private", "", ""),
    "people": ("people", "", ""),
    "a person": ("people", "person_id", "SELECT min(id) FROM person"),
    "a party": ("people", "party_id", "SELECT min(id) FROM party"),
    "prepare": ("prepare", "session_id", "SELECT id FROM session WHERE state = 'planned'"),
    "an agenda item": ("prepare", "item_id",
                       "SELECT min(id) FROM agenda_item WHERE session_id = {running}"),
    "a closed agenda": ("prepare", "session_id",
                        "SELECT id FROM session WHERE state = 'closed'"),
    "run": ("run", "session_id", RUNNING),
    "close": ("close", "session_id", RUNNING),
    "minutes": ("minutes", "session_id", "SELECT id FROM session WHERE state = 'closed'"),
    "minutes so far": ("minutes", "session_id",
                       RUNNING),
    "search": ("search", "", ""),
}  # fmt: skip


def open_whole_window(folder: Path, settings: QSettings, clock: FixedClock) -> MainWindow:
    """Return the window on the demo, whose next session runs; one of each kind is captured."""
    spoken.install()
    window = MainWindow(Workspace(clock), settings)
    window.show()
    assert window.open_engagement(demo_file(folder))
    store = window.workspace.store
    session_id = one(window, "SELECT id FROM session WHERE state = 'planned'")
    running.start_session(store, session_id)
    window.setProperty("running", session_id)
    for kind in CaptureKind:
        captures.capture(store, kind, f"Said as {kind.value}", session_id=session_id)
    return window


def one(window: MainWindow, sql: str) -> int:
    """Return the number that a question answers."""
    found = window.workspace.reader.value(sql)
    assert isinstance(found, int), sql
    return found


def settle() -> None:
    """Let everything happen that waits to happen."""
    for _turn in range(4):
        QApplication.processEvents()


def running_session(window: MainWindow) -> int:
    """Return the session that was started."""
    return int(str(window.property("running")))


def show(window: MainWindow, place: str) -> None:
    """Go to a place of `PLACES`."""
    page, name, sql = PLACES[place]
    session_id = running_session(window)
    target: dict[str, object] = {}
    if name:
        target[name] = one(window, sql.format(running=session_id))
    if name == "item_id":
        target["session_id"] = session_id
    window.go(page, **target)
    settle()
