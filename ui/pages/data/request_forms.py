"""The forms of a data request: what is asked, what one side says, the joint answer."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.commands import data_requests as verbs
from facilitator.domain.words import DataAnswer
from facilitator.queries.data_requests import RequestRow, SideAnswer
from facilitator.queries.data_sets import data_set_names
from facilitator.queries.decisions import decisions
from facilitator.queries.engagement import parties, people
from ui import wording
from ui.dialogs.form import FormDialog
from ui.pages.data.forms import lines, pairs
from ui.widgets.buttons import LinkButton
from ui.widgets.card import row
from ui.widgets.fields import AutoGrowTextEdit, Choice, DateField, Field
from ui.widgets.naming import identify
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text
from ui.wording import data as words
from ui.workspace import Workspace

_WITH_TERMS = (DataAnswer.YES_IF, DataAnswer.ALTERNATIVE)


class RequestForm(FormDialog):
    """What is asked, new or while it is open; written as one step."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, known: RequestRow | None = None
    ) -> None:
        super().__init__(parent, "", "", width=600)
        title = known.number if known else self.tr("New data request")
        self.heading.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.set_action(self.tr("Save") if known else self.tr("Ask for data"))
        self._workspace, self._known = workspace, known
        self._build_fields()
        self._fill_choices()
        if known is not None:
            self._fill(known)
        self.question.setFocus()

    def _build_fields(self) -> None:
        self.question = identify(
            AutoGrowTextEdit(
                least=2, most=6, placeholder=self.tr("Which question is the data to answer?")
            ),
            "request-question",
        )
        self.purpose = identify(AutoGrowTextEdit(least=1, most=4), "request-purpose")
        self.data_set = identify(Choice(), "request-data-set")
        self.party = identify(Choice(), "request-asked-by")
        self.person = identify(Choice(), "request-person")
        for each in (self.data_set, self.party, self.person):
            each.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        today = self._workspace.today
        self.until = identify(
            DateField(
                wording.day_reader(today), partial(_shown, self._workspace),
                placeholder=self.tr("30 sep, +3m"),
            ),
            "request-until",
        )  # fmt: skip
        self.fields = identify(AutoGrowTextEdit(least=3, most=10), "request-fields")
        self.question_field = Field(self.tr("Question to answer"), self.question)
        self.body.addWidget(self.question_field)
        self.body.addWidget(Field(self.tr("What it is for"), self.purpose))
        first = row(12)
        first.addWidget(Field(self.tr("Data set"), self.data_set), 1)
        self.until_field = Field(self.tr("Until"), self.until)
        first.addWidget(self.until_field, 1)
        second = row(12)
        second.addWidget(Field(self.tr("Side that asks"), self.party), 1)
        second.addWidget(Field(self.tr("Person"), self.person), 1)
        self.body.addLayout(first)
        self.body.addLayout(second)
        hint = self.tr("One per line, why after a colon: postcode: to count by region")
        self.body.addWidget(Field(self.tr("Fields and why each"), self.fields, hint=hint))
        self.body.addStretch(1)

    def _fill_choices(self) -> None:
        reader = self._workspace.reader
        self.data_set.add(None, self.tr("Not one of the register"))
        for key, name in data_set_names(reader).items():
            self.data_set.add(key, name, icon="database")
        self.party.add(None, self.tr("Not said"))
        for party in parties(reader):
            self.party.add(party.id, party.name, party=party.colour)
        self.person.add(None, self.tr("Nobody in particular"))
        for person in people(reader):
            self.person.add(person.id, person.name, party=person.colour or None)
        self.person.chosen.connect(self._on_person)

    def _fill(self, known: RequestRow) -> None:
        self._keep_gone(known)
        self.question.setPlainText(known.question)
        self.purpose.setPlainText(known.purpose)
        self.data_set.set_current(known.data_set_id)
        self.party.set_current(known.asked_by_party_id)
        self.person.set_current(known.asked_by_person_id)
        self.until.set_date(date.fromisoformat(known.until_on) if known.until_on else None)
        found = tuple((field.name, field.why) for field in known.fields)
        self.fields.setPlainText(lines(found))

    def _keep_gone(self, known: RequestRow) -> None:
        """Offer the side and the person that asked, also where they left since."""
        reader = self._workspace.reader
        sides = [None, *(each.id for each in parties(reader))]
        if known.asked_by_party_id not in sides:
            self.party.add(known.asked_by_party_id, known.asked_by, party=known.asked_colour)
        if known.asked_by_person_id not in [None, *(each.id for each in people(reader))]:
            self.person.add(known.asked_by_person_id, known.person, party=known.asked_colour)

    def _on_person(self, key: object) -> None:
        """Name the side of the person, too."""
        for person in people(self._workspace.reader):
            if person.id == key and person.party_id is not None:
                self.party.set_current(person.party_id)

    def submit(self) -> bool:
        """Write what is asked."""
        self.until.read()
        if not self.question.toPlainText().strip():
            self.question_field.set_error(self.tr("Say which question the data is to answer."))
            self.question.setFocus()
            return False
        if self.until.property("invalid") == "true":
            self.until.setFocus()
            return False
        values = {
            "purpose": self.purpose.toPlainText(),
            "data_set_id": self.data_set.current(),
            "asked_by_party_id": self.party.current(),
            "asked_by_person_id": self.person.current(),
            "until_on": self.until.date(),
            "fields": pairs(self.fields.toPlainText()),
        }
        store, question = self._workspace.store, self.question.toPlainText()
        if self._known is None:
            return self.attempt(verbs.add_request, store, question, **values)
        return self.attempt(verbs.set_request, store, self._known.id, question=question, **values)


