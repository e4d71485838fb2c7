"""Goals, their sides and milestones under the undo law."""

# ruff: noqa: E501  (one line for each command reads better than a wrapped table)

from __future__ import annotations

from facilitator.commands import goal_sides, goals, milestones
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene


def _milestone(s: Scene) -> int:
    return milestones.add_milestone(s.store, s.goal, "Wording tested", "2026-07-10")


def _two(s: Scene) -> tuple[int, int]:
    return _milestone(s), milestones.add_milestone(s.store, s.goal, "Tools obey", "2026-08-01")


def _sentence(s: Scene) -> None:
    goals.set_goal(s.store, s.goal, common_ground="Who says no is obeyed")


def _accepted(s: Scene) -> None:
    _sentence(s)
    goal_sides.accept_common_ground(s.store, s.goal, s.security, s.nadia)


LAW: Table = {
    "goals.set_state": (nothing, lambda s, _: goals.set_state(s.store, s.goal, "at_risk", "Two tools are slow")),
    "goals.set_sponsors": (nothing, lambda s, _: goals.set_sponsors(s.store, s.goal, [s.nadia, s.jonas])),
    "goal_sides.set_side": (nothing, lambda s, _: goal_sides.set_side(s.store, s.goal, s.security, interest="Proof")),
    "goal_sides.accept_common_ground": (_sentence, lambda s, _: goal_sides.accept_common_ground(s.store, s.goal, s.security, s.nadia)),
    "goal_sides.withdraw_acceptance": (_accepted, lambda s, _: goal_sides.withdraw_acceptance(s.store, s.goal, s.security)),
    "goal_sides.ask_side": (nothing, lambda s, _: goal_sides.ask_side(s.store, s.goal, s.marketing, "What do you want of it, and why?")),
    "milestones.add_milestone": (nothing, lambda s, _: milestones.add_milestone(s.store, s.goal, "Too late", "2026-09-30", extend_goal=True)),
    "milestones.set_milestone": (_milestone, lambda s, m: milestones.set_milestone(s.store, m, due_on="2026-09-01", owner_id=s.jonas, extend_goal=True)),
    "milestones.shift_milestone": (_milestone, lambda s, m: milestones.shift_milestone(s.store, m, -7)),
    "milestones.finish_milestone": (_milestone, lambda s, m: milestones.finish_milestone(s.store, m)),
    "milestones.drop_milestone": (_milestone, lambda s, m: milestones.drop_milestone(s.store, m)),
    "milestones.reopen_milestone": (lambda s: (m := _milestone(s), milestones.finish_milestone(s.store, m))[0], lambda s, m: milestones.reopen_milestone(s.store, m)),
    "milestones.move_milestone": (_two, lambda s, m: milestones.move_milestone(s.store, m[1], m[0])),
    "milestones.delete_milestone": (_milestone, lambda s, m: milestones.delete_milestone(s.store, m)),
}  # fmt: skip
