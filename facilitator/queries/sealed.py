"""Every sealed word of a file, for one purpose: proving that a finished file holds none (S2)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

from facilitator.domain.seal import FEWEST_LETTERS, bare
from facilitator.store import Reader

FEWEST_CHARACTERS = 12
# A page break can split a long text, so its lines count each for themselves as well.
FEWEST_OF_A_LINE = 24

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_NAME_IN_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
_ZONE = re.compile(r"[A-Za-z_]+(?:/[\w+-]+)+")


def sealed_texts(reader: Reader) -> list[str]:
    """Return the texts that no file may hold: those of every column of every `sealed_*` table.

    The tables are discovered from the schema, so that a new one counts without being named here.
    Texts under 12 characters, moments and names of zones, tables and states occur by chance and are
    left out; so is what also stands in a joint table: words that were released may leave.
    """
    found = {text for value in _values(reader) for text in _pieces(value)}
    shared = _joint_letters(reader) if found else ""
    return sorted(text for text in found if bare(text) not in shared)


def _values(reader: Reader) -> Iterator[str]:
    for table, column in _text_columns(reader, is_sealed=True):
        rows = reader.all(f'SELECT DISTINCT "{column}" AS v FROM "{table}"')
        for value in (row["v"] for row in rows):
            if not isinstance(value, str):
                continue
            if table == "sealed_journal" and column in ("before", "after"):
                yield from _row_strings(value)
            else:
                yield value


def _text_columns(reader: Reader, *, is_sealed: bool) -> list[tuple[str, str]]:
    """Return (table, column) of every TEXT column on one side of the seal."""
    rows = reader.all(
        "SELECT l.name AS t, c.name AS c FROM pragma_table_list l, pragma_table_info(l.name) c"
        " WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite%'"
        " AND upper(c.type) = 'TEXT' AND (l.name LIKE 'sealed!_%' ESCAPE '!') = ?",
        (is_sealed,),
    )
    return [(row["t"], row["c"]) for row in rows]


def _row_strings(text: str) -> Iterator[str]:
    """Yield the texts in a row as the journal keeps it; what is no row counts as a text."""
    try:
        row: Any = json.loads(text)
    except ValueError:
        row = None
    values = row.values() if isinstance(row, dict) else [text]
    yield from (value for value in values if isinstance(value, str))


def _pieces(value: str) -> Iterator[str]:
    """Yield a text, and its longer lines, where they mean something."""
    lines = [line for line in value.splitlines() if len(line.strip()) >= FEWEST_OF_A_LINE]
    for text in (value, *lines):
        stripped = text.strip()
        if _means_something(stripped):
            yield stripped


def _means_something(text: str) -> bool:
    if len(text) < FEWEST_CHARACTERS or len(bare(text)) < FEWEST_LETTERS:
        return False
    if _MOMENT.fullmatch(text) or _NAME_IN_CODE.fullmatch(text):
        return False
    return not (_ZONE.fullmatch(text) and text in available_timezones())


# What was journalled, drafted or indexed is no joint text: it may be gone from the table.
_NOT_SHOWN = ("step", "journal", "draft", "search_text", "issued_number", "clock_now")


def _joint_letters(reader: Reader) -> str:
    """Return the letters of all joint text, one text after the other."""
    parts = []
    for table, column in _text_columns(reader, is_sealed=False):
        if table not in _NOT_SHOWN:
            rows = reader.all(
                f'SELECT DISTINCT "{column}" AS v FROM "{table}" WHERE "{column}" IS NOT NULL'
            )
            parts += [bare(str(row["v"])) for row in rows]
    return "\n".join(parts)


def sealed_in_joint(reader: Reader) -> list[str]:
    """Return a sentence when words of sealed notes also stand in joint text without a release.

    It says how many, never which or where: the sentence may be read over a shoulder.
    """
    notes = reader.all(
        "SELECT n.text FROM sealed_note n WHERE NOT EXISTS"
        " (SELECT 1 FROM sealed_release r WHERE r.note_id = n.id)"
    )
    shared = _joint_letters(reader) if notes else ""
    count = sum(
        1
        for row in notes
        if len(row["text"].strip()) >= FEWEST_OF_A_LINE and bare(row["text"]) in shared
    )
    if not count:
        return []
    return [f"The words of {count} sealed notes also stand in text that everybody may read."]
