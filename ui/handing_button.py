"""A button that hands one thing to the other level, for pages without a menu of it (E10)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.queries.levels import handed
from ui.handing import HandingMenu
from ui.shell import Shell
from ui.widgets.buttons import IconButton
from ui.widgets.naming import identify
from ui.wording import levels as words
from ui.workspace import Workspace


class HandingButton(IconButton):
    """Its menu tells where the thing was handed, and offers where it can go; so does its name."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__("arrows-left-right", "")
        self._workspace = workspace
        self._handing = HandingMenu(workspace, shell, self)
        self._row: tuple[str, int, int | None] | None = None
        self._plain = self.tr("Hand to another level")
        identify(self, "hand-over", self._plain)
        self.clicked.connect(self._on_clicked)

    def show_row(self, kind: str, row_id: int, session_id: int | None) -> None:
        """Stand for one concern, decision, question or action."""
        self._row = (kind, row_id, session_id)
        told = [words.handed(each) for each in handed(self._workspace.reader, row_id)]
        name = "; ".join([self._plain, *told])
        self.setToolTip(name)
        self.setAccessibleName(name)

    def menu_of_row(self) -> QMenu:
        """Return the menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._row is not None:
            self._handing.fill(menu, *self._row)
        return menu

    def _on_clicked(self) -> None:
        home: QWidget = self
        self.menu_of_row().popup(home.mapToGlobal(home.rect().bottomLeft()))
