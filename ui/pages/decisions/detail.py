"""One decision: to write while it is open, to read once it is taken (D1 to D3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from facilitator.commands import captures, decisions
from facilitator.domain.words import DecisionState, Method
from facilitator.queries.decisions import DecisionDetail, decision_detail
from facilitator.queries.engagement import goal_names, people
from facilitator.queries.jargon import readers_of
from ui import wording
from ui.drafts import TypingSaver
from ui.jargon.desk import JargonDesk
from ui.jargon.strip import ExplainStrip
from ui.pages.data.references import request_buttons
from ui.pages.decisions.days import DecisionDays
from ui.pages.decisions.met import MetConcerns
from ui.pages.decisions.options import OptionsEditor
from ui.pages.decisions.restatements import RestatementsCard
from ui.pages.decisions.sides import SidesEditor
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, Collapsible, Divider, clear_layout, column, row
from ui.widgets.chips import StatePill
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.text import ElidedText, Text
from ui.workspace import Workspace

_OPEN = ("proposed", "deferred")


class DecisionView(QWidget):
    """The detail beside the log; shows one decision at a time."""

    asked_for = Signal(object)  # the id of another decision

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._id = 0
        self._detail: DecisionDetail | None = None
        self._savers: dict[str, TypingSaver] = {}
        self.jargon = JargonDesk(workspace, shell, ExplainStrip(inset=12))
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        outer = column(0)
        self.setLayout(outer)
        card = Card(margin=0)
        outer.addWidget(card)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.add(self.area, 1)
        inside = QWidget()
        self.box = column(12, 20)
        inside.setLayout(self.box)
        self.area.setWidget(inside)
        self.area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._build_head()
        self._build_words()
        self.met = MetConcerns(self._workspace, self._shell)
        self.box.addWidget(self.met)
        self.box.addWidget(Divider())
        self.sides = SidesEditor(self._workspace, self._shell.drafts, self.jargon)
        self.box.addWidget(self.sides)
        self.means = RestatementsCard(self._workspace, self._shell, self.jargon)
        self.box.addWidget(self.means)
        self._build_chain()
        self.history = Collapsible(self.tr("History"))
        self.box.addWidget(self.history)
        self.box.addStretch(1)
        self._build_foot(card)

    def _build_head(self) -> None:
        head = row(8)
        self.number = Text("", "strong", tone="decision")
        self.state = StatePill(*wording.state("decision", "proposed"))
        self.place = ElidedText("", "small")
        for widget in (self.number, self.state, self.place):
            head.addWidget(widget, int(widget is self.place))
        self.box.addLayout(head)
        self.title = Text("", "heading", wrap=True)
        self.title_edit = identify(
            AutoGrowTextEdit(least=1), "decision-title", self.tr("The decision in one line")
        )
        self.box.addWidget(self.title)
        self.title_field = Field(self.tr("The decision in one line"), self.title_edit)
        self.box.addWidget(self.title_field)

    def _build_words(self) -> None:
        self._texts: dict[str, tuple[Field, Text, QWidget]] = {}
        for name, label, least in (
            ("wording", self.tr("Exact wording"), 2),
            ("plain", self.tr("In plain words"), 1),
            ("context", self.tr("Context"), 1),
            ("because", self.tr("Why"), 1),
            ("consequences", self.tr("What follows"), 1),
        ):
            self._add_text(name, label, least)
        self._build_choices()
        self.options_label = Text(self.tr("Options considered"), "label")
        self.box.addWidget(self.options_label)
        self.options = OptionsEditor(self._workspace, self._shell.drafts, self.jargon)
        self.box.addWidget(self.options)

    def _add_text(self, name: str, label: str, least: int) -> None:
        edit = identify(AutoGrowTextEdit(least=least), f"decision-{name}", label)
        field = Field(label, edit)
        reading = QWidget()
        line = row(12)
        reading.setLayout(line)
        head = Text(label, "small")
        head.setFixedWidth(theme().px(96))
        text = Text("", "body", wrap=True)
        line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)
        self.box.addWidget(field)
        self.box.addWidget(reading)
        self._texts[name] = (field, text, reading)
        self._savers[name] = self._shell.drafts.bind_text(
            edit, partial(self._save_text, name, edit)
        )
        self.jargon.watch(edit)

    def _build_choices(self) -> None:
        self.method = identify(Choice(), "decision-method", self.tr("How it is decided"))
        self.method.set_choices(wording.choices(Method))
        self.decider = identify(Choice(), "decision-decider", self.tr("Who decides"))
        self.goal = identify(Choice(), "decision-goal", self.tr("Goal"))
        self.fields = QWidget()
        flow = FieldFlow()
        self.fields.setLayout(flow)
        for label, control in (
            (self.tr("How it is decided"), self.method),
            (self.tr("Who decides"), self.decider),
            (self.tr("Goal"), self.goal),
        ):
            control.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            control.setMinimumContentsLength(12)
            flow.add(Field(label, control), 1)
        self.box.addWidget(self.fields)
        self.facts = Text("", "small", wrap=True)
        self.box.addWidget(self.facts)

    def _build_chain(self) -> None:
        self.chain_box = QWidget()
        self.chain = FlowLayout(self.chain_box, 8)
        self.box.addWidget(self.chain_box)

    def _build_foot(self, card: Card) -> None:
        card.add(self.jargon.strip)
        foot = QWidget()
        whole = column(6, 12)
        foot.setLayout(whole)
        self.problem = Text("", "small", tone="danger", wrap=True)
        whole.addWidget(self.problem)
        bar = QWidget()
        line = FlowLayout(bar, 8)
        whole.addWidget(bar)
        self.days = DecisionDays(self._workspace)
        self.review = self.days.review
        line.addWidget(self.days)
        self.replace = LinkButton(self.tr("Replace with a new decision"))
        self.differ = PlainButton(self.tr("Agreed to differ"), compact=True)
        self.reject = PlainButton(self.tr("Reject"), compact=True)
        self.defer = PlainButton(self.tr("Defer"), compact=True)
        self.agree = identify(
            PrimaryButton(self.tr("Agree"), icon="check", compact=True),
            "decision-agree",
            self.tr("Agree"),
        )
        for widget in (self.replace, self.differ, self.reject, self.defer, self.agree):
            line.addWidget(widget)
        card.add(Divider())
        card.add(foot)

    def _connect(self) -> None:
        self.jargon.watch(self.title_edit)
        self._savers["title"] = self._shell.drafts.bind_text(self.title_edit, self._save_title)
        self.method.chosen.connect(partial(self._save, "method"))
        self.decider.chosen.connect(partial(self._save, "decider_id"))
        self.goal.chosen.connect(self._on_goal)
        self.days.dated.connect(self._save)
        self.days.problem.connect(self._say)
        self.agree.clicked.connect(partial(self._decide, DecisionState.AGREED))
        self.defer.clicked.connect(partial(self._decide, DecisionState.DEFERRED))
        self.reject.clicked.connect(partial(self._decide, DecisionState.REJECTED))
        self.differ.clicked.connect(partial(self._decide, DecisionState.AGREED_TO_DIFFER))
        self.replace.clicked.connect(self._on_replace)

    # --- showing ----------------------------------------------------------------------------

    def show_decision(self, decision_id: int, *, force: bool = False) -> bool:
        """Show a decision; False where it was deleted."""
        if decision_id != self._id:
            self._shell.drafts.flush()
            force = True
        detail = decision_detail(self._workspace.reader, decision_id)
        self.setVisible(detail is not None)
        self._id, self._detail = decision_id, detail
        if detail is None:
            return False
        is_open = detail.row.state in _OPEN
        self.jargon.set_readers(readers_of(self._workspace.reader))
        self._show_head(detail, is_open, force)
        self._show_words(detail, is_open, force)
        self._show_choices(detail, is_open)
        has_options = bool(detail.options) or is_open
        self.options_label.setVisible(has_options)
        self.options.show_options(decision_id, detail.options, is_open=is_open, force=force)
        self.met.show_decision(decision_id, detail.row.state)
        self.sides.show_sides(decision_id, detail.sides, is_open=is_open, force=force)
        is_taken = detail.row.state in ("agreed", "agreed_to_differ", "superseded")
        self.means.show_decision(decision_id, is_taken=is_taken)
        self._show_chain(detail)
        self._show_history(detail)
        self._show_foot(detail, is_open)
        return True

    def _show_day(self, day: dt.date) -> str:
        return wording.short_day(day, self._workspace.today(), weekday=True)

    def _show_head(self, detail: DecisionDetail, is_open: bool, force: bool) -> None:
        found = detail.row
        self.number.setText(found.number)
        self.number.setVisible(bool(found.number))
        self.state.set_content(*wording.state("decision", found.state))
        parts = [wording.long_day(found.session_day)] if found.session_day else []
        if found.session_kind:
            parts.append(wording.word(found.session_kind).lower())
        parts.append(self.tr("by {0}").format(wording.word(found.method).lower()))
        self.place.setText(", ".join(parts))
        self.title.setText(found.text)
        self.title.setVisible(not is_open)
        self.title_field.setVisible(is_open)
        self._savers["title"].load(found.text, force=force)

    def _show_words(self, detail: DecisionDetail, is_open: bool, force: bool) -> None:
        for name, (field, text, reading) in self._texts.items():
            words = str(getattr(detail, name))
            shown = "" if name == "wording" and words == detail.row.text else words
            field.setVisible(is_open)
            reading.setVisible(not is_open and bool(shown))
            text.setText(shown)
            self._savers[name].load(words, force=force)

    def _show_choices(self, detail: DecisionDetail, is_open: bool) -> None:
        found = detail.row
        self.fields.setVisible(is_open)
        self.method.set_current(found.method)
        self.decider.clear_choices()
        self.decider.add(None, self.tr("All sides together"))
        for person in people(self._workspace.reader):
            self.decider.add(person.id, person.name, party=person.colour)
        self.decider.set_current(detail.decider_id)
        self.goal.clear_choices()
        self.goal.add(None, self.tr("No goal"))
        for goal in goal_names(self._workspace.reader):
            self.goal.add(goal.id, goal.title, icon="target")
        self.goal.set_current(found.goal_id)
        facts = [
            self.tr("Goal: {0}").format(found.goal) if found.goal else "",
            self.tr("From item: {0}").format(detail.item) if detail.item else "",
            self.tr("Decided by {0}").format(found.decider) if found.decider else "",
            detail.method_note,
        ]
        self.facts.setText("\n".join(fact for fact in facts if fact))
        self.facts.setVisible(not is_open and any(facts))

    def _show_chain(self, detail: DecisionDetail) -> None:
        clear_layout(self.chain)
        requests = request_buttons(self._shell, self._id)
        self.chain_box.setVisible(bool(detail.chain or requests))
        for number, each in enumerate(detail.chain):
            if number:
                self.chain.addWidget(Text("→", "quiet"))
            words = f"{each.number or self.tr('new')}  {each.text}"
            button = PlainButton(words, compact=True)
            button.setAccessibleName(f"{words}, {wording.state('decision', each.state)[0]}")
            button.setEnabled(each.id != self._id)
            button.clicked.connect(partial(self.asked_for.emit, each.id))
            self.chain.addWidget(button)
        for request in requests:
            self.chain.addWidget(request)

    def _show_history(self, detail: DecisionDetail) -> None:
        clear_layout(self.history.body)
        self.history.setVisible(bool(detail.history))
        for each in detail.history:
            self.history.body.addWidget(
                Text(
                    self._told(each.field, each.before, each.after, each.reason, each.at),
                    "small",
                    wrap=True,
                )
            )

    def _told(self, field: str, before: str, after: str, reason: str, at: str) -> str:
        if field == "state":
            before, after = (
                wording.state("decision", value)[0] if value else "" for value in (before, after)
            )
        elif field == "kind":
            before, after = (wording.state("capture", value)[0] for value in (before, after))
        words = self.tr("{0}: {1} → {2}").format(
            wording.short_day(at, self._workspace.today()), before or self.tr("nothing"), after
        )
        return f"{words} ({reason})" if reason else words

    def _show_foot(self, detail: DecisionDetail, is_open: bool) -> None:
        found = detail.row
        self.days.show_decision(found, is_open=is_open)
        for button in (self.agree, self.defer, self.reject, self.differ):
            button.setVisible(is_open)
        self.defer.setVisible(found.state == "proposed")
        in_force = found.state in ("agreed", "agreed_to_differ")
        self.replace.setVisible(in_force)
        why = (
            self.tr("Not heard yet: {0}").format(", ".join(found.unheard))
            if found.unheard
            else None
        )
        for button in (self.agree, self.differ):
            explain_disabled(button, why)
        self.problem.set_tone("warn")
        self._say((why or "") if is_open else "")

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    # --- doing ------------------------------------------------------------------------------

    def _save(self, name: str, value: object) -> None:
        self._workspace.run(decisions.set_decision, self._id, **{name: value})

    def _save_text(self, name: str, edit: AutoGrowTextEdit, words: str) -> None:
        self.jargon.save(edit, decisions.set_decision, self._id, label="Edit decision",
                         typed=words, seen_in=("decision", self._id), **{name: words})  # fmt: skip

    def _save_title(self, words: str) -> None:
        if words.strip():
            self.jargon.save(self.title_edit, captures.set_capture, self._id, text=words,
                             label="Edit capture", typed=words,
                             seen_in=("decision", self._id))  # fmt: skip

    def _on_goal(self, key: object) -> None:
        self._workspace.run(captures.set_capture, self._id, goal_id=key)

    def _decide(self, state: DecisionState) -> None:
        self._shell.drafts.flush()
        if self._workspace.carry_out(decisions.decide, self._id, state):
            self._shell.toast(wording.state("decision", state.value)[0], undo=True)

    def _on_replace(self) -> None:
        new_id = self._workspace.run(decisions.replace_decision, self._id)
        if new_id is not None:
            self.asked_for.emit(new_id)

    def focus_first(self) -> None:
        """Give the keyboard to the first field of an open decision."""
        target: Callable[[], None] = (
            self.title_edit.setFocus if self.title_edit.isVisible() else self.area.setFocus
        )
        target()
