"""The glossary: a list of words, the one that is chosen, words nobody explained (L1, L2, L4)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from facilitator.clock import Clock
from facilitator.commands import glossary as commands
from facilitator.domain.glossary import STARTER_HOMES
from facilitator.queries.glossary import touched_terms, word_count, word_detail
from facilitator.queries.glossary_homes import kept_homes
from facilitator.queries.glossary_used import said_terms, unknown_words, used_in, uses
from facilitator.store import Change, Reader
from ui.actions import Command
from ui.jobs import Job, JobContext
from ui.pages.language.words.ask import AskCard
from ui.pages.language.words.detail import WordView
from ui.pages.language.words.homes import HomesDialog, StarterDialog
from ui.pages.language.words.shelf import Shelf
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.widgets.buttons import PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.scrolled import scrolled
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace

_WORDS = frozenset({"term", "term_party", "term_relation"})
_FEW = 40  # rows that are read again alone


class WordsTab(TabPage):
    """The words of both sides."""

    watches: ClassVar[frozenset[str]] = _WORDS | {
        "home_party", "unknown_word", "capture", "decision", "agenda_item", "item_notes", "goal",
        "party", "person", "membership", "session",
    }  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._wanted: int | None = None
        self._counting: Job | None = None
        self._counted: Path | None = None
        self._is_chosen = False
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.files = identify(
            PlainButton(self.tr("Bring and export"), icon="export", trailing="caret-down"),
            "glossary-files",
        )
        self.new = identify(PrimaryButton(self.tr("New word"), icon="plus"), "new-term")
        self.shelf = Shelf(self.workspace)
        self.detail = WordView(self.workspace, self.shell)
        self.blank = Card()
        self.blank.add(EmptyState("translate", self.tr("No word chosen")))
        middle = QWidget()
        box = column(0)
        middle.setLayout(box)
        box.addWidget(self.detail)
        box.addWidget(self.blank)
        self.ask = AskCard(self.workspace, self.shell)
        self.right = TwoColumns(
            scrolled(middle), self.ask, shares=(68, 32), narrow=600, heights=(520, 320)
        )
        self.nothing = self._build_nothing()
        whole.addWidget(self.nothing, 1)
        self.columns = TwoColumns(
            self.shelf, self.right, shares=(27, 73), narrow=760, heights=(320, 860)
        )
        whole.addWidget(self.columns, 1)

    def _build_nothing(self) -> Card:
        card = Card()
        empty = EmptyState(
            "translate",
            self.tr("No words yet"),
            self.tr(
                "Words that one side uses and the other does not, each in plain words. "
                "198 of them are ready to be brought; say first whose they are."
            ),
        )
        self.starter = identify(
            empty.set_step(
                self.tr("Bring the starter glossary"), self._on_starter, icon="translate"
            ),
            "bring-starter",
        )
        self.first = empty.set_step(self.tr("Write the first word"), self._on_new, primary=False)
        self.from_file = empty.set_step(
            self.tr("Bring words from a file…"), self._on_bring, primary=False
        )
        card.add(empty, 1)
        return card

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new)
        self.files.clicked.connect(self._on_files)
        self.shelf.picked.connect(self._on_picked)
        self.shelf.opened.connect(self._on_opened)
        self.detail.asked_for.connect(self._on_asked)
        self.ask.written.connect(self._on_written)

    def header_actions(self) -> list[QWidget]:
        """Return what brings and takes files, and the new word."""
        return [self.files, self.new]

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Read every word, and the one that is shown."""
        self.shelf.load()
        self._show_all()
        self._count_uses()

    def show_change(self, change: Change) -> None:
        """Read again what a change is about; thousands of words are not read for one."""
        force = change.kind != "do"
        about = {row for row in change.touched if row[0] in _WORDS}
        ids = None if len(about) > _FEW else touched_terms(self.workspace.reader, about)
        if ids is None or {"party", "home_party"} & change.tables:
            self.shelf.load()
        elif ids:
            self.shelf.patch(ids)
        self._show_all(force=force)

    def _show_all(self, *, force: bool = False) -> None:
        self._fix()
        unknown, said = unknown_words(self.workspace.reader), said_terms(self.workspace.reader)
        self.ask.show_words(unknown, said)
        has_any = (
            word_count(self.workspace.reader) > 0 or self.shelf.is_retired or bool(unknown or said)
        )
        self.nothing.setVisible(not has_any)
        self.columns.setVisible(has_any)
        self._fit_button()
        if self._wanted is not None:
            self._bring_into_view(self._wanted)
        wanted = self._wanted or self.shelf.list.current()
        self._wanted = None
        self._show(self.shelf.choose(wanted if isinstance(wanted, int) else None), force=force)

    def _fit_button(self) -> None:
        """Leave one filled button: the empty page has its own."""
        if self.isVisible():
            self.new.setVisible(not self.nothing.isVisibleTo(self))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_button()

    def _bring_into_view(self, term_id: int) -> None:
        word = word_detail(self.workspace.reader, term_id)
        if word is not None and not self.shelf.list.words.index_of(term_id).isValid():
            self.shelf.show_all(retired=bool(word.retired_on))

    def _show(self, key: object, *, force: bool = False) -> None:
        reader = self.workspace.reader
        word = word_detail(reader, key) if isinstance(key, int) else None
        self.detail.setVisible(word is not None)
        self.blank.setVisible(word is None)
        if word is not None:
            self.detail.show_word(word, force=force)
            self.detail.show_uses(word.id, used_in(reader, word.term, word.abbreviation))

    def _fix(self) -> None:
        """Let who reads a file that others hold see why nothing can be added."""
        why = self.tr("This file is open read-only.") if self.workspace.read_only else None
        for button in (self.new, self.starter, self.first, self.from_file):
            explain_disabled(button, why)

    # --- how often words are used -----------------------------------------------------------

    def _count_uses(self) -> None:
        """Count in the background, once for each file, so that the order does not jump about."""
        space = self.workspace
        if self._counted == space.path or not word_count(space.reader):
            return
        self._counted = space.path
        work = partial(_count, space.path, space.clock)
        self._counting = Job(self.tr("Counting where words are used"), work, takes_turns=True)
        self._counting.done.connect(self._on_counted)
        self.shell.run_job(self._counting)

    def _on_counted(self, found: object) -> None:
        if isinstance(found, dict):
            current, keys = self.shelf.list.current(), QApplication.focusWidget()
            self.shelf.set_uses(found)
            if self._is_chosen or (keys is not None and self.detail.isAncestorOf(keys)):
                self.shelf.list.set_current(current)
            else:  # nobody chose a word yet: the page opens on the first of the list
                self._show(self.shelf.choose(None))

    # --- doing ------------------------------------------------------------------------------

    def _on_new(self) -> None:
        words = self.shelf.search.text().strip() or self.tr("New word")
        new_id = self.workspace.run(commands.add_term, words)
        if new_id is not None:
            self._on_written(new_id)
            self.detail.rename()

    def _on_written(self, term_id: object) -> None:
        """Show an entry that was just made, ready for its plain words."""
        if isinstance(term_id, int):
            self.open_target(term_id=term_id)
            self.detail.plain.setFocus()

    def _on_picked(self, key: object) -> None:
        self._is_chosen = True
        self._show(key)

    def _on_opened(self, key: object) -> None:
        self._show(key)
        self.detail.plain.setFocus()

    def _on_asked(self, key: object) -> None:
        self.open_target(term_id=key)

    def _on_files(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        can_write = not self.workspace.read_only
        for words, slot in (
            (self.tr("Bring words from a file…"), self._on_bring),
            (self.tr("Bring the starter glossary…"), self._on_starter),
            (self.tr("Whose words are whose…"), self._on_homes),
        ):
            action = menu.addAction(words)
            action.triggered.connect(slot)
            action.setEnabled(can_write)
        menu.addSeparator()
        for words, kind in (
            (self.tr("Export as table (CSV)"), "csv"),
            (self.tr("Export as text (Markdown)"), "md"),
            (self.tr("Export as data (JSON)"), "json"),
        ):
            menu.addAction(words).triggered.connect(partial(self._on_export, kind))
        menu.popup(self.files.mapToGlobal(self.files.rect().bottomLeft()))

    def _on_export(self, kind: str, *_: object) -> None:
        self.shell.exports.register("glossary", kind)

    def _on_starter(self) -> None:
        StarterDialog(self.workspace, self.shell, self.shell.window_widget).open()

    def _on_homes(self) -> None:
        labels = list(kept_homes(self.workspace.reader)) or list(STARTER_HOMES)
        HomesDialog(self.workspace, self.shell.window_widget, labels).open()

    def _on_bring(self) -> None:
        from ui.pages.language.words.bring import ask_for_file

        ask_for_file(self.workspace, self.shell)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None and not self.workspace.read_only:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            from ui.pages.language.words.bring import bring_file

            event.acceptProposedAction()
            bring_file(self.workspace, self.shell, path)

    # --- the window's questions -------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show one word; `word_id` is one that nobody explained, at the right."""
        wanted = target.get("term_id")
        self._wanted = wanted if isinstance(wanted, int) else None
        self._is_chosen = self._is_chosen or self._wanted is not None
        self._fit_button()
        if self._wanted is not None and self.isVisible():
            self._show_all()

    def place(self) -> dict[str, object]:
        """Return the word that is shown."""
        key = self.shelf.list.current()
        return {"term_id": key} if isinstance(key, int) else {}

    def commands(self) -> list[Command]:
        """Return what can be done with words."""
        group = self.tr("Language")
        return [
            Command(
                "term.new", self.tr("New word"), self._on_new, shortcut="Ctrl+N",
                icon="translate", group=group, enabled=self._can_write,
            ),
            Command(
                "term.find", self.tr("Find a word"), self.shelf.search.setFocus, shortcut="/",
                icon="magnifying-glass", group=group,
            ),
            Command(
                "glossary.bring", self.tr("Bring words from a file"), self._on_bring,
                icon="export", group=group, enabled=self._can_write,
            ),
            Command(
                "glossary.starter", self.tr("Bring the starter glossary"), self._on_starter,
                icon="translate", group=group, enabled=self._can_write,
            ),
        ]  # fmt: skip

    def _can_write(self) -> bool:
        return not self.workspace.read_only

    def panes(self) -> list[QWidget]:
        """Return the list, the word, and what to ask about."""
        if self.nothing.isVisibleTo(self):
            return [self.nothing]
        return [self.shelf, self.detail, self.ask]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the list."""
        return self.starter if self.nothing.isVisibleTo(self) else self.shelf.list

    def escape(self) -> bool:
        """Empty the search first."""
        if not self.shelf.search.text():
            return False
        self.shelf.search.clear()
        self.shelf.list.setFocus()
        return True


def _count(file: Path, clock: Clock, context: JobContext) -> dict[int, int]:
    with Reader.open(file, clock) as reader:
        return uses(reader, context.check)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one table of words that is being dropped."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in (".csv", ".tsv", ".txt") else None
