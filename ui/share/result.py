"""What became of it: the files that left, how they were proven, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.exports import Written
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Card, row
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text


class ResultCard(Card):
    """Hidden until something left; mail is never sent from here."""

    folder_asked = Signal(object)  # the path of a file in it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tone="ok_soft", margin=12, spacing=6, parent=parent)
        self._paths: tuple[Path, ...] = ()
        head = row(8)
        head.addWidget(IconMark("check-circle", "ok", 16))
        self.saved = Text("", "strong", wrap=True)
        head.addWidget(self.saved, 1)
        self.body.addLayout(head)
        self.proof = identify(Text("", "small", wrap=True), "share-receipt")
        self.add(self.proof)
        buttons = row(8)
        self.mail = identify(
            PlainButton(self.tr("Open in the mail program"), icon="export", compact=True),
            "share-open-mail",
        )
        self.folder = identify(
            PlainButton(self.tr("Show in folder"), icon="folder-open", compact=True),
            "share-show-in-folder",
        )
        buttons.addWidget(self.mail)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.mail.clicked.connect(self._on_mail)
        self.folder.clicked.connect(self._on_folder)
        self.hide()

    def show_written(self, written: Sequence[Written], is_kept: bool) -> None:
        """Show what left; `is_kept` is whether its receipt could be kept in the file."""
        self._paths = tuple(one.path for one in written)
        self.saved.setText(self.tr("Saved {0}").format(", ".join(p.name for p in self._paths)))
        codes = ", ".join(dict.fromkeys(one.leaving.code for one in written if one.leaving.code))
        words = [self.tr("Read again: no sealed note is in it.")]
        if codes:
            words.append(self.tr("Code {0}.").format(codes))
        if is_kept:
            words.append(self.tr("Its receipt stands under Private, What left."))
        if missing := "".join(dict.fromkeys("".join(m for one in written for m in one.warnings))):
            words.append(self.tr("Some characters could not be drawn: {0}").format(missing))
        self.proof.setText(" ".join(words))
        self.mail.setVisible(any(path.suffix == ".eml" for path in self._paths))
        self.mail.setText(
            self.tr("Open in the mail program")
            if len(self._paths) == 1
            else self.tr("Open all in the mail program")
        )
        self.show()

    def _on_mail(self) -> None:
        for path in self._paths:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_folder(self) -> None:
        if self._paths:
            self.folder_asked.emit(self._paths[0])
