"""The rhythm of a series and the load of its sessions over time, as plain data for pictures (K3).

The window and the paper draw the same figures: nothing here knows how they are drawn.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from facilitator.domain.rule import Rule
from facilitator.queries.calendar import Occasion, occasions
from facilitator.queries.engagement import day_of
from facilitator.queries.load import TopicLoad, topic_loads
from facilitator.queries.series import SeriesRow, one_series
from facilitator.queries.stretches import stretches
from facilitator.store import Reader, Row

HELD = ("closed", "running")
NOT_HELD = ("cancelled", "skipped")


@dataclass(frozen=True, slots=True)
class Load:
    """One session or time of the rhythm. Lengths are seconds.

    `planned_s` is how long it was to last, `asked_s` what its agenda asks for, `used_s` what its
    items took (None before it is held). `arrived_s` is what came in since the one before it,
    `handled_s` what it settled, `waiting_s` what waited when it was over; they count the topics of
    agendas and backlog, standing items left out, and are None where nobody can know yet.
    """

    session_id: int | None
    original_local: str
    starts_local: str
    label: str
    title: str
    state: str
    reason: str
    planned_s: int
    asked_s: int
    used_s: int | None
    is_extra: bool
    without_facilitator: bool
    arrived_s: int | None = None
    handled_s: int | None = None
    waiting_s: int | None = None

    @property
    def day(self) -> date:
        """Return the day on which it lies."""
        return date.fromisoformat(self.starts_local[:10])

    @property
    def is_held(self) -> bool:
        """Tell whether it was held, or runs now."""
        return self.state in HELD

    @property
    def filled_s(self) -> int:
        """Return what was used of the session, or what its agenda will take of it."""
        taken = self.used_s if self.used_s is not None else self.asked_s
        return min(taken, self.planned_s)

    @property
    def over_s(self) -> int:
        """Return by how much it took, or will take, longer than planned."""
        taken = self.used_s if self.used_s is not None else self.asked_s
        return max(taken - self.planned_s, 0)


@dataclass(frozen=True, slots=True)
class RhythmBand:
    """A rhythm from its first day to the day before the next one begins; empty: still open."""

    rhythm_id: int
    starts_on: str
    until_on: str
    rule: Rule
    length_s: int
    because: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class AdvicePoint:
    """An advice that was answered: what it said, what was chosen, and why."""

    advice_id: int
    made_on: str
    current_days: int
    advised_days: int
    chosen_days: int
    remark: str
    answer: str
    reason: str
    from_local: str


@dataclass(frozen=True, slots=True)
class RhythmAndLoad:
    """What a stretch of time shows; `first` and `last` are included."""

    series_id: int | None
    title: str
    first: date
    last: date
    today: date
    loads: tuple[Load, ...]
    bands: tuple[RhythmBand, ...]
    advices: tuple[AdvicePoint, ...]


def rhythm_and_load(
    reader: Reader, series_id: int | None, first: date, last: date
) -> RhythmAndLoad:
    """Return the sessions, rhythms and advices of a series from `first` to `last`.

    Sessions outside of every series take the same people's time, so they are there too.
    """
    row = one_series(reader, series_id) if series_id is not None else None
    found = [each for each in occasions(reader, first, last) if each.series_id in (None, series_id)]
    today = day_of(reader)
    return RhythmAndLoad(
        row.id if row else None,
        row.title if row else "",
        first,
        last,
        today,
        tuple(_loads(reader, found)),
        _bands(row, first, last, today),
        _advices(reader, row, first, last),
    )


def every_load(reader: Reader, first: date, last: date) -> tuple[Load, ...]:
    """Return the sessions and times of all series and those outside, from `first` to `last`."""
    return tuple(_loads(reader, occasions(reader, first, last)))


def span(reader: Reader, series_id: int | None) -> tuple[date, date] | None:
    """Return the first and the last day with a session of a series or outside of all."""
    row = reader.one(
        "SELECT min(starts_local) AS first, max(starts_local) AS last FROM session"
        " WHERE series_id IS NULL OR series_id = ?",
        (series_id,),
    )
    if row is None or row["first"] is None:
        return None
    return date.fromisoformat(row["first"][:10]), date.fromisoformat(row["last"][:10])


# --- bands and points ----------------------------------------------------------------------------


def _bands(row: SeriesRow | None, first: date, last: date, today: date) -> tuple[RhythmBand, ...]:
    if row is None:
        return ()
    current = row.in_force(today)
    return tuple(
        RhythmBand(
            each.id,
            each.starts_local[:10],
            each.until_local[:10] or row.ends_on,
            each.rule,
            each.length_s,
            each.because,
            current is not None and each.id == current.id,
        )
        for each in row.rhythms
        if each.starts_local[:10] <= last.isoformat()
        and (each.until_local or row.ends_on or "9999") >= first.isoformat()
    )


def _advices(
    reader: Reader, row: SeriesRow | None, first: date, last: date
) -> tuple[AdvicePoint, ...]:
    if row is None:
        return ()
    rows = reader.all(
        "SELECT * FROM advice WHERE series_id = ? AND made_on BETWEEN ? AND ? ORDER BY at, id",
        (row.id, first.isoformat(), last.isoformat()),
    )
    return tuple(
        AdvicePoint(
            each["id"],
            each["made_on"],
            each["current_days"],
            each["advised_days"],
            each["chosen_days"],
            each["remark"],
            each["answer"],
            each["reason"] or "",
            each["from_local"] or "",
        )
        for each in rows
    )


# --- loads ---------------------------------------------------------------------------------------


def _loads(reader: Reader, found: Sequence[Occasion]) -> list[Load]:
    sums = _sums(reader, [each.session_id for each in found if each.session_id is not None])
    loads = [_load(each, sums.get(each.session_id or 0)) for each in found]
    if not any(each.is_held for each in loads):
        return loads
    return _with_topics(reader, loads)


def _sums(reader: Reader, ids: list[int]) -> dict[int, Row]:
    rows = reader.all(
        "SELECT session_id, sum(length_s) AS asked, sum(used_s) AS used FROM agenda_item"
        " WHERE session_id IN (SELECT value FROM json_each(?)) GROUP BY session_id",
        (json.dumps(ids),),
    )
    return {row["session_id"]: row for row in rows}


def _load(each: Occasion, sums: Row | None) -> Load:
    used = int(sums["used"] or 0) if sums else 0
    return Load(
        each.session_id,
        each.original_local,
        each.starts_local,
        each.label,
        each.title,
        each.state,
        each.reason,
        each.length_s,
        int(sums["asked"] or 0) if sums else 0,
        used if each.state in HELD else None,
        each.is_extra,
        each.without_facilitator,
    )


def _with_topics(reader: Reader, loads: list[Load]) -> list[Load]:
    """Add what came in, was settled and waits from one of the held sessions to the next."""
    held = [each for each in loads if each.is_held]
    days = [each.day for each in held]
    ids = [each.session_id for each in held if each.session_id is not None]
    topics = topic_loads(reader, stretches(reader, min(days), max(days), ids))
    found = {each.stretch.session_id: each for each in topics}
    return [_with_topic(each, found.get(each.session_id)) for each in loads]


def _with_topic(load: Load, topic: TopicLoad | None) -> Load:
    if topic is None or not load.is_held:
        return load
    return replace(
        load,
        arrived_s=topic.arrived_s,
        handled_s=topic.handled_s,
        waiting_s=topic.waiting_s,
    )
