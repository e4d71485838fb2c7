"""The words of dates: zones, clock changes, moves, and what is counted of a month (K2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from facilitator.domain.rule import Pattern, Rule, weekly
from facilitator.queries.calendar import Occasion
from ui.item_models.occasion_rows import day_marks, occasion_rows
from ui.widgets.month_grid import MarkShape
from ui.wording import calendar as wording

TODAY = date(2026, 6, 30)
BERLIN, LONDON, NEW_YORK = "Europe/Berlin", "Europe/London", "America/New_York"
PLANNED = Occasion(
    1, 2, 3, "2026-07-21T10:00", "2026-07-21T10:00", BERLIN, 3600, "planned", "2026/13",
    "Do the tools obey?", "recurring_sync", "", "", is_extra=False, without_facilitator=False,
)  # fmt: skip
FREE = replace(PLANNED, session_id=None, state="free", label="")


def test_a_time_is_said_in_both_zones_only_where_they_differ() -> None:
    assert wording.elsewhere(PLANNED, BERLIN, TODAY) == ""
    there = replace(PLANNED, zone=LONDON)
    assert wording.elsewhere(there, BERLIN, TODAY) == (
        "10:00 in Europe/London, 11:00 in Europe/Berlin"
    )
    assert wording.elsewhere(replace(PLANNED, zone="Europe/Paris"), BERLIN, TODAY) == ""
    late = replace(PLANNED, starts_local="2026-07-21T20:00", zone=NEW_YORK)
    assert "Wed 22 Jul 02:00 in Europe/Berlin" in wording.elsewhere(late, BERLIN, TODAY)


def test_a_hint_says_when_the_clocks_change_the_night_before() -> None:
    autumn = replace(FREE, starts_local="2026-10-25T10:00")
    assert wording.clock_hint(autumn, BERLIN) == "The clocks change the night before."
    assert wording.clock_hint(replace(FREE, starts_local="2026-10-26T10:00"), BERLIN) == ""
    between = replace(FREE, starts_local="2026-10-27T10:00", zone=NEW_YORK)
    assert "change on different days" in wording.clock_hint(between, BERLIN)
    after = replace(FREE, starts_local="2026-12-08T10:00", zone=NEW_YORK)
    assert wording.clock_hint(after, BERLIN) == ""


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ("2026-07-21T10:00", ""),
        ("2026-07-22T10:00", "moved from Tue 21 Jul"),
        ("2026-07-21T14:00", "moved from 10:00"),
    ],
)
def test_what_moved_says_from_where(starts: str, words: str) -> None:
    assert wording.moved_from(replace(PLANNED, starts_local=starts), TODAY) == words


def test_what_has_passed_without_a_session_is_told_from_what_comes() -> None:
    past = replace(FREE, starts_local="2026-06-02T10:00")
    assert [wording.kind_of(each, TODAY) for each in (FREE, past)] == ["free", "past"]
    missed = replace(PLANNED, starts_local="2026-06-02T10:00")
    assert wording.state(missed, TODAY)[0] == "Planned, not held"


def test_a_month_is_summed_up_in_words() -> None:
    found = [PLANNED, FREE, replace(FREE, state="skipped"), replace(PLANNED, state="closed")]
    assert wording.summary(found, TODAY) == "1 held, 1 planned, 1 not planned yet, 1 skipped"


def test_a_stretch_names_its_months_and_a_year_itself() -> None:
    assert wording.stretch(date(2026, 5, 1), date(2026, 7, 31), TODAY) == "May to July 2026"
    assert wording.stretch(date(2026, 12, 1), date(2027, 2, 28), TODAY) == (
        "December 2026 to February 2027"
    )
    assert wording.stretch(date(2026, 1, 1), date(2026, 12, 31), TODAY) == "2026"


def test_narrow_bands_say_weeks_or_months() -> None:
    assert wording.tiny_words(weekly(3)) == "3 wk"
    assert wording.tiny_words(Rule(Pattern.MONTH_WEEKDAY, 2, (1,), 1)) == "2 mo"
    assert wording.tiny_words(Rule(Pattern.WORKING_DAYS)) == ""


def test_only_what_was_not_held_can_be_moved_and_nothing_in_a_read_only_file() -> None:
    held = replace(PLANNED, session_id=4, state="closed", starts_local="2026-06-23T10:00",
                   original_local="2026-06-23T10:00")  # fmt: skip
    marks = {mark.key: mark for mark in day_marks([held, PLANNED], TODAY, BERLIN, can_write=True)}
    assert [mark.can_move for mark in marks.values()] == [False, True]
    locked = day_marks([held, PLANNED], TODAY, BERLIN, can_write=False)
    assert not any(mark.can_move for mark in locked)


def test_the_next_planned_one_is_marked_and_rows_are_headed_by_month() -> None:
    later = replace(PLANNED, session_id=5, starts_local="2026-08-18T10:00",
                    original_local="2026-08-18T10:00")  # fmt: skip
    shapes = [mark.shape for mark in day_marks([PLANNED, later], TODAY, BERLIN, can_write=True)]
    assert shapes == [MarkShape.NEXT, MarkShape.RING]
    rows = occasion_rows([PLANNED, later], TODAY, BERLIN)
    assert [row.title for row in rows if row.is_heading] == ["July", "August"]
    alone = replace(PLANNED, without_facilitator=True)
    assert "Without the facilitator" in occasion_rows([alone], TODAY, BERLIN)[1].words()
