"""Agenda minutes that arrived, were handled and wait (K3): counted in one way everywhere."""

from __future__ import annotations

from datetime import date, timedelta

from facilitator.commands import agenda, captures, concerns, running, sessions
from facilitator.commands.carry_over import carry_over
from facilitator.domain.words import CaptureKind
from facilitator.queries.cadence import counted
from facilitator.queries.carry_over import carry_over as preview
from facilitator.queries.load import TopicLoad, topic_loads
from facilitator.queries.stretches import Stretch, Stretches, stretches
from facilitator.store import Reader
from tests.commands.scene import Scene

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def _loads(reader: Reader, first: date = YEAR[0], last: date = YEAR[1]) -> tuple[TopicLoad, ...]:
    return topic_loads(reader, stretches(reader, first, last))


def _minutes(load: TopicLoad) -> tuple[int, int, int]:
    return load.arrived_s // 60, load.handled_s // 60, load.waiting_s // 60


def test_the_demo_waits_for_what_came_less_what_was_handled(demo: Reader) -> None:
    """Nothing of the demo's sessions was left undone: only concerns and parked points wait."""
    before = 0
    for load in _loads(demo)[:4]:
        arrived, handled, waiting = _minutes(load)
        gone = before + arrived - handled - waiting
        assert gone in (0, 15, 30), load.stretch.label  # a concern that was answered: 15 minutes
        before = waiting


def test_the_handled_minutes_are_those_of_the_agenda_without_standing_items(demo: Reader) -> None:
    for load in _loads(demo):
        planned = demo.value(
            "SELECT coalesce(sum(length_s), 0) FROM agenda_item WHERE session_id = ?"
            " AND is_standing = 0 AND state = 'done'",
            (load.stretch.session_id,),
        )
        assert load.handled_s == planned, load.stretch.label


def test_a_shorter_time_shows_the_same_numbers(demo: Reader) -> None:
    whole = {load.stretch: load for load in _loads(demo)}
    part = _loads(demo, date(2026, 3, 1), date(2026, 5, 1))
    assert len(part) == 5
    assert all(whole[load.stretch] == load for load in part)


def test_the_advice_counts_the_same_arrivals(demo: Reader) -> None:
    """K3: one figure is the other, read over the last four weeks."""
    today = date(2026, 6, 30)
    weeks = Stretches((Stretch(None, "", "", "2026-06-02", today.isoformat()),))
    (load,) = topic_loads(demo, weeks)
    figures = counted(demo, demo.value("SELECT min(id) FROM series"), today)
    assert load.arrived_s == figures.inputs.new_per_week * 4 * 60
    assert load.arrived_s > 0


# --- one by one ----------------------------------------------------------------------------------


def _hold(scene: Scene) -> None:
    """Hold the planned session, of which the first item is done and the second is not reached."""
    scene.clock.advance(days=28)
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=5)
    running.close_session(scene.store, scene.planned)


def _last(scene: Scene) -> TopicLoad:
    return _loads(scene.store)[-1]


def test_an_item_waits_until_it_is_handled(scene: Scene) -> None:
    item = agenda.add_item(scene.store, scene.planned, "Who tests?", length_s=1200)
    scene.clock.advance(days=1)
    before = _last(scene)
    assert before.waiting_s >= 1200
    scene.clock.advance(days=27)
    running.start_session(scene.store, scene.planned)
    running.enter_item(scene.store, scene.planned, item)
    scene.clock.advance(minutes=5)
    running.close_session(scene.store, scene.planned)
    assert _last(scene).handled_s >= 1200


def test_an_item_that_is_carried_over_arrived_once_and_waits_once(scene: Scene) -> None:
    _hold(scene)
    scene.clock.advance(days=1)
    before = _last(scene).waiting_s
    arrived = sum(load.arrived_s for load in _loads(scene.store))
    following = sessions.new_session(scene.store, "After that", "2026-08-18T10:00")
    chosen = [
        each
        for each in preview(scene.store, following).candidates
        if each.source_id == scene.planned_items[1]
    ]
    assert len(chosen) == 1
    carry_over(scene.store, following, chosen)
    assert _last(scene).waiting_s == before
    assert sum(load.arrived_s for load in _loads(scene.store)) == arrived


def test_an_item_that_was_let_go_waits_no_more(scene: Scene) -> None:
    _hold(scene)
    scene.clock.advance(days=1)
    before = _last(scene).waiting_s
    agenda.let_item_go(scene.store, scene.planned_items[1])
    length = scene.store.value(
        "SELECT length_s FROM agenda_item WHERE id = ?", (scene.planned_items[1],)
    )
    assert _last(scene).waiting_s == before - length


def test_standing_items_are_the_fixed_part_and_left_out(scene: Scene) -> None:
    scene.clock.advance(days=1)
    before = _minutes(_last(scene))
    agenda.add_item(scene.store, scene.planned, "Check-in", is_standing=True, length_s=600)
    assert _minutes(_last(scene)) == before


def test_a_concern_waits_at_its_usual_size_until_it_is_answered(scene: Scene) -> None:
    scene.clock.advance(days=1)
    before = _last(scene)
    concern = captures.capture(scene.store, CaptureKind.CONCERN, "Too old", party_id=scene.security)
    after = _last(scene)
    assert (after.arrived_s - before.arrived_s, after.waiting_s - before.waiting_s) == (900, 900)
    concerns.answer_concern(scene.store, concern, "Not now")
    assert _last(scene).waiting_s == before.waiting_s


def test_a_parked_point_that_an_item_takes_up_counts_as_that_item(scene: Scene) -> None:
    scene.clock.advance(days=1)
    arrived = sum(load.arrived_s for load in _loads(scene.store))
    waiting = _last(scene).waiting_s
    (parked,) = [
        each for each in preview(scene.store, scene.planned).candidates if each.why == "parked"
    ]
    carry_over(scene.store, scene.planned, [parked])
    assert _last(scene).waiting_s == waiting
    assert sum(load.arrived_s for load in _loads(scene.store)) == arrived


def test_what_waits_through_the_whole_picture_is_counted_once(scene: Scene) -> None:
    """An item of before the picture that still waits is summed, one within it is listed."""
    _hold(scene)
    scene.clock.advance(days=1)
    whole = _last(scene)
    today = scene.clock.now().date()
    part = _loads(scene.store, today - timedelta(days=3), today)
    assert part[0].stretch.session_id == scene.planned
    assert part[-1].waiting_s == whole.waiting_s
