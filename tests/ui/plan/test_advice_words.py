"""The sentences of the advice: headline, every figure with how it came about, answers (K3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from facilitator.cadence.advice import Inputs, TermName, Thresholds, advise
from facilitator.clock import FixedClock
from facilitator.commands import advice as commands
from facilitator.domain.words import AdviceRemark
from facilitator.queries.cadence import AdviceView, Counted, advice_now, history
from facilitator.queries.figures import Figure, Source
from facilitator.store import Reader, Store
from tests.demo_file import NOW, demo_file
from ui.wording import advice as words
from ui.wording import plan as wording_plan
from ui.wording import sources as wording_sources
from ui.wording import thresholds as wording_thresholds

TODAY = date(2026, 6, 30)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Store]:
    with Store.open(demo_file(tmp_path), FixedClock(NOW)) as store:
        yield store


def _view(demo: Reader, inputs: Inputs, **sources: tuple[Source, ...]) -> AdviceView:
    """Return what an advice on these figures shows; the series is that of the demo."""
    now = advice_now(demo, demo.value("SELECT id FROM series"))
    assert now is not None
    known = now.counted
    figures = {
        name: Figure(0, sources.get(name.value, ()), len(sources.get(name.value, ())))
        for name in TermName
    }
    counted = Counted(
        known.series, known.rhythm, TODAY, inputs, Thresholds(), figures, known.coming
    )
    return AdviceView(counted, advise(inputs), None, None)


def _told(view: AdviceView, name: TermName) -> tuple[str, str, str, str]:
    term = next(each for each in view.advice.terms if each.name is name)
    return (
        words.term_figure(term), words.term_title(term, view.counted),
        words.term_how(term, view), words.term_limit(term),
    )  # fmt: skip


# --- the headline --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        (Inputs(28, queue=60, new_per_week=20), "Advice: meet every two weeks instead of four"),
        (Inputs(14, incident=True), "Advice: meet every week instead of every two weeks"),
        (Inputs(7, new_per_week=12), "Advice: meet every two weeks instead of one"),
        (Inputs(30, red_flag=True), "Advice: meet every two weeks instead of every 30 days"),
        (Inputs(14, new_per_week=20), "Keep the rhythm: every two weeks"),
        (
            Inputs(28, queue=60, new_per_week=20, attendance=Fraction(1, 2)),
            "Keep the rhythm: fix the slot or the list of people first",
        ),
        (Inputs(28, next_is_empty=True), "Keep the rhythm, and skip the next one"),
    ],
)
def test_the_headline_says_what_the_advice_comes_to(inputs: Inputs, said: str) -> None:
    """K3."""
    assert words.headline(advise(inputs), inputs.current) == said


def test_one_step_on_the_way_is_said() -> None:
    """K3: one step at a time except for an incident."""
    far = advise(Inputs(28, queue=200, new_per_week=30))
    assert words.why_step(far) == "One step at a time: the figures lead to every week."
    assert words.why_step(advise(Inputs(14, queue=200, new_per_week=30))) == ""


# --- every figure --------------------------------------------------------------------------------


def test_the_minutes_are_told_with_how_they_came_about(demo: Reader) -> None:
    """K3: the sentences of the design's picture, to the figure."""
    waiting = tuple(Source("parked", number, "", "parked") for number in range(3))
    view = _view(
        demo, Inputs(28, new_per_week=6, queue=45, red_flag=True),
        queue=(*waiting, Source("decision", 9, "", "deferred"),
               Source("concern", 8, "", "serious")),
    )  # fmt: skip
    assert _told(view, TermName.NEW) == (
        "6 min", "New topics that arrive each week", "mean of the last four weeks", "",
    )  # fmt: skip
    assert _told(view, TermName.QUEUE) == (
        "45 min", "Topics waiting: 3 parked, 1 deferred decision, 1 concern",
        "to be cleared within four weeks", "",
    )  # fmt: skip
    assert _told(view, TermName.USABLE)[::2] == ("36 min", "0.9 × (60 min − 20 min fixed)")
    assert _told(view, TermName.NEED) == (
        "17 min", "Needed per week, new plus waiting",
        "6 + 45 ÷ 4, so one session covers 14.6 days", "at most 14 days",
    )  # fmt: skip


def test_no_need_is_no_limit_and_the_least_is_said(demo: Reader) -> None:
    """K3."""
    view = _view(demo, Inputs(28, length=20))
    assert _told(view, TermName.NEED)[2] == "nothing arrives and nothing waits: no limit from this"
    assert _told(view, TermName.USABLE)[2].endswith("at least 10 min")
    assert _told(view, TermName.QUEUE)[1] == "Nothing is waiting"


