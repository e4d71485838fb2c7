"""What lies between two days: sessions, and times of a series that have none (K2)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator.clock import FixedClock
from facilitator.commands import running, sessions
from facilitator.commands.engagement import begin_engagement
from facilitator.commands.rhythm import move_to_rhythm
from facilitator.commands.series import (
    change_rhythm,
    create_session_at,
    create_sessions,
    move_slot,
    new_series,
    next_slots,
    restore_slot,
    set_series,
    skip_slot,
)
from facilitator.commands.session_changes import move_session
from facilitator.domain.moments import local_to_utc
from facilitator.domain.rule import Pattern, Rule, weekly
from facilitator.errors import FacilitatorError
from facilitator.queries.calendar import occasions
from facilitator.queries.off_rhythm import off_rhythm
from facilitator.store import Store
from tests.cadence.rules import rules
from tests.cadence.test_recurrence import by_days
from tests.commands.scene import Scene
from tests.commands.test_undo_law import contents

ZONES = ("Europe/Berlin", "America/New_York")
QUARTER = timedelta(minutes=15)


def _seen(scene: Scene, first: str, last: str) -> list[tuple[str, str, str]]:
    found = occasions(scene.store, date.fromisoformat(first), date.fromisoformat(last))
    return [(each.state, each.starts_local, each.title) for each in found]


def test_sessions_and_free_times_come_in_the_order_of_time(scene: Scene) -> None:
    """K2: past and coming, in a series and outside."""
    new_series(scene.store, "Table", weekly(2), "2026-07-07T10:00")
    working = new_series(scene.store, "Working", weekly(2), "2026-07-07T16:00", zone="Asia/Tokyo")
    skip_slot(scene.store, working, "2026-07-21T16:00", "Holidays")
    assert _seen(scene, "2026-06-01", "2026-07-21") == [
        ("closed", "2026-06-23T10:00", "Second half"),
        ("free", "2026-07-07T16:00", "Working"),  # four in Tokyo is nine in Berlin
        ("free", "2026-07-07T10:00", "Table"),
        ("skipped", "2026-07-21T16:00", "Working"),
        ("free", "2026-07-21T10:00", "Table"),
        ("planned", "2026-07-21T10:00", "Do the tools obey?"),
    ]


def test_both_days_are_part_of_it(scene: Scene) -> None:
    new_series(scene.store, "Table", Rule(Pattern.WORKING_DAYS), "2026-07-06T00:00")
    found = [each[1] for each in _seen(scene, "2026-07-06", "2026-07-07")]
    assert found == ["2026-07-06T00:00", "2026-07-07T00:00"]
    late = new_series(scene.store, "Late", Rule(Pattern.WORKING_DAYS), "2026-07-06T23:59")
    found = [each[1] for each in _seen(scene, "2026-07-07", "2026-07-07")]
    assert found == ["2026-07-07T00:00", "2026-07-07T23:59"]
    assert late


def test_a_session_is_seen_when_it_began_and_says_why_it_is_elsewhere(scene: Scene) -> None:
    """K2: a session that started on another day than it was planned for."""
    table = new_series(scene.store, "Table", weekly(2), "2026-07-07T10:00")
    sessions.set_session(scene.store, scene.planned, series_id=table)
    move_session(scene.store, scene.planned, "2026-07-23T10:00", "Larch is taken")
    (moved,) = occasions(scene.store, date(2026, 7, 20), date(2026, 7, 24))
    assert (moved.original_local, moved.reason) == ("2026-07-21T10:00", "Larch is taken")
    sessions.cancel_session(scene.store, scene.planned, "Nobody can come")
    (called_off,) = occasions(scene.store, date(2026, 7, 20), date(2026, 7, 24))
    assert (called_off.state, called_off.reason) == ("cancelled", "Nobody can come")
    sessions.restore_session(scene.store, scene.planned)
    scene.clock.set_wall(datetime(2026, 7, 24, 9, tzinfo=UTC))
    running.start_session(scene.store, scene.planned)
    assert _seen(scene, "2026-07-23", "2026-07-23") == []
    assert _seen(scene, "2026-07-24", "2026-07-24")[0][:2] == ("running", "2026-07-24T11:00")


def test_a_time_belongs_to_the_rhythm_that_had_it(scene: Scene) -> None:
    """K2."""
    table = new_series(scene.store, "Table", weekly(2), "2026-07-07T10:00")
    sessions.set_session(scene.store, scene.planned, series_id=table)
    second = change_rhythm(scene.store, table, weekly(1), "2026-07-28T10:00")
    found = occasions(scene.store, date(2026, 7, 1), date(2026, 8, 4))
    assert [each.rhythm_id == second for each in found] == [False, False, True, True]
    assert not any(each.is_extra for each in found)


# --- two zones, clock changes --------------------------------------------------------------------


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an engagement without a series, to be copied."""
    path = tmp_path_factory.mktemp("calendar") / "empty.facilitator"
    with Store.create(path, FixedClock(datetime(2026, 1, 1, tzinfo=UTC))) as store:
        begin_engagement(store, "Table", "Europe/Berlin", ["A", "B"], "Ruth")
    return path


