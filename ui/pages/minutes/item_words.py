"""What the minutes say about one item: its outcome, and which notes print."""

from __future__ import annotations

from functools import partial

from facilitator.commands import agenda as commands
from facilitator.commands import captures as capture_commands
from facilitator.queries.prepare import ItemRow
from facilitator.queries.running import CaptureRow
from ui.dialogs.form import FormDialog
from ui.shell import Shell
from ui.widgets.fields import AutoGrowTextEdit, Field
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.widgets.tick_row import TickRow


class ItemWordsDialog(FormDialog):
    """Saves while somebody types; opened with `open()`. `notes` are those captured on the item."""

    def __init__(
        self, shell: Shell, item: ItemRow, notes: list[CaptureRow], prints_all: bool,
        *, is_approved: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(
            shell.window_widget,
            self.tr("What the minutes say"),
            self.tr("Done"),
            lead=item.title,
        )
        self._shell, self._item = shell, item
        self.cancel.hide()
        if is_approved:
            words = self.tr(
                "The minutes are approved, so what they say stays as it is. A later correction is "
                "added beside the paper."
            )
            self.body.addWidget(Text(words, "hint", wrap=True))
        self._build_outcome()
        self._build_notes(notes, prints_all)
        self.body.addStretch(1)
        if shell.workspace.read_only or is_approved:
            for edit in (self.outcome, self.notes):
                edit.setReadOnly(True)
            for tick in self.findChildren(TickRow):
                tick.setEnabled(False)
        self.finished.connect(self._on_finished)

    def _build_outcome(self) -> None:
        self.outcome = identify(AutoGrowTextEdit(least=3, most=10), "item-outcome")
        hint = self.tr("Two to five neutral lines: what came out of it, not who said what.")
        self.body.addWidget(Field(self.tr("Outcome"), self.outcome, hint=hint))
        self._outcome_saver = self._shell.drafts.bind_text(self.outcome, self._save_outcome)
        self._outcome_saver.load(self._item.outcome)

    def _build_notes(self, notes: list[CaptureRow], prints_all: bool) -> None:
        self.notes = identify(AutoGrowTextEdit(least=3, most=8), "item-notes")
        self.body.addWidget(Field(self.tr("Working notes"), self.notes))
        self._notes_saver = self._shell.drafts.bind_text(self.notes, self._save_notes)
        self._notes_saver.load(self._item.notes)
        self.prints = identify(TickRow(self.tr("These notes print in the minutes")), "notes-print")
        self.prints.setChecked(self._item.notes_in_minutes)
        self.prints.toggled.connect(self._on_prints)
        self.body.addWidget(self.prints)
        if notes:
            self.body.addWidget(Text(self.tr("Captured notes that print"), "label"))
        for note in notes:
            tick = TickRow(note.text)
            tick.setChecked(note.in_minutes)
            tick.toggled.connect(partial(self._on_note, note.id))
            self.body.addWidget(tick)
        if prints_all:
            words = self.tr("In the style “Discussion” every note prints, marked or not.")
            self.body.addWidget(Text(words, "hint", wrap=True))

    def _save_outcome(self, words: str) -> None:
        self._shell.workspace.run(
            commands.set_item, self._item.id, outcome=words, origin=self._outcome_saver
        )

    def _save_notes(self, words: str) -> None:
        self._shell.workspace.run(
            commands.set_notes, self._item.id, words, origin=self._notes_saver
        )

    def _on_prints(self, is_on: bool) -> None:
        self._notes_saver.flush()
        self._shell.workspace.run(commands.print_notes, self._item.id, is_on)

    def _on_note(self, capture_id: int, is_on: bool) -> None:
        self._shell.workspace.run(capture_commands.set_capture, capture_id, in_minutes=is_on)

    def _on_finished(self, result: int) -> None:
        self._outcome_saver.flush()
        self._notes_saver.flush()
