"""Registers as CSV that spreadsheet programs open right.

UTF-8 with a byte order mark (Excel takes anything else for the system's old code page), commas,
CRLF. A cell that a spreadsheet would take for a formula (it begins with = + - @, also behind a tab
or a line end) gets an apostrophe in front, so that words from a room never run as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from facilitator.exchange.wording import METHOD, SAYBACK_PART, STATE, position_word, word
from facilitator.projections.common_ground import RestatementEntry
from facilitator.projections.types import (
    ActionEntry,
    ActionRegister,
    DecisionEntry,
    DecisionRegister,
    PartyPosition,
)

MARK = "\ufeff"
_Entry = TypeVar("_Entry")
_Columns = Sequence[tuple[str, Callable[[_Entry], str]]]


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet program runs as a formula."""
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@")) else cell


def _document(columns: _Columns[_Entry], entries: Iterable[_Entry]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([title for title, _ in columns])
    for entry in entries:
        writer.writerow([guarded(value(entry)) for _, value in columns])
    return MARK + out.getvalue()


def _side(entry: ActionEntry) -> str:
    return entry.owner_party.name if entry.owner_party else ""


def _due(entry: ActionEntry) -> str:
    return "next session" if entry.due_is_next else entry.due_on


ACTIONS: _Columns[ActionEntry] = (
    ("Number", lambda entry: entry.number),
    ("Action", lambda entry: entry.text),
    ("Topic", lambda entry: entry.topic),
    ("Owner", lambda entry: entry.owner),
    ("Side", _side),
    ("Asked by", lambda entry: entry.asked_by),
    ("Due", _due),
    ("Earlier due dates", lambda entry: "; ".join(entry.was_due)),
    ("Done when", lambda entry: entry.done_when),
    ("State", lambda entry: word(STATE, entry.state)),
    ("Reason", lambda entry: entry.state_reason),
    ("Delivered", lambda entry: entry.delivered_on),
    ("Accepted", lambda entry: entry.accepted_on),
    ("Decision", lambda entry: entry.decision_number),
    ("Goal", lambda entry: entry.goal),
    ("Session", lambda entry: entry.session_number),
)


def position_words(position: PartyPosition) -> str:
    """Return one side's position with its reason and its consideration, on one line."""
    said = f"{position.party.name}: {position_word(position)}"
    if position.reason:
        said += f", {position.reason}"
    if position.consideration:
        said += f"; considered: {position.consideration}"
    return said + (f"; passed: {position.passed_reason}" if position.passed_reason else "")


def restatement_words(entry: RestatementEntry) -> str:
    """Return every version of a say-it-back with where it stands, on one line."""
    said = "; ".join(
        f"{version.party.name if version.party else version.person}, "
        f"{word(SAYBACK_PART, version.part)}: {version.text}".removeprefix(", ")
        for version in entry.versions
    )
    return f"{word(STATE, entry.state)}: {said}" if said else word(STATE, entry.state)


def _options(entry: DecisionEntry) -> str:
    return "; ".join(
        option.text
        + (f" ({option.effect})" if option.effect else "")
        + (" [chosen]" if option.is_chosen else "")
        for option in entry.options
    )


def _method(entry: DecisionEntry) -> str:
    method = word(METHOD, entry.method)
    return f"{method}, {entry.method_note}" if entry.method_note else method


DECISIONS: _Columns[DecisionEntry] = (
    ("Number", lambda entry: entry.number),
    ("Decision", lambda entry: entry.wording),
    ("In plain words", lambda entry: entry.plain),
    ("State", lambda entry: word(STATE, entry.state)),
    ("Decided", lambda entry: entry.decided_on),
    ("Review", lambda entry: entry.review_on),
    ("Why", lambda entry: entry.because),
    ("Context", lambda entry: entry.context),
    ("Consequences", lambda entry: entry.consequences),
    ("Method", _method),
    ("Decided by", lambda entry: entry.decider),
    ("Options", _options),
    ("Positions", lambda entry: " | ".join(map(position_words, entry.positions))),
    ("Said back", lambda entry: " | ".join(map(restatement_words, entry.restatements))),
    ("Goal", lambda entry: entry.goal),
    ("Session", lambda entry: entry.session_number),
    ("Item", lambda entry: entry.item_number),
    ("Replaces", lambda entry: entry.supersedes),
    ("Replaced by", lambda entry: entry.superseded_by),
)


def actions_csv(register: ActionRegister) -> str:
    """Return the action list as CSV, one line for each action."""
    return _document(ACTIONS, register.actions)


def decisions_csv(register: DecisionRegister) -> str:
    """Return the decision log as CSV, one line for each decision."""
    return _document(DECISIONS, register.decisions)
