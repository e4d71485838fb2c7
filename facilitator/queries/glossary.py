"""The glossary: every word of both sides, and one word with all that is known of it (L1, L2)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from facilitator.domain.acceptance import standing
from facilitator.domain.text import fold
from facilitator.domain.words import TermRelation
from facilitator.queries.engagement import PartyRow, parties
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader, Row

FALSE_FRIEND = TermRelation.ONE_WORD.value
_IDS = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class WordKey:
    """What a list needs of every word: `found_in` is folded word and abbreviation."""

    id: int
    term: str
    found_in: str
    told: str  # folded plain words and meanings
    owners: frozenset[int]
    is_false_friend: bool


@dataclass(frozen=True, slots=True)
class SideMeaning:
    """What one side means by a word."""

    party_id: int
    short: str
    colour: str
    meaning: str


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word as a list shows it. `owners` are the colours of the sides at home in it."""

    id: int
    term: str
    abbreviation: str
    home: str
    owners: tuple[str, ...]
    plain: str
    relation: str
    sides: tuple[SideMeaning, ...]
    is_retired: bool


@dataclass(frozen=True, slots=True)
class WordSide:
    """One side of a word; `standing` tells where it stands towards the agreed wording."""

    party_id: int
    name: str
    short: str
    colour: str
    owns: bool
    meaning: str
    example: str
    say_instead: str
    accepted_on: str
    accepted_by: str
    standing: str


@dataclass(frozen=True, slots=True)
class RelatedWord:
    """Another word for the same thing, or the entry that a false friend is told apart from."""

    relation_id: int
    id: int
    term: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordDetail:
    """One word; `raised_by` and `raised_in` tell who brought it up, where that is known."""

    id: int
    term: str
    abbreviation: str
    home_label: str
    plain: str
    why_other: str
    agreed_wording: str
    say_instead: str
    source: str
    relation: str
    related: tuple[RelatedWord, ...]
    sides: tuple[WordSide, ...]
    since: str
    raised_by: str
    raised_in: str
    retired_on: str


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Every word in use, A to Z, to be searched while somebody types."""

    keys: tuple[WordKey, ...] = ()
    places: dict[int, int] = field(default_factory=dict)

    def find(self, text: str) -> list[WordKey]:
        """Return the words that hold `text`: those that begin with it, then the others."""
        wanted = fold(text.strip())
        if not wanted:
            return list(self.keys)
        begin: list[WordKey] = []
        hold: list[WordKey] = []
        tell: list[WordKey] = []
        for key in self.keys:
            if wanted in key.found_in:
                (begin if key.found_in.startswith(wanted) else hold).append(key)
            elif wanted in key.told:
                tell.append(key)
        return begin + hold + tell


def word_count(reader: Reader) -> int:
    """Return how many words are in the glossary; retired ones are not counted."""
    return int(reader.value("SELECT count(*) FROM term WHERE retired_on IS NULL") or 0)


def retired_count(reader: Reader) -> int:
    """Return how many words were taken out of use."""
    return int(reader.value("SELECT count(*) FROM term WHERE retired_on IS NOT NULL") or 0)


def term_of_side(reader: Reader, side_id: int) -> int | None:
    """Return the word of which a row of one side tells, None where it was deleted."""
    found = reader.value("SELECT term_id FROM term_party WHERE id = ?", (side_id,))
    return None if found is None else int(found)


# --- the list ------------------------------------------------------------------------------------

_KEYS = f"""
SELECT t.id, t.term, t.abbreviation, t.plain, (SELECT group_concat(p.meaning, ' ')
    FROM term_party p WHERE p.term_id = t.id AND p.meaning IS NOT NULL) AS meanings,
  (SELECT group_concat(p.party_id) FROM term_party p WHERE p.term_id = t.id AND p.owns) AS owners,
  EXISTS (SELECT 1 FROM term_relation r WHERE r.relation = '{FALSE_FRIEND}'
    AND (r.term_id = t.id OR r.other_term_id = t.id)) AS is_friend
