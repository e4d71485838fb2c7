"""One text field with its underlines: the word at the caret, the word below the mouse, the keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QToolTip

from facilitator.language.unknown import Unknown
from facilitator.queries.jargon import Mark
from ui.jargon.explained import Explained, explained
from ui.jargon.places import Editor, boxes, canvas, caret, points, shown, unit_at, units
from ui.jargon.radar import Radar, Sides
from ui.jargon.underlines import Underlines
from ui.widgets.notices import announce

_INSERT = Qt.KeyboardModifier.ControlModifier
_LOOK_AFTER_MS = 40
_INSTEAD = _INSERT | Qt.KeyboardModifier.ShiftModifier


WriterOf = Callable[[str], int | None]


def _nobody(text: str) -> int | None:
    """Tell of no paragraph whose words it is."""
    return None


class JargonField(QObject):
    """Watches one editor; lives as long as it. Everything that it inserts can be undone there.

    `is_shared` says that the text is no sealed one, so that what it defines may become a word.
    """

    at_caret = Signal(object)  # Mark, Unknown or None: what to explain
    keep_asked = Signal(object)  # Unknown
    left = Signal()

    def __init__(self, editor: Editor, radar: Radar, *, is_shared: bool = True) -> None:
        super().__init__(editor)
        self.editor = editor
        self._radar, self._is_shared = radar, is_shared
        self._readers: Sides = frozenset()
        self._found: Mark | Unknown | None = None
        self._start = 0
        self._told = ""
        self.writer: int | None = None  # whose words the caret's paragraph are, where known
        self._writer_of: WriterOf = _nobody
        self._sheet = Underlines(editor, self._marks)
        editor.installEventFilter(self)
        if not isinstance(editor, QLineEdit):
            editor.viewport().installEventFilter(self)
        self._looking = QTimer(self)  # a key waits for nothing but its paint
        self._looking.setSingleShot(True)
        self._looking.setInterval(_LOOK_AFTER_MS)
        self._looking.timeout.connect(self._look)
        editor.cursorPositionChanged.connect(self._look_soon)
        editor.textChanged.connect(self._look_soon)
        radar.changed.connect(self.refresh)

    def set_readers(self, readers: Sides, writer_of: WriterOf) -> None:
        """Mark from now on what these sides do not own."""
        self._writer_of = writer_of
        if readers != self._readers:
            self._readers = readers
            self.refresh()

    def refresh(self) -> None:
        """Look anew at everything shown."""
        self._sheet.update()
        self._look()

    def _marks(self, text: str) -> list[Mark]:
        return self._radar.marks(text, self._readers) if self._readers else []

    @property
    def is_hidden_text(self) -> bool:
        """Tell whether the words are masked, so that nothing may be said of them."""
        editor = self.editor
        return isinstance(editor, QLineEdit) and editor.echoMode() != QLineEdit.EchoMode.Normal

    # --- the caret --------------------------------------------------------------------------

    def _look_soon(self) -> None:
        if not self._looking.isActive():
            self._looking.start()

    def _look_now(self) -> None:
        if self._looking.isActive():
            self._look()

    def _look(self) -> None:
        self._looking.stop()
        found: Mark | Unknown | None = None
        if self.editor.hasFocus() and not self.is_hidden_text:
            text, self._start, at = caret(self.editor)
            self.writer = self._writer_of(text)
            found = self._found_at(text, points(text, at))
        if found != self._found:
            self._found = found
            self._tell(found)
            self.at_caret.emit(found)

    def _found_at(self, text: str, at: int) -> Mark | Unknown | None:
        for mark in self._marks(text):
            if mark.start <= at <= mark.end:
                return mark
        if self._is_shared and ("(" in text or "[" in text):
            return self._radar.definition_at(text, at)
        return None

    def explain(self, mark: Mark) -> Explained:
        """Return what to say of a mark, to whoever writes here."""
        return explained(mark, self.writer)

    def _tell(self, found: Mark | Unknown | None) -> None:
        """Say it in the description, where nothing else stands there, and aloud."""
        editor = self.editor
        words = self.explain(found).spoken() if isinstance(found, Mark) else ""
        if isinstance(found, Unknown):
            words = self.tr("{0} = {1}. Ctrl+I keeps it as a word.").format(
                found.word, found.expansion
            )
        if editor.accessibleDescription() in ("", self._told):
            editor.setAccessibleDescription(words)
            self._told = words
        if words:
            announce(editor, words)

    # --- what a key does --------------------------------------------------------------------

    @property
    def has_something(self) -> bool:
        """Tell whether there is something at the caret to insert or to keep."""
        found = self._found
        is_free = not self.editor.isReadOnly()
        return isinstance(found, Unknown) or (
            is_free and found is not None and bool(self.explain(found).insert)
        )

    def insert(self) -> bool:
        """Put the plain words in brackets behind the word, or keep what was defined."""
        self._look_now()
        found = self._found
        if isinstance(found, Unknown):
            self.keep_asked.emit(found)
            return True
        if found is None or self.editor.isReadOnly():
            return False
        words = self.explain(found).insert
        text, _, _ = caret(self.editor)
        if not words or text[found.end :].startswith(f" ({words})"):
            return False
        self._put(text, found.end, found.end, f" ({words})")
        announce(self.editor, self.tr("Inserted: {0}").format(words))
        return True

    def say_instead(self) -> bool:
        """Put what to say instead in the place of the word."""
        self._look_now()
        found = self._found
        if not isinstance(found, Mark) or self.editor.isReadOnly():
            return False
        words = self.explain(found).instead
        if not words:
            return False
        text, _, _ = caret(self.editor)
        if text[found.start].isupper():
            words = words[:1].upper() + words[1:]
        self._put(text, found.start, found.end, words)
        announce(self.editor, self.tr("Says instead: {0}").format(words))
        return True

    def _put(self, text: str, start: int, end: int, words: str) -> None:
        """Write as a person does: the field's own undo takes it back in one go."""
        first, behind = units(text, start), units(text, end)
        editor = self.editor
        if isinstance(editor, QLineEdit):
            if len(text) - (end - start) + len(words) > editor.maxLength():
                return
            editor.deselect()
            editor.setCursorPosition(first)
            if behind > first:
                editor.setSelection(first, behind - first)
            editor.insert(words)
            return
        cursor = QTextCursor(editor.document())
        cursor.setPosition(self._start + first)
        cursor.setPosition(self._start + behind, QTextCursor.MoveMode.KeepAnchor)
        cursor.beginEditBlock()
        cursor.insertText(words)
        cursor.endEditBlock()
        editor.setTextCursor(cursor)

    # --- events -----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if "editor" not in self.__dict__:  # Python has let go already, Qt has not yet
            return False
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._on_tip(event)
        if watched is not self.editor:
            return False
        if isinstance(event, QKeyEvent) and kind in (
            QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress,
        ):  # fmt: skip
            return self._on_key(event)
        if kind == QEvent.Type.FocusIn:
            self._look()
        elif kind == QEvent.Type.FocusOut:
            self._let_go()
        return False

    def _let_go(self) -> None:
        if self._found is not None:
            self._found = None
            self._tell(None)
            self.at_caret.emit(None)
        self.left.emit()

    def _on_key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() != Qt.Key.Key_I or modifiers not in (_INSERT, _INSTEAD):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if modifiers == _INSERT:
            self.insert()
        else:
            self.say_instead()
        return True

    def _on_tip(self, event: QHelpEvent) -> bool:
        """Show the plain words below the mouse; where there are none the field's own tip stays."""
        found = self._below(event.pos())
        if found is None:
            return False
        mark, box = found
        QToolTip.showText(
            event.globalPos(), explained(mark).as_tip(), canvas(self.editor), box.toAlignedRect()
        )
        return True

    def _below(self, point: QPoint) -> tuple[Mark, QRectF] | None:
        here = QPointF(point)
        for paragraph in shown(self.editor, QRectF(here.x(), here.y(), 1, 1)):
            at = unit_at(paragraph, point)
            if at is None:
                continue
            for mark in self._marks(paragraph.text):
                start, end = (units(paragraph.text, n) for n in (mark.start, mark.end))
                for box, _ in boxes(paragraph, start, end):
                    if box.adjusted(0, 0, 0, 3).contains(here):
                        return mark, box
        return None
