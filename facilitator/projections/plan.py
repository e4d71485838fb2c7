"""The communication plan as paper shows it (K1)."""

from __future__ import annotations

from datetime import date, timedelta
from operator import itemgetter

from facilitator.domain.working_days import working_days_before
from facilitator.projections.moments import minutes_of
from facilitator.projections.names import Names, load_names
from facilitator.projections.plan_papers import (
    AdviceLine,
    DateLine,
    FlowLine,
    LoadBar,
    PlanPaper,
    RhythmLine,
    Seat,
    SeriesLine,
    SideSeats,
    TurnoverLine,
)
from facilitator.queries.cadence import AdviceRow, history
from facilitator.queries.calendar import Occasion, occasions
from facilitator.queries.engagement import day_of, people
from facilitator.queries.opened_closed import KINDS, Turnover, opened_closed
from facilitator.queries.plan import plan
from facilitator.queries.plan_pictures import NOT_HELD, Load, every_load
from facilitator.queries.series import RhythmRow, SeriesRow, series
from facilitator.store import Reader

_AHEAD = timedelta(days=184)
_MOST_DATES = 16
_MOST_HELD, _MOST_COMING = 20, 6
_MOST_ADVICES = 16
_GONE = ("closed", "running")


def build_plan(reader: Reader) -> PlanPaper:
    """Return the plan as it stands today, with the dates of the next half year."""
    names, today, written = load_names(reader), day_of(reader), plan(reader)
    rows, shown = series(reader), _shown(reader)
    return PlanPaper(
        engagement=names.head,
        on=today.isoformat(),
        purpose=written.purpose,
        participants=written.participants,
        contact_between=written.contact_between,
        escalation=written.escalation,
        papers_days=written.papers_days,
        fixed_minutes=written.fixed_s // 60,
        seats=_seats(reader, names, today),
        series=tuple(_series(row, today) for row in rows),
        dates=_dates(reader, rows, today, written.papers_days),
        agreements=tuple(
            row["text"]
            for row in reader.all(
                "SELECT text FROM agreement WHERE retired_on IS NULL ORDER BY position, id"
            )
        ),
        bars=_bars(reader, shown),
        turnover=_turnover(reader, shown),
        advices=_advices(reader, rows),
    )


def _seats(reader: Reader, names: Names, today: date) -> tuple[SideSeats, ...]:
    everybody = people(reader)
    found = []
    for key in (*names.parties, None):
        here = [each for each in everybody if each.party_id == key]
        seats = tuple(
            Seat(each.name, each.role, each.is_facilitator, each.decides) for each in here
        )
        if seats or (key is not None and not names.has_left(key, today.isoformat())):
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


def _shown(reader: Reader) -> tuple[date, date] | None:
    """Return the first and the last day of the pictures: the latest sessions and those planned."""
    day = "SELECT substr(starts_local, 1, 10) AS day FROM session WHERE state"
    held = f"{day} IN ('closed', 'running') ORDER BY starts_local DESC LIMIT {_MOST_HELD}"
    coming = f"{day} = 'planned' ORDER BY starts_local LIMIT {_MOST_COMING}"
    days = [row["day"] for sql in (held, coming) for row in reader.all(sql)]
    return (date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else None


def _bars(reader: Reader, shown: tuple[date, date] | None) -> tuple[LoadBar, ...]:
    """Return the latest sessions that were held and those that are planned, in order of time."""
    if shown is None:
        return ()
    found = [
        each
        for each in every_load(reader, *shown)
        if each.session_id is not None and each.state not in NOT_HELD
    ]
    return tuple(_bar(each) for each in found[-_MOST_HELD - _MOST_COMING :])


def _bar(each: Load) -> LoadBar:
    return LoadBar(
        each.starts_local,
        each.label,
        each.asked_s // 60,
        each.planned_s // 60,
        _minutes(each.used_s),
        each.state,
        _minutes(each.arrived_s),
        _minutes(each.handled_s),
        _minutes(each.waiting_s),
    )


def _minutes(seconds: int | None) -> int | None:
    return None if seconds is None else minutes_of(seconds)


def _turnover(reader: Reader, shown: tuple[date, date] | None) -> tuple[TurnoverLine, ...]:
    if shown is None:
        return ()
    return tuple(
        TurnoverLine(each.stretch.day, each.stretch.label, _flows(each))
        for each in opened_closed(reader, *shown)[-_MOST_HELD:]
    )


def _flows(each: Turnover) -> tuple[FlowLine, ...]:
    found = ((kind, each.flow(kind)) for kind in KINDS)
    return tuple(FlowLine(kind, flow.opened, flow.closed, flow.open) for kind, flow in found)


def _advices(reader: Reader, rows: list[SeriesRow]) -> tuple[AdviceLine, ...]:
    """Return the latest advices that were answered, the earliest of them first."""
    found = [
        (each.made_on, each.id, _advice(each, row.title))
        for row in rows
        for each in history(reader, row.id)
    ]
    return tuple(line for _, _, line in sorted(found, key=itemgetter(0, 1))[-_MOST_ADVICES:])


def _advice(each: AdviceRow, title: str) -> AdviceLine:
    return AdviceLine(
        each.made_on,
        title,
        each.current_days,
        each.advised_days,
        each.chosen_days,
        each.remark,
        each.answer,
        each.reason,
        each.from_local[:10],
    )
