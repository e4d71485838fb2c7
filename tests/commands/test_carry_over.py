"""Carry-over by rule, with a preview that says why (P5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from facilitator.commands import captures, decisions, preparation, running, series, sessions
from facilitator.commands.agenda import move_item_to
from facilitator.commands.carry_over import carry_over
from facilitator.domain.rule import weekly
from facilitator.domain.words import DecisionState
from facilitator.errors import CommandRefused
from facilitator.projections.minutes import build_minutes
from facilitator.queries import carry_over as preview
from facilitator.queries.prepare import agenda
from tests.commands.scene import Scene


def _why(scene: Scene) -> dict[str, str]:
    return {
        each.title: each.why for each in preview.carry_over(scene.store, scene.planned).candidates
    }


def test_each_rule_offers_its_rows_with_a_cause(scene: Scene) -> None:
    decisions.set_decision(scene.store, scene.decision, review_on="2026-07-20")
    decisions.decide(scene.store, scene.decision, DecisionState.DEFERRED)
    scene.clock.advance(days=20)
    assert _why(scene) == {
        "Check-in": "standing",
        "Repeat the test": "overdue",
        "We cannot prove consent": "concern",
        "Call centre view": "parked",
        "Two tools are switched off": "deferred",
    }


def test_what_stays_is_told_too(scene: Scene) -> None:
    left = {each.title: each.why for each in preview.carry_over(scene.store, scene.planned).left}
    assert left == {"How often do we meet?": "done", "Repeat the test": "with_item"}


def test_nothing_moves_before_somebody_says_so_and_nothing_comes_twice(scene: Scene) -> None:
    before = [item.title for item in agenda(scene.store, scene.planned)]
    found = preview.carry_over(scene.store, scene.planned)
    assert [item.title for item in agenda(scene.store, scene.planned)] == before
    carry_over(scene.store, scene.planned, found.candidates, found.from_label)
    after = [item.title for item in agenda(scene.store, scene.planned)]
    returned = ["Check-in", "Opt-outs: why amber?", "We cannot prove consent", "Call centre view"]
    assert after == [*before, *returned, "Two tools are switched off"]
    again = preview.carry_over(scene.store, scene.planned)
    assert again.candidates == ()
    assert {each.title for each in again.left if each.why == "on_agenda"} == set(after[2:])


def test_a_settled_point_does_not_return(scene: Scene) -> None:
    captures.settle(scene.store, scene.parked, "Answered by mail")
    assert "Call centre view" not in _why(scene)


def test_the_backlog_takes_what_has_no_session_yet(scene: Scene) -> None:
    """P6: pulled into an agenda later."""
    from facilitator.queries.prepare import backlog

    found = preview.leaving(scene.store, scene.held)
    carry_over(scene.store, None, found.candidates[:1])
    assert [item.title for item in backlog(scene.store)] == ["Check-in"]


def test_a_review_that_a_session_already_passed_by_is_offered_but_not_ticked(scene: Scene) -> None:
    decisions.set_decision(scene.store, scene.decision, review_on="2026-07-20")
    decisions.decide(scene.store, scene.decision, DecisionState.DEFERRED)

    def ticked() -> list[bool]:
        found = preview.carry_over(scene.store, scene.planned).candidates
        return [each.is_ticked for each in found if each.source == "decision"]

    assert ticked() == [True]
    decisions.set_decision(scene.store, scene.decision, review_on="2026-06-20")
    assert ticked() == [False]


def test_an_item_that_was_left_out_begins_anew_on_another_agenda(scene: Scene) -> None:
    """P5: else nobody would ever reach it there, and its minutes would say “left out”."""
    first, second = scene.planned_items
    running.start_session(scene.store, scene.planned)
    running.extend_item(scene.store, second, 300)
    running.skip_item(scene.store, scene.planned, second)
    third = sessions.new_session(scene.store, "Third", "2026-08-04T10:00")
    move_item_to(scene.store, second, third)
    (moved,) = agenda(scene.store, third)
    assert (moved.state, moved.extended_s) == ("open", 0)


def test_an_item_that_was_on_the_table_stays_in_its_session(scene: Scene) -> None:
    """P5: moving it would take its minutes along, and “next” would end it elsewhere."""
    running.start_session(scene.store, scene.planned)
    with pytest.raises(CommandRefused, match="was on the table"):
        move_item_to(scene.store, scene.planned_items[0], None)


def test_nothing_is_carried_into_a_closed_session(scene: Scene) -> None:
    found = preview.carry_over(scene.store, scene.planned)
    with pytest.raises(CommandRefused, match="is closed"):
        carry_over(scene.store, scene.held, found.candidates)


def test_what_is_left_stays_within_its_series(scene: Scene) -> None:
    """P5: the leadership's round in between neither gives to the working level nor takes from it.

    A session that stands alone, such as the kickoff, belongs to whoever comes next.
    """
    store, clock = scene.store, scene.clock
    work = series.new_series(store, "Working level", weekly(1), "2026-07-21T10:00")
    lead = series.new_series(store, "Leadership", weekly(4), "2026-07-23T10:00")
    sessions.set_session(store, scene.planned, series_id=work)
    assert preview.carry_over(store, scene.planned).from_session_id == scene.held
    other = series.plan_next(store, lead)
    second = series.plan_next(store, work)
    following = preview.following_session(store, scene.planned)
    assert following is not None
    assert following["id"] == second
    clock.set_wall(datetime(2026, 7, 21, 8, tzinfo=UTC))
    running.start_session(store, scene.planned)
    running.close_session(store, scene.planned)
    clock.advance(days=2)
    running.start_session(store, other)
    running.close_session(store, other)
    assert preview.carry_over(store, second).from_session_id == scene.planned
    minutes = build_minutes(store, scene.planned)
    assert minutes.next_session is not None
    assert minutes.next_session.starts == "2026-07-28T10:00"
    clock.advance(days=5)
    running.start_session(store, second)
    before = build_minutes(store, second).previous
    assert before is not None
    assert before.date == "2026-07-21"


def test_what_is_left_comes_from_the_session_that_was_held_last(scene: Scene) -> None:
    """P5: also when it was held a week before its planned day."""
    running.start_session(scene.store, scene.planned)
    running.close_session(scene.store, scene.planned)
    third = sessions.new_session(scene.store, "Third", "2026-07-01T10:00")
    assert preview.carry_over(scene.store, third).from_session_id == scene.planned


def test_the_preparation_of_an_item_that_was_not_reached_goes_with_it(scene: Scene) -> None:
    """P5, P2: it was never used; that of a standing item belongs to its day."""
    store = scene.store
    standing = scene.running_items[2]
    preparation.set_preparation(store, standing, "Ask Jonas first")
    carry_over(store, scene.planned, preview.carry_over(store, scene.planned).candidates[:2])
    third = sessions.new_session(store, "Third", "2026-08-04T10:00")
    preparation.set_preparation(store, scene.planned_items[1], "Who has the passwords?")
    running.start_session(store, scene.planned)
    running.close_session(store, scene.planned)
    found = preview.carry_over(store, third).candidates
    carry_over(store, third, [each for each in found if each.source == "agenda_item"])
    kept = {item.title: item.has_preparation for item in agenda(store, third)}
    assert kept == {"Server-side set-up": True, "Check-in": False, "Opt-outs: why amber?": False}
    assert len(store.all("SELECT * FROM sealed_prep")) == 3
