"""The run screen: agenda, item, captures and the capture line around one running session (V1)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from facilitator.commands.running import keep_heartbeat
from facilitator.domain.capture_line import Vocabulary
from facilitator.queries.engagement import parties
from facilitator.queries.sessions import running_session_id
from facilitator.queries.vocabulary import vocabulary
from facilitator.store import Change, Store
from ui import wording
from ui.actions import Command
from ui.pages.page import Page
from ui.pages.run.capture_line import CaptureLine
from ui.pages.run.captures import CapturesPane
from ui.pages.run.clocks import Bell
from ui.pages.run.deeds import Deeds
from ui.pages.run.head import RunHead
from ui.pages.run.item_head import ItemHead, Prepared
from ui.pages.run.keys import run_commands
from ui.pages.run.line_keeper import LineKeeper
from ui.pages.run.live import AGENDA, CAPTURES, CLOCK, NAMES, PEOPLE, Live, Moment
from ui.pages.run.not_running import NotRunning
from ui.pages.run.notes import NOTES_INSET, NotesPane
from ui.pages.run.rail import AgendaRail
from ui.pages.run.speaking import SpeakingStrip
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.card import Card, column, row
from ui.widgets.notices import EmptyState, announce
from ui.workspace import Workspace

TICK_MS = 1000
HEARTBEAT_TICKS = 15
# widths of rail and captures in design pixels, by the least width of the window they are for
_PANES = ((1500, 300, 400), (1180, 284, 348), (1000, 232, 326), (0, 56, 326))

_LOW = 560  # design pixels of height below which the item's head takes less


class RunPage(Page):
    """One running session. Its clocks are read, never counted."""

    is_full_bleed: ClassVar[bool] = True

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._wanted: int | None = None
        self._live: Live | None = None
        self._names = Vocabulary()
        self._bell = Bell()
        self._ticks = 0
        self._offered: tuple[object, ...] = ()
        self.deeds = Deeds(workspace, shell)
        self._build()
        self._connect()
        self._on_theme_changed()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self._whole = column(0)
        self.setLayout(self._whole)
        self._stack = QStackedWidget()
        self._whole.addWidget(self._stack)
        self._stack.addWidget(self._build_running())
        self.off = NotRunning(self.shell)
        self._stack.addWidget(self.off)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)

    def _build_running(self) -> QWidget:
        view = QWidget()
        whole = column(12)
        self._view = whole
        view.setLayout(whole)
        self.head = RunHead()
        self.speaking = SpeakingStrip(self.workspace, self.shell)
        for part in (self.head, self.speaking):
            whole.addWidget(part)
        panes = row(12)
        whole.addLayout(panes, 1)
        self.rail = AgendaRail()
        self.captures = CapturesPane(self.workspace, self.shell)
        panes.addWidget(self.rail)
        panes.addWidget(self._build_item(), 1)
        panes.addWidget(self.captures)
        self.line = CaptureLine(self._vocabulary, self.workspace.today)
        self.notes.jargon.watch(self.line.edit)
        whole.addWidget(self.line)
        return view

    def _build_item(self) -> QWidget:
        self.item_card = Card(margin=0, spacing=0)
        self._item_stack = QStackedWidget()
        self.item_card.add(self._item_stack, 1)
        inside = QWidget()
        body = column(10)
        self._item_body = body
        inside.setLayout(body)
        self.item_head = ItemHead()
        self.prepared = Prepared(self.workspace)
        self.notes = NotesPane(self.workspace, self.shell)
        self._item_top = column(10)
        self._item_top.addWidget(self.item_head)
        self._item_top.addWidget(self.prepared)
        body.addLayout(self._item_top)
        body.addWidget(self.notes, 1)
        self._item_stack.addWidget(inside)
        self.all_done = EmptyState("check-circle", "")
        self._item_stack.addWidget(self.all_done)
        return self.item_card

    def _connect(self) -> None:
        deeds, head = self.deeds, self.head
        head.back_asked.connect(deeds.leave)
        head.attendance_asked.connect(deeds.attendance)
        head.pause_asked.connect(deeds.toggle_pause)
        head.previous_asked.connect(deeds.previous_item)
        head.next_asked.connect(deeds.next_item)
        head.close_asked.connect(deeds.next_item)
        head.more_asked.connect(self._on_session_menu)
        self.item_head.extend_asked.connect(deeds.extend)
        self.prepared.menu_asked.connect(self._on_item_menu)
        self.prepared.not_clear_asked.connect(self._on_not_clear)
        self.prepared.paper_asked.connect(deeds.open_paper)
        self.rail.jump_asked.connect(deeds.jump)
        self.rail.move_asked.connect(deeds.move)
        self.rail.menu_asked.connect(self._on_rail_menu)
        self.line.left.connect(self.focus_notes)
        self._keeper = LineKeeper(self.workspace, self.shell, self.line)
        self._keeper.kept.connect(self.captures.point_out)
        self._timer.timeout.connect(self._on_tick)
        self.workspace.closed.connect(self._timer.stop)
        head.room_asked.connect(self._on_room_asked)
        self.shell.room.changed.connect(self._on_room)
        self._on_room()
        theme().changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        look = theme()
        self._view.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(14))
        edge, inset = look.px(24 - NOTES_INSET), look.px(NOTES_INSET)
        self._item_body.setContentsMargins(edge, look.px(18), edge, look.px(16))
        self._item_top.setContentsMargins(inset, 0, inset, 0)
        self._size_panes()

    def _size_panes(self) -> None:
        look, width = theme(), self.width() / theme().unit
        rail, captures = next((r, c) for least, r, c in _PANES if width >= least)
        self.rail.setFixedWidth(look.px(rail))
        self.rail.set_narrow(rail < 100)
        self.captures.setFixedWidth(look.px(captures))
        is_low = self.height() / look.unit < _LOW
        self.item_head.set_compact(is_low)
        self.notes.set_low(is_low)
        self._item_body.setSpacing(look.px(6 if is_low else 10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_panes()

    # --- Page -------------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show the session `session_id`, else the one that runs."""
        wanted = target.get("session_id")
        self._wanted = wanted if isinstance(wanted, int) else None
        if self._live is None or self._wanted not in (None, self._live.session_id):
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the session shown."""
        return {"session_id": self._live.session_id} if self._live is not None else {}

    def load(self) -> None:
        """Read everything about the session and show it."""
        reader = self.workspace.reader
        session_id = self._wanted or running_session_id(reader)
        before = self._live.session_id if self._live is not None else None
        self._live = Live(self.workspace, session_id) if session_id is not None else None
        self.deeds.live = self._live
        self._keeper.follow(self._live)
        self.speaking.follow(self._live)
        self._names = vocabulary(reader)
        self._offered = ()
        if self._live is None or not self._live.is_running:
            self._show_off()
            return
        if before != session_id:
            self._come_back(self._live)
        self._keeper.take_up(self._live)
        self._timer.start()
        self._show_running(force=True)

    def show_change(self, change: Change) -> None:
        """Read again what the change touched."""
        live, tables = self._live, change.tables
        if live is None:
            self.load()
            return
        if NAMES & tables:
            self._names = vocabulary(self.workspace.reader)
            self.line.names_changed()
        for watched, read in (
            (CLOCK, live.read_session), (AGENDA, live.read_agenda),
            (CAPTURES, live.read_captures), (PEOPLE, live.read_presence),
        ):  # fmt: skip
            if watched & tables:
                read()
        self.speaking.count()
        if live.is_running:
            self._show_running(force=change.kind != "do", tables=tables)
        else:
            self._show_off()

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        is_running = self._live is not None and self._live.is_running
        if not is_running or self._live is None:
            return []
        own = [*self.speaking.commands(), *self.notes.jargon.commands()]
        return [*run_commands(self, self.deeds, self._live), *own]

    def panes(self) -> list[QWidget]:
        """Return agenda, notes, captures and the capture line."""
        return [self.rail.list, self.notes, self.captures, self.line.edit]

    def start_focus(self) -> QWidget | None:
        """Return the notes."""
        if self._stack.currentWidget() is self.off:
            return self.off.step
        return self.notes.notes if self._item_stack.currentIndex() == 0 else self.line.edit

    def escape(self) -> bool:
        """Go to the notes: Esc never leaves a running session."""
        self.focus_notes()
        return self._stack.currentIndex() == 0

    def focus_notes(self) -> None:
        """Put the keyboard into the notes."""
        start = self.start_focus()
        if start is not None:
            start.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_line(self, letters: str = "") -> None:
        """Put the keyboard into the capture line, which begins with `letters`."""
        if letters:
            self.line.begin(letters)
        self.line.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- showing ----------------------------------------------------------------------------

    def _vocabulary(self) -> Vocabulary:
        return self._names

    def _come_back(self, live: Live) -> None:
        """Take up the clock of a session after a restart."""
        if not self.workspace.read_only:
            self.workspace.run(keep_heartbeat, live.session_id)
            live.read_session()

    def _show_running(self, *, force: bool = False, tables: frozenset[str] = frozenset()) -> None:
        live = self._live
        if live is None:
            return
        self._stack.setCurrentIndex(0)
        everything = not tables
        if everything or "party" in tables:
            self.notes.know_parties(parties(self.workspace.reader))
        if everything or PEOPLE & tables:
            self.notes.know_readers(live.session_id)
        if everything or (CLOCK | AGENDA) & tables - {"item_notes"}:
            self.head.show_session(live)
            self.head.marks.show_session(self.workspace.reader, live.session_id)
            self._show_item(live, force=force)
            self._offer_commands(live)
        elif "item_notes" in tables and (item := live.current()) is not None:
            self.notes.show_item(item, force=force)
        if everything or PEOPLE & tables:
            self.head.show_presence(live)
        if everything or CAPTURES & tables:
            self.captures.show_cards(live)
        self._show_moment(live.moment())

    def _offer_commands(self, live: Live) -> None:
        """Let the palette and the keys know, but only when something they say has changed."""
        current, following = live.current(), live.following()
        state = (
            current.id if current else None, following.title if following else "",
            live.reading().is_paused, live.number(current.id) if current else 0,
        )  # fmt: skip
        if state != self._offered:
            self._offered = state
            self.shell.commands.set_page_commands(self.commands())

    def _show_item(self, live: Live, *, force: bool) -> None:
        item = live.current()
        self._item_stack.setCurrentIndex(0 if item else 1)
        if item is not None:
            self.item_head.show_item(item, live)
            self.prepared.show_item(item)
            self.notes.show_item(item, force=force)
            return
        if live.items:
            self.all_done.set_words(
                self.tr("Every item is done"),
                self.tr("Capture what is left, or close the session."),
            )
        else:
            self.all_done.set_words(
                self.tr("There is no agenda"), self.tr("Everything can still be captured below.")
            )

    def _on_room_asked(self) -> None:
        if self._live is not None:
            self.shell.room.toggle(self._live.session_id)
        self._on_room()

    def _on_room(self) -> None:
        is_open = self.shell.room.is_open
        self.head.room.show_room(is_open)
        self.line.set_watched(is_open)
        self.prepared.set_watched(is_open)

    def _show_moment(self, moment: Moment) -> None:
        self.head.show_moment(moment)
        self.item_head.show_moment(moment)
        if self._live is not None:
            self.rail.show_moment(self._live, moment)

    def _show_off(self) -> None:
        """Say why nothing runs here, and where to go."""
        self._offered = ()
        self.speaking.stop()
        self._timer.stop()
        self._stack.setCurrentIndex(1)
        self.shell.commands.set_page_commands([])
        self.off.show_session(self._live.detail if self._live is not None else None)

    # --- time -------------------------------------------------------------------------------

    def _on_tick(self) -> None:
        live = self._live
        if live is None or not self.workspace.is_open:
            self._timer.stop()
            return
        if self._is_stale:  # hidden meanwhile: it may have been closed, or be on another item
            live.read_session()
            live.read_agenda()
            if not live.is_running:
                self.speaking.stop()
                self._timer.stop()
                return
        self._ticks += 1
        self.speaking.tick()
        if self._ticks % HEARTBEAT_TICKS == 0 and not self.workspace.read_only:
            self.workspace.run(Store.heartbeat, live.session_id)
        moment = live.moment()
        self._ring(moment)
        if self.isVisible():
            self._show_moment(moment)

    def _ring(self, moment: Moment) -> None:
        """Tell a screen reader at five and two minutes and at the end, never each tick."""
        for key, left, box, what in (
            (("item", moment.item_id), moment.item_left_s, moment.item_box_s, self.tr("this item")),
            (("session",), moment.left_s, moment.length_s, self.tr("the session")),
        ):
            mark = self._bell.due(key, left, box)
            if mark == 0:
                announce(self, self.tr("Time is up for {0}").format(what))
            elif mark is not None:
                announce(self, self.tr("{0} left for {1}").format(wording.length(mark), what))

    # --- menus ------------------------------------------------------------------------------

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _on_session_menu(self, point: QPoint) -> None:
        menu = self._menu()
        self.deeds.fill_session_menu(menu)
        self.speaking.fill_menu(menu)
        menu.popup(point)

    def _on_item_menu(self, point: QPoint) -> None:
        live = self._live
        if live is not None and (item := live.current()) is not None:
            self._on_rail_menu(item.id, point)

    def _on_rail_menu(self, item_id: object, point: QPoint) -> None:
        menu = self._menu()
        self.deeds.fill_item_menu(menu, item_id)
        menu.popup(point)

    def _on_not_clear(self, point: QPoint) -> None:
        if self.deeds.is_not_clear():
            self.deeds.clear_now()
            return
        menu = self._menu()
        self.deeds.fill_clarity_menu(menu)
        menu.popup(point)
