"""One data request: what is asked and why, what each side says, the joint answer, where it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.commands import data_requests as verbs
from facilitator.queries.data_requests import RequestItem, RequestRef, RequestRow, SideAnswer
from facilitator.queries.data_sets import next_agenda
from facilitator.queries.decisions import decisions
from ui import wording
from ui.pages.data.request_forms import AnswerForm, RequestForm, SideForm
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import Card, Divider, clear_layout, column, row
from ui.widgets.chips import Chip, DotLabel, StatePill
from ui.widgets.fields import Choice, Field
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import data as words
from ui.workspace import Workspace


class RequestView(Card):
    """The request that is chosen in the list."""

    asked_for = Signal(object)  # the id of another request

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=20, spacing=12)
        self._workspace, self._shell = workspace, shell
        self._row: RequestRow | None = None
        self._build()

    def _build(self) -> None:
        head = row(8)
        self.number = Text("", "strong")
        self.state = StatePill("", "neutral", "circle")
        head.addWidget(self.number)
        head.addWidget(self.state)
        head.addStretch(1)
        self.body.addLayout(head)
        self.question = Text("", "heading", wrap=True)
        self.add(self.question)
        self.notice = Text("", "small_strong", wrap=True)
        self.add(self.notice)
        self.buttons = FlowLayout(None, spacing=8)
        self.body.addLayout(self.buttons)
        self._build_buttons()
        self.add(Divider())
        self.parts = column(10)
        self.body.addLayout(self.parts)
        self.decision = identify(Choice(), "request-decision-link", self.tr("Decision"))
        self.decision.setSizeAdjustPolicy(
            Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.decision.chosen.connect(self._on_decision)
        self.decision_field = Field(self.tr("Decision that answers it"), self.decision)
        self.add(self.decision_field)

    def _build_buttons(self) -> None:
        self.answer = identify(
            PrimaryButton(self.tr("Answer together"), icon="check", compact=True), "answer-request"
        )
        self.edit = identify(
            PlainButton(self.tr("Edit"), icon="pencil-simple", compact=True), "edit-request"
        )
        self.put = identify(PlainButton("", icon="calendar-blank", compact=True), "request-agenda")
        self.again = identify(
            PlainButton(self.tr("Review it again"), icon="arrows-clockwise", compact=True),
            "review-request",
        )
        self.delete = identify(LinkButton(self.tr("Delete"), icon="trash"), "delete-request")
        for button, slot in (
            (self.answer, self.answer_it), (self.edit, self.edit_it), (self.put, self.put_it),
            (self.again, self.review_it), (self.delete, self._on_delete),
        ):  # fmt: skip
            self.buttons.addWidget(button)
            button.clicked.connect(slot)

    # --- showing ----------------------------------------------------------------------------

    def show_request(self, found: RequestRow) -> None:
        """Show one request."""
        self._row = found
        self.number.setText(found.number)
        self.number.setVisible(bool(found.number))
        self.state.set_content(*words.answer(found.answer))
        self.question.setText(found.question)
        self._show_notice(found)
        clear_layout(self.parts)
        self._show_facts(found)
        self._show_fields(found)
        self._show_sides(found)
        self._show_answer(found)
        self._show_places(found)
        self._show_decision(found)
        self._show_buttons(found)

    def _show_notice(self, found: RequestRow) -> None:
        told = words.until(found, self._workspace.today()) if found.is_past else ""
        self.notice.setText(told)
        self.notice.set_tone("danger" if found.is_open else "warn")
        self.notice.setVisible(bool(told))

    def _show_facts(self, found: RequestRow) -> None:
        today = self._workspace.today()
        asks = ", ".join(part for part in (found.person, found.asked_by) if part)
        for label, value, missing in (
            (self.tr("For"), found.purpose, self.tr("Purpose not said")),
            (self.tr("Data set"), found.data_set, self.tr("Not one of the register")),
            (self.tr("Until"), "" if not found.until_on else
             wording.long_day(found.until_on, today), self.tr("No end agreed")),
            (self.tr("Asked by"), asks, self.tr("Nobody named")),
            (self.tr("Asked on"), wording.long_day(found.asked_on, today), ""),
        ):  # fmt: skip
            self.parts.addWidget(_fact(label, value, missing))

    def _show_fields(self, found: RequestRow) -> None:
        self.parts.addWidget(Text(self.tr("Fields, and why each"), "small_strong"))
        if not found.fields:
            empty = Text(self.tr("No field is named yet."), "small")
            empty.set_tone("warn")
            self.parts.addWidget(empty)
        for field in found.fields:
            line = QWidget()
            box = row(8)
            line.setLayout(box)
            name = Text(field.name, "small_strong", wrap=True)
            box.addWidget(name, 2, Qt.AlignmentFlag.AlignTop)
            if field.why:
                box.addWidget(Text(field.why, "small", wrap=True), 3)
            else:
                told = row(0)
                told.addWidget(Chip(self.tr("why is not said"), "warn", icon="warning"))
                told.addStretch(1)
                box.addLayout(told, 3)
            self.parts.addWidget(line)

    def _show_sides(self, found: RequestRow) -> None:
        self.parts.addWidget(Text(self.tr("What each side says"), "small_strong"))
        for side in found.sides:
            self.parts.addWidget(self._side(found, side))

    def _side(self, found: RequestRow, side: SideAnswer) -> QWidget:
        card = Card(margin=12, spacing=4)
        head = row(8)
        head.addWidget(DotLabel(side.party, [side.colour], weight=600, tone="text"))
        if side.answer:
            head.addWidget(StatePill(*words.answer(side.answer)))
        head.addStretch(1)
        if found.is_open:
            title = self.tr("Change") if side.answer else self.tr("Record")
            name = self.tr("{0} answers").format(side.party)
            button = identify(PlainButton(title, compact=True), "request-side", name)
            button.clicked.connect(partial(self._on_side, side))
            explain_disabled(button, self._locked())
            head.addWidget(button)
        card.body.addLayout(head)
        reason = Text(side.reason or self.tr("No reason yet"), "small", wrap=True)
        reason.set_tone("text2" if side.reason else "warn")
        card.add(reason)
        card.setAccessibleName(side.party)
        return card

    def _show_answer(self, found: RequestRow) -> None:
        if not found.answer:
            return
        word, _tone, _icon = words.answer(found.answer)
        day = wording.long_day(found.answered_on, self._workspace.today())
        told = self.tr("Answered together on {0}: {1}").format(day, word)
        self.parts.addWidget(Text(told, "small_strong", wrap=True))
        if found.terms:
            self.parts.addWidget(Text(found.terms, "body", wrap=True))
        stays = self.tr("It stays as it is; a new review changes it.")
        self.parts.addWidget(Text(stays, "small", wrap=True))

    def _show_places(self, found: RequestRow) -> None:
        line = FlowLayout(None, spacing=8)
        for item in found.items:
            place = item.session or self.tr("the backlog")
            link = LinkButton(self.tr("On the agenda of {0}").format(place), icon="calendar-blank")
            link.clicked.connect(partial(self._open_item, item))
            line.addWidget(link)
        for ref, told in (
            (found.before, self.tr("Reviews {0}")), (found.after, self.tr("Reviewed by {0}")),
        ):  # fmt: skip
            if ref is not None:
                link = LinkButton(told.format(_called(ref)), icon="arrows-clockwise")
                link.clicked.connect(partial(self.asked_for.emit, ref.id))
                line.addWidget(link)
        if line.count():
            holder = QWidget()
            holder.setLayout(line)
            self.parts.addWidget(holder)

    def _show_decision(self, found: RequestRow) -> None:
        self.decision.clear_choices()
        self.decision.add(None, self.tr("No decision linked"))
        for each in decisions(self._workspace.reader):
            self.decision.add(each.id, f"{each.number} {each.text}".strip(), icon="gavel")
        self.decision.set_current(found.decision_id)
        self.decision.setEnabled(not self._workspace.read_only)
        self.decision.setToolTip(self._locked() or "")

    def _show_buttons(self, found: RequestRow) -> None:
        for button in (self.answer, self.edit, self.put, self.delete):
            button.setVisible(found.is_open)
            explain_disabled(button, self._locked())
        self.again.setVisible(not found.is_open and found.after is None)
        explain_disabled(self.again, self._locked())
        agenda = next_agenda(self._workspace.reader)
        day = wording.short_day(agenda.day, self._workspace.today()) if agenda else ""
        self.put.setText(
            self.tr("Put it on {0}").format(day) if agenda else self.tr("Put it into the backlog")
        )
        if any(item.state == "open" and item.session_state != "closed" for item in found.items):
            explain_disabled(self.put, self.tr("It is on an agenda already."))
        if found.not_heard and self._locked() is None:
            names = words.joined([side.party for side in found.not_heard])
            why = self.tr("Answer and reason are missing: {0}.").format(names)
            explain_disabled(self.answer, why)

    def _locked(self) -> str | None:
        return self.tr("This file is open read-only.") if self._workspace.read_only else None

    # --- doing ------------------------------------------------------------------------------

    def _on_side(self, side: SideAnswer) -> None:
        if self._row is not None:
            SideForm(self._workspace, self._shell.window_widget, self._row, side).open()

    def answer_it(self) -> None:
        """Ask for the joint answer."""
        if self._row is not None:
            AnswerForm(self._workspace, self._shell.window_widget, self._row).open()

    def edit_it(self) -> None:
        """Open the form of what is asked."""
        if self._row is not None:
            RequestForm(self._workspace, self._shell.window_widget, self._row).open()

    def put_it(self) -> None:
        """Put the request onto the next agenda, or into the backlog."""
        if self._row is None:
            return
        agenda = next_agenda(self._workspace.reader)
        if self._workspace.carry_out(
            verbs.put_request_on_agenda, self._row.id, agenda.session_id if agenda else None
        ):
            place = agenda.label if agenda else self.tr("the backlog")
            self._shell.toast(self.tr("Put on {0}.").format(place), undo=True)

    def review_it(self) -> None:
        """Ask an answered request anew."""
        if self._row is not None:
            new_id = self._workspace.run(verbs.review_again, self._row.id)
            if new_id is not None:
                self.asked_for.emit(new_id)

    def can_answer(self) -> bool:
        """Tell whether the joint answer can be given now."""
        return self._row is not None and self._row.is_open and not self._row.not_heard

    def is_open(self) -> bool:
        """Tell whether what is shown waits for its answer."""
        return self._row is not None and self._row.is_open

    def can_review(self) -> bool:
        """Tell whether what is shown can be asked anew."""
        return self._row is not None and not self._row.is_open and self._row.after is None

    def can_put(self) -> bool:
        """Tell whether what is shown can go onto an agenda."""
        return self.is_open() and self.put.isEnabled()

    def _on_decision(self, key: object) -> None:
        if self._row is not None:
            self._workspace.run(verbs.link_request_decision, self._row.id, key)

    def _on_delete(self) -> None:
        if self._row is not None and self._workspace.carry_out(verbs.delete_request, self._row.id):
            self._shell.toast(self.tr("Data request deleted."), undo=True)

    def _open_item(self, item: RequestItem) -> None:
        if item.session_id is None:
            self._shell.go("sessions")
        elif item.session_state == "closed":
            self._shell.go("minutes", session_id=item.session_id)
        else:
            self._shell.go("prepare", session_id=item.session_id, item_id=item.item_id)


def _called(ref: RequestRef) -> str:
    word, _tone, _icon = words.answer(ref.answer)
    return f"{ref.number} ({word})"


def _fact(label: str, value: str, missing: str) -> QWidget:
    line = QWidget()
    box = row(8)
    line.setLayout(box)
    head = Text(label, "small")
    head.setFixedWidth(theme().px(80))
    shown = Text(value or missing, "small", wrap=True)
    shown.set_tone("text" if value else "warn")
    box.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(shown, 1)
    return line