def test_limits_name_what_they_come_from(demo: Reader) -> None:
    """K3."""
    view = _view(
        demo, Inputs(28, incident=True, red_flag=True, age=20, risky_milestone=59),
        incident=(Source("incident", 1, "Stolen log-in", "open"),),
        concern=(Source("concern", 2, "We cannot prove it", "serious"),
                 Source("concern", 3, "Another", "serious")),
        milestone=(Source("milestone", 4, "Preference centre public", "at_risk"),),
    )  # fmt: skip
    assert _told(view, TermName.INCIDENT) == (
        "1", "Incident open: “Stolen log-in”", "every week while it is open", "at most 7 days",
    )  # fmt: skip
    assert _told(view, TermName.CONCERN)[1:3] == (
        "Serious concerns open: “We cannot prove it” and 1 more",
        "not longer than two weeks while it is open",
    )
    assert _told(view, TermName.AGE) == (
        "20 days", "Since the first session", "not longer than two weeks in the first 56 days",
        "at most 14 days",
    )  # fmt: skip
    assert _told(view, TermName.MILESTONE) == (
        "59 days", "To “Preference centre public”, at risk",
        "half of it with room to spare allows four weeks", "at most 28 days",
    )  # fmt: skip


def test_a_milestone_that_is_past_is_told_so(demo: Reader) -> None:
    """K3."""
    late = (Source("milestone", 4, "Test", "late"),)
    view = _view(demo, Inputs(28, risky_milestone=-4), milestone=late)
    assert _told(view, TermName.MILESTONE)[:3] == (
        "4 days", "Late: “Test”", "a late milestone allows a week at most",
    )  # fmt: skip


def test_sessions_in_a_row_move_a_step(demo: Reader) -> None:
    """K3."""
    view = _view(demo, Inputs(14, new_per_week=20, thin=2))
    assert _told(view, TermName.THIN)[::3] == ("2", "one step longer")
    view = _view(demo, Inputs(14, new_per_week=20, overfull=2))
    assert _told(view, TermName.OVERFULL)[::3] == ("2", "one step shorter")


def test_attendance_is_told_of_the_side_that_was_seen_least(demo: Reader) -> None:
    """K3."""
    rows = tuple(
        Source("session", n, "", "attended" if n else "missed", 0, "", "Legal") for n in range(2)
    )
    view = _view(
        demo, Inputs(28, queue=60, new_per_week=20, attendance=Fraction(1, 2)), attendance=rows
    )
    assert view.advice.remark is AdviceRemark.FIX_ATTENDANCE
    told = _told(view, TermName.ATTENDANCE)
    assert told[:2] == ("50 %", "Legal attended 1 of the last two sessions")
    assert told[2].startswith("below 70 %: fix the slot")
    everybody = tuple(Source("session", n, "", "attended", 0, "", "Legal") for n in range(4))
    view = _view(demo, Inputs(28, attendance=1), attendance=everybody)
    assert _told(view, TermName.ATTENDANCE)[:3] == (
        "100 %", "Every side attended the last four sessions", "nothing to fix first",
    )  # fmt: skip


def test_a_decision_due_sooner_asks_for_one_meeting_more(demo: Reader) -> None:
    """K3."""
    need = (Source("item", 1, "Who signs?", "needed", 0, "2026-07-08"),)
    view = _view(demo, Inputs(28, decision_due=8), decision=need)
    assert _told(view, TermName.DECISION) == (
        "8 days", "Until a decision is needed: “Who signs?”",
        "sooner than the rhythm: one short meeting more", "one meeting more",
    )  # fmt: skip


# --- rows, thresholds, answers -------------------------------------------------------------------


def test_rows_say_why_they_count_whose_they_are_and_since_when() -> None:
    """K3."""
    row = Source("parked", 1, "Locked screens", "parked", 10, "2026-05-19", "Marketing")
    assert wording_sources.source_second(row, TODAY) == "Parked, Marketing, 19 May"
    assert wording_sources.source_minutes(row) == "10 min"
    assert wording_sources.source_minutes(Source("session", 1, "", "attended")) == ""
    assert wording_sources.source_minutes(Source("session", 1, "", "used")) == "0 min"


def test_every_threshold_has_a_name_a_meaning_and_its_default() -> None:
    """K3: each a judgement that can be changed."""
    names = list(Thresholds.__dataclass_fields__)
    assert len({wording_thresholds.threshold_name(name) for name in names}) == len(names)
    assert wording_thresholds.threshold_meaning("clear_weeks", 4).endswith("Default 4.")


def test_answers_are_told_with_their_reason(demo: Store) -> None:
    """K3."""
    series_id = demo.value("SELECT id FROM series")
    commands.decline_advice(demo, series_id, "summer sale freeze")
    row = history(demo, series_id)[-1]
    assert words.standing(row, TODAY).startswith(
        "Declined on Tue 30 June because summer sale freeze. It stays declined"
    )
    assert words.remark_words(row) == "every two weeks"
    demo.undo()
    commands.accept_advice(demo, series_id, "2026-07-21T10:00", "the list is long")
    told = words.standing(history(demo, series_id)[-1], TODAY)
    assert told == "Accepted on Tue 30 June, from Tue 21 Jul, because the list is long."


@pytest.mark.parametrize(
    ("days", "every", "short"),
    [(1, "every day", "1 days"), (7, "every week", "weekly"), (14, "every two weeks", "2 weeks"),
     (28, "every four weeks", "4 weeks"), (30, "every 30 days", "30 days"),
     (42, "every 6 weeks", "6 weeks")],
)  # fmt: skip
def test_rhythms_are_told_in_weeks_where_they_are(days: int, every: str, short: str) -> None:
    """K3."""
    assert wording_plan.every_days(days) == every
    if days > 1:
        assert wording_plan.rhythm_days(days) == short
