"""Words of both sides: whose they are, how they relate, who accepts them, the starter (L1, L2)."""

from __future__ import annotations

import pytest

from facilitator.commands import captures, glossary, parties, unknown_words
from facilitator.commands.glossary_bring import bring_words, bringing
from facilitator.domain.acceptance import Standing
from facilitator.domain.glossary import (
    STARTER_HOMES,
    Clash,
    Homes,
    SideWords,
    Word,
    entry_of,
    suggested_homes,
)
from facilitator.domain.words import CaptureKind, TermRelation
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.glossary import word_detail, word_rows
from tests.commands.scene import Scene


def _homes(scene: Scene) -> dict[str, int | None]:
    return {"Security": scene.security, "Marketing": scene.marketing, "Legal": None}


def _term(scene: Scene, words: str) -> int:
    return int(scene.store.value("SELECT id FROM term WHERE term = ?", (words,)))


# --- the starter ---------------------------------------------------------------------------------


def test_the_starter_brings_198_words_in_one_step_that_one_undo_takes_back(scene: Scene) -> None:
    """L1."""
    brought = glossary.bring_starter(scene.store, _homes(scene))
    assert (brought.added, brought.skipped) == (198, 0)
    assert scene.store.value("SELECT count(*) FROM home_party") == 3
    scene.store.undo()
    assert scene.store.value("SELECT count(*) FROM term") == 0
    assert scene.store.value("SELECT count(*) FROM home_party") == 0


def test_the_starters_two_meanings_become_one_word_with_two_sides(scene: Scene) -> None:
    """L2."""
    glossary.bring_starter(scene.store, _homes(scene))
    assert scene.store.value("SELECT count(*) FROM term WHERE term LIKE '%(two%'") == 0
    word = word_detail(scene.store, _term(scene, "Retention"))
    assert word is not None
    assert word.relation == TermRelation.ONE_WORD
    assert [(side.short, side.meaning) for side in word.sides] == [
        ("Security", "How long data is kept"),
        ("Marketing", "Keeping customers"),
    ]


def test_homes_of_the_starter_become_owners_and_shared_words_belong_to_all(scene: Scene) -> None:
    """L1: a third party sees its own words; Legal is nobody here."""
    parties.add_party(scene.store, "Web shop")
    glossary.bring_starter(scene.store, _homes(scene))
    ids = [_term(scene, words) for words in ("Least privilege", "72-hour rule", "Retention")]
    rows = word_rows(scene.store, ids)
    assert [rows[each].home for each in ids] == ["Security", "Legal", ""]
    assert [len(rows[each].owners) for each in ids] == [1, 0, 3]


def test_words_that_are_there_stay_when_the_starter_comes_again(scene: Scene) -> None:
    glossary.bring_starter(scene.store, _homes(scene))
    glossary.set_term(scene.store, _term(scene, "Retention"), plain="Ours")
    again = glossary.bring_starter(scene.store, _homes(scene))
    assert (again.added, again.skipped) == (0, 198)
    assert scene.store.value("SELECT plain FROM term WHERE term = 'Retention'") == "Ours"


def test_another_home_gives_its_words_another_owner(scene: Scene) -> None:
    glossary.bring_starter(scene.store, _homes(scene))
    glossary.set_homes(scene.store, {"Legal": scene.security})
    legal = scene.store.all("SELECT id FROM term WHERE home_label = 'Legal'")
    owned = scene.store.all(
        "SELECT t.id FROM term t JOIN term_party p ON p.term_id = t.id AND p.owns"
        " AND p.party_id = ? WHERE t.home_label = 'Legal'",
        (scene.security,),
    )
    assert len(legal) == len(owned) > 20


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Security", "Marketing"], ["Security", "Marketing", None]),
        (["Marketing and Customer", "Security and Privacy"],
         ["Security and Privacy", "Marketing and Customer", None]),
        (["CISO office", "Brand"], ["CISO office", "Brand", None]),
        (["Compliance", "Growth", "Cyber risk"], ["Cyber risk", "Growth", "Compliance"]),
        (["North", "South"], [None, None, None]),
    ],
)  # fmt: skip
def test_homes_are_suggested_by_the_names_of_the_parties(
    names: list[str], expected: list[str | None]
) -> None:
    """L1: prefilled, and a person can change it."""
    table = [(place, name, "") for place, name in enumerate(names, start=1)]
    found = suggested_homes(STARTER_HOMES, table)
    assert "Shared" not in found
    called = {place: name for place, name, _ in table}
    assert [
        called.get(found[label] or 0) for label in ("Security", "Marketing", "Legal")
    ] == expected


