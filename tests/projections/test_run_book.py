"""The run book: all that the facilitator needs, sealed text included, and for nobody else (P7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.commands import agenda, sealed
from facilitator.documents import write_paper, write_run_book
from facilitator.documents.run_book import BAND
from facilitator.domain.words import Disclosure, Purpose
from facilitator.errors import FacilitatorOnly, SealedTextFound
from facilitator.handover import hand_over
from facilitator.projections.agenda import build_agenda
from facilitator.projections.run_book import build_run_book
from facilitator.projections.run_book_papers import RunBook
from tests.commands.scene import Scene
from tests.projections.listening import ListeningReader

WORDS = "Celeste fears losing the lead agency before May"


def _book(scene: Scene) -> RunBook:
    return build_run_book(scene.store, scene.planned)


def _note(scene: Scene, **where: int) -> int:
    return sealed.write_sealed_note(scene.store, WORDS, **where)


def test_preparation_and_prompt_stand_with_their_item(scene: Scene) -> None:
    """P7, S4."""
    first, _ = scene.planned_items
    with scene.store.step("Prepare"):
        scene.store.insert("sealed_prep", item_id=first, text="Ask Nadia first")
        scene.store.insert("sealed_prompt", item_id=first, text="What would change your mind?")
    one, other = _book(scene).items
    assert (one.preparation, one.prompt) == ("Ask Nadia first", "What would change your mind?")
    assert (other.preparation, other.prompt) == ("", "")
    assert (one.item.starts[-5:], one.ends[-5:], other.item.starts[-5:]) == (
        "10:00",
        one.ends[-5:],
        one.ends[-5:],
    )
    assert _book(scene).sealed_count == 2


def test_sealed_notes_stand_where_they_belong(scene: Scene) -> None:
    """S1: on the item, on the session, on the side; those of another session's items nowhere."""
    _note(scene, item_id=scene.planned_items[0])
    _note(scene, session_id=scene.planned)
    _note(scene, party_id=scene.marketing)
    book = _book(scene)
    assert [line.text for line in book.items[0].notes] == [WORDS]
    assert [line.text for line in book.notes] == [WORDS]
    found = {side.brief.party.name: len(side.notes) for side in book.sides}
    assert found == {"Security": 0, "Marketing": 1}
    assert book.sealed_count == 3


def test_released_and_expired_notes_are_left_out(scene: Scene) -> None:
    kept = _note(scene, session_id=scene.planned)
    with scene.store.step("Expire"):
        scene.store.update("sealed_note", kept, expires_on="2026-06-01")
    released = _note(scene, session_id=scene.planned)
    with scene.store.step("Release"):
        scene.store.update("sealed_note", released, disclosure=Disclosure.RELEASED)
    assert _book(scene).notes == ()


def test_older_notes_on_a_side_are_counted(scene: Scene) -> None:
    for _ in range(11):
        _note(scene, party_id=scene.security)
    side = _book(scene).sides[0]
    assert (len(side.notes), side.more_notes) == (8, 3)


def test_cards_of_methods_stand_where_something_is_to_be_decided(scene: Scene) -> None:
    assert _book(scene).methods == ()
    agenda.set_item(scene.store, scene.planned_items[0], purpose=Purpose.DECIDE)
    assert [card.title for card in _book(scene).methods] == ["Consent"]


def test_what_could_return_is_named(scene: Scene) -> None:
    """P5."""
    assert "Call centre view" in [line.title for line in _book(scene).returns]


def test_the_demo_tells_who_had_the_floor_and_what_each_side_wants(demo: ListeningReader) -> None:
    """V8, E2."""
    session = demo.value("SELECT id FROM session WHERE state = 'planned' ORDER BY starts_local")
    book = build_run_book(demo, session)
    assert sum(share.percent for share in book.floor) == 100
    assert all(side.brief.needs for side in book.sides)
    assert any(line.words for line in book.items)


# --- it has one door ------------------------------------------------------------------------------


def test_it_leaves_only_for_the_facilitator(scene: Scene, tmp_path: Path) -> None:
    """S2, P7."""
    _note(scene, session_id=scene.planned)
    book = _book(scene)
    target = tmp_path / "run-book.pdf"

    def write(part: Path) -> object:
        return write_run_book(book, part)

    with pytest.raises(SealedTextFound):
        hand_over(scene.store, target, "pdf", write)
    with pytest.raises(FacilitatorOnly):
        hand_over(scene.store, target, "pdf", write, paper=book)
    assert not target.exists()
    hand_over(scene.store, target, "pdf", write, paper=book, for_facilitator=True)
    assert target.exists()


def test_nothing_else_leaves_by_its_door(scene: Scene, tmp_path: Path) -> None:
    """S2: the way past the scan is for this type alone, as a PDF, with its band."""
    room, book = build_agenda(scene.store, scene.planned), _book(scene)
    target = tmp_path / "out.pdf"

    def write_room(part: Path) -> object:
        return write_paper(room, part)

    for paper in (room, None):
        with pytest.raises(FacilitatorOnly):
            hand_over(scene.store, target, "pdf", write_room, paper=paper, for_facilitator=True)
    with pytest.raises(FacilitatorOnly):
        hand_over(
            scene.store, target, "md", lambda part: part.write_text(WORDS), paper=book,
            for_facilitator=True,
        )  # fmt: skip
    with pytest.raises(FacilitatorOnly, match="does not say"):
        hand_over(scene.store, target, "pdf", write_room, paper=book, for_facilitator=True)
    assert not target.exists()


def test_every_page_says_that_it_is_for_the_facilitator_alone(
    demo: ListeningReader, tmp_path: Path
) -> None:
    """P7: it cannot be mistaken for the room copy, and carries nothing."""
    from pypdf import PdfReader

    session = demo.value("SELECT id FROM session WHERE state = 'planned' ORDER BY starts_local")
    path = tmp_path / "run-book.pdf"
    printed = write_run_book(build_run_book(demo, session), path)
    pdf = PdfReader(path)
    assert printed.page_count == len(pdf.pages) > 3
    for page in pdf.pages:
        assert page.extract_text().count(BAND) == 2
    assert not pdf.attachments
    assert "facilitator only" in pdf.metadata["/Title"]
