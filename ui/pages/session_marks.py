"""What a session says of itself in a head: its level, and whether it lacks the facilitator."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.queries.opening import opener
from facilitator.queries.session_marks import session_marks
from facilitator.store import Reader
from ui.widgets.card import row
from ui.widgets.chips import Chip, DotLabel
from ui.wording import calendar as wording


class SessionMarks(QWidget):
    """Chips, and who opens; without anything to say it takes no room."""

    def __init__(self, *, with_opener: bool = False) -> None:
        super().__init__()
        self._with_opener = with_opener
        line = row(6)
        self.setLayout(line)
        self.level = Chip("", "neutral")
        self.without = Chip("", "warn", icon="user-minus")
        self.opens = DotLabel("", (), size=12)
        line.addWidget(self.opens)
        line.addWidget(self.level)
        line.addWidget(self.without)
        self.hide()

    def show_session(self, reader: Reader, session_id: int) -> None:
        """Show what is known of a session."""
        found = session_marks(reader, session_id)
        is_noise = self._with_opener and found.is_alone  # little room, and nothing to tell apart
        level = "" if is_noise else wording.level(found.level)
        without = wording.without_facilitator(found.state) if found.without_facilitator else ""
        self.level.set_content(level, "neutral")
        self.level.setVisible(bool(level))
        self.without.set_content(without, "warn", "user-minus")
        self.without.setVisible(bool(without))
        opens = opener(reader, session_id) if self._with_opener else None
        if opens is not None:
            words = self.tr("{0} opens").format(opens.name)
            self.opens.set_content(words, (opens.colour,))
        self.opens.setVisible(opens is not None)
        self.setVisible(bool(level or without or opens))
