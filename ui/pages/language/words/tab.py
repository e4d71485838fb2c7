"""The glossary: a list of words, false friends first, and the one that is chosen (L1, L2)."""

from __future__ import annotations

from ui.pages.tabbed import TabPage


class WordsTab(TabPage):
    """The words of both sides."""
