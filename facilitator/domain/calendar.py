"""What calendar programs and this file know of each other."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

INVITATION = "invitation"  # the kind of what a calendar told us, not we it
GONE = "gone"  # the digest of what calendars were told is no longer there


_SPACE = UUID("6f1de0c7-6d0b-4f5e-9f0e-6d1f6c9d3a51")


class Uids:
    """Names for calendars: nobody can tell an id from them, and no two engagements share one."""

    def __init__(self, engagement_id: object) -> None:
        self._space = uuid5(_SPACE, str(engagement_id))

    def of(self, kind: str, row_id: int) -> str:
        """Return the name of a row, the same for ever."""
        return str(uuid5(self._space, f"{kind} {row_id}"))


def uid_of_words(*words: str) -> str:
    """Return the name of something of which no more than its words is known, the same for ever."""
    told = "\n".join(words).encode("utf-8", "replace")  # half a character has no bytes
    return str(uuid5(_SPACE, told.decode()))


def may_be_ours(uid: str) -> bool:
    """Tell whether a name has the form of those that are made here."""
    try:
        return UUID(uid).version == 5
    except ValueError:
        return False


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
