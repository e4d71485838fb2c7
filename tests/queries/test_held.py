"""A session that was not held on the day it was planned for shows the day on which it was."""

from __future__ import annotations

import pytest

from facilitator.queries.carry_over import carry_over, following_session
from facilitator.queries.decisions import decisions
from facilitator.queries.held import begin_of
from facilitator.queries.prepare import session_detail
from facilitator.queries.sessions import sessions
from facilitator.queries.together import together
from tests.commands.scene import Scene

PLANNED, HELD = "2026-06-30T10:00", "2026-06-23"


@pytest.fixture
def moved(scene: Scene) -> Scene:
    """Return the scene as if the session held on 23 June had been planned for 30 June."""
    with scene.store.step("Plan for another day"):
        scene.store.update("session", scene.held, starts_local=PLANNED)
    return scene


def test_the_log_says_the_day_on_which_a_decision_was_made(moved: Scene) -> None:
    """D1."""
    (row,) = [each for each in decisions(moved.store) if each.id == moved.decision]
    assert row.session_day == HELD


def test_what_returns_says_since_when_it_really_waits(moved: Scene) -> None:
    """P5."""
    found = {
        each.source_id: each.since for each in carry_over(moved.store, moved.planned).candidates
    }
    assert found[moved.concern] == HELD
    assert found[moved.parked] == HELD
    assert found[moved.running_items[2]] == HELD


def test_a_session_follows_the_day_on_which_the_one_before_was_held(moved: Scene) -> None:
    """P5: planned before the day on which that one was meant to be."""
    with moved.store.step("Plan for another day"):
        moved.store.update("session", moved.planned, starts_local="2026-06-29T10:00")
    following = following_session(moved.store, moved.held)
    assert following is not None
    assert following["id"] == moved.planned


def test_the_head_of_a_session_says_the_day_on_which_it_was_held(moved: Scene) -> None:
    detail = session_detail(moved.store, moved.held)
    assert detail is not None
    assert detail.begins_local[:10] == HELD
    coming = session_detail(moved.store, moved.planned)
    assert coming is not None
    assert coming.begins_local == "2026-07-21T10:00"


def test_the_list_says_the_day_on_which_a_session_was_held(moved: Scene) -> None:
    days = {row.id: row.begins_local[:10] for row in sessions(moved.store)}
    assert days == {moved.held: HELD, moved.planned: "2026-07-21"}


def test_what_waits_says_since_the_day_on_which_it_was_said(moved: Scene) -> None:
    (waiting,) = [each for each in together(moved.store).waiting if each.id == moved.concern]
    assert waiting.on == HELD


def test_a_session_begun_before_midnight_in_utc_has_the_day_of_its_own_zone() -> None:
    begun = "2026-06-22T23:30:00+00:00"
    assert begin_of(PLANNED, begun, "Europe/Berlin") == "2026-06-23T01:30"
    assert begin_of(PLANNED, begun, "Nowhere/Land") == "2026-06-22T23:30"
    assert begin_of(PLANNED, None, "Europe/Berlin") == PLANNED
    assert begin_of(None, None, None) == ""
