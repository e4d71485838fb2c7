"""Words of rhythms: how often a series meets, its exceptions and its end (K2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from facilitator.domain.rule import Pattern, Rule
from facilitator.queries.off_rhythm import OffRhythm
from facilitator.queries.series import RhythmRow, SeriesRow
from ui.wording import QT_TRANSLATE_NOOP, short_day, time_of, translate

WEEKDAYS = (
    QT_TRANSLATE_NOOP("rhythm", "Monday"), QT_TRANSLATE_NOOP("rhythm", "Tuesday"),
    QT_TRANSLATE_NOOP("rhythm", "Wednesday"), QT_TRANSLATE_NOOP("rhythm", "Thursday"),
    QT_TRANSLATE_NOOP("rhythm", "Friday"), QT_TRANSLATE_NOOP("rhythm", "Saturday"),
    QT_TRANSLATE_NOOP("rhythm", "Sunday"),
)  # fmt: skip
_NTH = {
    1: QT_TRANSLATE_NOOP("rhythm", "first"),
    2: QT_TRANSLATE_NOOP("rhythm", "second"),
    3: QT_TRANSLATE_NOOP("rhythm", "third"),
    4: QT_TRANSLATE_NOOP("rhythm", "fourth"),
    -1: QT_TRANSLATE_NOOP("rhythm", "last"),
}


def weekday_word(weekday: int) -> str:
    """Return 'Tuesday' for 1."""
    return translate("rhythm", WEEKDAYS[weekday])


def weekdays() -> list[tuple[object, str]]:
    """Return the days of the week as choices, Monday 0."""
    return [(number, weekday_word(number)) for number in range(7)]


def nth_word(nth: int) -> str:
    """Return 'second' for 2, 'last' for -1."""
    return translate("rhythm", _NTH[nth])


def nths() -> list[tuple[object, str]]:
    """Return which of a month's days can be meant, as choices."""
    return [(nth, capital(nth_word(nth))) for nth in _NTH]


def listed_days(days: tuple[int, ...]) -> str:
    """Return 'Tuesday', 'Tuesday and Thursday', 'Monday, Wednesday and Friday'."""
    words = [weekday_word(day) for day in days]
    if len(words) == 1:
        return words[0]
    return translate("rhythm", "{0} and {1}").format(", ".join(words[:-1]), words[-1])


def every_words(rule: Rule) -> str:
    """Return how often alone: 'weekly', 'every 2 weeks', 'monthly', 'every 3 months'."""
    if rule.pattern is Pattern.WORKING_DAYS:
        return translate("rhythm", "every working day")
    if rule.pattern is Pattern.WEEKS:
        one, many = translate("rhythm", "weekly"), translate("rhythm", "every {0} weeks")
    else:
        one, many = translate("rhythm", "monthly"), translate("rhythm", "every {0} months")
    return one if rule.every == 1 else many.format(rule.every)


def rhythm_words(rule: Rule, starts: datetime) -> str:
    """Return 'every 4 weeks, Tuesday 10:00', 'second Tuesday of the month, 10:00'.

    `starts` is the first time: its hour, and its weekday where the rule says none.
    """
    at = time_of(starts)
    if rule.pattern is Pattern.WORKING_DAYS:
        return translate("rhythm", "{0}, {1}").format(every_words(rule), at)
    if rule.pattern is Pattern.WEEKS:
        days = listed_days(rule.weekdays or (starts.weekday(),))
        return translate("rhythm", "{0}, {1} {2}").format(every_words(rule), days, at)
    if rule.pattern is Pattern.MONTH_WEEKDAY:
        day = weekday_word(rule.weekdays[0])
    else:
        day = translate("rhythm", "working day")
    day = translate("rhythm", "{0} {1}").format(nth_word(rule.nth), day)
    if rule.every == 1:
        return translate("rhythm", "{0} of the month, {1}").format(day, at)
    return translate("rhythm", "{0}, {1} of the month, {2}").format(every_words(rule), day, at)


def rhythm_line(row: RhythmRow) -> str:
    """Return the words of a rhythm of the file."""
    return rhythm_words(row.rule, datetime.fromisoformat(row.starts_local))


