"""The series of an engagement and the rhythms they had, have and will have (K2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from facilitator.cadence.recurrence import first_time, times
from facilitator.domain.rule import Rule, parse_rule
from facilitator.errors import InvalidText
from facilitator.queries.held import known_zone
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class RhythmRow:
    """A rhythm; it is in force from its first time on until `until_local` (empty: still open)."""

    id: int
    series_id: int
    starts_local: str
    zone: str
    length_s: int
    rule: Rule
    because: str
    until_local: str
    advice_id: int | None


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series with its rhythms, the earliest first. `level` is empty where none was said."""

    id: int
    title: str
    purpose: str
    place: str
    link: str
    level: str
    ends_on: str
    rhythms: tuple[RhythmRow, ...]

    def in_force(self, day: date) -> RhythmRow | None:
        """Return the rhythm that had begun by the end of `day`, else the first to come."""
        begun = [each for each in self.rhythms if each.starts_local[:10] <= day.isoformat()]
        return begun[-1] if begun else next(iter(self.rhythms), None)


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which the rhythm expects a session; `original_local` is its name for ever."""

    rhythm: RhythmRow
    original_local: str


def series(reader: Reader) -> list[SeriesRow]:
    """Return the series of the engagement, the oldest first.

    A rhythm that cannot be followed is left out (only a file edited elsewhere holds one, and
    `check` tells of it); a zone that this machine does not know counts as UTC.
    """
    rhythms: dict[int, list[Row]] = defaultdict(list)
    for row in reader.all("SELECT * FROM rhythm ORDER BY series_id, starts_local, id"):
        rhythms[row["series_id"]].append(row)
    rows = reader.all("SELECT * FROM series ORDER BY id")
    return [_series(row, rhythms[row["id"]]) for row in rows]


def one_series(reader: Reader, series_id: int) -> SeriesRow | None:
    """Return one series, None where it is not there."""
    return next((each for each in series(reader) if each.id == series_id), None)


def _series(row: Row, rhythms: list[Row]) -> SeriesRow:
    known = [(each, rule) for each in rhythms if (rule := _rule(each)) is not None]
    ends = [each["starts_local"] for each, _rule in known[1:]] + [""]
    return SeriesRow(
        row["id"],
        row["title"],
        row["purpose"] or "",
        row["place"] or "",
        row["link"] or "",
        row["level"] or "",
        row["ends_on"] or "",
        tuple(_rhythm(each, rule, until) for (each, rule), until in zip(known, ends, strict=False)),
    )


def _rule(row: Row) -> Rule | None:
    """Return the rule of a rhythm, None where it or its start cannot be read."""
    try:
        datetime.fromisoformat(row["starts_local"])
        return parse_rule(row["rule"])
    except (InvalidText, ValueError):
        return None


def _rhythm(row: Row, rule: Rule, until: str) -> RhythmRow:
    return RhythmRow(
        row["id"],
        row["series_id"],
        row["starts_local"],
        known_zone(row["zone"]),
        row["length_s"],
        rule,
        row["because"] or "",
        until,
        row["advice_id"],
    )


def rhythm_was_used(reader: Reader, row: RhythmRow) -> bool:
    """Tell whether a session was held, or runs, at one of the times of a rhythm."""
    return bool(
        reader.value(
            "SELECT 1 FROM session WHERE series_id = ? AND state IN ('running', 'closed')"
            " AND original_local >= ? AND original_local < ? LIMIT 1",
            (row.series_id, row.starts_local, row.until_local or "9999"),
        )
    )


def with_rhythm(
    row: SeriesRow, rule: Rule, starts_local: str, length_s: int, zone: str
) -> SeriesRow:
    """Return a series as it would be if its rhythm changed from `starts_local` on.

    The rhythm that was added is the last one and has the id 0.
    """
    begins = first_time(datetime.fromisoformat(starts_local), rule).isoformat(timespec="minutes")
    kept = [each for each in row.rhythms if each.starts_local < begins]
    if kept:
        kept[-1] = replace(kept[-1], until_local=begins)
    added = RhythmRow(0, row.id, begins, zone, length_s, rule, "", "", None)
    return replace(row, rhythms=(*kept, added))


def slots(row: SeriesRow, after: datetime, before: datetime | None = None) -> Iterator[Slot]:
    """Yield when the rhythms of a series fall: strictly after `after`, before `before`.

    Without `before` a series that has no end goes on for as long as somebody asks.
    """
    end = _end(row, before)
    for rhythm in row.rhythms:
        until = datetime.fromisoformat(rhythm.until_local) if rhythm.until_local else None
        stop = min((each for each in (until, end) if each is not None), default=None)
        starts = datetime.fromisoformat(rhythm.starts_local)
        for moment in times(starts, rhythm.rule, after, stop):
            yield Slot(rhythm, moment.isoformat(timespec="minutes"))


def _end(row: SeriesRow, before: datetime | None) -> datetime | None:
    if not row.ends_on:
        return before
    over = datetime.combine(date.fromisoformat(row.ends_on), time()) + timedelta(days=1)
    return over if before is None else min(over, before)
