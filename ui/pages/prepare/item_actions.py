"""What can be done with an agenda item as a whole: order, copy, move, delete."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import agenda as commands
from facilitator.domain.words import SessionState
from facilitator.queries.prepare import ItemRow
from facilitator.queries.sessions import SessionRow, sessions
from ui import icons, wording
from ui.actions import Command
from ui.handing import HandingMenu
from ui.pages.prepare.agenda_card import AgendaCard
from ui.pages.prepare.papers import add_papers
from ui.shell import Shell
from ui.workspace import Workspace

_MOST_SESSIONS = 8


class ItemActions(QObject):
    """Listens to the agenda card and runs the commands."""

    def __init__(self, workspace: Workspace, shell: Shell, card: AgendaCard) -> None:
        super().__init__(card)
        self._workspace, self._shell, self._card = workspace, shell, card
        self.session_id: int | None = None
        self._handing = HandingMenu(workspace, shell, self)
        rows = card.list
        card.add_asked.connect(self.add)
        card.editor.move_asked.connect(self._on_move_open)
        card.editor.menu_asked.connect(self._on_editor_menu)
        rows.move_asked.connect(self.move)
        rows.item_dropped.connect(self._on_dropped)
        rows.papers_dropped.connect(self._on_papers)
        rows.delete_asked.connect(self.delete)
        rows.duplicate_asked.connect(self.duplicate)
        rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows.customContextMenuRequested.connect(self._on_row_menu)

    def commands(self) -> list[Command]:
        """Return what the palette offers."""
        group = self.tr("Agenda")
        return [
            *self._card.editor.jargon.commands(),
            Command("item.add", self.tr("Add an agenda item"), self.add, icon="plus", group=group,
                    shortcut="Ctrl+N", consequence=self.tr("at the end of the agenda")),
            Command("item.duplicate", self.tr("Duplicate this item"), self._duplicate_current,
                    icon="copy", group=group, enabled=self._has_current),
            Command("item.up", self.tr("Move this item up"), partial(self._move_current, -1),
                    icon="caret-up", group=group, hint="Alt ↑", enabled=self._has_current),
            Command("item.down", self.tr("Move this item down"), partial(self._move_current, 1),
                    icon="caret-down", group=group, hint="Alt ↓", enabled=self._has_current),
            Command("item.backlog", self.tr("Move this item to the backlog"),
                    self._backlog_current, icon="arrow-bend-down-right", group=group,
                    enabled=self._has_current),
            Command("item.delete", self.tr("Delete this item"), self._delete_current,
                    icon="trash", group=group, enabled=self._has_current,
                    consequence=self.tr("undo brings it back")),
        ]  # fmt: skip

    # --- the current item -------------------------------------------------------------------

    def _has_current(self) -> bool:
        return self._card.current() is not None

    def _current_id(self) -> int | None:
        item = self._card.current()
        return item.id if item else None

    def _duplicate_current(self) -> None:
        self.duplicate(self._current_id())

    def _delete_current(self) -> None:
        self.delete(self._current_id())

    def _backlog_current(self) -> None:
        item_id = self._current_id()
        if item_id is not None:
            self.move_to(item_id, None, self.tr("the backlog"))

    def _move_current(self, step: int) -> None:
        self.move(self._current_id(), step)

    # --- doing ------------------------------------------------------------------------------

    def add(self) -> None:
        """Add an item at the end and put the keyboard into its title."""
        if self.session_id is None:
            return
        made = self._workspace.run(commands.add_item, self.session_id, self.tr("New item"))
        if made is not None:
            self._card.unfold(made, select=True)

    def move(self, key: object, step: int) -> None:
        """Move an item up (-1) or down (1)."""
        ids = self._card.item_ids()
        if key not in ids or not isinstance(key, int):
            return
        at = ids.index(key) + step
        if 0 <= at < len(ids):
            behind = at + 1 if step > 0 else at
            before = ids[behind] if behind < len(ids) else None
            self._workspace.run(commands.move_item, key, before)
            self._card.list.set_current(key)

    def _on_move_open(self, step: int) -> None:
        self.move(self._current_id(), step)

    def _on_dropped(self, key: object, before: object) -> None:
        ids = self._card.item_ids()
        if isinstance(key, int) and key in ids:
            at = ids.index(key)
            stays = ids[at + 1] if at + 1 < len(ids) else None
            if before != stays:
                self._workspace.run(commands.move_item, key, before)
            self._card.list.set_current(key)

    def _on_papers(self, key: object, files: Sequence[Path]) -> None:
        if isinstance(key, int):
            add_papers(self._workspace, key, files)

    def duplicate(self, key: object) -> None:
        """Put a copy at the end of this agenda."""
        if not isinstance(key, int):
            return
        made = self._workspace.run(commands.duplicate_item, key, self.session_id)
        if made is not None:
            self._card.fold()
            self._card.list.set_current(made)
            self._shell.toast(self.tr("Duplicated; the copy stands at the end."), undo=True)

    def delete(self, key: object) -> None:
        """Delete an item; undo brings it back."""
        item = self._item(key)
        if item is None:
            return
        ids = self._card.item_ids()
        at = ids.index(item.id)
        following = [*ids[at + 1 :], *reversed(ids[:at])]
        self._card.fold()
        if self._workspace.carry_out(commands.delete_item, item.id):
            self._card.list.set_current(following[0] if following else None)
            self._shell.toast(self.tr("“{0}” is deleted.").format(item.title), undo=True)

    def move_to(self, item_id: int, session_id: int | None, where: str) -> None:
        """Move an item to another agenda or to the backlog."""
        self._card.fold()
        if self._workspace.carry_out(commands.move_item_to, item_id, session_id):
            self._shell.toast(self.tr("Moved to {0}.").format(where), undo=True)

    def _item(self, key: object) -> ItemRow | None:
        return next((i for i in self._card.items() if i.id == key), None)

    # --- menus ------------------------------------------------------------------------------

    def menu(self, item: ItemRow) -> QMenu:
        """Return the menu of an item."""
        menu = QMenu(self._card)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("copy"), self.tr("Duplicate"), partial(self.duplicate, item.id))
        menu.addAction(icons.icon("caret-up"), self.tr("Move up\tAlt ↑"),
                       partial(self.move, item.id, -1))  # fmt: skip
        menu.addAction(icons.icon("caret-down"), self.tr("Move down\tAlt ↓"),
                       partial(self.move, item.id, 1))  # fmt: skip
        menu.addSeparator()
        where = self.tr("the backlog")
        menu.addAction(icons.icon("arrow-bend-down-right"), self.tr("Move to the backlog"),
                       partial(self.move_to, item.id, None, where))  # fmt: skip
        others = self._other_sessions()
        if others:
            inner = menu.addMenu(icons.icon("calendar-blank"), self.tr("Move to another session"))
            for session_id, words in others:
                inner.addAction(words, partial(self.move_to, item.id, session_id, words))
        self._handing.fill(menu, "item", item.id, self.session_id)
        menu.addSeparator()
        menu.addAction(icons.icon("trash"), self.tr("Delete"), partial(self.delete, item.id))
        return menu

    def _other_sessions(self) -> list[tuple[int, str]]:
        today = self._workspace.today()
        planned = [
            row
            for row in sessions(self._workspace.reader)
            if row.state == SessionState.PLANNED and row.id != self.session_id
        ]
        planned.sort(key=_start_of)
        return [
            (row.id, f"{wording.short_day(row.starts_local, today, weekday=True)}  {row.title}")
            for row in planned[:_MOST_SESSIONS]
        ]

    def _on_editor_menu(self, button: object) -> None:
        item = self._card.current()
        if item is not None and isinstance(button, QWidget):
            self.menu(item).popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_row_menu(self, at: QPoint) -> None:
        item, rows = self._card.current(), self._card.list
        if item is None or self._card.is_fixed:
            return
        box = rows.visualRect(rows.currentIndex())
        place = at if box.contains(at) else box.center()
        self.menu(item).popup(rows.viewport().mapToGlobal(place))


def _start_of(row: SessionRow) -> tuple[str, int]:
    return (row.starts_local, row.id)
