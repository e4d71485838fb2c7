"""Language: words, say-it-backs and the question shelf, one tab each (L1 to L6)."""

from __future__ import annotations

from typing import ClassVar

from facilitator.queries import glossary
from facilitator.queries.questions import question_count
from facilitator.queries.saybacks import sayback_count
from ui.pages.tabbed import TabbedPage, TabSpec
from ui.shell import Shell
from ui.workspace import Workspace

# which tab understands which part of a target
_TAB_OF = {
    "term_id": "words", "word_id": "words", "sayback_id": "sayback", "question_id": "questions",
}  # fmt: skip


class LanguagePage(TabbedPage):
    """The tabs, each with how much it holds."""

    watches: ClassVar[frozenset[str]] = frozenset({"term", "sayback", "question", "capture"})
    TABS: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("words", "Words", "ui.pages.language.words.tab:WordsTab"),
        TabSpec("sayback", "Say it back", "ui.pages.language.sayback.tab:SaybackTab"),
        TabSpec("questions", "Question shelf", "ui.pages.language.questions.tab:QuestionsTab"),
    )
    tabs_name: ClassVar[str] = "language-tabs"

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell, self.tr("Language"))

    def tab_of(self, target: dict[str, object]) -> str:
        """Return the tab that shows a target which names none."""
        return next((tab for name, tab in _TAB_OF.items() if name in target), self.TABS[0].id)

    def counts(self) -> dict[object, int]:
        """Return how many words, say-it-backs and questions there are."""
        reader = self.workspace.reader
        return {
            "words": glossary.word_count(reader),
            "sayback": sayback_count(reader),
            "questions": question_count(reader),
        }
