"""One data set beside the grid: what it holds, who answers for it, and what is not agreed yet."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import data_roles
from facilitator.commands import data_sets as verbs
from facilitator.queries.data_sets import DataSetRow, DataStanding, Mark
from facilitator.queries.decisions import decisions, history
from facilitator.queries.engagement import parties, people
from ui import wording
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, PlainButton, explain_disabled
from ui.widgets.card import Card, Collapsible, Divider, clear_layout, column, row
from ui.widgets.chips import Avatar, StatePill
from ui.widgets.fields import Choice, Field
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import data as words
from ui.workspace import Workspace


class DataSetView(Card):
    """The data set whose row is current."""

    edit_asked = Signal(object)
    settled = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(spacing=10)
        self._workspace, self._shell = workspace, shell
        self._row: DataSetRow | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(8)
        self.state = StatePill("", "neutral", "circle")
        self.more = identify(IconButton("dots-three", self.tr("More")), "data-set-menu")
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.more)
        self.body.addLayout(head)
        self.name = Text("", "heading", wrap=True)
        self.add(self.name)
        self.facts = column(6)
        self.body.addLayout(self.facts)
        self.add(Divider())
        self.who = column(8)
        self.body.addLayout(self.who)
        self.accountable = identify(Choice(), "data-accountable", self.tr("Accountable"))
        self.agreed_in = identify(Choice(), "data-agreed-in", self.tr("Agreed in"))
        for each in (self.accountable, self.agreed_in):
            each.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.accountable_field = Field(self.tr("Accountable"), self.accountable)
        self.agreed_field = Field(self.tr("Agreed in"), self.agreed_in)
        self.add(self.accountable_field)
        self.add(self.agreed_field)
        self.history = Collapsible(self.tr("History"))
        self.add(self.history)

    def _connect(self) -> None:
        self.more.clicked.connect(self._on_more)
        self.accountable.chosen.connect(self._on_accountable)
        self.agreed_in.chosen.connect(self._on_agreed_in)

    # --- showing ----------------------------------------------------------------------------

    def show_data_set(self, found: DataSetRow) -> None:
        """Show one data set."""
        self._row = found
        self.state.set_content(*words.standing(found))
        self.name.setText(found.name)
        self._show_facts(found)
        clear_layout(self.who)
        self._show_who(found)
        self._show_choices(found)
        self._show_history(found)

    def _show_facts(self, found: DataSetRow) -> None:
        clear_layout(self.facts)
        open_words = self.tr("Not agreed")
        goes = "\n".join(f"{name}: {why}" if why else name for name, why in found.recipients)
        for label, value, missing in (
            (self.tr("Holds"), found.contents, self.tr("Not written yet")),
            (self.tr("Sensitivity"), words.sensitivity(found.sensitivity), self.tr("Not set")),
            (self.tr("How much"), found.size, ""),
            (self.tr("Goes to"), goes, self.tr("Nobody named")),
            (self.tr("Keep"), found.kept_for, open_words),
        ):
            if value or missing:
                self.facts.addWidget(self._fact(label, value, missing))

    def _fact(self, label: str, value: str, missing: str) -> QWidget:
        line = QWidget()
        box = row(8)
        line.setLayout(box)
        head = Text(label, "small")
        head.setFixedWidth(theme().px(72))
        words_shown = Text(value or missing, "small_strong" if not value else "small", wrap=True)
        words_shown.set_tone("text" if value else "warn")
        box.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(words_shown, 1)
        return line

    def _show_who(self, found: DataSetRow) -> None:
        count = len(found.claimants)
        if found.standing is DataStanding.SETTLED:
            holder = found.claimants[0]
            self.who.addWidget(self._person(holder, self.tr("is accountable, says yes or no")))
            return
        if found.standing is DataStanding.NOBODY:
            self.who.addWidget(Text(self.tr("Nobody is accountable yet"), "small_strong"))
            return
        title = self.tr("Both say: I am accountable")
        if count != 2:
            title = (
                self.tr("One says: I am accountable")
                if count == 1
                else self.tr("{0} say: I am accountable").format(count)
            )
        self.who.addWidget(Text(title, "small_strong"))
        for mark in found.claimants:
            said = mark.says or ("" if mark.is_claim else self.tr("was agreed before"))
            self.who.addWidget(self._person(mark, said or mark.party, choose=True))
        others = self.tr("The other one becomes “is asked before”.")
        if count > 2:
            others = self.tr("The others become “is asked before”.")
        if count > 1:
            self.who.addWidget(Text(others, "small", wrap=True))

    def _person(self, mark: Mark, below: str, *, choose: bool = False) -> QWidget:
        line = QWidget()
        box = row(10)
        line.setLayout(box)
        box.addWidget(Avatar(mark.name, mark.colour), 0, Qt.AlignmentFlag.AlignTop)
        both = column(0)
        both.addWidget(Text(mark.name, "small_strong", wrap=True))
        both.addWidget(Text(below, "small", wrap=True))
        box.addLayout(both, 1)
        if choose:
            name = self.tr("Choose {0}").format(mark.name)
            button = identify(PlainButton(self.tr("Choose"), compact=True), "data-choose", name)
            button.clicked.connect(partial(self._on_choose, mark))
            explain_disabled(button, self._locked())
            box.addWidget(button)
        return line

    def _locked(self) -> str | None:
        return self.tr("This file is open read-only.") if self._workspace.read_only else None

    def _show_choices(self, found: DataSetRow) -> None:
        reader = self._workspace.reader
        is_settled = found.standing is DataStanding.SETTLED
        self.accountable_field.setVisible(found.standing is DataStanding.NOBODY)
        self.agreed_field.setVisible(is_settled)
        for each in (self.accountable, self.agreed_in):
            each.setEnabled(not self._workspace.read_only)
            each.setToolTip(self._locked() or "")
        if found.standing is DataStanding.NOBODY:
            self.accountable.clear_choices()
            self.accountable.add(None, self.tr("Nobody yet"))
            for person in people(reader):
                if person.party_id is not None:
                    key = (person.party_id, person.id)
                    self.accountable.add(key, person.name, party=person.colour)
            for party in parties(reader):
                name = self.tr("{0}, nobody named yet").format(party.short)
                self.accountable.add((party.id, None), name, party=party.colour)
        elif is_settled:
            self.agreed_in.clear_choices()
            self.agreed_in.add(None, self.tr("No decision linked"))
            for decision in decisions(reader):
                words_shown = f"{decision.number} {decision.text}".strip()
                self.agreed_in.add(decision.id, words_shown, icon="gavel")
            holder = found.accountable
            self.agreed_in.set_current(holder.agreed_in_id if holder else None)

    def _show_history(self, found: DataSetRow) -> None:
        clear_layout(self.history.body)
        told = history(self._workspace.reader, found.id)
        self.history.setVisible(bool(told))
        today = self._workspace.today()
        for each in told:
            before = each.before or self.tr("nobody")
            day = wording.short_day(each.at, today)
            line = self.tr("{0}: {1} → {2} is accountable").format(day, before, each.after)
            self.history.body.addWidget(Text(line, "small", wrap=True))

    # --- doing ------------------------------------------------------------------------------

    def _on_choose(self, mark: Mark) -> None:
        if self._row is not None and self._workspace.carry_out(
            data_roles.choose_accountable, self._row.id, mark.party_id, mark.person_id
        ):
            self._shell.toast(self.tr("{0} is accountable.").format(mark.name), undo=True)
            self.settled.emit()

    def _on_accountable(self, key: object) -> None:
        if self._row is not None and isinstance(key, tuple):
            self._workspace.run(data_roles.choose_accountable, self._row.id, *key)

    def _on_agreed_in(self, key: object) -> None:
        if self._row is not None:
            self._workspace.run(data_roles.link_agreement, self._row.id, key)

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Edit…")).triggered.connect(self._on_edit)
        is_retired = self._row is not None and bool(self._row.retired_on)
        retire = self.tr("Bring it back") if is_retired else self.tr("Retire")
        menu.addAction(retire).triggered.connect(self._on_retire)
        menu.addAction(self.tr("Delete")).triggered.connect(self._on_delete)
        menu.setEnabled(not self._workspace.read_only)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_edit(self) -> None:
        if self._row is not None:
            self.edit_asked.emit(self._row.id)

    def _on_retire(self) -> None:
        if self._row is None:
            return
        name = self._row.name
        if self._row.retired_on:
            self._workspace.run(verbs.restore_data_set, self._row.id)
        elif self._workspace.carry_out(verbs.retire_data_set, self._row.id):
            self._shell.toast(self.tr("{0} retired.").format(name), undo=True)

    def _on_delete(self) -> None:
        if self._row is not None and self._workspace.carry_out(verbs.delete_data_set, self._row.id):
            self._shell.toast(self.tr("Data set deleted."), undo=True)
