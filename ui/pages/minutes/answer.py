"""What one side says to circulated minutes: agreed, with a note, or contested by number (M2)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.commands.minutes_answers import Objection, answer_minutes, take_back_answer
from facilitator.domain.words import CameBy, MinutesAnswer
from facilitator.projections.standing import version_as_it_went_out
from facilitator.projections.types import Minutes
from facilitator.queries.minutes import AnswerRow, VersionRow
from ui.dialogs.form import FormDialog
from ui.shell import Shell
from ui.widgets.buttons import LinkButton
from ui.widgets.card import column, row
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.segmented import Segmented
from ui.wording import minutes as words

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Contested:
    target: Choice
    note: QLineEdit


class AnswerDialog(FormDialog):
    """One answer for each side and version; a later one takes its place."""

    def __init__(self, shell: Shell, version: VersionRow, side: AnswerRow) -> None:
        space = shell.workspace
        super().__init__(
            shell.window_widget,
            self.tr("Answer of {0}").format(side.party),
            self.tr("Record the answer"),
            lead=self.tr("To version {0} of the minutes.").format(version.version),
        )
        self._shell, self._version, self._side = shell, version, side
        self._choices = targets(version_as_it_went_out(space.reader, version.id))
        self.contested: list[_Contested] = []
        self._build_answer()
        self._build_contested()
        self._build_source()
        self.body.addStretch(1)
        self._load()
        if side.answer:
            self._build_take_back()

    def _build_answer(self) -> None:
        self.answer = identify(
            Segmented(words.answer_choices(), self.tr("Answer"), current=MinutesAnswer.AGREE.value),
            "minutes-answer",
        )
        self.body.addWidget(Field(self.tr("Answer"), self.answer))
        self.answer.chosen.connect(self._on_answer)
        self.note = identify(AutoGrowTextEdit(least=2, most=6), "answer-note")
        self.note_field = Field(self.tr("Note"), self.note)
        self.body.addWidget(self.note_field)

    def _build_contested(self) -> None:
        self.contested_part = QWidget()
        self._contested_box = column(6)
        self.contested_part.setLayout(self._contested_box)
        self.more = identify(LinkButton(self.tr("Another one"), icon="plus"), "contest-more")
        self._contested_box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.contested_part)
        self.more.clicked.connect(self._on_more)

    def _build_source(self) -> None:
        self.by_name = identify(line_edit(self._side.by_name), "answer-by")
        self.came_by = identify(
            Segmented(
                words.came_by_choices(),
                self.tr("How it came"),
                current=self._side.came_by or CameBy.SAID.value,
            ),
            "answer-came-by",
        )
        flow = FieldFlow()
        flow.add(Field(self.tr("Who said it"), self.by_name), 2)
        flow.add(Field(self.tr("How it came"), self.came_by), 2)
        self.body.addLayout(flow)

    def _build_take_back(self) -> None:
        self.take_back = identify(LinkButton(self.tr("Take the answer back")), "answer-take-back")
        self.foot.insertWidget(0, self.take_back)
        self.take_back.clicked.connect(self._on_take_back)

    def _load(self) -> None:
        self.answer.set_current(self._side.answer or MinutesAnswer.AGREE.value)
        self.note.setPlainText(self._side.note)
        for each in self._side.objections:
            self._add_contested(each.target, each.note)
        if not self.contested:
            self._add_contested(None, "")
        self._on_answer(self.answer.current())

    def _on_answer(self, answer: object) -> None:
        self.contested_part.setVisible(answer == MinutesAnswer.CONTESTS)
        self.note_field.setVisible(answer != MinutesAnswer.AGREE)
        self.refit()

    def _on_more(self) -> None:
        self._add_contested(None, "")
        self.contested[-1].target.setFocus()
        self.refit()

    def _add_contested(self, target: str | None, note: str) -> None:
        number = len(self.contested) + 1
        what = Choice()
        identify(what, f"contest-{number}", self.tr("What is contested"))
        what.set_choices([(None, self.tr("Choose an item…")), *self._choices], target)
        why = line_edit(note, placeholder=self.tr("What is wrong with it"))
        why.setCursorPosition(0)
        identify(why, f"contest-note-{number}", self.tr("What is wrong with it"))
        line = row(8)
        line.addWidget(what, 1)
        line.addWidget(why, 1)
        self._contested_box.insertLayout(self._contested_box.count() - 1, line)
        self.contested.append(_Contested(what, why))

    def submit(self) -> bool:
        """Keep the answer."""
        answer = str(self.answer.current())
        is_contested = answer == MinutesAnswer.CONTESTS
        objections = [
            Objection(str(each.target.current()), each.note.text())
            for each in self.contested
            if is_contested and each.target.current() is not None
        ]
        return self.attempt(
            partial(
                answer_minutes,
                self._shell.workspace.store,
                self._version.id,
                self._side.party_id,
                answer,
                note="" if answer == MinutesAnswer.AGREE else self.note.toPlainText(),
                by_name=self.by_name.text(),
                came_by=str(self.came_by.current()),
                objections=objections,
            )
        )

    def _on_take_back(self) -> None:
        space = self._shell.workspace
        if self.attempt(take_back_answer, space.store, self._version.id, self._side.party_id):
            self.accept()


def targets(minutes: Minutes) -> list[tuple[object, str]]:
    """Return what can be contested: items, decisions and actions by their numbers."""
    entries = [(item.number, item.title) for item in minutes.items]
    entries += [(each.number, each.wording) for each in minutes.decisions]
    entries += [(each.number, each.text) for each in minutes.actions]
    return [(number, f"{number}  {_short(title)}") for number, title in entries if number]


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"
