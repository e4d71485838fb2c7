"""The backlog tab of the plan: what waits, for how long, from which side, and where it can go."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from facilitator.commands.backlog import add_request
from facilitator.commands.carry_over import carry_over
from facilitator.queries import backlog as queries
from facilitator.queries.candidates import Candidate, CarryOver
from facilitator.queries.carry_over import waiting_topics
from facilitator.queries.engagement import PartyRow, goal_names, parties
from facilitator.queries.series import SeriesRow, series
from facilitator.store import Change
from ui.actions import Command
from ui.asking import Asking
from ui.pages.goals.locking import lock
from ui.pages.plan.backlog import rows as listing
from ui.pages.plan.backlog.deeds import BacklogDeeds
from ui.pages.plan.backlog.editor import BacklogEditor
from ui.pages.plan.backlog.offers import OffersCard, below, stacked
from ui.pages.plan.backlog.views import Views
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Card, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.fields import line_edit
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.widgets.two_columns import TwoColumns
from ui.wording import backlog as words
from ui.workspace import Workspace

_ANY = 0  # the key of “every series”
_DRAFT = "plan/request"  # what is typed and not yet added


class BacklogTab(TabPage):
    """Requests of either side; beside them the one that is open, and what else waits."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "agenda_item", "session", "series", "party", "goal", "capture", "action", "concern",
            "decision", "question", "sayback", "link", "paper",
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._rows: dict[int, queries.BacklogRow] = {}
        self._shown: list[int] = []
        self._parties: list[PartyRow] = []
        self._series: list[SeriesRow] = []
        self._offers: CarryOver | None = None
        self._offering = Asking(workspace, shell, self)
        self._wanted: int | None = None
        self.deeds = BacklogDeeds(workspace, shell, self, self)
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.card = Card(margin=16, spacing=10)
        self.views = Views()
        self.whose, self.side = self.views.whose, self.views.side
        self.order = self.views.order
        self.balance = QWidget()
        self.balance.setProperty("plain", "true")
        self._balance = FlowLayout(self.balance, spacing=12)
        self.card.body.addLayout(self._build_new())
        self.card.add(self.views)
        self.card.add(self.balance)
        self.list = identify(RowList(self.tr("Backlog"), title_lines=2), "plan-backlog")
        self.list.setMinimumHeight(theme().px(112))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.card.add(self.list, 1)
        self.empty = EmptyState(
            "list-checks",
            self.tr("Nothing waits for an agenda"),
            self.tr("Ideas and requests of either side wait here until an agenda takes them."),
        )
        self.card.add(self.empty, 1)
        self.editor = BacklogEditor(self.workspace, self.shell)
        self.offers = OffersCard(self.workspace)
        self.columns = TwoColumns(
            stacked(self.card, 3, self.offers, 2), stacked(self.editor, 0, QWidget(), 1),
            heights=(760, 460),
        )  # fmt: skip
        whole.addWidget(self.columns)

    def _build_new(self) -> QVBoxLayout:
        self.new = identify(
            line_edit(placeholder=self.tr("An idea or a request"), name=self.tr("New request")),
            "new-request",
        )
        self.by = identify(ElidingChoice(self.tr("Who asked")), "request-asked-by")
        self.by.setMinimumContentsLength(9)
        self.write = identify(
            PlainButton(self.tr("Add"), icon="plus", compact=True), "add-request",
            self.tr("Add this request"),
        )  # fmt: skip
        line = row(6)
        line.addWidget(self.new, 1)
        line.addWidget(self.by)
        line.addWidget(self.write)
        box: QVBoxLayout = column(0)
        box.addLayout(line)
        return box

    def _connect(self) -> None:
        self._saver = self.shell.drafts.bind_draft(self.new, _DRAFT)
        for choice in (self.whose, self.side, self.order):
            choice.chosen.connect(self._on_view)
        self.new.returnPressed.connect(self._on_write)
        self.write.clicked.connect(self._on_write)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)
        self.list.move_asked.connect(self.deeds.move_request)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_list_menu)
        self.editor.put_asked.connect(self._on_put)
        self.editor.menu_asked.connect(self._on_menu)
        self.offers.keep_asked.connect(self._on_keep)
        self.offers.put_asked.connect(self._on_offer_put)

    # --- the tab ----------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show the backlog of a series, or one request of it."""
        wanted, series_id = target.get("item_id"), target.get("series_id")
        self._wanted = wanted if isinstance(wanted, int) else None
        self._show_choices()
        if isinstance(series_id, int):
            self.whose.set_current(series_id)
        elif self._wanted is not None:
            self.whose.set_current(_ANY)
            self.side.set_current(listing.ALL)
        self.reload()

    def place(self) -> dict[str, object]:
        """Return the request that is open, and whose backlog is shown."""
        found: dict[str, object] = {}
        if isinstance(self.whose.current(), int) and self.whose.current():
            found["series_id"] = self.whose.current()
        if self.editor.item_id is not None:
            found["item_id"] = self.editor.item_id
        return found

    def load(self) -> None:
        """Show everything anew."""
        self._show(force=True)

    def show_change(self, change: Change) -> None:
        """Ask again after a change; fields that are typed in keep their words."""
        is_typing = change.kind == "do" and change.origin is self.editor
        self._show(force=change.kind != "do", offers=not is_typing)

    def _show(self, *, force: bool, offers: bool = True) -> None:
        reader = self.workspace.reader
        self._show_choices()
        rows = queries.waiting(reader, self.series_id())
        self._rows = {each.item.id: each for each in rows}
        self.editor.set_choices(self._parties, goal_names(reader), self._series)
        self._show_balance(queries.balance(rows, self._parties))
        self._show_list()
        self.editor.show_request(self._rows.get(self._current_id() or 0), force=force)
        if offers:  # while somebody types, nothing of it changes
            which = partial(waiting_topics, series_id=self.series_id())
            self._offering.ask(which, self._show_offers)
        lock(self.workspace, (self.new, self.by, self.write))

    # --- what the deeds ask ---------------------------------------------------------------------

    def rows(self) -> dict[int, queries.BacklogRow]:
        """Return the requests by their id."""
        return self._rows

    def shown(self) -> list[int]:
        """Return the ids that are listed, in their order."""
        return self._shown

    def series_id(self) -> int | None:
        """Return whose backlog is shown; None is every series."""
        key = self.whose.current()
        return key if isinstance(key, int) and key != _ANY else None

    def is_in_own_order(self) -> bool:
        """Tell whether the list stands as people put it."""
        return self.order.current() == listing.OWN

    def go_to(self, item_id: int) -> None:
        """Show one request."""
        self._wanted = item_id
        self._show(force=True)

    def from_label(self) -> str:
        """Return the number of the session that offers come from."""
        return self._offers.from_label if self._offers else ""

    def _show_offers(self, found: CarryOver) -> None:
        if found != self._offers:
            self._offers = found
            self.offers.show_offers(found)
        self.offers.set_fixed()

    def _show_choices(self) -> None:
        reader = self.workspace.reader
        sides, found = parties(reader), series(reader)
        if (sides, found) == (self._parties, self._series) and self.side.count():
            return
        self._parties, self._series = sides, found
        keys = [(each.id, each.title) for each in found]
        kept = self.whose.current()
        self.whose.set_choices([(_ANY, self.tr("Every series")), *keys], kept or _ANY)
        self.whose.setVisible(bool(found))
        kept = self.side.current()
        self.side.clear_choices()
        self.side.add(listing.ALL, self.tr("Every side"))
        for side in sides:
            self.side.add(side.id, side.short, party=side.colour)
        self.side.add(listing.NOBODY, self.tr("Nobody in particular"))
        self.side.set_current(kept or listing.ALL)
        self.by.clear_choices()
        self.by.add(None, self.tr("Who asked?"))
        for side in sides:
            self.by.add(side.id, side.short, party=side.colour)

    def _show_balance(self, shares: list[queries.SideShare]) -> None:
        while (item := self._balance.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in shares:
            colours = (each.colour,) if each.party_id is not None else ()
            self._balance.addWidget(DotLabel(words.share(each), colours, size=12))
        self.balance.setAccessibleName(words.balance(shares))

    def _show_list(self) -> None:
        found = listing.of_side(list(self._rows.values()), self.side.current())
        rows = listing.backlog_rows(
            found, str(self.order.current()), self._parties, self.workspace.today(),
            with_series=bool(self._series) and self.series_id() is None,
        )  # fmt: skip
        self.list.set_rows(rows)
        before, at = self._shown, self.editor.item_id
        self._shown = [each.key for each in rows if isinstance(each.key, int)]
        self.list.setVisible(bool(self._shown))
        self.empty.setVisible(not self._shown)
        self.views.setVisible(bool(self._rows) or self.series_id() is not None)
        self.balance.setVisible(bool(self._rows))
        wanted = self._wanted if self._wanted in self._shown else at
        if wanted not in self._shown and self._shown:
            place = before.index(wanted) if wanted in before else 0
            wanted = self._shown[min(place, len(self._shown) - 1)]
        self._wanted = None
        if wanted in self._shown:
            self.list.set_current(wanted)

    def _current_id(self) -> int | None:
        key = self.list.current()
        return key if isinstance(key, int) and key in self._rows else None

    def _on_view(self, _key: object) -> None:
        self.shell.drafts.flush()
        self._show(force=False)

    def _on_picked(self, key: object) -> None:
        if isinstance(key, int):
            self.editor.show_request(self._rows.get(key), force=False)

    def _on_opened(self, key: object) -> None:
        self._on_picked(key)
        self.editor.focus_title()

    # --- doing ------------------------------------------------------------------------------

    def _on_write(self) -> None:
        typed = self.new.text().strip()
        if not typed:
            self.new.setFocus()
            return
        made = self.workspace.run(
            add_request, typed, party_id=self.by.current(), series_id=self.series_id()
        )
        if made is not None:
            self.new.clear()
            self.shell.drafts.clear_draft(self._saver, _DRAFT)
            self.new.setFocus()
            self.go_to(made)

    def _on_put(self, button: QWidget) -> None:
        if (found := self._rows.get(self.editor.item_id or 0)) is not None:
            menu = self.deeds.sessions_menu(
                found.item.length_s, partial(self.deeds.pull, found.item.id)
            )
            menu.popup(below(button))

    def _on_offer_put(self, offer: Candidate, button: QWidget) -> None:
        self.deeds.sessions_menu(offer.length_s, partial(self.deeds.carry, offer)).popup(
            below(button)
        )

    def _on_menu(self, button: QWidget) -> None:
        if self.editor.item_id in self._rows:
            self.deeds.item_menu(self.editor.item_id or 0).popup(below(button))

    def _on_list_menu(self, at: QPoint) -> None:
        item_id = self._current_id()
        if item_id is None or self.workspace.read_only:
            return
        box = self.list.visualRect(self.list.currentIndex())
        place = at if box.contains(at) else box.center()
        self.deeds.item_menu(item_id).popup(self.list.viewport().mapToGlobal(place))

    def _on_keep(self, offer: Candidate) -> None:
        label = self.from_label()
        done = self.workspace.carry_out(
            carry_over, None, [offer], label, series_id=self.series_id()
        )
        if done:
            self.shell.toast(self.tr("“{0}” waits in the backlog.").format(offer.title), undo=True)

    # --- page -------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        group = self.tr("Backlog")
        return [
            *self.editor.jargon.commands(),
            Command("backlog.new", self.tr("Write down a request"), self._on_new, icon="plus",
                    group=group, shortcut="Ctrl+N", enabled=self._can_write),
            Command("backlog.put", self.tr("Put this request on an agenda"), self._on_put_key,
                    icon="arrow-bend-down-right", group=group, enabled=self._has_current),
            Command("backlog.duplicate", self.tr("Duplicate this request"), self._duplicate_current,
                    icon="copy", group=group, enabled=self._has_current),
            Command("backlog.delete", self.tr("Delete this request"), self._delete_current,
                    icon="trash", group=group, enabled=self._has_current,
                    consequence=self.tr("undo brings it back")),
        ]  # fmt: skip

    def _can_write(self) -> bool:
        return not self.workspace.read_only

    def _has_current(self) -> bool:
        return self._current_id() is not None and not self.workspace.read_only

    def _on_new(self) -> None:
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_put_key(self) -> None:
        self._on_put(self.editor.put)

    def _duplicate_current(self) -> None:
        if (item_id := self._current_id()) is not None:
            self.deeds.duplicate(item_id)

    def _delete_current(self) -> None:
        if (item_id := self._current_id()) is not None:
            self.deeds.delete(item_id)

    def panes(self) -> list[QWidget]:
        """Return the list, the request and what else waits."""
        first: QWidget = self.list if self._shown else self.new
        return [pane for pane in (first, self.editor, self.offers) if not pane.isHidden()]

    def start_focus(self) -> QWidget | None:
        """Begin in the list, or by writing the first request."""
        return self.list if self._shown else self.new

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, item_id = event.key(), self._current_id()
        if self.list.hasFocus() and item_id is not None and not self.workspace.read_only:
            if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.deeds.delete(item_id)
                return
            if key == Qt.Key.Key_A and not event.modifiers():
                self._on_put(self.editor.put)
                return
        super().keyPressEvent(event)
