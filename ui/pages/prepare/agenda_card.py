"""The agenda: time against the session's length, items in order, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from facilitator.domain.moments import later_local
from facilitator.queries.prepare import ItemRow, SessionDetail
from facilitator.queries.readiness import Readiness
from facilitator.store import Change
from ui import wording
from ui.item_models.agenda_rows import agenda_rows
from ui.pages.prepare.agenda_list import AgendaList
from ui.pages.prepare.item_editor import ItemEditor
from ui.pages.prepare.ready_line import ReadyLine
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Card, Divider, column, row
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.steps import Share, ShareBar
from ui.widgets.text import ElidedText, Text
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace


class _Stage(QWidget):
    """Holds the list, and the editor over the place the list keeps free for it."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class AgendaCard(Card):
    """Shows an agenda; the page does what a person wants with it.

    `looked_at` carries the item that is current or open, `unfolded` the open one (None: none).
    """

    looked_at = Signal(object)
    unfolded = Signal(object)
    add_asked = Signal()
    template_asked = Signal(object)  # the button under which a menu opens

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=8, spacing=4)
        self._items: dict[int, ItemRow] = {}
        self._detail: SessionDetail | None = None
        self._is_placing = False
        self._is_flat = False
        self._time_known: object = None
        self._part: QWidget | None = None
        self.is_fixed = False
        self._build(workspace, shell)
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self, workspace: Workspace, shell: Shell) -> None:
        self.body.addLayout(self._build_head())
        self.bar = ShareBar(self.tr("Minutes of the agenda"))
        bar = row(0)
        bar.setContentsMargins(theme().px(12), theme().px(2), theme().px(12), theme().px(2))
        bar.addWidget(self.bar)
        self.body.addLayout(bar)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_stage(workspace, shell))
        self._stack.addWidget(self._build_empty())
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.editor.strip)
        self.body.addWidget(Divider())
        self.ready = ReadyLine()
        self.body.addWidget(self.ready)

    def _build_head(self) -> QHBoxLayout:
        head: QHBoxLayout = row(8)
        head.setContentsMargins(theme().px(12), theme().px(2), theme().px(8), 0)
        self.planned = ElidedText("", "strong")
        self.template = identify(
            PlainButton(self.tr("Template"), trailing="caret-down", compact=True), "template"
        )
        self.add_item = identify(
            PlainButton(self.tr("Add item"), icon="plus", compact=True), "add-item"
        )
        head.addWidget(Text(self.tr("Agenda"), "lead"))
        head.addSpacing(theme().px(8))
        head.addWidget(self.planned, 1)
        head.addWidget(self.template)
        head.addWidget(self.add_item)
        return head

    def _build_stage(self, workspace: Workspace, shell: Shell) -> QWidget:
        self.stage = _Stage()
        self.stage.setProperty("plain", "true")
        box = column(0)
        self.stage.setLayout(box)
        self.list = identify(AgendaList(self.tr("Agenda")), "agenda-list")
        box.addWidget(self.list)
        box.addStretch(1)
        self.editor = ItemEditor(workspace, shell)
        self.editor.setParent(self.stage)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.stage)
        return self.area

    def _build_empty(self) -> QWidget:
        empty = EmptyState(
            "list-checks",
            self.tr("Nothing on the agenda yet"),
            self.tr(
                "Write each item as a question or as the result you want. "
                "A template gives you a start."
            ),
        )
        self.first_item = empty.set_step(self.tr("Add the first item"), self._on_add)
        self.first_template = empty.set_step(
            self.tr("Begin with a template"), self._on_first_template, primary=False
        )
        return empty

    def _connect(self) -> None:
        self.add_item.clicked.connect(self._on_add)
        self.template.clicked.connect(self._on_template)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self.unfold)
        self.list.dragged_to.connect(self._on_dragged_to)
        self.editor.folded.connect(self.fold)
        self.editor.grown.connect(self._place_later)
        self.editor.part_opened.connect(self._on_part_opened)
        self.editor.strip.appeared.connect(self._on_strip)
        self.stage.resized.connect(self._place)
        self._placing, self._showing = QTimer(self), QTimer(self)
        for timer, slot in ((self._placing, self._place), (self._showing, self._on_part_placed)):
            timer.setSingleShot(True)
            timer.setInterval(0)
            timer.timeout.connect(slot)

    # --- what it shows ----------------------------------------------------------------------

    def show_agenda(
        self,
        detail: SessionDetail,
        items: Sequence[ItemRow],
        ready: Readiness,
        change: Change | None = None,
    ) -> None:
        """Show the items; the open one stays open and its fields keep what is being typed."""
        self._items = {item.id: item for item in items}
        self.list.set_rows(agenda_rows(items))
        self._stack.setCurrentIndex(0 if items else 1)
        self._detail = detail
        self.ready.show_readiness(items, ready, self.editor.workspace.today())
        self._keep_open(change)
        self._show_time()
        self._fit_area()

    def _keep_open(self, change: Change | None) -> None:
        opened = self.editor.item
        if opened is None:
            return
        if opened.id not in self._items:
            self.fold()
        elif change is not None:
            self.editor.show_item(self._items[opened.id], change)
        else:
            self.editor.open_item(self._items[opened.id])
        self._place_later()

    def _show_time(self) -> None:
        detail, items = self._detail, self.items()
        if detail is None:
            return
        opened = self.editor.item.id if self.editor.item else None
        known = (
            detail.starts_local,
            detail.zone,
            detail.length_s,
            opened,
            tuple((item.id, item.length_s) for item in items),
        )
        if known == self._time_known:
            return
        self._time_known = known
        planned = sum(item.length_s for item in items)
        words, tone = wording_sessions.agenda_line(len(items), planned, detail.length_s)
        self.planned.setText(words)
        self.planned.set_tone(tone)
        end = later_local(detail.starts_local, detail.zone, detail.length_s)
        shares = [Share(item.length_s, item.title, item.id == opened) for item in items]
        self.bar.set_shares(shares, detail.length_s, wording.time_of(end) if items else "")
        self.bar.setVisible(bool(items))

    def set_fixed(self, is_fixed: bool, words: str = "") -> None:
        """Show the agenda without letting anybody change it, and say why."""
        if words:
            self.ready.show_words(words)
        self.is_fixed = is_fixed
        self.list.set_fixed(is_fixed)
        self.editor.set_fixed(is_fixed)
        self.add_item.setEnabled(not is_fixed)
        self.first_item.setVisible(not is_fixed)
        self.first_template.setVisible(not is_fixed)
        self.template.setEnabled(not is_fixed)

    def set_flat(self, is_flat: bool) -> None:
        """Be as high as all items, where what lies around scrolls."""
        self._is_flat = is_flat
        self._fit_area()

    def _fit_area(self) -> None:
        least = self.stage.sizeHint().height() + theme().px(4) if self._is_flat else 0
        self.area.setMinimumHeight(max(least, theme().px(120)))

    # --- the open item ----------------------------------------------------------------------

    def item_ids(self) -> list[int]:
        """Return the ids of the items in their order."""
        return list(self._items)

    def items(self) -> list[ItemRow]:
        """Return the items in their order."""
        return list(self._items.values())

    def current(self) -> ItemRow | None:
        """Return the open item, else the one the list stands on."""
        if self.editor.item is not None:
            return self._items.get(self.editor.item.id)
        key = self.list.current()
        return self._items.get(key) if isinstance(key, int) else None

    def unfold(self, key: object, *, focus: QWidget | None = None, select: bool = False) -> None:
        """Open one item in place and put the keyboard into it."""
        item = self._items.get(key) if isinstance(key, int) else None
        if item is None:
            return
        self.list.set_current(item.id)
        self.editor.open_item(item)
        self._place()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.editor.focus_title(select=select)
        self._bring_into_view()
        self._show_time()
        self.unfolded.emit(item.id)
        self.looked_at.emit(item.id)

    def fold(self) -> None:
        """Close the open item; the keyboard goes back to its row."""
        item = self.editor.item
        if item is None:
            return
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus is not None and self.editor.isAncestorOf(focus)
        self.editor.close_item()
        self.list.set_open(None, 0)
        self.list.set_current(item.id)
        if had_focus:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_time()
        self.unfolded.emit(None)

    # --- the editor's place -----------------------------------------------------------------

    def _place_later(self) -> None:
        self._placing.start()

    def _place(self) -> None:
        """Lay the editor over the place that the list keeps free, as high as it needs to be."""
        item = self.editor.item
        if item is None or self._is_placing:
            return
        self._is_placing = True
        edge = theme().px(4)
        width = self.list.width() - 2 * theme().px(2)
        height = self.editor.height_at(width)
        self.list.set_open(item.id, height + 2 * edge)
        if (layout := self.stage.layout()) is not None:
            layout.activate()
        top = self.list.y() + self.list.top_of(item.id) + edge
        place = QRect(theme().px(2), top, width, height)
        if place != self.editor.geometry():
            self.editor.setGeometry(place)
            self.editor.raise_()
        self._fit_area()
        self._is_placing = False

    def _bring_into_view(self) -> None:
        box = self.editor.geometry()
        if self._is_flat:
            self._show_around(box)
            return
        area = self.area.viewport().height()
        bar = self.area.verticalScrollBar()
        margin = theme().px(8)
        if box.bottom() + margin > bar.value() + area:
            bar.setValue(min(box.bottom() + margin - area, box.top() - margin))
        if box.top() - margin < bar.value():
            bar.setValue(max(box.top() - margin, 0))

    def _show_around(self, box: QRect) -> None:
        """Scroll what lies around, so that the start of `box` (in the stage) can be seen."""
        home = self.parentWidget()
        while home is not None and not isinstance(home, QScrollArea):
            home = home.parentWidget()
        inside = home.widget() if isinstance(home, QScrollArea) else None
        if isinstance(home, QScrollArea) and inside is not None:
            top = self.stage.mapTo(inside, box.topLeft()).y() - theme().px(8)
            bar = home.verticalScrollBar()
            if not bar.value() <= top <= bar.value() + home.viewport().height() - box.height():
                bar.setValue(top)

    def _on_part_opened(self, part: object) -> None:
        """Bring a part of the editor that was unfolded into view, once it has its place."""
        self._part = part if isinstance(part, QWidget) else None
        self._showing.start()

    def _on_strip(self) -> None:
        """Keep the field in view whose word is explained below the list."""
        self._on_part_opened(self.window().focusWidget())

    def _on_part_placed(self) -> None:
        part, self._part = self._part, None
        if part is None or not part.isVisible():
            return
        self._place()
        if self._is_flat:
            self._show_around(QRect(part.mapTo(self.stage, part.rect().topLeft()), part.size()))
        else:
            self.area.ensureWidgetVisible(part, 0, theme().px(12))

    def _on_picked(self, key: object) -> None:
        top = self.list.top_of(key)
        if self._is_flat:
            self._show_around(QRect(0, self.list.y() + top, 1, theme().px(48)))
            self.looked_at.emit(key)
            return
        self.area.ensureVisible(0, self.list.y() + top + theme().px(24), 0, theme().px(32))
        self.looked_at.emit(key)

    def _on_dragged_to(self, y: int) -> None:
        self.area.ensureVisible(0, self.list.y() + y, 0, theme().px(40))

    # --- wishes -----------------------------------------------------------------------------

    def _on_add(self) -> None:
        self.add_asked.emit()

    def _on_template(self) -> None:
        self.template_asked.emit(self.template)

    def _on_first_template(self) -> None:
        self.template_asked.emit(self.first_template)
