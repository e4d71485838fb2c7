"""What people type for emphasis and for lists, read without surprises.

`**bold**` or `__bold__`, `*italic*` or `_italic_`, and lines that begin with `- `, `* `, `• ` or a
number. Whatever is not clearly meant so stays as it was typed: `snake_case`, `2*3*4`, `*.py`,
a lone `*`. Nothing is escaped and no other markup is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MAY_BE_MARKED = re.compile(r"[*_]|^[ \t]*(?:[-\u2022]|\d{1,3}[.)])[ \t]", re.MULTILINE)
_BULLET = re.compile(r"[ \t]*[-*\u2022][ \t]+(?=\S)(.*)")
_NUMBER = re.compile(r"[ \t]*(\d{1,3})([.)])[ \t]+(?=\S)(.*)")
_MARKS = re.compile(r"\*{1,3}|_{1,3}")
_WIDE = re.compile("[\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd]")
_BEFORE = frozenset(" \t\u00a0\u3000([{\"'\u201c\u201e\u2018\u00ab\u2039\u2013\u2014*_")
_BEHIND = frozenset(" \t\u00a0\u3000)]}\"'\u201d\u201c\u2019\u00bb\u203a\u2013\u2014.,;:!?\u2026*_")
_STOPS = frozenset(".:,")
_OPENS = frozenset("([{\"'\u201c\u201e\u2018\u00ab\u2039\u00bf\u00a1$\u20ac\u00a3#+-<&@*_")
_BULLET_SIGN = "\u2022"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one kind of type."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list; `label` is a bullet, or the number as it was typed."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Listing:
    entries: tuple[Entry, ...]
    is_numbered: bool


Block = Paragraph | Listing


def is_plain(text: str) -> bool:
    """Return whether a text surely has no marks: one paragraph per line."""
    return _MAY_BE_MARKED.search(text) is None


def blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a text, one line each; empty lines part lists."""
    found: list[Block] = []
    entries: list[Entry] = []
    number = 0

    def close_list() -> None:
        if entries:
            found.append(Listing(tuple(entries), entries[0].label != _BULLET_SIGN))
            entries.clear()

    for line in text.split("\n"):
        bullet, numbered = _BULLET.fullmatch(line), _NUMBER.fullmatch(line)
        is_next = numbered is not None and int(numbered[1]) in (1, number + 1)
        if bullet is not None:
            if entries and entries[0].label != _BULLET_SIGN:
                close_list()
            entries.append(Entry(_BULLET_SIGN, runs(bullet[1])))
        elif numbered is not None and is_next:
            if entries and (entries[0].label == _BULLET_SIGN or int(numbered[1]) == 1):
                close_list()
            number = int(numbered[1])
            entries.append(Entry(numbered[1] + numbered[2], runs(numbered[3])))
        else:
            close_list()
            if line.strip():
                found.append(Paragraph(runs(line.strip())))
    close_list()
    return tuple(found)


def plain(text: str) -> str:
    """Return a line without its marks."""
    return "".join(run.text for run in runs(text))


def runs(line: str) -> Runs:
    """Return a line in runs; marks that do not belong to another stay as they are."""
    if "*" not in line and "_" not in line:
        return (Run(line),) if line else ()
    found: list[Run] = []
    _read(line, 0, len(line), (False, False), found)
    return tuple(_merged(found))


def _read(line: str, start: int, end: int, manner: tuple[bool, bool], found: list[Run]) -> None:
    """Append the runs of a part of a line, already in a manner: bold, italic."""
    at = start
    hopeless: set[str] = set()
    for match in _MARKS.finditer(line, start, end):
        mark = match[0]
        if match.start() < at or mark in hopeless or not _opens(line, match, end):
            continue
        closing = _closing(line, match, end)
        if closing is None:
            hopeless.add(mark)
            continue
        bold, italic = manner
        inner = (bold or len(mark) > 1, italic or len(mark) != 2)
        if inner == manner:
            continue
        if match.start() > at:
            found.append(Run(line[at : match.start()], *manner))
        _read(line, match.end(), closing, inner, found)
        at = closing + len(mark)
    if at < end:
        found.append(Run(line[at:end], *manner))


def _closing(line: str, opening: re.Match[str], end: int) -> int | None:
    """Return where the same mark closes again, behind something worth marking."""
    has_words, seen = False, opening.end()
    for match in _MARKS.finditer(line, opening.end(), end):
        has_words = has_words or any(char.isalnum() for char in line[seen : match.start()])
        seen = match.end()
        if has_words and match[0] == opening[0] and _closes(line, match):
            return match.start()
    return None


def _opens(line: str, match: re.Match[str], end: int) -> bool:
    before = line[match.start() - 1] if match.start() else " "
    behind = line[match.end()] if match.end() < end else " "
    begins_well = behind.isalnum() or behind in _OPENS or ord(behind) > 0x2000
    return (before in _BEFORE or _WIDE.match(before) is not None) and (
        begins_well and not behind.isspace()
    )


def _closes(line: str, match: re.Match[str]) -> bool:
    before = line[match.start() - 1]
    behind = line[match.end()] if match.end() < len(line) else " "
    if before.isspace():
        return False
    if _WIDE.match(behind):
        return True
    if behind in _STOPS:  # a file name goes on behind its full stop
        further = line[match.end() + 1] if match.end() + 1 < len(line) else " "
        return not further.isalnum()
    return behind in _BEHIND


def _merged(found: list[Run]) -> list[Run]:
    """Join runs of one kind that stand side by side."""
    merged: list[Run] = []
    for run in found:
        last = merged[-1] if merged else None
        if last is not None and (last.bold, last.italic) == (run.bold, run.italic):
            merged[-1] = Run(last.text + run.text, run.bold, run.italic)
        else:
            merged.append(run)
    return merged