def _copied(empty: Path) -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty, folder))
        with Store.open(path, FixedClock(datetime(2026, 1, 1, tzinfo=UTC))) as store:
            yield store


def by_the_clock(wall: datetime, zone: str) -> datetime:
    """Look at a clock in the zone, quarter of an hour by quarter: when does it first say this?

    Where it never does, the clock jumped; then it is as much later as the clock had shown before.
    """
    where = ZoneInfo(zone)
    began = wall.replace(tzinfo=UTC) - timedelta(hours=15)
    shown = began.astimezone(where).replace(tzinfo=None)
    rest = wall.minute % 15
    began += timedelta(minutes=(rest - shown.minute) % 15)
    moment = began
    while moment < began + timedelta(hours=32):
        shown = moment.astimezone(where).replace(tzinfo=None)
        if shown == wall:
            return moment
        if shown > wall:
            before = (moment - QUARTER).astimezone(where).replace(tzinfo=None)
            return moment - QUARTER + (wall - before)
        moment += QUARTER
    raise AssertionError("no clock needs 32 hours")


@settings(max_examples=25, deadline=None)
@given(
    st.dates(date(2025, 6, 1), date(2027, 6, 1)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    rules(),
    st.sampled_from(ZONES),
)
@example(date(2026, 3, 1), time(2, 30), Rule(Pattern.MONTH_WEEKDAY, 1, (6,), -1), ZONES[0])
@example(date(2026, 10, 1), time(2, 30), Rule(Pattern.MONTH_WEEKDAY, 1, (6,), -1), ZONES[0])
@example(date(2026, 3, 1), time(2, 30), Rule(Pattern.WEEKS, 1, (6,)), ZONES[1])
@example(date(2026, 11, 1), time(1, 45), Rule(Pattern.WEEKS, 1, (6,)), ZONES[1])
def test_24_months_equal_a_clock_that_somebody_looks_at(
    empty: Path, day: date, at: time, rule: Rule, zone: str
) -> None:
    """K2: to the minute, in two zones, also where the hour does not exist or happens twice."""
    starts = datetime.combine(day, at)
    until = starts + timedelta(days=730)
    walls = list(by_days(starts, rule, until))
    for store in _copied(empty):
        new_series(store, "Table", rule, starts, zone=zone)
        found = occasions(store, day, until.date() - timedelta(days=1))
        walls = [each for each in walls if each.date() < until.date()]
        assert [each.original_local for each in found] == [
            wall.isoformat(timespec="minutes") for wall in walls
        ]
        for each, wall in zip(found, walls, strict=True):
            assert local_to_utc(each.starts_local, zone).utc == by_the_clock(wall, zone)


class Told:
    """What somebody with a paper calendar would know of one series."""

    def __init__(self) -> None:
        self.times: dict[str, tuple[str, str]] = {}

    def rows(self) -> list[tuple[str, str, str]]:
        found = [(starts, key, state) for key, (state, starts) in self.times.items()]
        return sorted(found)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("msrcdx"), st.integers(0, 11)), max_size=14))
def test_any_order_of_exceptions_is_as_on_a_paper_calendar(
    empty: Path, deeds: list[tuple[str, int]]
) -> None:
    """K2: move, skip, restore, create, delete, cancel, in any order."""
    starts = datetime(2026, 2, 3, 10)
    slots = [(starts + timedelta(weeks=n)).isoformat(timespec="minutes") for n in range(12)]
    for store in _copied(empty):
        table = new_series(store, "Table", weekly(1), starts, ends_on="2026-04-21")
        told = Told()
        told.times = {slot: ("free", slot) for slot in slots}
        for deed, number in deeds:
            _do(store, table, told, deed, slots[number])
        found = occasions(store, date(2026, 2, 1), date(2026, 5, 31))
        rows = sorted((each.starts_local, each.original_local, each.state) for each in found)
        assert rows == told.rows()
        assert store.check() == []


