"""An invitation as it was read from a calendar file: values that fit, and what is unsure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Doubt(StrEnum):
    """Why a value of an invitation may not be what was meant."""

    NO_TITLE = "no_title"
    ALL_DAY = "all_day"
    FLOATING = "floating"
    IN_UTC = "in_utc"
    UNKNOWN_ZONE = "unknown_zone"
    OTHER_LAW = "other_law"
    NO_LENGTH = "no_length"
    SKIPPED_HOUR = "skipped_hour"
    REPEATS = "repeats"
    ODD_RULE = "odd_rule"
    CUT = "cut"
    NO_NAME = "no_name"


@dataclass(frozen=True, slots=True)
class Unsure:
    """A doubt with the fact that it is about: a zone, a day, a rule."""

    doubt: Doubt
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody whom an invitation names; `name` may be empty."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """One session that a calendar proposes.

    `uid` is the name that the calendar gave it, empty where it gave none; `recurrence` the time of
    a series that it stands for (wall time in UTC), `sequence` which version this is. `rule` is an
    RRULE without an end, whose end is `until_local` or `count` times; `skipped` are times of it at
    which nothing takes place.
    """

    uid: str
    recurrence: str
    sequence: int
    title: str
    starts_local: str
    zone: str
    length_s: int
    place: str = ""
    link: str = ""
    is_cancelled: bool = False
    organiser: Invited | None = None
    invited: tuple[Invited, ...] = ()
    rule: str = ""
    until_local: str = ""
    count: int = 0
    skipped: frozenset[str] = frozenset()
    unsure: tuple[Unsure, ...] = ()

    @property
    def key(self) -> str:
        """Return what a session keeps to be found again; empty where the calendar gave no name."""
        return f"{self.uid} {self.recurrence}" if self.uid and self.recurrence else self.uid


_OF_A_SERIES = re.compile(r"(.+) (\d{4}-\d\d-\d\dT\d\d:\d\d)", re.DOTALL)


def parts_of_key(key: str) -> tuple[str, str]:
    """Return the name and the time of a series that a session keeps of its invitation."""
    found = _OF_A_SERIES.fullmatch(key)
    return (found[1], found[2]) if found else (key, "")


@dataclass(frozen=True, slots=True)
class InvitationFile:
    """What one file holds; `unread` says of events why they were left out, `more` counts others."""

    name: str
    invitations: tuple[Invitation, ...]
    unread: tuple[str, ...] = field(default=())
    more: int = 0
