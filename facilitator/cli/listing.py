"""`facilitator list`: what is in a file, as columns or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from facilitator.cli.terminal import print_json, print_table
from facilitator.projections.agenda import build_agenda
from facilitator.projections.glossary import build_glossary
from facilitator.projections.registers import build_actions, build_decisions
from facilitator.queries.data_lines import data_lines
from facilitator.queries.listing import capture_lines, goal_lines, person_lines, session_lines
from facilitator.queries.numbers import find_session, session_labels
from facilitator.queries.receipts import receipt_lines
from facilitator.store import Reader

# For each kind: (heading, attribute) of the columns.
_Columns = Sequence[tuple[str, str]]
COLUMNS: dict[str, _Columns] = {
    "sessions": (
        ("Number", "number"), ("Starts", "starts"), ("Minutes", "minutes"), ("State", "state"),
        ("Title", "title"),
    ),
    "agenda": (
        ("Number", "number"), ("Starts", "starts"), ("Minutes", "minutes"), ("Box", "box"),
        ("Purpose", "purpose"), ("Lead", "lead"), ("Title", "title"),
    ),
    "decisions": (
        ("Number", "number"), ("State", "state"), ("Decided", "decided_on"),
        ("Review", "review_on"), ("Decision", "wording"),
    ),
    "actions": (
        ("Number", "number"), ("State", "state"), ("Due", "due_on"), ("Owner", "owner"),
        ("Action", "text"),
    ),
    "concerns": (
        ("Session", "session"), ("Side", "side"), ("State", "state"), ("Serious", "severity"),
        ("About", "category"), ("Concern", "text"), ("Answer", "answer"),
    ),
    "ideas": (
        ("Session", "session"), ("Side", "side"), ("Ring", "state"), ("Idea", "text"),
        ("Next step", "next_step"),
    ),
    "questions": (
        ("Session", "session"), ("Side", "side"), ("To", "to"), ("State", "state"),
        ("Question", "text"), ("Answer", "answer"),
    ),
    "sayback": (
        ("Session", "session"), ("Side", "side"), ("State", "state"), ("Topic", "topic"),
        ("Said", "text"), ("In other words", "last"),
    ),
    "goals": (
        ("Horizon", "horizon"), ("State", "state"), ("Due", "due_on"), ("Owner", "owner"),
        ("Accepted by", "accepted_by"), ("Goal", "title"),
    ),
    "data": (
        ("State", "state"), ("Accountable", "accountable"), ("Claimed by", "claimed_by"),
        ("Kept", "kept_for"), ("Requests", "requests"), ("Data set", "name"),
    ),
    "terms": (
        ("Word", "term"), ("Short", "abbreviation"), ("Home", "home"), ("Relation", "relation"),
        ("Plain words", "plain"),
    ),
    "people": (("Name", "name"), ("Side", "side"), ("Role", "role"), ("E-mail", "email")),
    "receipts": (
        ("When", "at"), ("What", "what"), ("Session", "session"), ("Form", "form"),
        ("For", "audience"), ("Code", "code"), ("SHA-256", "sha256"), ("File", "file"),
    ),
}  # fmt: skip
KINDS = tuple(COLUMNS)
_CAPTURE_KIND = {
    "concerns": "concern",
    "ideas": "idea",
    "questions": "question",
    "sayback": "sayback",
}
_WORDS = ("state", "relation", "category")
_PER_SESSION = ("agenda", "decisions", "actions", *_CAPTURE_KIND)


def takes_session(kind: str) -> bool:
    """Return whether `--session` means something for this kind."""
    return kind in _PER_SESSION


def print_list(reader: Reader, kind: str, session: str | None, as_json: bool) -> None:
    """Print one kind of thing, of one session where it is named."""
    lines = _lines(reader, kind, session)
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    columns = COLUMNS[kind]
    print_table(
        [title for title, _ in columns],
        ([_shown(line, attribute) for _, attribute in columns] for line in lines),
        f"No {kind} yet.",
    )


def _shown(line: object, attribute: str) -> str:
    """Return a value as a table shows it: moments with a space, states as words."""
    value = getattr(line, attribute)
    if isinstance(value, tuple):
        return ", ".join(str(getattr(each, "number", each)) for each in value)
    text = str(value)
    if attribute == "starts":
        return text.replace("T", " ")
    if attribute == "plain":
        return text.partition("\n")[0]
    return text.replace("_", " ") if attribute in _WORDS else text


def _lines(reader: Reader, kind: str, session: str | None) -> Sequence[Any]:
    if kind == "agenda":
        return build_agenda(reader, find_session(reader, session or "next")).items
    if kind in _CAPTURE_KIND:
        chosen = None if session is None else find_session(reader, session)
        return capture_lines(reader, _CAPTURE_KIND[kind], chosen)
    if kind in _REGISTERS:
        entries = _REGISTERS[kind](reader)
        if session is None:
            return entries
        number = session_labels(reader)[find_session(reader, session)].label
        return [entry for entry in entries if entry.session_number == number]
    return _WHOLE[kind](reader)


_REGISTERS: dict[str, Callable[[Reader], Sequence[Any]]] = {
    "decisions": lambda reader: build_decisions(reader).decisions,
    "actions": lambda reader: build_actions(reader).actions,
}
_WHOLE: dict[str, Callable[[Reader], Sequence[Any]]] = {
    "sessions": session_lines,
    "goals": goal_lines,
    "data": data_lines,
    "people": person_lines,
    "receipts": receipt_lines,
    "terms": lambda reader: build_glossary(reader).entries,
}
