"""Past and coming sessions, and the times of a series at which there is none yet (K2)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from facilitator.clock import today
from facilitator.domain.moments import local_to_utc
from facilitator.domain.words import ExceptionState, SessionKind
from facilitator.queries.engagement import zone_of
from facilitator.queries.held import begin_of, known_zone
from facilitator.queries.numbers import session_labels
from facilitator.queries.series import SeriesRow, Slot, one_series, series, slots
from facilitator.store import Reader, Row

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A session, or a time of a series without one.

    `state` is free, moved or skipped where there is no session, else the session's own.
    `original_local` is when the rhythm expected it, as wall time of the rule; empty for what no
    rhythm expects. `starts_local` is when it takes place: a time that the clocks leave out is
    moved on by what they leave out. `is_extra` marks a session of a series beside its rhythm.
    """

    series_id: int | None
    rhythm_id: int | None
    session_id: int | None
    original_local: str
    starts_local: str
    zone: str
    length_s: int
    state: str
    label: str
    title: str
    kind: str
    place: str
    reason: str
    is_extra: bool
    without_facilitator: bool


def occasions(reader: Reader, first: date, last: date) -> list[Occasion]:
    """Return what lies from `first` to `last`, both included, in the order of time."""
    found = _sessions(reader, first, last)
    for row in series(reader):
        found += _without_session(reader, row, first, last)
    return sorted(found, key=_moment)


def _moment(each: Occasion) -> tuple[datetime, int]:
    return (local_to_utc(each.starts_local, each.zone).utc, each.session_id or 0)


# --- sessions ------------------------------------------------------------------------------------


def _sessions(reader: Reader, first: date, last: date) -> list[Occasion]:
    rows = reader.all(
        "SELECT * FROM session WHERE starts_local BETWEEN ? AND ? OR started_at BETWEEN ? AND ?",
        (*_around(first, last), *_around(first, last)),
    )
    rows = [row for row in rows if first.isoformat() <= _begins(row)[:10] <= last.isoformat()]
    labels = session_labels(reader, [row["id"] for row in rows])
    expected = _expected(reader, rows)
    reasons = _because(reader, rows)
    return [
        Occasion(
            row["series_id"],
            expected.get((row["series_id"], row["original_local"])),
            row["id"],
            row["original_local"] or "",
            _begins(row),
            known_zone(row["zone"]),
            row["length_s"],
            row["state"],
            labels[row["id"]].label if row["id"] in labels else "",
            row["title"],
            row["kind"],
            row["place"] or "",
            reasons.get(row["id"], ""),
            row["series_id"] is not None
            and (row["series_id"], row["original_local"]) not in expected,
            bool(row["without_facilitator"]),
        )
        for row in rows
    ]


def _around(first: date, last: date) -> tuple[str, str]:
    return ((first - _DAY).isoformat(), (last + 2 * _DAY).isoformat())


def _begins(row: Row) -> str:
    return begin_of(row["starts_local"], row["started_at"], row["zone"])


def _expected(reader: Reader, rows: list[Row]) -> dict[tuple[int | None, str | None], int]:
    """Return the rhythm of every time that one of the sessions fills and a rhythm has."""
    asked: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row["series_id"] is not None and row["original_local"]:
            asked[row["series_id"]].append(row["original_local"])
    return {
        (each.id, slot.original_local): slot.rhythm.id
        for each in series(reader)
        if asked[each.id]
        for slot in slots(each, *_between(min(asked[each.id]), max(asked[each.id])))
    }


def _between(first: str, last: str) -> tuple[datetime, datetime]:
    return (datetime.fromisoformat(first) - _MINUTE, datetime.fromisoformat(last) + _MINUTE)


def _because(reader: Reader, rows: list[Row]) -> dict[int, str]:
    """Return why sessions were called off or moved, the latest reason of each."""
    ids = json.dumps([row["id"] for row in rows])
    found = reader.all(
        "SELECT h.row_id, h.reason FROM history h JOIN session s ON s.id = h.row_id"
        " WHERE h.row_id IN (SELECT value FROM json_each(?)) AND CASE s.state"
        " WHEN 'cancelled' THEN h.field = 'state' AND h.after = 'cancelled'"
        " ELSE h.field IN ('starts_local', 'slot') AND h.after = s.starts_local END ORDER BY h.id",
        (ids,),
    )
    return {row["row_id"]: row["reason"] or "" for row in found}


# --- times without a session ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """Which times of a series have a session, and which were moved or left out."""

    filled: frozenset[str]
    exceptions: dict[str, Row]


def _known(reader: Reader, series_id: int, since: datetime) -> _Known:
    """Return what is known from `since` on; what was moved or left out, of the whole series."""
    filled = reader.all(
        "SELECT original_local FROM session WHERE series_id = ? AND original_local IS NOT NULL"
        " AND (original_local >= ? OR original_local IN"
        " (SELECT original_local FROM series_exception WHERE series_id = ?))",
        (series_id, since.isoformat(timespec="minutes"), series_id),
    )
    rows = reader.all("SELECT * FROM series_exception WHERE series_id = ?", (series_id,))
    return _Known(
        frozenset(row["original_local"] for row in filled),
        {row["original_local"]: row for row in rows},
    )


