"""Words of the calendar: what a date is, where it was moved from, what time it is elsewhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from facilitator.domain.moments import local_to_utc, utc_to_local
from facilitator.domain.rule import Pattern, Rule
from facilitator.domain.words import Level
from facilitator.queries.calendar import Occasion
from ui.wording import QT_TRANSLATE_NOOP, long_day, month_name, short_day, time_of, translate

_STATES = {
    "free": (QT_TRANSLATE_NOOP("calendar", "Not planned yet"), "neutral", "circle"),
    "past": (QT_TRANSLATE_NOOP("calendar", "No session"), "neutral", "minus"),
    "moved": (QT_TRANSLATE_NOOP("calendar", "Moved, not planned yet"), "neutral", "arrow-right"),
    "skipped": (QT_TRANSLATE_NOOP("calendar", "Skipped"), "warn", "x"),
    "planned": (QT_TRANSLATE_NOOP("calendar", "Planned"), "accent", "calendar-blank"),
    "missed": (QT_TRANSLATE_NOOP("calendar", "Planned, not held"), "warn", "warning"),
    "running": (QT_TRANSLATE_NOOP("calendar", "Running"), "accent", "play"),
    "closed": (QT_TRANSLATE_NOOP("calendar", "Held"), "ok", "check"),
    "cancelled": (QT_TRANSLATE_NOOP("calendar", "Cancelled"), "warn", "x-circle"),
}
_LEVELS = {
    Level.LEADERSHIP: QT_TRANSLATE_NOOP("calendar", "Leadership"),
    Level.WORKING: QT_TRANSLATE_NOOP("calendar", "Working level"),
}


def kind_of(each: Occasion, today: date) -> str:
    """Return what a date is; one that has passed without a session is told from one to come."""
    is_past = each.starts_local[:10] < today.isoformat()
    if is_past and each.state in ("free", "moved"):
        return "past"
    return "missed" if is_past and each.state == "planned" else each.state


def tiny_words(rule: Rule) -> str:
    """Return '3 wk' or '2 mo', for where there is hardly room."""
    if rule.pattern is Pattern.WORKING_DAYS:
        return ""
    is_weeks = rule.pattern is Pattern.WEEKS
    form = translate("calendar", "{0} wk") if is_weeks else translate("calendar", "{0} mo")
    return form.format(rule.every)


def state(each: Occasion, today: date) -> tuple[str, str, str]:
    """Return word, tone and icon of a date."""
    word, tone, icon = _STATES[kind_of(each, today)]
    return translate("calendar", word), tone, icon


def level(value: str) -> str:
    """Return 'Leadership' or 'Working level'; nothing where none was said."""
    return translate("calendar", _LEVELS[Level(value)]) if value else ""


def levels() -> list[tuple[object, str]]:
    """Return the levels as choices."""
    return [(each.value, level(each.value)) for each in Level]


def without_facilitator(kind: str) -> str:
    """Return the words for a session without the facilitator: held, running or still to come."""
    if kind == "closed":
        return translate("calendar", "Held without the facilitator")
    return translate("calendar", "Without the facilitator")


def times(each: Occasion) -> str:
    """Return '10:00 to 11:00'."""
    starts = datetime.fromisoformat(each.starts_local)
    ends = starts + timedelta(seconds=each.length_s)
    return translate("calendar", "{0} to {1}").format(time_of(starts), time_of(ends))


def moved_from(each: Occasion, today: date) -> str:
    """Return 'moved from Tue 14 Jul' or 'moved from 10:00'; nothing for what stayed."""
    if not each.original_local or each.original_local == each.starts_local:
        return ""
    if each.original_local[:10] == each.starts_local[:10]:
        there = time_of(each.original_local)
    else:
        there = short_day(each.original_local, today, weekday=True)
    return translate("calendar", "moved from {0}").format(there)


def elsewhere(each: Occasion, zone: str, today: date) -> str:
    """Return '09:00 in Europe/London, 10:00 in Europe/Berlin' where the zones tell another time."""
    if each.zone == zone:
        return ""
    at = local_to_utc(each.starts_local, each.zone).utc
    here = utc_to_local(at, zone)
    if here == each.starts_local:
        return ""
    words = time_of(here)
    if here[:10] != each.starts_local[:10]:
        words = translate("calendar", "{0} {1}").format(short_day(here, today, weekday=True), words)
    return translate("calendar", "{0} in {1}, {2} in {3}").format(
        time_of(each.starts_local), each.zone, words, zone
    )


def clock_hint(each: Occasion, zone: str) -> str:
    """Return what the clocks do to a date: they change the night before, or not in both zones."""
    starts = datetime.fromisoformat(each.starts_local)
    there, here = ZoneInfo(each.zone), ZoneInfo(zone)
    before = starts - timedelta(days=1)
    if starts.replace(tzinfo=there).utcoffset() != before.replace(tzinfo=there).utcoffset():
        return translate("calendar", "The clocks change the night before.")
    if each.zone == zone:
        return ""
    if _gap(starts, there, here) != _gap(starts - timedelta(weeks=4), there, here):
        return translate(
            "calendar", "The clocks in {0} and {1} change on different days: look twice."
        ).format(each.zone, zone)
    return ""


def _gap(moment: datetime, there: ZoneInfo, here: ZoneInfo) -> timedelta | None:
    one = moment.replace(tzinfo=there).utcoffset()
    other = moment.replace(tzinfo=there).astimezone(here).utcoffset()
    return None if one is None or other is None else one - other


def spoken(each: Occasion, today: date, zone: str) -> str:
    """Return what a tooltip and a screen reader say of a date."""
    parts = [
        time_of(each.starts_local), each.label, each.title, state(each, today)[0].lower(),
        moved_from(each, today), extra_words(each),
        without_facilitator(each.state) if each.without_facilitator else "",
        elsewhere(each, zone, today), each.reason,
    ]  # fmt: skip
    return ", ".join(part for part in parts if part)


def extra_words(each: Occasion) -> str:
    """Return that a session comes beside the rhythm, or stands in no series."""
    if each.is_extra:
        return translate("calendar", "in addition to the rhythm")
    if each.session_id is not None and each.series_id is None:
        return translate("calendar", "outside the series")
    return ""


def moved_to(each: Occasion, today: date) -> str:
    """Return 'moved to Wed 15 Jul', said on the day it was expected."""
    there = short_day(each.starts_local, today, weekday=True)
    words = translate("calendar", "{0}, moved to {1}")
    return words.format(each.label or each.title, there)


def stretch(first: date, last: date, today: date) -> str:
    """Return 'May to July', 'December 2026 to February 2027', or '2026' for a year."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year == last.year:
        begin = month_name(first, first)
        return translate("calendar", "{0} to {1}").format(begin, month_name(last))
    return translate("calendar", "{0} to {1}").format(month_name(first), month_name(last))


def day_words(day: date, today: date) -> str:
    """Return 'Tue 21 July', the heading of a day."""
    return long_day(day, today)


def summary(found: list[Occasion], today: date) -> str:
    """Return '2 held, 1 planned, 4 not planned yet, 1 skipped'."""
    counted: dict[str, int] = {}
    for each in found:
        kind = kind_of(each, today)
        counted[kind] = counted.get(kind, 0) + 1
    words = {
        "closed": translate("calendar", "{0} held"),
        "running": translate("calendar", "{0} running"),
        "planned": translate("calendar", "{0} planned"),
        "missed": translate("calendar", "{0} planned and not held"),
        "moved": translate("calendar", "{0} moved"),
        "free": translate("calendar", "{0} not planned yet"),
        "skipped": translate("calendar", "{0} skipped"),
        "cancelled": translate("calendar", "{0} cancelled"),
    }
    return ", ".join(form.format(counted[kind]) for kind, form in words.items() if kind in counted)
