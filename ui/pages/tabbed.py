"""A page of several tabs: each tab is a page of its own, built when first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from facilitator.store import Change
from ui.pages.page import Page
from ui.theme import theme
from ui.widgets.card import column, row
from ui.widgets.naming import identify
from ui.widgets.segmented import FilterTabs
from ui.widgets.tabs_head import TabsHead
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.actions import Command
    from ui.shell import Shell
    from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TabSpec:
    """Where a tab is found: `factory` is `module:Class` of a `TabPage`."""

    id: str
    title: str
    factory: str

    def make(self, workspace: Workspace, shell: Shell) -> TabPage:
        """Import the tab and build it."""
        module, name = self.factory.split(":")
        return cast("TabPage", getattr(import_module(module), name)(workspace, shell))


class TabPage(Page):
    """One tab. Its buttons stand in the header of the whole page while it is shown."""

    def header_actions(self) -> list[QWidget]:
        """Return the buttons for the header, the primary last; always the same widgets."""
        return []


class TabbedPage(Page):
    """A title, tabs with counts, the buttons of the tab shown, and the tab below.

    A target holds `tab`, and what the tab itself understands. A subclass sets `TABS`, and answers
    `tab_of` where a target alone tells which tab shows it, and `counts`.
    """

    TABS: ClassVar[tuple[TabSpec, ...]] = ()
    tabs_name: ClassVar[str] = ""  # the accessible identifier of the tabs

    def __init__(self, workspace: Workspace, shell: Shell, title: str) -> None:
        super().__init__(workspace, shell)
        self._made: dict[str, TabPage] = {}
        self._build(title)
        self.tabs.chosen.connect(self._on_tab)

    def _build(self, title: str) -> None:
        look = theme()
        whole = column(16)
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        self.setLayout(whole)
        self.title = Text(title, "title")
        self.tabs = FilterTabs([(spec.id, self.tr(spec.title)) for spec in self.TABS], title)
        identify(self.tabs, self.tabs_name)
        buttons = QWidget()
        self._actions = row(8)
        buttons.setLayout(self._actions)
        whole.addLayout(TabsHead(self.title, self.tabs, buttons))
        self._stack = QStackedWidget()
        whole.addWidget(self._stack, 1)

    # --- for subclasses ---------------------------------------------------------------------

    def tab_of(self, target: dict[str, object]) -> str:
        """Return the tab that shows a target which names none; the first unless known better."""
        return self.TABS[0].id

    def counts(self) -> dict[object, int]:
        """Return how many each tab holds; a tab left out shows no number."""
        return {}

    # --- tabs -------------------------------------------------------------------------------

    @property
    def shown_tab(self) -> TabPage:
        """Return the tab that is shown, built when first asked for."""
        return self.tab(str(self.tabs.current()))

    def tab(self, tab_id: str) -> TabPage:
        """Return a tab, which is built when first asked for."""
        if tab_id not in self._made:
            spec = next(spec for spec in self.TABS if spec.id == tab_id)
            made = spec.make(self.workspace, self.shell)
            made.setAccessibleName(self.tr(spec.title))
            made.setObjectName(f"tab-{tab_id}")
            for button in made.header_actions():
                button.hide()
                self._actions.addWidget(button)
            self._made[tab_id] = made
            self._stack.addWidget(made)
        return self._made[tab_id]

    def _bring(self, tab_id: str) -> None:
        page = self.tab(tab_id)
        self.tabs.set_current(tab_id)
        for other in self._made.values():
            for button in other.header_actions():
                button.setVisible(other is page)
        self._stack.setCurrentWidget(page)

    def _on_tab(self, tab_id: object) -> None:
        self.shell.drafts.flush()
        self._bring(str(tab_id))
        self.shell.refresh_commands()

    # --- the page ---------------------------------------------------------------------------

    def load(self) -> None:
        """Bring the counts up to date; the tabs load themselves."""
        self.tabs.set_counts(self.counts())
        if self._stack.currentWidget() is None:
            self._bring(self.TABS[0].id)

    def show_change(self, change: Change) -> None:
        """Count again; the tabs hear of the change themselves."""
        self.load()

    def open_target(self, **target: object) -> None:
        """Show one tab, and on it what the rest of the target says."""
        known = {spec.id for spec in self.TABS}
        wanted = str(target.pop("tab", ""))
        if wanted not in known:
            wanted = self.tab_of(target) if target else str(self.tabs.current())
        self._bring(wanted)
        self.shown_tab.open_target(**target)

    def place(self) -> dict[str, object]:
        """Return the tab and where on it somebody is."""
        return {"tab": self.tabs.current(), **self.shown_tab.place()}

    def commands(self) -> list[Command]:
        """Return what the tab shown offers."""
        return self.shown_tab.commands()

    def panes(self) -> list[QWidget]:
        """Return the tabs, then the panes of the tab shown."""
        return [self.tabs, *self.shown_tab.panes()]

    def start_focus(self) -> QWidget | None:
        """Return what gets the keyboard on the tab shown, the tab itself where nothing there can.

        A button may be disabled: left alone, the keyboard would fall out of the page.
        """
        start = self.shown_tab.start_focus()
        is_there = start is not None and start.isEnabled() and start.isVisibleTo(self)
        return start if is_there else self.tabs.chosen_segment()

    def escape(self) -> bool:
        """Let the tab shown answer Esc."""
        return self.shown_tab.escape()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the tabs into the one shown by Enter; arrows choose among them."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focus, start = QApplication.focusWidget(), self.start_focus()
        if is_enter and focus is not None and self.tabs.isAncestorOf(focus) and start is not None:
            start.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)
