"""Sentences people read: dates as they are said, words for states, errors with a way on."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication

from facilitator.errors import FacilitatorError, FileLocked, FileProblem, InvalidMoment, WriteFailed

translate = QCoreApplication.translate


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translation; lupdate knows the name, and Qt's own has no type."""
    return text


# --- days, times and lengths -----------------------------------------------------------------

_DAYS = (
    QT_TRANSLATE_NOOP("day", "Mon"), QT_TRANSLATE_NOOP("day", "Tue"),
    QT_TRANSLATE_NOOP("day", "Wed"), QT_TRANSLATE_NOOP("day", "Thu"),
    QT_TRANSLATE_NOOP("day", "Fri"), QT_TRANSLATE_NOOP("day", "Sat"),
    QT_TRANSLATE_NOOP("day", "Sun"),
)  # fmt: skip
_MONTHS = (
    QT_TRANSLATE_NOOP("month", "January"), QT_TRANSLATE_NOOP("month", "February"),
    QT_TRANSLATE_NOOP("month", "March"), QT_TRANSLATE_NOOP("month", "April"),
    QT_TRANSLATE_NOOP("month", "May"), QT_TRANSLATE_NOOP("month", "June"),
    QT_TRANSLATE_NOOP("month", "July"), QT_TRANSLATE_NOOP("month", "August"),
    QT_TRANSLATE_NOOP("month", "September"), QT_TRANSLATE_NOOP("month", "October"),
    QT_TRANSLATE_NOOP("month", "November"), QT_TRANSLATE_NOOP("month", "December"),
)  # fmt: skip
_SHORT = (
    QT_TRANSLATE_NOOP("month", "Jan"), QT_TRANSLATE_NOOP("month", "Feb"),
    QT_TRANSLATE_NOOP("month", "Mar"), QT_TRANSLATE_NOOP("month", "Apr"),
    QT_TRANSLATE_NOOP("month", "May"), QT_TRANSLATE_NOOP("month", "Jun"),
    QT_TRANSLATE_NOOP("month", "Jul"), QT_TRANSLATE_NOOP("month", "Aug"),
    QT_TRANSLATE_NOOP("month", "Sep"), QT_TRANSLATE_NOOP("month", "Oct"),
    QT_TRANSLATE_NOOP("month", "Nov"), QT_TRANSLATE_NOOP("month", "Dec"),
)  # fmt: skip


def as_day(value: date | str) -> date:
    """Return a day from a day or its ISO text."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value[:10])


def long_day(value: date | str, today: date | None = None) -> str:
    """Return 'Tue 21 July'; with the year where it is not this one or `today` is not given."""
    day = as_day(value)
    words = (
        f"{translate('day', _DAYS[day.weekday()])} {day.day} "
        f"{translate('month', _MONTHS[day.month - 1])}"
    )
    return words if today and today.year == day.year else f"{words} {day.year}"


def short_day(value: date | str, today: date | None = None, *, weekday: bool = False) -> str:
    """Return '10 Jul', or 'Fri 10 Jul'; with the year where it is not this one."""
    day = as_day(value)
    words = f"{day.day} {translate('month', _SHORT[day.month - 1])}"
    if weekday:
        words = f"{translate('day', _DAYS[day.weekday()])} {words}"
    return words if today and today.year == day.year else f"{words} {day.year}"


def month_name(day: date, today: date | None = None, *, short: bool = False) -> str:
    """Return 'June', or 'Jun'; with the year where it is not this one or `today` is not given."""
    words = translate("month", (_SHORT if short else _MONTHS)[day.month - 1])
    return words if today and today.year == day.year else f"{words} {day.year}"


def weekday_name(number: int) -> str:
    """Return 'Mon' for 0 to 'Sun' for 6."""
    return translate("day", _DAYS[number])


def span(days: int) -> str:
    """Return '5 days', '3 weeks', '7 months'."""
    if days < 14:
        one, many, count = translate("span", "1 day"), translate("span", "{0} days"), days
    elif days < 7 * 26:
        one, many = translate("span", "1 week"), translate("span", "{0} weeks")
        count = round(days / 7)
    else:
        one, many = translate("span", "1 month"), translate("span", "{0} months")
        count = round(days / 30.44)
    return one if count == 1 else many.format(count)


def distance(value: date | str, today: date) -> str:
    """Return 'today', 'tomorrow', 'in 3 weeks', '5 days ago'."""
    days = (as_day(value) - today).days
    near = {
        0: translate("span", "today"),
        1: translate("span", "tomorrow"),
        -1: translate("span", "yesterday"),
    }
    if days in near:
        return near[days]
    if days > 0:
        return translate("span", "in {0}").format(span(days))
    return translate("span", "{0} ago").format(span(-days))


def overdue(value: date | str, today: date) -> str:
    """Return '18 days overdue', or an empty text when it is not late."""
    days = (today - as_day(value)).days
    if days <= 0:
        return ""
    if days == 1:
        return translate("span", "1 day overdue")
    return translate("span", "{0} days overdue").format(days)


def due(value: date | str | None, today: date) -> tuple[str, str]:
    """Return words and tone for a due day: late in red, today in amber, else quiet."""
    if not value:
        return translate("span", "no date"), "text3"
    day = as_day(value)
    if day < today:
        return overdue(day, today), "danger"
    if day == today:
        return translate("span", "due today"), "warn"
    return translate("span", "due {0}").format(short_day(day, today)), "text2"


def time_of(value: datetime | str) -> str:
    """Return '14:02'."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return f"{moment.hour:02}:{moment.minute:02}"


