"""The round that is open: who is in, never with which order; whose turn it can be (G5)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.queries.engagement import PartyRow, parties
from facilitator.queries.ranking import RankRound
from ui import wording
from ui.pages.goals.locking import read_only_reason
from ui.widgets.buttons import LinkButton, explain_disabled
from ui.widgets.card import Card, Divider, clear_layout, column, row
from ui.widgets.chips import DotLabel, StatePill
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace


class OpenRound(Card):
    """One line for each side. `ranks` and `ranks_again` carry the id of the side."""

    ranks = Signal(object)
    ranks_again = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=20, spacing=12)
        self._workspace = workspace
        self.set_title(self.tr("This round is open"))
        self.drop = identify(LinkButton(self.tr("Drop this round"), icon="trash"), "rank-drop")
        self.add_to_header(self.drop)
        self.add(
            Text(
                self.tr(
                    "Hand the keyboard to one side at a time. An order that is in stays sealed: "
                    "it is on no list, in no search and on no paper until all are in."
                ),
                "quiet", wrap=True,
            )
        )  # fmt: skip
        self._sides = column(0)
        self.body.addLayout(self._sides)
        self.before = identify(
            LinkButton(self.tr("Look at the round before"), icon="clock"), "rank-before"
        )
        self.body.addWidget(self.before, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_round(self, found: RankRound, *, has_earlier: bool) -> None:
        """Show who is in."""
        clear_layout(self._sides)
        day = wording.long_day(found.opened_on, self._workspace.today())
        self.set_title(self.tr("Round of {0}").format(day))
        reason = read_only_reason(self._workspace)
        explain_disabled(self.drop, reason)
        self.before.setVisible(has_earlier)
        for number, party in enumerate(parties(self._workspace.reader)):
            if number:
                self._sides.addWidget(Divider())
            self._sides.addWidget(self._side(party, party.id in found.entered, reason))

    def _side(self, party: PartyRow, is_in: bool, reason: str | None) -> QWidget:
        """Return one side's line: whether it is in, and the way to rank or to rank again."""
        line = QWidget()
        box = row(12)
        line.setLayout(box)
        margins = box.contentsMargins()
        box.setContentsMargins(margins.left(), 10, margins.right(), 10)
        box.addWidget(DotLabel(party.name, (party.colour,), size=13, weight=600, tone="text"))
        if is_in:
            box.addWidget(StatePill(self.tr("In, sealed"), "ok", "lock-simple"))
            way = LinkButton(self.tr("Rank again"))
            way.clicked.connect(partial(self.ranks_again.emit, party.id))
        else:
            box.addWidget(StatePill(self.tr("Not in yet"), "neutral", "circle"))
            way = LinkButton(self.tr("Rank now"), icon="list-checks")
            way.clicked.connect(partial(self.ranks.emit, party.id))
        box.addStretch(1)
        explain_disabled(way, reason)
        name = self.tr("{0}: {1}").format(party.name, way.text())
        box.addWidget(identify(way, f"rank-side-{party.id}", name))
        return line

    def way_of(self, party_id: int) -> QWidget | None:
        """Return the button with which a side begins."""
        return self.findChild(QWidget, f"rank-side-{party_id}")
