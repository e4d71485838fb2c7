"""Rhythms of every kind, in zones of every kind, as other programs go through them (K2, K4)."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands.new_file import make_engagement
from facilitator.commands.series import change_rhythm, move_slot, new_series, skip_slot
from facilitator.domain.rule import Pattern, Rule
from facilitator.exchange.calendar_out import calendar_file
from facilitator.projections.calendar import build_calendar
from facilitator.queries.calendar import next_slots
from facilitator.store import Store
from tests.exchange.calendar_scene import FIRST, LAST, NOW, ours
from tests.readers import with_icalendar, with_icaljs
from tests.readers.found import Found, between
from tests.readers.with_khal import Khal

ZONES = (
    "Europe/Berlin", "America/New_York", "Africa/Cairo", "America/Nuuk", "Australia/Lord_Howe",
    "America/Santiago", "Africa/Casablanca", "Asia/Gaza", "Europe/Dublin", "Asia/Kolkata",
    "Pacific/Chatham", "Asia/Tokyo", "UTC",
)  # fmt: skip


# khal goes by zone data of its own, which may know a change of law that this machine does not.
STEADY = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "Asia/Kolkata",
    "Pacific/Chatham", "Asia/Tokyo", "UTC",
)  # fmt: skip


def some_rule(dice: random.Random) -> Rule:
    pattern = dice.choice(list(Pattern))
    if pattern is Pattern.WEEKS:
        return Rule(pattern, dice.randint(1, 5), tuple(dice.sample(range(7), dice.randint(0, 3))))
    if pattern is Pattern.WORKING_DAYS:
        return Rule(pattern)
    weekdays = (dice.randrange(7),) if pattern is Pattern.MONTH_WEEKDAY else ()
    return Rule(pattern, dice.randint(1, 3), weekdays, dice.choice((1, 2, 3, 4, -1)))


def some_start(dice: random.Random, first: date) -> str:
    """Return a time of day at any hour, most often one at which clocks change."""
    day = first + timedelta(days=dice.randrange(60))
    hour = dice.choice((0, 1, 2, 3, 23, 9, 14))
    return datetime(day.year, day.month, day.day, hour, dice.choice((0, 15, 30))).isoformat()


def many_series(store: Store, dice: random.Random, zones: tuple[str, ...]) -> None:
    for number, zone in enumerate(zones):
        series_id = new_series(
            store, f"Series {number}", some_rule(dice), some_start(dice, FIRST), zone=zone,
            length_s=dice.choice((900, 2700, 3600, 5400)),
            ends_on=dice.choice((None, None, "2027-06-30")),
        )  # fmt: skip
        if dice.random() < 0.6:
            begins = some_start(dice, date(2026, 11, 1))
            change_rhythm(store, series_id, some_rule(dice), begins, zone=dice.choice(zones))
        for slot in next_slots(store, series_id, 12)[3::4]:
            if dice.random() < 0.5:
                skip_slot(store, series_id, slot.original_local)
            else:
                moved = datetime.fromisoformat(slot.original_local) + timedelta(hours=27)
                move_slot(store, series_id, slot.original_local, moved)


@pytest.mark.parametrize("seed", range(4))
def test_every_rhythm_is_gone_through_alike(tmp_path: Path, seed: int) -> None:
    """24 months, to the minute, with every hour that clocks leave out or show twice."""
    path, clock = tmp_path / "many.facilitator", FixedClock(NOW)
    make_engagement(path, "Many", ["Security", "Marketing", "Sales"], clock=clock)
    with Store.open(path, clock) as store:
        many_series(store, random.Random(seed), ZONES if seed else STEADY)
        expected = between(ours(store), FIRST, LAST)
        text = calendar_file(build_calendar(store)).text
    assert len(expected) > 300
    assert _differing(with_icalendar.occurrences(text, LAST), expected) == []
    assert _differing(with_icaljs.occurrences(text, LAST), expected) == []
    if seed == 0:
        file = tmp_path / "many.ics"
        file.write_text(text, encoding="utf-8", newline="")
        khal = Khal(tmp_path / "khal")
        khal.take_in(file)
        assert _differing(khal.occurrences(FIRST, LAST), expected) == []


def _differing(told: list[Found], expected: list[Found]) -> list[Found]:
    return sorted(set(between(told, FIRST, LAST)) ^ set(expected))[:5]
