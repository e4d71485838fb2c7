"""Write a concern or an idea, and answer a concern with a decision or an action (C1, C3)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.commands import concerns, ideas
from facilitator.domain.words import IdeaStage
from facilitator.queries.concerns import ConcernRow, Offer, offers
from facilitator.queries.engagement import goal_names, parties, people
from facilitator.queries.ideas import RINGS
from ui import wording
from ui.dialogs.form import FormDialog
from ui.widgets.card import column, row
from ui.widgets.fields import AutoGrowTextEdit, Choice, DateField, Field, SearchField, line_edit
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text
from ui.wording import radar as wording_radar
from ui.wording import translate
from ui.workspace import Workspace


class _Said(QWidget):
    """Which side said it, who, and which goal it touches."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        line = row(12)
        self.setLayout(line)
        self.side, self.person, self.goal = Choice(), Choice(), Choice()
        self.side.add(None, self.tr("Nobody in particular"))
        self.person.add(None, self.tr("Nobody named"))
        self.goal.add(None, self.tr("No goal"))
        for party in parties(workspace.reader):
            self.side.add(party.id, party.short, party=party.colour)
        self._party_of = {}
        for person in people(workspace.reader):
            self.person.add(person.id, person.name, party=person.colour or None)
            self._party_of[person.id] = person.party_id
        for goal in goal_names(workspace.reader):
            self.goal.add(goal.id, goal.title, icon="target")
        for words, name, control in (
            (self.tr("Which side"), "said-side", self.side),
            (self.tr("Who"), "said-person", self.person),
            (self.tr("Goal"), "said-goal", self.goal),
        ):
            control.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            control.setMinimumContentsLength(10)
            line.addWidget(Field(words, identify(control, name)), 1)
        self.person.chosen.connect(self._on_person)

    def _on_person(self, key: object) -> None:
        side = self._party_of.get(key) if isinstance(key, int) else None
        if side is not None:
            self.side.set_current(side)

    def choose(self, party_id: int | None, person_id: int | None, goal_id: int | None) -> None:
        """Choose these."""
        self.side.set_current(party_id)
        self.person.set_current(person_id)
        self.goal.set_current(goal_id)

    def values(self) -> dict[str, object]:
        """Return what is chosen, as commands take it."""
        return {
            "party_id": self.side.current(),
            "person_id": self.person.current(),
            "goal_id": self.goal.current(),
        }


class ConcernForm(FormDialog):
    """A concern in its own words and in plain ones; new, or as it is."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, found: ConcernRow | None = None
    ) -> None:
        title = translate("radar", "Concern") if found else translate("radar", "New concern")
        super().__init__(parent, title, translate("radar", "Save"), width=620)
        self._workspace, self._found = workspace, found
        self.words = identify(AutoGrowTextEdit(least=2), "concern-words")
        self.plain = identify(AutoGrowTextEdit(least=1), "concern-plain")
        self.words_field = Field(
            self.tr("In their own words"), self.words, hint=self.tr("As it was said, unpolished.")
        )
        self.plain_field = Field(
            self.tr("In plain words"), self.plain,
            hint=self.tr("So that the other side understands what could happen."),
        )  # fmt: skip
        self.body.addWidget(self.words_field)
        self.body.addWidget(self.plain_field)
        self.said = _Said(workspace)
        self.body.addWidget(self.said)
        self._build_kind()
        self.body.addStretch(1)
        self._fill()
        self.words.setFocus()

    def _build_kind(self) -> None:
        line = row(12)
        self.category = identify(Choice(), "concern-category")
        self.severity = identify(Choice(), "concern-severity")
        self.subject = identify(line_edit(), "concern-subject")
        self.category.add(None, self.tr("Not sorted yet"))
        self.severity.add(None, self.tr("Not weighed yet"))
        for key, word in wording_radar.categories():
            self.category.add(key, word)
        for key, word in wording_radar.severities():
            self.severity.add(key, word)
        line.addWidget(Field(self.tr("About"), self.category), 1)
        line.addWidget(Field(self.tr("How serious"), self.severity), 1)
        line.addWidget(Field(self.tr("Subject"), self.subject), 1)
        self.body.addLayout(line)

    def _fill(self) -> None:
        found = self._found
        if found is None:
            return
        self.words.setPlainText(found.text)
        self.plain.setPlainText(found.plain)
        self.said.choose(found.party_id, found.person_id, found.goal_id)
        for choice, value in ((self.category, found.category), (self.severity, found.severity)):
            choice.set_current(value or None)
            if value and choice.current() != value:  # an older file's own word
                choice.add(value, value)
                choice.set_current(value)
        self.subject.setText(found.subject)

    def submit(self) -> bool:
        """Write the concern."""
        if not self.words.toPlainText().strip():
            self.words_field.set_error(self.tr("A few words are needed here."))
            return False
        values = self.said.values() | {
            "plain": self.plain.toPlainText(),
            "category": self.category.current(),
            "severity": self.severity.current(),
            "subject": self.subject.text(),
        }
        store = self._workspace.store
        if self._found is None:
            return self.attempt(concerns.new_concern, store, self.words.toPlainText(), **values)
        for name in ("category", "severity"):
            if values[name] == getattr(self._found, name):
                del values[name]
        return self.attempt(
            concerns.rewrite_concern, store, self._found.id, self.words.toPlainText(), **values
        )


class IdeaForm(FormDialog):
    """A new idea: whose, on which ring, and what comes next."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(
            parent, translate("radar", "New idea"), translate("radar", "Save"), width=620
        )
        self._workspace = workspace
        self.words = identify(AutoGrowTextEdit(least=2), "idea-words")
        self.field = Field(self.tr("The idea"), self.words)
        self.said = _Said(workspace)
        rings = [(each.value, wording_radar.stage(each)) for each in reversed(RINGS)]
        self.ring = Segmented(rings, self.tr("How near it is"), current=IdeaStage.WATCH.value)
        self.next_step = identify(line_edit(), "idea-next-step")
        self.body.addWidget(self.field)
        self.body.addWidget(self.said)
        self.body.addWidget(Text(self.tr("How near it is"), "label"))
        self.body.addWidget(self.ring)
        self.body.addWidget(Field(self.tr("Next step"), self.next_step))
        self.body.addStretch(1)
        self.words.setFocus()

    def submit(self) -> bool:
        """Write the idea."""
        if not self.words.toPlainText().strip():
            self.field.set_error(self.tr("A few words are needed here."))
            return False
        return self.attempt(
            ideas.new_idea, self._workspace.store, self.words.toPlainText(),
            stage=IdeaStage(str(self.ring.current())), next_step=self.next_step.text(),
            **self.said.values(),
        )  # fmt: skip


