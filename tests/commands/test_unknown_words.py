"""Words that nobody has explained: collected with the typing that brought them (L4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.commands import agenda, unknown_words
from facilitator.commands.capture_line import keep_line
from facilitator.domain.capture_line import Captured
from facilitator.domain.words import CaptureKind
from facilitator.errors import CommandRefused
from tests.commands.scene import Scene, play


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return play(tmp_path / "table.facilitator")


def _words(scene: Scene, state: str = "open") -> list[str]:
    rows = scene.store.all("SELECT word FROM unknown_word WHERE state = ? ORDER BY id", (state,))
    return [row["word"] for row in rows]


def test_an_abbreviation_is_collected_once_and_never_again_when_ignored(scene: Scene) -> None:
    """L4."""
    item = scene.planned_items[0]
    first = unknown_words.collect(scene.store, "The SIEM and the SIEM", "agenda_item", item)
    assert len(first) == 1
    assert not unknown_words.collect(scene.store, "SIEMs again", "agenda_item", item)
    unknown_words.ignore_word(scene.store, first[0])
    assert not unknown_words.collect(scene.store, "The SIEM", "agenda_item", item)
    assert _words(scene, "ignored") == ["SIEM"]


def test_what_the_glossary_or_a_party_is_called_is_not_collected(scene: Scene) -> None:
    """L4."""
    unknown_words.keep_definition(scene.store, "DLP", "data loss prevention")
    with scene.store.step("Name it"):
        scene.store.update("party", scene.security, short_name="SECU")
    assert not unknown_words.new_words(scene.store, "SECU wants DLP in the DLPs")


def test_a_word_that_may_still_be_typed_waits(scene: Scene) -> None:
    """L4: SIE is not kept while somebody is on the way to SIEM."""
    assert not unknown_words.new_words(scene.store, "The SIE", unfinished_at=7)
    assert unknown_words.new_words(scene.store, "The SIEM ", unfinished_at=9)


def test_undo_of_typing_takes_the_collected_word_with_it(scene: Scene) -> None:
    """L4, U1: one undo, not two."""
    item = scene.planned_items[0]
    agenda.set_notes(scene.store, item, "The")
    unknown_words.save_text(
        scene.store, agenda.set_notes, item, "The SIEM knows",
        label="Edit notes", typed="The SIEM knows", seen_in=("agenda_item", item),
    )  # fmt: skip
    assert _words(scene) == ["SIEM"]
    scene.store.undo()
    assert _words(scene) == []
    assert scene.store.value("SELECT text FROM item_notes WHERE item_id = ?", (item,)) == "The"
    scene.store.redo()
    assert _words(scene) == ["SIEM"]


def test_typing_without_a_new_word_goes_on_merging_into_one_step(scene: Scene) -> None:
    """U1."""
    item = scene.planned_items[0]
    agenda.set_notes(scene.store, item, "A")
    agenda.print_notes(scene.store, item, True)
    for words in ("A b", "A b c", "A b c d"):
        unknown_words.save_text(
            scene.store, agenda.set_notes, item, words,
            label="Edit notes", typed=words, seen_in=("agenda_item", item),
        )  # fmt: skip
    scene.store.undo()
    assert scene.store.value("SELECT text FROM item_notes WHERE item_id = ?", (item,)) == "A"


def test_a_captured_line_gives_its_words_and_a_sealed_one_never_does(scene: Scene) -> None:
    """L4, S2: what is typed after // leaves no word behind."""
    keep_line(scene.store, Captured(None, True, "The SIEM is a secret"), scene.held, None)
    assert _words(scene) == []
    said = Captured(CaptureKind.NOTE, False, "The SIEM is slow", party_id=scene.marketing)
    kept = keep_line(scene.store, said, scene.held, None)
    row = scene.store.one("SELECT * FROM unknown_word")
    assert row is not None
    assert (row["seen_in_kind"], row["seen_in_id"]) == ("note", kept)
    assert row["party_id"] == scene.marketing
    scene.store.undo()
    assert _words(scene) == []


def test_an_explained_word_becomes_an_entry_at_home_with_the_side_that_used_it(
    scene: Scene,
) -> None:
    """L4."""
    found = unknown_words.collect(
        scene.store, "data loss prevention (DLP)", "decision", scene.decision, scene.security
    )
    unknown_words.ask_for_plain_words(scene.store, found[0], person_id=scene.nadia)
    assert _words(scene, "asked") == ["DLP"]
    term_id = unknown_words.explain_word(scene.store, found[0], "Stops data from leaving")
    row = scene.store.one("SELECT * FROM term WHERE id = ?", (term_id,))
    assert row is not None
    assert (row["term"], row["abbreviation"]) == ("Data loss prevention", "DLP")
    assert row["plain"] == "Stops data from leaving"
    owner = "SELECT party_id FROM term_party WHERE term_id = ? AND owns"
    assert scene.store.value(owner, (term_id,)) == scene.security
    with pytest.raises(CommandRefused):
        unknown_words.ask_for_plain_words(scene.store, found[0])


def test_a_definition_in_passing_explains_the_word_that_was_collected(scene: Scene) -> None:
    """L4."""
    unknown_words.collect(scene.store, "The DLP", "agenda_item", scene.planned_items[0])
    unknown_words.keep_definition(scene.store, "DLP", "data loss prevention")
    assert _words(scene, "explained") == ["DLP"]
