"""A child of the benchmark of the huge file: goes through every page of the real window.

Usage: huge_child.py huge FILE FOLDER. Prints one line of JSON for each thing done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from ui import start_up

start_up.begin()

from PySide6.QtCore import QCoreApplication, QEvent, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402

from tests.benchmarks.stalls_child import (  # noqa: E402
    Deed,
    Script,
    end_with,
    main,
    typed,
    waiting,
)
from ui.app import Running  # noqa: E402
from ui.jobs import Job  # noqa: E402
from ui.pages import PAGES as SPECS  # noqa: E402
from ui.pages.tabbed import TabbedPage  # noqa: E402
from ui.widgets.rows import RowList  # noqa: E402

TICK_MS = 60
PAGES = ("together", "goals", "language", "people", "data", "private")
LISTS = {"sessions": "session-list", "actions": "action-list", "decisions": "decision-list"}
VIEWS = ("party", "overdue", "mine", "waiting", "undated", "ended", "person")
STATES = ("open", "agreed", "due", "ended", "all")
WORDS = ("consent", "voucher re", "zzz")


class Walk:
    """Everything somebody does on the way through the pages, as stretches."""

    def __init__(self, running: Running, folder: Path) -> None:
        self._window = running.window
        self._jobs = running.window.jobs
        self._watched: set[Job] = set()

    def script(self) -> Script:
        """Yield all stretches in order."""
        for page in PAGES:
            yield f"{page}: open", TICK_MS, self._visited(page)
            yield from self._tabs(page)
        yield "radar: open", TICK_MS, self._visited("radar")
        for page in ("sessions", "actions", "decisions"):
            yield f"{page}: open", TICK_MS, self._visited(page)
            yield f"{page}: scroll and jump", TICK_MS, self._scrolled(page)
        yield "actions: views", TICK_MS, self._chosen("actions", VIEWS)
        yield "actions: find while typing", TICK_MS, self._found("actions", "action-search")
        yield "actions: next step, undo", TICK_MS, self._changed()
        yield "decisions: views", TICK_MS, self._chosen("decisions", STATES)
        yield "decisions: find while typing", TICK_MS, self._found("decisions", "decision-search")
        yield "search while typing", TICK_MS, self._searched()
        yield "prepare the next session", TICK_MS, self._prepared("planned")
        yield "minutes of the last session", TICK_MS, self._visited("minutes", self._session())
        if any(spec.id == "plan" for spec in SPECS):
            yield "plan: open", TICK_MS, self._visited("plan")
            yield from self._tabs("plan")
        yield "every page again", TICK_MS, self._again()
        print(json.dumps({"what": "memory", **_memory()}), flush=True)

    # --- deeds --------------------------------------------------------------------------------

    def _quiet(self) -> Iterator[Deed | None]:
        """Wait until nothing runs in the background, and a little longer."""
        yield None
        for _ in range(300):
            for job in set(self._jobs.running()) - self._watched:
                job.failed.connect(end_with)
                self._watched.add(job)
            if not self._jobs.running():
                break
            yield None
        yield from waiting(4)

    def _visited(self, page: str, session_id: int | None = None) -> Iterator[Deed | None]:
        def go() -> None:
            if session_id is None:
                self._window.go(page)
            else:
                self._window.go(page, session_id=session_id)

        yield go
        yield from self._quiet()

    def _tabs(self, page: str) -> Script:
        shown = self._window.page(page)
        if not isinstance(shown, TabbedPage):
            return
        for spec in shown.TABS:
            yield f"{page}: {spec.id}", TICK_MS, self._tab(page, spec.id)

    def _tab(self, page: str, tab: str) -> Iterator[Deed | None]:
        def go() -> None:
            self._window.go(page, tab=tab)

        yield go
        yield from self._quiet()

    def _again(self) -> Iterator[Deed | None]:
        for page in (*PAGES, "radar", *LISTS, "search"):
            yield from self._visited(page)

    def _list(self, page: str) -> RowList:
        found = self._window.page(page).findChild(RowList, LISTS[page])
        assert found is not None
        return found

    def _scrolled(self, page: str) -> Iterator[Deed | None]:
        rows = self._list(page)
        bar = rows.verticalScrollBar()
        rows.setFocus()
        for code in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown,
                     *[Qt.Key.Key_Down] * 10):  # fmt: skip
            press(rows, code)
            yield None
        for part in range(0, 101, 5):

            def move(part: int = part) -> None:
                bar.setValue(bar.maximum() * part // 100)

            yield move
        yield from self._quiet()

    def _chosen(self, page: str, views: tuple[str, ...]) -> Iterator[Deed | None]:
        yield from self._visited(page)
        tabs = getattr(self._window.page(page), "tabs")  # noqa: B009  (a page of its own type)
        for view in views:

            def choose(view: str = view) -> None:
                tabs.set_current(view)
                tabs.chosen.emit(view)

            yield choose
            yield from self._quiet()

    def _found(self, page: str, name: str) -> Iterator[Deed | None]:
        yield from self._visited(page)
        field = self._window.page(page).findChild(QWidget, name)
        assert field is not None
        for word in WORDS:
            yield from typed(field, word)
            yield from self._quiet()
            yield from typed(field, "\b" * len(word))
        yield from self._quiet()

    def _changed(self) -> Iterator[Deed | None]:
        yield from self._visited("actions")
        rows = self._list("actions")
        rows.setFocus()
        for _ in range(4):
            press(rows, Qt.Key.Key_Down)
            press(rows, Qt.Key.Key_Space)
            yield from self._quiet()
            yield self._window.workspace.undo
            yield from self._quiet()

    def _searched(self) -> Iterator[Deed | None]:
        yield from self._visited("search")
        field = self._window.page("search").start_focus()
        assert field is not None
        for query in ("consent", "voucher re", "is:open risk", "@person 03 audit"):
            yield from typed(field, query)
            yield from waiting(6)
            yield from typed(field, "\b" * len(query))

    def _session(self, state: str = "closed") -> int:
        found = self._window.workspace.reader.value(
            "SELECT id FROM session WHERE state = ? ORDER BY starts_local"
            + (" DESC" if state == "closed" else ""),
            (state,),
        )
        return int(cast("int", found))

    def _prepared(self, state: str) -> Iterator[Deed | None]:
        yield from self._visited("prepare", self._session(state))


def press(widget: QWidget, code: Qt.Key) -> None:
    """Send one key that writes nothing, through the queue of events."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.postEvent(widget, event)


def _memory() -> dict[str, float]:
    """Return the megabytes held now and at most."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    lines = dict(line.split(":", 1) for line in status if ":" in line)
    return {name: int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")}


def walk(running: Running, folder: Path) -> Script:
    """Return the walk through the huge file."""
    return Walk(running, folder).script()


SCRIPTS: dict[str, Callable[[Running, Path], Script]] = {"huge": walk}

if __name__ == "__main__":
    main(SCRIPTS)
