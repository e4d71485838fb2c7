"""The figures of the advice, one rule at a time, on a small engagement (K3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from facilitator.cadence.advice import TermName
from facilitator.commands import advice as advice_commands
from facilitator.commands import (
    agenda,
    attendance,
    captures,
    carry_over,
    goals,
    milestones,
    series,
    sessions,
)
from facilitator.domain.rule import weekly
from facilitator.domain.words import Attendance, CaptureKind, DecisionState
from facilitator.queries.cadence import Counted, advice_now, counted
from facilitator.queries.carry_over import waiting_topics
from facilitator.queries.series import series as all_series
from tests.commands.scene import NOW as SCENE_NOW
from tests.commands.scene import Scene, play


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    found = play(tmp_path / "round-table.facilitator")
    yield found
    found.store.close()


FIRST = "2026-07-07T10:00"
TODAY = SCENE_NOW.date()


def _scene(s: Scene, row: int | None = None) -> Counted:
    found = counted(s.store, row or all_series(s.store)[0].id)
    assert found is not None
    return found


def _series(s: Scene, title: str = "Round table", every: int = 4) -> int:
    return series.new_series(s.store, title, weekly(every), FIRST)


def _arrived(s: Scene) -> set[str]:
    return {row.text for row in _scene(s).sources(TermName.NEW)}


def _queue(s: Scene) -> dict[str, str]:
    return {row.text: row.why for row in _scene(s).sources(TermName.QUEUE)}


def test_the_window_slides_by_the_days_of_the_engagement(scene: Scene) -> None:
    """28 days, today among them: what arrived on the day before them is out."""
    _series(scene)
    for days in (0, 27, 28):
        day = (TODAY - timedelta(days=days)).isoformat()
        item = agenda.add_item(scene.store, None, f"Item {days}")
        with scene.store.step("Earlier"):
            scene.store.update("agenda_item", item, arrived_on=day)
    assert {"Item 0", "Item 27"} <= _arrived(scene)
    assert "Item 28" not in _arrived(scene)


def test_what_was_said_late_in_the_evening_belongs_to_the_day_where_people_are(
    scene: Scene,
) -> None:
    """23:30 in Berlin is 21:30 in UTC, and half past midnight is still the day before there."""
    _series(scene)
    for at, words in (("2026-05-26T21:30:00+00:00", "Out"), ("2026-05-26T22:30:00+00:00", "In")):
        row = captures.capture(scene.store, CaptureKind.PARKED, words, session_id=scene.planned)
        with scene.store.step("Earlier"):
            scene.store.update("capture", row, at=at)
    assert "In" in _arrived(scene)
    assert "Out" not in _arrived(scene)


def test_standing_and_carried_items_did_not_arrive(scene: Scene) -> None:
    _series(scene)
    agenda.add_item(scene.store, None, "Standing", is_standing=True)
    item = agenda.add_item(scene.store, None, "Carried")
    with scene.store.step("Carried"):
        scene.store.update(
            "agenda_item", item, came_from_id=scene.running_items[0], came_from_kind="agenda_item"
        )
    assert not {"Standing", "Carried"} & _arrived(scene)


def test_a_parked_point_that_an_item_took_up_counts_once(scene: Scene) -> None:
    _series(scene)
    assert _queue(scene)["Call centre view"] == "parked"
    agenda.add_item(
        scene.store, None, "What does the call centre see?",
    )  # fmt: skip
    item = scene.store.value("SELECT max(id) FROM agenda_item")
    with scene.store.step("From"):
        scene.store.update("agenda_item", item, came_from_id=scene.parked, came_from_kind="capture")
    assert "Call centre view" not in _queue(scene)
    assert _queue(scene)["What does the call centre see?"] == "backlog"
    assert "Call centre view" not in _arrived(scene)


def test_a_point_parked_twice_in_the_same_words_waits_once(scene: Scene) -> None:
    _series(scene)
    before = _scene(scene).inputs.queue
    captures.capture(scene.store, CaptureKind.PARKED, "call centre VIEW", session_id=scene.planned)
    assert _scene(scene).inputs.queue == before


def test_a_settled_point_and_an_answered_concern_do_not_wait(scene: Scene) -> None:
    _series(scene)
    assert {"Call centre view", "We cannot prove consent"} <= set(_queue(scene))
    captures.settle(scene.store, scene.parked, "Seen")
    with scene.store.step("Answer"):
        scene.store.update("concern", scene.concern, state="heard")
    assert not {"Call centre view", "We cannot prove consent"} & set(_queue(scene))


def test_an_overdue_action_waits_five_minutes(scene: Scene) -> None:
    _series(scene)
    assert "Repeat the test" not in _queue(scene)
    scene.clock.advance(hours=24 * 18)
    assert _queue(scene)["Repeat the test"] == "overdue"


def test_an_agenda_to_come_that_is_too_long_waits_with_its_surplus(scene: Scene) -> None:
    _series(scene)
    agenda.add_item(scene.store, scene.planned, "Long one", length_s=3600)
    (row,) = [each for each in _scene(scene).sources(TermName.QUEUE) if each.why == "too_long"]
    assert (row.kind, row.minutes) == ("session", 20)  # 10 + 10 + 60 for 60 minutes


def _past(
    s: Scene, day: str, *, used: int | None, state: str = "closed", row: int | None = None
) -> int:
    """Write a session of 60 minutes with one item that used so many of them."""
    found = sessions.new_session(s.store, day, f"{day}T10:00", series_id=row)
    with s.store.step("As it was"):
        s.store.update("session", found, state=state)
        s.store.insert(
            "agenda_item", session_id=found, position=1, title=day, purpose="discuss",
            length_s=3600, box="limit", state="done" if used else "open",
            used_s=None if used is None else used * 60,
        )  # fmt: skip
    return found


def test_thin_sessions_are_counted_from_the_latest_backwards(scene: Scene) -> None:
    """Under half their time, called off, or a time of the series left out; 30 of 60 is not thin."""
    row = series.new_series(scene.store, "Round table", weekly(1), "2026-06-02T10:00")
    scene.clock.advance(hours=24 * 40)
    _past(scene, "2026-07-21", used=30)
    assert _scene(scene).inputs.thin == 0
    _past(scene, "2026-07-22", used=29)
    _past(scene, "2026-07-24", used=None, state="cancelled")
    series.skip_slot(scene.store, row, "2026-07-28T10:00", "No topics")
    found = _scene(scene)
    assert found.inputs.thin == 3
    assert [each.why for each in found.sources(TermName.THIN)] == ["left_out", "cancelled", "used"]


def test_a_session_of_unknown_length_ends_the_row(scene: Scene) -> None:
    _series(scene)
    scene.clock.advance(hours=24 * 40)
    _past(scene, "2026-07-22", used=10)
    assert _scene(scene).inputs.thin == 2  # with that of 23 June, 17 of 90 minutes
    _past(scene, "2026-07-24", used=None)
    assert _scene(scene).inputs.thin == 0


def test_overfull_sessions_carried_over_a_quarter_or_more(scene: Scene) -> None:
    _series(scene)
    scene.clock.advance(hours=24 * 40)
    found = _past(scene, "2026-07-22", used=60)
    assert _scene(scene).inputs.overfull == 0
    for length_s, expected in ((1199, 0), (1, 1)):
        with scene.store.step("More"):
            scene.store.insert(
                "agenda_item", session_id=found, position=2, title="Left", purpose="discuss",
                length_s=length_s, box="limit", state="open",
            )  # fmt: skip
        assert _scene(scene).inputs.overfull == expected
    with scene.store.step("Standing"):
        scene.store.insert(
            "agenda_item", session_id=found, position=3, title="Check-in", purpose="review",
            length_s=3600, box="limit", state="done", is_standing=1, used_s=60,
        )  # fmt: skip
    assert _scene(scene).inputs.overfull == 1
    _past(scene, "2026-07-23", used=None, state="cancelled")
    assert _scene(scene).inputs.overfull == 0


def test_a_side_was_there_when_one_of_its_people_was(scene: Scene) -> None:
    _series(scene)
    assert _scene(scene).inputs.attendance == 1
    attendance.set_attendance(scene.store, scene.held, scene.jonas, Attendance.ABSENT)
    found = _scene(scene)
    assert found.inputs.attendance == 0
    (row,) = found.sources(TermName.ATTENDANCE)
    assert (row.name, row.why) == ("Marketing", "missed")


def test_a_list_that_nobody_kept_tells_nothing(scene: Scene) -> None:
    _series(scene)
    with scene.store.step("Not kept"):
        for row in scene.store.all("SELECT id FROM attendance"):
            scene.store.update("attendance", row["id"], state="invited")
    assert _scene(scene).inputs.attendance is None


def test_of_several_series_each_counts_its_own_and_what_belongs_to_none(scene: Scene) -> None:
    first, second = _series(scene, "Leaders"), _series(scene, "Workers")
    agenda.add_item(scene.store, None, "For anybody")
    agenda.add_item(scene.store, None, "For leaders", series_id=first)
    _past(scene, "2026-06-16", used=5, row=first)
    mine, other = _scene(scene, first), _scene(scene, second)

    def titles(found: Counted) -> set[str]:
        return {row.text for row in found.sources(TermName.QUEUE)}

    assert {"For anybody", "For leaders", "Call centre view"} <= titles(mine)
    assert {"For anybody", "Call centre view"} <= titles(other)
    assert "For leaders" not in titles(other)
    assert (mine.inputs.thin, other.inputs.thin) == (1, 0)
    assert (mine.inputs.age, other.inputs.age) == (7, 0)


def test_the_next_session_is_empty_only_where_nothing_is_due_by_its_day(scene: Scene) -> None:
    _series(scene)
    for item in scene.planned_items:
        agenda.delete_item(scene.store, item)
    found = _scene(scene)
    assert found.coming is not None
    assert found.coming.day == "2026-07-07"
    assert found.inputs.next_is_empty  # the action is due on 10 July
    series.skip_slot(scene.store, found.series.id, FIRST)
    later = _scene(scene)
    assert later.coming is not None
    assert (later.coming.day, later.coming.session_id) == ("2026-07-21", scene.planned)
    assert not later.inputs.next_is_empty


def test_a_moved_time_comes_when_it_was_moved_to(scene: Scene) -> None:
    row = _series(scene)
    series.move_slot(scene.store, row, FIRST, "2026-07-30T10:00")
    found = _scene(scene)
    assert found.coming is not None
    assert found.coming.day == "2026-07-21"  # the session that stands alone
    sessions.delete_session(scene.store, scene.planned)
    found = _scene(scene)
    assert found.coming is not None
    assert (found.coming.original_local, found.coming.day) == (FIRST, "2026-07-30")


def test_looking_at_the_advice_writes_nothing(scene: Scene) -> None:
    row = _series(scene)
    advice_commands.open_incident(scene.store, "Lost laptop")
    before = scene.store.value("SELECT max(id) FROM journal")
    assert advice_now(scene.store, row) == advice_now(scene.store, row)
    assert scene.store.value("SELECT max(id) FROM journal") == before


# --- what waits, and what no longer does ---------------------------------------------------------


def _put(s: Scene, table: str, row_id: int, **values: object) -> None:
    """Write a row as another hand, or another day, left it."""
    with s.store.step("As it was"):
        s.store.update(table, row_id, **values)


def _left(s: Scene, day: str, title: str, **values: object) -> int:
    """Write an item of a closed session that was not reached."""
    held = sessions.new_session(s.store, day, f"{day}T10:00")
    with s.store.step("As it was"):
        s.store.update("session", held, state="closed")
        return s.store.insert(
            "agenda_item", session_id=held, position=1, title=title, purpose="discuss",
            length_s=900, box="limit", **({"state": "open"} | values),
        )  # fmt: skip


def test_items_left_behind_wait_unless_standing_carried_let_go_or_old(scene: Scene) -> None:
    """Half a year: 26 weeks before 23 June is 23 December."""
    _series(scene)
    _left(scene, "2026-06-16", "Not reached")
    _left(scene, "2026-06-16", "Skipped", state="skipped", used_s=60)
    _left(scene, "2025-12-23", "Just recent")
    _left(scene, "2025-12-22", "Given up")
    _left(scene, "2026-06-16", "Check-in again", is_standing=1)
    _left(scene, "2026-06-16", "Let go", let_go_on="2026-06-17")
    _left(scene, "2026-06-16", "Carried", carried_to_id=scene.planned_items[0])
    _left(scene, "2026-06-16", "Done", state="done", used_s=900)
    _left(scene, "2026-06-16", "Begun", used_s=300)
    waits = {text: why for text, why in _queue(scene).items() if why in ("not_reached", "skipped")}
    assert waits == {
        "Not reached": "not_reached", "Skipped": "skipped", "Just recent": "not_reached"
    }  # fmt: skip


def test_what_an_item_that_waits_came_from_is_not_counted_beside_it(scene: Scene) -> None:
    _series(scene)
    _left(
        scene, "2026-06-24", "Proof", came_from_id=scene.concern, came_from_kind="concern"
    )  # of tomorrow: not yet
    assert _queue(scene)["We cannot prove consent"] == "concern"
    scene.clock.advance(hours=24)
    assert _queue(scene)["Proof"] == "not_reached"
    assert "We cannot prove consent" not in _queue(scene)


def test_what_stands_on_an_agenda_through_copies_does_not_wait(scene: Scene) -> None:
    _series(scene)
    held = _left(
        scene, "2026-06-16", "Proof", came_from_id=scene.concern, came_from_kind="concern"
    )  # fmt: skip
    chosen = [
        each for each in waiting_topics(scene.store, None).candidates if each.source_id == held
    ]
    carry_over.carry_over(scene.store, scene.planned, chosen)
    assert not {"Proof", "We cannot prove consent"} & set(_queue(scene))


def test_a_point_parked_again_waits_no_more_once_one_of_the_two_was_taken_up(scene: Scene) -> None:
    _series(scene)
    again = captures.capture(
        scene.store, CaptureKind.PARKED, "Call centre view", session_id=scene.planned
    )
    item = agenda.add_item(scene.store, scene.planned, "What do they see?")
    _put(scene, "agenda_item", item, came_from_id=again, came_from_kind="capture")
    assert "Call centre view" not in _queue(scene)
    assert "Call centre view" not in _arrived(scene)


@pytest.mark.parametrize(
    ("review_on", "waits"), [(None, True), ("2026-06-23", True), ("2026-06-24", False)]
)
def test_a_deferred_decision_waits_from_its_day_on(
    scene: Scene, review_on: str | None, waits: bool
) -> None:
    _series(scene)
    _put(scene, "decision", scene.decision, state="deferred", review_on=review_on)
    assert ("Two tools are switched off" in _queue(scene)) is waits
    item = agenda.add_item(scene.store, scene.planned, "Once more")
    _put(scene, "agenda_item", item, came_from_id=scene.decision, came_from_kind="decision")
    assert "Two tools are switched off" not in _queue(scene)


def test_an_action_is_overdue_from_the_day_after(scene: Scene) -> None:
    _series(scene)
    _put(scene, "action", scene.action, due_on="2026-06-23")
    assert "Repeat the test" not in _queue(scene)
    _put(scene, "action", scene.action, due_on="2026-06-22")
    assert _queue(scene)["Repeat the test"] == "overdue"


def test_more_overdue_actions_than_are_listed_are_counted(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    _series(scene)
    for n in range(4):
        captures.capture(
            scene.store, CaptureKind.ACTION, f"Act {n}", session_id=scene.planned,
            due_on="2026-06-01",
        )  # fmt: skip
    before = _scene(scene)
    monkeypatch.setattr("facilitator.queries.figures_work.MOST", 2)
    after = _scene(scene)
    assert after.inputs == before.inputs
    figure = after.figures[TermName.QUEUE]
    assert sum(row.why == "overdue" for row in figure.sources) == 2
    assert figure.count == before.figures[TermName.QUEUE].count == len(figure.sources) + 2


def test_an_agenda_of_a_planned_session_whose_day_is_over_is_not_to_come(scene: Scene) -> None:
    _series(scene)
    agenda.add_item(scene.store, scene.planned, "Long one", length_s=3600)
    assert "too_long" in _queue(scene).values()
    scene.clock.advance(hours=24 * 29)
    assert "too_long" not in _queue(scene).values()


def test_an_item_that_was_done_does_not_wait_in_the_backlog(scene: Scene) -> None:
    _series(scene)
    item = agenda.add_item(scene.store, None, "Settled by mail")
    assert "Settled by mail" in _queue(scene)
    _put(scene, "agenda_item", item, state="done")
    assert "Settled by mail" not in _queue(scene)


# --- how sessions went ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"state": "done", "used_s": 600, "carried_to_id": 1}, 1),
        ({"state": "skipped", "used_s": 60}, 1),
        ({"state": "open"}, 1),
        ({"state": "open", "let_go_on": "2026-06-24"}, 0),
        ({"state": "done", "used_s": 600}, 0),
        ({"state": "open", "used_s": 60}, 0),
    ],
)
def test_carried_over_is_what_went_on_or_still_waits(
    scene: Scene, values: dict[str, Any], expected: int
) -> None:
    _series(scene)
    scene.clock.advance(hours=24)
    _left(scene, "2026-06-24", "An item", **values)
    assert _scene(scene).inputs.overfull == expected


def test_a_time_that_was_moved_was_not_called_off(scene: Scene) -> None:
    row = series.new_series(scene.store, "Round table", weekly(1), "2026-06-25T10:00")
    series.move_slot(scene.store, row, "2026-06-25T10:00", "2026-06-26T10:00")
    scene.clock.advance(hours=24 * 4)
    assert _scene(scene).inputs.thin == 1  # that of 23 June


# --- what is due ---------------------------------------------------------------------------------


def test_a_planned_session_that_nobody_held_is_not_the_next_one(scene: Scene) -> None:
    series.new_series(scene.store, "Round table", weekly(4), "2026-09-01T10:00")
    scene.clock.advance(hours=24 * 29)
    found = _scene(scene)
    assert found.coming is not None
    assert found.coming.day == "2026-09-01"


def test_a_time_whose_session_was_called_off_is_not_the_next_one(scene: Scene) -> None:
    row = series.new_series(scene.store, "Round table", weekly(1), "2026-06-25T10:00")
    planned = series.create_session_at(scene.store, row, "2026-06-25T10:00")
    sessions.cancel_session(scene.store, planned, "Holidays")
    found = _scene(scene)
    assert found.coming is not None
    assert found.coming.day == "2026-07-02"


def _empty(s: Scene) -> Counted:
    """Return the figures of a series whose next session, on 7 July, has standing items alone."""
    row = series.new_series(s.store, "Round table", weekly(4), FIRST)
    planned = series.create_session_at(s.store, row, FIRST)
    agenda.add_item(s.store, planned, "Check-in", is_standing=True)
    return _scene(s, row)


def test_standing_items_alone_leave_an_agenda_empty(scene: Scene) -> None:
    found = _empty(scene)
    assert found.coming is not None
    assert found.coming.day == "2026-07-07"
    assert found.inputs.next_is_empty
    agenda.add_item(scene.store, found.coming.session_id, "A topic")
    assert not _scene(scene).inputs.next_is_empty


@pytest.mark.parametrize(("day", "is_empty"), [("2026-07-07", False), ("2026-07-08", True)])
@pytest.mark.parametrize("what", ["action", "review", "milestone", "needed"])
def test_nothing_is_due_by_the_day_of_an_empty_session(
    scene: Scene, what: str, day: str, is_empty: bool
) -> None:
    assert _empty(scene).inputs.next_is_empty
    if what == "action":
        _put(scene, "action", scene.action, due_on=day)
    elif what == "review":
        _put(scene, "decision", scene.decision, state="agreed_to_differ", review_on=day)
    elif what == "needed":
        _put(scene, "decision", scene.decision, needed_on=day)
    else:
        milestones.add_milestone(scene.store, scene.goal, "Wording tested", day)
    assert _scene(scene).inputs.next_is_empty is is_empty


@pytest.mark.parametrize(
    ("day", "due"), [("2026-07-06", 13), ("2026-07-07", None), ("2026-06-20", -3)]
)
def test_a_decision_is_covered_by_what_comes_on_or_before_its_day(
    scene: Scene, day: str, due: int | None
) -> None:
    _series(scene)
    _put(scene, "decision", scene.decision, needed_on=day)
    assert _scene(scene).inputs.decision_due == due
    _put(scene, "decision", scene.decision, state=DecisionState.REJECTED.value)
    assert _scene(scene).inputs.decision_due is None


def test_an_item_that_is_over_needs_no_decision_any_more(scene: Scene) -> None:
    _series(scene)
    item = agenda.add_item(scene.store, None, "Sign?", needed_on="2026-06-30")
    assert _scene(scene).inputs.decision_due == 7
    _put(scene, "agenda_item", item, state="done")
    assert _scene(scene).inputs.decision_due is None
    _put(scene, "agenda_item", item, state="open", session_id=scene.held)
    assert _scene(scene).inputs.decision_due is None


def test_the_milestone_at_risk_is_the_nearest_of_a_goal_at_risk_or_one_that_is_late(
    scene: Scene,
) -> None:
    _series(scene)
    milestones.add_milestone(scene.store, scene.goal, "In time", "2026-07-03")
    assert _scene(scene).inputs.risky_milestone is None
    goals.set_state(scene.store, scene.goal, "at_risk", "Two tools are slow")
    assert _scene(scene).inputs.risky_milestone == 10
    goals.set_state(scene.store, scene.goal, "on_track", "They are quick now")
    scene.clock.advance(hours=24 * 10)
    assert _scene(scene).inputs.risky_milestone is None  # it is due today
    scene.clock.advance(hours=24)
    found = _scene(scene)
    assert found.inputs.risky_milestone == -1
    (row,) = found.sources(TermName.MILESTONE)
    assert (row.text, row.why, row.name) == ("In time", "late", "Choices in one place")
    _put(scene, "goal", scene.goal, state="dropped")
    assert _scene(scene).inputs.risky_milestone is None


def test_an_incident_is_over_on_the_day_it_was_closed(scene: Scene) -> None:
    row = _series(scene)
    found = advice_commands.open_incident(scene.store, "Lost laptop", "2026-06-20")
    advice_commands.close_incident(scene.store, found, "2026-06-22")

    def is_open(day: str) -> bool:
        then = counted(scene.store, row, date.fromisoformat(day))
        assert then is not None
        return then.inputs.incident

    days = ("2026-06-19", "2026-06-20", "2026-06-21", "2026-06-22")
    assert [is_open(day) for day in days] == [False, True, True, False]


def test_an_item_on_an_agenda_of_another_series_arrived_there(scene: Scene) -> None:
    first, second = _series(scene, "Leaders"), _series(scene, "Workers")
    planned = series.create_session_at(scene.store, first, FIRST)
    agenda.add_item(scene.store, planned, "For leaders")

    def arrived(row: int) -> set[str]:
        return {each.text for each in _scene(scene, row).sources(TermName.NEW)}

    assert "For leaders" in arrived(first)
    assert "For leaders" not in arrived(second)
