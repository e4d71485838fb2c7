"""What was agreed, one block each: decisions, actions, what is parked, plain words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.words import DecisionState
from facilitator.projections.common_ground import TermEntry
from facilitator.projections.marks import PartyMark
from facilitator.projections.room import RoomAction, RoomDecision
from ui.room.look import RoomLook
from ui.room.parts import Ground, Line, Mark, Part, Stack, Words
from ui.room.shared_words import SharedWords
from ui.widgets import painting
from ui.wording import room as words


class SideDot(Part):
    """A side's dot; the side is named beside it."""

    def __init__(self, look: RoomLook) -> None:
        super().__init__(look)
        self._mark: PartyMark | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_side(self, mark: PartyMark | None) -> None:
        """Show the dot of a side, or none."""
        self._mark = mark
        self.setVisible(mark is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(9), self.look.px(21))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is not None:
            centre = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
            colour = self.look.party(self._mark.colour).fill
            painting.draw_dot(QPainter(self), centre, self.look.px(9), colour)


class DecisionBlock(Ground):
    """A decision: what it is, whether each side was heard, and its exact words."""

    def __init__(self, look: RoomLook, wording: QWidget) -> None:
        super().__init__(look, "decision_soft")
        self.wording = wording
        line = Line(look)
        self.mark = Mark(look, "gavel", "decision")
        self.label = Words(look, 14, 600, "decision")
        self.heard = Words(look, 14, 400, "text2", at_end=True)
        self.plain = Words(look, 15, 400, "text2", limit=2)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        stack = Stack(look)
        line.addLayout(stack, 1)
        head = Line(look)
        head.addWidget(self.label, 1)
        head.addWidget(self.heard)
        stack.addLayout(head)
        stack.addWidget(wording)
        stack.addWidget(self.plain)
        self.body.addLayout(line)

    def show_decision(self, found: RoomDecision, *, force: bool, can_edit: bool) -> None:
        """Show a decision; its words can be edited while it is proposed."""
        is_agreed = found.state in words.AGREED
        self.set_tone("ok_soft" if is_agreed else "decision_soft")
        tone = "ok" if is_agreed else "decision"
        self.mark.set_icon("check-circle" if is_agreed else "gavel", tone)
        self.label.set_text(words.decision_label(found))
        self.label.set_tone(tone)
        self.heard.set_text(words.heard(found))
        self.plain.set_text(found.plain)
        self.plain.setVisible(bool(found.plain))
        if isinstance(self.wording, SharedWords):
            self.wording.show_text(found.wording, force=force)
            self.wording.set_can_edit(can_edit and found.state == DecisionState.PROPOSED)
        elif isinstance(self.wording, Words):
            self.wording.set_text(found.wording)


class ActionBlock(Ground):
    """A promise: what, who, and by when."""

    def __init__(self, look: RoomLook) -> None:
        super().__init__(look, "action_soft", down=12)
        line = Line(look)
        line.addWidget(Mark(look, "check-circle", "action", 22), 0, Qt.AlignmentFlag.AlignTop)
        stack = Stack(look)
        line.addLayout(stack, 1)
        self.words = Words(look, 18, 500, limit=3)
        stack.addWidget(self.words)
        below = Line(look, 8)
        self.dot = SideDot(look)
        self.owner = Words(look, 15, 400, "text2")
        self.due = Words(look, 15, 500, at_end=True)
        below.addWidget(self.dot)
        below.addWidget(self.owner, 1)
        below.addWidget(self.due)
        stack.addLayout(below)
        self.body.addLayout(line)

    def show_action(self, found: RoomAction, today: date) -> None:
        """Show an action."""
        text = f"{found.number}  {found.text}" if found.number else found.text
        self.words.set_text(text)
        self.dot.show_side(found.party)
        self.owner.set_text(words.owner(found))
        self.due.set_text(words.due(found, today))


class PointBlock(QWidget):
    """One line with an icon: what is parked, a word in plain words, a way we agreed to work."""

    def __init__(
        self, look: RoomLook, icon: str, *, size: int = 16, tone: str = "text", limit: int = 2
    ) -> None:
        super().__init__()
        line = Line(look)
        self.setLayout(line)
        self.mark = Mark(look, icon, "text2", 18)
        self.words = Words(look, size, 400, tone, limit=limit)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)

    def show_text(self, text: str) -> None:
        """Show a line."""
        self.words.set_text(text)

    def show_term(self, entry: TermEntry) -> None:
        """Show a word in plain words; a false friend has its own sign."""
        is_false = entry.relation == "one_word"
        self.mark.set_icon(
            "not-equals" if is_false else "book-open-text", "warn" if is_false else "text2"
        )
        self.words.set_text(words.term(entry))


class Heading(Words):
    """What a group of blocks is."""

    def __init__(self, look: RoomLook, text: str) -> None:
        super().__init__(look, 16, 600, "text2")
        self.set_text(text)
