"""The action list: mine, by person, by side, overdue, waiting, needs a date (A2)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from facilitator.commands import actions as verbs
from facilitator.queries.action_list import ActionGroup, ActionList, action_counts, action_list
from facilitator.queries.actions import ActionRow, Owed, actions_of, owed
from facilitator.store import Reader
from ui.actions import Command
from ui.asking import Asking
from ui.pages.actions.detail import ActionView
from ui.pages.actions.owed import OwedPicture
from ui.pages.actions.rows import ActionDelegate, action_row, heading_row
from ui.pages.register import RegisterPage
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.card import Card, PageHeader, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.fields import SearchField
from ui.widgets.long_list import LongList
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.paged_rows import PagedRows
from ui.widgets.rows import Row
from ui.widgets.segmented import FilterTabs
from ui.widgets.text import Text
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace


class ActionListView(LongList):
    """The list, in which Space takes the next step of an action."""

    def __init__(self, page: ActionsPage) -> None:
        super().__init__(page.tr("Actions"), title_lines=2)
        self._page = page
        delegate = ActionDelegate(self, title_lines=2)
        self.painter_of_rows = delegate
        self.setItemDelegate(delegate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current()
        if event.key() == Qt.Key.Key_Space and isinstance(key, int):
            self._page.advance(key)
            return
        super().keyPressEvent(event)


def _counts(reader: Reader) -> tuple[dict[str, int], list[Owed]]:
    return action_counts(reader), owed(reader)


def _heading(groups: Sequence[ActionGroup], by_person: bool, number: int, first: ActionRow) -> Row:
    return heading_row(groups[number], first, by_person=by_person)


class ActionsPage(RegisterPage):
    """Every action of the engagement, grouped by who owes it."""

    register = "actions"
    watches: ClassVar[frozenset[str]] = frozenset(
        {"action", "capture", "session", "goal", "party", "person", "agenda_item", "history"}
    )

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._has_any = False
        self._is_forced = False  # an answer that is awaited also goes into the field being edited
        self._wanted: int | None = None
        self._counting = Asking(workspace, shell, self)
        self._listing = Asking(workspace, shell, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        look = theme()
        whole = column(12)
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        self.setLayout(whole)
        self.header = PageHeader(self.tr("Actions"))
        self.export = PlainButton(self.tr("Export"), icon="export", trailing="caret-down")
        self.new = PrimaryButton(self.tr("Add action"), icon="plus")
        self.header.add_action(identify(self.export, "export-actions"))
        self.header.add_action(identify(self.new, "new-action"))
        whole.addWidget(self.header)
        whole.addLayout(self._build_filters())
        card = Card(margin=8)
        self.list = identify(ActionListView(self), "action-list")
        card.add(self.list, 1)
        self.nothing = EmptyState("list-checks", "")
        card.add(self.nothing, 1)
        self.legend = Text(
            self.tr(
                "asked – promised – delivered – accepted by the side that asked. "
                "Space takes the next step. Old due dates are kept."
            ),
            "small",
            wrap=True,
        )
        self.legend.setContentsMargins(theme().px(12), 0, 0, 0)
        card.add(self.legend)
        columns = TwoColumns(card, self._build_side(), shares=(68, 32), heights=(480, 620))
        whole.addWidget(columns, 1)

    def _build_filters(self) -> QHBoxLayout:
        line = row(8)
        self.tabs = FilterTabs(
            [
                ("person", self.tr("By person")),
                ("party", self.tr("By side")),
                ("mine", self.tr("Mine")),
                ("overdue", self.tr("Overdue")),
                ("waiting", self.tr("Waiting for acceptance")),
                ("undated", self.tr("Needs a date")),
                ("ended", self.tr("Done")),
            ],
            self.tr("Which actions"),
        )
        self.words = identify(SearchField(self.tr("Find: words, @name")), "action-search")
        self.words.setToolTip(self.tr("Also narrows: is:open, is:overdue, goal:name"))
        line.addWidget(self.tabs)
        line.addStretch(1)
        line.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _build_side(self) -> QWidget:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumWidth(theme().px(320))
        inside = QWidget()
        box = column(16)
        inside.setLayout(box)
        area.setWidget(inside)
        self.detail = ActionView(self.workspace, self.shell)
        box.addWidget(self.detail)
        self.owed_card = Card(self.tr("What each side owes and kept"))
        self.owed_card.add(Text(self.tr("Counts, not scores."), "small"))
        self.sides = row(8)
        self.owed_card.body.addLayout(self.sides)
        self._side_labels = [DotLabel(""), DotLabel("")]
        self.sides.addWidget(self._side_labels[0])
        self.sides.addStretch(1)
        self.sides.addWidget(self._side_labels[1])
        self.picture = OwedPicture()
        self.owed_card.add(self.picture)
        box.addWidget(self.owed_card)
        box.addStretch(1)
        self.detail.hide()
        return area

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_filter)
        self.words.textChanged.connect(self._on_filter)
        self.list.opened.connect(self._on_opened)
        self.list.picked.connect(self._on_picked)
        self.detail.closed.connect(self._on_closed)
        self.new.clicked.connect(self._on_new)
        self.export.clicked.connect(self._on_export)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the counts and the list."""
        self._counting.ask(_counts, self._show_counts)
        if self.list.is_long:
            self.list.refresh()  # what is in view says at once what it has become
            if self.detail.isVisible():
                self._show_detail(self.list.current())
        self._ask(keep=self.list.current() if self.detail.isVisible() else None)

    def _show_counts(self, found: tuple[dict[str, int], list[Owed]]) -> None:
        counts, counted = found
        self._has_any = bool(counts["person"] + counts["ended"])
        self.tabs.set_counts(dict(counts.items()))
        self.picture.set_owed(counted)
        for number, label in enumerate(self._side_labels):
            is_pair = len(counted) == 2
            label.setVisible(is_pair)
            if is_pair:
                label.set_content(counted[number].party, [counted[number].colour])

    def _ask(self, keep: object = None) -> None:
        """Ask what fits, and `keep`: what somebody types in stays when it fits no longer."""
        kept = self._wanted or keep
        view, words = str(self.tabs.current()), self.words.text().strip()
        self._is_forced = self._is_forced or self.is_replay
        question = partial(
            action_list, view=view, words=words, keep=kept if isinstance(kept, int) else None
        )
        self._listing.ask(question, partial(self._show_rows, view))

    def _show_rows(self, view: str, found: ActionList) -> None:
        today = self.workspace.today()
        rows = PagedRows(
            found.ids,
            self._fetch,
            partial(action_row, today=today),
            tuple(group.starts for group in found.groups),
            partial(_heading, found.groups, view != "party"),
        )
        self.list.set_source(rows)
        is_any = bool(found.ids)
        self.list.setVisible(is_any)
        self.legend.setVisible(is_any)
        self.nothing.setVisible(not is_any)
        self._explain_nothing()
        if self._wanted:
            self.list.set_current(self._wanted)
            self._show_detail(self._wanted)
            self._wanted = None
        elif self.detail.isVisible():
            self._show_detail(self.list.current())
        self._is_forced = False

    def _fetch(self, ids: Sequence[int]) -> list[tuple[int, ActionRow]]:
        return [(row.id, row) for row in actions_of(self.workspace.reader, ids)]

    def _explain_nothing(self) -> None:
        if self._has_any:
            self.nothing.set_words(
                self.tr("Nothing here"), self.tr("No action fits this view and these words.")
            )
            return
        self.nothing.set_words(
            self.tr("No actions yet"),
            self.tr("Capture one in a session with /a, or add one here."),
        )

    def _show_detail(self, key: object) -> None:
        if isinstance(key, int):
            self.detail.show_action(key, force=self.is_replay or self._is_forced)
        else:
            self.detail.hide()

    # --- doing ------------------------------------------------------------------------------

    def advance(self, action_id: int) -> None:
        """Take the next step of an action; acceptance is for the side that asked."""
        found = actions_of(self.workspace.reader, [action_id])
        if found and found[0].state == "delivered" and found[0].asked_by_party_id:
            self.workspace.run(verbs.accept_action, action_id, found[0].asked_by_party_id)
        else:
            self.workspace.run(verbs.advance_action, action_id)

    def _on_filter(self, *_: object) -> None:
        self._ask()

    def _on_picked(self, key: object) -> None:
        if self.detail.isVisible():
            self._show_detail(key)

    def _on_opened(self, key: object) -> None:
        self._show_detail(key)

    def _on_closed(self) -> None:
        self.detail.hide()
        self.list.setFocus()

    def _on_new(self) -> None:
        new_id = self.workspace.run(verbs.add_action, self.tr("What is to be done"))
        if new_id is not None:
            self.open_target(action_id=new_id)
            self.detail.text.setFocus()
            self.detail.text.selectAll()

    def _on_export(self) -> None:
        self.offer_export(self.export)

    # --- the window's questions -------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show one action, or one of the views."""
        view = target.get("view")
        if view is not None:
            self.tabs.set_current(view)
        wanted = target.get("action_id")
        if isinstance(wanted, int):
            self._wanted = wanted
            self.words.clear()
        if self.isVisible():
            if self._wanted and self._listing.is_large:
                self._show_detail(self._wanted)  # the list comes later
            self._ask()

    def place(self) -> dict[str, object]:
        """Return the action and the view shown."""
        found: dict[str, object] = {"view": self.tabs.current()}
        if self.detail.isVisible() and isinstance(self.list.current(), int):
            found["action_id"] = self.list.current()
        return found

    def commands(self) -> list[Command]:
        """Return what can be done on this page."""
        return [
            Command(
                "action.new", self.tr("Add action"), self._on_new, shortcut="Ctrl+N",
                icon="plus", group=self.tr("Actions"),
            ),
            Command(
                "action.find", self.tr("Find an action"), self.words.setFocus, shortcut="/",
                icon="magnifying-glass", group=self.tr("Actions"),
            ),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the list and the detail."""
        return [self.list, self.detail]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the list."""
        return self.list

    def escape(self) -> bool:
        """Close the detail first."""
        if self.detail.isVisible():
            self._on_closed()
            return True
        return False
