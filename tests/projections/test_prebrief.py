"""What one party reads before a session (P7, E2)."""

from __future__ import annotations

import pytest

from facilitator.commands import captures, concerns, parties, questions
from facilitator.domain.words import CaptureKind, PointKind
from facilitator.errors import NotThere
from facilitator.projections.prebrief import build_prebrief
from tests.commands.scene import Scene


def test_a_side_reads_how_the_others_see_it_and_never_itself(scene: Scene) -> None:
    """E2: worries, evidence, how they like to be told, open concerns."""
    parties.set_points(scene.store, scene.security, PointKind.WORRY, ["Exports"])
    parties.set_points(scene.store, scene.marketing, PointKind.WORRY, ["Slow approvals"])
    brief = build_prebrief(scene.store, scene.planned, scene.marketing)
    (other,) = brief.others
    assert (other.party.name, other.worries) == ("Security", ("Exports",))
    assert [one.text for one in other.concerns] == ["We cannot prove consent"]
    assert build_prebrief(scene.store, scene.planned, scene.security).others[0].concerns == ()


def test_an_answered_concern_is_no_longer_in_it(scene: Scene) -> None:
    """C1."""
    concerns.answer_concern(scene.store, scene.concern, "Not this year")
    assert build_prebrief(scene.store, scene.planned, scene.marketing).others[0].concerns == ()


def test_every_other_side_is_in_it_when_there_are_three(scene: Scene) -> None:
    parties.add_party(scene.store, "Legal")
    brief = build_prebrief(scene.store, scene.planned, scene.marketing)
    assert [side.party.name for side in brief.others] == ["Security", "Legal"]


def test_it_holds_the_words_that_this_side_does_not_own(scene: Scene) -> None:
    """L7: the other side's terms, and no word of its own."""
    with scene.store.step("Words"):
        for term, owner in (("Server-side", scene.security), ("tools", scene.marketing)):
            row = scene.store.insert("term", term=term, plain="Plain", created_at="2026-06-01")
            scene.store.insert("term_party", term_id=row, party_id=owner, owns=1)
    brief = build_prebrief(scene.store, scene.planned, scene.marketing)
    assert [term.term for term in brief.terms] == ["Server-side"]


def test_what_others_ask_of_it_is_in_it_until_it_is_answered(scene: Scene) -> None:
    """L4, L6."""
    asked = captures.capture(
        scene.store, CaptureKind.QUESTION, "What is in the reports?", party_id=scene.security
    )
    with scene.store.step("Ask"):
        scene.store.update("question", asked, to_party_id=scene.marketing)
        scene.store.insert(
            "unknown_word", word="DACI", party_id=scene.marketing, state="asked",
            at="2026-06-01T08:00:00Z",
        )  # fmt: skip
    brief = build_prebrief(scene.store, scene.planned, scene.marketing)
    assert [one.text for one in brief.questions] == ["What is in the reports?"]
    assert brief.to_explain == ("DACI",)
    assert build_prebrief(scene.store, scene.planned, scene.security).questions == ()
    questions.answer_question(scene.store, asked, "Crashes, no names")
    assert build_prebrief(scene.store, scene.planned, scene.marketing).questions == ()


def test_it_names_what_this_side_promised(scene: Scene) -> None:
    """A1."""
    brief = build_prebrief(scene.store, scene.planned, scene.marketing)
    assert [action.text for action in brief.owed] == ["Repeat the test"]
    assert build_prebrief(scene.store, scene.planned, scene.security).owed == ()


def test_no_pre_brief_for_a_party_that_is_not_there(scene: Scene) -> None:
    with pytest.raises(NotThere):
        build_prebrief(scene.store, scene.planned, 5)
