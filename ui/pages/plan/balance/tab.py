"""Give and take: what the sides owe each other, what came and went, and how it felt."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ui.actions import Command
from ui.pages.plan.balance.give_card import GiveCard
from ui.pages.plan.balance.rounds_card import RoundsCard
from ui.pages.plan.balance.speech_card import SpeechCard
from ui.pages.plan.balance.turnover_card import TurnoverCard
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.card import column
from ui.widgets.scrolled import scrolled
from ui.workspace import Workspace


class BalanceTab(TabPage):
    """Facts in counts, side beside side; never a score, and never of a person."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"action", "capture", "decision", "concern", "history", "session", "party", "person",
         "closing_round"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._build()
        self.give.opened.connect(self._on_action)
        for card in (self.turnover, self.rounds):
            card.opened.connect(self._on_session)
        self.give.session_opened.connect(self._on_session)
        shell.room.changed.connect(self._on_room)
        self._on_room()

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        inside = QWidget()
        self._inside = column(16)
        inside.setLayout(self._inside)
        self.give = GiveCard(self.workspace, self.shell)
        self.turnover = TurnoverCard(self.workspace, self.shell)
        self.rounds = RoundsCard(self.workspace, self.shell)
        self.speech = SpeechCard(self.workspace, self.shell)
        for card in (self.give, self.turnover, self.rounds, self.speech):
            self._inside.addWidget(card)
        self._inside.addStretch(1)
        self.area = scrolled(inside)
        whole.addWidget(self.area)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._inside.setContentsMargins(0, 0, theme().px(4), 0)

    # --- the tab ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for everything."""
        for card in (self.give, self.turnover, self.rounds, self.speech):
            card.load()

    @property
    def is_busy(self) -> bool:
        """Tell whether an answer is awaited."""
        return self.give.is_busy or self.turnover.is_busy

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        return [
            Command(
                "balance.table",
                self.tr("What came and went: picture or table"),
                self.turnover.swap,
                icon="scales",
                group=self.tr("Plan"),
            )
        ]

    def panes(self) -> list[QWidget]:
        """Return the counts of both ways, what is behind, the tables and pictures."""
        chart = next(iter(self.turnover.charts.values()))
        return [self.give.first.list, self.give.second.list, self.give.behind, self.give.table,
                chart, self.rounds.table]  # fmt: skip

    def start_focus(self) -> QWidget | None:
        """Return the counts that are chosen."""
        return self.give.start_focus()

    def _on_room(self) -> None:
        """Nobody else sees who spoke (V8)."""
        self.speech.setVisible(not self.shell.room.is_open)

    # --- input ------------------------------------------------------------------------------

    def _on_action(self, action_id: object) -> None:
        if isinstance(action_id, int):
            self.shell.go("actions", action_id=action_id)

    def _on_session(self, session_id: object) -> None:
        if isinstance(session_id, int):
            self.shell.go("minutes", session_id=session_id)
