"""Invitations that come in: what programs write, and what nobody should have to survive (K4)."""

from __future__ import annotations

import random
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.invitation import Doubt, Invitation, Invited
from facilitator.exchange.calendar_in import known_zone, read_invitation
from facilitator.exchange.ical_parts import MOST_BYTES, MOST_EVENTS, NotAnInvitation
from facilitator.exchange.vtimezone import vtimezone
from facilitator.exchange.zone_parts import offset_at, wall_time
from tests.exchange.calendar_scene import NOW, two_zones

ZONE = "Europe/Berlin"
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody//EN")


def file(*lines: str, head: tuple[str, ...] = HEAD) -> bytes:
    return "\r\n".join([*head, *lines, "END:VCALENDAR", ""]).encode("utf-8")


def event(*lines: str) -> tuple[str, ...]:
    named = () if any(line.startswith("UID") for line in lines) else ("UID:one@example",)
    return ("BEGIN:VEVENT", *named, *lines, "END:VEVENT")


def one(*lines: str, zones: tuple[str, ...] = ()) -> Invitation:
    found = read_invitation(file(*zones, *event(*lines)), "talk.ics", ZONE)
    assert len(found.invitations) == 1
    return found.invitations[0]


def doubts(invitation: Invitation) -> set[Doubt]:
    return {each.doubt for each in invitation.unsure}


def test_an_invitation_of_outlook_is_understood() -> None:
    """Windows has names of its own for zones; the description says where to meet."""
    found = one(
        "SEQUENCE:3",
        "SUMMARY;LANGUAGE=de:Abstimmung\\, Teil 2",
        'DTSTART;TZID="W. Europe Standard Time":20260707T140000',
        'DTEND;TZID="W. Europe Standard Time":20260707T153000',
        "LOCATION:Microsoft Teams-Besprechung; Larch",
        "DESCRIPTION:Hallo\\n\\nTeilnehmen: <https://teams.example/l/meetup-join/19%3a",
        "  meeting>\\nDanke",
        'ORGANIZER;CN="Feld, Jonas":mailto:jonas@example.org',
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;CN=Nadia:MAILTO:Nadia@example.org",
        "BEGIN:VALARM", "TRIGGER:-PT15M", "DESCRIPTION:Not this one", "END:VALARM",
    )  # fmt: skip
    assert (found.title, found.starts_local, found.zone) == (
        "Abstimmung, Teil 2", "2026-07-07T14:00", "Europe/Berlin",
    )  # fmt: skip
    assert (found.length_s, found.sequence, found.place) == (
        5400, 3, "Microsoft Teams-Besprechung; Larch",
    )  # fmt: skip
    assert found.link == "https://teams.example/l/meetup-join/19%3a"
    assert found.organiser == Invited("Feld, Jonas", "jonas@example.org")
    assert found.invited == (Invited("Nadia", "Nadia@example.org"),)
    assert found.unsure == ()


@pytest.mark.parametrize(
    ("start", "local", "zone", "doubt"),
    [
        ("DTSTART:20260707T120000Z", "2026-07-07T14:00", ZONE, Doubt.IN_UTC),
        ("DTSTART:20260707T120000", "2026-07-07T12:00", ZONE, Doubt.FLOATING),
        ("DTSTART;VALUE=DATE:20260707", "2026-07-07T10:00", ZONE, Doubt.ALL_DAY),
        ("DTSTART;TZID=America/New_York:20260707T120000", "2026-07-07T12:00",
         "America/New_York", None),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20260707T120000",
         "2026-07-07T12:00", "Asia/Tokyo", None),
        ("DTSTART;TZID=Mars/Olympus:20260707T120000", "2026-07-07T12:00", ZONE,
         Doubt.UNKNOWN_ZONE),
        ("DTSTART;TZID=Europe/Berlin:20260329T023000", "2026-03-29T03:30", ZONE,
         Doubt.SKIPPED_HOUR),
        ("DTSTART;TZID=Europe/Berlin:20261025T023000", "2026-10-25T02:30", ZONE, None),
    ],
)  # fmt: skip
def test_every_form_of_a_time_is_told_with_its_doubt(
    start: str, local: str, zone: str, doubt: Doubt | None
) -> None:
    found = one(start, "DURATION:PT45M", "SUMMARY:x")
    assert (found.starts_local, found.zone) == (local, zone)
    assert doubts(found) == ({doubt} if doubt else set())
    assert found.length_s == (3600 if doubt is Doubt.ALL_DAY else 2700)


