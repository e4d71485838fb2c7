"""What the fields of a window know about words: read in slices, kept up to date by changes."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.commands.unknown_words import new_words
from facilitator.language.unknown import Unknown, unknown_words
from facilitator.queries.jargon import (
    WATCHED,
    Lexicon,
    Mark,
    some_words,
    these_words,
    words_of_rows,
)
from facilitator.store import Change
from ui.workspace import Workspace

_AT_ONCE = 250  # words that are read without letting the window breathe
_SLICE = 120
_LONG = 300  # letters of a paragraph that is looked at in pieces
_PIECE = 120
_SENTENCE = re.compile(r"[.!?;:,]\s+|\n")
_KEPT = 400  # paragraphs whose marks are remembered
_FEW = 40  # rows of a change that are worth reading one by one

Sides = frozenset[int]


class Radar(QObject):
    """The words of the open engagement. One for a workspace; it reads when a field first asks."""

    changed = Signal()  # other stretches may be marked now

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._lexicon = Lexicon()
        self._coming: Lexicon | None = None
        self._after = 0
        self._is_read = False
        self._marks: OrderedDict[tuple[str, Sides], list[Mark]] = OrderedDict()
        self._long: tuple[tuple[str, Sides], list[Mark]] | None = None  # a long paragraph
        self._known: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_slice)
        workspace.changed.connect(self._on_changed)
        workspace.opened.connect(self._forget)
        workspace.closing.connect(self._forget)

    # --- asking -----------------------------------------------------------------------------

    def marks(self, text: str, readers: Sides) -> list[Mark]:
        """Return what to underline in a paragraph that these sides read."""
        if not self._is_read:
            self._read()
        if len(text) <= _LONG:
            return self._remembered(text, readers)
        key = (text, readers)
        if self._long is None or self._long[0] != key:
            self._long = (key, self._marks_of_pieces(text, readers))
        return self._long[1]

    def _remembered(self, text: str, readers: Sides) -> list[Mark]:
        key = (text, readers)
        known = self._marks.get(key)
        if known is None:
            known = self._marks[key] = self._lexicon.marks(text, readers)
            if len(self._marks) > _KEPT:
                self._marks.popitem(last=False)
        return known

    def _marks_of_pieces(self, text: str, readers: Sides) -> list[Mark]:
        found: list[Mark] = []
        for start, piece in _pieces(text):
            for mark in self._remembered(piece, readers):
                found.append(Mark(mark.start + start, mark.end + start, mark.word, mark.strangers))
        return found

    def definition_at(self, text: str, at: int) -> Unknown | None:
        """Return what a paragraph explains in passing where the caret stands, when it is new."""
        for each in unknown_words(text):
            first, last = min(each.start, each.of_start), max(each.end, each.of_end)
            is_new = each.expansion is not None and not self._lexicon.knows(each.word)
            if is_new and first <= at <= last + 1:
                return each
        return None

    def has_new_words(self, text: str, unfinished_at: int | None) -> bool:
        """Tell whether a text holds an abbreviation that is neither explained nor collected."""
        seen = {each.word for each in unknown_words(text) if each.end != unfinished_at}
        if seen <= self._known:
            return False
        fresh = {
            each.word
            for each in new_words(self._workspace.reader, text, unfinished_at=unfinished_at)
        }
        self._known |= seen - fresh
        return bool(fresh)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no word yet."""
        return not len(self._lexicon)

    # --- reading ----------------------------------------------------------------------------

    def _read(self) -> None:
        if not self._workspace.is_open:
            return
        self._is_read = True
        first = some_words(self._workspace.reader, 0, _AT_ONCE)
        if len(first) < _AT_ONCE:
            self._take(Lexicon(first))
            return
        self._coming, self._after = Lexicon(), 0
        self._timer.start()

    def _on_slice(self) -> None:
        """Take some words in, then let the window live."""
        coming = self._coming
        if coming is None or not self._workspace.is_open:
            self._timer.stop()
            return
        found = some_words(self._workspace.reader, self._after, _SLICE)
        coming.take(found)
        if len(found) == _SLICE:
            self._after = found[-1].id
            return
        self._timer.stop()
        self._coming = None
        self._take(coming)
        self.changed.emit()

    def _take(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._forget_marks()

    def _forget_marks(self) -> None:
        self._marks.clear()
        self._long = None

    def _forget(self) -> None:
        self._timer.stop()
        self._coming, self._is_read = None, False
        self._known.clear()
        self._take(Lexicon())

    # --- changes ----------------------------------------------------------------------------

    def _on_changed(self, change: Change) -> None:
        tables = change.tables
        if {"unknown_word", "term", "party"} & tables:
            self._known.clear()
        if not self._is_read or not WATCHED & tables:
            return
        if "party" in tables or self._coming is not None or not self._read_touched(change):
            self._forget()
            self._read()
        self._forget_marks()
        self.changed.emit()

    def _read_touched(self, change: Change) -> bool:
        """Read again what a change touched; False where that cannot be told, or is too much."""
        words = {row for table, row in change.touched if table == "term"}
        rows = {row for table, row in change.touched if table in ("term_party", "term_relation")}
        if len(words) + len(rows) > _FEW:
            return False
        reader = self._workspace.reader
        if rows:
            found = words_of_rows(reader, rows)
            if found is None:
                return False
            words |= found
        present = these_words(reader, words)
        self._lexicon.forget(words - {word.id for word in present})
        self._lexicon.take(present)
        return True


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long paragraph between sentences, so that a key costs the sentence it is typed in."""
    start = 0
    for match in _SENTENCE.finditer(text):
        if match.end() - start >= _PIECE:
            yield start, text[start : match.end()]
            start = match.end()
    if start < len(text):
        yield start, text[start:]


def radar_of(workspace: Workspace) -> Radar:
    """Return the radar of a workspace; made at the first call."""
    found = workspace.findChild(Radar)
    return found if isinstance(found, Radar) else Radar(workspace)
