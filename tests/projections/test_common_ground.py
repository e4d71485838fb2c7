"""What minutes gain from common ground: goals, words, restatements, answered concerns, requests."""

from __future__ import annotations

from datetime import timedelta

import pytest

from facilitator.commands import captures, concerns, decisions, goals
from facilitator.domain.words import CaptureKind, DecisionState
from facilitator.projections.agenda import build_agenda
from facilitator.projections.goals import build_goals
from facilitator.projections.minutes import build_minutes
from facilitator.projections.record import build_record
from facilitator.projections.terms import prose
from tests.commands.scene import Scene


def _word(scene: Scene, term: str, **columns: object) -> int:
    with scene.store.step("Word"):
        return scene.store.insert("term", term=term, created_at="2026-06-01T08:00:00Z", **columns)


def _false_friend(scene: Scene) -> None:
    term = _word(scene, "Retention", plain="Keeping customers, or how long data is kept")
    with scene.store.step("Meanings"):
        scene.store.insert("term_relation", term_id=term, relation="one_word")
        for party, meaning in (
            (scene.marketing, "keeping customers"),
            (scene.security, "how long data is kept"),
        ):
            scene.store.insert("term_party", term_id=term, party_id=party, owns=1, meaning=meaning)


def test_minutes_name_the_goals_they_worked_on(scene: Scene) -> None:
    """G6: minutes spent on it, and what came of it."""
    decisions.set_consideration(scene.store, scene.decision, scene.security, "Yes")
    decisions.set_consideration(scene.store, scene.decision, scene.marketing, "Yes")
    decisions.decide(scene.store, scene.decision, DecisionState.AGREED)
    (touched,) = build_minutes(scene.store, scene.held).goals
    assert touched.goal.title == "Choices in one place"
    assert touched.minutes == 12
    assert touched.decisions == ("D-2026-001",)
    assert not touched.goal.is_common


def test_a_goal_with_both_sides_said_is_common(scene: Scene) -> None:
    """G2: one empty side is marked not yet common."""
    for party in (scene.security, scene.marketing):
        assert not build_goals(scene.store).goals[0].is_common
        with scene.store.step("Say"):
            scene.store.insert(
                "goal_party", goal_id=scene.goal, party_id=party, interest="Proof\nPeace"
            )
    goal = build_goals(scene.store).goals[0]
    assert goal.is_common
    assert [side.interests for side in goal.sides] == [("Proof", "Peace")] * 2


def test_a_milestone_is_late_from_the_day_after(scene: Scene) -> None:
    """G3: late is what the calendar says of an open milestone."""
    today = scene.clock.now().date()
    with scene.store.step("Milestones"):
        for place, days in enumerate((-1, 0), start=1):
            due = (today + timedelta(days=days)).isoformat()
            scene.store.insert(
                "milestone", goal_id=scene.goal, title=str(days), due_on=due, state="open",
                position=place,
            )  # fmt: skip
    milestones = build_goals(scene.store).goals[0].milestones
    assert [one.is_late for one in milestones] == [True, False]


def test_only_the_words_that_a_text_uses_print_and_false_friends_come_first(scene: Scene) -> None:
    """L7, L2."""
    _word(scene, "Opt-out", plain="Saying no later")
    _word(scene, "Penetration test", plain="A break-in on order")
    _false_friend(scene)
    captures.set_capture(scene.store, scene.concern, text="Retention of consent")
    terms = build_minutes(scene.store, scene.held).terms
    assert [term.term for term in terms] == ["Retention", "Opt-out"]
    assert [each.meaning for each in terms[0].meanings] == [
        "how long data is kept",
        "keeping customers",
    ]


def test_a_retired_or_unexplained_word_does_not_print(scene: Scene) -> None:
    """L7."""
    _word(scene, "Opt-out", plain="Saying no later", retired_on="2026-06-02")
    _word(scene, "Consent")
    assert build_minutes(scene.store, scene.held).terms == ()


def test_an_earlier_concern_prints_where_it_was_answered(scene: Scene) -> None:
    """C1: raised in one session, answered by a decision of another."""
    other = captures.capture(
        scene.store, CaptureKind.DECISION, "We keep a list", session_id=scene.planned
    )
    concerns.answer_concern(scene.store, scene.concern, "It is on the list", answered_by_id=other)
    assert build_minutes(scene.store, scene.held).answered == ()
    (answered,) = build_minutes(scene.store, scene.planned).answered
    assert (answered.text, answered.state) == ("We cannot prove consent", "answered")
    assert answered.answer == "a decision, not agreed yet. It is on the list"


