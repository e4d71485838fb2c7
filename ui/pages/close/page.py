"""Before everybody leaves: what is missing, what will print, what returns. It never blocks."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QWidget

from facilitator.commands.closing import close_and_carry
from facilitator.domain.words import SessionState
from facilitator.queries.carry_over import following_session, leaving
from facilitator.queries.closing import Closing, Missing, closing
from facilitator.queries.sessions import running_session_id
from facilitator.store import Change
from ui import wording
from ui.actions import Command
from ui.dialogs.attendance import AttendanceDialog
from ui.dialogs.words_form import WordsDialog
from ui.pages.close.balancing import add_action, note_reason
from ui.pages.close.carry_card import CarryCard
from ui.pages.close.minutes_card import MinutesCard
from ui.pages.close.missing import Key, MissingCard, key_of
from ui.pages.close.owed import OwedBand
from ui.pages.close.round import RoundCard
from ui.pages.close.words import count_line, reached_line
from ui.pages.page import Page
from ui.pages.run.line_keeper import unsent_line
from ui.pages.run.live import Live
from ui.pages.session_marks import SessionMarks
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, PlainButton, PrimaryButton
from ui.widgets.card import Card, column, row
from ui.widgets.chips import StatePill
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState, IconMark
from ui.widgets.presence import PresenceButton
from ui.widgets.text import ElidedText, Text
from ui.workspace import Workspace

_NARROW = 960  # design pixels below which the three cards stand below each other


class ClosePage(Page):
    """One running session that is about to close."""

    is_full_bleed: ClassVar[bool] = True

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._wanted: int | None = None
        self._live: Live | None = None
        self._cards: dict[Key, MissingCard] = {}
        self._let_be: set[Key] = set()
        self._has_reason = False
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        whole = column(12)
        look = theme()
        whole.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(16))
        self.setLayout(whole)
        whole.addLayout(self._build_head())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.addWidget(self._area, 1)
        inside = QWidget()
        inside.setProperty("plain", "true")
        self._area.setWidget(inside)
        body = column(16)
        body.setContentsMargins(look.px(16), look.px(8), look.px(16), 0)
        inside.setLayout(body)
        words = column(4)
        words.addWidget(Text(self.tr("Before everybody leaves"), "title"))
        self.count = Text("", "quiet")
        words.addWidget(self.count)
        body.addLayout(words)
        self.band = OwedBand()
        body.addWidget(self.band)
        self._columns = row(16)
        body.addLayout(self._columns, 1)
        self.missing = self._build_missing()
        self.minutes = MinutesCard(self.workspace)
        self.carry = CarryCard(self.workspace, self.shell)
        for card in (self.missing, self.minutes, self.carry):
            card.setMinimumHeight(look.px(360))
            self._columns.addWidget(card, 1)
        self.round = RoundCard(self.workspace, self.shell)
        body.addWidget(self.round)

    def _build_head(self) -> QHBoxLayout:
        line = row(12)
        self.back = IconButton("arrow-left", self.tr("Back to the session"))
        line.addWidget(self.back)
        words = column(0)
        words.setContentsMargins(0, theme().px(4), 0, 0)
        self.title = ElidedText("", "lead")
        self.presence = PresenceButton(self.tr("Who is there"))
        self.marks = SessionMarks(with_opener=True)
        top = row(10)
        top.addWidget(self.title, 1)
        top.addWidget(self.marks)
        words.addLayout(top)
        words.addWidget(self.presence)
        line.addLayout(words, 5)
        used = column(0)
        figures = row(8)
        self.used = Text("", "heading")
        self.of = Text("", "small")
        figures.addWidget(self.used)
        figures.addWidget(self.of)
        figures.addStretch(1)
        self.reached = ElidedText("", "small")
        used.addLayout(figures)
        below = row(6)
        self._all_reached = IconMark("check", "ok", 14)
        below.addWidget(self._all_reached)
        below.addWidget(self.reached, 1)
        used.addLayout(below)
        line.addLayout(used, 3)
        self.again = identify(
            PlainButton(self.tr("Back to the session"), icon="arrow-left"), "back-to-session"
        )
        self.close_it = identify(
            PrimaryButton(self.tr("Close and write minutes"), icon="check"), "close-and-write"
        )
        line.addWidget(self.again)
        line.addWidget(self.close_it)
        return line

    def _build_missing(self) -> Card:
        card = Card(self.tr("Missing"), margin=16, spacing=8)
        if card.title is not None:
            card.title.set_style("lead")
        self.left = StatePill("", "warn", "warning")
        card.add_to_header(self.left)
        inside = identify(QWidget(), "missing-list", self.tr("Missing"))
        inside.setProperty("plain", "true")
        self._missing_box = column(8)
        inside.setLayout(self._missing_box)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._missing_area = area
        card.add(area, 1)
        self.settled = EmptyState("check-circle", self.tr("All settled"))
        card.add(self.settled, 1)
        good = row(8)
        self._good_mark = IconMark("check", "ok", 16)
        self.good = Text("", "small", wrap=True)
        good.addWidget(self._good_mark)
        good.addWidget(self.good, 1)
        card.body.addLayout(good)
        return card

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.again.clicked.connect(self._on_back)
        self.close_it.clicked.connect(self.close_session)
        self.presence.clicked.connect(self._on_presence)
        self.band.action_asked.connect(self._on_add_action)
        self.band.reason_asked.connect(self._on_reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() / theme().unit < _NARROW
        side_by_side = QBoxLayout.Direction.LeftToRight
        stacked = QBoxLayout.Direction.TopToBottom
        self.band.set_narrow(is_narrow)
        self._columns.setDirection(stacked if is_narrow else side_by_side)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(1100), theme().px(640))

    # --- Page -------------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show the session `session_id`, else the one that runs."""
        wanted = target.get("session_id")
        self._wanted = wanted if isinstance(wanted, int) else None
        if self._live is None or self._wanted != self._live.session_id:
            self._let_be.clear()
            self._has_reason = False
        self._let_be = {key for key in self._let_be if key[0] != "unsent"}
        self.reload()

    def place(self) -> dict[str, object]:
        """Return the session shown."""
        return {"session_id": self._live.session_id} if self._live is not None else {}

    def load(self) -> None:
        """Ask for everything."""
        self._show(force=True)

    def show_change(self, change: Change) -> None:
        """Ask again; fields that somebody is typing in are left alone."""
        self._show(force=change.kind != "do")

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        group = self.tr("Close")
        return [
            Command("close.write", self.tr("Close and write minutes"), self.close_session,
                    icon="check", group=group, enabled=self._is_open,
                    consequence=self.tr("carries over what is ticked")),
            Command("close.back", self.tr("Back to the session"), self._on_back,
                    icon="arrow-left", group=group, enabled=self._is_open,
                    consequence=self.tr("nothing is closed")),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the cards."""
        return [self.missing, self.carry, self.round, self.close_it]

    def start_focus(self) -> QWidget | None:
        """Return the button that closes: everything else is reached backwards from it."""
        return self.close_it if self.close_it.isEnabled() else self.back

    def escape(self) -> bool:
        """Go back to the session."""
        self._on_back()
        return True

    def _is_open(self) -> bool:
        return self._live is not None and self._live.is_running

    # --- showing ----------------------------------------------------------------------------

    def _show(self, *, force: bool) -> None:
        reader = self.workspace.reader
        session_id = self._wanted or running_session_id(reader)
        self._live = Live(self.workspace, session_id) if session_id is not None else None
        live = self._live
        self.close_it.setEnabled(self._is_open() and not self.workspace.read_only)
        if live is None or live.detail is None:
            return
        found = closing(reader, live.session_id)
        self._show_head(live, found)
        self._show_missing(live, found)
        following = following_session(reader, live.session_id)
        until = ""
        if following is not None:
            until = wording.long_day(following["starts_local"], self.workspace.today())
        if not self.band.show_owed(found.new_by_party, until) or self._has_reason:
            self.band.hide()
        self.minutes.show_closing(found, live.cards)
        self.round.show_session(live.session_id, force=force)
        self.carry.show_leaving(
            live.detail, leaving(reader, live.session_id), following, force=force
        )

    def _show_head(self, live: Live, found: Closing) -> None:
        if live.detail is None:
            return
        self.title.setText(f"{live.detail.label}  {live.detail.title}".strip())
        self.marks.show_session(self.workspace.reader, live.session_id)
        groups: list[tuple[str, str | None]] = [
            (self.tr("{0} {1} of {2}").format(each.party, each.present, each.listed), each.colour)
            for each in live.presence
        ]
        two = len(groups) == 2
        yes = self.tr("both sides represented") if two else self.tr("all sides represented")
        no = self.tr("not both sides represented") if two else self.tr("not all represented")
        self.presence.set_presence(groups, yes if live.is_represented else no, live.is_represented)
        elapsed = live.reading().session_elapsed_s
        self.used.setText(self.tr("{0} min").format(round(elapsed / 60)))
        self.of.setText(self.tr("of {0} used").format(round(live.detail.length_s / 60)))
        self.reached.setText(reached_line(found.items_reached, found.items))
        self._all_reached.setVisible(0 < found.items == found.items_reached)
        closed = live.detail.state != SessionState.RUNNING
        self.close_it.setToolTip(self.tr("This session is not running.") if closed else "")

    def _show_missing(self, live: Live, found: Closing) -> None:
        """Keep the cards that stay, so that what somebody types in one is left alone."""
        wanted = {key_of(each): each for each in (*self._unsent(live), *found.missing)}
        wanted = {key: each for key, each in wanted.items() if key not in self._let_be}
        for key, card in list(self._cards.items()):
            if key not in wanted or card.missing != wanted[key]:
                del self._cards[key]
                self._missing_box.removeWidget(card)
                card.hide()
                card.deleteLater()
        while self._missing_box.count() > len(self._cards):
            self._missing_box.takeAt(self._missing_box.count() - 1)
        for number, (key, each) in enumerate(wanted.items()):
            if key not in self._cards:
                card = MissingCard(self.workspace, self.shell, each)
                card.let_be.connect(self._on_let_be)
                self._cards[key] = card
                self._missing_box.insertWidget(number, card)
        self._missing_box.addStretch(1)
        count = len(wanted)
        self.count.setText(count_line(count))
        if count:
            self.left.set_content(self.tr("{0} left").format(count), "warn", "warning")
        else:
            self.left.set_content(self.tr("all settled"), "ok", "check")
        self._missing_area.setVisible(bool(count))
        self.settled.setVisible(not count)
        self._show_good(live, found)

    def _unsent(self, live: Live) -> list[Missing]:
        """Return the line that was typed and never sent; of a sealed one not a word."""
        line, sealed = unsent_line(self.workspace.store, live.session_id)
        if not line.strip():
            return []
        words = self.tr("a sealed note, for you alone") if sealed else line.strip()
        return [Missing("unsent", live.session_id, "", words, None, "")]

    def _show_good(self, live: Live, found: Closing) -> None:
        gaps = {each.why for each in found.missing}
        has_actions = any(card.kind == "action" for card in live.cards)
        words = ""
        if has_actions and not gaps & {"owner", "due"}:
            words = self.tr("Every action has one owner and a date")
        elif any(card.kind == "decision" for card in live.cards) and "unheard" not in gaps:
            words = self.tr("Each side was heard on every decision")
        self.good.setText(words)
        self.good.setVisible(bool(words))
        self._good_mark.setVisible(bool(words))

    # --- doing ------------------------------------------------------------------------------

    def close_session(self) -> None:
        """Close, carry over what is ticked, and go to the minutes."""
        live = self._live
        if live is None or live.detail is None or not self.shell.drafts.flush():
            return
        following = following_session(self.workspace.reader, live.session_id)
        done = self.workspace.carry_out(
            close_and_carry,
            live.session_id,
            self.carry.chosen(),
            following["id"] if following is not None else None,
            from_label=live.detail.label,
            next_reason=self.carry.reason.text().strip(),
        )
        if done:
            self.shell.toast(self.tr("“{0}” is closed.").format(live.detail.title), undo=True)
            self.shell.go("minutes", session_id=live.session_id)

    def _on_back(self) -> None:
        self.shell.drafts.flush()
        if self._live is not None:
            self.shell.go("run", session_id=self._live.session_id)
        else:
            self.shell.go("sessions")

    def _on_presence(self) -> None:
        if self._live is not None:
            AttendanceDialog(self.workspace, self.shell, self._live.session_id).open()

    def _on_let_be(self, key: Key) -> None:
        self._let_be.add(key)
        self._show(force=False)

    def _on_add_action(self, party_id: int, party: str) -> None:
        WordsDialog(
            self.shell.window_widget,
            self.tr("Action for {0}").format(party),
            self.tr("What {0} promises").format(party),
            self.tr("Add action"),
            partial(add_action, self.workspace.store, self._session(), party_id),
        ).open()

    def _on_reason(self) -> None:
        dialog = WordsDialog(
            self.shell.window_widget,
            self.tr("Why only one side"),
            self.tr("Reason, as it will stand in the minutes"),
            self.tr("Note it"),
            partial(note_reason, self.workspace.store, self._session()),
        )
        dialog.accepted.connect(self._on_reason_given)
        dialog.open()

    def _on_reason_given(self) -> None:
        self._has_reason = True
        self._show(force=False)

    def _session(self) -> int:
        return self._live.session_id if self._live is not None else 0
