"""Who is in the room: present, late, left early, apologies, absent; by click and by arrow (V6)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QScrollArea, QWidget

from facilitator.commands import attendance as commands
from facilitator.commands.running import local_now
from facilitator.domain.moments import parse_time
from facilitator.domain.words import Attendance
from facilitator.errors import InvalidMoment
from facilitator.queries.engagement import people
from facilitator.queries.prepare import session_detail
from facilitator.queries.running import AttendanceRow, attendance, presence
from facilitator.store import Change
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.card import clear_layout, column, row
from ui.widgets.chips import DotLabel, StatePill
from ui.widgets.fields import Choice
from ui.widgets.naming import identify, property_style
from ui.widgets.segmented import Segmented
from ui.widgets.text import ElidedText, Text
from ui.workspace import Workspace

PRESENT, LATE, EARLY, APOLOGIES, ABSENT = "present", "late", "early", "apologies", "absent"


def choice_of(found: AttendanceRow) -> str | None:
    """Return which of the five choices a person's presence is, None before it is known."""
    if found.state == Attendance.PRESENT:
        if found.left_at:
            return EARLY
        return LATE if found.arrived_at else PRESENT
    return None if found.state == Attendance.INVITED else found.state


class TimeEdit(QLineEdit):
    """A local time as people type it; `timed` carries `HH:MM`, or nothing when emptied."""

    timed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown = ""
        self.setAccessibleName(name)
        self.setFixedWidth(theme().px(72))
        self.editingFinished.connect(self._on_finished)

    def show_time(self, words: str) -> None:
        """Show a time without telling anybody."""
        if words != self._shown or not self.hasFocus():
            self._shown = words
            self.setText(words)
            property_style(self, "invalid", "false")

    def _on_finished(self) -> None:
        words = self.text().strip()
        if words == self._shown:
            return
        try:
            words = parse_time(words).strftime("%H:%M") if words else ""
        except InvalidMoment as error:
            property_style(self, "invalid", "true")
            self.setToolTip(f"“{error.text}” {error.cause}.")
            return
        self.show_time(words)
        self.timed.emit(words)


