"""Search everything: filters beside words, the newest first, Enter opens (U2)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from facilitator.queries.search import Hit
from facilitator.store import Change
from ui.actions import Command
from ui.pages.page import Page
from ui.pages.search.hits import HitDelegate, hit_row
from ui.pages.search.searcher import LIMIT, Found, Searcher
from ui.pages.search.ways import open_hit
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card, PageHeader, column, row
from ui.widgets.fields import SearchField
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState, announce
from ui.widgets.rows import RowList
from ui.widgets.text import ElidedText, Text
from ui.wording.room import not_searched
from ui.workspace import Workspace

_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
}  # fmt: skip
_NARROWING = (
    "is:decision", "is:action", "is:concern", "is:session", "is:open", "is:overdue",
)  # fmt: skip
_NAMING = ("@", "goal:", "party:", '"')


class SearchPage(Page):
    """The keyboard stays in the field: arrows choose, Enter opens."""

    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._hits: dict[object, Hit] = {}
        self.searcher = Searcher(shell, self)
        self._build()
        self._connect()
        self._show_start()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        look, whole = theme(), column(12)
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        self.setLayout(whole)
        self.header = PageHeader(self.tr("Search"))
        whole.addWidget(self.header)
        self.words = identify(
            SearchField(self.tr("A word, a number, a name")), "search", self.tr("Search")
        )
        self.words.setFont(look.font(15))
        self.words.setMinimumHeight(look.px(40))
        whole.addWidget(self.words)
        whole.addWidget(self._build_filters())
        line = row(8)
        self.told = ElidedText("", "small")
        self.unknown = Text("", "small_strong", tone="warn")
        self.unknown.hide()
        line.addWidget(self.unknown)
        line.addWidget(self.told, 1)
        whole.addLayout(line)
        self.card = Card(margin=6, spacing=0)
        self.list = identify(RowList(self.tr("Found"), dividers=False), "search-results")
        self.list.painter_of_rows = HitDelegate(self.list, dividers=False)
        self.list.setItemDelegate(self.list.painter_of_rows)
        self.card.add(self.list)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.card)
        self.nothing = EmptyState("magnifying-glass", "")
        blank = Card()
        blank.add(self.nothing, 1)
        self._stack.addWidget(blank)
        whole.addWidget(self._stack, 1)

    def _build_filters(self) -> QWidget:
        part = QWidget()
        part.setAccessibleName(self.tr("Filters"))
        flow = FlowLayout(part, 6)
        words = {
            "is:decision": self.tr("decisions"),
            "is:action": self.tr("actions"),
            "is:concern": self.tr("concerns"),
            "is:session": self.tr("sessions"),
            "is:open": self.tr("open"),
            "is:overdue": self.tr("overdue"),
            "@": self.tr("a person"),
            "goal:": self.tr("a goal"),
            "party:": self.tr("a side"),
            '"': self.tr("words as they stand"),
        }
        for token in (*_NARROWING, *_NAMING):
            shown = f"{token}…" if token in ("@", "goal:", "party:") else token
            shown = '"…"' if token == '"' else shown
            # Typed from left to right in every language, so it is shown so.
            button = QuietButton(f"\u200e{shown}\u200e", compact=True)
            button.setToolTip(words[token])
            button.setAccessibleName(self.tr("Narrow to {0}").format(words[token]))
            button.clicked.connect(partial(self.add_filter, token))
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        part.setSizePolicy(policy)
        return part

    def _connect(self) -> None:
        self.words.textChanged.connect(self._on_typed)
        self.words.installEventFilter(self)
        self.list.opened.connect(self._on_opened)
        self.list.picked.connect(self._on_picked)
        self.searcher.found.connect(self._on_found)
        self.workspace.closing.connect(self.searcher.stop)
        self.shell.room.changed.connect(self._on_room)

    # --- searching --------------------------------------------------------------------------

    def load(self) -> None:
        """Search again: the file may have changed since."""
        self._search()

    def show_change(self, change: Change) -> None:
        """Search again after a change."""
        self._search()

    def add_filter(self, token: str) -> None:
        """Put a filter behind what was typed, or take it out where it stands."""
        text = self.words.text()
        if token in _NARROWING and token in text.split():
            self.words.setText(" ".join(part for part in text.split() if part != token))
        else:
            gap = " " if text and not text.endswith(" ") else ""
            after = " " if token in _NARROWING else ('"' if token == '"' else "")
            self.words.setText(f"{text}{gap}{token}{after}")
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        if token == '"':
            self.words.setCursorPosition(len(self.words.text()) - 1)

    def _on_typed(self, text: str) -> None:
        self._search()

    def _search(self) -> None:
        query = self.words.text().strip()
        if query:
            self.searcher.search(query)
            return
        self.searcher.stop()
        self._show_start()

    def _on_found(self, found: Found) -> None:
        if found.query != self.words.text().strip():
            return
        if self.shell.room.is_open and any(hit.kind.startswith("sealed") for hit in found.hits):
            return  # asked before others looked on; it is being asked again
        today = self.workspace.today()
        rows = [hit_row(hit, found.query, today) for hit in found.hits]
        self._hits = dict(zip((each.key for each in rows), found.hits, strict=True))
        kept = self.list.current()
        self.list.set_rows(rows)
        if rows and kept not in self._hits:
            self.list.set_current(rows[0].key)
        self._stack.setCurrentIndex(0 if rows else 1)
        self.unknown.setVisible(bool(found.not_understood))
        self.unknown.setText(self.tr("Not understood: {0}").format(" ".join(found.not_understood)))
        self._tell(found)

    def _on_room(self) -> None:
        """Let what was found go at once, and search again with or without sealed text (S2)."""
        self.searcher.stop()
        self._show_start()
        self.reload()

    def _tell(self, found: Found) -> None:
        count = len(found.hits)
        if found.has_more:
            words = self.tr("The newest {0}. One more word narrows them.").format(LIMIT)
        elif count == 1:
            words = self.tr("1 found")
        else:
            words = self.tr("{0} found, the newest first").format(count)
        told = [words] if count else []
        if self.shell.room.is_open:
            told.append(not_searched())
        self.told.setText("  ".join(told))
        if not count:
            self._show_nothing(found)
        announce(self, words)

    def _show_nothing(self, found: Found) -> None:
        if found.not_understood:
            self.nothing.set_words(
                self.tr("Nothing to look for"),
                self.tr("No kind, state or name here is called {0}.").format(
                    " ".join(found.not_understood)
                ),
            )
            return
        self.nothing.set_words(
            self.tr("Nothing found"),
            self.tr("Words are found by how they begin. Fewer words or no filter find more."),
        )

    def _show_start(self) -> None:
        self._hits = {}
        self.list.set_rows([])
        self.told.setText("")
        self.unknown.hide()
        self.nothing.set_words(
            self.tr("Everything in this engagement"),
            self.tr(
                "Decisions, actions, agendas, notes, goals, people, papers. Type a word, a number "
                "such as D-2026-019, or a filter from above."
            ),
        )
        self._stack.setCurrentIndex(1)

    # --- choosing ---------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = watched is self.words and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS and not event.modifiers():
                self._step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_opened(self.list.current())
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        keys = list(self._hits)
        if not keys:
            return
        current = self.list.current()
        at = keys.index(current) if current in self._hits else -1
        self.list.set_current(keys[max(0, min(len(keys) - 1, at + by))])
        self._say_current()

    def _say_current(self) -> None:
        index = self.list.currentIndex()
        words = str(index.data()) if index.isValid() else ""
        self.words.setAccessibleDescription(words)
        announce(self.words, words)

    def _on_picked(self, key: object) -> None:
        self._say_current()

    def _on_opened(self, key: object) -> None:
        hit = self._hits.get(key)
        if hit is not None:
            open_hit(self.shell, hit)

    # --- the window's questions -------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Search for `query`; without one, for what stands in the field still.

        The page has no place to come back to after a restart: what was searched for is engagement
        text, and places are kept outside of the file.
        """
        query = target.get("query")
        if isinstance(query, str):
            self.words.setText(query)

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        return [
            Command(
                "search.clear", self.tr("Search for something else"), self._on_clear,
                icon="magnifying-glass", group=self.tr("Search"),
            )
        ]  # fmt: skip

    def _on_clear(self) -> None:
        self.words.clear()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """Return the field and what was found."""
        return [self.words, self.list]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the field, its words chosen so that typing replaces them."""
        self.words.selectAll()
        return self.words
