"""Which side opens the session first: shown, and changed from a menu (V8)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands.opening import set_opener
from facilitator.queries.engagement import parties
from facilitator.queries.opening import Opener, opener
from ui import icons
from ui.pages.goals.locking import read_only_reason
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import QuietButton, explain_disabled
from ui.widgets.card import row
from ui.widgets.chips import DotLabel
from ui.widgets.naming import identify
from ui.workspace import Workspace


class OpenerButton(QWidget):
    """“Marketing opens”; hidden where there is no second side."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self.setProperty("plain", "true")
        self.dot = DotLabel("", (), size=12)
        self.dot.setFixedWidth(theme().px(14))
        self.button = identify(QuietButton("", trailing="caret-down", compact=True), "who-opens")
        line = row(0)
        self.setLayout(line)
        line.addWidget(self.dot)
        line.addWidget(self.button)
        self._workspace, self._shell = workspace, shell
        self._session_id = 0
        self._shown: object = None
        self.found: Opener | None = None
        self.button.clicked.connect(self._on_clicked)

    def show_session(self, session_id: int, *, is_fixed: bool) -> None:
        """Show who opens a session."""
        found = opener(self._workspace.reader, session_id)
        if (session_id, found, is_fixed) == self._shown:
            return
        self._shown = (session_id, found, is_fixed)
        self._session_id, self.found = session_id, found
        self.setVisible(found is not None)
        if found is None:
            return
        words = self.tr("{0} opens").format(found.name)
        self.dot.set_content("", (found.colour,))
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setAccessibleDescription(self._why(found))
        because = self.tr("This session is over.") if is_fixed else None
        explain_disabled(self.button, read_only_reason(self._workspace) or because)
        if not because and not self._workspace.read_only:
            self.button.setToolTip(self._why(found))
        self.button.updateGeometry()

    def _why(self, found: Opener) -> str:
        if found.is_chosen:
            return self.tr("Chosen for this session.")
        if found.last_label:
            return self.tr("It is their turn: they opened last in {0}.").format(found.last_label)
        return self.tr("It is their turn: they have not opened a session yet.")

    def menu(self) -> QMenu:
        """Return the sides to choose from, and the turn."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for party in parties(self._workspace.reader):
            action = menu.addAction(
                icons.party_icon(party.colour), self.tr("{0} opens").format(party.short)
            )
            action.setCheckable(True)
            action.setChecked(self.found is not None and self.found.party_id == party.id)
            action.triggered.connect(partial(self._choose, party.id))
        menu.addSeparator()
        turn = menu.addAction(self.tr("Whose turn it is"))
        turn.setEnabled(self.found is not None and self.found.is_chosen)
        turn.triggered.connect(partial(self._choose, None))
        return menu

    def _choose(self, party_id: int | None, _checked: bool = False) -> None:
        self._workspace.run(set_opener, self._session_id, party_id)

    def _on_clicked(self) -> None:
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
