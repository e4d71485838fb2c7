"""The home page asks: early warnings as facts, what waits, what was understood (E5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.commands import (
    agenda,
    attendance,
    captures,
    concerns,
    data_requests,
    data_roles,
    data_sets,
    decisions,
    goal_sides,
    goals,
    guide,
    milestones,
    parties,
    people,
    running,
    sessions,
)
from facilitator.domain.words import Attendance, CaptureKind, DecisionState, GuideStep
from facilitator.queries.catch_up import catch_up
from facilitator.queries.goal_lines import goal_lines
from facilitator.queries.guide import guide as guide_of
from facilitator.queries.guide import tripping_words
from facilitator.queries.together import together
from facilitator.queries.warnings import EarlyWarning
from facilitator.store import Reader, Store
from tests.commands.scene import Scene, begin
from tests.queries.test_plans import PlanningReader


def _warned(reader: Reader, kind: str) -> list[EarlyWarning]:
    return [each for each in together(reader).warnings if each.kind == kind]


def _hold(scene: Scene, *, missing: tuple[int, ...] = (), speaks: int | None = None) -> int:
    """Hold a session two weeks on, in which one side says something."""
    scene.clock.advance(days=14)
    day = scene.clock.now().date().isoformat()
    session_id = sessions.new_session(scene.store, "Again", f"{day}T10:00")
    agenda.add_item(scene.store, session_id, "Anything new?")
    for person in (scene.ruth, scene.nadia, scene.jonas):
        state = Attendance.ABSENT if person in missing else Attendance.PRESENT
        attendance.set_attendance(scene.store, session_id, person, state)
    running.start_session(scene.store, session_id)
    if speaks is not None:
        captures.capture(
            scene.store, CaptureKind.NEED, "More time", party_id=speaks, session_id=session_id
        )
    scene.clock.advance(minutes=30)
    running.close_session(scene.store, session_id)
    return session_id


# --- early warnings -------------------------------------------------------------------------------


def test_a_side_of_which_nothing_is_written_twice_is_a_warning_until_it_speaks(
    scene: Scene,
) -> None:
    """E5: one side silent, as a fact."""
    _hold(scene, speaks=scene.security)
    assert _warned(scene.store, "silent") == []
    _hold(scene, speaks=scene.security)
    (found,) = _warned(scene.store, "silent")
    assert (found.name, found.count, found.about, found.row_id) == (
        "Marketing", 2, "party", scene.marketing
    )  # fmt: skip
    _hold(scene, speaks=scene.marketing)
    assert _warned(scene.store, "silent") == []


def test_a_side_that_is_on_no_list_is_not_called_silent(scene: Scene) -> None:
    """E5: a party that joined today was not at the table before."""
    parties.add_party(scene.store, "Legal")
    _hold(scene, speaks=scene.security)
    _hold(scene, speaks=scene.security)
    assert [each.name for each in _warned(scene.store, "silent")] == ["Marketing"]


def test_who_was_missing_twice_in_a_row_is_a_warning_until_they_come(scene: Scene) -> None:
    """E5: absent twice."""
    _hold(scene, missing=(scene.jonas,))
    assert _warned(scene.store, "absent") == []
    _hold(scene, missing=(scene.jonas,))
    (found,) = _warned(scene.store, "absent")
    assert (found.name, found.on, found.about) == ("Jonas Feld", "2026-07-07", "person")
    _hold(scene)
    assert _warned(scene.store, "absent") == []


def test_a_decision_that_waits_two_weeks_is_a_warning_until_it_is_put_off(
    scene: Scene,
) -> None:
    """E5: a decision waiting since."""
    scene.clock.advance(days=13)
    assert _warned(scene.store, "decision") == []
    scene.clock.advance(days=1)
    (found,) = _warned(scene.store, "decision")
    assert (found.row_id, found.count, found.on) == (scene.decision, 14, "2026-06-23")
    decisions.decide(scene.store, scene.decision, DecisionState.DEFERRED, "Not now")
    assert _warned(scene.store, "decision") == []


def test_a_concern_without_an_answer_for_four_weeks_is_a_warning_until_it_has_one(
    scene: Scene,
) -> None:
    """E5, C1: a concern unanswered."""
    scene.clock.advance(days=27)
    assert _warned(scene.store, "concern") == []
    scene.clock.advance(days=1)
    (found,) = _warned(scene.store, "concern")
    assert (found.row_id, found.count, found.more) == (scene.concern, 4, "Security")
    concerns.answer_by_new_action(
        scene.store, scene.concern, "Write the proof down", owner_id=scene.jonas
    )
    assert _warned(scene.store, "concern") == []


def test_a_late_milestone_is_a_warning_until_it_is_reached(scene: Scene) -> None:
    """E5, G3: milestone late."""
    step = milestones.add_milestone(scene.store, scene.goal, "Tools obey", "2026-06-24")
    assert _warned(scene.store, "milestone") == []
    scene.clock.advance(days=3)
    (found,) = _warned(scene.store, "milestone")
    assert (found.name, found.count, found.row_id) == ("Tools obey", 2, scene.goal)
    milestones.finish_milestone(scene.store, step)
    assert _warned(scene.store, "milestone") == []


def test_a_goal_that_three_sessions_did_not_touch_is_a_warning_until_one_does(
    scene: Scene,
) -> None:
    """E5, G6: goal untouched for n sessions."""
    _hold(scene)
    _hold(scene)
    assert _warned(scene.store, "untouched") == []
    last = _hold(scene)
    (found,) = _warned(scene.store, "untouched")
    assert (found.name, found.count) == ("Choices in one place", 3)
    captures.capture(scene.store, CaptureKind.NEED, "Wording", session_id=last, goal_id=scene.goal)
    assert _warned(scene.store, "untouched") == []


def test_a_side_that_never_accepted_the_common_ground_is_a_warning_until_it_does(
    scene: Scene,
) -> None:
    """E5, G1."""
    assert _warned(scene.store, "not_accepted") == []
    goals.set_goal(scene.store, scene.goal, common_ground="Who says no is obeyed")
    assert [each.name for each in _warned(scene.store, "not_accepted")] == ["Security", "Marketing"]
    goal_sides.accept_common_ground(scene.store, scene.goal, scene.security, scene.nadia)
    (found,) = _warned(scene.store, "not_accepted")
    assert (found.name, found.count, found.row_id) == ("Marketing", 1, scene.goal)
    goals.set_goal(scene.store, scene.goal, common_ground="Who says no is obeyed in a day")
    assert [each.name for each in _warned(scene.store, "not_accepted")] == ["Marketing"]
    goal_sides.accept_common_ground(scene.store, scene.goal, scene.marketing, scene.jonas)
    assert _warned(scene.store, "not_accepted") == []


def test_data_that_two_sides_claim_is_a_warning_until_one_of_them_answers_for_it(
    scene: Scene,
) -> None:
    """E5, C4: data set with two claims."""
    data_set = data_sets.add_data_set(scene.store, "Loyalty app data")
    data_roles.claim_role(scene.store, data_set, scene.security, scene.nadia)
    assert _warned(scene.store, "claims") == []
    data_roles.claim_role(scene.store, data_set, scene.marketing, scene.jonas)
    (found,) = _warned(scene.store, "claims")
    assert (found.row_id, found.count, found.more) == (data_set, 2, "Security and Marketing")
    (waits,) = [each for each in together(scene.store).waiting if each.kind == "claim"]
    assert (waits.id, waits.text) == (data_set, "Loyalty app data")
    data_roles.choose_accountable(scene.store, data_set, scene.marketing, scene.jonas)
    assert _warned(scene.store, "claims") == []


def test_the_demo_tells_the_warnings_that_were_counted_by_hand(demo: Reader) -> None:
    """E5."""
    found = together(demo).warnings
    told = [(each.kind, each.count) for each in found if each.kind != "untouched"]
    assert told == [("concern", 24), ("milestone", 4), ("claims", 2), ("advice", 14)]


# --- what waits, and understanding ----------------------------------------------------------------


def test_everything_that_waits_is_in_one_list_worst_first(demo: Reader) -> None:
    """E5: counted in the demo's story; overdue promises, then long silence, then the rest."""
    rows = together(demo).waiting
    kinds = [each.kind for each in rows]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    assert counts == {
        "action": 3, "concern": 1, "claim": 1, "review": 4, "acceptance": 1, "request": 1,
        "sayback": 3, "question": 3, "minutes": 1,
    }  # fmt: skip
    assert [(each.kind, each.days) for each in rows[:4]] == [
        ("action", 18), ("action", 14), ("concern", 168), ("claim", 42)
    ]  # fmt: skip
    assert {each.kind for each in rows[-6:]} == {"sayback", "question"}


