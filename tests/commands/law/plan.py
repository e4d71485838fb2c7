"""The written plan under the undo law."""

from __future__ import annotations

from facilitator.commands import plan, series
from facilitator.domain.rule import weekly
from tests.commands.law import Table
from tests.commands.scene import Scene


def _written(scene: Scene) -> None:
    plan.set_plan(scene.store, purpose="So that no campaign surprises anybody")


def _series(scene: Scene) -> int:
    return series.new_series(scene.store, "Round table", weekly(2), "2026-07-07T10:00")


LAW: Table = {
    "plan.set_plan": (_written, lambda s, _: plan.set_plan(s.store, papers_days=3)),
    "plan.plan_decision_meeting": (
        _series,
        lambda s, row: plan.plan_decision_meeting(s.store, row, "Who signs?", "2026-06-30T10:00"),
    ),
}
