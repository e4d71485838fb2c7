"""What is true of the whole engagement: its name, what it is for, how its paper looks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from facilitator.commands.engagement import set_engagement
from facilitator.domain.moments import zone_named
from facilitator.errors import InvalidMoment
from facilitator.queries.engagement import engagement
from facilitator.queries.minutes import comment_days
from ui.drafts import TypingSaver
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.card import Card, column
from ui.widgets.card_grid import CardGrid
from ui.widgets.fields import AutoGrowTextEdit, Field, FieldLabel, line_edit
from ui.widgets.naming import identify
from ui.widgets.segmented import Segmented
from ui.widgets.text import ElidedText, Text
from ui.workspace import Workspace

_COMMENT_DAYS = (2, 3, 5, 7, 10)


class FactsView(QScrollArea):
    """The engagement itself; every field is saved while it is typed."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._savers: dict[str, TypingSaver] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("plain", "true")
        grid = CardGrid(inside, 380)
        grid.setContentsMargins(0, 0, theme().px(2), theme().px(8))
        grid.addWidget(self._build_words())
        grid.addWidget(self._build_paper())
        grid.addWidget(self._build_scratch())
        self.setWidget(inside)

    def _build_words(self) -> Card:
        card = Card(self.tr("What it is for"), spacing=12)
        self.name_field = self._field(card, "title", self.tr("Title"), line_edit())
        self._field(card, "organisation", self.tr("Organisation"), line_edit())
        purpose = AutoGrowTextEdit(placeholder=self.tr("Why do the sides meet?"))
        self._field(card, "purpose", self.tr("Purpose"), purpose)
        success = AutoGrowTextEdit(placeholder=self.tr("One sentence that both sides can sign"))
        self._field(card, "success_sentence", self.tr("It has worked when"), success)
        card.body.addStretch(1)
        return card

    def _build_paper(self) -> Card:
        card = Card(self.tr("On paper"), spacing=12)
        marking = line_edit(placeholder=self.tr("for example: Confidential, for both sides"))
        self._field(card, "classification", self.tr("Marking on every page"), marking)
        self.paper = identify(
            Segmented([("A4", "A4"), ("Letter", self.tr("Letter"))], self.tr("Paper")),
            "engagement-paper",
        )
        self.style_of_minutes = identify(
            Segmented(
                [
                    ("decisions", self.tr("Decisions")),
                    ("reasons", self.tr("With reasons")),
                    ("discussion", self.tr("With discussion")),
                ],
                self.tr("How much minutes tell"),
            ),
            "engagement-minutes-style",
        )
        days = [(count, str(count)) for count in _COMMENT_DAYS]
        name = self.tr("Working days for comments on minutes")
        self.comment_days = identify(Segmented(days, name), "engagement-comment-days")
        for words, control in (
            (self.tr("Paper"), self.paper),
            (self.tr("How much minutes tell"), self.style_of_minutes),
            (name, self.comment_days),
        ):
            box = column(4)
            box.addWidget(FieldLabel(words, control))
            box.addWidget(control)
            card.body.addLayout(box)
        self.zone_field = self._field(card, "zone", self.tr("Time zone"), line_edit())
        self.where = ElidedText("", "small")
        card.add(self.where)
        card.body.addStretch(1)
        self.paper.chosen.connect(partial(self._save, "paper_size"))
        self.style_of_minutes.chosen.connect(partial(self._save, "minutes_style"))
        self.comment_days.chosen.connect(partial(self._save, "comment_days"))
        return card

    def _build_scratch(self) -> Card:
        card = Card(self.tr("Raw notes"), spacing=12)
        self.scratch = identify(
            Segmented(
                [("keep", self.tr("Keep them")), ("destroy", self.tr("Destroy them"))],
                self.tr("When minutes are approved"),
            ),
            "engagement-scratch-notes",
        )
        box = column(4)
        box.addWidget(FieldLabel(self.tr("When minutes are approved"), self.scratch))
        box.addWidget(self.scratch)
        card.body.addLayout(box)
        words = self.tr(
            "Raw notes are those that are not marked for the minutes. Destroyed, they are gone from"
            " the file, its history and its snapshots. You are asked each time, and get a receipt."
        )
        card.add(Text(words, "small", wrap=True))
        card.body.addStretch(1)
        self.scratch.chosen.connect(partial(self._save, "scratch_notes"))
        return card

    def _field(self, card: Card, name: str, label: str, edit: QLineEdit | QPlainTextEdit) -> Field:
        identify(edit, f"engagement-{name.replace('_', '-')}")
        field = Field(label, edit)
        card.add(field)
        save = {"title": self._save_title, "zone": self._save_zone}.get(name)
        bound = save or partial(self._save, name)
        self._savers[name] = self._shell.drafts.bind_text(edit, bound)
        return field

    # --- showing and saving -----------------------------------------------------------------

    def load(self, *, force: bool = False) -> None:
        """Show what the file says."""
        found = engagement(self._workspace.reader)
        for name, saver in self._savers.items():
            saver.load(str(getattr(found, name)), force=force)
        self.paper.set_current("Letter" if found.paper_size.lower() == "letter" else "A4")
        styles = ("decisions", "reasons", "discussion")
        style = found.minutes_style if found.minutes_style in styles else "reasons"
        self.style_of_minutes.set_current(style)
        self.scratch.set_current(found.scratch_notes)
        self.comment_days.set_current(comment_days(self._workspace.reader))
        self.where.setText(self.tr("Kept in {0}").format(self._workspace.path))

    def _save(self, name: str, value: object) -> None:
        self._workspace.run(set_engagement, **{name: value})

    def _save_title(self, words: str) -> None:
        missing = "" if words.strip() else self.tr("An engagement needs a title.")
        self.name_field.set_error(missing)
        if not missing:
            self._save("title", words)

    def _save_zone(self, words: str) -> None:
        """Save a zone once it is one; half a name is no mistake yet."""
        try:
            name = str(zone_named(words.strip()))
        except InvalidMoment as error:
            self.zone_field.set_error(f"“{error.text}” {error.cause}.")
            return
        self.zone_field.set_error("")
        self._save("zone", name)
