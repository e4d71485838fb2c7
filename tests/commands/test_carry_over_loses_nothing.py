"""Whatever happened: each open thing is offered once, placed already, or named as staying (P5)."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from facilitator.commands import agenda, captures, decisions, questions, running, sessions
from facilitator.commands.carry_over import carry_over
from facilitator.domain.words import CaptureKind, DecisionState
from facilitator.errors import FacilitatorError
from facilitator.queries import carry_over as preview
from facilitator.queries.answers import UNANSWERED
from facilitator.store import Store
from tests.commands.scene import Scene

KINDS = (
    CaptureKind.ACTION, CaptureKind.CONCERN, CaptureKind.PARKED, CaptureKind.DECISION,
    CaptureKind.QUESTION, CaptureKind.SAYBACK,
)  # fmt: skip


class Life:
    """Random sessions: planned, filled from previews, held in part, cancelled, deleted."""

    def __init__(self, scene: Scene, seed: int) -> None:
        self.scene, self.store, self.any = scene, scene.store, random.Random(seed)
        self.count = 0

    def words(self) -> str:
        self.count += 1
        return f"Thing {self.count} of the {self.any.choice(('day', 'week', 'year'))}"

    def pick(self, sql: str) -> int | None:
        ids = [row["id"] for row in self.store.all(sql)]
        return self.any.choice(ids) if ids else None

    def day(self) -> str:
        today = date(2026, 6, 23) + timedelta(days=self.any.randrange(-5, 90))
        return today.isoformat()

    def plan(self) -> None:
        when = f"{self.day()}T10:00"
        made = sessions.new_session(self.store, self.words(), when)
        for _ in range(self.any.randrange(4)):
            agenda.add_item(
                self.store, made, self.words(), is_standing=self.any.random() < 0.3, length_s=300
            )

    def fill(self) -> None:
        target = self.pick("SELECT id FROM session WHERE state = 'planned'")
        if target is None:
            return
        found = preview.carry_over(self.store, target).candidates
        chosen = self.any.sample(found, min(len(found), 3))
        carry_over(self.store, self.any.choice((target, None)), chosen)

    def pull(self) -> None:
        item = self.pick("SELECT id FROM agenda_item WHERE session_id IS NULL")
        target = self.pick("SELECT id FROM session WHERE state = 'planned'")
        if item is not None and target is not None:
            agenda.move_item_to(self.store, item, target)

    def hold(self) -> None:
        target = self.pick("SELECT id FROM session WHERE state = 'planned'")
        if target is None:
            return
        self.scene.clock.advance(days=self.any.randrange(1, 9))
        running.start_session(self.store, target)
        for row in self.store.all("SELECT id FROM agenda_item WHERE session_id = ?", (target,)):
            for _ in range(self.any.randrange(3)):
                kind = self.any.choice(KINDS)
                item = row["id"] if kind is not CaptureKind.PARKED else None
                due = self.day() if self.any.random() < 0.7 else None
                more = {"due_on": due} if kind is CaptureKind.ACTION else {}
                captures.capture(
                    self.store, kind, self.words(), session_id=target, item_id=item, **more
                )
            self.scene.clock.advance(minutes=4)
            if self.any.random() < 0.3:
                break
            running.next_item(self.store, target)
        self.check(preview.leaving(self.store, target), target)
        if self.any.random() < 0.5:
            chosen = preview.leaving(self.store, target).candidates[:4]
            following = preview.following_session(self.store, target)
            carry_over(self.store, following["id"] if following else None, chosen)
        running.close_session(self.store, target)

    def cancel(self) -> None:
        target = self.pick("SELECT id FROM session WHERE state = 'planned'")
        if target is not None:
            sessions.cancel_session(self.store, target)

    def delete(self) -> None:
        target = self.pick("SELECT id FROM session WHERE state IN ('planned', 'cancelled')")
        if target is not None:
            sessions.delete_session(self.store, target)

    def drop_item(self) -> None:
        item = self.pick("SELECT id FROM agenda_item WHERE session_id IS NULL")
        if item is not None:
            agenda.delete_item(self.store, item)

    def settle(self) -> None:
        point = self.pick("SELECT id FROM capture WHERE kind = 'parked' AND settled_on IS NULL")
        if point is not None:
            captures.settle(self.store, point, "Done")

    def decide(self) -> None:
        found = self.pick("SELECT id FROM decision WHERE state = 'proposed'")
        if found is not None:
            if self.any.random() < 0.7:
                decisions.set_decision(self.store, found, review_on=self.day())
            decisions.decide(self.store, found, DecisionState.DEFERRED)

    def ask(self) -> None:
        asked = questions.ask_question(self.store, self.words() + "?")
        if self.any.random() < 0.5:
            target = self.pick("SELECT id FROM session WHERE state = 'planned'")
            questions.put_on_agenda(self.store, asked, target)

    # --- what must hold -----------------------------------------------------------------------

    def look(self) -> None:
        target = self.pick("SELECT id FROM session WHERE state = 'planned'")
        if target is not None:
            self.check(preview.carry_over(self.store, target), None)

    def check(self, found: preview.CarryOver, left: int | None) -> None:
        offered = [each.source_id for each in found.candidates]
        assert len(offered) == len(set(offered)), "offered twice"
        placed = placed_now(self.store, left)
        assert not placed & set(offered), "offered though it is placed"
        roots = [_roots(self.store, each) for each in found.candidates]
        for number, mine in enumerate(roots):
            for other in found.candidates[number + 1 :]:
                assert other.source_id not in mine or other.why == "overdue", "comes twice"
        named = {each.title for each in found.left}
        for row_id, title in open_things(self.store):
            is_there = row_id in offered or row_id in placed or title in named
            assert is_there, f"lost: {title}"


def placed_now(store: Store, left: int | None) -> set[int]:
    """Return by walking what live items came from, the items included."""
    live = store.all(
        "SELECT i.id FROM agenda_item i LEFT JOIN session s ON s.id = i.session_id"
        " WHERE i.session_id IS NULL OR s.state = 'planned' OR (s.state = 'running' AND s.id <> ?)",
        (left or 0,),
    )
    out = {each for row in live for each in _up(store, row["id"])}
    asked = store.all("SELECT id, agenda_item_id FROM question")
    return out | {row["id"] for row in asked if row["agenda_item_id"] in out}


def _up(store: Store, item_id: int) -> list[int]:
    out = [item_id]
    row = store.one("SELECT came_from_id FROM agenda_item WHERE id = ?", (item_id,))
    while row is not None and row["came_from_id"] is not None:
        out.append(row["came_from_id"])
        row = store.one("SELECT came_from_id FROM agenda_item WHERE id = ?", (out[-1],))
    return out


def _roots(store: Store, each: preview.Candidate) -> set[int]:
    return set(_up(store, each.source_id)[1:]) if each.source == "agenda_item" else set()


def open_things(store: Store) -> list[tuple[int, str]]:
    """Return what is open by rules of their own: id and title."""
    items = store.all(
        "SELECT i.id, i.title FROM agenda_item i JOIN session s ON s.id = i.session_id"
        " WHERE s.state IN ('closed', 'cancelled') AND i.state <> 'done' AND i.used_s IS NULL"
        " AND i.let_go_on IS NULL AND NOT i.is_standing AND NOT EXISTS (SELECT 1 FROM"
        " clock_event e WHERE e.item_id = i.id) AND NOT EXISTS (SELECT 1 FROM agenda_item n"
        " WHERE n.came_from_id = i.id)"
    )
    said = store.all(
        "SELECT c.id, c.text AS title FROM capture c LEFT JOIN action a ON a.id = c.id"
        " LEFT JOIN concern k ON k.id = c.id LEFT JOIN decision d ON d.id = c.id"
        " LEFT JOIN question q ON q.id = c.id LEFT JOIN sayback b ON b.id = c.id"
        " WHERE (c.kind = 'action' AND a.state IN ('asked', 'promised', 'delivered'))"
        f" OR (c.kind = 'concern' AND {UNANSWERED})"
        " OR (c.kind = 'parked' AND c.settled_on IS NULL)"
        " OR (c.kind = 'decision' AND d.state IN ('proposed', 'deferred'))"
        " OR (c.kind = 'question' AND q.confirmed_on IS NULL AND c.settled_on IS NULL)"
        " OR (c.kind = 'sayback' AND b.state <> 'confirmed' AND c.settled_on IS NULL)"
    )
    return [(row["id"], row["title"]) for row in (*items, *said)]


@pytest.mark.parametrize("seed", range(12))
def test_every_open_thing_is_offered_once_or_placed_or_named(seed: int, scene: Scene) -> None:
    """P5: nothing is offered twice and nothing is lost, whatever sessions went through."""
    life = Life(scene, seed)
    doings: list[Callable[[], None]] = [
        life.plan, life.plan, life.fill, life.fill, life.pull, life.hold, life.hold, life.cancel,
        life.delete, life.drop_item, life.settle, life.decide, life.ask,
    ]  # fmt: skip
    for _ in range(40):
        try:
            life.any.choice(doings)()
        except FacilitatorError:
            continue  # e.g. nothing can be planned while a session runs
        life.look()
