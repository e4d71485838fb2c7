"""Dialogs about passphrases (S4): ask for one, set or change one, take it away."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from facilitator.errors import FacilitatorError, KeyringFailed, PassphraseWrong, WriteFailed
from ui.dialogs.form import FormDialog
from ui.jobs import Job
from ui.protection import Then, try_passphrase
from ui.widgets.naming import identify
from ui.widgets.secret_field import NewSecret, SecretField
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.shell import Shell

TRIES = 3  # then it is time to say what else can be done


class AskDialog(FormDialog):
    """Asks for the passphrase of one file, as often as somebody likes to try."""

    def __init__(self, shell: Shell, path: Path, then: Then) -> None:
        super().__init__(
            shell.window_widget,
            self._title(path),
            self._action(),
            lead=self._lead(),
            width=480,
        )
        self._shell, self._path, self._then = shell, path, then
        self._wrong = 0
        self._job: Job | None = None
        self.secret = SecretField(self.tr("Passphrase"), "passphrase")
        self.keep = _keep_box(self.tr("Remember it on this computer"))
        self.waiting = Text("", "small")
        self.more = Text("", "small", wrap=True)
        self.more.hide()
        self.waiting.hide()
        for widget in (self.secret, self.keep, self.waiting, self.more):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.secret.entered.connect(self._on_confirm)
        self.secret.setFocus()

    def _title(self, path: Path) -> str:
        return self.tr("Open {0}").format(path.stem)

    def _action(self) -> str:
        return self.tr("Open")

    def _lead(self) -> str:
        return self.tr("The file is protected with a passphrase.")

    def submit(self) -> bool:
        """Try the passphrase beside the window's thread; the form closes when it was right."""
        if self._job is not None:
            return False
        if not self.secret.text():
            self.complain(self.tr("Type the passphrase."))
            return False
        work = partial(try_passphrase, self._path, self.secret.text(), self.keep.isChecked())
        self._job = Job(self.tr("Opening"), work, can_cancel=False)
        self._job.done.connect(self._on_tried)
        self._show_busy(True)
        self._shell.run_job(self._job)
        return False

    def _show_busy(self, is_busy: bool) -> None:
        self.waiting.setText(self.tr("Trying the passphrase…"))
        self.waiting.setVisible(is_busy)
        self.secret.setEnabled(not is_busy)
        self.confirm.setEnabled(not is_busy)

    def _on_tried(self, error: object) -> None:
        self._job = None
        self._show_busy(False)
        if error is None or isinstance(error, KeyringFailed | WriteFailed):
            self.accept()
            self._then()
            if isinstance(error, KeyringFailed | WriteFailed):  # open, but not remembered
                self._shell.error(error)
            return
        if isinstance(error, FacilitatorError):
            self._refuse(error)

    def _refuse(self, error: FacilitatorError) -> None:
        if isinstance(error, PassphraseWrong):
            self._wrong += 1
            self.complain(self.tr("This passphrase does not open the file."))
        else:
            self.complain(str(error))
        if self._wrong >= TRIES:
            self.more.setText(
                self.tr(
                    "Look at Caps Lock and at the language of the keyboard, and show what you"
                    " typed. A copy or an earlier state may have another passphrase. If nobody"
                    " knows it any more, the file stays closed: there is no way around it."
                )
            )
            self.more.show()
        self.secret.setFocus()
        self.secret.edit.selectAll()
        self.refit()


class PresentDialog(AskDialog):
    """Asks for the passphrase of the open file, before it is changed or taken away.

    Else whoever finds the file open could lock its owner out.
    """

    def __init__(self, shell: Shell, path: Path, then: Then) -> None:
        super().__init__(shell, path, then)
        self.keep.hide()

    def _title(self, path: Path) -> str:
        return self.tr("Your present passphrase")

    def _action(self) -> str:
        return self.tr("Go on")

    def _lead(self) -> str:
        return self.tr("Type the passphrase that opens this file now.")


class SetDialog(FormDialog):
    """Asks for a new passphrase, twice, after saying what it means to forget it."""

    def __init__(self, shell: Shell) -> None:
        self._is_change = shell.workspace.is_protected
        super().__init__(
            shell.window_widget, *self._words(), lead=self._lead(), width=540,
        )  # fmt: skip
        self._shell = shell
        self.warning = Text(
            self.tr(
                "If you forget it, the file is lost. Nobody can open it without the passphrase,"
                " and there is no way to get it back."
            ),
            "strong", tone="warn", wrap=True,
        )  # fmt: skip
        self.secret = NewSecret()
        self.keep = _keep_box(self.tr("Remember it on this computer"))
        self.honest = Text(self._limits(), "small", wrap=True)
        for widget in (self.warning, self.secret, self.keep, self.honest):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.secret.entered.connect(self._on_confirm)
        self.secret.changed.connect(self.refit)
        self.secret.setFocus()

    def _words(self) -> tuple[str, str]:
        if self._is_change:
            return self.tr("Change the passphrase"), self.tr("Change")
        return self.tr("Protect with a passphrase"), self.tr("Protect")

    def _lead(self) -> str:
        return self.tr(
            "The file and its earlier states are encrypted. From then on it opens with the"
            " passphrase alone, here and on any other computer."
        )

    def _limits(self) -> str:
        if self._is_change:
            return self.tr(
                "Backups and copies that you made yourself keep the passphrase they have."
            )
        return self.tr(
            "What you exported, backups and copies that you made yourself stay as they are. The"
            " plain file is overwritten before it is deleted; an SSD or a backup program may still"
            " hold old bytes of it, which no app can reach."
        )

    def submit(self) -> bool:
        """Close the form and write the file anew."""
        problem = self.secret.problem()
        if problem:
            self.complain(problem)
            return False
        deed = "change" if self._is_change else "set"
        protection = self._shell.files.protection
        protection.rewrite(deed, self.secret.text(), is_kept=self.keep.isChecked())
        return True


class RemoveDialog(FormDialog):
    """Asks once before a file becomes readable by everybody who has it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            shell.window_widget, self.tr("Remove the passphrase"), self.tr("Remove"),
            lead=self.tr(
                "The file and its earlier states are no longer encrypted: whoever has the file can"
                " read all of it, sealed notes included."
            ), width=480,
        )  # fmt: skip
        self._shell = shell
        self.body.addStretch(1)
        self.confirm.setFocus()

    def submit(self) -> bool:
        """Close the form and write the file anew."""
        self._shell.files.protection.rewrite("remove")
        return True


def _keep_box(words: str) -> QCheckBox:
    return identify(QCheckBox(words), "remember-passphrase")
