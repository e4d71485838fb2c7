"""Move something that was shared behind the seal: what that reaches, and what it cannot (S1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.commands.destruction import seal_capture
from facilitator.queries.receipts import shared_receipts
from ui.dialogs.form import FormDialog
from ui.widgets.buttons import explain_disabled
from ui.widgets.card import row
from ui.widgets.notices import IconMark
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.shell import Shell


class SealDialog(FormDialog):
    """Says what goes with it: undo begins anew, and what left before still holds the words."""

    def __init__(self, shell: Shell, capture_id: int) -> None:
        super().__init__(
            shell.window_widget, self.tr("Seal it?"), self.tr("Seal it"),
            lead=self.tr("It becomes a sealed note that only you can read, under Private."),
            width=520,
        )  # fmt: skip
        self._shell, self._capture_id = shell, capture_id
        for icon, tone, words in self._facts():
            line = row(10)
            line.addWidget(IconMark(icon, tone, 16))
            line.addWidget(Text(words, "body", wrap=True), 1)
            self.body.addLayout(line)
        self.body.addStretch(1)
        if shell.workspace.read_only:
            explain_disabled(self.confirm, self.tr("This file is open read-only."))
        self.cancel.setFocus()

    def _facts(self) -> list[tuple[str, str, str]]:
        left = sum(
            not each.is_destruction for each in shared_receipts(self._shell.workspace.reader)
        )
        earlier = self.tr("Files that left before, and copies you saved, still hold it.")
        if left:
            earlier = self.tr("Files that left before still hold it: {0} receipts. So do copies.")
        return [
            ("lock-simple", "text2", self.tr("It goes from the session, its search and history.")),
            (
                "arrow-counter-clockwise", "text2",
                self.tr("Nothing before this can be undone any more."),
            ),
            ("warning", "warn", earlier.format(left)),
        ]  # fmt: skip

    def submit(self) -> bool:
        """Seal it; a refusal is said in the form."""
        if not self._shell.drafts.flush():
            return False
        done = self.attempt(seal_capture, self._shell.workspace.store, self._capture_id)
        if done:
            self._shell.toast(self.tr("Sealed. Nobody but you can read it."))
        return done
