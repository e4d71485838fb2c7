"""The idea radar with its list: what is near, who has considered it, what is next (C3)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from facilitator.commands import ideas as verbs
from facilitator.domain.words import IdeaStage
from facilitator.queries.engagement import parties
from facilitator.queries.ideas import IdeaRow, ideas
from ui.asking import Asking
from ui.pages.radar.half_disc import HalfDisc
from ui.pages.radar.idea_rows import ConsideredLegend, IdeaDelegate, idea_row
from ui.shell import Shell
from ui.widgets.buttons import IconButton, LinkButton, explain_disabled
from ui.widgets.card import Card, Collapsible, row
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.widgets.text import Text
from ui.workspace import Workspace

_ENDED = 50  # of those dropped and done; more are asked for


class IdeasCard(Card):
    """The half disc and the list show the same ideas; `opened` carries the one asked for.

    `loaded` says that what was asked for shows.
    """

    opened = Signal(object)
    new_asked = Signal()
    loaded = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=16, spacing=6)
        self._workspace = workspace
        self._ended: list[IdeaRow] = []
        self._most_ended = _ENDED
        self._asking = Asking(workspace, shell, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(10)
        self.heading, self.number = Text(self.tr("Ideas"), "strong"), Text("", "quiet")
        self.legend = ConsideredLegend()
        self.new = identify(IconButton("plus", self.tr("New idea")), "new-idea")
        head.addWidget(self.heading)
        head.addWidget(self.number)
        head.addStretch(1)
        head.addWidget(self.legend)
        head.addWidget(self.new)
        self.body.addLayout(head)
        name = self.tr("Idea radar, nearer is closer to doing")
        self.radar = identify(HalfDisc(), "idea-radar", name)
        self.list = identify(
            RowList(self.tr("Ideas"), dividers=False, fit=10_000), "idea-list", self.tr("Ideas")
        )
        self.list.painter_of_rows = IdeaDelegate(self.list, dividers=False)
        self.list.setItemDelegate(self.list.painter_of_rows)
        self.nothing = EmptyState(
            "lightbulb",
            self.tr("No ideas yet"),
            self.tr("What could the sides do together? It moves nearer ring by ring."),
        )
        self.first = self.nothing.set_step(
            self.tr("Write the first idea"), self.new_asked.emit, primary=False
        )
        self.closed = Collapsible(self.tr("Dropped and done"))
        self.ended = identify(
            RowList(self.tr("Dropped and done"), dividers=False, fit=10_000), "ended-ideas"
        )
        self.closed.body.addWidget(self.ended)
        self.more = identify(LinkButton(""), "more-ended-ideas")
        self.closed.body.addWidget(self.more)
        self.nothing.hide()  # until it is known
        for widget in (self.radar, self.list, self.nothing, self.closed):
            self.body.addWidget(widget)
        self.setAccessibleName(self.tr("Ideas"))

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_asked)
        self.radar.picked.connect(self.list.set_current)
        self.radar.opened.connect(self.opened)
        self.radar.moved.connect(self._on_moved)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self.opened)
        self.ended.opened.connect(self.opened)
        self.more.clicked.connect(self._on_more)

    def load(self) -> None:
        """Ask for the ideas and show them."""
        self._asking.ask(ideas, self._show)

    def _show(self, every: list[IdeaRow]) -> None:
        open_ones = [each for each in every if not each.is_closed]
        self._ended = over = [each for each in every if each.is_closed]
        self.number.setText(str(len(open_ones)) if open_ones else "")
        fixed = self._workspace.read_only
        self.radar.show_ideas(open_ones, self._sectors(open_ones), fixed)
        self.list.set_rows([idea_row(each) for each in open_ones])
        self._show_ended()
        self.closed.set_title(self.tr("Dropped and done  {0}").format(len(over)))
        self.closed.setVisible(bool(over))
        for widget in (self.radar, self.list, self.legend):
            widget.setVisible(bool(open_ones))
        self.nothing.setVisible(not open_ones)
        why = self.tr("This file is open for reading only.") if fixed else None
        explain_disabled(self.new, why)
        explain_disabled(self.first, why)
        if open_ones and open_ones[0].sides:
            self.legend.show_side(open_ones[0].sides[0])
        self.loaded.emit()

    def _show_ended(self) -> None:
        left = len(self._ended) - self._most_ended
        self.ended.set_rows([idea_row(each) for each in self._ended[: self._most_ended]])
        self.more.setText(self.tr("Show {0} more").format(min(left, _ENDED)))
        self.more.setVisible(left > 0)

    def _on_more(self) -> None:
        self._most_ended += _ENDED
        self._show_ended()

    def _sectors(self, shown: list[IdeaRow]) -> list[tuple[int | None, str, str]]:
        """Return the sides at the table, then those that left but have ideas, then nobody."""
        reader = self._workspace.reader
        owners = {each.party_id for each in shown}
        found: list[tuple[int | None, str, str]] = [
            (party.id, party.short, party.colour)
            for party in parties(reader, archived=True)
            if not party.is_archived or party.id in owners
        ]
        return [*found, (None, "", "")] if None in owners else found

    def set_current(self, idea_id: int) -> None:
        """Mark one idea in the picture and in the list."""
        self.radar.set_current(idea_id)
        self.list.set_current(idea_id)

    def _on_picked(self, key: object) -> None:
        self.radar.set_current(key if isinstance(key, int) else None)

    def _on_moved(self, idea_id: int, stage: IdeaStage) -> None:
        self._workspace.carry_out(verbs.move_idea, idea_id, stage)
