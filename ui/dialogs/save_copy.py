"""Save a copy: everything, or what may be handed on (E9)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from facilitator.queries.engagement import engagement
from ui.dialogs.form import FormDialog
from ui.files import documents_folder, free_name
from ui.widgets.choice_card import OptionCard
from ui.widgets.naming import identify
from ui.widgets.secret_field import NewSecret
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.shell import Shell


class SaveCopyDialog(FormDialog):
    """Asks what the copy may hold, then where it goes."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            shell.window_widget, self.tr("Save a copy"), self.tr("Choose a place"),
            lead=self.tr("Your own file stays open and is not changed."), width=520,
        )  # fmt: skip
        self._shell = shell
        self.everything = identify(
            OptionCard(
                "lock-simple",
                self.tr("Everything"),
                self._about_everything(),
            ),
            "copy-everything",
        )
        self.hand_on = identify(
            OptionCard(
                "export",
                self.tr("To hand on"),
                self.tr(
                    "What both sides may see: sessions, decisions, actions, goals and people."
                    " No sealed note, no private talk or preparation, no draft, nothing that was"
                    " deleted or undone."
                ),
            ),
            "copy-hand-on",
        )
        self.body.addWidget(self.everything)
        self.body.addWidget(self.hand_on)
        self.where = Text("", "small", wrap=True)
        self.body.addWidget(self.where)
        self.own = identify(
            QCheckBox(self.tr("Give the copy a passphrase of its own")), "copy-own-passphrase"
        )
        self.secret = NewSecret()
        self.body.addWidget(self.own)
        self.body.addWidget(self.secret)
        self.body.addStretch(1)
        self.everything.setChecked(True)
        self.everything.setFocus()
        self.everything.toggled.connect(self._on_toggled)
        self.own.toggled.connect(self._on_toggled)
        self.secret.entered.connect(self._on_confirm)
        self._on_toggled(True)

    def _about_everything(self) -> str:
        words = self.tr(
            "A backup for yourself. Sealed notes, private talks, drafts and what can be"
            " undone are all in it. Do not give it to anybody."
        )
        if not self._shell.workspace.is_protected:
            return words
        return f"{words} {self.tr('It has the same passphrase as your file.')}"

    def _on_toggled(self, _on: bool) -> None:
        self.where.setText(self.tr("Suggested name: {0}").format(self.offered().name))
        is_all = self.everything.isChecked()
        self.own.setVisible(not is_all)
        self.secret.setVisible(not is_all and self.own.isChecked())
        if not is_all and self.own.isChecked():
            self.secret.setFocus()
        self.refit()

    def offered(self) -> Path:
        """Return the name that is suggested: what it is, what it may be used for, the day."""
        title = engagement(self._shell.workspace.reader).title
        plain = " ".join(re.sub(r"[^\w .-]+", " ", title).split())
        day = self._shell.workspace.today().isoformat()
        word = self.tr("backup") if self.everything.isChecked() else self.tr("to hand on")
        return free_name(documents_folder(), f"{plain} {word} {day}")

    def submit(self) -> bool:
        """Close, and ask where to."""
        passphrase = ""
        if self.hand_on.isChecked() and self.own.isChecked():
            if problem := self.secret.problem():
                self.complain(problem)
                return False
            passphrase = self.secret.text()
        everything = self.everything.isChecked()
        self._shell.files.ask_copy(self.offered(), everything=everything, passphrase=passphrase)
        return True
