"""Each side of a decision: its position with the reason, its consideration or a pass (D1, D2)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.commands import decisions
from facilitator.domain.words import Position
from facilitator.queries.decisions import PartySide
from ui import wording
from ui.drafts import Drafts
from ui.jargon.desk import JargonDesk
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, row
from ui.widgets.chips import Avatar
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace

_TONES = {"agree": "ok", "reservation": "warn", "stand_aside": "warn", "object": "danger"}
_WITH_REASON = ("reservation", "stand_aside", "object")


class SideCard(Card):
    """One party: what it says about a decision, to write while open and to read once taken."""

    def __init__(
        self, workspace: Workspace, drafts: Drafts, decision_id: int, side: PartySide,
        jargon: JargonDesk,
    ) -> None:  # fmt: skip
        super().__init__(tone="bg", margin=14, spacing=8)
        self._workspace, self._jargon = workspace, jargon
        self._decision_id = decision_id
        self.side = side
        self._is_pass = bool(side.passed_reason)
        self._build()
        self._position_saver = drafts.bind_text(self.reason_edit, self._save_reason)
        self._words_saver = drafts.bind_text(self.words_edit, self._save_words)
        jargon.watch(self.reason_edit, self.words_edit, voice=side.party_id)
        self._connect()
        self.show_side(side, is_open=True)

    def _build(self) -> None:
        head = row(10)
        head.addWidget(Avatar(self.side.party, self.side.colour, diameter=28, quiet=True))
        self.name = Text(self.side.party, "strong")
        head.addWidget(self.name)
        head.addStretch(1)
        self.position_word = Text("", "small_strong")
        head.addWidget(self.position_word)
        self.body.addLayout(head)
        slug = self.side.party.lower().replace(" ", "-")
        self.position = identify(
            Choice(),
            f"position-{slug}",
            self.tr("Position of {0}").format(self.side.party),
        )
        self.position.add(None, self.tr("No position yet"))
        for value, words in wording.choices(Position):
            self.position.add(value, words)
        self.add(self.position)
        self.reason_edit = AutoGrowTextEdit(placeholder=self.tr("Why, in their words"), least=1)
        self.reason_field = Field(self.tr("Reason"), self.reason_edit)
        self.add(self.reason_field)
        self.words_edit = identify(
            AutoGrowTextEdit(least=2),
            f"consideration-{slug}",
            self.tr("Consideration of {0}").format(self.side.party),
        )
        self.words_field = Field("", self.words_edit)
        self.add(self.words_field)
        self.pass_link = LinkButton("")
        self.add(self.pass_link)
        self.reason_text = Text("", "body", wrap=True)
        self.words_text = Text("", "quiet", wrap=True)
        self.add(self.reason_text)
        self.add(self.words_text)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.position.chosen.connect(self._on_position)
        self.pass_link.clicked.connect(self._on_pass)

    def turn_to(self, decision_id: int, side: PartySide) -> None:
        """Be about another decision; what was typed for the one before is saved already."""
        self._decision_id = decision_id
        self._is_pass = bool(side.passed_reason)

    def show_side(self, side: PartySide, *, is_open: bool, force: bool = False) -> None:
        """Show what the file says; `is_open` while the decision can still change."""
        self.side = side
        if side.consideration or side.passed_reason:
            self._is_pass = bool(side.passed_reason)
        self._show_mode(is_open)
        word = wording.word(side.position) if side.position else self.tr("No position")
        self.position_word.setText(word)
        self.position_word.set_tone(_TONES.get(side.position, "text2"))
        self.position_word.setVisible(not is_open)
        self.position.set_current(side.position or None)
        self._position_saver.load(side.reason, force=force)
        self._words_saver.load(side.consideration or side.passed_reason, force=force)
        self.reason_text.setText(side.reason)
        self.reason_text.setVisible(not is_open and bool(side.reason))
        passed = self.tr("Passed: {0}").format(side.passed_reason) if side.passed_reason else ""
        self.words_text.setText(side.consideration or passed or self.tr("Nothing recorded."))
        self.words_text.setVisible(not is_open)

    def _show_mode(self, is_open: bool) -> None:
        self.position.setVisible(is_open)
        wants_reason = self.side.position in _WITH_REASON or bool(self.side.reason)
        self.reason_field.setVisible(is_open and wants_reason)
        self.words_field.setVisible(is_open)
        self.pass_link.setVisible(is_open)
        self.words_field.label.setText(
            self.tr("Passes, because")
            if self._is_pass
            else self.tr("What they considered, in their words")
        )
        self.pass_link.setText(
            self.tr("They have words after all")
            if self._is_pass
            else self.tr("Pass, with a reason")
        )

    # --- saving -----------------------------------------------------------------------------

    def _on_position(self, key: object) -> None:
        if key is not None:
            self._workspace.run(
                decisions.set_position, self._decision_id, self.side.party_id,
                Position(str(key)), self.reason_edit.toPlainText(),
            )  # fmt: skip

    def _save_reason(self, words: str) -> None:
        if self.side.position:
            self._jargon.save(
                self.reason_edit, decisions.set_position, self._decision_id, self.side.party_id,
                Position(self.side.position), words, label="Record position", typed=words,
                seen_in=("decision", self._decision_id),
            )  # fmt: skip

    def _save_words(self, words: str) -> None:
        save = partial(
            self._jargon.save, self.words_edit, decisions.set_consideration, self._decision_id,
            self.side.party_id, label="Record consideration", typed=words,
            seen_in=("decision", self._decision_id),
        )  # fmt: skip
        if self._is_pass:
            save(passed_reason=words)
        else:
            save(words)

    def _on_pass(self) -> None:
        self._words_saver.flush()
        self._is_pass = not self._is_pass
        self._show_mode(is_open=True)
        if self.words_edit.toPlainText().strip():
            self._save_words(self.words_edit.toPlainText())
        self.words_edit.setFocus()


class SidesEditor(QWidget):
    """The cards of all sides of one decision, two beside each other."""

    def __init__(self, workspace: Workspace, drafts: Drafts, jargon: JargonDesk) -> None:
        super().__init__()
        self._workspace, self._drafts, self._jargon = workspace, drafts, jargon
        self._decision_id = 0
        self._cards: dict[int, SideCard] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(16))

    def show_sides(
        self, decision_id: int, sides: tuple[PartySide, ...], *, is_open: bool, force: bool = False
    ) -> None:
        """Show the sides of a decision, keeping the fields that somebody is typing in."""
        is_other, self._decision_id = decision_id != self._decision_id, decision_id
        known = [card.side for card in self._cards.values()]
        if _ids(known) != _ids(sides) or (is_other and _looks(known) != _looks(sides)):
            self._rebuild(decision_id, sides)
        for side in sides:
            card = self._cards[side.party_id]
            if is_other:
                card.turn_to(decision_id, side)
            card.show_side(side, is_open=is_open, force=force or is_other)

    def _rebuild(self, decision_id: int, sides: tuple[PartySide, ...]) -> None:
        for card in self._cards.values():
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = {}
        for number, side in enumerate(sides):
            card = SideCard(self._workspace, self._drafts, decision_id, side, self._jargon)
            self._cards[side.party_id] = card
            self._grid.addWidget(card, number // 2, number % 2)

    def card(self, party_id: int) -> SideCard:
        """Return the card of a party."""
        return self._cards[party_id]


def _ids(sides: Iterable[PartySide]) -> list[int]:
    return [side.party_id for side in sides]


def _looks(sides: Iterable[PartySide]) -> list[tuple[str, str]]:
    return [(side.party, side.colour) for side in sides]
