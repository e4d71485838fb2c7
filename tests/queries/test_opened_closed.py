"""What came and went from session to session: opened, closed, and open at the end."""

from __future__ import annotations

from datetime import date

from facilitator.commands import actions, captures, concerns, decisions, running, sessions
from facilitator.domain.words import ActionState, CaptureKind, DecisionState
from facilitator.queries.opened_closed import KINDS, Flow, Turnover, opened_closed
from facilitator.queries.stretches import stretches
from facilitator.store import Reader
from tests.commands.scene import Scene

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def _counts(found: tuple[Turnover, ...], kind: str) -> list[tuple[int, int, int]]:
    flows = [each.flow(kind) for each in found]
    return [(flow.opened, flow.closed, flow.open) for flow in flows]


def test_the_demo_counts_what_a_hand_counts(demo: Reader) -> None:
    """By hand from the story: sessions 1 to 12, then the week since."""
    found = opened_closed(demo, *YEAR)
    assert [each.stretch.label for each in found] == [
        *(f"2026/{number:02}" for number in range(1, 13)), ""
    ]  # fmt: skip
    assert _counts(found, "action") == [
        (2, 0, 2), (2, 2, 2), (2, 1, 3), (3, 3, 3), (2, 1, 4), (2, 2, 4), (2, 0, 6), (2, 2, 6),
        (1, 3, 4), (3, 3, 4), (2, 2, 4), (2, 0, 6), (0, 0, 6),
    ]  # fmt: skip
    assert _counts(found, "concern") == [
        (4, 0, 4), (0, 0, 4), (1, 0, 5), (0, 2, 3), (1, 0, 4), (1, 2, 3), (1, 0, 4), (1, 1, 4),
        (0, 1, 3), (1, 0, 4), (0, 3, 1), (0, 0, 1), (0, 0, 1),
    ]  # fmt: skip
    opened = [flow[0] for flow in _counts(found, "decision")]
    assert (sum(opened), opened[5], opened[10]) == (21, 4, 3)


def test_each_end_is_the_one_before_with_what_came_and_went(demo: Reader) -> None:
    found = opened_closed(demo, *YEAR)
    for kind in KINDS:
        before = 0
        for opened, closed, still in _counts(found, kind):
            assert still == before + opened - closed
            before = still


def test_a_shorter_time_shows_the_same_numbers(demo: Reader) -> None:
    """What was open before it and what came after it are counted, not shown."""
    whole = {each.stretch: each for each in opened_closed(demo, *YEAR)}
    part = opened_closed(demo, date(2026, 3, 1), date(2026, 5, 1))
    assert len(part) == 5
    assert all(whole[each.stretch] == each for each in part)


def test_no_session_leaves_nothing_to_show(demo: Reader) -> None:
    assert opened_closed(demo, date(2020, 1, 1), date(2020, 12, 31)) == ()


# --- what opens and closes -----------------------------------------------------------------------


def _since(scene: Scene, kind: str) -> Flow:
    """Return what happened since the held session."""
    found = opened_closed(scene.store, *YEAR)
    assert found[-1].stretch.session_id is None
    return found[-1].flow(kind)


def _later(scene: Scene) -> None:
    scene.clock.advance(days=3)


def test_between_sessions_counts_with_the_time_since(scene: Scene) -> None:
    _later(scene)
    captures.capture(scene.store, CaptureKind.CONCERN, "The list is old", party_id=scene.marketing)
    concerns.answer_concern(scene.store, scene.concern, "Not now")
    flow = _since(scene, "concern")
    assert (flow.opened, flow.closed, flow.open) == (1, 1, 1)


def test_a_concern_that_is_open_again_was_not_closed(scene: Scene) -> None:
    _later(scene)
    concerns.answer_concern(scene.store, scene.concern, "Not now")
    concerns.reopen_concern(scene.store, scene.concern)
    flow = _since(scene, "concern")
    assert (flow.closed, flow.open) == (0, 1)


def test_delivered_is_not_closed_and_dropped_is(scene: Scene) -> None:
    _later(scene)
    other = captures.capture(
        scene.store, CaptureKind.ACTION, "Write it down", person_id=scene.nadia,
        asked_by_party_id=scene.marketing,
    )  # fmt: skip
    actions.advance_action(scene.store, other)
    before = _since(scene, "action")
    actions.end_action(scene.store, scene.action, ActionState.DROPPED, "Not needed")
    after = _since(scene, "action")
    assert (before.closed, after.closed) == (0, 1)
    assert after.open == before.open - 1


def test_a_deferred_decision_stays_open_and_a_rejected_one_closes(scene: Scene) -> None:
    _later(scene)
    decisions.decide(scene.store, scene.decision, DecisionState.DEFERRED)
    assert _since(scene, "decision").closed == 0
    decisions.decide(scene.store, scene.decision, DecisionState.REJECTED, "Too dear")
    flow = _since(scene, "decision")
    assert (flow.closed, flow.open) == (1, 0)


def test_a_session_holds_what_was_noted_in_it_whatever_the_hour(scene: Scene) -> None:
    """Near midnight the day in UTC is another one."""
    late = sessions.new_session(scene.store, "Late", "2026-06-24T23:30", zone="America/New_York")
    _later(scene)
    running.start_session(scene.store, late)
    captures.capture(scene.store, CaptureKind.CONCERN, "Tired", session_id=late)
    running.close_session(scene.store, late)
    (held,) = [
        each for each in opened_closed(scene.store, *YEAR) if each.stretch.session_id == late
    ]
    assert held.concerns.opened == 1


def test_stretches_meet_without_a_gap(demo: Reader) -> None:
    found = stretches(demo, *YEAR).every
    assert found[0].after == ""
    assert [each.after for each in found[1:]] == [each.day for each in found[:-1]]
