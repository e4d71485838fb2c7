"""Data-request reviews: the list, and the one that is chosen (C5)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from facilitator.queries.data_requests import RequestRow, requests
from ui.actions import Command
from ui.pages.data.request_forms import RequestForm
from ui.pages.data.request_view import RequestView
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PrimaryButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row, RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.two_columns import TwoColumns
from ui.wording import data as words
from ui.wording import translate
from ui.workspace import Workspace


class RequestsTab(TabPage):
    """Open requests first, the answered ones below."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"data_request", "data_request_field", "data_request_party", "data_set", "person", "party",
         "membership", "agenda_item", "session", "decision", "capture", "link"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._wanted: int | None = None
        self._rows: list[RequestRow] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.new = identify(PrimaryButton(self.tr("New request"), icon="plus"), "new-request")
        self.nothing_card = Card()
        self.nothing = EmptyState(
            "database",
            self.tr("No data requests yet"),
            self.tr(
                "One side asks for data: which question it answers, which fields and why each, "
                "until when. Both say yes, yes-if, another way or not now, with their reasons."
            ),
        )
        words = self.tr("Ask for data")
        self.first = self.nothing.set_step(words, self.add_one, primary=False)
        self.nothing_card.add(self.nothing, 1)
        whole.addWidget(self.nothing_card, 1)
        card = Card(margin=8)
        self.list = identify(RowList(self.tr("Data requests"), title_lines=2), "request-list")
        card.add(self.list, 1)
        inside = QWidget()
        box = column(0)
        inside.setLayout(box)
        self.detail = RequestView(self.workspace, self.shell)
        box.addWidget(self.detail)
        box.addStretch(1)
        area = scrolled(inside)
        area.setMinimumWidth(theme().px(320))
        self.columns = TwoColumns(card, area, shares=(45, 55), narrow=760, heights=(300, 620))
        whole.addWidget(self.columns, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(self.add_one)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_picked)
        self.detail.asked_for.connect(self._on_asked_for)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the requests and show the one that is chosen."""
        self._rows = requests(self.workspace.reader)
        has_any = bool(self._rows)
        self.nothing_card.setVisible(not has_any)
        self.columns.setVisible(has_any)
        self.list.set_rows(_list_rows(self._rows, self.workspace.today()))
        ids = [row.id for row in self._rows]
        wanted = self._wanted if self._wanted in ids else self.list.current()
        self._wanted = None
        self.list.set_current(wanted if wanted in ids else (ids[0] if ids else None))
        locked = self.tr("This file is open read-only.") if self.workspace.read_only else None
        explain_disabled(self.new, locked)
        self._show(self.list.current())

    def _show(self, key: object) -> None:
        found = next((row for row in self._rows if row.id == key), None)
        self.detail.setVisible(found is not None)
        if found is not None:
            self.detail.show_request(found)
        self.shell.refresh_commands()

    # --- doing ------------------------------------------------------------------------------

    def _on_picked(self, key: object) -> None:
        self._show(key)

    def _on_asked_for(self, request_id: int) -> None:
        self.list.set_current(request_id)
        self._show(request_id)
        self.list.setFocus()

    def add_one(self) -> None:
        """Ask for a new request."""
        self._form = RequestForm(self.workspace, self.shell.window_widget)
        self._form.accepted.connect(self._on_added)
        self._form.open()

    def _on_added(self) -> None:
        new_id = self._form.result_value
        if isinstance(new_id, int):
            self._wanted = new_id
            self.load()
            self.list.setFocus()

    # --- the window's questions -------------------------------------------------------------

    def header_actions(self) -> list[QWidget]:
        """Return the button for a new request."""
        return [self.new]

    def open_target(self, **target: object) -> None:
        """Show one request."""
        wanted = target.get("request_id")
        if isinstance(wanted, int):
            self._wanted = wanted
            self.reload()

    def place(self) -> dict[str, object]:
        """Return the request that is chosen."""
        current = self.list.current()
        return {"request_id": current} if isinstance(current, int) else {}

    def commands(self) -> list[Command]:
        """Return what can be done with requests."""
        group, view = self.tr("Data"), self.detail
        return [
            Command("request.new", self.tr("New data request"), self.add_one, shortcut="Ctrl+N",
                    icon="database", group=group, enabled=self._can_change),
            Command("request.edit", self.tr("Edit the request"), view.edit_it, shortcut="F2",
                    icon="pencil-simple", group=group, enabled=self._can_edit),
            Command("request.answer", self.tr("Answer the request together"), view.answer_it,
                    icon="check", group=group, enabled=self._can_answer),
            Command("request.agenda", self.tr("Put the request on the agenda"), view.put_it,
                    icon="calendar-blank", group=group, enabled=self._can_put),
            Command("request.again", self.tr("Review the request again"), view.review_it,
                    icon="arrows-clockwise", group=group, enabled=self._can_review),
        ]  # fmt: skip

    def _can_change(self) -> bool:
        return not self.workspace.read_only

    def _can_edit(self) -> bool:
        return self._can_change() and self.detail.is_open()

    def _can_answer(self) -> bool:
        return self._can_change() and self.detail.can_answer()

    def _can_put(self) -> bool:
        return self._can_change() and self.detail.can_put()

    def _can_review(self) -> bool:
        return self._can_change() and self.detail.can_review()

    def panes(self) -> list[QWidget]:
        """Return the list and the request."""
        return [self.list, self.detail] if self._rows else [self.nothing_card]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the list, else to the way to a first request."""
        return self.list if self._rows else self.first


def _list_rows(found: list[RequestRow], today: date) -> list[Row]:
    out: list[Row] = []
    heads = (
        (True, translate("data", "Waits for an answer")), (False, translate("data", "Answered")),
    )  # fmt: skip
    for is_open, title in heads:
        rows = [each for each in found if each.is_open == is_open]
        if rows:
            out.append(Row(f"head-{is_open}", title, str(len(rows)), is_heading=True))
        out += [_list_row(each, today) for each in rows]
    return out


def _list_row(each: RequestRow, today: date) -> Row:
    word, tone, icon = words.answer(each.answer)
    parts = [each.data_set, words.until(each, today)]
    if each.is_open and each.not_heard:
        names = words.joined([side.party for side in each.not_heard])
        parts.append(translate("data", "{0} to answer").format(names))
    elif each.is_open:
        parts.append(translate("data", "ready for the joint answer"))
    second = " · ".join(part for part in parts if part)
    late = each.is_past and (each.is_open or each.answer in ("yes", "yes_if"))
    return Row(
        each.id, each.question, second, "danger" if late else "text2", number=each.number,
        chip=(word, tone, icon),
    )  # fmt: skip
