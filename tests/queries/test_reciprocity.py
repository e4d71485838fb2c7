"""What each side owes the other (A3): counts that add up, and the hand count of the demo."""

from __future__ import annotations

from datetime import date

from facilitator.commands import actions, captures, parties, people
from facilitator.domain.words import ActionState, CaptureKind
from facilitator.queries.actions import owed
from facilitator.queries.reciprocity import (
    Counts,
    Fate,
    Given,
    by_month,
    by_session,
    counted,
    reciprocity,
)
from facilitator.store import Reader
from tests.commands.scene import Scene


def test_the_demo_counts_what_a_hand_counts(demo: Reader) -> None:
    """A3: 10 that Security owes (a2 5 6 7 11 13 15 17 19 23), 15 that Marketing owes.

    Late are a7, and a3 a4 a8 a14; a20 was moved and has passed, a21 has passed.
    """
    (facing,) = reciprocity(demo).facing
    assert (facing.first.short, facing.second.short) == ("Security", "Marketing")
    assert facing.first_owes == Counts(0, 0, 1, 8, 1, 0, slipped=1)
    assert facing.second_owes == Counts(0, 5, 0, 5, 4, 1, slipped=6, open_slipped=2)
    assert facing.second_owes.promised == 14


def test_sessions_and_months_add_up_to_the_whole(demo: Reader) -> None:
    found = reciprocity(demo)
    whole = {each.key: each.first_owes.every for each in found.facing}
    whole |= {each.key[::-1]: each.second_owes.every for each in found.facing}
    for periods in (by_session(found.given), by_month(found.given)):
        sums: dict[tuple[int, int], int] = {}
        for period in periods:
            for way, counts in period.counts.items():
                sums[way] = sums.get(way, 0) + counts.every
        assert sums == whole
        assert [each.day for each in periods] == sorted(
            (each.day for each in periods), reverse=True
        )
    assert len(by_session(found.given)) == 12
    assert [each.day for each in by_month(found.given)][-1] == "2026-01"


def test_of_a_stretch_of_time_what_is_open_counts_whenever_it_came(demo: Reader) -> None:
    """What is open is owed today; what was kept long ago is not in the last weeks."""
    (facing,) = reciprocity(demo, date(2026, 6, 3)).facing
    assert facing.second_owes == Counts(0, 5, 0, 0, 0, 0, slipped=2, open_slipped=2)
    assert facing.first_owes == Counts(0, 0, 1, 0, 0, 0)


# --- fates, one by one ---------------------------------------------------------------------------


def _ask(scene: Scene, due_on: str | None = "2026-07-10") -> int:
    return captures.capture(
        scene.store, CaptureKind.ACTION, "Repeat the test", person_id=scene.jonas,
        asked_by_party_id=scene.security, due_on=due_on, session_id=scene.held,
    )  # fmt: skip


def _given(scene: Scene, action: int) -> Given:
    return next(each for each in reciprocity(scene.store).given if each.id == action)


def _deliver(scene: Scene, action: int) -> None:
    while scene.store.value("SELECT state FROM action WHERE id = ?", (action,)) != "delivered":
        actions.advance_action(scene.store, action)


def test_a_promise_goes_from_open_over_waiting_to_kept(scene: Scene) -> None:
    action = _ask(scene)
    assert (_given(scene, action).fate, _given(scene, action).has_slipped) == (Fate.OPEN, False)
    _deliver(scene, action)
    assert _given(scene, action).fate is Fate.WAITING
    actions.accept_action(scene.store, action, scene.security)
    assert _given(scene, action).fate is Fate.IN_TIME


def test_a_day_that_was_moved_later_has_slipped_although_it_was_met(scene: Scene) -> None:
    """Old due dates are kept (A1): the first promise is what counts."""
    action = _ask(scene)
    actions.set_due(scene.store, action, "2026-07-17", reason="The tool was down")
    assert _given(scene, action).was_due == ("2026-07-10",)
    assert _given(scene, action).has_slipped
    _deliver(scene, action)
    actions.accept_action(scene.store, action, scene.security)
    assert _given(scene, action).fate is Fate.LATE


def test_a_day_that_was_moved_earlier_has_not_slipped(scene: Scene) -> None:
    action = _ask(scene)
    actions.set_due(scene.store, action, "2026-07-03")
    assert not _given(scene, action).has_slipped


