"""An invitation becomes a session, changes it and calls it off; nothing comes silently (K4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.commands.calendar import note_told
from facilitator.commands.invitations import bring_session, call_off
from facilitator.commands.people import set_person
from facilitator.commands.running import start_session
from facilitator.commands.sessions import cancel_session, delete_session
from facilitator.domain.invitation import Doubt, Invitation, Invited
from facilitator.errors import CommandRefused, InvalidText
from facilitator.exchange.calendar_in import read_invitation
from facilitator.exchange.calendar_out import calendar_file
from facilitator.projections.calendar import build_calendar
from facilitator.queries.invitations import Standing, choices, meeting
from facilitator.store import Row
from tests.commands.law.calendar import CALLED_OFF, INVITED
from tests.commands.scene import Scene
from tests.exchange.calendar_scene import NOW as TWO_ZONES_NOW
from tests.exchange.calendar_scene import TwoZones, two_zones


def session(scene: Scene, session_id: int) -> Row:
    row = scene.store.one("SELECT * FROM session WHERE id = ?", (session_id,))
    assert row is not None
    return row


def invited(scene: Scene, session_id: int) -> set[int]:
    rows = scene.store.all("SELECT person_id FROM attendance WHERE session_id = ?", (session_id,))
    return {row["person_id"] for row in rows}


def test_an_invitation_becomes_a_session_with_everything_that_it_says(scene: Scene) -> None:
    made = session(scene, bring_session(scene.store, INVITED))
    for name in ("title", "starts_local", "zone", "length_s", "place", "link", "uid"):
        assert made[name] == getattr(INVITED, name), name
    assert invited(scene, made["id"]) == {scene.ruth, scene.nadia, scene.jonas}
    assert scene.store.undo_label == "Bring invitation"


def test_what_a_person_puts_right_wins(scene: Scene) -> None:
    made = bring_session(
        scene.store, INVITED, title="Budget", starts_local="2026-07-08T16:00", people={scene.ruth}
    )
    assert session(scene, made)["title"] == "Budget"
    assert session(scene, made)["starts_local"] == "2026-07-08T16:00"
    assert invited(scene, made) == {scene.ruth}


def test_people_are_known_by_their_address_and_nobody_is_added(scene: Scene) -> None:
    set_person(scene.store, scene.nadia, email="nadia@Example.org")
    before = scene.store.value("SELECT count(*) FROM person")
    stranger = Invited("Jonas Feld", "somebody@else.example")
    found = meeting(scene.store, replace(INVITED, invited=(stranger,)))
    assert [(each.invited.email, each.person_id) for each in found.people] == [
        ("nadia@example.org", scene.nadia), ("somebody@else.example", None),
    ]  # fmt: skip
    bring_session(scene.store, INVITED, people=found.known_ids)
    assert scene.store.value("SELECT count(*) FROM person") == before


def test_an_update_changes_the_session_that_came_from_it(scene: Scene) -> None:
    made = bring_session(scene.store, INVITED)
    later = replace(INVITED, sequence=2, starts_local="2026-07-09T09:00", place="Rowan")
    found = meeting(scene.store, later)
    assert found.standing is Standing.UPDATE
    assert found.changes == (
        ("starts_local", "2026-07-08T15:00", "2026-07-09T09:00"), ("place", "Larch", "Rowan"),
    )  # fmt: skip
    assert bring_session(scene.store, later) == made
    assert session(scene, made)["place"] == "Rowan"
    assert meeting(scene.store, later).standing is Standing.SAME
    assert meeting(scene.store, INVITED).standing is Standing.OLDER
    with pytest.raises(CommandRefused, match="older"):
        bring_session(scene.store, INVITED)
    scene.store.undo()
    assert session(scene, made)["place"] == "Larch"


def test_calling_off_cancels_and_a_new_invitation_plans_again(scene: Scene) -> None:
    made = bring_session(scene.store, INVITED)
    assert meeting(scene.store, CALLED_OFF).standing is Standing.CALL_OFF
    assert call_off(scene.store, CALLED_OFF) == made
    assert session(scene, made)["state"] == "cancelled"
    with pytest.raises(CommandRefused, match="cancelled already"):
        call_off(scene.store, CALLED_OFF)
    scene.store.undo()
    assert session(scene, made)["state"] == "planned"
    cancel_session(scene.store, made)
    bring_session(scene.store, replace(INVITED, sequence=3))
    assert session(scene, made)["state"] == "planned"


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_a_session_that_has_begun_is_left_alone(scene: Scene, is_cancelled: bool) -> None:
    made = bring_session(scene.store, INVITED)
    start_session(scene.store, made)
    before = session(scene, made)
    again = replace(INVITED, sequence=9, title="Other", is_cancelled=is_cancelled)
    with pytest.raises(CommandRefused, match="has begun"):
        bring_session(scene.store, again)
    assert session(scene, made) == before


def test_calling_off_what_never_came_changes_nothing(scene: Scene) -> None:
    before = scene.store.value("SELECT count(*) FROM session")
    with pytest.raises(CommandRefused, match="did not come from here"):
        bring_session(scene.store, CALLED_OFF)
    assert scene.store.value("SELECT count(*) FROM session") == before


def test_an_invitation_without_a_title_is_refused_whole(scene: Scene) -> None:
    before = scene.store.value("SELECT count(*) FROM session")
    with pytest.raises(InvalidText):
        bring_session(scene.store, replace(INVITED, title=""))
    assert scene.store.value("SELECT count(*) FROM session") == before
    assert not scene.store.all("SELECT 1 FROM calendar_sent")


def test_an_exported_invitation_keeps_its_name_and_its_sequence(scene: Scene) -> None:
    """Its calendar has it already: under another name it would stand there twice."""
    made = bring_session(scene.store, INVITED)
    for _ in range(2):
        told = calendar_file(build_calendar(scene.store))
        note_told(scene.store, told.told)
        text = told.text
        part = text[text.index(f"UID:{INVITED.uid}") :][:120]
        assert "SEQUENCE:1\r\n" in part
    delete_session(scene.store, made)
    assert INVITED.uid not in calendar_file(build_calendar(scene.store)).text


# --- series of somebody else ---------------------------------------------------------------------

WEEKLY = replace(
    INVITED, starts_local="2026-01-06T15:00", rule="FREQ=WEEKLY;WKST=SU",
    until_local="2026-07-31T23:59",
    skipped=frozenset({"2026-06-30T15:00"}),
)  # fmt: skip


def test_of_a_series_the_coming_times_are_offered_one_by_one(scene: Scene) -> None:
    """It is 23 June 2026; a time that is left out, or stands by itself, is not offered twice."""
    apart = replace(INVITED, recurrence="2026-07-07T13:00", starts_local="2026-07-08T11:00")
    found = choices(scene.store, [WEEKLY, apart])
    assert [each.starts_local for each in found] == [
        "2026-06-23T15:00", "2026-07-08T11:00", "2026-07-14T15:00", "2026-07-21T15:00",
        "2026-07-28T15:00",
    ]  # fmt: skip
    assert found[0].recurrence == "2026-06-23T13:00"
    made = bring_session(scene.store, found[2])
    assert session(scene, made)["uid"] == f"{INVITED.uid} 2026-07-14T13:00"
    assert meeting(scene.store, found[2]).standing is Standing.SAME
    assert meeting(scene.store, found[3]).standing is Standing.NEW
    text = calendar_file(build_calendar(scene.store)).text
    assert "RECURRENCE-ID:20260714T130000Z" in text


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTHDAY=15", "x"],
)
def test_a_rule_that_is_not_offered_here_brings_its_first_time_alone(
    scene: Scene, rule: str
) -> None:
    found = choices(scene.store, [replace(WEEKLY, rule=rule)])
    assert [each.starts_local for each in found] == ["2026-01-06T15:00"]
    assert [each.doubt for each in found[0].unsure] == [Doubt.ODD_RULE]


def test_a_series_that_is_over_offers_its_last_time(scene: Scene) -> None:
    ended = replace(WEEKLY, until_local="2026-02-01T00:00")
    assert [each.starts_local for each in choices(scene.store, [ended])] == ["2026-01-27T15:00"]
    three = replace(WEEKLY, until_local="", count=3)
    assert [each.starts_local for each in choices(scene.store, [three])] == ["2026-01-20T15:00"]


def test_a_series_that_began_long_ago_offers_its_coming_times(scene: Scene) -> None:
    daily = replace(
        WEEKLY, starts_local="1950-01-02T15:00", rule="FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
        until_local="", skipped=frozenset({"2026-06-24T15:00"}),
    )  # fmt: skip
    found = choices(scene.store, [daily])
    assert [each.starts_local for each in found[:3]] == [
        "2026-06-23T15:00", "2026-06-25T15:00", "2026-06-26T15:00"
    ]  # fmt: skip
    counted = replace(daily, count=99_999)
    assert len(choices(scene.store, [counted])) == 1  # too long ago to count its times


def test_an_invitation_without_a_name_is_brought_each_time(scene: Scene) -> None:
    nameless: Invitation = replace(INVITED, uid="")
    first, second = (bring_session(scene.store, nameless) for _ in range(2))
    assert first != second
    assert session(scene, first)["uid"] is None


# --- what comes back ------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TwoZones]:
    found = two_zones(tmp_path / "two-zones.facilitator", FixedClock(TWO_ZONES_NOW))
    yield found
    found.store.close()


def returned(scene: TwoZones) -> list[Invitation]:
    """Return our own calendar file as somebody sends it back."""
    data = calendar_file(build_calendar(scene.store)).text.encode("utf-8")
    return choices(scene.store, read_invitation(data, "back.ics", "Europe/Berlin").invitations)


def test_our_own_calendar_brings_nothing_twice(own: TwoZones) -> None:
    standings = {
        each.starts_local: (meeting(own.store, each).standing, each.title) for each in returned(own)
    }
    assert standings["2026-01-05T09:00"] == (Standing.SAME, "Kickoff")
    assert standings["2026-04-01T14:15"] == (Standing.SAME, "Field list, shared")
    assert standings["2026-01-06T10:00"] == (Standing.NEW, "Round table")


def test_a_session_that_comes_back_changed_changes_the_session(own: TwoZones) -> None:
    before = own.store.value("SELECT count(*) FROM session")
    for session_id, starts in ((own.alone, "2026-01-05T11:00"), (own.moved, "2026-04-02T08:00")):
        here = own.store.value("SELECT starts_local FROM session WHERE id = ?", (session_id,))
        each = next(one for one in returned(own) if one.starts_local == here)
        assert bring_session(own.store, replace(each, starts_local=starts)) == session_id
        row = own.store.one("SELECT * FROM session WHERE id = ?", (session_id,))
        assert row is not None
        assert (row["starts_local"], row["uid"]) == (starts, None)
    assert own.store.value("SELECT count(*) FROM session") == before
    assert not own.store.all("SELECT 1 FROM calendar_sent WHERE kind = 'invitation'")


def test_a_time_of_our_rhythm_that_comes_back_fills_it(own: TwoZones) -> None:
    each = next(one for one in returned(own) if one.starts_local == "2026-01-20T10:00")
    made = bring_session(own.store, replace(each, starts_local="2026-01-21T10:00"))
    row = own.store.one("SELECT * FROM session WHERE id = ?", (made,))
    assert row is not None
    assert (row["series_id"], row["original_local"]) == (own.berlin, "2026-01-20T10:00")
    assert row["uid"] is None
