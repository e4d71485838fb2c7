"""What calendar programs and this file know of each other."""

from __future__ import annotations

from dataclasses import dataclass

INVITATION = "invitation"  # the kind of what a calendar told us, not we it
GONE = "gone"  # the digest of what calendars were told is no longer there


@dataclass(frozen=True, slots=True)
class Told:
    """What was told last of one component of a calendar, and when (a UTC stamp).

    `recurrence` is the time of a rhythm that it replaces, empty for what stands by itself.
    """

    uid: str
    recurrence: str
    kind: str
    starts: str
    zone: str
    digest: str
    sequence: int
    at: str
