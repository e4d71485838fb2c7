"""A finished file is read again, and leaves only when it holds no sealed words (S2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from facilitator.commands import sealed
from facilitator.documents import write_paper
from facilitator.errors import SealedTextFound
from facilitator.exchange.render import minutes_text
from facilitator.handover import hand_over
from facilitator.printing import write_letter
from facilitator.projections.letter import Letter, build_letter
from facilitator.projections.minutes import build_minutes
from tests.commands.scene import Scene, play

WORDS = "Celeste fears losing the lead agency before May"


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    folder = tmp_path / "desk"
    folder.mkdir()
    found = play(folder / "round-table.facilitator")
    sealed.write_sealed_note(found.store, WORDS)
    yield found
    found.store.close()


@pytest.mark.parametrize("kind", ["md", "json", "csv", "html", "eml"])
def test_a_text_with_sealed_words_is_refused(scene: Scene, tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"out.{kind}"
    target.write_text("before")
    with pytest.raises(SealedTextFound) as caught:
        hand_over(scene.store, target, kind, lambda part: part.write_text(f'"{WORDS}"'))
    assert target.read_text() == "before"
    assert "Celeste" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk", target.name]


def test_clean_files_are_handed_over_with_what_the_writer_returns(
    scene: Scene, tmp_path: Path
) -> None:
    minutes = build_minutes(scene.store, scene.held)
    printed = hand_over(
        scene.store, tmp_path / "m.pdf", "pdf", lambda part: write_paper(minutes, part)
    )
    assert printed.page_count >= 1
    text = minutes_text(minutes, "md")
    hand_over(scene.store, tmp_path / "m.md", "md", lambda part: part.write_text(text))
    assert (tmp_path / "m.md").read_text() == text


def _letter(scene: Scene) -> Letter:
    return build_letter(scene.store, scene.held, build_minutes(scene.store, scene.held))


def _with_words(letter: Letter) -> Letter:
    """Return a letter whose paper says in one outcome what nobody else may read."""
    first, *others = letter.minutes.items
    minutes = replace(letter.minutes, items=(replace(first, outcome=WORDS), *others))
    return replace(letter, minutes=minutes)


def test_a_letter_leaves_with_its_paper(scene: Scene, tmp_path: Path) -> None:
    """M5."""
    target = tmp_path / "m.eml"
    letter = _letter(scene)
    hand_over(scene.store, target, "eml", lambda part: write_letter(letter, part))
    message = message_from_bytes(target.read_bytes(), policy=default)
    (paper,) = message.iter_attachments()
    assert paper.get_payload(decode=True)[:5] == b"%PDF-"


def test_a_letter_whose_enclosed_paper_holds_sealed_words_is_refused(
    scene: Scene, tmp_path: Path
) -> None:
    """S2: the words are in compressed pages inside a packed attachment."""
    letter = _with_words(_letter(scene))
    with pytest.raises(SealedTextFound, match="the enclosed minutes"):
        hand_over(scene.store, tmp_path / "m.eml", "eml", lambda part: write_letter(letter, part))
    assert not (tmp_path / "m.eml").exists()


def test_released_words_may_leave(scene: Scene, tmp_path: Path) -> None:
    """S1: released in these words."""
    note = sealed.write_sealed_note(scene.store, "She said it much more sharply than this")
    sealed.release_note(
        scene.store, note, "The agency contract is up in May", "Celeste", session_id=scene.held
    )
    minutes = build_minutes(scene.store, scene.held)
    text = minutes_text(minutes, "md")
    assert "The agency contract is up in May" in text
    hand_over(scene.store, tmp_path / "m.md", "md", lambda part: part.write_text(text))
    hand_over(scene.store, tmp_path / "m.pdf", "pdf", lambda part: write_paper(minutes, part))
    assert (tmp_path / "m.md").exists()
    assert (tmp_path / "m.pdf").exists()


@pytest.mark.parametrize(
    "words",
    [
        "Previous minutes",
        "Both sides represented",
        "Recurring sync",
        "Nadia Rahmani, Privacy manager",
        "Nadia Rahmani; Jonas Feld, Ruth Calder",
        "2026-06-23T10:00",
    ],
)
def test_a_sealed_note_of_words_that_paper_has_anyway_stops_no_paper(
    scene: Scene, tmp_path: Path, words: str
) -> None:
    """Headings, kinds, names: these words tell nothing, and a refusal would have no way on."""
    sealed.write_sealed_note(scene.store, words)
    minutes = build_minutes(scene.store, scene.held)
    hand_over(scene.store, tmp_path / "m.pdf", "pdf", lambda part: write_paper(minutes, part))
    text = minutes_text(minutes, "md")
    hand_over(scene.store, tmp_path / "m.md", "md", lambda part: part.write_text(text))
    assert (tmp_path / "m.pdf").exists()
    assert (tmp_path / "m.md").exists()


def test_a_note_that_only_begins_with_known_names_is_still_found(
    scene: Scene, tmp_path: Path
) -> None:
    words = "Nadia Rahmani, Jonas Feld: both want to leave"
    sealed.write_sealed_note(scene.store, words)
    with pytest.raises(SealedTextFound):
        hand_over(scene.store, tmp_path / "m.md", "md", lambda part: part.write_text(words))
