"""Words of the plan: rhythms over time, what sessions took, what an advice said and came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from facilitator.domain.rule import Pattern, Rule
from facilitator.domain.words import AdviceAnswer
from facilitator.queries.next_dates import Falling, NextDate
from facilitator.queries.plan import Seats
from facilitator.queries.plan_pictures import AdvicePoint, Load, RhythmBand
from facilitator.queries.series import SeriesRow
from ui import wording
from ui.widgets.load_data import Column, Kind, LoadWords
from ui.wording import QT_TRANSLATE_NOOP, long_day, short_day, translate
from ui.wording import calendar as wording_calendar
from ui.wording import series as wording_series

_LINE = 52  # letters of a fact that stands in one line
_NUMBERS = {
    2: QT_TRANSLATE_NOOP("plan", "two"),
    3: QT_TRANSLATE_NOOP("plan", "three"),
    4: QT_TRANSLATE_NOOP("plan", "four"),
}
_STATES = {
    "free": QT_TRANSLATE_NOOP("plan", "not planned yet"),
    "moved": QT_TRANSLATE_NOOP("plan", "moved, not planned yet"),
    "skipped": QT_TRANSLATE_NOOP("plan", "skipped"),
    "planned": QT_TRANSLATE_NOOP("plan", "planned"),
    "running": QT_TRANSLATE_NOOP("plan", "running"),
    "closed": QT_TRANSLATE_NOOP("plan", "held"),
    "cancelled": QT_TRANSLATE_NOOP("plan", "cancelled"),
}


def minutes(seconds: float) -> str:
    """Return '45 min' of seconds."""
    return translate("plan", "{0} min").format(f"{round(seconds / 60):,}")


def number(count: int) -> str:
    """Return 'two' for 2; figures from five on."""
    return translate("plan", _NUMBERS[count]) if count in _NUMBERS else f"{count:,}"


def every_days(days: int) -> str:
    """Return 'every week', 'every two weeks', 'every 10 days'."""
    if days == 7:
        return translate("plan", "every week")
    if days % 7 == 0:
        return translate("plan", "every {0} weeks").format(number(days // 7))
    if days == 1:
        return translate("plan", "every day")
    return translate("plan", "every {0} days").format(days)


def rhythm_days(days: int) -> str:
    """Return 'weekly', '2 weeks', '10 days': a rhythm where there is little room."""
    if days == 7:
        return translate("plan", "weekly")
    if days % 7 == 0:
        return translate("plan", "{0} weeks").format(days // 7)
    return translate("plan", "{0} days").format(days)


def advised(days: int, current: int) -> str:
    """Return 'Advice: meet every two weeks instead of four'."""
    before = every_days(current)
    if days % 7 == 0 and current % 7 == 0 and days > 7:
        before = translate("plan", "one") if current == 7 else number(current // 7)
    return translate("plan", "Advice: meet {0} instead of {1}").format(every_days(days), before)


def first_words(text: str) -> str:
    """Return the first line of what was agreed, only its first clause where that is long."""
    line = text.strip().split("\n")[0]
    ends = [at for mark in (": ", "; ", ". ", " – ") if (at := line.find(mark)) > 0]
    if len(line) <= _LINE or not ends:
        return line
    return line[: min(ends)]


# --- rhythms -------------------------------------------------------------------------------------


def _short_rule(rule: Rule) -> str:
    if rule.pattern is Pattern.WEEKS and len(rule.weekdays) <= 1:
        return rhythm_days(7 * rule.every)
    return wording_series.every_words(rule)


def _tiny_rule(rule: Rule) -> str:
    """Return '3 wk', '2 mo', '1 d': a rhythm where there is hardly any room."""
    if rule.pattern is Pattern.WORKING_DAYS:
        return translate("plan", "1 d")
    if rule.pattern is Pattern.WEEKS:
        return translate("plan", "{0} wk").format(rule.every)
    return translate("plan", "{0} mo").format(rule.every)


def band_words(band: RhythmBand) -> tuple[str, ...]:
    """Return 'every 2 weeks: four goals start', then shorter ones."""
    every, short = wording_series.every_words(band.rule), _short_rule(band.rule)
    tiny = _tiny_rule(band.rule)
    if not band.because:
        return (every, short, tiny)
    because = translate("plan", "{0}: {1}")
    return (because.format(every, band.because), because.format(short, band.because), short, tiny)


def band_tone(band: RhythmBand) -> str:
    """Return how a rhythm stands out: the one in force in accent, a weekly one in amber."""
    if band.is_in_force:
        return "accent"
    return "warn" if band.rule.days <= 7 else "neutral"


def band_spoken(band: RhythmBand, today: date) -> str:
    """Return what a tooltip and a screen reader say of a rhythm."""
    begins = long_day(band.starts_on, today)
    words = translate("plan", "From {0}: {1}, {2}").format(
        begins, wording_series.every_words(band.rule), wording.length(band.length_s)
    )
    if band.because:
        words = translate("plan", "{0}; because {1}").format(words, band.because)
    return words


# --- sessions ------------------------------------------------------------------------------------


def load_words() -> LoadWords:
    """Return the words that stand in the picture."""
    return LoadWords(
        translate("plan", "min"),
        translate("plan", "Today"),
        translate("plan", "Rhythm"),
        translate("plan", "Advice"),
        translate("plan", "planned"),
        translate("plan", "used"),
        translate("plan", "over plan"),
        translate("plan", "arrived"),
        translate("plan", "settled"),
        translate("plan", "waiting"),
    )


def state_word(load: Load, today: date) -> str:
    """Return 'held', 'planned', 'not planned yet'."""
    if load.state in ("free", "moved") and load.day < today:
        return translate("plan", "no session")
    if load.state == "planned" and load.day < today:
        return translate("plan", "planned, not held")
    return translate("plan", _STATES[load.state])


def load_name(load: Load, today: date) -> str:
    """Return '2026/13, Tue 21 July', or the day alone."""
    day = long_day(load.starts_local, today)
    return translate("plan", "{0}, {1}").format(load.label, day) if load.label else day


def load_spoken(load: Load, today: date) -> str:
    """Return what a tooltip and a screen reader say of a session."""
    name = load_name(load, today)
    if load.state in ("skipped", "cancelled", "free", "moved"):
        words = translate("plan", "{0}: {1}").format(name, state_word(load, today))
        return translate("plan", "{0}, {1}").format(words, load.reason) if load.reason else words
    taken = load.used_s if load.used_s is not None else load.asked_s
    said = (
        translate("plan", "{0}: {1} used of {2}")
        if load.used_s is not None
        else translate("plan", "{0}: {1} on the agenda of {2}")
    ).format(name, minutes(taken), minutes(load.planned_s))
    if load.over_s:
        said = translate("plan", "{0}, {1} over").format(said, minutes(load.over_s))
    if load.waiting_s is not None:
        said = translate("plan", "{0}; {1} of topics came, {2} settled, {3} waiting").format(
            said, minutes(load.arrived_s or 0), minutes(load.handled_s or 0),
            minutes(load.waiting_s),
        )  # fmt: skip
    if load.without_facilitator:
        said = translate("plan", "{0}; without the facilitator").format(said)
    return said


def gathered_spoken(start: date, columns: Sequence[Column]) -> str:
    """Return what several sessions are together; `start` is the first day of their stretch."""
    name = wording.month_name(start)
    held = [each for each in columns if each.kind is Kind.HELD]
    if not held:
        return translate("plan", "From {0}: {1} sessions").format(name, len(columns))
    used = sum(each.filled + each.over for each in held) / len(held)
    planned = sum(each.planned for each in held) / len(held)
    return translate("plan", "From {0}: {1} sessions, {2} min used of {3} on average").format(
        name, len(held), round(used), round(planned)
    )


# --- advices over time ---------------------------------------------------------------------------


def point_words(point: AdvicePoint) -> str:
    """Return '2 weeks', or '2 weeks, kept 4 weeks'."""
    advised, chosen = rhythm_days(point.advised_days), rhythm_days(point.chosen_days)
    if point.advised_days == point.chosen_days:
        return advised
    return translate("plan", "{0}, kept {1}").format(advised, chosen)


def point_spoken(point: AdvicePoint, today: date) -> str:
    """Return what a tooltip and a screen reader say of an advice that was answered."""
    day, advised = long_day(point.made_on, today), every_days(point.advised_days)
    form = (
        translate("plan", "Advice of {0}: {1}, accepted")
        if point.answer == AdviceAnswer.ACCEPTED
        else translate("plan", "Advice of {0}: {1}, declined, {2} stayed")
    )
    words = form.format(day, advised, every_days(point.chosen_days))
    return translate("plan", "{0}, because {1}").format(words, point.reason) if (
        point.reason
    ) else words  # fmt: skip


def stretch_words(first: date, last: date) -> str:
    """Return 'January to September 2026'."""
    if first.year == last.year:
        return translate("plan", "{0} to {1}").format(
            wording.month_name(first, first), wording.month_name(last)
        )
    return translate("plan", "{0} to {1}").format(
        wording.month_name(first), wording.month_name(last)
    )


# --- the rhythm in force -------------------------------------------------------------------------


def who_words(found: Sequence[Seats]) -> str:
    """Return '3 Security, 3 Marketing, Ruth Calder'."""
    parts = []
    for side in found:
        if side.party_id is None:
            parts += list(side.people)
        else:
            count = translate("plan", "{0} {1}").format(len(side.people), side.party)
            parts.append(count)
    return ", ".join(parts)


def working_days_before(days: int) -> str:
    """Return '5 working days before'."""
    one = translate("plan", "1 working day before")
    if days == 0:
        return translate("plan", "on the day")
    return one if days == 1 else translate("plan", "{0} working days before").format(days)


def length_words(length_s: int, fixed_s: int) -> str:
    """Return '60 min, of these 20 fixed'."""
    return translate("plan", "{0} min, of these {1} fixed").format(
        length_s // 60, min(fixed_s, length_s) // 60
    )


def starts(moment: str) -> date:
    """Return the day of a local time."""
    return datetime.fromisoformat(moment).date()


def rhythm_now(row: SeriesRow, today: date) -> str:
    """Return the rhythm in force: 'every 4 weeks, Tuesday 10:00'; with its begin, if to come."""
    now = row.in_force(today)
    if now is None:
        return ""
    line = wording_series.rhythm_line(now)
    if now.starts_local[:10] > today.isoformat():
        return translate("plan", "{0}, from {1}").format(line, short_day(now.starts_local, today))
    return line


def rhythm_then(row: SeriesRow, today: date) -> str:
    """Return what follows: 'every 2 weeks from 1 Sep, until 15 Dec'."""
    now = row.in_force(today)
    parts = []
    if now is not None and now.until_local:
        later = next(each for each in row.rhythms if each.starts_local == now.until_local)
        every, begins = wording_series.every_words(later.rule), short_day(now.until_local, today)
        parts.append(translate("plan", "{0} from {1}").format(every, begins))
    if row.ends_on:
        parts.append(translate("plan", "until {0}").format(short_day(row.ends_on, today)))
    return ", ".join(parts)


# --- next dates ----------------------------------------------------------------------------------


def falls_words(each: NextDate, today: date) -> str:
    """Return all that falls on a date in one line."""
    return ", ".join(falls_parts(each, today))


def falls_parts(each: NextDate, today: date) -> tuple[str, ...]:
    """Return what falls on a date, the most telling first: 'D-2026-020 up for review', …"""
    about, parts = each.occasion, []
    if about.state == "skipped":
        parts.append(translate("plan", "skipped"))
    if about.original_local and about.original_local != about.starts_local:
        parts.append(wording_calendar.moved_from(about, today))
    if each.begins is not None:
        rule = wording_series.every_words(each.begins.rule)
        parts.append(translate("plan", "{0} from here").format(rule))
    if each.reviews:
        parts.append(_decisions(each.reviews, translate("plan", "{0} up for review")))
    if each.needed:
        parts.append(_decisions(each.needed, translate("plan", "{0} needed")))
    if about.session_id is not None and (len(parts) < 2 or not about.is_extra):
        parts.append(about.title)
    elif about.state == "free" and not parts:
        parts.append(translate("plan", "not planned yet"))
    if about.without_facilitator:
        parts.append(wording_calendar.without_facilitator(about.state).lower())
    if about.reason:
        parts.append(about.reason)
    return tuple(part for part in parts if part)


def _decisions(found: Sequence[Falling], form: str) -> str:
    if len(found) == 1:
        return form.format(found[0].label or translate("plan", "a decision"))
    return form.format(translate("plan", "{0} decisions").format(number(len(found))))
