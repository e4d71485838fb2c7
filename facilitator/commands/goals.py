"""Goals: title, dates, owner, sponsors, and the state with its reason (G1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from facilitator.commands.fields import (
    Converter,
    choice,
    convert,
    day,
    last_position,
    line,
    must_exist,
    reference,
    remember,
    required_line,
    text,
)
from facilitator.domain.words import GoalState, Horizon, MilestoneState
from facilitator.errors import InvalidMoment, InvalidText, MilestonesAfterGoal
from facilitator.store import Reader, Row, Store

GOAL: dict[str, Converter] = {
    "title": required_line,
    "horizon": choice(Horizon),
    "measure": text,
    "common_ground": text,
    "begins_on": day,
    "due_on": day,
    "owner_id": reference,
    "state": choice(GoalState),
    "state_reason": line,
}
WITH_REASON = (GoalState.AT_RISK, GoalState.LATE, GoalState.DROPPED)


def add_goal(
    store: Store, title: str, horizon: Horizon = Horizon.SHORT, due_on: date | str | None = None
) -> int:
    """Add a goal behind the others, on track."""
    with store.step("Add goal"):
        return store.insert(
            "goal",
            title=required_line("Goal", title),
            horizon=Horizon(horizon).value,
            due_on=day("Due", due_on),
            state=GoalState.ON_TRACK.value,
            position=last_position(store, "goal"),
        )


def set_goal(
    store: Store,
    goal_id: int,
    *,
    move_milestones: bool = False,
    origin: object | None = None,
    **fields: Any,
) -> None:
    """Change fields of a goal; earlier states and due dates are kept.

    With `move_milestones`, open milestones behind a new due day move to that day.

    Raises:
        InvalidMoment: it would be due before it begins, or begin after an open milestone.
        MilestonesAfterGoal: open milestones would be due after it.
    """
    row = must_exist(store, "goal", goal_id)
    values = convert(GOAL, fields)
    _refuse_backwards(row | values)
    if values.get("begins_on"):
        _refuse_late_beginning(store, goal_id, values["begins_on"])
    behind = _behind(store, goal_id, values["due_on"]) if "due_on" in values else []
    if behind and not move_milestones:
        raise MilestonesAfterGoal(
            [each["title"] for each in behind], behind[-1]["due_on"], values["due_on"]
        )
    merge = f"goal:{goal_id}:{'+'.join(sorted(values))}"
    with store.step("Edit goal", merge=merge, origin=origin):
        for each in behind:
            remember(store, each["id"], "due_on", each["due_on"], values["due_on"])
            store.update("milestone", each["id"], due_on=values["due_on"])
        for field in ("state", "due_on"):
            if field in values and values[field] != row[field]:
                remember(store, goal_id, field, row[field], values[field])
        store.update("goal", goal_id, **values)


def _refuse_backwards(row: Row) -> None:
    begins, due = row["begins_on"], row["due_on"]
    if begins and due and due < begins:
        raise InvalidMoment(due, f"is before the goal begins on {begins}")


def _refuse_late_beginning(reader: Reader, goal_id: int, begins_on: str) -> None:
    first = reader.one(
        "SELECT title, due_on FROM milestone WHERE goal_id = ? AND state = ? AND due_on < ?"
        " ORDER BY due_on, position LIMIT 1",
        (goal_id, MilestoneState.OPEN.value, begins_on),
    )
    if first is not None:
        raise InvalidMoment(
            begins_on, f"is after the milestone “{first['title']}”, due on {first['due_on']}"
        )


def _behind(reader: Reader, goal_id: int, due_on: str | None) -> list[Row]:
    """Return the open milestones that are due after a day, the last one last."""
    return reader.all(
        "SELECT id, title, due_on FROM milestone WHERE goal_id = ? AND state = ? AND due_on > ?"
        " ORDER BY due_on, position",
        (goal_id, MilestoneState.OPEN.value, due_on),
    )


def set_state(store: Store, goal_id: int, state: GoalState | str, reason: str = "") -> None:
    """Say how a goal stands, and why; what it was, and why, is kept.

    Raises:
        InvalidText: at risk, late or dropped without a reason.
    """
    row = must_exist(store, "goal", goal_id)
    value = GoalState(choice(GoalState)("State", state))
    because = line("Because", reason)
    if value in WITH_REASON and because is None:
        raise InvalidText("Because", "say in a few words why")
    with store.step("Change the goal's state"):
        if (value.value, because) != (row["state"], row["state_reason"]):
            remember(store, goal_id, "state", row["state"], value.value, because)
        store.update("goal", goal_id, state=value.value, state_reason=because)


def set_sponsors(store: Store, goal_id: int, person_ids: Sequence[int]) -> None:
    """Say who stands behind a goal, on any side; whoever is not named no longer does."""
    must_exist(store, "goal", goal_id)
    wanted = dict.fromkeys(person_ids)
    for person_id in wanted:
        must_exist(store, "person", person_id)
    rows = store.all("SELECT id, person_id FROM goal_sponsor WHERE goal_id = ?", (goal_id,))
    known = {row["person_id"] for row in rows}
    with store.step("Choose sponsors"):
        for row in rows:
            if row["person_id"] not in wanted:
                store.delete("goal_sponsor", row["id"])
        for person_id in wanted:
            if person_id not in known:
                store.insert("goal_sponsor", goal_id=goal_id, person_id=person_id)


def delete_goal(store: Store, goal_id: int) -> None:
    """Delete a goal with its sides and milestones; what was linked to it stays, unlinked."""
    must_exist(store, "goal", goal_id)
    with store.step("Delete goal"):
        store.delete("goal", goal_id)
