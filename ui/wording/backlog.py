"""Sentences about what waits for an agenda (P6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitator.queries.backlog import BacklogRow, ComingSession, SideShare
from ui.wording import sessions as wording_sessions
from ui.wording import short_day, translate


def age(days: int) -> str:
    """Return 'waiting 5 weeks'; of what came today 'new today'."""
    if days == 0:
        return translate("backlog", "new today")
    if days < 14:
        one = translate("backlog", "waiting 1 day")
        return one if days == 1 else translate("backlog", "waiting {0} days").format(days)
    if days < 90:
        return translate("backlog", "waiting {0} weeks").format(days // 7)
    return translate("backlog", "waiting {0} months").format(days // 30)


def row_line(row: BacklogRow, today: date, *, with_series: bool) -> str:
    """Return the second line: who asked, purpose, age, needed by, papers, whose, goal."""
    item = row.item
    parts = [wording_sessions.item_line(item)]
    parts.append(age(row.days))
    if item.needed_on:
        day = short_day(item.needed_on, today)
        parts.append(translate("backlog", "needed by {0}").format(day))
    if item.waits_for_papers:
        parts.append(translate("backlog", "paper wanted"))
    if with_series:
        parts.append(row.series or translate("backlog", "any series"))
    if item.goal:
        parts.append(item.goal)
    return " · ".join(parts)


def share(each: SideShare) -> str:
    """Return 'Security 3, 35 min'; counts, not scores."""
    name = each.party or translate("backlog", "Nobody in particular")
    minutes = wording_sessions.minutes(each.length_s)
    return translate("backlog", "{0} {1}, {2}").format(name, each.items, minutes)


def balance(shares: Sequence[SideShare]) -> str:
    """Return what each side asked for, as a screen reader says it."""
    return ". ".join(share(each) for each in shares)


def session_choice(each: ComingSession, today: date, more_s: int) -> str:
    """Return 'Tue 21 Jul  Do the tools obey?  63 → 78 of 60 min': its length before anything moves.

    With nothing to add it tells how full it is.
    """
    day = short_day(each.starts_local, today, weekday=True)
    now, then = round(each.planned_s / 60), round((each.planned_s + more_s) / 60)
    length = round(each.length_s / 60)
    if more_s:
        fill = translate("backlog", "{0} → {1} of {2} min").format(now, then, length)
    else:
        fill = translate("backlog", "{0} of {1} min").format(now, length)
    over = then - length
    if over > 0:
        fill = translate("backlog", "{0}, {1} over").format(fill, over)
    return f"{day}  {each.title}  {fill}"
