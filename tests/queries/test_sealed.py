"""What counts as sealed text, for the scan of a finished file (S1, S2)."""

from __future__ import annotations

from facilitator.commands import preparation, sealed
from facilitator.commands.agenda import set_item
from facilitator.queries.sealed import sealed_in_joint, sealed_texts
from tests.commands.scene import Scene

WORDS = "Celeste fears losing the lead agency"


def test_words_of_every_sealed_table_count(scene: Scene) -> None:
    store = scene.store
    talk = sealed.new_private_talk(store, "2026-06-24T09:00", title="Coffee by the river")
    note = sealed.write_sealed_note(
        store, WORDS, sealed_session_id=talk, guidance="Ask about timing only"
    )
    preparation.set_preparation(store, scene.planned_items[0], "Let Marketing speak first here")
    store.set_draft("capture", "Half a sealed sentence", sealed=True)
    found = sealed_texts(store)
    assert {WORDS, "Ask about timing only", "Coffee by the river"} <= set(found)
    assert {"Let Marketing speak first here", "Half a sealed sentence"} <= set(found)
    assert note


def test_words_that_were_deleted_still_count(scene: Scene) -> None:
    """They stand in the journal and can be brought back by undo."""
    note = sealed.write_sealed_note(scene.store, WORDS)
    sealed.delete_sealed_note(scene.store, note)
    assert WORDS in sealed_texts(scene.store)


def test_moments_zones_and_short_words_do_not_count(scene: Scene) -> None:
    talk = sealed.new_private_talk(
        scene.store, "2026-06-24T09:00", title="Coffee", zone="America/New_York"
    )
    sealed.write_sealed_note(scene.store, "Not yet", sealed_session_id=talk)
    assert sealed_texts(scene.store) == []


def test_released_words_may_leave_and_the_note_may_not(scene: Scene) -> None:
    """S1: releasing writes a new statement; it never flips the original."""
    note = sealed.write_sealed_note(scene.store, WORDS, party_id=scene.marketing)
    sealed.release_note(
        scene.store, note, "The agency contract is up in May", "Celeste", session_id=scene.held
    )
    found = sealed_texts(scene.store)
    assert WORDS in found
    assert not [text for text in found if "contract" in text]


def test_words_that_everybody_may_read_do_not_count(scene: Scene) -> None:
    """Also when they stand inside a longer joint text, or with other spacing."""
    sealed.write_sealed_note(scene.store, "Celeste fears\nlosing the  lead agency")
    set_item(scene.store, scene.planned_items[0], agenda_text=f"As she said: {WORDS.upper()}!")
    assert sealed_texts(scene.store) == []


def test_long_lines_of_a_note_count_each(scene: Scene) -> None:
    """A page break must not hide a text that is longer than a page."""
    first, second = f"{WORDS} in spring", f"{WORDS} in autumn"
    sealed.write_sealed_note(scene.store, f"{first}\n{second}\nshort")
    assert set(sealed_texts(scene.store)) == {f"{first}\n{second}\nshort", first, second}


def test_check_tells_of_sealed_words_in_joint_text_and_not_which(scene: Scene) -> None:
    note = sealed.write_sealed_note(scene.store, WORDS)
    assert sealed_in_joint(scene.store) == []
    set_item(scene.store, scene.planned_items[0], agenda_text=WORDS)
    (finding,) = sealed_in_joint(scene.store)
    assert "1 sealed notes" in finding
    assert "Celeste" not in finding
    sealed.release_note(scene.store, note, WORDS, "Celeste", session_id=scene.held)
    assert sealed_in_joint(scene.store) == []
