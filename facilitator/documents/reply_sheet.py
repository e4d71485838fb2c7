"""The sheet on which one side answers to circulated minutes: on a screen, or by hand (M2)."""

from __future__ import annotations

from facilitator.documents import look, parts, wording
from facilitator.documents.desk import Column, Desk, Table, say
from facilitator.documents.fields import FieldKind, FormField
from facilitator.documents.lines import Span
from facilitator.domain.words import MinutesAnswer
from facilitator.projections.reply_papers import ReplyEntry, ReplySheet

STANDING = "REPLY SHEET"
_CHOICES = (
    (MinutesAnswer.AGREE, "Agree", "The minutes say what was decided."),
    (MinutesAnswer.AGREE_WITH_NOTE, "Agree, with a note", "The note below prints with them."),
    (MinutesAnswer.CONTESTS, "Contest", "Something is wrong; tick it in the list below."),
)
_KINDS = {"item": "item", "decision": "decision", "action": "action"}
_BUTTON, _LINE, _NOTE, _WHY = 11.0, 21.0, 62.0, 27.0
_TOLD = 160


def compose(desk: Desk, sheet: ReplySheet) -> None:
    """Put the sheet of one side on the desk."""
    session = sheet.session
    under = f"Answer to minutes {session.number}, version {sheet.version}"
    parts.head(desk, sheet.engagement, STANDING, session.title, under)
    parts.facts(desk, _facts(sheet))
    desk.paragraph([Span(_how(sheet), look.BODY)], after=2)
    _answer(desk, sheet)
    if sheet.entries:
        _contested(desk, sheet.entries)
    _reference(desk, sheet)


def _facts(sheet: ReplySheet) -> list[parts.Fact]:
    entries: list[parts.Fact] = [
        ("Answer of", [[parts.party(sheet.party, look.VALUE_STRONG)]]),
        ("Held on", parts.value(wording.day(sheet.session.starts))),
        ("Circulated on", parts.value(wording.long_day(sheet.circulated_on))),
        ("Until", [[Span(wording.long_day(sheet.comments_until), look.VALUE_STRONG)]]),
        ("Back to", parts.value(sheet.back_to)),
        ("Code", parts.value(sheet.code)),
    ]
    return parts.known(entries)


def _how(sheet: ReplySheet) -> str:
    until = wording.long_day(sheet.comments_until)
    return (
        "Fill this in with a PDF viewer and save it, or print it and write by hand. Without an "
        f"answer until {until}, the minutes will say: no objection received."
    )


def _answer(desk: Desk, sheet: ReplySheet) -> None:
    desk.section("Your answer", "answer", before=14)
    for answer, title, told in _CHOICES:
        field = FormField(
            FieldKind.CHOICE, "answer", f"{title}. {told}", _BUTTON, _BUTTON, answer.value,
            option="Your answer",
        )  # fmt: skip
        desk.choice(field, [Span(title, look.STRONG), Span(f"  {told}", look.BODY)])
    note = FormField(FieldKind.TEXT, "note", "Note to the minutes", _NOTE, is_long=True)
    desk.blanks(("Note", note), after=4)
    told = f"Name of who answers for {sheet.party.name}"
    desk.blanks(
        ("Name", FormField(FieldKind.TEXT, "name", told, _LINE)),
        ("Day", FormField(FieldKind.TEXT, "day", "Day of the answer", _LINE)),
        after=4,
    )


def _contested(desk: Desk, entries: tuple[ReplyEntry, ...]) -> None:
    desk.section("Only if you contest: what is wrong", "contested", before=14)
    table = Table(
        desk, [Column("Contest", 38), Column("Number", 68), Column("It says"), Column("Why", 160)]
    )
    for entry in entries:
        called = f"{_KINDS.get(entry.kind, entry.kind)} {entry.number}"
        table.row([], [[say(entry.number, look.DATA_STRONG)]], [[say(entry.words, look.DATA)]], [])
        told = f"Contest {called}: {_short(entry.words)}"
        table.field(
            0, FormField(FieldKind.CHECK, f"contest {entry.number}", told, _BUTTON, _BUTTON)
        )
        why = f"Why you contest {called}"
        table.field(3, FormField(FieldKind.TEXT, f"why {entry.number}", why, _WHY, is_long=True))
    table.close(after=10)


def _reference(desk: Desk, sheet: ReplySheet) -> None:
    """Put what the app reads when the sheet comes back, as a field that nobody writes in."""
    reference = reference_of(sheet)
    told = "What this sheet answers to"
    line = desk.setter.lines([say(reference, look.DATA_SOFT)], 1e6)[0]
    field = FormField(FieldKind.TEXT, "sheet", told, 14.0, value=reference, fixed=line)
    desk.open_section()
    desk.blanks((told, field))


def reference_of(sheet: ReplySheet) -> str:
    """Return what the sheet answers to, as the app reads it when it comes back."""
    return (
        f"Reply 1: minutes {sheet.session.number}, version {sheet.version}, code {sheet.code}, "
        f"for {sheet.party.name}"
    )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _TOLD else line[: _TOLD - 1].rstrip() + "\u2026"
