"""Series, rhythms and their exceptions under the undo law."""

# ruff: noqa: E501  (one line for each command reads better than a wrapped table)

from __future__ import annotations

from facilitator.commands import rhythm, series
from facilitator.domain.rule import Pattern, Rule, weekly
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene

FIRST = "2026-07-07T10:00"
SECOND = Rule(Pattern.MONTH_WEEKDAY, 1, (1,), 2)


def _series(s: Scene) -> int:
    return series.new_series(s.store, "Round table", weekly(2), FIRST)


def _rhythm(s: Scene) -> int:
    row = s.store.value("SELECT id FROM rhythm WHERE series_id = ?", (_series(s),))
    return int(row)


def _moved(s: Scene) -> int:
    found = _series(s)
    series.move_slot(s.store, found, FIRST, "2026-07-08T14:00", "Sale")
    return found


def _with_session(s: Scene) -> int:
    found = _moved(s)
    series.create_sessions(s.store, found, 2)
    return found


def _left_behind(s: Scene) -> int:
    found = _with_session(s)
    series.change_rhythm(s.store, found, weekly(2), "2026-07-09T14:00")
    return found


LAW: Table = {
    "series.new_series": (nothing, lambda s, _: _series(s)),
    "series.set_series": (_series, lambda s, x: series.set_series(s.store, x, purpose="Keep in step", level="working")),
    "series.change_rhythm": (_moved, lambda s, x: series.change_rhythm(s.store, x, SECOND, "2026-07-07T10:00", because="summer")),
    "rhythm.set_rhythm": (_rhythm, lambda s, x: rhythm.set_rhythm(s.store, x, rule=weekly(4), length_s=5400)),
    "rhythm.move_to_rhythm": (_left_behind, lambda s, x: rhythm.move_to_rhythm(s.store, x)),
    "series.delete_series": (_with_session, lambda s, x: series.delete_series(s.store, x)),
    "series.plan_next": (_series, lambda s, x: series.plan_next(s.store, x)),
    "series.create_sessions": (_moved, lambda s, x: series.create_sessions(s.store, x, 3)),
    "series.create_session_at": (_moved, lambda s, x: series.create_session_at(s.store, x, FIRST)),
    "series.move_slot": (_series, lambda s, x: series.move_slot(s.store, x, FIRST, "2026-07-08T14:00", "Sale")),
    "series.skip_slot": (_moved, lambda s, x: series.skip_slot(s.store, x, FIRST, "Holidays")),
    "series.restore_slot": (_moved, lambda s, x: series.restore_slot(s.store, x, FIRST)),
}  # fmt: skip
NO_LAW = {"rhythm.refuse_used", "rhythm.settle_times"}  # parts of the commands above
