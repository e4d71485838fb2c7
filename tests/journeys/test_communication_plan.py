"""A rhythm is set, met by, advised on and changed; the calendar shows it, from another process."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from tests.journeys.desk import Desk
from tests.journeys.ways import capture, command_line, is_in_order, toast

pytestmark = [pytest.mark.journey, pytest.mark.slow]

BECAUSE = "The sale is near"
FOLLOWED = "Too much is waiting"
MOVED_BECAUSE = "The room is taken"
HELD = 3


def test_a_rhythm_is_set_followed_and_shown_by_the_calendar(desk: Desk, tmp_path: Path) -> None:
    """K2, K3, K4, E7: set a rhythm, hold three sessions, follow the advice, move one, export."""
    file = _open_demo(desk)
    _set_a_rhythm(desk)
    for number in range(HELD):
        _hold_the_next_session(desk, f"Said in session {number + 1}")
    days = _follow_the_advice(desk)
    was, now = _move_a_date(desk)
    calendar = _export(desk, tmp_path / "round-table.ics")
    _shows(calendar, days, was, now)
    desk.quit_app()
    _updates(file, calendar, tmp_path / "again.ics")
    assert is_in_order(file)


def _open_demo(desk: Desk) -> Path:
    desk.open_app()
    desk.press("open-demo")
    desk.see("nav-together")
    (found,) = desk.home.glob("**/Demo.facilitator")
    return found


def _set_a_rhythm(desk: Desk) -> None:
    """Set every three weeks instead of four; what is planned moves along."""
    desk.press("nav-plan")
    assert desk.see("rhythm", holds="every 4 weeks")
    desk.press("rhythm-change")
    desk.see("rhythm-every")
    desk.fill("session-date", "today")
    desk.fill("rhythm-every", "3")
    desk.fill("rhythm-because", BECAUSE)
    desk.press("confirm")
    desk.gone("rhythm-because")
    assert desk.see("rhythm", holds="every 3 weeks")


def _hold_the_next_session(desk: Desk, words: str) -> None:
    desk.press("nav-sessions")
    desk.press("open-due-session")
    desk.press("start-session")
    desk.see("capture-line")
    desk.press("presence")
    desk.press("attendance-everybody")
    desk.press("attendance-done")
    desk.gone("attendance-done")
    capture(desk, words)
    desk.keys("ctrl+k")
    desk.see("command-palette")
    desk.write("Close session")
    desk.see("command-palette-list", having="Close session, shows what is missing first")
    desk.keys("Return")
    desk.gone("command-palette")
    desk.press("close-and-write")
    desk.see("export-minutes")


def _follow_the_advice(desk: Desk) -> int:
    """Accept what is advised, and return its days."""
    desk.press("nav-plan")
    said = desk.see("advice-headline")["name"]
    desk.fill("advice-reason", FOLLOWED)
    desk.press("advice-accept")
    desk.see("accept-from")
    desk.press("confirm")
    desk.gone("accept-from")
    days = {"every week": 7, "every two weeks": 14, "every four weeks": 28}
    advised = next(days[words] for words in days if words in said)
    assert any(FOLLOWED in row for row in desk.rows("advice-history"))
    return advised


def _move_a_date(desk: Desk) -> tuple[datetime, datetime]:
    """Move the last date that the calendar shows by a day; return when it was and when it is."""
    desk.press(name="Calendar", within="plan-tabs")
    desk.see("calendar-grid")
    desk.focus("calendar-list")
    desk.keys("End")
    said = desk.focused()["name"]
    assert "not planned yet" in said, said
    was = _moment(said)
    now = was + timedelta(days=1)
    desk.press("date-move")
    desk.fill("move-day", now.date().isoformat())
    desk.fill("move-reason", MOVED_BECAUSE)
    desk.press("confirm")
    desk.gone("move-reason")
    moved = desk.until(lambda: [row for row in desk.rows("calendar-list") if MOVED_BECAUSE in row])
    assert _moment(moved[0]) == now
    return was, now


def _moment(row: str) -> datetime:
    """Return what “Tue 22 Dec, 10:00” means: in this year, or in the one that is said."""
    found = re.search(r"(\d+) (\w{3})\w*(?: (\d{4}))?, (\d\d:\d\d)", row)
    assert found, row
    day, month, year, time = found.groups()
    words = f"{day} {month} {year or datetime.now(UTC).year} {time}"
    return datetime.strptime(words, "%d %b %Y %H:%M")


def _export(desk: Desk, target: Path) -> Path:
    desk.press("calendar-file")
    desk.see("leaving-facts")  # what leaves, and who will see it
    desk.press("confirm")
    desk.gone("leaving-facts")
    desk.see(role="dialog")
    desk.keys("ctrl+a")
    desk.write(str(target))
    desk.keys("Return")
    desk.until(target.exists, timeout=30)
    desk.until(lambda: toast(desk).startswith(f"Saved {target.name}."))
    return target


def _shows(file: Path, days: int, was: datetime, now: datetime) -> None:
    """The rule of the accepted rhythm stands in the file, and the moved date overrides it."""
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    events = calendar.walk("VEVENT")
    rules = [event["RRULE"] for event in events if "RRULE" in event]
    assert {"FREQ": ["WEEKLY"], "INTERVAL": [days // 7]}.items() <= dict(rules[-1]).items()
    moved = {
        event["RECURRENCE-ID"].dt.replace(tzinfo=None): event["DTSTART"].dt.replace(tzinfo=None)
        for event in events
        if "RECURRENCE-ID" in event
    }
    assert moved[was] == now
    held = [event for event in events if "Retail ads: the one-page brief" in event["SUMMARY"]]
    assert len(held) == 1
    assert len(calendar.walk("VTODO")) >= 25, "a to-do for each action"


def _updates(file: Path, before: Path, target: Path) -> None:
    """Export again from the command line: the same things with the same names, none twice."""
    done = command_line("export", str(file), "calendar", "-o", str(target))
    assert done.returncode == 0, done.stderr
    assert _names(target) == _names(before)


def _names(file: Path) -> list[tuple[str, str]]:
    components = icalendar.Calendar.from_ical(file.read_bytes()).subcomponents
    return sorted(
        (str(each["UID"]), str(each.get("RECURRENCE-ID", "")))
        for each in components
        if "UID" in each
    )
