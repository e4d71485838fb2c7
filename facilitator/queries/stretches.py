"""Time cut at the sessions that were held, for pictures that show what each one changed.

A stretch is the days after one session up to and with the next one, so that what was settled
between two sessions counts with the one that could hear of it. After the last session a stretch
goes on until today.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from facilitator.queries.engagement import day_of
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days after `after` (empty: from the beginning) up to and with `day`.

    `session_id` is the session held on `day`; without one it is the time since the last session.
    """

    session_id: int | None
    label: str
    title: str
    after: str
    day: str


@dataclass(frozen=True, slots=True)
class Stretches:
    """What one picture shows, the oldest first."""

    every: tuple[Stretch, ...]

    @property
    def after(self) -> str:
        """Return the day before the first one shown; empty: from the beginning."""
        return self.every[0].after if self.every else ""

    @property
    def until(self) -> str:
        """Return the last day shown."""
        return self.every[-1].day if self.every else ""

    def around(self) -> dict[str, str]:
        """Return moments that surely hold the days shown, in whatever zone they are kept."""
        return {
            "after": _shifted(self.after, -2) if self.after else "",
            "until": _shifted(self.until, 2) if self.until else "",
        }

    def spread(self, found: Sequence[tuple[int | None, str, int]]) -> list[int]:
        """Return for each stretch the sum of what lies in it: (session or None, day, amount)."""
        out = [0] * len(self.every)
        places = {each.session_id: number for number, each in enumerate(self.every)}
        for session_id, day, amount in found:
            number = places.get(session_id) if session_id is not None else None
            if number is None and self.after < day <= self.until:
                number = bisect_left(self.every, day, key=_day_of)
            if number is not None:
                out[number] += amount
        return out


def _day_of(each: Stretch) -> str:
    return each.day


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


_BEGUN = "coalesce(started_at, starts_local)"
_HELD = "SELECT id, title, starts_local, started_at, zone FROM session"
_WAS_HELD = "state IN ('closed', 'running')"


def stretches(
    reader: Reader, first: date, last: date, ids: Collection[int] | None = None
) -> Stretches:
    """Return the stretches of the sessions held in these days, of all or of those alone.

    The time since the last session comes last where today is among the days.
    """
    rows = reader.all(
        f"{_HELD} WHERE {_WAS_HELD} AND {_BEGUN} BETWEEN :first AND :last"
        " AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids)))",
        {
            "first": (first - timedelta(days=1)).isoformat(),
            "last": (last + timedelta(days=2)).isoformat(),
            "ids": None if ids is None else json.dumps(list(ids)),
        },
    )
    shown = [row for row in rows if first.isoformat() <= _day(row) <= last.isoformat()]
    shown.sort(key=_begin)
    labels = session_labels(reader, [row["id"] for row in shown])
    after = _day_before(reader, _begin(shown[0])[0] if shown else first.isoformat())
    found: list[Stretch] = []
    for row in shown:
        label = labels[row["id"]].label if row["id"] in labels else ""
        found.append(Stretch(row["id"], label, row["title"], after, _day(row)))
        after = _day(row)
    today = day_of(reader)
    if found and first <= today <= last and after < today.isoformat():
        found.append(Stretch(None, "", "", after, today.isoformat()))
    return Stretches(tuple(found))


def first_day(reader: Reader) -> date | None:
    """Return the day of the first session that was held."""
    row = reader.one(f"{_HELD} WHERE {_WAS_HELD} ORDER BY {_BEGUN}, id LIMIT 1")
    return date.fromisoformat(_day(row)) if row is not None else None


def _day_before(reader: Reader, begin: str) -> str:
    """Return the day of the last session before, empty where there is none."""
    row = reader.one(
        f"{_HELD} WHERE {_WAS_HELD} AND {_BEGUN} < ? ORDER BY {_BEGUN} DESC, id DESC LIMIT 1",
        (begin,),
    )
    return _day(row) if row is not None else ""


def _day(row: Row) -> str:
    return begin_of(row["starts_local"], row["started_at"], row["zone"])[:10]


def _begin(row: Row) -> tuple[str, int]:
    return row["started_at"] or row["starts_local"], row["id"]
