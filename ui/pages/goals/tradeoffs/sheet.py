"""One sheet: its question, the scopes side by side, which one was chosen and why (G7)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator.commands import tradeoffs as commands
from facilitator.queries.engagement import goal_names
from facilitator.queries.tradeoffs import Tradeoff
from ui import wording
from ui.drafts import TypingSaver
from ui.pages.goals.locking import lock
from ui.pages.goals.tradeoffs.scope_card import ScopeCard
from ui.shell import Shell
from ui.widgets.buttons import IconButton, LinkButton, PlainButton
from ui.widgets.card import Card, column, row
from ui.widgets.card_grid import CardGrid
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.fields import AutoGrowTextEdit, Field
from ui.widgets.naming import identify
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.text import Text
from ui.workspace import Workspace


class SheetView(QWidget):
    """The sheet chosen in the list."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._sheet: Tradeoff | None = None
        self._cards: dict[int, ScopeCard] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        box = column(12)
        self.setLayout(box)
        top = Card(margin=16, spacing=8)
        head = row(8)
        self.title_edit = identify(
            QuietTextEdit(
                placeholder=self.tr("The question, for example: how wide do we start?"),
                one_line=True, font=(18, 600),
            ),
            "tradeoff-title", self.tr("Trade-off"),
        )  # fmt: skip
        self.delete = identify(IconButton("trash", self.tr("Delete this sheet")), "delete-tradeoff")
        head.addWidget(self.title_edit, 1)
        head.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignTop)
        top.body.addLayout(head)
        line = row(12)
        self.goal = identify(ElidingChoice(), "tradeoff-goal")
        line.addWidget(Field(self.tr("Goal"), self.goal), 1)
        self.decision = identify(LinkButton("", icon="gavel"), "tradeoff-decision")
        line.addWidget(self.decision, 0, Qt.AlignmentFlag.AlignBottom)
        self.add_scope = identify(
            PlainButton(self.tr("Add a scope"), icon="plus", compact=True), "add-scope"
        )
        line.addWidget(self.add_scope, 0, Qt.AlignmentFlag.AlignBottom)
        top.body.addLayout(line)
        box.addWidget(top)
        scopes = QWidget()
        self.grid = CardGrid(scopes, 210, spacing=12)
        scopes.setLayout(self.grid)
        box.addWidget(scopes)
        self.none = Text(
            self.tr("A trade-off needs at least two scopes beside each other."), "quiet", wrap=True
        )
        box.addWidget(self.none)
        why = Card(margin=16, spacing=8)
        self.because = identify(
            AutoGrowTextEdit(least=2, placeholder=self.tr("Why this one, in words both can read")),
            "tradeoff-because",
        )
        self.because_field = Field(self.tr("Chosen because"), self.because)
        why.add(self.because_field)
        box.addWidget(why)
        box.addStretch(1)

    def _connect(self) -> None:
        drafts = self._shell.drafts
        self._savers: dict[str, TypingSaver] = {
            "title": drafts.bind_text(self.title_edit, self._save_title),
            "because": drafts.bind_text(self.because, partial(self._save, "because")),
        }
        self.goal.chosen.connect(partial(self._save, "goal_id"))
        self.add_scope.clicked.connect(self._on_add)
        self.delete.clicked.connect(self._on_delete)
        self.decision.clicked.connect(self._on_decision)

    # --- showing ----------------------------------------------------------------------------

    def show_sheet(self, sheet: Tradeoff, currency: str, *, force: bool = False) -> None:
        """Show a sheet; a text that somebody is editing stays."""
        if self._sheet is None or sheet.id != self._sheet.id:
            self._shell.drafts.flush()
            force = True
        self._sheet = sheet
        for name, saver in self._savers.items():
            saver.load(str(getattr(sheet, name)), force=force)
        self.goal.clear_choices()
        self.goal.add(None, self.tr("No goal"))
        for goal in goal_names(self._workspace.reader):
            self.goal.add(goal.id, goal.title)
        self.goal.set_current(sheet.goal_id)
        self._show_decision(sheet)
        self._show_scopes(sheet, currency, force=force)
        lock(
            self._workspace,
            (self.title_edit, self.because, self.goal, self.add_scope, self.delete),
        )

    def _show_decision(self, sheet: Tradeoff) -> None:
        self.decision.setVisible(sheet.decision_id is not None)
        if sheet.decision_id is not None and sheet.decision_state:
            word = wording.state("decision", sheet.decision_state)[0]
            number = sheet.decision_number or self.tr("Decision")
            self.decision.setText(self.tr("{0}: {1}").format(number, word.lower()))

    def _show_scopes(self, sheet: Tradeoff, currency: str, *, force: bool) -> None:
        ids = [scope.id for scope in sheet.scopes]
        for gone in [key for key in self._cards if key not in ids]:
            card = self._cards.pop(gone)
            card.hide()
            self.grid.removeWidget(card)
            card.deleteLater()
        for scope in sheet.scopes:
            if scope.id not in self._cards:
                card = ScopeCard(self._workspace, self._shell, scope)
                card.chosen.connect(self._on_chosen)
                card.move_asked.connect(self._on_move)
                self._cards[scope.id] = card
                self.grid.addWidget(card)
            self._cards[scope.id].show_scope(scope, currency, force=force)
        self.grid.set_order([self._cards[key] for key in ids])
        self.none.setVisible(len(ids) < 2)

    def cards(self) -> list[ScopeCard]:
        """Return the cards in order."""
        return [self._cards[scope.id] for scope in self._sheet.scopes] if self._sheet else []

    # --- doing ------------------------------------------------------------------------------

    def _save(self, field: str, value: object) -> None:
        if self._sheet is not None:
            self._workspace.run(commands.set_tradeoff, self._sheet.id, **{field: value})

    def _save_title(self, words: str) -> None:
        if words.strip():
            self._save("title", words)

    def _on_add(self) -> None:
        if self._sheet is None:
            return
        words = self.tr("Scope {0}").format(len(self._sheet.scopes) + 1)
        added = self._workspace.run(commands.add_tradeoff_option, self._sheet.id, words)
        if added in self._cards:
            self._cards[added].title_edit.setFocus()
            self._cards[added].title_edit.selectAll()

    def _on_chosen(self, option_id: object) -> None:
        if self._sheet is None:
            return
        self._workspace.carry_out(commands.choose_option, self._sheet.id, option_id)
        if self._sheet is not None:
            for card in self.cards():
                card.choice.setChecked(card.scope.is_chosen)
        if option_id is not None and not self.because.toPlainText().strip():
            self.because.setFocus()

    def _on_move(self, option_id: object, step: int) -> None:
        ids = [scope.id for scope in self._sheet.scopes] if self._sheet else []
        if option_id not in ids:
            return
        to = ids.index(int(str(option_id))) + step
        if 0 <= to < len(ids):
            before = ids[to] if step < 0 else (ids[to + 1] if to + 1 < len(ids) else None)
            self._workspace.carry_out(commands.move_tradeoff_option, option_id, before)

    def _on_delete(self) -> None:
        if self._sheet is None:
            return
        self._shell.drafts.flush()
        words = self._sheet.title
        if self._workspace.carry_out(commands.delete_tradeoff, self._sheet.id):
            self._shell.toast(self.tr("Deleted “{0}”.").format(words), undo=True)

    def _on_decision(self) -> None:
        if self._sheet is not None and self._sheet.decision_id is not None:
            self._shell.go("decisions", decision_id=self._sheet.decision_id)

    def rename(self) -> None:
        """Put the keyboard into the title, ready to be typed over."""
        self.title_edit.setFocus()
        self.title_edit.selectAll()
