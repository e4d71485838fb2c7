"""The glossary as it may leave: every word in use, with each side's meaning and acceptance (L1)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from facilitator.domain.acceptance import standing
from facilitator.domain.words import TermRelation
from facilitator.projections.names import IN_LIST, Names, id_list, load_names
from facilitator.projections.types import EngagementHead, PartyMark
from facilitator.store import Reader, Row

_LOUDEST = {TermRelation.ONE_WORD: 0, TermRelation.TWO_WORDS: 1, TermRelation.SAME: 2}


@dataclass(frozen=True, slots=True)
class GlossarySide:
    """One side of a word. `standing` is a `Standing` towards the agreed wording as it is now."""

    party: PartyMark
    owns: bool
    meaning: str
    example: str
    say_instead: str
    accepted_on: str
    standing: str


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One word. `relation` is a `TermRelation` or empty; `related` are the other words."""

    term: str
    abbreviation: str
    home: str
    plain: str
    why_other: str
    agreed_wording: str
    say_instead: str
    source: str
    relation: str
    related: tuple[str, ...]
    sides: tuple[GlossarySide, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """Return the names of the sides that use the word among themselves."""
        return tuple(side.party.name for side in self.sides if side.owns)

    @property
    def is_false_friend(self) -> bool:
        """Tell whether the sides mean two things by it (L2)."""
        return self.relation == TermRelation.ONE_WORD


@dataclass(frozen=True, slots=True)
class Glossary:
    """Every word in use, false friends first, then A to Z, for `export glossary`."""

    engagement: EngagementHead
    parties: tuple[PartyMark, ...]
    entries: tuple[GlossaryEntry, ...]


def build_glossary(reader: Reader) -> Glossary:
    """Return every word in use."""
    names = load_names(reader)
    rows = reader.all("SELECT * FROM term WHERE retired_on IS NULL ORDER BY lower(term), id")
    entries = _entries(reader, names, rows)
    entries.sort(key=lambda entry: not entry.is_false_friend)
    here = tuple(
        mark for party_id, mark in names.parties.items() if not names.archived.get(party_id)
    )
    return Glossary(names.head, here, tuple(entries))


def _entries(reader: Reader, names: Names, rows: list[Row]) -> list[GlossaryEntry]:
    ids = id_list(row["id"] for row in rows)
    wording = {row["id"]: row["agreed_wording"] for row in rows}
    sides = _sides(reader, names, ids, wording)
    relations, related = _relations(reader, ids)
    return [
        GlossaryEntry(
            term=row["term"],
            abbreviation=row["abbreviation"] or "",
            home=row["home_label"] or "; ".join(
                side.party.name for side in sides[row["id"]] if side.owns
            ),
            plain=row["plain"] or "",
            why_other=row["why_other"] or "",
            agreed_wording=row["agreed_wording"] or "",
            say_instead=row["say_instead"] or "",
            source=row["source"] or "",
            relation=relations.get(row["id"], ""),
            related=tuple(related[row["id"]]),
            sides=tuple(sides[row["id"]]),
        )
        for row in rows
    ]  # fmt: skip


def _sides(
    reader: Reader, names: Names, ids: str, wording: dict[int, str | None]
) -> defaultdict[int, list[GlossarySide]]:
    """Return what each side means, in the order of the parties; those that left are left out."""
    found: defaultdict[int, list[GlossarySide]] = defaultdict(list)
    order = {party_id: place for place, party_id in enumerate(names.parties)}
    rows = reader.all(f"SELECT * FROM term_party WHERE term_id {IN_LIST}", (ids,))
    for row in sorted(rows, key=lambda row: (order.get(row["party_id"], 0), row["id"])):
        mark = names.party(row["party_id"])
        if mark is None or names.archived.get(row["party_id"]):
            continue
        found[row["term_id"]].append(
            GlossarySide(
                party=mark,
                owns=bool(row["owns"]),
                meaning=row["meaning"] or "",
                example=row["example"] or "",
                say_instead=row["say_instead"] or "",
                accepted_on=row["accepted_on"] or "",
                standing=standing(row["accepted_words"], wording[row["term_id"]]).value,
            )
        )
    return found


def _relations(reader: Reader, ids: str) -> tuple[dict[int, str], defaultdict[int, list[str]]]:
    """Return the loudest relation of each word, and the other words for the same thing."""
    rows = reader.all(
        "SELECT r.*, a.term AS first, b.term AS second FROM term_relation r"
        " JOIN term a ON a.id = r.term_id LEFT JOIN term b ON b.id = r.other_term_id"
        f" WHERE r.term_id {IN_LIST} OR r.other_term_id {IN_LIST} ORDER BY r.id",
        (ids, ids),
    )
    kinds: dict[int, str] = {}
    others: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        for term_id, other in (
            (row["term_id"], row["second"]),
            (row["other_term_id"], row["first"]),
        ):
            if term_id is None:
                continue
            known = kinds.get(term_id, row["relation"])
            kinds[term_id] = min(known, row["relation"], key=lambda kind: _LOUDEST[kind])
            if other:
                others[term_id].append(other)
    return kinds, others
