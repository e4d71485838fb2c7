"""What becomes of the capture line: a draft while it is typed, a row once it is handed over."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from facilitator.commands.capture_line import keep_line
from facilitator.domain.capture_line import Captured
from facilitator.store import Store
from ui import wording
from ui.pages.run.capture_line import CaptureLine
from ui.pages.run.live import Live
from ui.shell import Shell
from ui.widgets.notices import announce
from ui.workspace import Workspace


class LineKeeper(QObject):
    """Keeps a line's drafts, sealed ones apart, and writes what it says; `kept` carries the id."""

    kept = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell, line: CaptureLine) -> None:
        super().__init__(line)
        self._workspace, self._line = workspace, line
        self._live: Live | None = None
        self._was_sealed = False
        self._saver = shell.drafts.bind_text(line.edit, self._save)
        line.handed_over.connect(self._on_handed_over)
        line.text_changed.connect(self._on_text)

    def take_up(self, live: Live) -> None:
        """Go on with the line that was not sent in this session."""
        self._saver.flush()
        self._live = live
        kept, sealed = unsent_line(self._workspace.store, live.session_id)
        self._line.expect_sealed(sealed)
        self._saver.load(kept, force=True)
        self._was_sealed = self._line.is_sealed

    def follow(self, live: Live | None) -> None:
        """Write from now on for the session as it was read again."""
        self._live = live

    def _on_handed_over(self, said: Captured) -> None:
        live = self._live
        if live is None:
            return
        item_id = live.reading().current_item_id
        kept = self._workspace.run(
            keep_line, said, live.session_id, item_id, draft=line_place(live.session_id)
        )
        if kept is None:
            return  # the window told why; the words are still in the line
        self._line.kept()
        self._saver.forget()
        if said.kind is None:
            announce(self._line, self.tr("Sealed note kept"))
            return
        self.kept.emit(kept)
        word = wording.state("capture", said.kind)[0]
        announce(self._line, self.tr("{0} captured").format(word))

    def _on_text(self, text: str) -> None:
        """A line that becomes sealed leaves the joint drafts at once, not at the next save."""
        if self._line.is_sealed != self._was_sealed:
            self._was_sealed = self._line.is_sealed
            self._save(text)

    def _save(self, text: str) -> None:
        if self._live is None or self._workspace.read_only:
            return
        store, sealed = self._workspace.store, self._line.is_sealed
        place = line_place(self._live.session_id)
        if text.strip():
            store.set_draft(place, text, sealed=sealed)
            store.clear_draft(place, sealed=not sealed)
        else:
            store.clear_draft(place, sealed=True)
            store.clear_draft(place)


def line_place(session_id: int) -> str:
    """Return the place in the drafts where a session's line is kept."""
    return f"capture-line:{session_id}"


def unsent_line(store: Store, session_id: int) -> tuple[str, bool]:
    """Return the line that was typed and not sent, and whether it is sealed."""
    place = line_place(session_id)
    if sealed := store.draft(place, sealed=True):
        return sealed, True
    return store.draft(place) or "", False
