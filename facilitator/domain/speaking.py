"""Who has the floor, and for how long (V8): counted on the session's own clock, per side.

The session clock stands still in a break and survives sleep and a clock that is set, so what is
counted here is only how far it went on since the last count. Nothing here knows a person.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """Whole seconds that a side had the floor."""

    party_id: int
    seconds: int


class Floor:
    """One side has the floor at a time, or none. Times are elapsed seconds of the session."""

    def __init__(self) -> None:
        self._party_id: int | None = None
        self._counted_s = 0

    @property
    def party_id(self) -> int | None:
        """Return the side that has the floor."""
        return self._party_id

    def open_s(self, elapsed_s: int) -> int:
        """Return the seconds since the last count, which nobody has written down yet."""
        return 0 if self._party_id is None else max(0, elapsed_s - self._counted_s)

    def count(self, elapsed_s: int) -> Spoken | None:
        """Return what was spoken since the last count, None where that is nothing."""
        party_id, seconds = self._party_id, self.open_s(elapsed_s)
        self._counted_s = elapsed_s
        return Spoken(party_id, seconds) if party_id is not None and seconds else None

    def give(self, party_id: int | None, elapsed_s: int) -> Spoken | None:
        """Give the floor to a side, from the one that has it to nobody; return what that counted.

        Asking again for the side that has the floor gives it to nobody.
        """
        spoken = self.count(elapsed_s)
        self._party_id = None if party_id == self._party_id else party_id
        return spoken
