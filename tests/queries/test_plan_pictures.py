"""Rhythm and load over time, the next dates, and where a figure's rows stand (K1, K3)."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.commands import advice, decisions, goals, milestones, series, sessions
from facilitator.commands.agenda import add_item
from facilitator.domain.rule import weekly
from facilitator.domain.words import DecisionState
from facilitator.queries.figure_ways import figure_way, session_way, slot_way
from facilitator.queries.figures import Source
from facilitator.queries.next_dates import next_dates
from facilitator.queries.plan_pictures import Load, rhythm_and_load, span
from facilitator.store import Reader
from tests.commands.scene import Scene

FIRST, LAST = date(2026, 1, 1), date(2026, 9, 30)


def _series_of(reader: Reader) -> int:
    found = reader.value("SELECT id FROM series")
    assert isinstance(found, int)
    return found


# --- rhythm and load -----------------------------------------------------------------------------


def test_the_demo_shows_every_session_with_what_it_took(demo: Reader) -> None:
    """K3: planned and used minutes of every held session equal a plain count."""
    found = rhythm_and_load(demo, _series_of(demo), FIRST, LAST)
    held = {each.session_id: each for each in found.loads if each.is_held}
    counted = demo.all(
        "SELECT s.id, s.length_s, sum(i.used_s) AS used FROM session s"
        " JOIN agenda_item i ON i.session_id = s.id WHERE s.state = 'closed' GROUP BY s.id"
    )
    assert {key: (each.planned_s, each.used_s) for key, each in held.items()} == {
        row["id"]: (row["length_s"], row["used"]) for row in counted
    }
    assert len(held) == 12


def test_what_is_to_come_shows_what_its_agenda_asks_for(demo: Reader) -> None:
    """K3: 2026/13 is three minutes too full."""
    found = rhythm_and_load(demo, _series_of(demo), FIRST, LAST)
    next_one = next(each for each in found.loads if each.label == "2026/13")
    assert (next_one.state, next_one.used_s) == ("planned", None)
    assert (next_one.filled_s, next_one.over_s) == (3600, 180)


def test_bands_follow_each_other_and_one_is_in_force(demo: Reader) -> None:
    """K3."""
    found = rhythm_and_load(demo, _series_of(demo), FIRST, LAST)
    ends = [each.until_on for each in found.bands[:-1]]
    assert ends == [each.starts_on for each in found.bands[1:]]
    assert [each.rule.every for each in found.bands if each.is_in_force] == [4]


def test_a_stretch_without_anything_is_empty(demo: Reader) -> None:
    """K3."""
    found = rhythm_and_load(demo, _series_of(demo), date(2019, 1, 1), date(2019, 12, 31))
    assert (found.loads, found.bands, found.advices) == ((), (), ())


def test_without_a_series_the_sessions_outside_of_all_are_shown(scene: Scene) -> None:
    """K3: an empty plan is no mistake."""
    found = rhythm_and_load(scene.store, None, FIRST, LAST)
    assert {each.session_id for each in found.loads} == {scene.held, scene.planned}
    assert found.bands == ()


def test_another_series_does_not_show(scene: Scene) -> None:
    """K2."""
    one = series.new_series(scene.store, "Leadership", weekly(4), "2026-07-01T09:00")
    other = series.new_series(scene.store, "Working level", weekly(1), "2026-07-02T09:00")
    sessions.set_session(scene.store, scene.planned, series_id=other)
    found = rhythm_and_load(scene.store, one, FIRST, LAST)
    assert scene.planned not in {each.session_id for each in found.loads}
    assert {each.original_local[8:10] for each in found.loads if each.state == "free"} >= {"01"}


def test_an_answered_advice_is_a_point_with_its_reason(scene: Scene) -> None:
    """K3: what was advised and what was chosen are drawn over time."""
    one = series.new_series(scene.store, "Round table", weekly(4), "2026-05-05T10:00")
    advice.open_incident(scene.store, "Stolen log-in")
    advice.decline_advice(scene.store, one, "summer sale freeze")
    points = rhythm_and_load(scene.store, one, FIRST, LAST).advices
    assert [(each.advised_days, each.chosen_days, each.answer, each.reason) for each in points] == [
        (7, 28, "declined", "summer sale freeze")
    ]


@pytest.mark.parametrize(
    ("used", "asked", "filled", "over"),
    [(None, 1800, 1800, 0), (None, 4200, 3600, 600), (3000, 9999, 3000, 0), (3900, 0, 3600, 300),
     (0, 3600, 0, 0)],
)  # fmt: skip
def test_what_is_used_counts_once_a_session_is_held(
    used: int | None, asked: int, filled: int, over: int
) -> None:
    """K3: before, its agenda counts."""
    load = Load(1, "", "2026-06-23T10:00", "", "", "closed", "", 3600, asked, used, False, False)
    assert (load.filled_s, load.over_s) == (filled, over)


def test_the_span_is_the_first_and_the_last_session(demo: Reader) -> None:
    """K3."""
    assert span(demo, _series_of(demo)) == (date(2026, 1, 13), date(2026, 9, 1))


# --- next dates ----------------------------------------------------------------------------------


def test_the_next_dates_of_the_demo(demo: Reader) -> None:
    """K1, K2."""
    found = next_dates(demo, _series_of(demo), 4)
    days = [each.occasion.starts_local[:10] for each in found]
    assert days == ["2026-07-21", "2026-08-18", "2026-09-01", "2026-09-15"]
    assert [each.occasion.state for each in found] == ["planned", "planned", "planned", "free"]
    assert [each.begins is not None for each in found] == [False, False, True, False]


def _dates(scene: Scene) -> int:
    return series.new_series(scene.store, "Round table", weekly(2), "2026-07-07T10:00")


def test_a_review_falls_on_the_first_date_on_or_after_its_day(scene: Scene) -> None:
    """K1."""
    one = _dates(scene)
    for day, index in (("2026-07-07", 0), ("2026-07-08", 1), ("2026-01-01", 0)):
        decisions.set_decision(scene.store, scene.decision, review_on=day)
        with scene.store.step("agree"):
            scene.store.update("decision", scene.decision, state=DecisionState.AGREED.value)
        found = [each for each in next_dates(scene.store, one, 4) if each.occasion.series_id]
        falls = [bool(each.reviews) for each in found]
        assert falls.index(True) == index, day
        assert sum(falls) == 1


def test_what_is_needed_by_a_day_falls_on_the_last_date_before_it(scene: Scene) -> None:
    """K1, K3."""
    one = _dates(scene)
    with scene.store.step("needed"):
        scene.store.update("decision", scene.decision, needed_on="2026-07-20")
    found = [each for each in next_dates(scene.store, one, 4) if each.occasion.series_id == one]
    assert [bool(each.needed) for each in found][:2] == [True, False]


def test_a_skipped_date_is_listed_and_nothing_falls_on_it(scene: Scene) -> None:
    """K2."""
    one = _dates(scene)
    series.skip_slot(scene.store, one, "2026-07-07T10:00", "holidays")
    decisions.set_decision(scene.store, scene.decision, review_on="2026-07-06")
    with scene.store.step("agree"):
        scene.store.update("decision", scene.decision, state=DecisionState.AGREED.value)
    found = [each for each in next_dates(scene.store, one, 4) if each.occasion.series_id == one]
    assert (found[0].occasion.state, found[0].reviews) == ("skipped", ())
    assert any(each.reviews for each in next_dates(scene.store, one, 4))


def test_a_series_that_has_ended_has_no_next_date(scene: Scene) -> None:
    """K2."""
    one = series.new_series(
        scene.store, "Over", weekly(1), "2026-01-06T10:00", ends_on="2026-02-01"
    )
    assert [each for each in next_dates(scene.store, one) if each.occasion.series_id == one] == []


# --- ways ----------------------------------------------------------------------------------------


def test_every_kind_of_row_leads_to_where_it_stands(scene: Scene) -> None:
    """K3: the page lets a person see which rows each figure came from."""
    goal = goals.add_goal(scene.store, "Choices in one place")
    step = milestones.add_milestone(scene.store, goal, "Preference centre public")
    waiting = add_item(scene.store, None, "Later")
    kinds = {
        ("session", scene.held): ("minutes", {"session_id": scene.held}),
        ("session", scene.planned): ("prepare", {"session_id": scene.planned}),
        ("item", waiting): ("plan", {"tab": "backlog", "item_id": waiting}),
        ("item", scene.planned_items[0]): (
            "prepare", {"session_id": scene.planned, "item_id": scene.planned_items[0]},
        ),
        ("parked", scene.parked): ("minutes", {"session_id": scene.held}),
        ("concern", scene.concern): ("radar", {"concern_id": scene.concern}),
        ("decision", scene.decision): ("decisions", {"decision_id": scene.decision}),
        ("action", scene.action): ("actions", {"action_id": scene.action}),
        ("milestone", step): ("goals", {"goal_id": goal}),
        ("plan", 0): ("plan", {"tab": "written"}),
        ("rhythm", 1): ("plan", {"tab": "rhythm", "series_id": 7}),
        ("incident", 5): ("plan", {"tab": "rhythm", "incident_id": 5}),
    }  # fmt: skip
    for (kind, row_id), way in kinds.items():
        assert figure_way(scene.store, Source(kind, row_id, ""), 7) == way, kind


def test_a_row_that_is_gone_leads_nowhere(scene: Scene) -> None:
    """K3."""
    for kind in ("session", "item", "parked", "milestone", "slot"):
        assert figure_way(scene.store, Source(kind, 1, ""), 7) is None, kind
    assert session_way(scene.store, 1) is None
    assert slot_way(7, "2026-07-07T10:00")[1]["original"] == "2026-07-07T10:00"