OWN_ZONE = (
    "BEGIN:VTIMEZONE", "TZID:Our office", "BEGIN:STANDARD", "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0300", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0300", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
)  # fmt: skip


def test_a_zone_that_nobody_knows_is_taken_as_the_file_describes_it() -> None:
    found = one("DTSTART;TZID=Our office:20260707T120000", zones=OWN_ZONE)
    assert (found.starts_local, found.zone) == ("2026-07-07T11:00", ZONE)
    winter = one("DTSTART;TZID=Our office:20260107T120000", zones=OWN_ZONE)
    assert winter.starts_local == "2026-01-07T11:00"
    assert Doubt.UNKNOWN_ZONE in doubts(winter)


def test_a_file_from_a_zone_whose_law_changed_keeps_its_wall_time_and_says_so() -> None:
    """Mexico has no summer time since 2022; an old program still writes that it has."""
    old = (
        "BEGIN:VTIMEZONE", "TZID:America/Mexico_City", "BEGIN:DAYLIGHT", "DTSTART:20000402T020000",
        "TZOFFSETFROM:-0600", "TZOFFSETTO:-0500", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
        "END:DAYLIGHT", "BEGIN:STANDARD", "DTSTART:20001029T020000", "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0600", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
        "END:VTIMEZONE",
    )  # fmt: skip
    summer = one("DTSTART;TZID=America/Mexico_City:20260707T120000", "DURATION:PT1H", zones=old)
    assert (summer.starts_local, summer.zone) == ("2026-07-07T12:00", "America/Mexico_City")
    assert Doubt.OTHER_LAW in doubts(summer)
    winter = one("DTSTART;TZID=America/Mexico_City:20260107T120000", "DURATION:PT1H", zones=old)
    assert Doubt.OTHER_LAW not in doubts(winter)


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Gaza"])
def test_what_we_write_of_a_zone_we_read_the_same(name: str) -> None:
    lines = vtimezone(name, datetime(2025, 6, 1))
    calendar = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"])
    from facilitator.exchange.ical_parts import take_apart

    part = take_apart(calendar.encode(), "zone.ics", lambda: None).zones[0]
    for month in range(1, 13):
        for day in (5, 15, 25):
            local = datetime(2027, month, day, 12)
            there = local.replace(tzinfo=ZoneInfo(name)).utcoffset()
            assert there is not None
            assert offset_at(part, local) == int(there.total_seconds()), local


def test_a_method_that_calls_off_and_a_status_do_the_same() -> None:
    start = "DTSTART:20260707T120000Z"
    called_off = read_invitation(file(*event(start), head=(*HEAD, "METHOD:CANCEL")), "c.ics", ZONE)
    assert called_off.invitations[0].is_cancelled
    assert one(start, "STATUS:CANCELLED").is_cancelled
    assert not one(start, "STATUS:CONFIRMED").is_cancelled


def test_an_answer_is_no_invitation() -> None:
    with pytest.raises(NotAnInvitation, match="an answer to an invitation"):
        read_invitation(
            file(*event("DTSTART:20260707T120000Z"), head=(*HEAD, "METHOD:REPLY")), "r.ics", ZONE
        )


def test_of_several_versions_the_latest_counts_and_several_events_are_offered() -> None:
    found = read_invitation(
        file(
            *event("UID:a", "SEQUENCE:2", "SUMMARY:New", "DTSTART:20260707T120000Z"),
            *event("UID:a", "SEQUENCE:1", "SUMMARY:Old", "DTSTART:20260706T120000Z"),
            *event("UID:b", "SUMMARY:Other", "DTSTART:20260708T120000Z"),
            *event("UID:c", "SUMMARY:No time"),
        ),
        "several.ics", ZONE,
    )  # fmt: skip
    assert [each.title for each in found.invitations] == ["New", "Other"]
    assert found.unread == ("an event does not say when it begins",)


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        (("DTEND:20260707T133000Z",), 5400),
        (("DURATION:P1DT0H",), 86400),
        (("DURATION:PT1H30M",), 5400),
        (("DTEND:20260707T110000Z",), 3600),  # ends before it begins
        (("DURATION:P52W",), 3600),
        (("DURATION:-PT15M",), 3600),
        (("DURATION:soon",), 3600),
        ((), 3600),
    ],
)
def test_a_length_that_is_none_is_taken_as_an_hour(lines: tuple[str, ...], seconds: int) -> None:
    found = one("DTSTART:20260707T120000Z", *lines)
    assert found.length_s == seconds
    assert (Doubt.NO_LENGTH in doubts(found)) == (seconds == 3600)


