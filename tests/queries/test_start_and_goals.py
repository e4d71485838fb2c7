"""What the start page, the first steps, the goals and the private page ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from facilitator.commands import agenda, goals, people, running, sealed, sessions
from facilitator.commands.actions import add_action, advance_action
from facilitator.commands.captures import set_capture
from facilitator.domain.words import CaptureKind, GoalState
from facilitator.queries.first_steps import first_steps
from facilitator.queries.goals import goal_detail
from facilitator.queries.prepare import agenda as agenda_of
from facilitator.queries.private import private_talks, sealed_notes
from facilitator.queries.recent import overview
from facilitator.queries.together import together
from facilitator.store import Reader, Store
from tests.commands.scene import Scene, begin


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Store]:
    store, _clock = begin(tmp_path / "new.facilitator")
    yield store
    store.close()


def test_an_engagement_at_a_glance_says_what_is_next_and_what_is_late(demo: Reader) -> None:
    """E7: across recent files, the next sessions and overdue items."""
    found = overview(demo)
    assert found.title == "Security and Marketing round table"
    assert found.parties == (("Security", "blue"), ("Marketing", "rust"))
    assert found.facilitator == "Ruth Calder"
    assert (found.next_starts, found.next_days) == ("2026-07-21T10:00", 21)
    assert (found.held, found.overdue, found.unanswered) == (12, 2, 1)


def test_home_shows_the_agenda_of_the_session_that_runs(scene: Scene) -> None:
    """E5: day and agenda are of one session, and a session never held is not the next one."""
    old = sessions.new_session(scene.store, "Never held", "2026-01-05T10:00")
    agenda.add_item(scene.store, old, "Old question")
    sessions.new_session(
        scene.store, "Before all others", scene.store.clock.now().strftime("%Y-%m-%dT23:59")
    )
    running.start_session(scene.store, scene.planned)
    found = together(scene.store)
    assert found.next_session is not None
    assert found.next_session.id != old
    assert found.running is not None
    shown = [item.id for item in found.next_agenda]
    assert shown == [item.id for item in agenda_of(scene.store, found.running.id)]


def test_an_engagement_without_a_session_has_no_next_day(scene: Scene) -> None:
    with scene.store.step("Clear"):
        for row in scene.store.all("SELECT id FROM session"):
            scene.store.delete("session", row["id"])
    found = overview(scene.store)
    assert (found.next_starts, found.next_days) == ("", None)


def test_the_first_steps_name_the_side_that_has_nobody(new_store: Store) -> None:
    """E6."""
    store = new_store
    found = first_steps(store)
    assert (found.parties, found.lacking, found.is_over) == (2, ("Security", "Marketing"), False)
    security = store.value("SELECT id FROM party WHERE name = 'Security'")
    nadia = people.add_person(store, "Nadia Rahmani", security)
    assert first_steps(store).lacking == ("Marketing",)
    people.archive_person(store, nadia)
    assert first_steps(store).lacking == ("Security", "Marketing")


def test_the_first_steps_end_with_a_session_and_people_on_both_sides(scene: Scene) -> None:
    assert first_steps(scene.store).is_over


def test_a_goal_comes_with_all_that_was_linked_to_it(scene: Scene) -> None:
    """G6: items, decisions and actions link to goals; minutes spent."""
    store = scene.store
    set_capture(store, scene.decision, goal_id=scene.goal)
    set_capture(store, scene.action, goal_id=scene.goal)
    found = goal_detail(store, scene.goal)
    assert found is not None
    assert [(item.title, item.session_state) for item in found.items] == [
        ("Opt-outs: why amber?", "closed")
    ]
    assert [row.id for row in found.decisions] == [scene.decision]
    assert [row.id for row in found.actions] == [scene.action]
    assert found.card.minutes == found.items[0].minutes == 12
    assert found.card.last_session == "2026-06-23"


def test_a_goal_remembers_its_earlier_states(scene: Scene) -> None:
    goals.set_goal(scene.store, scene.goal, state=GoalState.AT_RISK, state_reason="Two tools")
    found = goal_detail(scene.store, scene.goal)
    assert found is not None
    assert [(row.field, row.before, row.after) for row in found.history] == [
        ("state", "on_track", "at_risk")
    ]


def test_a_goal_that_was_deleted_is_none(scene: Scene) -> None:
    goals.delete_goal(scene.store, scene.goal)
    assert goal_detail(scene.store, scene.goal) is None


def test_a_release_says_where_the_new_statement_stands(scene: Scene) -> None:
    """S1: a new statement; the note keeps its own words."""
    store = scene.store
    talk = sealed.new_private_talk(store, "2026-06-24T09:00", party_id=scene.security)
    note = sealed.write_sealed_note(store, "Only for me", sealed_session_id=talk)
    sealed.release_note(
        store, note, "We can live with it", "Nadia Rahmani", session_id=scene.held,
        kind=CaptureKind.NEED,
    )  # fmt: skip
    (row,) = sealed_notes(store)
    assert (row.text, row.disclosure, row.party) == ("Only for me", "released", "Security")
    assert [(each.words, each.approved_by, each.place) for each in row.releases] == [
        ("We can live with it", "Nadia Rahmani", "2026/01")
    ]


def test_a_release_that_was_deleted_has_no_place(scene: Scene) -> None:
    store = scene.store
    note = sealed.write_sealed_note(store, "Only for me")
    capture_id = sealed.release_note(store, note, "We can live with it", "Nadia Rahmani")
    with store.step("Delete"):
        store.delete("capture", capture_id)
    assert sealed_notes(store)[0].releases[0].capture_id is None


def test_a_private_talk_can_be_moved_and_counts_its_notes(scene: Scene) -> None:
    """P4."""
    store = scene.store
    talk = sealed.new_private_talk(store, "2026-06-24T09:00", party_id=scene.security)
    sealed.write_sealed_note(store, "Only for me", sealed_session_id=talk)
    sealed.set_private_talk(store, talk, at_local="2026-06-25T11:30", with_person_id=scene.nadia)
    (row,) = private_talks(store)
    assert (row.at_local, row.person, row.notes) == ("2026-06-25T11:30", "Nadia Rahmani", 1)


def test_sealed_things_do_not_change_the_glance(scene: Scene) -> None:
    """S2: no count tells of them."""
    before = overview(scene.store)
    talk = sealed.new_private_talk(scene.store, "2026-06-24T09:00", party_id=scene.security)
    sealed.write_sealed_note(scene.store, "Only for me", sealed_session_id=talk)
    assert overview(scene.store) == before


def test_what_was_delivered_waits_for_acceptance_also_without_a_due_day(scene: Scene) -> None:
    """E5, A2: who waits on whom."""
    action = add_action(
        scene.store, "A small favour", person_id=scene.jonas, asked_by_party_id=scene.security
    )
    advance_action(scene.store, action)
    scene.clock.advance(days=3)
    (row,) = [each for each in together(scene.store).waiting if each.id == action]
    assert (row.kind, row.party, row.days) == ("acceptance", "Security", 3)


def test_a_side_has_people_until_the_day_on_which_they_leave(scene: Scene) -> None:
    """E3."""
    people.move_person(scene.store, scene.jonas, None, on=date(2026, 7, 1))
    assert first_steps(scene.store).lacking == ()
    scene.clock.advance(days=8)
    assert first_steps(scene.store).lacking == ("Marketing",)
