"""Agreed facts and wording, over all and per goal: the common ground so far (G8)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from facilitator.commands import facts as commands
from facilitator.domain.words import FactKind
from facilitator.queries.facts import Fact, facts
from facilitator.store import Change
from ui.actions import Command
from ui.pages.goals.facts.detail import FactView
from ui.pages.goals.locking import read_only_reason
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.widgets.buttons import PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row, RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.segmented import FilterTabs
from ui.widgets.two_columns import TwoColumns
from ui.wording import ground as wording_ground
from ui.workspace import Workspace


class FactsTab(TabPage):
    """The list of facts and wording, and the one that is chosen."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"agreed_fact", "fact_party", "goal", "party", "person", "decision", "capture"}
    )

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._found: list[Fact] = []
        self._wanted: int | None = None
        self._build()
        self.new.clicked.connect(self._on_new)
        self.new_wording.clicked.connect(self._on_new_wording)
        self.tabs.chosen.connect(self._on_tab)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)

    def _build(self) -> None:
        whole = column(12)
        self.setLayout(whole)
        self.new_wording = identify(
            PlainButton(self.tr("New wording"), icon="quotes"), "new-wording"
        )
        self.new = identify(PrimaryButton(self.tr("New fact"), icon="plus"), "new-fact")
        self.tabs = FilterTabs(
            [
                ("all", self.tr("All")),
                ("fact", self.tr("Facts")),
                ("wording", self.tr("Wording")),
                ("waiting", self.tr("Waiting for a side")),
                ("retired", self.tr("Retired")),
            ],
            self.tr("Common ground"),
        )
        whole.addWidget(identify(self.tabs, "fact-tabs"))
        self.nothing_card = Card()
        self.nothing = EmptyState(
            "check-circle",
            self.tr("Nothing is agreed in words yet"),
            self.tr(
                "A fact is what every side agrees is so, with its source. A wording is how every "
                "side says it. Each side accepts the words, not the field."
            ),
        )
        self.first = self.nothing.set_step(
            self.tr("Write the first fact"), self._on_new, primary=False
        )
        self.nothing_card.add(self.nothing, 1)
        whole.addWidget(self.nothing_card, 1)
        card = Card(margin=8)
        self.list = identify(RowList(self.tr("Common ground"), title_lines=3), "fact-list")
        card.add(self.list, 1)
        self.none_fits = EmptyState("check-circle", self.tr("Nothing here"))
        card.add(self.none_fits, 1)
        self.detail = FactView(self.workspace, self.shell)
        self.columns = TwoColumns(
            card, scrolled(self.detail), shares=(48, 52), narrow=860, heights=(320, 560)
        )
        whole.addWidget(self.columns, 1)

    def header_actions(self) -> list[QWidget]:
        """Return the buttons for a fact and a wording."""
        return [self.new_wording, self.new]

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the facts and show the one that is chosen."""
        self._load(force=False)

    def show_change(self, change: Change) -> None:
        """Load again; undo and redo also go into the field being edited."""
        self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        self._found = facts(self.workspace.reader)
        has_any = bool(self._found)
        if has_any:
            self.detail.offer()
        self.nothing_card.setVisible(not has_any)
        self.columns.setVisible(has_any)
        self.tabs.setVisible(has_any)
        keys = ("all", "fact", "wording", "waiting", "retired")
        counts: dict[object, int] = {key: len(self._fitting(key)) for key in keys}
        self.tabs.set_counts(counts)
        reason = read_only_reason(self.workspace)
        for button in (self.new, self.new_wording):
            explain_disabled(button, reason)
        self._show_rows(force=force)

    def _fitting(self, tab: str) -> list[Fact]:
        if tab == "retired":
            return [fact for fact in self._found if fact.retired_on]
        alive = [fact for fact in self._found if not fact.retired_on]
        if tab == "waiting":
            return [fact for fact in alive if not fact.is_agreed]
        return alive if tab == "all" else [fact for fact in alive if fact.kind == tab]

    def _show_rows(self, *, force: bool = False) -> None:
        shown = self._fitting(str(self.tabs.current()))
        if self._wanted is not None and self._wanted not in [fact.id for fact in shown]:
            wanted = next((fact for fact in self._found if fact.id == self._wanted), None)
            self.tabs.set_current("retired" if wanted and wanted.retired_on else "all")
            shown = self._fitting(str(self.tabs.current()))
        wanted_id = self._wanted or self.list.current()
        self._wanted = None
        self.list.set_rows(self._rows(shown))
        self.list.setVisible(bool(shown))
        self.none_fits.setVisible(not shown)
        ids = [fact.id for fact in shown]
        self.list.set_current(wanted_id if wanted_id in ids else next(iter(ids), None))
        self._show(force=force)

    def _rows(self, shown: list[Fact]) -> list[Row]:
        rows: list[Row] = []
        heads: set[int | None] = set()
        for fact in shown:
            if fact.goal_id not in heads and not fact.retired_on:
                heads.add(fact.goal_id)
                title = fact.goal or self.tr("Over all goals")
                rows.append(Row(("head", fact.goal_id), title, is_heading=True))
            words, tone = wording_ground.fact_line(fact, self.workspace.today())
            kind, ink, icon = wording_ground.state("fact", fact.kind)
            rows.append(
                Row(fact.id, fact.text, words, tone, icon=icon, icon_tone=ink,
                    is_quiet=bool(fact.retired_on), spoken=f"{kind}: {fact.text}, {words}")
            )  # fmt: skip
        return rows

    def _chosen(self) -> Fact | None:
        key = self.list.current()
        return next((fact for fact in self._found if fact.id == key), None)

    def _show(self, *, force: bool = False) -> None:
        chosen = self._chosen()
        self.detail.setVisible(chosen is not None)
        if chosen is not None:
            self.detail.show_fact(chosen, force=force)

    # --- doing ------------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show one fact."""
        fact_id = target.get("fact_id")
        self._wanted = fact_id if isinstance(fact_id, int) else None
        if self._wanted is not None:
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the fact that is shown."""
        chosen = self._chosen()
        return {"fact_id": chosen.id} if chosen else {}

    def _on_tab(self, _key: object) -> None:
        self._show_rows()

    def _on_picked(self, _key: object) -> None:
        self._show()

    def _on_opened(self, _key: object) -> None:
        self._show()
        self.detail.text.setFocus()

    def _on_new(self) -> None:
        self._add(FactKind.FACT, self.tr("What every side agrees is so"))

    def _on_new_wording(self) -> None:
        self._add(FactKind.WORDING, self.tr("How every side says it"))

    def _add(self, kind: FactKind, words: str) -> None:
        new_id = self.workspace.run(commands.add_fact, words, kind)
        if new_id is not None:
            self._wanted = new_id
            self._load(force=False)
            self.detail.rewrite()

    # --- the window's questions -------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done with facts and wording."""
        group = self.tr("Agreed facts")
        return [
            Command("fact.new", self.tr("New fact"), self._on_new, shortcut="Ctrl+N",
                    icon="check-circle", group=group, enabled=self.new.isEnabled),
            Command("fact.wording", self.tr("New wording"), self._on_new_wording, icon="quotes",
                    group=group, enabled=self.new.isEnabled),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the list and the fact."""
        return [self.list, self.detail] if self._found else [self.nothing_card]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the list."""
        return self.list if self._found else self.first
