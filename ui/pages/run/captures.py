"""What was captured, newest first, with tabs; and everything that can be done with a card."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from facilitator.commands import captures as commands
from facilitator.commands import concerns
from facilitator.domain.words import CaptureKind
from facilitator.queries.captured import CaptureCard
from facilitator.queries.engagement import PartyRow, PersonRow, parties, people
from ui import wording
from ui.dialogs.action_form import ActionForm
from ui.dialogs.hear_sides import HearSidesDialog
from ui.dialogs.settle import SettleDialog
from ui.handing import HANDED, HandingMenu
from ui.pages.run.card_list import CardEditor, CardList, Saver
from ui.pages.run.card_menus import card_menu, changed_words, kind_menu, who_menu
from ui.pages.run.cards import card_row
from ui.pages.run.live import Live
from ui.shell import Shell
from ui.widgets.card import Card
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row
from ui.widgets.segmented import FilterTabs
from ui.workspace import Workspace

_MAIN = ("decision", "action")


class CapturesPane(Card):
    """The cards of one session."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=8, spacing=8)
        self._workspace, self._shell = workspace, shell
        self._handing = HandingMenu(workspace, shell, self)
        self._live: Live | None = None
        self._rows: dict[int, tuple[CaptureCard, date, Row]] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.tabs = FilterTabs(
            [
                ("all", self.tr("All")), ("decision", self.tr("Decisions")),
                ("action", self.tr("Actions")), ("other", self.tr("Other")),
            ],
            self.tr("Captures shown"),
        )  # fmt: skip
        self.add(self.tabs)
        self.list = identify(CardList(self.tr("Captured"), self._bind), "captures-list")
        self.add(self.list, 1)
        self.empty = EmptyState(
            "list-checks",
            self.tr("Nothing captured yet"),
            self.tr("Type below: /d decision, /a action, /c concern, /q question, /p parked."),
        )
        self.add(self.empty, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_tab)
        self.list.asked.connect(self._on_asked)
        self.list.delete_asked.connect(self._on_delete)
        self.list.words_kept.connect(self._on_words_kept)

    # --- showing ----------------------------------------------------------------------------

    def show_cards(self, live: Live) -> None:
        """Show what was captured."""
        self._live = live
        counts: dict[object, int] = {
            "all": len(live.cards), "decision": 0, "action": 0, "other": 0,
        }  # fmt: skip
        for card in live.cards:
            counts[card.kind if card.kind in _MAIN else "other"] += 1
        self.tabs.set_counts(counts)
        today = self._workspace.today()
        rows = [self._row(card, live, today) for card in live.cards if self._is_shown(card)]
        self.list.show_cards(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if not rows:
            self._say_empty()

    def _row(self, card: CaptureCard, live: Live, today: date) -> Row:
        """Return the row of a card, made anew only when the card has changed."""
        kept = self._rows.get(card.id)
        if kept is not None and kept[0] == card and kept[1] == today:
            return kept[2]
        row = card_row(card, live.time_of(card.at), today)
        self._rows[card.id] = (card, today, row)
        return row

    def _say_empty(self) -> None:
        letters = {"decision": "/d", "action": "/a"}.get(str(self.tabs.current()), "")
        if letters:
            self.empty.set_words(
                self.tr("None yet"), self.tr("Begin the line below with {0}").format(letters)
            )
            return
        self.empty.set_words(
            self.tr("Nothing captured yet"),
            self.tr("Type below: /d decision, /a action, /c concern, /q question, /p parked."),
        )

    def _is_shown(self, card: CaptureCard) -> bool:
        tab = self.tabs.current()
        if tab == "all":
            return True
        return card.kind not in _MAIN if tab == "other" else card.kind == tab

    def point_out(self, capture_id: int) -> None:
        """Show a card that was just captured, whatever the tabs hide."""
        card = self._live.card(capture_id) if self._live else None
        if card is not None and not self._is_shown(card):
            self.tabs.set_current("all")
            self._on_tab("all")
        self.list.point_out(capture_id)

    def _on_tab(self, tab: object) -> None:
        self.list.end_editing()
        if self._live is not None:
            self.show_cards(self._live)

    # --- words ------------------------------------------------------------------------------

    def _bind(self, editor: CardEditor, key: object) -> Saver:
        return self._shell.drafts.bind_text(editor, partial(self._save_words, key))

    def _save_words(self, key: object, words: str) -> None:
        if words.strip():
            self._workspace.run(commands.set_capture, key, text=words, origin=self)

    def _on_words_kept(self, key: object, before: str, words: str) -> None:
        """Make the file say what the editor said last; an emptied one keeps its old words."""
        card = self._card(key)
        wanted = words.strip() or before
        if card is not None and card.text != wanted:
            self._workspace.run(commands.set_capture, key, text=wanted)
        if self._live is not None:
            self.show_cards(self._live)

    # --- what a card offers -----------------------------------------------------------------

    def _card(self, key: object) -> CaptureCard | None:
        if self._live is None or not isinstance(key, int):
            return None
        return self._live.card(key)

    def _on_asked(self, key: object, what: str, point: QPoint) -> None:
        card = self._card(key)
        if card is None or self._workspace.read_only:
            return
        self.list.end_editing()
        if what in ("kind", "more", "who"):
            build = {"kind": kind_menu, "more": card_menu, "who": who_menu}[what]
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            build(menu, card, self)
            if what == "more" and card.kind in HANDED and self._live is not None:
                menu.addSeparator()
                self._handing.fill(menu, card.kind, card.id, self._live.session_id)
            menu.popup(point)
        else:
            self.open_part(card, what)

    def open_part(self, card: CaptureCard, what: str) -> None:
        """Open what a statement on a card stands for."""
        home = self._shell.window_widget
        if what == "sides":
            HearSidesDialog(self._workspace, self._shell, card.id).open()
        elif what == "details":
            ActionForm(self._workspace, home, card).open()
        elif what == "minutes":
            self._workspace.run(commands.set_capture, card.id, in_minutes=not card.in_minutes)
        elif what in ("settle", "answer") and card.is_settled:
            reopen = concerns.reopen_concern if what == "answer" else commands.reopen_capture
            if self._workspace.carry_out(reopen, card.id):
                self._shell.toast(self.tr("Open again."), undo=True)
        elif what in ("settle", "answer"):
            SettleDialog(self._workspace, card.id, home).open()

    def change_kind(self, card: CaptureCard, kind: CaptureKind) -> None:
        """Make it something else; a refusal is told by the window."""
        if self._workspace.carry_out(commands.change_kind, card.id, kind):
            self._shell.toast(changed_words(kind), undo=True)

    def set_who(self, card: CaptureCard, party_id: int | None, person_id: int | None) -> None:
        """Say whose it is."""
        self._workspace.run(commands.set_capture, card.id, party_id=party_id, person_id=person_id)

    def edit_words(self, card: CaptureCard) -> None:
        """Edit the words where they stand."""
        self.list.edit_words(card.id)

    def delete(self, card: CaptureCard) -> None:
        """Delete a card; undo brings it back."""
        if self._workspace.carry_out(commands.delete_capture, card.id):
            word = wording.state("capture", card.kind)[0]
            self._shell.toast(self.tr("{0} deleted.").format(word), undo=True)

    def seal(self, card: CaptureCard) -> None:
        """Ask, then move a card behind the seal."""
        from ui.dialogs.seal_it import SealDialog  # seldom asked for

        SealDialog(self._shell, card.id).open()

    def people_and_parties(self) -> tuple[list[PartyRow], list[PersonRow]]:
        """Return who can be named on a card."""
        reader = self._workspace.reader
        return parties(reader), people(reader)

    def _on_delete(self, key: object) -> None:
        card = self._card(key)
        if card is not None and not self._workspace.read_only:
            self.delete(card)