def capital(words: str) -> str:
    """Return words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def series_line(row: SeriesRow, today: date) -> str:
    """Return the rhythm in force with what follows it: '…, until 15 Dec' or '…, from 1 Sep …'."""
    now = row.in_force(today)
    if now is None:
        return ""
    words = rhythm_line(now)
    if now.until_local:
        later = next(each for each in row.rhythms if each.starts_local == now.until_local)
        begins = short_day(later.starts_local, today)
        words = translate("rhythm", "{0}; from {1} {2}").format(words, begins, rhythm_line(later))
    if row.ends_on:
        words = translate("rhythm", "{0}, until {1}").format(words, short_day(row.ends_on, today))
    return words


# --- while a rhythm is set -----------------------------------------------------------------------

_SHORT = (
    QT_TRANSLATE_NOOP("rhythm", "Mon"), QT_TRANSLATE_NOOP("rhythm", "Tue"),
    QT_TRANSLATE_NOOP("rhythm", "Wed"), QT_TRANSLATE_NOOP("rhythm", "Thu"),
    QT_TRANSLATE_NOOP("rhythm", "Fri"), QT_TRANSLATE_NOOP("rhythm", "Sat"),
    QT_TRANSLATE_NOOP("rhythm", "Sun"),
)  # fmt: skip
_PATTERNS = {
    Pattern.WEEKS: QT_TRANSLATE_NOOP("rhythm", "By the week"),
    Pattern.MONTH_WEEKDAY: QT_TRANSLATE_NOOP("rhythm", "A weekday of the month"),
    Pattern.MONTH_WORKING_DAY: QT_TRANSLATE_NOOP("rhythm", "A working day of the month"),
    Pattern.WORKING_DAYS: QT_TRANSLATE_NOOP("rhythm", "Every working day"),
}


def short_weekday(weekday: int) -> str:
    """Return 'Tue' for 1."""
    return translate("rhythm", _SHORT[weekday])


def patterns() -> list[tuple[object, str]]:
    """Return what a rhythm can go by, as choices."""
    return [(pattern, translate("rhythm", word)) for pattern, word in _PATTERNS.items()]


def every_suffix(pattern: Pattern, count: int) -> str:
    """Return what stands behind the number of a rhythm: ' week', ' weeks', ' month', ' months'."""
    if pattern is Pattern.WEEKS:
        one, many = translate("rhythm", " week"), translate("rhythm", " weeks")
    else:
        one, many = translate("rhythm", " month"), translate("rhythm", " months")
    return one if count == 1 else many


def sentence(rule: Rule, starts: datetime, ends_on: date | None = None) -> str:
    """Return the words of a rhythm as a sentence of its own: 'Every 4 weeks, Tuesday 10:00'."""
    words = rhythm_words(rule, starts)
    if ends_on is not None:
        words = translate("rhythm", "{0}, until {1}").format(words, short_day(ends_on))
    return capital(words)


def dates_line(dates: Sequence[str], today: date) -> str:
    """Return 'First: Tue 14 Jul, 11 Aug, 8 Sep'; says so where there is none."""
    if not dates:
        return translate("rhythm", "There is no date before the last day.")
    days = [short_day(each, today, weekday=True) for each in dates]
    return translate("rhythm", "The first dates: {0}.").format(", ".join(days))


def left_behind_line(each: OffRhythm, today: date) -> str:
    """Return 'Tue 21 Jul 10:00 moves to Thu 23 Jul 14:00 (Do the tools obey?)', or it stays."""
    day = short_day(each.starts_local, today, weekday=True)
    now = translate("rhythm", "{0} {1}").format(day, time_of(each.starts_local))
    if each.to is None:
        return translate("rhythm", "{0} stays, no free date is near ({1})").format(now, each.title)
    day = short_day(each.to.starts_local, today, weekday=True)
    then = translate("rhythm", "{0} {1}").format(day, time_of(each.to.starts_local))
    return translate("rhythm", "{0} moves to {1} ({2})").format(now, then, each.title)


def slot_line(slot: str, starts_local: str, today: date) -> str:
    """Return which date of its series a session is; without one it comes in addition."""
    if not slot:
        return translate("rhythm", "It comes in addition to the rhythm.")
    day = short_day(slot, today, weekday=True)
    words = translate("rhythm", "It is the date {0} {1} of the rhythm.")
    if slot != starts_local:
        words = translate("rhythm", "It is the date {0} {1} of the rhythm, moved.")
    return words.format(day, time_of(slot))


def change_line(before: RhythmRow | None, replaced: Sequence[RhythmRow], today: date) -> str:
    """Return what a change follows on and what it replaces."""
    parts = []
    if before is not None:
        parts.append(translate("rhythm", "Until then: {0}.").format(rhythm_line(before)))
    for each in replaced:
        begins = short_day(each.starts_local, today)
        words = translate("rhythm", "No longer from {0}: {1}.")
        parts.append(words.format(begins, rhythm_line(each)))
    return " ".join(parts)
