"""All sides as cards beside each other, and those that left the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from facilitator.commands import parties as commands
from facilitator.queries.engagement import PartyRow, parties
from ui import icons
from ui.pages.people.side_card import SideCard
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Collapsible, clear_layout, column, row
from ui.widgets.card_grid import CardGrid
from ui.widgets.chips import DotLabel
from ui.widgets.notices import EmptyState
from ui.workspace import Workspace


class SidesView(QScrollArea):
    """The sides of the engagement, to compare and to edit."""

    def __init__(self, workspace: Workspace, shell: Shell, new: Callable[[], object]) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._cards: dict[int, SideCard] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("plain", "true")
        box = column(16)
        box.setContentsMargins(0, 0, theme().px(2), theme().px(8))
        inside.setLayout(box)
        self.nothing = EmptyState(
            "users",
            self.tr("No sides yet"),
            self.tr("A side is who sits at the table: a team, a department, a partner."),
        )
        self.nothing.set_step(self.tr("Add the first side"), new)
        box.addWidget(self.nothing)
        holder = QWidget()
        self._grid = CardGrid(holder, 400)
        box.addWidget(holder)
        self.gone = Collapsible(self.tr("Sides that left the table"))
        box.addWidget(self.gone)
        box.addStretch(1)
        self.setWidget(inside)

    def load(self, *, force: bool = False) -> None:
        """Show every side; a card stays while its side does."""
        every = parties(self._workspace.reader, archived=True)
        there = [party for party in every if not party.is_archived]
        ids = {party.id for party in there}
        for party_id in [key for key in self._cards if key not in ids]:
            card = self._cards.pop(party_id)
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        for party in there:
            if party.id in self._cards:
                self._cards[party.id].show_party(party, force=force)
            else:
                self._add(party)
        self._grid.set_order([self._cards[party.id] for party in there])
        self.nothing.setVisible(not there)
        self._show_gone([party for party in every if party.is_archived])

    def _add(self, party: PartyRow) -> None:
        card = SideCard(self._workspace, self._shell.drafts, party)
        card.menu_asked.connect(self._on_menu)
        self._cards[party.id] = card
        self._grid.addWidget(card)

    def _show_gone(self, gone: list[PartyRow]) -> None:
        clear_layout(self.gone.body)
        self.gone.setVisible(bool(gone))
        for party in gone:
            line = row(12)
            line.addWidget(DotLabel(party.name, [party.colour], size=13))
            back = LinkButton(self.tr("Bring back"))
            back.setAccessibleName(self.tr("Bring {0} back").format(party.name))
            back.clicked.connect(partial(self._on_back, party.id))
            line.addWidget(back)
            line.addStretch(1)
            self.gone.body.addLayout(line)

    def card(self, party_id: int) -> SideCard | None:
        """Return the card of a side."""
        return self._cards.get(party_id)

    def show_side(self, party_id: int, *, rename: bool = False) -> None:
        """Bring a side into view, and its name under the keyboard."""
        card = self._cards.get(party_id)
        if card is not None:
            self.ensureWidgetVisible(card)
            card.name.setFocus()
            if rename:
                card.name.selectAll()

    # --- doing ------------------------------------------------------------------------------

    def _on_menu(self, party_id: int, at: QPoint) -> None:
        order = [party.id for party in parties(self._workspace.reader)]
        place = order.index(party_id)
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        rows: list[tuple[str, str, bool, Callable[[], object]]] = [
            ("arrow-left", self.tr("Move earlier"), place > 0,
             partial(self._move, party_id, order[place - 1] if place else None)),
            ("arrow-right", self.tr("Move later"), place + 1 < len(order),
             partial(self._move, party_id, order[place + 2] if place + 2 < len(order) else None)),
            ("x", self.tr("Take from the table"), True, partial(self._on_archive, party_id)),
        ]  # fmt: skip
        for icon, words, is_on, run in rows:
            action = menu.addAction(icons.icon(icon), words)
            action.setEnabled(is_on)
            action.triggered.connect(partial(_call, run))
        menu.popup(at)

    def _move(self, party_id: int, before: int | None) -> None:
        self._workspace.run(commands.move_party, party_id, before)

    def _on_archive(self, party_id: int) -> None:
        card = self._cards.get(party_id)
        name = card.party.name if card else ""
        if self._workspace.carry_out(commands.archive_party, party_id):
            words = self.tr("{0} left the table. What it said and agreed stays.").format(name)
            self._shell.toast(words, undo=True)

    def _on_back(self, party_id: int, _checked: bool = False) -> None:
        self._workspace.run(commands.restore_party, party_id)


def _call(run: Callable[[], object], _checked: bool = False) -> None:
    run()
