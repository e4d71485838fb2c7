"""Step 2, the people: name, role, side and what each decides; one of them facilitates (E6, E3)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator.commands import people as commands
from facilitator.queries.engagement import PartyRow, PersonRow, people
from facilitator.queries.guide import Guide, guide
from ui.drafts import TypingSaver
from ui.pages.guide.body import Line, Lines, StepBody, heads, keep_draft, keep_room
from ui.shell import Shell
from ui.widgets.buttons import IconButton
from ui.widgets.card import row
from ui.widgets.fields import Choice, FieldLabel, line_edit
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text
from ui.wording import guide as wording_guide
from ui.workspace import Workspace

_SHARES = (13, 14, 12, 13, 0)
_DRAFT = "guide/person"


class PersonLine(Line):
    """One person; in the file as soon as a name was typed and left."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(_SHARES)
        self._workspace = workspace
        self.edits = {
            "name": line_edit(placeholder=self.tr("Somebody else"), name=self.tr("Name")),
            "role": line_edit(placeholder=self.tr("What they do"), name=self.tr("Role")),
            "decides": line_edit(placeholder=self.tr("Their call"), name=self.tr("Decides")),
        }
        self.side = Choice(self.tr("Side"))
        self.remove = IconButton("x", self.tr("Take this person out"))
        for widget in (
            self.edits["name"], self.edits["role"], self.side, self.edits["decides"], self.remove
        ):  # fmt: skip
            self.add(widget)
        keep_room(self.remove)
        self._savers: dict[str, TypingSaver] = {
            field: shell.drafts.bind_text(edit, partial(self._save, field))
            for field, edit in self.edits.items()
        }
        for edit in self.edits.values():
            self.on_enter(edit)
        self.edits["name"].editingFinished.connect(self.make_now)
        self.side.chosen.connect(self._on_side)
        self.remove.clicked.connect(self._on_remove)

    def number(self, place: int | None) -> None:
        """Take the identifiers of a place in the list, or those of the empty line."""
        end = "" if place is None else f"-{place + 1}"
        for field, edit in self.edits.items():
            identify(edit, f"person-{field}{end}")
        identify(self.side, f"person-side{end}")
        identify(self.remove, f"person-remove{end}")

    def set_sides(self, sides: tuple[PartyRow, ...], current: int | None) -> None:
        """Offer the parties, and nobody's side."""
        self.side.clear_choices()
        for party in sides:
            self.side.add(party.id, party.short, party=party.colour)
        self.side.add(None, self.tr("Neutral"))
        self.side.set_current(current)

    def show_person(self, person: PersonRow, *, force: bool) -> None:
        """Show what the file says."""
        for field, saver in self._savers.items():
            saver.load(getattr(person, field), force=force)
        self.side.setAccessibleName(self.tr("Side of {0}").format(person.name))
        self.remove.setAccessibleName(self.tr("Take {0} out").format(person.name))
        self.remove.setEnabled(not person.is_facilitator)

    def load_draft(self) -> None:
        """Show the name that was being typed when the app ended."""
        self.edits["name"].setText(self._workspace.store.draft(_DRAFT) or "")

    def flush(self) -> None:
        """Save now what was typed."""
        for saver in self._savers.values():
            saver.flush()
        self.make_now()

    def _save(self, field: str, words: str) -> None:
        if self.row_id is None:
            if field == "name":
                keep_draft(self._workspace, _DRAFT, words)
        elif field != "name" or words.strip():
            self._workspace.run(commands.set_person, self.row_id, origin=self, **{field: words})

    def make_now(self) -> None:
        """Put the person into the file once the name was left."""
        name, side = self.edits["name"].text(), self.side.current()
        if self.row_id is not None or not name.strip() or self._workspace.read_only:
            return
        create = partial(
            self._workspace.run, commands.add_person, name,
            side if isinstance(side, int) else None, role=self.edits["role"].text(),
            decides=self.edits["decides"].text(), origin=self,
        )  # fmt: skip
        keep_draft(self._workspace, _DRAFT, "")  # the next empty line looks for one
        self.make(create)

    def _on_side(self, key: object) -> None:
        if self.row_id is not None:
            side = key if isinstance(key, int) else None
            self._workspace.run(commands.correct_party, self.row_id, side, origin=self)

    def _on_remove(self) -> None:
        if self.row_id is None:
            self.edits["name"].clear()
            return
        self.flush()
        self._workspace.run(commands.archive_person, self.row_id)


