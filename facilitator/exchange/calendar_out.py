"""The calendar file (RFC 5545) that calendar programs take in and update (K4).

A rhythm is one event with its rule; a time at which it differs is an override of it, a session in
addition an event of its own. Every component keeps its name from export to export, and its
SEQUENCE grows with each change. There is no METHOD: the file is a calendar, not an invitation.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from facilitator.domain.calendar import GONE, INVITATION, Told
from facilitator.domain.moments import local_to_utc
from facilitator.exchange.ical_lines import basic, document, text_line, time_line
from facilitator.exchange.vtimezone import vtimezone
from facilitator.exchange.wording import STATE, word
from facilitator.projections.calendar import CalendarEvent, CalendarPaper, CalendarTask
from facilitator.projections.moments import is_plain
from facilitator.projections.types import ActionEntry

_DAYS_TOLD_GONE = 60
_TURN = 200  # components between two looks at Cancel
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Facilitator//Facilitator//EN")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s\"<>\\^`{|}]+", re.IGNORECASE)
_TASK_STATUS = {
    "asked": "NEEDS-ACTION",
    "promised": "NEEDS-ACTION",
    "delivered": "IN-PROCESS",
    "accepted": "COMPLETED",
    "declined": "CANCELLED",
    "dropped": "CANCELLED",
}


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar as text, and what calendars hear by it for the first time, or changed."""

    text: str
    told: tuple[Told, ...]


def calendar_file(
    paper: CalendarPaper, progress: Callable[[float], object] | None = None
) -> CalendarFile:
    """Return the calendar as a file; without a change it is the same in every byte.

    `progress` is told the share that is done, and may raise to stop the work.
    """
    before, told = set(paper.told), []
    parts = _parts(paper)
    lines = [*HEAD, text_line("X-WR-CALNAME", paper.engagement.title)]
    for zone, since in sorted(_zones(parts).items()):
        lines += vtimezone(zone, since)
    text = [document(lines)]
    for number, part in enumerate(parts):
        text.append(document(part.lines()))
        if part.told not in before:
            told.append(part.told)
        if progress is not None and number % _TURN == 0:
            progress(number / len(parts))
    return CalendarFile("".join([*text, document(["END:VCALENDAR"])]), tuple(told))


@dataclass(frozen=True, slots=True)
class _Part:
    """A component: what it says, and under which SEQUENCE calendars are told it."""

    kind: str
    body: tuple[str, ...]
    told: Told
    moments: tuple[tuple[str, str], ...]  # wall times with their zones

    def lines(self) -> list[str]:
        at = datetime.fromisoformat(self.told.at).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        head = [f"BEGIN:{self.kind}", text_line("UID", self.told.uid), f"DTSTAMP:{at}"]
        sequence = f"SEQUENCE:{self.told.sequence}"
        return [*head, sequence, f"LAST-MODIFIED:{at}", *self.body, f"END:{self.kind}"]


def _parts(paper: CalendarPaper) -> list[_Part]:
    before = {(each.uid, each.recurrence): each for each in paper.told}
    parts = [_event_part(event, paper, before) for event in paper.events]
    parts += [_task_part(task, paper, before) for task in paper.tasks]
    here = {(part.told.uid, part.told.recurrence) for part in parts}
    gone = [_gone_part(each, paper.at) for key, each in before.items() if key not in here]
    return parts + [part for part in gone if part is not None]


_Before = dict[tuple[str, str], Told]


def _told(
    before: _Before, at: str, kind: str, uid: str, event: CalendarEvent | None, body: list[str]
) -> Told:
    """Return what is told: as before where nothing changed, else one SEQUENCE on."""
    original, starts, zone = (event.original, event.starts, event.zone) if event else ("", "", "")
    digest = hashlib.sha256("\n".join(body).encode("utf-8")).hexdigest()
    known = before.get((uid, original))
    if known is not None and known.digest == digest:
        return known
    if known is not None and known.kind == INVITATION:
        # Only who invites may count on: a higher number would make calendars miss their update.
        return Told(uid, original, INVITATION, starts, zone, digest, known.sequence, at)
    sequence = 0 if known is None else known.sequence + 1
    return Told(uid, original, kind, starts, zone, digest, sequence, at)


# --- events --------------------------------------------------------------------------------------


def _event_part(event: CalendarEvent, paper: CalendarPaper, before: _Before) -> _Part:
    body = list(_event_lines(event, paper))
    told = _told(before, paper.at, "event", event.uid, event, body)
    moments = [(event.starts, event.zone)]
    if event.original:
        moments.append((event.original, event.original_zone))
    return _Part("VEVENT", tuple(body), told, tuple(moments))