def test_all_versions_of_a_say_it_back_print(scene: Scene) -> None:
    """L5: said, said back, corrected; and not in the style that holds decisions alone."""
    said = captures.capture(
        scene.store, CaptureKind.SAYBACK, "Nobody mails them", session_id=scene.held
    )
    with scene.store.step("Version"):
        scene.store.insert(
            "sayback_version", sayback_id=said, n=2, part="restated", text="We leave them alone",
            party_id=scene.marketing, at="2026-06-23T09:00:00Z",
        )  # fmt: skip
    (entry,) = build_minutes(scene.store, scene.held).restatements
    assert [(one.part, one.text) for one in entry.versions] == [
        ("said", "Nobody mails them"),
        ("restated", "We leave them alone"),
    ]
    assert build_minutes(scene.store, scene.held, style="decisions").restatements == ()
    kinds = {one.kind for one in build_minutes(scene.store, scene.held).raised}
    assert CaptureKind.SAYBACK not in kinds


def test_what_a_decision_means_to_a_side_stands_in_the_decision(scene: Scene) -> None:
    """D4."""
    said = captures.capture(
        scene.store, CaptureKind.SAYBACK, "They stay off", party_id=scene.marketing
    )
    with scene.store.step("About"):
        scene.store.update("sayback", said, about_id=scene.decision, about_kind="decision")
        scene.store.insert(
            "sayback_version", sayback_id=said, n=1, part="restated", text="They stay off",
            party_id=scene.marketing, at="2026-06-23T09:00:00Z",
        )  # fmt: skip
    minutes = build_minutes(scene.store, scene.held)
    assert [one.versions[0].text for one in minutes.decisions[0].restatements] == ["They stay off"]
    assert minutes.restatements == ()
    shown = build_minutes(scene.store, scene.held, style="decisions")
    assert shown.decisions[0].restatements == ()


@pytest.mark.parametrize("column", ["session_id", "decision_id", "came_from"])
def test_a_data_request_prints_where_it_was_dealt_with(scene: Scene, column: str) -> None:
    """C5: asked in a session, on its agenda, or decided there."""
    with scene.store.step("Request"):
        request = scene.store.insert(
            "data_request", question="Who bought twice?", asked_on="2026-06-01", answer="yes_if",
            terms="Only sums", session_id=scene.held if column == "session_id" else None,
            decision_id=scene.decision if column == "decision_id" else None,
        )  # fmt: skip
        scene.store.insert(
            "data_request_field", request_id=request, name="order date", why="to count", position=1
        )
        if column == "came_from":
            scene.store.update(
                "agenda_item", scene.running_items[0], came_from_id=request,
                came_from_kind="data_request",
            )  # fmt: skip
    (entry,) = build_minutes(scene.store, scene.held).requests
    assert (entry.question, entry.answer, entry.terms) == (
        "Who bought twice?",
        "yes_if",
        "Only sums",
    )
    assert entry.fields == (("order date", "to count"),)
    assert build_minutes(scene.store, scene.planned).requests == ()


def test_the_agenda_shows_the_goals_it_serves(scene: Scene) -> None:
    """G6."""
    assert build_agenda(scene.store, scene.planned).goals == ()
    with scene.store.step("Link"):
        scene.store.update("agenda_item", scene.planned_items[0], goal_id=scene.goal)
    assert [goal.title for goal in build_agenda(scene.store, scene.planned).goals] == [
        "Choices in one place"
    ]


def test_the_record_has_one_register_of_goals_and_concerns(scene: Scene) -> None:
    goals.add_goal(scene.store, "Agencies in one door")
    record = build_record(scene.store)
    assert [goal.title for goal in record.goals] == ["Choices in one place", "Agencies in one door"]
    assert [one.text for one in record.concerns] == ["We cannot prove consent"]


def test_prose_is_what_people_wrote_and_no_state_or_number(scene: Scene) -> None:
    texts = set(prose(build_minutes(scene.store, scene.held)))
    assert "Two tools are switched off" in texts
    assert not {"consent", "proposed", "2026/01", "Nadia Rahmani", "Security"} & texts
