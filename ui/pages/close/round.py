"""The closing round: what each side says of the session, never a person (V13)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.commands.closing_rounds import set_round
from facilitator.domain.words import RoundAnswer
from facilitator.queries.closing_rounds import RoundRow, closing_round
from ui.dialogs.form import FormDialog
from ui.drafts import TypingSaver
from ui.pages.goals.locking import lock
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.card import Card, clear_layout
from ui.widgets.chips import DotLabel
from ui.widgets.dense_segmented import DenseSegmented
from ui.widgets.fields import line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import translate
from ui.workspace import Workspace


def answers() -> list[tuple[object, str]]:
    """Return what a side can answer; nothing is an answer too: it was not asked."""
    return [
        ("", translate("round", "not asked")),
        (RoundAnswer.YES.value, translate("round", "yes")),
        (RoundAnswer.PARTLY.value, translate("round", "partly")),
        (RoundAnswer.NO.value, translate("round", "no")),
    ]


class RoundRows(QWidget):
    """One line for each side: useful, heard, a note. Everything can be left out."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self.setProperty("plain", "true")
        self._workspace, self._shell = workspace, shell
        self._session_id: int | None = None
        self._sides: tuple[tuple[int, str], ...] = ()
        self._choices: dict[tuple[int, str], DenseSegmented] = {}
        self._savers: dict[int, TypingSaver] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(3, 1)

    def show_session(self, session_id: int, *, force: bool) -> list[RoundRow]:
        """Show what the sides said at the end of a session; return it."""
        found = closing_round(self._workspace.reader, session_id)
        sides = tuple((each.party_id, each.party) for each in found)
        if (session_id, sides) != (self._session_id, self._sides):
            self._session_id, self._sides, force = session_id, sides, True
            self._build(found)
        for each in found:
            for name in ("useful", "heard"):
                self._choices[each.party_id, name].set_current(getattr(each, name))
            self._savers[each.party_id].load(each.note, force=force)
        return found

    def _build(self, found: list[RoundRow]) -> None:
        for saver in self._savers.values():
            saver.flush()
        clear_layout(self._grid)
        self._choices.clear()
        self._savers.clear()
        look = theme()
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(8))
        heads = ("", self.tr("Was it useful?"), self.tr("Were you heard?"), self.tr("In a word"))
        for column, words in enumerate(heads):
            self._grid.addWidget(Text(words, "label"), 0, column)
        for line, each in enumerate(found, start=1):
            self._grid.addWidget(
                DotLabel(each.party, (each.colour,), size=13, weight=500, tone="text"), line, 0
            )
            for column, name, asked in ((1, "useful", heads[1]), (2, "heard", heads[2])):
                self._grid.addWidget(self._choice(each, name, asked), line, column)
            self._grid.addWidget(self._note(each), line, 3)

    def _choice(self, each: RoundRow, name: str, asked: str) -> DenseSegmented:
        choice = DenseSegmented(answers(), f"{each.party}: {asked}")
        identify(choice, f"round-{name}-{each.party_id}")
        choice.chosen.connect(partial(self._set, each.party_id, name))
        lock(self._workspace, (choice,))
        self._choices[each.party_id, name] = choice
        return choice

    def _note(self, each: RoundRow) -> QWidget:
        name = self.tr("What {0} says in a word").format(each.party)
        note = identify(line_edit(name=name), f"round-note-{each.party_id}")
        note.setMinimumWidth(theme().px(120))
        lock(self._workspace, (note,))
        self._savers[each.party_id] = self._shell.drafts.bind_text(
            note, partial(self._save_note, self._session_id or 0, each.party_id)
        )
        return note

    def _set(self, party_id: int, name: str, answer: object) -> None:
        if self._session_id is not None:
            self._workspace.run(
                set_round, self._session_id, party_id, origin=self, **{name: answer}
            )

    def _save_note(self, session_id: int, party_id: int, words: str) -> None:
        self._workspace.run(set_round, session_id, party_id, origin=self, note=words)


class RoundCard(Card):
    """The closing round on the page that closes a session; it never blocks."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(self.tr("Closing round"), margin=16, spacing=10)
        if self.title is not None:
            self.title.set_style("lead")
        identify(self, "closing-round", self.tr("Closing round"))
        self.add(
            Text(
                self.tr("Ask each side, never a person. Leave out what you do not want to ask."),
                "quiet", wrap=True,
            )
        )  # fmt: skip
        self.rows = RoundRows(workspace, shell)
        self.add(self.rows)

    def show_session(self, session_id: int, *, force: bool) -> None:
        """Show the round of a session."""
        self.rows.show_session(session_id, force=force)


class RoundDialog(FormDialog):
    """The closing round over the run screen; every answer is saved at once."""

    def __init__(self, workspace: Workspace, shell: Shell, session_id: int) -> None:
        super().__init__(
            shell.window_widget, translate("round", "Closing round"), translate("round", "Done"),
            lead=translate("round", "Ask each side, never a person. Leave out what you like."),
            width=860,
        )  # fmt: skip
        self._shell = shell
        self.rows = RoundRows(workspace, shell)
        self.rows.show_session(session_id, force=True)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)

    def submit(self) -> bool:
        """Save the word that is being typed."""
        return self._shell.drafts.flush()
