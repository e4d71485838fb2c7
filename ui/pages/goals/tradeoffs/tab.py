"""Trade-off sheets: scopes side by side, what each gives and takes, which was chosen (G7)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from facilitator.commands import tradeoffs as commands
from facilitator.queries.tradeoffs import Tradeoff, currency, tradeoffs
from facilitator.store import Change
from ui.actions import Command
from ui.pages.goals.locking import read_only_reason
from ui.pages.goals.tradeoffs.sheet import SheetView
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.widgets.buttons import PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row, RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace


class TradeoffsTab(TabPage):
    """The list of sheets and the one that is chosen."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"tradeoff", "tradeoff_option", "goal", "decision", "capture", "engagement"}
    )

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._found: dict[int, Tradeoff] = {}
        self._wanted: int | None = None
        self._build()
        self.new.clicked.connect(self._on_new)
        self.propose.clicked.connect(self._on_propose)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.new = identify(PlainButton(self.tr("New sheet"), icon="plus"), "new-tradeoff")
        self.propose = identify(
            PrimaryButton(self.tr("Propose as decision"), icon="gavel"), "propose-tradeoff"
        )
        self.nothing_card = Card()
        self.nothing = EmptyState(
            "columns",
            self.tr("No trade-off yet"),
            self.tr(
                "A sheet sets several scopes side by side: what each brings, what risk is left, "
                "what it costs and what was given up for it."
            ),
        )
        self.first = self.nothing.set_step(self.tr("Begin the first sheet"), self._on_new)
        self.nothing_card.add(self.nothing, 1)
        whole.addWidget(self.nothing_card, 1)
        card = Card(margin=8)
        self.list = identify(RowList(self.tr("Trade-offs"), title_lines=3), "tradeoff-list")
        card.add(self.list, 1)
        self.sheet = SheetView(self.workspace, self.shell)
        self.columns = TwoColumns(
            card, scrolled(self.sheet), shares=(26, 74), narrow=860, heights=(180, 640)
        )
        whole.addWidget(self.columns, 1)

    def header_actions(self) -> list[QWidget]:
        """Return the two buttons of the sheets."""
        return [self.new, self.propose]

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the sheets and show the one that is chosen."""
        self._load(force=False)

    def show_change(self, change: Change) -> None:
        """Load again; undo and redo also go into the field being edited."""
        self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        found = tradeoffs(self.workspace.reader)
        self._found = {each.id: each for each in found}
        self.nothing_card.setVisible(not found)
        self.columns.setVisible(bool(found))
        wanted = self._wanted or self.list.current()
        self._wanted = None
        self.list.set_rows([self._row(each) for each in found])
        self.list.set_current(wanted if wanted in self._found else next(iter(self._found), None))
        self._show(force=force)

    def _row(self, sheet: Tradeoff) -> Row:
        chosen = sheet.chosen
        if chosen is not None:
            return Row(sheet.id, sheet.title, self.tr("Chosen: {0}").format(chosen.title))
        count = len(sheet.scopes)
        one, many = self.tr("1 scope, none chosen"), self.tr("{0} scopes, none chosen")
        return Row(sheet.id, sheet.title, one if count == 1 else many.format(count), "warn")

    def _chosen(self) -> Tradeoff | None:
        key = self.list.current()
        return self._found.get(key) if isinstance(key, int) else None

    def _show(self, *, force: bool = False) -> None:
        chosen = self._chosen()
        self.sheet.setVisible(chosen is not None)
        if chosen is not None:
            self.sheet.show_sheet(chosen, currency(self.workspace.reader), force=force)
        reason = read_only_reason(self.workspace)
        explain_disabled(self.new, reason)
        if reason is None and (chosen is None or chosen.chosen is None):
            reason = self.tr("Choose one scope first.")
        elif reason is None and chosen is not None and chosen.decision_id is not None:
            reason = self.tr("A decision came of this sheet already.")
        explain_disabled(self.propose, reason)

    # --- doing ------------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show one sheet."""
        tradeoff_id = target.get("tradeoff_id")
        self._wanted = tradeoff_id if isinstance(tradeoff_id, int) else None
        if self._wanted is not None:
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the sheet that is shown."""
        chosen = self._chosen()
        return {"tradeoff_id": chosen.id} if chosen else {}

    def _on_picked(self, _key: object) -> None:
        self._show()
        self.shell.refresh_commands()

    def _on_opened(self, _key: object) -> None:
        self._show()
        self.sheet.title_edit.setFocus()

    def _on_new(self) -> None:
        new_id = self.workspace.run(commands.add_tradeoff, self.tr("How far do we go?"))
        if new_id is not None:
            self._wanted = new_id
            self._load(force=False)
            self.sheet.rename()

    def _on_propose(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self.shell.drafts.flush()
        decision_id = self.workspace.run(commands.propose_tradeoff, chosen.id)
        if decision_id is not None:
            self.shell.toast(self.tr("Proposed. Each side is still to be heard."), undo=True)
            self.shell.go("decisions", decision_id=decision_id)

    # --- the window's questions -------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done with sheets."""
        group = self.tr("Trade-offs")
        return [
            Command("tradeoff.new", self.tr("New trade-off sheet"), self._on_new,
                    shortcut="Ctrl+N", icon="columns", group=group, enabled=self.new.isEnabled),
            Command("tradeoff.propose", self.tr("Propose the chosen scope as a decision"),
                    self._on_propose, icon="gavel", group=group, enabled=self.propose.isEnabled),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the list and the sheet."""
        return [self.list, self.sheet] if self._found else [self.nothing_card]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the list."""
        return self.list if self._found else self.first
