"""What the goals page asks, counted by hand (G1, G2, G3, G6)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from facilitator.commands import captures, goal_sides, goals, milestones, parties
from facilitator.commands import sessions as session_commands
from facilitator.domain.acceptance import Standing
from facilitator.domain.words import CaptureKind
from facilitator.queries.goal_lines import GoalLine, goal_lines
from facilitator.queries.goals import GoalDetail, goal_detail
from facilitator.queries.ground_hits import ground_target
from facilitator.queries.search import search
from facilitator.store import Reader, Row
from facilitator.store.reader import Params
from tests.commands.scene import Scene


def _detail(scene: Scene) -> GoalDetail:
    found = goal_detail(scene.store, scene.goal)
    assert found is not None
    return found


def _line(scene: Scene) -> GoalLine:
    return next(line for line in goal_lines(scene.store) if line.id == scene.goal)


def _hold(scene: Scene, day: str) -> int:
    made = session_commands.new_session(scene.store, "Held", f"{day}T10:00")
    with scene.store.step("Held"):
        scene.store.update("session", made, state="closed")
    return made


def test_a_line_begins_as_written_or_with_the_first_session_or_milestone(scene: Scene) -> None:
    """G3: a timeline of goals and milestones."""
    assert _line(scene).starts == "2026-06-23", "the session that was held"
    one = milestones.add_milestone(scene.store, scene.goal, "Inventory", "2026-06-05")
    assert _line(scene).starts == "2026-06-05"
    milestones.finish_milestone(scene.store, one, "2026-06-03")
    assert _line(scene).starts == "2026-06-03"
    goals.set_goal(scene.store, scene.goal, begins_on="2026-01-27")
    assert (_line(scene).starts, _line(scene).begins_on) == ("2026-01-27", "2026-01-27")


def test_late_milestones_count_their_days_to_today_or_to_when_they_were_reached(
    scene: Scene,
) -> None:
    """G3: late ones plain to see, those reached late as well. Today is 23 June."""
    store = scene.store
    late = milestones.add_milestone(store, scene.goal, "Late", "2026-06-19")
    reached = milestones.add_milestone(store, scene.goal, "Reached late", "2026-06-01")
    milestones.finish_milestone(store, reached, "2026-06-04")
    dropped = milestones.add_milestone(store, scene.goal, "Dropped", "2026-05-01")
    milestones.drop_milestone(store, dropped)
    milestones.add_milestone(store, scene.goal, "To come", "2026-07-01", scene.jonas)
    found = {each.id: (each.days_late, each.is_late, each.on) for each in _line(scene).milestones}
    assert found[late] == (4, True, "2026-06-19")
    assert found[reached] == (3, False, "2026-06-04")
    assert found[dropped] == (0, False, "2026-05-01")
    last = _line(scene).milestones[-1]
    assert (last.owner, last.owner_colour != "", last.days_late) == ("Jonas Feld", True, 0)


def test_a_goal_that_is_done_ends_when_that_was_said(scene: Scene) -> None:
    assert _line(scene).over_on == ""
    goals.set_state(scene.store, scene.goal, "done")
    assert (_line(scene).over_on, _line(scene).is_over) == ("2026-06-23", True)


def test_a_goal_with_an_empty_side_names_it(scene: Scene) -> None:
    """G2: a goal with one empty side is marked "not yet common"; three sides and more."""
    assert _line(scene).silent == ("Security", "Marketing")
    goal_sides.set_side(scene.store, scene.goal, scene.security, interest="Proof")
    goal_sides.set_side(scene.store, scene.goal, scene.marketing, scope_in="Mail")
    parties.add_party(scene.store, "Legal")
    assert _line(scene).silent == ("Marketing", "Legal")
    assert [side.is_silent for side in _detail(scene).sides] == [False, True, True]
    goal_sides.set_side(scene.store, scene.goal, scene.marketing, position_text="  Keep it  ")
    parties.archive_party(scene.store, scene.store.value("SELECT max(id) FROM party"))
    assert _line(scene).silent == ()


def test_sessions_since_anyone_touched_a_goal_are_counted(scene: Scene) -> None:
    """G6: goals nobody touched for n sessions."""
    assert _detail(scene).sessions_since == 0
    for day in ("2026-07-07", "2026-07-21", "2026-08-04"):
        last = _hold(scene, day)
    session_commands.new_session(scene.store, "Only planned", "2026-09-01T10:00")
    assert _detail(scene).sessions_since == 3
    assert _line(scene).sessions_since == 3
    goals.set_goal(scene.store, scene.goal, begins_on="2026-07-07")
    assert _detail(scene).sessions_since == 2, "those before it began do not count"
    captures.capture(scene.store, CaptureKind.IDEA, "X", session_id=last, goal_id=scene.goal)
    assert _detail(scene).sessions_since == 0
    other = goals.add_goal(scene.store, "Never on the table")
    found = goal_detail(scene.store, other)
    assert found is not None
    assert found.sessions_since is None


def test_acceptance_says_who_when_and_whether_the_words_are_still_the_same(scene: Scene) -> None:
    """G1: accepting keeps the words, an edit makes the acceptance stale."""
    goals.set_goal(scene.store, scene.goal, common_ground="Who says no is obeyed")
    goal_sides.accept_common_ground(scene.store, scene.goal, scene.security, scene.nadia)
    first, second = _detail(scene).sides
    assert (first.standing, first.accepted_by, first.accepted_on) == (
        Standing.ACCEPTED, "Nadia Rahmani", "2026-06-23",
    )  # fmt: skip
    assert second.standing is Standing.OPEN
    goals.set_goal(scene.store, scene.goal, common_ground="Who says no is obeyed at once")
    (first, _second) = _detail(scene).sides
    assert (first.standing, first.accepted_words) == (Standing.STALE, "Who says no is obeyed")


def test_concerns_linked_to_a_goal_count_too_open_ones_first(scene: Scene) -> None:
    """G6: agenda items, decisions, actions and concerns link to goals."""
    from facilitator.commands import concerns

    captures.set_capture(scene.store, scene.concern, goal_id=scene.goal)
    second = captures.capture(
        scene.store, CaptureKind.CONCERN, "It is slow", party_id=scene.marketing, goal_id=scene.goal
    )
    concerns.answer_concern(scene.store, scene.concern, "Heard")
    found = _detail(scene).concerns
    assert [(each.id, each.party, each.state) for each in found] == [
        (second, "Marketing", "open"),
        (scene.concern, "Security", "heard"),
    ]
    assert found[1].on == "2026-06-23"


def test_the_money_of_a_goal_is_split_by_hand_counts(scene: Scene) -> None:
    """G2: budget share per party; refused lines do not count."""
    store = scene.store
    with store.step("Money"):
        for position, (cents, state, shares) in enumerate(
            [
                (100_01, "approved", {scene.security: 50, scene.marketing: 50}),
                (60_000_00, "asked", {scene.marketing: 100}),
                (1_000_00, "asked", {scene.security: 40}),
                (None, "asked", {}),
                (99_00, "refused", {scene.security: 100}),
            ]
        ):
            line = store.insert(
                "budget_line", goal_id=scene.goal, name="Line", cents=cents, state=state,
                position=position,
            )  # fmt: skip
            for party, percent in shares.items():
                store.insert("budget_share", line_id=line, party_id=party, percent=percent)
    budget = _detail(scene).budget
    assert (budget.cents, budget.lines, budget.open_lines) == (61_100_01, 4, 1)
    assert [(part.party, part.cents) for part in budget.parts] == [
        ("Security", 50_01 + 400_00),
        ("Marketing", 50_00 + 60_000_00),
    ]
    assert budget.unshared == 600_00


def test_a_side_that_was_asked_shows_since_when(scene: Scene) -> None:
    goal_sides.ask_side(scene.store, scene.goal, scene.marketing, "What do you want?")
    first, second = _detail(scene).sides
    assert (first.asked_id, first.asked_on) == (None, "")
    assert second.asked_on == "2026-06-23"


class CountingReader(Reader):
    """Counts what it is asked."""

    asked = 0

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        self.asked += 1
        return super().all(sql, params)


@pytest.mark.parametrize("count", [1, 40])
def test_forty_goals_are_asked_for_as_often_as_one(scene: Scene, count: int) -> None:
    """No question for each goal or milestone: 40 goals, 400 milestones."""
    today = scene.clock.now().date()
    with scene.store.step("Many"):
        for number in range(count):
            goal = goals.add_goal(scene.store, f"Goal {number}")
            for step in range(10):
                due = today + timedelta(days=step)
                milestones.add_milestone(scene.store, goal, f"Step {step}", due)
    with CountingReader.open(scene.store.path, scene.clock) as reader:
        assert isinstance(reader, CountingReader)
        reader.asked = 0
        lines = goal_lines(reader)
        assert sum(len(line.milestones) for line in lines) == count * 10
        assert reader.asked <= 10


def test_a_milestone_and_what_a_side_says_are_found_and_lead_to_their_goal(scene: Scene) -> None:
    """U2, G2, G3."""
    milestones.add_milestone(scene.store, scene.goal, "Zebra crossing painted", "2026-07-01")
    goal_sides.set_side(scene.store, scene.goal, scene.security, interest="Fewer zebras")
    found = {hit.kind: hit for hit in search(scene.store, "zebra")}
    assert (found["milestone"].title, found["milestone"].on) == (
        "Zebra crossing painted", "2026-07-01",
    )  # fmt: skip
    assert found["goal_side"].title == "Choices in one place"
    for kind, hit in found.items():
        assert ground_target(scene.store, kind, hit.id) == {"goal_id": scene.goal}
