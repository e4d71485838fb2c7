"""Finding words as somebody types, one word, where it is used, what nobody explained (L1, L4)."""

from __future__ import annotations

import time
from pathlib import Path

from facilitator.commands import agenda, captures, glossary, parties, unknown_words
from facilitator.commands.glossary_bring import bring_words
from facilitator.domain.glossary import Word
from facilitator.domain.words import CaptureKind, TermRelation
from facilitator.queries.glossary import (
    patched,
    touched_terms,
    word_count,
    word_detail,
    word_index,
    word_rows,
)
from facilitator.queries.glossary_used import said_terms, used_in, uses
from facilitator.queries.glossary_used import unknown_words as waiting
from facilitator.queries.search import search
from facilitator.store import Change, Reader
from tests.commands.scene import Scene, begin


def _found(scene: Scene, text: str) -> list[str]:
    return [key.term for key in word_index(scene.store).find(text)]


def test_a_word_is_found_by_its_beginning_its_middle_its_abbreviation_and_its_plain_words(
    scene: Scene,
) -> None:
    """L1: what begins with the letters comes first."""
    glossary.add_term(scene.store, "Data retention", plain="how long")
    glossary.add_term(scene.store, "Retention")
    glossary.add_term(scene.store, "Segregation of duties", abbreviation="SoD")
    glossary.add_term(scene.store, "Deletion", plain="the end of retention")
    assert _found(scene, "RETEN") == ["Retention", "Data retention", "Deletion"]
    assert _found(scene, "sod") == ["Segregation of duties"]
    assert _found(scene, ".*") == []
    assert len(_found(scene, " ")) == 4


def test_letters_with_marks_and_other_scripts_are_found(scene: Scene) -> None:
    for words in ("Größe", "سرية البيانات", "C++"):
        glossary.add_term(scene.store, words)
    assert _found(scene, "grosse") == ["Größe"]
    assert _found(scene, "البيانات") == ["سرية البيانات"]
    assert _found(scene, "c+") == ["C++"]


def test_retired_words_are_counted_and_listed_apart(scene: Scene) -> None:
    term = glossary.add_term(scene.store, "Old word")
    glossary.retire_term(scene.store, term)
    assert word_count(scene.store) == 0
    assert _found(scene, "") == []
    assert [key.id for key in word_index(scene.store, retired=True).keys] == [term]


def test_whose_word_it_is_is_told_for_one_several_and_all_sides(scene: Scene) -> None:
    legal = parties.add_party(scene.store, "Legal")
    one, two, three, none = (glossary.add_term(scene.store, words) for words in "ABCD")
    glossary.set_owners(scene.store, one, [legal])
    glossary.set_owners(scene.store, two, [scene.security, legal])
    glossary.set_owners(scene.store, three, [scene.security, scene.marketing, legal])
    rows = word_rows(scene.store, [one, two, three, none])
    assert [rows[each].home for each in (one, two, three, none)] == [
        "Legal", "Security, Legal", "", "",
    ]  # fmt: skip
    assert [len(rows[each].owners) for each in (one, two, three, none)] == [1, 2, 3, 0]


def test_a_change_is_read_again_for_its_words_alone(scene: Scene) -> None:
    term, other = (glossary.add_term(scene.store, words) for words in ("Signal", "Hint"))
    index = word_index(scene.store)
    seen: list[Change] = []
    scene.store.subscribe(seen.append)
    glossary.set_relation(scene.store, term, TermRelation.ONE_WORD)
    ids = touched_terms(scene.store, seen[-1].touched)
    assert ids == {term}
    after = patched(scene.store, index, ids, retired=False)
    assert after.keys == word_index(scene.store).keys
    assert [key.is_false_friend for key in after.keys] == [False, True]
    glossary.delete_term(scene.store, other)
    assert touched_terms(scene.store, [("term_party", 1)]) is None
    assert len(patched(scene.store, after, [other], retired=False).keys) == 1


def test_used_in_finds_plurals_and_tells_it_from_it(scene: Scene) -> None:
    """L1, DATA: “IT” is not “it”."""
    for words in ("What does it mean?", "The IT team asks", "Two data sets are old"):
        captures.capture(scene.store, CaptureKind.NOTE, words, session_id=scene.held)
    assert [hit.title for hit in used_in(scene.store, "IT")] == ["The IT team asks"]
    assert [hit.title for hit in used_in(scene.store, "data set")] == ["Two data sets are old"]
    assert used_in(scene.store, '"') == []


