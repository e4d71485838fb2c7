"""Words of rhythms: how often a series meets, its exceptions and its end (K2)."""

from __future__ import annotations

from datetime import date, datetime

from facilitator.domain.rule import Pattern, Rule
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
    return [(nth, nth_word(nth)) for nth in _NTH]


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
