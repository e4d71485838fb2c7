"""How a goal stands, and why (G1)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.commands import goals
from facilitator.domain.words import GoalState
from facilitator.queries.together import GoalCard
from ui import wording
from ui.dialogs.form import FormDialog
from ui.widgets.fields import Field, FieldLabel, line_edit
from ui.widgets.naming import identify
from ui.widgets.segmented import Segmented
from ui.wording import translate
from ui.workspace import Workspace


class StateForm(FormDialog):
    """State and reason together, so that neither stands without the other."""

    def __init__(self, workspace: Workspace, parent: QWidget, card: GoalCard) -> None:
        super().__init__(
            parent, translate("goals", "How it stands"), translate("goals", "Save"),
            lead=card.title, width=520,
        )  # fmt: skip
        self._workspace, self._card = workspace, card
        words = [(state.value, wording.state("goal", state.value)[0]) for state in GoalState]
        self.state = identify(Segmented(words, self.tr("State"), current=card.state), "goal-state")
        self.reason = identify(line_edit(card.state_reason), "goal-reason")
        self.reason_field = Field(self.tr("Because"), self.reason)
        self.body.addWidget(FieldLabel(self.tr("State"), self.state))
        self.body.addWidget(self.state)
        self.body.addWidget(self.reason_field)
        self.body.addStretch(1)
        self.state.chosen.connect(self._on_state)
        self.reason.setFocus()

    def _on_state(self, _key: object) -> None:
        self.reason.setFocus()
        self.reason.selectAll()

    def submit(self) -> bool:
        """Write state and reason; a state that owes a reason says so."""
        state, words = GoalState(str(self.state.current())), self.reason.text()
        if state in goals.WITH_REASON and not words.strip():
            self.reason_field.set_error(self.tr("Say in a few words why."))
            self.reason.setFocus()
            return False
        return self.attempt(goals.set_state, self._workspace.store, self._card.id, state, words)
