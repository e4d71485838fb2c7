"""Language: words, say-it-backs and the question shelf, one tab each (L1 to L6)."""

from __future__ import annotations

from typing import ClassVar

from facilitator.queries import glossary
from ui.pages.tabbed import TabbedPage, TabSpec
from ui.shell import Shell
from ui.workspace import Workspace

# which tab understands which part of a target
_TAB_OF = {"term_id": "words", "word_id": "words"}


class LanguagePage(TabbedPage):
    """The tabs, each with how much it holds."""

    watches: ClassVar[frozenset[str]] = frozenset({"term"})
    TABS: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("words", "Words", "ui.pages.language.words.tab:WordsTab"),
    )
    tabs_name: ClassVar[str] = "language-tabs"

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell, self.tr("Language"))

    def tab_of(self, target: dict[str, object]) -> str:
        """Return the tab that shows a target which names none."""
        return next((tab for name, tab in _TAB_OF.items() if name in target), self.TABS[0].id)

    def counts(self) -> dict[object, int]:
        """Return how many words there are."""
        return {"words": glossary.word_count(self.workspace.reader)}
