"""The next dates of a series, and what falls on each (K1): reviews, decisions that are needed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from facilitator.queries.calendar import Occasion, occasions
from facilitator.queries.engagement import day_of
from facilitator.queries.numbers import capture_label
from facilitator.queries.series import RhythmRow, one_series, rhythm_was_used, slots
from facilitator.store import Reader

_COMING = ("planned", "running", "free", "moved", "skipped")
_LEAST_AHEAD = 90


@dataclass(frozen=True, slots=True)
class Falling:
    """A decision that falls on a date: `label` is its number, empty where it has none."""

    decision_id: int
    label: str


@dataclass(frozen=True, slots=True)
class NextDate:
    """A date to come. `begins` is the rhythm whose first time it is, where another was before."""

    occasion: Occasion
    reviews: tuple[Falling, ...]
    needed: tuple[Falling, ...]
    begins: RhythmRow | None


def next_dates(reader: Reader, series_id: int | None, count: int = 5) -> list[NextDate]:
    """Return the next dates of a series, and the sessions outside of all that lie between.

    A decision's review falls on the first session on or after its day, what is needed by a day on
    the last session on or before it; what no session fits falls on the next one.
    """
    row = one_series(reader, series_id) if series_id is not None else None
    today = day_of(reader)
    step = max((each.rule.days for each in row.rhythms), default=0) if row else 0
    ahead = max(step * (count + 1), _LEAST_AHEAD)
    last = date.fromordinal(min(today.toordinal() + ahead, date.max.toordinal() - 3))
    found = [
        each
        for each in occasions(reader, today, last)
        if each.series_id in (None, series_id) and each.state in _COMING
    ][:count]
    meets = [each.starts_local[:10] for each in found if each.state != "skipped"]
    reviews = _falling(reader, "review_on", ("agreed", "agreed_to_differ", "deferred"))
    needed = _falling(reader, "needed_on", ("proposed", "deferred"))
    on_review, on_need = _placed(reviews, meets, late=True), _placed(needed, meets, late=False)
    begins = {each.starts_local: each for each in row.rhythms[1:]} if row else {}
    out = []
    for each in found:
        day = each.starts_local[:10] if each.state != "skipped" else ""
        out.append(
            NextDate(
                each,
                tuple(on_review.pop(day, ())),
                tuple(on_need.pop(day, ())),
                begins.get(each.original_local),
            )
        )
    return out


def change_dates(reader: Reader, series_id: int, count: int) -> list[str]:
    """Return from which times of a series another rhythm can hold: its next ones, as it has them,
    that are neither over nor left out.

    A date that was moved, and a session beside the rhythm, would take the weekday along.
    """
    row = one_series(reader, series_id)
    if row is None:
        return []
    behind = datetime.combine(day_of(reader), time()) - timedelta(minutes=1)
    off = reader.all(
        "SELECT original_local FROM session WHERE series_id = :series AND original_local > :behind"
        " AND state IN ('closed', 'cancelled')"
        " UNION ALL SELECT original_local FROM series_exception WHERE series_id = :series"
        " AND original_local > :behind AND state = 'skipped'",
        {"series": series_id, "behind": behind.isoformat(timespec="minutes")},
    )
    none_then = {each["original_local"] for each in off}
    # A rhythm that people met by is not replaced from its first time on.
    used = max((r.starts_local for r in row.rhythms if rhythm_was_used(reader, r)), default="")
    coming = (each.original_local for each in slots(row, behind))
    return list(islice((each for each in coming if each > used and each not in none_then), count))


def _falling(reader: Reader, column: str, states: tuple[str, ...]) -> list[tuple[str, Falling]]:
    marks = ", ".join("?" for _ in states)
    rows = reader.all(
        f"SELECT d.id, d.{column} AS day, n.year, n.n FROM decision d"
        " LEFT JOIN issued_number n ON n.kind = 'decision' AND n.row_id = d.id"
        f" WHERE d.{column} IS NOT NULL AND d.state IN ({marks}) ORDER BY d.{column}, d.id",
        states,
    )
    return [
        (row["day"], Falling(row["id"], capture_label("decision", row["year"], row["n"])))
        for row in rows
    ]


def _placed(
    found: list[tuple[str, Falling]], meets: list[str], *, late: bool
) -> dict[str, list[Falling]]:
    """Return what falls on each day; `late`: the first on or after, else the last on or before."""
    out: dict[str, list[Falling]] = defaultdict(list)
    for day, each in found:
        if late:
            at = bisect_left(meets, day)
            if at == len(meets):
                continue  # it comes after the dates that are shown
        else:
            at = max(bisect_right(meets, day) - 1, 0)
            if not meets or (at == len(meets) - 1 and day > _after(meets[-1])):
                continue
        out[meets[at]].append(each)
    return out


def _after(day: str) -> str:
    """Return a day so far on that another session will come before it."""
    return (date.fromisoformat(day) + timedelta(days=28)).isoformat()