class AnswerForm(FormDialog):
    """Answer a concern with a decision or an action: one that is there, or a new one."""

    def __init__(self, workspace: Workspace, parent: QWidget, found: ConcernRow, kind: str) -> None:
        is_decision = kind == "decision"
        title = translate("radar", "Answer with a decision")
        if not is_decision:
            title = translate("radar", "Answer with an action")
        super().__init__(parent, title, translate("radar", "Answer"), lead=found.title, width=620)
        self._workspace, self._found, self._kind = workspace, found, kind
        self._offers = offers(workspace.reader, kind, found.goal_id)
        self._build_new(is_decision=is_decision)
        self._build_offers()
        self.words = identify(AutoGrowTextEdit(least=1), "answer-words")
        self.body.addWidget(Field(self.tr("How it answers the concern"), self.words))
        self.body.addStretch(1)
        self.new.setFocus()

    def _build_new(self, *, is_decision: bool) -> None:
        self.new = identify(line_edit(), "answer-new")
        label = self.tr("Propose a new decision") if is_decision else self.tr("A new action")
        self.new_field = Field(label, self.new)
        self.body.addWidget(self.new_field)
        self.owner = identify(Choice(), "answer-owner")
        today = self._workspace.today
        self.due = identify(
            DateField(
                wording.day_reader(today), partial(_shown, self._workspace),
                placeholder=self.tr("fri, 10 jul, +2w"),
            ),
            "answer-due",
        )  # fmt: skip
        terms = QWidget()
        line = row(12)
        terms.setLayout(line)
        self.owner.add(None, self.tr("Nobody yet"))
        for person in people(self._workspace.reader):
            self.owner.add(person.id, person.name, party=person.colour or None)
        line.addWidget(Field(self.tr("Owner, one person"), self.owner), 1)
        line.addWidget(Field(self.tr("Due"), self.due), 1)
        self.body.addWidget(terms)
        terms.setVisible(not is_decision)
        self.new.textChanged.connect(self._on_new)

    def _build_offers(self) -> None:
        box = QWidget()
        self.there = box
        inside = column(6)
        box.setLayout(inside)
        inside.addWidget(Text(self.tr("Or choose one that is there"), "label"))
        self.search = identify(SearchField(self.tr("Find by words or number")), "answer-search")
        self.list = identify(
            RowList(self.tr("What can answer it"), dividers=False, fit=6), "answer-list"
        )
        inside.addWidget(self.search)
        inside.addWidget(self.list)
        self.body.addWidget(box)
        box.setVisible(bool(self._offers))
        self.search.textChanged.connect(self._on_find)
        self.list.opened.connect(self._on_opened)
        self._on_find("")

    def _on_find(self, words: str) -> None:
        wanted = words.casefold().split()
        self.list.set_rows(
            [
                self._row(each)
                for each in self._offers
                if all(word in f"{each.number} {each.text}".casefold() for word in wanted)
            ]
        )

    def _row(self, each: Offer) -> Row:
        word, tone, icon = wording.state(each.kind, each.state)
        second = self.tr("same goal") if each.is_near else ""
        return Row(each.id, each.text, second, number=each.number or "–", chip=(word, tone, icon))

    def _on_new(self, words: str) -> None:
        if words.strip():
            self.list.clearSelection()
            self.list.set_current(None)

    def _on_opened(self, _key: object) -> None:
        self.new.clear()

    def submit(self) -> bool:
        """Link what is chosen, or write the new one, and answer the concern."""
        new, chosen = self.new.text().strip(), self.list.current()
        words, store = self.words.toPlainText(), self._workspace.store
        if not new and not isinstance(chosen, int):
            self.new_field.set_error(self.tr("Write a new one, or choose one below."))
            return False
        if not new:
            return self.attempt(
                concerns.answer_concern, store, self._found.id, words, answered_by_id=chosen
            )
        if self._kind == "decision":
            return self.attempt(concerns.answer_by_new_decision, store, self._found.id, new, words)
        self.due.read()
        if self.due.property("invalid") == "true":
            self.due.setFocus()
            return False
        return self.attempt(
            concerns.answer_by_new_action, store, self._found.id, new, words,
            owner_id=self.owner.current(), due_on=self.due.date(),
        )  # fmt: skip


def _shown(workspace: Workspace, day: object) -> str:
    return wording.short_day(str(day), workspace.today(), weekday=True)
