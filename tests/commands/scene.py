"""A small engagement to try commands on: two sides, four people, a held and a planned session."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from facilitator.clock import FixedClock
from facilitator.commands import agenda, attendance, captures, engagement, goals, people, running
from facilitator.commands import sessions as session_commands
from facilitator.domain.words import Attendance, CaptureKind
from facilitator.store import Store

NOW = datetime(2026, 6, 23, 8, 0, tzinfo=UTC)  # 10:00 in Berlin


@dataclass(frozen=True, slots=True)
class Scene:
    store: Store
    clock: FixedClock
    security: int
    marketing: int
    ruth: int
    nadia: int
    jonas: int
    goal: int
    held: int
    planned: int
    running_items: tuple[int, ...]
    planned_items: tuple[int, ...]
    decision: int
    action: int
    concern: int
    parked: int


def begin(path: Path) -> tuple[Store, FixedClock]:
    clock = FixedClock(NOW)
    store = Store.create(path, clock)
    engagement.begin_engagement(
        store, "Round table", "Europe/Berlin", ["Security", "Marketing"], "Ruth Calder"
    )
    return store, clock


def play(path: Path) -> Scene:
    """Return an engagement whose first session was held and whose second is planned.

    It is played once for each process; after that a copy of its file is opened.
    """
    played, scene = _played()
    shutil.copyfile(played, path)
    clock = copy(scene.clock)
    return replace(scene, store=Store.open(path, clock), clock=clock)


@cache
def _played() -> tuple[Path, Scene]:
    folder = Path(tempfile.mkdtemp(prefix="facilitator-scene-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "scene.facilitator"
    scene = _play(folder / "live.facilitator")
    # Closing lets the engine count rows, and with three of them it would rather use no index.
    scene.store.save_copy(path, everything=True)
    scene.store.close()
    return path, scene


def _play(path: Path) -> Scene:
    store, clock = begin(path)
    security, marketing = (row["id"] for row in store.all("SELECT id FROM party ORDER BY position"))
    ruth = int(store.value("SELECT id FROM person"))
    nadia = people.add_person(store, "Nadia Rahmani", security, role="Privacy manager")
    jonas = people.add_person(store, "Jonas Feld", marketing, role="Head of CRM")
    goal = goals.add_goal(store, "Choices in one place", due_on="2026-08-28")
    held = session_commands.new_session(store, "Second half", "2026-06-23T10:00", length_s=5400)
    first = agenda.add_item(
        store, held, "Opt-outs: why amber?", asked_by_party_id=security, goal_id=goal
    )
    second = agenda.add_item(store, held, "How often do we meet?")
    third = agenda.add_item(store, held, "Check-in", is_standing=True)
    for person in (ruth, nadia, jonas):
        attendance.set_attendance(store, held, person, Attendance.PRESENT)
    running.start_session(store, held)
    clock.advance(minutes=12)
    said = {"session_id": held, "item_id": first}
    decision = captures.capture(store, CaptureKind.DECISION, "Two tools are switched off", **said)
    action = captures.capture(
        store, CaptureKind.ACTION, "Repeat the test", person_id=jonas, due_on="2026-07-10", **said
    )
    concern = captures.capture(
        store, CaptureKind.CONCERN, "We cannot prove consent", party_id=security, **said
    )
    parked = captures.capture(store, CaptureKind.PARKED, "Call centre view", **said)
    running.next_item(store, held)
    clock.advance(minutes=5)
    running.close_session(store, held)
    clock.advance(hours=1)
    planned = session_commands.new_session(store, "Do the tools obey?", "2026-07-21T10:00")
    fourth = agenda.add_item(store, planned, "Do all seventeen tools obey?")
    fifth = agenda.add_item(store, planned, "Server-side set-up")
    return Scene(
        store, clock, security, marketing, ruth, nadia, jonas, goal, held, planned,
        (first, second, third), (fourth, fifth), decision, action, concern, parked,
    )  # fmt: skip
