"""One sealed note: where it comes from, a veil over its words, how far it may go."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.commands import sealed
from facilitator.queries.private import Release, SealedNoteRow, sealed_notes
from ui import wording
from ui.drafts import Drafts
from ui.pages.private import words
from ui.pages.private.sealed_edit import SealedEdit
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, clear_layout, column, row
from ui.widgets.chips import Avatar, StatePill
from ui.widgets.field_flow import FieldFlow
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text
from ui.widgets.veil import HoldToRead
from ui.workspace import Workspace


class NoteCard(Card):
    """The words are asked for while somebody holds the veil, and never kept here."""

    # Ids are wider than a C++ int, so signals carry them as objects.
    release_asked = Signal(object)
    allow_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    place_asked = Signal(object)  # a session
    destroy_asked = Signal(object)

    def __init__(self, workspace: Workspace, drafts: Drafts, note: SealedNoteRow) -> None:
        super().__init__(margin=18, spacing=8)
        self._workspace = workspace
        self.note = note
        self._build()
        self._saver = drafts.bind_text(self.edit.editor, self._save)
        self.show_note(note)

    def _build(self) -> None:
        line = row(14)
        top = Qt.AlignmentFlag.AlignTop
        self.mark = Avatar("", None, diameter=28, quiet=True)
        self.lock = IconMark("lock-simple", "text2", 20)
        line.addWidget(self.mark, 0, top)
        line.addWidget(self.lock, 0, top)
        box = column(8)
        line.addLayout(box, 1)
        self.body.addLayout(line)
        head, names = row(8), column(0)
        self.from_where = Text("", "strong", wrap=True)
        self.day = Text("", "small", wrap=True)
        self.state = StatePill(*wording.state("disclosure", "kept"))
        names.addWidget(self.from_where)
        names.addWidget(self.day)
        head.addLayout(names, 1)
        head.addWidget(self.state, 0, top)
        box.addLayout(head)
        self.veil = identify(HoldToRead("", self._read), "sealed-words")
        box.addWidget(self.veil)
        self.edit = SealedEdit(self.tr("Sealed words"), self.tr("Go on writing"))
        self.edit.hide()
        box.addWidget(self.edit)
        self.released = column(8)
        box.addLayout(self.released)
        box.addWidget(self._build_expiry())
        box.addWidget(self._build_foot())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _build_expiry(self) -> QWidget:
        self.until, line = QWidget(), row(8)
        self.until.setLayout(line)
        self.expires = Text("", "small", wrap=True)
        self.destroy_now = LinkButton(self.tr("Destroy for good"), icon="trash", compact=True)
        line.addWidget(self.expires, 1)
        line.addWidget(identify(self.destroy_now, "destroy-sealed"))
        self.destroy_now.clicked.connect(self._on_destroy)
        return self.until

    def _build_foot(self) -> QWidget:
        """One way on that fits the state stands in sight; the others are in the menu."""
        holder, links = QWidget(), row(4)
        flow = FieldFlow(holder, spacing=8, lines=4)
        self.allowed = Text("", "small", wrap=True)
        self.allowed.setMinimumWidth(theme().px(200))
        self.allowed.setContentsMargins(0, theme().px(7), 0, 0)
        self.hold = LinkButton(self.tr("Hold to read"), icon="eye", compact=True)
        self.allow = LinkButton(self.tr("Change what is allowed"), compact=True)
        self.release = LinkButton(self.tr("Release in other words"), compact=True)
        self.place = LinkButton(self.tr("Show where it stands"), compact=True)
        self.more = IconButton("dots-three", self.tr("More"))
        ways = QWidget()
        ways.setLayout(links)
        for widget in (self.hold, self.allow, self.release, self.place, self.more):
            links.addWidget(widget)
        flow.add(self.allowed, 1)
        flow.add(ways)
        self.hold.pressed.connect(self.veil.hold)
        self.hold.released.connect(self.veil.release)
        self.allow.clicked.connect(self._on_allow)
        self.release.clicked.connect(self._on_release)
        self.place.clicked.connect(self._on_place)
        self.more.clicked.connect(self._on_more)
        self.edit.editor.left.connect(self._on_left)
        return holder

    # --- showing ----------------------------------------------------------------------------

    def show_note(self, note: SealedNoteRow) -> None:
        """Show everything but the words."""
        self.note = note
        self.mark.setVisible(bool(note.party))
        self.lock.setVisible(not note.party)
        self.mark.set_person(note.person or note.party, note.colour or None)
        title, now = words.note_title(note), self._workspace.now()
        day = words.note_day(note, now)
        self.from_where.setText(title)
        self.day.setText(f"{day}, {note.item_title}" if note.item_title else day)
        self.state.set_content(*wording.state("disclosure", note.disclosure))
        spoken = self.tr("{0}, {1}. Hold Space or the mouse to read.").format(title, day)
        self.veil.setAccessibleName(spoken)
        self.veil.setToolTip(self.tr("Hold Space or the mouse to read"))
        self.more.setAccessibleName(self.tr("More for {0}").format(title))
        self._show_allowed(note)
        told, tone = words.expiry(note, now.date())
        self.expires.setText(told)
        self.expires.set_tone(tone)
        self.until.setVisible(bool(told))
        is_due = bool(note.expires_on) and note.expires_on <= now.date().isoformat()
        self.destroy_now.setVisible(is_due)
        clear_layout(self.released)
        for each in note.releases:
            self.released.addWidget(self._released(each))

    def _show_allowed(self, note: SealedNoteRow) -> None:
        if note.guidance and note.disclosure == "kept":
            text = note.guidance
        elif note.guidance:
            text = self.tr("Allowed: {0}").format(note.guidance)
        elif note.disclosure == "usable":
            text = self.tr("Usable without its source. How, nobody wrote down.")
        else:
            text = self.tr("No use agreed. Ask before any hint.")
        self.allowed.setText(text)
        there = any(each.session_id is not None for each in note.releases)
        self.allow.setVisible(note.disclosure == "kept")
        self.release.setVisible(note.disclosure == "usable")
        self.place.setVisible(note.disclosure == "released" and there)

    def _released(self, each: Release) -> QWidget:
        day = wording.short_day(each.on)
        box = Card(tone="ok_soft", margin=12, spacing=3)
        words_ = self.tr("New statement, agreed by {0} on {1}").format(each.approved_by, day)
        box.add(Text(words_, "hint", tone="text2", wrap=True))
        box.add(Text(each.words, "strong", wrap=True))
        if each.capture_id is None:
            box.add(Text(self.tr("The statement was deleted since."), "small", wrap=True))
        elif each.place:
            box.add(Text(self.tr("Stands in {0}").format(each.place), "small", wrap=True))
        return box

    # --- the words --------------------------------------------------------------------------

    def _row(self) -> SealedNoteRow | None:
        rows = sealed_notes(self._workspace.reader)
        return next((row_ for row_ in rows if row_.id == self.note.id), None)

    def _read(self) -> str:
        found = self._row()
        if found is None:
            return ""
        return f"{found.talk_title}\n\n{found.text}" if found.talk_title else found.text

    def write(self) -> None:
        """Show the words in an editor; they are covered again when the keyboard leaves it."""
        found = self._row()
        if found is None:
            return
        self._saver.load(found.text, force=True)
        self.veil.hide()
        self.edit.show()
        self.edit.show_words()

    def _save(self, text: str) -> None:
        if text.strip():
            self._workspace.run(sealed.set_sealed_note, self.note.id, words=text)

    def _on_left(self) -> None:
        """Save and cover again; words that could not be saved stay in the covered field."""
        if self._saver.flush():
            self._saver.load("", force=True)
            self.edit.hide()
            self.veil.show()

    # --- wishes -----------------------------------------------------------------------------

    def _on_allow(self) -> None:
        self.allow_asked.emit(self.note.id)

    def _on_release(self) -> None:
        self.release_asked.emit(self.note.id)

    def _on_destroy(self) -> None:
        self.destroy_asked.emit(self.note.id)

    def _on_place(self) -> None:
        for each in self.note.releases:
            if each.session_id is not None:
                self.place_asked.emit(each.session_id)
                return

    def _on_more(self) -> None:
        at = self.more.mapToGlobal(self.more.rect().bottomLeft())
        self.menu_asked.emit(self.note.id, at)