def _do(store: Store, table: int, told: Told, deed: str, slot: str) -> None:
    state, starts = told.times[slot]
    made = store.value("SELECT id FROM session WHERE original_local = ?", (slot,))
    if made is None and deed == "m":
        later = (datetime.fromisoformat(slot) + timedelta(hours=50)).isoformat(timespec="minutes")
        move_slot(store, table, slot, later, "moved")
        told.times[slot] = ("moved", later)
    elif made is None and deed == "s":
        skip_slot(store, table, slot)
        told.times[slot] = ("skipped", slot)
    elif made is None and deed == "r" and state != "free":
        restore_slot(store, table, slot)
        told.times[slot] = ("free", slot)
    elif made is None and deed == "c":
        create_session_at(store, table, slot)
        told.times[slot] = ("planned", starts)
    elif made is not None and deed == "d":
        sessions.delete_session(store, made)
        told.times[slot] = ("free", slot)
    elif made is not None and deed == "x" and state == "planned":
        sessions.cancel_session(store, made)
        told.times[slot] = ("cancelled", starts)


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ("UPDATE rhythm SET rule = 'FREQ=SECONDLY'", 0),
        ("UPDATE rhythm SET starts_local = 'soon'", 0),
        ("UPDATE rhythm SET zone = 'Mars/Base'", 2),
        ("UPDATE session SET zone = 'Mars/Base'", 2),
    ],
)
def test_a_file_edited_elsewhere_still_shows_what_can_be_followed(
    scene: Scene, statement: str, left: int
) -> None:
    """K2: a rule of every second, a zone that is none; `check` tells."""
    new_series(scene.store, "Table", weekly(2), "2026-07-07T10:00")
    with scene.store.step("Edited elsewhere"):
        scene.store.execute(statement)
    found = occasions(scene.store, date(2026, 7, 1), date(2026, 7, 31))
    assert len([each for each in found if each.state == "free"]) == left
    assert [each.session_id for each in found if each.session_id] == [scene.planned]
    if "rhythm" in statement:
        assert any("cannot be followed" in finding for finding in scene.store.check())


_STARTS = st.datetimes(datetime(2026, 1, 5), datetime(2026, 12, 1)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
_DEEDS = st.one_of(
    st.tuples(st.just("change"), rules(), _STARTS, st.sampled_from(ZONES)),
    st.tuples(st.just("create"), st.integers(1, 4)),
    st.tuples(st.just("move"), st.integers(0, 20), st.integers(-4000, 4000)),
    st.tuples(st.just("skip"), st.integers(0, 5)),
    st.tuples(st.just("delete"), st.integers(0, 20)),
    st.tuples(st.just("follow")),
    st.tuples(st.just("end"), st.dates(date(2026, 1, 1), date(2027, 6, 1))),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(_DEEDS, max_size=12))
def test_whatever_happens_to_a_series_no_time_is_filled_twice(
    empty: Path, deeds: list[tuple[Any, ...]]
) -> None:
    """K2, U1: any order of changes; each time once, the file whole, and undo leads back."""
    for store in _copied(empty):
        table = new_series(store, "Table", weekly(2), "2026-02-03T10:00")
        before, label = contents(store), store.undo_label
        for deed in deeds:
            try:
                _change(store, table, *deed)
            except FacilitatorError:
                continue
            assert store.check() == []
            found = occasions(store, date(2026, 1, 1), date(2026, 12, 31))
            filled = [each.original_local for each in found if each.original_local]
            assert len(filled) == len(set(filled))
            left = off_rhythm(store, table)
            given_away = [each.to.original_local for each in left if each.to is not None]
            assert len(given_away) == len(set(given_away))
        while store.undo_label != label:
            assert store.undo() is not None
        assert contents(store) == before


def _change(store: Store, table: int, deed: str, *how: Any) -> None:
    made = [row["id"] for row in store.all("SELECT id FROM session ORDER BY id")]
    if deed == "change":
        change_rhythm(store, table, how[0], how[1], zone=how[2])
    elif deed == "create":
        create_sessions(store, table, how[0])
    elif deed == "move" and made:
        row = store.one("SELECT * FROM session WHERE id = ?", (made[how[0] % len(made)],))
        assert row is not None
        later = datetime.fromisoformat(row["starts_local"]) + timedelta(minutes=how[1])
        sessions.set_session(store, row["id"], starts_local=later)
    elif deed == "skip":
        free = next_slots(store, table, how[0] + 1)
        skip_slot(store, table, free[-1].original_local if free else "2026-02-03T10:00")
    elif deed == "delete" and made:
        sessions.delete_session(store, made[how[0] % len(made)])
    elif deed == "follow":
        move_to_rhythm(store, table)
        assert not any(each.to for each in off_rhythm(store, table))
    elif deed == "end":
        set_series(store, table, ends_on=how[0])
