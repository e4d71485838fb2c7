"""Bring an invitation from a calendar file: read, shown with its doubts, put right, then done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMenu, QWidget

from facilitator.clock import Clock
from facilitator.commands.invitations import bring_session, call_off
from facilitator.domain.invitation import Invitation, InvitationFile
from facilitator.queries.engagement import zone_of
from facilitator.queries.invitations import Meeting, Standing, choices, meeting
from facilitator.store import Reader
from ui import icons
from ui.dialogs.form import FormDialog
from ui.dialogs.when import When, WhenFields
from ui.jobs import Job, JobContext
from ui.shell import Shell
from ui.widgets.buttons import explain_disabled
from ui.widgets.card import column
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import invitations as wording
from ui.workspace import Workspace

ENDING = ".ics"
_EDITABLE = (Standing.NEW, Standing.UPDATE)
_TOO_LARGE = 50_000_000  # bytes that are not even read

Read = tuple[InvitationFile, list[Invitation]]


def ask_for_invitation(workspace: Workspace, shell: Shell) -> None:
    """Ask which file, and read it."""
    folder = str(shell.settings.value("export/folder", str(Path.home())))
    window = shell.window_widget
    dialog = QFileDialog(
        window, window.tr("Bring an invitation"), folder, window.tr("Invitations (*.ics)")
    )
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(partial(_on_file, workspace, shell))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def add_to_menu(menu: QMenu, workspace: Workspace, shell: Shell) -> None:
    """Offer the calendar file and the invitation in the menu of a page."""
    window = shell.window_widget
    menu.addAction(icons.icon("export"), window.tr("Calendar file…"), shell.exports.calendar)
    bring = menu.addAction(
        icons.icon("folder-open"), window.tr("Bring an invitation…"),
        partial(ask_for_invitation, workspace, shell),
    )  # fmt: skip
    bring.setEnabled(not workspace.read_only)


def _on_file(workspace: Workspace, shell: Shell, name: str) -> None:
    bring_invitation(workspace, shell, Path(name))


def bring_invitation(workspace: Workspace, shell: Shell, path: Path) -> Job:
    """Read a calendar file in the background, then show what it would bring."""
    shell.drafts.flush()
    title = shell.window_widget.tr("Reading {0}").format(path.name)
    job = Job(title, partial(_read, workspace.path, workspace.clock, path))
    job.done.connect(partial(_on_read, workspace, shell))
    shell.run_job(job)
    return job


def _read(file: Path, clock: Clock, path: Path, context: JobContext) -> Read:
    from facilitator.exchange.calendar_in import read_invitation
    from facilitator.exchange.ical_parts import NotAnInvitation

    try:
        if path.stat().st_size > _TOO_LARGE:
            raise NotAnInvitation(path.name, "it is far too large for an invitation")
        data = path.read_bytes()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise NotAnInvitation(path.name, cause[:1].lower() + cause[1:]) from error
    with Reader.open(file, clock) as reader:
        found = read_invitation(data, path.name, zone_of(reader), context.check)
        return found, choices(reader, found.invitations)


def _on_read(workspace: Workspace, shell: Shell, found: object) -> None:
    if isinstance(found, tuple) and workspace.is_open:
        BringInvitationDialog(workspace, shell, *found).open()


class BringInvitationDialog(FormDialog):
    """What an invitation says, in fields that can be put right; `session_id` after `accepted`."""

    def __init__(
        self, workspace: Workspace, shell: Shell, found: InvitationFile, offered: list[Invitation]
    ) -> None:
        super().__init__(
            shell.window_widget, self.tr("Invitation from {0}").format(found.name), "",
            lead=" ", width=640,
        )  # fmt: skip
        self._workspace, self._shell = workspace, shell
        self._found, self._offered = found, offered
        self._meeting: Meeting | None = None
        self.session_id: int | None = None
        self._build()
        self._show(0)
        self.which.chosen.connect(self._on_which)
        self.which_field.setVisible(len(offered) > 1)

    def _build(self) -> None:
        self.which = identify(ElidingChoice(), "invitation-which")
        self.which_field = Field(self.tr("Which one"), self.which)
        today = self._workspace.today()
        for number, each in enumerate(self._offered):
            self.which.add(number, wording.choice_line(each, today))
        self.body.addWidget(self.which_field)
        self.left_out = Text("", "small", wrap=True)
        self.body.addWidget(self.left_out)
        self.doubts = identify(Text("", "row", tone="warn", wrap=True), "invitation-doubts")
        self.body.addWidget(self.doubts)
        self.changes = identify(Text("", "row", wrap=True), "invitation-changes")
        self.body.addWidget(self.changes)
        self.body.addWidget(self._build_fields())
        self.people = identify(RowList(self.tr("Who is named"), fit=4), "invitation-people")
        self.people_part = QWidget()
        box = column(3)
        self.people_part.setLayout(box)
        box.addWidget(Text(self.tr("Who is named"), "label"))
        box.addWidget(self.people)
        self.only = identify(QCheckBox(), "invitation-only")
        box.addWidget(self.only)
        self.body.addWidget(self.people_part)
        self.body.addStretch(1)
        self._tell_left_out()

    def _build_fields(self) -> QWidget:
        self.title = identify(line_edit(), "session-title")
        self.title_field = Field(self.tr("Title"), self.title)
        self.when = WhenFields(self._workspace, self.tr("Day"))
        self.place = identify(line_edit(), "session-place")
        self.link = identify(line_edit(placeholder="https://"), "session-link")
        self.fields = QWidget()
        box = column(12)
        self.fields.setLayout(box)
        box.addWidget(self.title_field)
        box.addWidget(self.when)
        flow = FieldFlow()
        flow.add(Field(self.tr("Place"), self.place), 1)
        flow.add(Field(self.tr("Link"), self.link), 1)
        box.addLayout(flow)
        return self.fields

    def _tell_left_out(self) -> None:
        """Say how many events of the file are not offered, and why the first of them is not."""
        told = []
        if self._found.unread:
            words = self.tr("{0} left out, since it could not be read: {1}.")
            told.append(words.format(len(self._found.unread), self._found.unread[0]))
        if self._found.more:
            told.append(self.tr("{0} more were not looked at.").format(self._found.more))
        self.left_out.setText(" ".join(told))
        self.left_out.setVisible(bool(told))

    # --- showing ----------------------------------------------------------------------------

    def _invitation(self) -> Invitation:
        number = self.which.current()
        return self._offered[number if isinstance(number, int) else 0]

    def _on_which(self, number: object) -> None:
        if isinstance(number, int):
            self._show(number)

    def _show(self, number: int) -> None:
        self.which.set_current(number)
        invitation = self._offered[number]
        found = self._meeting = meeting(self._workspace.reader, invitation)
        self.lead.setText(wording.lead(found))
        self.lead.show()
        self._show_texts(invitation, found)
        self.title.setText(invitation.title or found.title)
        self.when.set_when(When(invitation.starts_local, invitation.length_s, invitation.zone))
        self.place.setText(invitation.place)
        self.link.setText(invitation.link)
        self.fields.setVisible(found.standing in _EDITABLE)
        self._show_people(found)
        self._show_button(found.standing)
        if found.standing in _EDITABLE:
            self.title.setFocus()
        self.refit()

    def _show_texts(self, invitation: Invitation, found: Meeting) -> None:
        shown = () if invitation.is_cancelled else invitation.unsure
        doubts = "\n".join(f"• {wording.doubt_line(each)}" for each in shown)
        today = self._workspace.today()
        changes = "\n".join(wording.change_line(each, today) for each in found.changes)
        changes = changes if found.standing is Standing.UPDATE else ""
        for text, words in ((self.doubts, doubts), (self.changes, changes)):
            text.setText(words)
            text.setVisible(bool(words))

    def _show_people(self, found: Meeting) -> None:
        rows = [Row(number, *wording.person_line(each)) for number, each in enumerate(found.people)]
        self.people.set_rows(rows)
        self.people_part.setVisible(bool(rows) and found.standing is Standing.NEW)
        count = len(set(found.known_ids))
        one, many = (
            self.tr("Invite only the one of them who is here, not everybody"),
            self.tr("Invite only the {0} of them who are here, not everybody"),
        )
        self.only.setText((one if count == 1 else many).format(count))
        # Where the file names others too, it may know one side alone: then everybody is invited.
        self.only.setChecked(count > 1 and count == len(rows))
        self.only.setVisible(count > 0)

    def _show_button(self, standing: Standing) -> None:
        words = wording.deed(standing)
        self.confirm.setVisible(bool(words))
        self.set_action(words)
        self.cancel.setText(self.tr("Cancel") if words else self.tr("Close"))
        reason = None
        if self._workspace.read_only:
            reason = self.tr("The file is open read-only.")
        explain_disabled(self.confirm, reason)

    # --- doing ------------------------------------------------------------------------------

    def submit(self) -> bool:
        """Plan, change or cancel the session."""
        invitation, found = self._invitation(), self._meeting
        if found is None or self._workspace.read_only or not wording.deed(found.standing):
            return False
        if invitation.is_cancelled:
            return self._finish(call_off, invitation)
        if not self.title.text().strip():
            self.title_field.set_error(self.tr("A few words are needed here."))
            self.title.setFocus()
            return False
        when = self.when.read()
        if when is None:
            return False
        is_chosen = self.only.isChecked() and found.standing is Standing.NEW
        return self._finish(
            partial(
                bring_session, title=self.title.text(), starts_local=when.starts_local,
                zone=when.zone, length_s=when.length_s, place=self.place.text(),
                link=self.link.text(),
                people=frozenset(found.known_ids) if is_chosen else None,
            ), invitation,
        )  # fmt: skip

    def _finish(self, command: Callable[..., object], invitation: Invitation) -> bool:
        if not self.attempt(command, self._workspace.store, invitation):
            return False
        if isinstance(self.result_value, int):
            self.session_id = self.result_value
            self._shell.go("sessions", session_id=self.session_id)
        words = self.tr("The session is planned.")
        if self._meeting is not None and self._meeting.standing is not Standing.NEW:
            words = self.tr("The session is changed.")
        if invitation.is_cancelled:
            words = self.tr("The session is cancelled.")
        self._shell.toast(words, undo=True)
        return True


class InvitationDrop(QObject):
    """Takes an invitation that is dropped onto a page or a tab."""

    def __init__(self, target: QWidget, workspace: Workspace, shell: Shell) -> None:
        super().__init__(target)
        self._workspace, self._shell = workspace, shell
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or (path := _dropped(event)) is None:
            return super().eventFilter(watched, event)
        if self._workspace.read_only:
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
            bring_invitation(self._workspace, self._shell, path)
        return True


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() == ENDING else None
