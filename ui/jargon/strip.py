"""The quiet strip that explains the word at the caret: whose it is, what it means, which key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from facilitator.language.unknown import Unknown
from ui.jargon.explained import Explained
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import KeyHint, QuietButton
from ui.widgets.card import column, row
from ui.widgets.chips import DotLabel
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import ElidedText

_LINES = 2
_LINGERS_MS = 1800  # typing on past a word does not make the page jump at once


class ExplainStrip(QWidget):
    """One strip for all fields of a pane. It never takes the keyboard.

    With `keeps_room` it is as high without a word as with one, so that nothing moves.
    """

    insert_asked = Signal()
    instead_asked = Signal()
    appeared = Signal()  # the strip takes room now

    def __init__(
        self, *, keeps_room: bool = False, inset: int = 0, parent: QWidget | None = None
    ) -> None:
        """`inset` keeps it that far, in design pixels, from what stands beside it."""
        super().__init__(parent)
        self._keeps_room, self._inset = keeps_room, inset
        self._is_loud = False
        self._shows = False
        self._build()
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(_LINGERS_MS)
        self._leaving.timeout.connect(self._empty)
        self.insert.clicked.connect(self.insert_asked)
        self.instead.clicked.connect(self.instead_asked)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._empty()

    def _build(self) -> None:
        identify(self, "jargon-strip", self.tr("Word at the caret"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        whole = row(12)
        self._whole = whole
        self.setLayout(whole)
        self._inside = QWidget()
        whole.addWidget(self._inside)
        line = row(12)
        self._inside.setLayout(line)
        self._icon = IconMark("book-open-text", "accent", 18)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(2)
        line.addLayout(words, 1)
        head = row(8)
        self.title = ElidedText("", "strong")
        self.whose = DotLabel("")
        head.addWidget(self.title)
        head.addWidget(self.whose)
        head.addStretch(1)
        words.addLayout(head)
        self.lines = [
            ElidedText("", "body" if number == 0 else "small") for number in range(_LINES)
        ]
        for text in self.lines:
            words.addWidget(text)
        line.addLayout(self._build_keys())

    def _build_keys(self) -> QVBoxLayout:
        keys = column(0)
        self.insert = QuietButton(self.tr("insert"), compact=True)
        self.instead = QuietButton(self.tr("say instead"), compact=True)
        self._keys: list[KeyHint] = []
        for button, key in ((self.insert, "Ctrl+I"), (self.instead, "Ctrl+Shift+I")):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            hint = KeyHint(key)
            pair = row(4)
            pair.addStretch(1)
            pair.addWidget(hint)
            pair.addWidget(button)
            keys.addLayout(pair)
            self._keys.append(hint)
        return keys

    # --- showing ----------------------------------------------------------------------------

    def show_word(self, found: Explained | Unknown | None) -> None:
        """Explain a word, offer what was explained in passing, or fall silent after a while."""
        if found is None:
            if self._shows and not self._leaving.isActive():
                self._leaving.start()
            return
        self._leaving.stop()
        if isinstance(found, Unknown):
            self._offer(found)
        else:
            self._explain(found)
        was_hidden, self._shows = self.isHidden(), True
        self._inside.show()
        self.show()
        self.update()
        if was_hidden:
            self.appeared.emit()

    def _explain(self, found: Explained) -> None:
        self._is_loud = found.is_false_friend
        self._icon.set_icon(
            "not-equals" if self._is_loud else "book-open-text",
            "warn" if self._is_loud else "accent",
        )
        self.title.setText(found.title)
        self.whose.set_content(found.whose, [colour for _, colour in found.owners])
        self.whose.setVisible(bool(found.whose))
        for number, text in enumerate(self.lines):
            text.setText(found.lines[number] if number < len(found.lines) else "")
            text.setVisible(number < len(found.lines))
        self.insert.setToolTip(found.insert)
        self.instead.setToolTip(found.instead)
        self._offer_keys(self.tr("insert") if found.insert else "", bool(found.instead))

    def _offer(self, found: Unknown) -> None:
        self._is_loud = False
        self._icon.set_icon("plus", "accent")
        self.title.setText(f"{found.word} = {found.expansion}")
        self.whose.setVisible(False)
        self.lines[0].setText(self.tr("Keep it as a word?"))
        for number, text in enumerate(self.lines):
            text.setVisible(number == 0)
        self._offer_keys(self.tr("keep"), False)

    def _offer_keys(self, insert: str, instead: bool) -> None:
        self.insert.setText(insert)
        for widget, is_there in (
            (self.insert, bool(insert)), (self._keys[0], bool(insert)),
            (self.instead, instead), (self._keys[1], instead),
        ):  # fmt: skip
            widget.setVisible(is_there)

    def empty(self) -> None:
        """Fall silent now."""
        self._leaving.stop()
        self._empty()

    def _empty(self) -> None:
        self._shows = False
        self._inside.hide()
        if not self._keeps_room:
            self.hide()
        elif self.parentWidget() is not None:  # shown before, it would be a window of its own
            self.show()
        self.update()

    # --- look -------------------------------------------------------------------------------

    def set_keeps_room(self, keeps_room: bool) -> None:
        """Be as high without a word as with one, or hide."""
        if keeps_room != self._keeps_room:
            self._keeps_room = keeps_room
            self.setVisible(self._shows or keeps_room)

    def _on_theme_changed(self) -> None:
        look = theme()
        edge = look.px(self._inset)
        self._whole.setContentsMargins(
            look.px(14) + edge, look.px(8), look.px(8) + edge, look.px(8)
        )
        self.setFixedHeight(look.px(76))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(76))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shows:
            return
        look = theme()
        tone = look.color("warn_soft" if self._is_loud else "accent_soft")
        edge = look.px(self._inset)
        place = self.rect().adjusted(edge, 0, -edge, 0)
        painting.draw_round(QPainter(self), place, look.radius("card"), tone)
