"""Actions: asked, promised, delivered, accepted by the side that asked (A1)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from facilitator.commands import actions, captures, decisions, parties, people, sessions
from facilitator.domain.words import ActionState, CaptureKind, DecisionState
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.actions import action_detail, owed
from facilitator.queries.captured import card
from facilitator.queries.closing import closing
from tests.commands.scene import Scene


def _row(scene: Scene, action: int | None = None):  # type: ignore[no-untyped-def]
    found = action_detail(scene.store, action or scene.action)
    assert found is not None
    return found


def test_an_action_takes_goal_and_asking_side_from_its_item(scene: Scene) -> None:
    row, _ = _row(scene)
    assert (row.asked_by, row.goal, row.owner, row.owner_party) == (
        "Security",
        "Choices in one place",
        "Jonas Feld",
        "Marketing",
    )
    assert (row.state, row.topic, row.number) == (
        "promised",
        "Opt-outs: why amber?",
        "A-2026-001",
    )


def test_only_the_asking_side_accepts_and_only_what_was_delivered(scene: Scene) -> None:
    """A1."""
    with pytest.raises(CommandRefused):
        actions.accept_action(scene.store, scene.action, scene.security)
    actions.advance_action(scene.store, scene.action)
    with pytest.raises(CommandRefused, match="Security asked"):
        actions.accept_action(scene.store, scene.action, scene.marketing)
    with pytest.raises(CommandRefused):
        actions.advance_action(scene.store, scene.action)
    actions.accept_action(scene.store, scene.action, scene.security)
    row, history = _row(scene)
    assert (row.state, row.delivered_on, row.accepted_on) == (
        "accepted",
        "2026-06-23",
        "2026-06-23",
    )
    assert [(each.before, each.after) for each in history] == [
        ("delivered", "accepted"),
        ("promised", "delivered"),
    ]


def test_an_accepted_action_keeps_its_kind(scene: Scene) -> None:
    """V4."""
    actions.advance_action(scene.store, scene.action)
    actions.accept_action(scene.store, scene.action, scene.security)
    with pytest.raises(CommandRefused):
        captures.change_kind(scene.store, scene.action, CaptureKind.NOTE)


def test_old_due_dates_are_kept(scene: Scene) -> None:
    """A1."""
    actions.set_due(scene.store, scene.action, "2026-07-17", reason="Holiday")
    actions.set_due(scene.store, scene.action, "2026-07-24")
    row, history = _row(scene)
    assert (row.due_on, row.was_due) == ("2026-07-24", ("2026-07-10", "2026-07-17"))
    assert history[1].reason == "Holiday"


def test_next_session_becomes_its_date_once_one_is_planned(scene: Scene) -> None:
    """A1: “next session” becomes a date."""
    sessions.delete_session(scene.store, scene.planned)
    action = actions.add_action(scene.store, "Bring it", person_id=scene.jonas, due_next=True)
    assert _row(scene, action)[0].due_on == ""
    sessions.new_session(scene.store, "Third", "2026-08-18T10:00")
    row, _ = _row(scene, action)
    assert (row.due_on, row.due_is_next) == ("2026-08-18", False)


def test_dropping_needs_a_reason(scene: Scene) -> None:
    with pytest.raises(InvalidText):
        actions.end_action(scene.store, scene.action, ActionState.DROPPED, "  ")
    actions.end_action(scene.store, scene.action, ActionState.DROPPED, "The tool is gone")
    assert _row(scene)[0].state_reason == "The tool is gone"


def test_a_past_owner_keeps_the_party_of_then(scene: Scene) -> None:
    """E3: a person can move to another party; history stays right."""
    from facilitator.commands.people import move_person

    move_person(scene.store, scene.jonas, scene.security)
    assert _row(scene)[0].owner_party == "Marketing"
    actions.set_owner(scene.store, scene.action, scene.nadia)
    actions.set_owner(scene.store, scene.action, scene.jonas)
    assert _row(scene)[0].owner_party == "Security"


def test_what_each_side_owes_is_counted(scene: Scene) -> None:
    scene.clock.advance(days=30)
    counts = {each.party: (each.open, each.overdue) for each in owed(scene.store)}
    assert counts == {"Security": (0, 0), "Marketing": (1, 1)}


def test_a_late_evening_counts_as_the_day_where_the_engagement_lives(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A1, D1: 22:00 in Berlin is the 23rd, also on a laptop that is set to Tokyo."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    scene.clock.set_wall(datetime(2026, 6, 23, 20, 0, tzinfo=UTC))
    actions.advance_action(scene.store, scene.action)
    decisions.decide(scene.store, scene.decision, DecisionState.REJECTED)
    captures.settle(scene.store, scene.parked)
    people.move_person(scene.store, scene.jonas, scene.security)
    parties.archive_party(scene.store, scene.marketing)
    days = scene.store.one(
        "SELECT a.delivered_on, d.decided_on, c.settled_on, m.from_on, y.archived_on"
        " FROM action a, decision d, capture c, membership m, party y WHERE c.id = ?"
        " AND m.from_on IS NOT NULL AND y.archived_on IS NOT NULL",
        (scene.parked,),
    )
    assert days is not None
    assert set(days.values()) == {"2026-06-23"}


def test_an_action_that_is_over_ends_no_second_time(scene: Scene) -> None:
    """A1: what was accepted stays kept, and the first reason stays."""
    actions.advance_action(scene.store, scene.action)
    actions.accept_action(scene.store, scene.action, scene.security)
    with pytest.raises(CommandRefused, match="is accepted"):
        actions.end_action(scene.store, scene.action, ActionState.DROPPED, "Not needed")
    assert _row(scene)[0].state == "accepted"


def test_an_action_that_was_dropped_lacks_nothing(scene: Scene) -> None:
    """Closing asks for owner and date of what is still to be done."""
    favour = captures.capture(
        scene.store, CaptureKind.ACTION, "A small favour", session_id=scene.held
    )
    assert [gap.why for gap in closing(scene.store, scene.held).missing if gap.row_id == favour]
    actions.end_action(scene.store, favour, ActionState.DROPPED, "Not needed")
    assert not [gap for gap in closing(scene.store, scene.held).missing if gap.row_id == favour]


def test_next_session_is_a_date_once_it_has_one(scene: Scene) -> None:
    """A1: then a form that is only opened for its words must not move it to a later session."""
    favour = captures.capture(
        scene.store, CaptureKind.ACTION, "A small favour", session_id=scene.held, due_next=True
    )
    found, shown = _row(scene, favour)[0], card(scene.store, favour)
    assert shown is not None
    assert (found.due_on, found.due_is_next) == ("2026-07-21", False)
    assert (shown.due_on, shown.due_is_next) == ("2026-07-21", False)
    sessions.cancel_session(scene.store, scene.planned)
    later = actions.add_action(scene.store, "Another", due_next=True)
    assert (_row(scene, later)[0].due_on, _row(scene, later)[0].due_is_next) == ("", True)
