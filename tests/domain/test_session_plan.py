"""How a running session stands against its plan."""

from __future__ import annotations

from facilitator.domain.session_clock import ClockReading
from facilitator.domain.session_plan import PlannedItem, outlook, upcoming

PLAN = [
    PlannedItem(1, 900, 0, "done"),
    PlannedItem(2, 1200, 0, "open"),
    PlannedItem(3, 1500, 0, "open"),
    PlannedItem(4, 900, 0, "open"),
    PlannedItem(5, 600, 0, "open"),
]


def _clock(session: int, **items: int) -> ClockReading:
    used = {int(name[1:]): seconds for name, seconds in items.items()}
    return ClockReading(session, used, is_running=True, current_item_id=2)


def test_an_item_that_took_a_minute_more_puts_the_session_a_minute_behind() -> None:
    """V2: ahead or behind; later items begin when the open ones have taken their boxes."""
    found = outlook(PLAN, _clock(960 + 920, i1=960, i2=920))
    assert found.behind_s == 60
    assert found.remaining_s == 280 + 1500 + 900 + 600
    assert found.begins_in_s == {3: 280, 4: 1780, 5: 2680}


def test_running_over_moves_every_later_item() -> None:
    found = outlook(PLAN, _clock(900 + 1500, i1=900, i2=1500))
    assert found.behind_s == 300
    assert found.begins_in_s[3] == 0


def test_more_minutes_count_as_behind_at_once_and_a_skipped_item_as_ahead() -> None:
    extended = [*PLAN[:1], PlannedItem(2, 1200, 300, "open"), *PLAN[2:]]
    assert outlook(extended, _clock(960, i1=900, i2=60)).behind_s == 300
    skipped = [*PLAN[:4], PlannedItem(5, 600, 0, "skipped")]
    assert outlook(skipped, _clock(960, i1=900, i2=60)).behind_s == -600


def test_an_item_that_was_jumped_over_comes_after_the_later_ones() -> None:
    jumped = [PlannedItem(1, 900, 0, "open"), *PLAN[1:]]
    assert [item.id for item in upcoming(jumped, 2)] == [3, 4, 5, 1]
    assert [item.id for item in upcoming(jumped, None)] == [1, 2, 3, 4, 5]


def test_an_item_left_early_keeps_what_is_left_of_its_box() -> None:
    left = [PlannedItem(1, 900, 0, "open"), *PLAN[1:]]
    found = outlook(left, _clock(700, i1=600, i2=100))
    assert found.begins_in_s[1] == 1100 + 1500 + 900 + 600
    assert found.behind_s == 0


def test_a_session_without_an_agenda_is_neither_ahead_nor_behind() -> None:
    assert outlook([], ClockReading(500, {}, is_running=True)).behind_s == 0
