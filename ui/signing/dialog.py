"""Which key signs: one of one's own, made here the first time, or a .p12 file (M2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from facilitator import preferences
from facilitator.documents.signing import SigningKey, make_key, open_key
from facilitator.errors import FacilitatorError
from facilitator.queries.engagement import people
from ui.dialogs.form import FormDialog
from ui.widgets.buttons import LinkButton, PlainButton
from ui.widgets.card import column, row
from ui.widgets.fields import Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.secret_field import NewSecret, SecretField
from ui.widgets.segmented import Segmented
from ui.widgets.text import ElidedText, Text

if TYPE_CHECKING:
    from ui.shell import Shell

OWN, FILE = "own", "file"


def own_key() -> Path:
    """Return where the key lies that was made here."""
    return preferences.data_dir() / "keys" / "signing.p12"


class SignDialog(FormDialog):
    """Opens or makes the key, then goes on with it. A passphrase is kept nowhere."""

    def __init__(self, shell: Shell, go_on: Callable[[SigningKey], object]) -> None:
        super().__init__(
            shell.window_widget,
            self.tr("Sign the minutes"),
            self.tr("Choose a place"),
            lead=self.tr(
                "A signature shows that nothing was changed since. It is kept inside the PDF; "
                "nothing is sent anywhere."
            ),
            width=520,
        )
        self._shell, self._go_on = shell, go_on
        self._is_new = not own_key().exists()
        self._file: Path | None = None
        self.which = identify(
            Segmented(
                [(OWN, self.tr("My key")), (FILE, self.tr("A .p12 file"))],
                self.tr("Which key"),
                current=OWN,
            ),
            "sign-which",
        )
        self.body.addWidget(Field(self.tr("Key"), self.which))
        self._build_new()
        self._build_file()
        self.secret = SecretField(self.tr("Passphrase of the key"), "key-passphrase")
        self.body.addWidget(self.secret)
        self.anew = identify(LinkButton(self.tr("Make a new key instead")), "key-anew")
        self.body.addWidget(self.anew, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.anew.clicked.connect(self._on_anew)
        self.which.chosen.connect(self._on_which)
        self.secret.entered.connect(self._on_confirm)
        self._on_which(OWN)

    def _build_new(self) -> None:
        self.new = QWidget()
        box = column(12)
        self.new.setLayout(box)
        told = self.tr(
            "A key is made here and kept on this computer, protected by a passphrase that you "
            "choose. Nobody proves that it is yours: tell the others by "
            "another way. A forgotten passphrase cannot be got back, but a new key can be made."
        )
        box.addWidget(Text(told, "small", wrap=True))
        self.name = identify(line_edit(self._usual_name()), "key-name")
        self.new_secret = NewSecret()
        box.addWidget(Field(self.tr("Who signs"), self.name))
        box.addWidget(self.new_secret)
        self.body.addWidget(self.new)

    def _usual_name(self) -> str:
        found = people(self._shell.workspace.reader)
        return next((each.name for each in found if each.is_facilitator), "")

    def _build_file(self) -> None:
        self.other = QWidget()
        line = row(8)
        self.other.setLayout(line)
        self.choose = identify(PlainButton(self.tr("Choose…"), compact=True), "key-choose")
        self.chosen = ElidedText(self.tr("No file is chosen yet."), "small")
        line.addWidget(self.choose)
        line.addWidget(self.chosen, 1)
        self.body.addWidget(self.other)
        self.choose.clicked.connect(self._on_choose)

    def _on_which(self, which: object) -> None:
        is_making = which == OWN and self._is_new
        self.new.setVisible(is_making)
        self.other.setVisible(which == FILE)
        self.secret.setVisible(not is_making)
        self.anew.setVisible(which == OWN and not is_making)
        self.complain("")
        self.refit()

    def _on_anew(self) -> None:
        """Ask for a new key, as the passphrase of the one there is may be forgotten."""
        self._is_new = True
        self._on_which(OWN)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a key"), str(Path.home()))
        dialog.setNameFilters([self.tr("Keys (*.p12 *.pfx)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.use_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def use_file(self, name: str) -> None:
        """Take a key from a file."""
        self._file = Path(name)
        self.chosen.setText(self._file.name)

    def submit(self) -> bool:
        """Open the key, made first where there is none; then ask where the copy goes."""
        try:
            key = self._key()
        except FacilitatorError as error:
            self.complain(str(error))
            return False
        if key is None:
            return False
        self._go_on(key)
        return True

    def _key(self) -> SigningKey | None:
        if self.which.current() == FILE:
            if self._file is None:
                self.complain(self.tr("Choose the file of the key."))
                return None
            return open_key(self._file, self.secret.text())
        path, passphrase = own_key(), self.secret.text()
        if self._is_new:
            if problem := self.new_secret.problem():
                self.complain(problem)
                return None
            passphrase = self.new_secret.text()
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep_former(path)
            make_key(path, self.name.text(), passphrase, self._shell.workspace.clock.now())
            self._is_new = False
        return open_key(path, passphrase)


def _keep_former(path: Path) -> None:
    """Set a key aside whose place a new one takes: its passphrase may be remembered one day."""
    if not path.exists():
        return
    number = 1
    while (kept := path.with_name(f"signing-{number}.p12")).exists():
        number += 1
    path.rename(kept)
