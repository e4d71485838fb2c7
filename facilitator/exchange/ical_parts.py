"""A calendar file of somebody else taken apart, with a limit to everything that it may hold.

Only what is needed of an invitation is kept: the properties of events, and the zones. Nothing is
believed: whatever is too long, too deep or too many is cut, counted or refused before it costs
time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from facilitator.errors import CommandRefused

MOST_BYTES = 5_000_000
MOST_EVENTS = 500
MOST_ZONES = 100
MOST_CHANGES = 300  # of a zone
MOST_PROPERTIES = 500
MOST_LETTERS = 20_000
DEEPEST = 8
_LONGEST = 2 * MOST_LETTERS  # letters of a line: a name with its parameters, and a value
_LINE_END = re.compile("\r\n|\r|\n")
_FOLD = re.compile(rb"\r?\n[ \t]")
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_PARAMETER = re.compile(r';([A-Za-z0-9-]{1,60})=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_TURN = 5_000  # lines between two looks at Cancel


class NotAnInvitation(CommandRefused):
    """The file holds nothing that could become a session."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(
            f"{name} was not read: {cause}. Nothing was changed; ask for the invitation as an "
            ".ics file, or plan the session yourself."
        )
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Property:
    """A content line: its name and the names of parameters in capitals; the value as it stands."""

    name: str
    parameters: dict[str, str]
    value: str
    is_cut: bool = False


@dataclass(slots=True)
class Part:
    """A component with what stands directly in it."""

    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        """Return the first property of a name."""
        return next((each for each in self.properties if each.name == name), None)

    def value(self, name: str) -> str:
        """Return the value of the first property of a name, empty where there is none."""
        found = self.first(name)
        return found.value if found else ""


@dataclass(slots=True)
class Calendar:
    """The events and the zones of a file; `more` counts events beyond those that are kept."""

    method: str = ""
    events: list[Part] = field(default_factory=list)
    zones: list[Part] = field(default_factory=list)
    more: int = 0


def take_apart(data: bytes, name: str, check: Callable[[], None]) -> Calendar:
    """Return what a file holds.

    Raises:
        NotAnInvitation: it is too large, no calendar at all, cut short, or nested without end.
    """
    if len(data) > MOST_BYTES:
        raise NotAnInvitation(name, f"it is larger than {MOST_BYTES // 1_000_000} MB")
    reading = _Reading(name)
    for number, line in enumerate(_unfolded(_text(data))):
        if number % _TURN == 0:
            check()
        reading.take(line)
    return reading.finish()


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").replace("\0", "")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _folded_within_letters(data)
    return text.replace("\0", "")


def _folded_within_letters(data: bytes) -> str:
    """Return the text of a file that simple programs folded by bytes, else of one that is old."""
    try:
        return _FOLD.sub(b"", data).decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _unfolded(text: str) -> Iterator[str]:
    """Yield logical lines; of one that goes on and on, what is beyond the limit is not kept."""
    parts: list[str] = []
    size = 0
    for whole in _LINE_END.split(text):
        line = whole[:_LONGEST]
        if line[:1] in (" ", "\t") and parts:
            if size <= MOST_LETTERS:
                parts.append(line[1:])
                size += len(line) - 1
            continue
        if parts:
            yield "".join(parts)
        parts, size = ([line], len(line)) if line.strip() else ([], 0)
    if parts:
        yield "".join(parts)


class _Reading:
    """Where in the nest of components the reading is."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[Part] = []
        self._calendar = Calendar()
        self._is_calendar = False

    def take(self, line: str) -> None:
        found = parse_line(line)
        if found is None:
            return
        if found.name == "BEGIN":
            self._begin(found.value.strip().upper())
        elif found.name == "END":
            self._end(found.value.strip().upper())
        elif self._open:
            if found.name == "METHOD" and len(self._open) == 1:
                self._calendar.method = found.value.strip().upper()
            if len(self._open[-1].properties) < MOST_PROPERTIES:
                self._open[-1].properties.append(found)

    def _begin(self, name: str) -> None:
        if len(self._open) >= DEEPEST:
            raise NotAnInvitation(self._name, "its parts are nested too deep")
        if not self._open and name != "VCALENDAR":
            raise NotAnInvitation(self._name, "it is no calendar file")
        self._is_calendar = True
        self._open.append(Part(name))

    def _end(self, name: str) -> None:
        if not self._open or self._open[-1].name != name:
            raise NotAnInvitation(self._name, "it is damaged: its parts do not end as they begin")
        part = self._open.pop()
        calendar = self._calendar
        if len(self._open) == 1 and part.name == "VEVENT":
            if len(calendar.events) < MOST_EVENTS:
                calendar.events.append(part)
            else:
                calendar.more += 1
        elif len(self._open) == 1 and part.name == "VTIMEZONE":
            if len(calendar.zones) < MOST_ZONES:
                calendar.zones.append(part)
        elif len(self._open) == 2 and self._open[-1].name == "VTIMEZONE":
            if len(self._open[-1].parts) < MOST_CHANGES:
                self._open[-1].parts.append(part)

    def finish(self) -> Calendar:
        if not self._is_calendar:
            raise NotAnInvitation(self._name, "it is no calendar file")
        if self._open:
            raise NotAnInvitation(self._name, "it is cut short")
        return self._calendar


def parse_line(line: str) -> Property | None:
    """Return a content line taken apart, None where it is none."""
    head = _NAME.match(line)
    if head is None:
        return None
    at, parameters = head.end(), {}
    while found := _PARAMETER.match(line, at):
        parameters[found[1].upper()] = found[2].replace('"', "")
        at = found.end()
    if line[at : at + 1] != ":":
        return None
    value = line[at + 1 :]
    is_cut = len(value) > MOST_LETTERS
    return Property(head[0].upper(), parameters, value[:MOST_LETTERS], is_cut)


_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def plain_text(value: str) -> str:
    """Return the words of a TEXT value."""
    return _ESCAPE.sub(_unescaped, value)


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]
