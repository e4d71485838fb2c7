"""Finding who is meant from a few letters."""

from __future__ import annotations

import pytest

from facilitator.domain.names import Name, NameIndex, NameKind

PEOPLE = ("Ingrid Solheim", "Tomasz Wrona", "Mei-Lin Castro", "Søren Müller", "Sean O’Brien",
          "Ann Lee", "Anna Berg", "Anna Adler")  # fmt: skip
INDEX = NameIndex(
    [(NameKind.PERSON, Name(n, name)) for n, name in enumerate(PEOPLE)]
    + [(NameKind.PARTY, Name(99, "Security and Privacy", short="Sec"))],
    inside_words=False,
)


def _found(written: str) -> list[str]:
    return [candidate.label for candidate in INDEX.find(written)]


@pytest.mark.parametrize(
    ("written", "who"),
    [("ingrid", "Ingrid Solheim"), ("INGRID", "Ingrid Solheim"), ("sol", "Ingrid Solheim"),
     ("ingrid.solheim", "Ingrid Solheim"), ("ingrid_sol", "Ingrid Solheim"),
     ("mei", "Mei-Lin Castro"), ("mei-lin", "Mei-Lin Castro"), ("lin", "Mei-Lin Castro"),
     ("soren", "Søren Müller"), ("mueller", "Søren Müller"), ("muller", "Søren Müller"),
     ("Müll", "Søren Müller"), ("o'brien", "Sean O’Brien"), ("brien", "Sean O’Brien"),
     ("sec", "Security and Privacy"), ("priv", "Security and Privacy"),
     ("ann", "Ann Lee"), ("anna b", "Anna Berg")],
)  # fmt: skip
def test_a_few_letters_of_any_part_are_enough(written: str, who: str) -> None:
    """V3: `@` person or party."""
    assert _found(written) == [who]


def test_a_whole_word_wins_over_the_beginning_of_another() -> None:
    assert _found("ann") == ["Ann Lee"]
    assert set(_found("an")) >= {"Ann Lee", "Anna Berg", "Anna Adler"}


def test_what_fits_several_names_returns_them_all() -> None:
    assert set(_found("anna")) == {"Anna Berg", "Anna Adler"}


@pytest.mark.parametrize("written", ["", "@", "zzz", "grid", "solheim ingrid", "ingrid sol heim"])
def test_what_fits_no_name_returns_nothing(written: str) -> None:
    assert _found(written) == []


def test_only_goals_are_found_by_letters_inside_a_word() -> None:
    goals = NameIndex([(NameKind.GOAL, Name(1, "Onboarding agencies"))], inside_words=True)
    assert goals.find("board")
    assert not goals.find("b")
    assert _found("olhei") == []


def test_words_after_a_name_belong_to_it_up_to_its_end() -> None:
    assert INDEX.find_on("ingrid", ["Solheim", "sends"])[1] == 1
    assert INDEX.find_on("ingrid", ["so", "we"])[1] == 0
    assert INDEX.find_on("security", ["and", "privacy", "agree"])[1] == 2
    assert INDEX.find_on("security", ["and", "marketing"])[1] == 0


def test_a_word_after_a_name_tells_two_apart() -> None:
    found, taken = INDEX.find_on("anna", ["adler", "asks"])
    assert ([one.label for one in found], taken) == (["Anna Adler"], 1)
    found, taken = INDEX.find_on("anna", ["asks"])
    assert (len(found), taken) == (2, 0)


def test_a_slip_of_the_finger_offers_who_may_be_meant() -> None:
    assert [one.label for one in INDEX.close_to("ingird")] == ["Ingrid Solheim"]
    assert INDEX.close_to("xy") == ()
    assert INDEX.close_to("x" * 5000) == ()
