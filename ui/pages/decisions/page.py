"""The decision log: filters, search, one decision beside it, export (D5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.commands import decisions as verbs
from facilitator.queries.decision_log import (
    DecisionLog,
    Narrowed,
    decision_counts,
    decision_log,
)
from facilitator.queries.decisions import DecisionRow, decisions_of
from facilitator.queries.engagement import goal_names, parties
from ui import wording
from ui.actions import Command
from ui.asking import Asking
from ui.pages.decisions.detail import DecisionView
from ui.pages.register import RegisterPage
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.card import Card, PageHeader, column, row
from ui.widgets.fields import Choice, SearchField
from ui.widgets.long_list import LongList
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.paged_rows import PagedRows
from ui.widgets.rows import Row
from ui.widgets.segmented import FilterTabs
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace


class DecisionsPage(RegisterPage):
    """Every decision of the engagement, by session."""

    register = "decisions"
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "decision", "capture", "consideration", "decision_position", "decision_option",
            "session", "goal", "party", "person", "action", "data_request",
            "concern", "proposal_concern", "sayback", "sayback_version", "question",
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._has_any = False
        self._is_forced = False  # an answer that is awaited also goes into the field being edited
        self._counting = Asking(workspace, shell, self)
        self._listing = Asking(workspace, shell, self)
        self._wanted: int | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        look = theme()
        whole = column(12)
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        self.setLayout(whole)
        self.header = PageHeader(self.tr("Decisions"))
        self.export = PlainButton(self.tr("Export log"), icon="export", trailing="caret-down")
        self.new = PrimaryButton(self.tr("Propose a decision"), icon="gavel")
        self.header.add_action(identify(self.export, "export-decisions"))
        self.header.add_action(identify(self.new, "new-decision"))
        whole.addWidget(self.header)
        whole.addLayout(self._build_filters())
        self.log_card = Card(margin=8)
        self.log_card.body.addLayout(self._build_narrowing())
        self.log = identify(
            LongList(self.tr("Decision log"), title_lines=2, dividers=False), "decision-list"
        )
        self.log_card.add(self.log, 1)
        self.nothing = EmptyState("gavel", "")
        self.log_card.add(self.nothing, 1)
        self.detail = DecisionView(self.workspace, self.shell)
        self.blank = Card()
        self.blank.add(
            EmptyState(
                "gavel",
                self.tr("No decision chosen"),
                self.tr("Choose one on the left to see its wording, its reasons and both sides."),
            )
        )
        right = QWidget()
        box = column(0)
        right.setLayout(box)
        box.addWidget(self.detail)
        box.addWidget(self.blank)
        whole.addWidget(TwoColumns(self.log_card, right, shares=(37, 63), heights=(360, 640)), 1)

    def _build_filters(self) -> QHBoxLayout:
        line = row(8)
        self.tabs = FilterTabs(
            [
                ("all", self.tr("All")),
                ("open", self.tr("Proposed")),
                ("agreed", self.tr("Agreed")),
                ("due", self.tr("Review due")),
                ("deferred", self.tr("Deferred")),
                ("ended", self.tr("Superseded")),
            ],
            self.tr("State"),
        )
        self.words = identify(SearchField(self.tr("Find a decision")), "decision-search")
        line.addWidget(self.tabs)
        line.addStretch(1)
        line.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _build_narrowing(self) -> QHBoxLayout:
        line = row(6)
        self.party = identify(Choice(), "decision-party", self.tr("Side"))
        self.about = identify(Choice(), "decision-about", self.tr("Goal"))
        self.since = identify(Choice(), "decision-since", self.tr("Since when"))
        self.since.set_choices(
            [
                (None, self.tr("Any time")),
                (30, self.tr("Last 30 days")),
                (91, self.tr("Last 3 months")),
                (365, self.tr("Last year")),
            ]
        )
        for choice in (self.party, self.about, self.since):
            choice.setSizeAdjustPolicy(
                Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            line.addWidget(choice, 1)
        return line

    def _connect(self) -> None:
        self.since.chosen.connect(self._on_filter)
        self.tabs.chosen.connect(self._on_filter)
        self.party.chosen.connect(self._on_filter)
        self.about.chosen.connect(self._on_filter)
        self.words.textChanged.connect(self._on_filter)
        self.log.picked.connect(self._on_picked)
        self.log.opened.connect(self._on_opened)
        self.detail.asked_for.connect(self._on_asked)
        self.new.clicked.connect(self._on_new)
        self.export.clicked.connect(self._on_export)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the log and the decision shown."""
        self._load_choices()
        self._counting.ask(decision_counts, self._show_counts)
        if self.log.is_long:
            self.log.refresh()  # what is in view says at once what it has become
            self._show_detail(self.log.current())
        self._ask(keep=self.log.current())

    def _show_counts(self, counts: dict[str, int]) -> None:
        self._has_any = bool(counts["all"])
        self.tabs.set_counts(dict(counts.items()))

    def _load_choices(self) -> None:
        side, goal = self.party.current(), self.about.current()
        self.party.clear_choices()
        self.party.add(None, self.tr("All sides"))
        for party in parties(self.workspace.reader):
            words = self.tr("{0} has reservations").format(party.short)
            self.party.add(party.id, words, party=party.colour)
        self.party.set_current(side)
        self.about.clear_choices()
        self.about.add(None, self.tr("Any goal"))
        for each in goal_names(self.workspace.reader):
            self.about.add(each.id, each.title, icon="target")
        self.about.set_current(goal)

    def _narrowed(self) -> Narrowed:
        side, goal, days = self.party.current(), self.about.current(), self.since.current()
        since = ""
        if isinstance(days, int):
            since = (self.workspace.today() - timedelta(days=days)).isoformat()
        return Narrowed(
            str(self.tabs.current()),
            side if isinstance(side, int) else None,
            goal if isinstance(goal, int) else None,
            since,
            self.words.text().strip(),
        )

    def _ask(self, keep: object = None) -> None:
        """Ask what fits, and `keep`: what somebody types in stays when it fits no longer."""
        self._is_forced = self._is_forced or self.is_replay
        kept = keep if isinstance(keep, int) else None
        self._listing.ask(partial(decision_log, to=self._narrowed(), keep=kept), self._show_rows)

    def _show_rows(self, found: DecisionLog) -> None:
        wanted = self._wanted or self.log.current()
        rows = PagedRows(found.ids, self._fetch, self._row, found.starts, self._heading)
        self.log.set_source(rows)
        self.log.setVisible(bool(found.ids))
        self.nothing.setVisible(not found.ids)
        self._explain_nothing()
        ids = found.ids
        current = wanted if wanted in ids or self._wanted else (ids[0] if ids else None)
        self._wanted = None
        self.log.set_current(current)
        self._show_detail(current)
        self._is_forced = False

    def _fetch(self, ids: Sequence[int]) -> list[tuple[int, DecisionRow]]:
        return [(row.id, row) for row in decisions_of(self.workspace.reader, ids)]

    def _explain_nothing(self) -> None:
        if self._has_any:
            self.nothing.set_words(
                self.tr("Nothing fits"), self.tr("No decision fits these filters and words.")
            )
            return
        self.nothing.set_words(
            self.tr("No decisions yet"),
            self.tr("Capture one in a session with /d, or propose one here."),
        )

    def _show_detail(self, key: object) -> None:
        is_there = isinstance(key, int) and self.detail.show_decision(
            key, force=self.is_replay or self._is_forced
        )
        self.detail.setVisible(is_there)
        self.blank.setVisible(not is_there)

    def _heading(self, _number: int, each: DecisionRow) -> Row:
        if each.session_id is None:
            return Row(("head", 0), self.tr("Outside a session"), is_heading=True)
        day = wording.short_day(each.session_day, self.workspace.today())
        kind = wording.word(each.session_kind).lower()
        return Row(
            ("head", each.session_id), each.session_label, second=f"{day}, {kind}", is_heading=True
        )

    def _row(self, each: DecisionRow) -> Row:
        second, tone = "", "text2"
        if each.state == "proposed":
            second = self.tr("proposed")
            if each.unheard:
                second = self.tr("proposed, not heard: {0}").format(", ".join(each.unheard))
            tone = "warn"
        elif each.is_review_due:
            day = wording.short_day(each.review_on, self.workspace.today())
            second, tone = self.tr("review was due {0}").format(day), "warn"
        elif each.state != "agreed":
            second = wording.state("decision", each.state)[0]
        elif each.not_said_back:
            second = self._not_said_back(each.not_said_back)
            tone = "warn"
        elif each.decider:
            second = self.tr("decided by {0}").format(each.decider)
        return Row(
            each.id, each.text, second, tone, number=each.number or "–",
            is_quiet=each.state in ("superseded", "rejected"),
        )  # fmt: skip

    def _not_said_back(self, sides: tuple[str, ...]) -> str:
        """Return who has not said a decision back (D4); many sides are counted."""
        if len(sides) > 2:
            return self.tr("{0} sides have not said it back").format(len(sides))
        if len(sides) == 2:
            return self.tr("{0} and {1} have not said it back").format(*sides)
        return self.tr("{0} has not said it back").format(*sides)

    # --- doing ------------------------------------------------------------------------------

    def _on_filter(self, *_: object) -> None:
        self._ask()

    def _on_picked(self, key: object) -> None:
        self._show_detail(key)

    def _on_opened(self, key: object) -> None:
        self._show_detail(key)
        self.detail.focus_first()

    def _on_asked(self, key: object) -> None:
        self.open_target(decision_id=key)
        self.load()

    def _on_new(self) -> None:
        new_id = self.workspace.run(verbs.propose_decision, self.tr("What we propose to decide"))
        if new_id is not None:
            self._on_asked(new_id)
            self.detail.title_edit.setFocus()
            self.detail.title_edit.selectAll()

    def _on_export(self) -> None:
        self.offer_export(self.export)

    # --- the window's questions -------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show one decision, whatever the filters say."""
        wanted = target.get("decision_id")
        if isinstance(wanted, int):
            self._wanted = wanted
            self.tabs.set_current("all")
            self.words.clear()
            self.party.set_current(None)
            self.since.set_current(None)
            self.about.set_current(None)
            if self.isVisible():
                if self._listing.is_large:
                    self._show_detail(wanted)  # the log comes later
                self._ask()

    def place(self) -> dict[str, object]:
        """Return the decision shown."""
        current = self.log.current()
        return {"decision_id": current} if isinstance(current, int) else {}

    def commands(self) -> list[Command]:
        """Return what can be done on this page."""
        return [
            *self.detail.jargon.commands(),
            Command(
                "decision.new", self.tr("Propose a decision"), self._on_new, shortcut="Ctrl+N",
                icon="gavel", group=self.tr("Decisions"),
            ),
            Command(
                "decision.find", self.tr("Find in the log"), self.words.setFocus, shortcut="/",
                icon="magnifying-glass", group=self.tr("Decisions"),
            ),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the log and the detail."""
        return [self.log, self.detail]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the log."""
        return self.log
