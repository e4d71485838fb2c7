"""One line of the budget: what for, how much, and what each side pays of it (G2, G7)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from facilitator.commands import budget as commands
from facilitator.commands.tradeoffs import cents
from facilitator.domain.money import show
from facilitator.errors import FacilitatorError
from facilitator.queries.budget import BudgetLine, Share
from facilitator.queries.engagement import goal_names
from ui.drafts import TypingSaver
from ui.pages.goals.locking import lock
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, Divider, column, row
from ui.widgets.chips import DotLabel, StatePill
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, Field, FieldLabel, line_edit
from ui.widgets.naming import identify, property_style
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text
from ui.wording import ground as wording_ground
from ui.workspace import Workspace


class _ShareRow:
    """The widgets of one side's part of a line."""

    def __init__(self, share: Share) -> None:
        self.party_id = share.party_id
        self.name = DotLabel(share.party, (share.colour,), size=13, tone="text")
        self.percent = identify(line_edit(), f"share-{share.party_id}")
        self.percent.setFixedWidth(theme().px(64))
        self.sign = Text("%", "quiet")
        self.amount = Text("", "row")

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.percent, self.sign, self.amount)


class LineView(Card):
    """The line chosen in the list; saved while it is typed."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=20, spacing=12)
        self._workspace, self._shell = workspace, shell
        self._line: BudgetLine | None = None
        self._currency = ""
        self._rows: dict[int, _ShareRow] = {}
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        head = row(8)
        self.pill = StatePill(*wording_ground.state("budget", "asked"))
        self.delete = identify(LinkButton(self.tr("Delete"), icon="trash"), "delete-line")
        head.addWidget(self.pill)
        head.addStretch(1)
        head.addWidget(self.delete)
        self.body.addLayout(head)
        self.name_edit = identify(
            QuietTextEdit(placeholder=self.tr("What it pays for"), one_line=True, font=(18, 600)),
            "line-name", self.tr("What for"),
        )  # fmt: skip
        self.add(self.name_edit)
        flow = FieldFlow(spacing=12, lines=12)
        self.amount = identify(line_edit(placeholder="60,000"), "line-amount")
        self.amount_field = Field(self.tr("Amount"), self.amount)
        self.goal = identify(ElidingChoice(), "line-goal")
        flow.add(self.amount_field, 1)
        flow.add(Field(self.tr("Goal"), self.goal), 2)
        self.body.addLayout(flow)
        self.state = identify(
            Segmented(wording_ground.states("budget"), self.tr("State")), "line-state"
        )
        self.add(FieldLabel(self.tr("State"), self.state))
        self.add(self.state)
        self.add(Divider())
        self._build_shares()
        self.add(Divider())
        self.scopes: dict[str, AutoGrowTextEdit] = {}
        scope = FieldFlow(spacing=12, lines=12)
        for name, label in (("scope_in", self.tr("Pays for")), ("scope_out", self.tr("Not for"))):
            edit = identify(AutoGrowTextEdit(least=2), f"line-{name.replace('_', '-')}")
            self.scopes[name] = edit
            scope.add(Field(label, edit), 1)
        self.body.addLayout(scope)
        self.body.addStretch(1)

    def _build_shares(self) -> None:
        head = row(8)
        head.addWidget(Text(self.tr("Who pays"), "strong"))
        head.addStretch(1)
        self.evenly = identify(LinkButton(self.tr("Share evenly")), "share-evenly")
        head.addWidget(self.evenly)
        self.body.addLayout(head)
        holder = QWidget()
        self.grid = QGridLayout()
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(theme().px(8))
        self.grid.setVerticalSpacing(theme().px(6))
        self.grid.setColumnStretch(0, 1)
        holder.setLayout(self.grid)
        self.add(holder)
        told = column(0)
        self.problem = Text("", "hint", tone="danger", wrap=True)
        self.problem.hide()
        self.rest = Text("", "row", wrap=True)
        told.addWidget(self.problem)
        told.addWidget(self.rest)
        self.body.addLayout(told)

    def _connect(self) -> None:
        drafts = self._shell.drafts
        self._savers: dict[str, TypingSaver] = {
            "name": drafts.bind_text(self.name_edit, self._save_name),
            **{
                name: drafts.bind_text(edit, partial(self._save, name))
                for name, edit in self.scopes.items()
            },
        }
        self.amount.editingFinished.connect(self._on_amount)
        self.goal.chosen.connect(partial(self._save, "goal_id"))
        self.state.chosen.connect(partial(self._save, "state"))
        self.evenly.clicked.connect(self._on_evenly)
        self.delete.clicked.connect(self._on_delete)

    # --- showing ----------------------------------------------------------------------------

    def show_line(self, line: BudgetLine, currency: str, *, force: bool = False) -> None:
        """Show a line; a text that somebody is editing stays."""
        if self._line is None or line.id != self._line.id:
            self._shell.drafts.flush()
            force = True
        self._line, self._currency = line, currency
        self.pill.set_content(*wording_ground.state("budget", line.state))
        for name, saver in self._savers.items():
            saver.load(str(getattr(line, name)), force=force)
        if force or not self.amount.hasFocus():
            self.amount.setText(self._amount_words())
            self.amount_field.set_error("")
        self.goal.clear_choices()
        self.goal.add(None, self.tr("No goal"))
        for goal in goal_names(self._workspace.reader):
            self.goal.add(goal.id, goal.title)
        self.goal.set_current(line.goal_id)
        self.state.set_current(line.state)
        self._show_shares(line, force=force)
        words, tone = wording_ground.cover(line, currency)
        self.rest.setText(words or self.tr("All of it is paid."))
        self.rest.set_tone(tone if words else None)
        lock(
            self._workspace,
            (self.name_edit, self.amount, *self.scopes.values(), self.goal, self.state,
             self.evenly, self.delete, *(each.percent for each in self._rows.values())),
        )  # fmt: skip

    def _amount_words(self) -> str:
        known = self._line.cents if self._line else None
        return "" if known is None else show(known, self._currency)

    def _show_shares(self, line: BudgetLine, *, force: bool) -> None:
        if list(self._rows) != [share.party_id for share in line.shares]:
            self._make_rows(line)
        if force:
            self.problem.hide()
        for share in line.shares:
            each = self._rows[share.party_id]
            words = self.tr("{0}, no longer at the table") if share.is_archived else "{0}"
            each.name.set_content(words.format(share.party), (share.colour,))
            each.percent.setAccessibleName(self.tr("{0} pays, in percent").format(share.party))
            if force or not each.percent.hasFocus():
                each.percent.setText(str(share.percent) if share.percent else "")
                property_style(each.percent, "invalid", "false")
                each.percent.setAccessibleDescription("")
            money = "" if share.cents is None else show(share.cents, self._currency)
            each.amount.setText(money if share.percent else self.tr("pays nothing"))
            each.amount.set_tone(None if share.percent else "text2")

    def _make_rows(self, line: BudgetLine) -> None:
        for old in self._rows.values():
            for widget in old.widgets():
                widget.hide()
                self.grid.removeWidget(widget)
                widget.deleteLater()
        self._rows = {share.party_id: _ShareRow(share) for share in line.shares}
        for number, each in enumerate(self._rows.values()):
            for place, widget in enumerate(each.widgets()):
                self.grid.addWidget(widget, number, place)
            each.percent.editingFinished.connect(
                partial(self._on_percent, each.party_id, each.percent)
            )

    # --- doing ------------------------------------------------------------------------------

    def _save(self, field: str, value: object) -> None:
        if self._line is not None:
            self._workspace.run(commands.set_budget_line, self._line.id, **{field: value})

    def _save_name(self, words: str) -> None:
        if words.strip():
            self._save("name", words)

    def _on_amount(self) -> None:
        """Read the amount; what is no amount is said below and stays to be corrected."""
        if self.amount.isReadOnly() or self.amount.text().strip() == self._amount_words():
            self.amount_field.set_error("")
            return
        try:
            found = cents("Amount", self.amount.text())
        except FacilitatorError as error:
            self.amount_field.set_error(str(error))
            return
        self.amount_field.set_error("")
        self._save("cents", found)
        self.amount.setText(self._amount_words())

    def _on_percent(self, party_id: int, edit: QLineEdit) -> None:
        if self._line is None or edit.isReadOnly():
            return
        known = next((s.percent for s in self._line.shares if s.party_id == party_id), 0)
        sentence = ""
        if edit.text().strip() != (str(known) if known else ""):
            try:
                commands.set_share(self._workspace.store, self._line.id, party_id, edit.text())
            except FacilitatorError as error:
                sentence = str(error)
        self._tell(edit, sentence)

    def _tell(self, edit: QLineEdit, sentence: str) -> None:
        """Say what is wrong with a share; an empty sentence takes it back."""
        property_style(edit, "invalid", "true" if sentence else "false")
        edit.setAccessibleDescription(sentence)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _on_evenly(self) -> None:
        if self._line is not None:
            self._workspace.carry_out(commands.share_evenly, self._line.id)

    def _on_delete(self) -> None:
        if self._line is None:
            return
        self._shell.drafts.flush()
        words = self._line.name
        if self._workspace.carry_out(commands.delete_budget_line, self._line.id):
            self._shell.toast(self.tr("Deleted the line “{0}”.").format(words), undo=True)

    def rename(self) -> None:
        """Put the keyboard into the name, ready to be typed over."""
        self.name_edit.setFocus()
        self.name_edit.selectAll()
