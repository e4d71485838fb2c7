"""Read an invitation (.ics) of somebody else's calendar (K4).

Nothing is written here: what was read comes back with what is unsure of it, so that a person sees
both before anything happens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import available_timezones

from facilitator.domain.invitation import Doubt, Invitation, InvitationFile, Invited, Unsure
from facilitator.domain.moments import (
    DAY_SECONDS,
    YEARS,
    ClockChange,
    local_to_utc,
    utc_to_local,
)
from facilitator.domain.text import clean_line
from facilitator.errors import InvalidMoment
from facilitator.exchange.ical_parts import (
    Calendar,
    NotAnInvitation,
    Part,
    Property,
    plain_text,
    take_apart,
)
from facilitator.exchange.zone_parts import offset_at, wall_time

USUAL_S = 3600
_USUAL_HOUR = "T10:00"
_MOST_INVITED = 200
_MOST_SKIPPED = 500
_LONGEST_LINE = 300
_LONGEST_UID = 250
_ANSWERS = {"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"}
_LINKS = (
    "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE", "URL",
)  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+[^\s<>\"\\.,;:)\]]", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")
_LENGTH = re.compile(
    r"\+?P(?:(?P<w>\d{1,4})W)?(?:(?P<d>\d{1,4})D)?"
    r"(?:T(?:(?P<h>\d{1,5})H)?(?:(?P<m>\d{1,6})M)?(?:(?P<s>\d{1,7})S)?)?"
)
_ENDS = re.compile(r";?(UNTIL|COUNT)=([^;]*)")


class _Unread(Exception):
    """Why an event is left out."""


def read_invitation(
    data: bytes, name: str, zone: str, check: Callable[[], None] = lambda: None
) -> InvitationFile:
    """Return the sessions that a calendar file proposes.

    `zone` is taken where the file says none. `check` may raise to stop the reading.

    Raises:
        NotAnInvitation: there is nothing in it that could become a session.
    """
    calendar = take_apart(data, name, check)
    if calendar.method in _ANSWERS:
        raise NotAnInvitation(name, "it is an answer to an invitation, not an invitation")
    reader = _Reader(calendar, zone)
    found: dict[tuple[str, str, int], Invitation] = {}
    unread = []
    for number, event in enumerate(calendar.events):
        check()
        try:
            invitation = reader.read(event)
        except _Unread as error:
            unread.append(str(error))
            continue
        # A file may hold several versions of one event: the last one counts.
        name_of = (invitation.uid, invitation.recurrence, 0 if invitation.uid else number)
        known = found.get(name_of)
        if known is None or known.sequence <= invitation.sequence:
            found[name_of] = invitation
    if not found:
        because = f"; {unread[0]}" if unread else ""
        raise NotAnInvitation(name, f"there is no session in it{because}")
    return InvitationFile(name, tuple(found.values()), tuple(unread), calendar.more)


class _Reader:
    """Reads the events of one file by the zones that it describes."""

    def __init__(self, calendar: Calendar, zone: str) -> None:
        self._zone = zone
        self._is_called_off = calendar.method == "CANCEL"
        self._described = {part.value("TZID").strip(): part for part in calendar.zones}

    def read(self, event: Part) -> Invitation:
        """Return what one event proposes; raise `_Unread` where it says no time that exists."""
        unsure: list[Unsure] = []
        start = event.first("DTSTART")
        if start is None:
            raise _Unread("an event does not say when it begins")
        starts_local, zone = self._start(start, unsure)
        uid = event.value("UID").strip()[:_LONGEST_UID]
        if not uid:
            unsure.append(Unsure(Doubt.NO_NAME))
        rule, until, count = self._rule(event, zone, unsure)
        return Invitation(
            uid=clean_line(uid),
            recurrence=self._recurrence(event),
            sequence=_whole(event.value("SEQUENCE")),
            title=_title(event, unsure),
            starts_local=starts_local,
            zone=zone,
            length_s=self._length(event, start, starts_local, zone, unsure),
            place=_line(event, "LOCATION", unsure),
            link=_link(event),
            is_cancelled=self._is_called_off or event.value("STATUS").upper() == "CANCELLED",
            organiser=next(iter(_people(event, "ORGANIZER")), None),
            invited=tuple(_people(event, "ATTENDEE")),
            rule=rule,
            until_local=until,
            count=count,
            skipped=self._skipped(event, zone),
            unsure=tuple(unsure),
        )

    # --- when --------------------------------------------------------------------------------

    def _start(self, start: Property, unsure: list[Unsure]) -> tuple[str, str]:
        """Return the wall time and the zone in which a session begins."""
        if day := _day(start):
            unsure.append(Unsure(Doubt.ALL_DAY, day))
            return self._placed(f"{day}{_USUAL_HOUR}", self._zone, unsure)
        wall = wall_time(start.value)
        if wall is None:
            raise _Unread(f"“{start.value[:40]}” is not a day and time that exist")
        if start.value.strip().endswith("Z"):
            unsure.append(Unsure(Doubt.IN_UTC, self._zone))
            return _checked(wall.replace(tzinfo=UTC), self._zone), self._zone
        local = wall.isoformat(timespec="minutes")
        named = start.parameters.get("TZID", "").strip()
        if not named:
            unsure.append(Unsure(Doubt.FLOATING, self._zone))
            return self._placed(local, self._zone, unsure)
        zone = known_zone(named)
        if zone is None:
            return self._foreign(local, named, unsure)
        self._compare(wall, named, zone, unsure)
        return self._placed(local, zone, unsure)

    def _placed(self, local: str, zone: str, unsure: list[Unsure]) -> tuple[str, str]:
        """Return a wall time that exists; the hour that clocks leave out becomes the next one."""
        try:
            placed = local_to_utc(local, zone)
        except InvalidMoment as error:
            raise _Unread(f"“{local}” {error.cause}") from error
        if placed.change is ClockChange.SKIPPED:
            unsure.append(Unsure(Doubt.SKIPPED_HOUR, local[11:16]))
        return placed.local, zone

    def _foreign(self, local: str, named: str, unsure: list[Unsure]) -> tuple[str, str]:
        """Return a time of a zone that nobody here knows, by what the file says of it."""
        unsure.append(Unsure(Doubt.UNKNOWN_ZONE, clean_line(named)[:60]))
        moment = self._by_description(datetime.fromisoformat(local), named)
        if moment is None:
            return self._placed(local, self._zone, unsure)
        return _checked(moment, self._zone), self._zone

    def _by_description(self, wall: datetime, named: str) -> datetime | None:
        part = self._described.get(named)
        offset = offset_at(part, wall) if part is not None else None
        if offset is None or abs(offset) > DAY_SECONDS:
            return None
        return wall.replace(tzinfo=UTC) - timedelta(seconds=offset)

    def _compare(self, wall: datetime, named: str, zone: str, unsure: list[Unsure]) -> None:
        """Doubt a time for which the file's own zone says another moment than is known today."""
        described = self._by_description(wall, named)
        if described is None:
            return
        try:
            placed = local_to_utc(wall.isoformat(timespec="minutes"), zone)
        except InvalidMoment:
            return  # the reading of the time itself says so
        is_plain = placed.change is ClockChange.NONE
        if is_plain and described.replace(second=0) != placed.utc.replace(second=0):
            unsure.append(Unsure(Doubt.OTHER_LAW, zone))

    def _moment(self, found: Property) -> datetime | None:
        """Return the moment of any property that says one, None where it says none."""
        if day := _day(found):
            return _moment_of(f"{day}T00:00", self._zone)
        wall = wall_time(found.value)
        if wall is None:
            return None
        if found.value.strip().endswith("Z"):
            return wall.replace(tzinfo=UTC)
        named = found.parameters.get("TZID", "").strip()
        zone = known_zone(named) if named else self._zone
        if zone is None:
            return self._by_description(wall, named)
        return _moment_of(wall.isoformat(timespec="minutes"), zone)

    def _recurrence(self, event: Part) -> str:
        found = event.first("RECURRENCE-ID")
        moment = self._moment(found) if found else None
        return moment.strftime("%Y-%m-%dT%H:%M") if moment else ""

    # --- how long, how often -----------------------------------------------------------------

    def _length(
        self, event: Part, start: Property, local: str, zone: str, unsure: list[Unsure]
    ) -> int:
        seconds = 0
        end = event.first("DTEND")
        if _day(start):
            return USUAL_S  # the doubt about its hour says it
        if end is not None and (moment := self._moment(end)) is not None:
            begins = self._moment(start) or local_to_utc(local, zone).utc
            seconds = int((moment - begins).total_seconds())
        elif duration := event.value("DURATION"):
            seconds = _seconds(duration)
        if 60 <= seconds <= DAY_SECONDS:
            return seconds - seconds % 60
        unsure.append(Unsure(Doubt.NO_LENGTH))
        return USUAL_S

    def _rule(self, event: Part, zone: str, unsure: list[Unsure]) -> tuple[str, str, int]:
        """Return the rule of a series without its end, and the end."""
        text = event.value("RRULE").strip().upper()[:_LONGEST_LINE]
        if not text:
            return "", "", 0
        unsure.append(Unsure(Doubt.REPEATS))
        until, count = "", 0
        for name, value in _ENDS.findall(text):
            if name == "COUNT":
                count = _whole(value)
            elif moment := self._moment(Property("UNTIL", {}, value)):
                until = _limit(moment, zone)
        return _ENDS.sub("", text).strip(";"), until, count

    def _skipped(self, event: Part, zone: str) -> frozenset[str]:
        out: set[str] = set()
        for found in event.properties:
            if found.name == "EXDATE":
                for value in found.value.split(",")[:_MOST_SKIPPED]:
                    moment = self._moment(Property("EXDATE", found.parameters, value))
                    if moment is not None and len(out) < _MOST_SKIPPED:
                        out.add(_limit(moment, zone))
        return frozenset(out)


