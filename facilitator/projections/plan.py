"""The communication plan as paper shows it (K1)."""

from __future__ import annotations

from datetime import date, timedelta

from facilitator.domain.working_days import working_days_before
from facilitator.projections.names import Names, load_names
from facilitator.projections.plan_papers import (
    DateLine,
    LoadBar,
    PlanPaper,
    RhythmLine,
    Seat,
    SeriesLine,
    SideSeats,
)
from facilitator.queries.calendar import Occasion, occasions
from facilitator.queries.engagement import day_of, people
from facilitator.queries.plan import plan
from facilitator.queries.series import RhythmRow, SeriesRow, series
from facilitator.queries.sessions import sessions
from facilitator.store import Reader

_AHEAD = timedelta(days=184)
_MOST_DATES = 16
_MOST_BARS = 26
_GONE = ("closed", "running")


def build_plan(reader: Reader) -> PlanPaper:
    """Return the plan as it stands today, with the dates of the next half year."""
    names, today, written = load_names(reader), day_of(reader), plan(reader)
    rows = series(reader)
    return PlanPaper(
        engagement=names.head,
        on=today.isoformat(),
        purpose=written.purpose,
        participants=written.participants,
        contact_between=written.contact_between,
        escalation=written.escalation,
        papers_days=written.papers_days,
        fixed_minutes=written.fixed_s // 60,
        seats=_seats(reader, names),
        series=tuple(_series(row, today) for row in rows),
        dates=_dates(reader, rows, today, written.papers_days),
        agreements=tuple(
            row["text"]
            for row in reader.all(
                "SELECT text FROM agreement WHERE retired_on IS NULL ORDER BY position, id"
            )
        ),
        bars=_bars(reader),
    )


def _seats(reader: Reader, names: Names) -> tuple[SideSeats, ...]:
    everybody = people(reader)
    found = []
    for key in (*names.parties, None):
        here = [each for each in everybody if each.party_id == key]
        seats = tuple(Seat(each.name, each.role, each.is_facilitator) for each in here)
        if seats:
            found.append(SideSeats(names.party(key), seats))
    return tuple(found)


def _series(row: SeriesRow, today: date) -> SeriesLine:
    now = row.in_force(today)
    return SeriesLine(
        row.title,
        row.purpose,
        row.place,
        row.link,
        row.level,
        row.ends_on,
        tuple(_rhythm(each, now) for each in row.rhythms),
    )


def _rhythm(row: RhythmRow, now: RhythmRow | None) -> RhythmLine:
    return RhythmLine(
        row.rule.text(),
        row.starts_local,
        row.zone,
        row.length_s // 60,
        row.because,
        row.until_local[:10],
        now is not None and row.id == now.id,
    )


def _dates(
    reader: Reader, rows: list[SeriesRow], today: date, papers_days: int
) -> tuple[DateLine, ...]:
    titles = {row.id: row.title for row in rows}
    coming = [each for each in occasions(reader, today, today + _AHEAD) if each.state not in _GONE]
    return tuple(_date(each, titles, papers_days) for each in coming[:_MOST_DATES])


def _date(each: Occasion, titles: dict[int, str], papers_days: int) -> DateLine:
    is_moved = bool(each.original_local) and each.original_local != each.starts_local
    day = date.fromisoformat(each.starts_local[:10])
    return DateLine(
        each.starts_local,
        each.zone,
        each.length_s // 60,
        each.label,
        each.title,
        titles.get(each.series_id or 0, ""),
        each.state,
        each.original_local if is_moved and not each.is_extra else "",
        each.reason,
        working_days_before(day, papers_days).isoformat(),
    )


def _bars(reader: Reader) -> tuple[LoadBar, ...]:
    """Return the latest sessions that were held and all that are planned, in order of time."""
    found = [row for row in sessions(reader) if row.state != "cancelled"][::-1]
    return tuple(
        LoadBar(
            row.begins_local,
            row.label,
            row.planned_s // 60,
            row.length_s // 60,
            None if row.used_s is None else row.used_s // 60,
            row.state,
        )
        for row in found[-_MOST_BARS:]
    )
