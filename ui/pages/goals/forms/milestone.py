"""A milestone: what is to be there, by when, who answers for it (G3)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.commands import milestones
from facilitator.domain.words import MilestoneState
from facilitator.queries.goal_lines import MilestoneRow
from ui.pages.goals.forms.parts import DatedForm, date_field, day_of, fill_people, is_read
from ui.widgets.buttons import LinkButton
from ui.widgets.card import row
from ui.widgets.fields import Choice, Field, FieldLabel, line_edit
from ui.widgets.naming import identify
from ui.widgets.segmented import Segmented
from ui.wording import translate
from ui.workspace import Workspace


class MilestoneForm(DatedForm):
    """A new milestone of a goal, or one that is there."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, goal_id: int, goal: str,
        step: MilestoneRow | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            parent,
            translate("goals", "Milestone") if step else translate("goals", "New milestone"),
            translate("goals", "Save") if step else translate("goals", "Add"),
            lead=goal, width=520,
        )  # fmt: skip
        self.workspace, self._goal_id, self._step = workspace, goal_id, step
        self.offer_both(self.tr("Move the goal's date too"))
        self._build_fields()
        if step is not None:
            self._fill(step)
        self.body.addStretch(1)
        self.title.setFocus()

    def _build_fields(self) -> None:
        self.title = identify(line_edit(), "milestone-title")
        self.title_field = Field(self.tr("What is there when it is reached"), self.title)
        self.body.addWidget(self.title_field)
        line = row(12)
        self.due = date_field(self.workspace, "milestone-due", self.tr("Due"))
        self.owner = identify(Choice(), "milestone-owner")
        fill_people(self.owner, self.workspace, None, "")
        line.addWidget(Field(self.tr("Due"), self.due), 1)
        line.addWidget(Field(self.tr("Owner, one person"), self.owner), 1)
        self.body.addLayout(line)

    def _fill(self, step: MilestoneRow) -> None:
        self.title.setText(step.title)
        self.due.set_date(day_of(step.due_on))
        fill_people(self.owner, self.workspace, step.owner_id, step.owner)
        words: list[tuple[object, str]] = [
            (MilestoneState.OPEN.value, self.tr("Open")),
            (MilestoneState.DONE.value, self.tr("Done")),
            (MilestoneState.DROPPED.value, self.tr("Dropped")),
        ]
        self.state = identify(
            Segmented(words, self.tr("State"), current=step.state), "milestone-state"
        )
        self.done_on = date_field(self.workspace, "milestone-done", self.tr("Done on"))
        self.done_on.set_date(day_of(step.done_on))
        self.done_on_field = Field(self.tr("Done on"), self.done_on)
        self.body.addWidget(FieldLabel(self.tr("State"), self.state))
        self.body.addWidget(self.state)
        self.body.addWidget(self.done_on_field)
        self.done_on_field.setVisible(step.state == MilestoneState.DONE)
        self.state.chosen.connect(self._on_state)
        self.remove = identify(
            LinkButton(self.tr("Delete"), icon="trash"), "delete-milestone", self.tr("Delete")
        )
        self.foot.insertWidget(0, self.remove)
        self.remove.clicked.connect(self._on_remove)

    def _on_state(self, key: object) -> None:
        self.done_on_field.setVisible(key == MilestoneState.DONE)
        if key == MilestoneState.DONE and self.done_on.date() is None:
            self.done_on.set_date(self.workspace.today())
        self.refit()

    def _on_remove(self) -> None:
        if self._step is not None and self.attempt(
            milestones.delete_milestone, self.workspace.store, self._step.id
        ):
            self.accept()

    def submit(self) -> bool:
        """Write the milestone once it has words and its dates are days."""
        if not self.title.text().strip():
            self.title_field.set_error(self.tr("A milestone needs a few words."))
            self.title.setFocus()
            return False
        if self._step is not None and not is_read(self.done_on):
            return False
        return is_read(self.due) and super().submit()

    def save(self, *, both: bool) -> object:
        """Add the milestone or write what changed, as one step."""
        store, step = self.workspace.store, self._step
        fields = {
            "title": self.title.text(),
            "due_on": self.due.date(),
            "owner_id": self.owner.current(),
        }
        if step is None:
            return milestones.add_milestone(store, self._goal_id, extend_goal=both, **fields)  # type: ignore[arg-type]
        with store.step("Edit milestone"):
            self._save_state(step)
            milestones.set_milestone(store, step.id, extend_goal=both, **fields)
        return step.id

    def _save_state(self, step: MilestoneRow) -> None:
        store, state = self.workspace.store, self.state.current()
        if state == MilestoneState.DONE:
            milestones.finish_milestone(store, step.id, self.done_on.date())
        elif state == step.state:
            return
        elif state == MilestoneState.DROPPED:
            milestones.drop_milestone(store, step.id)
        else:
            milestones.reopen_milestone(store, step.id)
