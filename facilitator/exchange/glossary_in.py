"""Read a table of words: our own export, the starter's columns, or one that somebody made.

Nothing is written here: what was read comes back with what was found on the way, so that a person
sees it before anything happens.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from facilitator.domain.glossary import SideWords, Word, parts
from facilitator.domain.text import clean, clean_line, fold
from facilitator.errors import CommandRefused
from facilitator.exchange.glossary_out import RELATIONS

MOST_LETTERS = 20_000  # in one cell; more is no explanation but another file pasted in
MOST_WORDS = 100_000
_LONGEST_HEAD = 40  # of a heading that is told
_DELIMITERS = ",;\t"
_COLUMNS = {
    "term": ("term", "word", "words", "name", "expression"),
    "abbreviation": ("abbreviation", "abbr", "short", "acronym", "short form"),
    "home": ("home", "home party", "home side", "side", "party", "owner", "whose", "used by"),
    "plain": (
        "plain words", "plain language", "plain", "definition", "explanation", "description",
        "meaning",
    ),
    "why_other": (
        "why it matters to the other side", "why it matters to other side", "why it matters", "why",
    ),
    "agreed_wording": ("agreed wording", "agreed", "agreed words", "shared wording"),
    "say_instead": ("say instead", "instead", "better say"),
    "relation": ("relation", "relation between the sides"),
    "related": ("related words", "related", "see also", "also called"),
    "source": ("source", "source of fact", "sources"),
}  # fmt: skip
_BY_NAME = {name: field for field, names in _COLUMNS.items() for name in names}
_SIDES = {"meaning": "meaning", "example": "example", "say instead": "say_instead"}
_SIDE_HEAD = re.compile(r"^(meaning|example|say instead)\s*[(:]\s*(.+?)\)?$", re.IGNORECASE)
# Empty lines, and the line with which spreadsheets are told the delimiter.
_ABOVE = re.compile(r"\ufeff?(?:[ \t]*\r?\n)*(?:sep=(?P<delimiter>[,;\t])\r?\n)?", re.IGNORECASE)
_MARKED = re.compile(r"^'[\s']*[=+\-@]")
_RELATION = {fold(words): value for value, words in RELATIONS.items() if value} | {
    value.replace("_", " "): value for value in RELATIONS if value
}


class NotAGlossary(CommandRefused):
    """The file is no table in which words could be found."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(
            f"{name} was not read: {cause}. Nothing was changed; the first line has to name the "
            "columns, at least one of them “Term”."
        )
        self.cause = cause


