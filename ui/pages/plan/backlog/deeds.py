"""What can be done with a request as a whole: order, copy, move, hand over, delete."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import agenda as commands
from facilitator.commands.backlog import pull_items
from facilitator.commands.carry_over import carry_over
from facilitator.queries import backlog as queries
from facilitator.queries.candidates import Candidate
from ui import icons
from ui.handing import HandingMenu
from ui.shell import Shell
from ui.wording import backlog as words
from ui.workspace import Workspace


class Backlog(Protocol):
    """What the deeds ask of the tab."""

    def rows(self) -> dict[int, queries.BacklogRow]:
        """Return the requests by their id."""

    def shown(self) -> list[int]:
        """Return the ids that are listed, in their order."""

    def series_id(self) -> int | None:
        """Return whose backlog is shown."""

    def is_in_own_order(self) -> bool:
        """Tell whether the list stands as people put it."""

    def go_to(self, item_id: int) -> None:
        """Show one request."""

    def from_label(self) -> str:
        """Return the number of the session that offers come from."""


class BacklogDeeds(QObject):
    """Runs the commands and tells what was done."""

    def __init__(self, workspace: Workspace, shell: Shell, backlog: Backlog, home: QWidget) -> None:
        super().__init__(home)
        self.workspace, self.shell = workspace, shell
        self._backlog, self._home = backlog, home
        self._handing = HandingMenu(workspace, shell, self)

    def move_request(self, key: object, step: int) -> None:
        """Move a request up (-1) or down (1) in their own order."""
        if not self._backlog.is_in_own_order():
            self.shell.toast(self.tr("Choose “In our order” to move a request."))
            return
        shown = self._backlog.shown()
        if not isinstance(key, int) or key not in shown or self.workspace.read_only:
            return
        at = shown.index(key) + step
        if 0 <= at < len(shown):
            behind = at + 1 if step > 0 else at
            before = shown[behind] if behind < len(shown) else None
            self.workspace.run(commands.move_item, key, before)
            self._backlog.go_to(key)

    def duplicate(self, item_id: int) -> None:
        """Write a second request like it; both wait then."""
        made = self.workspace.run(commands.duplicate_item, item_id, None)
        if made is not None:
            self._backlog.go_to(made)
            self.shell.toast(self.tr("Duplicated: both wait now, with a new age."), undo=True)

    def delete(self, item_id: int) -> None:
        """Delete a request; undo brings it back."""
        title = self._backlog.rows()[item_id].item.title
        if self.workspace.carry_out(commands.delete_item, item_id):
            self.shell.toast(self.tr("“{0}” is deleted.").format(title), undo=True)

    def pull(self, item_id: int, session_id: int, where: str) -> None:
        self.shell.drafts.flush()
        if self.workspace.carry_out(pull_items, [item_id], session_id):
            self.shell.toast(self.tr("Moved to {0}.").format(where), undo=True)

    def _copy_to(self, item_id: int, session_id: int, where: str) -> None:
        self.shell.drafts.flush()
        if self.workspace.run(commands.duplicate_item, item_id, session_id) is not None:
            words_ = self.tr("A copy is on {0}; the request goes on waiting.")
            self.shell.toast(words_.format(where), undo=True)

    def carry(self, offer: Candidate, session_id: int, where: str) -> None:
        label = self._backlog.from_label()
        if self.workspace.carry_out(carry_over, session_id, [offer], label):
            self.shell.toast(self.tr("Put on {0}.").format(where), undo=True)

    def sessions_menu(self, length_s: int, take: object, menu: QMenu | None = None) -> QMenu:
        """Return coming sessions, each with its minutes before and after; `take` gets the choice.

        `take` is called with the session's id and its title.
        """
        menu = menu or self._menu()
        found = queries.coming_sessions(self.workspace.reader, self._backlog.series_id())
        today = self.workspace.today()
        for each in found:
            action = menu.addAction(
                icons.icon("calendar-blank"), words.session_choice(each, today, length_s)
            )
            if callable(take):
                action.triggered.connect(partial(take, each.id, each.title))
        if not found:
            menu.addAction(self.tr("No session is planned.")).setEnabled(False)
            menu.addAction(icons.icon("plus"), self.tr("Plan one")).triggered.connect(self._on_plan)
        return menu

    def _menu(self) -> QMenu:
        menu = QMenu(self._home)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _on_plan(self) -> None:
        self.shell.go("sessions")

    def item_menu(self, item_id: int) -> QMenu:
        """Return everything that can be done with a request as a whole."""
        found, menu = self._backlog.rows()[item_id], self._menu()
        move = menu.addMenu(icons.icon("arrow-bend-down-right"), self.tr("Move to an agenda"))
        self.sessions_menu(found.item.length_s, partial(self.pull, item_id), move)
        copy = menu.addMenu(
            icons.icon("copy"), self.tr("Put a copy on an agenda, and let this one wait")
        )
        self.sessions_menu(found.item.length_s, partial(self._copy_to, item_id), copy)
        menu.addAction(icons.icon("copy"), self.tr("Duplicate: a second one waits too"),
                       partial(self.duplicate, item_id))  # fmt: skip
        menu.addSeparator()
        menu.addAction(icons.icon("caret-up"), self.tr("Move up\tAlt ↑"),
                       partial(self.move_request, item_id, -1))  # fmt: skip
        menu.addAction(icons.icon("caret-down"), self.tr("Move down\tAlt ↓"),
                       partial(self.move_request, item_id, 1))  # fmt: skip
        menu.addSeparator()
        self._handing.fill(menu, "item", item_id, None, found.item.series_id)
        menu.addSeparator()
        menu.addAction(icons.icon("trash"), self.tr("Delete"), partial(self.delete, item_id))
        return menu
