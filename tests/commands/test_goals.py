"""Goals, sides and milestones: what is refused, what is kept (G1, G2, G3)."""

from __future__ import annotations

import pytest

from facilitator.commands import goal_sides, goals, milestones
from facilitator.domain.acceptance import Standing, standing
from facilitator.errors import CommandRefused, InvalidMoment, InvalidText, MilestonesAfterGoal
from facilitator.store import Row
from tests.commands.scene import Scene


def _goal(scene: Scene) -> Row:
    row = scene.store.one("SELECT * FROM goal WHERE id = ?", (scene.goal,))
    assert row is not None
    return row


def _side(scene: Scene, party_id: int) -> Row:
    row = scene.store.one(
        "SELECT * FROM goal_party WHERE goal_id = ? AND party_id = ?", (scene.goal, party_id)
    )
    assert row is not None
    return row


def _milestones(scene: Scene) -> list[Row]:
    return scene.store.all(
        "SELECT * FROM milestone WHERE goal_id = ? ORDER BY position", (scene.goal,)
    )


def test_a_state_at_risk_needs_a_reason_which_is_kept_with_the_history(scene: Scene) -> None:
    """G1: state with a reason."""
    with pytest.raises(InvalidText, match="why"):
        goals.set_state(scene.store, scene.goal, "at_risk", "  ")
    assert _goal(scene)["state"] == "on_track"
    goals.set_state(scene.store, scene.goal, "at_risk", "Two tools are slow")
    goals.set_state(scene.store, scene.goal, "on_track", "They obey now")
    rows = scene.store.all(
        "SELECT before, after, reason FROM history WHERE row_id = ? ORDER BY id", (scene.goal,)
    )
    assert [tuple(row.values()) for row in rows] == [
        ("on_track", "at_risk", "Two tools are slow"),
        ("at_risk", "on_track", "They obey now"),
    ]


def test_a_goal_is_not_due_before_it_begins(scene: Scene) -> None:
    """G1, bad input."""
    goals.set_goal(scene.store, scene.goal, begins_on="2026-03-01")
    with pytest.raises(InvalidMoment, match="before the goal begins on 2026-03-01"):
        goals.set_goal(scene.store, scene.goal, due_on="2026-02-01")
    with pytest.raises(InvalidMoment):
        goals.set_goal(scene.store, scene.goal, begins_on="2026-09-01")
    assert (_goal(scene)["begins_on"], _goal(scene)["due_on"]) == ("2026-03-01", "2026-08-28")


@pytest.mark.parametrize("title", ["", "  \n ", "\x00\x07"])
def test_an_empty_title_is_refused(scene: Scene, title: str) -> None:
    with pytest.raises(InvalidText):
        goals.set_goal(scene.store, scene.goal, title=title)
    with pytest.raises(InvalidText):
        milestones.add_milestone(scene.store, scene.goal, title)
    assert _goal(scene)["title"] == "Choices in one place"
    assert _milestones(scene) == []


def test_a_milestone_after_its_goal_is_refused_and_one_press_moves_the_goal(scene: Scene) -> None:
    """G3, bad input: a goal whose milestones end after it."""
    with pytest.raises(MilestonesAfterGoal) as refused:
        milestones.add_milestone(scene.store, scene.goal, "Public", "2026-09-30")
    assert str(refused.value) == (
        "“Public” would be due on 2026-09-30, after its goal, which is due on 2026-08-28. "
        "Nothing was changed; choose another day, or move the goal's date too."
    )
    assert (_milestones(scene), _goal(scene)["due_on"]) == ([], "2026-08-28")
    milestones.add_milestone(scene.store, scene.goal, "Public", "2026-09-30", extend_goal=True)
    assert _goal(scene)["due_on"] == "2026-09-30"
    scene.store.undo()
    assert (_milestones(scene), _goal(scene)["due_on"]) == ([], "2026-08-28")


