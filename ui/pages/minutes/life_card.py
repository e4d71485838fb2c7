"""Where the minutes stand: the steps, what each side said, corrections, earlier versions (M2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.domain.words import MinutesState
from facilitator.queries.minutes import AnswerRow, CorrectionRow, Life, VersionRow
from ui.pages.goals.ground import slug
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton, explain_disabled
from ui.widgets.card import Collapsible, Divider, clear_layout, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.steps import TimelineSteps
from ui.widgets.text import Text
from ui.wording import minutes as words


class LifeCard(QWidget):
    """Only shows; whoever owns it answers what is pressed."""

    answer_asked = Signal(object)  # a party's id
    circulate_asked = Signal()
    approve_asked = Signal()
    correct_asked = Signal()
    changes_asked = Signal()
    sheets_asked = Signal()
    reply_asked = Signal()
    version_asked = Signal(object)  # the id of a version, None for what stands

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = column(8)
        self.setLayout(self._box)
        self._box.addWidget(Divider())
        self._box.addWidget(Text(self.tr("Where it stands"), "strong"))
        self._build_steps()
        self._build_sides()
        self._build_sheets()
        self._build_changed()
        self._build_deeds()
        self._build_folds()
        self.answers: dict[int, LinkButton] = {}

    # --- building ---------------------------------------------------------------------------

    def _build_steps(self) -> None:
        self.steps = TimelineSteps(["", "", ""], 1)
        self._box.addWidget(self.steps)
        line = row(4)
        self.names = [Text("", "small") for _ in range(3)]
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter,
                 Qt.AlignmentFlag.AlignRight)  # fmt: skip
        for name, side in zip(self.names, sides, strict=True):
            name.setAlignment(side)
            line.addWidget(name, 1)
        self._box.addLayout(line)
        self.told = Text("", "small", wrap=True)
        self._box.addWidget(self.told)

    def _build_sides(self) -> None:
        self._sides = QWidget()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(8))
        self._grid.setVerticalSpacing(theme().px(2))
        self._grid.setColumnStretch(1, 1)
        self._sides.setLayout(self._grid)
        self._box.addWidget(self._sides)

    def _build_sheets(self) -> None:
        flow = FlowLayout(None, 8)
        self.replies = QWidget()
        self.replies.setLayout(flow)
        self.sheets = identify(
            LinkButton(self.tr("Save reply sheets…"), icon="file-pdf", compact=True), "reply-sheets"
        )
        self.bring = identify(
            LinkButton(self.tr("Bring one in…"), icon="folder-open", compact=True),
            "bring-reply", self.tr("Bring in a reply sheet…"),
        )  # fmt: skip
        for button, signal in ((self.sheets, self.sheets_asked), (self.bring, self.reply_asked)):
            flow.addWidget(button)
            button.clicked.connect(signal)
        self._box.addWidget(self.replies)

    def _build_changed(self) -> None:
        self.changed = QWidget()
        box = column(2)
        self.changed.setLayout(box)
        self.changed_words = Text("", "small", tone="warn", wrap=True)
        self.see = identify(LinkButton(self.tr("See what changed")), "minutes-changes")
        box.addWidget(self.changed_words)
        box.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(self.changed)
        self.see.clicked.connect(self.changes_asked)

    def _build_deeds(self) -> None:
        flow = FlowLayout(None, 8)
        self.deeds = QWidget()
        self.deeds.setLayout(flow)
        self.circulate = identify(PlainButton("", compact=True), "circulate")
        self.approve = identify(PlainButton(self.tr("Approve…"), compact=True), "approve-minutes")
        self.correct = identify(
            PlainButton(self.tr("Add a correction…"), compact=True), "correct-minutes"
        )
        for button, signal in (
            (self.circulate, self.circulate_asked),
            (self.approve, self.approve_asked),
            (self.correct, self.correct_asked),
        ):
            flow.addWidget(button)
            button.clicked.connect(signal)
        self._box.addWidget(self.deeds)

    def _build_folds(self) -> None:
        self.corrections = Collapsible("")
        self.versions = Collapsible(self.tr("As it went out"))
        for fold in (self.corrections, self.versions):
            self._box.addWidget(fold)
        words_of_back = self.tr("Back to what stands")
        self.back = identify(LinkButton(words_of_back, icon="arrow-left"), "minutes-what-stands")
        self._box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.back.clicked.connect(self._on_back)
        self.back.hide()

    # --- showing ----------------------------------------------------------------------------

    def show_life(
        self, life: Life, today: date, *, approved_in: str, reason: str, may_go_out: bool
    ) -> None:
        """Show where minutes stand; `reason` says why nothing can be done, empty where it can."""
        names, reached = words.steps(life)
        self.steps.set_steps(names, reached)
        for number, (label, name) in enumerate(zip(self.names, names, strict=True), start=1):
            label.setText(name)
            label.set_style("small_strong" if number == reached else "small")
            label.set_tone("accent" if number == reached else "text2")
        self.told.setText(words.standing(life, today, approved_in))
        self._show_sides(life, reason)
        self._show_deeds(life, reason, may_go_out)
        self._show_corrections(life.corrections)
        self._show_versions(life.versions, today)

    def _show_sides(self, life: Life, reason: str) -> None:
        clear_layout(self._grid)
        self.answers = {}
        is_open = life.last is not None and life.state != MinutesState.APPROVED
        self.replies.setVisible(is_open)
        for place, each in enumerate(life.answers):
            self._grid.addWidget(DotLabel(each.short, [each.colour], tone="text"), place, 0)
            said = Text(words.answer(each, life), "small", tone=words.answer_tone(each))
            said.setWordWrap(True)
            said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            said.setAccessibleName(f"{each.short}: {said.text()}")
            said.setToolTip(_said_more(each))
            self._grid.addWidget(said, place, 1)
            if is_open:
                self._grid.addWidget(self._button(each, reason), place, 2)

    def _button(self, each: AnswerRow, reason: str) -> LinkButton:
        text = self.tr("Change") if each.answer else self.tr("Record")
        button = LinkButton(text, compact=True)
        identify(button, f"approve-{slug(each.short)}", self.tr("Answer of {0}").format(each.short))
        explain_disabled(button, reason or None)
        button.clicked.connect(partial(self.answer_asked.emit, each.party_id))
        self.answers[each.party_id] = button
        return button

    def _show_deeds(self, life: Life, reason: str, may_go_out: bool) -> None:
        is_draft, is_approved = life.last is None, life.state == MinutesState.APPROVED
        self.circulate.setText(
            self.tr("Circulate…") if is_draft else self.tr("Circulate a corrected version…")
        )
        wait = self.tr("The session is not closed yet.")
        explain_disabled(self.circulate, reason or (None if may_go_out else wait))
        self.circulate.setVisible(is_draft)
        self.approve.setVisible(not is_draft and not is_approved)
        explain_disabled(self.approve, reason or None)
        self.correct.setVisible(is_approved)
        explain_disabled(self.correct, reason or None)
        self.changed.hide()

    def show_changed(self, life: Life, count: int, more: int) -> None:
        """Say how much was changed since the version that went out last.

        `more` counts what a corrected version would say besides, such as a due date that moved.
        """
        is_open = life.last is not None and life.state != MinutesState.APPROVED
        self.changed.setVisible(is_open and bool(count))
        if count:
            self.changed_words.setText(words.changed_since(life, count))
        if is_open:
            self.circulate.setVisible(bool(count or more))

    def _show_corrections(self, rows: Sequence[CorrectionRow]) -> None:
        clear_layout(self.corrections.body)
        self.corrections.setVisible(bool(rows))
        self.corrections.set_title(self.tr("Corrections: {0}").format(len(rows)))
        for each in rows:
            title, what = words.correction(each)
            self.corrections.body.addWidget(Text(title, "small_strong", wrap=True))
            self.corrections.body.addWidget(Text(what, "small", wrap=True))

    def _show_versions(self, rows: Sequence[VersionRow], today: date) -> None:
        clear_layout(self.versions.body)
        self.versions.setVisible(bool(rows))
        for each in reversed(rows):
            link = LinkButton(words.version(each, today), icon="file-text", compact=True)
            identify(link, f"minutes-version-{each.version}")
            link.clicked.connect(partial(self.version_asked.emit, each.id))
            self.versions.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_viewed(self, version_id: int) -> None:
        """Offer the way back while an earlier version is shown."""
        self.back.setVisible(bool(version_id))

    def _on_back(self) -> None:
        self.version_asked.emit(None)


def _said_more(each: AnswerRow) -> str:
    lines = [each.by_name, each.note, *(f"{one.target} {one.note}" for one in each.objections)]
    return "\n".join(line for line in lines if line)
