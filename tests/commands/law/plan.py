"""The written plan under the undo law."""

from __future__ import annotations

from facilitator.commands import plan
from tests.commands.law import Table
from tests.commands.scene import Scene


def _written(scene: Scene) -> None:
    plan.set_plan(scene.store, purpose="So that no campaign surprises anybody")


LAW: Table = {
    "plan.set_plan": (_written, lambda s, _: plan.set_plan(s.store, papers_days=3)),
}
