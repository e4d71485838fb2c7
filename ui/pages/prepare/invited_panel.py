"""Who comes, by party: invited, apologies (P1, V6)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import attendance as commands
from facilitator.domain.words import Attendance
from facilitator.queries.engagement import PersonRow
from facilitator.queries.running import AttendanceRow
from ui import icons, wording
from ui.shell import Shell
from ui.widgets.card import column
from ui.widgets.fields import Choice
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.workspace import Workspace


class _People(RowList):
    """A list that says when Delete is pressed; the view itself would search for the key."""

    delete_asked = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit(self.current())
            return
        super().keyPressEvent(event)


class InvitedPanel(QWidget):
    """Enter or a click says that somebody cannot come; Delete takes a person from the list."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._session_id: int | None = None
        self._rows: dict[int, AttendanceRow] = {}
        self._others: tuple[PersonRow, ...] = ()
        self._is_fixed = False
        self._build()

    def _build(self) -> None:
        box = column(8)
        self.setLayout(box)
        self.lead = Text("", "small", wrap=True)
        self.list = identify(_People(self.tr("Who comes"), dividers=False), "attendance-list")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.other = identify(Choice(self.tr("Invite somebody else")), "invite-person")
        box.addWidget(self.lead)
        box.addWidget(self.list, 1)
        box.addWidget(self.other)
        self.list.opened.connect(self._on_opened)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.list.delete_asked.connect(self._on_delete)
        self.other.chosen.connect(self._on_invite)

    def show_people(
        self,
        session_id: int,
        rows: Sequence[AttendanceRow],
        people: Sequence[PersonRow],
        *,
        is_fixed: bool,
    ) -> None:
        """Show who is on the list of a session."""
        self._session_id, self._is_fixed = session_id, is_fixed
        self._rows = {row.person_id: row for row in rows}
        self.list.set_rows(self._list_rows(rows))
        self.lead.setText(
            self.tr("Press a name when somebody cannot come.")
            if rows
            else self.tr("Nobody is invited yet.")
        )
        others = tuple(person for person in people if person.id not in self._rows)
        if others != self._others:
            self._others = others
            self.other.clear_choices()
            self.other.add(None, self.tr("Invite somebody else…"), icon="plus")
            for person in others:
                self.other.add(person.id, person.name, party=person.colour or "slate")
        self.other.setVisible(bool(others) and not is_fixed)

    def _list_rows(self, rows: Sequence[AttendanceRow]) -> list[Row]:
        out: list[Row] = []
        party: object = ()
        for row in rows:
            if row.party_id != party:
                party = row.party_id
                name = row.party or self.tr("Between the sides")
                own = [each for each in rows if each.party_id == party]
                coming = sum(each.state != Attendance.APOLOGIES for each in own)
                count = self.tr("{0} of {1}").format(coming, len(own))
                dots = (row.colour,) if row.colour else ()
                heading = f"party-{party}"
                out.append(Row(heading, name, count, second_dots=dots, is_heading=True))
            is_away = row.state == Attendance.APOLOGIES
            out.append(
                Row(
                    row.person_id, row.name, row.role, is_quiet=is_away,
                    trailing=wording.word(row.state),
                    trailing_tone="warn" if is_away else "text2",
                )
            )  # fmt: skip
        return out

    # --- doing ------------------------------------------------------------------------------

    def _on_opened(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None or self._is_fixed:
            return
        is_away = row.state == Attendance.APOLOGIES
        self._set(row, Attendance.INVITED if is_away else Attendance.APOLOGIES)

    def _set(self, row: AttendanceRow, state: Attendance) -> None:
        if self._session_id is not None:
            self._workspace.run(commands.set_attendance, self._session_id, row.person_id, state)

    def _on_invite(self, key: object) -> None:
        if isinstance(key, int) and self._session_id is not None:
            self._workspace.run(commands.set_attendance, self._session_id, key, Attendance.INVITED)
        self.other.set_current(None)

    def _remove(self, row: AttendanceRow) -> None:
        if self._session_id is not None and self._workspace.carry_out(
            commands.uninvite, self._session_id, row.person_id
        ):
            words = self.tr("{0} is taken from the list.").format(row.name)
            self._shell.toast(words, undo=True)

    def _on_menu(self, at: QPoint) -> None:
        key = self.list.current()
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None or self._is_fixed:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in (Attendance.INVITED, Attendance.APOLOGIES):
            if row.state != state:
                menu.addAction(wording.word(state.value), partial(self._set, row, state))
        menu.addAction(icons.icon("trash"), self.tr("Take from the list"),
                       partial(self._remove, row))  # fmt: skip
        box = self.list.visualRect(self.list.currentIndex())
        menu.popup(self.list.viewport().mapToGlobal(at if box.contains(at) else box.center()))

    def _on_delete(self, key: object) -> None:
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is not None and not self._is_fixed:
            self._remove(row)
