"""Step 1, the parties: colour, name, what each is there for and what worries it (E6, E2)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.commands import parties as commands
from facilitator.domain.words import PARTY_COLOURS, PointKind
from facilitator.queries.engagement import PartyRow, points
from facilitator.queries.guide import Guide
from ui import wording
from ui.drafts import TypingSaver
from ui.pages.guide.body import Line, Lines, StepBody, heads, keep_draft, keep_room
from ui.shell import Shell
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import row
from ui.widgets.colour_button import ColourButton
from ui.widgets.fields import line_edit
from ui.widgets.naming import identify
from ui.workspace import Workspace

_SHARES = (0, 12, 15, 15, 0)
_DRAFT = "guide/party"
_KINDS = (PointKind.FOCUS, PointKind.WORRY)


class PartyLine(Line):
    """One party; in the file as soon as a name was typed and left."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(_SHARES)
        self._workspace = workspace
        colours = [(key, wording.word(key)) for key in PARTY_COLOURS]
        self.colour = ColourButton(colours, self.tr("Colour"))
        self.name = line_edit(placeholder=self.tr("Another side"), name=self.tr("Name of the side"))
        hints = (self.tr("what it is there for"), self.tr("what must not happen"))
        names = (self.tr("Focus"), self.tr("Worries about"))
        self.points = {
            kind: line_edit(placeholder=hint, name=name)
            for kind, hint, name in zip(_KINDS, hints, names, strict=True)
        }
        self.remove = IconButton("x", self.tr("Take this side out"))
        for widget in (self.colour, self.name, *self.points.values(), self.remove):
            self.add(widget)
        keep_room(self.remove)
        bind = shell.drafts.bind_text
        self._name_saver = bind(self.name, self._save_name)
        self._savers: dict[PointKind, TypingSaver] = {
            kind: bind(edit, partial(self._save_point, kind)) for kind, edit in self.points.items()
        }
        for edit in (self.name, *self.points.values()):
            self.on_enter(edit)
        self.name.editingFinished.connect(self.make_now)
        self.colour.chosen.connect(self._on_colour)
        self.remove.clicked.connect(self._on_remove)
        self.number(None)

    def number(self, place: int | None) -> None:
        """Take the identifiers of a place in the list, or those of the empty line."""
        end = "" if place is None else f"-{place + 1}"
        identify(self.name, f"party-name{end}")
        identify(self.colour, f"party-colour{end}")
        identify(self.points[PointKind.FOCUS], f"party-focus{end}")
        identify(self.points[PointKind.WORRY], f"party-worry{end}")
        identify(self.remove, f"party-remove{end}")

    def show_party(self, party: PartyRow, said: dict[str, list[str]], *, force: bool) -> None:
        """Show what the file says."""
        self._name_saver.load(party.name, force=force)
        self.colour.set_colour(party.colour)
        self.colour.set_name(self.tr("Colour of {0}").format(party.name))
        self.remove.setAccessibleName(self.tr("Take {0} out").format(party.name))
        for kind, saver in self._savers.items():
            saver.load(next(iter(said.get(kind, [])), ""), force=force)

    def load_draft(self) -> None:
        """Show the name that was being typed when the app ended."""
        self.name.setText(self._workspace.store.draft(_DRAFT) or "")

    def flush(self) -> None:
        """Save now what was typed."""
        self._name_saver.flush()
        for saver in self._savers.values():
            saver.flush()
        self.make_now()

    def _save_name(self, words: str) -> None:
        if self.row_id is None:
            keep_draft(self._workspace, _DRAFT, words)
        elif words.strip():
            self._workspace.run(commands.set_party, self.row_id, name=words, origin=self)

    def make_now(self) -> None:
        """Put the party into the file once its name was left."""
        words = self.name.text()
        if self.row_id is not None or not words.strip() or self._workspace.read_only:
            return
        keep_draft(self._workspace, _DRAFT, "")  # the next empty line looks for one
        if self.make(partial(self._workspace.run, commands.add_party, words, origin=self)):
            for kind, edit in self.points.items():
                self._save_point(kind, edit.text())

    def _save_point(self, kind: PointKind, words: str) -> None:
        if self.row_id is None:
            return
        had = points(self._workspace.reader, self.row_id).get(kind, [])
        lines = [each for each in (words, *had[1:]) if each.strip()]
        if lines != had:
            self._workspace.run(commands.set_points, self.row_id, kind, lines, origin=self)

    def _on_colour(self, key: str) -> None:
        if self.row_id is not None:
            self._workspace.run(commands.set_party, self.row_id, colour=key, origin=self)

    def _on_remove(self) -> None:
        if self.row_id is None:
            self.remove_asked.emit()
        else:
            self.flush()
            self._workspace.run(commands.archive_party, self.row_id)


class PartiesBody(StepBody):
    """The sides at the table, two or more."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        words = ["", self.tr("Name"), self.tr("There for"), self.tr("Worries about")]
        self.box.addWidget(heads(words, _SHARES, 50))
        self.lines = Lines(self._make_line)
        self.box.addWidget(self.lines)
        foot = row(0)
        self.another = identify(LinkButton(self.tr("Another side"), icon="plus"), "new-party")
        foot.addWidget(self.another)
        foot.addStretch(1)
        self.box.addLayout(foot)
        self.another.clicked.connect(self._on_another)
        self._wants_blank = False

    def _make_line(self) -> Line:
        line = PartyLine(self.workspace, self.shell)
        line.entered.connect(self._on_entered)
        line.made.connect(self.show_again)
        return line

    def show_guide(self, found: Guide, *, force: bool) -> None:
        """Show the parties."""
        if self.lines.is_making():
            return
        blank = self._wants_blank or len(found.parties) < 2
        self.lines.fit([party.id for party in found.parties], blank=blank)
        by_id = {party.id: party for party in found.parties}
        for place, line in enumerate(self.lines.lines):
            if isinstance(line, PartyLine):
                line.number(None if line.is_new else place)
                line.remove.setVisible(line.is_new or len(by_id) > 2)
                if line.row_id in by_id:
                    said = points(self.workspace.reader, line.row_id)
                    line.show_party(by_id[line.row_id], said, force=force)
        self._wants_blank = False

    def first_field(self) -> QWidget:
        """Return the first field that is still empty, else the first name."""
        for line in self.lines.lines:
            if isinstance(line, PartyLine):
                for edit in (line.name, *line.points.values()):
                    if not edit.text():
                        return edit
        line = self.lines.lines[0]
        return line.name if isinstance(line, PartyLine) else self.another

    def finish(self) -> str:
        """Save, and say whether there are two sides."""
        for line in self.lines.lines:
            if isinstance(line, PartyLine):
                line.flush()
        named = [line for line in self.lines.lines if not line.is_new]
        return "" if len(named) >= 2 else self.tr("Two sides at least: give each a name.")

    def _on_another(self) -> None:
        line = self.lines.add_blank()
        if isinstance(line, PartyLine):
            line.number(None)
            line.remove.setVisible(True)
            line.name.setFocus()

    def _on_entered(self) -> None:
        sender = self.sender()
        if not isinstance(sender, PartyLine):
            return
        sender.flush()
        at = self.lines.lines.index(sender)
        if sender.is_new:
            self.finished.emit()
        elif at + 1 < len(self.lines.lines):
            after = self.lines.lines[at + 1]
            if isinstance(after, PartyLine):
                after.name.setFocus()
        else:
            self._on_another()
