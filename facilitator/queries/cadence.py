"""How often should they meet? The figures of the advice, counted from the file (K3).

Every figure comes with the rows it was counted from. Where there is one series, or none other,
everything belongs to it; of several, each counts its own sessions, agendas and what was said in
them, and besides what belongs to none: the unassigned backlog, what was said outside of any series.
Incidents, milestones and thresholds are those of the engagement.

Days are those of the engagement's zone. Asked for another day than today, these look back: what
arrived in the weeks before, incidents, the rhythm in force, age, the days to a milestone or a
decision, overdue actions, and the sessions that count as the last ones. As of now are: what waits,
whether a concern or a decision is open, how a goal and its milestones stand, what is on an agenda,
and which sessions are planned.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from fractions import Fraction
from typing import Any

from facilitator.cadence.advice import (
    RANGES,
    Advice,
    Exact,
    Inputs,
    TermName,
    Thresholds,
    advise,
)
from facilitator.domain.words import AdviceRemark
from facilitator.queries import figures_due, figures_held, figures_work
from facilitator.queries.engagement import day_of
from facilitator.queries.figures import Figure, Scope, Source
from facilitator.queries.figures_due import Coming
from facilitator.queries.plan import PlanRow, plan
from facilitator.queries.series import RhythmRow, SeriesRow, series
from facilitator.store import Reader, Row

__all__ = [
    "AdviceRow", "AdviceView", "Coming", "Counted", "Figure", "IncidentRow", "RhythmSpan",
    "Source", "advice_now", "answered", "counted", "history", "incidents", "rhythm_spans",
    "thresholds",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """The inputs of one series on one day, and the rows that each came from."""

    series: SeriesRow
    rhythm: RhythmRow
    on: date
    inputs: Inputs
    thresholds: Thresholds
    figures: dict[TermName, Figure]
    coming: Coming | None

    def sources(self, name: TermName) -> tuple[Source, ...]:
        """Return the rows that a figure came from."""
        found = self.figures.get(name)
        return found.sources if found else ()

    @property
    def known(self) -> str:
        """Return what an answer remembers of the figures, as JSON."""
        after = [each for each in self.series.rhythms if not _is_over(each, self.on)]
        return json.dumps(
            {
                "inputs": _plain(asdict(self.inputs)),
                "thresholds": asdict(self.thresholds),
                "rhythms": [f"{each.starts_local} {each.rule.text()}" for each in after],
                "next": self.coming.starts_local if self.coming else "",
            }
        )


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """An advice that was answered, with what was made of it."""

    id: int
    series_id: int
    made_on: str
    remark: AdviceRemark
    current_days: int
    advised_days: int
    chosen_days: int
    answer: str
    reason: str
    from_local: str
    at: str
    known: str

    @property
    def inputs(self) -> Inputs:
        """Return the figures as they were."""
        return inputs_of(self.known)


@dataclass(frozen=True, slots=True)
class AdviceView:
    """The advice of a day. `standing` is the answer that still holds for it, if one does.

    `to_come` is the next rhythm that is set already and begins later.
    """

    counted: Counted
    advice: Advice
    standing: AdviceRow | None
    to_come: RhythmRow | None


@dataclass(frozen=True, slots=True)
class RhythmSpan:
    """A rhythm over time; `until_on` is empty for the one that stays in force."""

    rhythm_id: int
    from_on: str
    until_on: str
    days: int
    because: str
    advice_id: int | None


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident; `closed_on` is empty while it is open."""

    id: int
    title: str
    opened_on: str
    closed_on: str
    session_id: int | None


def _is_over(rhythm: RhythmRow, on: date) -> bool:
    return bool(rhythm.until_local) and rhythm.until_local[:10] <= on.isoformat()


# --- today's advice --------------------------------------------------------------------------


def advice_now(reader: Reader, series_id: int, on: date | None = None) -> AdviceView | None:
    """Return the advice for a series, None where there is no such series or it has no rhythm."""
    found = counted(reader, series_id, on)
    if found is None:
        return None
    advice = advise(found.inputs, found.thresholds)
    on_day = found.on.isoformat()
    later = (each for each in found.series.rhythms if each.starts_local[:10] > on_day)
    to_come = next((each for each in later if each != found.rhythm), None)
    return AdviceView(found, advice, _standing(reader, found, advice), to_come)


def counted(reader: Reader, series_id: int, on: date | None = None) -> Counted | None:
    """Return the figures of a series, None where there is no such series or it has no rhythm."""
    day = on or day_of(reader)
    return _counted(reader, series_id, day, day)


def _counted(reader: Reader, series_id: int, on: date, until: date) -> Counted | None:
    every = series(reader)
    one = next((each for each in every if each.id == series_id), None)
    rhythm = one.in_force(on) if one else None
    if one is None or rhythm is None:
        return None
    scope = Scope(reader, one, len(every) == 1, on, until, thresholds(reader))
    upcoming = figures_due.coming(scope)
    figures = dict(_figures(scope, upcoming))
    inputs = _inputs(rhythm, plan(reader), figures, bool(upcoming and upcoming.is_empty))
    return Counted(one, rhythm, on, inputs, scope.thresholds, figures, upcoming)


def _figures(scope: Scope, upcoming: Coming | None) -> Iterator[tuple[TermName, Figure]]:
    work, past = figures_work.work(scope), figures_held.held(scope)
    yield TermName.NEW, work.arrived
    yield TermName.QUEUE, work.waiting
    yield TermName.THIN, figures_held.thin(scope, past)
    yield TermName.OVERFULL, figures_held.overfull(scope, past)
    yield TermName.INCIDENT, figures_due.incidents(scope)
    yield TermName.CONCERN, work.serious
    yield TermName.AGE, figures_held.age(scope)
    yield TermName.MILESTONE, figures_due.risky_milestone(scope)
    yield TermName.ATTENDANCE, figures_held.attendance(scope, past)
    yield TermName.DECISION, figures_due.decision_due(scope, upcoming)


