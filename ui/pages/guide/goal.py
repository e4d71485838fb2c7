"""Step 3, the first goal: what it is, both sides' interests beside each other, one milestone."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.commands import goal_sides, goals, milestones
from facilitator.domain.words import Horizon
from facilitator.queries.engagement import PartyRow
from facilitator.queries.goal_lines import MilestoneRow
from facilitator.queries.goals import GoalDetail, GoalSide, goal_detail
from facilitator.queries.guide import Guide
from ui import wording
from ui.dialogs.when import show_day
from ui.drafts import TypingSaver
from ui.pages.goals.ground import slug
from ui.pages.goals.side import Stripe
from ui.pages.guide.body import StepBody
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.card import clear_layout, column
from ui.widgets.chips import DotLabel
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, Field, FieldLabel, line_edit
from ui.widgets.naming import identify
from ui.widgets.parsed_field import ParsedField
from ui.widgets.segmented import Segmented
from ui.workspace import Workspace

_ACROSS = 2  # sides beside each other; a third one begins the next row


class SideColumn(QWidget):
    """What one side wants of the goal, and why."""

    def __init__(self, body: GoalBody, party: PartyRow) -> None:
        super().__init__()
        box = column(6)
        self.setLayout(box)
        box.addWidget(Stripe(party.colour))
        box.addWidget(DotLabel(party.name, [party.colour], size=13, weight=600, tone="text"))
        self.edits: dict[str, AutoGrowTextEdit] = {}
        self.savers: dict[str, TypingSaver] = {}
        hints = {
            "position_text": (self.tr("Asks for"), self.tr("what it would write on the wall")),
            "interest": (self.tr("Because"), self.tr("what it needs, or wants to protect")),
        }
        for field, (word, hint) in hints.items():
            edit = AutoGrowTextEdit(placeholder=hint, least=2, most=6)
            name = "interest" if field == "interest" else "position"
            identify(edit, f"goal-{name}-{slug(party.short)}", f"{party.short}. {word}")
            box.addWidget(FieldLabel(word, edit))
            box.addWidget(edit)
            self.edits[field] = edit
            self.savers[field] = body.shell.drafts.bind_text(
                edit, partial(body.save_side, party.id, field)
            )
        box.addStretch(1)

    def show_side(self, side: GoalSide | None, *, force: bool) -> None:
        """Show what the file says."""
        self.savers["position_text"].load(side.position if side else "", force=force)
        self.savers["interest"].load(side.interests if side else "", force=force)


class GoalBody(StepBody):
    """One goal. It is in the file as soon as it has a title; the rest goes along."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._goal_id: int | None = None
        self._milestone: MilestoneRow | None = None
        self._is_making = False
        self._sides: dict[int, SideColumn] = {}
        self._table: tuple[PartyRow, ...] = ()
        self._build()
        self._bind()

    def _build(self) -> None:
        self.title = identify(
            line_edit(placeholder=self.tr("Customers see and change their choices in one place")),
            "goal-title",
        )
        self.box.addWidget(Field(self.tr("What do you want together?"), self.title))
        flow = FieldFlow()
        self.horizon = identify(
            Segmented(wording.choices(Horizon), self.tr("Horizon"), current=Horizon.SHORT.value),
            "goal-horizon",
        )
        self.due = self._day(self.tr("Due"))
        identify(self.due.edit, "goal-due")
        self.measure = identify(
            line_edit(placeholder=self.tr("how both sides will see that it is reached")),
            "goal-measure",
        )
        flow.add(Field(self.tr("Horizon"), self.horizon))
        flow.add(self.due, 1)
        flow.add(Field(self.tr("Measure"), self.measure), 3)
        self.box.addLayout(flow)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme().px(16))
        self.grid.setVerticalSpacing(theme().px(12))
        self.box.addLayout(self.grid)
        self.ground = identify(
            AutoGrowTextEdit(
                placeholder=self.tr("one sentence that both sides would sign"), least=2, most=5
            ),
            "goal-common-ground",
        )
        self.box.addWidget(Field(self.tr("Common ground"), self.ground))
        steps = FieldFlow()
        self.step = identify(
            line_edit(placeholder=self.tr("the first thing that shows it moves")),
            "milestone-title",
        )
        self.step_due = self._day(self.tr("On"))
        identify(self.step_due.edit, "milestone-due")
        steps.add(Field(self.tr("First milestone"), self.step), 3)
        steps.add(self.step_due, 1)
        self.box.addLayout(steps)

    def _day(self, label: str) -> ParsedField[date | None]:
        return ParsedField(
            label, self._read_day, _show_day, letters=14, placeholder=self.tr("28 aug, +6w"),
            icon="calendar-blank", may_be_empty=True,
        )  # fmt: skip

    def _read_day(self, words: str) -> date | None:
        return wording.day_reader(self.workspace.today)(words) if words else None

    def _bind(self) -> None:
        bind = self.shell.drafts.bind_text
        self._savers = {
            "title": bind(self.title, partial(self._save, "title")),
            "measure": bind(self.measure, partial(self._save, "measure")),
            "common_ground": bind(self.ground, partial(self._save, "common_ground")),
        }
        self._step_saver = bind(self.step, self._save_step)
        self.horizon.chosen.connect(self._on_horizon)
        self.due.taken.connect(self._on_due)
        self.step_due.taken.connect(self._on_step_due)
        self.title.returnPressed.connect(self.measure.setFocus)
        self.measure.returnPressed.connect(self._on_measured)
        self.step.returnPressed.connect(self.step_due.edit.setFocus)

    # --- showing ----------------------------------------------------------------------------

    def show_guide(self, found: Guide, *, force: bool) -> None:
        """Show the goal, or an empty form for each side at the table."""
        if self._is_making:
            return
        had, self._goal_id = self._goal_id, found.goal_id
        self._arrange(found.parties)
        detail = goal_detail(self.workspace.reader, found.goal_id) if found.goal_id else None
        if detail is not None:
            self._show(detail, force=force)
        elif force or had is not None:
            self._clear()

    def _clear(self) -> None:
        """Show an empty form: the goal was taken back."""
        for saver in (*self._savers.values(), self._step_saver):
            saver.load("", force=True)
        for side in self._sides.values():
            side.show_side(None, force=True)
        self._milestone = None
        self.due.set_value(None)
        self.step_due.set_value(None)

    def _show(self, detail: GoalDetail, *, force: bool) -> None:
        self._savers["title"].load(detail.card.title, force=force)
        self._savers["measure"].load(detail.card.measure, force=force)
        self._savers["common_ground"].load(detail.common_ground, force=force)
        self.horizon.set_current(detail.card.horizon)
        if not self.due.edit.hasFocus() or force:
            due = detail.card.due_on
            self.due.set_value(date.fromisoformat(due) if due else None)
        sides = {side.party_id: side for side in detail.sides}
        for party_id, side in self._sides.items():
            side.show_side(sides.get(party_id), force=force)
        self._milestone = next(iter(detail.milestones), None)
        step = self._milestone
        self._step_saver.load(step.title if step else "", force=force)
        if step is not None and (force or not self.step_due.edit.hasFocus()):
            self.step_due.set_value(date.fromisoformat(step.due_on) if step.due_on else None)

    def _arrange(self, table: tuple[PartyRow, ...]) -> None:
        """Have one column for each side; they are built anew when the table changes."""
        if table == self._table:
            return
        self._table = table
        for side in self._sides.values():
            for saver in side.savers.values():
                saver.flush()
        clear_layout(self.grid)
        self._sides = {party.id: SideColumn(self, party) for party in table}
        for place, side in enumerate(self._sides.values()):
            self.grid.addWidget(side, place // _ACROSS, place % _ACROSS)
        for at in range(min(_ACROSS, len(table))):
            self.grid.setColumnStretch(at, 1)

    # --- saving -----------------------------------------------------------------------------

    def _save(self, field: str, words: str) -> None:
        if self._goal_id is not None:
            if field != "title" or words.strip():
                self.workspace.run(goals.set_goal, self._goal_id, origin=self, **{field: words})
        elif self.title.text().strip():
            self._make()

    def _make(self) -> None:
        """Put the goal into the file with all that was typed before it had a title."""
        self._is_making = True
        try:
            horizon = Horizon(str(self.horizon.current()))
            self._goal_id = self.workspace.run(
                goals.add_goal, self.title.text(), horizon, self.due.value(), origin=self
            )
        finally:
            self._is_making = False
        if self._goal_id is None:
            return
        rest = {"measure": self.measure.text(), "common_ground": self.ground.toPlainText()}
        for field, words in rest.items():
            if words.strip():
                self._save(field, words)
        for party_id, side in self._sides.items():
            for field, edit in side.edits.items():
                if edit.toPlainText().strip():
                    self.save_side(party_id, field, edit.toPlainText())
        if self.step.text().strip():
            self._save_step(self.step.text())

    def save_side(self, party_id: int, field: str, words: str) -> None:
        """Save what one side says, once there is a goal."""
        if self._goal_id is not None:
            self.workspace.run(
                goal_sides.set_side, self._goal_id, party_id, origin=self, **{field: words}
            )

    def _save_step(self, words: str) -> None:
        if self._goal_id is None or not words.strip():
            return
        if self._milestone is not None:
            self.workspace.run(
                milestones.set_milestone, self._milestone.id, title=words, origin=self
            )
        else:
            self.workspace.run(
                milestones.add_milestone, self._goal_id, words, self.step_due.value(), origin=self
            )

    def _on_horizon(self, key: object) -> None:
        if self._goal_id is not None:
            self.workspace.run(goals.set_goal, self._goal_id, horizon=key, origin=self)

    def _on_due(self, day: object) -> None:
        if self._goal_id is not None:
            self.workspace.run(goals.set_goal, self._goal_id, due_on=day, origin=self)

    def _on_step_due(self, day: object) -> None:
        if self._milestone is not None:
            self.workspace.run(
                milestones.set_milestone, self._milestone.id, due_on=day, origin=self
            )

    def _on_measured(self) -> None:
        side = next(iter(self._sides.values()), None)
        (side.edits["position_text"] if side else self.ground).setFocus()

    # --- the step ---------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """Return the title."""
        return self.title

    def finish(self) -> str:
        """Save, and ask for a title where there is none."""
        self.due.read()
        self.step_due.read()
        for saver in (*self._savers.values(), self._step_saver):
            saver.flush()
        for side in self._sides.values():
            for saver in side.savers.values():
                saver.flush()
        if self.due.has_error() or self.step_due.has_error():
            return self.tr("A date could not be read.")
        if self._goal_id is None:
            self.title.setFocus()
            return self.tr("Say in a few words what you want together.")
        return ""


def _show_day(day: date | None) -> str:
    return show_day(day) if day else ""
