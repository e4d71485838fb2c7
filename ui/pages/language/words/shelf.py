"""The card with the list of words: find, whose, in which order; false friends first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt

from facilitator.queries.engagement import parties
from facilitator.queries.glossary import (
    WordIndex,
    WordKey,
    WordRow,
    patched,
    word_index,
    word_rows,
)
from ui.pages.language.words.word_list import FRIENDS, Entry, WordList
from ui.widgets.card import Card, row
from ui.widgets.fields import Choice, SearchField
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row
from ui.workspace import Workspace

RETIRED, SHARED, UNEXPLAINED = "retired", "shared", "unexplained"


class _Find(SearchField):
    """Down and Enter go into the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)


class Shelf(Card):
    """`picked` carries the word that is current now, `opened` one that was pressed."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=8, spacing=6)
        self._workspace = workspace
        self._index = WordIndex()
        self._uses: Mapping[int, int] = {}
        self._build()
        self.search.textChanged.connect(self._on_narrowed)
        self.search.left.connect(self._on_into_list)
        self.whose.chosen.connect(self._on_whose)
        self.order.chosen.connect(self._on_narrowed)
        self.list.picked.connect(self.picked)
        self.list.opened.connect(self.opened)

    def _build(self) -> None:
        self.search = identify(_Find(self.tr("Find a word")), "glossary-search")
        self.search.setToolTip(self.tr("Press / to come here"))
        self.add(self.search)
        line = row(6)
        self.whose = identify(Choice(), "glossary-whose", self.tr("Whose words"))
        self.order = identify(Choice(), "glossary-order", self.tr("Order"))
        self.order.set_choices([("used", self.tr("Most used")), ("az", self.tr("A to Z"))], "used")
        for choice in (self.whose, self.order):
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            line.addWidget(choice, 1)
        self.body.addLayout(line)
        self.list = identify(WordList(self.tr("Words"), self._read), "glossary-list")
        self.add(self.list, 1)
        self.none = EmptyState("translate", self.tr("No such word"))
        self.none.hide()
        self.add(self.none, 1)

    def _read(self, ids: Sequence[int]) -> dict[int, WordRow]:
        return word_rows(self._workspace.reader, ids)

    # --- loading ----------------------------------------------------------------------------

    @property
    def is_retired(self) -> bool:
        """Tell whether words out of use are shown."""
        return self.whose.current() == RETIRED

    def load(self) -> None:
        """Read every word again."""
        self._load_choices()
        self._index = word_index(self._workspace.reader, retired=self.is_retired)
        self.list.words.forget()
        self._show()

    def patch(self, ids: Iterable[int]) -> None:
        """Read a few words again."""
        ids = set(ids)
        before = self._index
        self._index = patched(self._workspace.reader, before, ids, retired=self.is_retired)
        self.list.words.forget(ids)
        if _shape(before) != _shape(self._index):
            self._show()

    def set_uses(self, uses: Mapping[int, int]) -> None:
        """Order by how often words are used."""
        self._uses = uses
        if self.order.current() == "used" and not self.search.text().strip():
            self._show()

    def _load_choices(self) -> None:
        chosen = self.whose.current()
        self.whose.clear_choices()
        self.whose.add(None, self.tr("All words"))
        for party in parties(self._workspace.reader):
            self.whose.add(party.id, party.short, party=party.colour)
        self.whose.add(SHARED, self.tr("Shared by all"))
        self.whose.add(UNEXPLAINED, self.tr("Without plain words"))
        self.whose.add(RETIRED, self.tr("No longer used"))
        self.whose.set_current(chosen)

    # --- showing ----------------------------------------------------------------------------

    def _fits(self, key: WordKey, everybody: int) -> bool:
        whose = self.whose.current()
        if isinstance(whose, int):
            return whose in key.owners
        if whose == SHARED:
            return len(key.owners) == everybody
        return whose != UNEXPLAINED or not key.told.strip()

    def _show(self) -> None:
        text = self.search.text().strip()
        found = self._index.find(text)
        if self.whose.current() is not None:
            everybody = len(parties(self._workspace.reader))
            found = [key for key in found if self._fits(key, everybody)]
        if text:
            self.list.set_words([key.id for key in found], even=True)
        else:
            friends = frozenset(key.id for key in found if key.is_false_friend)
            self.list.set_words(self._grouped(found), even=False, below=friends)
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self.none.set_words(
            self.tr("No such word") if text else self.tr("No words here"),
            self.tr("Nothing is called “{0}”, or explained with it.").format(text) if text else "",
        )

    def _grouped(self, found: Sequence[WordKey]) -> list[Entry]:
        """Return false friends below their heading, then the others."""
        by_use = self.order.current() == "used" and bool(self._uses)
        if by_use:
            found = sorted(found, key=lambda key: -self._uses.get(key.id, 0))
        friends: list[Entry] = [key.id for key in found if key.is_false_friend]
        rest = [key for key in found if not key.is_false_friend]
        entries: list[Entry] = []
        if friends:
            head = Row(FRIENDS, self.tr("One word, two things"), trailing=str(len(friends)),
                       is_heading=True)  # fmt: skip
            entries += [head, *friends]
        if rest:
            order = self.tr("used most first") if by_use else self.tr("A to Z")
            head = Row("all", self.tr("All words"), is_heading=True)
            if friends or by_use:
                entries.append(replace(head, trailing=order))
            entries += [key.id for key in rest]
        return entries

    def choose(self, term_id: int | None) -> int | None:
        """Make a word current, or the first where it is not shown; return which."""
        if term_id is not None and not self.list.words.index_of(term_id).isValid():
            term_id = None
        if term_id is None:
            term_id = self.list.words.first()
        self.list.set_current(term_id)
        return term_id

    def show_all(self, *, retired: bool = False) -> None:
        """Take the narrowing away, so that any word can be shown."""
        was = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(was)
        is_other = retired != self.is_retired
        self.whose.set_current(RETIRED if retired else None)
        if is_other:
            self.load()
        else:
            self._show()

    def _on_narrowed(self, *_: object) -> None:
        self._show()
        self.picked.emit(self.choose(self._current()))

    def _on_whose(self, _key: object) -> None:
        self.load()
        self.picked.emit(self.choose(self._current()))

    def _current(self) -> int | None:
        current = self.list.current()
        return current if isinstance(current, int) else None

    def _on_into_list(self) -> None:
        self.list.setFocus()


def _shape(index: WordIndex) -> list[tuple[int, bool]]:
    return [(key.id, key.is_false_friend) for key in index.keys]
