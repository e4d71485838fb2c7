"""The search syntax (U2), against the engine's own index."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from facilitator.domain.search_query import SearchQuery, match_expression, parse_query

TEXTS = ("The data retention period is 90 days", "C++ and data protection", 'She said "NEAR miss"',
         "Grüße aus Łódź", "data-driven, DPIA first")  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Iterator[dbapi2.Connection]:
    """Return an index built as the engagement file builds it."""
    connection = dbapi2.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE search USING fts5(body, kind UNINDEXED,"
        " tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4')"
    )
    connection.executemany("INSERT INTO search VALUES (?, 'note')", [(text,) for text in TEXTS])
    yield connection
    connection.close()


def _hits(index: dbapi2.Connection, text: str, prefix: bool = True) -> set[int] | None:
    expression = match_expression(parse_query(text), prefix)
    if expression is None:
        return None
    sql = "SELECT rowid FROM search WHERE search MATCH ?"
    return {row[0] for row in index.execute(sql, (expression,))}


def test_the_whole_syntax_is_understood_in_any_order() -> None:
    query = parse_query('data is:action "hold back" @ingrid goal:trusted is:open party:sec list')
    assert query == SearchQuery(
        kinds=("action",), states=("open",), people=("ingrid",), goals=("trusted",),
        parties=("sec",), phrases=("hold back",), words=("data", "list"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kinds", "states"),
    [("is:actions", ("action",), ()), ("IS:Decision", ("decision",), ()),
     ("is:people", ("person",), ()), ("is:note", ("note", "notes"), ()),
     ("is:notes", ("note", "notes"), ()), ("is:say-back", ("sayback",), ()),
     ("is:agreed-to-differ", (), ("agreed_to_differ",)), ("is:overdue", (), ("overdue",)),
     ("is:session is:closed", ("session",), ("closed",)), ("is:goals", ("goal",), ()),
     ("is:action is:concern is:action", ("action", "concern"), ()),
     ('is:"open"', (), ("open",)), ("is:parking", ("parked",), ())],
)  # fmt: skip
def test_kinds_and_states_are_told_apart(
    text: str, kinds: tuple[str, ...], states: tuple[str, ...]
) -> None:
    query = parse_query(text)
    assert (query.kinds, query.states, query.unknown) == (kinds, states, ())


@pytest.mark.parametrize("text", ["is:", "is:nonsense", "is:@x"])
def test_an_is_that_names_nothing_is_reported(text: str) -> None:
    assert parse_query(text).unknown == (text,)
    assert parse_query(text).words == ()


def test_values_with_spaces_go_in_quotes() -> None:
    query = parse_query('goal:"one customer view" @"Ingrid Solheim" party:"Security"')
    assert query.goals == ("one customer view",)
    assert query.people == ("Ingrid Solheim",)
    assert query.parties == ("Security",)


@pytest.mark.parametrize(
    ("text", "words"),
    [('"open phr', ("open", "phr")), ("a:b http://x.example", ("a:b", "http://x.example")),
     ("a@b.c", ("a@b.c",)), ("@", ("@",)), ('""', ()), ("C++", ("C++",)), ("this:is", ("this:is",)),
     ("same same", ("same",)), ("nul\0byte", ("nulbyte",))],
)  # fmt: skip
def test_everything_else_is_words(text: str, words: tuple[str, ...]) -> None:
    query = parse_query(text)
    assert query.words == words
    assert query.phrases == ()


@pytest.mark.parametrize("text", ["", "  ", '"', '" "'])
def test_nothing_asked_is_empty(text: str) -> None:
    assert parse_query(text).is_empty
    assert match_expression(parse_query(text)) is None


@pytest.mark.parametrize(
    ("text", "rows"),
    [("data", {1, 2, 5}), ("dat", {1, 2, 5}), ("data prot", {2}), ('"data retention"', {1}),
     ('"retention data"', set()), ("C++", {2}), ("near", {3}), ("NEAR", {3}), ("gruße", {4}),
     ("GRÜSSE", set()), ("łódź", {4}), ("AND", {2}), ("data-dri", {5}), ("(data", {1, 2, 5}),
     ("body:data", set()), ("da*", {1, 2, 5}), ("^data", {1, 2, 5}), ("90", {1})],
)  # fmt: skip
def test_signs_and_operators_mean_nothing_to_the_index(
    index: dbapi2.Connection, text: str, rows: set[int]
) -> None:
    assert _hits(index, text) == rows


def test_without_prefix_only_whole_words_match(index: dbapi2.Connection) -> None:
    assert _hits(index, "dat", prefix=False) == set()
    assert _hits(index, "data dpia", prefix=False) == {5}


@pytest.mark.parametrize("text", ["++", "...", "🙂", "- - -", "is:open @ingrid", '"?!"'])
def test_what_has_no_word_to_match_gives_no_expression(text: str) -> None:
    assert match_expression(parse_query(text)) is None


PIECES = st.sampled_from(
    ['"', "'", "*", "^", "NEAR(", "AND", "NOT", "OR", "-", "+", ":", "(", ")", "{body}", "body:",
     "is:", "is:open", "@", "goal:", "C++", "data", "\0", "\ud800", "é", "\u0301", "🙂", "\ue000",
     " ", "\n", "٣", "Ⅷ", "ᏸ", "\U0001e900"]
)  # fmt: skip


@given(text=st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=30),
                      st.lists(PIECES, max_size=8).map(" ".join)),
       prefix=st.booleans())  # fmt: skip
def test_no_text_makes_the_index_raise(index: dbapi2.Connection, text: str, prefix: bool) -> None:
    """DATA: a search for `C++` must not raise."""
    _hits(index, text, prefix)


@given(st.lists(st.sampled_from(["data", "retention", "90", "protection"]), min_size=1, max_size=4))
def test_more_words_never_find_more(index: dbapi2.Connection, words: list[str]) -> None:
    fewer, more = _hits(index, words[0]), _hits(index, " ".join(words))
    assert fewer is not None
    assert more is not None
    assert more <= fewer
