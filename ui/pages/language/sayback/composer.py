"""Where a say-it-back is written: said, said back, corrected; only the speaker confirms (L5)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator.commands import saybacks
from facilitator.domain.words import SaybackPart, SaybackState
from facilitator.queries.engagement import parties
from facilitator.queries.saybacks import SaybackDetail, Voice
from ui.drafts import Drafts, TypingSaver
from ui.jargon.radar import radar_of
from ui.pages.language.sayback.voices import chosen, fill_voices, key_of, voice_of
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import column, row
from ui.widgets.chips import Avatar
from ui.widgets.fields import AutoGrowTextEdit, Choice
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import ElidedText, Text
from ui.wording import sayback as wording_sayback
from ui.workspace import Workspace

SAID, BACK, VERDICT = "said", "back", "verdict"


class Composer(QWidget):
    """The field for the next words, and what can be done with them.

    `kept` says that something was written into the file; `put_off` that it is left for later.
    """

    kept = Signal()
    put_off = Signal()

    def __init__(self, workspace: Workspace, drafts: Drafts | None = None) -> None:
        super().__init__()
        self._workspace, self._drafts = workspace, drafts
        self._detail: SaybackDetail | None = None
        self._mode, self._place = SAID, ""
        self._skips_said: set[int] = set()
        self._saver: TypingSaver | None = None
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        box = column(8, 14)
        self.setLayout(box)
        head = row(8)
        self.avatar = Avatar("", None)
        self.title = Text("", "strong")
        self.hint = ElidedText("", "small")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.who = identify(Choice(), "sayback-who", self.tr("Who says it"))
        self.who.setMinimumContentsLength(14)
        self.who.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        head.addWidget(self.avatar)
        head.addWidget(self.title)
        head.addWidget(self.hint, 1)
        head.addWidget(self.who)
        box.addLayout(head)
        self.words = identify(AutoGrowTextEdit(least=3, most=8), "sayback-words")
        box.addWidget(self.words)
        self.warning = Text("", "small", tone="warn", wrap=True)
        box.addWidget(self.warning)
        line = row(8)
        self.book = IconMark("book-open-text", "text2", 14)
        self.told = ElidedText("", "small")
        self.later = identify(LinkButton(self.tr("Later")), "sayback-later")
        self.second = identify(PlainButton(""), "sayback-correct")
        self.primary = identify(PrimaryButton("", icon="check"), "sayback-confirm")
        line.addWidget(self.book)
        line.addWidget(self.told, 1)
        for button in (self.later, self.second, self.primary):
            line.addWidget(button)
        box.addLayout(line)
        self.words.installEventFilter(self)
        theme().changed.connect(self.update)

    def _connect(self) -> None:
        self.later.clicked.connect(self.put_off)
        self.second.clicked.connect(self.press_second)
        self.primary.clicked.connect(self.press_primary)
        self.who.chosen.connect(self._on_who)
        self.words.textChanged.connect(self._show_allowed)
        radar_of(self._workspace).changed.connect(self._show_plain_words)
        if self._drafts is not None:
            self._saver = self._drafts.bind_text(self.words, _nothing)

    # --- showing ----------------------------------------------------------------------------

    def show_sayback(self, detail: SaybackDetail) -> None:
        """Show what comes next for this one; what was typed for it and not kept is there again."""
        state = detail.row.state
        self._detail = detail
        self._mode = VERDICT if state == SaybackState.RESTATED else BACK
        if not detail.versions and detail.row.id not in self._skips_said:
            self._mode = SAID
        place = f"sayback-{detail.row.id}-{len(detail.versions)}-{self._mode}"
        if place != self._place:
            self._place = place
            self._bring_draft(place)
            self._choose_who()
        self._show_words()
        self._show_allowed()
        self._show_plain_words()

    def _show_plain_words(self) -> None:
        """Tell the plain words of what the speaker used last and the other sides do not own."""
        words = ""
        if self._detail is not None and self._mode == BACK:
            said = [each for each in self._detail.versions if each.part != SaybackPart.RESTATED]
            speaker = self._detail.row.speaker.party_id
            readers = frozenset(each.id for each in parties(self._workspace.reader)) - {speaker}
            text = said[-1].text if said else ""
            for mark in radar_of(self._workspace).marks(text, frozenset(readers)):
                if mark.word.plain and not mark.is_false_friend:
                    words = f"{mark.word.term}: {mark.word.plain}"
                    break
        self.told.setText(words)
        self.told.setToolTip(words)
        self.book.setVisible(bool(words))

    def _bring_draft(self, place: str) -> None:
        if self._saver is None:
            self.words.setPlainText(self._workspace.store.draft(place) or "")
            return
        self._saver.retarget(partial(_keep_draft, self._workspace, place))
        self._saver.load(self._workspace.store.draft(place) or "", force=True)

    def _choose_who(self) -> None:
        detail, reader = self._detail, self._workspace.reader
        if detail is None:
            return
        is_said = self._mode == SAID
        nobody = self.tr("Who explained it?") if is_said else self.tr("Who says it back?")
        last = None if is_said else detail.row.speaker.party_id
        fill_voices(self.who, reader, nobody, last_party_id=last)
        voice = detail.row.speaker if is_said else detail.row.listener
        if not is_said and key_of(voice) is None:
            others = [each for each in parties(reader) if each.id != last]
            if len(others) == 1 and last is not None:
                voice = Voice(party_id=others[0].id)
        self.who.set_current(key_of(voice))

    def _show_words(self) -> None:
        detail = self._detail
        if detail is None:
            return
        speaker = detail.row.speaker.short
        confirms = self.tr("{0} confirms").format(speaker or self._nobody(is_first=True))
        self.second.setVisible(True)
        if self._mode == SAID:
            self._say(
                self.tr("What was said"), self.tr("the speaker’s own words"),
                self.tr("What exactly did they say?"),
                self.tr("Keep these words"), self.tr("Say it back at once"),
            )  # fmt: skip
        elif self._mode == VERDICT:
            self._say(
                self.tr("Does {0} confirm?").format(speaker or self._nobody()),
                self.tr("only the speaker can") if not self._is_decision() else "",
                self.tr("If not: what was meant, in the speaker’s words")
                if not self._is_decision()
                else self.tr("If not: what was agreed, as the others understand it"),
                confirms, self.tr("Keep the correction"),
            )  # fmt: skip
        else:
            self._say(
                self._back_title(detail), self.tr("in their own words, not ours"),
                self.tr("How would you say it to somebody of your side?"),
                confirms, self.tr("Needs one more correction"),
            )  # fmt: skip
        self.who.setVisible(self._mode != VERDICT)
        self._show_who()

    def _is_decision(self) -> bool:
        """Tell whether a side says a decision back: then the others say yes or no (D4)."""
        return self._detail is not None and self._detail.row.about_kind == "decision"

    def _nobody(self, *, is_first: bool = False) -> str:
        """Return how somebody is called who is not named."""
        if self._is_decision():
            return self.tr("The other side") if is_first else self.tr("the other side")
        return self.tr("The speaker") if is_first else self.tr("the speaker")

    def _back_title(self, detail: SaybackDetail) -> str:
        listener = voice_of(self.who, self._workspace.reader).short or self.tr("The other side")
        again = any(each.part == SaybackPart.RESTATED for each in detail.versions)
        words = self.tr("{0} says it back once more") if again else self.tr("{0} says it back")
        return words.format(listener)

    def _say(self, title: str, hint: str, placeholder: str, primary: str, second: str) -> None:
        self.title.setText(title)
        self.hint.setText(hint)
        self.words.setPlaceholderText(placeholder)
        self.words.setAccessibleName(f"{title}, {hint}")
        for button, text in ((self.primary, primary), (self.second, second)):
            button.setText(text)
            button.setAccessibleName(text)
            button.updateGeometry()

    def _show_who(self) -> None:
        detail = self._detail
        if detail is None:
            return
        speaker, reader = detail.row.speaker, self._workspace.reader
        voice = speaker if self._mode == VERDICT else voice_of(self.who, reader)
        self.avatar.set_person(voice.name or self.title.text(), voice.colour or None)
        is_same = (
            self._mode == BACK and voice.party_id is not None and voice.party_id == speaker.party_id
        )
        self.warning.setText(wording_sayback.same_side(speaker) if is_same else "")
        self.warning.setVisible(is_same)

    def _show_allowed(self) -> None:
        """Say for each button why it cannot be pressed now."""
        has_words = bool(self.words.toPlainText().strip())
        needed = None if has_words else self.tr("Write the words first.")
        primary, second = needed, needed
        if self._mode == VERDICT:
            primary = self.tr("Keep the correction first, or delete it.") if has_words else None
        elif self._mode == SAID:
            second = None
        if self._workspace.read_only:
            primary = second = self.tr("This file is open for reading only.")
        explain_disabled(self.primary, primary)
        explain_disabled(self.second, second)
        self.words.setReadOnly(self._workspace.read_only)
        self.who.setEnabled(not self._workspace.read_only)

    # --- doing ------------------------------------------------------------------------------

    def press_primary(self) -> None:
        """Keep what was said, or let the speaker confirm."""
        if self._detail is None or not self.primary.isEnabled():
            return
        row_id, words, place = self._detail.row.id, self.words.toPlainText(), self._place
        person_id, party_id = chosen(self.who)
        if self._mode == SAID:
            done = self._workspace.carry_out(
                saybacks.say, row_id, words, person_id=person_id, party_id=party_id
            )
        elif self._mode == VERDICT:
            done = self._workspace.carry_out(saybacks.confirm, row_id)
        else:
            done = self._workspace.carry_out(
                saybacks.restate_and_confirm, row_id, words, person_id=person_id, party_id=party_id
            )
        self._after(done, place)

    def press_second(self) -> None:
        """Keep what was said back without a yes, or what the speaker corrects."""
        if self._detail is None or not self.second.isEnabled():
            return
        row_id, words, place = self._detail.row.id, self.words.toPlainText(), self._place
        person_id, party_id = chosen(self.who)
        if self._mode == SAID:
            self._skips_said.add(row_id)
            self.show_sayback(self._detail)
            self.words.setFocus()
            return
        if self._mode == VERDICT and self._is_decision():
            done = self._workspace.carry_out(saybacks.not_what_we_agreed, row_id, words)
        elif self._mode == VERDICT:
            done = self._workspace.carry_out(saybacks.correct, row_id, words)
        else:
            done = self._workspace.carry_out(
                saybacks.restate, row_id, words, person_id=person_id, party_id=party_id
            )
        self._after(done, place)

    def _after(self, done: bool, place: str) -> None:
        """Forget the draft of what was kept."""
        if done:
            self._workspace.store.clear_draft(place)
            self.kept.emit()

    def _on_who(self, key: object) -> None:
        if self._mode == BACK and self._detail is not None:
            self.title.setText(self._back_title(self._detail))
        self._show_who()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
            if is_enter and held == control:
                self.press_primary()
                return True
            if is_enter and held == control | shift:
                self.press_second()
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed in a dialog that closes; a page keeps it while it is typed."""
        if self._saver is None and self._place and self._workspace.is_open:
            _keep_draft(self._workspace, self._place, self.words.toPlainText())
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painting.draw_round(
            QPainter(self), self.rect(), look.radius("panel"), look.color("surface"),
            look.color("accent"), 2,
        )  # fmt: skip


def _nothing(_text: str) -> None:
    """Keep nothing: no place is known yet."""


def _keep_draft(workspace: Workspace, place: str, text: str) -> None:
    if workspace.read_only:
        return
    if text.strip():
        workspace.store.set_draft(place, text)
    else:
        workspace.store.clear_draft(place)
