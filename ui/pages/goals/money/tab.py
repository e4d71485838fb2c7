"""The shared pot of money: lines by goal, each side's part, what is paid twice (G2, G7)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from facilitator.commands import budget as commands
from facilitator.queries.budget import BudgetLine, Overlap, Pot, pot
from facilitator.store import Change
from ui.actions import Command
from ui.dialogs.words_form import WordsDialog
from ui.pages.goals.locking import lock, read_only_reason
from ui.pages.goals.money.bars import LineDelegate, PotBar, line_row
from ui.pages.goals.money.detail import LineView
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, clear_layout, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState, IconMark
from ui.widgets.rows import Row, RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.widgets.two_columns import TwoColumns
from ui.wording import ground as wording_ground
from ui.workspace import Workspace


class MoneyTab(TabPage):
    """The whole pot above, its lines and the one that is chosen below."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"budget_line", "budget_share", "goal", "party", "engagement", "link"}
    )

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._found: dict[int, BudgetLine] = {}
        self._overlap: Overlap | None = None
        self._wanted: int | None = None
        self._currency = ""
        self._build()
        self.new.clicked.connect(self._on_new)
        self.currency.clicked.connect(self._on_currency)
        self.merge.clicked.connect(self._on_merge)
        self.apart.clicked.connect(self._on_apart)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        whole = column(12)
        self.setLayout(whole)
        self.new = identify(PrimaryButton(self.tr("New line"), icon="plus"), "new-line")
        self.currency = identify(PlainButton(self.tr("Currency")), "currency")
        self.nothing_card = Card()
        self.nothing = EmptyState(
            "coins",
            self.tr("No money is shared yet"),
            self.tr(
                "A line says what is paid for a goal, how much, and which side pays what part. "
                "What nobody pays, and what two sides pay for twice, becomes plain."
            ),
        )
        self.first = self.nothing.set_step(
            self.tr("Write the first line"), self._on_new, primary=False
        )
        self.nothing_card.add(self.nothing, 1)
        whole.addWidget(self.nothing_card, 1)
        self.pot_card = Card(margin=16, spacing=8)
        self.pot_card.set_title(self.tr("The shared pot"))
        self.bar = PotBar()
        self.pot_card.add(self.bar)
        self._totals = QWidget()
        self.totals = FlowLayout(self._totals, spacing=16)
        self._totals.setLayout(self.totals)
        self.pot_card.add(self._totals)
        whole.addWidget(self.pot_card)
        whole.addWidget(self._build_overlap())
        card = Card(margin=8)
        self.list = RowList(self.tr("Budget lines"), dividers=True)
        self.list.painter_of_rows = LineDelegate(self.list, title_lines=2)
        self.list.setItemDelegate(self.list.painter_of_rows)
        card.add(identify(self.list, "line-list"), 1)
        self.detail = LineView(self.workspace, self.shell)
        self.columns = TwoColumns(
            card, scrolled(self.detail), shares=(48, 52), narrow=860, heights=(360, 600)
        )
        whole.addWidget(self.columns, 1)

    def _build_overlap(self) -> Card:
        self.overlap_card = Card(tone="warn_soft", margin=12, spacing=4)
        line = row(10)
        line.addWidget(IconMark("warning", "warn", 18))
        self.overlap = Text("", "row", wrap=True)
        line.addWidget(self.overlap, 1)
        self.merge = identify(LinkButton(self.tr("Make one line of both")), "merge-lines")
        self.apart = identify(LinkButton(self.tr("They are different")), "keep-apart")
        line.addWidget(self.merge)
        line.addWidget(self.apart)
        self.overlap_card.body.addLayout(line)
        return self.overlap_card

    def header_actions(self) -> list[QWidget]:
        """Return the buttons of the pot."""
        return [self.currency, self.new]

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the pot and show the line that is chosen."""
        self._load(force=False)

    def show_change(self, change: Change) -> None:
        """Load again; undo and redo also go into the field being edited."""
        self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        found = pot(self.workspace.reader)
        self._found = {line.id: line for line in found.lines}
        has_any = bool(self._found)
        self.nothing_card.setVisible(not has_any)
        self.pot_card.setVisible(has_any)
        self.columns.setVisible(has_any)
        self._show_pot(found)
        self._show_overlap(found)
        wanted = self._wanted or self.list.current()
        self._wanted = None
        self.list.set_rows(self._rows(found))
        self.list.set_current(wanted if wanted in self._found else next(iter(self._found), None))
        self._currency = found.currency
        self._show(found.currency, force=force)
        self.currency.setText(self.tr("Currency: {0}").format(found.currency))
        reason = read_only_reason(self.workspace)
        for button in (self.new, self.currency):
            explain_disabled(button, reason)

    def _show_pot(self, found: Pot) -> None:
        clear_layout(self.totals)
        money = wording_ground.amount(found.cents, found.currency)
        self.pot_card.set_title(self.tr("The shared pot"), money)
        words = []
        for each in found.parties:
            told = f"{each.party} {wording_ground.amount(each.cents, found.currency)}"
            words.append(told)
            self.totals.addWidget(DotLabel(told, (each.colour,), size=13, tone="text"))
        if found.uncovered_cents:
            rest = self.tr("{0} nobody pays yet").format(
                wording_ground.amount(found.uncovered_cents, found.currency)
            )
            words.append(rest)
            self.totals.addWidget(Text(rest, "row", tone="warn"))
        shares = [(each.colour, each.cents) for each in found.parties if each.cents]
        self.bar.show_shares(shares, found.cents, "; ".join(words))

    def _show_overlap(self, found: Pot) -> None:
        self._overlap = found.overlaps[0] if found.overlaps else None
        self.overlap_card.setVisible(self._overlap is not None)
        if self._overlap is None:
            return
        one, other = self._overlap.one, self._overlap.other
        words = self.tr("Do both pay for the same? “{0}” ({1}) and “{2}” ({3}): {4}").format(
            one.name, _payers(one), other.name, _payers(other), ", ".join(self._overlap.words)
        )
        more = len(found.overlaps) - 1
        if more:
            words += self.tr(". {0} more to look at.").format(more)
        self.overlap.setText(words)
        self.overlap_card.setAccessibleName(words)
        lock(self.workspace, (self.merge, self.apart))

    def _rows(self, found: Pot) -> list[Row]:
        rows = []
        for goal in found.goals:
            title = goal.goal or self.tr("No goal")
            total = wording_ground.amount(goal.cents, found.currency)
            sides = ", ".join(
                f"{each.party} {wording_ground.amount(each.cents, '')}"
                for each in goal.parties
                if each.cents
            )
            rows.append(
                Row(("goal", goal.goal_id), title, trailing=total, is_heading=True,
                    spoken=f"{title}, {total}, {sides}")
            )  # fmt: skip
            rows += [line_row(line, found.currency) for line in goal.lines]
        return rows

    def _chosen(self) -> BudgetLine | None:
        key = self.list.current()
        return self._found.get(key) if isinstance(key, int) else None

    def _show(self, currency: str, *, force: bool = False) -> None:
        chosen = self._chosen()
        self.detail.setVisible(chosen is not None)
        if chosen is not None:
            self.detail.show_line(chosen, currency, force=force)

    # --- doing ------------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show one line."""
        line_id = target.get("line_id")
        self._wanted = line_id if isinstance(line_id, int) else None
        if self._wanted is not None:
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the line that is shown."""
        chosen = self._chosen()
        return {"line_id": chosen.id} if chosen else {}

    def _on_picked(self, _key: object) -> None:
        self._show(self._currency)

    def _on_opened(self, _key: object) -> None:
        self.detail.name_edit.setFocus()

    def _on_new(self) -> None:
        chosen = self._chosen()
        goal_id = chosen.goal_id if chosen else None
        new_id = self.workspace.run(
            commands.add_budget_line, self.tr("What it pays for"), goal_id=goal_id
        )
        if new_id is not None:
            self._wanted = new_id
            self._load(force=False)
            self.detail.rename()

    def _on_currency(self) -> None:
        WordsDialog(
            self.shell.window_widget, self.tr("Currency"), self.tr("Three letters"),
            self.tr("Change"), self._set_currency, words=pot(self.workspace.reader).currency,
            lead=self.tr("All amounts of this file are in one currency; the numbers stay."),
        ).open()  # fmt: skip

    def _set_currency(self, words: str) -> None:
        commands.set_currency(self.workspace.store, words)

    def _on_merge(self) -> None:
        found = self._overlap
        if found is None:
            return
        self.shell.drafts.flush()
        self._wanted = found.one.id
        if self.workspace.carry_out(commands.merge_budget_lines, found.one.id, found.other.id):
            self.shell.toast(self.tr("One line pays for it now."), undo=True)

    def _on_apart(self) -> None:
        found = self._overlap
        if found is not None and self.workspace.carry_out(
            commands.keep_lines_apart, found.one.id, found.other.id
        ):
            self.shell.toast(self.tr("They stay two lines."), undo=True)

    # --- the window's questions -------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done with the pot."""
        group = self.tr("Shared pot")
        return [
            Command("line.new", self.tr("New budget line"), self._on_new, shortcut="Ctrl+N",
                    icon="coins", group=group, enabled=self.new.isEnabled),
            Command("line.currency", self.tr("Change the currency"), self._on_currency,
                    icon="coins", group=group, enabled=self.currency.isEnabled),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the lines and the one that is shown."""
        return [self.list, self.detail] if self._found else [self.nothing_card]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the lines."""
        return self.list if self._found else self.first


def _payers(line: BudgetLine) -> str:
    return wording_ground.names([share.party for share in line.shares if share.percent])
