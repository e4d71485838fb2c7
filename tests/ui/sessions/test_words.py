"""Sentences about sessions, as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.domain.rule import weekly
from facilitator.queries.carry_over import Candidate, Left
from facilitator.queries.readiness import Readiness
from facilitator.queries.series import RhythmRow, SeriesRow
from ui.wording import ready, returning
from ui.wording import sessions as words
from ui.wording.series import series_line

TODAY = date(2026, 6, 30)


def _candidate(source: str, why: str, **more: object) -> Candidate:
    values: dict[str, object] = {
        "source": source, "source_id": 1, "title": "X", "why": why, "since": "2026-06-02",
        "label": "", "party": "", "is_serious": False, "length_s": 600, "is_ticked": True,
        "purpose": "review", "asked_by_party_id": None, "goal_id": None,
    }  # fmt: skip
    return Candidate(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("candidate", "sentence"),
    [
        (_candidate("agenda_item", "not_reached"), "Not reached on 2 Jun"),
        (_candidate("agenda_item", "standing"), "Standing item"),
        (
            _candidate("concern", "concern", party="Security", is_serious=True),
            "Serious concern of Security, unanswered since 2 Jun",
        ),
        (
            _candidate("action", "overdue", label="A-2026-021", party="Marketing"),
            "A-2026-021 of Marketing was due 2 Jun",
        ),
        (
            _candidate("decision", "deferred", label="D-2026-009"),
            "D-2026-009 was deferred, review was due 2 Jun",
        ),
        (_candidate("capture", "parked", party="Security"), "Parked 2 Jun, by Security"),
    ],
)
def test_each_rule_of_carry_over_has_its_sentence(candidate: Candidate, sentence: str) -> None:
    """P5."""
    assert returning.reason(candidate, TODAY) == sentence


def test_what_stays_says_why() -> None:
    """P5."""
    assert returning.left_reason(Left("X", "not_due", "A-2026-022")) == "A-2026-022 is not due yet"


def test_a_series_is_one_line_with_its_end() -> None:
    rhythm = RhythmRow(1, 1, "2026-07-07T10:00", "Europe/Berlin", 3600, weekly(2), "", "", None)
    row = SeriesRow(1, "Table", "", "", "", "", "2026-12-15", (rhythm,))
    assert series_line(row, TODAY) == "every 2 weeks, Tuesday 10:00, until 15 Dec"


def test_the_kept_rhythm_joins_equal_distances_and_pairs_single_ones() -> None:
    days = [date(2026, 1, 13), date(2026, 1, 27), date(2026, 2, 10), date(2026, 3, 3),
            date(2026, 3, 10)]  # fmt: skip
    found = [(each.words, each.short) for each in words.stretches(days)]
    assert found == [("every 2 weeks", "2 wk"), ("3, then 1 week", "3, 1 wk")]


def test_an_over_run_is_counted_in_minutes() -> None:
    """P3."""
    assert words.agenda_line(6, 63 * 60, 3600) == ("63 of 60 min, 3 over", "warn")
    assert words.agenda_line(3, 45 * 60, 3600) == ("45 of 60 min, 15 free", "text2")
    assert words.planned_line(1, 900, 3600) == ("1 item, 15 of 60 min", "text2")


def test_an_empty_agenda_is_the_only_gap_there_is() -> None:
    """P9."""
    assert [gap.words for gap in ready.gaps([], Readiness(), TODAY)] == ["the agenda is empty"]


@pytest.mark.parametrize(
    ("count", "said"), [(830, "830 bytes"), (120_400, "120 kB"), (4_200_000, "4.2 MB")]
)
def test_sizes_are_said_in_the_unit_people_use(count: int, said: str) -> None:
    assert words.size(count) == said


def test_one_of_a_kind_is_said_in_the_singular() -> None:
    assert words.made_line(1, 1) == "1 decision, 1 action"
    assert words.made_line(0, 2) == "0 decisions, 2 actions"
