"""The milestones of a goal in their order: tick, open, move, add (G3)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from facilitator.commands import milestones
from facilitator.queries.goal_lines import MilestoneRow
from facilitator.queries.goals import GoalDetail
from ui.pages.goals.forms.milestone import MilestoneForm
from ui.pages.goals.locking import lock
from ui.pages.goals.side import Stripe
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import column, row
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import goals as wording_goals
from ui.workspace import Workspace

_ICONS = {
    "done": ("check-circle-fill", "ok"),
    "dropped": ("x-circle", "text3"),
    "late": ("clock", "danger"),
    "open": ("circle", "text2"),
}


class _StepList(RowList):
    """Space ticks a milestone, Delete takes it away."""

    ticked = Signal(object)
    delete_asked = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current()
        if key is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(key)
        elif key is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(key)
        else:
            super().keyPressEvent(event)


class StepsColumn(QWidget):
    """The milestones beside the sides."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._detail: GoalDetail | None = None
        box = column(2)
        self.setLayout(box)
        box.addWidget(Stripe(None))
        box.addSpacing(theme().px(6))
        head = row(8)
        head.addWidget(Text(self.tr("Milestones"), "strong"))
        head.addStretch(1)
        self.done = Text("", "small")
        head.addWidget(self.done)
        head.addStrut(theme().px(32))
        box.addLayout(head)
        self.list = identify(
            _StepList(self.tr("Milestones"), title_lines=2, dividers=False, fit=60),
            "milestone-list",
        )
        self.list.painter_of_rows.pad = 5
        self.list.setToolTip("")
        box.addWidget(self.list)
        self.nothing = Text(
            self.tr("No milestones yet: the steps that both sides will see done."), "small",
            wrap=True,
        )  # fmt: skip
        box.addWidget(self.nothing)
        self.add = identify(
            LinkButton(self.tr("Add milestone"), icon="plus"), "add-milestone",
            self.tr("Add milestone"),
        )  # fmt: skip
        box.addWidget(self.add)
        box.addStretch(1)
        self.add.clicked.connect(self.open_new)
        self.list.opened.connect(self.open_step)
        self.list.ticked.connect(self._on_ticked)
        self.list.delete_asked.connect(self._on_delete)
        self.list.move_asked.connect(self._on_move)

    def show_goal(self, detail: GoalDetail) -> None:
        """Show the milestones of a goal."""
        self._detail = detail
        steps = detail.milestones
        counted = [step for step in steps if step.state != "dropped"]
        done = sum(step.state == "done" for step in counted)
        words = self.tr("{0} of {1} done").format(done, len(counted))
        self.done.setText(words if counted else "")
        self.list.set_rows([self._row(step) for step in steps])
        self.list.setVisible(bool(steps))
        self.nothing.setVisible(not steps)
        lock(self._workspace, [self.add])

    def _row(self, step: MilestoneRow) -> Row:
        today = self._workspace.today()
        icon, tone = _ICONS["late" if step.is_late else step.state]
        words, ink = wording_goals.trailing(step, today)
        second = wording_goals.beside(step)
        return Row(
            step.id, step.title, second, icon=icon, icon_tone=tone, trailing=words,
            trailing_tone=ink, is_quiet=step.state == "dropped",
            spoken=wording_goals.spoken_milestone(step, today),
        )  # fmt: skip

    def _step(self, key: object) -> MilestoneRow | None:
        steps = self._detail.milestones if self._detail is not None else ()
        return next((step for step in steps if step.id == key), None)

    # --- doing ------------------------------------------------------------------------------

    def open_new(self) -> None:
        """Ask for a new milestone."""
        if self._detail is not None:
            self._open(None)

    def open_step(self, key: object) -> None:
        """Open one milestone to change it."""
        found = self._step(key)
        if found is not None and not self._workspace.read_only:
            self._open(found)

    def _open(self, step: MilestoneRow | None) -> None:
        if self._detail is None:
            return
        self._shell.drafts.flush()
        card = self._detail.card
        MilestoneForm(self._workspace, self._shell.window_widget, card.id, card.title, step).open()

    def _on_ticked(self, key: object) -> None:
        found = self._step(key)
        if found is not None:
            is_done = found.state == "done"
            command = milestones.reopen_milestone if is_done else milestones.finish_milestone
            self._workspace.run(command, found.id)

    def _on_delete(self, key: object) -> None:
        found = self._step(key)
        if found is not None and self._workspace.carry_out(milestones.delete_milestone, found.id):
            words = self.tr("Deleted the milestone “{0}”.").format(found.title)
            self._shell.toast(words, undo=True)

    def _on_move(self, key: object, step: int) -> None:
        ids = [each.id for each in self._detail.milestones] if self._detail is not None else []
        if key not in ids:
            return
        at = ids.index(int(str(key)))
        if not 0 <= at + step < len(ids):
            return
        behind = at + 2 if step > 0 else at - 1
        before = ids[behind] if behind < len(ids) else None
        self._workspace.run(milestones.move_milestone, ids[at], before)
