"""What was changed since minutes went out: before and after, word by word (M2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from facilitator.projections.changes import Change
from ui.dialogs.form import FormDialog
from ui.opened_minutes.changed_words import ChangedWords
from ui.widgets.card import Card
from ui.widgets.text import Text
from ui.wording import minutes as words
from ui.wording import opened


class ChangedDialog(FormDialog):
    """Only shows; the buttons beside the paper do what follows from it."""

    def __init__(self, parent: QWidget, changes: Sequence[Change], today: date) -> None:
        super().__init__(
            parent,
            self.tr("Changed since it went out"),
            self.tr("Close"),
            lead=self.tr(
                "What it said is struck out, what it says now is underlined. A corrected version "
                "names each of these with a number and a reason."
            ),
        )
        self.cancel.hide()
        for change in changes:
            card = Card(margin=12, spacing=4)
            card.add(Text(words.change_target(change), "strong", wrap=True))
            before, after = (
                opened.value(change.field, text, today) for text in (change.before, change.after)
            )
            card.add(ChangedWords(before, after))
            self.body.addWidget(card)
        self.body.addStretch(1)
