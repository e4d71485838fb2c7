"""The Prepare step of a session."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import running
from facilitator.commands import sessions as session_commands
from facilitator.domain.words import SessionState
from facilitator.queries import carry_over as carry_query
from facilitator.queries.backlog import BacklogRow, waiting
from facilitator.queries.engagement import PartyRow, goal_names, parties, people
from facilitator.queries.prepare import SessionDetail, agenda
from facilitator.queries.primers import primers
from facilitator.queries.readiness import readiness
from facilitator.queries.running import attendance
from facilitator.queries.sessions import sessions
from facilitator.store import Change
from ui import wording
from ui.actions import Command
from ui.asking import Asking
from ui.item_models.session_rows import next_of
from ui.pages.page import Page
from ui.pages.prepare.agenda_card import AgendaCard
from ui.pages.prepare.item_actions import ItemActions
from ui.pages.prepare.opener_button import OpenerButton
from ui.pages.prepare.perspective import PerspectiveCard
from ui.pages.prepare.side_card import BACKLOG, CARRY, INVITED, PRIMER, SideCard
from ui.pages.prepare.template_menu import TemplateMenu
from ui.pages.session_head import SessionHead
from ui.room.button import RoomButton
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import Button, PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import column
from ui.widgets.naming import identify
from ui.widgets.two_columns import TwoColumns
from ui.wording.ready import Gap
from ui.workspace import Workspace


class PreparePage(Page):
    """Agenda on one side; beside it how it will be heard, what returns, who comes."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._session_id: int | None = None
        self._item_wanted: int | None = None
        self._detail: SessionDetail | None = None
        self._side_known: dict[str, object] = {}
        self._counts: dict[object, int] = {}
        self._returning, self._waiting = (Asking(workspace, shell, self) for _ in range(2))
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self._outer = column(14)
        self.setLayout(self._outer)
        self.head = SessionHead(self.workspace, self.shell, "prepare")
        self._build_buttons()
        self.opener = OpenerButton(self.workspace, self.shell)
        self.head.add_to_line(self.opener)
        self.agenda = AgendaCard(self.workspace, self.shell)
        self.actions_of_items = ItemActions(self.workspace, self.shell, self.agenda)
        self.perspective = PerspectiveCard(self.workspace, self.shell)
        self.side = SideCard(self.workspace, self.shell)
        self.templates = TemplateMenu(self.workspace, self.shell, self)
        right = QWidget()
        box = column(16)
        right.setLayout(box)
        box.addWidget(self.perspective)
        box.addWidget(self.side, 1)
        self.columns = TwoColumns(self.agenda, right)
        self._outer.addWidget(self.head)
        self._outer.addWidget(self.columns, 1)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _build_buttons(self) -> None:
        """Both buttons are always there; which one is filled depends on the day."""
        pdf, start = self.tr("Print"), self.tr("Start session")
        self.pdf: dict[bool, Button] = {
            False: PlainButton(pdf, icon="file-pdf", trailing="caret-down"),
            True: PrimaryButton(pdf, icon="file-pdf", trailing="caret-down"),
        }  # fmt: skip
        self.start: dict[bool, Button] = {
            False: PlainButton(start, icon="play"), True: PrimaryButton(start, icon="play-fill"),
        }  # fmt: skip
        again = self.tr("Plan it again")
        self.restore = PlainButton(again, icon="arrow-counter-clockwise")
        self.head.add_action(self.restore)
        self.room = RoomButton()
        self.head.add_action(self.room)
        for button in (self.pdf[False], self.start[False], self.pdf[True], self.start[True]):
            self.head.add_action(button)

    def _connect(self) -> None:
        for button in self.pdf.values():
            button.clicked.connect(self._on_print)
        for button in self.start.values():
            button.clicked.connect(self._on_start)
        self.restore.clicked.connect(self._on_restore)
        self.room.clicked.connect(self._on_room_asked)
        self.shell.room.changed.connect(self._on_room)
        self._on_room()
        self.columns.narrowed.connect(self.agenda.set_flat)
        self.agenda.set_flat(self.columns.is_narrow())
        card = self.agenda
        card.template_asked.connect(self._on_template)
        card.looked_at.connect(self._on_looked_at)
        card.unfolded.connect(self._on_looked_at)
        card.ready.gap_asked.connect(self._on_gap)

    def _on_theme_changed(self) -> None:
        look = theme()
        self._outer.setContentsMargins(look.px(32), look.px(24), look.px(32), look.px(16))

    # --- showing ----------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show the session `session_id`, and its item `item_id` unfolded."""
        session_id, item_id = target.get("session_id"), target.get("item_id")
        if isinstance(session_id, int) and session_id != self._session_id:
            self.agenda.fold()
            self._session_id = session_id
        self._item_wanted = item_id if isinstance(item_id, int) else None
        self.reload()

    def place(self) -> dict[str, object]:
        """Return the session and the open item."""
        found: dict[str, object] = {}
        if self._session_id is not None:
            found["session_id"] = self._session_id
        if self.agenda.editor.item is not None:
            found["item_id"] = self.agenda.editor.item.id
        return found

    def load(self) -> None:
        """Show everything anew."""
        self._side_known = {}
        self._show(None)
        if self._item_wanted is not None:
            self.agenda.unfold(self._item_wanted)
            self._item_wanted = None

    def show_change(self, change: Change) -> None:
        """Ask again after a change; the fields that are being typed in keep their words."""
        self._show(change)

    def _show(self, change: Change | None) -> None:
        session_id = self._session_id if self._session_id is not None else self._usual()
        detail = self.head.show_session(session_id, change) if session_id is not None else None
        self._session_id, self._detail = session_id, detail
        if session_id is None or detail is None:
            self._session_id = None
            self.agenda.fold()
            self.shell.go("sessions")
            return
        self.opener.show_session(session_id, is_fixed=self._is_fixed(detail))
        self._show_agenda(session_id, detail, change)
        is_typing = (
            change is not None and change.kind == "do" and (change.origin is self.agenda.editor)
        )
        if is_typing:
            self.side.set_free(self._free_s(detail), detail.length_s)
        else:
            self._show_side(session_id, detail)
        self._show_primers(session_id, detail, change)
        self._show_perspective()
        self._show_buttons(detail)

    def _usual(self) -> int | None:
        found = next_of(sessions(self.workspace.reader), self.workspace.today())
        return found.id if found else None

    def _is_fixed(self, detail: SessionDetail) -> bool:
        over = (SessionState.CLOSED, SessionState.CANCELLED)
        return self.workspace.read_only or detail.state in over

    def _show_agenda(self, session_id: int, detail: SessionDetail, change: Change | None) -> None:
        reader = self.workspace.reader
        self.actions_of_items.session_id = session_id
        self.agenda.editor.set_choices(parties(reader), people(reader), goal_names(reader))
        items, ready = agenda(reader, session_id), readiness(reader, session_id)
        self.agenda.show_agenda(detail, items, ready, change)
        self.agenda.set_fixed(self._is_fixed(detail), self._closed_words(detail))

    def _show_side(self, session_id: int, detail: SessionDetail) -> None:
        """Show all panels; while somebody types, nothing here moves or is painted anew."""
        reader, is_fixed = self.workspace.reader, self._is_fixed(detail)
        coming, sides, everybody = attendance(reader, session_id), parties(reader), people(reader)
        if self._is_new(INVITED, (session_id, is_fixed, coming, everybody)):
            self.side.invited.show_people(session_id, coming, everybody, is_fixed=is_fixed)
            self._count(INVITED, len(coming))
        self._count(PRIMER, len(primers(reader, session_id)))
        self.side.set_free(self._free_s(detail), detail.length_s)
        for panel in (self.side.carry, self.side.backlog):
            panel.setEnabled(panel.session_id == session_id)  # never that of another session
        returning = partial(carry_query.carry_over, session_id=session_id)
        self._returning.ask(returning, partial(self._show_returning, detail))
        requests = partial(waiting, series_id=detail.series_id)
        self._waiting.ask(requests, partial(self._show_waiting, detail, sides))

    def _is_new(self, panel: str, told: object) -> bool:
        """Tell whether a panel has to show something else than it does."""
        was = self._side_known.get(panel)
        self._side_known[panel] = told
        return was != told

    def _count(self, panel: str, count: int) -> None:
        self._counts[panel] = count
        self.side.tabs.set_counts(dict(self._counts))

    def _show_returning(self, detail: SessionDetail, preview: carry_query.CarryOver) -> None:
        is_fixed, series_id = self._is_fixed(detail), detail.series_id
        told = (detail.id, is_fixed, series_id, preview)
        if detail.id != self._session_id or not self._is_new(CARRY, told):
            return
        self.side.carry.setEnabled(True)
        self.side.carry.show_preview(detail.id, preview, is_fixed=is_fixed, series_id=series_id)
        self._count(CARRY, len(preview.candidates))

    def _show_waiting(
        self, detail: SessionDetail, sides: list[PartyRow], rows: list[BacklogRow]
    ) -> None:
        is_fixed, series_id = self._is_fixed(detail), detail.series_id
        told = (detail.id, is_fixed, series_id, sides, rows)
        if detail.id != self._session_id or not self._is_new(BACKLOG, told):
            return
        self.side.backlog.setEnabled(True)
        self.side.backlog.show_backlog(detail.id, series_id, rows, sides, is_fixed=is_fixed)
        self._count(BACKLOG, len(rows))

    def _free_s(self, detail: SessionDetail) -> int:
        return detail.length_s - sum(item.length_s for item in self.agenda.items())

    def _show_primers(self, session_id: int, detail: SessionDetail, change: Change | None) -> None:
        found = primers(self.workspace.reader, session_id)
        self.side.primer.show_primers(
            session_id, found, is_fixed=self._is_fixed(detail),
            force=change is not None and change.kind != "do",
        )  # fmt: skip

    def _show_perspective(self) -> None:
        item, ids = self.agenda.current(), self.agenda.item_ids()
        number = ids.index(item.id) + 1 if item is not None else 0
        self.perspective.show_item(item, number, parties(self.workspace.reader))

    def _show_buttons(self, detail: SessionDetail) -> None:
        is_running = detail.state == SessionState.RUNNING
        is_due = detail.starts_local[:10] <= self.workspace.today().isoformat()
        can_start = is_running or detail.state == SessionState.PLANNED
        start_first = can_start and (is_running or is_due)
        word = self.tr("Back to the session") if is_running else self.tr("Start session")
        for is_primary, button in self.start.items():
            _offer(button, "start-session", word, can_start and is_primary == start_first)
        is_off = detail.state == SessionState.CANCELLED
        _offer(self.restore, "restore-session", self.restore.text(), is_off)
        for is_primary, button in self.pdf.items():
            _offer(button, "agenda-pdf", self.tr("Print"), is_primary != start_first)
            has_items = bool(self.agenda.item_ids())
            explain_disabled(button, None if has_items else self.tr("The agenda is empty."))

    def _closed_words(self, detail: SessionDetail) -> str:
        return {
            SessionState.CLOSED.value: self.tr(
                "This session is closed. Its agenda stays as it was."
            ),
            SessionState.CANCELLED.value: self.tr("This session is cancelled."),
        }.get(detail.state, "")

    # --- the page's own ---------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        group = self.tr("Session")
        return [
            *self.actions_of_items.commands(),
            Command("session.start", self.tr("Start session"), self._on_start, icon="play-fill",
                    group=group, enabled=self._can_start,
                    consequence=self.tr("the clock runs and the first item is on the table")),
            Command("session.agenda_pdf", self.tr("Agenda PDF"), self._on_pdf, icon="file-pdf",
                    group=group, shortcut="Ctrl+P", enabled=self._has_items),
            Command("session.details", self.tr("Edit details of the session"),
                    self.head.edit_details, icon="pencil-simple", group=group),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return agenda, side and head."""
        first = self.agenda.stage if self.agenda.item_ids() else self.agenda
        return [first, self.side, self.perspective, self.head]

    def start_focus(self) -> QWidget | None:
        """Begin in the agenda; in the open item where there is one."""
        if self.agenda.editor.item is not None:
            return None
        return self.agenda.list if self.agenda.item_ids() else self.agenda.add_item

    def escape(self) -> bool:
        """Fold the open item first."""
        if self.agenda.editor.item is None:
            return False
        self.agenda.fold()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        self.agenda.editor.private.close_panel()
        super().hideEvent(event)

    # --- the room ---------------------------------------------------------------------------

    def _on_room_asked(self) -> None:
        self.shell.room.toggle(self._session_id)
        self._on_room()

    def _on_room(self) -> None:
        """Close what is for the facilitator alone while the room looks on (S2)."""
        is_open = self.shell.room.is_open
        self.room.show_room(is_open)
        self.agenda.editor.set_watched(is_open)

    # --- going on ---------------------------------------------------------------------------

    def _has_items(self) -> bool:
        return bool(self.agenda.item_ids())

    def _can_start(self) -> bool:
        states = (SessionState.PLANNED, SessionState.RUNNING)
        return self._detail is not None and self._detail.state in states

    def _on_start(self) -> None:
        session_id, detail = self._session_id, self._detail
        if session_id is None or detail is None or not self.shell.drafts.flush():
            return
        if detail.state == SessionState.RUNNING or self.workspace.carry_out(
            running.start_session, session_id
        ):
            self.shell.go("run", session_id=session_id)
            if detail.state == SessionState.PLANNED and not self._is_today(detail):
                day = wording.short_day(detail.starts_local, self.workspace.today(), weekday=True)
                words = self.tr("The session runs, though it is planned for {0}.").format(day)
                self.shell.toast(words, undo=True)

    def _is_today(self, detail: SessionDetail) -> bool:
        return detail.starts_local[:10] == self.workspace.today().isoformat()

    def _on_print(self) -> None:
        """Offer the room's agenda, and what each party reads before (P7)."""
        button = self.sender()
        if not isinstance(button, QWidget):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Agenda for the room"), self._on_pdf)
        menu.addSeparator()
        for party in parties(self.workspace.reader):
            words = self.tr("Pre-brief for {0}").format(party.short)
            menu.addAction(words, partial(self._on_prebrief, party.id, party.short))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_prebrief(self, party_id: int, party: str) -> None:
        if self._session_id is not None:
            self.shell.exports.prebrief(self._session_id, party_id, party)

    def _on_pdf(self) -> None:
        if self._session_id is not None:
            self.shell.exports.agenda(self._session_id)

    def _on_restore(self) -> None:
        if self._session_id is not None:
            self.workspace.run(session_commands.restore_session, self._session_id)

    def _on_template(self, button: object) -> None:
        if isinstance(button, QWidget) and self._session_id is not None and self._detail:
            present = self.agenda.item_ids()
            self.templates.popup(button, self._session_id, present, self._detail.title)

    def _on_looked_at(self, _key: object) -> None:
        self._show_perspective()

    def _on_gap(self, gap: Gap) -> None:
        """Go to where something is missing: a field of an item, who is invited, the agenda."""
        item = next((each for each in self.agenda.items() if each.id == gap.item_id), None)
        if item is not None:
            self.agenda.unfold(item.id, focus=self.agenda.editor.gap_control(gap.where))
        elif gap.where == "invited":
            self.side.show_tab(INVITED)
            self.side.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.agenda.add_item.setFocus(Qt.FocusReason.OtherFocusReason)


def _offer(button: Button, identifier: str, name: str, is_shown: bool) -> None:
    """Show a button under its identifier, or hide it without one."""
    now = (is_shown, name)
    if (not button.isHidden(), button.accessibleName()) != now:
        button.setText(name)
        identify(button, identifier if is_shown else "", name)
        button.updateGeometry()
        button.setVisible(is_shown)