class _PersonRow(QObject):
    """The controls of one person."""

    state_asked = Signal(object, object)
    arrived = Signal(object, str)
    left = Signal(object, str)

    def __init__(self, found: AttendanceRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.person_id = found.person_id
        self.name = ElidedText(found.name, "row")
        self.role = ElidedText(found.role, "small")
        self.choice = Segmented(
            [
                (PRESENT, self.tr("Present")), (LATE, self.tr("Late")),
                (EARLY, self.tr("Left early")), (APOLOGIES, self.tr("Apologies")),
                (ABSENT, self.tr("Absent")),
            ],
            self.tr("Presence of {0}").format(found.name),
        )  # fmt: skip
        self.came = TimeEdit(self.tr("{0} came at").format(found.name))
        self.went = TimeEdit(self.tr("{0} left at").format(found.name))
        self.choice.chosen.connect(partial(self.state_asked.emit, self.person_id))
        self.came.timed.connect(partial(self.arrived.emit, self.person_id))
        self.went.timed.connect(partial(self.left.emit, self.person_id))

    def show_presence(self, found: AttendanceRow) -> None:
        """Show what the file says."""
        chosen = choice_of(found)
        if chosen is None:
            self.choice.set_none()
        else:
            self.choice.set_current(chosen)
        self.came.show_time(found.arrived_at)
        self.went.show_time(found.left_at)
        self.came.setVisible(bool(found.arrived_at))
        self.went.setVisible(bool(found.left_at))


class AttendanceDialog(QDialog):
    """Everybody on the list of a session, by party; each press is saved at once."""

    def __init__(self, workspace: Workspace, shell: Shell, session_id: int) -> None:
        super().__init__(shell.window_widget)
        self._workspace, self._shell, self._id = workspace, shell, session_id
        detail = session_detail(workspace.reader, session_id)
        self._zone = detail.zone if detail else "UTC"
        self._rows: dict[int, _PersonRow] = {}
        self._shape: list[tuple[int, str]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Who is there"))
        self.setAccessibleName(self.tr("Who is there"))
        self._build()
        self._connect()
        self._load()
        self._size()

    def _build(self) -> None:
        box = column(14, 24)
        self.setLayout(box)
        head = row(10)
        head.addWidget(Text(self.tr("Who is there"), "heading"))
        self.both = StatePill("", "ok", "check")
        head.addWidget(self.both)
        head.addStretch(1)
        self.everybody = LinkButton(self.tr("All others are present"), icon="check")
        identify(self.everybody, "attendance-everybody")
        head.addWidget(self.everybody)
        box.addLayout(head)
        self._inside = identify(QWidget(), "attendance-list", self.tr("Who is there"))
        self._inside.setProperty("plain", "true")
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, theme().px(8), 0)
        self._grid.setVerticalSpacing(theme().px(6))
        self._grid.setHorizontalSpacing(theme().px(12))
        self._grid.setColumnStretch(0, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inside)
        box.addWidget(area, 1)
        foot = row(8)
        self.add = identify(Choice(self.tr("Add somebody to the list")), "attendance-add")
        self.finish = identify(PrimaryButton(self.tr("Done")), "attendance-done")
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.finish)
        box.addLayout(foot)

    def _connect(self) -> None:
        self.finish.clicked.connect(self.accept)
        self.everybody.clicked.connect(self._on_everybody)
        self.add.chosen.connect(self._on_added)
        self._workspace.changed.connect(self._on_changed)
        self.finished.connect(self._on_finished)

    def _size(self) -> None:
        look, home = theme(), self._shell.window_widget
        wanted = self._grid.sizeHint()
        wide = max(look.px(860), wanted.width() + look.px(72))
        high = wanted.height() + look.px(170)
        self.resize(min(wide, home.width() - look.px(32)), min(high, home.height() - look.px(32)))

    # --- showing ----------------------------------------------------------------------------

    def _load(self) -> None:
        found = attendance(self._workspace.reader, self._id)
        shape = [(each.person_id, each.party) for each in found]
        if shape != self._shape:
            self._shape = shape
            self._rebuild(found)
        for each in found:
            self._rows[each.person_id].show_presence(each)
        self._show_sides()
        self._show_others({each.person_id for each in found})
        unknown = sum(choice_of(each) is None for each in found)
        everybody, others = self.tr("Everybody is present"), self.tr("All others are present")
        self.everybody.setText(everybody if unknown == len(found) else others)
        can_change = not self._workspace.read_only
        self.everybody.setEnabled(unknown > 0 and can_change)
        self._inside.setEnabled(can_change)
        self.add.setEnabled(can_change)

    def _rebuild(self, found: list[AttendanceRow]) -> None:
        clear_layout(self._grid)
        self._rows, place, party = {}, 0, None
        for number, title in ((2, self.tr("Came at")), (3, self.tr("Left at"))):
            self._grid.addWidget(Text(title, "label"), 0, number)
            self._grid.setColumnMinimumWidth(number, theme().px(72))
        for each in found:
            if each.party != party:
                party = each.party
                label = DotLabel(
                    party or self.tr("Between the sides"), (each.colour or None,), size=13,
                    weight=600, tone="text",
                )  # fmt: skip
                self._grid.addWidget(label, place, 0, 1, 2)
                self._grid.setRowMinimumHeight(place, theme().px(32))
                place += 1
            line = _PersonRow(each, self._inside)
            line.state_asked.connect(self._on_state)
            line.arrived.connect(self._on_arrived)
            line.left.connect(self._on_left)
            self._rows[each.person_id] = line
            words = column(0)
            words.addWidget(line.name)
            words.addWidget(line.role)
            line.role.setVisible(bool(each.role))
            self._grid.addLayout(words, place, 0)
            self._grid.addWidget(line.choice, place, 1)
            self._grid.addWidget(line.came, place, 2)
            self._grid.addWidget(line.went, place, 3)
            place += 1
        self._grid.setRowStretch(place, 1)

    def _show_sides(self) -> None:
        counts, is_well = presence(self._workspace.reader, self._id)
        two = len(counts) == 2
        yes = self.tr("Both sides represented") if two else self.tr("All sides represented")
        no = self.tr("Not both sides represented") if two else self.tr("Not all sides represented")
        if is_well:
            self.both.set_content(yes, "ok", "check")
        else:
            self.both.set_content(no, "warn", "warning")

    def _show_others(self, listed: set[int]) -> None:
        self.add.clear_choices()
        self.add.add(None, self.tr("Add somebody"))
        for person in people(self._workspace.reader):
            if person.id not in listed:
                self.add.add(person.id, person.name, party=person.colour or None)
        self.add.setVisible(self.add.count() > 1)

    # --- doing ------------------------------------------------------------------------------

    def _found(self, person_id: object) -> AttendanceRow | None:
        rows = attendance(self._workspace.reader, self._id)
        return next((each for each in rows if each.person_id == person_id), None)

    def _set(self, person_id: object, state: Attendance, came: str, went: str) -> None:
        self._workspace.run(
            commands.set_attendance, self._id, person_id, state,
            arrived_at=came or None, left_at=went or None,
        )  # fmt: skip

    def _on_state(self, person_id: object, choice: object) -> None:
        found = self._found(person_id)
        if found is None:
            return
        now = local_now(self._workspace.store, self._zone)
        if choice == LATE:
            self._set(person_id, Attendance.PRESENT, found.arrived_at or now, "")
        elif choice == EARLY:
            self._set(person_id, Attendance.PRESENT, found.arrived_at, found.left_at or now)
        else:
            self._set(person_id, Attendance(str(choice)), "", "")

    def _on_everybody(self) -> None:
        self._workspace.run(commands.set_all_present, self._id)

    def _on_arrived(self, person_id: object, at: str) -> None:
        if (found := self._found(person_id)) is not None:
            self._set(person_id, Attendance.PRESENT, at, found.left_at)

    def _on_left(self, person_id: object, at: str) -> None:
        if (found := self._found(person_id)) is not None:
            self._set(person_id, Attendance.PRESENT, found.arrived_at, at)

    def _on_added(self, person_id: object) -> None:
        if isinstance(person_id, int):
            self._set(person_id, Attendance.PRESENT, "", "")

    def _on_changed(self, change: Change) -> None:
        if {"attendance", "person", "party"} & change.tables:
            self._load()

    def _on_finished(self) -> None:
        self._workspace.changed.disconnect(self._on_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a time field reads it; it does not close the window by accident."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)
