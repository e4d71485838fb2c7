"""The advice is answered, its judgements set, and an answer stands until a figure changes (K3)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from facilitator.cadence.advice import TermName, Thresholds
from facilitator.commands import (
    actions,
    advice,
    agenda,
    attendance,
    captures,
    concerns,
    goals,
    milestones,
    people,
    running,
    series,
    sessions,
)
from facilitator.domain.rule import weekly
from facilitator.domain.words import AdviceRemark, Attendance, CaptureKind, ItemState
from facilitator.errors import CommandRefused, InvalidMoment, InvalidText, NotThere
from facilitator.queries.cadence import (
    AdviceView,
    advice_now,
    answered,
    counted,
    history,
    incidents,
    rhythm_spans,
    thresholds,
)
from facilitator.queries.calendar import occasions
from facilitator.queries.costs import costs, rates
from tests.commands.scene import Scene

FIRST = "2026-07-07T10:00"


def _view(s: Scene, series_id: int) -> AdviceView:
    view = advice_now(s.store, series_id)
    assert view is not None
    return view


def _busy(s: Scene, every: int = 4) -> int:
    """Return a series of which much waits, so that the advice is to meet more often."""
    for n in range(12):
        captures.capture(s.store, CaptureKind.PARKED, f"Point {n}", session_id=s.planned)
    return series.new_series(s.store, "Round table", weekly(every), FIRST)


def _days(s: Scene, days: int) -> None:
    s.clock.advance(hours=24 * days)


# --- accept and decline --------------------------------------------------------------------------


def test_an_accepted_advice_is_the_rhythm_from_then_on_in_one_step(scene: Scene) -> None:
    row = _busy(scene)
    assert _view(scene, row).advice.days == 14
    found = advice.accept_advice(scene.store, row, "2026-07-21T10:00", "The list grows")
    spans = rhythm_spans(scene.store, row)
    assert [(each.from_on, each.until_on, each.days) for each in spans] == [
        ("2026-07-07", "2026-07-21", 28),
        ("2026-07-21", "", 14),
    ]
    assert (spans[1].because, spans[1].advice_id) == ("The list grows", found)
    kept = answered(scene.store, found)
    assert kept is not None
    assert (kept.answer, kept.current_days, kept.advised_days, kept.chosen_days) == (
        "accepted", 28, 14, 14
    )  # fmt: skip
    assert (kept.reason, kept.from_local) == ("The list grows", "2026-07-21T10:00")
    view = _view(scene, row)
    assert view.standing == kept
    assert view.to_come is not None
    assert view.to_come.starts_local == "2026-07-21T10:00"
    scene.store.undo()
    assert history(scene.store, row) == []
    assert len(rhythm_spans(scene.store, row)) == 1


def test_an_accepted_advice_begins_with_the_next_session_where_no_day_is_said(scene: Scene) -> None:
    row = _busy(scene)
    advice.accept_advice(scene.store, row)
    # The planned session of 21 July is of no series, and there is only one: it counts.
    assert rhythm_spans(scene.store, row)[-1].from_on == "2026-07-07"


def test_a_moved_date_does_not_take_its_weekday_along(scene: Scene) -> None:
    """K3: what comes next was moved to a Thursday, beside it stands a session in addition."""
    row = _busy(scene)
    series.move_slot(scene.store, row, FIRST, "2026-07-09T14:15", "holidays")
    sessions.new_session(
        scene.store, "In addition", "2026-07-01T16:00", series_id=row, original_local=""
    )
    advice.accept_advice(scene.store, row)
    (span,) = scene.store.all("SELECT * FROM rhythm")
    assert span["starts_local"] == FIRST
    (first,) = occasions(scene.store, date(2026, 7, 7), date(2026, 7, 20))
    assert (first.original_local, first.starts_local) == (FIRST, "2026-07-09T14:15")


def test_a_date_that_is_left_out_does_not_begin_a_rhythm(scene: Scene) -> None:
    row = _busy(scene)
    series.skip_slot(scene.store, row, FIRST)
    called_off = series.create_session_at(scene.store, row, "2026-08-04T10:00")
    sessions.cancel_session(scene.store, called_off)
    advice.accept_advice(scene.store, row)
    assert rhythm_spans(scene.store, row)[-1].from_on == "2026-09-01"


def test_a_rhythm_that_people_met_by_today_changes_from_its_next_time_on(scene: Scene) -> None:
    """K3: its first time is today and free, the session of its second time was held today."""
    row = _busy(scene)
    series.change_rhythm(scene.store, row, weekly(3), "2026-06-23T10:00")
    early = series.create_session_at(scene.store, row, "2026-07-14T10:00")
    for person in (scene.nadia, scene.jonas):
        attendance.set_attendance(scene.store, early, person, Attendance.PRESENT)
    running.start_session(scene.store, early)
    scene.clock.advance(minutes=50)
    running.close_session(scene.store, early)
    assert _view(scene, row).advice.remark == AdviceRemark.CHANGE
    advice.accept_advice(scene.store, row)
    assert rhythm_spans(scene.store, row)[-1].from_on == "2026-08-04"


def test_a_rhythm_does_not_change_in_the_past(scene: Scene) -> None:
    row = _busy(scene)
    with pytest.raises(InvalidMoment, match="is past"):
        advice.accept_advice(scene.store, row, "2026-06-22T10:00")
    assert history(scene.store, row) == []


def test_a_declined_advice_needs_a_reason_and_changes_nothing_else(scene: Scene) -> None:
    row = _busy(scene)
    with pytest.raises(InvalidText, match="Reason"):
        advice.decline_advice(scene.store, row, "  ")
    assert history(scene.store, row) == []
    advice.decline_advice(scene.store, row, "Summer sale freeze")
    (kept,) = history(scene.store, row)
    assert (kept.answer, kept.advised_days, kept.chosen_days) == ("declined", 14, 28)
    assert kept.reason == "Summer sale freeze"
    assert len(rhythm_spans(scene.store, row)) == 1


def test_the_figures_are_kept_with_the_answer(scene: Scene) -> None:
    row = _busy(scene)
    before = _view(scene, row).counted
    assert isinstance(before.inputs.new_per_week, Fraction)
    found = advice.decline_advice(scene.store, row, "Summer")
    kept = answered(scene.store, found)
    assert kept is not None
    assert kept.inputs == before.inputs


def test_advice_to_stay_has_nothing_to_answer(scene: Scene) -> None:
    row = _busy(scene, every=1)
    assert _view(scene, row).advice.remark == AdviceRemark.KEEP
    with pytest.raises(CommandRefused, match="nothing to answer"):
        advice.accept_advice(scene.store, row)
    with pytest.raises(CommandRefused, match="nothing to answer"):
        advice.decline_advice(scene.store, row, "No")


def test_a_series_that_is_not_there_has_no_advice(scene: Scene) -> None:
    assert advice_now(scene.store, 1) is None
    assert counted(scene.store, 1) is None
    with pytest.raises(NotThere):
        advice.accept_advice(scene.store, 1)


# --- declined stays declined ---------------------------------------------------------------------


def test_a_declined_advice_stays_declined_while_only_days_pass(scene: Scene) -> None:
    """Not even what days alone do to age, to the window and to what is overdue brings it back."""
    milestone = milestones.add_milestone(scene.store, scene.goal, "Wording tested", "2026-08-20")
    goals.set_state(scene.store, scene.goal, "at_risk", "Two tools are slow")
    row = _busy(scene)
    advice.decline_advice(scene.store, row, "Summer")
    assert _view(scene, row).standing is not None
    before = _view(scene, row).counted.inputs
    _days(scene, 13)  # the meeting of 7 July was not held, the action of 10 July is still open
    after = _view(scene, row).counted.inputs
    assert (before.age, after.age) == (0, 13)
    assert before.risky_milestone == (after.risky_milestone or 0) + 13
    assert _view(scene, row).standing is not None
    _days(scene, 20)  # all that arrived has left the window, and the action is overdue
    assert _view(scene, row).counted.inputs.new_per_week == 0
    assert _view(scene, row).counted.inputs.queue == before.queue + 5
    assert _view(scene, row).advice.days == 14
    assert _view(scene, row).standing is not None
    milestones.finish_milestone(scene.store, milestone)
    assert _view(scene, row).standing is None


@pytest.mark.parametrize("later", [0, 9])
@pytest.mark.parametrize(
    "change",
    [
        lambda s: agenda.add_item(s.store, None, "Who writes the tips?"),
        lambda s: agenda.add_item(s.store, s.planned, "Who writes the tips?"),
        lambda s: captures.capture(s.store, CaptureKind.PARKED, "New", session_id=s.planned),
        lambda s: advice.open_incident(s.store, "Lost laptop"),
        lambda s: concerns.set_concern(s.store, s.concern, severity="high"),
        lambda s: advice.set_threshold(s.store, "clear_weeks", 5),
        lambda s: actions.set_due(s.store, s.action, "2026-06-01"),
    ],
)  # fmt: skip
def test_a_declined_advice_comes_back_when_a_figure_changes(
    scene: Scene, later: int, change: object
) -> None:
    row = _busy(scene)
    advice.decline_advice(scene.store, row, "Summer")
    _days(scene, later)
    assert _view(scene, row).standing is not None
    assert callable(change)
    change(scene)
    assert _view(scene, row).standing is None
    scene.store.undo()
    assert _view(scene, row).standing is not None


def test_a_session_held_since_brings_a_declined_advice_back_when_it_changes_a_figure(
    scene: Scene,
) -> None:
    row = _busy(scene)
    advice.decline_advice(scene.store, row, "Summer")
    _days(scene, 28)
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=20)
    running.close_session(scene.store, scene.planned)
    view = _view(scene, row)
    assert view.counted.inputs.queue > 0
    assert view.standing is None


def test_a_session_held_before_its_day_counts_from_then_on(scene: Scene) -> None:
    """K3: the planned session of 21 July is held on 24 June; its day brings nothing new."""
    row = _busy(scene)
    _days(scene, 1)
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=20)
    running.close_session(scene.store, scene.planned)
    thin = _view(scene, row).counted.figures[TermName.THIN]
    assert [(each.id, each.day) for each in thin.sources][:1] == [(scene.planned, "2026-06-24")]
    advice.decline_advice(scene.store, row, "Summer")
    _days(scene, 40)
    assert _view(scene, row).standing is not None


def test_a_date_called_off_before_the_answer_is_no_news_when_it_comes(scene: Scene) -> None:
    row = _busy(scene)
    sessions.cancel_session(scene.store, scene.planned, "holidays")
    series.skip_slot(scene.store, row, FIRST, "holidays")
    advice.decline_advice(scene.store, row, "Summer")
    _days(scene, 35)  # both dates are over
    assert _view(scene, row).counted.inputs.thin >= 2
    assert _view(scene, row).standing is not None or _view(scene, row).advice.days != 14


def test_a_session_called_off_after_the_answer_is_news(scene: Scene) -> None:
    row = _busy(scene)
    advice.decline_advice(scene.store, row, "Summer")
    _days(scene, 3)
    sessions.cancel_session(scene.store, scene.planned, "nobody comes")
    _days(scene, 30)
    assert _view(scene, row).standing is None


def test_another_advice_is_not_declined_with_the_first(scene: Scene) -> None:
    row = _busy(scene)
    advice.decline_advice(scene.store, row, "Summer")
    series.change_rhythm(scene.store, row, weekly(2), "2026-06-23T10:00")
    view = _view(scene, row)
    assert (view.counted.inputs.current, view.advice.days) == (14, 7)
    assert view.standing is None


# --- the other advices ---------------------------------------------------------------------------


def _quiet(s: Scene, every: int = 4) -> int:
    """Return a series in which nothing waits and nothing is due."""
    with s.store.step("Empty"):
        for table in ("capture", "agenda_item"):
            for row in s.store.all(f"SELECT id FROM {table}"):
                s.store.delete(table, row["id"])
        for row in s.store.all("SELECT id FROM session WHERE state = 'planned'"):
            s.store.delete("session", row["id"])
    s.clock.advance(hours=24 * 70)
    return series.new_series(s.store, "Round table", weekly(every), "2026-09-08T10:00")


def test_days_alone_can_lead_to_another_advice_which_nobody_declined(scene: Scene) -> None:
    """The milestone comes nearer: four weeks were declined, two weeks were not."""
    row = _quiet(scene, every=2)
    milestones.add_milestone(scene.store, scene.goal, "Tested", "2026-10-31", extend_goal=True)
    goals.set_state(scene.store, scene.goal, "at_risk", "Two tools are slow")
    assert _view(scene, row).advice.days == 28
    advice.decline_advice(scene.store, row, "We stay in touch")
    assert _view(scene, row).standing is not None
    _days(scene, 20)
    assert _view(scene, row).advice.days == 14
    assert _view(scene, row).standing is None


@pytest.mark.parametrize("known", ["", "{}", "[1]", '{"inputs": {"of_another_version": 3}}'])
def test_an_answer_written_by_another_hand_is_told_and_stands_for_nothing(
    scene: Scene, known: str
) -> None:
    row = _busy(scene)
    found = advice.decline_advice(scene.store, row, "Summer")
    with scene.store.step("Tamper"):
        scene.store.update("advice", found, inputs_json=known)
    assert _view(scene, row).standing is None
    (kept,) = history(scene.store, row)
    assert kept.inputs.queue == 0


def test_a_rhythm_set_since_brings_a_declined_advice_back(scene: Scene) -> None:
    row = _busy(scene)
    advice.decline_advice(scene.store, row, "Summer")
    series.change_rhythm(scene.store, row, weekly(3), "2026-09-01T10:00")
    view = _view(scene, row)
    assert (view.counted.inputs.current, view.advice.days) == (28, 14)
    assert view.standing is None
    assert view.to_come is not None


def test_accepting_to_skip_the_next_one_leaves_it_out(scene: Scene) -> None:
    row = _quiet(scene)
    view = _view(scene, row)
    assert view.advice.remark == AdviceRemark.SKIP_NEXT
    assert view.counted.coming is not None
    assert view.counted.coming.session_id is None
    advice.accept_advice(scene.store, row, reason="No topics")
    states = [each.state for each in occasions(scene.store, date(2026, 9, 1), date(2026, 11, 1))]
    assert states[:2] == ["skipped", "free"]
    again = _view(scene, row)
    assert again.counted.coming is not None
    assert again.counted.coming.day == "2026-10-06"
    assert again.standing is None  # of the next one nobody said anything
    assert (again.counted.inputs.current, again.counted.inputs.thin) == (28, 1)
    _days(scene, 10)  # the time that was left out lies behind, as does 23 June: 17 of 90 minutes
    assert _view(scene, row).counted.inputs.thin == 2


def test_accepting_to_skip_a_planned_session_calls_it_off(scene: Scene) -> None:
    row = _quiet(scene)
    planned = series.create_session_at(scene.store, row, "2026-09-08T10:00")
    advice.accept_advice(scene.store, row, reason="No topics")
    assert scene.store.value("SELECT state FROM session WHERE id = ?", (planned,)) == "cancelled"
    scene.store.undo()
    assert scene.store.value("SELECT state FROM session WHERE id = ?", (planned,)) == "planned"


def test_a_decision_needed_before_the_next_session_asks_for_one_meeting_more(scene: Scene) -> None:
    row = _quiet(scene)
    agenda.add_item(scene.store, None, "Sign the contract?", length_s=300, needed_on="2026-09-05")
    view = _view(scene, row)
    assert view.counted.inputs.decision_due == 4
    assert view.advice.extra_meeting
    sessions.new_session(scene.store, "Decide", "2026-09-04T10:00", length_s=1200)
    covered = _view(scene, row)
    assert covered.counted.inputs.decision_due is None
    assert not covered.advice.extra_meeting


# --- thresholds, incidents, rates ----------------------------------------------------------------


def test_thresholds_are_kept_within_what_makes_sense(scene: Scene) -> None:
    assert thresholds(scene.store) == Thresholds()
    advice.set_threshold(scene.store, "clear_weeks", 8)
    advice.set_threshold(scene.store, "clear_weeks", 9)
    advice.set_threshold(scene.store, "thin_sessions", 3)
    assert thresholds(scene.store) == Thresholds(clear_weeks=9, thin_sessions=3)
    for name, value in (("clear_weeks", 0), ("room_percent", 1000), ("attendance_percent", -1)):
        with pytest.raises(InvalidText, match="is possible"):
            advice.set_threshold(scene.store, name, value)
    with pytest.raises(InvalidText, match="none of the judgements"):
        advice.set_threshold(scene.store, "mood", 3)
    advice.reset_thresholds(scene.store, "clear_weeks")
    assert thresholds(scene.store) == Thresholds(thin_sessions=3)
    advice.reset_thresholds(scene.store)
    assert thresholds(scene.store) == Thresholds()


def test_a_threshold_written_by_another_hand_does_no_harm(scene: Scene) -> None:
    with scene.store.step("Tamper"):
        scene.store.insert("threshold", name="clear_weeks", value=0)
        scene.store.insert("threshold", name="of_another_version", value=3)
    assert thresholds(scene.store) == Thresholds()


def test_incidents_open_and_close_on_days_that_were(scene: Scene) -> None:
    row = _busy(scene)
    found = advice.open_incident(scene.store, " Lost laptop ", "2026-06-20")
    assert _view(scene, row).counted.inputs.incident
    assert _view(scene, row).advice.days == 7
    with pytest.raises(InvalidMoment, match="before the incident"):
        advice.close_incident(scene.store, found, "2026-06-19")
    with pytest.raises(InvalidMoment, match="still to come"):
        advice.close_incident(scene.store, found, "2026-06-24")
    with pytest.raises(InvalidMoment, match="still to come"):
        advice.open_incident(scene.store, "Tomorrow", "2026-06-24")
    with pytest.raises(InvalidText):
        advice.open_incident(scene.store, " ")
    advice.close_incident(scene.store, found, "2026-06-22")
    with pytest.raises(InvalidMoment, match="before the incident"):
        advice.set_incident_day(scene.store, found, "2026-06-23")
    assert not _view(scene, row).counted.inputs.incident
    (only,) = incidents(scene.store)
    assert (only.title, only.opened_on, only.closed_on) == (
        "Lost laptop", "2026-06-20", "2026-06-22"
    )  # fmt: skip
    advice.reopen_incident(scene.store, found)
    assert _view(scene, row).counted.inputs.incident
    advice.delete_incident(scene.store, found)
    assert incidents(scene.store) == []


def test_a_rhythm_costs_the_rates_of_those_at_the_table(scene: Scene) -> None:
    """Cost = rate x (minutes + preparation) x people; 20 minutes of preparation by default."""
    s = scene.store
    nothing = costs(s, 3600)
    assert (nothing.rhythms, nothing.people, nothing.with_rate) == ((), 3, 0)
    assert nothing.missing == ("Jonas Feld", "Nadia Rahmani", "Ruth Calder")
    advice.set_rate(s, 9000, scene.nadia)
    advice.set_rate(s, 6000, scene.ruth)
    some = costs(s, 3600, 21)
    assert (some.with_rate, some.missing) == (2, ("Jonas Feld",))
    assert [each.days for each in some.rhythms] == [7, 14, 21, 28]
    four = some.of(28)
    assert four is not None
    assert (four.session_cents, four.quarter_cents) == (20_000, 65_000)
    advice.set_rate(s, 4500)
    every = costs(s, 3600)
    two = every.of(14)
    assert two is not None
    assert (every.missing, two.session_cents, two.quarter_cents) == ((), 26_000, 169_000)
    assert [(each.name, each.cents) for each in rates(s)] == [
        ("", 4500), ("Jonas Feld", None), ("Nadia Rahmani", 9000), ("Ruth Calder", 6000)
    ]  # fmt: skip
    advice.set_rate(s, None, scene.ruth)
    assert rates(s)[-1].cents is None
    for wrong in (-1, 10**12):
        with pytest.raises(InvalidText):
            advice.set_rate(s, wrong)


def test_a_cost_is_whole_cents(scene: Scene) -> None:
    advice.set_rate(scene.store, 1)
    cost = costs(scene.store, 3600).of(28)
    assert cost is not None
    assert (cost.session_cents, cost.quarter_cents) == (4, 13)
    advice.set_rate(scene.store, None)
    advice.set_rate(scene.store, 2, scene.nadia)
    cost = costs(scene.store, 3600).of(28)
    assert cost is not None
    assert (cost.session_cents, cost.quarter_cents) == (3, 9)  # 2.67 and 8.67


def test_who_left_costs_nothing(scene: Scene) -> None:
    advice.set_rate(scene.store, 6000, scene.nadia)
    people.archive_person(scene.store, scene.nadia)
    known = costs(scene.store, 3600)
    assert (known.people, known.with_rate, known.rhythms) == (2, 0, ())


def test_no_word_of_a_rate_stands_in_a_joint_table(scene: Scene) -> None:
    advice.set_rate(scene.store, 987_650, scene.nadia)
    joint = scene.store.all("SELECT * FROM step") + scene.store.all("SELECT * FROM journal")
    assert not [row for row in joint if "987650" in str(row)]
    assert scene.store.value("SELECT count(*) FROM sealed_journal WHERE \"table\" = 'sealed_rate'")


def test_items_of_a_held_session_that_were_not_reached_wait(scene: Scene) -> None:
    row = series.new_series(scene.store, "Round table", weekly(4), FIRST)
    before = _view(scene, row).counted.inputs.queue
    with scene.store.step("As it was"):
        item = scene.running_items[0]
        scene.store.update("agenda_item", item, state=ItemState.OPEN.value, used_s=0)
        scene.store.execute("DELETE FROM clock_event WHERE item_id = ?", (item,))
    assert _view(scene, row).counted.inputs.queue == before + 10
