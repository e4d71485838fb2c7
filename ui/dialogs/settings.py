"""Settings: the look, this file, where things lie, and what the app is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

import facilitator
from facilitator import preferences, resources
from ui import file_work
from ui.dialogs.form import FormDialog
from ui.direction import change_direction, direction
from ui.jobs import Job
from ui.remembered import is_remembered
from ui.theme import ZOOMS, Scheme, theme
from ui.widgets.buttons import LinkButton, PlainButton
from ui.widgets.card import Collapsible, Divider, column
from ui.widgets.fields import FieldLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.segmented import Segmented
from ui.widgets.text import ElidedText, Text

if TYPE_CHECKING:
    from ui.shell import Shell

# What is bundled and asks to be named: folder of resources, file, what it is.
_LICENCES = (
    ("fonts", "Inter-LICENSE.txt", "Inter"),
    ("fonts", "NotoSans-LICENSE.txt", "Noto Sans"),
    ("fonts", "DejaVuSans-LICENSE.txt", "DejaVu Sans"),
    ("icons", "Phosphor-LICENSE.txt", "Phosphor Icons"),
)


class SettingsDialog(FormDialog):
    """Every choice takes effect at once; there is nothing to save."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.window_widget, self.tr("Settings"), self.tr("Done"), width=600)
        self._shell = shell
        self.cancel.hide()
        self._build_look()
        if shell.workspace.is_open:
            self.body.addWidget(Divider())
            self._build_file()
        self.body.addWidget(Divider())
        self._build_about()
        self.body.addStretch(1)
        theme().changed.connect(self._on_theme_changed)
        self.scheme.setFocus()

    # --- the look ---------------------------------------------------------------------------

    def _build_look(self) -> None:
        self.scheme = identify(
            Segmented(
                [
                    (Scheme.AUTO, self.tr("As the system")),
                    (Scheme.LIGHT, self.tr("Light")),
                    (Scheme.DARK, self.tr("Dark")),
                ],
                self.tr("Appearance"),
                current=theme().scheme,
            ),
            "settings-scheme",
        )
        sizes = [(zoom, self.tr("{0} %").format(zoom)) for zoom in ZOOMS]
        self.zoom = identify(
            Segmented(sizes, self.tr("Size"), current=theme().zoom), "settings-zoom"
        )
        self.direction = identify(
            Segmented(
                [
                    ("auto", self.tr("As the language")),
                    ("ltr", self.tr("Left to right")),
                    ("rtl", self.tr("Right to left")),
                ],
                self.tr("Reading direction"),
                current=direction(self._shell.settings),
            ),
            "settings-direction",
        )
        for words, control in (
            (self.tr("Appearance"), self.scheme),
            (self.tr("Size"), self.zoom),
            (self.tr("Reading direction"), self.direction),
        ):
            self.body.addLayout(_labelled(words, control))
        self.scheme.chosen.connect(self._on_scheme)
        self.zoom.chosen.connect(self._on_zoom)
        self.direction.chosen.connect(self._on_direction)

    def _on_scheme(self, key: object) -> None:
        if isinstance(key, Scheme):
            theme().set_scheme(key)

    def _on_zoom(self, key: object) -> None:
        if isinstance(key, int):
            theme().set_zoom(key)

    def _on_direction(self, key: object) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            change_direction(app, self._shell.settings, str(key))
            theme().set_scheme(theme().scheme)  # the style sheet names sides

    def _on_theme_changed(self) -> None:
        self.zoom.set_current(theme().zoom)
        self.scheme.set_current(theme().scheme)
        self._fit()

    # --- this file --------------------------------------------------------------------------

    def _build_file(self) -> None:
        path = self._shell.workspace.path
        self.body.addWidget(Text(self.tr("This engagement"), "strong"))
        self.body.addWidget(ElidedText(str(path), "small"))
        self.check = identify(
            PlainButton(self.tr("Check the file"), icon="shield-check", compact=True), "check-file"
        )
        copy = PlainButton(self.tr("Save a copy"), icon="copy", compact=True)
        back = PlainButton(self.tr("Earlier states"), icon="arrow-counter-clockwise", compact=True)
        folder = PlainButton(self.tr("Show in folder"), icon="folder-open", compact=True)
        self.body.addWidget(_in_line(self.check, copy, back, folder))
        self._build_passphrase()
        self.verdict = Text("", "body", wrap=True)
        self.verdict.hide()
        self.body.addWidget(self.verdict)
        self.check.clicked.connect(self._on_check)
        copy.clicked.connect(self._on_copy)
        back.clicked.connect(self._on_back)
        folder.clicked.connect(self._on_file_folder)

    def _build_passphrase(self) -> None:
        space, protection = self._shell.workspace, self._shell.files.protection
        words = (
            self.tr("Protected with a passphrase. Nobody can open it without.")
            if space.is_protected
            else self.tr("Not protected: whoever has the file can read all of it.")
        )
        self.body.addWidget(Text(words, "small", wrap=True))
        rows = [(self.tr("Protect with a passphrase"), "lock-simple", protection.protect, "set")]
        if space.is_protected:
            rows = [
                (self.tr("Change the passphrase"), "pencil-simple", protection.protect, "change"),
                (self.tr("Remove the passphrase"), "x-circle", protection.remove, "remove"),
            ]
        if space.read_only:
            rows = []
        if space.is_protected and is_remembered(space.path):
            here = self.tr("Forget it on this computer")
            rows.append((here, "eye-slash", protection.forget_here, "forget"))
        buttons = []
        for title, icon, run, name in rows:
            button = PlainButton(title, icon=icon, compact=True)
            buttons.append(identify(button, f"passphrase-{name}"))
            button.clicked.connect(partial(self._on_passphrase, run))
        if buttons:
            self.body.addWidget(_in_line(*buttons))

    def _on_passphrase(self, run: Callable[[], object], _checked: bool = False) -> None:
        self.accept()
        run()

    def _on_check(self) -> None:
        """Check the file in the background; what was typed counts too."""
        self._shell.drafts.flush()
        self._say(self.tr("Checking…"), None)
        job = Job(self.tr("Checking the file"), partial(file_work.check_file, self._path()), self)
        job.done.connect(self._on_checked)
        job.failed.connect(self._on_check_failed)
        self._shell.run_job(job)

    def _path(self) -> Path:
        return self._shell.workspace.path

    def _on_checked(self, findings: object) -> None:
        found = [str(each) for each in findings] if isinstance(findings, list) else []
        if found:
            self._say("\n".join(found), "danger")
        else:
            words = self.tr("Everything is in order: the file, its numbers, links and the seal.")
            self._say(words, "ok")

    def _on_check_failed(self, error: object) -> None:
        self._say(str(error), "danger")

    def _say(self, words: str, tone: str | None) -> None:
        self.verdict.setText(words)
        self.verdict.set_tone(tone)
        self.verdict.show()
        self._fit()

    def _on_copy(self) -> None:
        self.accept()
        self._shell.files.save_copy()

    def _on_back(self) -> None:
        self.accept()
        self._shell.files.get_back()

    def _on_file_folder(self) -> None:
        self._shell.files.show_folder(self._path())

    # --- about ------------------------------------------------------------------------------

    def _build_about(self) -> None:
        name = self.tr("Facilitator {0}").format(facilitator.__version__)
        self.body.addWidget(identify(Text(name, "strong"), "settings-version", name))
        words = self.tr(
            "Free software under the MIT licence. Nothing leaves this laptop: the app has no"
            " network access and sends no reports."
        )
        self.body.addWidget(Text(words, "small", wrap=True))
        folder = self.tr("Snapshots lie in {0}").format(preferences.data_dir())
        self.body.addWidget(ElidedText(folder, "small"))
        self.data_folder = identify(
            LinkButton(self.tr("Show the app's data folder"), icon="folder-open"), "data-folder"
        )
        self.data_folder.clicked.connect(self._on_data_folder)
        self.body.addWidget(self.data_folder)
        self.licences = Collapsible(self.tr("Licences of what is bundled"))
        self.licences.toggled.connect(self._on_licences)
        self.body.addWidget(self.licences)

    def _on_data_folder(self) -> None:
        folder = preferences.data_dir()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_licences(self, opened: bool) -> None:
        if opened and not self.licences.body.count():
            text = _licence_text()
            text.setAccessibleName(self.tr("Licences"))
            self.licences.body.addWidget(text)
        self._fit()


def _labelled(words: str, control: QWidget) -> QVBoxLayout:
    box = column(4)
    box.addWidget(FieldLabel(words, control))
    box.addWidget(control)
    return box


def _in_line(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    line = FlowLayout(holder, 8)
    for widget in widgets:
        line.addWidget(widget)
    return holder


def _licence_text() -> QPlainTextEdit:
    """Return the texts of all licences, to read and to copy."""
    parts = [f"{name}\n\n{resources.text(folder, file)}" for folder, file, name in _LICENCES]
    text = QPlainTextEdit("\n\n".join(parts))
    text.setReadOnly(True)
    text.setFixedHeight(theme().px(200))
    return text
