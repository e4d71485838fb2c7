"""How the side that did not ask will hear an item (E2)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout

from facilitator.commands import decisions
from facilitator.domain.words import PointKind
from facilitator.queries.concerns import open_concerns
from facilitator.queries.engagement import PartyRow, points
from facilitator.queries.prepare import ItemRow
from facilitator.queries.proposals import proposal_of_item, session_of
from ui import wording
from ui.jargon.radar import radar_of
from ui.pages.decisions.proposal import open_proposal
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, clear_layout, row
from ui.widgets.chips import DotLabel
from ui.widgets.dense_segmented import DenseSegmented
from ui.widgets.fields import Choice
from ui.widgets.naming import identify
from ui.widgets.text import ElidedText, Text
from ui.workspace import Workspace

# Kinds with how many lines of each show; the rest stands on the page of the party.
_SHOWN = (
    (PointKind.WORRY, 1), (PointKind.EVIDENCE, 2), (PointKind.TOLD_HOW, 1), (PointKind.SUCCESS, 1),
)  # fmt: skip
_CONCERNS, _WORDS = 2, 3


class PerspectiveCard(Card):
    """Follows the item that is looked at. An item of nobody in particular shows each side."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=16, spacing=4)
        self._workspace, self._shell = workspace, shell
        self._parties: list[PartyRow] = []
        self._chosen: int | None = None
        self._shown: object = None
        self._item: ItemRow | None = None
        self._words = radar_of(workspace)
        self._words.changed.connect(self._show_side)
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
        self.many = identify(Choice(self.tr("Side")), "perspective-side", self.tr("Side"))
        self.many.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.many.setMinimumContentsLength(6)
        self.many.chosen.connect(self._on_side)
        head.addWidget(self.many)
        self.about = ElidedText("", "small")
        self.build = identify(
            LinkButton(self.tr("Build the proposal"), icon="scales"), "build-proposal"
        )
        self.build.setToolTip(self.tr("Say how each open concern is met before the session"))
        below = row(8)
        below.addWidget(self.about, 1)
        below.addWidget(self.build)
        self.grid = QGridLayout()
        self.grid.setColumnStretch(1, 1)
        self.open_party = identify(LinkButton(self.tr("Write down how they think")), "open-party")
        self.open_party.clicked.connect(self._on_open_party)
        box: QVBoxLayout = self.body
        box.addLayout(head)
        box.addLayout(below)
        box.addLayout(self.grid)
        box.addWidget(self.open_party, 0, Qt.AlignmentFlag.AlignLeft)
        self.build.clicked.connect(self._on_build)

    def show_item(self, item: ItemRow | None, number: int, parties: Sequence[PartyRow]) -> None:
        """Show the side that did not ask for `item`, the `number`th of the agenda."""
        self._parties, self._item = list(parties), item
        self.build.setVisible(item is not None and not self._workspace.read_only)
        self.setVisible(bool(parties))
        others = [p for p in parties if item is None or p.id != item.asked_by_party_id]
        sides = tuple(party.id for party in others)
        if sides != self._sides:
            self._sides = sides
            self._chosen = sides[0] if sides else None
            names: list[tuple[object, str]] = [(party.id, party.short) for party in others]
            self.sides.set_choices(names[:2], self._chosen)
            self.many.clear_choices()
            for party in others:
                self.many.add(party.id, party.short, party=party.colour)
        self.sides.setVisible(len(others) == 2)
        self.many.setVisible(len(others) > 2)  # their names beside each other are too wide
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
        lines = [(wording.word(k.value), found.get(k.value, [])[:most]) for k, most in _SHOWN]
        lines.append((self.tr("Concern"), self._open_concerns(party.id)))
        lines.append((self.tr("Explain"), self._strange_words(party.id)))
        shown = (party, str(lines), theme().zoom)
        if shown == self._shown:
            return
        self._shown = shown
        words = self.tr("How {0} will hear this").format(party.short)
        self.who.set_content(words, [party.colour])
        self.setAccessibleName(words)
        self._show_lines([each for each in lines if each[1]])
        self.open_party.setVisible(not found)
        self.updateGeometry()

    def _open_concerns(self, party_id: int) -> list[str]:
        """Return the concerns of a side that nothing has answered, those of this goal first."""
        goal = self._item.goal_id if self._item is not None else None
        rows = open_concerns(self._workspace.reader, party_id)
        near = [each for each in rows if goal is not None and each.goal_id == goal]
        ordered = near + [each for each in rows if each not in near]
        titles = [each.title for each in ordered[:_CONCERNS]]
        if len(ordered) > _CONCERNS:
            titles.append(self.tr("and {0} more").format(len(ordered) - _CONCERNS))
        return titles

    def _strange_words(self, party_id: int) -> list[str]:
        """Return the words of the item that a side does not own, with what they mean."""
        if self._item is None:
            return []
        text = "\n".join((self._item.title, self._item.wanted_result, self._item.agenda_text))
        found: dict[int, str] = {}
        for mark in self._words.marks(text, frozenset({party_id})):
            word = mark.word
            means = self.tr("one word, two meanings") if mark.is_false_friend else word.plain
            found.setdefault(word.id, f"{word.term}: {means}" if means else word.term)
        return list(found.values())[:_WORDS]

    def _show_lines(self, lines: list[tuple[str, list[str]]]) -> None:
        clear_layout(self.grid)
        look = theme()
        self.grid.setHorizontalSpacing(look.px(12))
        self.grid.setVerticalSpacing(look.px(6))
        for at, (name, texts) in enumerate(lines):
            label = Text(name, "label")
            label.setMinimumWidth(look.px(64))
            label.setContentsMargins(0, look.px(2), 0, 0)
            self.grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(Text("; ".join(texts), "body", wrap=True), at, 1)

    def _on_side(self, key: object) -> None:
        self._chosen = key if isinstance(key, int) else None
        self._show_side()

    def _on_open_party(self) -> None:
        self._shell.go("people", party_id=self._chosen)

    def _on_build(self) -> None:
        item = self._item
        if item is None:
            return
        self._shell.drafts.flush()
        decision_id = proposal_of_item(self._workspace.reader, item.id)
        if decision_id is None:
            session = session_of(self._workspace.reader, item.id)
            decision_id = self._workspace.run(
                decisions.propose_decision, item.title, item_id=item.id, session_id=session
            )
        if decision_id is not None:
            open_proposal(self._workspace, self._shell, decision_id)