def _without_session(reader: Reader, row: SeriesRow, first: date, last: date) -> Iterator[Occasion]:
    """Yield the times of a series from `first` to `last` at which there is no session."""
    here = (first.isoformat(), last.isoformat())
    begins = datetime.combine(first, time()) - _DAY
    known = _known(reader, row.id, begins)
    for slot in _reaching(row, known, begins, datetime.combine(last, time()) + 2 * _DAY):
        if slot.original_local in known.filled:
            continue
        each = _occasion(row, slot, known)
        if here[0] <= each.starts_local[:10] <= here[1]:
            yield each


def _reaching(row: SeriesRow, known: _Known, after: datetime, before: datetime) -> Iterator[Slot]:
    """Yield the times between, and those outside that were moved to somewhere."""
    low, high = after.isoformat(timespec="minutes"), before.isoformat(timespec="minutes")
    for original, found in known.exceptions.items():
        if found["moved_local"] and not low < original < high:
            yield from slots(row, *_between(original, original))
    yield from slots(row, after, before)


def _occasion(row: SeriesRow, slot: Slot, known: _Known) -> Occasion:
    rhythm, found = slot.rhythm, known.exceptions.get(slot.original_local)
    state, reason, starts = "free", "", slot.original_local
    if found is not None:
        state, reason = found["state"], found["reason"] or ""
        if state == ExceptionState.MOVED and found["moved_local"]:
            starts = found["moved_local"]
    return Occasion(
        row.id,
        rhythm.id,
        None,
        slot.original_local,
        local_to_utc(starts, rhythm.zone).local,
        rhythm.zone,
        rhythm.length_s,
        state,
        "",
        row.title,
        SessionKind.RECURRING_SYNC.value,
        row.place,
        reason,
        is_extra=False,
        without_facilitator=False,
    )


def next_slots(
    reader: Reader, series_id: int, count: int, after: date | None = None
) -> list[Occasion]:
    """Return the next times that are free to plan: neither filled nor skipped, in their order.

    They lie on or after `after` (today where left out), as the rhythm expects them.
    """
    row = one_series(reader, series_id)
    if row is None:
        return []
    day = after or today(reader.clock, zone_of(reader))
    begins = datetime.combine(day, time()) - _MINUTE
    known = _known(reader, series_id, begins)
    # A time that was moved may pass others, so as many more are looked at as were moved.
    ahead = islice(_free(row, known, slots(row, begins)), count + len(known.exceptions))
    found = {each.original_local: each for each in ahead}
    for original in known.exceptions:
        for each in _free(row, known, slots(row, *_between(original, original))):
            found[original] = each
    coming = [each for each in found.values() if each.starts_local >= day.isoformat()]
    return sorted(coming, key=_moment)[:count]


def _free(row: SeriesRow, known: _Known, those: Iterable[Slot]) -> Iterator[Occasion]:
    """Yield, of some times of a series, those that are free to plan."""
    for slot in those:
        if slot.original_local not in known.filled:
            each = _occasion(row, slot, known)
            if each.state != ExceptionState.SKIPPED:
                yield each


def slot_at(reader: Reader, series_id: int, original_local: str) -> Occasion | None:
    """Return what is known of one time of a series, None where its rhythms have no such time.

    Of a time that has a session, `session_id` and `state` are the session's.
    """
    row = one_series(reader, series_id)
    return None if row is None else slot_of(reader, row, original_local)


def slot_of(reader: Reader, row: SeriesRow, original_local: str) -> Occasion | None:
    """Return what `slot_at` returns, of a series that was read already."""
    slot = next(slots(row, *_between(original_local, original_local)), None)
    if slot is None:
        return None
    known = _known(reader, row.id, datetime.fromisoformat(original_local))
    each = _occasion(row, slot, known)
    filled = reader.one(
        "SELECT id, state, title FROM session WHERE series_id = ? AND original_local = ?",
        (row.id, original_local),
    )
    if filled is None:
        return each
    return replace(each, session_id=filled["id"], state=filled["state"], title=filled["title"])


def nearest_slot(reader: Reader, series_id: int, starts_local: str) -> str:
    """Return the free time of a series that a session at `starts_local` stands for.

    It is no further away than half of the rhythm; empty where there is none, so that the session
    comes in addition.
    """
    row = one_series(reader, series_id)
    if row is None:
        return ""
    at = datetime.fromisoformat(starts_local)
    rhythm = row.in_force(at.date())
    if rhythm is None:
        return ""
    exact = slot_at(reader, series_id, starts_local)
    if exact is not None and exact.session_id is None:
        return exact.original_local
    reach = timedelta(days=rhythm.rule.days) / 2
    around = free_slots(reader, row, at - reach - _MINUTE, at + reach + _MINUTE)
    near = [
        (abs(datetime.fromisoformat(each.starts_local) - at), each.original_local)
        for each in around
    ]
    distance, original = min(near, default=(reach, ""))
    return original if distance <= reach else ""


def free_slots(reader: Reader, row: SeriesRow, after: datetime, before: datetime) -> list[Occasion]:
    """Return the times of a series between that are free to plan, and every one that was moved."""
    known = _known(reader, row.id, after)
    found = {each.original_local: each for each in _free(row, known, slots(row, after, before))}
    for original in known.exceptions:
        for each in _free(row, known, slots(row, *_between(original, original))):
            found[original] = each
    return list(found.values())
