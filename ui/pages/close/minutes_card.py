"""What goes into the minutes when the session closes now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from facilitator.queries.captured import CaptureCard
from facilitator.queries.closing import Closing
from ui import wording
from ui.pages.close.words import kinds
from ui.theme import theme
from ui.widgets.card import Card, Divider, clear_layout, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace


class MinutesCard(Card):
    """Decisions and actions with their words, everything else as counts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(_title(), margin=16, spacing=10)
        self._workspace = workspace
        if self.title is not None:
            self.title.set_style("lead")
        inside = identify(QWidget(), "close-minutes", _title())
        inside.setProperty("plain", "true")
        self._box = column(6)
        self._box.setContentsMargins(0, 0, theme().px(8), 0)
        inside.setLayout(self._box)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName(_title())
        self.add(area, 1)

    def show_closing(self, found: Closing, cards: list[CaptureCard]) -> None:
        """Show what would print."""
        clear_layout(self._box)
        decisions = [card for card in reversed(cards) if card.kind == "decision"]
        actions = [card for card in reversed(cards) if card.kind == "action"]
        self._head(self.tr("Decisions"), "decision", len(decisions))
        for card in decisions:
            self._box.addLayout(self._decision(card))
        self._rule()
        self._head(self.tr("Actions"), "action", len(actions))
        for card in actions:
            self._box.addLayout(self._action(card))
        self._rule()
        outcome = self.tr("{0} of {1}").format(found.items_with_outcome, found.items)
        self._count(self.tr("Items with an outcome"), outcome)
        for kind, count in found.others:
            if kind != "note":
                self._count(kinds(kind, count), str(count))
        notes = sum(card.kind == "note" and card.in_minutes for card in cards)
        if notes:
            self._count(kinds("note", notes), str(notes))
        if found.papers:
            self._count(self.tr("Papers attached"), str(found.papers))
        self._box.addStretch(1)

    def _rule(self) -> None:
        self._box.addSpacing(theme().px(4))
        self._box.addWidget(Divider())
        self._box.addSpacing(theme().px(4))

    def _head(self, words: str, tone: str, count: int) -> None:
        line: QHBoxLayout = row(8)
        line.addWidget(Text(words, "small_strong", tone=tone))
        line.addStretch(1)
        line.addWidget(Text(str(count), "small"))
        self._box.addLayout(line)

    def _grid(self, number: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(10))
        grid.setVerticalSpacing(theme().px(1))
        grid.setColumnStretch(1, 1)
        label = Text(number, "number")
        label.setMinimumWidth(theme().px(74))
        grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignTop)
        return grid

    def _decision(self, card: CaptureCard) -> QGridLayout:
        state = wording.state("decision", card.state)[0].lower()
        grid = self._grid(card.number or state)
        grid.addWidget(Text(card.text, "body", wrap=True), 0, 1)
        if card.number:
            grid.addWidget(Text(state, "small"), 1, 1)
        return grid

    def _action(self, card: CaptureCard) -> QGridLayout:
        grid = self._grid(card.number or self.tr("new"))
        grid.addWidget(Text(card.text, "body", wrap=True), 0, 1)
        today = self._workspace.today()
        due = self.tr("no date yet")
        if card.due_on:
            due = wording.short_day(card.due_on, today, weekday=True)
        elif card.due_is_next:
            due = self.tr("by the next session")
        who = card.person or card.party or self.tr("nobody yet")
        words = f"{who}, {due}"
        grid.addWidget(DotLabel(words, (card.colour,) if card.colour else ()), 1, 1)
        return grid

    def _count(self, words: str, count: str) -> None:
        line: QHBoxLayout = row(8)
        line.addWidget(Text(words, "body"))
        line.addStretch(1)
        line.addWidget(Text(count, "strong"))
        self._box.addLayout(line)


def _title() -> str:
    """Return the title of the card."""
    return wording.translate("close", "Goes into the minutes")
