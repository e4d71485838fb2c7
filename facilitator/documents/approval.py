"""Where minutes stand between the sides, on paper: what each said, and every correction (M2)."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.documents import look, parts, wording_minutes
from facilitator.documents.desk import Column, Desk, Rich, Table, say
from facilitator.documents.lines import Span
from facilitator.documents.text import paragraphs
from facilitator.domain.words import MinutesState
from facilitator.projections.approval import Approval, CorrectionEntry, SideAnswer
from facilitator.projections.types import Minutes

_LABEL = 92.0
_NOTHING = "\u2013"


def put(desk: Desk, minutes: Minutes, prefix: str) -> None:
    """Put the section on approval; a first draft has none, because nobody was asked yet."""
    approval = minutes.approval
    if approval.state == MinutesState.DRAFT and not approval.went_out:
        return
    desk.section("Approval", f"{prefix}approval")
    if approval.state == MinutesState.DRAFT:
        desk.paragraph([Span(wording_minutes.went_out(approval), look.BODY)])
    else:
        desk.listing(_entries(approval), _LABEL, after=3)
    if approval.corrections:
        _corrections(desk, approval.corrections)


def contested_by(minutes: Minutes) -> dict[str, str]:
    """Return by which sides each number is contested, as paper says it beside the thing itself."""
    sides: dict[str, list[str]] = {}
    for said in minutes.approval.answers:
        for objection in said.objections:
            sides.setdefault(objection.target, []).append(said.party.short_name or said.party.name)
    return {target: f"contested by {' and '.join(names)}" for target, names in sides.items()}


def _entries(approval: Approval) -> list[tuple[Rich, Sequence[Rich]]]:
    entries = [_entry("Circulated", wording_minutes.went_out(approval))]
    for said in approval.answers:
        entries.append(([parts.party(said.party, look.LABEL, short=True)], _answer(said)))
    if approval.approved_on:
        entries.append(_entry("Approved", wording_minutes.approved(approval), strong=True))
    if approval.despite:
        entries.append(_entry("Although contested", approval.despite))
    if approval.record_head:
        entries.append(_entry("Record", wording_minutes.record(approval)))
    return entries


def _entry(label: str, words: str, *, strong: bool = False) -> tuple[Rich, Sequence[Rich]]:
    style = look.VALUE_STRONG if strong else look.VALUE
    return [Span(label, look.LABEL)], [[say(words, style)]]


def _answer(said: SideAnswer) -> list[Rich]:
    lines: list[Rich] = [[say(wording_minutes.answer(said), look.VALUE)]]
    lines += [[say(part, look.VALUE)] for part in paragraphs(said.note)]
    for objection in said.objections:
        note = f": {objection.note}" if objection.note else ""
        target = say(objection.target, look.VALUE_STRONG)
        lines.append([target, say(note, look.VALUE)] if note else [target])
    return lines


def _corrections(desk: Desk, corrections: Sequence[CorrectionEntry]) -> None:
    table = Table(
        desk,
        [Column("No.", 24, is_right=True), Column("Where", 84), Column("Correction"),
         Column("Because", 130)],
    )  # fmt: skip
    for entry in corrections:
        table.row(
            [[Span(str(entry.n), look.DATA)]],
            [
                [say(entry.target, look.DATA_STRONG)],
                [Span(wording_minutes.correction_label(entry), look.DATA_SOFT)],
            ],
            _change(entry),
            _because(entry),
        )
    table.close(before=6)


def _change(entry: CorrectionEntry) -> list[Rich]:
    """Return what stood there and what does now, each named in words: no strike-through alone."""
    lines: list[Rich] = []
    for label, words in (("Before: ", entry.before), ("After: ", entry.after)):
        if entry.before or label == "After: ":
            text = say(words or _NOTHING, look.DATA)
            lines.append([Span(label, look.DATA_SOFT_STRONG), text])
    return lines


def _because(entry: CorrectionEntry) -> list[Rich]:
    lines: list[Rich] = [[say(entry.because, look.DATA)]]
    if entry.asked_by is not None:
        asked = Span("asked for by ", look.DATA_SOFT)
        lines.append([asked, parts.party(entry.asked_by, look.DATA_SOFT, short=True)])
    return lines
