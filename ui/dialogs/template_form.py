"""What a template would put on the agenda, before it does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QRadioButton, QWidget

from facilitator.commands import agenda as agenda_commands
from facilitator.commands import templates as commands
from facilitator.domain.templates import Template
from facilitator.store import Store
from ui import wording
from ui.dialogs.form import FormDialog
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Divider, column
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace


class TemplateDialog(FormDialog):
    """Items and minutes of a template; it is put behind what is there, or in its place."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        template: Template,
        session_id: int,
        present: list[int],
        *,
        own_id: int | None = None,
    ) -> None:
        super().__init__(
            parent, template.name, self.tr("Use this template"), lead=template.about, width=600
        )
        self._workspace, self._template = workspace, template
        self._session_id, self._present, self._own_id = session_id, present, own_id
        self.was_deleted = False
        self._build()

    def _build(self) -> None:
        words = wording_sessions.template_line(self._template)
        self.body.addWidget(Text(words, "strong"))
        self.body.addLayout(self._build_items())
        self.behind = identify(
            QRadioButton(self.tr("Add these items behind what is there")), "template-behind"
        )
        again = self.tr("Start again: the items that are there go ({0})")
        self.again = identify(QRadioButton(again.format(len(self._present))), "template-again")
        self.behind.setChecked(True)
        if self._present:
            choice = column(0)
            choice.addWidget(self.behind)
            choice.addWidget(self.again)
            self.body.addWidget(Divider())
            self.body.addLayout(choice)
        self.body.addStretch(1)
        if self._own_id is not None:
            self.delete = identify(LinkButton(self.tr("Delete this template")), "delete-template")
            self.delete.clicked.connect(self._on_delete)
            self.foot.insertWidget(0, self.delete)
        self.confirm.setFocus()

    def _build_items(self) -> QGridLayout:
        grid, look = QGridLayout(), theme()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        top = Qt.AlignmentFlag.AlignTop
        for at, item in enumerate(self._template.items):
            minutes = Text(wording_sessions.minutes(item.minutes * 60), "number")
            cell = column(0)
            cell.addWidget(Text(item.title, "row", wrap=True))
            parts = [wording.word(item.purpose).lower(), wording.word(item.box).lower()]
            if item.standing:
                parts.insert(0, self.tr("standing item"))
            cell.addWidget(Text(" · ".join(parts), "hint"))
            grid.addWidget(minutes, at, 0, top | Qt.AlignmentFlag.AlignRight)
            grid.addLayout(cell, at, 1)
        return grid

    def submit(self) -> bool:
        """Put the items on the agenda."""
        store = self._workspace.store
        if self.again.isChecked() and self._present:
            return self.attempt(start_again, store, self._session_id, self._present, self._template)
        return self.attempt(commands.apply_template, store, self._session_id, self._template)

    def _on_delete(self) -> None:
        if self._own_id is not None and self.attempt(
            commands.delete_template, self._workspace.store, self._own_id
        ):
            self.was_deleted = True
            self.reject()


def start_again(store: Store, session_id: int, present: list[int], template: Template) -> None:
    """Put a template in the place of an agenda, as one step."""
    with store.step("Start again from a template"):
        for item_id in present:
            agenda_commands.delete_item(store, item_id)
        commands.apply_template(store, session_id, template)