def _event_lines(event: CalendarEvent, paper: CalendarPaper) -> Iterator[str]:
    if event.original:
        yield time_line("RECURRENCE-ID", event.original, event.original_zone)
    yield _starts(event)
    yield f"DURATION:{_duration(event.seconds)}"
    if event.rule:
        until = f";UNTIL={_utc(event.last)}" if event.last else ""
        yield f"RRULE:{event.rule}{until}"
    for skipped in event.skipped:
        yield time_line("EXDATE", skipped, event.zone)
    yield text_line("SUMMARY", f"{event.title} ({event.number})" if event.number else event.title)
    yield text_line("DESCRIPTION", "\n".join(_described(event, paper)))
    if event.place:
        yield text_line("LOCATION", event.place)
    if _ADDRESS.fullmatch(event.link):
        yield f"URL:{event.link}"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:OPAQUE"


def _starts(event: CalendarEvent) -> str:
    """Return when it begins; in UTC where clocks change at it, since programs differ on that."""
    if event.rule or is_plain(event.starts, event.zone, event.seconds):
        return time_line("DTSTART", event.starts, event.zone)
    return f"DTSTART:{local_to_utc(event.starts, event.zone).utc:%Y%m%dT%H%M%SZ}"


def _described(event: CalendarEvent, paper: CalendarPaper) -> Iterator[str]:
    yield paper.engagement.title
    for text in (event.purpose, event.link):
        if text:
            yield text
    if event.without_facilitator:
        yield "Held without the facilitator."


def _duration(seconds: int) -> str:
    """Return a length in the form of RFC 5545; days are not used, since clocks may change."""
    hours, rest = divmod(max(seconds, 60), 3600)
    minutes, rest = divmod(rest, 60)
    text = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes or (hours and rest) else "")
    return f"PT{text}" + (f"{rest}S" if rest else "")


def _utc(stamp: str) -> str:
    return datetime.fromisoformat(stamp).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _zones(parts: list[_Part]) -> dict[str, datetime]:
    """Return every zone that is used, with the earliest moment (UTC) at which it is."""
    since: dict[str, str] = {}
    for part in parts:
        for local, zone in part.moments:
            if zone != "UTC":
                since[zone] = min(since.get(zone, local), local)
    return {
        zone: local_to_utc(local, zone).utc.replace(tzinfo=None) - timedelta(days=1)
        for zone, local in since.items()
    }


# --- to-dos --------------------------------------------------------------------------------------


def _task_part(task: CalendarTask, paper: CalendarPaper, before: _Before) -> _Part:
    body = list(task_lines(task.action, paper.engagement.title))
    told = _told(before, paper.at, "task", task.uid, None, body)
    return _Part("VTODO", tuple(body), told, ())


def task_lines(action: ActionEntry, engagement: str) -> Iterator[str]:
    """Yield what the to-do of an action says, as lines of a calendar file."""
    yield text_line("SUMMARY", " ".join(filter(None, (action.number, action.text))))
    side = action.owner_party.name if action.owner_party else ""
    owner = f"{action.owner} ({side})" if action.owner and side else action.owner or side
    lines = [engagement, f"Owner: {owner}" if owner else ""]
    lines.append(f"Done when: {action.done_when}" if action.done_when else "")
    lines.append(f"State: {word(STATE, action.state)}")
    yield text_line("DESCRIPTION", "\n".join(filter(None, lines)))
    if action.due_on:
        yield f"DUE;VALUE=DATE:{basic(action.due_on)[:8]}"
    status = _TASK_STATUS.get(action.state, "NEEDS-ACTION")
    yield f"STATUS:{status}"
    if status == "COMPLETED":
        yield "PERCENT-COMPLETE:100"
        if done := action.accepted_on or action.delivered_on:
            # A day without an hour: noon in UTC is that day nearly everywhere.
            yield f"COMPLETED:{basic(done)[:8]}T120000Z"


# --- what is no longer there ---------------------------------------------------------------------


def _gone_part(told: Told, at: str) -> _Part | None:
    """Return the word that something is off, which is said for a while; None where it is not due.

    A single time of a rhythm needs none: the rhythm itself leaves it out, or is off as a whole.
    """
    if told.kind == INVITATION or told.recurrence:
        return None
    if told.digest == GONE:
        since = datetime.fromisoformat(at) - datetime.fromisoformat(told.at)
        if since > timedelta(days=_DAYS_TOLD_GONE):
            return None
        now = told
    else:
        now = Told(told.uid, "", told.kind, told.starts, told.zone, GONE, told.sequence + 1, at)
    if told.kind == "task":
        body = ("SUMMARY:Action taken off the list", "STATUS:CANCELLED")
        return _Part("VTODO", body, now, ())
    starts = time_line("DTSTART", told.starts, told.zone)
    gone = (starts, "SUMMARY:Session taken off the plan", "STATUS:CANCELLED")
    return _Part("VEVENT", gone, now, ((told.starts, told.zone),))
