"""Running a session: clock, items, restart, a changed system clock (V2)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands import running
from facilitator.errors import CommandRefused, NotThere
from facilitator.queries.closing import closing
from facilitator.queries.prepare import agenda
from facilitator.queries.running import attendance, clock_reading, presence
from facilitator.store import Store
from tests.commands.scene import Scene


def test_time_counts_for_the_session_and_the_item_on_the_table(scene: Scene) -> None:
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=7)
    running.next_item(scene.store, scene.planned)
    scene.clock.advance(minutes=2)
    running.pause_session(scene.store, scene.planned)
    scene.clock.advance(minutes=30)
    running.resume_session(scene.store, scene.planned)
    scene.clock.advance(minutes=1)
    found = clock_reading(scene.store, scene.planned)
    first, second = scene.planned_items
    assert found.session_elapsed_s == 600
    assert found.item_elapsed_s == {first: 420, second: 180}
    assert found.current_item_id == second


@pytest.mark.parametrize("hours", [3, -3])
def test_a_three_hour_jump_of_the_system_clock_changes_nothing(scene: Scene, hours: int) -> None:
    """V2."""
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=7)
    scene.clock.set_wall(scene.clock.now() + timedelta(hours=hours))
    assert clock_reading(scene.store, scene.planned).session_elapsed_s == 420
    running.next_item(scene.store, scene.planned)
    scene.clock.advance(minutes=1)
    assert clock_reading(scene.store, scene.planned).session_elapsed_s == 480


def test_the_clock_survives_a_restart_of_the_app(scene: Scene) -> None:
    """V2: the same boot, another process."""
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=7)
    path = scene.store.path
    scene.store.close()
    scene.clock.advance(minutes=3)
    with Store.open(Path(path), scene.clock) as again:
        assert clock_reading(again, scene.planned).session_elapsed_s == 600


def test_the_clock_survives_a_restart_of_the_machine(scene: Scene) -> None:
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=7)
    path = scene.store.path
    scene.store.close()
    other = FixedClock(scene.clock.now() + timedelta(minutes=5), boot="next boot")
    with Store.open(Path(path), other) as again:
        assert clock_reading(again, scene.planned).session_elapsed_s == 720


def test_closing_keeps_used_minutes_and_marks_the_absent(scene: Scene) -> None:
    items = agenda(scene.store, scene.held)
    assert [item.used_s for item in items] == [720, 300, None]
    assert [item.state for item in items] == ["done", "done", "open"]
    running.start_session(scene.store, scene.planned)
    running.close_session(scene.store, scene.planned)
    assert {row.state for row in attendance(scene.store, scene.planned)} == {"absent"}


def test_both_sides_represented_needs_somebody_from_each(scene: Scene) -> None:
    """V6."""
    assert presence(scene.store, scene.held)[1]
    assert not presence(scene.store, scene.planned)[1]


def test_a_second_session_does_not_start_beside_a_running_one(scene: Scene) -> None:
    running.start_session(scene.store, scene.planned)
    from facilitator.commands.sessions import new_session

    third = new_session(scene.store, "Third", "2026-08-18T10:00")
    with pytest.raises(CommandRefused, match="still running"):
        running.start_session(scene.store, third)


def test_skip_goes_on_and_back_returns(scene: Scene) -> None:
    first, second = scene.planned_items
    running.start_session(scene.store, scene.planned)
    running.skip_item(scene.store, scene.planned, first)
    assert clock_reading(scene.store, scene.planned).current_item_id == second
    running.previous_item(scene.store, scene.planned)
    assert clock_reading(scene.store, scene.planned).current_item_id == first
    assert agenda(scene.store, scene.planned)[0].state == "open"


def test_closing_names_what_is_missing(scene: Scene) -> None:
    found = closing(scene.store, scene.held)
    missing = [(each.why, each.party) for each in found.missing]
    assert ("unheard", "Security") in missing
    assert ("unheard", "Marketing") in missing
    assert sum(each.why == "outcome" for each in found.missing) == 2
    assert (found.items, found.items_reached) == (3, 2)
    assert [(row[1], row[3], row[4]) for row in found.new_by_party] == [
        ("Security", 0, 0),
        ("Marketing", 1, 1),
    ]


def test_only_its_own_items_come_onto_the_table_of_a_session(scene: Scene) -> None:
    """V2: an item of another agenda would be opened again there."""
    running.start_session(scene.store, scene.planned)
    with pytest.raises(NotThere):
        running.enter_item(scene.store, scene.planned, scene.running_items[0])
    with pytest.raises(NotThere):
        running.skip_item(scene.store, scene.planned, scene.running_items[0])


@pytest.mark.parametrize("hours", [3, -3])
def test_the_clock_that_is_set_after_a_restart_of_the_machine_changes_nothing(
    scene: Scene, hours: int
) -> None:
    """V2: a time server often corrects the clock just after the start."""
    running.start_session(scene.store, scene.planned)
    scene.clock.advance(minutes=7)
    scene.store.heartbeat(scene.planned)
    path = scene.store.path
    scene.store.close()
    other = FixedClock(scene.clock.now() + timedelta(minutes=5), boot="next boot")
    with Store.open(Path(path), other) as again:
        running.keep_heartbeat(again, scene.planned)
        other.advance(minutes=1)
        other.set_wall(other.now() + timedelta(hours=hours))
        again.heartbeat(scene.planned)
        other.advance(minutes=2)
        assert clock_reading(again, scene.planned).session_elapsed_s == 15 * 60
