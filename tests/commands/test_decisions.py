"""Decisions: heard from each side before they are agreed, never edited after (D1 to D3)."""

from __future__ import annotations

import pytest

from facilitator.commands import captures, decisions, parties
from facilitator.domain.words import CaptureKind, DecisionState, Position
from facilitator.errors import CommandRefused, ConsiderationMissing
from facilitator.queries.captured import card
from facilitator.queries.decisions import decision_detail
from facilitator.queries.decisions import decisions as log
from facilitator.queries.decisions import sides as sides_of
from tests.commands.scene import Scene


def _hear(scene: Scene, decision: int) -> None:
    decisions.set_consideration(scene.store, decision, scene.security, "It stops the mails")
    decisions.set_consideration(
        scene.store, decision, scene.marketing, passed_reason="Celeste is away"
    )


def test_agreed_is_refused_before_each_side_was_considered(scene: Scene) -> None:
    """D2."""
    decisions.set_consideration(scene.store, scene.decision, scene.security, "It stops the mails")
    with pytest.raises(ConsiderationMissing) as refused:
        decisions.decide(scene.store, scene.decision, DecisionState.AGREED)
    assert refused.value.parties == ["Marketing"]
    assert log(scene.store)[0].state == "proposed"


def test_not_heard_is_never_a_consideration(scene: Scene) -> None:
    """D2: a position “not heard” does not replace words or a pass."""
    for party in (scene.security, scene.marketing):
        decisions.set_position(scene.store, scene.decision, party, Position.NOT_HEARD)
    with pytest.raises(ConsiderationMissing):
        decisions.decide(scene.store, scene.decision, DecisionState.AGREED)


def test_a_pass_with_a_reason_counts_as_considered(scene: Scene) -> None:
    """D2."""
    _hear(scene, scene.decision)
    decisions.decide(scene.store, scene.decision, DecisionState.AGREED)
    detail = decision_detail(scene.store, scene.decision)
    assert detail is not None
    assert detail.row.state == "agreed"
    assert detail.row.decided_on == "2026-06-23"
    assert [side.passed_reason for side in detail.sides] == ["", "Celeste is away"]


def test_an_agreed_decision_refuses_every_edit_but_its_review_date(scene: Scene) -> None:
    """D3."""
    _hear(scene, scene.decision)
    decisions.decide(scene.store, scene.decision, DecisionState.AGREED)
    store, decision, party = scene.store, scene.decision, scene.security
    for edit in (
        lambda: decisions.set_decision(store, decision, wording="Other"),
        lambda: captures.set_capture(store, decision, text="Other"),
        lambda: decisions.set_position(store, decision, party, Position.OBJECT),
        lambda: decisions.set_consideration(store, decision, party, "Other"),
        lambda: decisions.add_option(store, decision, "Other"),
        lambda: captures.change_kind(store, decision, CaptureKind.NOTE),
        lambda: captures.delete_capture(store, decision),
        lambda: decisions.decide(store, decision, DecisionState.REJECTED),
    ):
        with pytest.raises(CommandRefused):
            edit()
    decisions.set_decision(store, decision, review_on="2026-12-01")
    detail = decision_detail(store, decision)
    assert detail is not None
    assert (detail.row.review_on, detail.wording) == ("2026-12-01", "Two tools are switched off")


def test_a_successor_supersedes_only_once_it_is_agreed(scene: Scene) -> None:
    """D3: the chain can be read both ways."""
    _hear(scene, scene.decision)
    decisions.decide(scene.store, scene.decision, DecisionState.AGREED)
    successor = decisions.replace_decision(scene.store, scene.decision)
    states = {row.id: row.state for row in log(scene.store)}
    assert states == {scene.decision: "agreed", successor: "proposed"}
    with pytest.raises(CommandRefused):
        decisions.replace_decision(scene.store, scene.decision)
    _hear(scene, successor)
    decisions.decide(scene.store, successor, DecisionState.AGREED)
    states = {row.id: row.state for row in log(scene.store)}
    assert states == {scene.decision: "superseded", successor: "agreed"}
    for each in (scene.decision, successor):
        detail = decision_detail(scene.store, each)
        assert detail is not None
        assert [row.id for row in detail.chain] == [scene.decision, successor]


def test_a_third_party_must_be_heard_too(scene: Scene) -> None:
    """E2: more than two parties work everywhere."""
    from facilitator.commands.parties import add_party

    add_party(scene.store, "Legal")
    _hear(scene, scene.decision)
    with pytest.raises(ConsiderationMissing, match="Legal"):
        decisions.decide(scene.store, scene.decision, DecisionState.AGREED)


def test_a_deferred_decision_can_still_be_taken(scene: Scene) -> None:
    decisions.decide(scene.store, scene.decision, DecisionState.DEFERRED, "After the sale")
    _hear(scene, scene.decision)
    decisions.decide(scene.store, scene.decision, DecisionState.AGREED)
    assert log(scene.store)[0].state == "agreed"
    assert log(scene.store)[0].number == "D-2026-001"


def test_a_side_that_comes_later_is_not_asked_about_what_was_agreed(scene: Scene) -> None:
    """D2, E3: an agreed decision shows the sides that agreed; an open one asks the new side too."""
    _hear(scene, scene.decision)
    decisions.decide(scene.store, scene.decision, DecisionState.AGREED)
    opened = decisions.propose_decision(scene.store, "Next one", session_id=scene.held)
    parties.add_party(scene.store, "Legal")

    def sides(decision: int) -> list[str]:
        shown = [each.party for each in sides_of(scene.store, decision)]
        found = card(scene.store, decision)
        assert found is not None
        assert [each.party for each in found.sides] == shown
        return shown

    assert sides(scene.decision) == ["Security", "Marketing"]
    assert sides(opened) == ["Security", "Marketing", "Legal"]
