"""Plan: how often the sides meet, and why."""

from __future__ import annotations

from typing import ClassVar

from ui.pages.tabbed import TabbedPage, TabSpec
from ui.shell import Shell
from ui.wording import QT_TRANSLATE_NOOP
from ui.workspace import Workspace

# which tab understands what a target names
_TAB_OF = {
    "advice_id": "rhythm",
    "incident_id": "rhythm",
    "original": "calendar",
    "session_id": "calendar",
    "item_id": "backlog",
    "series_id": "rhythm",
}


class PlanPage(TabbedPage):
    """The rhythm and its advice, and beside them what follows from it."""

    TABS: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec(
            "rhythm", QT_TRANSLATE_NOOP("PlanPage", "Rhythm"),
            "ui.pages.plan.rhythm.tab:RhythmTab",
        ),
        TabSpec(
            "written", QT_TRANSLATE_NOOP("PlanPage", "Written plan"),
            "ui.pages.plan.written:WrittenTab",
        ),
        TabSpec(
            "calendar", QT_TRANSLATE_NOOP("PlanPage", "Calendar"),
            "ui.pages.plan.calendar.tab:CalendarTab",
        ),
        TabSpec(
            "backlog", QT_TRANSLATE_NOOP("PlanPage", "Backlog"),
            "ui.pages.plan.backlog.tab:BacklogTab",
        ),
        TabSpec(
            "balance", QT_TRANSLATE_NOOP("PlanPage", "Give and take"),
            "ui.pages.plan.balance.tab:BalanceTab",
        ),
    )  # fmt: skip
    tabs_name: ClassVar[str] = "plan-tabs"
    watches: ClassVar[frozenset[str]] = frozenset({"agenda_item"})

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell, self.tr("Plan"))

    def tab_of(self, target: dict[str, object]) -> str:
        """Return the tab that knows the first thing a target names."""
        known = {spec.id for spec in self.TABS}
        found = [tab for name, tab in _TAB_OF.items() if name in target and tab in known]
        return found[0] if found else self.TABS[0].id