def test_our_own_calendar_reads_back(tmp_path: Path) -> None:
    """What leaves here may come back, whole."""
    from facilitator.clock import FixedClock
    from facilitator.exchange.calendar_out import calendar_file
    from facilitator.projections.calendar import build_calendar

    scene = two_zones(tmp_path / "a.facilitator", FixedClock(NOW))
    text = calendar_file(build_calendar(scene.store)).text
    scene.store.close()
    found = read_invitation(text.encode("utf-8"), "own.ics", ZONE)
    assert found.unread == ()
    kickoff = next(each for each in found.invitations if each.title == "Kickoff")
    assert (kickoff.starts_local, kickoff.zone) == ("2026-01-05T09:00", "Asia/Kolkata")
    assert kickoff.link == "https://meet.example/kickoff?a=1,2;3"
    rhythm = next(each for each in found.invitations if "INTERVAL=2" in each.rule)
    assert rhythm.until_local == "2026-09-01T16:29"
    assert not any(Doubt.OTHER_LAW in doubts(each) for each in found.invitations)


def test_zone_names_of_every_program_are_known() -> None:
    assert known_zone("W. Europe Standard Time") == "Europe/Berlin"
    assert known_zone("/softwarestudio.org/Tzfile/America/Argentina/Buenos_Aires") == (
        "America/Argentina/Buenos_Aires"
    )
    assert known_zone("europe/berlin") == "Europe/Berlin"
    assert known_zone("../../etc/passwd") is None
    assert known_zone("") is None


# --- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "no calendar file"),
        (b"%PDF-1.7", "no calendar file"),
        (b"\0\0\0\0", "no calendar file"),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "no calendar file"),
        (file(), "no session in it"),
        (file("BEGIN:VTODO", "UID:1", "END:VTODO"), "no session in it"),
        (file(*event("DTSTART:20260230T120000Z")), "not a day and time that exist"),
        (file(*event("DTSTART:99991231T235959Z")), "too far away"),
        (file(*event("DTSTART;TZID=Europe/Berlin:00010101T000000")), "too far away"),
        (file(*event("DTSTART:yesterday")), "not a day and time that exist"),
        (file("BEGIN:VEVENT", "DTSTART:20260707T120000Z"), "damaged"),
        (file()[:-20], "cut short"),
        (file(*["BEGIN:VEVENT"] * 50), "nested too deep"),
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_invitation_is_refused_with_a_sentence(data: bytes, cause: str) -> None:
    with pytest.raises(NotAnInvitation, match=cause) as refused:
        read_invitation(data, "bad.ics", ZONE)
    assert "Nothing was changed" in str(refused.value)
    assert "bad.ics" in str(refused.value)


def quick(data: bytes) -> list[Invitation]:
    """Read hostile bytes; it must not take long, whatever they ask for."""
    began = time.perf_counter()
    found = read_invitation(data, "hostile.ics", ZONE)
    assert time.perf_counter() - began < 5
    return list(found.invitations)


