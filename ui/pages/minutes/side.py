"""Beside the paper: which one, how much of it, what leaves, what is missing, other ways out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.pages.minutes.audience import EXECUTIVE, FACILITATOR, AudienceChoice
from ui.pages.minutes.life_card import LifeCard
from ui.pages.minutes.proof import Receipt
from ui.pages.minutes.receipt import ReceiptView
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton
from ui.widgets.card import Card, Collapsible, Divider, column, row
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.rows import Row, RowList
from ui.widgets.segmented import Segmented
from ui.widgets.text import ElidedText, Text


class SideCard(Card):
    """Only shows; the page answers what is chosen and pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=0, spacing=0, parent=parent)
        self.setAccessibleName(self.tr("What leaves"))
        inside = QWidget()
        inside.setProperty("plain", "true")
        self._column: QVBoxLayout = column(10, 20)
        inside.setLayout(self._column)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inside)
        self.add(self.scroller, 1)
        self._build_which()
        self.life = LifeCard()
        self._column.addWidget(self.life)
        self._build_receipt()
        self._build_missing()
        self._column.addStretch(1)
        self.add(Divider())
        self._build_foot()

    # --- building ---------------------------------------------------------------------------

    def _build_which(self) -> None:
        self.paper = identify(
            Segmented(
                [("minutes", self.tr("Minutes")), ("agenda", self.tr("Agenda"))],
                self.tr("Which paper"),
                current="minutes",
            ),
            "minutes-paper",
        )
        self._column.addWidget(self.paper)
        self.audience = AudienceChoice()
        self._column.addWidget(self.audience)
        head = row(8)
        self.copy_name = Text("", "strong")
        self.copy_words = ElidedText("", "small")
        self.copy_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.copy_name)
        head.addWidget(self.copy_words, 1)
        self._column.addLayout(head)
        self.planned = QWidget()
        lines = column(4)
        self.planned.setLayout(lines)
        lines.addWidget(
            Text(
                self.tr("Minutes begin when the session starts. Until then, this is its agenda."),
                "small",
                wrap=True,
            )
        )
        self.prepare = LinkButton(self.tr("Prepare the agenda"), icon="pencil-simple")
        lines.addWidget(self.prepare, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.planned)
        self.how_much = Text(self.tr("How much?"), "strong")
        self.style_choice = identify(
            Segmented(
                [
                    ("decisions", self.tr("Decisions")),
                    ("reasons", self.tr("With reasons")),
                    ("discussion", self.tr("Discussion")),
                ],
                self.tr("How much the minutes say"),
                current="reasons",
            ),
            "minutes-style",
        )
        for choice in (self.paper, self.style_choice):
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.style_words = Text("", "small", wrap=True)
        for widget in (self.how_much, self.style_choice, self.style_words):
            self._column.addWidget(widget)

    def _build_receipt(self) -> None:
        self._column.addWidget(Divider())
        self._column.addWidget(Text(self.tr("What leaves, who will see it"), "strong"))
        self.receipt = ReceiptView()
        self._column.addWidget(self.receipt)

    def _build_missing(self) -> None:
        self.missing_part = QWidget()
        box = column(6)
        self.missing_part.setLayout(box)
        box.addWidget(Divider())
        head = row(6)
        head.addWidget(Text(self.tr("Still missing"), "strong"))
        self.missing_count = Text("", "quiet")
        head.addWidget(self.missing_count)
        head.addStretch(1)
        box.addLayout(head)
        self.nothing = QWidget()
        line = row(8)
        self.nothing.setLayout(line)
        line.addWidget(IconMark("check-circle", "ok", 16))
        line.addWidget(Text(self.tr("Nothing is missing."), "body"), 1)
        box.addWidget(self.nothing)
        self.gaps = identify(
            RowList(self.tr("Still missing"), title_lines=2, dividers=False, fit=5), "minutes-gaps"
        )
        box.addWidget(self.gaps)
        self.items_part = Collapsible(self.tr("What prints, item by item"))
        self.items = identify(
            RowList(self.tr("What prints, item by item"), title_lines=2, dividers=False, fit=20),
            "minutes-items",
        )
        self.items_part.body.addWidget(self.items)
        box.addWidget(self.items_part)
        self._column.addWidget(self.missing_part)

    def _build_foot(self) -> None:
        foot = column(6)
        edge = theme().px(16)
        foot.setContentsMargins(edge, theme().px(12), edge, theme().px(14))
        buttons = row(8)
        self.print = identify(
            PlainButton(self.tr("Print"), icon="printer", compact=True), "print-paper"
        )
        self.others = identify(
            PlainButton(self.tr("More"), trailing="caret-down", compact=True),
            "other-formats",
        )
        self.share = identify(
            PlainButton(self.tr("Share…"), icon="export", compact=True), "share-minutes"
        )
        buttons.addWidget(self.share)
        buttons.addWidget(self.print)
        buttons.addWidget(self.others)
        buttons.addStretch(1)
        foot.addLayout(buttons)
        self.saved = QWidget()
        line = row(8)
        self.saved.setLayout(line)
        line.addWidget(IconMark("check", "ok", 16))
        self.saved_words = ElidedText("", "small")
        self.folder = identify(LinkButton(self.tr("Show in folder")), "show-in-folder")
        line.addWidget(self.saved_words, 1)
        line.addWidget(self.folder)
        self.saved.hide()
        foot.addWidget(self.saved)
        self.body.addLayout(foot)

    # --- showing ----------------------------------------------------------------------------

    def show_paper(
        self, paper: str, style: str, *, has_begun: bool, is_fixed: bool = False
    ) -> None:
        """Show which paper it is; before the session began there is only its agenda.

        `is_fixed` is whether a version went out, which keeps its style.
        """
        is_minutes = paper == "minutes"
        self.paper.setVisible(has_begun)
        self.paper.set_current(paper)
        self.planned.setVisible(not has_begun)
        for widget in (
            self.how_much, self.style_choice, self.style_words, self.missing_part, self.life,
        ):  # fmt: skip
            widget.setVisible(is_minutes)
        self.style_choice.set_current(style)
        self.style_choice.setEnabled(not is_fixed)
        self.style_words.setText(
            self.tr("As it went out to the sides.")
            if is_fixed
            else {
                "decisions": self.tr("What was decided and who does what. No reasons."),
                "reasons": self.tr("Also why, the options, and what each side said to it."),
                "discussion": self.tr("Also the notes of every item, marked or not."),
            }.get(style, "")
        )
        name, words = self._copy_words(self.audience.current(), is_minutes=is_minutes)
        self.copy_name.setText(name)
        self.copy_words.setText(words)
        self.others.setVisible(is_minutes)
        self.share.setVisible(is_minutes)

    def _copy_words(self, audience: object, *, is_minutes: bool) -> tuple[str, str]:
        if audience == EXECUTIVE:
            return self.tr("One page"), self.tr("what was decided, promised and is needed")
        if audience == FACILITATOR:
            return self.tr("Run book"), self.tr("for you alone: never share it")
        if str(audience).startswith("party:"):
            if is_minutes:
                return self.tr("Reading copy"), self.tr("the same facts, their words explained")
            return self.tr("Pre-brief"), self.tr("how the others see it")
        if is_minutes:
            return self.tr("Joint copy"), self.tr("both sides see the same words")
        return self.tr("Room copy"), self.tr("for everybody")

    def show_gaps(self, gaps: Sequence[Row], items: Sequence[Row]) -> None:
        """Show what is missing, and what prints of each item."""
        self.missing_count.setText(str(len(gaps)) if gaps else "")
        self.nothing.setVisible(not gaps)
        self.gaps.setVisible(bool(gaps))
        self.gaps.set_rows(gaps)
        self.items_part.setVisible(bool(items))
        self.items.set_rows(items)

    def show_receipt(self, receipt: Receipt, paper: str, style: str) -> None:
        """Show what leaves."""
        self.receipt.show_receipt(receipt, paper, style)

    def show_saved(self, name: str) -> None:
        """Say which file was saved last; an empty name says nothing."""
        self.saved.setVisible(bool(name))
        self.saved_words.setText(self.tr("Saved {0}").format(name))
