"""The web page of minutes: words stay words, nothing is fetched, everything printed is there."""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from facilitator.exchange.minutes_html import minutes_html
from facilitator.exchange.minutes_md import minutes_markdown
from facilitator.exchange.scan import place_of_sealed
from facilitator.projections.types import Minutes
from tests.exchange import samples

_VOID = {"meta", "br"}
HOSTILE = '<script>alert(1)</script> & "quoted" \u202eevil\u202c <img src=x onerror=alert(1)>'


class _Tree(HTMLParser):
    """What a browser would make of the page: marks in balance, attributes, text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marks: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marks.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def _tree(page: str) -> _Tree:
    tree = _Tree()
    tree.feed(page)
    tree.close()
    assert tree.open == []
    return tree


def _words(tree: _Tree) -> str:
    return " ".join(" ".join(tree.text).split())


def test_the_page_says_what_the_minutes_say() -> None:
    """M5."""
    minutes = samples.minutes()
    words = _words(_tree(minutes_html(minutes)))
    for decision in minutes.decisions:
        assert decision.wording in words
        assert all(each.reason in words for each in decision.positions)
    for action in minutes.actions:
        assert action.text in words
        assert action.owner in words
    for item in minutes.items:
        assert item.outcome in words
        assert all(note in words for note in item.notes)
    assert all(entry.text in words for entry in (*minutes.raised, *minutes.parked))


def test_what_people_typed_never_becomes_a_mark() -> None:
    minutes = samples.minutes()
    session = dataclasses.replace(minutes.session, title=HOSTILE, link="javascript:alert(1)")
    items = tuple(dataclasses.replace(item, outcome=HOSTILE) for item in minutes.items)
    tree = _tree(minutes_html(dataclasses.replace(minutes, session=session, items=items)))
    names = {name for name, _ in tree.marks}
    assert not names & {"script", "img", "iframe", "object", "link"}
    assert not any(key.startswith("on") for _, marks in tree.marks for key in marks)
    assert all((marks.get("href") or "#").startswith(("#", "http")) for _, marks in tree.marks)
    assert "<script>alert(1)</script>" in _words(tree)


def test_minutes_that_were_read_back_name_each_decision_once() -> None:
    """M2: the frozen text of circulated minutes holds a decision under its item and in the list."""
    minutes = samples.minutes()
    twice = tuple(dataclasses.replace(one) for one in minutes.decisions)
    read_back = dataclasses.replace(minutes, decisions=twice)
    assert minutes_html(read_back) == minutes_html(minutes)
    assert minutes_markdown(read_back) == minutes_markdown(minutes)


def test_emphasis_and_lists_are_as_on_paper() -> None:
    """Also: what is not clearly meant as a mark stays as it was typed."""
    minutes = samples.minutes()
    said = "**Two** of *three*, snake_case stays\n- first\n- second\n1. one\n2. two"
    items = tuple(dataclasses.replace(item, outcome=said) for item in minutes.items)
    page = minutes_html(dataclasses.replace(minutes, items=items))
    assert "<strong>Two</strong> of <em>three</em>, snake_case stays" in page
    assert "<ul><li>first</li><li>second</li></ul>" in page
    assert '<li value="2">two</li></ol>' in page
    _tree(page)


def test_tables_and_headings_can_be_heard() -> None:
    """Heads have a scope, tables a caption, headings skip no level, the language is said."""
    tree = _tree(minutes_html(samples.minutes()))
    heads = [marks for name, marks in tree.marks if name == "th"]
    assert heads
    assert {marks.get("scope") for marks in heads} == {"row", "col"}
    names = [name for name, _ in tree.marks]
    assert names.count("caption") == names.count("table") > 0
    levels = [int(name[1]) for name in names if name in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    html = next(marks for name, marks in tree.marks if name == "html")
    assert (html["lang"], html["dir"]) == ("en", "ltr")


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("de", "ltr")]
)
def test_the_language_decides_the_direction(language: str, direction: str) -> None:
    tree = _tree(minutes_html(_spoken(language)))
    assert tree.marks[0][1] == {"lang": language, "dir": direction}


def _spoken(language: str) -> Minutes:
    minutes = samples.minutes()
    head = dataclasses.replace(minutes.engagement, language=language)
    return dataclasses.replace(minutes, engagement=head)


def test_every_link_leads_to_a_place_that_is_there_once() -> None:
    tree = _tree(minutes_html(samples.minutes()))
    places = [marks["id"] for _, marks in tree.marks if "id" in marks]
    assert len(places) == len(set(places))
    wanted = {
        href[1:] for _, marks in tree.marks if (href := marks.get("href") or "").startswith("#")
    }
    assert wanted
    assert wanted <= set(places)


def test_sealed_words_are_found_in_a_page_also_over_marks_and_inside_them() -> None:
    """S2."""
    sealed = ["Nobody else must read this"]
    page = "<p>Nobody <b>else</b> must&nbsp;read\nthis</p>"
    assert place_of_sealed("html", page, sealed) == "text"
    assert place_of_sealed("html", '<a title="Nobody else must read this">x</a>', sealed)
    assert place_of_sealed("html", "<!-- Nobody else must read this -->", sealed)
    assert place_of_sealed("html", "<p>Everybody may read this</p>", sealed) is None
