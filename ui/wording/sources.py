"""Words of the rows that a figure of the advice came from (K3)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from facilitator.cadence.advice import Term, TermName
from facilitator.queries.cadence import Counted
from facilitator.queries.figures import Source
from ui.wording import QT_TRANSLATE_NOOP, short_day, translate
from ui.wording.advice import figure

_WHY = {
    "item": QT_TRANSLATE_NOOP("advice", "Topic that arrived"),
    "backlog": QT_TRANSLATE_NOOP("advice", "In the backlog"),
    "not_reached": QT_TRANSLATE_NOOP("advice", "Not reached"),
    "skipped": QT_TRANSLATE_NOOP("advice", "Skipped"),
    "parked": QT_TRANSLATE_NOOP("advice", "Parked"),
    "concern": QT_TRANSLATE_NOOP("advice", "Concern"),
    "serious": QT_TRANSLATE_NOOP("advice", "Serious concern"),
    "deferred": QT_TRANSLATE_NOOP("advice", "Deferred decision"),
    "overdue": QT_TRANSLATE_NOOP("advice", "Overdue action"),
    "too_long": QT_TRANSLATE_NOOP("advice", "Agenda longer than its session"),
    "used": QT_TRANSLATE_NOOP("advice", "Session over early"),
    "cancelled": QT_TRANSLATE_NOOP("advice", "Session called off"),
    "left_out": QT_TRANSLATE_NOOP("advice", "Date left out"),
    "carried": QT_TRANSLATE_NOOP("advice", "Carried over"),
    "attended": QT_TRANSLATE_NOOP("advice", "Was there"),
    "missed": QT_TRANSLATE_NOOP("advice", "Nobody was there"),
    "first": QT_TRANSLATE_NOOP("advice", "First session"),
    "needed": QT_TRANSLATE_NOOP("advice", "Decision needed by"),
    "at_risk": QT_TRANSLATE_NOOP("advice", "Milestone of a goal at risk"),
    "late": QT_TRANSLATE_NOOP("advice", "Milestone that is late"),
    "open": QT_TRANSLATE_NOOP("advice", "Incident, open since"),
    "plan": QT_TRANSLATE_NOOP("advice", "Written plan"),
    "rhythm": QT_TRANSLATE_NOOP("advice", "Rhythm in force"),
}


def source_second(each: Source, today: date) -> str:
    """Return 'Parked, Security, 12 May'."""
    why = translate("advice", _WHY[each.why]) if each.why in _WHY else each.why
    day = short_day(each.day, today) if each.day else ""
    return ", ".join(part for part in (why, each.name, day) if part)


def source_minutes(each: Source) -> str:
    """Return '15 min', or nothing where minutes do not count."""
    if not each.minutes and each.why != "used":
        return ""
    return translate("advice", "{0} min").format(figure(each.minutes))


def sources_lead(term: Term, found: Counted) -> str:
    """Return how the rows come to the figure."""
    shown = found.figures.get(term.name)
    if term.name is TermName.NEW and shown is not None:
        total = sum((each.minutes for each in shown.sources), Fraction(0))
        return translate("advice", "{0} min in {1} weeks, {2} min a week.").format(
            figure(total), found.thresholds.arrival_weeks, figure(term.value or 0)
        )
    if term.name is TermName.NEED:
        return translate("advice", "Both figures together, the waiting one shared over weeks.")
    if term.name is TermName.USABLE:
        return translate("advice", "Length and fixed part come from the rhythm and the plan.")
    if shown is not None and shown.count > len(shown.sources):
        return translate("advice", "{0} rows; the first {1} are listed.").format(
            f"{shown.count:,}", f"{len(shown.sources):,}"
        )
    return ""
