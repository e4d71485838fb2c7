"""The calendar file as programs that are not ours read it (K4)."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands.calendar import note_told
from facilitator.commands.series import skip_slot
from facilitator.commands.sessions import cancel_session, delete_session, set_session
from facilitator.exchange.calendar_out import calendar_file
from facilitator.projections.calendar import build_calendar
from tests.exchange.calendar_scene import FIRST, LAST, NOW, TwoZones, ours, two_zones
from tests.readers import with_icalendar, with_icaljs
from tests.readers.found import Found, between
from tests.readers.with_khal import Khal
from tests.readers.with_radicale import Radicale


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[TwoZones]:
    found = two_zones(tmp_path / "two-zones.facilitator", FixedClock(NOW))
    yield found
    found.store.close()


def export(scene: TwoZones) -> str:
    """Return the next calendar file, and keep what it told."""
    made = calendar_file(build_calendar(scene.store))
    note_told(scene.store, made.told)
    return made.text


def expected(scene: TwoZones) -> list[Found]:
    return between(ours(scene.store), FIRST, LAST)


def test_two_years_hold_what_a_reader_can_get_wrong(scene: TwoZones) -> None:
    """The scene itself: both zones change their clocks four times, and single times differ."""
    there = expected(scene)
    assert len(there) > 150
    titles = {each.title for each in there}
    assert {"Office hour", "Round table"} < titles
    assert "Field list, shared (2026/01)" in titles
    starts = [each.starts for each in there if each.title == "Office hour"]
    assert {each[11:] for each in starts} == {"00:30", "01:30"}  # 20:30 in New York
    assert "2026-12-19 01:30" in starts  # moved without being planned yet


def test_icalendar_finds_every_occurrence(scene: TwoZones) -> None:
    text = export(scene)
    assert between(with_icalendar.occurrences(text, LAST), FIRST, LAST) == expected(scene)


def test_ical_js_finds_every_occurrence(scene: TwoZones) -> None:
    text = export(scene)
    assert between(with_icaljs.occurrences(text, LAST), FIRST, LAST) == expected(scene)


def test_khal_finds_every_occurrence(scene: TwoZones, tmp_path: Path) -> None:
    file = tmp_path / "calendar.ics"
    file.write_text(export(scene), encoding="utf-8", newline="")
    khal = Khal(tmp_path / "khal")
    khal.take_in(file)
    assert between(khal.occurrences(FIRST, LAST), FIRST, LAST) == expected(scene)


def change(scene: TwoZones) -> None:
    """Change something of every kind."""
    set_session(scene.store, scene.moved, starts_local="2026-04-02T09:00", title="Field list")
    set_session(scene.store, scene.alone, starts_local="2026-01-07T09:00")
    skip_slot(scene.store, scene.new_york, "2026-06-26T20:30")
    extra = scene.store.value("SELECT id FROM session WHERE title = 'In addition'")
    delete_session(scene.store, extra)
    planned = scene.store.value("SELECT id FROM session WHERE title LIKE 'Über%'")
    cancel_session(scene.store, planned)


def test_khal_takes_a_changed_calendar_as_an_update(scene: TwoZones, tmp_path: Path) -> None:
    khal, file = Khal(tmp_path / "khal"), tmp_path / "calendar.ics"
    for _ in range(2):
        file.write_text(export(scene), encoding="utf-8", newline="")
        khal.take_in(file)
        before = {each.name for each in khal.calendar.iterdir()}
        change(scene) if _ == 0 else None
    assert between(khal.occurrences(FIRST, LAST), FIRST, LAST) == expected(scene)
    assert {each.name for each in khal.calendar.iterdir()} == before


# --- a server -----------------------------------------------------------------------------------


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Radicale]:
    folder = tmp_path / "server"
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Radicale(folder, port) as found:
        yield found


def resources(text: str) -> dict[str, str]:
    """Return the calendar in parts as a client puts them: one name each, with all zones."""
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")
    head = lines[: lines.index("BEGIN:VEVENT")]
    found: dict[str, list[str]] = {}
    part: list[str] = []
    for line in lines[len(head) : -2]:
        part = [line] if line in ("BEGIN:VEVENT", "BEGIN:VTODO") else [*part, line]
        if line in ("END:VEVENT", "END:VTODO"):
            uid = next(each for each in part if each.startswith("UID:")).removeprefix("UID:")
            found[uid] = found.get(uid, []) + part
    return {uid: "\r\n".join([*head, *part, "END:VCALENDAR", ""]) for uid, part in found.items()}


def test_a_server_gives_back_what_was_put(scene: TwoZones, server: Radicale) -> None:
    """PUT and GET over CalDAV: the server reads each part, and writes it anew."""
    put = resources(export(scene))
    assert {server.put(uid, text) for uid, text in put.items()} == {201}
    back = server.get()
    assert between(with_icalendar.occurrences(back, LAST), FIRST, LAST) == expected(scene)
    assert back.count("BEGIN:VTODO") == 1


def test_a_server_goes_through_the_rules_as_we_do(scene: TwoZones, server: Radicale) -> None:
    """A query with `expand`: the server itself says what takes place in two years."""
    for uid, text in resources(export(scene)).items():
        server.put(uid, text)
    told = server.expanded("20260101T000000Z", "20280101T000000Z")
    found = [each for text in told for each in with_icalendar.occurrences(text, LAST)]
    assert between(found, FIRST, LAST) == expected(scene)


def test_a_server_takes_a_changed_calendar_as_an_update(scene: TwoZones, server: Radicale) -> None:
    first = resources(export(scene))
    for uid, text in first.items():
        server.put(uid, text)
    change(scene)
    second = resources(export(scene))
    assert set(second) == set(first)
    assert {server.put(uid, text) for uid, text in second.items()} <= {201, 204}
    back = server.get()
    assert between(with_icalendar.occurrences(back, LAST), FIRST, LAST) == expected(scene)
    assert len(set(re.findall(r"^UID:(.*)\r$", back, re.MULTILINE))) == len(first)
