"""One person: name, role, what they decide, and the side they sit with, by date (E3)."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal

from facilitator.commands import people as commands
from facilitator.queries.engagement import PersonRow, membership_history, parties, people
from ui import wording
from ui.drafts import TypingSaver
from ui.shell import Shell
from ui.widgets.buttons import LinkButton, PlainButton, explain_disabled
from ui.widgets.card import Card, Divider, column, row
from ui.widgets.chips import Avatar, StatePill
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, Choice, DateField, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace


class PersonDetail(Card):
    """The person chosen in the list, edited where it stands.

    `left` says that the person shown went off the lists.
    """

    left = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=20, spacing=12)
        self._workspace, self._shell = workspace, shell
        self._person: PersonRow | None = None
        self._wanted_side: int | None = None
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        head = row(12)
        self.avatar = Avatar("", None, diameter=44)
        self.name = identify(line_edit(), "person-name")
        self.name_field = Field(self.tr("Name"), self.name)
        head.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.name_field, 1)
        self.body.addLayout(head)
        flow = FieldFlow(spacing=12, lines=12)
        self.role = identify(line_edit(), "person-role")
        self.email = identify(line_edit(), "person-email")
        self.email_field = Field(self.tr("E-mail"), self.email)
        flow.add(Field(self.tr("Role"), self.role), 3)
        flow.add(self.email_field, 2)
        self.body.addLayout(flow)
        self.decides = identify(
            AutoGrowTextEdit(placeholder=self.tr("One line each: what is theirs to decide")),
            "person-decides",
        )
        self.add(Field(self.tr("Decides"), self.decides))
        self.add(Divider())
        self._build_side()
        self.add(Divider())
        self.facilitator = StatePill(self.tr("Facilitates this engagement"), "accent", "check")
        self.facilitates = identify(
            LinkButton(self.tr("Make the facilitator"), icon="user"), "person-facilitates"
        )
        self.leave = identify(LinkButton("", icon="x"), "person-leaves")
        foot = row(12)
        foot.addWidget(self.facilitator)
        foot.addWidget(self.facilitates)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.body.addStretch(1)

    def _build_side(self) -> None:
        self.side = identify(Choice(), "person-side")
        self.add(Field(self.tr("Sits with"), self.side))
        self.moving = Card(tone="accent_soft", margin=14, spacing=10)
        self.question = Text("", "row", wrap=True)
        self.moving.add(self.question)
        self.day = DateField(
            wording.near_day_reader(self._workspace.today), self._show_day,
            placeholder=self.tr("today, 1 jul"),
        )  # fmt: skip
        self.day_field = Field(self.tr("Since"), identify(self.day, "person-moves-on"))
        self.moved = identify(PlainButton(self.tr("Moved on this day")), "person-move")
        line = row(8)
        bottom = Qt.AlignmentFlag.AlignBottom
        line.addWidget(self.day_field, 1, bottom)
        line.addWidget(self.moved, 0, bottom)
        self.moving.body.addLayout(line)
        others = row(8)
        self.always = identify(LinkButton(self.tr("Was always there")), "person-was-always")
        self.keep = LinkButton(self.tr("Leave it"))
        others.addWidget(self.always)
        others.addWidget(self.keep)
        others.addStretch(1)
        self.moving.body.addLayout(others)
        self.add(self.moving)
        self.moving.hide()
        self.past = column(2)
        self.body.addLayout(self.past)
        self._past_lines: list[Text] = []

    def _connect(self) -> None:
        drafts = self._shell.drafts
        self._savers: dict[str, TypingSaver] = {
            "name": drafts.bind_text(self.name, self._save_name),
            "role": drafts.bind_text(self.role, partial(self._save, "role")),
            "email": drafts.bind_text(self.email, self._save_email),
            "decides": drafts.bind_text(self.decides, partial(self._save, "decides")),
        }
        self.side.chosen.connect(self._on_side)
        self.moved.clicked.connect(self._on_move)
        self.always.clicked.connect(self._on_always)
        self.keep.clicked.connect(self._on_keep)
        self.facilitates.clicked.connect(self._on_facilitates)
        self.leave.clicked.connect(self._on_leave)

    # --- showing ----------------------------------------------------------------------------

    def show_person(self, person_id: int, *, force: bool = False) -> bool:
        """Show somebody; False where there is no such person any more."""
        if self._person is None or person_id != self._person.id:
            self._shell.drafts.flush()
            self.moving.hide()
            self.name_field.set_error("")
            self.email_field.set_error("")
            force = True
        everybody = people(self._workspace.reader, archived=True)
        found = next((each for each in everybody if each.id == person_id), None)
        self._person = found
        if found is None:
            return False
        self.avatar.set_person(found.name, found.colour or None)
        for name, saver in self._savers.items():
            saver.load(str(getattr(found, name)), force=force)
        self._show_side(found)
        self._show_past(found)
        self._show_rights(found)
        return True

    def _show_day(self, day: dt.date) -> str:
        return wording.short_day(day, self._workspace.today(), weekday=True)

    def _show_side(self, found: PersonRow) -> None:
        if self.moving.isVisible():
            return
        self.side.clear_choices()
        self.side.add(None, self.tr("Between the sides"))
        for party in parties(self._workspace.reader):
            self.side.add(party.id, party.name, party=party.colour)
        self.side.set_current(found.party_id)

    def _show_past(self, found: PersonRow) -> None:
        history = membership_history(self._workspace.reader, found.id)
        is_plain = len(history) == 1 and not any(history[0][1:])
        told = [] if is_plain else [self._told(*each) for each in reversed(history)]
        while len(self._past_lines) < len(told):
            line = Text("", "small", wrap=True)
            self._past_lines.append(line)
            self.past.addWidget(line)
        for number, line in enumerate(self._past_lines):
            line.setText(told[number] if number < len(told) else "")
            line.setVisible(number < len(told))

    def _told(self, party: str, from_on: str, to_on: str) -> str:
        today = self._workspace.today()
        name = party or self.tr("Between the sides")
        first = wording.short_day(from_on, today) if from_on else ""
        last = wording.short_day(to_on, today) if to_on else ""
        if first and last:
            return self.tr("{0} from {1} to {2}").format(name, first, last)
        if first:
            return self.tr("{0} since {1}").format(name, first)
        return self.tr("{0} until {1}").format(name, last) if last else name

    def _show_rights(self, found: PersonRow) -> None:
        self.facilitator.setVisible(found.is_facilitator)
        self.facilitates.setVisible(not found.is_facilitator and not found.is_archived)
        reason = None
        if found.is_facilitator:
            reason = self.tr("Make somebody else the facilitator first.")
        words = self.tr("Bring back") if found.is_archived else self.tr("No longer here")
        self.leave.setText(words)
        self.leave.set_icon("arrow-counter-clockwise" if found.is_archived else "x")
        explain_disabled(self.leave, reason)

    # --- doing ------------------------------------------------------------------------------

    def _save(self, field: str, words: str) -> None:
        if self._person is not None:
            self._workspace.run(commands.set_person, self._person.id, **{field: words})

    def _save_name(self, words: str) -> None:
        self.name_field.set_error("" if words.strip() else self.tr("A person needs a name."))
        if words.strip():
            self._save("name", words)

    def _save_email(self, words: str) -> None:
        is_odd = bool(words.strip()) and ("@" not in words or " " in words.strip())
        odd = self.tr("Saved, but this does not look like an address.")
        self.email_field.set_error(odd if is_odd else "")
        self._save("email", words)

    def _on_side(self, key: object) -> None:
        """Ask whether this is a move on a day or a correction; both are kept apart (E3)."""
        found = self._person
        if found is None or key == found.party_id:
            self.moving.hide()
            return
        self._wanted_side = key if isinstance(key, int) else None
        if not membership_history(self._workspace.reader, found.id):
            self._workspace.run(commands.correct_party, found.id, self._wanted_side)
            return
        side = self.side.currentText()
        self.question.setText(self.tr("{0} sits with {1}. Since when?").format(found.name, side))
        self.day.set_date(self._workspace.today())
        self.moving.show()
        self.day.setFocus()
        self.day.selectAll()

    def _on_move(self) -> None:
        self.day.read()
        day = self.day.date()
        if self._person is None or day is None or self.day.text() != self._show_day(day):
            return
        self.moving.hide()
        self._workspace.run(commands.move_person, self._person.id, self._wanted_side, day)

    def _on_always(self) -> None:
        self.moving.hide()
        if self._person is not None:
            self._workspace.run(commands.correct_party, self._person.id, self._wanted_side)

    def _on_keep(self) -> None:
        self.moving.hide()
        if self._person is not None:
            self.side.set_current(self._person.party_id)

    def _on_facilitates(self) -> None:
        if self._person is not None:
            self._workspace.run(commands.set_facilitator, self._person.id)

    def _on_leave(self) -> None:
        found = self._person
        if found is None:
            return
        if found.is_archived:
            self._workspace.run(commands.restore_person, found.id)
        elif self._workspace.carry_out(commands.archive_person, found.id):
            words = self.tr("{0} is off the lists. What {0} did stays.").format(found.name)
            self._shell.toast(words, undo=True)
            self.left.emit()

    def rename(self) -> None:
        """Put the keyboard into the name, ready to be typed over."""
        self.name.setFocus()
        self.name.selectAll()
