"""One fact or wording: its words, where they come from, and which side accepts them (G8)."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.commands import facts as commands
from facilitator.domain.acceptance import Standing
from facilitator.queries.decisions import decisions
from facilitator.queries.engagement import goal_names
from facilitator.queries.facts import Fact, FactSide
from ui import wording
from ui.drafts import TypingSaver
from ui.pages.goals.locking import lock, read_only_reason
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, explain_disabled
from ui.widgets.card import Card, Divider, clear_layout, column, row
from ui.widgets.chips import DotLabel, StatePill
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import DateField, Field, FieldLabel, line_edit
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text
from ui.wording import ground as wording_ground
from ui.workspace import Workspace


class FactView(Card):
    """The fact chosen in the list; saved while it is typed."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=20, spacing=12)
        self._workspace, self._shell = workspace, shell
        self._fact: Fact | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(4)
        self.pill = StatePill(*wording_ground.state("fact", "fact"))
        self.line = Text("", "small", wrap=True)
        self.retire = identify(LinkButton("", icon="x-circle"), "retire-fact")
        self.delete = identify(LinkButton(self.tr("Delete"), icon="trash"), "delete-fact")
        head.addWidget(self.pill)
        head.addSpacing(4)
        head.addWidget(self.line, 1)
        head.addWidget(self.retire)
        head.addWidget(self.delete)
        self.body.addLayout(head)
        self.text = identify(
            QuietTextEdit(
                placeholder=self.tr("What every side agrees is so, or how it is said"),
                font=(18, 600),
            ),
            "fact-text", self.tr("Common ground"),
        )  # fmt: skip
        self.add(self.text)
        self.problem = Text("", "hint", tone="danger")
        self.problem.hide()
        self.add(self.problem)
        self.add(Divider())
        sides = QWidget()
        self.sides = column(4)
        sides.setLayout(self.sides)
        self.add(sides)
        self.add(Divider())
        self._build_fields()
        self.body.addStretch(1)

    def _build_fields(self) -> None:
        self.kind = identify(Segmented(wording_ground.states("fact"), self.tr("Kind")), "fact-kind")
        self.source = identify(
            line_edit(placeholder=self.tr("Where it comes from: a test, a count, a law")),
            "fact-source",
        )
        today = self._workspace.today
        self.since = identify(
            DateField(wording.near_day_reader(today), partial(_shown, self._workspace),
                      placeholder=self.tr("for example 2 jun")),
            "fact-since",
        )  # fmt: skip
        self.goal = identify(ElidingChoice(), "fact-goal")
        self.decision = identify(ElidingChoice(), "fact-decision")
        self.open_decision = identify(
            LinkButton(self.tr("Open the decision"), icon="gavel"), "fact-open-decision"
        )
        kind = column(3)
        kind.addWidget(FieldLabel(self.tr("Kind"), self.kind))
        kind.addWidget(self.kind)
        holder = QWidget()
        holder.setLayout(kind)
        first, second = FieldFlow(spacing=12, lines=12), FieldFlow(spacing=12, lines=12)
        first.add(holder)
        first.add(Field(self.tr("Agreed since"), self.since), 1)
        second.add(Field(self.tr("Goal"), self.goal), 1)
        second.add(Field(self.tr("Agreed in"), self.decision), 1)
        self.body.addLayout(first)
        self.add(Field(self.tr("Source"), self.source))
        self.body.addLayout(second)
        self.add(self.open_decision)

    def _connect(self) -> None:
        drafts = self._shell.drafts
        self._savers: dict[str, TypingSaver] = {
            "text": drafts.bind_text(self.text, self._save_text),
            "source": drafts.bind_text(self.source, partial(self._save, "source")),
        }
        self.kind.chosen.connect(partial(self._save, "kind"))
        self.goal.chosen.connect(partial(self._save, "goal_id"))
        self.decision.chosen.connect(partial(self._save, "decision_id"))
        self.since.dated.connect(partial(self._save, "agreed_on"))
        self.retire.clicked.connect(self._on_retire)
        self.delete.clicked.connect(self._on_delete)
        self.open_decision.clicked.connect(self._on_decision)

    # --- showing ----------------------------------------------------------------------------

    def show_fact(self, fact: Fact, *, force: bool = False) -> None:
        """Show a fact; a text that somebody is editing stays."""
        if self._fact is None or fact.id != self._fact.id:
            self._shell.drafts.flush()
            self.problem.hide()
            force = True
        self._fact = fact
        self.pill.set_content(*wording_ground.state("fact", fact.kind))
        words, tone = wording_ground.fact_line(fact, self._workspace.today())
        self.line.setText(words)
        self.line.set_tone(tone)
        for name, saver in self._savers.items():
            saver.load(str(getattr(fact, name)), force=force)
        self.kind.set_current(fact.kind)
        if force or not self.since.hasFocus():
            self.since.set_date(dt.date.fromisoformat(fact.agreed_on) if fact.agreed_on else None)
        self._show_choices(fact)
        self._show_sides(fact)
        self.retire.setText(self.tr("It holds again") if fact.retired_on else self.tr("Retire"))
        lock(
            self._workspace,
            (self.text, self.source, self.since, self.kind, self.goal, self.decision, self.retire,
             self.delete),
        )  # fmt: skip

    def offer(self) -> None:
        """Read the goals and decisions that can be chosen; once for each change of the file."""
        self.goal.clear_choices()
        self.goal.add(None, self.tr("Over all goals"))
        for goal in goal_names(self._workspace.reader):
            self.goal.add(goal.id, goal.title)
        self.decision.clear_choices()
        self.decision.add(None, self.tr("No decision"))
        for each in decisions(self._workspace.reader):
            if each.state in ("agreed", "agreed_to_differ", "superseded"):
                self.decision.add(each.id, f"{each.number} {each.text}".strip())

    def _show_choices(self, fact: Fact) -> None:
        self.goal.set_current(fact.goal_id)
        self.decision.set_current(fact.decision_id)
        if fact.decision_id is not None and self.decision.current() != fact.decision_id:
            self.decision.add(fact.decision_id, f"{fact.decision_number} {fact.decision}".strip())
            self.decision.set_current(fact.decision_id)
        self.open_decision.setVisible(fact.decision_id is not None)

    def _show_sides(self, fact: Fact) -> None:
        clear_layout(self.sides)
        for side in fact.sides:
            self.sides.addWidget(self._side(fact, side))

    def _side(self, fact: Fact, side: FactSide) -> QWidget:
        line, box = QWidget(), row(8)
        line.setLayout(box)
        words, tone, icon = wording_ground.fact_side(side, self._workspace.today())
        dot = DotLabel("", (side.colour,))
        dot.setFixedWidth(theme().px(10))
        box.addWidget(dot)
        box.addWidget(IconMark(icon, "text3" if tone == "text2" else tone, 16))
        told = Text(words, "row", tone=tone if tone == "warn" else None, wrap=True)
        box.addWidget(told, 1)
        if side.standing is Standing.STALE:
            told.setText(self.tr("{0}: “{1}”").format(words, side.accepted_words))
        is_in = side.standing is Standing.ACCEPTED
        button = LinkButton(self.tr("Take back") if is_in else self.tr("Accepts these words"))
        name = self.tr("{0}: {1}").format(side.party, button.text())
        identify(button, f"fact-side-{side.party_id}", name)
        button.clicked.connect(partial(self._on_withdraw if is_in else self._on_accept, side))
        retired = self.tr("It was retired and holds no longer.") if fact.retired_on else None
        explain_disabled(button, read_only_reason(self._workspace) or retired)
        box.addWidget(button)
        return line

    # --- doing ------------------------------------------------------------------------------

    def _save(self, field: str, value: object) -> None:
        if self._fact is not None:
            self._workspace.run(commands.set_fact, self._fact.id, **{field: value})

    def _save_text(self, words: str) -> None:
        is_missing = not words.strip()
        self.problem.setText(self.tr("A few words are needed here."))
        self.problem.setVisible(is_missing)
        if not is_missing:
            self._save("text", words)

    def _on_accept(self, side: FactSide) -> None:
        self._shell.drafts.flush()
        if self._fact is not None:
            self._workspace.carry_out(commands.accept_fact, self._fact.id, side.party_id)

    def _on_withdraw(self, side: FactSide) -> None:
        if self._fact is not None:
            self._workspace.carry_out(commands.withdraw_fact, self._fact.id, side.party_id)

    def _on_retire(self) -> None:
        if self._fact is None:
            return
        self._shell.drafts.flush()
        turn = commands.restore_fact if self._fact.retired_on else commands.retire_fact
        self._workspace.carry_out(turn, self._fact.id)

    def _on_delete(self) -> None:
        if self._fact is None:
            return
        self._shell.drafts.flush()
        if self._workspace.carry_out(commands.delete_fact, self._fact.id):
            self._shell.toast(self.tr("Deleted."), undo=True)

    def _on_decision(self) -> None:
        if self._fact is not None and self._fact.decision_id is not None:
            self._shell.go("decisions", decision_id=self._fact.decision_id)

    def rewrite(self) -> None:
        """Put the keyboard into the words, ready to be typed over."""
        self.text.setFocus()
        self.text.selectAll()


def _shown(workspace: Workspace, day: dt.date) -> str:
    return wording.short_day(day, workspace.today(), weekday=True)
