"""The advice: what it comes to, every figure behind it, and what is made of it (K3)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.cadence.advice import Term
from facilitator.domain.words import AdviceRemark
from facilitator.queries.cadence import AdviceView
from facilitator.queries.costs import Costs
from ui.pages.goals.locking import lock, read_only_reason
from ui.pages.plan.rhythm.advice_rows import TermDelegate, term_rows
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, PlainButton, explain_disabled
from ui.widgets.card import Card, Divider, column, row
from ui.widgets.fields import line_edit
from ui.widgets.naming import identify, property_style
from ui.widgets.notices import IconMark, announce
from ui.widgets.rows import RowList
from ui.widgets.text import Text
from ui.wording import advice as words
from ui.wording import short_day
from ui.workspace import Workspace


class AdviceCard(Card):
    """Shows an `AdviceView`. It tells what is asked for and changes nothing itself.

    `opened` carries the term whose rows are asked for, `accepted` and `declined` the reason.
    """

    opened = Signal(object)
    accepted = Signal(str)
    declined = Signal(str)
    meeting_asked = Signal()
    thresholds_asked = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=16, spacing=8)
        self._workspace, self._shell = workspace, shell
        self._view: AdviceView | None = None
        self._every = False
        self._menu: QMenu | None = None
        self._build_head()
        self.list = RowList(self.tr("Figures of the advice"), dividers=False, fit=12)
        self.list.painter_of_rows = TermDelegate(self.list, dividers=False)
        self.list.setItemDelegate(self.list.painter_of_rows)
        self.add(identify(self.list, "advice-terms"))
        self.body.addStretch(1)
        self.add(Divider())
        self._build_foot()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build_head(self) -> None:
        look = theme()
        margins = self.body.contentsMargins()
        margins.setTop(look.px(10))  # the button at the end reaches up, the words do not
        self.body.setContentsMargins(margins)
        head, lead = row(10), column(0)
        lead.setContentsMargins(0, look.px(6), 0, 0)
        lead.addWidget(IconMark("lightbulb", "accent", 20))
        lead.addStretch(1)
        head.addLayout(lead)
        texts = column(4)
        texts.setContentsMargins(0, look.px(6), 0, 0)
        self.headline = identify(Text("", "lead", wrap=True), "advice-headline")
        self.under = Text(words.judgement(), "small", wrap=True)
        texts.addWidget(self.headline)
        texts.addWidget(self.under)
        head.addLayout(texts, 1)
        side = column(0)
        self.day, self.cost = Text("", "small"), Text("", "small")
        self.more = identify(
            IconButton("dots-three", self.tr("More about the advice")), "advice-more"
        )
        above = row(4)
        above.addStretch(1)
        above.addWidget(self.day)
        above.addWidget(self.more)
        side.addLayout(above)
        self.cost.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
        side.addWidget(self.cost)
        side.addStretch(1)
        head.addLayout(side)
        self.body.addLayout(head)

    def _build_foot(self) -> None:
        self.extra = QWidget()
        extra = row(8)
        self.extra.setLayout(extra)
        extra.addWidget(IconMark("gavel", "decision", 16))
        self.extra_words = Text("", "row", wrap=True)
        self.meet = identify(
            PlainButton(self.tr("Plan it"), compact=True), "advice-meeting",
            self.tr("Plan the short decision meeting"),
        )  # fmt: skip
        extra.addWidget(self.extra_words, 1)
        extra.addWidget(self.meet)
        self.add(self.extra)
        self.standing = identify(Text("", "row", wrap=True), "advice-standing")
        self.add(self.standing)
        self.answers = QWidget()
        flow = row(8)
        self.answers.setLayout(flow)
        self.accept = identify(PlainButton(self.tr("Accept"), icon="check"), "advice-accept")
        self.decline = identify(PlainButton(self.tr("Decline")), "advice-decline")
        self.reason = identify(line_edit(), "advice-reason", self.tr("Reason, kept"))
        self.reason.setMinimumWidth(theme().px(120))
        self.reason.setMinimumHeight(theme().px(36))
        flow.addWidget(self.accept)
        flow.addWidget(self.decline)
        flow.addWidget(self.reason, 1)
        self.add(self.answers)
        self.problem = Text("", "small", tone="danger", wrap=True)
        self.problem.hide()
        self.add(self.problem)
        self.saver = self._shell.drafts.bind_draft(self.reason, "plan/advice-reason")

    def _connect(self) -> None:
        self.list.opened.connect(self._on_opened)
        self.more.clicked.connect(self._on_more)
        self.meet.clicked.connect(self.meeting_asked)
        self.accept.clicked.connect(self._on_accept)
        self.decline.clicked.connect(self._on_decline)
        self.reason.textEdited.connect(self._on_typed)

    # --- what it shows ----------------------------------------------------------------------

    def show_advice(self, view: AdviceView, costs: Costs, currency: str) -> None:
        """Show the advice of today."""
        self._view = view
        advice, found = view.advice, view.counted
        today = self._workspace.today()
        self.headline.setText(words.headline(advice, found.inputs.current))
        self.setAccessibleName(self.headline.text())
        self.day.setText(short_day(found.on, today))
        cost = costs.of(advice.days)
        self.cost.setText(words.quarter(cost, currency) if cost else "")
        said = [words.judgement(), words.why_step(advice), words.set_already(view, today)]
        self.under.setText(" ".join(part for part in said if part))
        self._show_terms()
        self._show_extra()
        self._show_answers()

    def _show_terms(self) -> None:
        if self._view is None:
            return
        self.list.set_rows(term_rows(self._view, every=self._every))

    def _show_extra(self) -> None:
        view = self._view
        is_there = view is not None and view.advice.extra_meeting
        self.extra.setVisible(is_there)
        if view is None or not is_there:
            return
        days = view.counted.inputs.decision_due or 0
        day = view.counted.on.toordinal() + days
        by = short_day(type(view.counted.on).fromordinal(day), self._workspace.today(),
                       weekday=True)  # fmt: skip
        said = self.tr("One short decision meeting by {0}; the rhythm stays as it is.").format(by)
        if days < 0:
            said = self.tr("One short decision meeting now: it was needed by {0}.").format(by)
        self.extra_words.setText(said)
        explain_disabled(self.meet, read_only_reason(self._workspace))

    def _show_answers(self) -> None:
        view = self._view
        if view is None:
            return
        remark = view.advice.remark
        can = remark is not AdviceRemark.KEEP or view.advice.extra_meeting
        is_open = view.standing is None and can
        self.answers.setVisible(is_open)
        words_now = ""
        if view.standing is not None:
            words_now = words.standing(view.standing, self._workspace.today())
        elif not can:
            words_now = self.tr("Nothing is to be changed.")
        self.standing.setText(words_now)
        self.standing.setVisible(bool(words_now))
        self.accept.setText(self._accept_words())
        self.reason.setPlaceholderText(self.tr("Reason, kept: why you follow it or not"))
        lock(self._workspace, (self.accept, self.decline, self.reason))
        if not is_open:
            self._complain("")

    def _accept_words(self) -> str:
        view = self._view
        if view is None:
            return self.tr("Accept")
        today, coming = self._workspace.today(), view.counted.coming
        if view.advice.remark is AdviceRemark.CHANGE and coming is not None:
            day = short_day(coming.starts_local, today)
            return self.tr("Accept from {0}").format(day)
        if view.advice.remark is AdviceRemark.SKIP_NEXT and coming is not None:
            return self.tr("Skip {0}").format(short_day(coming.starts_local, today, weekday=True))
        return self.tr("Accept")

    # --- doing ------------------------------------------------------------------------------

    def can_answer(self) -> bool:
        """Tell whether the advice waits for an answer that can be given."""
        return not self.answers.isHidden() and self.accept.isEnabled()

    def forget_reason(self) -> None:
        """Empty the line after the answer took it."""
        self.reason.clear()
        self._shell.drafts.clear_draft(self.saver, "plan/advice-reason")
        self._complain("")

    def term(self, key: object) -> Term | None:
        """Return the term of a row."""
        terms = self._view.advice.terms if self._view else ()
        return next((term for term in terms if term.name.value == key), None)

    def _on_opened(self, key: object) -> None:
        term = self.term(key)
        if term is not None:
            self.opened.emit(term)

    def _on_more(self) -> None:
        menu = self._menu = QMenu(self)
        every = menu.addAction(self.tr("Show every figure"), self.show_every)
        every.setCheckable(True)
        every.setChecked(self._every)
        menu.addAction(self.tr("Thresholds…"), self.thresholds_asked.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def show_every(self) -> None:
        """Show the figures that say nothing too, or leave them out again."""
        self._every = not self._every
        self._show_terms()

    def _on_accept(self) -> None:
        self._complain("")
        self.accepted.emit(self.reason.text().strip())

    def _on_decline(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._complain(self.tr("Say why: the reason is kept and drawn over time."))
            self.reason.setFocus()
            return
        self._complain("")
        self.declined.emit(reason)

    def _on_typed(self, _text: str) -> None:
        self._complain("")

    def _complain(self, sentence: str) -> None:
        property_style(self.reason, "invalid", "true" if sentence else "false")
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.reason.setAccessibleDescription(sentence)
        if sentence:
            announce(self, sentence)