def length(seconds: int) -> str:
    """Return '20 min', '1 h', '1 h 30'."""
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return translate("span", "{0} min").format(minutes)
    if not rest:
        return translate("span", "{0} h").format(hours)
    return translate("span", "{0} h {1:02}").format(hours, rest)


def countdown(seconds: int) -> str:
    """Return '4:40', '1:04:40', with a minus sign past the end."""
    sign = "−" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes}:{rest:02}"


def day_reader(today: Callable[[], date]) -> Callable[[str], date]:
    """Return a parser for `DateField`: days as people type them, relative to `today()`."""

    def read(words: str) -> date:
        from facilitator.domain.moments import parse_day

        try:
            return parse_day(words, today())
        except InvalidMoment as error:
            raise ValueError(f"“{error.text}” {error.cause}.") from error

    return read


def near_day_reader(today: Callable[[], date]) -> Callable[[str], date]:
    """Return a parser that takes a day without its year for the nearest one, before or after."""
    read = day_reader(today)

    def read_near(words: str) -> date:
        day, now = read(words), today()
        if day <= now or re.search(r"\d{4}", words):
            return day
        with suppress(ValueError):  # 29 February has no day a year before
            before = day.replace(year=day.year - 1)
            return min(before, day, key=partial(_away, now))
        return day

    return read_near


def _away(now: date, day: date) -> int:
    return abs((day - now).days)


# --- errors ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Telling:
    """An error for people: what happened; what was kept and what to do; what can be done here."""

    title: str
    more: str = ""
    tone: str = "danger"
    icon: str = "warning-circle"


def telling(error: BaseException) -> Telling:
    """Return how to tell an error."""
    if isinstance(error, FacilitatorError):
        title, more = _split(str(error))
        if isinstance(error, FileLocked):
            return Telling(title, more, "warn", "lock-simple")
        is_hard = isinstance(error, FileProblem | WriteFailed)
        return Telling(title, more, "danger" if is_hard else "warn", "warning-circle")
    if isinstance(error, OSError):
        cause = error.strerror or type(error).__name__
        return Telling(
            translate("error", "The computer refused this: {0}.").format(cause),
            translate("error", "Nothing was changed. Check the disk and the folder, then retry."),
        )
    return Telling(
        translate("error", "Something went wrong inside the app."),
        translate("error", "What you typed is saved, and you can go on."),
    )


def _split(sentence: str) -> tuple[str, str]:
    found = re.match(r"(.+?[.!?])\s+(?=[A-Z“])(.+)", sentence, re.DOTALL)
    return (found[1], found[2]) if found else (sentence, "")


# --- words for states: word, tone, icon ------------------------------------------------------

