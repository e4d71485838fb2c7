"""Who has the floor, counted on the session's clock (V8)."""

from __future__ import annotations

from facilitator.domain.speaking import Floor, Spoken

SECURITY, MARKETING = 1, 2


def test_counts_add_up_to_the_time_on_the_clock_however_often_they_are_written() -> None:
    floor = Floor()
    floor.give(SECURITY, 10)
    counted = [floor.count(second) for second in (11, 12, 12, 30)]
    assert counted == [Spoken(SECURITY, 1), Spoken(SECURITY, 1), None, Spoken(SECURITY, 18)]


def test_a_switch_ends_the_turn_of_the_other_side() -> None:
    floor = Floor()
    assert floor.give(SECURITY, 0) is None
    assert floor.give(MARKETING, 60) == Spoken(SECURITY, 60)
    assert floor.count(75) == Spoken(MARKETING, 15)


def test_the_same_key_again_gives_the_floor_to_nobody() -> None:
    floor = Floor()
    floor.give(SECURITY, 0)
    assert floor.give(SECURITY, 5) == Spoken(SECURITY, 5)
    assert floor.party_id is None
    assert floor.count(500) is None


def test_nobody_asked_for_twice_is_nobody() -> None:
    floor = Floor()
    floor.give(SECURITY, 0)
    floor.give(None, 5)
    floor.give(None, 9)
    assert floor.party_id is None


def test_a_clock_that_went_back_takes_nothing_away() -> None:
    """Undo of a clock's event may take back time that was counted."""
    floor = Floor()
    floor.give(SECURITY, 100)
    assert floor.count(40) is None
    assert floor.count(50) == Spoken(SECURITY, 10)
