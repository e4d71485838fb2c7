"""The rhythms of the series as bands over the days and as words of a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from facilitator.queries.calendar import Occasion
from facilitator.queries.series import RhythmRow, SeriesRow
from ui.widgets.month_grid import DayBand
from ui.wording import series as wording
from ui.wording.calendar import tiny_words

_FAR = date(9000, 1, 1)


def rhythm_bands(rows: Sequence[SeriesRow], today: date) -> list[DayBand]:
    """Return when each rhythm is in force; every series has a line of its own."""
    return [
        _band(row, rhythm, today, lane, is_alone=len(rows) == 1)
        for lane, row in enumerate(rows)
        for rhythm in row.rhythms
        if _start(rhythm) < _end(row, rhythm)
    ]


def _band(row: SeriesRow, rhythm: RhythmRow, today: date, lane: int, *, is_alone: bool) -> DayBand:
    start, end = _start(rhythm), _end(row, rhythm)
    words, short = wording.rhythm_line(rhythm), wording.every_words(rhythm.rule)
    if not is_alone:
        words, short = f"{row.title}: {words}", f"{row.title}: {short}"
    return DayBand(start, end, words, short, start <= today < end, lane, tiny_words(rhythm.rule))


def _start(rhythm: RhythmRow) -> date:
    return date.fromisoformat(rhythm.starts_local[:10])


def _end(row: SeriesRow, rhythm: RhythmRow) -> date:
    ends = [date.fromisoformat(rhythm.until_local[:10])] if rhythm.until_local else [_FAR]
    if row.ends_on:
        ends.append(date.fromisoformat(row.ends_on) + timedelta(days=1))
    return min(ends)


def rhythm_of(rows: Sequence[SeriesRow], each: Occasion) -> str:
    """Return the words of the rhythm that a date belongs to."""
    found = [
        rhythm
        for row in rows
        for rhythm in row.rhythms
        if rhythm.id == each.rhythm_id and not each.is_extra
    ]
    return wording.rhythm_line(found[0]) if found else ""
