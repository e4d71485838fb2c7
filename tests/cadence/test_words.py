"""The advice in words: every term a sentence with its figure (K3)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from facilitator.cadence import words
from facilitator.cadence.advice import DEFAULTS, Inputs, TermName, advise


def _said(inputs: Inputs, name: TermName, subject: str = "") -> words.Said:
    advice = advise(inputs)
    term = next(each for each in advice.terms if each.name == name)
    return words.said(term, advice, inputs, DEFAULTS, subject)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(69, 4), 0, "17"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(5, 2), 1, "2.5"),
        (Fraction(1461, 100), 1, "14.6"),
        (Fraction(9, 10), 2, "0.9"),
        (14, 1, "14"),
        (1234567, 0, "1,234,567"),
        (Fraction(-5, 2), 1, "-2.5"),
        (Fraction(-1, 100), 1, "0"),
        (0, 1, "0"),
    ],
)
def test_a_figure_is_rounded_half_up_and_has_no_empty_decimals(
    value: int | Fraction, places: int, text: str
) -> None:
    assert words.rounded(value, places) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (1, "every working day"),
        (7, "every week"),
        (14, "every two weeks"),
        (28, "every four weeks"),
        (30, "every 30 days"),
        (91, "every 13 weeks"),
    ],
)
def test_a_rhythm_is_said_in_weeks_where_it_has_some(days: int, text: str) -> None:
    assert words.every(days) == text


@pytest.mark.parametrize(
    ("inputs", "headline", "remarks"),
    [
        (
            Inputs(28, new_per_week=500),
            "Meet every two weeks instead of every four weeks.",
            ["One step at a time: the figures lead to every week."],
        ),
        (
            Inputs(28, red_flag=True),
            "Meet every two weeks instead of every four weeks.",
            ["Not longer than two weeks because of the serious concern that is open."],
        ),
        (
            Inputs(14, incident=True, risky_milestone=3),
            "Meet every week instead of every two weeks.",
            ["Not longer than a week because of the open incident and the milestone at risk."],
        ),
        (
            Inputs(28, new_per_week=500, attendance=Fraction(1, 2)),
            "Stay with every four weeks, and fix the slot or the list of people first.",
            [],
        ),
        (
            Inputs(28, next_is_empty=True),
            "Stay with every four weeks, and skip the next one: nothing is due.",
            [],
        ),
        (
            Inputs(14, next_is_empty=True),
            "Meet every four weeks instead of every two weeks.",
            ["Nothing is due for the next session: it can be skipped."],
        ),
        (
            Inputs(28, decision_due=4),
            "Stay with every four weeks.",
            ["Add one short meeting for the decision that is due; the rhythm stays."],
        ),
    ],
)
def test_the_advice_is_a_sentence(inputs: Inputs, headline: str, remarks: list[str]) -> None:
    advice = advise(inputs)
    assert words.headline(advice, inputs.current) == headline
    assert words.remarks(advice) == remarks


def test_every_term_is_a_sentence_with_its_figure() -> None:
    inputs = Inputs(
        28, 60, 20, 6, 45, True, True, 3, 59, 2, 1, Fraction(3, 4), decision_due=1
    )  # fmt: skip
    said = {name: _said(inputs, name, "Subject") for name in TermName}
    assert said[TermName.NEW].figure == "6 min"
    assert said[TermName.QUEUE] == words.Said(
        "45 min", "Topics waiting: Subject", "to be cleared within four weeks", ""
    )
    assert said[TermName.USABLE].note == "0.9 × (60 min − 20 min fixed), at least 10 min"
    assert said[TermName.NEED] == words.Said(
        "17 min",
        "Needed per week, new plus waiting",
        "6 + 45 ÷ 4, so one session covers 14.6 days",
        "at most two weeks",
    )
    assert said[TermName.MILESTONE].figure == "59 days"
    assert said[TermName.MILESTONE].limit == "at most four weeks"
    assert said[TermName.ATTENDANCE].figure == "75 %"
    assert said[TermName.DECISION].figure == "1 day"
    assert said[TermName.INCIDENT].sentence == "Incident open: “Subject”"
    for each in said.values():
        assert each.figure
        assert each.sentence
        assert each.note


def test_what_is_past_is_said_so() -> None:
    late = _said(Inputs(28, risky_milestone=-4), TermName.MILESTONE, "Test")
    assert (late.figure, late.sentence) == ("4 days", "Late: the milestone “Test”")
    assert late.note == "a late milestone allows a week at most"
    over = _said(Inputs(28, decision_due=-1), TermName.DECISION, "Sign")
    assert (over.figure, over.sentence) == ("1 day", "Late, a decision was needed: “Sign”")


def test_where_there_is_nothing_it_says_that() -> None:
    quiet = Inputs(28)
    assert _said(quiet, TermName.INCIDENT).sentence == "No incident is open"
    assert _said(quiet, TermName.DECISION).figure == "-"
    assert _said(quiet, TermName.NEED).note == "nothing arrives and nothing waits: no limit"
    assert _said(quiet, TermName.QUEUE).sentence == "Nothing is waiting"


def test_what_waits_is_told_by_its_causes() -> None:
    causes = ["parked", "parked", "concern", "concern", "deferred"]
    assert words.waiting(causes) == "2 parked, 2 concerns, 1 deferred decision"
    assert words.waiting(["overdue"], 1200) == "1 overdue action, 1,200 more"
