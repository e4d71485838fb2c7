"""Dates of a story that is told as if it had just happened: all of them moved by whole weeks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SEASONS = ("winter", "spring", "summer", "autumn")
_HALVES = ("first", "second")
_PLACE = re.compile(r"\{(\w+)(?::(\d{4}-\d\d-\d\d))?\}")


@dataclass(frozen=True, slots=True)
class MovedDates:
    """Days, moments and running texts of a story, moved by `by` (whole weeks keep weekdays)."""

    by: timedelta
    zone: str

    @classmethod
    def until(cls, anchor: date, on: date, zone: str) -> MovedDates:
        """Move so that `anchor` falls on `on`, or on the last day of its weekday before it."""
        return cls(timedelta(weeks=(on - anchor).days // 7), zone)

    def day(self, text: str) -> str:
        """Return an ISO date, moved."""
        return self._date(text).isoformat()

    def local(self, day: str, hour: str) -> str:
        """Return wall time as `2026-06-23T10:00`, its day moved."""
        return f"{self.day(day)}T{hour}"

    def stamp(self, day: str, hour: str) -> str:
        """Return the UTC moment of a wall time, its day moved, as the file keeps moments."""
        local = datetime.fromisoformat(self.local(day, hour)).replace(tzinfo=ZoneInfo(self.zone))
        return local.astimezone(UTC).isoformat(timespec="seconds")

    def words(self, text: str, numbers: Mapping[str, str]) -> str:
        """Write out the places of a text: `{day:2026-06-01}` and, from `numbers`, `{d20}`.

        Known besides day: month, season, half or Half (of the year), year.

        Raises:
            KeyError: a place names neither a date nor a number; the story is wrong.
        """
        return _PLACE.sub(lambda found: self._place(found[1], found[2], numbers), text)

    def _place(self, name: str, iso: str | None, numbers: Mapping[str, str]) -> str:
        if iso is None:
            return numbers[name]
        day = self._date(iso)
        return {
            "day": f"{day.day} {_MONTHS[day.month - 1]}",
            "month": _MONTHS[day.month - 1],
            "season": _SEASONS[day.month % 12 // 3],
            "half": _HALVES[day.month > 6],
            "Half": _HALVES[day.month > 6].capitalize(),
            "year": str(day.year),
        }[name]

    def _date(self, text: str) -> date:
        return date.fromisoformat(text) + self.by
