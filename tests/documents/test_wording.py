"""The words and the look that paper adds: complete, right, and readable."""

from __future__ import annotations

from enum import StrEnum

import pytest

from facilitator.documents import look, wording
from facilitator.domain import words


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (wording.PURPOSE, words.Purpose),
        (wording.BOX, words.Box),
        (wording.KIND, words.SessionKind),
        (wording.DECISION_STATE, words.DecisionState),
        (wording.METHOD, words.Method),
        (wording.POSITION, words.Position),
        (wording.ACTION_STATE, words.ActionState),
        (wording.CONCERN_STATE, words.ConcernState),
        (wording.RAISED, words.CaptureKind),
    ],
)
def test_every_value_has_its_word(table: dict[str, str], values: type[StrEnum]) -> None:
    """A value added to the domain must get a word on paper."""
    assert set(table) == set(values)
    assert len(set(table.values())) == len(table)


def test_every_party_colour_is_on_paper() -> None:
    assert set(look.PARTY) == set(words.PARTY_COLOURS)
    assert len(set(look.PARTY.values())) == len(look.PARTY)


def test_an_unknown_value_is_printed_not_lost() -> None:
    assert wording.of(wording.PURPOSE, "warm_up") == "Warm up"


@pytest.mark.parametrize(
    ("given", "day", "long_day", "short_day"),
    [
        ("2026-06-23", "Tuesday, 23 June 2026", "23 June 2026", "23\xa0Jun\xa02026"),
        ("2026-06-23T10:00", "Tuesday, 23 June 2026", "23 June 2026", "23\xa0Jun\xa02026"),
        ("2024-02-29", "Thursday, 29 February 2024", "29 February 2024", "29\xa0Feb\xa02024"),
        ("soon", "soon", "soon", "soon"),
        ("2026-02-30", "2026-02-30", "2026-02-30", "2026-02-30"),
        ("", "", "", ""),
    ],
)
def test_dates_are_written_out(given: str, day: str, long_day: str, short_day: str) -> None:
    """Independent of the machine's language; what is no date is printed as it stands."""
    assert (wording.day(given), wording.long_day(given), wording.short_day(given)) == (
        day,
        long_day,
        short_day,
    )


@pytest.mark.parametrize(
    ("starts", "ends", "zone", "text"),
    [
        ("2026-06-23T10:00", "2026-06-23T11:24", "Europe/Berlin", "10:00 to 11:24 (Europe/Berlin)"),
        ("2026-06-23T22:30", "2026-06-24T00:10", "", "22:30 to 00:10 on 24 June 2026"),
        ("2026-06-23T10:00", "", "UTC", "10:00 (UTC)"),
        ("2026-06-23", "", "UTC", ""),
    ],
)
def test_times_are_said_with_their_zone(starts: str, ends: str, zone: str, text: str) -> None:
    assert wording.time_span(starts, ends, zone) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (48_200, "48 kB"),
        (1_240_000, "1.2 MB"),
    ],
)
def test_sizes_of_papers_are_short(count: int, text: str) -> None:
    assert wording.size(count) == text


def test_minutes_are_counted_in_words() -> None:
    assert wording.used_minutes(12, 15) == "12 of 15 minutes"
    assert wording.used_minutes(None, 1) == "1 minute"
    assert wording.used_minutes(1, 0) == "1 minute"
    assert wording.used_minutes(None, 0) == ""


def test_earlier_dates_are_short_where_the_year_is_the_same() -> None:
    assert wording.moved_from(("2026-06-09", "2025-12-30"), "2026-07-01") == (
        "was 9\xa0Jun, 30\xa0Dec\xa02025"
    )


def test_two_sides_are_both_and_more_are_all() -> None:
    """E3: three or more parties work."""
    assert wording.represented_label(2) == "Both sides represented"
    assert wording.represented_label(3) == "All sides represented"
    assert wording.sides_agree(3) == "All 3 sides agree."


def test_many_missing_characters_are_named_in_one_breath() -> None:
    names = [f"U+{n:04X}" for n in range(30)]
    sentence = wording.missing_notice(names)
    assert sentence.startswith("30 characters could not be printed")
    assert sentence.endswith("U+000B and 18 more.")


# --- the look ------------------------------------------------------------------------------------

_ON_TINT = {
    look.INK: (look.DECISION_GROUND, look.WARN_GROUND),
    look.SOFT_INK: (look.DECISION_GROUND,),
    look.DECISION: (look.DECISION_GROUND,),
    look.WARN: (look.WARN_GROUND,),
    look.WHITE: (look.ACCENT,),
}


@pytest.mark.parametrize(
    ("ink", "ground"),
    [(ink, ground) for ink, grounds in _ON_TINT.items() for ground in grounds]
    + [(ink, look.WHITE) for ink in (look.INK, look.SOFT_INK, look.ACCENT, look.DECISION)],
)
def test_text_reaches_the_contrast_of_wcag_aa(ink: str, ground: str) -> None:
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize("name", words.PARTY_COLOURS)
def test_dots_reach_the_contrast_of_shapes(name: str) -> None:
    for ground in (look.WHITE, look.DECISION_GROUND):
        ratio = (_luminance(ground) + 0.05) / (_luminance(look.PARTY[name]) + 0.05)
        assert ratio >= 3


def _luminance(colour: str) -> float:
    parts = [float(part) for part in colour.split()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
