"""Whose word it is, and how it relates the sides: the same, two words, or one for two things."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.commands import glossary
from facilitator.domain.glossary import SHARED
from facilitator.domain.words import TermRelation
from facilitator.queries.glossary import WordDetail
from ui import icons
from ui.pages.language.words.picker import PickWord
from ui.shell import Shell
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import clear_layout, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.fields import Choice, FieldLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.wording import language as wording_language
from ui.workspace import Workspace


class Relating(QWidget):
    """Owners as ticks, the relation as a choice, and the other words with a way to each.

    `asked_for` carries the other word that somebody wants to see.
    """

    asked_for = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._word: WordDetail | None = None
        self.ticks: dict[int, QCheckBox] = {}
        box = column(10)
        self.setLayout(box)
        owning = column(2)
        self._owners = QWidget()
        self._owner_flow = FlowLayout(spacing=14)
        self._owners.setLayout(self._owner_flow)
        owning.addWidget(FieldLabel(self.tr("Whose word it is"), self._owners))
        owning.addWidget(self._owners)
        box.addLayout(owning)
        relating = column(2)
        self.relation = identify(Choice(), "term-relation")
        for value, words in wording_language.relations():
            icon = "not-equals" if value == TermRelation.ONE_WORD else ""
            self.relation.add(value, words, icon=icon)
        relating.addWidget(FieldLabel(self.tr("Between the sides"), self.relation))
        relating.addWidget(self.relation, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(relating)
        self._others = column(2)
        box.addLayout(self._others)
        self.relation.chosen.connect(self._on_relation)

    def show_word(self, word: WordDetail) -> None:
        """Show whose a word is and how it relates."""
        known = list(self.ticks) == [side.party_id for side in word.sides]
        if not known:
            self._rebuild(word)
        before, self._word = self._word, word
        for side in word.sides:
            tick = self.ticks[side.party_id]
            was = tick.blockSignals(True)
            tick.setText(side.short)
            tick.setIcon(icons.party_icon(side.colour))
            tick.setChecked(side.owns)
            tick.blockSignals(was)
            tick.setEnabled(not self._workspace.read_only)
        self.relation.set_current(word.relation)
        self.relation.setEnabled(not self._workspace.read_only)
        if before is None or (before.id, before.related, before.relation) != (
            word.id, word.related, word.relation,
        ):  # fmt: skip
            self._show_others(word)

    def _rebuild(self, word: WordDetail) -> None:
        clear_layout(self._owner_flow)
        self.ticks = {}
        for side in word.sides:
            tick = QCheckBox(side.short)
            identify(
                tick, f"term-owner-{side.short.lower().replace(' ', '-')}",
                self.tr("{0} uses the word").format(side.short),
            )  # fmt: skip
            tick.toggled.connect(self._on_owner)
            self.ticks[side.party_id] = tick
            self._owner_flow.addWidget(tick)

    def _show_others(self, word: WordDetail) -> None:
        clear_layout(self._others)
        for other in word.related:
            line = row(4)
            way = LinkButton(other.term)
            way.clicked.connect(partial(self.asked_for.emit, other.id))
            line.addWidget(DotLabel("", other.owners or (None,)), 0)
            line.addWidget(way)
            away = IconButton("x", self.tr("Take “{0}” away").format(other.term))
            away.clicked.connect(partial(self._on_away, other.relation_id))
            if self._workspace.read_only:
                away.hide()
            line.addWidget(away)
            line.addStretch(1)
            self._others.addLayout(line)
        if word.relation == TermRelation.TWO_WORDS and not self._workspace.read_only:
            more = LinkButton(self.tr("Another word for it"), icon="plus")
            more.clicked.connect(self._pick)
            self._others.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    # --- doing ------------------------------------------------------------------------------

    def _on_owner(self, _on: bool) -> None:
        if self._word is None:
            return
        owners = [party_id for party_id, tick in self.ticks.items() if tick.isChecked()]
        label = SHARED if len(owners) == len(self.ticks) else None
        self._workspace.carry_out(glossary.set_owners, self._word.id, owners, home_label=label)

    def _on_relation(self, value: object) -> None:
        if self._word is None:
            return
        if value == TermRelation.TWO_WORDS:
            self.relation.set_current(self._word.relation)
            self._pick()
            return
        kind = TermRelation(str(value)) if value else None
        self._workspace.carry_out(glossary.set_relation, self._word.id, kind)

    def _pick(self) -> None:
        """Ask for the other word; the relation holds once there is one."""
        if self._word is None:
            return
        dialog = PickWord(self._workspace, self._word, self._shell.window_widget)
        dialog.open()

    def _on_away(self, relation_id: int) -> None:
        if self._workspace.carry_out(glossary.remove_relation, relation_id):
            self._shell.toast(self.tr("The words are no longer related."), undo=True)
