"""Who spoke over the last sessions, per side, for the facilitator alone (V8)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.commands.speaking import forget_speaking
from facilitator.queries.speaking import Balance, SessionSpeech, Spoke, balance
from ui.dialogs.form import FormDialog
from ui.shell import Shell
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import LinkButton, explain_disabled
from ui.widgets.card import Card, clear_layout, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState, IconMark
from ui.widgets.text import Text
from ui.wording import balance as words
from ui.workspace import Workspace


class SharesBar(QWidget):
    """Sides beside each other, each as wide as its share."""

    def __init__(self) -> None:
        super().__init__()
        self._sides: tuple[Spoke, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_sides(self, sides: tuple[Spoke, ...], name: str) -> None:
        """Show the shares of these sides."""
        self._sides = sides
        said = "; ".join(words.side_spoke(each) for each in sides)
        self.setAccessibleName(f"{name}: {said}")
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        whole = sum(each.seconds for each in self._sides) or 1
        at, gap = 0.0, look.px(2)
        for each in self._sides:
            wide = rect.width() * each.seconds / whole
            if wide >= 1:
                box = QRectF(at, look.px(3), max(wide - gap, 1), look.px(10)).toRect()
                place = painting.mirrored(QRect(box), rect)
                painting.draw_round(painter, place, look.px(3), look.party(each.colour).fill)
            at += wide


class ForgetDialog(FormDialog):
    """Asks before what was counted in a session goes for good."""

    def __init__(self, workspace: Workspace, parent: QWidget, session_id: int, title: str) -> None:
        super().__init__(
            parent, self.tr("Forget who spoke in {0}?").format(title), self.tr("Forget"),
            lead=self.tr("What was counted goes for good: undo does not bring it back."),
            width=440,
        )  # fmt: skip
        self._workspace, self._session_id = workspace, session_id

    def submit(self) -> bool:
        return self.attempt(forget_speaking, self._workspace.store, self._session_id)


class SpeechCard(Card):
    """The last sessions as one bar, then each; what was counted can be forgotten for good."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(self.tr("Who spoke"), margin=16, spacing=8)
        self._workspace, self._shell = workspace, shell
        self.add_to_header(IconMark("lock-simple", "text2", 16))
        self.add_to_header(Text(self.tr("Only you see this"), "small"))
        self.nothing = EmptyState(
            "scales",
            self.tr("Nothing was counted"),
            self.tr(
                "While a session runs, Ctrl B shows a key for each side. It counts sides, "
                "never a person, and reaches no paper and no export."
            ),
        )
        self.add(self.nothing)
        self._inside = column(6)
        self.body.addLayout(self._inside)
        self.body.addStretch(1)

    def load(self) -> None:
        """Show the last sessions in which somebody counted."""
        self.show_balance(balance(self._workspace.reader))

    def show_balance(self, found: Balance) -> None:
        """Show this balance."""
        self.nothing.setVisible(not found.sessions)
        clear_layout(self._inside)
        if not found.sessions:
            return
        name = words.together(len(found.sessions))
        self._inside.addWidget(Text(name, "small_strong"))
        legend = FlowLayout(spacing=12)
        for side in found.sides:
            legend.addWidget(
                DotLabel(words.side_spoke(side), [side.colour], weight=500, tone="text")
            )
        self._inside.addLayout(legend)
        self._add_bar(found.sides, name)
        for speech in found.sessions:
            self._add_session(speech)

    def _add_bar(self, sides: tuple[Spoke, ...], name: str) -> None:
        bar = SharesBar()
        bar.show_sides(sides, name)
        self._inside.addWidget(bar)

    def _add_session(self, speech: SessionSpeech) -> None:
        title = words.speech_title(speech, self._workspace.today())
        line = row(12)
        said = " · ".join(f"{each.party} {words.share(each.percent)}" for each in speech.sides)
        line.addWidget(Text(title, "small_strong"))
        line.addWidget(Text(said, "small", wrap=True), 1)
        forget = LinkButton(self.tr("Forget"))
        identify(forget, f"forget-{speech.session_id}", self.tr("Forget {0}").format(title))
        reason = self.tr("This file is open to read only.") if self._workspace.read_only else None
        explain_disabled(forget, reason)
        forget.clicked.connect(partial(self.ask_forget, speech.session_id, title))
        line.addWidget(forget)
        self._inside.addLayout(line)
        self._add_bar(speech.sides, title)

    def ask_forget(self, session_id: int, title: str, _checked: bool = False) -> None:
        """Ask before what was counted goes: undo never brings it back."""
        dialog = ForgetDialog(self._workspace, self._shell.window_widget, session_id, title)
        dialog.accepted.connect(self.load)
        dialog.open()
