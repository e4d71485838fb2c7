"""What one side says of a goal: position, interest, scope; asked for where it is silent (G2)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.commands import goal_sides
from facilitator.queries.goals import GoalSide
from ui import wording
from ui.pages.goals.ground import slug
from ui.pages.goals.locking import lock
from ui.shell import Shell
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import LinkButton
from ui.widgets.card import column, row
from ui.widgets.chips import Chip, DotLabel
from ui.widgets.naming import identify
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.text import Text
from ui.wording import goals as wording_goals
from ui.workspace import Workspace


class Stripe(QWidget):
    """A line in a party's colour over its column; without a colour a quiet one."""

    def __init__(self, colour: str | None) -> None:
        super().__init__()
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(3))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        ink = look.party(self._colour).fill if self._colour else look.color("border_strong")
        painting.draw_round(painter, self.rect(), self.height() / 2, ink)


class PointsEdit(QuietTextEdit):
    """Lines of text with a dot before each that is not empty."""

    def __init__(self, colour: str, placeholder: str) -> None:
        super().__init__(placeholder=placeholder)
        self._colour = colour
        self._dots = _Dots(self)
        self._on_room()
        self.textChanged.connect(self._dots.update)
        theme().changed.connect(self._on_room)

    def _on_room(self) -> None:
        self.setViewportMargins(theme().px(10), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._dots.setGeometry(0, 0, theme().px(14), self.height())

    def paint_dots(self, painter: QPainter) -> None:
        """Draw a dot before the first line of each block."""
        look, block = theme(), self.document().firstBlock()
        colour = look.party(self._colour).fill
        while block.isValid():
            place: QRectF = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if block.text().strip():
                first = block.layout().lineAt(0).height()
                at = QPointF(look.px(6), place.top() + first / 2 + 1)
                painting.draw_dot(painter, at, look.px(5), colour)
            block = block.next()


class _Dots(QWidget):
    """The margin of the lines, where the dots stand."""

    def __init__(self, editor: PointsEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_dots(QPainter(self))


class SideColumn(QWidget):
    """One party's column."""

    def __init__(self, workspace: Workspace, shell: Shell, goal_id: int, side: GoalSide) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._goal_id, self.side = goal_id, side
        self._title = ""
        self._wants_scope = False
        self._build()
        drafts = shell.drafts
        self._savers = {
            name: drafts.bind_text(edit, partial(self._save, name))
            for name, edit in self._edits.items()
        }
        self.ask.clicked.connect(self._on_ask)
        self.asked.clicked.connect(self._on_asked)
        self.write_scope.clicked.connect(self._on_write_scope)

    def _build(self) -> None:
        box = column(2)
        self.setLayout(box)
        box.addWidget(Stripe(self.side.colour))
        box.addSpacing(theme().px(6))
        head = row(8)
        head.addWidget(
            DotLabel(self.side.party, [self.side.colour], size=13, weight=600, tone="text")
        )
        head.addStrut(theme().px(32))
        box.addLayout(head)
        box.addWidget(self._build_silence())
        party = self.side.party
        self.position = QuietTextEdit(placeholder=self.tr("In their own words"), font=(13, 500))
        self.interest = PointsEdit(self.side.colour, self.tr("Why it matters to them, one a line"))
        self.scope_in = QuietTextEdit(placeholder=self.tr("What belongs to it"))
        self.scope_out = QuietTextEdit(placeholder=self.tr("What does not"))
        self._edits = {
            "position_text": self.position, "interest": self.interest,
            "scope_in": self.scope_in, "scope_out": self.scope_out,
        }  # fmt: skip
        names = (
            (self.position, "position", self.tr("Position: what they say")),
            (self.interest, "interest", self.tr("Interest: why they say it")),
        )
        for edit, name, words in names:
            box.addWidget(_label(words))
            identify(edit, f"goal-{name}-{slug(party)}", f"{party}. {words}")
            box.addWidget(edit)
        self._build_scope()
        box.addStretch(1)

    def _build_silence(self) -> QWidget:
        self.silence, line = QWidget(), row(4)
        self.silence.setLayout(line)
        party = self.side.party
        self.chip = Chip(self.tr("Not yet common"), "warn")
        words = self.tr("Ask {0}").format(party) if len(party) < 24 else self.tr("Ask them")
        self.ask = identify(LinkButton(words), f"ask-{slug(party)}")
        self.ask.setAccessibleName(self.tr("Ask {0}").format(party))
        self.asked = LinkButton("")
        for part in (self.chip, self.ask, self.asked):
            line.addWidget(part)
        line.addStretch(1)
        return self.silence

    def _build_scope(self) -> None:
        party, box = self.side.party, self.layout()
        self.no_scope = QWidget()
        line = row(4)
        self.no_scope.setLayout(line)
        none = _label(self.tr("Scope in and out: not written yet."), "small")
        line.addWidget(none)
        self.write_scope = LinkButton(self.tr("Write it"))
        self.write_scope.setAccessibleName(self.tr("Write the scope of {0}").format(party))
        line.addWidget(self.write_scope)
        line.addStretch(1)
        self.scopes = QWidget()
        inside = column(2)
        self.scopes.setLayout(inside)
        for edit, name, words in (
            (self.scope_in, "scope-in", self.tr("In scope")),
            (self.scope_out, "scope-out", self.tr("Out of scope")),
        ):
            inside.addWidget(_label(words))
            identify(edit, f"goal-{name}-{slug(party)}", f"{party}. {words}")
            inside.addWidget(edit)
        if box is not None:
            box.addWidget(self.no_scope)
            box.addWidget(self.scopes)

    def show_side(self, side: GoalSide, title: str, *, is_over: bool, force: bool) -> None:
        """Show what the file says; a text that somebody is editing stays."""
        self.side, self._title = side, title
        words = {
            "position_text": side.position, "interest": side.interests,
            "scope_in": side.scope_in, "scope_out": side.scope_out,
        }  # fmt: skip
        for name, saver in self._savers.items():
            saver.load(words[name], force=force)
        self.silence.setVisible((side.is_silent and not is_over) or side.asked_id is not None)
        self.chip.setVisible(side.is_silent and not is_over)
        self.ask.setVisible(side.is_silent and side.asked_id is None and not is_over)
        self.asked.setVisible(side.asked_id is not None)
        if side.asked_id is not None:
            day = wording.short_day(side.asked_on, self._workspace.today())
            self.asked.setText(self.tr("Asked {0}").format(day))
            self.asked.setAccessibleName(
                self.tr("{0} was asked {1}: see the question").format(side.party, day)
            )
        has_scope = bool(side.scope_in.strip() or side.scope_out.strip()) or self._wants_scope
        self.no_scope.setVisible(not has_scope)
        self.scopes.setVisible(has_scope)
        lock(self._workspace, [*self._edits.values(), self.ask, self.write_scope])

    # --- doing ------------------------------------------------------------------------------

    def _save(self, name: str, words: str) -> None:
        self._workspace.run(goal_sides.set_side, self._goal_id, self.side.party_id, **{name: words})

    def _on_write_scope(self) -> None:
        self._wants_scope = True
        self.no_scope.hide()
        self.scopes.show()
        self.scope_in.setFocus()

    def _on_ask(self) -> None:
        """Put a question to the side; it waits on the shelf until it is answered."""
        words = wording_goals.question_to(self.side.party, self._title)
        asked = self._workspace.run(goal_sides.ask_side, self._goal_id, self.side.party_id, words)
        if asked is not None:
            told = self.tr("A question to {0} waits until it is answered.").format(self.side.party)
            self._shell.toast(told, undo=True)

    def _on_asked(self) -> None:
        if self.side.asked_id is not None:
            self._shell.go("language", question_id=self.side.asked_id)


def _label(words: str, style: str = "hint") -> Text:
    """Return a label that begins where the words of the text below it begin."""
    made = Text(words, style)
    made.setIndent(theme().px(6))
    return made