def test_a_home_can_be_named_by_the_party_or_by_several() -> None:
    homes = Homes({"Security": 1}, [(1, "Safe office", "Safe"), (2, "Shop", "")])
    assert homes.of("security") == (1,)
    assert homes.of("safe; SHOP") == (1, 2)
    assert homes.of("Shared") == (1, 2)
    assert homes.of("Somebody else") == ()
    assert not homes.knows("Somebody else")


# --- one word ------------------------------------------------------------------------------------


def test_an_edit_of_the_agreed_wording_makes_the_acceptance_stale(scene: Scene) -> None:
    """L1."""
    term = glossary.add_term(scene.store, "Retention", agreed_wording="deletion date")
    glossary.accept_wording(scene.store, term, scene.marketing, scene.jonas)

    def standing() -> dict[str, str]:
        word = word_detail(scene.store, term)
        assert word is not None
        return {side.short: side.standing for side in word.sides}

    assert standing() == {"Security": Standing.OPEN, "Marketing": Standing.ACCEPTED}
    glossary.set_term(scene.store, term, agreed_wording="deletion day")
    assert standing()["Marketing"] == Standing.STALE
    glossary.set_term(scene.store, term, agreed_wording="deletion  date")
    assert standing()["Marketing"] == Standing.ACCEPTED
    glossary.withdraw_wording(scene.store, term, scene.marketing)
    assert scene.store.value("SELECT count(*) FROM term_party") == 0


def test_wording_that_is_not_there_cannot_be_accepted(scene: Scene) -> None:
    term = glossary.add_term(scene.store, "Retention")
    with pytest.raises(InvalidText, match="Agreed wording"):
        glossary.accept_wording(scene.store, term, scene.marketing)


def test_a_word_without_letters_is_refused_with_its_field(scene: Scene) -> None:
    with pytest.raises(InvalidText, match="Word: a few words are needed"):
        glossary.add_term(scene.store, " \x00 ")


def test_two_words_for_one_thing_show_on_both_and_can_be_several(scene: Scene) -> None:
    """L2."""
    member, customer, account = (
        glossary.add_term(scene.store, words) for words in ("Member", "Customer", "Account")
    )
    for other in (customer, account, customer):
        glossary.set_relation(scene.store, member, TermRelation.TWO_WORDS, other)
    word = word_detail(scene.store, member)
    assert word is not None
    assert [each.term for each in word.related] == ["Customer", "Account"]
    back = word_detail(scene.store, account)
    assert back is not None
    assert back.relation == TermRelation.TWO_WORDS
    assert [each.term for each in back.related] == ["Member"]
    glossary.set_relation(scene.store, account, TermRelation.TWO_WORDS, member)
    assert scene.store.value("SELECT count(*) FROM term_relation") == 2


def test_a_word_has_one_kind_of_relation(scene: Scene) -> None:
    """L2: a false friend is not also two words for one thing."""
    one, other = (glossary.add_term(scene.store, words) for words in ("Signal", "Hint"))
    glossary.set_relation(scene.store, one, TermRelation.TWO_WORDS, other)
    glossary.set_relation(scene.store, one, TermRelation.ONE_WORD)
    assert [row["relation"] for row in scene.store.all("SELECT * FROM term_relation")] == [
        "one_word"
    ]
    glossary.set_relation(scene.store, one, None)
    assert scene.store.value("SELECT count(*) FROM term_relation") == 0


def test_two_words_need_the_other_word_and_never_itself(scene: Scene) -> None:
    term = glossary.add_term(scene.store, "Member")
    with pytest.raises(InvalidText, match="choose the other word"):
        glossary.set_relation(scene.store, term, TermRelation.TWO_WORDS)
    with pytest.raises(InvalidText, match="its own other word"):
        glossary.set_relation(scene.store, term, TermRelation.TWO_WORDS, term)


def test_a_word_whose_entry_is_deleted_is_unknown_again(scene: Scene) -> None:
    """L4."""
    found = unknown_words.collect(scene.store, "The DACI says so", "note", 1, scene.security)
    term = unknown_words.explain_word(scene.store, found[0], "Who decides")
    glossary.delete_term(scene.store, term)
    assert scene.store.value("SELECT state FROM unknown_word") == "open"


