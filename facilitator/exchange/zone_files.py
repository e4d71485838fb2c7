"""Zone files (TZif, RFC 9636) as zoneinfo finds them: changes of the offset, and the rule after."""

from __future__ import annotations

import re
import struct
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from facilitator.errors import InvalidMoment

_HEADER = struct.Struct(">4s1s15x6I")
_OFFSET = r"(?:<([A-Za-z0-9+-]+)>|([A-Za-z]+))([+-]?[0-9:]+)"
_FOOTER = re.compile(rf"{_OFFSET}(?:{_OFFSET.replace('[0-9:]+', '[0-9:]*')}(?:,([^,]+),([^,]+))?)?")
_MONTH_RULE = re.compile(r"M([0-9]{1,2})\.([1-5])\.([0-6])(?:/([+-]?[0-9:]+))?")


@dataclass(frozen=True, slots=True)
class Offset:
    """What clocks show: seconds east of UTC, whether that is summer time, and its short name."""

    seconds: int
    is_summer: bool
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """From a moment (seconds since 1970 in UTC) on, clocks show another offset."""

    at: int
    before: Offset
    after: Offset


@dataclass(frozen=True, slots=True)
class YearlyChange:
    """A change that comes every year: the nth weekday (Sunday 0; nth 5 is the last) of a month.

    `seconds` counts from that day's midnight on clocks that still show `before`; it may lie on
    another day.
    """

    month: int
    nth: int
    weekday: int
    seconds: int
    before: Offset
    after: Offset


@dataclass(frozen=True, slots=True)
class ZoneFile:
    """What a zone was, and what it goes on with: `yearly` holds two changes or none."""

    first: Offset
    changes: tuple[Change, ...]
    yearly: tuple[YearlyChange, ...]


def read_zone(name: str) -> ZoneFile:
    """Read the file from which zoneinfo takes a zone, the one of the system before our own.

    Raises:
        InvalidMoment: there is no such zone.
    """
    data = _bytes_of(name)
    if data is None:
        raise InvalidMoment(name, "is not a time zone; write for example Europe/Berlin or UTC")
    return parse_zone(data)


def _bytes_of(name: str) -> bytes | None:
    parts = name.split("/")
    if not all(re.fullmatch(r"[\w+-]+", part) for part in parts):
        return None
    places: list[Traversable] = [Path(root, *parts) for root in zoneinfo.TZPATH]
    places.append(resources.files("tzdata").joinpath("zoneinfo", *parts))
    return next((place.read_bytes() for place in places if place.is_file()), None)


def parse_zone(data: bytes) -> ZoneFile:
    """Return what the bytes of a zone file say."""
    version, counts = _header(data, 0)
    start, width = _HEADER.size, 4
    if version >= b"2":
        start += _size(counts, 4)
        _, counts = _header(data, start)
        start, width = start + _HEADER.size, 8
    _, _, _, timecnt, typecnt, charcnt = counts
    times = struct.unpack_from(f">{timecnt}{'q' if width == 8 else 'i'}", data, start)
    start += timecnt * width
    kinds = data[start : start + timecnt]
    start += timecnt
    names = data[start + typecnt * 6 : start + typecnt * 6 + charcnt]
    types = [
        _offset(names, *struct.unpack_from(">i2B", data, start + 6 * n)) for n in range(typecnt)
    ]
    footer = data[data.rindex(b"\n", 0, -1) :].strip().decode("ascii") if width == 8 else ""
    changes = tuple(_changes(types[0], times, [types[kind] for kind in kinds]))
    return ZoneFile(types[0], changes, yearly_changes(footer))


def _header(data: bytes, start: int) -> tuple[bytes, tuple[int, ...]]:
    magic, version, *counts = _HEADER.unpack_from(data, start)
    if magic != b"TZif":
        raise InvalidMoment("zone file", "is not a zone file")
    return version, tuple(counts)


def _size(counts: tuple[int, ...], width: int) -> int:
    isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt = counts
    return (
        timecnt * (width + 1) + typecnt * 6 + charcnt + leapcnt * (width + 4) + isstdcnt + isutcnt
    )


def _offset(names: bytes, seconds: int, is_summer: int, at: int) -> Offset:
    return Offset(seconds, bool(is_summer), names[at : names.index(b"\0", at)].decode("ascii"))


def _changes(first: Offset, times: tuple[int, ...], kinds: list[Offset]) -> Iterator[Change]:
    before = first
    for at, after in zip(times, kinds, strict=True):
        if after.seconds != before.seconds:
            yield Change(at, before, after)
        before = after


def yearly_changes(footer: str) -> tuple[YearlyChange, ...]:
    """Return the two changes of every year that the last line of a zone file says, if it does.

    Raises:
        ValueError: it says them in a form that no zone of today uses.
    """
    found = _FOOTER.fullmatch(footer)
    if found is None or not found[7]:
        return ()
    winter = Offset(-_seconds(found[3]), False, found[1] or found[2])
    ahead = -_seconds(found[6]) if found[6] else winter.seconds + 3600
    summer = Offset(ahead, True, found[4] or found[5])
    return (_yearly(found[7], winter, summer), _yearly(found[8], summer, winter))


def _yearly(text: str, before: Offset, after: Offset) -> YearlyChange:
    found = _MONTH_RULE.fullmatch(text)
    if found is None:
        raise ValueError(f"no change of a month: {text}")
    seconds = _seconds(found[4]) if found[4] else 7200
    return YearlyChange(int(found[1]), int(found[2]), int(found[3]), seconds, before, after)


def _seconds(text: str) -> int:
    """Return the seconds of `2`, `-3:30` or `+26:00:00`."""
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")] + [0, 0]
    return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2])
