"""Milestones: the steps to a goal, in order, each with a day and one owner (G3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from facilitator.commands.fields import (
    Converter,
    convert,
    day,
    last_position,
    moved,
    must_exist,
    reference,
    remember,
    required_line,
    rewrite_positions,
)
from facilitator.commands.goals import set_goal
from facilitator.domain.words import MilestoneState
from facilitator.errors import CommandRefused, InvalidMoment, MilestonesAfterGoal
from facilitator.queries.engagement import day_of
from facilitator.store import Row, Store

MILESTONE: dict[str, Converter] = {"title": required_line, "due_on": day, "owner_id": reference}


def add_milestone(
    store: Store,
    goal_id: int,
    title: str,
    due_on: date | str | None = None,
    owner_id: int | None = None,
    *,
    extend_goal: bool = False,
) -> int:
    """Add an open milestone behind the others of its goal.

    Raises:
        MilestonesAfterGoal: it is due after its goal, and `extend_goal` does not move that too.
        InvalidMoment: it is due before its goal begins.
    """
    goal = must_exist(store, "goal", goal_id)
    title, due = required_line("Milestone", title), day("Due", due_on)
    _refuse_outside(goal, title, due, extend_goal)
    with store.step("Add milestone"):
        _extend(store, goal, due)
        return store.insert(
            "milestone",
            goal_id=goal_id,
            title=title,
            due_on=due,
            owner_id=owner_id,
            state=MilestoneState.OPEN.value,
            position=last_position(store, "milestone", "goal_id = ?", (goal_id,)),
        )


def set_milestone(
    store: Store,
    milestone_id: int,
    *,
    extend_goal: bool = False,
    origin: object | None = None,
    **fields: Any,
) -> None:
    """Change title, day or owner; earlier days are kept.

    Raises:
        MilestonesAfterGoal: it is due after its goal, and `extend_goal` does not move that too.
        InvalidMoment: it is due before its goal begins.
    """
    row = must_exist(store, "milestone", milestone_id)
    goal = must_exist(store, "goal", row["goal_id"])
    values = convert(MILESTONE, fields)
    due = values.get("due_on") if row["state"] == MilestoneState.OPEN else None
    _refuse_outside(goal, str(values.get("title", row["title"])), due, extend_goal)
    merge = f"milestone:{milestone_id}:{'+'.join(sorted(values))}"
    with store.step("Edit milestone", merge=merge, origin=origin):
        _extend(store, goal, due)
        if "due_on" in values and values["due_on"] != row["due_on"]:
            remember(store, milestone_id, "due_on", row["due_on"], values["due_on"])
        store.update("milestone", milestone_id, **values)


def shift_milestone(store: Store, milestone_id: int, days: int) -> None:
    """Move the day of an open milestone by so many days; several in a row are one step.

    Raises:
        MilestonesAfterGoal, InvalidMoment: it would leave its goal's days.
        CommandRefused: it is not open, or has no day.
    """
    row = must_exist(store, "milestone", milestone_id)
    if row["state"] != MilestoneState.OPEN or not row["due_on"]:
        raise CommandRefused("Only an open milestone with a date can move. Nothing was changed.")
    try:
        due = date.fromisoformat(row["due_on"]) + timedelta(days=days)
    except OverflowError:
        raise InvalidMoment(row["due_on"], "cannot move that far") from None
    set_milestone(store, milestone_id, due_on=due)


def _refuse_outside(goal: Row, title: str, due: str | None, extend_goal: bool) -> None:
    if due is None:
        return
    if goal["begins_on"] and due < goal["begins_on"]:
        raise InvalidMoment(due, f"is before the goal begins on {goal['begins_on']}")
    if goal["due_on"] and due > goal["due_on"] and not extend_goal:
        raise MilestonesAfterGoal([title], due, goal["due_on"])


def _extend(store: Store, goal: Row, due: str | None) -> None:
    if due is not None and goal["due_on"] and due > goal["due_on"]:
        set_goal(store, goal["id"], due_on=due)


def finish_milestone(store: Store, milestone_id: int, done_on: date | str | None = None) -> None:
    """Say that a milestone was reached, today or on another day.

    Raises:
        InvalidMoment: the day has not come yet.
    """
    today = day_of(store)
    done = day("Done", done_on) or today.isoformat()
    if done > today.isoformat():
        raise InvalidMoment(done, "has not come yet")
    _set_state(store, milestone_id, "Milestone reached", MilestoneState.DONE, done)


def drop_milestone(store: Store, milestone_id: int) -> None:
    """Say that a milestone is no longer needed; it stays in the list."""
    _set_state(store, milestone_id, "Drop milestone", MilestoneState.DROPPED, None)


def reopen_milestone(store: Store, milestone_id: int) -> None:
    """Say that a milestone is open after all.

    Raises:
        MilestonesAfterGoal, InvalidMoment: its goal's days have moved away from it since.
    """
    row = must_exist(store, "milestone", milestone_id)
    goal = must_exist(store, "goal", row["goal_id"])
    _refuse_outside(goal, row["title"], row["due_on"], extend_goal=False)
    _set_state(store, milestone_id, "Open the milestone again", MilestoneState.OPEN, None)


def _set_state(
    store: Store, milestone_id: int, label: str, state: MilestoneState, done_on: str | None
) -> None:
    row = must_exist(store, "milestone", milestone_id)
    with store.step(label):
        if row["state"] != state.value:
            remember(store, milestone_id, "state", row["state"], state.value)
        store.update("milestone", milestone_id, state=state.value, done_on=done_on)


def move_milestone(store: Store, milestone_id: int, before: int | None) -> None:
    """Put a milestone before another of its goal, or at the end."""
    row = must_exist(store, "milestone", milestone_id)
    ids = [
        each["id"]
        for each in store.all(
            "SELECT id FROM milestone WHERE goal_id = ? ORDER BY position, id", (row["goal_id"],)
        )
    ]
    if before is not None and before not in ids:
        raise CommandRefused("A milestone stays with its goal. Nothing was changed.")
    with store.step("Move milestone"):
        rewrite_positions(store, "milestone", moved(ids, milestone_id, before))


def delete_milestone(store: Store, milestone_id: int) -> None:
    """Delete a milestone."""
    must_exist(store, "milestone", milestone_id)
    with store.step("Delete milestone"):
        store.delete("milestone", milestone_id)
