"""The goals themselves: one beside the list, and what hangs on it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from facilitator.commands import goals as commands
from facilitator.queries.goals import goal_detail
from facilitator.queries.together import GoalCard, goal_cards
from facilitator.store import Change
from ui.actions import Command
from ui.pages.goals.detail import GoalView
from ui.pages.goals.linked import LinkedCard
from ui.pages.goals.rows import OPEN, goal_row
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.segmented import FilterTabs
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace


class GoalsTab(TabPage):
    """The list of goals and the one that is chosen."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"goal", "agenda_item", "capture", "decision", "action", "session", "person", "membership",
         "party", "history"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._cards: list[GoalCard] = []
        self._wanted: int | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        whole = column(14)
        self.setLayout(whole)
        self.new = identify(PrimaryButton(self.tr("New goal"), icon="plus"), "new-goal")
        self.tabs = FilterTabs(
            [("all", self.tr("All")), ("open", self.tr("Open")), ("over", self.tr("Done"))],
            self.tr("Goals"),
        )
        whole.addWidget(identify(self.tabs, "goal-tabs"))
        self.nothing_card = Card()
        self.nothing = EmptyState(
            "target",
            self.tr("No goals yet"),
            self.tr(
                "A goal is one sentence both sides can sign, with a measure, a date and one owner."
            ),
        )
        self.nothing.set_step(self.tr("Write the first goal"), self._on_new)
        self.nothing_card.add(self.nothing, 1)
        whole.addWidget(self.nothing_card, 1)
        list_card = Card(margin=8)
        self.list = RowList(self.tr("Goals"), title_lines=2)
        list_card.add(identify(self.list, "goal-list"), 1)
        self.none_fits = EmptyState("target", self.tr("No goal here"))
        list_card.add(self.none_fits, 1)
        self.right = QWidget()
        box = column(16)
        self.right.setLayout(box)
        self.detail = GoalView(self.workspace, self.shell)
        self.linked = LinkedCard(self.workspace, self.shell)
        box.addWidget(self.detail)
        box.addWidget(self.linked)
        box.addStretch(1)
        self.columns = TwoColumns(
            list_card, scrolled(self.right), shares=(36, 64), narrow=720, heights=(300, 640)
        )
        whole.addWidget(self.columns, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new)
        self.tabs.chosen.connect(self._on_tab)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the goals and the one that is shown."""
        self._load(force=False)

    def show_change(self, change: Change) -> None:
        """Load again; undo and redo also go into the field being edited."""
        self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        self._cards = goal_cards(self.workspace.reader)
        is_open = [card.state in OPEN for card in self._cards]
        self.tabs.set_counts(
            {"all": len(is_open), "open": sum(is_open), "over": len(is_open) - sum(is_open)}
        )
        has_any = bool(self._cards)
        self.nothing_card.setVisible(not has_any)
        self.columns.setVisible(has_any)
        self.tabs.setVisible(has_any)
        self._show_rows(force=force)

    def _show_rows(self, *, force: bool = False) -> None:
        tab, today = self.tabs.current(), self.workspace.today()
        if self._wanted is not None:
            self.tabs.set_current("all")
            tab = "all"
        shown = [
            card for card in self._cards if tab == "all" or (card.state in OPEN) == (tab == "open")
        ]
        wanted = self._wanted or self.list.current()
        self._wanted = None
        self.list.set_rows([goal_row(card, today) for card in shown])
        self.list.setVisible(bool(shown))
        self.none_fits.setVisible(not shown)
        ids = [card.id for card in shown]
        current = wanted if wanted in ids else (ids[0] if ids else None)
        self.list.set_current(current)
        self._show(current, force=force)

    def _show(self, key: object, *, force: bool = False) -> None:
        found = goal_detail(self.workspace.reader, key) if isinstance(key, int) else None
        self.right.setVisible(found is not None)
        if found is not None:
            self.detail.show_goal(found, force=force)
            self.linked.show_goal(found)

    # --- doing ------------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show one goal."""
        goal_id = target.get("goal_id")
        self._wanted = goal_id if isinstance(goal_id, int) else None
        if self._wanted is not None:
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the goal that is shown."""
        key = self.list.current()
        return {"goal_id": key} if isinstance(key, int) else {}

    def _on_new(self) -> None:
        new_id = self.workspace.run(commands.add_goal, self.tr("What we want together"))
        if new_id is not None:
            self._wanted = new_id
            self._load(force=False)
            self.detail.rename()

    def _on_tab(self, _key: object) -> None:
        self._show_rows()

    def _on_picked(self, key: object) -> None:
        self._show(key)

    def _on_opened(self, key: object) -> None:
        self._show(key)
        self.detail.title_edit.setFocus()

    # --- the window's questions -------------------------------------------------------------

    def header_actions(self) -> list[QWidget]:
        """Return the button for a new goal."""
        return [self.new]

    def commands(self) -> list[Command]:
        """Return what can be done on this page."""
        return [
            Command(
                "goal.new", self.tr("New goal"), self._on_new, shortcut="Ctrl+N", icon="target",
                group=self.tr("Goals"),
            )
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the list, the goal, and what hangs on it."""
        return [self.list, self.detail, self.linked] if self._cards else [self.nothing_card]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the list."""
        return self.list if self._cards else None