def test_a_day_that_was_taken_away_has_slipped(scene: Scene) -> None:
    action = _ask(scene)
    actions.set_due(scene.store, action, None)
    assert _given(scene, action).has_slipped


def test_the_first_day_that_was_given_later_is_no_slip(scene: Scene) -> None:
    """“Next session” becomes a day when one is planned: nothing was promised before."""
    action = _ask(scene, due_on=None)
    actions.set_due(scene.store, action, "2026-07-10")
    assert not _given(scene, action).has_slipped


def test_a_day_that_passed_has_slipped_and_today_has_not(scene: Scene) -> None:
    action = _ask(scene, due_on="2026-06-23")
    assert not _given(scene, action).has_slipped
    scene.clock.advance(days=1)
    assert _given(scene, action).has_slipped
    _deliver(scene, action)
    actions.accept_action(scene.store, action, scene.security)
    assert _given(scene, action).fate is Fate.LATE


def test_what_slipped_and_waits_to_be_accepted_is_not_open_any_more(scene: Scene) -> None:
    action = _ask(scene, due_on="2026-06-22")
    _deliver(scene, action)
    counts = counted([_given(scene, action)])
    assert (counts.waiting, counts.slipped, counts.open_slipped) == (1, 1, 0)


def test_what_was_dropped_has_ended_and_slips_no_more(scene: Scene) -> None:
    action = _ask(scene, due_on="2026-06-20")
    actions.end_action(scene.store, action, ActionState.DROPPED, "Not needed")
    assert (_given(scene, action).fate, _given(scene, action).has_slipped) == (Fate.ENDED, False)


def test_what_names_no_side_or_one_side_twice_is_told_apart(scene: Scene) -> None:
    before = reciprocity(scene.store)
    captures.capture(scene.store, CaptureKind.ACTION, "Nobody asked", person_id=scene.jonas)
    captures.capture(
        scene.store, CaptureKind.ACTION, "For ourselves", person_id=scene.jonas,
        asked_by_party_id=scene.marketing,
    )  # fmt: skip
    after = reciprocity(scene.store)
    assert after.given == before.given
    assert (after.unclear - before.unclear, after.own - before.own) == (1, 1)


def test_every_pair_of_four_sides_faces_each_other(scene: Scene) -> None:
    legal = parties.add_party(scene.store, "Legal")
    parties.add_party(scene.store, "Web shop")
    amira = people.add_person(scene.store, "Amira Haddad", legal)
    captures.capture(
        scene.store, CaptureKind.ACTION, "Read the contract", person_id=amira,
        asked_by_party_id=scene.marketing,
    )  # fmt: skip
    found = reciprocity(scene.store).facing
    assert len(found) == 6
    (pair,) = [each for each in found if each.key == (scene.marketing, legal)]
    assert (pair.first_owes.every, pair.second_owes.every) == (0, 1)


def test_a_side_that_left_is_there_only_with_what_it_promised(scene: Scene) -> None:
    legal = parties.add_party(scene.store, "Legal")
    parties.archive_party(scene.store, legal)
    assert len(reciprocity(scene.store).facing) == 1


def test_counts_hold_every_action_once(demo: Reader) -> None:
    found = reciprocity(demo)
    total = counted(found.given)
    assert total.every == len(found.given) == 25


def test_every_page_counts_kept_in_the_same_way(demo: Reader) -> None:
    """What the list of actions and the home page call kept in time is what is counted here."""
    (facing,) = reciprocity(demo).facing
    ways = (facing.first_owes, facing.second_owes)
    told = [(each.kept_in_time, each.kept_late, each.waits_for_acceptance) for each in owed(demo)]
    assert told == [(way.in_time, way.late, way.waiting) for way in ways]


def test_a_day_that_was_moved_and_met_is_kept_late_everywhere(scene: Scene) -> None:
    action = _ask(scene)
    actions.set_due(scene.store, action, "2026-07-17")
    _deliver(scene, action)
    actions.accept_action(scene.store, action, scene.security)
    marketing = next(each for each in owed(scene.store) if each.party_id == scene.marketing)
    assert (marketing.kept_in_time, marketing.kept_late) == (0, 1)
