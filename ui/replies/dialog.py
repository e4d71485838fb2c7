"""What a reply sheet says, shown before it is kept: side, answer, note, what is contested (M2)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from facilitator.domain.words import MinutesAnswer
from facilitator.exchange.reply_in import ReadReply
from facilitator.replying import Contested, keep_reply, match_reply, note_reply
from ui.dialogs.form import FormDialog
from ui.widgets.buttons import explain_disabled
from ui.widgets.card import Card, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text
from ui.wording import minutes as life_words
from ui.wording import replies as words

if TYPE_CHECKING:
    from facilitator.queries.minutes import AnswerRow
    from ui.shell import Shell


class ReplyDialog(FormDialog):
    """Keeps the answer, replaces the one shown beside it, or keeps a late one as a note."""

    def __init__(self, shell: Shell, read: ReadReply) -> None:
        self.reply = match_reply(shell.workspace.reader, read)
        self._as_note = self.reply.may_be_noted
        super().__init__(
            shell.window_widget,
            self.tr("Reply sheet of {0}").format(read.party),
            self._deed(),
            lead=words.answers_to(self.reply),
        )
        identify(self, "reply-sheet")
        self._shell = shell
        for sentence in words.doubts(self.reply):
            self.body.addWidget(_told("warning", "warn", sentence))
        self._build_answer()
        if read.is_note_taken:
            self.body.addWidget(_told("info", "text2", words.note_taken()))
        if self.reply.replaces is not None and not self._as_note:
            self._build_earlier(self.reply.replaces)
        self.body.addStretch(1)
        explain_disabled(self.confirm, self._hindrance() or None)

    def _deed(self) -> str:
        if self._as_note:
            return self.tr("Keep as a note of the session")
        if self.reply.replaces is not None:
            return self.tr("Replace the earlier answer")
        return self.tr("Keep the answer")

    def _hindrance(self) -> str:
        """Return why nothing can be kept, empty where something can."""
        if self._shell.workspace.read_only:
            return self.tr("This file is open read-only.")
        if self.reply.may_be_kept or self._as_note:
            return ""
        return self.tr("What stands above has to be cleared up first.")

    def _build_answer(self) -> None:
        read = self.reply.read
        card = identify(Card(margin=14, spacing=6), "reply-answer", self.tr("What it says"))
        line = row(8)
        side = self.reply.side
        if side is not None:
            line.addWidget(DotLabel(side.short, [side.colour], tone="text"))
        else:
            line.addWidget(Text(read.party, "body"))
        line.addStretch(1)
        tone = life_words.TONES.get(MinutesAnswer(read.answer), "text") if read.answer else "warn"
        line.addWidget(Text(words.answer(read.answer), "strong", tone=tone))
        card.body.addLayout(line)
        if read.note:
            card.add(Text(read.note, "body", wrap=True))
        for each in self.reply.contested:
            card.add(_contested(each))
        who = words.filled_in(read)
        if who:
            card.add(Text(who, "quiet", wrap=True))
        self.body.addWidget(card)

    def _build_earlier(self, earlier: AnswerRow) -> None:
        """Show what would be replaced."""
        card = identify(Card(tone="bg", margin=14, spacing=6), "reply-earlier")
        card.add(Text(self.tr("The answer until now"), "small_strong"))
        card.add(Text(words.answer(earlier.answer), "body"))
        for note in filter(None, (earlier.note, *map(words.objection, earlier.objections))):
            card.add(Text(note, "small", wrap=True))
        self.body.addWidget(card)

    def submit(self) -> bool:
        """Keep what was shown."""
        store = self._shell.workspace.store
        if self._as_note:
            return self.attempt(note_reply, store, self.reply, words.as_note(self.reply))
        return self.attempt(partial(keep_reply, store, self.reply, replaces=self.reply.replaces))


def _contested(each: Contested) -> QWidget:
    """Return a number that is contested, its words in the minutes, and why."""
    box = QWidget()
    lines = column(1)
    box.setLayout(lines)
    lines.addWidget(Text(f"{each.number}  {each.words}".strip(), "small_strong", wrap=True))
    if each.why:
        lines.addWidget(Text(each.why, "small", wrap=True))
    return box


def _told(icon: str, tone: str, sentence: str) -> QWidget:
    box = QWidget()
    line = row(8)
    box.setLayout(line)
    line.addWidget(IconMark(icon, tone, 16))
    line.addWidget(Text(sentence, "row", wrap=True), 1)
    return box
