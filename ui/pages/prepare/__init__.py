"""The first step of a session: its agenda, what returns, who comes, what is missing."""

from ui.pages.prepare.page import PreparePage

__all__ = ["PreparePage"]
