"""Everybody by side, and the chosen person beside the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.commands import people as commands
from facilitator.queries.engagement import parties, people
from ui.pages.people.person_detail import PersonDetail
from ui.pages.people.person_rows import PersonDelegate, person_rows
from ui.shell import Shell
from ui.widgets.card import Card, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace


class PersonsView(QWidget):
    """The list and the detail."""

    def __init__(self, workspace: Workspace, shell: Shell, new: Callable[[], object]) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._wanted: int | None = None
        self._has_gone = False
        card = Card(margin=8, spacing=4)
        self.list = RowList(self.tr("People"))
        delegate = PersonDelegate(self.list)
        self.list.painter_of_rows = delegate
        self.list.setItemDelegate(delegate)
        card.add(identify(self.list, "people-list"), 1)
        self.nothing = EmptyState(
            "user",
            self.tr("Nobody yet"),
            self.tr("Who sits at the table, and what is theirs to decide?"),
        )
        self.nothing.set_step(self.tr("Add the first person"), new)
        card.add(self.nothing, 1)
        self.with_gone = identify(QCheckBox(self.tr("Show who is no longer here")), "people-gone")
        card.add(self.with_gone)
        self.detail = PersonDetail(workspace, shell)
        right = QWidget()
        box = column(0)
        right.setLayout(box)
        box.addWidget(self.detail)
        box.addStretch(1)
        self.columns = TwoColumns(
            card, scrolled(right), shares=(2, 3), narrow=720, heights=(320, 560)
        )
        whole = column(0)
        self.setLayout(whole)
        whole.addWidget(self.columns)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)
        self.with_gone.toggled.connect(self._on_with_gone)
        self.detail.left.connect(self._on_left)

    def load(self, *, force: bool = False) -> None:
        """Show everybody; the chosen person stays chosen."""
        reader = self._workspace.reader
        everybody = people(reader, archived=True)
        self._has_gone = any(person.is_archived for person in everybody)
        shown = everybody if self.with_gone.isChecked() else people(reader)
        wanted = self._wanted or self.list.current()
        if self._wanted and self._wanted not in {person.id for person in shown}:
            shown = everybody
        self._wanted = None
        rows = person_rows(shown, parties(reader))
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.with_gone.setVisible(self._has_gone)
        keys = [row.key for row in rows if not row.is_heading]
        current = wanted if wanted in keys else (keys[0] if keys else None)
        self.list.set_current(current)
        self._show(current, force=force)

    def _show(self, key: object, *, force: bool = False) -> None:
        is_there = isinstance(key, int) and self.detail.show_person(key, force=force)
        self.detail.setVisible(is_there)

    def current(self) -> int | None:
        """Return who is chosen."""
        key = self.list.current()
        return key if isinstance(key, int) else None

    def want(self, person_id: int) -> None:
        """Choose somebody at the next load."""
        self._wanted = person_id

    def add(self, party_id: int | None) -> None:
        """Add a person and put the keyboard into the name."""
        words = self.tr("New person")
        new_id = self._workspace.run(commands.add_person, words, party_id)
        if new_id is not None:
            self._wanted = new_id
            self.load()
            self.detail.rename()

    def _on_picked(self, key: object) -> None:
        self._show(key)

    def _on_opened(self, key: object) -> None:
        self._show(key)
        self.detail.name.setFocus()

    def _on_left(self) -> None:
        """Keep the keyboard near who is chosen now; the button may be off for them."""
        self.list.setFocus()

    def _on_with_gone(self, _on: bool) -> None:
        self.load()
