"""Everything the Sessions page asks the file, in one question: also for a job of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from facilitator.queries.calendar import Occasion, occasions
from facilitator.queries.minutes import OpenMinutes, open_minutes
from facilitator.queries.series import SeriesRow, series
from facilitator.queries.sessions import SessionRow, newest_sessions
from facilitator.store import Reader
from ui.pages.session_strip import AHEAD

FEW = 150  # held ones of a very large file: rows must be made and measured within a blink


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """The sessions shown, of the series that is chosen or of all; `held` counts all held ones.

    `free` are the times to come for which there is no session yet; `wanted` is among the sessions
    however old it is; `minutes` went out and wait for an answer or approval.
    """

    series: list[SeriesRow]
    rows: list[SessionRow]
    held: int
    free: list[Occasion]
    wanted: int | None
    minutes: list[OpenMinutes] = field(default_factory=list)


def session_facts(
    reader: Reader, most: int, chosen: object, wanted: int | None, today: date
) -> SessionFacts:
    """Return the facts of a series, of all where the one that was chosen is not there."""
    known = series(reader)
    of = next((row.id for row in known if row.id == chosen), None)
    rows, held = newest_sessions(reader, most, of, wanted)
    free = [
        each
        for each in occasions(reader, today, today + AHEAD)
        if each.session_id is None and of in (None, each.series_id)
    ]
    return SessionFacts(known, rows, held, free, wanted, open_minutes(reader))
