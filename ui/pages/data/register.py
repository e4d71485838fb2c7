"""The register of data sets: who answers for what, and what is to be settled (C4)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from facilitator.commands import data_roles
from facilitator.domain.words import DataRole
from facilitator.queries.data_sets import (
    DataSetRow,
    DataStanding,
    Register,
    data_counts,
    next_agenda,
    register,
)
from ui.actions import Command
from ui.pages.data.detail import DataSetView
from ui.pages.data.forms import ClaimForm, DataSetForm
from ui.pages.data.grid import DataGrid
from ui.pages.data.legend import Legend
from ui.pages.data.settle_card import SettleCard
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, Divider, column, row
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.scrolled import scrolled
from ui.widgets.two_columns import TwoColumns
from ui.wording import data as words
from ui.workspace import Workspace


class RegisterTab(TabPage):
    """The grid, the data set that is current, and what is to be settled."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"data_set", "data_recipient", "data_role", "data_claim", "person", "party", "membership",
         "agenda_item", "session", "decision", "capture", "history"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._wanted: int | None = None
        self._found = Register((), ())
        self._build()
        self._connect()

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.new = identify(PrimaryButton(self.tr("New data set"), icon="plus"), "new-data-set")
        self.export = identify(
            PlainButton(self.tr("Export"), icon="export", trailing="caret-down"), "export-data"
        )
        self.nothing_card = Card()
        self.nothing = EmptyState(
            "database",
            self.tr("No data sets yet"),
            self.tr(
                "A data set is what somebody has to answer for: the customer profile, the loyalty "
                "app. List it, and say who is accountable: exactly one."
            ),
        )
        words = self.tr("Add the first data set")
        self.first = self.nothing.set_step(words, self.add_one, primary=False)
        self.nothing_card.add(self.nothing, 1)
        whole.addWidget(self.nothing_card, 1)
        self.columns = TwoColumns(
            self._build_grid(), self._build_side(), shares=(70, 30), narrow=760, heights=(460, 520)
        )
        whole.addWidget(self.columns, 1)

    def _build_grid(self) -> Card:
        card = Card(margin=1, spacing=0)
        self.grid = identify(DataGrid(), "data-grid")
        card.add(self.grid, 1)
        card.add(Divider())
        foot = row(12)
        foot.setContentsMargins(theme().px(16), theme().px(8), theme().px(16), theme().px(8))
        self.legend = Legend()
        foot.addWidget(self.legend, 1)
        self.retired = identify(QCheckBox(self.tr("Retired too")), "data-retired")
        foot.addWidget(self.retired)
        card.body.addLayout(foot)
        return card

    def _build_side(self) -> QWidget:
        inside = QWidget()
        box = column(16)
        inside.setLayout(box)
        self.detail = DataSetView(self.workspace, self.shell)
        self.settle = SettleCard(self.workspace, self.shell)
        box.addWidget(self.detail)
        box.addWidget(self.settle)
        box.addStretch(1)
        area = scrolled(inside)
        area.setMinimumWidth(theme().px(290))
        return area

    def _connect(self) -> None:
        self.new.clicked.connect(self.add_one)
        self.export.clicked.connect(self.offer_export)
        self.retired.toggled.connect(self._on_retired)
        self.grid.picked.connect(self._on_picked)
        self.grid.role_asked.connect(self._on_role)
        self.grid.clear_asked.connect(self._on_clear)
        self.grid.claim_asked.connect(self._on_claim)
        self.grid.edit_asked.connect(self.edit)
        self.detail.edit_asked.connect(self.edit)
        self.detail.settled.connect(self.grid.setFocus)
        self.settle.opened.connect(self._on_settle_opened)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the register and show it."""
        if self._wanted is not None:
            self._show_retired_for(self._wanted)
        self._found = register(self.workspace.reader, retired=self.retired.isChecked())
        rows = self._found.rows
        has_any = bool(rows) or self.retired.isChecked() or self._has_retired()
        self.nothing_card.setVisible(not has_any)
        self.columns.setVisible(has_any)
        self.retired.setVisible(self._has_retired())
        self.grid.show_register(self._found)
        if self._wanted is not None:
            self.grid.set_current(self._wanted)
            self.grid.reveal()
            self._wanted = None
        unsettled = [
            each for each in rows
            if each.standing is not DataStanding.SETTLED and not each.retired_on
        ]  # fmt: skip
        self.settle.setVisible(bool(unsettled))
        self.settle.show_rows(unsettled, next_agenda(self.workspace.reader))
        locked = self.tr("This file is open read-only.") if self.workspace.read_only else None
        explain_disabled(self.new, locked)
        self._show(self.grid.current_row())

    def _has_retired(self) -> bool:
        return data_counts(self.workspace.reader).retired > 0

    def _show_retired_for(self, data_set_id: int) -> None:
        rows = register(self.workspace.reader, retired=True).rows
        if any(row.id == data_set_id and row.retired_on for row in rows):
            was = self.retired.blockSignals(True)
            self.retired.setChecked(True)
            self.retired.blockSignals(was)

    def _show(self, found: DataSetRow | None) -> None:
        self.detail.setVisible(found is not None)
        if found is not None:
            self.detail.show_data_set(found)

    def _row(self, data_set_id: object) -> DataSetRow | None:
        return next((row for row in self._found.rows if row.id == data_set_id), None)

    # --- doing ------------------------------------------------------------------------------

    def _on_retired(self, _checked: bool) -> None:
        self.load()

    def _on_picked(self, data_set_id: object) -> None:
        self._show(self._row(data_set_id))

    def _on_role(self, data_set_id: int, role: DataRole, party_id: int, person_id: object) -> None:
        before = self._row(data_set_id)
        if not self.workspace.carry_out(
            data_roles.assign_role, data_set_id, role, party_id, person_id
        ):
            return
        after = self._row(data_set_id)
        if role is DataRole.ACCOUNTABLE and before is not None and after is not None:
            twice = DataStanding.CLAIMED_TWICE
            if after.standing is twice and before.standing is not twice:
                told = self.tr("{0} claim it. Choose one beside the grid.")
                names = words.joined([each.name for each in after.claimants])
                self.shell.toast(told.format(names), undo=True)

    def _on_clear(self, data_set_id: int, party_id: int, person_id: object) -> None:
        row = self._row(data_set_id)
        if row is not None and any(mark.holder == (party_id, person_id) for mark in row.marks):
            self.workspace.run(data_roles.clear_roles, data_set_id, party_id, person_id)

    def _on_claim(self, data_set_id: object, party_id: int, person_id: int | None) -> None:
        row = self._row(data_set_id)
        if row is None:
            return
        holder = next(
            each for party in self._found.parties for each in party.columns
            if party.id == party_id and each.person_id == person_id
        )  # fmt: skip
        ClaimForm(
            self.workspace, self.shell.window_widget, row, party_id, person_id, holder.name
        ).open()

    def add_one(self) -> None:
        """Ask for a new data set."""
        self._form = DataSetForm(self.workspace, self.shell.window_widget)
        self._form.accepted.connect(self._on_added)
        self._form.open()

    def _on_added(self) -> None:
        new_id = self._form.result_value
        if isinstance(new_id, int):
            self._wanted = new_id
            self.load()
            self.grid.setFocus()

    def edit(self, data_set_id: object = None) -> None:
        """Open the form of a data set, of the current one where none is named."""
        row = self._row(data_set_id) if data_set_id else self.grid.current_row()
        if row is not None:
            DataSetForm(self.workspace, self.shell.window_widget, row).open()

    def offer_export(self) -> None:
        """Offer the kinds of file below the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, title in (
            ("csv", self.tr("Table (CSV)")), ("md", self.tr("Text (Markdown)")),
            ("json", self.tr("Data (JSON)")),
        ):  # fmt: skip
            action = menu.addAction(title)
            action.triggered.connect(partial(self._on_export, kind))
        menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def _on_export(self, kind: str, _checked: bool = False) -> None:
        self.shell.exports.register("data", kind)

    def edit_current(self) -> None:
        """Open the form of the data set that is current."""
        self.edit()

    def _on_settle_opened(self, data_set_id: object) -> None:
        self.grid.set_current(data_set_id)
        self.grid.reveal()
        self._show(self.grid.current_row())
        self.grid.setFocus()

    # --- the window's questions -------------------------------------------------------------

    def header_actions(self) -> list[QWidget]:
        """Return the buttons for a file of the register, and for a new data set."""
        return [self.export, self.new]

    def open_target(self, **target: object) -> None:
        """Show one data set."""
        wanted = target.get("data_set_id")
        if isinstance(wanted, int):
            self._wanted = wanted
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the data set that is current."""
        current = self.grid.current_id()
        return {} if current is None else {"data_set_id": current}

    def commands(self) -> list[Command]:
        """Return what can be done with the register."""
        group = self.tr("Data")
        return [
            Command("data.new", self.tr("New data set"), self.add_one, shortcut="Ctrl+N",
                    icon="database", group=group, enabled=self._can_change),
            Command("data.edit", self.tr("Edit the data set"), self.edit_current, shortcut="F2",
                    icon="pencil-simple", group=group, enabled=self._can_edit),
            Command("data.settle", self.tr("Put what is to settle on the agenda"),
                    self.settle.put_all, icon="calendar-blank", group=group,
                    consequence=self.tr("One item for each"), enabled=self._can_settle),
            Command("data.export", self.tr("Export the data register"), self.offer_export,
                    icon="export", group=group, enabled=self._has_rows),
            Command("data.fold", self.tr("Fold or unfold the people of a side"),
                    self.grid.fold_current, icon="users", group=group, enabled=self._has_rows),
        ]  # fmt: skip

    def _can_change(self) -> bool:
        return not self.workspace.read_only

    def _has_rows(self) -> bool:
        return bool(self._found.rows)

    def _can_edit(self) -> bool:
        return self._can_change() and self._has_rows()

    def _can_settle(self) -> bool:
        return self._can_change() and bool(self.settle.waiting())

    def panes(self) -> list[QWidget]:
        """Return the grid, the data set, and what is to be settled."""
        if not self.columns.isVisibleTo(self):
            return [self.nothing_card]
        return [self.grid, self.detail, self.settle]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the grid, else to what leads to a first row."""
        if self._found.rows:
            return self.grid
        return self.retired if self.columns.isVisibleTo(self) else self.first
