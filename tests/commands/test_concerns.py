"""Concerns: who may answer them, with what, and what happens when the answer falls away."""

from __future__ import annotations

import pytest

from facilitator.commands import actions, captures, concerns, decisions, proposals
from facilitator.domain.words import ActionState, CaptureKind, ConcernCategory, DecisionState
from facilitator.errors import CommandRefused, InvalidText, NotThere
from facilitator.projections.prebrief import build_prebrief
from facilitator.queries.carry_over import carry_over
from facilitator.queries.concerns import concern, concern_history, offers
from facilitator.queries.concerns import concerns as register
from facilitator.queries.proposals import proposal, waiting_for_answer
from facilitator.queries.warnings import warnings
from tests.commands.scene import Scene


def _agree(scene: Scene, decision_id: int) -> None:
    for party in (scene.security, scene.marketing):
        decisions.set_consideration(scene.store, decision_id, party, "We can live with it")
    decisions.decide(scene.store, decision_id, DecisionState.AGREED)


def test_an_unknown_category_is_refused_and_an_old_one_stays_readable(scene: Scene) -> None:
    """C1: seven categories; what an older file says is shown as it is."""
    for category in ConcernCategory:
        concerns.set_concern(scene.store, scene.concern, category=category)
    with pytest.raises(InvalidText, match="“process” is not one of the choices"):
        concerns.set_concern(scene.store, scene.concern, category="process")
    with pytest.raises(InvalidText):
        concerns.set_concern(scene.store, scene.concern, severity="apocalyptic")
    with scene.store.step("as an older file has it"):
        scene.store.update("concern", scene.concern, category="process")
    found = concern(scene.store, scene.concern)
    assert found is not None
    assert found.category == "process"


def test_only_a_decision_an_action_or_a_reason_answers_a_concern(scene: Scene) -> None:
    """C1: “heard, not taken up” needs its because; a parked point answers nothing."""
    with pytest.raises(InvalidText, match="say why it is not taken up"):
        concerns.answer_concern(scene.store, scene.concern, "  ")
    with pytest.raises(CommandRefused, match="Only a decision or an action"):
        concerns.answer_concern(scene.store, scene.concern, "", answered_by_id=scene.parked)
    with pytest.raises(NotThere):
        concerns.answer_concern(scene.store, scene.concern, "", answered_by_id=987_654)
    actions.end_action(scene.store, scene.action, ActionState.DROPPED, "No need")
    with pytest.raises(CommandRefused, match="This action is dropped"):
        concerns.answer_concern(scene.store, scene.concern, "", answered_by_id=scene.action)
    found = concern(scene.store, scene.concern)
    assert found is not None
    assert found.is_open


def test_a_concern_is_answered_by_a_new_action_that_its_side_asked_for(scene: Scene) -> None:
    """C1: made on the spot and linked, in one step."""
    action = concerns.answer_by_new_action(
        scene.store, scene.concern, "Write the proof down", owner_id=scene.jonas
    )
    row = scene.store.one("SELECT * FROM action WHERE id = ?", (action,))
    assert row is not None
    assert row["asked_by_party_id"] == scene.security
    found = concern(scene.store, scene.concern)
    assert found is not None
    assert found.answer is not None
    assert (found.answer.kind, found.answer.id, found.answer.lapsed) == ("action", action, "")
    scene.store.undo()
    found = concern(scene.store, scene.concern)
    assert found is not None
    assert found.is_open
    assert scene.store.value("SELECT count(*) FROM action WHERE id = ?", (action,)) == 0


def test_a_concern_says_that_the_decision_that_answered_it_was_replaced(scene: Scene) -> None:
    """C1: it names the successor, and can be opened again with a reason that is kept."""
    _agree(scene, scene.decision)
    concerns.answer_concern(scene.store, scene.concern, "", answered_by_id=scene.decision)
    successor = decisions.replace_decision(scene.store, scene.decision)
    found = concern(scene.store, scene.concern)
    assert found is not None
    assert found.answer is not None
    assert found.answer.lapsed == ""
    _agree(scene, successor)
    found = concern(scene.store, scene.concern)
    assert found is not None
    assert found.answer is not None
    assert (found.answer.lapsed, found.answer.number, found.answer.by) == (
        "superseded", "D-2026-001", "D-2026-002",
    )  # fmt: skip
    concerns.reopen_concern(scene.store, scene.concern, "The new one says nothing of proof")
    found = concern(scene.store, scene.concern)
    assert found is not None
    assert found.is_open
    assert found.answer is None
    latest = concern_history(scene.store, scene.concern)[0]
    assert (latest.before, latest.after) == ("answered", "open")
    assert latest.reason == "The new one says nothing of proof"


