"""Ideas and requests that wait for an agenda (P6)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import agenda as commands
from facilitator.commands.backlog import add_request, pull_items
from facilitator.queries.backlog import BacklogRow
from facilitator.queries.engagement import PartyRow
from facilitator.queries.prepare import ItemRow
from ui import icons
from ui.dialogs.words_form import WordsDialog
from ui.pages.prepare.ticks import Tick, TickList
from ui.shell import Shell
from ui.widgets.buttons import IconButton, LinkButton, PlainButton, explain_disabled
from ui.widgets.card import Divider, column, row
from ui.widgets.fields import Choice, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import backlog as wording_backlog
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace

_MOST = 60  # rows of ticks; the plan's own page lists them all


class BacklogPanel(QWidget):
    """Tick what belongs on this agenda, or write down an idea. `summed` carries ticked seconds."""

    summed = Signal(int)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self.session_id: int | None = None
        self._items: dict[int, ItemRow] = {}
        self._parties: tuple[PartyRow, ...] = ()
        self._series_id: int | None = None
        self._is_fixed = False
        self._build()
        self._connect()

    def _build(self) -> None:
        box = column(8)
        self.setLayout(box)
        self.lead = Text("", "small", wrap=True)
        self.list = identify(TickList(self.tr("Backlog")), "backlog-list")
        self.list.add_below(QWidget())
        self.idea = identify(
            line_edit(placeholder=self.tr("An idea or a request"), name=self.tr("New idea")),
            "new-idea",
        )
        self.by = identify(Choice(self.tr("Who asked")), "idea-asked-by")
        self.write = identify(
            IconButton("plus", self.tr("Add this idea to the backlog")), "add-idea"
        )
        new = row(6)
        new.addWidget(self.idea, 1)
        new.addWidget(self.by)
        new.addWidget(self.write)
        self.add = identify(PlainButton("", icon="arrow-bend-down-right"), "pull-from-backlog")
        foot = row(8)
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._more = identify(LinkButton(""), "backlog-more")
        self._more.clicked.connect(self._on_plan)
        self._more.hide()
        self.plan = identify(LinkButton(self.tr("Edit in the plan")), "backlog-in-plan")
        self.plan.clicked.connect(self._on_plan)
        foot.addWidget(self._more)
        foot.addWidget(self.plan)
        box.addWidget(self.lead)
        box.addWidget(self.list, 1)
        box.addLayout(new)
        box.addWidget(Divider())
        box.addLayout(foot)

    def _connect(self) -> None:
        self.list.changed.connect(self._on_ticked)
        self.list.menu_asked.connect(self._on_menu)
        self.idea.returnPressed.connect(self._on_write)
        self.write.clicked.connect(self._on_write)
        self.add.clicked.connect(self._on_add)

    def show_backlog(
        self,
        session_id: int,
        series_id: int | None,
        rows: Sequence[BacklogRow],
        parties: Sequence[PartyRow],
        *,
        is_fixed: bool,
    ) -> None:
        """Show what waits for this series, or for any; the longest lists only in part."""
        self._series_id = series_id
        self._more.setVisible(len(rows) > _MOST)
        self._more.setText(self.tr("{0} more in the plan").format(len(rows) - _MOST))
        rows = rows[:_MOST]
        items = [each.item for each in rows]
        today = self._workspace.today()
        if session_id != self.session_id:
            self.list.forget()
            self.session_id = session_id
        self._is_fixed = is_fixed
        self._items = {item.id: item for item in items}
        self.list.set_ticks(
            [
                Tick(
                    each.item.id, each.item.title,
                    wording_backlog.row_line(each, today, with_series=False),
                    wording_sessions.minutes(each.item.length_s),
                    dots=(each.item.asked_colour,) if each.item.asked_by else (),
                )
                for each in rows
            ]
        )  # fmt: skip
        self.lead.setText(
            self.tr("Tick what belongs on this agenda.")
            if items
            else self.tr("Ideas and requests that fit no agenda yet wait here.")
        )
        self._show_parties(tuple(parties))
        self._on_ticked()

    def _show_parties(self, parties: tuple[PartyRow, ...]) -> None:
        if parties == self._parties:
            return
        current, self._parties = self.by.current(), parties
        self.by.clear_choices()
        self.by.add(None, self.tr("Who asked?"))
        for party in parties:
            self.by.add(party.id, party.short, party=party.colour)
        self.by.set_current(current)

    # --- doing ------------------------------------------------------------------------------

    def _chosen(self) -> list[int]:
        return [key for key in self.list.chosen() if isinstance(key, int)]

    def _on_ticked(self) -> None:
        chosen = self._chosen()
        words = self.tr("Add {0} to this agenda").format(len(chosen))
        self.add.setText(words if chosen else self.tr("Add to this agenda"))
        self.add.updateGeometry()
        self.add.setVisible(bool(self._items))
        reason = None if chosen else self.tr("Tick something first.")
        if self._is_fixed:
            reason = self.tr("This agenda cannot be changed.")
        explain_disabled(self.add, reason)
        self.summed.emit(sum(self._items[key].length_s for key in chosen if key in self._items))

    def _on_plan(self) -> None:
        item_id = self.list.focused()
        target = {"item_id": item_id} if isinstance(item_id, int) else {}
        self._shell.go("plan", tab="backlog", **target)

    def _on_write(self) -> None:
        words = self.idea.text().strip()
        if not words:
            self.idea.setFocus()
            return
        made = self._workspace.run(
            add_request, words, party_id=self.by.current(), series_id=self._series_id
        )
        if made is not None:
            self.idea.clear()
            self.idea.setFocus()

    def _on_add(self) -> None:
        chosen = self._chosen()
        if (
            chosen
            and self.session_id is not None
            and self._workspace.carry_out(pull_items, chosen, self.session_id)
        ):
            words = self.tr("{0} added to this agenda.").format(len(chosen))
            self._shell.toast(words, undo=True)

    def _on_menu(self, key: object, at: QPoint) -> None:
        item = self._items.get(key) if isinstance(key, int) else None
        if item is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rename = partial(self._rename, item)
        edit = partial(self._shell.go, "plan", tab="backlog", item_id=item.id)
        menu.addAction(icons.icon("pencil-simple"), self.tr("Edit in the plan"), edit)
        menu.addAction(icons.icon("pencil-simple"), self.tr("Rename…"), rename)
        menu.addAction(icons.icon("trash"), self.tr("Delete"), partial(self._delete, item))
        menu.popup(at)

    def _rename(self, item: ItemRow) -> None:
        WordsDialog(
            self._shell.window_widget, self.tr("Rename idea"), self.tr("Idea or request"),
            self.tr("Rename"), partial(self._set_title, item.id), words=item.title,
        ).open()  # fmt: skip

    def _set_title(self, item_id: int, words: str) -> None:
        commands.set_item(self._workspace.store, item_id, title=words)

    def _delete(self, item: ItemRow) -> None:
        if self._workspace.carry_out(commands.delete_item, item.id):
            self._shell.toast(self.tr("“{0}” is deleted.").format(item.title), undo=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.list.focused()
        item = self._items.get(key) if isinstance(key, int) else None
        if item is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._delete(item)
            return
        super().keyPressEvent(event)
