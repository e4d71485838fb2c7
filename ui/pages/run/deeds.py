"""What the facilitator does while a session runs, from button, key, menu and palette alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from facilitator.commands import agenda, clarity, running
from facilitator.commands.papers import paper_content
from facilitator.domain.words import CaptureKind, ItemState
from facilitator.queries.prepare import ItemRow
from ui import icons
from ui.dialogs.attendance import AttendanceDialog
from ui.handing import HandingMenu
from ui.pages.close.round import RoundDialog
from ui.pages.run.live import Live
from ui.shell import Shell
from ui.workspace import Workspace

MORE_S = 300


class Deeds(QObject):
    """Each deed saves typing first, so that it lands on the item it was typed for."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self.live: Live | None = None
        self._handing = HandingMenu(workspace, shell, self)
        self._folder: QTemporaryDir | None = None

    def _current(self) -> ItemRow | None:
        return self.live.current() if self.live is not None else None

    def _do(self, command: Callable[..., object], *args: object) -> bool:
        self._shell.drafts.flush()
        return self._workspace.carry_out(command, *args)

    # --- the agenda -------------------------------------------------------------------------

    def next_item(self) -> None:
        """Finish the item and go to the next one; from the last one to closing."""
        if self.live is None:
            return
        if self.live.following() is None:
            self.close()
        else:
            self._do(running.next_item, self.live.session_id)

    def previous_item(self) -> None:
        """Go back to the item before."""
        if self.live is not None:
            self._do(running.previous_item, self.live.session_id)

    def jump(self, item_id: object) -> None:
        """Put an item on the table."""
        if self.live is not None:
            self._do(running.enter_item, self.live.session_id, item_id)

    def skip(self, item_id: object) -> None:
        """Leave an item out today."""
        if self.live is not None and self._do(running.skip_item, self.live.session_id, item_id):
            self._shell.toast(self.tr("Skipped for today."), undo=True)

    def skip_current(self) -> None:
        """Leave the item on the table out."""
        if (item := self._current()) is not None:
            self.skip(item.id)

    def move(self, item_id: object, step: int) -> None:
        """Move an item one place up or down."""
        if self.live is None:
            return
        ids = [item.id for item in self.live.items]
        if item_id not in ids:
            return
        at = ids.index(item_id)
        to = at + step
        if 0 <= to < len(ids):
            before = ids[to] if step < 0 else (ids[to + 1] if to + 1 < len(ids) else None)
            self._do(agenda.move_item, item_id, before)

    # --- time -------------------------------------------------------------------------------

    def extend(self) -> None:
        """Give the item five more minutes."""
        self._give(MORE_S)

    def take_back(self) -> None:
        """Take five minutes from the item."""
        self._give(-MORE_S)

    def _give(self, seconds: int) -> None:
        if (item := self._current()) is not None:
            self._do(running.extend_item, item.id, seconds)

    def toggle_pause(self) -> None:
        """Stop the clocks for a break, or let them run on."""
        if self.live is None:
            return
        is_paused = self.live.reading().is_paused
        command = running.resume_session if is_paused else running.pause_session
        self._do(command, self.live.session_id)

    # --- clarity ----------------------------------------------------------------------------

    def is_not_clear(self) -> bool:
        """Tell whether somebody asked for plain words on the item on the table."""
        item = self._current()
        return item is not None and item.is_not_clear

    def ask_for_clarity(self, kind: CaptureKind) -> None:
        """Mark the item and queue a say-it-back or a question."""
        if (item := self._current()) is not None:
            self._do(clarity.ask_for_clarity, item.id, kind)

    def mark_not_clear(self) -> None:
        """Only mark the item."""
        if (item := self._current()) is not None:
            self._do(agenda.mark_not_clear, item.id, True)

    def clear_now(self) -> None:
        """Take the mark away."""
        if (item := self._current()) is not None:
            self._do(agenda.mark_not_clear, item.id, False)

    # --- the session ------------------------------------------------------------------------

    def attendance(self) -> None:
        """Say who is there."""
        if self.live is not None:
            AttendanceDialog(self._workspace, self._shell, self.live.session_id).open()

    def closing_round(self) -> None:
        """Ask each side whether it was useful, and whether it was heard (V13)."""
        if self.live is not None:
            RoundDialog(self._workspace, self._shell, self.live.session_id).open()

    def close(self) -> None:
        """Go to closing, which shows what is missing first."""
        if self.live is not None:
            self._shell.go("close", session_id=self.live.session_id)

    def draft_minutes(self) -> None:
        """Show the minutes as they stand; the session goes on (V11)."""
        if self.live is not None:
            self._shell.go("minutes", session_id=self.live.session_id)

    def leave(self) -> None:
        """Go back to the sessions; the clock runs on."""
        self._shell.drafts.flush()
        self._shell.go("sessions")

    def open_paper(self, paper_id: object) -> None:
        """Open a paper in the program that the system has for it, from a copy."""
        if not isinstance(paper_id, int):
            return
        found = self._workspace.run(paper_content, paper_id)
        if found is None:
            return
        name, data = found
        self._folder = self._folder or QTemporaryDir()
        target = Path(self._folder.path(), str(paper_id), Path(name).name)
        try:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            self._shell.error(error)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self._shell.toast(self.tr("No program on this computer opens {0}.").format(name))

    # --- menus ------------------------------------------------------------------------------

    def fill_session_menu(self, menu: QMenu) -> None:
        """Offer what is not on the top line."""
        for icon, words, deed in (
            ("users", self.tr("Who is there"), self.attendance),
            ("file-pdf", self.tr("Draft minutes so far"), self.draft_minutes),
            ("scales", self.tr("Closing round"), self.closing_round),
            ("check", self.tr("Close session"), self.close),
        ):
            menu.addAction(icons.icon(icon), words).triggered.connect(deed)

    def fill_item_menu(self, menu: QMenu, item_id: object) -> None:
        """Offer what can be done with an item."""
        live = self.live
        item = live.item(item_id) if live is not None and isinstance(item_id, int) else None
        if live is None or item is None:
            return
        is_current = live.reading().current_item_id == item.id
        if is_current:
            menu.addAction(icons.icon("plus"), self.tr("Five more minutes")).triggered.connect(
                self.extend
            )
            take = menu.addAction(icons.icon("minus"), self.tr("Take five minutes away"))
            take.triggered.connect(self.take_back)
            take.setEnabled(item.length_s + item.extended_s > MORE_S)
        else:
            menu.addAction(icons.icon("play"), self.tr("Put on the table")).triggered.connect(
                partial(self.jump, item.id)
            )
        skip = menu.addAction(icons.icon("skip-forward"), self.tr("Skip for today"))
        skip.triggered.connect(partial(self.skip, item.id))
        skip.setEnabled(item.state == ItemState.OPEN)
        menu.addSeparator()
        for words, icon, step in (
            (self.tr("Move up"), "caret-up", -1), (self.tr("Move down"), "caret-down", 1),
        ):  # fmt: skip
            action = menu.addAction(icons.icon(icon), words)
            action.triggered.connect(partial(self.move, item.id, step))
            place = live.number(item.id) + step
            action.setEnabled(1 <= place <= len(live.items))
        menu.addSeparator()
        self._handing.fill(menu, "item", item.id, live.session_id)

    def fill_clarity_menu(self, menu: QMenu) -> None:
        """Offer what “not clear” queues."""
        say = menu.addAction(icons.icon("quotes"), self.tr("Queue a say-it-back"))
        say.triggered.connect(partial(self.ask_for_clarity, CaptureKind.SAYBACK))
        ask = menu.addAction(icons.icon("question"), self.tr("Queue a question"))
        ask.triggered.connect(partial(self.ask_for_clarity, CaptureKind.QUESTION))
        menu.addAction(icons.icon("flag"), self.tr("Only mark the item")).triggered.connect(
            self.mark_not_clear
        )
