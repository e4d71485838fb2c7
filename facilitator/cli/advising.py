"""`facilitator advise`: how often to meet, each figure a sentence, as JSON with its rows.

Nothing sealed takes part: no cost, no rate, no speaking time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from facilitator.cadence import words
from facilitator.cadence.advice import Exact, Term, TermName
from facilitator.cli.terminal import print_json, print_line
from facilitator.domain.text import fold
from facilitator.errors import NotThere
from facilitator.queries.cadence import AdviceView, Source, advice_now
from facilitator.queries.engagement import day_of
from facilitator.queries.series import SeriesRow, series
from facilitator.store import Reader


def advise_file(path: Path, on: date | None, title: str | None, as_json: bool) -> None:
    """Print the advice for a series, or for each where none is named."""
    with Reader.open(path) as reader:
        day = on or day_of(reader)
        found = [
            view
            for each in _wanted(reader, title)
            if (view := advice_now(reader, each.id, day)) is not None
        ]
    if as_json:
        print_json({"on": day.isoformat(), "series": [_as_json(view) for view in found]})
        return
    if not found:
        print_line("There is no series yet, so there is no rhythm to advise on.")
    for position, view in enumerate(found):
        if position:
            print_line("")
        for line in _lines(view):
            print_line(line)


def _wanted(reader: Reader, title: str | None) -> list[SeriesRow]:
    every = series(reader)
    if title is None:
        return every
    found = [each for each in every if fold(each.title) == fold(title)]
    if not found:
        raise NotThere("series", f"“{title}”")
    return found


# --- sentences -----------------------------------------------------------------------------------


def _lines(view: AdviceView) -> Iterator[str]:
    found, advice = view.counted, view.advice
    yield f"{found.series.title}, {found.on.isoformat()}: {words.headline(advice, _current(view))}"
    yield from words.remarks(advice)
    if view.standing is not None:
        yield _answer(view)
    yield words.JUDGEMENT
    yield ""
    told = [(term, _said(term, view)) for term in advice.terms if not term.is_idle]
    width = max(len(each.figure) for _, each in told)
    for term, each in told:
        limit = f": {each.limit}" if each.limit else ""
        mark = " <" if term.decides else ""
        yield f"{each.figure.rjust(width)}  {each.sentence} ({each.note}){limit}{mark}"


def _current(view: AdviceView) -> int:
    return view.counted.inputs.current


def _answer(view: AdviceView) -> str:
    row = view.standing
    assert row is not None
    reason = f": {row.reason}" if row.reason else ""
    return f"This was {row.answer} on {row.made_on}{reason}"


def _said(term: Term, view: AdviceView) -> words.Said:
    found = view.counted
    return words.said(term, view.advice, found.inputs, found.thresholds, _subject(term, view))


def _subject(term: Term, view: AdviceView) -> str:
    figure = view.counted.figures.get(term.name)
    if figure is None or not figure.sources:
        return ""
    if term.name == TermName.QUEUE:
        hidden = figure.count - len(figure.sources)
        return words.waiting((each.why for each in figure.sources), hidden)
    first = figure.sources[0]
    if term.name == TermName.ATTENDANCE:
        return first.name if term.value != 1 else ""
    return first.text


# --- JSON ----------------------------------------------------------------------------------------


def _as_json(view: AdviceView) -> dict[str, Any]:
    found, advice = view.counted, view.advice
    return {
        "id": str(found.series.id),
        "title": found.series.title,
        "current_days": found.inputs.current,
        "days": advice.days,
        "target_days": advice.target,
        "remark": advice.remark.value,
        "sentence": words.headline(advice, found.inputs.current),
        "remarks": words.remarks(advice),
        "judgement": words.JUDGEMENT,
        "extra_meeting": advice.extra_meeting,
        "skip_next": advice.skip_next,
        "next": found.coming.starts_local if found.coming else None,
        "usable_minutes": _number(advice.usable),
        "need_minutes_per_week": _number(advice.need),
        "raw_days": _number(advice.raw_days),
        "caps": [
            {"name": cap.name.value, "days": cap.days, "holds": cap.holds} for cap in advice.caps
        ],
        "figures": [_figure(term, view) for term in advice.terms],
        "thresholds": asdict(found.thresholds),
        "answer": _standing(view),
    }


def _figure(term: Term, view: AdviceView) -> dict[str, Any]:
    each = _said(term, view)
    figure = view.counted.figures.get(term.name)
    return {
        "name": term.name.value,
        "value": _number(term.value),
        "sentence": f"{each.sentence} ({each.note})",
        "limit_days": term.limit,
        "steps": term.shift,
        "decides": term.decides,
        "count": figure.count if figure else 0,
        "rows": [_row(row) for row in figure.sources] if figure else [],
    }


def _row(row: Source) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "id": str(row.id),
        "text": row.text,
        "why": row.why,
        "minutes": _number(row.minutes),
        "day": row.day,
        "name": row.name,
    }


def _standing(view: AdviceView) -> dict[str, Any] | None:
    row = view.standing
    if row is None:
        return None
    return {"answer": row.answer, "on": row.made_on, "reason": row.reason, "from": row.from_local}


def _number(value: Exact | None) -> int | float | None:
    """Return a number that JSON has; a fraction with three decimals, which is display alone."""
    if value is None or value == int(value):
        return None if value is None else int(value)
    return round(float(Fraction(value)), 3)
