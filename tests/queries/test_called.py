"""A number that somebody types goes to what is called so (U2)."""

from __future__ import annotations

import pytest

from facilitator.queries.called import called
from facilitator.queries.search import not_understood, search
from facilitator.store import Reader


def _labels(reader: Reader, query: str) -> list[str]:
    return [hit.number for hit in search(reader, query)]


@pytest.mark.parametrize("query", ["D-2026-019", "d-2026-019", "A-2026-024", "2026/12"])
def test_a_whole_number_comes_first(demo: Reader, query: str) -> None:
    assert _labels(demo, query)[0] == query.upper()


def test_the_beginning_of_a_number_finds_all_that_begin_so(demo: Reader) -> None:
    found = _labels(demo, "D-2026-02")
    assert found[:2] == ["D-2026-021", "D-2026-020"]
    assert "D-2026-019" not in found


def test_a_number_may_be_typed_without_its_zeros(demo: Reader) -> None:
    assert _labels(demo, "2026/3")[0] == "2026/03"
    assert _labels(demo, "D-2026-7")[0] == "D-2026-007"


def test_an_item_is_called_by_its_session_and_place(demo: Reader) -> None:
    (hit, *_) = search(demo, "2026/12-2")
    assert (hit.kind, hit.number) == ("item", "2026/12-2")


def test_a_text_that_mentions_a_number_follows_what_is_called_so(demo: Reader) -> None:
    found = search(demo, "A-2026-025")
    assert [hit.kind for hit in found][:2] == ["action", "item"]


def test_a_number_that_nobody_has_is_only_looked_for_in_the_text(demo: Reader) -> None:
    assert called(demo, "D-2026-999") == []
    assert called(demo, "2031/01") == []
    assert called(demo, "19") == []
    assert search(demo, "D-2026-999") == []


def test_what_a_query_names_and_nobody_knows_is_told(demo: Reader) -> None:
    words = "is:decision is:nonsense @jonas @nobody goal:zzz party:marketing"
    assert not_understood(demo, words) == ("is:nonsense", "@nobody", "goal:zzz")
    assert not_understood(demo, "voucher") == ()
