"""How blocks fill pages: what stays together, what may part, what every page carries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from facilitator.documents import jobs, look, press
from facilitator.documents.desk import Column, Desk, Table
from facilitator.documents.flow import Box, Flow, Row
from facilitator.documents.fonts import FontBook
from facilitator.documents.lines import Span
from facilitator.documents.page import Sheet
from facilitator.documents.press import Printed
from facilitator.documents.roles import Role
from tests.documents import samples
from tests.documents.reading import plain

SHEET = Sheet(300, 300, left=20, right=20, top=20, bottom=20)


def nothing(*_: object) -> None:
    """Listen to progress and do nothing."""


@pytest.fixture
def desk() -> Desk:
    return Desk(SHEET, FontBook(), nothing)


def pages_of(desk: Desk) -> list[list[str]]:
    """Return the texts on each page, in the order of the tree."""
    flow = Flow(SHEET)
    count = len(flow.run(desk.blocks, nothing))
    pages: list[list[str]] = [[] for _ in range(count)]
    for run in desk.root.runs():
        pages[run.page - 1].append(run.text.strip())
    return pages


def fill(desk: Desk, lines: int) -> None:
    """Put that many one-line paragraphs without a gap."""
    for number in range(lines):
        desk.paragraph([Span(f"filler {number}", look.BODY)], after=0)


ROOM = int(SHEET.room // look.BODY.leading)


def test_a_heading_is_never_left_at_the_foot_of_a_page(desk: Desk) -> None:
    fill(desk, ROOM - 2)
    desk.section("Heading", "place", before=0)
    desk.paragraph([Span("body", look.BODY)])
    pages = pages_of(desk)
    assert pages[-1] == ["Heading", "body"]


def table(desk: Desk, rows: int, text: Callable[[int], str] = "row {}".format) -> None:
    made = Table(desk, [Column("Head")])
    for number in range(rows):
        made.row([[Span(text(number), look.DATA)]])
    made.close()


def test_a_table_begins_with_at_least_two_rows(desk: Desk) -> None:
    """A heading keeps with the head of its table and two rows."""
    fill(desk, ROOM - 5)
    desk.section("Heading", "place", before=0)
    table(desk, 6)
    pages = pages_of(desk)
    assert "Heading" not in pages[0]
    assert pages[1][:4] == ["Heading", "Head", "row 0", "row 1"]


def test_a_table_never_ends_with_one_row_alone(desk: Desk) -> None:
    for rows in range(8, 30):
        fresh = Desk(SHEET, FontBook(), nothing)
        table(fresh, rows)
        last = pages_of(fresh)[-1]
        assert len([text for text in last if text.startswith("row")]) >= 2, rows


def test_a_table_head_is_drawn_again_on_every_page(desk: Desk) -> None:
    table(desk, 60)
    flow = Flow(SHEET)
    pages = flow.run(desk.blocks, nothing)
    assert len(pages) > 3
    assert all(page.artifacts == ["Head"] for page in pages[1:])
    assert sum(run.text == "Head" for run in desk.root.runs()) == 1


def test_a_short_row_is_not_parted(desk: Desk) -> None:
    table(desk, 40, lambda n: f"start{n} " + "word " * 12 + f"end{n}")
    for page in pages_of(desk):
        text = " ".join(page)
        starts = set(re.findall(r"start(\d+)", text))
        assert starts == set(re.findall(r"end(\d+)", text))


def test_a_paragraph_leaves_two_lines_on_either_page(desk: Desk) -> None:
    for lines_before in range(ROOM):
        fresh = Desk(SHEET, FontBook(), nothing)
        fill(fresh, lines_before)
        fresh.paragraph([Span("alpha beta gamma delta " * 8, look.BODY)])
        pages = pages_of(fresh)
        if len(pages) == 2:
            on_first = sum("alpha" in text or "beta" in text for text in pages[0])
            assert on_first != 1, lines_before
            assert len(pages[1]) != 1, lines_before


def test_a_box_goes_to_the_next_page_whole(desk: Desk) -> None:
    """A decision is never parted."""
    fill(desk, ROOM - 4)
    rows = [desk.line([Span(f"box {n}", look.BODY)], Role.P, 200) for n in range(6)]
    desk.put(desk.box(rows, decided=True))
    pages = pages_of(desk)
    assert pages[1] == [f"box {n}" for n in range(6)]


def test_a_box_taller_than_a_page_is_parted(desk: Desk) -> None:
    rows = [desk.line([Span(f"box {n}", look.BODY)], Role.P, 200) for n in range(60)]
    desk.put(desk.box(rows, decided=True))
    pages = pages_of(desk)
    assert len(pages) > 3
    assert [text for page in pages for text in page] == [f"box {n}" for n in range(60)]


def test_a_box_of_one_endless_paragraph_is_parted(desk: Desk) -> None:
    words = " ".join(f"w{n}" for n in range(900))
    fill(desk, ROOM - 1)
    desk.put(desk.box([desk.line([Span(words, look.BODY)], Role.P, 200)], decided=True))
    text = " ".join(" ".join(page) for page in pages_of(desk))
    assert text.endswith(words)


def test_a_line_taller_than_the_page_ends(desk: Desk) -> None:
    """Nothing loops: what cannot fit is drawn over the edge."""
    giant = replace(look.TITLE, size=400, leading=500)
    desk.paragraph([Span("A", giant)])
    desk.paragraph([Span("after", look.BODY)])
    assert [text for page in pages_of(desk) for text in page] == ["A", "after"]


def test_nothing_is_drawn_below_the_text(desk: Desk) -> None:
    """Every line of every page ends above the margin."""
    printed = press.render(jobs.minutes_job(samples.MINUTES))
    assert printed.page_count > 2
    fill(desk, 200)
    flow = Flow(SHEET)
    for page in flow.run(desk.blocks, nothing):
        for op in page.ops:
            if match := re.match(r"BT \S+ (\S+) Td", op):
                assert SHEET.bottom <= float(match[1]) <= SHEET.height - SHEET.top


def test_blocks_measure_themselves() -> None:
    row = Row([])
    assert row.height == 0
    assert Box([], "0 0 0", "0 0 0", 100).height == 18


# --- the page around the text --------------------------------------------------------------------


@pytest.fixture(scope="module")
def minutes() -> Printed:
    return press.render(jobs.minutes_job(samples.MINUTES))


def test_each_foot_says_state_version_code_and_classification(minutes: Printed) -> None:
    """MINUTES: page x of y, state and version, classification, a short content code."""
    feet = [text for text in minutes.artifacts if text.startswith("Draft minutes, version 1")]
    codes = [text for text in minutes.artifacts if f"code {minutes.code}" in text]
    assert len(feet) == len(codes) == minutes.page_count
    assert all("Internal: the members" in text for text in codes)


def test_a_foot_that_is_too_long_is_cut_and_the_code_stays() -> None:
    head = replace(samples.ENGAGEMENT, classification="Very long words " * 40)
    printed = press.render(jobs.agenda_job(replace(samples.AGENDA, engagement=head)))
    foot = next(text for text in printed.artifacts if text.startswith("code "))
    assert foot.endswith("\u2026")
    assert printed.code in foot


def test_a_foot_of_two_lines_cuts_nothing_short() -> None:
    """MINUTES: a long standing takes nothing away from who may read the paper."""
    words = "Confidential, for both sides and for the two executives above them"
    head = replace(samples.ENGAGEMENT, classification=words)
    printed = press.render(jobs.agenda_job(replace(samples.AGENDA, engagement=head)))
    assert any(text.endswith(words) for text in printed.artifacts)
    assert not any(text.endswith("\u2026") for text in printed.artifacts)


def test_page_one_stands_alone(minutes: Printed) -> None:
    """At a glance: decisions, actions with owner and date, next session and why, on page 1."""
    first = plain(" ".join(run.text for run in minutes.runs if run.page == 1))
    for words in (
        samples.SLOW_TOOLS.number,
        "Two slow tools are switched off",
        "Doing what customers ask comes before reach.",
        "Marketing: consents with a reservation.",
        "Mei-Lin Castro",
        "14 Aug 2026",
        "Tuesday, 21 July 2026, 10:00",
        "because few items wait",
        "Both sides represented Yes",
    ):
        assert words in first


@pytest.mark.parametrize(
    ("paper_size", "width", "height"),
    [("A4", 595.28, 841.89), ("Letter", 612, 792), ("letter ", 612, 792), ("", 595.28, 841.89)],
)
def test_the_sheet_is_the_one_of_the_engagement(
    paper_size: str, width: float, height: float
) -> None:
    sheet = look.sheet(paper_size)
    assert (sheet.width, sheet.height) == (width, height)


def test_a_long_glance_is_cut_so_that_the_page_still_stands_alone() -> None:
    """Forty actions: the first ten, and how many more there are."""
    actions = tuple(samples.action(f"A-2026-{n:03d}", "Do it") for n in range(40))
    printed = press.render(jobs.minutes_job(replace(samples.MINUTES, actions=actions)))
    first = " ".join(run.text for run in printed.runs if run.page == 1)
    assert "A-2026-009" in first
    assert "A-2026-010" not in first
    assert "and 30 actions more, below" in first


def test_the_contents_of_a_record_name_the_right_pages() -> None:
    """Page numbers are filled in when all pages are known."""
    record = samples.record_of(samples.many_minutes(4, 3))
    printed = press.render(jobs.record_job(record))
    starts = {
        run.text: run.page
        for run in printed.runs
        if run.role is Role.P and run.text.startswith("Quarterly plan, session")
    }
    contents = next(printed.structure.elements(Role.TABLE))
    rows = [[cell.text() for cell in row.elements(Role.TD)] for row in contents.elements(Role.TR)][
        1:
    ]
    assert [row[-1] for row in rows[:4]] == [
        str(starts[f"Quarterly plan, session {row[0]}"]) for row in rows[:4]
    ]
    assert [row[2] for row in rows[4:]] == ["Register of decisions", "Register of actions"]
    assert all(row[-1].isdigit() for row in rows)
