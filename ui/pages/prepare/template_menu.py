"""The template menu: the nine shipped ones, own ones, and keeping this agenda as one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import templates as commands
from facilitator.domain.templates import Template
from ui import icons, templates
from ui.dialogs.template_form import TemplateDialog
from ui.dialogs.words_form import WordsDialog
from ui.shell import Shell
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace


class TemplateMenu(QObject):
    """Every entry opens a preview; nothing is applied by choosing alone."""

    def __init__(self, workspace: Workspace, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._shell, self._home = workspace, shell, parent
        self._session_id: int | None = None
        self._present: list[int] = []
        self._title = ""

    def popup(self, button: QWidget, session_id: int, present: list[int], title: str) -> QMenu:
        """Open the menu under a button, for a session with these items."""
        self._session_id, self._present, self._title = session_id, present, title
        menu = QMenu(self._home)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Look at a template")).setEnabled(False)
        for template in templates.shipped():
            self._add(menu, template, None)
        is_watched = self._shell.room.is_open  # own ones are sealed
        own = [] if is_watched else commands.own_templates(self._workspace.reader)
        if own:
            menu.addSeparator()
            menu.addAction(self.tr("Your own")).setEnabled(False)
            for template_id, template in own:
                self._add(menu, template, template_id)
        menu.addSeparator()
        keep = menu.addAction(
            icons.icon("copy"), self.tr("Save this agenda as a template…"), self._on_save
        )
        keep.setEnabled(bool(present))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu

    def _add(self, menu: QMenu, template: Template, own_id: int | None) -> None:
        words = f"{template.name}\t{wording_sessions.template_line(template)}"
        menu.addAction(words.replace("&", "&&"), partial(self.preview, template, own_id))

    def preview(self, template: Template, own_id: int | None = None) -> None:
        """Show what a template would put on the agenda."""
        if self._session_id is None:
            return
        dialog = TemplateDialog(
            self._workspace, self._shell.window_widget, template, self._session_id,
            self._present, own_id=own_id,
        )  # fmt: skip
        dialog.accepted.connect(self._on_used)
        dialog.rejected.connect(self._on_rejected)
        dialog.open()

    def _on_used(self) -> None:
        self._shell.toast(self.tr("The items are on the agenda."), undo=True)

    def _on_rejected(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, TemplateDialog) and dialog.was_deleted:
            self._shell.toast(self.tr("The template is deleted."), undo=True)

    def _on_save(self) -> None:
        if self._session_id is None:
            return
        dialog = WordsDialog(
            self._shell.window_widget, self.tr("Save this agenda as a template"),
            self.tr("Name"), self.tr("Save template"),
            partial(commands.save_template, self._workspace.store, self._session_id),
            words=self._title,
            lead=self.tr("Titles, purposes, minutes, texts and prompts are kept; "
                         "leads, papers and private preparation are not. "
                         "A template of the same name is replaced."),
        )  # fmt: skip
        dialog.accepted.connect(self._on_saved)
        dialog.open()

    def _on_saved(self) -> None:
        self._shell.toast(self.tr("Saved as your own template."), undo=True)
