"""The glossary: words of both sides, what each means by them, and how they relate (L1, L2, L4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from facilitator import resources
from facilitator.commands.acceptance import WITHDRAWN, accepted
from facilitator.commands.fields import (
    Converter,
    convert,
    flag,
    line,
    must_exist,
    reference,
    required_line,
    stamp,
    text,
)
from facilitator.commands.glossary_bring import Brought, bring_words, keep_homes
from facilitator.domain.glossary import SideWords, Word, entry_of
from facilitator.domain.text import fold
from facilitator.domain.words import CaptureKind, TermRelation, UnknownState
from facilitator.errors import CommandRefused, InvalidText
from facilitator.language.starter import starter_terms
from facilitator.queries.engagement import day_of
from facilitator.queries.glossary_homes import homes_of
from facilitator.store import Store

TERM: dict[str, Converter] = {
    "term": required_line,
    "abbreviation": line,
    "home_label": line,
    "plain": text,
    "why_other": text,
    "agreed_wording": text,
    "say_instead": line,
    "source": line,
    "came_from_id": reference,
}
SIDE: dict[str, Converter] = {
    "owns": flag,
    "meaning": text,
    "example": text,
    "say_instead": line,
}
_NAMES = {"term": "Word", "abbreviation": "Abbreviation"}


def add_term(store: Store, term: str, owners: Iterable[int] = (), **fields: Any) -> int:
    """Add a word; `owners` are the sides that use it among themselves."""
    values = _term_values({"term": term} | fields)
    with store.step("Add word"):
        term_id = store.insert("term", created_at=stamp(store), **values)
        for party_id in owners:
            store.insert("term_party", term_id=term_id, party_id=party_id, owns=1)
    return term_id


def set_term(store: Store, term_id: int, *, origin: object | None = None, **fields: Any) -> None:
    """Change fields of a word; a side that accepted other wording has to look again."""
    must_exist(store, "term", term_id)
    values = _term_values(fields)
    merge = f"term:{term_id}:{'+'.join(sorted(values))}"
    with store.step("Edit word", merge=merge, origin=origin):
        store.update("term", term_id, **values)


def _term_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: TERM[name](_NAMES.get(name, name), value) for name, value in fields.items()}


def set_side(
    store: Store, term_id: int, party_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change what one side means by a word, its example, or what it should say instead."""
    must_exist(store, "term", term_id)
    must_exist(store, "party", party_id)
    values = convert(SIDE, fields)
    merge = f"term_party:{term_id}:{party_id}:{'+'.join(sorted(values))}"
    with store.step("Edit a side of a word", merge=merge, origin=origin):
        _write_side(store, term_id, party_id, values)


def _write_side(store: Store, term_id: int, party_id: int, values: dict[str, Any]) -> None:
    """Write columns of a side of a word; a side of which nothing is left goes."""
    row = store.one(
        "SELECT * FROM term_party WHERE term_id = ? AND party_id = ? ORDER BY id",
        (term_id, party_id),
    )
    if row is None:
        if any(values.values()):
            store.insert("term_party", term_id=term_id, party_id=party_id, **values)
        return
    left = {**row, **values}
    if any(left[name] for name in (*SIDE, "accepted_words")):
        store.update("term_party", row["id"], **values)
    else:
        store.delete("term_party", row["id"])


def set_owners(
    store: Store, term_id: int, owners: Iterable[int], *, home_label: str | None = None
) -> None:
    """Say which sides use a word among themselves; the others see it underlined."""
    must_exist(store, "term", term_id)
    wanted = set(owners)
    with store.step("Choose whose word it is"):
        store.update("term", term_id, home_label=line("Home", home_label))
        had = store.all("SELECT party_id FROM term_party WHERE term_id = ? AND owns", (term_id,))
        for party_id in {row["party_id"] for row in had} | wanted:
            _write_side(store, term_id, party_id, {"owns": int(party_id in wanted)})


# --- how words relate ----------------------------------------------------------------------------


def set_relation(
    store: Store, term_id: int, relation: TermRelation | None, other_id: int | None = None
) -> None:
    """Say how a word relates the sides (L2); None takes back what was said.

    Two words for one thing need the other word, and a word can have several of them. The same,
    and one word for two things, are said of the word alone, or towards another entry.
    """
    must_exist(store, "term", term_id)
    if relation is None:
        with store.step("Take the relation away"):
            _forget_relations(store, term_id)
        return
    kind = TermRelation(relation)
    if kind is TermRelation.TWO_WORDS and other_id is None:
        raise InvalidText("Relation", "choose the other word for the same thing")
    if other_id is not None:
        must_exist(store, "term", other_id)
        if other_id == term_id:
            raise InvalidText("Relation", "a word cannot be its own other word")
    with store.step("Relate words"):
        _forget_relations(store, term_id, but=kind)
        known = store.value(
            "SELECT id FROM term_relation WHERE relation = ?1 AND ((term_id = ?2 AND"
            " other_term_id IS ?3) OR (term_id = ?3 AND other_term_id = ?2))",
            (kind.value, term_id, other_id),
        )
        if known is None:
            store.insert(
                "term_relation", term_id=term_id, other_term_id=other_id, relation=kind.value
            )


