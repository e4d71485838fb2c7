"""What the figures of the advice are counted for, and the rows that each came from (K3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from facilitator.cadence.advice import Exact, Thresholds
from facilitator.queries.series import SeriesRow
from facilitator.store import Reader

MOST = 500  # rows of one kind that are listed; more are counted, not listed


@dataclass(frozen=True, slots=True)
class Source:
    """A row that a figure came from.

    `kind` is item, parked, concern, decision, action, session, slot, incident, milestone, rhythm
    or plan; `why` a cause within it, `day` the ISO date and `minutes` the size that counted,
    `name` whose it is or what it belongs to.
    """

    kind: str
    id: int
    text: str
    why: str = ""
    minutes: Exact = 0
    day: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its rows; `count` is how many there are, also those that are not listed."""

    value: Exact | None
    sources: tuple[Source, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """For which series and which day is counted.

    `on` is the day that is advised on. What happened until `until` counts, the same day as a rule;
    it is later where an advice given on `on` is looked at again. `is_only`: there is no other
    series, so that everything belongs to this one.
    """

    reader: Reader
    series: SeriesRow
    is_only: bool
    on: date
    until: date
    thresholds: Thresholds

    @property
    def values(self) -> dict[str, object]:
        """Return what the queries name: the series, the days, and the day after `until`."""
        return {
            "series": self.series.id,
            "on": self.on.isoformat(),
            "until": self.until.isoformat(),
            "after": (self.until + timedelta(days=1)).isoformat(),
        }

    def sessions(self, alias: str = "s") -> str:
        """Return the condition for sessions that belong to the series."""
        return "true" if self.is_only else f"{alias}.series_id = :series"

    def said(self, alias: str = "s") -> str:
        """Return the condition for what was said: in the series, or outside of any."""
        return "true" if self.is_only else f"coalesce({alias}.series_id, :series) = :series"

    def items(self, item: str = "i", session: str = "s") -> str:
        """Return the condition for items: on an agenda of the series, or in its backlog."""
        if self.is_only:
            return "true"
        return (
            f"CASE WHEN {item}.session_id IS NULL"
            f" THEN coalesce({item}.series_id, :series) = :series"
            f" ELSE {session}.series_id IS :series END"
        )
