"""Primers: a word or a method in five minutes, as a card or as an agenda item (L8)."""

from __future__ import annotations

import pytest

from facilitator.commands import agenda, primers
from facilitator.domain.words import PrimerKind
from facilitator.errors import CommandRefused
from facilitator.queries import primers as queries
from facilitator.queries.prepare import agenda as agenda_of
from tests.commands.scene import Scene


def _card(s: Scene) -> int:
    return primers.add_primer(s.store, s.planned, PrimerKind.METHOD, "Consent", "Ask for harm")


def test_a_card_becomes_the_first_item_and_says_the_same_as_it(scene: Scene) -> None:
    """L8: five minutes."""
    card = _card(scene)
    item = primers.put_primer_on_agenda(scene.store, card)
    primers.set_primer(scene.store, card, title="Consent?", text="Look for harm")
    first = agenda_of(scene.store, scene.planned)[0]
    assert (first.id, first.title, first.agenda_text, first.length_s, first.purpose) == (
        item, "Consent?", "Look for harm", 300, "inform",
    )  # fmt: skip
    with pytest.raises(CommandRefused, match="already"):
        primers.put_primer_on_agenda(scene.store, card)
    agenda.delete_item(scene.store, item)
    assert queries.primers(scene.store, scene.planned)[0].item_id is None, "a card again"


def test_a_closed_session_takes_no_primer(scene: Scene) -> None:
    with pytest.raises(CommandRefused, match="closed"):
        primers.add_primer(scene.store, scene.held, PrimerKind.WORD, "Hash")
    card = _card(scene)
    with scene.store.step("Close"):
        scene.store.update("session", scene.planned, state="closed")
    with pytest.raises(CommandRefused, match="closed"):
        primers.set_primer(scene.store, card, title="Other")


def test_words_of_the_agenda_are_offered_first(scene: Scene) -> None:
    """L8: with their plain words and why they matter; a word with a card is not offered again."""
    with scene.store.step("Words"):
        for term, plain in (("Alpha", "First"), ("Opt-out", "A no"), ("Zero party", "Told")):
            scene.store.insert("term", term=term, plain=plain, why_other="They ask",
                               created_at="2026-01-01")  # fmt: skip
        agenda.set_item(scene.store, scene.planned_items[0], agenda_text="Every opt-out counts")
    found = queries.words(scene.store, scene.planned)
    assert [(each.title, each.uses) for each in found] == [
        ("Opt-out", 1), ("Alpha", 0), ("Zero party", 0),
    ]  # fmt: skip
    assert found[0].text == "A no\n\nThey ask"
    primers.add_primer(
        scene.store, scene.planned, PrimerKind.WORD, found[0].title, term_id=found[0].term_id
    )
    assert [each.title for each in queries.words(scene.store, scene.planned)] == [
        "Alpha", "Zero party",
    ]  # fmt: skip


def test_the_shipped_methods_are_short_and_there_is_one_for_each_way_to_decide() -> None:
    """L8, D1."""
    found = queries.methods()
    titles = [each.title for each in found]
    assert titles[0] == "Say it back"
    assert {"Consent", "Fist to five", "Advice", "DACI", "RAPID"} <= set(titles)
    for each in found:
        assert 100 < len(each.text) < 900, each.title
