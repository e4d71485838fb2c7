"""What captures keep when somebody changes them (V4), and who asked (P2, A1)."""

from __future__ import annotations

from facilitator.commands import actions, agenda, captures, decisions, running, sealed, sessions
from facilitator.domain.words import CaptureKind, DecisionState
from facilitator.projections.agenda import build_agenda
from facilitator.projections.minutes import build_minutes
from tests.commands.scene import Scene


def test_another_asking_side_takes_the_place_of_the_person_who_asked(scene: Scene) -> None:
    """P2, A1: paper names the person, so a person of the earlier side must not stay."""
    item = scene.planned_items[0]
    agenda.set_item(
        scene.store, item,
        asked_by_party_id=scene.marketing, asked_by_person_id=scene.jonas,
    )  # fmt: skip
    actions.set_action(
        scene.store, scene.action,
        asked_by_party_id=scene.marketing, asked_by_person_id=scene.jonas,
    )  # fmt: skip
    agenda.set_item(scene.store, item, asked_by_party_id=scene.marketing, title="As before?")
    assert build_agenda(scene.store, scene.planned).items[0].asked_by == "Jonas Feld"
    agenda.set_item(scene.store, item, asked_by_party_id=scene.security)
    actions.set_terms(
        scene.store, scene.action, owner_id=scene.jonas, due_on=None, due_next=False,
        asked_by_party_id=scene.security,
    )  # fmt: skip
    assert build_agenda(scene.store, scene.planned).items[0].asked_by == "Security"
    assert build_minutes(scene.store, scene.held).actions[0].asked_by == "Security"


def test_a_change_of_kind_leaves_what_was_kept_out_of_the_minutes_out(scene: Scene) -> None:
    """V4: only crossing to or from a note changes what prints."""
    captures.set_capture(scene.store, scene.concern, in_minutes=False)
    captures.change_kind(scene.store, scene.concern, CaptureKind.QUESTION)
    assert scene.store.value("SELECT in_minutes FROM capture WHERE id = ?", (scene.concern,)) == 0
    captures.change_kind(scene.store, scene.parked, CaptureKind.NOTE)
    assert scene.store.value("SELECT in_minutes FROM capture WHERE id = ?", (scene.parked,)) == 0


def test_reasons_are_cleaned_as_all_words_are(scene: Scene) -> None:
    """What a database cannot carry is dropped from a pasted reason, not refused."""
    odd = "Because\x00 of it\ud800"
    decisions.decide(scene.store, scene.decision, DecisionState.REJECTED, odd)
    sessions.cancel_session(scene.store, scene.planned, odd)
    sessions.restore_session(scene.store, scene.planned)
    running.start_session(scene.store, scene.planned)
    running.close_session(scene.store, scene.planned, odd)
    note = sealed.write_sealed_note(scene.store, "Only for me")
    sealed.release_note(scene.store, note, odd, "Jonas")
    kept = [row["reason"] for row in scene.store.all("SELECT reason FROM history")]
    kept += [scene.store.value("SELECT words FROM sealed_release")]
    kept += [scene.store.value("SELECT next_reason FROM session WHERE id = ?", (scene.planned,))]
    assert [words for words in kept if words] == ["Because of it"] * 4
