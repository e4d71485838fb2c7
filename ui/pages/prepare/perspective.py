"""How the side that did not ask will hear an item (E2)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout

from facilitator.domain.words import PointKind
from facilitator.queries.engagement import PartyRow, points
from facilitator.queries.prepare import ItemRow
from ui import wording
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, clear_layout, row
from ui.widgets.chips import DotLabel
from ui.widgets.dense_segmented import DenseSegmented
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace

# Kinds with how many lines of each show; the rest stands on the page of the party.
_SHOWN = (
    (PointKind.WORRY, 2), (PointKind.EVIDENCE, 2), (PointKind.TOLD_HOW, 1), (PointKind.SUCCESS, 1),
)  # fmt: skip


class PerspectiveCard(Card):
    """Follows the item that is looked at. An item of nobody in particular shows each side."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=16, spacing=6)
        self._workspace, self._shell = workspace, shell
        self._parties: list[PartyRow] = []
        self._chosen: int | None = None
        self._shown: object = None
        self._sides: tuple[int, ...] = ()
        self._build()

    def _build(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        head = row(8)
        self.who = DotLabel("", size=15, weight=600, tone="text")
        self.sides = DenseSegmented([], self.tr("Side"))
        self.sides.chosen.connect(self._on_side)
        head.addWidget(self.who, 1)
        head.addWidget(self.sides)
        self.about = Text("", "small", wrap=True)
        self.grid = QGridLayout()
        self.grid.setColumnStretch(1, 1)
        self.open_party = identify(LinkButton(self.tr("Write down how they think")), "open-party")
        self.open_party.clicked.connect(self._on_open_party)
        box: QVBoxLayout = self.body
        box.addLayout(head)
        box.addWidget(self.about)
        box.addLayout(self.grid)
        box.addWidget(self.open_party, 0, Qt.AlignmentFlag.AlignLeft)

    def show_item(self, item: ItemRow | None, number: int, parties: Sequence[PartyRow]) -> None:
        """Show the side that did not ask for `item`, the `number`th of the agenda."""
        self._parties = list(parties)
        self.setVisible(bool(parties))
        others = [p for p in parties if item is None or p.id != item.asked_by_party_id]
        sides = tuple(party.id for party in others)
        if sides != self._sides:
            self._sides = sides
            self._chosen = sides[0] if sides else None
            names: list[tuple[object, str]] = [(party.id, party.short) for party in others]
            self.sides.set_choices(names, self._chosen)
        self.sides.setVisible(len(others) > 1)
        words = self.tr("Open an item to see how each side will hear it.")
        if item is not None:
            words = self.tr("For item {0}").format(number)
            if item.asked_by:
                words = self.tr("For item {0}, asked by {1}").format(number, item.asked_by)
        self.about.setText(words)
        self._show_side()

    def _show_side(self) -> None:
        party = next((p for p in self._parties if p.id == self._chosen), None)
        if party is None:
            return
        found = points(self._workspace.reader, party.id)
        shown = (party, str(found), theme().zoom)
        if shown == self._shown:
            return
        self._shown = shown
        words = self.tr("How {0} will hear this").format(party.short)
        self.who.set_content(words, [party.colour])
        self.setAccessibleName(words)
        clear_layout(self.grid)
        look = theme()
        self.grid.setHorizontalSpacing(look.px(12))
        self.grid.setVerticalSpacing(look.px(6))
        at = 0
        for kind, most in _SHOWN:
            lines = found.get(kind.value, [])
            if lines:
                label = Text(wording.word(kind.value), "label")
                label.setMinimumWidth(look.px(64))
                label.setContentsMargins(0, look.px(2), 0, 0)
                text = "\n".join(lines[:most])
                self.grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
                self.grid.addWidget(Text(text, "body", wrap=True), at, 1)
                at += 1
        self.open_party.setVisible(at == 0)
        self.updateGeometry()

    def _on_side(self, key: object) -> None:
        self._chosen = key if isinstance(key, int) else None
        self._show_side()

    def _on_open_party(self) -> None:
        self._shell.go("people", party_id=self._chosen)
