"""The to-dos of minutes as a calendar file (RFC 5545): what the PDF carries as `actions.ics`.

Made from the same projection as the pages, with nothing of the machine: the stamp of every to-do
is the moment at which the session ended. Its UID is the one of the calendar export, so a program
that takes in both has each action once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from facilitator.domain.calendar import uid_of_words
from facilitator.exchange.calendar_out import HEAD, task_lines
from facilitator.exchange.ical_lines import document, text_line
from facilitator.projections.types import ActionEntry, Minutes

_LONG_AGO = "19700101T000000Z"


def actions_ics(minutes: Minutes) -> str:
    """Return the actions of a session as a calendar file with one VTODO each."""
    at = _at(minutes)
    title = minutes.engagement.title
    lines = [*HEAD, text_line("X-WR-CALNAME", f"{title} {minutes.session.number}".strip())]
    for uid, action in named(minutes):
        lines += ["BEGIN:VTODO", text_line("UID", uid), f"DTSTAMP:{at}", "SEQUENCE:0"]
        lines += [f"LAST-MODIFIED:{at}", *task_lines(_dated(action), title), "END:VTODO"]
    return document(_whole(line) for line in [*lines, "END:VCALENDAR"])


def named(minutes: Minutes) -> Iterator[tuple[str, ActionEntry]]:
    """Yield the actions, each with a name of its own; made of its words where it brings none."""
    taken: set[str] = set()
    for action in minutes.actions:
        words = [minutes.engagement.title, action.number or action.text]
        uid = action.uid or uid_of_words(*words)
        while uid in taken:
            words.append(uid)
            uid = uid_of_words(*words)
        taken.add(uid)
        yield uid, action


def _at(minutes: Minutes) -> str:
    """Return the paper's own moment in UTC: when the session ended, or began."""
    session = minutes.session
    try:
        local = datetime.fromisoformat(session.ends or session.starts)
        at = local.replace(tzinfo=ZoneInfo(session.zone or "UTC"))
        return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    except (ValueError, OverflowError, OSError, ZoneInfoNotFoundError):
        return _LONG_AGO


def _dated(action: ActionEntry) -> ActionEntry:
    """Return an action without what stands where a day should, but is none."""
    return replace(
        action,
        due_on=_day(action.due_on),
        delivered_on=_day(action.delivered_on),
        accepted_on=_day(action.accepted_on),
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _whole(line: str) -> str:
    """Return a line that UTF-8 can tell: half a character becomes a question mark."""
    return line.encode("utf-8", "replace").decode()
