"""`export FILE calendar` (K4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from facilitator.commands.sessions import set_session
from facilitator.store import Store
from tests.cli.conftest import Run


def _said(done: Any) -> str:
    return str(done.stderr)


def test_the_calendar_is_written_whole(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "round table.ics"
    assert run("export", file, "calendar", "-o", out).exit_code == 0
    data = out.read_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(data)
    assert calendar.walk("VEVENT")
    with Store.open(file) as store:
        actions = store.value("SELECT count(*) FROM capture WHERE kind = 'action'")
    todos = calendar.walk("VTODO")
    assert len(todos) == actions
    assert all(str(each["SUMMARY"]).startswith("A-2026-") for each in todos)
    assert calendar.errors == []


def test_the_second_file_is_the_same_until_something_changes(
    run: Run, file: Path, tmp_path: Path
) -> None:
    """K4: a calendar program updates what it has by SEQUENCE."""
    texts = []
    for number in range(2):
        run("export", file, "calendar", "-o", tmp_path / f"{number}.ics")
        texts.append((tmp_path / f"{number}.ics").read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    with Store.open(file) as store:
        planned = store.value("SELECT id FROM session WHERE state = 'planned'")
        set_session(store, planned, starts_local="2026-08-05T15:00")
    third = run("export", file, "calendar", "-o", "-").stdout
    assert "T150000" in third
    assert third.count("SEQUENCE:1\n") == 1


def test_a_file_that_is_open_elsewhere_gives_its_calendar_all_the_same(
    run: Run, file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "c.ics"
    with Store.open(file):
        done = run("export", file, "calendar", "-o", out)
    assert done.exit_code == 0
    assert "cannot be written just now, so calendars take the next file" in _said(done)
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize("ending", ["csv", "json", "pdf"])
def test_a_calendar_is_an_ics_file(run: Run, file: Path, tmp_path: Path, ending: str) -> None:
    done = run("export", file, "calendar", "-o", tmp_path / f"c.{ending}")
    assert done.exit_code == 2
    assert ".ics" in _said(done)
    assert run("export", file, "calendar", "-o", "-", "--json").exit_code == 2
