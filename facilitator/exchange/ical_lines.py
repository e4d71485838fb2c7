"""Content lines of a calendar file (RFC 5545, 3.1): names, parameters, escapes, folds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

LONGEST = 75  # octets of a line, its end not counted
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_ENDS = re.compile("\r\n?")


def text_line(name: str, value: str) -> str:
    """Return a property whose value is words."""
    plain = _UNFIT.sub("", _ENDS.sub("\n", value))
    return f"{name}:{plain.translate(_ESCAPED)}"


def time_line(name: str, local: str, zone: str) -> str:
    """Return a property whose value is a wall time (`2026-06-23T10:00`) in a zone."""
    moment = basic(local)
    return f"{name}:{moment}Z" if zone == "UTC" else f"{name};TZID={zone}:{moment}"


def basic(local: str) -> str:
    """Return `20260623T100000` for a wall time."""
    return datetime.fromisoformat(local).strftime("%Y%m%dT%H%M%S")


def document(lines: Iterable[str]) -> str:
    """Return lines as a file: folded, each with CRLF."""
    return "".join(f"{folded(line)}\r\n" for line in lines)


def folded(line: str) -> str:
    """Return a line in parts of at most 75 octets, none of which ends within a character."""
    if len(line) <= LONGEST and line.isascii():
        return line
    parts, part, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > LONGEST:
            parts.append(part)
            part, size = "", 1  # the space that the next one begins with
        part += character
        size += octets
    return "\r\n ".join([*parts, part])