@pytest.mark.parametrize("end", ["deleted", "changed", "rejected", "dropped"])
def test_a_concern_says_how_its_answer_fell_away(scene: Scene, end: str) -> None:
    """C1: whatever becomes of the answer, nothing claims to be answered silently."""
    by = scene.action if end == "dropped" else scene.decision
    concerns.answer_concern(scene.store, scene.concern, "See there", answered_by_id=by)
    if end == "deleted":
        captures.delete_capture(scene.store, by)
    elif end == "changed":
        captures.change_kind(scene.store, by, CaptureKind.NOTE)
    elif end == "rejected":
        decisions.decide(scene.store, by, DecisionState.REJECTED)
    else:
        actions.end_action(scene.store, by, ActionState.DROPPED, "No need")
    found = concern(scene.store, scene.concern)
    assert found is not None
    assert found.answer is not None
    assert found.answer.lapsed == end
    assert found.answer.words == "See there"
    assert _is_offered(scene)


def test_a_concern_whose_answer_another_decision_replaced_stays_answered(scene: Scene) -> None:
    """C1: what replaces a decision goes on answering; a rejected one proposes the concern again."""
    _agree(scene, scene.decision)
    concerns.answer_concern(scene.store, scene.concern, "", answered_by_id=scene.decision)
    assert not _is_offered(scene)
    new = decisions.replace_decision(scene.store, scene.decision)
    _agree(scene, new)
    assert not _is_offered(scene)


def _is_offered(scene: Scene) -> bool:
    """Tell whether the concern proposes itself: on the agenda, the pre-brief and the home page."""
    found = carry_over(scene.store, scene.planned).candidates
    (other,) = build_prebrief(scene.store, scene.planned, scene.marketing).others
    scene.clock.advance(days=60)
    waits = [each.row_id for each in warnings(scene.store, [], []) if each.kind == "concern"]
    scene.clock.advance(days=-60)
    offered = {
        scene.concern in [each.source_id for each in found],
        "We cannot prove consent" in [each.text for each in other.concerns],
        scene.concern in waits,
    }
    assert len(offered) == 1
    return offered.pop()


def test_a_proposal_meets_concerns_and_answers_them_in_one_press_once_agreed(scene: Scene) -> None:
    """E2, C1: the words that say how become the answer; what is unmet stays open."""
    other = concerns.new_concern(scene.store, "Too slow", party_id=scene.marketing)
    proposals.set_met(scene.store, scene.decision, scene.concern, "A stamp for each yes")
    with pytest.raises(CommandRefused, match="Only a decision that is agreed"):
        proposals.answer_met(scene.store, scene.decision)
    built = proposal(scene.store, scene.decision)
    assert built is not None
    assert [each.concern.id for each in built.met] == [scene.concern]
    assert [each.concern.id for each in built.unmet] == [other]
    assert [side.short for side in built.sides] == ["Security", "Marketing"]
    _agree(scene, scene.decision)
    with pytest.raises(CommandRefused, match="was taken"):
        proposals.set_met(scene.store, scene.decision, other, "Afterwards")
    assert [m.met_how for m in waiting_for_answer(scene.store, scene.decision)] == [
        "A stamp for each yes"
    ]
    assert proposals.answer_met(scene.store, scene.decision) == 1
    assert waiting_for_answer(scene.store, scene.decision) == []
    found = {row.id: row for row in register(scene.store)}
    assert found[other].is_open
    assert not found[scene.concern].is_open
    answer = found[scene.concern].answer
    assert answer is not None
    assert answer.words == "A stamp for each yes"


def test_a_proposal_puts_the_concerns_of_its_goal_first(scene: Scene) -> None:
    """E2: its own goal first, the rest by seriousness."""
    captures.set_capture(scene.store, scene.concern, goal_id=None)
    concerns.set_concern(scene.store, scene.concern, severity="high")
    near = concerns.new_concern(scene.store, "Ours", goal_id=scene.goal, severity="low")
    built = proposal(scene.store, scene.decision)
    assert built is not None
    assert [(m.concern.id, m.is_near) for m in built.concerns] == [
        (near, True), (scene.concern, False),
    ]  # fmt: skip


def test_no_words_leave_a_concern_unmet_again(scene: Scene) -> None:
    """E2: a cleared field is no promise."""
    proposals.set_met(scene.store, scene.decision, scene.concern, "A stamp")
    proposals.set_met(scene.store, scene.decision, scene.concern, " \n")
    built = proposal(scene.store, scene.decision)
    assert built is not None
    assert built.met == ()


def test_what_can_answer_is_what_stands_and_its_goal_comes_first(scene: Scene) -> None:
    """C1: rejected and dropped things are not offered."""
    far = decisions.propose_decision(scene.store, "Something else")
    gone = decisions.propose_decision(scene.store, "Never mind", goal_id=scene.goal)
    decisions.decide(scene.store, gone, DecisionState.REJECTED)
    found = offers(scene.store, "decision", scene.goal)
    assert [(each.id, each.is_near) for each in found] == [(scene.decision, True), (far, False)]
    assert [each.id for each in offers(scene.store, "action")] == [scene.action]