def test_a_million_events_cost_no_more_than_the_first_of_them() -> None:
    one_event = "\n".join(event("DTSTART:20260707T120000Z"))
    many = (one_event + "\n") * (MOST_BYTES // (len(one_event) + 1) - 10)
    data = f"BEGIN:VCALENDAR\n{many}END:VCALENDAR\n".replace("UID:one@example\n", "").encode()
    assert len(quick(data)) == MOST_EVENTS
    assert read_invitation(data, "x.ics", ZONE).more > 10_000


def test_a_line_without_an_end_is_cut() -> None:
    folded = "SUMMARY:" + "x" * 60 + "\r\n " + "\r\n ".join(["y" * 70] * 40_000)
    found = quick(file(*event("DTSTART:20260707T120000Z", folded)))[0]
    assert len(found.title) == 300
    assert Doubt.CUT in doubts(found)
    assert len(quick(file(*event("DTSTART:20260707T120000Z", "SUMMARY:" + "z" * 4_000_000)))) == 1


def test_rules_that_never_end_are_not_gone_through() -> None:
    rule = "RRULE:FREQ=SECONDLY;COUNT=999999999;BYMONTHDAY=31;BYMONTH=2"
    found = quick(file(*event("DTSTART:20260707T120000Z", rule)))[0]
    assert (found.count, found.rule) == (999999999, "FREQ=SECONDLY;BYMONTHDAY=31;BYMONTH=2")
    zone = [line.replace("FREQ=YEARLY", "FREQ=SECONDLY") for line in OWN_ZONE]
    lines = [*zone, *event("DTSTART;TZID=Our office:20260707T120000")]
    assert Doubt.UNKNOWN_ZONE in doubts(quick(file(*lines))[0])


def test_a_line_of_nothing_but_parameters_costs_no_time() -> None:
    endless = "DTSTART" + ";A=a" * 1_200_000 + ":20260707T120000Z"
    lines = event("DTSTART:20260707T120000Z", endless)
    assert len(quick(file(*lines))) == 1


def test_an_end_beyond_all_calendars_is_no_reason_to_refuse_a_series() -> None:
    """Programs write the year 9999 for a series that goes on."""
    found = one(
        "DTSTART:20260707T120000Z", "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z",
        "EXDATE:99991231T120000Z,00010101T120000Z,20260714T120000Z",
    )  # fmt: skip
    assert (found.rule, found.until_local) == ("FREQ=WEEKLY", "2200-12-31T23:59")
    assert "2026-07-14T14:00" in found.skipped


def test_lines_folded_within_a_letter_are_put_together_again() -> None:
    """RFC 5545, 3.1: simple programs fold by bytes, and readers have to restore the letters."""
    data = file(*event("DTSTART:20260707T120000Z", "SUMMARY:Grüße, größer"))
    torn = data.replace("ü".encode(), b"\xc3\r\n \xbc").replace("ö".encode(), b"\xc3\n\t\xb6")
    assert read_invitation(torn, "x.ics", ZONE).invitations[0].title == "Grüße, größer"


def test_nul_and_control_characters_do_not_come_in() -> None:
    found = one("DTSTART:20260707T120000Z", "SUMMARY:A\0b\x07c\\nd", "LOCATION:\u202e\ud83d\ude00"
                .encode("utf-16", "surrogatepass").decode("utf-16"))  # fmt: skip
    assert found.title == "Abc d"


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_or_read(data: bytes) -> None:
    try:
        read_invitation(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data, "random.ics", ZONE)
    except NotAnInvitation:
        pass


def test_a_good_file_with_any_damage_is_refused_or_read(tmp_path: Path) -> None:
    """Every kind of damage in turn: letters changed, lost, doubled, lines in another order."""
    good = file(
        *OWN_ZONE,
        *event("DTSTART;TZID=Our office:20260707T120000", "DTEND;TZID=Our office:20260707T130000",
               "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231T120000Z", "EXDATE:20260721T090000Z",
               "RECURRENCE-ID:20260707T090000Z", "SEQUENCE:1",
               "ATTENDEE;CN=x:mailto:a@example.org"),
    )  # fmt: skip
    dice = random.Random(4)
    for _ in range(1500):
        data = bytearray(good)
        for _ in range(dice.randrange(1, 6)):
            at = dice.randrange(len(data))
            kind = dice.randrange(3)
            if kind == 0:
                data[at] = dice.randrange(256)
            elif kind == 1:
                del data[at : at + dice.randrange(1, 30)]
            else:
                data[at:at] = data[at : at + 20] + bytes([dice.choice(b"0123456789;:=,TZ")])
        try:
            read_invitation(bytes(data), "damaged.ics", ZONE)
        except NotAnInvitation:
            pass


def test_a_wall_time_is_one_that_exists() -> None:
    assert wall_time("20260707T120000") == datetime(2026, 7, 7, 12)
    assert wall_time("20260707T240000") is None
    assert wall_time("20260707") is None
