"""Bring many words into the glossary as one step: the starter's, or those of a file (L1)."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator.commands.fields import line, required_line, stamp, text
from facilitator.domain.glossary import Clash, Homes, SideWords, Word
from facilitator.domain.text import fold
from facilitator.domain.words import TermRelation
from facilitator.queries.glossary_homes import homes_of
from facilitator.store import Store

_CHUNK = 50  # words between two looks at what else is to do


@dataclass(slots=True)
class Brought:
    """How many words came, replaced what was there, or were left out."""

    added: int = 0
    replaced: int = 0
    skipped: int = 0


def bring_words(
    store: Store,
    words: Sequence[Word],
    homes: Mapping[str, int | None] | None = None,
    clash: Clash = Clash.SKIP,
    label: str = "Bring words",
) -> Brought:
    """Bring words in one step; `homes` says which party each label means, and is remembered."""
    steps = bringing(store, words, homes, clash, label)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done: Brought = end.value
            return done


def bringing(
    store: Store,
    words: Sequence[Word],
    homes: Mapping[str, int | None] | None = None,
    clash: Clash = Clash.SKIP,
    label: str = "Bring words",
) -> Generator[int, None, Brought]:
    """Do as `bring_words` bit by bit: yield how many are done; closing it takes all back.

    Nothing else may be written to the file until it has ended.
    """
    with store.step(label):
        keep_homes(store, homes or {})
        bringer = _Bringer(store, homes_of(store, homes), clash)
        for done, word in enumerate(words, start=1):
            bringer.bring(word)
            if done % _CHUNK == 0:
                yield done
        yield from bringer.relate(words)
    return bringer.brought


def keep_homes(store: Store, homes: Mapping[str, int | None]) -> None:
    """Remember which party each label means, inside a step."""
    known = {fold(row["label"]): row["id"] for row in store.all("SELECT * FROM home_party")}
    for label, party_id in homes.items():
        row_id = known.get(fold(label))
        if row_id is None:
            store.insert("home_party", label=required_line("Home", label), party_id=party_id)
        else:
            store.update("home_party", row_id, party_id=party_id)


@dataclass(slots=True)
class _Bringer:
    store: Store
    homes: Homes
    clash: Clash
    brought: Brought = field(default_factory=Brought)
    ids: dict[str, int] = field(default_factory=dict)  # by folded word
    taken: list[int | None] = field(default_factory=list)  # the entry of each word, if it took it
    at: str = ""

    def __post_init__(self) -> None:
        rows = self.store.all("SELECT id, term FROM term ORDER BY retired_on IS NULL, id")
        self.ids = {fold(row["term"]): row["id"] for row in rows}
        self.at = stamp(self.store)

    def bring(self, word: Word) -> None:
        """Write one word, or what the choice about words already there makes of it."""
        known = self.ids.get(fold(word.term))
        if known is None or self.clash is Clash.KEEP_BOTH:
            self.taken.append(self._add(word))
        elif self.clash is Clash.REPLACE:
            self._replace(known, word)
            self.taken.append(known)
        else:
            self.brought.skipped += 1
            self.taken.append(None)

    def _add(self, word: Word) -> int:
        term_id = self.store.insert(
            "term",
            created_at=self.at,
            **{"term": required_line("Word", word.term)} | _values(word),
        )
        for party_id, values in self._sides(word).items():
            self.store.insert("term_party", term_id=term_id, party_id=party_id, **values)
        self.ids[fold(word.term)] = term_id
        self.brought.added += 1
        return term_id

    def _replace(self, term_id: int, word: Word) -> None:
        """Write what the file says; where it says nothing, what was there stays."""
        said = {name: value for name, value in _values(word).items() if value}
        self.store.update("term", term_id, **said, retired_on=None)
        rows = self.store.all("SELECT id, party_id FROM term_party WHERE term_id = ?", (term_id,))
        known = {row["party_id"]: row["id"] for row in rows}
        sides = self._sides(word)
        if word.home:
            sides = {party_id: {"owns": 0} for party_id in known} | sides
        for party_id, values in sides.items():
            if party_id in known:
                self.store.update("term_party", known[party_id], **values)
            else:
                self.store.insert("term_party", term_id=term_id, party_id=party_id, **values)
        self.brought.replaced += 1

    def _sides(self, word: Word) -> dict[int, dict[str, Any]]:
        """Return the columns of each side; homes that are one party here share its row."""
        owners = self.homes.of(word.home)
        found: dict[int, dict[str, Any]] = {party_id: {"owns": 1} for party_id in owners}
        for side in word.sides:
            for party_id in self.homes.of(side.label):
                values = found.setdefault(party_id, {"owns": int(party_id in owners)})
                for name, said in _said(side).items():
                    if said and said not in (values.get(name) or ""):
                        values[name] = f"{values[name]}; {said}" if values.get(name) else said
        return found

    def relate(self, words: Sequence[Word]) -> Generator[int, None, None]:
        """Write how the words relate, once all of them are there."""
        rows = self.store.all("SELECT term_id, other_term_id, relation FROM term_relation")
        known = {_pair(row["term_id"], row["other_term_id"], row["relation"]) for row in rows}
        for done, (word, term_id) in enumerate(zip(words, self.taken, strict=True), start=1):
            if word.relation and term_id is not None:
                others = [self.ids.get(fold(other)) for other in word.related] or [None]
                for other in others:
                    self._relate(term_id, other, TermRelation(word.relation), known)
            if done % (20 * _CHUNK) == 0:
                yield len(words)

    def _relate(
        self, term_id: int, other: int | None, relation: TermRelation, known: set[Any]
    ) -> None:
        is_alone = other is None and relation is TermRelation.TWO_WORDS
        pair = _pair(term_id, other, relation.value)
        if is_alone or other == term_id or pair in known:
            return
        known.add(pair)
        self.store.insert(
            "term_relation", term_id=term_id, other_term_id=other, relation=relation.value
        )


def _pair(term_id: int, other: int | None, relation: str) -> tuple[frozenset[int | None], str]:
    return frozenset((term_id, other)), relation


def _values(word: Word) -> dict[str, Any]:
    return {
        "abbreviation": line("Abbreviation", word.abbreviation),
        "home_label": line("Home", word.home),
        "plain": text("Plain words", word.plain),
        "why_other": text("Why it matters", word.why_other),
        "agreed_wording": text("Agreed wording", word.agreed_wording),
        "say_instead": line("Say instead", word.say_instead),
        "source": line("Source", word.source),
    }


def _said(side: SideWords) -> dict[str, str | None]:
    return {
        "meaning": text("Meaning", side.meaning),
        "example": text("Example", side.example),
        "say_instead": line("Say instead", side.say_instead),
    }
