"""The line itself: marked words are coloured while typing, and a sealed line shows only dots."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QLineEdit

from facilitator.domain.capture_line import Token, TokenKind
from ui.theme import theme
from ui.widgets.naming import identify

MOST_LETTERS = 4000


class MarkedLineEdit(QLineEdit):
    """A line of text whose parts can be coloured. The keys of a list beside it come as signals."""

    stepped = Signal(int)  # Down and Up
    completed = Signal()  # Tab, while `has_offers`
    dismissed = Signal()  # Esc
    handed_over = Signal()  # Enter
    focused = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.has_offers = False
        self._is_composing = False
        self._tokens: tuple[Token, ...] = ()
        identify(self, "capture-line", self.tr("Capture"))
        self.setProperty("bare", "true")
        self.setMaxLength(MOST_LETTERS)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFont(theme().font(14))
        self._colour()

    @property
    def is_sealed(self) -> bool:
        """Tell whether the words are hidden."""
        return self.echoMode() != QLineEdit.EchoMode.Normal

    def set_sealed(self, sealed: bool, *, is_watched: bool = False) -> None:
        """Hide the words behind dots, from screen readers, clipboard and learning keyboards too.

        While others look on, `is_watched`, not even their number shows.
        """
        mode = QLineEdit.EchoMode.Normal
        if sealed:
            mode = QLineEdit.EchoMode.NoEcho if is_watched else QLineEdit.EchoMode.Password
        if mode != self.echoMode():
            self.setEchoMode(mode)
            self._colour()

    def mark(self, tokens: Sequence[Token]) -> None:
        """Colour these parts of the line."""
        self._tokens = tuple(tokens)
        self._colour()

    def _colour(self) -> None:
        """Hand the colours to the line as an input method would: it knows no other way.

        Nothing is composed by this, and while a person composes it is left out.
        """
        if self._is_composing:
            return
        caret, kind = self.cursorPosition(), QInputMethodEvent.AttributeType.TextFormat
        tokens = () if self.is_sealed else self._tokens
        marks = [
            QInputMethodEvent.Attribute(
                kind, _units(self.text(), token.start) - caret,
                _units(self.text()[token.start :], token.end - token.start), _format(token),
            )
            for token in tokens
        ]  # fmt: skip
        QCoreApplication.sendEvent(self, _Marks("", marks))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if not isinstance(event, _Marks):
            self._is_composing = bool(event.preeditString())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focused.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.handed_over.emit()
        elif key == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Let Tab take what is offered, and go on where nothing is."""
        if next_ and self.has_offers:
            self.completed.emit()
            return True
        return super().focusNextPrevChild(next_)


class _Marks(QInputMethodEvent):
    """Colours, not composing."""


def _units(text: str, count: int) -> int:
    """Return how many UTF-16 units the first `count` code points take, as Qt counts them."""
    return len(text[:count].encode("utf-16-le", "surrogatepass")) // 2


def _format(token: Token) -> QTextCharFormat:
    look, made = theme(), QTextCharFormat()
    if token.kind is TokenKind.UNKNOWN:
        made.setForeground(look.color("warn"))
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        return made
    made.setForeground(look.color("accent"))
    made.setFontWeight(QFont.Weight.DemiBold)
    return made
