"""The tension map: where objectives pull apart, and what would ease them (G4)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from facilitator.commands import tensions as commands
from facilitator.queries.engagement import parties
from facilitator.queries.tensions import Tension, tensions
from facilitator.store import Change
from ui.actions import Command
from ui.pages.goals.locking import read_only_reason
from ui.pages.goals.tensions.detail import TensionView
from ui.pages.goals.tensions.map import Legend, PairDelegate, pair_rows
from ui.pages.goals.tensions.pair_dialog import PairDialog
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.widgets.buttons import PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace


class TensionsTab(TabPage):
    """The map and the pair that is chosen."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"tension", "tension_end", "link", "goal", "goal_party", "party", "capture", "decision",
         "action", "concern", "agenda_item", "session", "person", "history"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._found: dict[int, Tension] = {}
        self._wanted: int | None = None
        self._build()
        self.new.clicked.connect(self._on_new)
        self.put.clicked.connect(self._on_put)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)
        self.list.move_asked.connect(self._on_move)

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.new = identify(PlainButton(self.tr("New pair"), icon="arrows-left-right"), "new-pair")
        self.put = identify(
            PrimaryButton(self.tr("Put on the agenda"), icon="plus"), "tension-to-agenda"
        )
        self.nothing_card = Card()
        self.nothing = EmptyState(
            "arrows-left-right",
            self.tr("Nothing pulls apart yet"),
            self.tr(
                "Two objectives that get in each other's way make a pair: what each side wants, "
                "why it matters to them, and what would ease it."
            ),
        )
        self.first = self.nothing.set_step(self.tr("Write the first pair"), self._on_new)
        self.nothing_card.add(self.nothing, 1)
        whole.addWidget(self.nothing_card, 1)
        card = Card(margin=12, spacing=4)
        card.set_title(self.tr("Where our objectives pull apart"))
        card.add_to_header(Legend())
        self.list = RowList(self.tr("Pairs that pull apart"), dividers=False)
        self.list.painter_of_rows = PairDelegate(self.list, dividers=False, title_lines=2)
        self.list.setItemDelegate(self.list.painter_of_rows)
        card.add(identify(self.list, "tension-list"), 1)
        self.detail = TensionView(self.workspace, self.shell)
        self.columns = TwoColumns(
            card, scrolled(self.detail), shares=(62, 38), narrow=860, heights=(380, 640)
        )
        whole.addWidget(self.columns, 1)

    def header_actions(self) -> list[QWidget]:
        """Return the two buttons of the map."""
        return [self.new, self.put]

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the pairs and show the one that is chosen."""
        self._load(force=False)

    def show_change(self, change: Change) -> None:
        """Load again; undo and redo also go into the field being edited."""
        self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        found = tensions(self.workspace.reader)
        self._found = {each.id: each for each in found}
        self.nothing_card.setVisible(not found)
        self.columns.setVisible(bool(found))
        wanted = self._wanted or self.list.current()
        self._wanted = None
        self.list.set_rows(pair_rows(found) if found else [])
        current = wanted if wanted in self._found else next(iter(self._found), None)
        self.list.set_current(current)
        self._show(force=force)

    def _chosen(self) -> Tension | None:
        key = self.list.current()
        return self._found.get(key) if isinstance(key, int) else None

    def _show(self, *, force: bool = False) -> None:
        chosen = self._chosen()
        self.detail.setVisible(chosen is not None)
        if chosen is not None:
            self.detail.show_tension(chosen, force=force)
        reason = read_only_reason(self.workspace)
        if reason is None and len(parties(self.workspace.reader)) < 2:
            explain_disabled(self.new, self.tr("A pair needs two sides: add a second one first."))
        else:
            explain_disabled(self.new, reason)
        if reason is None and chosen is None:
            reason = self.tr("Choose a pair first.")
        elif reason is None and chosen is not None and chosen.agenda_item_id is not None:
            reason = self.tr("It is on an agenda already.")
        explain_disabled(self.put, reason)

    # --- doing ------------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show one pair."""
        tension_id = target.get("tension_id")
        self._wanted = tension_id if isinstance(tension_id, int) else None
        if self._wanted is not None:
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the pair that is shown."""
        chosen = self._chosen()
        return {"tension_id": chosen.id} if chosen else {}

    def _on_picked(self, _key: object) -> None:
        self._show()
        self.shell.refresh_commands()

    def _on_opened(self, _key: object) -> None:
        self._show()
        self.detail.title_edit.setFocus()

    def _on_move(self, key: object, step: int) -> None:
        """Move a pair among those that pull as hard."""
        chosen = self._found.get(key) if isinstance(key, int) else None
        if chosen is None or self.workspace.read_only:
            return
        ids = [each.id for each in self._found.values() if each.state == chosen.state]
        to = ids.index(chosen.id) + step
        if 0 <= to < len(ids):
            before = ids[to] if step < 0 else (ids[to + 1] if to + 1 < len(ids) else None)
            self.workspace.carry_out(commands.move_tension, chosen.id, before)

    def _on_new(self) -> None:
        dialog = PairDialog(self.workspace, self.shell.window_widget)
        dialog.accepted.connect(self._on_added)
        self._dialog = dialog
        dialog.open()

    def _on_added(self) -> None:
        added = self._dialog.result_value
        if isinstance(added, int):
            self._wanted = added
            self._load(force=False)
            self.list.setFocus()

    def _on_put(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self.shell.drafts.flush()
        if self.workspace.run(commands.put_tension_on_agenda, chosen.id) is not None:
            after = self._chosen()
            where = after.agenda_label if after else ""
            on = self.tr("It is on the agenda of {0}.").format(where)
            self.shell.toast(on if where else self.tr("It is in the backlog."), undo=True)

    # --- the window's questions -------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done on the map."""
        group = self.tr("Tension map")
        return [
            Command("tension.new", self.tr("New pair"), self._on_new, shortcut="Ctrl+N",
                    icon="arrows-left-right", group=group, enabled=self.new.isEnabled),
            Command("tension.agenda", self.tr("Put the pair on the agenda"), self._on_put,
                    icon="calendar-check", group=group, enabled=self.put.isEnabled),
            Command("tension.ends", self.tr("Change what each side wants"), self.detail.change,
                    icon="pencil-simple", group=group, enabled=self._can_change),
        ]  # fmt: skip

    def _can_change(self) -> bool:
        return self._chosen() is not None and not self.workspace.read_only

    def panes(self) -> list[QWidget]:
        """Return the map and the pair."""
        return [self.list, self.detail] if self._found else [self.nothing_card]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the map."""
        return self.list if self._found else self.first