def test_a_goal_drawn_before_its_milestones_names_them_or_takes_them_along(scene: Scene) -> None:
    """G3, bad input."""
    store = scene.store
    first = milestones.add_milestone(store, scene.goal, "Done long ago", "2026-08-20")
    milestones.finish_milestone(store, first)
    milestones.add_milestone(store, scene.goal, "Public", "2026-08-15")
    milestones.add_milestone(store, scene.goal, "Announced", "2026-08-28")
    with pytest.raises(MilestonesAfterGoal, match="2 milestones, “Public” among them") as refused:
        goals.set_goal(store, scene.goal, due_on="2026-07-31")
    assert refused.value.titles == ["Public", "Announced"]
    goals.set_goal(store, scene.goal, due_on="2026-07-31", move_milestones=True)
    assert [row["due_on"] for row in _milestones(scene)] == [
        "2026-08-20", "2026-07-31", "2026-07-31",
    ]  # fmt: skip
    store.undo()
    assert _goal(scene)["due_on"] == "2026-08-28"


def test_a_goal_without_a_date_takes_any_milestone(scene: Scene) -> None:
    goals.set_goal(scene.store, scene.goal, due_on=None, begins_on="2026-06-01")
    milestones.add_milestone(scene.store, scene.goal, "Public", "2031-01-01")
    assert _goal(scene)["due_on"] is None
    with pytest.raises(InvalidMoment, match="before the goal begins"):
        milestones.add_milestone(scene.store, scene.goal, "Too early", "2026-05-01")


def test_a_goal_begins_before_its_open_milestones(scene: Scene) -> None:
    """G3: else no day of that milestone could be edited any more."""
    one = milestones.add_milestone(scene.store, scene.goal, "Public", "2026-08-01")
    with pytest.raises(InvalidMoment, match="after the milestone “Public”, due on 2026-08-01"):
        goals.set_goal(scene.store, scene.goal, begins_on="2026-08-02")
    milestones.drop_milestone(scene.store, one)
    goals.set_goal(scene.store, scene.goal, begins_on="2026-08-02")


def test_a_milestone_opened_again_lies_within_its_goal(scene: Scene) -> None:
    """G3, bad input: a goal that moved while the milestone was done."""
    one = milestones.add_milestone(scene.store, scene.goal, "Public", "2026-08-01")
    milestones.drop_milestone(scene.store, one)
    goals.set_goal(scene.store, scene.goal, due_on="2026-07-01")
    with pytest.raises(MilestonesAfterGoal, match="“Public” would be due on 2026-08-01"):
        milestones.reopen_milestone(scene.store, one)
    assert _milestones(scene)[0]["state"] == "dropped"


@pytest.mark.parametrize("days", [10**9, 10**6, 70_000, -(10**6)])
def test_no_day_leaves_the_years_that_people_plan_in(scene: Scene, days: int) -> None:
    """Bad input: a day of the year 9999 or 202 would leave nothing of a timeline."""
    goals.set_goal(scene.store, scene.goal, due_on=None)
    one = milestones.add_milestone(scene.store, scene.goal, "Public", "2026-08-01")
    with pytest.raises(InvalidMoment, match="far"):
        milestones.shift_milestone(scene.store, one, days)
    for due in ("9999-12-31", "0202-06-01"):
        with pytest.raises(InvalidMoment, match="too far away"):
            goals.set_goal(scene.store, scene.goal, due_on=due)


def test_a_milestone_is_reached_today_or_earlier_never_tomorrow(scene: Scene) -> None:
    """G3."""
    one = milestones.add_milestone(scene.store, scene.goal, "Tested", "2026-06-10")
    with pytest.raises(InvalidMoment, match="has not come yet"):
        milestones.finish_milestone(scene.store, one, "2026-06-24")
    milestones.finish_milestone(scene.store, one)
    assert _milestones(scene)[0]["done_on"] == "2026-06-23"
    milestones.reopen_milestone(scene.store, one)
    assert (_milestones(scene)[0]["state"], _milestones(scene)[0]["done_on"]) == ("open", None)


def test_milestones_keep_their_order_and_stay_with_their_goal(scene: Scene) -> None:
    store = scene.store
    ids = [milestones.add_milestone(store, scene.goal, name) for name in "ABC"]
    milestones.move_milestone(store, ids[2], ids[0])
    assert [row["title"] for row in _milestones(scene)] == ["C", "A", "B"]
    other = milestones.add_milestone(store, goals.add_goal(store, "Another"), "D")
    with pytest.raises(CommandRefused, match="stays with its goal"):
        milestones.move_milestone(store, ids[0], other)


