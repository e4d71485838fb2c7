"""Where minutes stand, on paper and in text: head, foot and the section on approval (M2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.documents import render
from facilitator.exchange.minutes_html import minutes_html
from facilitator.exchange.minutes_md import minutes_markdown
from facilitator.projections.approval import (
    Approval,
    CorrectionEntry,
    ObjectionEntry,
    SideAnswer,
)
from facilitator.projections.types import Minutes
from tests.documents import samples
from tests.documents.test_minutes import text_of

SECURITY, MARKETING = samples.SECURITY, samples.MARKETING
OUT = Approval(
    state="circulated", version=1, circulated_on="2026-06-24", comments_until="2026-07-03",
    answers=(SideAnswer(SECURITY, ""), SideAnswer(MARKETING, "")),
)  # fmt: skip
CONTESTED = SideAnswer(
    MARKETING, "contests", by_name="Jonas Feld", came_by="mail", on="2026-06-25",
    objections=(ObjectionEntry("2026/12-2", "It was amber"), ObjectionEntry("D-2026-020", "")),
)  # fmt: skip
FIXES = (
    CorrectionEntry(1, 2, "2026/12-1", "amber", "red", "A slip", SECURITY, "2026-06-26"),
    CorrectionEntry(2, 2, "2026/12-3", "", "more", "Left out", None, "2026-07-09", True),
)
APPROVED = replace(
    OUT, state="approved", version=2, approved_on="2026-07-08", approved_in="2026/13",
    answers=(SideAnswer(SECURITY, "no_objection"), CONTESTED), corrections=FIXES,
    despite="Both want to go on", record_head="0123456789abcdef", record_number=8,
)  # fmt: skip


def standing_at(approval: Approval) -> Minutes:
    return replace(samples.MINUTES, version=approval.version, approval=approval)


@pytest.mark.parametrize(
    ("approval", "head", "foot"),
    [
        (Approval(), "DRAFT MINUTES, version 1", "Draft minutes, version 1"),
        (
            OUT,
            "MINUTES, version 1, comments until 3 Jul 2026",
            "Minutes, version 1, comments until 3\xa0Jul\xa02026",
        ),
        (
            replace(OUT, state="corrected", version=2),
            "MINUTES, corrected version 2, comments until 3 Jul 2026",
            "Minutes, corrected version 2",
        ),
        (APPROVED, "APPROVED MINUTES, version 2", "Approved minutes, version 2"),
    ],
)
def test_head_and_foot_say_what_this_is(approval: Approval, head: str, foot: str) -> None:
    """MINUTES 1: what this is and its version, on every page."""
    printed = render(standing_at(approval))
    assert head in text_of(printed)
    feet = [text for text in printed.artifacts if text.startswith(foot)]
    assert len(feet) == printed.page_count


def test_a_first_draft_has_no_section_on_approval() -> None:
    """M2: nobody was asked yet."""
    assert "Circulated" not in text_of(render(samples.MINUTES))
    assert "## Approval" not in minutes_markdown(samples.MINUTES)


def test_a_draft_after_a_version_says_so() -> None:
    """M2: nobody takes it for what went out."""
    text = text_of(render(standing_at(Approval(version=2, went_out=1))))
    assert "Version 1 went out." in text


def test_paper_tells_what_each_side_said_and_every_correction() -> None:
    """MINUTES 11: circulated, comments until, answers, what is contested, corrections."""
    text = text_of(render(standing_at(APPROVED)))
    for words in (
        "Version 2, on 24 June 2026; comments until 3 July 2026",
        "No objection received",
        "Contests (Jonas Feld, by mail, on 25 Jun 2026)",
        "2026/12-2: It was amber",
        "On 8 July 2026, in session 2026/13",
        "Both want to go on",
        "Event 8, 0123456789abcdef",
        "Before: amber",
        "After: red",
        "after approval, 9 Jul 2026",
        "A slip",
    ):
        assert words in text, words


def test_what_is_contested_says_so_where_it_stands() -> None:
    """M2: approved despite an objection, an item and a decision print as contested."""
    text = text_of(render(standing_at(APPROVED)))
    assert "contested by Marketing" in text
    assert "Decision D-2026-020 is contested by Marketing." in text
    assert "contested" not in text_of(render(samples.MINUTES))


@pytest.mark.parametrize("write", [minutes_markdown, minutes_html])
def test_text_exports_tell_the_same(write: object) -> None:
    """M5: Markdown and the web page say where minutes stand."""
    assert callable(write)
    text = write(standing_at(APPROVED)).replace("\\", "")
    for words in (
        "Approved minutes, version 2",
        "no objection received",
        "2026/12-2: It was amber",
        "Both want to go on",
        "event 8, 0123456789abcdef",
        "after approval",
        "A slip (asked for by",
    ):
        assert words in text, words