def test_used_in_never_looks_into_sealed_text_or_the_glossary_itself(scene: Scene) -> None:
    """S2."""
    from facilitator.commands import preparation, sealed

    sealed.write_sealed_note(scene.store, "Retention is what they fear", session_id=scene.held)
    preparation.set_preparation(scene.store, scene.planned_items[0], "Ask about retention")
    glossary.add_term(scene.store, "Retention", plain="retention is how long")
    assert used_in(scene.store, "Retention") == []
    agenda.add_item(scene.store, scene.planned, "Retention of receipts")
    assert [(hit.kind, hit.title) for hit in used_in(scene.store, "Retention")] == [
        ("item", "Retention of receipts")
    ]


def test_uses_count_texts_once_each(scene: Scene) -> None:
    term = glossary.add_term(scene.store, "Opt-out")
    captures.capture(scene.store, CaptureKind.NOTE, "Opt-outs and opt-outs", session_id=scene.held)
    assert uses(scene.store) == {term: 2}  # the note, and the item “Opt-outs: why amber?”


def test_words_that_wait_tell_who_said_them_where_and_who_needs_them(scene: Scene) -> None:
    """L4."""
    parties.add_party(scene.store, "Legal")
    unknown_words.collect(
        scene.store, "Ask for the DACI", "decision", scene.decision, scene.security
    )
    (word,) = waiting(scene.store)
    assert (word.word, word.state, word.party, word.where) == (
        "DACI", "open", "Security", "D-2026-001",
    )  # fmt: skip
    assert word.needed_by == ("Marketing", "Legal")
    unknown_words.ask_for_plain_words(scene.store, word.id, scene.security, scene.nadia)
    (word,) = waiting(scene.store)
    assert (word.state, word.asked_on, word.person) == ("asked", "2026-06-23", "Nadia Rahmani")
    unknown_words.ignore_word(scene.store, word.id)
    assert waiting(scene.store) == []


def test_a_captured_term_waits_until_it_is_a_word(scene: Scene) -> None:
    """L4."""
    said = captures.capture(
        scene.store, CaptureKind.TERM, "SoD", party_id=scene.security, session_id=scene.held
    )
    assert [(each.text, each.party) for each in said_terms(scene.store)] == [("SoD", "Security")]
    glossary.term_from_capture(scene.store, said)
    assert said_terms(scene.store) == []


def test_a_search_finds_a_word_and_what_a_side_means_by_it(scene: Scene) -> None:
    """U2."""
    term = glossary.add_term(scene.store, "Signal", abbreviation="SG")
    glossary.set_side(scene.store, term, scene.security, meaning="something is wrong")
    assert [(hit.kind, hit.title) for hit in search(scene.store, "signal")] == [
        ("glossary", "Signal (SG)")
    ]
    assert [(hit.kind, hit.title) for hit in search(scene.store, "is:word wrong")] == [
        ("glossary_side", "Signal")
    ]


def test_the_detail_of_a_word_that_was_deleted_is_nothing(scene: Scene) -> None:
    assert word_detail(scene.store, 4711) is None


def test_ten_thousand_words_are_found_within_a_frame(tmp_path: Path) -> None:
    """DATA: a query of the search stays under 16 ms; the best of some, on a busy machine."""
    store, _clock = begin(tmp_path / "many.facilitator")
    bring_words(store, [
        Word(f"Word {number} of many", plain="Some plain words of this entry " * 3)
        for number in range(10_000)
    ])  # fmt: skip
    with Reader.open(store.path) as reader:
        index = word_index(reader)
        best = {}
        for text in ("w", "99", "zz", "entry"):
            taken = []
            for _turn in range(5):
                begun = time.perf_counter()
                index.find(text)
                taken.append(time.perf_counter() - begun)
            best[text] = min(taken)
        begun = time.perf_counter()
        word_rows(reader, [key.id for key in index.keys[:40]])
        assert time.perf_counter() - begun < 0.05
    store.close()
    assert len(index.keys) == 10_000
    assert max(best.values()) < 0.016, best