def test_an_edited_sentence_makes_the_acceptance_stale_and_keeps_its_words(scene: Scene) -> None:
    """G1: accepting a common-ground sentence keeps the words that were accepted."""
    with pytest.raises(InvalidText, match="Common ground"):
        goal_sides.accept_common_ground(scene.store, scene.goal, scene.security)
    goals.set_goal(scene.store, scene.goal, common_ground="Who says no is obeyed")
    goal_sides.accept_common_ground(scene.store, scene.goal, scene.security, scene.nadia)
    side = _side(scene, scene.security)
    assert (side["accepted_on"], side["accepted_by_id"]) == ("2026-06-23", scene.nadia)
    goals.set_goal(scene.store, scene.goal, common_ground="Who says no is obeyed within a day")
    side = _side(scene, scene.security)
    assert side["accepted_words"] == "Who says no is obeyed"
    assert standing(side["accepted_words"], _goal(scene)["common_ground"]) is Standing.STALE
    goal_sides.withdraw_acceptance(scene.store, scene.goal, scene.security)
    assert _side(scene, scene.security)["accepted_words"] is None


def test_a_side_has_one_row_however_often_it_is_written(scene: Scene) -> None:
    """G2."""
    for words in ("Proof", "Proof\nWithdrawal works", "Proof"):
        goal_sides.set_side(scene.store, scene.goal, scene.security, interest=words)
    goal_sides.set_side(scene.store, scene.goal, scene.security, position_text="Off\x00 first")
    assert scene.store.value("SELECT count(*) FROM goal_party") == 1
    side = _side(scene, scene.security)
    assert (side["interest"], side["position_text"]) == ("Proof", "Off first")


def test_a_side_is_asked_once_until_it_has_answered(scene: Scene) -> None:
    """G2: not yet common, so the side is asked."""
    store = scene.store
    asked = goal_sides.ask_side(store, scene.goal, scene.marketing, "What do you want of it?")
    assert goal_sides.ask_side(store, scene.goal, scene.marketing, "Again?") == asked
    row = store.one("SELECT * FROM question WHERE id = ?", (asked,))
    assert row is not None
    assert (row["to_party_id"], row["about_id"], row["about_kind"]) == (
        scene.marketing, scene.goal, "goal",
    )  # fmt: skip
    assert store.value("SELECT goal_id FROM capture WHERE id = ?", (asked,)) == scene.goal
    with store.step("Answered"):
        store.update("capture", asked, settled_on="2026-06-23")
    assert goal_sides.ask_side(store, scene.goal, scene.marketing, "Again?") != asked


def test_sponsors_are_those_who_are_named_and_nobody_twice(scene: Scene) -> None:
    """G1: sponsors on both sides."""
    goals.set_sponsors(scene.store, scene.goal, [scene.nadia, scene.jonas, scene.nadia])
    goals.set_sponsors(scene.store, scene.goal, [scene.jonas, scene.ruth])
    rows = scene.store.all("SELECT person_id FROM goal_sponsor ORDER BY id")
    assert [row["person_id"] for row in rows] == [scene.jonas, scene.ruth]
    with pytest.raises(CommandRefused):
        goals.set_sponsors(scene.store, scene.goal, [999_999])


def test_a_deleted_goal_takes_its_sides_and_milestones_and_brings_them_back(scene: Scene) -> None:
    """U1."""
    store = scene.store
    goal_sides.set_side(store, scene.goal, scene.security, interest="Proof")
    milestones.add_milestone(store, scene.goal, "Tested")
    goals.set_sponsors(store, scene.goal, [scene.nadia])
    tables = ("goal_party", "milestone", "goal_sponsor")
    goals.delete_goal(store, scene.goal)
    assert [store.value(f"SELECT count(*) FROM {each}") for each in tables] == [0, 0, 0]
    store.undo()
    assert [store.value(f"SELECT count(*) FROM {each}") for each in tables] == [1, 1, 1]
