"""Which rows of the file a figure of the advice came from; each leads to where it stands."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from facilitator.cadence.advice import Term, TermName
from facilitator.queries.cadence import AdviceView
from facilitator.queries.figures import Source
from ui.dialogs.form import FormDialog
from ui.widgets.naming import identify
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import advice as words
from ui.wording import sources as wording_sources
from ui.wording import translate

_ICONS = {
    "item": "chat-teardrop-text",
    "parked": "push-pin",
    "concern": "flag",
    "decision": "gavel",
    "action": "list-checks",
    "session": "calendar-blank",
    "slot": "calendar-blank",
    "incident": "warning",
    "milestone": "target",
    "rhythm": "calendar-check",
    "plan": "file-text",
}


def sources_of(view: AdviceView, term: Term) -> tuple[Source, ...]:
    """Return the rows of a term; what is reckoned from others leads to the plan and those."""
    found = view.counted
    if term.name is TermName.USABLE:
        rhythm, minutes = found.rhythm, found.inputs.length
        length = translate("advice", "Length of a session")
        fixed = translate("advice", "Fixed part of a session")
        return (
            Source("rhythm", rhythm.id, length, "rhythm", minutes, rhythm.starts_local[:10]),
            Source("plan", 0, fixed, "plan", found.inputs.fixed),
        )
    if term.name is TermName.NEED:
        return (*found.sources(TermName.NEW), *found.sources(TermName.QUEUE))
    return found.sources(term.name)


class SourcesDialog(FormDialog):
    """The rows; `wanted` carries the one that was opened."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, view: AdviceView, term: Term, today: date) -> None:
        super().__init__(
            parent,
            words.term_title(term, view.counted),
            self.tr("Close"),
            lead=words.term_how(term, view),
            width=620,
        )
        self.heading.setWordWrap(True)  # it may hold the words of a concern
        self._found = sources_of(view, term)
        figure = Text(words.term_figure(term), "heading")
        self.body.addWidget(figure)
        more = wording_sources.sources_lead(term, view.counted)
        if more:
            self.body.addWidget(Text(more, "small", wrap=True))
        self.list = identify(
            RowList(self.tr("Rows of the file"), title_lines=2, fit=7), "advice-sources"
        )
        rows = [_row(number, each, today) for number, each in enumerate(self._found)]
        self.list.set_rows(_with_headings(rows, view) if term.name is TermName.NEED else rows)
        self.list.opened.connect(self._on_opened)
        if self._found:
            self.body.addWidget(self.list)
        else:
            self.body.addWidget(Text(self.tr("There is no row of this kind."), "quiet"))
        self.body.addStretch(1)
        self.cancel.hide()
        (self.list if self._found else self.confirm).setFocus()

    def _on_opened(self, key: object) -> None:
        if isinstance(key, int) and 0 <= key < len(self._found):
            self.done(QDialog.DialogCode.Accepted)
            self.wanted.emit(self._found[key])


def _with_headings(rows: list[Row], view: AdviceView) -> list[Row]:
    """Part the rows of what is needed into those that arrived and those that wait."""
    parts: list[Row] = []
    at = 0
    for name in (TermName.NEW, TermName.QUEUE):
        count = len(view.counted.sources(name))
        term = next(each for each in view.advice.terms if each.name is name)
        title, figure = words.term_title(term, view.counted), words.term_figure(term)
        if count:
            parts.append(Row(("heading", name.value), title, trailing=figure, is_heading=True))
        parts += rows[at : at + count]
        at += count
    return parts


def _row(number: int, each: Source, today: date) -> Row:
    return Row(
        number,
        each.text,
        wording_sources.source_second(each, today),
        icon=_ICONS.get(each.kind, "circle"),
        trailing=wording_sources.source_minutes(each),
    )
