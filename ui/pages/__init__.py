"""The pages, in the order of the sidebar and of Ctrl+1 … Ctrl+0. Imported when first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ui.pages.page import Page
    from ui.shell import Shell
    from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PageSpec:
    """Where a page is found. `factory` is `module:Class`, called with workspace and shell.

    `within` is the page of the sidebar that this one is a step of.
    """

    id: str
    title: str
    icon: str
    factory: str
    in_sidebar: bool = True
    needs_file: bool = True
    within: str = ""

    def make(self, workspace: Workspace, shell: Shell) -> Page:
        """Import the page and build it."""
        module, name = self.factory.split(":")
        return cast("Page", getattr(import_module(module), name)(workspace, shell))


PAGES: list[PageSpec] = [
    PageSpec("start", "Start", "house", "ui.pages.start.page:StartPage", needs_file=False),
    PageSpec("together", "Together", "handshake", "ui.pages.together.page:TogetherPage"),
    PageSpec("goals", "Goals", "target", "ui.pages.goals.page:GoalsPage"),
    PageSpec("language", "Language", "translate", "ui.pages.language.page:LanguagePage"),
    PageSpec("sessions", "Sessions", "calendar-blank", "ui.pages.sessions:SessionsPage"),
    PageSpec("decisions", "Decisions", "gavel", "ui.pages.decisions.page:DecisionsPage"),
    PageSpec("actions", "Actions", "list-checks", "ui.pages.actions.page:ActionsPage"),
    PageSpec("radar", "Radar", "broadcast", "ui.pages.radar.page:RadarPage"),
    PageSpec("data", "Data", "database", "ui.pages.data.page:DataPage"),
    PageSpec("plan", "Plan", "calendar-check", "ui.pages.plan.page:PlanPage"),
    PageSpec("private", "Private", "lock-simple", "ui.pages.private.page:PrivatePage"),
    PageSpec("people", "People", "users", "ui.pages.people.page:PeoplePage"),
    PageSpec(
        "guide", "Guided path", "path", "ui.pages.guide.page:GuidePage",
        in_sidebar=False, within="together",
    ),
    PageSpec(
        "prepare", "Prepare", "calendar-check", "ui.pages.prepare.page:PreparePage",
        in_sidebar=False, within="sessions",
    ),
    PageSpec(
        "run", "Run", "play", "ui.pages.run.page:RunPage", in_sidebar=False, within="sessions"
    ),
    PageSpec(
        "close", "Close", "check-circle", "ui.pages.close.page:ClosePage",
        in_sidebar=False, within="sessions",
    ),
    PageSpec(
        "minutes", "Minutes", "file-text", "ui.pages.minutes.page:MinutesPage",
        in_sidebar=False, within="sessions",
    ),
    PageSpec(
        "search", "Search", "magnifying-glass", "ui.pages.search.page:SearchPage",
        in_sidebar=False,
    ),
]  # fmt: skip
