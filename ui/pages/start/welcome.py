"""What stands on the start page in the place of the recent engagements before there is one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.widgets.card import Card, row
from ui.widgets.notices import IconMark
from ui.widgets.text import Text


class Welcome(Card):
    """What an engagement is, and the three steps of a session."""

    def __init__(self) -> None:
        super().__init__(margin=28, spacing=14)
        self.add(Text(self.tr("Two sides, one table, and you between them"), "heading", wrap=True))
        self.add(
            Text(
                self.tr(
                    "An engagement is one file. It holds the people, the goals, the sessions with"
                    " their decisions and actions, and the minutes."
                ),
                "quiet",
                wrap=True,
            )
        )
        for icon, words in (
            ("calendar-blank", self.tr("Prepare an agenda that both sides can read")),
            ("play", self.tr("Run the session and write down what is said, as it is said")),
            ("file-pdf", self.tr("Close it, and hand over the minutes")),
        ):
            self.body.addLayout(point(icon, words))


def point(icon: str, words: str) -> QHBoxLayout:
    """Return an icon with a sentence beside it."""
    line = row(12)
    line.addWidget(IconMark(icon, "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(words, "body", wrap=True), 1)
    return line
