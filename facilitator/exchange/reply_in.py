"""Read a reply sheet that a side sent back: what it answers to, and what it says (M2).

Nothing is written here, and nothing is known of any engagement. What does not go together is
named, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from facilitator.domain.text import clean
from facilitator.domain.words import MinutesAnswer
from facilitator.errors import FileForbidden, FileMissing, PaperProblem, ReplyProblem
from facilitator.exchange.paper_parts import LARGEST_FILE, Unreadable
from facilitator.exchange.paper_process import told_elsewhere

VERSION = 1
_READS = "facilitator.exchange.reply_parts"
_REFERENCE = re.compile(
    r"Reply (\d{1,4}): minutes (.{1,80}?), version (\d{1,6}), code ([0-9a-f]{16}), for (.{1,400})",
    re.DOTALL,
)
_CHOICES = (MinutesAnswer.AGREE, MinutesAnswer.AGREE_WITH_NOTE, MinutesAnswer.CONTESTS)


class Unclear(StrEnum):
    """Why a sheet says nothing that could be kept."""

    NO_ANSWER = "no_answer"
    AGREES_AND_CONTESTS = "agrees_and_contests"
    CONTESTS_NOTHING = "contests_nothing"
    NOTE_MISSING = "note_missing"
    LOOKS_OTHERWISE = "looks_otherwise"


@dataclass(frozen=True, slots=True)
class ReadObjection:
    """What is contested, by its number, and why."""

    number: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadReply:
    """A sheet as it came back. `answer` is empty where none was chosen.

    `is_note_taken` tells that "agree" was chosen and a note written, which is taken as to agree
    with a note.
    """

    path: Path
    session: str
    version: int
    code: str
    party: str
    answer: str
    note: str
    objections: tuple[ReadObjection, ...]
    by_name: str
    on: str
    unclear: tuple[Unclear, ...]
    is_note_taken: bool = False


def read_reply(path: Path, cancelled: Callable[[], bool] | None = None) -> ReadReply:
    """Return what a filled sheet says.

    Raises:
        FileMissing: it is not there.
        ReplyProblem: it cannot be read as a reply sheet; its `problem` says why.
        Cancelled: `cancelled` said yes.
    """
    try:
        if not path.is_file():
            raise FileMissing(path)
        if path.stat().st_size > LARGEST_FILE:
            raise ReplyProblem(path, "too_large")
    except PermissionError:
        raise FileForbidden(path) from None
    try:
        told = told_elsewhere(_READS, path, cancelled)
        return understood(path, told)
    except Unreadable as error:
        raise _problem(path, error) from None


def understood(path: Path, told: Mapping[str, Any]) -> ReadReply:
    """Return what the fields of a sheet mean.

    Raises:
        Unreadable: the field that says what it answers to does not.
    """
    texts = {name: clean(value).strip() for name, value in told["texts"].items()}
    ticked: Mapping[str, str] = told["ticked"]
    found = _REFERENCE.fullmatch(texts["sheet"])
    if found is None:
        raise Unreadable("not_reply")
    if int(found[1]) != VERSION:
        raise Unreadable("newer", found[1])
    chosen = ticked.get("answer", "")
    answer = chosen if chosen in _CHOICES else ""
    note = texts.get("note", "")
    objections = _objections(texts, ticked)
    is_note_taken = answer == MinutesAnswer.AGREE and bool(note) and not objections
    if is_note_taken:
        answer = MinutesAnswer.AGREE_WITH_NOTE.value
    unclear = _unclear(answer, note, objections)
    if told["shown"]:
        unclear = (*unclear, Unclear.LOOKS_OTHERWISE)
    return ReadReply(
        path=path,
        session=found[2],
        version=int(found[3]),
        code=found[4],
        party=found[5],
        answer=answer,
        note=note,
        objections=objections,
        by_name=_line(texts.get("name", "")),
        on=_line(texts.get("day", "")),
        unclear=unclear,
        is_note_taken=is_note_taken,
    )


def _objections(texts: Mapping[str, str], ticked: Mapping[str, str]) -> tuple[ReadObjection, ...]:
    """Return what is ticked, and what has a reason although it is not."""
    found = []
    for name, state in ticked.items():
        kind, _, number = name.partition(" ")
        if kind == "contest" and number:
            why = texts.get(f"why {number}", "")
            if state or why:
                found.append(ReadObjection(_line(clean(number)), why))
    return tuple(found)


def _unclear(answer: str, note: str, objections: tuple[ReadObjection, ...]) -> tuple[Unclear, ...]:
    if not answer:
        return (Unclear.NO_ANSWER,)
    if answer == MinutesAnswer.CONTESTS:
        return () if objections else (Unclear.CONTESTS_NOTHING,)
    if objections:
        return (Unclear.AGREES_AND_CONTESTS,)
    if answer == MinutesAnswer.AGREE_WITH_NOTE and not note:
        return (Unclear.NOTE_MISSING,)
    return ()


def _line(text: str) -> str:
    return " ".join(text.split())[:200]


def _problem(path: Path, error: Unreadable) -> PaperProblem | FileForbidden:
    if error.problem == "unreadable":
        return FileForbidden(path)
    return ReplyProblem(path, error.problem, error.fact)
