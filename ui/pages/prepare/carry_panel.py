"""What returns from the last session, and why; and what does not, and why (P5)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import carry_over as commands
from facilitator.commands.agenda import let_item_go
from facilitator.queries.carry_over import Candidate, CarryOver
from ui.pages.prepare.ticks import Tick, TickList, most_wanted
from ui.shell import Shell
from ui.widgets.buttons import LinkButton, PlainButton, explain_disabled
from ui.widgets.card import Collapsible, Divider, clear_layout, column, row
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import returning
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace

_MOST_LEFT = 120  # lines of what stays
_LEFT_AT_ONCE = 20  # more are laid out when somebody unfolds them


class CarryPanel(QWidget):
    """A preview: nothing moves until a button is pressed. `summed` carries the ticked seconds."""

    summed = Signal(int)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self.session_id: int | None = None
        self._preview: CarryOver | None = None
        self._unlisted = 0
        self._owes_lines = False
        self._series_id: int | None = None
        self._is_fixed = False
        self._build()
        self._connect()

    def _build(self) -> None:
        box = column(8)
        self.setLayout(box)
        self.lead = Text("", "small", wrap=True)
        self.list = identify(TickList(self.tr("What could return")), "carry-over-list")
        self.left = identify(Collapsible(self.tr("What does not return, and why")), "not-returning")
        self.list.add_below(self.left)
        self.add = identify(
            PlainButton("", icon="arrow-bend-down-right"), "carry-over", self.tr("Carry over")
        )
        self.keep = identify(LinkButton(self.tr("Keep in backlog")), "keep-in-backlog")
        foot = row(8)
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        box.addWidget(self.lead)
        box.addWidget(self.list, 1)
        box.addWidget(Divider())
        box.addLayout(foot)

    def _connect(self) -> None:
        self.list.changed.connect(self._on_ticked)
        self.add.clicked.connect(self._on_add)
        self.keep.clicked.connect(self._on_keep)
        self.list.menu_asked.connect(self._on_menu)
        self.left.toggled.connect(self._on_left_toggled)

    def show_preview(
        self,
        session_id: int,
        preview: CarryOver,
        *,
        is_fixed: bool,
        series_id: int | None = None,
    ) -> None:
        """Show what could return to a session of a series."""
        self._series_id = series_id
        if session_id != self.session_id:
            self.list.forget()
            self.session_id = session_id
        self._is_fixed = is_fixed
        today = self._workspace.today()
        is_other = preview != self._preview
        self._preview = preview
        ticks = most_wanted(
            [
                Tick(
                    (each.source, each.source_id), each.title,
                    returning.reason(each, today),
                    wording_sessions.minutes(each.length_s), is_on=each.is_ticked,
                )
                for each in preview.candidates
            ]
        )  # fmt: skip
        self.list.set_ticks(ticks)
        self._unlisted = len(preview.candidates) - len(ticks)
        if is_other:
            self._show_left(preview)
        words = self.tr("From {0}. Nothing moves until you press the button.")
        words = words.format(preview.from_label)
        if not preview.candidates:
            words = self.tr("Nothing waits to return.")
            if not preview.from_label:
                words = self.tr("There is no earlier session, so nothing returns.")
        self.lead.setText(words)
        self._on_ticked()

    def _show_left(self, preview: CarryOver) -> None:
        self.left.setVisible(bool(preview.left))
        count = len(preview.left)
        self.left.set_title(self.tr("What does not return, and why ({0})").format(count))
        clear_layout(self.left.body)
        self._owes_lines = count > _LEFT_AT_ONCE and not self.left.is_open()
        if not self._owes_lines:
            self._write_left(preview)

    def _on_left_toggled(self, opened: bool) -> None:
        if opened and self._owes_lines and self._preview is not None:
            self._owes_lines = False
            self._write_left(self._preview)

    def _write_left(self, preview: CarryOver) -> None:
        if self._unlisted > 0:
            more = self.tr("{0} more could return; the plan lists them").format(self._unlisted)
            self.left.body.addWidget(Text(more, "small", wrap=True))
        for left in preview.left[:_MOST_LEFT]:
            pair = column(0)
            pair.addWidget(Text(returning.left_title(left), "small", tone="text", wrap=True))
            pair.addWidget(Text(returning.left_reason(left), "hint", wrap=True))
            self.left.body.addLayout(pair)

    # --- what need not return -----------------------------------------------------------------

    def _on_menu(self, key: object, at: QPoint) -> None:
        found = self._preview.candidates if self._preview else ()
        each = next((each for each in found if (each.source, each.source_id) == key), None)
        if each is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        let_go = menu.addAction(self.tr("It need not return"), partial(self._let_go, each))
        let_go.setEnabled(each.source == "agenda_item" and not self._workspace.read_only)
        menu.popup(at)

    def _let_go(self, each: Candidate) -> None:
        if self._workspace.carry_out(let_item_go, each.source_id):
            self._shell.toast(self.tr("“{0}” need not return.").format(each.title), undo=True)

    # --- doing ------------------------------------------------------------------------------

    def _chosen(self) -> list[Candidate]:
        keys = set(self.list.chosen())
        found = self._preview.candidates if self._preview else ()
        return [each for each in found if (each.source, each.source_id) in keys]

    def _on_ticked(self) -> None:
        chosen = self._chosen()
        count = len(chosen)
        words = self.tr("Add {0} to this agenda").format(count) if count else self.tr("Add")
        self.add.setText(words)
        self.add.setAccessibleName(words)
        self.add.updateGeometry()
        has_any = bool(self._preview and self._preview.candidates)
        self.add.setVisible(has_any)
        self.keep.setVisible(has_any)
        reason = None if count else self.tr("Tick something first.")
        if self._is_fixed:
            reason = self.tr("This agenda cannot be changed.")
        explain_disabled(self.add, reason)
        explain_disabled(self.keep, None if count else self.tr("Tick something first."))
        self.summed.emit(sum(each.length_s for each in chosen))

    def _on_add(self) -> None:
        if self.session_id is not None:
            self._carry(self.session_id, self.tr("{0} added to this agenda."))

    def _on_keep(self) -> None:
        self._carry(None, self.tr("{0} kept in the backlog."))

    def _carry(self, session_id: int | None, words: str) -> None:
        chosen = self._chosen()
        label = self._preview.from_label if self._preview else ""
        series_id = self._series_id if session_id is None else None
        if chosen and self._workspace.carry_out(
            commands.carry_over, session_id, chosen, label, series_id=series_id
        ):
            self._shell.toast(words.format(len(chosen)), undo=True)
