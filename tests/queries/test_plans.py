"""What one row or one session costs must not grow with the file (DATA.md, 100,000 captures)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from facilitator.queries import actions, captured, closing, decisions, prepare, running
from facilitator.queries.goals import goal_detail
from facilitator.queries.listing import session_lines
from facilitator.store import Reader, Row
from facilitator.store.reader import Params
from tests.commands.scene import Scene

GROWING = (
    "capture|c|decision|d|action|a|concern|k|history|h|consideration|decision_position|p"
    "|decision_option|agenda_item|i|clock_event|e"
)
# Found by its kind alone means: read every decision of the file. Open ones have an index.
WALKS = re.compile(rf"SCAN ({GROWING})\b(?! USING INDEX \w+_open)|capture_kind \(kind=\?\)")


class PlanningReader(Reader):
    """Keeps the plan of every statement it is asked."""

    plans: list[str]

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        rows = super().all(f"EXPLAIN QUERY PLAN {sql}", params)
        self.plans += [f"{row['detail']} in {sql}" for row in rows]
        return super().all(sql, params)

    def value(self, sql: str, params: Params = ()) -> object:
        rows = self.all(sql, params)
        return next(iter(rows[0].values())) if rows else None


@pytest.mark.parametrize(
    "question",
    [
        lambda r, s: actions.action_detail(r, s.action),
        lambda r, s: actions.open_actions(r),
        lambda r, s: decisions.decision_detail(r, s.decision),
        lambda r, s: decisions.waiting_decisions(r),
        lambda r, s: captured.cards(r, s.held),
        lambda r, s: captured.card(r, s.decision),
        lambda r, s: running.captures(r, s.held),
        lambda r, s: running.capture_row(r, s.decision),
        lambda r, s: closing.closing(r, s.held),
        lambda r, s: prepare.agenda(r, s.held),
        lambda r, s: prepare.item(r, s.running_items[0]),
        lambda r, s: goal_detail(r, s.goal),
        lambda r, s: session_lines(r),
    ],
)
def test_what_was_captured_is_found_by_an_index(
    scene: Scene, question: Callable[[Reader, Scene], object]
) -> None:
    with PlanningReader.open(scene.store.path, scene.clock) as reader:
        reader.plans = []
        assert question(reader, scene)
        assert reader.plans
        assert not [plan for plan in reader.plans if WALKS.search(plan.split(" in ")[0])]
