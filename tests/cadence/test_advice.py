"""The advice: nine worked cases, and what holds for all figures (K3)."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.cadence.advice import (
    DEFAULTS,
    LONGEST,
    RANGES,
    STEPS,
    Advice,
    Inputs,
    TermName,
    Thresholds,
    advise,
    nearest_step,
)
from facilitator.domain.words import AdviceRemark

HALF = Fraction(1, 2)

# case, figures, advice, remark
WORKED = [
    ("lots left", Inputs(14, fixed=10, queue=60, new_per_week=35, overfull=2), 7, "change"),
    ("no topics", Inputs(14, fixed=10, queue=0, new_per_week=5, thin=2), 28, "change"),
    ("cancelled", Inputs(14, fixed=10, queue=10, new_per_week=15, thin=2), 28, "change"),
    ("little to do", Inputs(7, fixed=10, queue=20, new_per_week=15), 14, "change"),
    ("scarce", Inputs(28, queue=60, new_per_week=20, attendance=HALF), 28, "fix_attendance"),
    ("first session", Inputs(14, queue=60, new_per_week=8, age=0), 7, "change"),
    ("incident opened", Inputs(14, queue=20, new_per_week=10, incident=True), 7, "change"),
    ("incident closed", Inputs(7, queue=15, new_per_week=12), 14, "change"),
    ("quiet summer", Inputs(14, queue=5, new_per_week=4, risky_milestone=66), 28, "change"),
]


@pytest.mark.parametrize(("case", "inputs", "days", "remark"), WORKED)
def test_the_worked_cases_give_the_stated_advice(
    case: str, inputs: Inputs, days: int, remark: str
) -> None:
    """CADENCE.md, worked cases; all with sessions of 60 minutes."""
    advice = advise(inputs)
    assert (advice.days, advice.remark.value) == (days, remark), case


def _term(advice: Advice, name: TermName) -> object:
    return next(term for term in advice.terms if term.name == name)


def test_the_picture_of_the_plan_adds_up() -> None:
    """36 minutes usable, 17 needed, one session covers 14.6 days; the concern holds it as well."""
    advice = advise(Inputs(28, queue=45, new_per_week=6, red_flag=True, risky_milestone=59))
    assert (advice.usable, advice.need) == (36, Fraction(69, 4))
    assert round(float(advice.raw_days or 0), 1) == 14.6
    assert (advice.days, advice.target) == (14, 14)
    decides = {term.name for term in advice.terms if term.decides}
    assert decides == {TermName.NEED, TermName.CONCERN}
    limits = {term.name: term.limit for term in advice.terms if term.limit}
    assert limits == {TermName.NEED: 14, TermName.CONCERN: 14, TermName.MILESTONE: 28}
    assert advice.naming == ()  # without the cap it would be 14 as well


# --- one rule at a time --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inputs", "usable"),
    [
        (Inputs(14), 36),
        (Inputs(14, length=90), 63),
        (Inputs(14, length=20), 10),
        (Inputs(14, length=15, fixed=20), 10),
        (Inputs(14, length=45, fixed=8), Fraction(333, 10)),
    ],
)
def test_a_session_can_handle_nine_tenths_of_what_is_not_fixed(
    inputs: Inputs, usable: int | Fraction
) -> None:
    assert advise(inputs).usable == usable


def test_nothing_to_do_sets_no_limit() -> None:
    advice = advise(Inputs(14))
    assert (advice.need, advice.raw_days, advice.target) == (0, None, 28)


@pytest.mark.parametrize(
    ("need", "target"),
    # 1.15 x 7 x 36 / need; the edges are met to the last fraction
    [
        (Fraction(2898, 10) / 28, 28),
        (Fraction(2898, 10) / 28 + Fraction(1, 10**9), 14),
        (Fraction(2898, 10) / 14, 14),
        (Fraction(2898, 10) / 14 + Fraction(1, 10**9), 7),
        (1000, 7),
    ],
)
def test_the_edge_of_a_step_does_not_wobble(need: Fraction, target: int) -> None:
    assert advise(Inputs(14, new_per_week=need)).target == target


@pytest.mark.parametrize(
    ("current", "step"),
    [(1, 7), (10, 7), (11, 14), (20, 14), (21, 28), (22, 28), (30, 28), (90, 28)],
)
def test_a_rhythm_off_the_grid_snaps_to_the_nearest_step(current: int, step: int) -> None:
    assert nearest_step(current) == step


@pytest.mark.parametrize(
    ("current", "needed", "days"),
    [
        (21, 0, 21),  # 28 would do: three weeks are theirs to choose
        (21, 20, 14),
        (21, 500, 14),  # one step from 28
        (16, 20, 16),
        (16, 0, 28),
        (10, 500, 10),
        (10, 0, 14),
        (30, 0, 30),
        (30, 20, 14),
        (1, 500, 1),
    ],
)
def test_a_humans_own_rhythm_stays_where_its_step_is_advised(
    current: int, needed: int, days: int
) -> None:
    advice = advise(Inputs(current, new_per_week=needed))
    assert advice.days == days
    assert (advice.remark == AdviceRemark.KEEP) == (days == current)


def test_a_cap_does_not_leave_a_longer_rhythm_off_the_grid_alone() -> None:
    advice = advise(Inputs(16, red_flag=True))
    assert (advice.days, advice.target, advice.remark) == (14, 14, AdviceRemark.CHANGE)
    assert [cap.name for cap in advice.naming] == [TermName.CONCERN]
    assert advise(Inputs(12, red_flag=True)).days == 12
    assert advise(Inputs(30, risky_milestone=200)).days == 30


def test_thin_sessions_lengthen_by_one_step_and_never_past_a_cap() -> None:
    assert advise(Inputs(14, new_per_week=18, thin=1)).target == 14
    assert advise(Inputs(14, new_per_week=18, thin=2)).target == 28
    capped = advise(Inputs(14, new_per_week=18, thin=2, red_flag=True))
    assert (capped.target, [cap.name for cap in capped.naming]) == (14, [TermName.CONCERN])
    decides = {term.name for term in capped.terms if term.decides}
    assert decides == {TermName.NEED, TermName.CONCERN}


def test_overfull_sessions_shorten_by_one_step_and_a_cap_is_not_shortened_again() -> None:
    assert advise(Inputs(14, new_per_week=18, overfull=1)).target == 14
    assert advise(Inputs(14, new_per_week=18, overfull=2)).target == 7
    assert advise(Inputs(28, overfull=2, red_flag=True)).target == 14
    assert advise(Inputs(14, overfull=2, thin=2)).target == 28


def test_what_thin_and_overfull_did_is_told() -> None:
    thin = advise(Inputs(14, new_per_week=18, thin=2))
    assert {term.name: term.shift for term in thin.terms if term.shift} == {TermName.THIN: 1}
    assert {term.name for term in thin.terms if term.decides} == {TermName.THIN}
    full = advise(Inputs(14, new_per_week=18, overfull=3))
    assert {term.name for term in full.terms if term.decides} == {TermName.OVERFULL}


@pytest.mark.parametrize(
    ("left", "target"), [(-10, 7), (0, 7), (24, 7), (25, 14), (48, 14), (49, 28), (400, 28)]
)
def test_a_milestone_at_risk_is_met_twice_before_its_day(left: int, target: int) -> None:
    """1.15 x half the days left: 48 days give 27.6, 49 give 28.2."""
    assert advise(Inputs(28, risky_milestone=left)).target == target


def test_a_young_group_meets_every_two_weeks_at_least() -> None:
    assert advise(Inputs(14, age=55)).target == 14
    assert advise(Inputs(14, age=56)).target == 28
    assert advise(Inputs(14)).target == 28


def test_an_incident_is_met_at_once_and_all_else_step_by_step() -> None:
    assert advise(Inputs(28, incident=True)).days == 7
    assert advise(Inputs(21, incident=True)).days == 7
    assert advise(Inputs(10, incident=True)).days == 7
    assert advise(Inputs(28, new_per_week=500)).days == 14
    assert advise(Inputs(28, risky_milestone=0)).days == 14
    assert advise(Inputs(7)).days == 14
    calm = Thresholds(incident_days=28)  # it shortens at once; it never lengthens at once
    assert advise(Inputs(7, incident=True), calm).days == 14


def test_a_side_that_stays_away_outranks_every_cap_but_an_incident() -> None:
    away = Inputs(28, attendance=Fraction(69, 100), red_flag=True, age=0, risky_milestone=3)
    advice = advise(away)
    assert (advice.days, advice.remark) == (28, AdviceRemark.FIX_ATTENDANCE)
    assert advise(replace(away, attendance=Fraction(7, 10))).days == 14
    assert advise(replace(away, incident=True)).days == 7
    assert advise(replace(away, current=21)).days == 21
    longer = advise(Inputs(14, attendance=Fraction(0)))
    assert (longer.days, longer.remark) == (28, AdviceRemark.CHANGE)


def test_a_decision_due_sooner_asks_for_one_meeting_more() -> None:
    soon = advise(Inputs(28, decision_due=27))
    assert (soon.extra_meeting, soon.days, soon.remark) == (True, 28, AdviceRemark.KEEP)
    assert not advise(Inputs(28, decision_due=28)).extra_meeting
    assert advise(Inputs(28, decision_due=-3)).extra_meeting
    assert not advise(Inputs(28)).extra_meeting


def test_the_next_session_is_skipped_only_when_nothing_at_all_is_due() -> None:
    empty = Inputs(28, next_is_empty=True, new_per_week=3)
    assert advise(empty).remark == AdviceRemark.SKIP_NEXT
    for changed in (
        {"queue": 1},
        {"incident": True},
        {"red_flag": True},
        {"age": 3},
        {"risky_milestone": 30},
        {"decision_due": 90},
        {"next_is_empty": False},
    ):
        assert not advise(replace(empty, **changed)).skip_next, changed
    assert advise(replace(empty, risky_milestone=200)).skip_next
    longer = advise(replace(empty, current=14))
    assert (longer.remark, longer.skip_next) == (AdviceRemark.CHANGE, True)


def test_only_terms_that_say_something_are_not_idle() -> None:
    quiet = advise(Inputs(28, age=400))
    assert [term.name for term in quiet.terms if not term.is_idle] == [
        TermName.NEW, TermName.QUEUE, TermName.USABLE, TermName.NEED
    ]  # fmt: skip
    loud = Inputs(28, 60, 20, 5, 5, True, True, 0, 0, 1, 1, HALF, 0, False)
    assert not [term.name for term in advise(loud).terms if term.is_idle]


# --- thresholds ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "inputs", "before", "after"),
    [
        ("usable_percent", 50, Inputs(28, new_per_week=10), 28, 14),
        ("least_usable", 40, Inputs(28, length=20, new_per_week=6), 7, 28),
        ("clear_weeks", 1, Inputs(28, queue=20), 28, 14),
        ("room_percent", 100, Inputs(28, new_per_week=10), 28, 14),
        ("thin_sessions", 3, Inputs(14, new_per_week=18, thin=2), 28, 14),
        ("overfull_sessions", 1, Inputs(14, new_per_week=18, overfull=1), 14, 7),
        ("incident_days", 14, Inputs(28, incident=True), 7, 14),
        ("concern_days", 27, Inputs(28, red_flag=True), 14, 14),
        ("concern_days", 28, Inputs(28, red_flag=True), 14, 28),
        ("young_age", 10, Inputs(28, age=20), 14, 28),
        ("young_days", 7, Inputs(28, age=20), 14, 7),
        ("milestone_percent", 100, Inputs(28, risky_milestone=30), 14, 28),
    ],
)
def test_a_threshold_changes_what_it_says(
    name: str, value: int, inputs: Inputs, before: int, after: int
) -> None:
    assert advise(inputs).target == before
    assert advise(inputs, Thresholds(**{name: value})).target == after


def test_the_share_of_sessions_attended_is_a_threshold_too() -> None:
    away = Inputs(28, new_per_week=40, attendance=Fraction(3, 4))
    assert advise(away).days == 14
    assert advise(away, Thresholds(attendance_percent=80)).days == 28


def test_every_threshold_has_a_range_that_holds_its_default() -> None:
    assert set(RANGES) == {field.name for field in fields(Thresholds)}
    for name, (low, high) in RANGES.items():
        assert low <= getattr(DEFAULTS, name) <= high, name


# --- what holds for all figures ------------------------------------------------------------------

minutes = st.one_of(
    st.integers(0, 400), st.fractions(0, 200, max_denominator=60), st.just(Fraction(0))
)
on_grid = st.sampled_from(STEPS)
rhythms = st.one_of(on_grid, st.integers(1, 400))
maybe_days = st.none() | st.integers(-100, 500)
thresholds = st.builds(
    Thresholds, **{name: st.integers(low, high) for name, (low, high) in RANGES.items()}
)


def figures(current: st.SearchStrategy[int] = rhythms) -> st.SearchStrategy[Inputs]:
    return st.builds(
        Inputs,
        current=current,
        length=st.integers(1, 480),
        fixed=st.integers(0, 120),
        new_per_week=minutes,
        queue=minutes,
        incident=st.booleans(),
        red_flag=st.booleans(),
        age=st.none() | st.integers(0, 4000),
        risky_milestone=maybe_days,
        thin=st.integers(0, 5),
        overfull=st.integers(0, 5),
        attendance=st.none() | st.fractions(0, 1, max_denominator=4),
        decision_due=maybe_days,
        next_is_empty=st.booleans(),
    )


@given(figures(), minutes, minutes, thresholds)
def test_more_waiting_work_never_lengthens_the_rhythm(
    inputs: Inputs, queue: Fraction, new: Fraction, own: Thresholds
) -> None:
    more = replace(inputs, queue=inputs.queue + queue, new_per_week=inputs.new_per_week + new)
    assert advise(more, own).days <= advise(inputs, own).days
    assert advise(more, own).target <= advise(inputs, own).target


@given(figures(), thresholds)
def test_the_proposal_never_moves_away_from_its_capped_target(
    inputs: Inputs, own: Thresholds
) -> None:
    advice = advise(inputs, own)
    assert advice.target <= min([LONGEST, *(cap.days for cap in advice.caps)])
    assert abs(advice.days - advice.target) <= abs(inputs.current - advice.target)


@given(figures(on_grid), thresholds)
def test_the_proposal_moves_one_step_at_a_time_except_for_an_incident(
    inputs: Inputs, own: Thresholds
) -> None:
    advice = advise(inputs, own)
    moved = STEPS.index(advice.days) - STEPS.index(inputs.current)
    if inputs.incident and advice.target < inputs.current:
        assert advice.days == advice.target
    else:
        assert abs(moved) <= 1
    if advice.remark != AdviceRemark.FIX_ATTENDANCE:
        assert (moved == 0) == (advice.target == inputs.current)


@given(figures(), thresholds)
def test_the_proposal_is_a_step_or_the_humans_own_rhythm(inputs: Inputs, own: Thresholds) -> None:
    advice = advise(inputs, own)
    assert advice.days in (*STEPS, inputs.current)
    assert advice.target in STEPS
    assert (advice.days == inputs.current) == (advice.remark != AdviceRemark.CHANGE)


@given(figures(), thresholds)
def test_every_cap_and_every_correction_only_does_what_it_is_for(
    inputs: Inputs, own: Thresholds
) -> None:
    """A fact that calls for more meetings never lengthens, a thin session never shortens."""
    target = advise(inputs, own).target
    for worse in ({"incident": True}, {"red_flag": True}, {"age": 0}, {"overfull": 99}):
        assert advise(replace(inputs, **worse), own).target <= target
    assert advise(replace(inputs, thin=99), own).target >= target
    assert advise(replace(inputs, risky_milestone=None), own).target >= target


@given(figures(), thresholds)
def test_low_attendance_never_shortens_without_an_incident(inputs: Inputs, own: Thresholds) -> None:
    away = replace(inputs, attendance=Fraction(-1), incident=False)
    assert advise(away, own).days >= inputs.current
    struck = replace(away, incident=True)
    assert advise(struck, own).days == advise(replace(struck, attendance=None), own).days


@given(figures(), thresholds)
def test_the_same_figures_give_the_same_advice_and_some_term_decides(
    inputs: Inputs, own: Thresholds
) -> None:
    advice = advise(inputs, own)
    assert advice == advise(replace(inputs), own)
    assert [term.name for term in advice.terms] == list(TermName)
    assert any(term.decides for term in advice.terms)
    assert (advice.raw_days is None) == (advice.need == 0)
