"""Goals: what the sides want together, and what pulls them apart."""

from __future__ import annotations

from typing import ClassVar

from facilitator.queries.budget import line_count
from facilitator.queries.facts import fact_count
from facilitator.queries.goals import goal_count
from facilitator.queries.tensions import tension_count
from facilitator.queries.tradeoffs import tradeoff_count
from ui.pages.tabbed import TabbedPage, TabSpec
from ui.shell import Shell
from ui.wording import QT_TRANSLATE_NOOP
from ui.workspace import Workspace

# which tab understands what a target names
_TAB_OF = {
    "goal_id": "goals",
    "tension_id": "tensions",
    "tradeoff_id": "tradeoffs",
    "line_id": "money",
    "fact_id": "facts",
}


class GoalsPage(TabbedPage):
    """The goals, and beside them what they cost and where they pull apart."""

    TABS: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("goals", QT_TRANSLATE_NOOP("GoalsPage", "Goals"), "ui.pages.goals.tab:GoalsTab"),
        TabSpec(
            "tensions", QT_TRANSLATE_NOOP("GoalsPage", "Tension map"),
            "ui.pages.goals.tensions.tab:TensionsTab",
        ),
        TabSpec(
            "ranking", QT_TRANSLATE_NOOP("GoalsPage", "Ranking"),
            "ui.pages.goals.ranking.tab:RankingTab",
        ),
        TabSpec(
            "tradeoffs", QT_TRANSLATE_NOOP("GoalsPage", "Trade-offs"),
            "ui.pages.goals.tradeoffs.tab:TradeoffsTab",
        ),
        TabSpec(
            "money", QT_TRANSLATE_NOOP("GoalsPage", "Shared pot"),
            "ui.pages.goals.money.tab:MoneyTab",
        ),
        TabSpec(
            "facts", QT_TRANSLATE_NOOP("GoalsPage", "Agreed"),
            "ui.pages.goals.facts.tab:FactsTab",
        ),
    )  # fmt: skip
    tabs_name: ClassVar[str] = "goals-tabs"
    watches: ClassVar[frozenset[str]] = frozenset(
        {"goal", "tension", "tradeoff", "budget_line", "agreed_fact"}
    )

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell, self.tr("Goals"))

    def tab_of(self, target: dict[str, object]) -> str:
        """Return the tab that knows the first thing a target names."""
        known = {spec.id for spec in self.TABS}
        found = [_TAB_OF[name] for name in target if _TAB_OF.get(name) in known]
        return found[0] if found else self.TABS[0].id

    def counts(self) -> dict[object, int]:
        """Return how many there are of each."""
        reader = self.workspace.reader
        return {
            "goals": goal_count(reader),
            "tensions": tension_count(reader),
            "tradeoffs": tradeoff_count(reader),
            "money": line_count(reader),
            "facts": fact_count(reader),
        }
