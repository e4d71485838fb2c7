"""The calendar file: names that stay, SEQUENCE, what is gone, and its form (K4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from facilitator.clock import FixedClock
from facilitator.commands.actions import advance_action, end_action, set_action, set_owner
from facilitator.commands.calendar import note_told, noting_told
from facilitator.commands.captures import delete_capture
from facilitator.commands.new_file import make_engagement
from facilitator.commands.people import add_person
from facilitator.commands.series import delete_series, set_series, skip_slot
from facilitator.commands.sessions import (
    cancel_session,
    delete_session,
    new_session,
    restore_session,
    set_session,
)
from facilitator.domain.words import ActionState
from facilitator.exchange.calendar_out import calendar_file
from facilitator.exchange.ical_lines import document, folded, text_line
from facilitator.projections.calendar import build_calendar
from facilitator.store import Reader, Store
from tests.exchange.calendar_scene import NOW, TwoZones, two_zones


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def scene(tmp_path: Path, clock: FixedClock) -> Iterator[TwoZones]:
    found = two_zones(tmp_path / "two-zones.facilitator", clock)
    yield found
    found.store.close()


def export(store: Store) -> str:
    made = calendar_file(build_calendar(store))
    note_told(store, made.told)
    return made.text


def components(text: str) -> dict[tuple[str, str], dict[str, str]]:
    """Return each component by its name and the time that it replaces."""
    out = {}
    for each in Calendar.from_ical(text).walk():
        if each.name in ("VEVENT", "VTODO"):
            known = {name: value.to_ical().decode() for name, value in _single(each)}
            out[known["UID"], known.get("RECURRENCE-ID", "")] = known | {"kind": each.name}
    return out


def _single(component: Event) -> Iterator[tuple[str, object]]:
    for name, value in component.items():
        yield from ((name, one) for one in (value if isinstance(value, list) else [value]))


def changed(before: str, after: str) -> dict[str, tuple[str, str]]:
    """Return what differs between two files: its summary, with its SEQUENCE before and now."""
    old, new = components(before), components(after)
    return {
        each["SUMMARY"]: (old.get(key, {}).get("SEQUENCE", ""), each["SEQUENCE"])
        for key, each in new.items()
        if old.get(key) != each
    }


def named(text: str, summary: str) -> dict[str, str]:
    found = [each for each in components(text).values() if summary in each["SUMMARY"]]
    assert len(found) == 1, [each["SUMMARY"] for each in components(text).values()]
    return found[0]


def test_a_second_export_without_a_change_is_the_same_in_every_byte(
    scene: TwoZones, clock: FixedClock
) -> None:
    first = export(scene.store)
    clock.advance(hours=50)
    assert export(scene.store) == first
    assert "SEQUENCE:0" in first
    assert "SEQUENCE:1" not in first


def test_what_changed_keeps_its_name_and_gets_the_next_sequence(
    scene: TwoZones, clock: FixedClock
) -> None:
    first = export(scene.store)
    clock.advance(hours=1)
    set_session(scene.store, scene.alone, starts_local="2026-01-05T11:00")
    second = export(scene.store)
    assert changed(first, second) == {"Kickoff": ("0", "1")}
    assert "DTSTAMP:20260102T090000Z" in second
    set_session(scene.store, scene.alone, starts_local="2026-01-05T09:00")
    assert changed(second, export(scene.store)) == {"Kickoff": ("1", "2")}


def test_a_time_that_is_skipped_is_left_out_of_its_rhythm(scene: TwoZones) -> None:
    first = export(scene.store)
    skip_slot(scene.store, scene.new_york, "2026-06-26T20:30")
    second = export(scene.store)
    assert changed(first, second) == {"Office hour": ("0", "1")}
    assert "EXDATE;TZID=America/New_York:20260626T203000" in second


def test_a_session_that_is_called_off_leaves_its_rhythm_and_comes_back(scene: TwoZones) -> None:
    first = export(scene.store)
    session = components(first)[_override(first, "Field list")]
    cancel_session(scene.store, scene.moved)
    second = export(scene.store)
    assert (session["UID"], session["RECURRENCE-ID"]) not in components(second)
    assert "EXDATE;TZID=Europe/Berlin:20260331T100000" in second
    restore_session(scene.store, scene.moved)
    third = components(export(scene.store))
    assert third[session["UID"], session["RECURRENCE-ID"]]["SEQUENCE"] == "0"
    assert "20260331T100000" not in third[session["UID"], ""].get("EXDATE", "")


def _override(text: str, summary: str) -> tuple[str, str]:
    found = named(text, summary)
    return (found["UID"], found["RECURRENCE-ID"])


def test_a_deleted_session_of_a_rhythm_is_told_to_be_as_the_others(scene: TwoZones) -> None:
    """A calendar that takes overrides one by one would keep the deleted session."""
    first = export(scene.store)
    key = _override(first, "Field list")
    delete_session(scene.store, scene.moved)
    second = components(export(scene.store))[key]
    assert (second["SUMMARY"], second["SEQUENCE"]) == ("Round table", "1")
    assert second["DTSTART"] == "20260331T100000"
    assert components(export(scene.store))[key] == second


def test_what_stood_by_itself_is_called_off_for_a_while(scene: TwoZones, clock: FixedClock) -> None:
    first = export(scene.store)
    uid = named(first, "Kickoff")["UID"]
    delete_session(scene.store, scene.alone)
    second = export(scene.store)
    gone = components(second)[uid, ""]
    assert (gone["STATUS"], gone["SEQUENCE"], gone["DTSTART"]) == (
        "CANCELLED", "1", "20260105T090000",
    )  # fmt: skip
    clock.advance(hours=24 * 59)
    assert export(scene.store) == second
    clock.advance(hours=24 * 2)
    assert (uid, "") not in components(export(scene.store))


def test_a_deleted_series_is_called_off_as_a_whole(scene: TwoZones) -> None:
    first = export(scene.store)
    uid = named(first, "Über")["UID"]
    for row in scene.store.all("SELECT id FROM session WHERE title LIKE 'Über%'"):
        delete_session(scene.store, row["id"])
    delete_series(scene.store, scene.new_york)
    found = {key: each for key, each in components(export(scene.store)).items() if key[0] == uid}
    assert [(key[1], each["STATUS"]) for key, each in found.items()] == [("", "CANCELLED")]


def test_undo_brings_the_same_name_back_with_a_higher_sequence(scene: TwoZones) -> None:
    first = export(scene.store)
    delete_session(scene.store, scene.alone)
    export(scene.store)
    scene.store.undo()
    third = export(scene.store)
    assert changed(first, third) == {"Kickoff": ("0", "2")}


def test_what_was_never_told_is_not_called_off(scene: TwoZones) -> None:
    cancel_session(scene.store, scene.alone)
    text = export(scene.store)
    assert "Kickoff" not in text
    assert "CANCELLED" not in text


def test_a_rhythm_ends_where_the_next_begins_and_the_series_ends(scene: TwoZones) -> None:
    text = export(scene.store)
    rules = [line for line in text.split("\r\n") if line.startswith("RRULE:FREQ=WEEKLY")]
    assert "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260901T142900Z" in rules
    assert "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,TH;UNTIL=20271130T225900Z" in rules
    assert "RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR" in text
    set_series(scene.store, scene.berlin, ends_on="2026-05-31")
    assert "BYDAY=TU,TH" not in export(scene.store)  # it would begin behind the end


# --- to-dos -------------------------------------------------------------------------------------


def test_every_action_is_a_to_do(scene: TwoZones) -> None:
    todo = named(export(scene.store), "Send the list")
    assert (todo["kind"], todo["DUE"], todo["STATUS"]) == ("VTODO", "20260501", "NEEDS-ACTION")
    assert todo["SUMMARY"].endswith("Send the list\\; all of it")
    ruth = add_person(scene.store, "Ruth Calder", None, email="ruth@tallowmere.example")
    set_owner(scene.store, scene.action, ruth)
    advance_action(scene.store, scene.action)
    advance_action(scene.store, scene.action)
    text = export(scene.store)
    todo = named(text, "Send the list")
    assert (todo["STATUS"], todo["SEQUENCE"]) == ("IN-PROCESS", "1")
    assert "Owner: Ruth Calder" in todo["DESCRIPTION"]
    assert "@" not in text  # nothing of a person but the name
    set_action(scene.store, scene.action, done_when="Everybody has it")
    assert "Done when: Everybody has it" in named(export(scene.store), "Send")["DESCRIPTION"]


def test_a_dropped_action_is_called_off_and_a_deleted_one_too(scene: TwoZones) -> None:
    uid = named(export(scene.store), "Send the list")["UID"]
    end_action(scene.store, scene.action, ActionState.DROPPED, "not needed")
    assert components(export(scene.store))[uid, ""]["STATUS"] == "CANCELLED"
    delete_capture(scene.store, scene.action)
    gone = components(export(scene.store))[uid, ""]
    assert (gone["STATUS"], gone["SEQUENCE"], gone["kind"]) == ("CANCELLED", "2", "VTODO")


# --- what is kept -------------------------------------------------------------------------------


def test_a_file_that_cannot_be_written_counts_the_change_all_the_same(
    scene: TwoZones, clock: FixedClock
) -> None:
    export(scene.store)
    set_session(scene.store, scene.alone, starts_local="2026-01-05T11:00")
    with Reader.open(scene.store.path, clock) as reader:
        twice = {calendar_file(build_calendar(reader)).text for _ in range(2)}
        assert len(twice) == 1
        assert named(twice.pop(), "Kickoff")["SEQUENCE"] == "1"


def test_keeping_what_was_told_is_no_step(scene: TwoZones) -> None:
    """Undo would make calendars miss the next update."""
    label = scene.store.undo_label
    told = calendar_file(build_calendar(scene.store)).told
    assert len(told) > 10
    assert [*noting_told(scene.store, told)] == [len(told)]
    assert scene.store.undo_label == label
    assert calendar_file(build_calendar(scene.store)).told == ()


def test_no_id_of_the_file_leaves(scene: TwoZones) -> None:
    text = re.sub(r"\r\n[ \t]", "", export(scene.store))
    ids = [row["id"] for row in scene.store.all("SELECT id FROM session")]
    assert not [each for each in ids if str(each) in text]
    assert "METHOD" not in text


# --- the form of lines --------------------------------------------------------------------------


@example("😀" * 80)
@example("é日😀" * 60)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_a_line_folds_at_75_octets_and_reads_back(words: str) -> None:
    line = text_line("SUMMARY", words)
    parts = folded(line).encode("utf-8").split(b"\r\n")
    assert all(len(part) <= 75 for part in parts)
    assert all(part.decode("utf-8") is not None for part in parts)
    plain = re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", re.sub("\r\n?", "\n", words))
    text = document(["BEGIN:VEVENT", "UID:1", line, "END:VEVENT"])
    read = str(Event.from_ical(text).get("SUMMARY", ""))
    assert read == plain


@pytest.mark.parametrize(
    ("local", "zone"),
    [("2200-12-31T23:59", "America/New_York"), ("1900-01-01T00:00", "Asia/Tokyo")],
)
def test_a_session_at_the_end_of_time_does_not_stop_the_calendar(
    tmp_path: Path, clock: FixedClock, local: str, zone: str
) -> None:
    make_engagement(tmp_path / "far.facilitator", "Far", ["Security", "Marketing"], clock=clock)
    with Store.open(tmp_path / "far.facilitator", clock) as store:
        new_session(store, "Far away", local, zone=zone)
        assert "SUMMARY:Far away" in calendar_file(build_calendar(store)).text
