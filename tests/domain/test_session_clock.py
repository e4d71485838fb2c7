"""The session clock (V2): it survives sleep, a restart and a change of the system clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.clock import FixedClock, Instant
from facilitator.domain.session_clock import (
    ClockEvent,
    ClockLevel,
    ClockReading,
    ItemPlan,
    drift_s,
    elapsed_ms,
    item_left_s,
    level,
    read_clock,
    start_times,
)

START = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)


class Room:
    """A session somebody runs, on a laptop whose clocks can be meddled with."""

    def __init__(self) -> None:
        self.clock = FixedClock(START, boot="first")
        self.events: list[ClockEvent] = []
        self.heartbeats: list[Instant] = []

    def do(self, what: str, item_id: int | None = None) -> None:
        self.events.append(ClockEvent(what, item_id, self.clock.instant()))

    def wait(self, minutes: float) -> None:
        self.clock.advance(minutes=minutes)

    def beat(self) -> None:
        """Keep only the last heartbeat, as the file does."""
        self.heartbeats = [self.clock.instant()]

    def reboot(self, wall: datetime) -> None:
        """Start the machine again: another boot, another monotonic clock."""
        self.clock = FixedClock(wall, boot=f"boot at {wall}")

    def read(self) -> ClockReading:
        return read_clock(self.events, self.clock.instant(), self.heartbeats)


@pytest.fixture
def room() -> Room:
    return Room()


def _running(room: Room, minutes: float = 20) -> None:
    room.do("start")
    room.do("enter", 1)
    room.wait(minutes)


def test_before_the_start_nothing_counts(room: Room) -> None:
    room.wait(30)
    assert room.read() == ClockReading()


def test_a_running_session_counts_for_itself_and_the_item_on_the_table(room: Room) -> None:
    _running(room, 12.5)
    assert room.read() == ClockReading(750, {1: 750}, True, False, 1)


def test_time_between_items_counts_for_the_session_alone(room: Room) -> None:
    room.do("start")
    room.wait(2)
    room.do("enter", 1)
    room.wait(5)
    room.do("leave", 1)
    room.wait(1)
    room.do("enter", 2)
    room.wait(3)
    assert room.read() == ClockReading(660, {1: 300, 2: 180}, True, False, 2)


def test_an_item_taken_up_again_goes_on_where_it_was(room: Room) -> None:
    _running(room, 5)
    room.do("enter", 2)
    room.wait(5)
    room.do("enter", 1)
    room.wait(5)
    assert room.read().item_elapsed_s == {1: 600, 2: 300}


def test_a_break_counts_for_nothing(room: Room) -> None:
    _running(room, 10)
    room.do("pause")
    room.wait(15)
    assert room.read() == ClockReading(600, {1: 600}, True, True, 1)
    room.do("pause")
    room.do("resume")
    room.do("resume")
    room.wait(1)
    assert room.read() == ClockReading(660, {1: 660}, True, False, 1)


def test_a_closed_session_stands_still(room: Room) -> None:
    _running(room, 10)
    room.do("close")
    room.wait(600)
    assert room.read() == ClockReading(600, {1: 600}, False, False, None)


@pytest.mark.parametrize("what", ["pause", "resume", "leave", "close", "tick"])
def test_events_without_a_start_change_nothing(room: Room, what: str) -> None:
    room.do(what)
    room.wait(10)
    assert room.read() == ClockReading()


def test_an_item_just_entered_shows_nothing_used(room: Room) -> None:
    room.do("start", 7)
    assert room.read() == ClockReading(0, {7: 0}, True, False, 7)


def test_an_event_of_no_known_kind_is_an_error(room: Room) -> None:
    room.do("explode")
    with pytest.raises(ValueError, match="explode"):
        room.read()


# --- the machine's clocks --------------------------------------------------------------------


@pytest.mark.parametrize("hours", [3, -3])
def test_a_jump_of_the_wall_clock_changes_nothing_within_one_boot(room: Room, hours: int) -> None:
    """V2: a change of the system clock, tested with a three-hour jump."""
    _running(room, 20)
    room.beat()
    room.clock.set_wall(room.clock.now() + timedelta(hours=hours))
    assert room.read().session_elapsed_s == 1200
    room.wait(5)
    room.beat()
    room.do("enter", 2)
    room.wait(5)
    assert room.read() == ClockReading(1800, {1: 1500, 2: 300}, True, False, 2)


def test_sleep_counts_because_the_meeting_goes_on(room: Room) -> None:
    """The monotonic clock that is read counts while the machine sleeps."""
    _running(room, 20)
    room.beat()
    room.wait(45)  # the lid is closed: no heartbeat, no event
    assert room.read().session_elapsed_s == 65 * 60


def test_a_restart_of_the_app_loses_nothing(room: Room) -> None:
    _running(room, 20)
    room.beat()
    room.wait(10)
    again = read_clock(list(room.events), room.clock.instant(), list(room.heartbeats))
    assert again == ClockReading(1800, {1: 1800}, True, False, 1)


def test_a_reboot_counts_wall_time(room: Room) -> None:
    _running(room, 20)
    room.beat()
    room.reboot(START + timedelta(minutes=26))
    assert room.read().session_elapsed_s == 26 * 60
    room.wait(4)
    assert room.read() == ClockReading(1800, {1: 1800}, True, False, 1)
    room.do("close")
    assert room.read().session_elapsed_s == 1800


def test_a_reboot_with_the_wall_clock_set_back_keeps_what_the_last_heartbeat_knew(
    room: Room,
) -> None:
    _running(room, 20)
    room.beat()
    room.wait(2)  # unknown to anybody
    room.reboot(START - timedelta(hours=3))
    assert room.read().session_elapsed_s == 1200
    room.wait(5)
    assert room.read().session_elapsed_s == 1200  # the wall clock has still to catch up


def test_a_kept_tick_lets_the_clock_go_on_after_a_reboot_into_the_past(room: Room) -> None:
    _running(room, 20)
    room.beat()
    room.events.append(ClockEvent("tick", None, room.heartbeats[0]))
    room.reboot(START - timedelta(hours=3))
    room.do("tick")
    room.wait(5)
    assert room.read().session_elapsed_s == 1500


def test_heartbeats_of_the_new_boot_let_the_clock_go_on_too(room: Room) -> None:
    _running(room, 20)
    room.reboot(START - timedelta(hours=3))
    room.beat()
    room.wait(5)
    assert room.read().session_elapsed_s == 300


def test_a_heartbeat_between_events_changes_no_reading_of_one_boot(room: Room) -> None:
    _running(room, 5)
    beats = [room.clock.instant()]
    room.do("pause")
    room.wait(5)
    beats.append(room.clock.instant())
    room.do("resume")
    room.wait(5)
    beats.append(room.clock.instant())
    plain = read_clock(room.events, room.clock.instant())
    assert plain.session_elapsed_s == 600
    assert read_clock(room.events, room.clock.instant(), beats) == plain
    assert read_clock(room.events, room.clock.instant(), beats[::-1]) == plain


def test_a_heartbeat_of_a_boot_without_events_stands_where_its_wall_time_says(room: Room) -> None:
    _running(room, 10)
    room.reboot(START + timedelta(minutes=12))
    room.wait(3)
    room.beat()
    room.reboot(START + timedelta(minutes=20))
    assert room.read().session_elapsed_s == 20 * 60
    room.do("pause")
    room.wait(9)
    assert room.read().session_elapsed_s == 20 * 60


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["start", "pause", "resume", "enter", "leave", "close", "tick", "beat",
                         "jump", "reboot"]),
        st.integers(0, 3),
        st.integers(-300, 300),
    ),
    max_size=14,
)  # fmt: skip


@given(ACTS)
def test_no_history_makes_the_clock_run_backwards(acts: Sequence[tuple[str, int, int]]) -> None:
    room = Room()
    room.do("start")
    before = room.read()
    for what, item, minutes in acts:
        if what == "beat":
            room.beat()
        elif what == "jump":
            room.clock.set_wall(room.clock.now() + timedelta(minutes=minutes))
        elif what == "reboot":
            room.events.append(ClockEvent("tick", None, room.clock.instant()))
            room.reboot(room.clock.now() + timedelta(minutes=minutes))
            room.do("tick")
        else:
            room.do(what, item if what in ("enter", "leave") else None)
        room.wait(abs(minutes) / 10)
        reading = room.read()
        assert reading.session_elapsed_s >= before.session_elapsed_s
        for item_id, used in before.item_elapsed_s.items():
            assert reading.item_elapsed_s[item_id] >= used
        assert sum(reading.item_elapsed_s.values()) <= reading.session_elapsed_s
        before = reading


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.booleans())
def test_no_time_that_passed_is_negative(one: int, other: int, same_boot: bool) -> None:
    first = Instant(START + timedelta(milliseconds=one), other, "a")
    second = Instant(START + timedelta(milliseconds=other), one, "a" if same_boot else "b")
    assert elapsed_ms(first, second) == max(0, one - other if same_boot else other - one)


# --- plan and clock --------------------------------------------------------------------------

PLANS = (ItemPlan(1, 600), ItemPlan(2, 900), ItemPlan(3, 300))


def test_on_plan_means_no_drift(room: Room) -> None:
    _running(room, 4)
    assert drift_s(PLANS, room.read()) == 0


def test_an_item_over_its_box_puts_the_session_behind(room: Room) -> None:
    _running(room, 13)
    assert drift_s(PLANS, room.read()) == 180
    extended = (ItemPlan(1, 600, extended_s=300), *PLANS[1:])
    assert drift_s(extended, room.read()) == 180
    assert item_left_s(PLANS[0], room.read()) == -180
    assert item_left_s(extended[0], room.read()) == 120


def test_an_item_done_early_or_skipped_puts_the_session_ahead(room: Room) -> None:
    _running(room, 4)
    done = (ItemPlan(1, 600, is_over=True), *PLANS[1:])
    assert drift_s(done, room.read()) == -360
    skipped = (*done[:1], ItemPlan(2, 900, is_over=True), PLANS[2])
    assert drift_s(skipped, room.read()) == -1260


def test_a_break_and_talk_between_items_are_told_apart(room: Room) -> None:
    room.do("start")
    room.wait(3)
    room.do("enter", 1)
    room.do("pause")
    room.wait(30)
    room.do("resume")
    assert drift_s(PLANS, room.read()) == 180


@pytest.mark.parametrize(
    ("left", "box", "expected"),
    [(600, 600, "calm"), (120, 600, "calm"), (119, 600, "amber"), (30, 600, "amber"),
     (29, 600, "red"), (0, 600, "red"), (-50, 600, "red"), (0, 0, "calm"), (-9, 0, "calm")],
)  # fmt: skip
def test_the_colour_turns_at_a_fifth_and_a_twentieth(left: int, box: int, expected: str) -> None:
    """V2: quiet colour at 20 % and 5 % left."""
    assert level(left, box) is ClockLevel(expected)


def test_start_times_add_up_and_end_with_the_end() -> None:
    """P3: planned minutes add up, with the start time per item."""
    assert start_times("2026-06-30T23:40", [600, 900, 0]) == (
        "2026-06-30T23:40", "2026-06-30T23:50", "2026-07-01T00:05", "2026-07-01T00:05",
    )  # fmt: skip
    assert start_times("2026-06-30T10:00", []) == ("2026-06-30T10:00",)
