"""Series: rhythms that follow each other, dates moved and left out, sessions made of them (K2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from facilitator.commands import running, session_changes, sessions
from facilitator.commands.rhythm import move_to_rhythm, set_rhythm
from facilitator.commands.series import (
    change_rhythm,
    create_session_at,
    create_sessions,
    delete_series,
    move_slot,
    new_series,
    next_slots,
    plan_next,
    restore_slot,
    set_series,
    skip_slot,
)
from facilitator.domain.rule import Pattern, Rule, weekly
from facilitator.errors import CommandRefused, FacilitatorError, InvalidMoment, InvalidText
from facilitator.queries.calendar import Occasion, occasions
from facilitator.queries.off_rhythm import off_rhythm
from facilitator.queries.series import one_series
from tests.commands.scene import Scene
from tests.commands.test_undo_law import contents

FIRST = "2026-07-07T10:00"  # a Tuesday
SECOND = "2026-07-21T10:00"
THIRD = "2026-08-04T10:00"
SECOND_TUESDAY = Rule(Pattern.MONTH_WEEKDAY, 1, (1,), 2)
NEVER_HELD = date(2026, 7, 1)


@pytest.fixture
def table(scene: Scene) -> int:
    """Return a series of every two weeks, without a session."""
    return new_series(scene.store, "Round table", weekly(2), FIRST, place="Larch")


def _starts(scene: Scene, *ids: int) -> list[str]:
    return [
        str(scene.store.value("SELECT starts_local FROM session WHERE id = ?", (each,)))
        for each in ids
    ]


def _slot(scene: Scene, session_id: int) -> str | None:
    found = scene.store.value("SELECT original_local FROM session WHERE id = ?", (session_id,))
    return None if found is None else str(found)


def _coming(scene: Scene, table: int, count: int = 3) -> list[str]:
    return [each.starts_local for each in next_slots(scene.store, table, count)]


def _seen(scene: Scene, table: int) -> list[Occasion]:
    found = occasions(scene.store, NEVER_HELD, date(2026, 9, 30))
    return [each for each in found if each.series_id == table]


# --- a series and its rhythms --------------------------------------------------------------------


def test_a_rhythm_begins_with_the_first_time_of_its_rule(scene: Scene) -> None:
    """K2: “second Tuesday, from 1 July on” is first on 14 July."""
    table = new_series(scene.store, "Round table", SECOND_TUESDAY, "2026-07-01T10:00")
    row = one_series(scene.store, table)
    assert row is not None
    assert row.rhythms[0].starts_local == "2026-07-14T10:00"
    assert _coming(scene, table) == ["2026-07-14T10:00", "2026-08-11T10:00", "2026-09-08T10:00"]


def test_one_rhythm_follows_the_other(scene: Scene, table: int) -> None:
    """K2: each is in force until the next begins, and knows until when."""
    change_rhythm(scene.store, table, weekly(4), THIRD, because="summer")
    change_rhythm(scene.store, table, weekly(1), "2026-09-29T10:00")
    assert _coming(scene, table, 6) == [
        FIRST, SECOND, THIRD, "2026-09-01T10:00", "2026-09-29T10:00", "2026-10-06T10:00",
    ]  # fmt: skip
    row = one_series(scene.store, table)
    assert row is not None
    assert [(each.because, each.until_local) for each in row.rhythms] == [
        ("", THIRD), ("summer", "2026-09-29T10:00"), ("", ""),
    ]  # fmt: skip
    for day, every in ((1, 2), (7, 2)):
        now = row.in_force(date(2026, 7, day))
        assert now is not None
        assert now.rule.every == every
    later = row.in_force(date(2026, 8, 4))
    assert later is not None
    assert later.rule.every == 4


def test_a_rhythm_replaces_those_that_were_to_begin_later(scene: Scene, table: int) -> None:
    """K2."""
    change_rhythm(scene.store, table, weekly(1), "2026-09-01T10:00")
    change_rhythm(scene.store, table, weekly(4), THIRD)
    row = one_series(scene.store, table)
    assert row is not None
    assert [each.rule.every for each in row.rhythms] == [2, 4]


def test_what_is_not_said_of_a_new_rhythm_stays_as_it_was(scene: Scene) -> None:
    """K2: length and zone."""
    table = new_series(
        scene.store, "Table", weekly(2), FIRST, length_s=5400, zone="America/New_York"
    )
    change_rhythm(scene.store, table, weekly(4), THIRD)
    row = one_series(scene.store, table)
    assert row is not None
    assert (row.rhythms[1].length_s, row.rhythms[1].zone) == (5400, "America/New_York")


def test_the_last_day_is_part_of_a_series(scene: Scene, table: int) -> None:
    """K2."""
    set_series(scene.store, table, ends_on="2026-07-21")
    assert _coming(scene, table) == [FIRST, SECOND]
    create_sessions(scene.store, table, 2)
    with pytest.raises(CommandRefused, match="has ended"):
        plan_next(scene.store, table)


def test_a_rhythm_nobody_met_by_can_be_corrected(scene: Scene, table: int) -> None:
    """K2: afterwards it stays, as it says when the sessions were expected."""
    row = one_series(scene.store, table)
    assert row is not None
    rhythm = row.rhythms[0].id
    set_rhythm(scene.store, rhythm, rule=weekly(3), starts_local="2026-07-08T09:00")
    assert _coming(scene, table, 2) == ["2026-07-08T09:00", "2026-07-29T09:00"]
    made = plan_next(scene.store, table)
    running.start_session(scene.store, made)
    with pytest.raises(CommandRefused, match="from a later day on"):
        set_rhythm(scene.store, rhythm, rule=weekly(1))


def test_a_rhythm_stays_between_its_neighbours(scene: Scene, table: int) -> None:
    """K2."""
    change_rhythm(scene.store, table, weekly(4), THIRD)
    row = one_series(scene.store, table)
    assert row is not None
    first, second = (each.id for each in row.rhythms)
    for rhythm, starts in ((first, THIRD), (second, FIRST)):
        with pytest.raises(InvalidText, match="another rhythm"):
            set_rhythm(scene.store, rhythm, starts_local=starts)


def test_a_deleted_series_leaves_its_sessions_alone(scene: Scene, table: int) -> None:
    """K2."""
    made = create_sessions(scene.store, table, 2)
    delete_series(scene.store, table)
    assert _starts(scene, *made) == [FIRST, SECOND]
    assert [_slot(scene, each) for each in made] == [None, None]
    assert scene.store.check() == []


# --- sessions from the series --------------------------------------------------------------------


def test_the_next_sessions_are_made_in_one_step(scene: Scene, table: int) -> None:
    """K2, U1."""
    before = contents(scene.store)
    made = create_sessions(scene.store, table, 3)
    assert _starts(scene, *made) == [FIRST, SECOND, THIRD]
    assert [_slot(scene, each) for each in made] == [FIRST, SECOND, THIRD]
    scene.store.undo()
    assert contents(scene.store) == before


def test_a_session_takes_place_length_and_zone_from_its_series(scene: Scene) -> None:
    """K2."""
    table = new_series(
        scene.store, "Table", weekly(2), FIRST, length_s=5400, zone="Asia/Tokyo", place="Larch",
        link="https://example.org/table",
    )  # fmt: skip
    row = scene.store.one("SELECT * FROM session WHERE id = ?", (plan_next(scene.store, table),))
    assert row is not None
    assert (row["length_s"], row["zone"], row["place"], row["link"], row["title"]) == (
        5400, "Asia/Tokyo", "Larch", "https://example.org/table", "Table",
    )  # fmt: skip


def test_a_deleted_session_frees_its_time_and_a_cancelled_one_does_not(
    scene: Scene, table: int
) -> None:
    """K2."""
    first, second = create_sessions(scene.store, table, 2)
    sessions.delete_session(scene.store, first)
    assert _coming(scene, table, 1) == [FIRST]
    sessions.cancel_session(scene.store, second)
    assert _coming(scene, table, 2) == [FIRST, THIRD]


def test_a_session_that_moves_keeps_its_place_in_the_rhythm(scene: Scene, table: int) -> None:
    """K2: also past the next time."""
    (made,) = create_sessions(scene.store, table)
    sessions.set_session(scene.store, made, starts_local="2026-07-22T15:00")
    assert _slot(scene, made) == FIRST
    assert _coming(scene, table, 1) == [SECOND]


def test_a_session_near_a_time_fills_it_and_one_far_off_comes_in_addition(
    scene: Scene, table: int
) -> None:
    """K2: “near” is half of the rhythm; what is in addition says so."""
    near = sessions.new_session(scene.store, "Near", "2026-07-09T10:00", series_id=table)
    again = sessions.new_session(scene.store, "Again", "2026-07-08T10:00", series_id=table)
    told = sessions.new_session(
        scene.store, "Told", "2026-07-20T10:00", series_id=table, original_local=""
    )
    assert [_slot(scene, each) for each in (near, again, told)] == [FIRST, None, None]
    extra = {each.title: each.is_extra for each in _seen(scene, table) if each.session_id}
    assert extra == {"Near": False, "Again": True, "Told": True}


def test_a_session_joins_a_series_and_leaves_it(scene: Scene, table: int) -> None:
    """K2."""
    assert _starts(scene, scene.planned) == ["2026-07-21T10:00"]
    sessions.set_session(scene.store, scene.planned, series_id=table)
    assert _slot(scene, scene.planned) == SECOND
    sessions.set_session(scene.store, scene.planned, series_id=None)
    assert _slot(scene, scene.planned) is None
    assert _coming(scene, table, 2) == [FIRST, SECOND]


def test_a_copy_of_a_session_takes_the_next_free_time(scene: Scene, table: int) -> None:
    """K2, P5."""
    (made,) = create_sessions(scene.store, table)
    copy = sessions.duplicate_session(scene.store, made)
    assert (_starts(scene, copy), _slot(scene, copy)) == ([SECOND], SECOND)


# --- dates that are moved or left out ------------------------------------------------------------


def test_a_moved_date_is_planned_where_it_went_and_keeps_its_reason(
    scene: Scene, table: int
) -> None:
    """K2."""
    move_slot(scene.store, table, FIRST, "2026-07-09T14:00", "Larch is taken")
    assert _coming(scene, table, 2) == ["2026-07-09T14:00", SECOND]
    (seen, *_rest) = _seen(scene, table)
    assert (seen.state, seen.original_local, seen.reason) == ("moved", FIRST, "Larch is taken")
    made = create_session_at(scene.store, table, FIRST)
    assert (_starts(scene, made), _slot(scene, made)) == (["2026-07-09T14:00"], FIRST)
    assert scene.store.value("SELECT count(*) FROM series_exception") == 0
    assert scene.store.value("SELECT reason FROM history WHERE row_id = ?", (made,)) == (
        "Larch is taken"
    )
    (seen, *_rest) = _seen(scene, table)
    assert (seen.session_id, seen.state, seen.reason) == (made, "planned", "Larch is taken")
    assert scene.store.check() == []


def test_a_date_that_is_left_out_is_not_offered_until_somebody_wants_it(
    scene: Scene, table: int
) -> None:
    """K2."""
    skip_slot(scene.store, table, FIRST, "Holidays")
    assert _coming(scene, table, 1) == [SECOND]
    restore_slot(scene.store, table, FIRST)
    assert _coming(scene, table, 1) == [FIRST]
    skip_slot(scene.store, table, FIRST)
    made = create_session_at(scene.store, table, FIRST)
    assert (_starts(scene, made), _slot(scene, made)) == ([FIRST], FIRST)
    assert scene.store.value("SELECT count(*) FROM series_exception") == 0


def test_a_date_that_moves_back_is_as_the_rhythm_has_it(scene: Scene, table: int) -> None:
    """K2."""
    move_slot(scene.store, table, FIRST, "2026-07-09T14:00")
    skip_slot(scene.store, table, FIRST)
    move_slot(scene.store, table, FIRST, FIRST)
    assert scene.store.all("SELECT * FROM series_exception") == []


def test_a_date_moved_out_of_sight_is_seen_where_it_went(scene: Scene, table: int) -> None:
    """K2: and one moved past today is still to come."""
    move_slot(scene.store, table, FIRST, "2026-12-24T09:00")
    found = occasions(scene.store, date(2026, 12, 24), date(2026, 12, 24))
    assert [(each.state, each.original_local) for each in found] == [("moved", FIRST)]
    assert FIRST not in [each.original_local for each in _seen(scene, table)]
    scene.clock.set_wall(datetime(2026, 12, 23, 8, tzinfo=UTC))
    assert _coming(scene, table, 1) == ["2026-12-24T09:00"]


# --- a change of the rhythm ----------------------------------------------------------------------


def test_sessions_left_behind_are_told_and_moved_in_one_step(scene: Scene, table: int) -> None:
    """K2: they stay where they are until somebody says so."""
    made = create_sessions(scene.store, table, 3)
    change_rhythm(scene.store, table, weekly(2), "2026-07-16T14:00")
    assert _starts(scene, *made) == [FIRST, SECOND, THIRD]
    told = off_rhythm(scene.store, table)
    assert [(each.starts_local, each.to.starts_local if each.to else "") for each in told] == [
        (SECOND, "2026-07-16T14:00"), (THIRD, "2026-07-30T14:00"),
    ]  # fmt: skip
    before = contents(scene.store)
    assert move_to_rhythm(scene.store, table) == 2
    assert _starts(scene, *made) == [FIRST, "2026-07-16T14:00", "2026-07-30T14:00"]
    assert [_slot(scene, each) for each in made] == _starts(scene, *made)
    assert off_rhythm(scene.store, table) == []
    scene.store.undo()
    assert contents(scene.store) == before


def test_a_time_is_offered_to_the_session_that_is_nearest(scene: Scene) -> None:
    """K2: of four weekly sessions, one is where the new rhythm meets."""
    table = new_series(scene.store, "Table", weekly(1), FIRST)
    create_sessions(scene.store, table, 4)
    change_rhythm(scene.store, table, weekly(4), "2026-07-15T10:00")
    told = {each.starts_local: each.to for each in off_rhythm(scene.store, table)}
    assert list(told) == ["2026-07-21T10:00", "2026-07-28T10:00"]
    nearest = told["2026-07-21T10:00"]
    assert nearest is not None
    assert nearest.starts_local == "2026-07-15T10:00"
    assert told["2026-07-28T10:00"] is None  # 12 August is more than half of the rhythm away


def test_a_time_of_a_tight_rhythm_does_not_reach_far(scene: Scene) -> None:
    """K2: half of the rhythm that has the time, not of the widest one."""
    table = new_series(scene.store, "Table", weekly(1), FIRST, ends_on="2026-12-31")
    change_rhythm(scene.store, table, weekly(8), "2026-07-28T10:00")
    (made,) = create_sessions(scene.store, table)
    sessions.set_session(scene.store, made, starts_local="2026-07-16T10:00")
    with scene.store.step("Lose its time"):
        scene.store.update("session", made, original_local="2026-07-16T10:00")
    for slot in ("2026-07-14T10:00", "2026-07-21T10:00"):
        skip_slot(scene.store, table, slot)
    (told,) = off_rhythm(scene.store, table)
    assert told.to is not None
    assert told.to.starts_local == "2026-07-28T10:00"  # the 7th is nine days away, of a weekly one


def test_a_session_that_stands_on_a_new_time_fills_it(scene: Scene, table: int) -> None:
    """K2: it was moved before, and now the rhythm meets then."""
    (made,) = create_sessions(scene.store, table)
    sessions.set_session(scene.store, made, starts_local="2026-07-08T10:00")
    change_rhythm(scene.store, table, weekly(2), "2026-07-01T10:00")
    assert off_rhythm(scene.store, table)
    change_rhythm(scene.store, table, weekly(1), "2026-07-01T10:00")
    assert _slot(scene, made) == "2026-07-08T10:00"
    assert off_rhythm(scene.store, table) == []


def test_dates_the_new_rhythm_does_not_have_fall_away(scene: Scene, table: int) -> None:
    """K2: what was moved within the old one stays."""
    move_slot(scene.store, table, FIRST, "2026-07-09T10:00")
    skip_slot(scene.store, table, THIRD)
    change_rhythm(scene.store, table, weekly(2), "2026-07-22T10:00")
    left = scene.store.all("SELECT original_local FROM series_exception")
    assert left == [{"original_local": FIRST}]
    set_series(scene.store, table, ends_on="2026-07-07")
    assert scene.store.value("SELECT count(*) FROM series_exception") == 1


def test_another_zone_is_told_like_another_time(scene: Scene, table: int) -> None:
    """K2: ten o'clock in Lisbon is not ten o'clock in Berlin."""
    (made,) = create_sessions(scene.store, table)
    change_rhythm(scene.store, table, weekly(2), FIRST, zone="Europe/Lisbon")
    assert scene.store.value("SELECT count(*) FROM rhythm") == 1
    (told,) = off_rhythm(scene.store, table)
    assert told.to is not None
    assert (told.to.starts_local, told.to.zone) == (FIRST, "Europe/Lisbon")
    move_to_rhythm(scene.store, table, [made])
    assert scene.store.value("SELECT zone FROM session WHERE id = ?", (made,)) == "Europe/Lisbon"
    assert off_rhythm(scene.store, table) == []


# --- clock changes -------------------------------------------------------------------------------


def test_the_hour_that_does_not_exist_is_moved_on(scene: Scene) -> None:
    """K2: half past two on the last Sunday of March."""
    rule = Rule(Pattern.MONTH_WEEKDAY, 1, (6,), -1)
    table = new_series(scene.store, "Night", rule, "2027-03-28T02:30")
    (slot, april) = next_slots(scene.store, table, 2)
    assert (slot.original_local, slot.starts_local) == ("2027-03-28T02:30", "2027-03-28T03:30")
    assert april.starts_local == "2027-04-25T02:30"
    made = plan_next(scene.store, table)
    assert (_starts(scene, made), _slot(scene, made)) == (["2027-03-28T03:30"], "2027-03-28T02:30")
    assert _coming(scene, table, 1) == ["2027-04-25T02:30"]
    assert off_rhythm(scene.store, table) == []
    alone = sessions.new_session(scene.store, "Alone", "2027-03-28T02:30")
    assert _starts(scene, alone) == ["2027-03-28T03:30"]


# --- bad input -----------------------------------------------------------------------------------


def _other(scene: Scene) -> int:
    return int(scene.store.value("SELECT id FROM series"))


BAD: dict[str, tuple[Callable[[Scene], object], type[FacilitatorError], str]] = {
    "an unknown zone": (
        lambda s: new_series(s.store, "x", weekly(2), FIRST, zone="Mars/Base"),
        InvalidMoment, "not a time zone",
    ),
    "a start that is none": (
        lambda s: new_series(s.store, "x", weekly(2), "soon"), InvalidMoment, "not a date",
    ),
    "a day that does not exist": (
        lambda s: change_rhythm(s.store, _other(s), weekly(2), "2026-02-30T10:00"),
        InvalidMoment, "not a date",
    ),
    "an end before the start": (
        lambda s: new_series(s.store, "x", weekly(2), FIRST, ends_on="2026-07-06"),
        InvalidText, "before the first time",
    ),
    "an end before the start, later": (
        lambda s: set_series(s.store, _other(s), title="y", ends_on="2026-07-06"),
        InvalidText, "before the first time",
    ),
    "a rhythm behind the end": (
        lambda s: (
            set_series(s.store, _other(s), ends_on="2026-08-01"),
            change_rhythm(s.store, _other(s), weekly(2), "2026-08-02T10:00"),
        ),
        InvalidText, "before the first time",
    ),
    "no length": (
        lambda s: new_series(s.store, "x", weekly(2), FIRST, length_s=0),
        InvalidText, "at least a minute",
    ),
    "a level that is none": (
        lambda s: new_series(s.store, "x", weekly(2), FIRST, level="moon"),
        InvalidText, "not one of the choices",
    ),
    "no title": (lambda s: new_series(s.store, " ", weekly(2), FIRST), InvalidText, "few words"),
    "no sessions": (lambda s: create_sessions(s.store, _other(s), 0), InvalidText, "1 to 100"),
    "a thousand sessions": (
        lambda s: create_sessions(s.store, _other(s), 1000), InvalidText, "1 to 100",
    ),
    "no time of the rhythm": (
        lambda s: skip_slot(s.store, _other(s), "2026-07-08T10:00"), CommandRefused, "no time at",
    ),
    "a time that is taken": (
        lambda s: (
            sessions.set_session(s.store, s.planned, series_id=_other(s)),
            move_slot(s.store, _other(s), SECOND, THIRD),
        ),
        CommandRefused, "planned for this time already",
    ),
    "twice the same time": (
        lambda s: (
            sessions.set_session(s.store, s.planned, series_id=_other(s)),
            sessions.new_session(
                s.store, "x", SECOND, series_id=_other(s), original_local=SECOND
            ),
        ),
        CommandRefused, "already",
    ),
    "nothing to restore": (
        lambda s: restore_slot(s.store, _other(s), FIRST), CommandRefused, "as the rhythm has it",
    ),
    "a time that is no time": (
        lambda s: move_slot(s.store, _other(s), FIRST, "25:00"), InvalidMoment, "not a date",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_cannot_be_is_refused_and_nothing_is_half_changed(
    name: str, scene: Scene, table: int
) -> None:
    """K2: a clear sentence."""
    call, error, said = BAD[name]
    with pytest.raises(error, match=said):
        call(scene)
    while scene.store.undo_label not in ("New series", None):
        scene.store.undo()
    assert scene.store.all("SELECT id, title, ends_on FROM series") == [
        {"id": table, "title": "Round table", "ends_on": None}
    ]
    assert scene.store.value("SELECT count(*) FROM rhythm") == 1
    assert scene.store.all("SELECT * FROM series_exception") == []
    assert scene.store.value("SELECT count(*) FROM session") == 2


# --- what was is left as it was ------------------------------------------------------------------


def _met(s: Scene, session_id: int) -> None:
    running.start_session(s.store, session_id)
    s.clock.advance(minutes=20)
    running.close_session(s.store, session_id)


@pytest.mark.parametrize("starts", ["2026-06-30T10:00", "2026-07-07T10:00"])
def test_a_rhythm_people_met_by_is_not_replaced(scene: Scene, table: int, starts: str) -> None:
    """K2: earlier dates stay as they were, so the picture of the rhythm does not lie."""
    _met(scene, create_session_at(scene.store, table, "2026-07-07T10:00"))
    before = scene.store.all("SELECT * FROM rhythm")
    with pytest.raises(CommandRefused, match="Sessions were held"):
        change_rhythm(scene.store, table, weekly(1), starts)
    assert scene.store.all("SELECT * FROM rhythm") == before
    change_rhythm(scene.store, table, weekly(1), "2026-07-21T10:00")
    assert len(scene.store.all("SELECT * FROM rhythm")) == 2


def test_a_time_whose_session_was_called_off_says_so(scene: Scene, table: int) -> None:
    called_off = create_session_at(scene.store, table, "2026-07-07T10:00")
    sessions.cancel_session(scene.store, called_off)
    with pytest.raises(CommandRefused, match="called off"):
        create_session_at(scene.store, table, "2026-07-07T10:00")


def test_a_session_is_moved_out_of_the_hour_that_does_not_exist(scene: Scene) -> None:
    """K2: in Berlin there is no half past two on 28 March 2027, in New York none on 14 March."""
    row = sessions.new_session(scene.store, "Night", "2027-03-27T02:30")

    def starts() -> object:
        return scene.store.value("SELECT starts_local FROM session WHERE id = ?", (row,))

    session_changes.move_session(scene.store, row, "2027-03-28T02:30")
    assert starts() == "2027-03-28T03:30"
    sessions.set_session(scene.store, row, starts_local="2027-03-28T02:15")
    assert starts() == "2027-03-28T03:15"
    sessions.set_session(scene.store, row, starts_local="2027-03-14T02:30")
    sessions.set_session(scene.store, row, zone="America/New_York")
    assert starts() == "2027-03-14T03:30"
    scene.store.undo()
    assert starts() == "2027-03-14T02:30"
