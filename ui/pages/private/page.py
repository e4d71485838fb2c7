"""Private: sealed notes and private talks, blurred until held, for the facilitator alone (S1)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from facilitator.commands import sealed
from facilitator.queries.engagement import people
from facilitator.queries.private import (
    SealedNoteRow,
    TalkRow,
    private_talks,
    sealed_notes,
)
from facilitator.store import Change
from ui.actions import Command
from ui.dialogs.destroy_scratch import offer_destruction_of_sealed
from ui.pages.page import Page
from ui.pages.private.composer import Composer
from ui.pages.private.dialogs import AllowDialog, ExpiryDialog, ReleaseDialog, TalkDialog
from ui.pages.private.left import LeftList, open_receipt
from ui.pages.private.note_card import NoteCard
from ui.pages.private.note_menu import Entry, show_menu
from ui.pages.private.side import how_far, never_leaves
from ui.pages.private.talk_card import TalkCard
from ui.pages.private.waiting import WaitingBanner
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.card import Card, PageHeader, column
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.scrolled import scrolled
from ui.widgets.segmented import FilterTabs
from ui.widgets.two_columns import TwoColumns
from ui.wording import room as wording_room
from ui.workspace import Workspace

_STATES = ("kept", "usable", "released")


class PrivatePage(Page):
    """What nobody else sees. No other page counts what is here."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"sealed_note", "sealed_session", "sealed_release", "party", "person", "membership",
         "session", "capture"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._notes: list[SealedNoteRow] = []
        self._talks: list[TalkRow] = []
        self._cards: dict[tuple[str, int], NoteCard | TalkCard] = {}
        self._wanted: int | None = None
        self._marked: NoteCard | None = None
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme()
        whole = column(14)
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        self.setLayout(whole)
        self.header = PageHeader(self.tr("Private"))
        self.new_talk = PlainButton(self.tr("New private talk"), icon="chat-teardrop-text")
        self.new = PrimaryButton(self.tr("New sealed note"), icon="lock-simple")
        self.header.add_action(identify(self.new_talk, "new-private-talk"))
        self.header.add_action(identify(self.new, "new-note"))
        whole.addWidget(self.header)
        self.tabs = FilterTabs(
            [
                ("all", self.tr("All")),
                ("kept", self.tr("Kept")),
                ("usable", self.tr("Usable without source")),
                ("released", self.tr("Released")),
                ("left", self.tr("What left")),
            ],
            self.tr("How far it may go"),
        )
        whole.addWidget(identify(self.tabs, "private-tabs"))
        self.banner = WaitingBanner(self.shell)
        whole.addWidget(self.banner)
        left, box = QWidget(), column(12)
        left.setLayout(box)
        inside, self._list = QWidget(), column(12)
        self._list.setContentsMargins(0, 0, look.px(2), 0)
        inside.setLayout(self._list)
        self.nothing_card = self._build_nothing()
        self._list.addWidget(self.nothing_card)
        self._list.addStretch(1)
        self.area = scrolled(inside)
        box.addWidget(self.area, 1)
        self.left = LeftList(self.workspace)
        self.left.hide()
        box.addWidget(self.left, 1)
        self.composer = Composer(self.workspace, self.shell)
        self._below = column(0)
        self._below.addWidget(self.composer)
        box.addLayout(self._below)
        right, side = QWidget(), column(16)
        right.setLayout(side)
        side.addWidget(how_far())
        side.addWidget(never_leaves())
        side.addStretch(1)
        self.columns = TwoColumns(
            left, scrolled(right), shares=(65, 35), narrow=760, heights=(520, 420)
        )
        whole.addWidget(self.columns, 1)
        self.closed = Card()
        shut = EmptyState("lock-simple", wording_room.closed_title(), wording_room.closed_more())
        self.end_room = shut.set_step(
            wording_room.close_word(), self.shell.room.close, icon="presentation"
        )
        self.closed.add(identify(shut, "private-closed"), 1)
        self.closed.hide()
        whole.addWidget(self.closed, 1)

    def _build_nothing(self) -> Card:
        card = Card()
        self.nothing = EmptyState("lock-simple", self.tr("Nothing sealed yet"))
        self.nothing.set_words(
            self.tr("Nothing sealed yet"),
            self.tr("What one side tells you alone belongs here, until its owner releases it."),
        )
        card.add(self.nothing)
        return card

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new)
        self.new_talk.clicked.connect(self._on_new_talk)
        self.tabs.chosen.connect(self._on_tab)
        self.shell.room.changed.connect(self._on_room)
        self.shell.exports.handed_over.connect(self._on_handed_over)
        self.left.opened.connect(self._on_receipt)
        self.composer.talk_wanted.connect(self._on_new_talk)
        self.area.verticalScrollBar().rangeChanged.connect(self._on_scroll_range)

    def _on_scroll_range(self, least: int, most: int) -> None:
        """End the place to write where the notes above it end."""
        bar = self.area.verticalScrollBar().sizeHint().width() if most > least else 0
        self._below.setContentsMargins(0, 0, bar + theme().px(2), 0)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the notes and talks; a card stays while its note does."""
        reader, is_shut = self.workspace.reader, self.shell.room.is_open
        self._show_shut(is_shut)
        if is_shut:  # others look on: nothing of it is read
            self._notes, self._talks = [], []
            self._show()
            return
        self._notes, self._talks = sealed_notes(reader), private_talks(reader)
        name = next((each.name for each in people(reader) if each.is_facilitator), "")
        only = self.tr("Only in this file, only for {0}.").format(name)
        self.header.set_title(
            self.tr("Private"), only if name else self.tr("Only in this file, only for you.")
        )
        counts: dict[object, int] = {
            state: sum(note.disclosure == state for note in self._notes) for state in _STATES
        }
        left = self.left.load()
        self.tabs.set_counts({"all": len(self._notes), **counts, "left": left})
        self.banner.load(self._notes)
        self.composer.load()
        self._show()

    def _show_shut(self, is_shut: bool) -> None:
        for part in (self.tabs, self.columns, self.new, self.new_talk):
            part.setVisible(not is_shut)
        self.banner.hide()
        self.closed.setVisible(is_shut)
        if is_shut:
            self.composer.text.hide_words()
            self.header.set_title(self.tr("Private"), "")

    def _on_room(self) -> None:
        """Let every word go at once when the room looks on; read them again when it is over."""
        if self.shell.room.is_open:
            self.load()
            self._is_stale = not self.isVisible()
        else:
            self.reload()

    def _is_for_me(self) -> bool:
        return not self.shell.room.is_open

    def show_change(self, change: Change) -> None:
        """Load again."""
        self.load()

    def _shown(self) -> list[tuple[str, SealedNoteRow | TalkRow]]:
        """Return what the tab shows, the latest first; a talk stands for itself without notes."""
        tab = self.tabs.current()
        is_left = tab == "left" and not self.shell.room.is_open
        self.left.setVisible(is_left)
        self.area.setVisible(not is_left)
        self.composer.setVisible(not is_left)
        rows: list[tuple[str, SealedNoteRow | TalkRow]] = [
            (note.on, note) for note in self._notes if tab in ("all", note.disclosure)
        ]
        if tab == "all":
            rows += [(talk.at_local, talk) for talk in self._talks if not talk.notes]
        return sorted(rows, key=_when, reverse=True)

    def _show(self) -> None:
        shown = self._shown()
        keys = [_key(each) for _on, each in shown]
        for key in [key for key in self._cards if key not in keys]:
            gone = self._cards.pop(key)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, (_on, each) in enumerate(shown):
            card = self._card(each)
            if self._list.indexOf(card) != place:
                self._list.removeWidget(card)
                self._list.insertWidget(place, card)
        self.nothing_card.setVisible(not shown)
        self._explain_nothing()
        self._show_wanted()

    def _explain_nothing(self) -> None:
        if self._notes:
            self.nothing.set_words(
                self.tr("No note here"), self.tr("No sealed note may go this far.")
            )
            return
        self.nothing.set_words(
            self.tr("Nothing sealed yet"),
            self.tr("What one side tells you alone belongs here, until its owner releases it."),
        )

    def _card(self, each: SealedNoteRow | TalkRow) -> NoteCard | TalkCard:
        card = self._cards.get(_key(each))
        if isinstance(each, TalkRow):
            if not isinstance(card, TalkCard):
                card = TalkCard(self.workspace)
                card.write_asked.connect(self.composer.begin)
                card.edit_asked.connect(self._edit_talk)
                card.delete_asked.connect(self._delete_talk)
            card.show_talk(each)
        else:
            if not isinstance(card, NoteCard):
                card = NoteCard(self.workspace, self.shell.drafts, each)
                card.allow_asked.connect(self._on_allow)
                card.release_asked.connect(self._on_release)
                card.menu_asked.connect(self._on_menu)
                card.place_asked.connect(self._on_place)
                card.destroy_asked.connect(self._on_destroy)
            card.show_note(each)
        self._cards[_key(each)] = card
        return card

    # --- places -----------------------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Bring one note into view, or what left of one session."""
        note_id, left_of = target.get("note_id"), target.get("left_of")
        if isinstance(left_of, int):
            self.tabs.set_current("left")
            self.left.show_session(left_of)
            self.reload()
        if isinstance(note_id, int):
            self._wanted = note_id
            self.tabs.set_current("all")
            self.reload()

    def _show_wanted(self) -> None:
        if self._wanted is None:
            return
        for key, card in self._cards.items():
            card.set_current(key == ("note", self._wanted))
            if isinstance(card, NoteCard) and key == ("note", self._wanted):
                self._marked = card
                self.area.ensureWidgetVisible(card)
                card.veil.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wanted = None

    def _on_tab(self, _key_: object) -> None:
        self._show()

    # --- doing ------------------------------------------------------------------------------

    def _on_new(self) -> None:
        self.composer.begin()

    def _on_new_talk(self) -> None:
        dialog = TalkDialog(self.workspace, self.shell.window_widget)
        dialog.accepted.connect(partial(self._on_talk_kept, dialog))
        dialog.open()

    def _on_talk_kept(self, dialog: TalkDialog) -> None:
        self.composer.begin(dialog.talk_id)

    def _note(self, note_id: int) -> SealedNoteRow | None:
        return next((note for note in self._notes if note.id == note_id), None)

    def _on_allow(self, note_id: int) -> None:
        if (note := self._note(note_id)) is not None:
            AllowDialog(self.workspace, self.shell.window_widget, note).open()

    def _on_release(self, note_id: int) -> None:
        if (note := self._note(note_id)) is not None:
            ReleaseDialog(self.shell, self.shell.window_widget, note).open()

    def _on_place(self, session_id: int) -> None:
        self.shell.go("minutes", session_id=session_id)

    def _on_menu(self, note_id: int, at: QPoint) -> None:
        note = self._note(note_id)
        if note is None:
            return
        again = self.tr("Release more")
        release = again if note.disclosure == "released" else self.tr("Release in other words")
        rows: list[Entry] = [
            ("pencil-simple", self.tr("Edit the words"), partial(self._write, note_id)),
            ("shield-check", release, partial(self._on_release, note_id)),
        ]
        if note.disclosure != "released":
            allow = self.tr("Change what is allowed")
            rows.append(("eye-slash", allow, partial(self._on_allow, note_id)))
        rows += [
            ("clock", self.tr("How long it is kept"), partial(self._on_expiry, note_id)),
            ("x", self.tr("Delete this note"), partial(self._delete_note, note_id)),
            ("trash", self.tr("Destroy for good…"), partial(self._on_destroy, note_id)),
        ]
        if note.talk_id is not None:
            talk = note.talk_id
            rows += [
                ("plus", self.tr("Another note of this talk"), partial(self.composer.begin, talk)),
                ("clock", self.tr("Change the talk"), partial(self._edit_talk, talk)),
                ("x", self.tr("Delete the talk with its notes"), partial(self._delete_talk, talk)),
            ]
        show_menu(self, rows, at)

    def _on_expiry(self, note_id: int) -> None:
        if (note := self._note(note_id)) is not None:
            ExpiryDialog(self.workspace, self.shell.window_widget, note).open()

    def _on_destroy(self, note_id: int) -> None:
        offer_destruction_of_sealed(self.shell, [note_id])

    def _on_receipt(self, receipt: object) -> None:
        open_receipt(self.workspace, self.shell.window_widget, receipt)

    def _on_handed_over(self, _written: object) -> None:
        self.reload()

    def _write(self, note_id: int) -> None:
        card = self._cards.get(("note", note_id))
        if isinstance(card, NoteCard):
            card.write()

    def _delete_note(self, note_id: int) -> None:
        if self.workspace.carry_out(sealed.delete_sealed_note, note_id):
            self.shell.toast(self.tr("Deleted. What was released from it stays."), undo=True)

    def _edit_talk(self, talk_id: int) -> None:
        talk = next((each for each in self._talks if each.id == talk_id), None)
        if talk is not None:
            TalkDialog(self.workspace, self.shell.window_widget, talk).open()

    def _delete_talk(self, talk_id: int) -> None:
        if self.workspace.carry_out(sealed.delete_private_talk, talk_id):
            self.shell.toast(self.tr("Deleted the talk and its notes."), undo=True)

    # --- the window's questions -------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what can be done on this page."""
        group = self.tr("Private")
        return [
            Command(
                "private.note", self.tr("New sealed note"), self._on_new, shortcut="Ctrl+N",
                icon="lock-simple", group=group, enabled=self._is_for_me,
            ),
            Command(
                "private.talk", self.tr("New private talk"), self._on_new_talk,
                icon="chat-teardrop-text", group=group, enabled=self._is_for_me,
            ),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the tabs, the notes and the place to write."""
        if self.shell.room.is_open:
            return [self.end_room]
        return [self.tabs, self.area, self.composer]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the note asked for, else to the tabs; nothing opens by itself."""
        marked, self._marked = self._marked, None
        if self.shell.room.is_open:
            return self.end_room
        return self.tabs if marked is None else marked.veil


def _key(each: SealedNoteRow | TalkRow) -> tuple[str, int]:
    return ("talk" if isinstance(each, TalkRow) else "note", each.id)


def _when(row: tuple[str, SealedNoteRow | TalkRow]) -> tuple[str, int]:
    return row[0], row[1].id
