"""When a goal is to be reached, who answers for it, and who stands behind it (G1)."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.commands import goals
from facilitator.domain.words import Horizon
from facilitator.queries.engagement import people
from facilitator.queries.goals import GoalDetail
from ui.pages.goals.forms.parts import DatedForm, date_field, day_of, fill_people, is_read
from ui.widgets.card import row
from ui.widgets.card_grid import CardGrid
from ui.widgets.fields import Choice, Field, FieldLabel
from ui.widgets.naming import identify
from ui.widgets.segmented import Segmented
from ui.wording import translate
from ui.workspace import Workspace


class FactsForm(DatedForm):
    """Horizon, dates, owner and sponsors of one goal; one step to undo."""

    def __init__(self, workspace: Workspace, parent: QWidget, detail: GoalDetail) -> None:
        super().__init__(
            parent, translate("goals", "Dates and people"), translate("goals", "Save"),
            lead=detail.card.title, width=560,
        )  # fmt: skip
        self.workspace, self._detail = workspace, detail
        self.offer_both(self.tr("Move the milestones too"))
        self._build_fields()

    def _build_fields(self) -> None:
        card = self._detail.card
        terms: list[tuple[object, str]] = [
            (Horizon.SHORT.value, self.tr("Short term")),
            (Horizon.LONG.value, self.tr("Long term")),
        ]
        self.horizon = identify(
            Segmented(terms, self.tr("Horizon"), current=card.horizon), "goal-horizon"
        )
        self.body.addWidget(FieldLabel(self.tr("Horizon"), self.horizon))
        self.body.addWidget(self.horizon)
        line = row(12)
        self.begins = date_field(self.workspace, "goal-begins", self.tr("Begins"))
        self.due = date_field(self.workspace, "goal-due", self.tr("Due"))
        self.begins.set_date(day_of(self._detail.begins_on))
        self.due.set_date(day_of(card.due_on))
        line.addWidget(Field(self.tr("Begins"), self.begins), 1)
        line.addWidget(Field(self.tr("Due"), self.due), 1)
        self.body.addLayout(line)
        self.owner = identify(Choice(), "goal-owner")
        fill_people(self.owner, self.workspace, card.owner_id, card.owner)
        self.body.addWidget(Field(self.tr("Owner, one person"), self.owner))
        self._build_sponsors()
        self.due.setFocus()

    def _build_sponsors(self) -> None:
        chosen = {each.person_id for each in self._detail.sponsors}
        holder = QWidget()
        grid = CardGrid(holder, 220, spacing=4)
        self.sponsors: dict[int, QCheckBox] = {}
        named = [(each.id, each.name, each.party) for each in people(self.workspace.reader)]
        known = {each[0] for each in named}
        named += [
            (each.person_id, each.name, each.party)
            for each in self._detail.sponsors
            if each.person_id not in known
        ]
        for person_id, name, party in named:
            words = f"{name}, {party}" if party else name
            box = identify(QCheckBox(words.replace("&", "&&")), f"sponsor-{person_id}", words)
            box.setChecked(person_id in chosen)
            self.sponsors[person_id] = box
            grid.addWidget(box)
        self.body.addWidget(FieldLabel(self.tr("Sponsors, on each side"), holder))
        self.body.addWidget(holder)
        self.body.addStretch(1)

    def submit(self) -> bool:
        """Write the form once its dates are days."""
        return is_read(self.begins) and is_read(self.due) and super().submit()

    def save(self, *, both: bool) -> object:
        """Write dates and people together."""
        store = self.workspace.store
        sponsors = [key for key, box in self.sponsors.items() if box.isChecked()]
        with store.step("Edit dates and people of a goal"):
            goals.set_goal(
                store,
                self._detail.card.id,
                move_milestones=both,
                horizon=self.horizon.current(),
                begins_on=self.begins.date(),
                due_on=self.due.date(),
                owner_id=self.owner.current(),
            )
            goals.set_sponsors(store, self._detail.card.id, sponsors)
        return None