def test_an_answered_question_waits_no_more_for_its_answer(demo: Reader) -> None:
    """E5, L6: only unanswered questions wait."""
    asked = [each.id for each in together(demo).waiting if each.kind == "question"]
    answered = demo.all("SELECT id FROM question WHERE answer IS NOT NULL")
    assert len(asked) == 3
    assert not {row["id"] for row in answered} & set(asked)


def test_understanding_counts_the_last_thirty_days(demo: Reader) -> None:
    """E5, L5: nine were said back in June, seven confirmed, three are open."""
    found = together(demo).understanding
    assert (found.said_back, found.confirmed, found.still_open) == (9, 7, 3)
    assert (found.explained, found.to_ask) == (1, 4)
    assert found.quote is not None
    assert found.quote.voice.person == "Nadia Rahmani"


def test_catching_up_tells_what_came_after_the_last_session(scene: Scene) -> None:
    """E5: what changed since the last session, the latest first."""
    assert catch_up(scene.store).changes == ()
    scene.clock.advance(days=1)
    goals.set_state(scene.store, scene.goal, "at_risk", "Two tools are slow")
    scene.clock.advance(days=1)
    data_requests.add_request(
        scene.store, "May we see sales per postcode?", asked_by_party_id=scene.marketing
    )
    found = catch_up(scene.store)
    assert found.session_label == "2026/01"
    assert [(each.kind, each.what) for each in found.changes] == [
        ("request", "asked"), ("goal", "at_risk")
    ]  # fmt: skip


