"""The tab “Say it back”: the list on one side, one with all its versions on the other (L5)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.clock import Clock
from facilitator.commands import saybacks as commands
from facilitator.queries.saybacks import (
    SaybackRow,
    SideCount,
    UnsaidTerm,
    never_said_back,
    saybacks,
    who_restated,
)
from facilitator.store import Change, Reader
from ui.actions import Command
from ui.asking import Asking
from ui.jobs import Job, JobContext
from ui.pages.language.sayback.detail import SaybackView
from ui.pages.language.sayback.new_form import NewSaybackForm
from ui.pages.language.sayback.side import SaybackSide
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.widgets.buttons import PlainButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace

_SOON_MS = 800
# What can make a word used, explained or said back.
_WORDS = frozenset({"term", "term_party", "sayback", "capture", "agenda_item", "item_notes"})


def look_for_unsaid(file: Path, clock: Clock, context: JobContext) -> list[UnsaidTerm]:
    """Find the words that were never said back; for a thread of the pool."""
    with Reader.open(file, clock) as reader:
        return never_said_back(reader, context.check)


def _told(reader: Reader) -> tuple[list[SaybackRow], list[SideCount]]:
    return saybacks(reader), who_restated(reader)


class SaybackTab(TabPage):
    """All say-it-backs of the engagement."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"sayback", "sayback_version", "capture", "term", "term_party", "person", "party",
         "membership", "decision", "session", "agenda_item", "item_notes"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._rows: list[SaybackRow] = []
        self._wanted: int | None = None
        self._is_brought = False  # the keyboard goes to the words of the one that is wanted
        self._asking = Asking(workspace, shell, self)
        self._looking: Job | None = None
        self._looked_at: Path | None = None
        self._soon = QTimer(self)  # one look for many changes, e.g. while somebody types
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.new = identify(PlainButton(self.tr("New say it back"), icon="plus"), "new-sayback")
        self.side = SaybackSide(self.workspace)
        self.detail = SaybackView(self.workspace, self.shell)
        self.nothing = EmptyState(
            "quotes",
            self.tr("Nothing was said back yet"),
            self.tr(
                "One side explains a word, the other says it in its own words, and the speaker "
                "confirms. In a session type /s; here, begin with the word that matters most."
            ),
        )
        self.first = self.nothing.set_step(self.tr("Begin the first one"), self._on_new)
        blank = Card()
        blank.add(self.nothing, 1)
        self.right = QStackedWidget()
        self.right.addWidget(self.detail)
        self.right.addWidget(blank)
        self.right.addWidget(Card())  # until it is known what there is
        self.right.setCurrentIndex(2)
        self.columns = TwoColumns(
            self.side, self.right, shares=(33, 67), narrow=720, heights=(420, 620)
        )
        whole.addWidget(self.columns, 1)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._look_for_unsaid)
        self.new.clicked.connect(self._on_new)
        self.side.list.picked.connect(self._on_picked)
        self.side.list.opened.connect(self._on_opened)
        self.side.asked.connect(self._on_ask)
        self.detail.gone.connect(self.load)
        self.detail.composer.put_off.connect(self._on_later)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for all, and for the words that were never said back."""
        self._show()
        self._look_for_unsaid()

    def show_change(self, change: Change) -> None:
        """Show what is new; look at all shared text again only where it can have changed."""
        self._show()
        if change.tables & _WORDS and not self._soon.isActive():
            self._soon.start()

    def _show(self) -> None:
        if self._asking.is_large and self._rows:  # what is shown beside the list does not wait
            self._show_detail(self.side.list.current())
        self._asking.ask(_told, self._show_all)

    def _show_all(self, found: tuple[list[SaybackRow], list[SideCount]]) -> None:
        self._rows, counts = found
        self.side.show_rows(self._rows)
        self.side.show_counts(counts)
        reason = None
        if self.workspace.read_only:
            reason = self.tr("This file is open for reading only.")
        for button in (self.new, self.first):
            explain_disabled(button, reason)
        ids = [each.id for each in self._rows]
        wanted = self._wanted or self.side.list.current()
        self._wanted = None
        current = wanted if wanted in ids else (ids[0] if ids else None)
        self.side.list.set_current(current)
        self._show_detail(current)
        self._show_side()
        if self._is_brought:
            self._is_brought = False
            self.detail.composer.words.setFocus()

    def _show_side(self) -> None:
        """Leave the whole page to the first step while there is nothing to list."""
        self.side.setVisible(bool(self._rows) or self.side.has_unsaid())

    def _show_detail(self, key: object) -> None:
        is_there = isinstance(key, int) and self.detail.show_sayback(key)
        self.right.setCurrentIndex(0 if is_there else 1)

    def _look_for_unsaid(self) -> None:
        if not self.workspace.is_open:
            return
        path = self.workspace.path
        if path != self._looked_at:
            self.side.show_unsaid(())
            self._looked_at = path
        if self._looking is not None:
            self._looking.cancel()
        work = partial(look_for_unsaid, path, self.workspace.clock)
        self._looking = Job(self.tr("Looking for words never said back"), work, can_cancel=True)
        self._looking.done.connect(self._on_unsaid)
        self.shell.run_job(self._looking)

    def _on_unsaid(self, found: object) -> None:
        self._looking = None
        if isinstance(found, list):
            self.side.show_unsaid(found)
            self._show_side()

    # --- doing ------------------------------------------------------------------------------

    def _on_picked(self, key: object) -> None:
        self._show_detail(key)

    def _on_opened(self, key: object) -> None:
        self._show_detail(key)
        if self.detail.composer.isVisible():
            self.detail.composer.words.setFocus()

    def _on_later(self) -> None:
        self.shell.drafts.flush()
        self.side.list.setFocus()
        self.shell.toast(self.tr("Left for later. What you typed is kept here."))

    def _on_new(self) -> None:
        form = NewSaybackForm(self.workspace, self.shell.window_widget)
        form.accepted.connect(partial(self._on_begun, form))
        form.open()

    def _on_begun(self, form: NewSaybackForm) -> None:
        if isinstance(form.result_value, int):
            self._bring(form.result_value)

    def _on_ask(self, term: object) -> None:
        if not isinstance(term, UnsaidTerm):
            return
        new_id = self.workspace.run(
            commands.ask_sayback, term.term, about_id=term.term_id, about_kind="term",
            explained_by_party_id=term.party_id,
        )  # fmt: skip
        if new_id is not None:
            self._bring(new_id)

    def _bring(self, sayback_id: int) -> None:
        self._wanted, self._is_brought = sayback_id, True
        self._show()

    # --- the window's questions -------------------------------------------------------------

    def header_actions(self) -> list[QWidget]:
        """Return the way to begin one; the primary is the composer's."""
        return [self.new]

    def open_target(self, **target: object) -> None:
        """Show one say-it-back."""
        wanted = target.get("sayback_id")
        if isinstance(wanted, int):
            self._wanted = wanted
            if self.isVisible():
                self._show()

    def place(self) -> dict[str, object]:
        """Return the one that is shown."""
        key = self.side.list.current()
        return {"sayback_id": key} if isinstance(key, int) else {}

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        group, composer = self.tr("Say it back"), self.detail.composer
        can_write = self._can_write
        return [
            Command("sayback.new", self.tr("New say it back"), self._on_new, shortcut="Ctrl+N",
                    icon="quotes", group=group, enabled=self._can_begin),
            Command("sayback.confirm", self.tr("The speaker confirms"), composer.press_primary,
                    shortcut="Ctrl+Return", icon="check", group=group, enabled=can_write),
            Command("sayback.correct", self.tr("Needs one more correction"),
                    composer.press_second, shortcut="Ctrl+Shift+Return",
                    icon="arrow-counter-clockwise", group=group, enabled=can_write),
        ]  # fmt: skip

    def _can_begin(self) -> bool:
        return not self.workspace.read_only

    def _can_write(self) -> bool:
        return self.detail.composer.isVisible() and not self.workspace.read_only

    def panes(self) -> list[QWidget]:
        """Return the list and what is shown of one."""
        return [self.side.list, self.right]

    def start_focus(self) -> QWidget | None:
        """Begin in the list, on the first step while there is none."""
        return self.side.list if self.side.isVisibleTo(self) else self.first