_STATES: dict[str, tuple[str, str, str]] = {
    "goal.on_track": (QT_TRANSLATE_NOOP("state", "On track"), "ok", "check-circle"),
    "goal.at_risk": (QT_TRANSLATE_NOOP("state", "At risk"), "warn", "warning"),
    "goal.late": (QT_TRANSLATE_NOOP("state", "Late"), "danger", "clock"),
    "goal.done": (QT_TRANSLATE_NOOP("state", "Done"), "ok", "check-circle-fill"),
    "goal.dropped": (QT_TRANSLATE_NOOP("state", "Dropped"), "neutral", "x-circle"),
    "decision.proposed": (QT_TRANSLATE_NOOP("state", "Proposed"), "decision", "circle"),
    "decision.agreed": (QT_TRANSLATE_NOOP("state", "Agreed"), "ok", "check"),
    "decision.deferred": (QT_TRANSLATE_NOOP("state", "Deferred"), "warn", "clock"),
    "decision.rejected": (QT_TRANSLATE_NOOP("state", "Rejected"), "neutral", "x-circle"),
    "decision.superseded": (
        QT_TRANSLATE_NOOP("state", "Superseded"), "neutral", "arrows-clockwise",
    ),
    "decision.agreed_to_differ": (
        QT_TRANSLATE_NOOP("state", "Agreed to differ"), "decision", "scales",
    ),
    "action.asked": (QT_TRANSLATE_NOOP("state", "Asked"), "neutral", "circle"),
    "action.promised": (QT_TRANSLATE_NOOP("state", "Promised"), "action", "handshake"),
    "action.delivered": (QT_TRANSLATE_NOOP("state", "Delivered"), "warn", "export"),
    "action.accepted": (QT_TRANSLATE_NOOP("state", "Accepted"), "ok", "check-circle-fill"),
    "action.declined": (QT_TRANSLATE_NOOP("state", "Declined"), "neutral", "x-circle"),
    "action.dropped": (QT_TRANSLATE_NOOP("state", "Dropped"), "neutral", "x-circle"),
    "concern.open": (QT_TRANSLATE_NOOP("state", "Open"), "danger", "flag"),
    "concern.answered": (QT_TRANSLATE_NOOP("state", "Answered"), "ok", "check"),
    "concern.heard": (QT_TRANSLATE_NOOP("state", "Heard"), "neutral", "check-circle"),
    "session.planned": (QT_TRANSLATE_NOOP("state", "Planned"), "neutral", "calendar-blank"),
    "session.running": (QT_TRANSLATE_NOOP("state", "Running"), "action", "play-fill"),
    "session.closed": (QT_TRANSLATE_NOOP("state", "Closed"), "ok", "check-circle-fill"),
    "session.cancelled": (QT_TRANSLATE_NOOP("state", "Cancelled"), "neutral", "x-circle"),
    "disclosure.kept": (QT_TRANSLATE_NOOP("state", "Kept"), "neutral", "lock-simple"),
    "disclosure.usable": (
        QT_TRANSLATE_NOOP("state", "Usable without source"), "warn", "eye-slash",
    ),
    "disclosure.released": (
        QT_TRANSLATE_NOOP("state", "Released in these words"), "ok", "shield-check",
    ),
    "capture.note": (QT_TRANSLATE_NOOP("state", "Note"), "neutral", "file-text"),
    "capture.decision": (QT_TRANSLATE_NOOP("state", "Decision"), "decision", "gavel"),
    "capture.action": (QT_TRANSLATE_NOOP("state", "Action"), "action", "check-circle"),
    "capture.concern": (QT_TRANSLATE_NOOP("state", "Concern"), "danger", "flag"),
    "capture.idea": (QT_TRANSLATE_NOOP("state", "Idea"), "park", "lightbulb"),
    "capture.question": (QT_TRANSLATE_NOOP("state", "Question"), "neutral", "question"),
    "capture.want": (QT_TRANSLATE_NOOP("state", "Want"), "neutral", "target"),
    "capture.need": (QT_TRANSLATE_NOOP("state", "Need"), "neutral", "warning-circle"),
    "capture.challenge": (QT_TRANSLATE_NOOP("state", "Challenge"), "warn", "scales"),
    "capture.parked": (QT_TRANSLATE_NOOP("state", "Parked"), "park", "push-pin"),
    "capture.term": (QT_TRANSLATE_NOOP("state", "Word"), "accent", "translate"),
    "capture.sayback": (QT_TRANSLATE_NOOP("state", "Say it back"), "accent", "quotes"),
}  # fmt: skip


def state(noun: str, value: str) -> tuple[str, str, str]:
    """Return word, tone and icon of a state, e.g. `state("goal", "at_risk")`."""
    word, tone, icon = _STATES[f"{noun}.{value}"]
    return translate("state", word), tone, icon


