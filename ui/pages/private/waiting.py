"""What waits for the facilitator: an interrupted destruction, sealed notes whose day has come."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.queries.private import SealedNoteRow, expired
from facilitator.queries.receipts import Receipt, unfinished
from ui.dialogs.destroy_scratch import offer_destruction_of_sealed, offer_finishing
from ui.shell import Shell
from ui.widgets.notices import Banner


class WaitingBanner(Banner):
    """Says it above the notes; nothing is ever done by itself."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._due: list[int] = []
        self._left: list[Receipt] = []

    def load(self, notes: Sequence[SealedNoteRow]) -> None:
        """Show what waits, the interrupted first; go where nothing does."""
        space = self._shell.workspace
        self._left = unfinished(space.reader)
        self._due = [note.id for note in expired(list(notes), space.today())]
        if self._left:
            self.show_notice(
                self.tr("A destruction was interrupted."),
                self.tr("The notes are gone, but what held them is not yet all written anew."),
                tone="warn",
            )
            self.add_button(self.tr("Finish"), self._on_finish)
        elif self._due:
            title = self.tr("{0} sealed notes have reached their day.").format(len(self._due))
            if len(self._due) == 1:
                title = self.tr("A sealed note has reached its day.")
            more = self.tr("Nothing goes by itself: destroy it for good, or give it another day.")
            self.show_notice(title, more, tone="warn")
            self.add_button(self.tr("Destroy for good"), self._on_destroy)
        else:
            self.hide()

    def _on_finish(self) -> None:
        offer_finishing(self._shell, self._left[0])

    def _on_destroy(self) -> None:
        offer_destruction_of_sealed(self._shell, self._due)
