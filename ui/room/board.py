"""Everything the room sees, laid out: head and clock, agenda, and the sheet with the item."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.clock import Instant
from facilitator.domain.words import SessionState
from facilitator.projections.common_ground import TermEntry
from facilitator.projections.room import RoomView
from ui.drafts import Drafts
from ui.room.agenda import AgendaPane
from ui.room.agreed import AgreedPane
from ui.room.blocks import Heading, PointBlock
from ui.room.clock import Face, UsedBar, item_time, session_time
from ui.room.look import RoomLook
from ui.room.parts import Gap, Ground, Line, Part, Rule, Stack, Words
from ui.widgets import painting
from ui.widgets.naming import identify
from ui.wording import room as words
from ui.workspace import Workspace

_INSET = 16
_LOW, _LEAST_WIDE = 640, 800  # design pixels below which less is shown
_SIDE, _SHARE = 380, 0.31  # the agenda: design pixels, and the most of the window's width
_MOST_WAYS, _ROOM_FOR_WAYS = 2, 8  # agreements beside an agenda of at most so many items


class ItemHead(QWidget):
    """What we talk about now: its title, what is wanted of it, and its clock."""

    def __init__(self, look: RoomLook) -> None:
        super().__init__()
        whole = Stack(look, 14)
        self._whole = whole
        self.setLayout(whole)
        line = Line(look, 24)
        whole.addLayout(line)
        stack = Stack(look, 2)
        line.addLayout(stack, 1)
        self.label = Words(look, 16, 400, "text2")
        self.title = identify(Words(look, 36, 600, limit=3), "room-item")
        stack.addWidget(self.label)
        stack.addWidget(self.title)
        stack.addStretch(1)
        self.clock = Face(look, 50, "room-item-clock", words.item_clock_name())
        line.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        self.bar = UsedBar(look)
        whole.addWidget(self.bar)
        self.result = PointBlock(look, "target", size=19, limit=3)
        self.rule = Rule(look)
        whole.addWidget(self.result)
        whole.addWidget(self.rule)

    def set_low(self, low: bool) -> None:
        """Take less height, for what is agreed to have its own."""
        self.title.set_size(24 if low else 36)
        self.clock.set_size(30 if low else 50)
        self._whole.set_gap(8 if low else 14)

    def show_view(self, view: RoomView, today: date) -> None:
        """Show the item on the table, or what stands in its place."""
        label, title, more = words.sheet_head(view, today)
        self.label.set_text(label)
        self.label.setVisible(bool(label))
        self.title.set_text(title)
        self.result.show_text(more)
        self.result.setVisible(bool(more))
        has_clock = view.item is not None and view.clock.box_s > 0
        self.clock.setVisible(has_clock)
        self.bar.setVisible(has_clock)

    def show_time(self, view: RoomView, now: Instant) -> None:
        """Show the clock of the item."""
        if not self.clock.isHidden():
            time = item_time(view.clock, now)
            self.clock.show_time(time)
            self.bar.show_time(time)


class Board(Part):
    """The picture of one `RoomView`; it reads nothing itself."""

    def __init__(self, look: RoomLook, workspace: Workspace, drafts: Drafts) -> None:
        super().__init__(look)
        self._view: RoomView | None = None
        self._is_low = False
        self._whole = QVBoxLayout()
        self.setLayout(self._whole)
        self._build_head()
        self._body = Line(look, 32)
        self._whole.addLayout(self._body, 1)
        self._build_side()
        self._build_sheet(workspace, drafts)
        self._size()

    def _build_head(self) -> None:
        look, line = self.look, Line(self.look, 0)
        stack = Stack(look, 2)
        line.addWidget(Gap(look, _INSET))
        line.addLayout(stack, 1)
        self.above = identify(Words(look, 16, 400, "text2"), "room-engagement")
        self.title = identify(Words(look, 24, 600, limit=2), "room-title")
        stack.addWidget(self.above)
        stack.addWidget(self.title)
        self.clock = Face(look, 36, "room-session-clock", words.session_clock_name())
        line.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        self._whole.addLayout(line)

    def _build_side(self) -> None:
        self._side = QWidget()
        stack = Stack(self.look, 10)
        self._side.setLayout(stack)
        stack.addLayout(self._inset(Heading(self.look, words.agenda_name())))
        self.agenda = AgendaPane(self.look)
        stack.addWidget(self.agenda, 1)
        self.ways_title = Heading(self.look, words.how_we_work())
        self.ways = [Words(self.look, 15, 400, "text2", limit=2) for _ in range(_MOST_WAYS)]
        for widget in (self.ways_title, *self.ways):
            stack.addLayout(self._inset(widget))
        self._body.addWidget(self._side)

    def _inset(self, widget: QWidget) -> Line:
        """Begin where the titles of the agenda's lines begin to be marked."""
        line = Line(self.look, 0)
        line.addWidget(Gap(self.look, _INSET))
        line.addWidget(widget, 1)
        return line

    def _build_sheet(self, workspace: Workspace, drafts: Drafts) -> None:
        look = self.look
        self.sheet = Ground(look, "surface", across=40, down=30, border="border")
        self.head = ItemHead(look)
        self.agreed = AgreedPane(look, workspace, drafts)
        self.terms: list[PointBlock] = []
        self._terms = Stack(look, 4)
        self.terms_rule = Rule(look)
        self._most_terms = 9
        self.sheet.body.addWidget(self.head)
        self.sheet.body.addWidget(self.agreed, 1)
        self.sheet.body.addWidget(self.terms_rule)
        self.sheet.body.addLayout(self._terms)
        self._body.addWidget(self.sheet, 1)

    # --- showing ----------------------------------------------------------------------------

    def show_view(self, view: RoomView, today: date, *, force: bool = False) -> None:
        """Show the session; `force` is for undo, which means what is being typed."""
        self._view = view
        self.above.set_text(words.session_line(view))
        self.title.set_text(view.title)
        self.agenda.show_items(view.items, view.current)
        self._show_ways(view)
        self.head.show_view(view, today)
        self.agreed.show_view(view, today, force=force)
        self._show_terms(view.terms)
        self.clock.setVisible(view.state == SessionState.RUNNING)

    def _show_ways(self, view: RoomView) -> None:
        is_planned = view.state == SessionState.PLANNED  # then they stand on the sheet
        room = not is_planned and len(view.items) <= _ROOM_FOR_WAYS and not self._is_low
        shown = view.agreements[:_MOST_WAYS] if room else ()
        self.ways_title.setVisible(bool(shown))
        for at, line in enumerate(self.ways):
            line.set_text(shown[at] if at < len(shown) else "")
            line.setVisible(at < len(shown))

    def _show_terms(self, terms: tuple[TermEntry, ...]) -> None:
        terms = terms[: self._most_terms]
        self.terms_rule.setVisible(bool(terms))
        while len(self.terms) > len(terms):
            gone = self.terms.pop()
            self._terms.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.terms) < len(terms):
            block = PointBlock(self.look, "book-open-text", tone="text2")
            self.terms.append(block)
            self._terms.addWidget(block)
        for block, entry in zip(self.terms, terms, strict=True):
            block.show_term(entry)

    def show_time(self, now: Instant) -> None:
        """Show both clocks; nothing else is painted anew."""
        if self._view is not None:
            if not self.clock.isHidden():
                self.clock.show_time(session_time(self._view.clock, now))
            self.head.show_time(self._view, now)

    # --- look -------------------------------------------------------------------------------

    def _on_look(self) -> None:
        self._size()
        super()._on_look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size()

    def _size(self) -> None:
        look = self.look
        is_low = self.height() < look.px(_LOW)
        if is_low != self._is_low:
            self._is_low = is_low
            self._most_terms = 1 if is_low else 9
            self.head.set_low(is_low)
            self.sheet.set_edges(*((28, 18) if is_low else (40, 30)))
            if self._view is not None:
                self._show_ways(self._view)
                self._show_terms(self._view.terms)
        narrow, wide = look.px(48 - _INSET), look.px(48)
        left, right = (wide, narrow) if painting.is_mirrored() else (narrow, wide)
        top, end = (16, 16) if self._is_low else (32, 40)
        self._whole.setContentsMargins(left, look.px(top), right, look.px(end))
        self._whole.setSpacing(look.px(12 if self._is_low else 22))
        self._side.setFixedWidth(min(look.px(_SIDE), round(self.width() * _SHARE)))
        self._side.setVisible(self.width() >= look.px(_LEAST_WIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self.look.color("bg"))
