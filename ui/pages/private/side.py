"""What stands beside the notes: how far they may go, and where they never go."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from ui import wording
from ui.widgets.card import Card, column, row
from ui.widgets.notices import IconMark
from ui.widgets.text import Text

translate = QCoreApplication.translate


def how_far() -> Card:
    """Return the card that explains the three ways."""
    card = Card(translate("private", "How far may it go?"), margin=20, spacing=14)
    for state, words in (
        ("kept", translate("private", "Stays here. Nobody sees or counts it.")),
        ("usable", translate(
            "private", "You may ask open questions. No words, no name, no hint of the side.")),
        ("released", translate(
            "private", "A new statement is written and its owner agrees. The note itself stays"
            " sealed.")),
    ):  # fmt: skip
        word, tone, icon = wording.state("disclosure", state)
        card.body.addLayout(_point(icon, "text2" if tone == "neutral" else tone, word, words))
    return card


def never_leaves() -> Card:
    """Return the card that says where sealed words never appear."""
    card = Card(translate("private", "What never holds a sealed note"), margin=20, spacing=10)
    for words in (
        translate("private", "Minutes, agendas and the record"),
        translate("private", "Lists and files you export"),
        translate("private", "A copy to hand on"),
        translate("private", "Numbers and counts on other pages"),
    ):
        line = row(10)
        line.addWidget(IconMark("shield-check", "ok", 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(words, "body", wrap=True), 1)
        card.body.addLayout(line)
    card.add(
        Text(
            translate(
                "private",
                "Every file is read again before it is handed over, and refused if sealed words"
                " stand in it.",
            ),
            "small",
            wrap=True,
        )
    )
    return card


def _point(icon: str, tone: str, word: str, words: str) -> QHBoxLayout:
    line, box = row(12), column(2)
    line.addWidget(IconMark(icon, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Text(word, "strong", wrap=True))
    box.addWidget(Text(words, "quiet", wrap=True))
    line.addLayout(box, 1)
    return line