_WORDS: dict[str, str] = {
    "inform": QT_TRANSLATE_NOOP("word", "Inform"),
    "discuss": QT_TRANSLATE_NOOP("word", "Discuss"),
    "decide": QT_TRANSLATE_NOOP("word", "Decide"),
    "explore": QT_TRANSLATE_NOOP("word", "Explore"),
    "review": QT_TRANSLATE_NOOP("word", "Review"),
    "limit": QT_TRANSLATE_NOOP("word", "Limit"),
    "minimum": QT_TRANSLATE_NOOP("word", "Minimum"),
    "exact": QT_TRANSLATE_NOOP("word", "Exact"),
    "kickoff": QT_TRANSLATE_NOOP("word", "Kickoff"),
    "goal_alignment": QT_TRANSLATE_NOOP("word", "Goal alignment"),
    "recurring_sync": QT_TRANSLATE_NOOP("word", "Recurring sync"),
    "decision": QT_TRANSLATE_NOOP("word", "Decision meeting"),
    "data_request_review": QT_TRANSLATE_NOOP("word", "Data request review"),
    "incident_exercise": QT_TRANSLATE_NOOP("word", "Incident exercise"),
    "incident_review": QT_TRANSLATE_NOOP("word", "Incident review"),
    "retrospective": QT_TRANSLATE_NOOP("word", "Retrospective"),
    "quarterly_plan": QT_TRANSLATE_NOOP("word", "Quarterly plan"),
    "other": QT_TRANSLATE_NOOP("word", "Other"),
    "consent": QT_TRANSLATE_NOOP("word", "Consent"),
    "fist_to_five": QT_TRANSLATE_NOOP("word", "Fist to five"),
    "advice": QT_TRANSLATE_NOOP("word", "Advice"),
    "majority": QT_TRANSLATE_NOOP("word", "Majority"),
    "daci": QT_TRANSLATE_NOOP("word", "DACI"),
    "rapid": QT_TRANSLATE_NOOP("word", "RAPID"),
    "agree": QT_TRANSLATE_NOOP("word", "Agrees"),
    "reservation": QT_TRANSLATE_NOOP("word", "Consents, with a reservation"),
    "stand_aside": QT_TRANSLATE_NOOP("word", "Stands aside"),
    "object": QT_TRANSLATE_NOOP("word", "Objects"),
    "not_heard": QT_TRANSLATE_NOOP("word", "Not heard yet"),
    "invited": QT_TRANSLATE_NOOP("word", "Invited"),
    "present": QT_TRANSLATE_NOOP("word", "Present"),
    "apologies": QT_TRANSLATE_NOOP("word", "Apologies"),
    "absent": QT_TRANSLATE_NOOP("word", "Absent"),
    "short": QT_TRANSLATE_NOOP("word", "This quarter"),
    "long": QT_TRANSLATE_NOOP("word", "Long term"),
    "focus": QT_TRANSLATE_NOOP("word", "Focus"),
    "answers_for": QT_TRANSLATE_NOOP("word", "Answers for"),
    "success": QT_TRANSLATE_NOOP("word", "Success is"),
    "mindset": QT_TRANSLATE_NOOP("word", "Mindset"),
    "worry": QT_TRANSLATE_NOOP("word", "Worry"),
    "evidence": QT_TRANSLATE_NOOP("word", "Evidence"),
    "told_how": QT_TRANSLATE_NOOP("word", "Tell it as"),
    "blue": QT_TRANSLATE_NOOP("word", "Blue"),
    "rust": QT_TRANSLATE_NOOP("word", "Rust"),
    "green": QT_TRANSLATE_NOOP("word", "Green"),
    "violet": QT_TRANSLATE_NOOP("word", "Violet"),
    "gold": QT_TRANSLATE_NOOP("word", "Gold"),
    "teal": QT_TRANSLATE_NOOP("word", "Teal"),
    "rose": QT_TRANSLATE_NOOP("word", "Rose"),
    "slate": QT_TRANSLATE_NOOP("word", "Slate"),
}  # fmt: skip


def word(value: str) -> str:
    """Return the word people read for a value of `facilitator.domain.words`, e.g. a purpose."""
    return translate("word", _WORDS[value])


def choices(values: object) -> list[tuple[object, str]]:
    """Return (value, word) for each member of an enum, for `Choice` and `Segmented`."""
    return [(member.value, word(member.value)) for member in values]  # type: ignore[attr-defined]
