"""Time cut at the sessions that were held, for pictures that show what each one changed.

A stretch is the days after one session up to and with the next one, so that what was settled
between two sessions counts with the one that could hear of it. After the last session a stretch
goes on until today. Weeks cut time the same way, from Monday to Sunday.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from facilitator.queries.engagement import day_of
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Row

SHOWN = 24  # stretches in one picture


class Cut(StrEnum):
    """How time is cut."""

    SESSION = "session"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days after `after` (empty: from the beginning) up to and with `day`.

    `session_id` is the session held on `day`; without one it is a week, or the time since the last
    session.
    """

    session_id: int | None
    label: str
    title: str
    after: str
    day: str


@dataclass(frozen=True, slots=True)
class Stretches:
    """What one picture shows, the oldest first; whether there is more on either side."""

    every: tuple[Stretch, ...]
    has_earlier: bool
    has_later: bool

    def index_of(self, session_id: int | None, day: str) -> int | None:
        """Return which stretch holds a session, else a day; None where none does."""
        for number, each in enumerate(self.every):
            if session_id is not None and each.session_id == session_id:
                return number
        if not self.every or day <= self.every[0].after or not day:
            return None
        number = bisect_left(self.every, day, key=_day_of)
        return number if number < len(self.every) else None

    @property
    def after(self) -> str:
        """Return the day before the first one shown; empty: from the beginning."""
        return self.every[0].after if self.every else ""

    @property
    def until(self) -> str:
        """Return the last day shown."""
        return self.every[-1].day if self.every else ""


def _day_of(each: Stretch) -> str:
    return each.day


def stretches(
    reader: Reader, cut: Cut = Cut.SESSION, *, count: int = SHOWN, skip: int = 0
) -> Stretches:
    """Return the last `count` stretches, without the latest `skip` of them."""
    if cut is Cut.WEEK:
        return _weeks(reader, count, skip)
    return _sessions(reader, count, skip)


def _sessions(reader: Reader, count: int, skip: int) -> Stretches:
    rows = reader.all(
        "SELECT id, title, starts_local, started_at, zone FROM session"
        " WHERE state IN ('closed', 'running')"
        " ORDER BY coalesce(started_at, starts_local) DESC, id DESC LIMIT ? OFFSET ?",
        (count + 1, skip),
    )
    rows.reverse()
    has_earlier = len(rows) > count
    labels = session_labels(reader, [row["id"] for row in rows])
    found: list[Stretch] = []
    after = _day(rows[0]) if has_earlier else ""
    for row in rows[has_earlier:]:
        label = labels[row["id"]].label if row["id"] in labels else ""
        found.append(Stretch(row["id"], label, row["title"], after, _day(row)))
        after = _day(row)
    today = day_of(reader).isoformat()
    if skip == 0 and after < today and found:
        found.append(Stretch(None, "", "", after, today))
    return Stretches(tuple(found), has_earlier, skip > 0)


def _day(row: Row) -> str:
    return begin_of(row["starts_local"], row["started_at"], row["zone"])[:10]


def _weeks(reader: Reader, count: int, skip: int) -> Stretches:
    """Return weeks back from this one, no further than the first session that was held."""
    first = reader.value(
        "SELECT min(starts_local) FROM session WHERE state IN ('closed','running')"
    )
    if first is None:
        return Stretches((), False, False)
    begin = date.fromisoformat(str(first)[:10])
    begin -= timedelta(days=begin.weekday())
    today = day_of(reader)
    this = today - timedelta(days=today.weekday())
    weeks = max((this - begin).days // 7 + 1, 1)
    last = this - timedelta(weeks=skip)
    shown = max(min(count, weeks - skip), 0)
    mondays = [last - timedelta(weeks=number) for number in reversed(range(shown))]
    found = tuple(
        Stretch(
            None,
            "",
            "",
            "" if monday == begin else (monday - timedelta(days=1)).isoformat(),
            (monday + timedelta(days=6)).isoformat(),
        )
        for monday in mondays
    )
    return Stretches(found, weeks - skip > count, skip > 0)


def spread(shown: Stretches, found: Sequence[tuple[int | None, str, int]]) -> list[int]:
    """Return for each stretch the sum of what lies in it: (session or None, day, amount)."""
    out = [0] * len(shown.every)
    places = {
        each.session_id: number
        for number, each in enumerate(shown.every)
        if each.session_id is not None
    }
    for session_id, day, amount in found:
        number = places.get(session_id) if session_id is not None else None
        if number is None:
            number = shown.index_of(None, day)
        if number is not None:
            out[number] += amount
    return out
