"""One scope of a sheet: what it brings, what risk is left, what it costs and gives up (G7)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton

from facilitator.commands import tradeoffs as commands
from facilitator.domain.money import show
from facilitator.errors import FacilitatorError
from facilitator.queries.tradeoffs import Scope
from ui.drafts import TypingSaver
from ui.pages.goals.locking import lock
from ui.shell import Shell
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card, row
from ui.widgets.fields import AutoGrowTextEdit, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.quiet_edit import QuietTextEdit
from ui.workspace import Workspace


class ScopeCard(Card):
    """A column of the sheet; saved while it is typed."""

    chosen = Signal(object)
    move_asked = Signal(object, int)  # -1 or 1

    def __init__(self, workspace: Workspace, shell: Shell, scope: Scope) -> None:
        super().__init__(margin=14, spacing=8)
        self._workspace, self._shell, self.scope = workspace, shell, scope
        self._currency = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        number = self.scope.id
        head = row(4)
        self.choice = identify(QRadioButton(self.tr("Choose this one")), f"scope-choose-{number}")
        self.choice.setAutoExclusive(False)
        self.remove = identify(
            IconButton("trash", self.tr("Delete this scope")), f"scope-delete-{number}"
        )
        self.back = identify(
            IconButton("caret-left", self.tr("Move this scope back")), f"scope-back-{number}"
        )
        self.on = identify(
            IconButton("caret-right", self.tr("Move this scope on")), f"scope-on-{number}"
        )
        head.addWidget(self.choice, 1)
        self.body.addLayout(head)
        self.title_edit = identify(
            QuietTextEdit(placeholder=self.tr("What we would do"), one_line=True, font=(15, 600)),
            f"scope-title-{number}", self.tr("Scope"),
        )  # fmt: skip
        self.add(self.title_edit)
        self.texts: dict[str, AutoGrowTextEdit] = {}
        for name, label in (
            ("benefit", self.tr("Benefit")),
            ("risk_left", self.tr("Risk left")),
            ("given_up", self.tr("Given up")),
        ):
            edit = identify(AutoGrowTextEdit(least=2), f"scope-{name.replace('_', '-')}-{number}")
            self.texts[name] = edit
            self.add(Field(label, edit))
        self.cost = identify(line_edit(placeholder="60,000"), f"scope-cost-{number}")
        self.cost_field = Field(self.tr("Cost"), self.cost)
        self.body.insertWidget(self.body.count() - 1, self.cost_field)
        self.body.addStretch(1)
        foot = row(4)
        foot.addWidget(self.back)
        foot.addWidget(self.on)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        drafts, save = self._shell.drafts, self._save
        self._savers: dict[str, TypingSaver] = {
            "title": drafts.bind_text(self.title_edit, self._save_title),
            **{name: drafts.bind_text(edit, partial(save, name)) for name, edit in
               self.texts.items()},
        }  # fmt: skip
        self.cost.editingFinished.connect(self._on_cost)
        self.choice.clicked.connect(self._on_choice)
        self.remove.clicked.connect(self._on_remove)
        self.back.clicked.connect(self._on_back)
        self.on.clicked.connect(self._on_on)

    def show_scope(self, scope: Scope, currency: str, *, force: bool = False) -> None:
        """Show what the file says; a text that somebody is editing stays."""
        self.scope, self._currency = scope, currency
        for name, saver in self._savers.items():
            saver.load(str(getattr(scope, name)), force=force)
        if force or not self.cost.hasFocus():
            self.cost.setText(self._cost_words())
            self.cost_field.set_error("")
        self.choice.setChecked(scope.is_chosen)
        self.choice.setText(self.tr("Chosen") if scope.is_chosen else self.tr("Choose this one"))
        said = self.tr("{0}, chosen") if scope.is_chosen else self.tr("Choose {0}")
        self.choice.setAccessibleName(said.format(scope.title))
        self.setAccessibleName(scope.title)
        self.set_current(scope.is_chosen)
        widgets = (
            self.title_edit,
            *self.texts.values(),
            self.cost,
            self.choice,
            self.remove,
            self.back,
            self.on,
        )
        lock(self._workspace, widgets)

    def _cost_words(self) -> str:
        cents = self.scope.cost_cents
        return "" if cents is None else show(cents, self._currency)

    def _save(self, name: str, words: str) -> None:
        self._workspace.run(commands.set_tradeoff_option, self.scope.id, **{name: words})

    def _save_title(self, words: str) -> None:
        if words.strip():
            self._save("title", words)

    def _on_cost(self) -> None:
        """Read the amount; what is no amount is said below and stays to be corrected."""
        if self.cost.isReadOnly() or self.cost.text().strip() == self._cost_words():
            self.cost_field.set_error("")
            return
        try:
            cents = commands.cents("Cost", self.cost.text())
        except FacilitatorError as error:
            self.cost_field.set_error(str(error))
            return
        self.cost_field.set_error("")
        self._workspace.run(commands.set_tradeoff_option, self.scope.id, cost_cents=cents)

    def _on_choice(self) -> None:
        self.chosen.emit(None if self.scope.is_chosen else self.scope.id)

    def _on_back(self) -> None:
        self.move_asked.emit(self.scope.id, -1)

    def _on_on(self) -> None:
        self.move_asked.emit(self.scope.id, 1)

    def _on_remove(self) -> None:
        self._shell.drafts.flush()
        words = self.scope.title
        if self._workspace.carry_out(commands.delete_tradeoff_option, self.scope.id):
            self._shell.toast(self.tr("Deleted the scope “{0}”.").format(words), undo=True)
