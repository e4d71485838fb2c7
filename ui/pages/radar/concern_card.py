"""One concern unfolded: who said what, how long ago, and the three ways to answer it (C1)."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator.queries.concerns import Answer, ConcernRow, Proposed, concern_history
from ui import wording
from ui.handing_button import HandingButton
from ui.shell import Shell
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import IconButton, LinkButton, PlainButton, explain_disabled
from ui.widgets.card import Collapsible, clear_layout, column, row
from ui.widgets.chips import Avatar
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import ElidedText, Text
from ui.wording import radar as wording_radar
from ui.workspace import Workspace

_ANSWERS = ("decision", "action", "heard")


class ConcernCard(QWidget):
    """Shows one concern. `answer_asked` carries decision, action or heard."""

    answer_asked = Signal(str)
    edit_asked = Signal()
    reopen_asked = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._tone = "border"
        self.row: ConcernRow | None = None
        self._build()

    def _build(self) -> None:
        look = theme()
        box = column(6)
        box.setContentsMargins(look.px(16), look.px(6), look.px(10), look.px(10))
        self.setLayout(box)
        head = row(8)
        self.mark = IconMark("warning-circle", "danger", 16)
        self.state = Text("", "row", tone="danger")
        self.facts = ElidedText("", "small")
        self.facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.mark)
        head.addWidget(self.state)
        head.addWidget(self.facts, 1)
        self.edit = IconButton("pencil-simple", self.tr("Edit this concern"))
        self.hand = HandingButton(self._workspace, self._shell)
        head.addWidget(self.hand)
        head.addWidget(self.edit)
        self.title = Text("", "lead", wrap=True)
        said = row(8)
        self.who = Avatar("", None, diameter=22)
        self.original = Text("", "quiet", wrap=True)
        said.addWidget(self.who, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.original, 1)
        self.told = Text("", "body", wrap=True)
        self.notes = QWidget()
        self.links = FlowLayout(self.notes, 4)
        self.ways = QWidget()
        self._build_ways()
        self.history = Collapsible(self.tr("History"))
        box.addLayout(head)
        box.addWidget(self.title)
        box.addLayout(said)
        for widget in (self.told, self.notes, self.ways, self.history):
            box.addWidget(widget)

    def _build_ways(self) -> None:
        flow = FlowLayout(self.ways, 8)
        self.asked = Text(self.tr("Answer with"), "small")
        self.asked.setMinimumHeight(theme().px(32))
        flow.addWidget(self.asked)
        words = {
            "decision": (self.tr("a decision"), "gavel"),
            "action": (self.tr("an action"), "check-circle"),
            "heard": (self.tr("heard, not taken up"), "hand-palm"),
        }
        self.answers: dict[str, PlainButton] = {}
        for key in _ANSWERS:
            word, icon = words[key]
            button = PlainButton(word, icon=icon, compact=True)
            spoken = self.tr("Answer with: {0}").format(word)
            self.answers[key] = identify(button, f"answer-{key}", spoken)
            flow.addWidget(button)
        self.reopen = PlainButton(
            self.tr("Open it again"), icon="arrow-counter-clockwise", compact=True
        )
        flow.addWidget(identify(self.reopen, "reopen-concern"))
        identify(self.edit, "edit-concern", self.tr("Edit this concern"))
        self.answers["decision"].clicked.connect(self._on_decision)
        self.answers["action"].clicked.connect(self._on_action)
        self.answers["heard"].clicked.connect(self._on_heard)
        self.reopen.clicked.connect(self.reopen_asked)
        self.edit.clicked.connect(self.edit_asked)

    def _on_decision(self) -> None:
        self.answer_asked.emit("decision")

    def _on_action(self) -> None:
        self.answer_asked.emit("action")

    def _on_heard(self) -> None:
        self.answer_asked.emit("heard")

    # --- showing ----------------------------------------------------------------------------

    def show_concern(self, found: ConcernRow) -> None:
        """Show one concern as the file has it."""
        self.row = found
        self.hand.show_row("concern", found.id, found.session_id)
        answer = found.answer
        lapsed = bool(answer and answer.lapsed)
        self._tone = "danger" if found.is_open else ("warn" if lapsed else "border")
        self._show_head(found, answer)
        self.title.setText(found.title)
        self.who.set_person(found.person or found.party or "?", found.colour or None)
        self.original.setText(wording_radar.original(found))
        self._show_told(answer)
        self._show_links(found, answer)
        is_open = found.is_open
        self.asked.setVisible(is_open)
        why = self.tr("This file is open for reading only.") if self._workspace.read_only else None
        for button in (*self.answers.values(), self.reopen):
            explain_disabled(button, why)
        self.edit.setEnabled(why is None)
        self.edit.setToolTip(why or self.tr("Edit this concern"))
        for button in self.answers.values():
            button.setVisible(is_open)
        self.reopen.setVisible(not is_open)
        self._show_history(found)
        self.setAccessibleName(found.title)
        self.update()

    def _show_head(self, found: ConcernRow, answer: Answer | None) -> None:
        if answer is None:
            words, tone, icon = wording_radar.age(found), "danger", "warning-circle"
        else:
            words, tone = wording_radar.answered(answer)
            icon = "warning-circle" if answer.lapsed else "check-circle"
            words = " ".join(part for part in (answer.number, words) if part)
            tone = tone if answer.lapsed or tone == "warn" else "ok"
        self.mark.set_icon(icon, tone)
        self.state.setText(words[:1].upper() + words[1:])
        self.state.set_tone(tone)
        self.facts.setText(wording_radar.facts(found))

    def _show_told(self, answer: Answer | None) -> None:
        lines = []
        if answer is not None:
            if answer.lapsed:
                lines.append(wording_radar.lapsed(answer))
            elif answer.text:
                lines.append(answer.text)
            if answer.words and answer.words != answer.text:
                because = self.tr("Because: {0}").format(answer.words)
                lines.append(because if answer.kind == "heard" else answer.words)
        self.told.setText("\n".join(lines))
        self.told.setVisible(bool(lines))

    def _show_links(self, found: ConcernRow, answer: Answer | None) -> None:
        clear_layout(self.links)
        if answer is not None and answer.id is not None:
            word = answer.number or wording.state("capture", answer.kind)[0]
            self._add_link(self.tr("Open {0}").format(word), answer.kind, answer.id)
        place = found.agenda
        if place is not None:
            words = wording_radar.where(place, self._workspace.today())
            words = words[:1].upper() + words[1:]
            if place.session_id is None:
                self.links.addWidget(Text(words, "small"))
            else:
                self._add_link(words, "session", place.session_id)
        if found.is_open:
            for each in found.proposed:
                self._add_proposed(each)
        self.notes.setVisible(self.links.count() > 0)

    def _add_proposed(self, each: Proposed) -> None:
        name = each.number or self.tr("A proposal")
        words = self.tr("{0} says how it is met: {1}").format(name, each.met_how)
        self._add_link(words if len(words) < 90 else f"{words[:88]}…", "decision", each.decision_id)

    def _add_link(self, words: str, kind: str, row_id: int) -> None:
        button = LinkButton(words)
        button.setProperty("leads_to", [kind, str(row_id)])
        button.clicked.connect(self._on_link)
        self.links.addWidget(button)

    def _on_link(self) -> None:
        kind, key = self.sender().property("leads_to")
        page, name = {
            "decision": ("decisions", "decision_id"),
            "action": ("actions", "action_id"),
            "session": ("prepare", "session_id"),
        }[kind]
        self._shell.go(page, **{name: int(key)})

    def _show_history(self, found: ConcernRow) -> None:
        clear_layout(self.history.body)
        lines = concern_history(self._workspace.reader, found.id)
        self.history.setVisible(bool(lines))
        for each in lines:
            words = wording_radar.change(each, self._workspace.today())
            self.history.body.addWidget(Text(words, "small", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        radius = look.radius("card")
        painting.draw_round(painter, self.rect(), radius, look.color("bg"), look.color("border"))
        if self._tone != "border":
            edge = QRect(0, 0, look.px(5), self.height())
            painter.setClipRect(painting.mirrored(edge, self.rect()))
            painting.draw_round(painter, self.rect(), radius, look.color(self._tone))
