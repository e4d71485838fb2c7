"""Everything the rhythm tab asks the file, in one question: also for a job of its own."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.cadence import (
    AdviceRow,
    AdviceView,
    IncidentRow,
    advice_now,
    history,
    incidents,
)
from facilitator.queries.costs import Costs, costs
from facilitator.queries.engagement import day_of
from facilitator.queries.next_dates import NextDate, next_dates
from facilitator.queries.plan import PlanRow, Seats, plan, seats
from facilitator.queries.series import SeriesRow, series
from facilitator.queries.tradeoffs import currency
from facilitator.store import Reader

DATES = 4  # that are listed; the calendar has them all


@dataclass(frozen=True, slots=True)
class RhythmFacts:
    """What is shown of one series; `row` is None where there is none."""

    rows: tuple[SeriesRow, ...]
    row: SeriesRow | None
    written: PlanRow
    people: tuple[Seats, ...]
    currency: str
    view: AdviceView | None
    costs: Costs | None
    dates: tuple[NextDate, ...]
    history: tuple[AdviceRow, ...]
    incidents: tuple[IncidentRow, ...]


def rhythm_facts(reader: Reader, wanted: int | None) -> RhythmFacts:
    """Return the facts of a series, of the first one where the wanted one is not there."""
    rows = tuple(series(reader))
    row = next((each for each in rows if each.id == wanted), next(iter(rows), None))
    now = row.in_force(day_of(reader)) if row else None
    return RhythmFacts(
        rows,
        row,
        plan(reader),
        tuple(seats(reader)),
        currency(reader),
        advice_now(reader, row.id) if row else None,
        costs(reader, now.length_s, now.rule.days) if now else None,
        tuple(next_dates(reader, row.id, DATES)) if row else (),
        tuple(history(reader, row.id)) if row else (),
        tuple(incidents(reader)),
    )