@dataclass(frozen=True, slots=True)
class WordFile:
    """What a file holds. Line numbers are those of the table, the heading is most often line 1.

    `nameless` are lines without a word, `cut` those with a cell that was shortened, `twice` words
    that come again in the file; `missing` and `unknown` are names of columns.
    """

    name: str
    encoding: str
    delimiter: str
    words: tuple[Word, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    nameless: tuple[int, ...]
    cut: tuple[int, ...]
    twice: tuple[str, ...]


def read_words(
    data: bytes, name: str = "The file", heard: Callable[[int], None] | None = None
) -> WordFile:
    """Read the words of a table.

    `heard` is called with the number of lines read, now and then, and may raise to stop.

    Raises:
        NotAGlossary: the bytes are no table with a column of words.
    """
    text, encoding = decoded(data, name)
    text, above, delimiter = _table(text)
    lines = _lines(text, delimiter, name)
    heads = next(lines, [])
    fields = _fields(heads)
    if "term" not in fields.values():
        raise NotAGlossary(name, _no_term(heads))
    reading = _Reading(name, fields, heard)
    for number, cells in enumerate(lines, start=above + 2):
        reading.take(number, cells)
    return reading.found(encoding, delimiter, heads)


def _no_term(heads: list[str]) -> str:
    if not any(head.strip() for head in heads):
        return "it is empty"
    shown = ", ".join(f"“{clean_line(head)[:30]}”" for head in heads[:4] if head.strip())
    return f"no column is called “Term”; its first line says {shown}"


# --- bytes to text -------------------------------------------------------------------------------


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return text and the encoding that was taken.

    A mark at the beginning tells; else it is UTF-8, and what is not is taken for cp1252, as
    Windows writes it.
    """
    for mark, encoding, words in (
        (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
        (b"\xff\xfe", "utf-16", "UTF-16"),
        (b"\xfe\xff", "utf-16", "UTF-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding), words
            except UnicodeDecodeError:
                raise NotAGlossary(name, f"it begins like {words} and is not") from None
    if b"\0" in data[:4096]:
        raise NotAGlossary(name, "it is no text, perhaps a spreadsheet or a picture")
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "Windows-1252"


def _table(text: str) -> tuple[str, int, str]:
    """Return the text from its heading on, how many lines were above it, and the delimiter."""
    above = _ABOVE.match(text)
    start = above.end() if above else 0
    table = text[start:]
    said = above["delimiter"] if above else None
    return table, text[:start].count("\n"), said or _delimiter(table)


def _delimiter(text: str) -> str:
    """Return what stands between the cells of the first line: comma, semicolon or tab."""
    first = text.split("\n", 1)[0]
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=bare.count)


def _lines(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    csv.field_size_limit(len(text) + 100)
    # A line end inside quotes stays; the reader wants to see the ends of lines itself.
    fed = _Fed(text)
    rows = csv.reader(fed, delimiter=delimiter)
    while True:
        taken, fed.taken = fed.taken, []
        try:
            row = next(rows)
        except StopIteration:
            _refuse_open(taken, rows.line_num, delimiter, name)
            return
        except csv.Error as error:
            raise NotAGlossary(name, f"line {rows.line_num} cannot be read ({error})") from None
        yield row


class _Fed:
    """Lines of text for the reader, which remembers those it took for a row."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.taken: list[str] = []

    def __iter__(self) -> _Fed:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken.append(line)
        return line


def _refuse_open(lines: list[str], last: int, delimiter: str, name: str) -> None:
    """Refuse a table whose last row swallowed what followed, as a line behind it shows."""
    ended = "".join(lines).rstrip("\r\n") + "\r\n"
    rows = csv.reader(io.StringIO(f"{ended}behind\r\n", newline=""), delimiter=delimiter)
    if lines and sum(1 for _ in rows) == 1:
        raise NotAGlossary(
            name, f"a quotation mark that opens in line {last - len(lines) + 1} is never closed"
        )


# --- columns -------------------------------------------------------------------------------------


def _fields(heads: list[str]) -> dict[int, str | tuple[str, str]]:
    """Return what each column is: a field of a word, or (field, label) of a side."""
    found: dict[int, str | tuple[str, str]] = {}
    for place, head in enumerate(heads):
        said = unmarked(clean_line(head))
        side = _SIDE_HEAD.match(said)
        plain = " ".join(re.sub(r"[_\-/]+", " ", fold(said)).split())
        if side and side[2].strip():
            found[place] = (_SIDES[side[1].lower()], side[2].strip())
        elif plain in _BY_NAME and _BY_NAME[plain] not in found.values():
            found[place] = _BY_NAME[plain]
    return found


def unmarked(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if _MARKED.match(cell) else cell


# --- lines ---------------------------------------------------------------------------------------


class _Reading:
    """Collects words and what is to be said about the lines."""

    def __init__(
        self,
        name: str,
        fields: dict[int, str | tuple[str, str]],
        heard: Callable[[int], None] | None,
    ) -> None:
        self._name, self._fields, self._heard = name, fields, heard
        self._words: list[Word] = []
        self._seen: dict[str, int] = {}
        self._nameless: list[int] = []
        self._cut: list[int] = []
        self._twice: dict[str, str] = {}

    def take(self, number: int, cells: list[str]) -> None:
        """Read one line."""
        if self._heard is not None and number % 500 == 0:
            self._heard(number)
        if not any(cell.strip() for cell in cells):
            return
        if len(self._words) >= MOST_WORDS:
            raise NotAGlossary(self._name, f"it holds more than {MOST_WORDS} words")
        said: dict[str, str] = {}
        sides: dict[str, dict[str, str]] = {}
        for place, field in self._fields.items():
            text = self._cell(number, cells[place] if place < len(cells) else "")
            if isinstance(field, tuple):
                sides.setdefault(field[1], {})[field[0]] = text
            else:
                said[field] = text
        term = clean_line(said.pop("term", ""))
        if not term:
            self._nameless.append(number)
            return
        self._keep(_word(term, said, sides))

    def _cell(self, number: int, cell: str) -> str:
        text = clean(unmarked(cell)).strip()
        if len(text) > MOST_LETTERS:
            if not self._cut or self._cut[-1] != number:
                self._cut.append(number)
            text = text[:MOST_LETTERS]
        return text

    def _keep(self, word: Word) -> None:
        key = fold(word.term)
        if key in self._seen:
            self._twice[key] = word.term
        self._seen[key] = len(self._words)
        self._words.append(word)

    def found(self, encoding: str, delimiter: str, heads: list[str]) -> WordFile:
        """Return everything that was read."""
        taken = set(self._fields.values())
        wanted = {"plain": "Plain words", "home": "Home", "why_other": "Why it matters"}
        known = self._fields.keys()
        return WordFile(
            self._name,
            encoding,
            delimiter,
            tuple(self._words),
            tuple(words for field, words in wanted.items() if field not in taken),
            tuple(
                clean_line(head)[:_LONGEST_HEAD]
                for place, head in enumerate(heads)
                if place not in known and head.strip()
            ),
            tuple(self._nameless),
            tuple(self._cut),
            tuple(self._twice.values()),
        )


def _word(term: str, said: dict[str, str], sides: dict[str, dict[str, str]]) -> Word:
    relation = _RELATION.get(fold(said.get("relation", "")).replace("_", " ").strip(), "")
    meant = [SideWords(label, **words) for label, words in sides.items() if any(words.values())]
    return Word(
        term=term,
        abbreviation=clean_line(said.get("abbreviation", "")),
        home=clean_line(said.get("home", "")),
        plain=said.get("plain", ""),
        why_other=said.get("why_other", ""),
        agreed_wording=said.get("agreed_wording", ""),
        say_instead=clean_line(said.get("say_instead", "")),
        source=clean_line(said.get("source", "")),
        relation=relation,
        related=parts(clean_line(said.get("related", ""))),
        sides=tuple(meant),
    )
