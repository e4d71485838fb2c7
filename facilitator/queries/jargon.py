"""What the radar needs of the glossary: which words of a text somebody has to have explained (L3).

A text is read by sides. A word that one of them does not own is marked; a false friend always is.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.domain.words import Attendance, TermRelation
from facilitator.language.finder import TermFinder
from facilitator.queries.engagement import parties
from facilitator.store import Reader, Row

# A change of these tables may change what is marked.
WATCHED = frozenset({"term", "term_party", "term_relation", "party"})


@dataclass(frozen=True, slots=True)
class WordSide:
    """One side of a word."""

    party_id: int
    short: str
    colour: str
    owns: bool
    meaning: str
    say_instead: str


@dataclass(frozen=True, slots=True)
class JargonWord:
    """A word in use, with what is there to explain it."""

    id: int
    term: str
    abbreviation: str
    plain: str
    why_other: str
    agreed_wording: str
    say_instead: str
    sides: tuple[WordSide, ...]
    is_false_friend: bool

    @property
    def owners(self) -> frozenset[int]:
        return frozenset(side.party_id for side in self.sides if side.owns)

    @property
    def meanings(self) -> tuple[WordSide, ...]:
        return tuple(side for side in self.sides if side.meaning)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text to underline, in code points. `strangers` are the sides it is for."""

    start: int
    end: int
    word: JargonWord
    strangers: tuple[int, ...]

    @property
    def is_false_friend(self) -> bool:
        return self.word.is_false_friend


class Lexicon:
    """The words of a file, taken in slices, and where they stand in a text."""

    def __init__(self, words: Iterable[JargonWord] = ()) -> None:
        self._words: dict[int, JargonWord] = {}
        self._finder = TermFinder()
        self.take(words)

    def __len__(self) -> int:
        return len(self._words)

    def take(self, words: Iterable[JargonWord]) -> None:
        """Take words in, in place of what was known of them."""
        for word in words:
            known = self._words.get(word.id)
            self._words[word.id] = word
            if known and (known.term, known.abbreviation) == (word.term, word.abbreviation):
                continue
            self._finder.forget(word.id)
            self._finder.add(word.id, word.term)
            if word.abbreviation:
                self._finder.add(word.id, word.abbreviation)

    def forget(self, ids: Iterable[int]) -> None:
        """Let go of words, e.g. of those that were retired."""
        for word_id in ids:
            if self._words.pop(word_id, None) is not None:
                self._finder.forget(word_id)

    def knows(self, word: str) -> bool:
        """Tell whether a word or an abbreviation is in the glossary."""
        spans = self._finder.find(word)
        return bool(spans) and (spans[0].start, spans[0].end) == (0, len(word))

    def marks(self, text: str, readers: frozenset[int]) -> list[Mark]:
        """Return what these sides have to have explained, from left to right."""
        found = []
        for span in self._finder.find(text):
            mark = self._mark(span.start, span.end, span.ids, readers)
            if mark is not None:
                found.append(mark)
        return found

    def _mark(
        self, start: int, end: int, ids: tuple[int, ...], readers: frozenset[int]
    ) -> Mark | None:
        words = [self._words[word_id] for word_id in ids]
        friend = next((word for word in words if word.is_false_friend), None)
        if friend is not None:
            return Mark(start, end, friend, tuple(sorted(readers)))
        owners = frozenset[int]().union(*(word.owners for word in words))
        strangers = readers - owners
        return Mark(start, end, words[0], tuple(sorted(strangers))) if strangers else None


# --- from the file ---------------------------------------------------------------------------

_FRIENDS = (
    f"SELECT term_id AS id FROM term_relation WHERE relation = '{TermRelation.ONE_WORD.value}'"
    " UNION SELECT other_term_id FROM term_relation"
    f" WHERE relation = '{TermRelation.ONE_WORD.value}' AND other_term_id IS NOT NULL"
)


