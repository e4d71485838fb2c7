"""Pick what one side wants, then what the other side wants: a pair of the tension map (G4)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.commands import tensions
from facilitator.commands.tensions import End
from facilitator.queries.engagement import PartyRow, goal_names, parties
from facilitator.queries.tensions import Objective, Tension, TensionEnd, objectives
from facilitator.store import Store
from ui.dialogs.form import FormDialog
from ui.widgets.card import column
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace


class _Side(QWidget):
    """One end of the pair: its party, a position of a goal or free words, and why."""

    party_chosen = Signal(object)

    def __init__(self, workspace: Workspace, place: str, title: str) -> None:
        super().__init__()
        self._known: Sequence[Objective] = objectives(workspace.reader)
        self._offered: list[Objective] = []
        box = column(10)
        self.setLayout(box)
        box.addWidget(Text(title, "strong"))
        self.party = identify(Choice(), f"pair-{place}-party")
        self.position = identify(ElidingChoice(), f"pair-{place}-position")
        self.objective = identify(line_edit(), f"pair-{place}-objective")
        self.goal = identify(ElidingChoice(), f"pair-{place}-goal")
        self.interest = identify(AutoGrowTextEdit(least=2, most=5), f"pair-{place}-interest")
        self.objective_field = Field(self.tr("What they want"), self.objective)
        for widget in (
            Field(self.tr("Side"), self.party),
            Field(self.tr("A position it has written"), self.position),
            self.objective_field,
            Field(self.tr("Goal"), self.goal),
            Field(self.tr("Why: what they want at heart, a line each"), self.interest),
        ):
            box.addWidget(widget)
        box.addStretch(1)
        self.goal.add(None, self.tr("No goal"))
        for goal in goal_names(workspace.reader):
            self.goal.add(goal.id, goal.title)
        self.party.chosen.connect(self._on_party)
        self.position.chosen.connect(self._on_position)

    def offer(self, table: Sequence[PartyRow], current: int) -> None:
        """Offer the parties, one of them chosen."""
        self.party.clear_choices()
        for party in table:
            self.party.add(party.id, party.name, party=party.colour)
        self.party.set_current(current)
        self._offer_positions()

    def fill(self, end: TensionEnd) -> None:
        """Show an end that is there already."""
        self.party.setEnabled(False)
        self.party.setToolTip(self.tr("A pair keeps its sides; other sides make a new pair."))
        self.objective.setText(end.objective)
        self.goal.set_current(end.goal_id)
        self.interest.setPlainText(end.interest if end.is_own_interest else "")

    def _offer_positions(self) -> None:
        self._offered = [each for each in self._known if each.party_id == self.party.current()]
        words = self.tr("In our own words") if self._offered else self.tr("None is written yet")
        self.position.clear_choices()
        self.position.add(None, words)
        for number, each in enumerate(self._offered):
            self.position.add(number, f"{each.words} ({each.goal})")
        self.position.set_current(None)
        self.position.setEnabled(bool(self._offered))

    def _on_party(self, key: object) -> None:
        self._offer_positions()
        self.party_chosen.emit(key)

    def _on_position(self, key: object) -> None:
        if isinstance(key, int):
            chosen = self._offered[key]
            self.objective.setText(chosen.words)
            self.goal.set_current(chosen.goal_id)

    def end(self) -> End:
        """Return the end as it is filled in."""
        party, goal = self.party.current(), self.goal.current()
        return End(
            party if isinstance(party, int) else 0,
            self.objective.text(),
            goal if isinstance(goal, int) else None,
            self.interest.toPlainText(),
        )


class PairDialog(FormDialog):
    """Two sides beside each other; with a pair given, both its ends are changed together."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, tension: Tension | None = None
    ) -> None:
        title = self.tr("What each side wants") if tension else self.tr("New pair")
        super().__init__(
            parent, title, self.tr("Save") if tension else self.tr("Add the pair"),
            lead=self.tr("Two objectives that pull apart, and why each matters to its side."),
            width=760,
        )  # fmt: skip
        self._workspace, self._tension = workspace, tension
        self.left = _Side(workspace, "left", self.tr("One side"))
        self.right = _Side(workspace, "right", self.tr("The other side"))
        flow = FieldFlow(spacing=20, lines=16)
        flow.add(self.left, 1)
        flow.add(self.right, 1)
        self.body.addLayout(flow)
        self.body.addStretch(1)
        self._offer()
        self.left.objective.setFocus()

    def _offer(self) -> None:
        if self._tension is None:
            table = parties(self._workspace.reader)
            chosen = [table[0].id, table[1].id] if len(table) > 1 else [0, 0]
        else:
            table = parties(self._workspace.reader, archived=True)
            chosen = [end.party_id for end in self._tension.ends]
        for side, party_id in zip((self.left, self.right), chosen, strict=False):
            side.offer(table, party_id)
        if self._tension is not None:
            for side, end in zip((self.left, self.right), self._tension.ends, strict=False):
                side.fill(end)
        else:
            self.left.party_chosen.connect(self._on_left_party)

    def _on_left_party(self, key: object) -> None:
        """Keep the two sides apart: the other one takes the next party."""
        if self.right.party.current() != key:
            return
        for party in parties(self._workspace.reader):
            if party.id != key:
                self.right.offer(parties(self._workspace.reader), party.id)
                return

    def submit(self) -> bool:
        """Add the pair, or change both its ends, as one step."""
        for side in (self.left, self.right):
            is_empty = not side.objective.text().strip()
            side.objective_field.set_error(self.tr("Say what it wants.") if is_empty else "")
            if is_empty:
                side.objective.setFocus()
                return False
        ends = self.left.end(), self.right.end()
        store = self._workspace.store
        if self._tension is None:
            return self.attempt(tensions.add_tension, store, *ends)
        return self.attempt(_set_ends, store, self._tension, ends)


def _set_ends(store: Store, tension: Tension, ends: tuple[End, End]) -> None:
    with store.step("Edit tension"):
        for row, end in zip(tension.ends, ends, strict=False):
            tensions.set_end(
                store, row.id, objective=end.objective, goal_id=end.goal_id, interest=end.interest
            )
