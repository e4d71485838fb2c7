"""What is on the table: the item, its goal, what is left of its box, and what was prepared."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.queries.prepare import ItemRow
from facilitator.queries.private import preparation
from ui import wording
from ui.pages.run.clocks import ItemClock, TimeBar
from ui.pages.run.live import Live, Moment
from ui.theme import theme
from ui.widgets.bounded import BoundedScroll
from ui.widgets.buttons import IconButton, LinkButton, PlainButton, QuietButton
from ui.widgets.card import Collapsible, clear_layout, column, row
from ui.widgets.chips import DotLabel, StatePill
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import ElidedText, Text
from ui.widgets.veil import HoldToRead
from ui.wording.sessions import size
from ui.workspace import Workspace


class ItemHead(QWidget):
    """Title, goal and countdown of the item on the table."""

    extend_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_compact = False
        self._build()

    def _build(self) -> None:
        whole = column(12)
        self.setLayout(whole)
        line = row(16)
        whole.addLayout(line)
        line.addLayout(self._build_words(), 1)
        side = column(6)
        line.addLayout(side)
        self.clock = ItemClock()
        self.extend = identify(PlainButton(self.tr("+ 5 min"), compact=True), "extend-item")
        self.extend.setAccessibleName(self.tr("Five more minutes"))
        self.extend.clicked.connect(self.extend_asked)
        end = Qt.AlignmentFlag.AlignRight
        side.addWidget(self.clock, 0, end)
        side.addWidget(self.extend, 0, end)
        self.bar = TimeBar()
        whole.addWidget(self.bar)

    def _build_words(self) -> QVBoxLayout:
        words = column(6)
        meta = row(6)
        self.meta = ElidedText("", "small")
        self.asked = DotLabel("")
        meta.addWidget(self.meta)
        meta.addWidget(self.asked)
        meta.addStretch(1)
        self.title = Text("", "heading", wrap=True)
        goal = row(6)
        self._target = IconMark("target", "text2", 15)
        self.goal = ElidedText("", "small")
        self.goal_state = StatePill("", "neutral", "circle")
        goal.addWidget(self._target)
        goal.addWidget(self.goal)
        goal.addWidget(self.goal_state)
        goal.addStretch(1)
        words.addLayout(meta)
        words.addWidget(self.title)
        words.addLayout(goal)
        words.addStretch(1)
        return words

    def set_compact(self, compact: bool) -> None:
        """Take less height where the window is low: a smaller title and clock, no goal."""
        self._is_compact = compact
        self.title.set_style("lead" if compact else "heading")
        self.clock.set_compact(compact)
        self._show_goal()

    def _show_goal(self) -> None:
        for widget in (self._target, self.goal, self.goal_state):
            widget.setVisible(bool(self.goal.text()) and not self._is_compact)

    def show_item(self, item: ItemRow, live: Live) -> None:
        """Show what does not move with the clock."""
        parts = [
            self.tr("Item {0}").format(live.number(item.id)), wording.word(item.purpose).lower(),
        ]  # fmt: skip
        if item.box != "limit":
            parts.append(wording.word(item.box).lower())
        if item.lead and not self._is_compact:
            parts.append(self.tr("led by {0}").format(item.lead))
        if item.asked_by:
            parts.append(self.tr("asked by"))
        self.meta.setText(" · ".join(parts))
        self.asked.set_content(item.asked_by, (item.asked_colour,) if item.asked_by else ())
        self.asked.setVisible(bool(item.asked_by))
        self.title.setText(item.title)
        self.goal.setText(item.goal)
        self._show_goal()
        if item.goal_state:
            self.goal_state.set_content(*wording.state("goal", item.goal_state))
        self.extend.setToolTip(self.tr("Give this item five more minutes (Alt +)"))

    def show_moment(self, moment: Moment) -> None:
        """Show the countdown."""
        self.clock.show_moment(moment)
        self.bar.show_moment(moment)


class Prepared(QWidget):
    """What was prepared for the item, folded; and “not clear”, which anyone may ask for."""

    menu_asked = Signal(QPoint)
    not_clear_asked = Signal(QPoint)
    paper_asked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: tuple[object, ...] = ()
        self._whole_item: ItemRow | None = None
        self._item: ItemRow | None = None
        self._is_filled = self._is_watched = False
        whole, line = column(4), row(4)
        self.setLayout(whole)
        whole.addLayout(line)
        self.fold = Collapsible(self.tr("Prepared"))
        self._inside = QWidget()
        self._body = column(2)
        self._body.setContentsMargins(theme().px(30), 0, theme().px(8), theme().px(8))
        self._inside.setLayout(self._body)
        self.fold.body.addWidget(BoundedScroll(self._inside, 220))
        self.not_clear = identify(QuietButton(self.tr("Not clear"), icon="question"), "not-clear")
        self.not_clear.setToolTip(
            self.tr("Somebody asks for plain words: queue a say-it-back or a question")
        )
        self.more = IconButton("dots-three", self.tr("More about this item"))
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.fold, 1, top)
        line.addWidget(self.not_clear, 0, top)
        line.addWidget(self.more, 0, top)
        whole.addWidget(self.fold.inside)  # below the whole line, not only below its own head
        self.fold.toggled.connect(self._fill_when_open)
        self.not_clear.clicked.connect(self._on_not_clear)
        self.more.clicked.connect(self._on_more)

    def _on_not_clear(self) -> None:
        self.not_clear_asked.emit(self.not_clear.mapToGlobal(self.not_clear.rect().bottomLeft()))

    def _on_more(self) -> None:
        self.menu_asked.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def set_watched(self, is_watched: bool) -> None:
        """Leave out what is sealed while others look on (S2)."""
        self._is_watched = is_watched
        if self._whole_item is not None:
            self.show_item(self._whole_item)

    def show_item(self, item: ItemRow) -> None:
        """Show what belongs to this item; builds only when something differs."""
        self._whole_item = item
        if self._is_watched:
            item = replace(item, prompt="", has_preparation=False)
        words = self.tr("Clear now") if item.is_not_clear else self.tr("Not clear")
        self.not_clear.setText(words)
        key = (
            item.id, item.wanted_result, item.agenda_text, item.prompt, item.papers,
            item.has_preparation,
        )  # fmt: skip
        if key == self._shown:
            return
        if self._shown and self._shown[0] != item.id:
            self.fold.set_open(False)
        self._shown = key
        self.fold.set_title(self._title(item))
        self.fold.head.setEnabled(any(key[1:]))
        self._item = item
        clear_layout(self._body)
        self._is_filled = False
        self._fill_when_open(self.fold.is_open())

    def _fill_when_open(self, opened: bool) -> None:
        """Build what is folded away only once somebody looks at it."""
        if opened and self._item is not None and not self._is_filled:
            self._is_filled = True
            self._fill(self._item)

    def _title(self, item: ItemRow) -> str:
        parts = []
        if item.wanted_result:
            parts.append(self.tr("wanted result"))
        if item.agenda_text:
            parts.append(self.tr("text"))
        if item.prompt:
            parts.append(self.tr("prompt"))
        if item.papers:
            one, many = self.tr("1 paper"), self.tr("{0} papers")
            parts.append(one if len(item.papers) == 1 else many.format(len(item.papers)))
        if item.has_preparation:
            parts.append(self.tr("private"))
        if not parts:
            return self.tr("Nothing was prepared")
        return self.tr("Prepared: {0}").format(", ".join(parts))

    def _fill(self, item: ItemRow) -> None:
        body = self._body
        for label, words in (
            (self.tr("Wanted result"), item.wanted_result),
            (self.tr("On the agenda"), item.agenda_text),
            (self.tr("Prompt, for you alone"), item.prompt),
        ):
            if words:
                body.addWidget(Text(label, "label"))
                body.addWidget(Text(words, "body", wrap=True))
                body.addSpacing(theme().px(6))
        for paper in item.papers:
            button = LinkButton(f"{paper.name}, {size(paper.size)}", icon="paperclip")
            button.clicked.connect(partial(self.paper_asked.emit, paper.id))
            body.addWidget(button)
        if item.has_preparation:
            body.addWidget(Text(self.tr("Private preparation: hold Space to read"), "label"))
            read = partial(_preparation, self._workspace, item.id)
            name = self.tr("Private preparation, hold Space to read")
            body.addWidget(HoldToRead(name, read))


def _preparation(workspace: Workspace, item_id: int) -> str:
    return preparation(workspace.reader, item_id)
