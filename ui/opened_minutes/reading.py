"""What minutes say, to read in the window: decisions, actions, outcomes, people (M4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from facilitator.exchange import wording as exported
from facilitator.projections.types import (
    ActionEntry,
    DecisionEntry,
    ItemEntry,
    Minutes,
    PartyPresence,
)
from ui.opened_minutes.page_text import paragraph, safe
from ui.wording import as_day, short_day

translate = QCoreApplication.translate

MOST = 200
"""Of a list that a stranger made, so many things are set; the rest are counted."""
_LONGEST = 400_000
_Entry = TypeVar("_Entry")


def page_of(minutes: Minutes, today: date) -> str:
    """Return minutes as HTML; what is longer than anybody reads is cut, and says so."""
    out, length = [], 0
    for part in _parts(minutes, today):
        out.append(part)
        length += len(part)
        if length > _LONGEST:
            out.append(paragraph(translate("opened", "The rest stands on the paper."), "quiet"))
            break
    return "".join(out)


def _parts(minutes: Minutes, today: date) -> Iterator[str]:
    yield _heading(translate("opened", "Decisions"), minutes.decisions)
    yield from (_decision(each) for each in minutes.decisions[:MOST])
    yield _rest(minutes.decisions)
    yield _heading(translate("opened", "Actions"), minutes.actions)
    yield _actions(minutes.actions[:MOST], today)
    yield _rest(minutes.actions)
    yield _heading(translate("opened", "Agenda items"), minutes.items)
    yield from (_item(each) for each in minutes.items[:MOST])
    yield _rest(minutes.items)
    yield _heading(translate("opened", "People"), minutes.attendance)
    yield from (_people(each) for each in minutes.attendance[:MOST])
    yield from _said(minutes)
    yield from _next(minutes, today)


def _heading(words: str, entries: Sequence[object]) -> str:
    none = paragraph(translate("opened", "None."), "quiet") if not entries else ""
    return f"<h2>{safe(words)}</h2>{none}"


def _rest(entries: Sequence[_Entry]) -> str:
    if len(entries) <= MOST:
        return ""
    words = translate("opened", "And {0} more, which stand on the paper.")
    return paragraph(words.format(len(entries) - MOST), "quiet")


def _numbered(number: str, words: str) -> str:
    mark = f'<span class="number">{safe(number)}</span>&nbsp; ' if number else ""
    return f"<h3>{mark}{safe(words)}</h3>"


def _decision(decision: DecisionEntry) -> str:
    sides = [
        f"{each.party.name}: {exported.position_word(each)}"
        + (f" ({each.reason})" if each.reason else "")
        for each in decision.positions[:MOST]
    ]
    because = translate("opened", "Why: {0}").format(decision.because)
    state = translate("opened", "State: {0}")
    return "".join(
        (
            _numbered(decision.number, decision.wording),
            paragraph(decision.plain if decision.plain != decision.wording else ""),
            paragraph(because if decision.because else ""),
            paragraph("\n".join(sides), "quiet"),
            paragraph(state.format(exported.word(exported.STATE, decision.state)), "quiet"),
        )
    )


def _actions(actions: Sequence[ActionEntry], today: date) -> str:
    if not actions:
        return ""
    heads = (
        translate("opened", "Number"),
        translate("opened", "Action"),
        translate("opened", "Owner"),
        translate("opened", "Due"),
        translate("opened", "State"),
    )
    head = "".join(f"<th>{safe(each)}</th>" for each in heads)
    rows = "".join(f"<tr>{_cells(each, today)}</tr>" for each in actions)
    return f'<table width="100%"><tr>{head}</tr>{rows}</table>'


def _cells(action: ActionEntry, today: date) -> str:
    due = short_day(as_day(action.due_on), today=today) if action.due_on else ""
    if action.due_is_next:
        due = translate("opened", "next session")
    side = action.owner_party.short_name if action.owner_party else ""
    owner = ", ".join(filter(None, (action.owner, side)))
    state = exported.word(exported.STATE, action.state)
    cells = (action.number, action.text, owner, due, state)
    return "".join(f"<td>{safe(cell)}</td>" for cell in cells)


def _item(item: ItemEntry) -> str:
    notes = "\n".join(item.notes[:MOST])
    return "".join(
        (
            _numbered(item.number, item.title),
            paragraph(item.outcome) or paragraph(translate("opened", "No outcome."), "quiet"),
            paragraph(notes, "quiet"),
        )
    )


def _people(side: PartyPresence) -> str:
    party = side.party.name if side.party else translate("opened", "Neutral")
    lines = []
    for words, people in (
        (translate("opened", "Present: {0}"), side.present),
        (translate("opened", "Apologies: {0}"), side.apologies),
        (translate("opened", "Absent: {0}"), (*side.absent, *side.invited)),
    ):
        if people:
            lines.append(words.format(", ".join(each.name for each in people[:MOST])))
    return f"<h3>{safe(party)}</h3>{paragraph(chr(10).join(lines))}"


def _said(minutes: Minutes) -> Iterator[str]:
    """Yield what was raised and parked, where anything was."""
    raised = [
        f"{exported.word(exported.KIND, each.kind)}: {each.plain or each.text}"
        + (f" \u2013 {each.answer}" if each.answer else "")
        for each in minutes.raised[:MOST]
    ]
    parked = [
        each.text + (f" \u2192 {each.goes_to}" if each.goes_to else "")
        for each in minutes.parked[:MOST]
    ]
    for words, lines in (
        (translate("opened", "Raised"), raised),
        (translate("opened", "Parking lot"), parked),
    ):
        if lines:
            yield f"<h2>{safe(words)}</h2>"
            yield "".join(paragraph(line) for line in lines)


def _next(minutes: Minutes, today: date) -> Iterator[str]:
    upcoming = minutes.next_session
    if upcoming is not None:
        yield f"<h2>{safe(translate('opened', 'Next session'))}</h2>"
        day = short_day(as_day(upcoming.starts), today=today) if upcoming.starts else ""
        words = (upcoming.number, upcoming.title, day, upcoming.starts[11:16], upcoming.place)
        yield paragraph(" \u00b7 ".join(filter(None, words)))
        yield paragraph(upcoming.reason, "quiet")
