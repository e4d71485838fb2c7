"""Sentences about sessions and their agendas: rhythm, sizes, an item's second line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from facilitator.domain.templates import Template
from facilitator.queries.prepare import ItemRow, SessionDetail
from facilitator.queries.sessions import SessionRow
from ui.wording import long_day, returning, short_day, time_of, translate, word


def minutes(seconds: int) -> str:
    """Return '15 min': time boxes are always said in minutes, so that they compare."""
    return translate("session", "{0} min").format(round(seconds / 60))


def rhythm(weeks: int) -> str:
    """Return 'weekly' or 'every 2 weeks'."""
    if weeks == 1:
        return translate("session", "weekly")
    return translate("session", "every {0} weeks").format(weeks)


def kind_line(row: SessionRow) -> str:
    """Return 'recurring sync, 60 min'; of a held session only its kind."""
    kind = word(row.kind).lower()
    return kind if row.used_s is not None else f"{kind}, {minutes(row.length_s)}"


def planned_line(items: int, planned_s: int, length_s: int) -> tuple[str, str]:
    """Return words and tone for what is planned: '1 item, 15 of 60 min', '63 of 60 min, 3 over'."""
    if not items:
        return translate("session", "no items yet"), "text2"
    used = translate("session", "{0} of {1} min").format(
        round(planned_s / 60), round(length_s / 60)
    )
    over = round((planned_s - length_s) / 60)
    if over > 0:
        return translate("session", "{0}, {1} over").format(used, over), "warn"
    one = translate("session", "1 item, {0}")
    many = translate("session", "{1} items, {0}")
    return (one if items == 1 else many).format(used, items), "text2"


def agenda_line(items: int, planned_s: int, length_s: int) -> tuple[str, str]:
    """Return words and tone for the head of an agenda: '45 of 60 min, 15 left'."""
    if not items:
        return "", "text2"
    used = translate("session", "{0} of {1} min").format(
        round(planned_s / 60), round(length_s / 60)
    )
    spare = round((length_s - planned_s) / 60)
    if spare < 0:
        return translate("session", "{0}, {1} over").format(used, -spare), "warn"
    if spare:
        return translate("session", "{0}, {1} free").format(used, spare), "text2"
    return used, "text2"


def ready_line(row: SessionRow) -> str:
    """Return '5 of 6 items have a lead', '1 lead, 1 paper missing'; nothing without items."""
    if not row.items:
        return ""
    if not row.papers_missing:
        return _leads(row)
    one, many = translate("session", "1 paper missing"), translate("session", "{0} papers missing")
    papers = one if row.papers_missing == 1 else many.format(row.papers_missing)
    leads = row.items - row.items_with_lead
    if not leads:
        return papers
    one, many = translate("session", "1 lead, {0}"), translate("session", "{1} leads, {0}")
    return (one if leads == 1 else many).format(papers, leads)


def _leads(row: SessionRow) -> str:
    if row.items_with_lead == row.items:
        return translate("session", "Every item has a lead")
    if not row.items_with_lead:
        return translate("session", "No item has a lead")
    words = translate("session", "{0} of {1} items have a lead")
    return words.format(row.items_with_lead, row.items)


def made_line(decisions: int, actions: int) -> str:
    """Return what a session led to: '1 decision, 3 actions'."""
    one, many = translate("session", "1 decision"), translate("session", "{0} decisions")
    decided = one if decisions == 1 else many.format(decisions)
    one, many = translate("session", "1 action"), translate("session", "{0} actions")
    return f"{decided}, {one if actions == 1 else many.format(actions)}"


def session_line(detail: SessionDetail) -> str:
    """Return '2026/13, Tue 21 July 2026, 10:00, 60 min. Ruth Calder facilitates.'"""
    parts = [detail.label, long_day(detail.begins_local), time_of(detail.begins_local)]
    words = ", ".join(part for part in (*parts, minutes(detail.length_s), detail.place) if part)
    if detail.facilitator:
        led = translate("session", "{0} facilitates.").format(detail.facilitator)
        words = f"{words}. {led}"
    return words


def spoken_session(row: SessionRow, today: date) -> str:
    """Return what a tooltip and a screen reader say about a session on the calendar line."""
    day = short_day(row.begins_local, today, weekday=True)
    return ", ".join(part for part in (day, row.label, row.title) if part)


def zone_line(zone: str) -> str:
    """Return 'time in Europe/Berlin'."""
    return translate("session", "time in {0}").format(zone)


# --- the rhythm that was kept ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sessions that followed each other at one distance."""

    start: date
    end: date
    words: str
    short: str


def stretches(days: Sequence[date]) -> list[Stretch]:
    """Return how often was met: neighbours at one distance together, single ones side by side."""
    ordered = sorted(set(days))
    gaps = [
        (first, last, max(1, round((last - first).days / 7))) for first, last in pairwise(ordered)
    ]
    runs = [(weeks, list(run)) for weeks, run in groupby(gaps, key=_weeks_of)]
    out: list[tuple[date, date, list[int], int]] = []
    for weeks, run in runs:
        start, end, count = run[0][0], run[-1][1], len(run)
        if out and count == 1 and out[-1][3] == 1 and len(out[-1][2]) < 2:
            out[-1] = (out[-1][0], end, [*out[-1][2], weeks], 1)
        else:
            out.append((start, end, [weeks], count))
    return [Stretch(start, end, *_distances(found)) for start, end, found, _count in out]


def _weeks_of(gap: tuple[date, date, int]) -> int:
    return gap[2]


def _distances(weeks: list[int]) -> tuple[str, str]:
    if len(weeks) == 1:
        return rhythm(weeks[0]), translate("session", "{0} wk").format(weeks[0])
    many = translate("session", "{0}, then {1} weeks")
    one = translate("session", "{0}, then 1 week")
    words = (one if weeks[1] == 1 else many).format(weeks[0], weeks[1])
    return words, translate("session", "{0}, {1} wk").format(weeks[0], weeks[1])


# --- an agenda item --------------------------------------------------------------------------


def item_line(item: ItemRow) -> str:
    """Return the second line of a row: 'Security asked · explore', 'standing item · review'."""
    parts = [word(item.purpose).lower()]
    if item.asked_by:
        parts.insert(0, translate("session", "{0} asked").format(item.asked_by))
    elif item.is_standing:
        parts.insert(0, translate("session", "standing item"))
    if (came := returning.came_from(item)) and came not in parts:
        parts.append(came)
    count = len(item.papers)
    if count:
        one, many = translate("session", "1 paper"), translate("session", "{0} papers")
        parts.append(one if count == 1 else many.format(count))
    return " · ".join(parts)


def size(count: int) -> str:
    """Return the size of a file: '830 bytes', '120 kB', '4.2 MB'."""
    if count < 1000:
        return translate("session", "{0} bytes").format(count)
    if count < 1_000_000:
        return translate("session", "{0} kB").format(round(count / 1000))
    return translate("session", "{0} MB").format(f"{count / 1_000_000:.1f}")


def template_line(template: Template) -> str:
    """Return '6 items, 60 min'."""
    count, total = len(template.items), sum(item.minutes for item in template.items)
    one = translate("session", "1 item, {1} min")
    many = translate("session", "{0} items, {1} min")
    return (one if count == 1 else many).format(count, total)