def _inputs(
    rhythm: RhythmRow, written: PlanRow, figures: dict[TermName, Figure], next_is_empty: bool
) -> Inputs:
    def value(name: TermName) -> Exact:
        return figures[name].value or 0

    def days(name: TermName) -> int | None:
        found = figures[name].value
        return None if found is None else int(found)

    return Inputs(
        current=rhythm.rule.days,
        length=_whole(Fraction(rhythm.length_s, 60)),
        fixed=_whole(Fraction(written.fixed_s, 60)),
        new_per_week=_whole(value(TermName.NEW)),
        queue=_whole(value(TermName.QUEUE)),
        incident=bool(value(TermName.INCIDENT)),
        red_flag=bool(value(TermName.CONCERN)),
        age=days(TermName.AGE),
        risky_milestone=days(TermName.MILESTONE),
        thin=int(value(TermName.THIN)),
        overfull=int(value(TermName.OVERFULL)),
        attendance=figures[TermName.ATTENDANCE].value,
        decision_due=days(TermName.DECISION),
        next_is_empty=next_is_empty,
    )


def _whole(value: Exact) -> Exact:
    return int(value) if value == int(value) else value


# --- thresholds and incidents ------------------------------------------------------------------


def thresholds(reader: Reader) -> Thresholds:
    """Return the thresholds of the engagement; what is not set, or cannot be, is the default."""
    own = {}
    for row in reader.all("SELECT name, value FROM threshold ORDER BY id"):
        low, high = RANGES.get(row["name"], (1, 0))
        if low <= row["value"] <= high:
            own[row["name"]] = row["value"]
    return replace(Thresholds(), **own)


def incidents(reader: Reader) -> list[IncidentRow]:
    """Return every incident, the open ones first, the latest on top."""
    rows = reader.all(
        "SELECT * FROM incident ORDER BY closed_on IS NOT NULL, opened_on DESC, id DESC"
    )
    return [
        IncidentRow(
            row["id"], row["title"], row["opened_on"], row["closed_on"] or "", row["session_id"]
        )
        for row in rows
    ]


# --- answers -----------------------------------------------------------------------------------


def history(reader: Reader, series_id: int) -> list[AdviceRow]:
    """Return every advice of a series that was answered, the earliest first."""
    rows = reader.all(
        "SELECT * FROM advice WHERE series_id = ? ORDER BY made_on, at, id", (series_id,)
    )
    return [_answer(row) for row in rows]


def answered(reader: Reader, advice_id: int) -> AdviceRow | None:
    """Return one advice that was answered, None where it is not there."""
    row = reader.one("SELECT * FROM advice WHERE id = ?", (advice_id,))
    return _answer(row) if row else None


def _answer(row: Row) -> AdviceRow:
    return AdviceRow(
        row["id"],
        row["series_id"] or 0,
        row["made_on"],
        AdviceRemark(row["remark"]),
        row["current_days"],
        row["advised_days"],
        row["chosen_days"],
        row["answer"],
        row["reason"] or "",
        row["from_local"] or "",
        row["at"],
        row["inputs_json"],
    )


def rhythm_spans(reader: Reader, series_id: int) -> list[RhythmSpan]:
    """Return the rhythms of a series over time, the earliest first."""
    one = next((each for each in series(reader) if each.id == series_id), None)
    return [
        RhythmSpan(
            each.id,
            each.starts_local[:10],
            (each.until_local or (one.ends_on if one else ""))[:10],
            each.rule.days,
            each.because,
            each.advice_id,
        )
        for each in (one.rhythms if one else ())
    ]


def _standing(reader: Reader, found: Counted, advice: Advice) -> AdviceRow | None:
    """Return the answer that still holds for an advice.

    The latest answer holds for the same proposal as long as no figure changed but by the passing
    of days. Whether one did is seen by counting again for the day of the answer, with all that
    happened since: days alone change nothing in that.
    """
    row = reader.one(
        "SELECT * FROM advice WHERE series_id = ? AND made_on <= ? ORDER BY made_on DESC, at DESC,"
        " id DESC LIMIT 1",
        (found.series.id, found.on.isoformat()),
    )
    if row is None:
        return None
    last = _answer(row)
    if (last.advised_days, last.remark) != (advice.days, advice.remark):
        return None
    before = _remembered(last.known)
    if last.remark == AdviceRemark.SKIP_NEXT and before.get("next") != _next(found):
        return None
    again = _counted(reader, found.series.id, date.fromisoformat(last.made_on), found.on)
    if again is None:
        return None
    now = json.loads(again.known)
    same = all(now[key] == before.get(key) for key in ("inputs", "thresholds", "rhythms"))
    return last if same else None


def _next(found: Counted) -> str:
    return found.coming.starts_local if found.coming else ""


def _plain(values: dict[str, object]) -> dict[str, object]:
    """Return fractions as text, so that nothing is rounded."""
    return {
        key: str(value) if isinstance(value, Fraction) else value for key, value in values.items()
    }


def _remembered(known: str) -> dict[str, Any]:
    """Return what an answer remembers; nothing of one that was written by another hand."""
    try:
        found = json.loads(known)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def inputs_of(known: str) -> Inputs:
    """Return the figures that an answer remembers; what it does not know is left out."""
    names = {field.name for field in fields(Inputs)}
    values: dict[str, Any] = {
        key: Fraction(value) if isinstance(value, str) else value
        for key, value in _remembered(known).get("inputs", {}).items()
        if key in names
    }
    return Inputs(**({"current": 0} | values))