def some_words(reader: Reader, after: int = 0, limit: int = 1_000_000) -> list[JargonWord]:
    """Return the words in use whose ids follow `after`, in the order of their ids."""
    rows = reader.all(
        f"SELECT *, id IN ({_FRIENDS}) AS is_friend FROM term"
        " WHERE retired_on IS NULL AND id > ? ORDER BY id LIMIT ?",
        (after, limit),
    )
    return _with_sides(reader, rows)


def these_words(reader: Reader, ids: Iterable[int]) -> list[JargonWord]:
    """Return those of these words that are in use."""
    rows = reader.all(
        f"SELECT *, id IN ({_FRIENDS}) AS is_friend FROM term"
        " WHERE retired_on IS NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    )
    return _with_sides(reader, rows)


def lexicon(reader: Reader) -> Lexicon:
    """Return all words in use at once."""
    return Lexicon(some_words(reader))


def words_of_rows(reader: Reader, rows: Iterable[int]) -> set[int] | None:
    """Return the words to which these rows of sides and relations belong; None where one is gone.

    A row that is gone tells no longer whose it was.
    """
    wanted = set(rows)
    found = reader.all(
        "SELECT id, term_id, NULL AS other_term_id FROM term_party"
        " WHERE id IN (SELECT value FROM json_each(?1))"
        " UNION SELECT id, term_id, other_term_id FROM term_relation"
        " WHERE id IN (SELECT value FROM json_each(?1))",
        (json.dumps(sorted(wanted)),),
    )
    if {row["id"] for row in found} != wanted:
        return None
    return {word for row in found for word in (row["term_id"], row["other_term_id"]) if word}


def _with_sides(reader: Reader, rows: list[Row]) -> list[JargonWord]:
    sides: dict[int, list[WordSide]] = defaultdict(list)
    for row in reader.all(
        "SELECT s.term_id, s.party_id, s.owns, s.meaning, s.say_instead, p.name, p.short_name,"
        " p.colour FROM term_party s JOIN party p ON p.id = s.party_id"
        " WHERE s.term_id IN (SELECT value FROM json_each(?)) ORDER BY p.position, p.id",
        (json.dumps([row["id"] for row in rows]),),
    ):
        sides[row["term_id"]].append(
            WordSide(
                row["party_id"], row["short_name"] or row["name"], row["colour"],
                bool(row["owns"]), row["meaning"] or "", row["say_instead"] or "",
            )
        )  # fmt: skip
    return [
        JargonWord(
            row["id"], row["term"], row["abbreviation"] or "", row["plain"] or "",
            row["why_other"] or "", row["agreed_wording"] or "", row["say_instead"] or "",
            tuple(sides[row["id"]]), bool(row["is_friend"]),
        )
        for row in rows
    ]  # fmt: skip


# --- who reads it ----------------------------------------------------------------------------


def readers_of(
    reader: Reader, *, session_id: int | None = None, asked_by: int | None = None
) -> frozenset[int]:
    """Return the sides that have to understand a text.

    A joint text is read by every side that takes part in the session. What one side asked for is
    in its own words already: the others read it.
    """
    present = frozenset(
        row["party_id"]
        for row in reader.all(
            "SELECT DISTINCT a.party_id FROM attendance a JOIN party p ON p.id = a.party_id"
            " WHERE a.session_id = ? AND a.state IN (?, ?) AND p.archived_on IS NULL",
            (session_id, Attendance.INVITED.value, Attendance.PRESENT.value),
        )
    )
    at_table = frozenset(party.id for party in parties(reader))
    sides = present if len(present) > 1 else at_table
    return (sides - {asked_by}) or sides


def readers_of_item(reader: Reader, item_id: int) -> tuple[frozenset[int], int | None]:
    """Return who has to understand an agenda item, and the side that asked for it."""
    row = reader.one(
        "SELECT session_id, asked_by_party_id FROM agenda_item WHERE id = ?", (item_id,)
    )
    if row is None:
        return readers_of(reader), None
    asked_by = row["asked_by_party_id"]
    return readers_of(reader, session_id=row["session_id"], asked_by=asked_by), asked_by