# --- the guided path ------------------------------------------------------------------------------


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[Store]:
    store, _clock = begin(tmp_path / "new.facilitator")
    yield store
    store.close()


def test_a_step_is_done_by_what_is_in_the_file_and_open_again_without_it(
    new_store: Store,
) -> None:
    """E6: derived from facts, never a flag kept by hand."""
    store = new_store
    assert guide_of(store).next_step is GuideStep.PEOPLE
    security, marketing = (row["id"] for row in store.all("SELECT id FROM party ORDER BY position"))
    people.add_person(store, "Nadia Rahmani", security)
    jonas = people.add_person(store, "Jonas Feld", marketing)
    assert guide_of(store).next_step is GuideStep.GOAL
    goal = goals.add_goal(store, "Choices in one place")
    assert guide_of(store).next_step is GuideStep.WORDS
    guide.skip_step(store, GuideStep.WORDS)
    assert guide_of(store).next_step is GuideStep.RHYTHM
    people.archive_person(store, jonas)
    assert guide_of(store).next_step is GuideStep.PEOPLE
    people.restore_person(store, jonas)
    goals.delete_goal(store, goal)
    assert guide_of(store).next_step is GuideStep.GOAL


def test_the_path_is_over_once_people_have_met(scene: Scene) -> None:
    """E6."""
    found = guide_of(scene.store)
    assert not found.state(GuideStep.WORDS).is_done
    assert found.is_over


def test_the_first_twenty_words_are_false_friends_then_words_of_one_side(
    new_store: Store,
) -> None:
    """E6, L2: a word that both own trips nobody up, unless it means two things."""
    store = new_store
    security, marketing = (row["id"] for row in store.all("SELECT id FROM party ORDER BY position"))
    guide.bring_first_words(store, {"Security": security, "Marketing": marketing, "Legal": None})
    words = tripping_words(store)
    assert len(words) == 20
    friends = [word.is_false_friend for word in words]
    assert friends == sorted(friends, reverse=True)
    assert sum(friends) >= 8
    rest = [word for word in words if not word.is_false_friend]
    assert {word.owners for word in rest} == {("Security",), ("Marketing",)}
    guide.keep_word(store, words[3].term_id, False)
    after = tripping_words(store)
    assert [word.term_id for word in after] == [word.term_id for word in words]
    assert not after[3].is_kept


# --- cost -----------------------------------------------------------------------------------------


def test_the_home_page_asks_as_many_questions_with_many_goals_as_with_one(scene: Scene) -> None:
    """E5: no question for each row."""

    def asked() -> int:
        with PlanningReader.open(scene.store.path, scene.clock) as reader:
            reader.plans = []
            together(reader)
            return len(reader.plans)

    before = asked()
    for number in range(12):
        goal = goals.add_goal(scene.store, f"Goal {number}", due_on="2026-09-01")
        milestones.add_milestone(scene.store, goal, "Step", "2026-06-01")
        captures.capture(
            scene.store, CaptureKind.CONCERN, f"Worry {number}", party_id=scene.marketing,
            session_id=scene.held,
        )  # fmt: skip
        data_sets.add_data_set(scene.store, f"Data {number}")
    assert asked() == before
    assert len(goal_lines(scene.store)) == 13
