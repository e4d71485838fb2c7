"""The pages of the window: built when first shown, let go when the file closes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from ui.pages import PageSpec
from ui.pages.page import Page
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.shell import Shell


class PageStack(QStackedWidget):
    """Holds the pages that were shown so far, and shows one."""

    def __init__(self, specs: Sequence[PageSpec], workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._specs = list(specs)
        self._workspace = workspace
        self._shell = shell
        self.made: dict[str, Page] = {}
        self.shown_id = ""

    def offered(self) -> list[PageSpec]:
        """Return the specs of the pages that make sense now."""
        return [spec for spec in self._specs if spec.needs_file == self._workspace.is_open]

    def has(self, page_id: str) -> bool:
        """Tell whether there is such a page now."""
        return any(spec.id == page_id for spec in self.offered())

    def page(self, page_id: str) -> Page:
        """Return a page, which is built when first asked for."""
        if page_id not in self.made:
            spec = next(spec for spec in self._specs if spec.id == page_id)
            page = spec.make(self._workspace, self._shell)
            page.setAccessibleName(spec.title)
            page.setObjectName(f"page-{page_id}")
            self.made[page_id] = page
            self.addWidget(page)
        return self.made[page_id]

    def within(self, page_id: str) -> str:
        """Return the page of the sidebar that a page belongs to."""
        return next((spec.within for spec in self._specs if spec.id == page_id), "") or page_id

    def bring(self, page_id: str, target: dict[str, object]) -> Page:
        """Show a page, and on it what `target` says."""
        page = self.page(page_id)
        page.open_target(**target)
        self.shown_id = page_id
        self.setCurrentWidget(page)
        return page

    def shown(self) -> Page | None:
        """Return the page shown."""
        return self.made.get(self.shown_id)

    def place(self) -> dict[str, object]:
        """Return the target that leads back to where somebody is."""
        page = self.shown()
        return page.place() if page else {}

    def drop(self) -> None:
        """Let go of all pages, the shown one last: nothing else is shown, and loaded, instead."""
        self.shown_id = ""
        shown = self.currentWidget()
        for page in sorted(self.made.values(), key=lambda page: page is shown):
            self.removeWidget(page)
            page.hide()
            page.setParent(None)
            page.deleteLater()
        self.made.clear()