# --- captured terms ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "term", "short", "plain"),
    [
        ("SoD: two people are needed", "SoD", "", "two people are needed"),
        ("Segregation of duties (SoD) = two people", "Segregation of duties", "SoD", "two people"),
        ("Retention", "Retention", "", ""),
        ("identity join means the same person in two tools", "identity join", "",
         "the same person in two tools"),
        ("Send me the assets (all of them)", "Send me the assets (all of them)", "", ""),
    ],
)  # fmt: skip
def test_a_captured_term_is_read_as_word_and_meaning(
    said: str, term: str, short: str, plain: str
) -> None:
    """L4: /t in a session becomes an entry in one press."""
    found = entry_of(said)
    assert (found.term, found.abbreviation, found.plain) == (term, short, plain)


def test_a_captured_term_becomes_a_word_of_the_side_that_said_it(scene: Scene) -> None:
    said = captures.capture(
        scene.store, CaptureKind.TERM, "SoD: two people", person_id=scene.nadia,
        party_id=scene.security, session_id=scene.held,
    )  # fmt: skip
    word = word_detail(scene.store, glossary.term_from_capture(scene.store, said))
    assert word is not None
    assert (word.term, word.plain) == ("SoD", "two people")
    assert [side.short for side in word.sides if side.owns] == ["Security"]
    assert (word.raised_by, word.raised_in) == ("Nadia Rahmani", "2026/01")


def test_only_a_captured_term_becomes_a_word(scene: Scene) -> None:
    with pytest.raises(CommandRefused):
        glossary.term_from_capture(scene.store, scene.parked)


# --- words of a file -----------------------------------------------------------------------------

THERE = Word("Risk", plain="Ours", home="Security", sides=(SideWords("Security", "harm"),))
COMING = Word("risk", plain="Theirs", home="Marketing", sides=(SideWords("Marketing", "chance"),))


@pytest.mark.parametrize(
    ("clash", "expected"),
    [
        (Clash.SKIP, [("Risk", "Ours", {"Security"})]),
        (Clash.REPLACE, [("Risk", "Theirs", {"Marketing"})]),
        (Clash.KEEP_BOTH, [("Risk", "Ours", {"Security"}), ("risk", "Theirs", {"Marketing"})]),
    ],
)
def test_words_that_are_there_are_skipped_replaced_or_kept_beside(
    scene: Scene, clash: Clash, expected: list[tuple[str, str, set[str]]]
) -> None:
    """L1."""
    bring_words(scene.store, [THERE])
    bring_words(scene.store, [COMING], clash=clash)
    found = []
    for row in scene.store.all("SELECT id FROM term ORDER BY id"):
        word = word_detail(scene.store, row["id"])
        assert word is not None
        owners = {side.short for side in word.sides if side.owns}
        found.append((word.term, word.plain, owners))
    assert found == expected


def test_empty_cells_of_a_file_leave_what_was_there(scene: Scene) -> None:
    bring_words(scene.store, [THERE])
    bring_words(scene.store, [Word("Risk", why_other="So")], clash=Clash.REPLACE)
    row = scene.store.one("SELECT plain, why_other FROM term")
    assert row == {"plain": "Ours", "why_other": "So"}
    assert scene.store.value("SELECT meaning FROM term_party WHERE owns") == "harm"


def test_bringing_that_is_stopped_leaves_nothing(scene: Scene) -> None:
    """Issue: nothing half-imported."""
    words = [Word(f"Word {number}") for number in range(300)]
    steps = scene.store.value("SELECT count(*) FROM step")
    work = bringing(scene.store, words, {"Ours": scene.security})
    assert next(work) > 0
    work.close()
    assert scene.store.value("SELECT count(*) FROM term") == 0
    assert scene.store.value("SELECT count(*) FROM home_party") == 0
    assert scene.store.value("SELECT count(*) FROM step") == steps


def test_relations_of_a_file_find_words_that_come_later_in_it(scene: Scene) -> None:
    bring_words(
        scene.store,
        [Word("Member", relation="two_words", related=("Customer", "Nobody knows this")),
         Word("Customer", relation="two_words", related=("Member",))],
    )  # fmt: skip
    rows = scene.store.all("SELECT relation FROM term_relation")
    assert [row["relation"] for row in rows] == ["two_words"]