class PeopleBody(StepBody):
    """Who sits at the table. The last line is always empty: Enter goes there."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        words = [self.tr("Name"), self.tr("Role"), self.tr("Side"), self.tr("Decides")]
        self.box.addWidget(heads(words, _SHARES, 0))
        self.lines = Lines(self._make_line)
        self.box.addWidget(self.lines)
        line = row(8)
        self.facilitator = identify(Choice(), "guide-facilitator")
        line.addWidget(FieldLabel(self.tr("Facilitates"), self.facilitator))
        line.addWidget(self.facilitator)
        line.addStretch(1)
        self.box.addLayout(line)
        foot = row(8)
        self.mark = IconMark("check-circle", "ok", 18)
        self.strong, self.quiet = Text("", "strong"), Text("", "quiet", wrap=True)
        foot.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.strong, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.quiet, 1, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(foot)
        self.facilitator.chosen.connect(self._on_facilitator)

    def _make_line(self) -> Line:
        line = PersonLine(self.workspace, self.shell)
        line.entered.connect(self._on_entered)
        line.made.connect(self.show_again)
        return line

    def show_guide(self, found: Guide, *, force: bool) -> None:
        """Show the people, and whether every side has somebody."""
        if self.lines.is_making():
            return
        everybody = sorted(people(self.workspace.reader), key=_entered)
        self.lines.fit([person.id for person in everybody], blank=True)
        by_id = {person.id: person for person in everybody}
        for place, line in enumerate(self.lines.lines):
            if not isinstance(line, PersonLine):
                continue
            line.number(None if line.is_new else place)
            line.remove.setVisible(not line.is_new)
            if line.row_id in by_id:
                person = by_id[line.row_id]
                line.set_sides(found.parties, person.party_id)
                line.show_person(person, force=force)
            else:
                line.set_sides(found.parties, self._lacking(found))
        self._show_facilitator(everybody)
        strong, quiet, good = wording_guide.everybody(found)
        self.strong.setText(strong)
        self.quiet.setText(quiet)
        self.mark.set_icon("check-circle" if good else "circle", "ok" if good else "text2")

    def _lacking(self, found: Guide) -> int | None:
        """Return the side that a new person most likely sits with: the first that has nobody."""
        short = {party.short: party.id for party in found.parties}
        lacking = [short[name] for name in found.lacking if name in short]
        last = next(iter(found.parties), None)
        return lacking[0] if lacking else last.id if last else None

    def _show_facilitator(self, everybody: list[PersonRow]) -> None:
        self.facilitator.clear_choices()
        current = next((each.id for each in everybody if each.is_facilitator), None)
        if current is None:
            self.facilitator.add(None, self.tr("Nobody yet"))
        for person in everybody:
            self.facilitator.add(person.id, person.name)
        self.facilitator.set_current(current)

    def _on_facilitator(self, key: object) -> None:
        if isinstance(key, int):
            self.workspace.run(commands.set_facilitator, key)

    def first_field(self) -> QWidget:
        """Return the name of the empty line."""
        line = self.lines.blank()
        return line.edits["name"] if isinstance(line, PersonLine) else self.facilitator

    def finish(self) -> str:
        """Save, and name the sides that have nobody."""
        for line in self.lines.lines:
            if isinstance(line, PersonLine):
                line.flush()
        strong, _quiet, good = wording_guide.everybody(guide(self.workspace.reader))
        return "" if good else strong

    def _on_entered(self) -> None:
        sender = self.sender()
        if not isinstance(sender, PersonLine):
            return
        sender.flush()
        if sender.is_new:
            self.finished.emit()
        else:
            self.first_field().setFocus()


def _entered(person: PersonRow) -> int:
    """Order people as they came, so that nobody's line moves while somebody types."""
    return person.id
