"""One action: words, owner, dates, the step that comes next, what changed (A1)."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.commands import actions, captures
from facilitator.domain.words import ActionState
from facilitator.queries.actions import ActionRow, action_detail
from facilitator.queries.decisions import HistoryRow, decisions
from facilitator.queries.engagement import goal_names, parties, people
from ui import wording
from ui.drafts import TypingSaver
from ui.pages.actions.rows import STEPS, reached
from ui.shell import Shell
from ui.widgets.buttons import IconButton, LinkButton, PlainButton, PrimaryButton
from ui.widgets.card import Card, Collapsible, clear_layout, column, row
from ui.widgets.chips import StatePill
from ui.widgets.fields import AutoGrowTextEdit, Choice, DateField, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.steps import TimelineSteps
from ui.widgets.text import Text
from ui.workspace import Workspace


class ActionView(Card):
    """The action chosen in the list, to read and to change."""

    closed = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(spacing=10)
        self._workspace, self._shell = workspace, shell
        self._id = 0
        self._row: ActionRow | None = None
        self._ending: ActionState | None = None
        self._build()
        self._savers: dict[str, TypingSaver] = {
            "text": shell.drafts.bind_text(self.text, self._save_text),
            "done_when": shell.drafts.bind_text(self.done_when, self._save_done_when),
        }
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        head = row(8)
        self.number = Text("", "strong", tone="action")
        self.state = StatePill(*wording.state("action", "asked"))
        self.close_detail = IconButton("x", self.tr("Close the detail"))
        head.addWidget(self.number)
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.close_detail)
        self.body.addLayout(head)
        self.text = identify(AutoGrowTextEdit(least=2), "action-text", self.tr("Action"))
        self.add(Field(self.tr("Action"), self.text))
        self.steps = TimelineSteps([wording.state("action", step)[0] for step in STEPS])
        self.add(self.steps)
        self._build_step()
        self._build_people()
        self.done_when = identify(
            AutoGrowTextEdit(least=1), "action-done-when", self.tr("Done when")
        )
        self.add(Field(self.tr("Done when"), self.done_when))
        self.facts = Text("", "small", wrap=True)
        self.add(self.facts)
        self.history = Collapsible(self.tr("History"))
        self.add(self.history)
        self._build_ending()

    def _build_step(self) -> None:
        line = row(8)
        self.advance = identify(PrimaryButton("", compact=True), "action-advance")
        self.accept = identify(PrimaryButton("", icon="check", compact=True), "action-accept")
        self.reopen = PlainButton(self.tr("Open again"), compact=True)
        for widget in (self.advance, self.accept, self.reopen):
            line.addWidget(widget)
        line.addStretch(1)
        self.body.addLayout(line)

    def _build_people(self) -> None:
        self.owner = identify(Choice(), "action-owner", self.tr("Owner"))
        self.asked = identify(Choice(), "action-asked-by", self.tr("Asked by"))
        self.goal = identify(Choice(), "action-goal", self.tr("Goal"))
        self.decision = identify(Choice(), "action-decision", self.tr("From decision"))
        for choice in (self.owner, self.asked, self.goal, self.decision):
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        pair = row(8)
        pair.addWidget(Field(self.tr("Owner"), self.owner), 1)
        pair.addWidget(Field(self.tr("Asked by"), self.asked), 1)
        self.body.addLayout(pair)
        self.due = identify(
            DateField(
                wording.day_reader(self._workspace.today), self._show_day,
                placeholder=self.tr("fri, 10 jul, +2w"),
            ),
            "action-due",
            self.tr("Due"),
        )  # fmt: skip
        self.next = LinkButton(self.tr("Next session"))
        dates = row(8)
        dates.addWidget(Field(self.tr("Due"), self.due), 1)
        dates.addWidget(self.next)
        self.body.addLayout(dates)
        self.add(Field(self.tr("Goal"), self.goal))
        self.add(Field(self.tr("From decision"), self.decision))

    def _build_ending(self) -> None:
        self.drop = LinkButton(self.tr("Drop"))
        self.decline = LinkButton(self.tr("Decline"))
        self.delete = LinkButton(self.tr("Delete"))
        line = row(8)
        for widget in (self.drop, self.decline, self.delete):
            line.addWidget(widget)
        line.addStretch(1)
        self.body.addLayout(line)
        self.ending = QWidget()
        box = column(8)
        self.ending.setLayout(box)
        self.reason = line_edit(placeholder=self.tr("so that both sides can live with it"))
        self.reason_field = Field(self.tr("Because"), self.reason)
        box.addWidget(self.reason_field)
        buttons = row(8)
        self.end = PlainButton("", compact=True)
        self.keep = LinkButton(self.tr("Keep it"))
        buttons.addWidget(self.end)
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        box.addLayout(buttons)
        self.add(self.ending)
        self.ending.hide()

    def _connect(self) -> None:
        self.close_detail.clicked.connect(self.closed)
        self.owner.chosen.connect(self._on_owner)
        self.asked.chosen.connect(self._on_asked)
        self.goal.chosen.connect(self._on_goal)
        self.decision.chosen.connect(self._on_decision)
        self.due.dated.connect(self._on_due)
        self.next.clicked.connect(self._on_next)
        self.advance.clicked.connect(self._on_advance)
        self.accept.clicked.connect(self._on_accept)
        self.reopen.clicked.connect(self._on_reopen)
        self.drop.clicked.connect(partial(self._on_ending, ActionState.DROPPED))
        self.decline.clicked.connect(partial(self._on_ending, ActionState.DECLINED))
        self.delete.clicked.connect(self._on_delete)
        self.end.clicked.connect(self._on_end)
        self.reason.returnPressed.connect(self._on_end)
        self.keep.clicked.connect(self.ending.hide)

    # --- showing ----------------------------------------------------------------------------

    def show_action(self, action_id: int, *, force: bool = False) -> bool:
        """Show an action; False where it was deleted."""
        if action_id != self._id:
            self._shell.drafts.flush()
            self.ending.hide()
            force = True
        found = action_detail(self._workspace.reader, action_id)
        self._id = action_id
        self.setVisible(found is not None)
        if found is None:
            return False
        self._row, history = found
        self._show_head(self._row)
        self._savers["text"].load(self._row.text, force=force)
        self._savers["done_when"].load(self._row.done_when, force=force)
        self._show_choices(self._row)
        if not self.due.hasFocus():
            due = self._row.due_on
            self.due.set_date(dt.date.fromisoformat(due) if due else None)
        self._show_facts(self._row)
        self._show_history(history)
        return True

    def _show_day(self, day: dt.date) -> str:
        return wording.short_day(day, self._workspace.today(), weekday=True)

    def _show_head(self, found: ActionRow) -> None:
        self.number.setText(found.number)
        self.number.setVisible(bool(found.number))
        self.state.set_content(*wording.state("action", found.state))
        self.steps.set_reached(reached(found.state))
        self.steps.setVisible(bool(reached(found.state)))
        words = {
            "asked": self.tr("{0} promises it").format(found.owner or self.tr("Owner")),
            "promised": self.tr("It was delivered"),
        }.get(found.state)
        self.advance.setVisible(words is not None)
        self.advance.setText(words or "")
        self.accept.setVisible(found.state == "delivered" and found.asked_by_party_id is not None)
        self.accept.setText(self.tr("{0} accepts").format(found.asked_by))
        self.reopen.setVisible(found.state not in ("asked", "promised"))
        is_ended = found.state in ("accepted", "dropped", "declined")
        for widget in (self.drop, self.decline):
            widget.setVisible(not is_ended)
        self.delete.setVisible(found.state != "accepted")

    def _show_choices(self, found: ActionRow) -> None:
        reader = self._workspace.reader
        self.owner.clear_choices()
        self.owner.add(None, self.tr("Nobody yet"))
        for person in people(reader):
            self.owner.add(person.id, person.name, party=person.colour)
        self.owner.set_current(found.owner_id)
        self.asked.clear_choices()
        self.asked.add(None, self.tr("Not said"))
        for party in parties(reader):
            self.asked.add(party.id, party.short, party=party.colour)
        self.asked.set_current(found.asked_by_party_id)
        self.goal.clear_choices()
        self.goal.add(None, self.tr("No goal"))
        for goal in goal_names(reader):
            self.goal.add(goal.id, goal.title, icon="target")
        self.goal.set_current(found.goal_id)
        self.decision.clear_choices()
        self.decision.add(None, self.tr("None"))
        for each in decisions(reader):
            self.decision.add(each.id, f"{each.number} {each.text}".strip(), icon="gavel")
        self.decision.set_current(found.decision_id)

    def _show_facts(self, found: ActionRow) -> None:
        today = self._workspace.today()
        facts = []
        if found.session_label:
            facts.append(self.tr("From {0}").format(found.session_label))
        if found.topic:
            facts.append(found.topic)
        if found.was_due:
            days = ", ".join(wording.short_day(day, today) for day in found.was_due)
            facts.append(self.tr("Was due {0}").format(days))
        if found.delivered_on:
            facts.append(
                self.tr("Delivered {0}").format(wording.short_day(found.delivered_on, today))
            )
        if found.state == "delivered" and not found.asked_by:
            facts.append(self.tr("Say who asked, so that this side can accept it"))
        if found.state_reason:
            facts.append(found.state_reason)
        self.facts.setText("\n".join(facts))
        self.facts.setVisible(bool(facts))

    def _show_history(self, history: tuple[HistoryRow, ...]) -> None:
        clear_layout(self.history.body)
        self.history.setVisible(bool(history))
        names = {str(person.id): person.name for person in people(self._workspace.reader, True)}
        for each in history:
            self.history.body.addWidget(Text(self._told(each, names), "small", wrap=True))

    def _told(self, each: HistoryRow, names: dict[str, str]) -> str:
        today = self._workspace.today()
        before, after = each.before, each.after
        if each.field == "state":
            before, after = (
                wording.state("action", value)[0] if value else "" for value in (before, after)
            )
        elif each.field == "kind":
            before, after = (wording.state("capture", value)[0] for value in (before, after))
        elif each.field == "due_on":
            before, after = (
                wording.short_day(value, today) if value else self.tr("no date")
                for value in (before, after)
            )
        elif each.field == "owner_id":
            before, after = (names.get(value, self.tr("nobody")) for value in (before, after))
        words = self.tr("{0}: {1} → {2}").format(
            wording.short_day(each.at, today), before or self.tr("nothing"), after
        )
        return f"{words} ({each.reason})" if each.reason else words

    # --- doing ------------------------------------------------------------------------------

    def _save_text(self, words: str) -> None:
        if words.strip():
            self._workspace.run(captures.set_capture, self._id, text=words)

    def _save_done_when(self, words: str) -> None:
        self._workspace.run(actions.set_action, self._id, done_when=words)

    def _on_owner(self, key: object) -> None:
        self._workspace.run(actions.set_owner, self._id, key)

    def _on_asked(self, key: object) -> None:
        self._workspace.run(actions.set_action, self._id, asked_by_party_id=key)

    def _on_goal(self, key: object) -> None:
        self._workspace.run(captures.set_capture, self._id, goal_id=key)

    def _on_decision(self, key: object) -> None:
        self._workspace.run(actions.set_action, self._id, decision_id=key)

    def _on_due(self, day: object) -> None:
        self._workspace.run(actions.set_due, self._id, day)

    def _on_next(self) -> None:
        self._workspace.run(actions.set_due, self._id, None, due_next=True)

    def _on_advance(self) -> None:
        self._shell.drafts.flush()
        self._workspace.run(actions.advance_action, self._id)

    def _on_accept(self) -> None:
        if self._row is not None:
            self._workspace.run(actions.accept_action, self._id, self._row.asked_by_party_id)

    def _on_reopen(self) -> None:
        self._workspace.run(actions.reopen_action, self._id)

    def _on_ending(self, state: ActionState) -> None:
        self._ending = state
        words = self.tr("Drop it") if state is ActionState.DROPPED else self.tr("Decline it")
        self.end.setText(words)
        self.reason.clear()
        self.reason_field.set_error("")
        self.ending.show()
        self.reason.setFocus()

    def _on_end(self) -> None:
        if self._ending is None or not self.reason.text().strip():
            self.reason_field.set_error(self.tr("Say why."))
            return
        if self._workspace.carry_out(
            actions.end_action, self._id, self._ending, self.reason.text()
        ):
            self.ending.hide()

    def _on_delete(self) -> None:
        if self._workspace.carry_out(captures.delete_capture, self._id):
            self._shell.toast(self.tr("Action deleted."), undo=True)
