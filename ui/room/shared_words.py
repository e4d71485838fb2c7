"""The one thing that can be edited in the room: the wording that both sides look at (V7).

A click, or Enter, opens the words where they stand. Typing is saved as everywhere, as one step with
undo; Esc or Ctrl+Enter, or a click elsewhere, ends it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.drafts import Drafts
from ui.room.look import RoomLook
from ui.room.parts import Part, Words
from ui.widgets import painting
from ui.widgets.naming import identify

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_LINES = 6


class _Field(QPlainTextEdit):
    """The words while they are typed; tells when the person is done."""

    def __init__(self, home: SharedWords) -> None:
        super().__init__(home)
        self._home = home
        self.setProperty("bare", "true")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or is_enter:
            self._home.end()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._home.end()


class SharedWords(Part):
    """Words that become a field when somebody wants to change them; `save` gets the new ones."""

    def __init__(
        self,
        look: RoomLook,
        drafts: Drafts,
        identifier: str,
        name: str,
        save: Callable[[str], object],
    ) -> None:
        super().__init__(look)
        self._name, self._text, self._empty = name, "", ""
        self._can_edit = False
        identify(self, identifier, name)
        self.words = Words(look, 20, 500, limit=_MOST_LINES)
        self.field = identify(_Field(self), f"{identifier}-field", name)
        self.saver = drafts.bind_text(self.field, save)
        self.words.setParent(self)
        self.field.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.field.textChanged.connect(self._on_typed)
        self._dress()

    # --- for the board ----------------------------------------------------------------------

    def show_text(self, text: str, *, empty: str = "", force: bool = False) -> None:
        """Show what the file says; `empty` invites where nothing is said yet."""
        self._text, self._empty = text, empty
        self.saver.load(text, force=force)
        self._show_words()

    def set_can_edit(self, can_edit: bool) -> None:
        """Take clicks and the keyboard, or only show the words."""
        self._can_edit = can_edit
        focus = Qt.FocusPolicy.StrongFocus if can_edit else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)
        self.words.setCursor(Qt.CursorShape.IBeamCursor if can_edit else Qt.CursorShape.ArrowCursor)
        if not can_edit and self.is_editing:
            self.end()

    @property
    def is_editing(self) -> bool:
        """Tell whether the words are open."""
        return not self.field.isHidden()

    def begin(self) -> None:
        """Open the words, the caret behind the last one."""
        if not self._can_edit or self.is_editing:
            return
        self.saver.load(self._text)
        self.words.hide()
        self.field.show()
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def end(self) -> None:
        """Save what was typed and show it as everybody else sees it."""
        if not self.is_editing:
            return
        self.field.hide()
        self.words.show()
        self.saver.flush()
        self._show_words()
        self.updateGeometry()

    # --- inside -----------------------------------------------------------------------------

    def _show_words(self) -> None:
        self.words.set_text(self._text or self._empty)
        self.words.set_tone("text" if self._text else "text2")
        self.setAccessibleName(f"{self._name}: {self._text}" if self._text else self._empty)
        self.updateGeometry()

    def _dress(self) -> None:
        """Give the field the room's colours: the app's own may be the other palette."""
        self.field.setFont(self.look.font(20, 500))
        ink, ground = self.look.color("text").name(), self.look.color("accent").name()
        on = self.look.color("on_accent").name()
        self.field.setStyleSheet(
            f"color: {ink}; selection-background-color: {ground}; selection-color: {on};"
        )

    def _on_look(self) -> None:
        self._dress()
        super()._on_look()

    def _on_typed(self) -> None:
        if self.is_editing:
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        tall = self.words.heightForWidth(width)
        if self.is_editing:
            font = self.look.font(20, 500)
            text = self.field.toPlainText() or " "
            wraps = painting.text_height(text, font, width - 4, _MOST_LINES)
            lines = max(1, round(wraps / painting.line_height(font)))
            tall = max(tall, (lines + 1) * QFontMetrics(font).lineSpacing())
        return tall

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(200), self.heightForWidth(self.width() or self.look.px(600)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(24), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.words.setGeometry(self.rect())
        self.field.setGeometry(self.rect())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ENTER, Qt.Key.Key_Space, Qt.Key.Key_F2):
            self.begin()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark where the keyboard is; the room's own accent, two pixels below the words."""
        if self.hasFocus() or self.is_editing:
            tall = max(2, self.look.px(2))
            line = self.rect().adjusted(0, self.height() - tall, 0, 0)
            QPainter(self).fillRect(line, self.look.color("accent"))


def is_field(widget: QWidget | None) -> bool:
    """Tell whether the keyboard is in the room's field."""
    return isinstance(widget, _Field)
