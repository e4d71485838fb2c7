"""Agreed facts and agreed wording: the common ground so far, per goal and over all (G8)."""

from __future__ import annotations

from typing import Any

from facilitator.commands.acceptance import accepted
from facilitator.commands.fields import (
    Converter,
    choice,
    day,
    edit,
    last_position,
    line,
    must_exist,
    reference,
    text,
)
from facilitator.domain.acceptance import Standing, standing
from facilitator.domain.words import FactKind
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.engagement import day_of, parties
from facilitator.store import Row, Store


def _words(name: str, value: Any) -> str:
    if words := text(name, value):
        return words.strip()
    raise InvalidText("Words", "a few words are needed here")


FACT: dict[str, Converter] = {
    "text": _words,
    "kind": choice(FactKind),
    "goal_id": reference,
    "source": line,
    "agreed_on": day,
    "decision_id": reference,
}


def add_fact(
    store: Store,
    words: str,
    kind: FactKind = FactKind.FACT,
    *,
    goal_id: int | None = None,
    source: str = "",
    decision_id: int | None = None,
) -> int:
    """Write a fact or a wording that no side has accepted yet; its goal may be left out."""
    with store.step("Add common ground"):
        return store.insert(
            "agreed_fact",
            text=_words("Words", words),
            kind=FactKind(kind).value,
            goal_id=goal_id,
            source=line("Source", source),
            decision_id=decision_id,
            position=last_position(store, "agreed_fact"),
        )


def set_fact(store: Store, fact_id: int, *, origin: object | None = None, **fields: Any) -> None:
    """Change fields of a fact; new words leave the sides with the ones they accepted."""
    edit(store, "Edit common ground", "agreed_fact", fact_id, FACT, fields, origin)


def accept_fact(store: Store, fact_id: int, party_id: int, by_id: int | None = None) -> None:
    """Keep that a side accepts the words of today; with the last side it is agreed.

    Raises:
        CommandRefused: it is retired, or the side is no longer at the table.
    """
    row = _alive(store, fact_id)
    party = must_exist(store, "party", party_id)
    if party["archived_on"] is not None:
        raise CommandRefused(f"{party['name']} is no longer at the table and accepts nothing new.")
    known = store.value(
        "SELECT id FROM fact_party WHERE fact_id = ? AND party_id = ?", (fact_id, party_id)
    )
    values = accepted(store, "Words", row["text"], by_id)
    with store.step("Accept common ground"):
        if known is None:
            store.insert("fact_party", fact_id=fact_id, party_id=party_id, **values)
        else:
            store.update("fact_party", known, **values)
        if row["agreed_on"] is None and not _waits(store, row):
            store.update("agreed_fact", fact_id, agreed_on=day_of(store).isoformat())


def withdraw_fact(store: Store, fact_id: int, party_id: int) -> None:
    """Take a side's acceptance back."""
    known = store.value(
        "SELECT id FROM fact_party WHERE fact_id = ? AND party_id = ?", (fact_id, party_id)
    )
    if known is None:
        raise CommandRefused("This side has not accepted it. Nothing was changed.")
    with store.step("Withdraw acceptance"):
        store.delete("fact_party", known)


def retire_fact(store: Store, fact_id: int) -> None:
    """Say that it holds no longer; it stays in the list of what was agreed once."""
    _alive(store, fact_id)
    with store.step("Retire common ground"):
        store.update("agreed_fact", fact_id, retired_on=day_of(store).isoformat())


def restore_fact(store: Store, fact_id: int) -> None:
    """Say that it holds again."""
    must_exist(store, "agreed_fact", fact_id)
    with store.step("Bring common ground back"):
        store.update("agreed_fact", fact_id, retired_on=None)


def delete_fact(store: Store, fact_id: int) -> None:
    """Delete what should not have been written down."""
    must_exist(store, "agreed_fact", fact_id)
    with store.step("Delete common ground"):
        store.delete("agreed_fact", fact_id)


def _alive(store: Store, fact_id: int) -> Row:
    row = must_exist(store, "agreed_fact", fact_id)
    if row["retired_on"] is not None:
        raise CommandRefused("It was retired and holds no longer. Bring it back first.")
    return row


def _waits(store: Store, row: Row) -> bool:
    """Tell whether a side at the table has not accepted the words of today."""
    found = {
        each["party_id"]: each["accepted_words"]
        for each in store.all("SELECT * FROM fact_party WHERE fact_id = ?", (row["id"],))
    }
    return any(
        standing(found.get(party.id), row["text"]) is not Standing.ACCEPTED
        for party in parties(store)
    )
