"""One idea opened: its ring, its next step, what each side considered, what it becomes (C3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.commands import captures, decisions, ideas
from facilitator.commands.links import next_planned_session
from facilitator.domain.words import IdeaStage
from facilitator.queries.ideas import RINGS, Considered, IdeaRow, idea
from facilitator.store import Change
from ui import wording
from ui.dialogs.form import FormDialog
from ui.dialogs.words_form import WordsDialog
from ui.drafts import Drafts
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton
from ui.widgets.card import clear_layout, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.fields import AutoGrowTextEdit, DateField, Field, line_edit
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text
from ui.wording import radar as wording_radar
from ui.workspace import Workspace

_WATCHED = frozenset({"idea", "capture", "consideration", "link", "party", "goal", "decision"})


class _ConsideredField(QWidget):
    """What one side considered, or that it passes and why."""

    def __init__(
        self, workspace: Workspace, drafts: Drafts, idea_id: int, side: Considered
    ) -> None:
        super().__init__()
        self._workspace, self._idea_id, self._side = workspace, idea_id, side
        box = column(4)
        self.setLayout(box)
        head = row(8)
        head.addWidget(DotLabel(side.party, [side.colour], size=13, weight=600, tone="text"), 1)
        self.passes = QCheckBox(self.tr("passes, because"))
        self.passes.setAccessibleName(self.tr("{0} passes").format(side.party))
        head.addWidget(self.passes)
        box.addLayout(head)
        name = self.tr("What {0} considered").format(side.party)
        self.words = identify(AutoGrowTextEdit(least=1), f"considered-{side.party_id}", name)
        self.words.setPlaceholderText(self.tr("Not yet: in their own words"))
        box.addWidget(self.words)
        self._saver = drafts.bind_text(self.words, self._save)
        self.passes.toggled.connect(self._on_passes)

    def show_side(self, side: Considered, *, is_open: bool, force: bool) -> None:
        """Show what the file says."""
        self._side = side
        if side.is_heard:
            was = self.passes.blockSignals(True)
            self.passes.setChecked(bool(side.passed_reason))
            self.passes.blockSignals(was)
        self._saver.load(side.words or side.passed_reason, force=force)
        self.words.setReadOnly(not is_open)
        self.passes.setEnabled(is_open)

    def _save(self, words: str) -> None:
        save = partial(
            self._workspace.run, decisions.set_consideration, self._idea_id, self._side.party_id
        )
        if self.passes.isChecked():
            save(passed_reason=words)
        else:
            save(words)

    def _on_passes(self, _on: bool) -> None:
        self._saver.flush()
        if self.words.toPlainText().strip():
            self._save(self.words.toPlainText())
        self.words.setFocus()


class IdeaSheet(FormDialog):
    """What is typed is saved as it is typed; the filled button only closes."""

    def __init__(self, workspace: Workspace, shell: Shell, idea_id: int) -> None:
        super().__init__(
            shell.window_widget, wording.translate("radar", "Idea"),
            wording.translate("radar", "Done"), width=640,
        )  # fmt: skip
        self._workspace, self._shell, self.idea_id = workspace, shell, idea_id
        self._side_fields: dict[int, _ConsideredField] = {}
        self.cancel.hide()
        self._build()
        self._build_ends()
        self._connect()
        self._load(force=True)
        self.words.setFocus()

    def _build(self) -> None:
        self.words = identify(AutoGrowTextEdit(least=1), "idea-words")
        self.body.addWidget(Field(self.tr("The idea"), self.words))
        self.facts = Text("", "small", wrap=True)
        self.body.addWidget(self.facts)
        rings = [(each.value, wording_radar.stage(each)) for each in reversed(RINGS)]
        self.ring = identify(Segmented(rings, self.tr("How near it is")), "idea-ring")
        self.body.addWidget(self.ring)
        line = row(12)
        self.next_step = identify(line_edit(), "idea-next-step")
        today = self._workspace.today
        self.next_on = identify(
            DateField(wording.day_reader(today), self._day, placeholder=self.tr("no date")),
            "idea-next-on",
        )
        line.addWidget(Field(self.tr("Next step"), self.next_step), 3)
        line.addWidget(Field(self.tr("By"), self.next_on), 1)
        self.body.addLayout(line)
        self.questions = identify(AutoGrowTextEdit(least=2), "idea-questions")
        self.body.addWidget(Field(self.tr("Open questions"), self.questions))
        self.body.addWidget(Text(self.tr("What each side considered"), "strong"))
        self.sides = column(8)
        self.body.addLayout(self.sides)

    def _build_ends(self) -> None:
        ways = QWidget()
        self.become = FlowLayout(ways, 8)
        make = Text(self.tr("Make it"), "small")
        make.setMinimumHeight(theme().px(32))
        self.become.addWidget(make)
        self.to_goal = identify(PlainButton(self.tr("a goal"), icon="target", compact=True),
                                "idea-to-goal", self.tr("Make it a goal"))  # fmt: skip
        self.to_item = identify(
            PlainButton(self.tr("an agenda item"), icon="list-checks", compact=True),
            "idea-to-item", self.tr("Make it an agenda item"),
        )  # fmt: skip
        self.to_decision = identify(
            PlainButton(self.tr("a proposal"), icon="gavel", compact=True),
            "idea-to-decision", self.tr("Make it a proposal"),
        )  # fmt: skip
        for button in (self.to_goal, self.to_item, self.to_decision):
            self.become.addWidget(button)
        self.body.addWidget(ways)
        self.linked_box = QWidget()
        self.linked = FlowLayout(self.linked_box, 4)
        self.body.addWidget(self.linked_box)
        self.drop = identify(PlainButton(self.tr("Drop it"), icon="x"), "drop-idea")
        self.finish = identify(PlainButton(self.tr("It is done"), icon="check"), "finish-idea")
        self.again = identify(
            PlainButton(self.tr("Open it again"), icon="arrow-counter-clockwise"), "reopen-idea"
        )
        for number, button in enumerate((self.drop, self.finish, self.again)):
            self.foot.insertWidget(number, button)

    def _connect(self) -> None:
        bind = self._shell.drafts.bind_text
        self._savers = {
            "text": bind(self.words, self._save_words),
            "next_step": bind(self.next_step, partial(self._save, "next_step")),
            "open_questions": bind(self.questions, partial(self._save, "open_questions")),
        }
        self.ring.chosen.connect(self._on_ring)
        self.next_on.dated.connect(partial(self._save, "next_on"))
        self.next_on.problem.connect(self.complain)
        self.to_goal.clicked.connect(self._on_goal)
        self.to_item.clicked.connect(self._on_item)
        self.to_decision.clicked.connect(self._on_decision)
        self.drop.clicked.connect(self._on_drop)
        self.finish.clicked.connect(self._on_finish)
        self.again.clicked.connect(self._on_again)
        self._workspace.changed.connect(self._on_changed)

    # --- showing ----------------------------------------------------------------------------

    def _day(self, day: dt.date) -> str:
        return wording.short_day(day, self._workspace.today(), weekday=True)

    def _on_changed(self, change: Change) -> None:
        if change.tables & _WATCHED:
            self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        found = idea(self._workspace.reader, self.idea_id)
        if found is None:
            self.reject()
            return
        is_open = not found.is_closed and not self._workspace.read_only
        self._savers["text"].load(found.text, force=force)
        self._savers["next_step"].load(found.next_step, force=force)
        self._savers["open_questions"].load(found.open_questions, force=force)
        if not self.next_on.hasFocus():
            day = dt.date.fromisoformat(found.next_on) if found.next_on else None
            self.next_on.set_date(day)
        self._show_facts(found)
        if found.stage == IdeaStage.DROPPED:
            self.ring.set_none()
        else:
            self.ring.set_current(found.stage)
        for edit in (self.words, self.next_step, self.questions, self.next_on):
            edit.setReadOnly(not is_open)
        self.ring.setEnabled(is_open)
        self._show_sides(found, is_open=is_open, force=force)
        self._show_ends(found, is_open=is_open)

    def _show_facts(self, found: IdeaRow) -> None:
        day = wording.short_day(found.since, self._workspace.today())
        said = ", ".join(part for part in (found.person, found.party, day) if part)
        parts = [said]
        if found.agenda is not None:
            parts.append(wording_radar.where(found.agenda, self._workspace.today()))
        if found.is_closed:
            word = self.tr("Done: {0}")
            if found.stage == IdeaStage.DROPPED:
                word = self.tr("Dropped: {0}")
            parts.append(word.format(found.closed_because))
        if self._workspace.read_only:
            parts.append(self.tr("This file is open for reading only."))
        self.facts.setText("\n".join(parts))

    def _show_sides(self, found: IdeaRow, *, is_open: bool, force: bool) -> None:
        if [side.party_id for side in found.sides] != list(self._side_fields):
            clear_layout(self.sides)
            self._side_fields = {}
            for side in found.sides:
                field = _ConsideredField(self._workspace, self._shell.drafts, self.idea_id, side)
                self._side_fields[side.party_id] = field
                self.sides.addWidget(field)
        for side in found.sides:
            self._side_fields[side.party_id].show_side(side, is_open=is_open, force=force)

    def _show_ends(self, found: IdeaRow, *, is_open: bool) -> None:
        for button in (self.to_goal, self.to_item, self.to_decision, self.drop, self.finish):
            button.setEnabled(is_open)
        self.drop.setVisible(not found.is_closed)
        self.finish.setVisible(not found.is_closed)
        self.again.setVisible(found.is_closed)
        self.again.setEnabled(not self._workspace.read_only)
        clear_layout(self.linked)
        self.linked_box.setVisible(bool(found.became))
        for each in found.became:
            word = {
                "goal": self.tr("Became a goal: {0}"),
                "item": self.tr("Became an agenda item: {0}"),
                "decision": self.tr("Became a proposal: {0}"),
            }[each.kind]
            link = LinkButton(word.format(each.text if len(each.text) < 60 else each.text[:58]))
            link.setProperty("leads_to", [each.kind, str(each.id), str(each.session_id or "")])
            link.clicked.connect(self._on_link)
            self.linked.addWidget(link)
        self.refit()

    # --- doing ------------------------------------------------------------------------------

    def _save(self, name: str, value: object) -> None:
        self._workspace.run(ideas.set_idea, self.idea_id, **{name: value})

    def _save_words(self, words: str) -> None:
        if words.strip():
            self._workspace.run(captures.set_capture, self.idea_id, text=words)

    def _on_ring(self, key: object) -> None:
        self._workspace.carry_out(ideas.move_idea, self.idea_id, IdeaStage(str(key)))

    def _on_goal(self) -> None:
        self._shell.drafts.flush()
        self._workspace.run(ideas.idea_to_goal, self.idea_id)

    def _on_item(self) -> None:
        self._shell.drafts.flush()
        session_id = next_planned_session(self._workspace.reader)
        self._workspace.run(ideas.idea_to_item, self.idea_id, session_id)

    def _on_decision(self) -> None:
        self._shell.drafts.flush()
        self._workspace.run(ideas.idea_to_decision, self.idea_id)

    def _on_drop(self) -> None:
        self._ask(self.tr("Drop this idea"), self.tr("Because"), self.tr("Drop it"),
                  ideas.drop_idea)  # fmt: skip

    def _on_finish(self) -> None:
        self._ask(self.tr("This idea is done"), self.tr("How"), self.tr("It is done"),
                  ideas.finish_idea)  # fmt: skip

    def _on_again(self) -> None:
        self._ask(self.tr("Open this idea again"), self.tr("Because"), self.tr("Open it again"),
                  ideas.reopen_idea)  # fmt: skip

    def _ask(self, title: str, label: str, action: str, verb: Callable[..., None]) -> None:
        self._shell.drafts.flush()
        take = partial(verb, self._workspace.store, self.idea_id)
        WordsDialog(self, title, label, action, take, lead=self.words.toPlainText()).open()

    def _on_link(self) -> None:
        kind, key, place = self.sender().property("leads_to")
        self.accept()
        if kind == "item":
            if place:
                self._shell.go("prepare", session_id=int(place), item_id=int(key))
            else:
                self._shell.go("sessions")
            return
        page, name = {
            "goal": ("goals", "goal_id"), "decision": ("decisions", "decision_id"),
        }[kind]  # fmt: skip
        self._shell.go(page, **{name: int(key)})

    def submit(self) -> bool:
        """Save what is being typed and close."""
        self._shell.drafts.flush()
        return True
