"""One goal: title, measure, date, owner, state with its reason; saved while it is typed (G1)."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.commands import goals as commands
from facilitator.domain.words import GoalState, Horizon
from facilitator.queries.decisions import HistoryRow
from facilitator.queries.engagement import people
from facilitator.queries.goals import GoalDetail
from facilitator.queries.together import GoalCard
from ui import wording
from ui.drafts import TypingSaver
from ui.pages.goals.rows import spent_line
from ui.shell import Shell
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, Collapsible, clear_layout, column, row
from ui.widgets.chips import StatePill
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, Choice, DateField, Field, FieldLabel, line_edit
from ui.widgets.naming import identify
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text
from ui.workspace import Workspace

_WITH_REASON = (GoalState.AT_RISK, GoalState.LATE, GoalState.DROPPED)


class GoalView(Card):
    """The goal chosen in the list."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=20, spacing=12)
        self._workspace, self._shell = workspace, shell
        self._id = 0
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        head = row(8)
        self.state_pill = StatePill(*wording.state("goal", "on_track"))
        self.spent = Text("", "small", wrap=True)
        self.delete = identify(LinkButton(self.tr("Delete"), icon="trash"), "delete-goal")
        head.addWidget(self.state_pill)
        head.addWidget(self.spent, 1)
        head.addWidget(self.delete)
        self.body.addLayout(head)
        self.title_edit = identify(
            QuietTextEdit(
                placeholder=self.tr("One sentence that both sides can sign"), one_line=True,
                font=(20, 600),
            ),
            "goal-title",
            self.tr("Goal"),
        )  # fmt: skip
        self.add(self.title_edit)
        self.title_problem = Text("", "hint", tone="danger")
        self.title_problem.hide()
        self.add(self.title_problem)
        self.measure = identify(
            AutoGrowTextEdit(
                placeholder=self.tr("How will both sides see that it is reached?"), least=1
            ),
            "goal-measure",
        )
        self.add(Field(self.tr("Measured by"), self.measure))
        self._build_when()
        self._build_state()
        self.history = Collapsible(self.tr("History"))
        self.add(self.history)

    def _build_when(self) -> None:
        flow = FieldFlow(spacing=12, lines=12)
        self.horizon = identify(
            Segmented(wording.choices(Horizon), self.tr("Horizon")), "goal-horizon"
        )
        self.due = identify(
            DateField(
                wording.day_reader(self._workspace.today), self._show_day,
                placeholder=self.tr("for example 28 aug"),
            ),
            "goal-due",
        )  # fmt: skip
        self.owner = identify(Choice(), "goal-owner")
        flow.add(_labelled(self.tr("Horizon"), self.horizon))
        flow.add(Field(self.tr("Due"), self.due), 1)
        flow.add(Field(self.tr("Owner"), self.owner), 1)
        self.body.addLayout(flow)

    def _build_state(self) -> None:
        words = [(state.value, wording.state("goal", state.value)[0]) for state in GoalState]
        self.state = identify(Segmented(words, self.tr("State")), "goal-state")
        self.reason = identify(line_edit(), "goal-reason")
        self.reason_field = Field(self.tr("Because"), self.reason)
        self.add(_labelled(self.tr("State"), self.state))
        self.add(self.reason_field)

    def _connect(self) -> None:
        drafts = self._shell.drafts
        self._savers: dict[str, TypingSaver] = {
            "title": drafts.bind_text(self.title_edit, self._save_title),
            "measure": drafts.bind_text(self.measure, partial(self._save, "measure")),
            "state_reason": drafts.bind_text(self.reason, partial(self._save, "state_reason")),
        }
        self.title_edit.entered.connect(self.measure.setFocus)
        self.horizon.chosen.connect(partial(self._save, "horizon"))
        self.owner.chosen.connect(partial(self._save, "owner_id"))
        self.due.dated.connect(partial(self._save, "due_on"))
        self.state.chosen.connect(self._on_state)
        self.delete.clicked.connect(self._on_delete)

    # --- showing ----------------------------------------------------------------------------

    def show_goal(self, detail: GoalDetail, *, force: bool = False) -> None:
        """Show a goal; a text that somebody is editing stays."""
        card = detail.card
        if card.id != self._id:
            self._shell.drafts.flush()
            self.title_problem.hide()
            force = True
        self._id = card.id
        self.state_pill.set_content(*wording.state("goal", card.state))
        self.spent.setText(spent_line(card, self._workspace.today()))
        for name, saver in self._savers.items():
            saver.load(str(getattr(card, name)), force=force)
        self.horizon.set_current(card.horizon)
        self.state.set_current(card.state)
        if force or not self.due.hasFocus():
            self.due.set_date(dt.date.fromisoformat(card.due_on) if card.due_on else None)
        self._show_owner(card)
        self._show_history(detail.history)

    def _show_day(self, day: dt.date) -> str:
        return wording.short_day(day, self._workspace.today(), weekday=True)

    def _show_owner(self, card: GoalCard) -> None:
        self.owner.clear_choices()
        self.owner.add(None, self.tr("Nobody yet"))
        for person in people(self._workspace.reader):
            self.owner.add(person.id, person.name, party=person.colour)
        if card.owner_id is not None and not self._knows(card.owner_id):
            self.owner.add(card.owner_id, card.owner)
        self.owner.set_current(card.owner_id)

    def _knows(self, person_id: int) -> bool:
        return any(person.id == person_id for person in people(self._workspace.reader))

    def _show_history(self, history: tuple[HistoryRow, ...]) -> None:
        clear_layout(self.history.body)
        self.history.setVisible(bool(history))
        for each in history:
            self.history.body.addWidget(Text(self._told(each), "small", wrap=True))

    def _told(self, each: HistoryRow) -> str:
        today = self._workspace.today()
        if each.field == "state":
            before, after = (wording.state("goal", v)[0] for v in (each.before, each.after))
        else:
            before, after = (
                wording.short_day(value, today) if value else self.tr("no date")
                for value in (each.before, each.after)
            )
        words = self.tr("{0}: {1} → {2}")
        if each.field == "due_on":
            words = self.tr("{0}: due {1} → {2}")
        return words.format(wording.short_day(each.at, today), before, after)

    # --- doing ------------------------------------------------------------------------------

    def _save(self, field: str, value: object) -> None:
        self._workspace.run(commands.set_goal, self._id, **{field: value})

    def _save_title(self, words: str) -> None:
        is_missing = not words.strip()
        self.title_problem.setText(self.tr("A goal needs a sentence."))
        self.title_problem.setVisible(is_missing)
        if not is_missing:
            self._save("title", words)

    def _on_state(self, key: object) -> None:
        """Save the state; where a reason is owed, the keyboard goes to it."""
        if self._workspace.carry_out(commands.set_goal, self._id, state=key):
            if key in _WITH_REASON:
                self.reason.setFocus()
                self.reason.selectAll()

    def _on_delete(self) -> None:
        words = self.title_edit.toPlainText()
        self._shell.drafts.flush()
        if self._workspace.carry_out(commands.delete_goal, self._id):
            self._shell.toast(self.tr("Deleted the goal “{0}”.").format(words), undo=True)

    def rename(self) -> None:
        """Put the keyboard into the title, ready to be typed over."""
        self.title_edit.setFocus()
        self.title_edit.selectAll()


def _labelled(words: str, control: Segmented) -> QWidget:
    holder, box = QWidget(), column(3)
    holder.setLayout(box)
    box.addWidget(FieldLabel(words, control))
    box.addWidget(control)
    return holder
