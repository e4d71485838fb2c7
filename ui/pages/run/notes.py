"""Notes and outcome of the item on the table: saved within a second of the first key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QCheckBox, QTextEdit, QWidget

from facilitator.commands import agenda
from facilitator.queries.engagement import PartyRow
from facilitator.queries.jargon import readers_of
from facilitator.queries.prepare import ItemRow
from ui.jargon.desk import JargonDesk
from ui.jargon.strip import ExplainStrip
from ui.shell import Shell
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.card import column, row
from ui.widgets.fields import AutoGrowTextEdit, FieldLabel
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace

_LINE_HEIGHT = 145.0  # percent
NOTES_INSET = 10  # design pixels beside the words, where the dots of speakers stand


class _Speakers(QSyntaxHighlighter):
    """Sets a party's name at the start of a line in bold."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._names: dict[str, str] = {}

    def set_parties(self, parties: list[PartyRow]) -> None:
        """Know these parties by name and short name."""
        names = {name: p.colour for p in parties for name in (p.name, p.short_name) if name}
        if names != self._names:
            self._names = names
            self.rehighlight()

    def speaker(self, line: str) -> tuple[int, int, str] | None:
        """Return start, end and colour key of the party that a line begins with."""
        start = len(line) - len(line.lstrip(" -•\t"))
        for name, colour in self._names.items():
            if line.startswith(f"{name}:", start):
                return start, start + len(name), colour
        return None

    def highlightBlock(self, text: str) -> None:
        found = self.speaker(text)
        if found is not None:
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.DemiBold)
            self.setFormat(found[0], found[1] - found[0], bold)


class NotesEdit(QTextEdit):
    """Plain text with room between the lines and a dot where a party speaks."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setProperty("bare", "true")
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.speakers = _Speakers(self.document())
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._space_lines()

    def _on_theme_changed(self) -> None:
        self.setFont(theme().font(15))
        self.document().setDefaultFont(theme().font(15))
        self.document().setDocumentMargin(theme().px(NOTES_INSET))

    def _space_lines(self) -> None:
        document = self.document()
        was = document.isUndoRedoEnabled()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(
            _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor.mergeBlockFormat(spaced)
        document.setUndoRedoEnabled(was)

    def setPlainText(self, text: str) -> None:
        """Show another text; the caret stays where it was as far as there is text."""
        at, scroll = self.textCursor().position(), self.verticalScrollBar().value()
        super().setPlainText(text)
        self._space_lines()
        cursor = self.textCursor()
        cursor.setPosition(min(at, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scroll)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        side = theme().px(6)
        block = self.cursorForPosition(event.rect().topLeft()).block()
        shift = self.verticalScrollBar().value()
        layout = self.document().documentLayout()
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if box.top() - shift > event.rect().bottom():
                return
            found = self.speakers.speaker(block.text())
            if found is not None and block.layout().lineCount():
                line = block.layout().lineAt(0)
                y = box.top() - shift + line.y() + line.height() - line.descent()
                y -= self.fontMetrics().xHeight() / 2 + 1
                x = side / 2 + 1.0
                if block.textDirection() == Qt.LayoutDirection.RightToLeft:
                    x = self.viewport().width() - x
                painting.draw_dot(painter, QPointF(x, y), side, theme().party(found[2]).fill)
            block = block.next()


class NotesPane(QWidget):
    """The notes of the item, whether they print, and the outcome, which always does."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace = workspace
        self._item_id: int | None = None
        self._build()
        self._notes_saver = shell.drafts.bind_text(self.notes, _nothing)
        self._outcome_saver = shell.drafts.bind_text(self.outcome, _nothing)
        self.jargon = JargonDesk(workspace, shell, self.strip)
        self.jargon.watch(self.notes, self.outcome)
        self.in_minutes.clicked.connect(self._on_in_minutes)

    def _build(self) -> None:
        whole = column(8)
        self.setLayout(whole)
        below = column(6)
        self._below = below
        self.notes = identify(NotesEdit(), "notes", self.tr("Notes of this item"))
        self.notes.setPlaceholderText(self.tr("Notes: what is said, as it is said"))
        whole.addWidget(self.notes, 1)
        self.strip = ExplainStrip(keeps_room=True)
        whole.addWidget(self.strip)
        head = row(8)
        self.outcome = identify(
            AutoGrowTextEdit(
                placeholder=self.tr("What came of it, in a sentence or two"), least=1, most=4
            ),
            "outcome",
        )
        head.addWidget(FieldLabel(self.tr("Outcome"), self.outcome))
        head.addWidget(Text(self.tr("prints in the minutes"), "hint"))
        head.addStretch(1)
        self.in_minutes = identify(QCheckBox(self.tr("Notes in the minutes")), "notes-in-minutes")
        self.in_minutes.setToolTip(
            self.tr("Without it the notes are scratch text and print nowhere")
        )
        head.addWidget(self.in_minutes)
        below.addLayout(head)
        below.addWidget(self.outcome)
        whole.addLayout(below)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        inset = theme().px(NOTES_INSET)
        self._below.setContentsMargins(inset, 0, inset, 0)

    def know_parties(self, parties: list[PartyRow]) -> None:
        """Tell the speakers in the notes by these parties."""
        self.notes.speakers.set_parties(parties)

    def know_readers(self, session_id: int) -> None:
        """Underline in these joint texts what a side at the table does not own."""
        self.jargon.set_readers(readers_of(self._workspace.reader, session_id=session_id))

    def set_low(self, is_low: bool) -> None:
        """Keep no room for the strip where there is little."""
        self.strip.set_keeps_room(not is_low)

    # --- showing ----------------------------------------------------------------------------

    def show_item(self, item: ItemRow, *, force: bool = False) -> None:
        """Show an item; what somebody is typing into the same item is left alone.

        `force` is for undo and redo, which mean these fields.
        """
        if item.id != self._item_id:
            self._item_id = item.id
            self._notes_saver.retarget(partial(self._save_notes, item.id))
            self._outcome_saver.retarget(partial(self._save_outcome, item.id))
            self._forget_history()
            force = True
        self._notes_saver.load(item.notes, force=force)
        self._outcome_saver.load(item.outcome, force=force)
        self.in_minutes.setChecked(item.notes_in_minutes)
        read_only = self._workspace.read_only
        self.notes.setReadOnly(read_only)
        self.outcome.setReadOnly(read_only)
        self.in_minutes.setEnabled(not read_only)

    def _forget_history(self) -> None:
        """Typing of one item is never undone inside the field of another."""
        for document in (self.notes.document(), self.outcome.document()):
            document.clearUndoRedoStacks()

    # --- saving -----------------------------------------------------------------------------

    def _save_notes(self, item_id: int, words: str) -> None:
        self.jargon.save(
            self.notes, agenda.set_notes, item_id, words,
            label="Type notes", typed=words, seen_in=("agenda_item", item_id), origin=self,
        )  # fmt: skip

    def _save_outcome(self, item_id: int, words: str) -> None:
        self.jargon.save(
            self.outcome, agenda.set_item, item_id, outcome=words, label="Edit agenda item",
            typed=words, seen_in=("agenda_item", item_id), origin=self,
        )  # fmt: skip

    def _on_in_minutes(self, checked: bool) -> None:
        if self._item_id is not None:
            self._notes_saver.flush()
            self._workspace.run(agenda.print_notes, self._item_id, checked)


def _nothing(words: str) -> None:
    """Save nothing: no item is shown yet."""
