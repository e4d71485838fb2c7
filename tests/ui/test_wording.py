"""Days, lengths and errors as people say them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.domain import words
from facilitator.errors import CommandRefused, FileLocked, WriteFailed
from ui import wording

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 6, 30), "today"),
        (date(2026, 7, 1), "tomorrow"),
        (date(2026, 6, 29), "yesterday"),
        (date(2026, 7, 13), "in 13 days"),
        (date(2026, 7, 21), "in 3 weeks"),
        (date(2026, 6, 9), "3 weeks ago"),
        (date(2027, 6, 30), "in 12 months"),
    ],
)
def test_a_day_is_said_from_today(day: date, words: str) -> None:
    assert wording.distance(day, TODAY) == words


def test_the_year_is_said_only_when_it_is_another() -> None:
    assert wording.long_day("2026-07-21", TODAY) == "Tue 21 July"
    assert wording.long_day("2027-07-21", TODAY) == "Wed 21 July 2027"
    assert wording.short_day("2026-06-26", TODAY, weekday=True) == "Fri 26 Jun"


def test_a_due_day_has_words_and_a_tone() -> None:
    assert wording.due("2026-06-12", TODAY) == ("18 days overdue", "danger")
    assert wording.due("2026-06-29", TODAY) == ("1 day overdue", "danger")
    assert wording.due("2026-06-30", TODAY) == ("due today", "warn")
    assert wording.due("2026-07-10", TODAY) == ("due 10 Jul", "text2")
    assert wording.due(None, TODAY)[0] == "no date"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 min"), (1200, "20 min"), (3600, "1 h"), (5400, "1 h 30"),
                           (3900, "1 h 05")],
)  # fmt: skip
def test_a_length_is_said_in_hours_and_minutes(seconds: int, words: str) -> None:
    assert wording.length(seconds) == words


def test_a_countdown_goes_on_below_nothing() -> None:
    assert wording.countdown(280) == "4:40"
    assert wording.countdown(3880) == "1:04:40"
    assert wording.countdown(-65) == "−1:05"


def test_an_error_says_what_happened_and_then_what_to_do() -> None:
    """U6."""
    told = wording.telling(WriteFailed(Path("table.facilitator"), "disk full"))
    assert told.title == "table.facilitator could not be written (disk full)."
    assert told.more.startswith("What was there before is unchanged")
    assert told.tone == "danger"
    locked = wording.telling(FileLocked(Path("a.facilitator"), "RUTH-LAPTOP", "13:40"))
    assert (locked.tone, locked.icon) == ("warn", "lock-simple")
    assert "RUTH-LAPTOP" in locked.title


def test_a_refusal_in_one_sentence_stays_whole() -> None:
    assert wording.telling(CommandRefused("Not like this")).title == "Not like this"


def test_an_error_nobody_foresaw_shows_none_of_its_words() -> None:
    told = wording.telling(ValueError("Celeste said"))
    assert "Celeste" not in told.title + told.more


def test_every_word_of_the_trade_has_words_for_people() -> None:
    nouns = {
        "goal": words.GoalState, "decision": words.DecisionState, "action": words.ActionState,
        "concern": words.ConcernState, "session": words.SessionState,
        "disclosure": words.Disclosure, "capture": words.CaptureKind,
    }  # fmt: skip
    for noun, enum in nouns.items():
        for member in enum:
            assert all(wording.state(noun, member.value)), (noun, member)
    for enum in (words.Purpose, words.Box, words.SessionKind, words.Method, words.Position,
                 words.Attendance, words.Horizon, words.PointKind):  # fmt: skip
        assert len(wording.choices(enum)) == len(list(enum))


def test_a_day_that_does_not_exist_is_explained() -> None:
    read = wording.day_reader(lambda: TODAY)
    assert read("10 jul") == date(2026, 7, 10)
    with pytest.raises(ValueError, match="June"):
        read("31 June")
