"""An engagement whose sessions lie in two zones over two years, with everything that differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from facilitator.clock import FixedClock
from facilitator.commands.actions import add_action
from facilitator.commands.new_file import make_engagement
from facilitator.commands.numbers import issue_for_session
from facilitator.commands.series import (
    change_rhythm,
    create_session_at,
    move_slot,
    new_series,
    skip_slot,
)
from facilitator.commands.sessions import cancel_session, new_session, set_session
from facilitator.domain.moments import local_to_utc
from facilitator.domain.rule import Pattern, Rule, weekly
from facilitator.queries.calendar import occasions
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Store
from tests.readers.found import Found, found

NOW = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


@dataclass(frozen=True, slots=True)
class TwoZones:
    store: Store
    berlin: int
    new_york: int
    moved: int  # a session that is not when its rhythm had it
    cancelled: int
    alone: int
    action: int


def two_zones(path: Path, clock: FixedClock) -> TwoZones:
    """Make the engagement: a rhythm that changes, one by the month, sessions beside them."""
    make_engagement(path, "Security, Marketing; both", ["Security", "Marketing"], clock=clock)
    store = Store.open(path, clock)
    berlin = new_series(
        store, "Round table", weekly(2), "2026-01-06T10:00", zone="Europe/Berlin", place="Larch",
        purpose="Line one\nLine, two; three\\four", ends_on="2027-11-30",
    )  # fmt: skip
    change_rhythm(store, berlin, Rule(Pattern.WEEKS, 1, (1, 3)), "2026-09-01T16:30", length_s=2700)
    last_friday = Rule(Pattern.MONTH_WEEKDAY, 1, (4,), -1)
    new_york = new_series(
        store, "Office hour", last_friday, "2026-01-30T20:30", zone="America/New_York"
    )
    new_series(store, "Night watch", weekly(1), "2026-01-04T02:30", zone="Europe/Berlin")
    moved = create_session_at(store, berlin, "2026-03-31T10:00", "Field list, shared")
    set_session(store, moved, starts_local="2026-04-01T14:15", length_s=5400)
    issue_for_session(store, moved)
    cancelled = create_session_at(store, berlin, "2026-04-14T10:00")
    cancel_session(store, cancelled, "nothing to decide")
    create_session_at(store, new_york, "2026-03-27T20:30", "Über Grenzen: größer & 日本")
    skip_slot(store, berlin, "2026-12-24T16:30", "holidays")
    move_slot(store, new_york, "2026-12-25T20:30", "2026-12-18T20:30", "holidays")
    new_session(store, "In addition", "2026-10-25T02:30", zone="Europe/Berlin", series_id=berlin)
    alone = new_session(
        store, "Kickoff", "2026-01-05T09:00", zone="Asia/Kolkata", length_s=7200,
        link="https://meet.example/kickoff?a=1,2;3",
    )  # fmt: skip
    new_session(store, "In the hour that is left out", "2027-03-28T02:30", zone="Europe/Berlin")
    new_session(store, "By UTC", "2026-05-05T12:00", zone="UTC")
    action = add_action(store, "Send the list; all of it", due_on="2026-05-01")
    return TwoZones(store, berlin, new_york, moved, cancelled, alone, action)


def ours(reader: Reader, first: date = FIRST, last: date = LAST) -> list[Found]:
    """Return what takes place, as the calendar of the window has it."""
    out = []
    issued = {key for key, each in session_labels(reader).items() if each.is_issued}
    for each in occasions(reader, first - timedelta(days=1), last + timedelta(days=1)):
        if each.state not in ("cancelled", "skipped"):
            starts = local_to_utc(each.starts_local, each.zone).utc
            title = f"{each.title} ({each.label})" if each.session_id in issued else each.title
            out.append(found(starts, starts + timedelta(seconds=each.length_s), title))
    return out
