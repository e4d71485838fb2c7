"""One side ranks alone: its order stands here until it is sealed, and nowhere after (G5)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent

from facilitator.queries.engagement import GoalName, PartyRow
from ui.widgets.buttons import IconButton, PlainButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.chips import DotLabel
from ui.widgets.naming import identify
from ui.widgets.notices import announce
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import ground as wording_ground


class AlonePanel(Card):
    """The goals in one side's order. `sealed` carries the ids; hiding it forgets the order."""

    sealed = Signal(object, object)  # the party's id and the ids: too large for Qt's int
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__(margin=20, spacing=12)
        self._party: PartyRow | None = None
        self._goals: list[GoalName] = []
        head = row(8)
        self.who = DotLabel("", (), size=15, weight=600, tone="text")
        head.addWidget(self.who, 1)
        self.up = identify(IconButton("caret-up", self.tr("Move up")), "rank-up")
        self.down = identify(IconButton("caret-down", self.tr("Move down")), "rank-down")
        head.addWidget(self.up)
        head.addWidget(self.down)
        self.body.addLayout(head)
        self.add(
            Text(
                self.tr(
                    "The most important goal first. The other sides look away; nobody sees this "
                    "order before all are in. Alt+Up and Alt+Down move a goal."
                ),
                "quiet", wrap=True,
            )
        )  # fmt: skip
        self.list = identify(RowList(self.tr("Goals in your order"), title_lines=2), "rank-list")
        self.add(self.list, 1)
        foot = row(8)
        foot.addStretch(1)
        self.cancel = identify(PlainButton(self.tr("Not now")), "rank-cancel")
        self.seal = identify(
            PrimaryButton(self.tr("Seal this order"), icon="lock-simple", key="Ctrl+Return"),
            "rank-seal",
        )
        foot.addWidget(self.cancel)
        foot.addWidget(self.seal)
        self.body.addLayout(foot)
        self.list.move_asked.connect(self._on_move)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.cancel.clicked.connect(self.give_up)
        self.seal.clicked.connect(self.finish)

    def begin(self, party: PartyRow, goals: list[GoalName]) -> None:
        """Let a side begin, in the order of the page."""
        self._party, self._goals = party, list(goals)
        self.who.set_content(self.tr("{0} ranks alone").format(party.name), (party.colour,))
        self.setAccessibleName(self.who.accessibleName())
        self._show(goals[0].id if goals else None)
        self.list.setFocus()

    def is_under_way(self) -> bool:
        """Tell whether somebody ranks here now."""
        return self._party is not None

    def _show(self, current: object) -> None:
        rows = [
            Row(goal.id, goal.title, number=wording_ground.ordinal(place))
            for place, goal in enumerate(self._goals, start=1)
        ]
        self.list.set_rows(rows)
        self.list.set_current(current)

    def _on_move(self, key: object, step: int) -> None:
        ids = [goal.id for goal in self._goals]
        if key not in ids:
            return
        at = ids.index(int(str(key)))
        to = at + step
        if not 0 <= to < len(ids):
            return
        self._goals[at], self._goals[to] = self._goals[to], self._goals[at]
        self._show(key)
        announce(self.list, wording_ground.ordinal(to + 1))

    def _on_up(self) -> None:
        self._on_move(self.list.current(), -1)

    def _on_down(self) -> None:
        self._on_move(self.list.current(), 1)

    def finish(self) -> None:
        """Hand the order over to be sealed."""
        if self._party is not None:
            party_id, order = self._party.id, [goal.id for goal in self._goals]
            self.forget()
            self.sealed.emit(party_id, order)

    def give_up(self) -> None:
        """Forget the order."""
        self.forget()
        self.given_up.emit()

    def forget(self) -> None:
        """Leave nothing of the order behind, also not for who opens this next."""
        self._party, self._goals = None, []
        self.list.set_rows([])

    def hideEvent(self, event: QHideEvent) -> None:
        self.forget()
        super().hideEvent(event)
