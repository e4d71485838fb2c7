"""Ideas: the ring they stand on, and that each side is heard before one closes (C3)."""

from __future__ import annotations

import pytest

from facilitator.commands import captures, decisions, goals, ideas, parties, turns
from facilitator.domain.words import CaptureKind, IdeaStage
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.ideas import idea
from facilitator.queries.ideas import ideas as radar
from facilitator.queries.needs import side_needs
from facilitator.queries.needs import turns as turns_of
from tests.commands.scene import Scene


def _idea(scene: Scene) -> int:
    return ideas.new_idea(scene.store, "Ad space on our pages", party_id=scene.marketing)


@pytest.mark.parametrize("end", ["drop", "finish", "settle"])
def test_an_idea_cannot_close_before_each_side_considered_it(scene: Scene, end: str) -> None:
    """C3: the refusal names the side that is missing, three parties included."""
    third = parties.add_party(scene.store, "Sales")
    found = _idea(scene)
    close = {"drop": ideas.drop_idea, "finish": ideas.finish_idea, "settle": captures.settle}[end]
    decisions.set_consideration(scene.store, found, scene.marketing, "It pays for delivery")
    with pytest.raises(CommandRefused, match="Security and Sales have not considered this idea"):
        close(scene.store, found, "Enough")
    decisions.set_consideration(scene.store, found, third, "Good")
    with pytest.raises(CommandRefused, match="Security has not considered this idea yet"):
        close(scene.store, found, "Enough")
    decisions.set_consideration(scene.store, found, scene.security, passed_reason="Not ours")
    close(scene.store, found, "Enough")
    row = idea(scene.store, found)
    assert row is not None
    assert row.is_closed
    assert row.closed_because == "Enough"
    assert row.stage == ("dropped" if end == "drop" else "watch")


def test_an_idea_is_not_dropped_without_a_reason_or_by_moving(scene: Scene) -> None:
    """C3: dropping is said, never done with an arrow key."""
    found = _idea(scene)
    for party in (scene.security, scene.marketing):
        decisions.set_consideration(scene.store, found, party, "Thought about")
    with pytest.raises(InvalidText, match="say why"):
        ideas.drop_idea(scene.store, found, " ")
    with pytest.raises(CommandRefused, match="dropped with a reason"):
        ideas.move_idea(scene.store, found, IdeaStage.DROPPED)
    ideas.move_idea(scene.store, found, IdeaStage.TRY)
    ideas.drop_idea(scene.store, found, "Nobody buys")
    with pytest.raises(CommandRefused, match="is closed"):
        ideas.move_idea(scene.store, found, IdeaStage.PLAN)
    ideas.reopen_idea(scene.store, found, "A buyer came")
    row = idea(scene.store, found)
    assert row is not None
    assert (row.stage, row.is_closed, row.closed_because) == ("try", False, "")


def test_an_idea_becomes_a_goal_an_item_and_a_proposal_and_says_so(scene: Scene) -> None:
    """C3: one press each; the radar shows what it led to."""
    found = _idea(scene)
    ideas.set_idea(scene.store, found, open_questions="Who sells it?")
    goal = ideas.idea_to_goal(scene.store, found)
    item = ideas.idea_to_item(scene.store, found, scene.planned)
    decision = ideas.idea_to_decision(scene.store, found)
    row = idea(scene.store, found)
    assert row is not None
    assert [(each.kind, each.id) for each in row.became] == [
        ("goal", goal), ("item", item), ("decision", decision),
    ]  # fmt: skip
    assert row.agenda is not None
    assert row.agenda.session_id == scene.planned
    assert row.goal_id == goal
    made = scene.store.one("SELECT * FROM agenda_item WHERE id = ?", (item,))
    assert made is not None
    assert made["agenda_text"] == "Who sells it?"
    assert made["asked_by_party_id"] == scene.marketing
    captures.delete_capture(scene.store, decision)
    goals.set_goal(scene.store, goal, title="Sell ad space")
    row = idea(scene.store, found)
    assert row is not None
    assert [each.text for each in row.became] == ["Sell ad space", "Ad space on our pages"]


def test_the_radar_numbers_what_is_nearest_to_doing_first(scene: Scene) -> None:
    """C3: by ring, then by side; what is closed has no number."""
    watch = _idea(scene)
    plan = ideas.new_idea(scene.store, "Tips", stage=IdeaStage.PLAN, party_id=scene.security)
    nobody = ideas.new_idea(scene.store, "From outside")
    ours = ideas.new_idea(scene.store, "Early", party_id=scene.security)
    gone = ideas.new_idea(scene.store, "No", party_id=scene.security)
    for party in (scene.security, scene.marketing):
        decisions.set_consideration(scene.store, gone, party, "Thought about")
    ideas.drop_idea(scene.store, gone, "No time")
    assert [(row.id, row.number) for row in radar(scene.store)] == [
        (plan, 1), (ours, 2), (watch, 3), (nobody, 4), (gone, 0),
    ]  # fmt: skip


def test_a_side_had_its_turn_when_it_spoke_or_when_it_said_that_nothing_is_new(
    scene: Scene,
) -> None:
    """C2: Security raised a concern; Marketing's turn is recorded apart, and taken back."""
    found = turns_of(scene.store)
    assert (found.session_id, found.day, found.silent) == (scene.held, "2026-06-23", ("Marketing",))
    turns.record_turn(scene.store, scene.held, scene.marketing, "Nothing new")
    turns.record_turn(scene.store, scene.held, scene.marketing, "Still nothing new")
    found = turns_of(scene.store, scene.held)
    assert found.silent == ()
    assert found.sides[1].note == "Still nothing new"
    assert scene.store.value("SELECT count(*) FROM turn") == 1
    turns.remove_turn(scene.store, scene.held, scene.marketing)
    assert turns_of(scene.store).silent == ("Marketing",)
    assert turns_of(scene.store, 999_999).session_id is None


def test_what_was_said_in_the_last_session_or_since_is_new(scene: Scene) -> None:
    """C2: older things lose the mark; settled ones leave the list; a third side has its own."""
    third = parties.add_party(scene.store, "Sales")
    old = captures.capture(scene.store, CaptureKind.WANT, "Fewer exports", party_id=scene.security)
    with scene.store.step("it was said before"):
        scene.store.update("capture", old, at="2026-05-01T09:00:00+00:00")
    fresh = captures.capture(
        scene.store, CaptureKind.NEED, "A name to call", session_id=scene.held, party_id=third
    )
    done = captures.capture(
        scene.store, CaptureKind.CHALLENGE, "Three people", party_id=scene.security
    )
    captures.settle(scene.store, done, "Two more came")
    nobody = captures.capture(scene.store, CaptureKind.WANT, "Peace")
    found = side_needs(scene.store)
    assert [side.party for side in found] == ["Security", "Marketing", "Sales", ""]
    assert [(row.id, row.is_new) for row in found[0].rows] == [(old, False), (done, True)]
    assert found[0].of("challenge") == ()
    assert found[1].rows == ()
    assert [(row.id, row.is_new) for row in found[2].of("need")] == [(fresh, True)]
    assert [row.id for row in found[3].of("want")] == [nobody]
