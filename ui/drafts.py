"""Typing is saved within a second of the first unsaved key, and whenever somebody looks away."""

from __future__ import annotations

import weakref
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit
from shiboken6 import isValid

from facilitator.errors import FacilitatorError, WriteFailed
from ui.workspace import Workspace

Editor = QLineEdit | QPlainTextEdit | QTextEdit

# A throttle, not a debounce: the timer starts with the first unsaved key and is never restarted.
SAVE_AFTER_MS = 700


def _text_of(editor: Editor) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def _set_text(editor: Editor, text: str) -> None:
    """Put a text in and leave the cursor where it was."""
    if isinstance(editor, QLineEdit):
        at = editor.cursorPosition()
        editor.setText(text)
        editor.setCursorPosition(min(at, len(text)))
        return
    at = editor.textCursor().position()
    editor.setPlainText(text)
    cursor = editor.textCursor()
    cursor.setPosition(min(at, len(editor.toPlainText().encode("utf-16-le")) // 2))
    editor.setTextCursor(cursor)


class TypingSaver(QObject):
    """Saves one field. Lives as long as the field."""

    def __init__(self, editor: Editor, save: Callable[[str], object], drafts: Drafts) -> None:
        super().__init__(editor)
        self._editor = editor
        self._save = save
        self._drafts = weakref.ref(drafts)
        self._is_dirty = False
        self._is_loading = False
        self._was_typed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        editor.textChanged.connect(self._on_text_changed)
        editor.installEventFilter(self)

    @property
    def is_dirty(self) -> bool:
        """Tell whether typing waits to be saved."""
        return self._is_dirty

    def load(self, text: str, *, force: bool = False) -> bool:
        """Show what the file says; leave a field alone that somebody is editing.

        `force` is for undo and redo, which mean this field. Tells whether the text was taken.
        """
        if _text_of(self._editor) == text:
            return True
        # What was typed may come back cleaned, e.g. without the space before the next word.
        is_edited = self._is_dirty or (self._was_typed and self._editor.hasFocus())
        if is_edited and not force:
            return False
        self._is_loading = True
        _set_text(self._editor, text)
        self._is_loading = False
        self._is_dirty = self._was_typed = False
        self._timer.stop()
        return True

    def flush(self) -> bool:
        """Save now what waits; tell whether nothing waits any more."""
        self._timer.stop()
        drafts = self._drafts()
        if not self._is_dirty or drafts is None:
            return not self._is_dirty
        self._is_dirty = False
        error = drafts.save(self._save, _text_of(self._editor))
        # A disk that cannot be written keeps the text waiting; a refusal does not.
        self._is_dirty = self._is_dirty or isinstance(error, WriteFailed)
        if error is not None:
            drafts.failed.emit(error)
        return not self._is_dirty

    def retarget(self, save: Callable[[str], object]) -> None:
        """Save what waits where it belongs, then save to another place from now on."""
        self.flush()
        self._save = save

    def forget(self) -> None:
        """Drop what waits, e.g. after the text was handed over by Enter."""
        self._timer.stop()
        self._is_dirty = False

    def _on_text_changed(self) -> None:
        if self._is_loading:
            return
        self._is_dirty = self._was_typed = True
        if not self._timer.isActive():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            self.flush()
            self._was_typed = False
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._yield_undo(event)
        return False

    def _yield_undo(self, event: QKeyEvent) -> bool:
        """Leave Ctrl+Z to the window when the field itself has nothing to undo."""
        editor = self._editor
        standard = QKeySequence.StandardKey
        if isinstance(editor, QLineEdit):
            can_undo, can_redo = editor.isUndoAvailable(), editor.isRedoAvailable()
        else:
            document = editor.document()
            can_undo, can_redo = document.isUndoAvailable(), document.isRedoAvailable()
        undo = event.matches(standard.Undo) and not can_undo
        redo = event.matches(standard.Redo) and not can_redo
        if undo or redo:
            event.ignore()
            return True
        return False


class Drafts(QObject):
    """All fields with typing in them. One for the window."""

    failed = Signal(object)  # FacilitatorError; after a WriteFailed the text waits in its field

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._savers: weakref.WeakSet[TypingSaver] = weakref.WeakSet()
        self._is_flushing = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_application_state)

    def bind_text(self, editor: Editor, save: Callable[[str], object]) -> TypingSaver:
        """Save what is typed into `editor` by `save(text)`, e.g. a partial of `workspace.run`."""
        saver = TypingSaver(editor, save, self)
        self._savers.add(saver)
        return saver

    def bind_draft(self, editor: Editor, place: str, *, sealed: bool = False) -> TypingSaver:
        """Keep typing that is no row yet, e.g. in a capture line; it comes back after a crash."""
        saver = self.bind_text(editor, _DraftPlace(self._workspace, place, sealed))
        kept = self._workspace.store.draft(place, sealed=sealed)
        if kept:
            saver.load(kept, force=True)
        return saver

    def clear_draft(self, saver: TypingSaver, place: str, *, sealed: bool = False) -> None:
        """Forget the typing of a place after it became a row."""
        saver.forget()
        self._workspace.store.clear_draft(place, sealed=sealed)

    def flush(self) -> bool:
        """Save everything that waits; tell whether nothing waits any more."""
        if self._is_flushing:
            return False
        self._is_flushing = True
        try:
            results = [saver.flush() for saver in list(self._savers) if isValid(saver)]
        finally:
            self._is_flushing = False
        return all(results)

    def waiting(self) -> int:
        """Return how many fields hold typing that is not saved."""
        return sum(1 for saver in list(self._savers) if isValid(saver) and saver.is_dirty)

    def save(self, save: Callable[[str], object], text: str) -> FacilitatorError | None:
        """Save one text; return why it could not be, where that is so."""
        self._workspace.last_error = None
        try:
            save(text)
        except FacilitatorError as error:
            return error
        return self._workspace.last_error

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self.flush()


class _DraftPlace:
    """Writes into the draft table; a class, so that nothing captures a widget."""

    def __init__(self, workspace: Workspace, place: str, sealed: bool) -> None:
        self._workspace = workspace
        self._place = place
        self._sealed = sealed

    def __call__(self, text: str) -> None:
        store = self._workspace.store
        if text:
            store.set_draft(self._place, text, sealed=self._sealed)
        else:
            store.clear_draft(self._place, sealed=self._sealed)
