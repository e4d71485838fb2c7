"""Data: who answers for what, and what one side asks of the other (C4, C5)."""

from __future__ import annotations

from typing import ClassVar

from facilitator.queries.data_sets import data_counts
from ui.pages.tabbed import TabbedPage, TabSpec
from ui.shell import Shell
from ui.wording import QT_TRANSLATE_NOOP, translate
from ui.workspace import Workspace


class DataPage(TabbedPage):
    """Two tabs: the register, and the requests."""

    watches: ClassVar[frozenset[str]] = frozenset({"data_set", "data_request"})
    TABS = (
        TabSpec(
            "register",
            QT_TRANSLATE_NOOP("DataPage", "Register"),
            "ui.pages.data.register:RegisterTab",
        ),
        TabSpec(
            "requests",
            QT_TRANSLATE_NOOP("DataPage", "Requests"),
            "ui.pages.data.requests:RequestsTab",
        ),
    )
    tabs_name = "data-tabs"

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell, translate("DataPage", "Data"))

    def tab_of(self, target: dict[str, object]) -> str:
        """Show a request among the requests, everything else in the register."""
        return "requests" if "request_id" in target else "register"

    def counts(self) -> dict[object, int]:
        """Count the data sets in use, and the requests that wait for an answer."""
        found = data_counts(self.workspace.reader)
        return {"register": found.data_sets, "requests": found.open_requests}
