"""Copies of the minutes for those who read them: joint, per side, executives (M3, L7)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.commands import actions, captures, decisions, parties, people
from facilitator.domain.words import ActionState, CaptureKind, DecisionState
from facilitator.errors import NotThere
from facilitator.projections.audiences import audiences_of, build_copy
from facilitator.projections.executive import build_executive
from facilitator.projections.executive_papers import ExecutiveSummary
from facilitator.projections.glosses import first_sentence, glosses
from facilitator.projections.minutes import build_minutes
from facilitator.projections.types import Minutes, Reading
from tests.commands.scene import Scene
from tests.projections.listening import ListeningReader


def _copy(scene: Scene, party_id: int) -> Minutes:
    return build_minutes(scene.store, scene.held, f"party:{party_id}")


def _reading(scene: Scene, party_id: int) -> Reading:
    reading = _copy(scene, party_id).reading
    assert reading is not None
    return reading


def _term(scene: Scene, term: str, owner: int | None, plain: str = "Plain words. And more.") -> int:
    with scene.store.step("Word"):
        row = scene.store.insert("term", term=term, plain=plain, created_at="2026-06-01")
        if owner is not None:
            scene.store.insert("term_party", term_id=row, party_id=owner, owns=1)
    return row


def test_the_joint_copy_has_nothing_of_one_side(scene: Scene) -> None:
    """M3."""
    joint = build_minutes(scene.store, scene.held)
    assert (joint.audience, joint.reading) == ("joint", None)


def test_a_sides_copy_is_the_joint_one_with_what_concerns_it(scene: Scene) -> None:
    """M3: nothing is added to what was decided, and nothing left out."""
    joint, copy = build_minutes(scene.store, scene.held), _copy(scene, scene.marketing)
    assert copy.audience == "party:Marketing"
    same = replace(
        copy, audience="joint", reading=None, distribution=joint.distribution, terms=joint.terms
    )
    assert same == joint


def test_no_id_of_the_file_is_in_a_copy(scene: Scene) -> None:
    assert str(scene.marketing) not in repr(_copy(scene, scene.marketing))


def test_its_own_open_promises_come_first_soonest_due_first(scene: Scene) -> None:
    """M3: what you promised, also in earlier sessions."""
    actions_of = {"session_id": scene.held, "person_id": scene.jonas}
    captures.capture(
        scene.store, CaptureKind.ACTION, "Draw the data", due_on="2026-07-01", **actions_of
    )
    done = captures.capture(scene.store, CaptureKind.ACTION, "Order the tags", **actions_of)
    actions.end_action(scene.store, done, ActionState.DROPPED, "Not needed")
    found = [one.text for one in _reading(scene, scene.marketing).promised]
    assert found == ["Draw the data", "Repeat the test"]
    assert _reading(scene, scene.security).promised == ()


def test_what_others_promised_a_side_waits_until_it_is_delivered(scene: Scene) -> None:
    """M3: what waits for you."""
    asked = captures.capture(
        scene.store, CaptureKind.ACTION, "Say which fields", session_id=scene.held,
        person_id=scene.jonas, asked_by_party_id=scene.security,
    )  # fmt: skip
    waiting = [one.text for one in _reading(scene, scene.security).expected]
    assert waiting == ["Repeat the test", "Say which fields"]
    for _ in range(2):  # promised, delivered
        if scene.store.value("SELECT state FROM action WHERE id = ?", (asked,)) != "delivered":
            actions.advance_action(scene.store, asked)
    reading = _reading(scene, scene.security)
    assert [one.text for one in reading.to_accept] == ["Say which fields"]
    assert [one.text for one in reading.expected] == ["Repeat the test"]
    assert _reading(scene, scene.marketing).to_accept == ()


def test_a_question_to_a_side_waits_for_it_alone(scene: Scene) -> None:
    asked = captures.capture(
        scene.store, CaptureKind.QUESTION, "What is in the reports?", session_id=scene.held,
        party_id=scene.security,
    )  # fmt: skip
    with scene.store.step("Ask"):
        scene.store.update("question", asked, to_party_id=scene.marketing)
    found = [one.text for one in _reading(scene, scene.marketing).questions]
    assert found == ["What is in the reports?"]
    assert _reading(scene, scene.security).questions == ()


def test_only_its_own_people_get_it(scene: Scene) -> None:
    assert _copy(scene, scene.marketing).distribution == ("Jonas Feld",)


def test_the_words_are_for_this_reader(scene: Scene) -> None:
    """L7: false friends first, then words of others; its own are left out."""
    _term(scene, "tools", scene.marketing)
    _term(scene, "Test", scene.security)
    friend = _term(scene, "amber", scene.marketing)
    _term(scene, "Zebra", scene.security)
    with scene.store.step("Friends"):
        for party, means in ((scene.security, "A warning"), (scene.marketing, "A colour")):
            scene.store.insert("term_party", term_id=friend, party_id=party, meaning=means)
        scene.store.insert("term_relation", term_id=friend, relation="one_word")
    copy = _copy(scene, scene.marketing)
    assert [each.term for each in copy.terms] == ["amber", "Test"]
    assert [each.term for each in _copy(scene, scene.security).terms] == ["amber", "tools"]
    assert copy.reading is not None
    noted = {gloss.term: gloss for gloss in copy.reading.glosses}
    assert noted["Test"].words == "Plain words"
    assert noted["Test"].written == ("test",)
    assert [side.meaning for side in noted["amber"].sides] == ["A warning", "A colour"]
    joint = [each.term for each in build_minutes(scene.store, scene.held).terms]
    assert joint == ["amber", "Test", "tools"]


def test_minutes_list_only_the_words_that_they_use(scene: Scene) -> None:
    """L7."""
    _term(scene, "Retention", scene.security)
    assert build_minutes(scene.store, scene.held).terms == ()
    captures.capture(
        scene.store, CaptureKind.DECISION, "Retention ends in May", session_id=scene.held
    )
    assert [each.term for each in _copy(scene, scene.marketing).terms] == ["Retention"]


def test_a_note_is_the_first_sentence() -> None:
    assert first_sentence("The people, e.g. buyers, we write to. Never others.") == (
        "The people, e.g. buyers, we write to"
    )
    assert first_sentence("One\nline") == "One line"
    assert glosses((), ("Nothing",)) == ()


def test_no_copy_for_somebody_who_is_not_there(scene: Scene) -> None:
    for audience in ("party:5", "party:", "nobody", "executive"):
        with pytest.raises(NotThere):
            build_minutes(scene.store, scene.held, audience)


def test_the_executives_read_decisions_promises_and_what_is_open(scene: Scene) -> None:
    """M3."""
    captures.capture(
        scene.store, CaptureKind.ACTION, "Say what the law asks", session_id=scene.held,
        person_id=scene.nadia, asked_by_party_id=scene.marketing, due_on="2026-07-25",
    )  # fmt: skip
    page = build_executive(scene.store, scene.held)
    assert [one.wording for one in page.decisions] == ["Two tools are switched off"]
    last = page.actions[-1]
    assert (last.owner, last.asked_by, last.due_on) == ("Nadia Rahmani", "Marketing", "2026-07-25")
    assert [one.text for one in page.open if one.kind == "concern"] == ["We cannot prove consent"]
    assert page.next_session is not None


def test_a_deferred_decision_is_needed_from_the_executives(scene: Scene) -> None:
    decisions.decide(scene.store, scene.decision, DecisionState.DEFERRED)
    (needed,) = build_executive(scene.store, scene.held).needed
    assert (needed.kind, needed.text, needed.detail) == (
        "decision",
        "Two tools are switched off",
        "deferred",
    )


def test_every_side_at_the_table_has_a_copy(scene: Scene) -> None:
    """More than two sides everywhere; one that left before the session has none."""
    legal = parties.add_party(scene.store, "Legal")
    people.add_person(scene.store, "Amira Haddad", legal)
    found = dict(audiences_of(scene.store, scene.held))
    assert list(found.values()) == ["", "Security", "Marketing", "Legal", ""]
    first, *_, last = found
    assert (first, last) == ("joint", "executive")
    for audience in found:
        copy = build_copy(scene.store, scene.held, audience)
        assert isinstance(copy, Minutes | ExecutiveSummary)


def test_a_sides_copy_of_the_demo_tells_how_the_others_understood_it(
    demo: ListeningReader,
) -> None:
    """L5, D4: their restatements of its words and of the decisions."""
    last = demo.value("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC")
    party = demo.value("SELECT id FROM party WHERE short_name = 'Marketing'")
    copy = build_minutes(demo, last, f"party:{party}")
    assert copy.reading is not None
    assert "Suppression list" in [one.topic for one in copy.reading.understood]
    assert any(one.about for one in copy.reading.understood)
