"""The advice, its thresholds, incidents and rates under the undo law."""

# ruff: noqa: E501  (one line for each command reads better than a wrapped table)

from __future__ import annotations

from facilitator.commands import advice, captures, series
from facilitator.domain.rule import weekly
from facilitator.domain.words import CaptureKind
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene


def _series(s: Scene) -> int:
    """A rhythm of four weeks, and more waiting than it can handle."""
    for n in range(12):
        captures.capture(s.store, CaptureKind.PARKED, f"Point {n}", session_id=s.planned)
    return series.new_series(s.store, "Round table", weekly(4), "2026-07-07T10:00")


def _incident(s: Scene) -> int:
    return advice.open_incident(s.store, "Lost laptop", "2026-06-20")


def _closed(s: Scene) -> int:
    found = _incident(s)
    advice.close_incident(s.store, found)
    return found


LAW: Table = {
    "advice.accept_advice": (_series, lambda s, r: advice.accept_advice(s.store, r, "2026-07-21T10:00", "The list grows")),
    "advice.decline_advice": (_series, lambda s, r: advice.decline_advice(s.store, r, "Summer sale")),
    "advice.set_threshold": (nothing, lambda s, _: advice.set_threshold(s.store, "clear_weeks", 8)),
    "advice.reset_thresholds": (lambda s: advice.set_threshold(s.store, "clear_weeks", 8), lambda s, _: advice.reset_thresholds(s.store)),
    "advice.open_incident": (nothing, lambda s, _: advice.open_incident(s.store, "Lost laptop")),
    "advice.set_incident": (_incident, lambda s, i: advice.set_incident(s.store, i, title="Lost telephone")),
    "advice.set_incident_day": (_incident, lambda s, i: advice.set_incident_day(s.store, i, "2026-06-21")),
    "advice.close_incident": (_incident, lambda s, i: advice.close_incident(s.store, i)),
    "advice.reopen_incident": (_closed, lambda s, i: advice.reopen_incident(s.store, i)),
    "advice.delete_incident": (_closed, lambda s, i: advice.delete_incident(s.store, i)),
    "advice.set_rate": (nothing, lambda s, _: advice.set_rate(s.store, 9500, s.nadia)),
}  # fmt: skip
