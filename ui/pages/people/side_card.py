"""One side: its name and colour, and what it brings to the table (E2). Edited where it stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.commands import parties
from facilitator.domain.words import PARTY_COLOURS, PointKind
from facilitator.queries.engagement import PartyRow, points
from ui import wording
from ui.drafts import Drafts, TypingSaver
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card, column, row
from ui.widgets.colour_button import ColourButton
from ui.widgets.fields import Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.text import Text
from ui.workspace import Workspace


class _Line(QWidget):
    """A line in the colour of the side."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = ""
        self.setFixedHeight(theme().px(3))

    def set_colour(self, key: str) -> None:
        """Show a colour."""
        self._colour = key
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill = theme().party(self._colour).fill
        painting.draw_round(QPainter(self), self.rect(), self.height() / 2, fill)


class SideCard(Card):
    """Everything about one side; each text is saved while it is typed."""

    menu_asked = Signal(object, QPoint)  # an id, wider than a C++ int

    def __init__(self, workspace: Workspace, drafts: Drafts, party: PartyRow) -> None:
        super().__init__(spacing=10)
        self._workspace, self._drafts = workspace, drafts
        self.party = party
        self._savers: dict[str, TypingSaver] = {}
        self._points: dict[PointKind, TypingSaver] = {}
        self._build()
        self.show_party(party, force=True)

    def _build(self) -> None:
        self.line = _Line()
        self.add(self.line)
        self._build_head()
        for kind, label, hint in self._kinds():
            self._build_points(kind, label, hint)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _build_head(self) -> None:
        colours = [(key, wording.word(key)) for key in PARTY_COLOURS]
        self.colour = ColourButton(colours, self.tr("Colour"))
        self.name = identify(line_edit(), "party-name")
        self.short = identify(line_edit(), "party-short-name")
        self.more = IconButton("dots-three", self.tr("More"))
        head = row(8)
        bottom = Qt.AlignmentFlag.AlignBottom
        self.name_field = Field(self.tr("Name"), self.name)
        self.short_field = Field(self.tr("Short name"), self.short)
        head.addWidget(self.colour, 0, bottom)
        head.addWidget(self.name_field, 3, bottom)
        head.addWidget(self.short_field, 2, bottom)
        head.addWidget(self.more, 0, bottom)
        self.body.addLayout(head)
        self._savers["name"] = self._drafts.bind_text(self.name, self._save_name)
        self._savers["short_name"] = self._drafts.bind_text(self.short, self._save_short)
        self.colour.chosen.connect(self._on_colour)
        self.more.clicked.connect(self._on_more)

    def _kinds(self) -> list[tuple[PointKind, str, str]]:
        return [
            (PointKind.FOCUS, self.tr("Focus"), self.tr("What is this side there for?")),
            (PointKind.ANSWERS_FOR, self.tr("Answers for"), self.tr("One line each")),
            (PointKind.SUCCESS, self.tr("Success is"), self.tr("How do they notice success?")),
            (PointKind.MINDSET, self.tr("Mindset"), self.tr("How do they think?")),
            (PointKind.WORRY, self.tr("Worries"), self.tr("What are they afraid of?")),
            (PointKind.EVIDENCE, self.tr("Evidence"), self.tr("What convinces them?")),
            (PointKind.TOLD_HOW, self.tr("Tell it as"), self.tr("How do they like to be told?")),
        ]

    def _build_points(self, kind: PointKind, label: str, hint: str) -> None:
        line = row(8)
        edit = identify(QuietTextEdit(placeholder=hint), f"party-{kind.value.replace('_', '-')}")
        head = Text(label, "label")
        head.setBuddy(edit)
        head.setFixedWidth(theme().px(78))
        words = column(0)
        words.addSpacing(theme().px(7))
        words.addWidget(head)
        words.addStretch(1)
        line.addLayout(words)
        line.addWidget(edit, 1)
        self.body.addLayout(line)
        self._points[kind] = self._drafts.bind_text(edit, partial(self._save_points, kind))
        edit.left.connect(self._on_left)
        self._edits = [*getattr(self, "_edits", []), (label, edit)]

    # --- showing ----------------------------------------------------------------------------

    def show_party(self, party: PartyRow, *, force: bool = False) -> None:
        """Show what the file says; a text that somebody is editing stays."""
        self.party = party
        self.line.set_colour(party.colour)
        self.colour.set_colour(party.colour)
        self.colour.set_name(self.tr("Colour of {0}").format(party.short))
        self.name.setAccessibleName(self.tr("Name of {0}").format(party.short))
        self.short.setAccessibleName(self.tr("Short name of {0}").format(party.short))
        self.more.setAccessibleName(self.tr("More for {0}").format(party.short))
        for label, edit in self._edits:
            edit.setAccessibleName(f"{party.short}: {label}")
        self._savers["name"].load(party.name, force=force)
        self._savers["short_name"].load(party.short_name, force=force)
        brought = points(self._workspace.reader, party.id)
        for kind, saver in self._points.items():
            saver.load("\n".join(brought.get(kind.value, [])), force=force)

    # --- doing ------------------------------------------------------------------------------

    def _save_name(self, words: str) -> None:
        missing = "" if words.strip() else self.tr("A side needs a name.")
        self.name_field.set_error(missing)
        if not missing:
            self._workspace.run(parties.set_party, self.party.id, name=words)

    def _save_short(self, words: str) -> None:
        self._workspace.run(parties.set_party, self.party.id, short_name=words)

    def _save_points(self, kind: PointKind, words: str) -> None:
        self._workspace.run(parties.set_points, self.party.id, kind, words.splitlines())

    def _on_left(self) -> None:
        """Show a list as it was understood: without blank lines."""
        if not self._workspace.is_open:
            return
        brought = points(self._workspace.reader, self.party.id)
        for kind, saver in self._points.items():
            saver.load("\n".join(brought.get(kind.value, [])))

    def _on_colour(self, key: str) -> None:
        self._workspace.run(parties.set_party, self.party.id, colour=key)

    def _on_more(self) -> None:
        at = self.more.mapToGlobal(self.more.rect().bottomLeft())
        self.menu_asked.emit(self.party.id, at)