FROM term t WHERE (t.retired_on IS NOT NULL) = ? AND """


def word_index(reader: Reader, *, retired: bool = False) -> WordIndex:
    """Return every word in use, or every retired one, A to Z."""
    return _indexed(_keys(reader.all(_KEYS + "true", (retired,))))


def patched(reader: Reader, index: WordIndex, ids: Iterable[int], *, retired: bool) -> WordIndex:
    """Return an index in which some words are read again; those that are gone are left out."""
    wanted = set(ids)
    rows = reader.all(_KEYS + f"t.id {_IDS}", (retired, json.dumps(sorted(wanted))))
    return _indexed([*(key for key in index.keys if key.id not in wanted), *_keys(rows)])


def _keys(rows: Iterable[Row]) -> list[WordKey]:
    return [
        WordKey(
            row["id"],
            row["term"],
            fold(f"{row['term']} {row['abbreviation'] or ''}"),
            fold(f"{row['plain'] or ''} {row['meanings'] or ''}"),
            frozenset(map(int, row["owners"].split(","))) if row["owners"] else frozenset(),
            bool(row["is_friend"]),
        )
        for row in rows
    ]


def _indexed(keys: list[WordKey]) -> WordIndex:
    keys.sort(key=lambda key: (key.found_in, key.id))
    return WordIndex(tuple(keys), {key.id: place for place, key in enumerate(keys)})


def touched_terms(reader: Reader, touched: Iterable[tuple[str, int]]) -> set[int] | None:
    """Return the words that a change is about; None where that cannot be told from the rows."""
    found: set[int] = set()
    for table, row_id in touched:
        if table == "term":
            found.add(row_id)
        elif table in ("term_party", "term_relation"):
            other = "other_term_id" if table == "term_relation" else "NULL"
            row = reader.one(
                f"SELECT term_id, {other} AS other FROM {table} WHERE id = ?", (row_id,)
            )
            if row is None:
                return None
            found |= {term_id for term_id in row.values() if term_id is not None}
    return found


def word_rows(reader: Reader, ids: Sequence[int]) -> dict[int, WordRow]:
    """Return some words as a list shows them, by id."""
    asked = json.dumps(list(ids))
    table = {party.id: party for party in parties(reader)}
    sides: dict[int, list[Row]] = defaultdict(list)
    for row in reader.all(f"SELECT * FROM term_party WHERE term_id {_IDS} ORDER BY id", (asked,)):
        if row["party_id"] in table:
            sides[row["term_id"]].append(row)
    relations = _relations(reader, asked)
    return {
        row["id"]: _word_row(row, sides[row["id"]], relations.get(row["id"], ""), table)
        for row in reader.all(f"SELECT * FROM term WHERE id {_IDS}", (asked,))
    }


def _word_row(row: Row, sides: list[Row], relation: str, table: dict[int, PartyRow]) -> WordRow:
    order = {party_id: place for place, party_id in enumerate(table)}
    sides = sorted(sides, key=lambda side: order[side["party_id"]])
    owners = [table[side["party_id"]] for side in sides if side["owns"]]
    return WordRow(
        row["id"],
        row["term"],
        row["abbreviation"] or "",
        _home(owners, len(table), row["home_label"] or ""),
        tuple(party.colour for party in owners),
        row["plain"] or "",
        relation,
        tuple(
            SideMeaning(
                side["party_id"],
                table[side["party_id"]].short,
                table[side["party_id"]].colour,
                side["meaning"] or "",
            )
            for side in sides
            if side["meaning"]
        ),
        row["retired_on"] is not None,
    )


def _home(owners: list[PartyRow], everybody: int, label: str) -> str:
    """Return whose word it is: the one side, or the label; empty where all sides share it."""
    if len(owners) == 1:
        return owners[0].short
    if owners and len(owners) < everybody:
        return ", ".join(party.short for party in owners)
    return "" if owners else label


def _relations(reader: Reader, asked: str) -> dict[int, str]:
    """Return the relation of each of some words; a false friend above all else."""
    found: dict[int, str] = {}
    for row in reader.all(
        f"SELECT term_id, other_term_id, relation FROM term_relation WHERE term_id {_IDS}"
        f" OR other_term_id {_IDS} ORDER BY relation = '{FALSE_FRIEND}', id",
        (asked, asked),
    ):
        for term_id in (row["term_id"], row["other_term_id"]):
            if term_id is not None:
                found[term_id] = row["relation"]
    return found


# --- one word ------------------------------------------------------------------------------------


def word_detail(reader: Reader, term_id: int) -> WordDetail | None:
    """Return one word, or None where it was deleted."""
    row = reader.one("SELECT * FROM term WHERE id = ?", (term_id,))
    if row is None:
        return None
    by, where = _raised(reader, row["came_from_id"])
    return WordDetail(
        row["id"],
        row["term"],
        row["abbreviation"] or "",
        row["home_label"] or "",
        row["plain"] or "",
        row["why_other"] or "",
        row["agreed_wording"] or "",
        row["say_instead"] or "",
        row["source"] or "",
        _relations(reader, json.dumps([term_id])).get(term_id, ""),
        _related(reader, term_id),
        _sides(reader, term_id, row["agreed_wording"]),
        row["created_at"][:10],
        by,
        where,
        row["retired_on"] or "",
    )


def _sides(reader: Reader, term_id: int, wording: str | None) -> tuple[WordSide, ...]:
    """Return every party at the table, and those that left where they said something."""
    rows = reader.all(
        "SELECT s.*, w.name AS by_name FROM term_party s"
        " LEFT JOIN person w ON w.id = s.accepted_by_id WHERE s.term_id = ? ORDER BY s.id DESC",
        (term_id,),
    )
    said = {row["party_id"]: row for row in rows}
    return tuple(
        _side(party, said.get(party.id, {}), wording)
        for party in parties(reader, archived=True)
        if not party.is_archived or said.get(party.id, {}).get("meaning")
    )


def _side(party: PartyRow, row: Row, wording: str | None) -> WordSide:
    return WordSide(
        party.id,
        party.name,
        party.short,
        party.colour,
        bool(row.get("owns")),
        row.get("meaning") or "",
        row.get("example") or "",
        row.get("say_instead") or "",
        row.get("accepted_on") or "",
        row.get("by_name") or "",
        standing(row.get("accepted_words"), wording).value,
    )


def _related(reader: Reader, term_id: int) -> tuple[RelatedWord, ...]:
    rows = reader.all(
        "SELECT r.id AS relation_id, t.id, t.term FROM term_relation r JOIN term t"
        " ON t.id = CASE WHEN r.term_id = ?1 THEN r.other_term_id ELSE r.term_id END"
        " WHERE r.term_id = ?1 OR r.other_term_id = ?1 ORDER BY r.id",
        (term_id,),
    )
    known = word_rows(reader, [row["id"] for row in rows])
    return tuple(
        RelatedWord(row["relation_id"], row["id"], row["term"], known[row["id"]].owners)
        for row in rows
    )


def _raised(reader: Reader, capture_id: int | None) -> tuple[str, str]:
    """Return who said a word first, and in which session."""
    row = reader.one(
        "SELECT c.session_id, coalesce(w.name, p.short_name, p.name) AS who FROM capture c"
        " LEFT JOIN person w ON w.id = c.person_id LEFT JOIN party p ON p.id = c.party_id"
        " WHERE c.id = ?",
        (capture_id,),
    )
    if row is None:
        return "", ""
    label = session_labels(reader, [row["session_id"]]).get(row["session_id"])
    return row["who"] or "", label.label if label else ""
