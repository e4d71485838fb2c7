"""Goals to which items, decisions and actions link (G1 in its simple form)."""

from __future__ import annotations

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
from facilitator.domain.words import GoalState, Horizon
from facilitator.store import Store

GOAL: dict[str, Converter] = {
    "title": required_line,
    "horizon": choice(Horizon),
    "measure": text,
    "due_on": day,
    "owner_id": reference,
    "state": choice(GoalState),
    "state_reason": line,
}


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


def set_goal(store: Store, goal_id: int, *, origin: object | None = None, **fields: Any) -> None:
    """Change fields of a goal; earlier states and due dates are kept."""
    row = must_exist(store, "goal", goal_id)
    values = convert(GOAL, fields)
    merge = f"goal:{goal_id}:{'+'.join(sorted(values))}"
    with store.step("Edit goal", merge=merge, origin=origin):
        for field in ("state", "due_on"):
            if field in values and values[field] != row[field]:
                remember(store, goal_id, field, row[field], values[field])
        store.update("goal", goal_id, **values)


def delete_goal(store: Store, goal_id: int) -> None:
    """Delete a goal; what was linked to it stays, without the link."""
    must_exist(store, "goal", goal_id)
    with store.step("Delete goal"):
        store.delete("goal", goal_id)
