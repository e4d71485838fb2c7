"""A private talk of which nothing was written down yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from facilitator.queries.private import TalkRow
from ui.pages.private import words
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, column, row
from ui.widgets.chips import Avatar
from ui.widgets.text import Text
from ui.workspace import Workspace


class TalkCard(Card):
    """With whom and when, and the way to write what was said."""

    # Ids are wider than a C++ int, so signals carry them as objects.
    write_asked = Signal(object)
    edit_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=18, spacing=8)
        self._workspace = workspace
        self._id = 0
        line = row(14)
        self.mark = Avatar("", None, diameter=28, quiet=True)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        box = column(2)
        self.with_whom = Text("", "strong", wrap=True)
        self.when = Text("", "small", wrap=True)
        box.addWidget(self.with_whom)
        box.addWidget(self.when)
        links = row(8)
        self.write = LinkButton(self.tr("Write what was said"), icon="lock-simple", compact=True)
        self.edit = LinkButton(self.tr("Change"), compact=True)
        self.delete = LinkButton(self.tr("Delete"), compact=True)
        for link in (self.write, self.edit, self.delete):
            links.addWidget(link)
        links.addStretch(1)
        box.addLayout(links)
        line.addLayout(box, 1)
        self.body.addLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.write.clicked.connect(self._on_write)
        self.edit.clicked.connect(self._on_edit)
        self.delete.clicked.connect(self._on_delete)

    def show_talk(self, talk: TalkRow) -> None:
        """Show a talk."""
        self._id = talk.id
        title = words.talk_title(talk)
        self.mark.set_person(talk.person or talk.party or "?", talk.colour or None)
        self.with_whom.setText(title)
        self.when.setText(words.talk_when(talk, self._workspace.today()))
        for link in (self.write, self.edit, self.delete):
            link.setAccessibleName(f"{link.text()}: {title}")

    def _on_write(self) -> None:
        self.write_asked.emit(self._id)

    def _on_edit(self) -> None:
        self.edit_asked.emit(self._id)

    def _on_delete(self) -> None:
        self.delete_asked.emit(self._id)
