"""Whose words are marked for whom (L2, L3)."""

from __future__ import annotations

from facilitator.commands import glossary, parties
from facilitator.domain.words import TermRelation
from facilitator.queries.jargon import (
    lexicon,
    readers_of,
    readers_of_item,
    some_words,
    these_words,
    words_of_rows,
)
from facilitator.store import Reader
from tests.commands.scene import Scene


def _marked(scene: Scene, text: str, *readers: int) -> list[str]:
    marks = lexicon(scene.store).marks(text, frozenset(readers))
    return [text[mark.start : mark.end] for mark in marks]


def _words(scene: Scene) -> dict[str, int]:
    store, security, marketing = scene.store, scene.security, scene.marketing
    return {
        "salt": glossary.add_term(store, "Salt", [security], plain="Random extra text"),
        "churn": glossary.add_term(store, "Churn", [marketing], abbreviation="CHN"),
        "bot": glossary.add_term(store, "Bot", [security, marketing]),
    }


def test_a_word_is_marked_for_the_side_that_does_not_own_it(scene: Scene) -> None:
    """L3: a joint text for both, a text for one side for what the other brings along."""
    _words(scene)
    text = "Salt, churn, CHN and bots"
    assert _marked(scene, text, scene.security, scene.marketing) == ["Salt", "churn", "CHN"]
    assert _marked(scene, text, scene.marketing) == ["Salt"]
    assert _marked(scene, text, scene.security) == ["churn", "CHN"]
    (mark, *_) = lexicon(scene.store).marks(text, frozenset({scene.security, scene.marketing}))
    assert mark.strangers == (scene.marketing,)


def test_a_false_friend_is_marked_for_everybody_also_where_all_own_it(scene: Scene) -> None:
    """L2: it is the word that both sides believe they share."""
    store = scene.store
    friend = glossary.add_term(store, "Retention", [scene.security, scene.marketing])
    plain = glossary.add_term(store, "Retention", [scene.marketing])
    glossary.set_relation(store, friend, TermRelation.ONE_WORD)
    glossary.set_side(store, friend, scene.security, meaning="How long data is kept")
    (mark,) = lexicon(store).marks("longer retention", frozenset({scene.marketing}))
    assert mark.is_false_friend
    assert mark.word.id == friend != plain
    assert [side.meaning for side in mark.word.meanings] == ["How long data is kept"]


def test_with_three_sides_each_has_marks_of_its_own(scene: Scene) -> None:
    """L3: Legal owns none of these words."""
    _words(scene)
    legal = parties.add_party(scene.store, "Legal")
    assert _marked(scene, "Salt and bots", legal) == ["Salt", "bots"]
    readers = frozenset({scene.security, scene.marketing, legal})
    marks = lexicon(scene.store).marks("Salt and bots", readers)
    assert [mark.strangers for mark in marks] == [
        tuple(sorted((scene.marketing, legal))),
        (legal,),
    ]


def test_retired_words_are_marked_no_longer(scene: Scene) -> None:
    """L1."""
    words, text = _words(scene), "salt and churn"
    found = lexicon(scene.store)
    glossary.retire_term(scene.store, words["salt"])
    assert _marked(scene, text, scene.marketing) == []
    touched = {words["salt"]}
    found.forget(touched - {word.id for word in these_words(scene.store, touched)})
    assert found.marks(text, frozenset({scene.marketing})) == []


def test_a_word_that_changed_is_taken_in_place_of_the_old_one(scene: Scene) -> None:
    """L3: only what was touched is read again."""
    words = _words(scene)
    found = lexicon(scene.store)
    glossary.set_term(scene.store, words["salt"], term="Pepper")
    found.take(these_words(scene.store, {words["salt"]}))
    reader = frozenset({scene.marketing})
    assert [mark.word.term for mark in found.marks("salt and peppers", reader)] == ["Pepper"]


def test_the_words_come_in_slices(scene: Scene) -> None:
    """L3: 10,000 words are taken in while the window goes on."""
    ids = sorted(_words(scene).values())
    first = some_words(scene.store, 0, 2)
    assert [word.id for word in first] == ids[:2]
    assert [word.id for word in some_words(scene.store, ids[1], 2)] == ids[2:]


def test_rows_of_sides_and_relations_lead_to_their_words(scene: Scene) -> None:
    words = _words(scene)
    side = scene.store.value("SELECT id FROM term_party WHERE term_id = ?", (words["churn"],))
    glossary.set_relation(scene.store, words["salt"], TermRelation.TWO_WORDS, words["bot"])
    relation = scene.store.value("SELECT id FROM term_relation")
    assert words_of_rows(scene.store, [side]) == {words["churn"]}
    assert words_of_rows(scene.store, [relation]) == {words["salt"], words["bot"]}
    assert words_of_rows(scene.store, [relation, 5]) is None


def test_who_reads_is_who_takes_part_but_for_the_side_that_asked(scene: Scene) -> None:
    """L3."""
    both = frozenset({scene.security, scene.marketing})
    assert readers_of(scene.store, session_id=scene.held) == both
    assert readers_of(scene.store, asked_by=scene.security) == {scene.marketing}
    item = scene.running_items[0]
    assert readers_of_item(scene.store, item) == ({scene.marketing}, scene.security)
    legal = parties.add_party(scene.store, "Legal")
    assert readers_of(scene.store, session_id=scene.held) == both
    assert readers_of(scene.store, asked_by=scene.security) == {scene.marketing, legal}


def test_the_demos_glossary_marks_its_own_notes(demo: Reader) -> None:
    """L3: 198 words and the notes of the demo's sessions."""
    found = lexicon(demo)
    notes = " ".join(row["text"] for row in demo.all("SELECT text FROM item_notes"))
    assert found.marks(notes, readers_of(demo))
