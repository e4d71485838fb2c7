"""The glossary as a table, text and data, and tables of words that come in (L1)."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.clock import FixedClock
from facilitator.commands.glossary_bring import bring_words
from facilitator.domain.glossary import SideWords, Word
from facilitator.domain.text import clean, clean_line
from facilitator.exchange.glossary_in import (
    MOST_LETTERS,
    NotAGlossary,
    WordFile,
    read_words,
    unmarked,
)
from facilitator.exchange.glossary_out import (
    glossary_csv,
    glossary_json,
    glossary_markdown,
    marked,
)
from facilitator.projections.glossary import Glossary, GlossaryEntry, GlossarySide, build_glossary
from facilitator.queries.glossary_import import plan_import
from facilitator.store import Store
from tests.commands.scene import NOW, Scene, begin, play
from tests.exchange.samples import HEAD, MARKETING, SECURITY

STARTER = Path(__file__).parents[2] / "resources" / "glossary" / "glossary.csv"


def entry(term: str, **fields: object) -> GlossaryEntry:
    empty: dict[str, object] = {
        "abbreviation": "", "home": "", "plain": "", "why_other": "", "agreed_wording": "",
        "say_instead": "", "source": "", "relation": "", "related": (), "sides": (),
    }  # fmt: skip
    return GlossaryEntry(term=term, **(empty | fields))  # type: ignore[arg-type]


def side(**fields: object) -> GlossarySide:
    empty: dict[str, object] = {
        "party": SECURITY, "owns": True, "meaning": "", "example": "", "say_instead": "",
        "accepted_on": "", "standing": "open",
    }  # fmt: skip
    return GlossarySide(**(empty | fields))  # type: ignore[arg-type]


def glossary(*entries: GlossaryEntry) -> Glossary:
    return Glossary(HEAD, (SECURITY, MARKETING), entries)


def read(text: str, encoding: str = "utf-8") -> WordFile:
    return read_words(text.encode(encoding), "words.csv")


# --- out -----------------------------------------------------------------------------------------


def test_the_table_has_every_column_and_three_for_each_side() -> None:
    table = glossary_csv(
        glossary(
            entry("Retention", relation="one_word", sides=(side(meaning="How long"),)),
        )
    )
    assert table.startswith("\ufeffTerm,Abbreviation,Home,")
    (row,) = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert row["Relation"] == "one word for two things"
    assert row["Meaning (Security and Privacy)"] == "How long"
    assert row["Meaning (Marketing)"] == ""


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", " =1", "'=1", "''-"]
)
def test_no_cell_runs_as_a_formula_and_its_words_come_back(cell: str) -> None:
    shown = marked(cell)
    assert not shown.lstrip().startswith(("=", "+", "-", "@"))
    assert unmarked(shown) == cell
    table = glossary_csv(glossary(entry("Word", plain=cell)))
    assert "," + cell not in table
    assert read(table).words[0].plain == cell.strip()


def test_the_text_says_false_friends_first_and_escapes_marks() -> None:
    """L2."""
    text = glossary_markdown(
        glossary(
            entry("*Signal*", relation="one_word", plain="two | things",
                  sides=(side(meaning="a hint", accepted_on="2026-06-23", standing="accepted"),)),
            entry("Risk", abbreviation="R", relation="two_words", related=("Chance",)),
        )
    )  # fmt: skip
    assert text.index("One word, two things") < text.index("All other words")
    assert "### \\*Signal\\*" in text
    assert "two \\| things" in text
    assert "- Security and Privacy: means a hint; accepted the wording on 23 June 2026" in text
    assert "### Risk (R)" in text
    assert "- Also called: Chance" in text


def test_the_data_names_its_form_and_holds_no_id() -> None:
    document = json.loads(glossary_json(glossary(entry("Risk", sides=(side(),)))))
    assert (document["format"], document["version"]) == ("facilitator-glossary", 1)
    assert not [key for key in document["content"]["entries"][0] if key.endswith("id")]


def test_an_empty_glossary_is_told_in_every_form() -> None:
    assert "No words yet." in glossary_markdown(glossary())
    assert glossary_csv(glossary()).count("\r\n") == 1


# --- there and back ------------------------------------------------------------------------------

_LINE = st.text(max_size=30).map(clean_line)
_TEXT = st.text(max_size=60).map(lambda text: clean(text).strip())
_SIDE = st.builds(SideWords, st.sampled_from(["Security", "Marketing"]), _TEXT, _TEXT, _LINE)


def _words(
    terms: list[str], draw: random.Random, texts: list[str], sides: list[SideWords]
) -> list[Word]:
    return [
        Word(
            term, abbreviation=clean_line(draw.choice(texts)), plain=draw.choice(texts),
            home=draw.choice(["", "Shared", "Security", "Security; Marketing"]),
            why_other=draw.choice(texts), agreed_wording=draw.choice(texts),
            say_instead=clean_line(draw.choice(texts)), source=clean_line(draw.choice(texts)),
            relation=draw.choice(["", "same", "one_word"]), sides=tuple(sides[:2]),
        )
        for term in terms
    ]  # fmt: skip


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    terms=st.lists(_LINE.filter(bool), max_size=6),
    texts=st.lists(_TEXT, min_size=1, max_size=6),
    sides=st.lists(_SIDE, max_size=2, unique_by=lambda side: side.label),
    draw=st.randoms(use_true_random=False),
)
def test_export_import_export_is_equal(
    empty: Store, terms: list[str], texts: list[str], sides: list[SideWords], draw: random.Random
) -> None:
    """L1: whatever stands in the words, the table carries it there and back."""
    from facilitator.domain.glossary import Clash

    tables = []
    words = _words(terms, draw, texts, sides)
    for _ in range(2):
        bring_words(empty, words, clash=Clash.KEEP_BOTH)
        tables.append(glossary_csv(build_glossary(empty)))
        words = list(plan_import(empty, read_words(tables[-1].encode()).words).words)
        empty.undo()
    assert empty.value("SELECT count(*) FROM term") == 0
    assert tables[0] == tables[1]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    store, _clock = begin(tmp_path / "empty.facilitator")
    yield store
    store.close()


def test_words_that_are_kept_twice_keep_what_each_says_of_itself(scene_file: Scene) -> None:
    """L1: a word that comes again is an entry of its own, with its own relation."""
    from facilitator.domain.glossary import Clash

    words = [Word("Owner", relation="one_word", plain="one"), Word("Owner", plain="other")]
    bring_words(scene_file.store, words, clash=Clash.KEEP_BOTH)
    found = read(glossary_csv(build_glossary(scene_file.store))).words
    assert {word.plain: word.relation for word in found} == {"one": "one_word", "other": ""}


def test_two_words_for_one_thing_come_back_related(scene_file: Scene) -> None:
    words = [Word("Member", relation="two_words", related=("Customer",)), Word("Customer")]
    bring_words(scene_file.store, words)
    table = glossary_csv(build_glossary(scene_file.store))
    found = {word.term: word for word in read(table).words}
    assert found["Member"].related == ("Customer",)
    assert found["Customer"].related == ("Member",)


@pytest.fixture
def scene_file(tmp_path: Path) -> object:
    found = play(tmp_path / "table.facilitator")
    yield found
    found.store.close()


# --- in ------------------------------------------------------------------------------------------


def test_the_starters_own_columns_are_understood() -> None:
    found = read_words(STARTER.read_bytes())
    assert (len(found.words), found.missing, found.unknown, found.twice) == (198, (), (), ())
    assert found.words[0].home == "Security"
    assert found.words[0].source == "NIST CSRC glossary"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
def test_encodings_are_recognised_and_said(encoding: str, told: str) -> None:
    found = read("Term;Plain words\nRésumé;Größe – “Maß”\n", encoding)
    assert (found.encoding, found.delimiter) == (told, ";")
    assert found.words == (Word("Résumé", plain="Größe – “Maß”"),)


def test_utf_16_written_the_other_way_round_is_recognised() -> None:
    data = b"\xfe\xff" + "Term,Home\nRisk,Shared\n".encode("utf-16-be")
    assert read_words(data).words == (Word("Risk", home="Shared"),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_recognised_also_when_names_are_quoted(delimiter: str) -> None:
    line = delimiter.join(['"TERM"', '"Home, or side"', "plain_LANGUAGE"])
    found = read(f"{line}\r\nRisk{delimiter}x{delimiter}Harm that may come\r\n")
    assert found.delimiter == delimiter
    assert found.words == (Word("Risk", plain="Harm that may come"),)
    assert found.unknown == ("Home, or side",)


def test_missing_columns_lines_without_a_word_and_words_that_come_twice_are_told() -> None:
    found = read("word\nRisk\n\n , \nRISK\n")
    assert found.missing == ("Plain words", "Home", "Why it matters")
    assert found.twice == ("RISK",)
    assert [word.term for word in found.words] == ["Risk", "RISK"]
    found = read("abbr,word\nX,\nY,Risk\n")
    assert found.nameless == (2,)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "it is empty"),
        (b"Plain words,Home\nx,y\n", "no column is called “Term”"),
        (b"PK\x03\x04\x00\x00\x00\x00", "no text, perhaps a spreadsheet"),
        (b"\xff\xfe\x00", "begins like UTF-16"),
    ],
)
def test_what_is_no_table_of_words_is_refused_in_one_sentence(data: bytes, cause: str) -> None:
    with pytest.raises(NotAGlossary, match=cause) as caught:
        read_words(data, "words.csv")
    assert str(caught.value).startswith("words.csv was not read")
    assert "\n" not in str(caught.value)


def test_a_cell_too_long_is_shortened_and_told() -> None:
    found = read(f"Term,Plain words\nRisk,{'x' * (MOST_LETTERS + 5)}\nSafe,y\n")
    assert (found.cut, len(found.words[0].plain)) == ((2,), MOST_LETTERS)


@pytest.mark.parametrize(
    "term", [".*(", "a+b|c", "👩‍👩‍👧 family", "سرية البيانات", "C\\D", "100 %"]
)
def test_any_letters_can_be_a_word(term: str, scene_file: Scene) -> None:
    """Bad input: regular-expression characters, emoji, right-to-left."""
    (word,) = read(glossary_csv(glossary(entry(term)))).words
    bring_words(scene_file.store, [word])
    assert scene_file.store.value("SELECT term FROM term") == term


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ('Term,Plain words\nRisk,"open\nend\nSafe,y\n', 2),
        ('Term,Plain words\nRisk,x\n"Safe,y\nSound,z', 3),
        ('Term,"Plain words\nRisk,x\n', 1),
        ('Term,Plain words\n"Ri"sk,x\nSafe,"', 3),
    ],
)
def test_a_quotation_mark_left_open_never_swallows_the_words_behind_it(
    table: str, line: int
) -> None:
    """Bad input: nothing is half-imported."""
    with pytest.raises(NotAGlossary, match=f"opens in line {line} is never closed"):
        read(table)


def test_quoted_lines_and_nul_inside_do_not_break_the_reading() -> None:
    long = "x" * 5000
    found = read(f'Term,Plain words\nRisk,"{long}\nend"\nSa\0fe,"y"')
    assert [(word.term, word.plain[-4:]) for word in found.words] == [
        ("Risk", "\nend"),
        ("Safe", "y"),
    ]


def test_lines_above_the_heading_are_passed_over() -> None:
    """Bad input: empty lines, and the line in which a spreadsheet says its delimiter."""
    found = read("\r\n \r\nsep=;\r\nTerm;Plain words\r\nRisk;a, b\r\n;x\r\n")
    assert [(word.term, word.plain) for word in found.words] == [("Risk", "a, b")]
    assert found.nameless == (6,)


def test_a_word_that_nobody_sees_is_no_word() -> None:
    """Bad input: zero-width characters."""
    found = read("Term,Plain words\n\u200b,x\n\u202e\u2066 ,y\nnow\u200bhere,z\n")
    assert [word.term for word in found.words] == ["now\u200bhere"]
    assert found.nameless == (2, 3)


def test_a_heading_that_is_not_understood_is_told_in_short() -> None:
    found = read(f"Term,{'x' * 2_000_000}\nRisk,y\n")
    assert found.unknown == ("x" * 40,)


def test_reading_can_be_stopped() -> None:
    class Stopped(Exception):
        pass

    def stop(_lines: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        read_words(b"Term\n" + b"x\n" * 2000, heard=stop)


# --- what it would do ----------------------------------------------------------------------------


def test_the_plan_tells_what_is_new_here_twice_and_whose_homes_are_unknown(
    tmp_path: Path,
) -> None:
    store, _ = begin(tmp_path / "table.facilitator")
    bring_words(store, [Word("Risk")])
    words = read(
        "Term,Home\nRISK,Security\nSafe,Legal\nsafe,Shared\nTable (two meanings),marketing\n"
    ).words
    plan = plan_import(store, words)
    assert (plan.new, plan.here, plan.twice) == (2, ("RISK",), ("safe",))
    assert (plan.labels, plan.asked) == (("Security", "Legal", "marketing"), ("Legal",))
    assert plan.words[-1].term == "Table"
    assert plan.words[-1].relation == "one_word"
    store.close()


def test_fifty_thousand_lines_are_read_and_planned(tmp_path: Path) -> None:
    """Bad input: 50,000 rows."""
    lines = "".join(f"Word {number},plain words of it,Security\r\n" for number in range(50_000))
    found = read(f"Term,Plain words,Home\r\n{lines}")
    store = Store.create(tmp_path / "empty.facilitator", FixedClock(NOW))
    assert plan_import(store, found.words).new == len(found.words) == 50_000
    store.close()
