"""Markdown of minutes and registers: what people typed stays text (M5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.seal import bare
from facilitator.domain.text import clean
from facilitator.exchange.markdown import bold, cell, escape, paragraph, table
from facilitator.exchange.render import actions_text, decisions_text, minutes_text
from facilitator.exchange.scan import place_of_sealed
from facilitator.projections.types import Minutes
from tests.exchange.samples import actions, decisions, minutes


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a*b* and `code`", r"a\*b\* and \`code\`"),
        ("_all_ of snake_case", r"\_all\_ of snake_case"),
        ("[link](http://x)", r"\[link\](http://x)"),
        ("<b>bold</b> & <script>", r"\<b\>bold\</b\> & \<script\>"),
        ("R&D &amp; &#60;", r"R&D \&amp; \&#60;"),
        ("# not a heading", r"\# not a heading"),
        ("- not a list", r"\- not a list"),
        ("+ nor this", r"\+ nor this"),
        ("> nor a quote", r"\> nor a quote"),
        ("=====", r"\====="),
        ("---", r"\---"),
        ("1. not numbered", r"1\. not numbered"),
        ("2) nor this", r"2\) nor this"),
        ("2026 is a year", "2026 is a year"),
        ("a | b", r"a \| b"),
        ("~~gone~~", r"\~\~gone\~\~"),
        ("back\\slash", r"back\\slash"),
        ("    four spaces", "four spaces"),
        ("tab\there", "tab here"),
        ("![image](x)", r"!\[image\](x)"),
    ],
)
def test_nothing_typed_is_a_mark(typed: str, written: str) -> None:
    assert escape(typed) == written


def test_lines_stay_lines_and_paragraphs_stay_apart() -> None:
    assert paragraph("one\ntwo\n\nthree") == "one\\\ntwo\n\nthree"
    assert paragraph("one\ntwo", "  ") == "one\\\n  two"
    assert bold("one\n\ntwo") == "**one**\\\n**two**"
    assert cell("one\ntwo") == "one<br>two"


def test_a_table_keeps_its_columns_whatever_stands_in_them() -> None:
    lines = table(("A", "B"), [("a | b\nc", "|"), ("", "")]).splitlines()
    assert len(lines) == 4
    assert {line.replace(r"\|", "").count("|") for line in lines} == {3}


@given(st.text(max_size=80).map(clean))
def test_no_letter_is_lost_on_the_way(typed: str) -> None:
    assert bare(paragraph(typed)) == bare(typed)
    if len(bare(typed)) >= 9:
        assert place_of_sealed("md", paragraph(typed), [typed]) == "text"


def test_minutes_tell_everything_once_in_order(held: Minutes) -> None:
    text = minutes_text(held, "md")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Second half",
        "## At a glance",
        "## People",
        "## Previous minutes",
        "## Matters arising",
        "## Agenda",
        "### 2026/12-1 Opt-outs: why amber?",
        "#### D-2026-020",
        "## Other decisions",
        "### D-2026-021",
        "## Actions",
        "## Raised today",
        "## Parking lot",
        "## Next session",
        "## Sent to",
    ]
    for words in ("Two tools are switched off", "Move the voucher", "Both sides represented"):
        assert words in text


def test_what_is_empty_has_no_heading(held: Minutes) -> None:
    empty = replace(held, raised=(), parked=(), matters_arising=(), previous=None, decisions=())
    text = minutes_text(replace(empty, items=()), "md")
    for heading in (
        "## Raised",
        "## Parking",
        "## Matters",
        "## Previous",
        "## Other",
        "## Agenda",
    ):
        assert heading not in text


def test_a_running_session_says_so(held: Minutes) -> None:
    running = replace(held, session=replace(held.session, ends="", state="running"))
    assert "10:00, still running (Europe/Berlin)" in minutes_text(running, "md")


def test_registers_say_when_there_is_nothing_yet() -> None:
    assert "No decisions yet." in decisions_text(replace(decisions(), decisions=()), "md")
    assert "No actions yet." in actions_text(replace(actions(), actions=()), "md")


def test_states_are_words_and_days_are_readable() -> None:
    text = actions_text(actions(), "md")
    assert "10 July 2026 (was 1 July 2026)" in text
    assert "next session" in text
    assert "agreed\\_to" not in decisions_text(decisions(), "md")
    assert "agreed to differ" in decisions_text(decisions(), "md")


@pytest.fixture
def held() -> Minutes:
    return minutes()
