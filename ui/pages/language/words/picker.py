"""Choose the other word for the same thing, or write it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from facilitator.commands import glossary
from facilitator.domain.text import fold
from facilitator.domain.words import TermRelation
from facilitator.queries.glossary import WordDetail, WordRow, word_index, word_rows
from facilitator.store import Store
from ui.dialogs.form import FormDialog
from ui.pages.language.words.word_list import WordList
from ui.theme import theme
from ui.widgets.fields import SearchField
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace

_MOST = 200


class PickWord(FormDialog):
    """Type to find a word; what is not there yet is written as a new one."""

    def __init__(self, workspace: Workspace, word: WordDetail, parent: QWidget) -> None:
        self._workspace, self._word = workspace, word
        self._index = word_index(workspace.reader)
        title = self.tr("Another word for “{0}”").format(word.term)
        super().__init__(parent, title, self.tr("Same thing"), width=460)
        self.search = identify(SearchField(self.tr("Find or write the other word")), "pick-search")
        self.list = identify(WordList(self.tr("Words"), self._read), "pick-list")
        self.list.setMinimumHeight(theme().px(220))
        self.told = Text("", "small", wrap=True)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list)
        self.body.addWidget(self.told)
        self.search.textChanged.connect(self._on_find)
        self.search.returnPressed.connect(self._on_confirm)
        self.list.opened.connect(self._on_opened)
        self.list.picked.connect(self._on_picked)
        self._on_find()
        self.search.setFocus()

    def _read(self, ids: Sequence[int]) -> dict[int, WordRow]:
        return word_rows(self._workspace.reader, ids)

    def _on_find(self, *_: object) -> None:
        text = self.search.text().strip()
        found = [key for key in self._index.find(text) if key.id != self._word.id][:_MOST]
        self.list.set_words([key.id for key in found], even=True)
        is_there = any(fold(key.term) == fold(text) for key in found)
        self.list.set_current(found[0].id if text and is_there else None)
        self._tell()

    def _on_picked(self, _key: object) -> None:
        self._tell()

    def _tell(self) -> None:
        text = self.search.text().strip()
        is_new = self.list.current() is None and bool(text)
        self.told.setText(self.tr("“{0}” becomes a new word.").format(text) if is_new else "")
        self.confirm.setEnabled(is_new or self.list.current() is not None)

    def _on_opened(self, _key: object) -> None:
        self._on_confirm()

    def submit(self) -> bool:
        """Relate the word to the one chosen, or to a new one."""
        chosen = self.list.current()
        other = chosen if isinstance(chosen, int) else None
        return self._workspace.carry_out(_relate, self._word.id, other, self.search.text().strip())


def _relate(store: Store, term_id: int, other_id: int | None, new_word: str) -> None:
    with store.step("Relate words"):
        other = other_id if other_id is not None else glossary.add_term(store, new_word)
        glossary.set_relation(store, term_id, TermRelation.TWO_WORDS, other)
