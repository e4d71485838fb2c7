"""When the next session of a series falls: every n weeks, same weekday, same wall time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from facilitator.errors import InvalidText


def occurrences(
    first: datetime, every_weeks: int, after: datetime, ends_on: date | None = None
) -> Iterator[datetime]:
    """Yield local wall times of a series that lie behind `after`, without end where none is set.

    The times are wall time without zone: ten o'clock stays ten o'clock over a clock change.

    Raises:
        InvalidText: the rhythm is not 1 to 52 weeks.
    """
    if not 1 <= every_weeks <= 52:
        raise InvalidText("Rhythm", "every 1 to 52 weeks is possible")
    step = timedelta(weeks=every_weeks)
    passed = max(0, (after - first) // step + 1) if after >= first else 0
    moment = first + passed * step
    while ends_on is None or moment.date() <= ends_on:
        yield moment
        moment += step
