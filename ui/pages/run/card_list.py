"""The list of cards: a click on a part opens it, the words are edited where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from ui.pages.run.cards import CardDelegate, Plan
from ui.theme import theme
from ui.widgets.fields import AutoGrowTextEdit
from ui.widgets.naming import identify
from ui.widgets.rows import KeyRole, Row, RowList, RowRole

FRESH_MS = 1600


class CardEditor(AutoGrowTextEdit):
    """The words of one card. Enter and leaving keep them, Esc brings the old ones back."""

    left = Signal(bool)  # False: bring the old words back

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, least=1, most=8, parent=parent)
        identify(self, "capture-words", self.tr("Words of this capture"))
        self._is_over = False

    def _leave(self, keep: bool) -> None:
        if not self._is_over:
            self._is_over = True
            self.left.emit(keep)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._leave(True)
        elif event.key() == Qt.Key.Key_Escape:
            self._leave(False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._leave(True)


class Saver(Protocol):
    """What the list needs of the one who saves typing."""

    def flush(self) -> bool:
        """Save now."""

    def forget(self) -> None:
        """Drop what waits."""


Bind = Callable[[CardEditor, object], Saver]


class CardList(RowList):
    """Signals carry the key of the card, what was asked for, and where on the screen."""

    asked = Signal(object, str, QPoint)  # kind, more, who, sides, details, settle, answer, minutes
    delete_asked = Signal(object)
    words_kept = Signal(object, str, str)  # key, old words, new words
    _editor: CardEditor | None = None  # the view lays itself out before __init__ is through

    def __init__(self, name: str, bind: Bind) -> None:
        super().__init__(name, dividers=False)
        self._bind = bind
        self._saver: Saver | None = None
        self._before = ""
        self.cards = CardDelegate(self)
        self.painter_of_rows = self.cards
        self.setItemDelegate(self.cards)
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(FRESH_MS)
        self._fading.timeout.connect(self._on_faded)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    # --- showing ----------------------------------------------------------------------------

    def show_cards(self, rows: list[Row]) -> None:
        """Show these cards; the one being edited stays open while it is there."""
        self.set_rows(rows)
        self.scheduleDelayedItemsLayout()
        if self._editor is not None and not self.rows.index_of(self.cards.editing).isValid():
            self._close_editor()

    def point_out(self, key: object) -> None:
        """Let a card that was just captured stand out for a moment."""
        self.cards.fresh = key
        self.scrollToTop()
        self._fading.start()
        self.viewport().update()

    def _on_faded(self) -> None:
        self.cards.fresh = None
        self.viewport().update()

    # --- editing ----------------------------------------------------------------------------

    def is_editing(self) -> bool:
        """Tell whether words are being edited."""
        return self._editor is not None

    def edit_words(self, key: object) -> None:
        """Edit the words of a card where they stand."""
        self.end_editing()
        index = self.rows.index_of(key)
        if not index.isValid():
            return
        self.set_current(key)
        row = index.data(RowRole)
        self._before = row.title
        self.cards.editing = key
        editor = CardEditor(row.title, self.viewport())
        self._editor = editor
        self._saver = self._bind(editor, key)
        editor.left.connect(self._on_left)
        self.cards.editor_height = editor.sizeHint().height()
        self._place_editor()
        editor.show()
        editor.document().documentLayout().documentSizeChanged.connect(self._on_grown)
        self._on_grown()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.selectAll()

    def end_editing(self) -> None:
        """Keep what was typed and close the editor."""
        if self._editor is not None:
            self._on_left(True)

    def _on_left(self, keep: bool) -> None:
        editor, saver, key = self._editor, self._saver, self.cards.editing
        if editor is None or saver is None:
            return
        words = editor.toPlainText()
        had_focus = editor.hasFocus()
        if keep:
            saver.flush()
        else:
            saver.forget()
            words = self._before
        before = self._before
        self._close_editor()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words_kept.emit(key, before, words)

    def _close_editor(self) -> None:
        editor, self._editor, self._saver = self._editor, None, None
        self.cards.editing = None
        if editor is not None:
            editor.hide()
            editor.deleteLater()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _on_grown(self) -> None:
        if self._editor is not None:
            self.cards.editor_height = self._editor.sizeHint().height()
            self.scheduleDelayedItemsLayout()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_editor()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_editor()

    def _place_editor(self) -> None:
        if self._editor is None:
            return
        plan = self._plan(self.cards.editing)
        if plan is not None:
            look = theme()
            self._editor.setGeometry(plan.words.adjusted(-look.px(6), 0, look.px(6), 0))

    def _plan(self, key: object) -> Plan | None:
        index = self.rows.index_of(key)
        if not index.isValid():
            return None
        return self.cards.plan(index.data(RowRole), self.visualRect(index))

    # --- mouse and keys ---------------------------------------------------------------------

    def _zone(self, point: QPoint) -> tuple[object, str, str]:
        index = self.indexAt(point)
        if not index.isValid():
            return None, "", ""
        plan = self.cards.plan(index.data(RowRole), self.visualRect(index))
        return index.data(KeyRole), *plan.zone(point.x(), point.y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        zone = self._zone(event.position().toPoint())
        if zone != self.cards.hovered:
            self.cards.hovered = zone
            shape = Qt.CursorShape.ArrowCursor
            if zone[1] == "words":
                shape = Qt.CursorShape.IBeamCursor
            elif zone[1]:
                shape = Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.cards.hovered = (None, "", "")
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        QListView.mouseReleaseEvent(self, event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        key, part, act = self._zone(point)
        if part == "words":
            self.edit_words(key)
        elif part in ("kind", "more"):
            self.asked.emit(key, part, self.viewport().mapToGlobal(point))
        elif part == "meta":
            self.asked.emit(key, act, self.viewport().mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, code = self.current(), Qt.Key(event.key())
        if key is None:
            super().keyPressEvent(event)
        elif code in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_words(key)
        elif code in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit(key)
        elif code in (Qt.Key.Key_Menu, Qt.Key.Key_Space):
            self.asked.emit(key, "more", self._below(key))
        else:
            super().keyPressEvent(event)

    def _below(self, key: object) -> QPoint:
        plan = self._plan(key)
        box = plan.kind if plan is not None else QRect()
        return self.viewport().mapToGlobal(box.bottomLeft())

    def _on_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid():
            self.set_current(index.data(KeyRole))
            self.asked.emit(index.data(KeyRole), "more", self.viewport().mapToGlobal(point))
