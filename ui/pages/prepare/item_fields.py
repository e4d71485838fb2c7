"""The fields of an agenda item, as they stand in the editor. No behaviour."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from facilitator.domain.words import Box, Purpose
from ui import icons, wording
from ui.pages.data.references import OriginLink
from ui.pages.prepare.granted import GrantedBox
from ui.pages.prepare.papers import PaperBar
from ui.pages.prepare.private import PrivatePreparation
from ui.shell import Shell
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.card import column, row
from ui.widgets.dense_segmented import DenseSegmented
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, DateField, Field, guard_wheel, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace

_START = 72  # design pixels before the fields: grip and time


class ItemFields(QWidget):
    """Labels and controls on a framed surface, with the grip and the start time beside them."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self.workspace, self.shell = workspace, shell
        self.starts = ""
        self.setAccessibleName(self.tr("Agenda item"))
        self._box: QVBoxLayout = column(8)
        self.setLayout(self._box)
        self._box.addLayout(self._build_title())
        self._box.addLayout(self._build_purpose())
        self._box.addLayout(self._build_time())
        self._box.addLayout(self._build_aim())
        self.text = identify(AutoGrowTextEdit(least=2, most=8), "item-text")
        self._box.addWidget(Field(self.tr("Agenda text, prints for the room"), self.text))
        self.origin = OriginLink(self.shell)
        self._box.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addLayout(self._build_foot())
        self._box.addWidget(self.private)
        self._box.addWidget(self._build_more())
        # Behind the fields: somebody who tabs out of the title wants the next field.
        self.setTabOrder(self.standing, self.menu)
        self.setTabOrder(self.menu, self.fold)
        self.apply_theme()

    def _build_title(self) -> QVBoxLayout:
        box = column(3)
        words = self.tr("Question or wanted result")
        self.title = identify(line_edit(), "item-title", words)
        label = Text(words, "label")
        label.setBuddy(self.title)
        self.menu = identify(IconButton("dots-three", self.tr("More for this item")), "item-menu")
        self.fold = identify(
            IconButton("caret-up", self.tr("Fold this item"), key="Esc"), "item-fold"
        )
        line = row(2)
        line.addWidget(self.title, 1)
        line.addWidget(self.menu)
        line.addWidget(self.fold)
        self.problem = Text("", "hint", tone="danger", wrap=True)
        self.problem.hide()
        box.addWidget(label)
        box.addLayout(line)
        box.addWidget(self.problem)
        return box

    def _build_purpose(self) -> FieldFlow:
        purposes = DenseSegmented(wording.choices(Purpose), self.tr("Purpose"))
        self.purpose = identify(purposes, "item-purpose")
        self.lead = identify(ElidingChoice(), "item-lead")
        flow = FieldFlow(lines=8)
        flow.add(Field(self.tr("Purpose"), self.purpose))
        flow.add(_narrow(Field(self.tr("Lead"), self.lead), 150), 1)
        return flow

    def _build_time(self) -> FieldFlow:
        self.minutes = identify(QSpinBox(), "item-minutes", self.tr("Time box in minutes"))
        self.minutes.setRange(0, 24 * 60)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(self.tr(" min"))
        guard_wheel(self.minutes)
        kinds = DenseSegmented(wording.choices(Box), self.tr("Kind of time box"))
        self.box = identify(kinds, "item-box")
        pair = QWidget()
        line: QHBoxLayout = row(6)
        pair.setLayout(line)
        line.addWidget(self.minutes)
        line.addWidget(self.box)
        pair.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        field = Field(self.tr("Time box"), pair)
        field.label.setBuddy(self.minutes)
        self.asked_by = identify(ElidingChoice(), "item-asked-by")
        flow = FieldFlow(lines=8)
        flow.add(field)
        flow.add(_narrow(Field(self.tr("Asked by"), self.asked_by), 150), 1)
        return flow

    def _build_aim(self) -> FieldFlow:
        self.goal = identify(ElidingChoice(), "item-goal")
        words = self.tr("What is there at the end?")
        self.wanted = identify(AutoGrowTextEdit(placeholder=words, least=1, most=4), "item-wanted")
        flow = FieldFlow(lines=8)
        flow.add(_narrow(Field(self.tr("Wanted result"), self.wanted), 270), 3)
        flow.add(_narrow(Field(self.tr("Goal"), self.goal), 150), 2)
        return flow

    def _build_wishes(self) -> FieldFlow:
        """Return by when a decision is needed, and which paper is awaited."""
        today = self.workspace.today
        self.needed = identify(
            DateField(wording.day_reader(today), partial(wording.short_day, today=today())),
            "item-needed",
        )
        self.needed_field = Field(self.tr("Decision needed by"), self.needed)
        self.papers_wanted = identify(
            line_edit(placeholder=self.tr("e.g. the test report")), "item-papers-wanted"
        )
        flow = FieldFlow(lines=8)
        flow.add(_narrow(self.needed_field, 150), 2)
        flow.add(_narrow(Field(self.tr("Paper that is wanted"), self.papers_wanted), 200), 3)
        return flow

    def _build_foot(self) -> FieldFlow:
        self.papers = PaperBar(self.workspace, self.shell)
        self.papers.tab_after = self.text
        self.private = PrivatePreparation(self.workspace, self.shell)
        self.more_button = identify(
            QuietButton(self.tr("More"), trailing="caret-down"), "item-more"
        )
        self.more_button.setToolTip(self.tr("Prompt, needed by, wanted paper, standing item"))
        self.more_button.setCheckable(True)
        flow = FieldFlow(spacing=4, lines=4)
        flow.add(self.papers, 1)
        flow.add(self.more_button)
        flow.add(self.private.button)
        return flow

    def _build_more(self) -> QWidget:
        self.more = QWidget()
        box = column(6)
        self.more.setLayout(box)
        self.prompt = identify(AutoGrowTextEdit(least=2, most=10), "item-prompt")
        words = self.tr("Prompt for the facilitator, in the run screen and the run book")
        self.standing = identify(
            QCheckBox(self.tr("Standing item: returns to every agenda")), "item-standing"
        )
        self.prompt_field = Field(words, self.prompt)
        box.addWidget(self.prompt_field)
        box.addLayout(self._build_wishes())
        box.addWidget(self.standing, 0, Qt.AlignmentFlag.AlignLeft)
        self.granted = GrantedBox(self.workspace, self.shell)
        box.addWidget(self.granted)
        self.more.hide()
        return self.more

    def apply_theme(self) -> None:
        """Take sizes anew after a change of zoom."""
        look = theme()
        edge = look.px(12)
        start, end = look.px(_START), edge
        if painting.is_mirrored():
            start, end = end, start
        self._box.setContentsMargins(start, look.px(10), end, look.px(8))
        letters = self.minutes.fontMetrics().horizontalAdvance("000 min")
        self.minutes.setFixedWidth(letters + look.px(40))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.apply_theme()

    def height_at(self, width: int) -> int:
        """Return the height the fields need in a list `width` pixels wide."""
        return max(self._box.heightForWidth(width), self._box.minimumSize().height())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(480), self.height_at(theme().px(620)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        radius = look.radius("panel")
        painting.draw_round(painter, rect, radius, look.color("surface"))
        painting.draw_focus(painter, rect, radius)
        side, top = look.px(16), look.px(12)
        grip = painting.mirrored(QRect(look.px(6), top, side, side), rect)
        icons.paint(painter, grip, "dots-six-vertical", look.color("text3"))
        font = look.font(13, tabular=True)
        height = painting.line_height(font)
        box = QRect(look.px(26), top + (side - height) // 2, look.px(48), height)
        painting.draw_text(
            painter, painting.mirrored(box, rect), self.starts, font, look.color("text2")
        )


def _narrow(field: Field, width: int) -> Field:
    """Let a field be as narrow as `width` design pixels; it takes what is left of its line."""
    field.setMinimumWidth(theme().px(width))
    return field
