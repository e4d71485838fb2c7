"""The undo law for concerns, ideas, turns and proposals."""

from __future__ import annotations

from facilitator.commands import captures, concerns, decisions, ideas, proposals, turns
from facilitator.domain.words import CaptureKind, DecisionState, IdeaStage
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene


def _idea(s: Scene) -> int:
    return captures.capture(
        s.store, CaptureKind.IDEA, "Ad space on our pages", party_id=s.marketing
    )


def _considered(s: Scene) -> int:
    idea = _idea(s)
    for party in (s.security, s.marketing):
        decisions.set_consideration(s.store, idea, party, "We thought about it")
    return idea


def _dropped(s: Scene) -> int:
    idea = _considered(s)
    ideas.drop_idea(s.store, idea, "Nobody buys it")
    return idea


def _met(s: Scene) -> None:
    proposals.set_met(s.store, s.decision, s.concern, "A stamp for each yes")
    for party in (s.security, s.marketing):
        decisions.set_consideration(s.store, s.decision, party, "Fine")
    decisions.decide(s.store, s.decision, DecisionState.AGREED)


LAW: Table = {
    "concerns.new_concern": (
        nothing,
        lambda s, _: concerns.new_concern(
            s.store,
            "Too late",
            party_id=s.security,
            plain="We hear last",
            severity="high",
            category="time",
        ),
    ),
    "concerns.rewrite_concern": (
        nothing,
        lambda s, _: concerns.rewrite_concern(
            s.store, s.concern, "We cannot show it", party_id=s.marketing, severity="low"
        ),
    ),
    "concerns.answer_by_new_decision": (
        nothing,
        lambda s, _: concerns.answer_by_new_decision(
            s.store, s.concern, "Keep a stamp", "So that it can be shown"
        ),
    ),
    "concerns.answer_by_new_action": (
        nothing,
        lambda s, _: concerns.answer_by_new_action(
            s.store, s.concern, "Look it up", owner_id=s.jonas, due_on="2026-07-10"
        ),
    ),
    "ideas.new_idea": (
        nothing,
        lambda s, _: ideas.new_idea(
            s.store,
            "Tips by mail",
            stage=IdeaStage.TRY,
            party_id=s.security,
            next_step="Ask two readers",
        ),
    ),
    "ideas.set_idea": (
        _idea,
        lambda s, idea: ideas.set_idea(
            s.store, idea, next_step="A brief", open_questions="Who writes?"
        ),
    ),
    "ideas.move_idea": (_idea, lambda s, idea: ideas.move_idea(s.store, idea, IdeaStage.PLAN)),
    "ideas.drop_idea": (
        _considered,
        lambda s, idea: ideas.drop_idea(s.store, idea, "Nobody buys it"),
    ),
    "ideas.finish_idea": (
        _considered,
        lambda s, idea: ideas.finish_idea(s.store, idea, "It is on the page"),
    ),
    "ideas.reopen_idea": (
        _dropped,
        lambda s, idea: ideas.reopen_idea(s.store, idea, "A buyer came"),
    ),
    "ideas.idea_to_goal": (_idea, lambda s, idea: ideas.idea_to_goal(s.store, idea)),
    "ideas.idea_to_item": (_idea, lambda s, idea: ideas.idea_to_item(s.store, idea, s.planned)),
    "ideas.idea_to_decision": (_idea, lambda s, idea: ideas.idea_to_decision(s.store, idea)),
    "turns.record_turn": (
        nothing,
        lambda s, _: turns.record_turn(s.store, s.held, s.marketing, "Nothing new"),
    ),
    "turns.remove_turn": (
        lambda s: turns.record_turn(s.store, s.held, s.marketing),
        lambda s, _: turns.remove_turn(s.store, s.held, s.marketing),
    ),
    "proposals.set_met": (
        nothing,
        lambda s, _: proposals.set_met(s.store, s.decision, s.concern, "A stamp for each yes"),
    ),
    "proposals.answer_met": (_met, lambda s, _: proposals.answer_met(s.store, s.decision)),
}
