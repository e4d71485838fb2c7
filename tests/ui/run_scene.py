"""The demo's next session while it runs, in a real window: for tests and for pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from facilitator.clock import FixedClock
from facilitator.commands import agenda, attendance, captures, decisions, running
from facilitator.commands.demo import write_demo
from facilitator.domain.words import Attendance, CaptureKind, Position
from facilitator.queries.engagement import parties, people
from facilitator.queries.running import attendance as listed
from facilitator.store import Store
from ui.main_window import MainWindow
from ui.pages import PageSpec
from ui.pages.close.page import ClosePage
from ui.pages.page import Page
from ui.pages.run.page import RunPage
from ui.workspace import Workspace

BEGIN = datetime(2026, 7, 21, 8, 0, tzinfo=UTC)  # 10:00 in Berlin
ANCHOR = date(2026, 6, 30)


class OtherPage(Page):
    """Stands for the pages that others build; remembers what it was asked to show."""

    def __init__(self, workspace: Workspace, shell: object) -> None:
        super().__init__(workspace, shell)  # type: ignore[arg-type]
        self.target: dict[str, object] = {}

    def open_target(self, **target: object) -> None:
        self.target = target


PAGES = [
    PageSpec("sessions", "Sessions", "calendar-blank", "tests.ui.run_scene:OtherPage"),
    PageSpec("decisions", "Decisions", "gavel", "tests.ui.run_scene:OtherPage"),
    PageSpec("prepare", "Prepare", "calendar-blank", "tests.ui.run_scene:OtherPage", False),
    PageSpec("minutes", "Minutes", "file-pdf", "tests.ui.run_scene:OtherPage", False),
    PageSpec("run", "Run", "play", "ui.pages.run.page:RunPage", False),
    PageSpec("close", "Close", "check", "ui.pages.close.page:ClosePage", False),
]


@dataclass
class RunScene:
    """A window on a running session whose clock moves only when told to."""

    store: Store
    clock: FixedClock
    workspace: Workspace
    window: MainWindow
    session: int

    @property
    def items(self) -> list[int]:
        return running.item_ids(self.store, self.session)

    @property
    def run(self) -> RunPage:
        page = self.window.page("run")
        assert isinstance(page, RunPage)
        return page

    @property
    def close(self) -> ClosePage:
        page = self.window.page("close")
        assert isinstance(page, ClosePage)
        return page

    def tick(self, **parts: float) -> None:
        """Move the clock on and let the screen notice."""
        self.clock.advance(**parts)
        self.run._on_tick()
        settle()


def settle() -> None:
    for _turn in range(4):
        QApplication.processEvents()


def begin(path: Path) -> tuple[Store, FixedClock, int]:
    """Return the demo on the morning of its next session, which has just started."""
    clock = FixedClock(BEGIN)
    store = Store.create(path, clock)
    write_demo(store, ANCHOR)
    session = int(
        store.value("SELECT id FROM session WHERE state = 'planned' ORDER BY starts_local")
    )
    for row in listed(store, session):
        attendance.set_attendance(store, session, row.person_id, Attendance.PRESENT)
    running.start_session(store, session)
    return store, clock, session


def open_window(store: Store, clock: FixedClock, session: int, settings: QSettings) -> RunScene:
    """Return the window, showing the run screen."""
    workspace = Workspace(clock)
    window = MainWindow(workspace, settings, PAGES)
    workspace.adopt(store)
    window.resize(1366, 768)
    window.show()
    window.go("run", session_id=session)
    window.activateWindow()
    settle()
    return RunScene(store, clock, workspace, window, session)


def talk(store: Store, clock: FixedClock, session: int) -> None:
    """Half an hour of the session: two items, notes, and one of most kinds captured."""
    first, second = running.item_ids(store, session)[:2]
    who = {person.name.split()[0]: person for person in people(store)}
    sides = {party.short: party.id for party in parties(store)}
    names = list(sides)
    clock.advance(minutes=9)
    said = {"session_id": session, "item_id": first}
    captures.capture(store, CaptureKind.PARKED, "Call centre view of the profile", **said)
    clock.advance(minutes=2)
    running.next_item(store, session)
    said = {"session_id": session, "item_id": second}
    clock.advance(minutes=3)
    question = captures.capture(
        store, CaptureKind.QUESTION, "Which two tools, and who owns them?",
        party_id=sides[names[0]], **said,
    )  # fmt: skip
    clock.advance(minutes=3)
    captures.settle(store, question, "The mailer and the voucher printer")
    captures.capture(
        store, CaptureKind.SAYBACK, "Suppression list: “the people we promised to leave alone”",
        person_id=who["Nadia"].id, **said,
    )  # fmt: skip
    clock.advance(minutes=2)
    captures.capture(
        store, CaptureKind.CONCERN, "One of them carries the birthday voucher",
        person_id=who["Jonas"].id, **said,
    )  # fmt: skip
    clock.advance(minutes=2)
    decision = captures.capture(
        store, CaptureKind.DECISION,
        "Two slow tools are switched off for mailings until they obey within 24 hours", **said,
    )  # fmt: skip
    decisions.set_position(store, decision, sides[names[0]], Position.AGREE)
    decisions.set_consideration(store, decision, sides[names[0]], "Nothing leaves without consent")
    agenda.set_notes(
        store, second,
        "Fifteen of seventeen sending tools obey an opt-out within 24 hours. Two need three days:"
        " their suppression list is filled by hand.\n"
        f"{names[0]}: who says no and still gets mail has no reason to trust a later consent.\n"
        f"{names[1]}: one of the two carries the birthday voucher; it cannot go dark.\n"
        f"{names[1]}: the preference centre replaces both tools from 28 August.\n\n"
        "What would let both tools stop before the summer sale? The voucher could move to the"
        " main mail tool first.",
    )  # fmt: skip
    clock.advance(seconds=20)
