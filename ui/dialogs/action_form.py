"""Who owns an action, until when, who asked, and when it is done (A1)."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.commands import actions
from facilitator.queries.captured import CaptureCard
from facilitator.queries.engagement import parties, people
from ui import wording
from ui.dialogs.form import FormDialog
from ui.widgets.card import row
from ui.widgets.fields import AutoGrowTextEdit, Choice, DateField, Field
from ui.widgets.naming import identify
from ui.wording import translate
from ui.workspace import Workspace


class ActionForm(FormDialog):
    """The terms of one action, saved together as one step."""

    def __init__(self, workspace: Workspace, parent: QWidget, card: CaptureCard) -> None:
        super().__init__(
            parent, translate("run", "Action"), translate("run", "Save"), lead=card.text, width=520
        )
        self._workspace, self._card = workspace, card
        self._build_fields()
        self._fill()

    def _build_fields(self) -> None:
        self.owner = identify(Choice(), "action-owner")
        self.asked = identify(Choice(), "action-asked-by")
        today = self._workspace.today
        self.due = identify(
            DateField(
                wording.day_reader(today), partial(_shown, self._workspace),
                placeholder=self.tr("fri, 10 jul, +2w"),
            ),
            "action-due",
        )  # fmt: skip
        self.next = identify(QCheckBox(self.tr("By the next session")), "action-due-next")
        self.done_when = identify(AutoGrowTextEdit(least=2, most=5), "action-done-when")
        self.body.addWidget(Field(self.tr("Owner, one person"), self.owner))
        line = row(12)
        self.due_field = Field(self.tr("Due"), self.due)
        line.addWidget(self.due_field, 1)
        below = row(0)
        below.addWidget(self.next)
        line.addLayout(below, 1)
        self.body.addLayout(line)
        self.body.addWidget(Field(self.tr("Who asked for it, and accepts the result"), self.asked))
        self.body.addWidget(Field(self.tr("Done when"), self.done_when))
        self.body.addStretch(1)
        self.next.toggled.connect(self._on_next)

    def _fill(self) -> None:
        reader, card = self._workspace.reader, self._card
        self.owner.add(None, self.tr("Nobody yet"))
        for person in people(reader):
            words = f"{person.name}, {person.party}" if person.party else person.name
            self.owner.add(person.id, words, party=person.colour or None)
        self.owner.set_current(card.person_id)
        self.asked.add(None, self.tr("Nobody in particular"))
        for party in parties(reader):
            self.asked.add(party.id, party.name, party=party.colour)
        self.asked.set_current(card.asked_by_party_id)
        self.next.setChecked(card.due_is_next)
        if card.due_on:
            self.due.set_date(date.fromisoformat(card.due_on))
        self.done_when.setPlainText(card.done_when)
        self.owner.setFocus()

    def _on_next(self, checked: bool) -> None:
        self.due.setEnabled(not checked)

    def submit(self) -> bool:
        """Write the terms."""
        self.due.read()
        if self.due.property("invalid") == "true":
            self.due.setFocus()
            return False
        return self.attempt(
            actions.set_terms,
            self._workspace.store,
            self._card.id,
            owner_id=self.owner.current(),
            due_on=self.due.date(),
            due_next=self.next.isChecked(),
            asked_by_party_id=self.asked.current(),
            done_when=self.done_when.toPlainText(),
        )


def _shown(workspace: Workspace, day: date) -> str:
    return wording.short_day(day, workspace.today(), weekday=True)