# --- values --------------------------------------------------------------------------------------


def known_zone(named: str) -> str | None:
    """Return the IANA name of a zone as calendar programs write it, None where nobody knows it.

    They write the name alone, behind a path of their own, or the name that Windows has for it.
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = named.strip().strip('"')
    parts = [part for part in plain.split("/") if part]
    windows = WINDOWS_TO_OLSON.get(plain, "")
    tried = (plain, "/".join(parts[-3:]), "/".join(parts[-2:]), windows)
    names = _zone_names()
    return next((names[each.casefold()] for each in tried if each.casefold() in names), None)


@lru_cache(maxsize=1)
def _zone_names() -> dict[str, str]:
    """Return every zone by its name in small letters; asking for them takes a while."""
    return {name.casefold(): name for name in available_timezones() if name != "localtime"}


def _day(found: Property) -> str:
    """Return the ISO day of a value without an hour, empty where it has one."""
    match = _DATE.fullmatch(found.value.strip())
    return "-".join(match.groups()) if match else ""


def _moment_of(local: str, zone: str) -> datetime | None:
    try:
        return local_to_utc(local, zone).utc
    except InvalidMoment:
        return None


def _checked(moment: datetime, zone: str) -> str:
    """Return the wall time of a moment; raise `_Unread` where it lies beyond all calendars."""
    try:
        local = utc_to_local(moment, zone)
        local_to_utc(local, zone)
    except (OverflowError, InvalidMoment) as error:
        raise _Unread(f"“{moment:%Y-%m-%d}” is too far away") from error
    return local


def _limit(moment: datetime, zone: str) -> str:
    """Return the wall time of a moment; of one beyond all calendars its first or last minute.

    Programs write the year 9999 for a series without an end.
    """
    try:
        return _checked(moment, zone)
    except _Unread:
        return f"{YEARS[0]}-01-01T00:00" if moment.year < YEARS[0] else f"{YEARS[-1]}-12-31T23:59"


def _seconds(text: str) -> int:
    found = _LENGTH.fullmatch(text.strip().upper())
    if found is None:
        return 0
    parts = {name: int(value or 0) for name, value in found.groupdict().items()}
    days = parts["w"] * 7 + parts["d"]
    return ((days * 24 + parts["h"]) * 60 + parts["m"]) * 60 + parts["s"]


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,9}", text.strip()) else 0


def _title(event: Part, unsure: list[Unsure]) -> str:
    title = _line(event, "SUMMARY", unsure)
    if not title:
        unsure.append(Unsure(Doubt.NO_TITLE))
    return title


def _line(event: Part, name: str, unsure: list[Unsure]) -> str:
    found = event.first(name)
    if found is None:
        return ""
    words = clean_line(plain_text(found.value))
    if found.is_cut or len(words) > _LONGEST_LINE:
        unsure.append(Unsure(Doubt.CUT, words[:40]))
        return words[:_LONGEST_LINE]
    return words


def _link(event: Part) -> str:
    """Return where to meet: what is said to be a link, else the first address among the words."""
    for name in (*_LINKS, "LOCATION", "DESCRIPTION"):
        found = _ADDRESS.search(plain_text(event.value(name)))
        if found and len(found[0]) <= _LONGEST_LINE:
            return clean_line(found[0])
    return ""


def _people(event: Part, name: str) -> list[Invited]:
    out: dict[str, Invited] = {}
    for found in event.properties:
        if found.name != name or len(out) >= _MOST_INVITED:
            continue
        address = re.sub(r"^mailto:", "", found.value.strip(), flags=re.IGNORECASE)
        email = clean_line(address)[:_LONGEST_LINE] if "@" in address else ""
        words = clean_line(found.parameters.get("CN", ""))[:_LONGEST_LINE]
        if words or email:
            out.setdefault(email or words, Invited(words, email))
    return list(out.values())
