"""Get an earlier state back: the snapshots of a file, or a backup, brought back as a new file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import preferences
from facilitator.errors import FacilitatorError
from ui import file_work, wording
from ui.dialogs.form import FormDialog
from ui.files import free_name
from ui.widgets.buttons import LinkButton, explain_disabled
from ui.widgets.fields import Choice, Field
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text

if TYPE_CHECKING:
    from facilitator.store.snapshots import Snapshot
    from ui.shell import Shell


class GetBackDialog(FormDialog):
    """Lists the earlier states of one file. Nothing is ever replaced."""

    def __init__(self, shell: Shell, path: Path | None) -> None:
        super().__init__(
            shell.window_widget, self.tr("Get an earlier state back"), self.tr("Bring back"),
            lead=self.tr(
                "While you work, the app keeps snapshots of your file in its own folder. A state"
                " comes back as a new file; what you have now stays as it is."
            ), width=560,
        )  # fmt: skip
        self._shell = shell
        self._path = path
        self._found: list[Snapshot] = []
        self._build()
        self._connect()
        self._load_files()
        self._show()
        (self.states if self._found else self.file).setFocus()

    def _build(self) -> None:
        self.file = identify(Choice(), "get-back-file")
        self.file.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.body.addWidget(Field(self.tr("File"), self.file))
        self.states = identify(RowList(self.tr("Earlier states"), fit=6), "snapshot-list")
        self.body.addWidget(self.states)
        self.none = EmptyState("clock", "", "")
        self.body.addWidget(self.none)
        self.about = Text("", "small", wrap=True)
        self.body.addWidget(self.about)
        self.body.addStretch(1)
        self.backup = identify(
            LinkButton(self.tr("Use a backup file"), icon="folder-open"), "use-backup"
        )
        self.foot.insertWidget(0, self.backup)

    def _connect(self) -> None:
        self.file.chosen.connect(self._on_file)
        self.states.picked.connect(self._on_picked)
        self.states.opened.connect(self._on_opened)
        self.backup.clicked.connect(self._on_backup)

    # --- showing ----------------------------------------------------------------------------

    def _load_files(self) -> None:
        known = list(preferences.recent_files())
        if self._path is not None and self._path not in known:
            known.insert(0, self._path)
        for path in known:
            self.file.add(path, self.tr("{0} in {1}").format(path.stem, path.parent))
        if not known:
            self.file.add(None, self.tr("No file was opened here yet"))
        self.file.setEnabled(bool(known))
        self.file.set_current(self._path)
        chosen = self.file.current()
        self._path = chosen if isinstance(chosen, Path) else None

    def _show(self) -> None:
        self._found = file_work.earlier_states(self._path) if self._path else []
        rows = [self._row(number, each) for number, each in enumerate(self._found)]
        self.states.set_rows(rows)
        self.states.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.none.set_words(
            self.tr("No earlier states of this file"),
            self.tr("Snapshots are taken while a file is open. If you saved a copy, use that."),
        )
        self.states.set_current(0 if rows else None)
        self._tell_about()
        reason = None if rows else self.tr("There is no earlier state to bring back.")
        explain_disabled(self.confirm, reason)

    def _row(self, number: int, each: Snapshot) -> Row:
        at, today = self._local(each.at), self._shell.workspace.today()
        words = f"{wording.long_day(at, today)}, {wording.time_of(at)}"
        second = (
            self.tr("kept before a newer version opened it") if each.is_before_migration else ""
        )
        size = self.tr("{0} KB").format(max(each.path.stat().st_size // 1024, 1))
        return Row(
            number, words, second, icon="clock", trailing=wording.distance(at, today),
            trailing_second=size,
        )  # fmt: skip

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self._shell.workspace.zone)

    def _tell_about(self) -> None:
        """Say what is in the chosen state, so that the right one is brought back."""
        chosen = self._chosen()
        if chosen is None:
            self.about.setText("")
            return
        try:
            seen = file_work.glance(chosen.path, self._shell.workspace.clock)
        except FacilitatorError as error:
            self.about.setText(str(error))
            return
        words = self.tr("{0}: {1} sessions held, {2} actions overdue.")
        self.about.setText(words.format(seen.title, seen.held, seen.overdue))

    def _chosen(self) -> Snapshot | None:
        key = self.states.current()
        return self._found[key] if isinstance(key, int) and key < len(self._found) else None

    # --- doing ------------------------------------------------------------------------------

    def _on_file(self, path: object) -> None:
        self._path = path if isinstance(path, Path) else None
        self._show()
        self._fit()

    def _on_picked(self, _key: object) -> None:
        self._tell_about()

    def _on_opened(self, _key: object) -> None:
        self._tell_about()

    def _on_backup(self) -> None:
        self.reject()
        self._shell.files.ask_backup(self._bring)

    def _bring(self, saved: Path) -> None:
        self._shell.files.ask_bring_back(saved, free_name(saved.parent, f"{saved.stem} back"))

    def submit(self) -> bool:
        """Close, and ask for the new name."""
        chosen = self._chosen()
        if chosen is None or self._path is None:
            return False
        at = self._local(chosen.at).strftime("%Y-%m-%d %H.%M")
        folder = self._path.parent if self._path.parent.is_dir() else Path.home()
        offered = free_name(folder, f"{self._path.stem} {at}")
        self._shell.files.ask_bring_back(chosen.path, offered)
        return True
