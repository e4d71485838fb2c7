"""Words in shared text that nobody said back, counted by hand (L5); sealed text plays no part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.commands import agenda, captures, preparation, saybacks, sealed
from facilitator.domain.words import CaptureKind
from facilitator.queries.saybacks import UnsaidTerm, never_said_back
from facilitator.queries.saybacks import saybacks as all_saybacks
from tests.commands.scene import Scene, play


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    found = play(tmp_path / "round-table.facilitator")
    yield found
    found.store.close()


def _word(s: Scene, term: str, *owners: int, short: str | None = None) -> int:
    with s.store.step("Word"):
        term_id = s.store.insert(
            "term", term=term, abbreviation=short, plain="In plain words", created_at="2026-01-01"
        )
        for owner in owners:
            s.store.insert("term_party", term_id=term_id, party_id=owner, owns=1)
    return term_id


def _found(s: Scene) -> list[tuple[str, str, int]]:
    return [(each.term, each.party, each.uses) for each in never_said_back(s.store)]


def test_words_of_one_side_are_counted_by_the_texts_that_use_them(scene: Scene) -> None:
    """L5: twice in one text counts once; the most used first; plurals and abbreviations too."""
    _word(scene, "Suppression list", scene.marketing)
    _word(scene, "Data loss prevention", scene.security, short="DLP")
    _word(scene, "Uplift", scene.marketing)
    agenda.set_notes(scene.store, scene.planned_items[0], "Two suppression lists, one DLP.")
    captures.capture(scene.store, CaptureKind.NOTE, "DLP here and DLP there")
    assert _found(scene) == [
        ("Data loss prevention", "Security", 2), ("Suppression list", "Marketing", 1),
    ]  # fmt: skip


def test_a_word_that_is_confirmed_or_that_everybody_owns_is_not_asked_for(scene: Scene) -> None:
    """L5: open is not enough; a say-it-back is itself no use of the word."""
    dlp = _word(scene, "DLP", scene.security)
    _word(scene, "Opt-out", scene.security, scene.marketing)
    captures.capture(scene.store, CaptureKind.NOTE, "DLP for each opt-out")
    found = saybacks.ask_sayback(scene.store, "DLP", about_id=dlp, about_kind="term")
    saybacks.restate(scene.store, found, "DLP stops files")
    assert _found(scene) == [("DLP", "Security", 1)]
    saybacks.confirm(scene.store, found)
    assert _found(scene) == []


def test_sealed_text_is_no_use_of_a_word(scene: Scene) -> None:
    """S2: neither a private note nor a preparation or a prompt counts."""
    _word(scene, "Clean room", scene.marketing)
    sealed.write_sealed_note(scene.store, "The clean room is a bluff", session_id=scene.planned)
    preparation.set_preparation(scene.store, scene.planned_items[0], "Ask for the clean room")
    preparation.set_prompt(scene.store, scene.planned_items[0], "Clean room?")
    assert _found(scene) == []


def test_looking_stops_when_asked_to(scene: Scene) -> None:
    _word(scene, "Tool", scene.security)

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        never_said_back(scene.store, stop)


def test_the_longest_waiting_comes_first_and_the_latest_confirmed(scene: Scene) -> None:
    """L5: open ones first."""
    ids = []
    for number in range(4):
        scene.clock.advance(hours=24)
        ids.append(saybacks.ask_sayback(scene.store, f"Word {number}", said="So"))
    for each in ids[:2]:
        scene.clock.advance(hours=24)
        saybacks.restate_and_confirm(scene.store, each, "Thus")
    found = all_saybacks(scene.store)
    assert [each.id for each in found] == [ids[2], ids[3], ids[1], ids[0]]
    assert [each.days for each in found][:2] == [3, 2]


def test_a_word_has_the_side_that_owns_it(scene: Scene) -> None:
    _word(scene, "Tool", scene.security)
    found = never_said_back(scene.store)
    assert found == [
        UnsaidTerm(found[0].term_id, "Tool", "In plain words", scene.security, "Security", 2)
    ]
