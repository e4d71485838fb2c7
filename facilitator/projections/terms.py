"""The words that a document uses, found in its own text: false friends first (L2, L7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass

from facilitator.domain.words import TermRelation
from facilitator.language.finder import TermFinder
from facilitator.projections.common_ground import TermEntry, TermMeaning
from facilitator.projections.names import Names
from facilitator.store import Reader, Row

# Fields of projections that hold what people wrote, and not a name, a number or a state.
_PROSE = frozenset(
    {
        "agenda_text", "answer", "because", "common_ground", "consequences", "consideration",
        "context", "done_when", "effect", "interests", "measure", "notes", "outcome",
        "passed_reason", "plain", "position", "question", "reason", "state_reason", "text",
        "title", "topic", "wanted_result", "wording",
    }
)  # fmt: skip


class Terms:
    """The glossary of a file, read when a document first asks for its words."""

    def __init__(self, reader: Reader, names: Names) -> None:
        self._reader = reader
        self._names = names
        self._finder: TermFinder | None = None
        self._entries: dict[int, TermEntry] = {}
        self._owned: defaultdict[int, set[int]] = defaultdict(set)

    def strange_to(self, party_id: int, *papers: object) -> tuple[TermEntry, ...]:
        """Return the words used that one side does not own; false friends always (L7)."""
        owned = {self._entries[each].term for each in self._known_to(party_id)}
        return tuple(
            entry
            for entry in self.used_in(*papers)
            if entry.relation == TermRelation.ONE_WORD or entry.term not in owned
        )

    def _known_to(self, party_id: int) -> set[int]:
        self._load()
        return self._owned[party_id] & self._entries.keys()

    def used_in(self, *papers: object) -> tuple[TermEntry, ...]:
        """Return the words that some projections use, false friends first, then by name."""
        finder = self._load()
        if not len(finder):
            return ()
        found: set[int] = set()
        for text in {text for paper in papers for text in prose(paper)}:
            found.update(term for span in finder.find(text) for term in span.ids)
        entries = [self._entries[term_id] for term_id in found]
        return tuple(sorted(entries, key=_order))

    def named(self, term_ids: Collection[int]) -> tuple[TermEntry, ...]:
        """Return these words in the order given, without those that nobody has explained."""
        self._load()
        return tuple(self._entries[each] for each in term_ids if each in self._entries)

    def with_care(self) -> tuple[TermEntry, ...]:
        """Return false friends, then the words that have another to say instead, by name."""
        self._load()
        found = (
            entry
            for entry in self._entries.values()
            if entry.relation == TermRelation.ONE_WORD
            or entry.say_instead
            or any(each.say_instead for each in entry.meanings)
        )
        return tuple(sorted(found, key=_order))

    def _load(self) -> TermFinder:
        if self._finder is None:
            self._finder = TermFinder()
            self._entries = _read(self._reader, self._names)
            for row in self._reader.all("SELECT party_id, term_id FROM term_party WHERE owns = 1"):
                self._owned[row["party_id"]].add(row["term_id"])
            for term_id, entry in self._entries.items():
                for words in (entry.term, entry.abbreviation):
                    if words:
                        self._finder.add(term_id, words)
        return self._finder


def prose(paper: object) -> Iterator[str]:
    """Yield what people wrote, anywhere in a projection."""
    if isinstance(paper, tuple | list):
        for each in paper:
            yield from prose(each)
    elif is_dataclass(paper) and not isinstance(paper, type):
        for field in fields(paper):
            value = getattr(paper, field.name)
            if isinstance(value, str):
                if value and field.name in _PROSE:
                    yield value
            elif field.name in _PROSE and isinstance(value, tuple):
                yield from (each for each in value if isinstance(each, str))
            else:
                yield from prose(value)


def _order(entry: TermEntry) -> tuple[bool, str]:
    return entry.relation != TermRelation.ONE_WORD, entry.term.casefold()


def _read(reader: Reader, names: Names) -> dict[int, TermEntry]:
    """Return every word that somebody has explained; one without plain words helps nobody."""
    meanings: defaultdict[int, list[Row]] = defaultdict(list)
    for row in reader.all("SELECT * FROM term_party WHERE meaning IS NOT NULL ORDER BY id"):
        meanings[row["term_id"]].append(row)
    relations: dict[int, Row] = {}
    for row in reader.all(
        "SELECT r.term_id, r.other_term_id, r.relation, a.term AS one, b.term AS other"
        " FROM term_relation r JOIN term a ON a.id = r.term_id"
        " LEFT JOIN term b ON b.id = r.other_term_id ORDER BY r.relation <> 'one_word', r.id"
    ):
        relations.setdefault(row["term_id"], row)
        if row["other_term_id"] is not None:
            relations.setdefault(row["other_term_id"], row | {"other": row["one"]})
    order = {party: place for place, party in enumerate(names.parties)}
    return {
        row["id"]: _entry(
            row,
            relations.get(row["id"], {}),
            tuple(_meanings(meanings[row["id"]], names, order)),
        )
        for row in reader.all("SELECT * FROM term WHERE retired_on IS NULL ORDER BY id")
        if row["plain"] or row["agreed_wording"] or meanings[row["id"]]
    }


def _meanings(rows: list[Row], names: Names, order: dict[int, int]) -> Iterator[TermMeaning]:
    for row in sorted(rows, key=lambda row: order.get(row["party_id"], 0)):
        if mark := names.party(row["party_id"]):
            yield TermMeaning(mark, row["meaning"], row["say_instead"] or "")


def _entry(row: Row, relation: Row, meanings: tuple[TermMeaning, ...]) -> TermEntry:
    return TermEntry(
        term=row["term"],
        abbreviation=row["abbreviation"] or "",
        home=row["home_label"] or "",
        plain=row["plain"] or "",
        why_other=row["why_other"] or "",
        agreed_wording=row["agreed_wording"] or "",
        say_instead=row["say_instead"] or "",
        relation=relation.get("relation") or "",
        other_term=relation.get("other") or "",
        meanings=meanings,
    )
