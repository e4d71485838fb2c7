"""What was linked to a goal: items, decisions, actions, concerns, each with the way to it (G6)."""

from __future__ import annotations

from facilitator.queries.goals import GoalDetail, LinkedItem
from ui.pages.goals.rows import action_row, concern_row, decision_row, item_row
from ui.shell import Shell
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import RowList
from ui.widgets.segmented import FilterTabs
from ui.workspace import Workspace

_MOST = 100  # rows; more are asked for


class LinkedCard(Card):
    """Four lists under tabs with their counts."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=16, spacing=8)
        self._workspace, self._shell = workspace, shell
        self._detail: GoalDetail | None = None
        self._most = _MOST
        self.tabs = FilterTabs(
            [
                ("actions", self.tr("Actions")),
                ("decisions", self.tr("Decisions")),
                ("concerns", self.tr("Concerns")),
                ("items", self.tr("Agenda items")),
            ],
            self.tr("Linked to this goal"),
        )
        self.add(identify(self.tabs, "goal-linked"))
        self.list = identify(
            RowList(self.tr("Linked to this goal"), title_lines=2, fit=40), "goal-linked-list"
        )
        self.add(self.list)
        self.more = identify(LinkButton(""), "goal-linked-more")
        self.more.hide()
        self.more.clicked.connect(self._on_more)
        self.add(self.more)
        self.nothing = EmptyState("target", self.tr("Nothing yet"))
        self.add(self.nothing)
        self.tabs.chosen.connect(self._on_tab)
        self.list.opened.connect(self._on_opened)

    def show_goal(self, detail: GoalDetail) -> None:
        """Show what hangs on a goal; the tab stays."""
        self._detail = detail
        self.tabs.set_counts(
            {
                "actions": len(detail.actions),
                "decisions": len(detail.decisions),
                "concerns": len(detail.concerns),
                "items": len(detail.items),
            }
        )
        self._show()

    def _show(self) -> None:
        detail, today = self._detail, self._workspace.today()
        if detail is None:
            return
        kind = self.tabs.current()
        if kind == "items":
            count = len(detail.items)
            rows = [item_row(item, today) for item in detail.items[: self._most]]
        elif kind == "concerns":
            count = len(detail.concerns)
            rows = [concern_row(each, today) for each in detail.concerns[: self._most]]
        elif kind == "decisions":
            count = len(detail.decisions)
            rows = [decision_row(row, today) for row in detail.decisions[: self._most]]
        else:
            count = len(detail.actions)
            rows = [action_row(row, today) for row in detail.actions[: self._most]]
        left = count - len(rows)
        self.more.setText(self.tr("Show {0} more").format(min(left, _MOST)))
        self.more.setVisible(left > 0)
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        words = {
            "items": self.tr("Choose this goal in an agenda item, and the item shows here."),
            "decisions": self.tr("A decision with this goal shows here; /d … #goal captures one."),
            "concerns": self.tr("A concern with this goal shows here; /c … #goal captures one."),
            "actions": self.tr("An action with this goal shows here; /a … #goal captures one."),
        }
        self.nothing.set_words(self.tr("Nothing linked yet"), words[str(kind)])

    def _on_tab(self, _key: object) -> None:
        self._most = _MOST
        self._show()

    def _on_more(self) -> None:
        self._most += _MOST
        self._show()

    def _on_opened(self, key: object) -> None:
        if not isinstance(key, tuple) or self._detail is None:
            return
        kind, row_id = key
        if kind == "decision":
            self._shell.go("decisions", decision_id=row_id)
        elif kind == "action":
            self._shell.go("actions", action_id=row_id)
        elif kind == "concern":
            self._shell.go("radar", concern_id=row_id)
        else:
            self._open_item(next(each for each in self._detail.items if each.id == row_id))

    def _open_item(self, item: LinkedItem) -> None:
        if item.session_id is None:
            self._shell.go("sessions")
        elif item.session_state == "closed":
            self._shell.go("minutes", session_id=item.session_id)
        else:
            self._shell.go("prepare", session_id=item.session_id, item_id=item.id)
