"""Every sealed word of a file, for one purpose: proving that a finished file holds none (S2)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from facilitator.domain.seal import FEWEST_LETTERS, bare
from facilitator.store import Reader

FEWEST_CHARACTERS = 12
# A page break can split a long text, so its lines count each for themselves as well.
FEWEST_OF_A_LINE = 24

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_NAME_IN_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
_PARTS = re.compile(r"[,;:()\n•|/–—]+|[.?!](?:\s|$)|\s-\s")
_ZONE = re.compile(r"[A-Za-z_]+(?:/[\w+-]+)+")


def sealed_texts(reader: Reader) -> list[str]:
    """Return the texts that no file may hold: sealed ones that nobody else may read."""
    return not_shared(reader, sealed_words(reader))


def sealed_words(reader: Reader) -> list[str]:
    """Return every text of every column of every `sealed_*` table, released ones too.

    The tables are discovered from the schema, so that a new one counts without being named here.
    Texts under 12 characters, moments and names of zones, tables and states occur by chance and are
    left out.
    """
    return sorted({text for value in _values(reader) for text in _pieces(value)})


def count_sealed_notes(reader: Reader) -> int:
    """Return how many sealed notes there are, for a receipt that stays with the facilitator."""
    return int(reader.value("SELECT count(*) FROM sealed_note"))


def not_shared(reader: Reader, texts: list[str], printed: Iterable[str] = ()) -> list[str]:
    """Return the texts that nobody could have from joint text: released words may leave.

    A text whose every part (between commas, full stops…) is joint counts as shared too: a list of
    names in a sealed note cannot be told from the same names on paper. `printed` holds further
    words that paper carries in any case. Reads all joint text, so ask only when it matters.
    """
    shared = "\n".join([_joint_letters(reader), *map(bare, printed)]) if texts else ""
    return [text for text in texts if not all(bare(part) in shared for part in _PARTS.split(text))]


def _values(reader: Reader) -> Iterator[str]:
    for table, column in _text_columns(reader, is_sealed=True):
        rows = reader.all(f'SELECT DISTINCT "{column}" AS v FROM "{table}"')
        for value in (row["v"] for row in rows):
            if isinstance(value, str):
                yield from _strings(_unpacked(value))


def _unpacked(value: str) -> Any:
    """Return what a text holds that is JSON, as in the journal and in templates; else the text."""
    if value.startswith(("{", "[")):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(_unpacked(each) if isinstance(each, str) else each)


def _text_columns(reader: Reader, *, is_sealed: bool) -> list[tuple[str, str]]:
    """Return (table, column) of every TEXT column on one side of the seal."""
    rows = reader.all(
        "SELECT l.name AS t, c.name AS c FROM pragma_table_list l, pragma_table_info(l.name) c"
        " WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite%'"
        " AND upper(c.type) = 'TEXT' AND (l.name LIKE 'sealed!_%' ESCAPE '!') = ?",
        (is_sealed,),
    )
    return [(row["t"], row["c"]) for row in rows]


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
    return not (_ZONE.fullmatch(text) and _is_zone(text))


def _is_zone(text: str) -> bool:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


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