class SideForm(FormDialog):
    """What one side answers, and why."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, known: RequestRow, side: SideAnswer
    ) -> None:
        super().__init__(parent, "", "", width=560, lead=known.question)
        title = self.tr("{0} answers {1}").format(side.party, known.number).strip()
        self.heading.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.set_action(self.tr("Keep the answer"))
        self._workspace, self._known, self._side = workspace, known, side
        self.answer = identify(
            Segmented(words.answers(), self.tr("Answer"), current=side.answer or "yes"),
            "request-side-answer",
        )
        self.body.addWidget(self.answer)
        self.reason = identify(AutoGrowTextEdit(side.reason, least=3, most=8), "request-reason")
        self.reason_field = Field(self.tr("Because"), self.reason)
        self.body.addWidget(self.reason_field)
        self.body.addStretch(1)
        if side.answer:
            take_back = identify(LinkButton(self.tr("Take it back")), "request-take-back")
            take_back.clicked.connect(self._on_take_back)
            self.foot.insertWidget(0, take_back)
        self.reason.setFocus()

    def submit(self) -> bool:
        """Write what the side says."""
        if not self.reason.toPlainText().strip():
            self.reason_field.set_error(self.tr("Say why: the joint answer needs the reason."))
            self.reason.setFocus()
            return False
        return self.attempt(
            verbs.set_side_answer, self._workspace.store, self._known.id, self._side.party_id,
            self.answer.current(), self.reason.toPlainText(),
        )  # fmt: skip

    def _on_take_back(self) -> None:
        if self.attempt(
            verbs.clear_side_answer, self._workspace.store, self._known.id, self._side.party_id
        ):
            self.accept()


class AnswerForm(FormDialog):
    """The joint answer; it cannot be changed afterwards."""

    def __init__(self, workspace: Workspace, parent: QWidget, known: RequestRow) -> None:
        super().__init__(parent, "", "", width=560, lead=known.question)
        title = self.tr("Answer {0} together").format(known.number).strip()
        self.heading.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.set_action(self.tr("Answer"))
        self._workspace, self._known = workspace, known
        said = {side.answer for side in known.sides if side.answer}
        current = said.pop() if len(said) == 1 else DataAnswer.YES_IF.value
        self.answer = identify(
            Segmented(words.answers(), self.tr("Joint answer"), current=current), "request-answer"
        )
        self.terms = identify(AutoGrowTextEdit(known.terms, least=3, most=8), "request-terms")
        self.terms_field = Field(self.tr("Terms"), self.terms)
        self.decision = identify(Choice(), "request-decision")
        self.decision.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.decision.add(None, self.tr("No decision linked"))
        for each in decisions(workspace.reader):
            self.decision.add(each.id, f"{each.number} {each.text}".strip(), icon="gavel")
        self.decision.set_current(known.decision_id)
        for side in known.sides:
            told = self.tr("{0}: {1}. {2}").format(
                side.party, words.answer(side.answer)[0], side.reason
            )
            self.body.addWidget(Text(told, "small", wrap=True))
        self.body.addWidget(self.answer)
        self.body.addWidget(self.terms_field)
        self.body.addWidget(
            Field(
                self.tr("Decision that answers it"), self.decision,
                hint=self.tr("Once answered it stays as it is; a new review changes it."),
            )
        )  # fmt: skip
        self.body.addStretch(1)
        self.answer.chosen.connect(self._on_answer)
        self._on_answer(current)
        self.terms.setFocus()

    def _on_answer(self, value: object) -> None:
        labels = {
            DataAnswer.YES_IF: self.tr("What the yes depends on"),
            DataAnswer.ALTERNATIVE: self.tr("What the other way is"),
        }
        self.terms_field.label.setText(
            labels[DataAnswer(str(value))]
            if value in _WITH_TERMS
            else self.tr("Terms, where there are any")
        )
        self.terms.setAccessibleName(self.terms_field.label.text())

    def submit(self) -> bool:
        """Write the joint answer."""
        if self.answer.current() in _WITH_TERMS and not self.terms.toPlainText().strip():
            self.terms_field.set_error(self.tr("A few words are needed here."))
            self.terms.setFocus()
            return False
        return self.attempt(
            verbs.answer_request, self._workspace.store, self._known.id, self.answer.current(),
            self.terms.toPlainText(), decision_id=self.decision.current(),
        )  # fmt: skip


def _shown(workspace: Workspace, day: date) -> str:
    return wording.short_day(day, workspace.today(), weekday=True)