def _forget_relations(store: Store, term_id: int, but: TermRelation | None = None) -> None:
    """Delete what is said of a word; `but` keeps relations of that kind to other words."""
    for row in store.all(
        "SELECT id FROM term_relation WHERE (term_id = ?1 OR other_term_id = ?1)"
        " AND NOT (relation = ?2 AND other_term_id IS NOT NULL)",
        (term_id, but.value if but else ""),
    ):
        store.delete("term_relation", row["id"])


def remove_relation(store: Store, relation_id: int) -> None:
    """Take one relation between words away."""
    must_exist(store, "term_relation", relation_id)
    with store.step("Take the relation away"):
        store.delete("term_relation", relation_id)


# --- acceptance ----------------------------------------------------------------------------------


def accept_wording(store: Store, term_id: int, party_id: int, by_id: int | None = None) -> None:
    """Record that a side accepts the agreed wording as it stands now."""
    row = must_exist(store, "term", term_id)
    must_exist(store, "party", party_id)
    with store.step("Accept the wording"):
        values = accepted(store, "Agreed wording", row["agreed_wording"], by_id)
        _write_side(store, term_id, party_id, values)


def withdraw_wording(store: Store, term_id: int, party_id: int) -> None:
    """Take a side's acceptance back."""
    must_exist(store, "term", term_id)
    with store.step("Take the acceptance back"):
        _write_side(store, term_id, party_id, dict(WITHDRAWN))


# --- the end of a word ---------------------------------------------------------------------------


def retire_term(store: Store, term_id: int) -> None:
    """Take a word out of use: it is kept, and found no longer in texts."""
    must_exist(store, "term", term_id)
    with store.step("Retire word"):
        store.update("term", term_id, retired_on=day_of(store).isoformat())


def restore_term(store: Store, term_id: int) -> None:
    """Bring a retired word back into use."""
    must_exist(store, "term", term_id)
    with store.step("Bring word back"):
        store.update("term", term_id, retired_on=None)


def delete_term(store: Store, term_id: int) -> None:
    """Delete a word with what each side means by it; a word it explained is unknown again."""
    must_exist(store, "term", term_id)
    with store.step("Delete word"):
        for row in store.all(
            "SELECT id FROM unknown_word WHERE term_id = ? AND state = ?",
            (term_id, UnknownState.EXPLAINED.value),
        ):
            store.update("unknown_word", row["id"], term_id=None, state=UnknownState.OPEN.value)
        store.delete("term", term_id)


# --- words that somebody said --------------------------------------------------------------------


def term_from_capture(store: Store, capture_id: int) -> int:
    """Make a captured term an entry, at home with the side that said it."""
    row = must_exist(store, "capture", capture_id)
    if row["kind"] != CaptureKind.TERM:
        raise CommandRefused("Only a captured term becomes a word. Nothing was changed.")
    entry = entry_of(row["text"])
    owners = () if row["party_id"] is None else (row["party_id"],)
    with store.step("Take the term into the glossary"):
        return add_term(
            store,
            entry.term,
            owners,
            abbreviation=entry.abbreviation,
            plain=entry.plain,
            came_from_id=capture_id,
        )


# --- whose home a label means --------------------------------------------------------------------


def set_homes(store: Store, homes: Mapping[str, int | None]) -> None:
    """Say which party each home label means; the words of these homes change their owner."""
    with store.step("Choose homes of words"):
        keep_homes(store, homes)
        chosen = homes_of(store, homes)
        labels = {fold(label) for label in homes}
        for row in store.all("SELECT id, home_label FROM term WHERE home_label IS NOT NULL"):
            if fold(row["home_label"]) in labels:
                set_owners(
                    store, row["id"], chosen.of(row["home_label"]), home_label=row["home_label"]
                )


# --- the words that ship with the app ------------------------------------------------------------


def bring_starter(store: Store, homes: Mapping[str, int | None]) -> Brought:
    """Bring the starter glossary; words that are there already stay as they are.

    `homes` says which party Security, Marketing and Legal mean, None for nobody here. Words that
    are Shared belong to every side.
    """
    return bring_words(store, starter_words(), homes, label="Bring the starter glossary")


def starter_words() -> list[Word]:
    """Return the words that ship with the app."""
    return [
        Word(
            term.term,
            abbreviation=term.abbreviation or "",
            home=term.home,
            plain=term.plain,
            why_other=term.why_other,
            source=term.source,
            relation=TermRelation.ONE_WORD.value if term.is_false_friend else "",
            sides=tuple(SideWords(home, said) for home, said in term.meanings.items()),
        )
        for term in starter_terms(resources.text("glossary", "glossary.csv"))
    ]
