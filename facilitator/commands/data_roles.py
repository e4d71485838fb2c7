"""Who answers for a data set (C4): exactly one is accountable; claims stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.commands.fields import line, must_exist, remember, stamp
from facilitator.commands.people import party_of
from facilitator.domain.words import DataRole
from facilitator.errors import CommandRefused
from facilitator.store import Reader, Row, Store

_A, _R = DataRole.ACCOUNTABLE, DataRole.RESPONSIBLE


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a role: a person of a party, or the party alone until it names somebody."""

    party_id: int
    person_id: int | None = None


def assign_role(
    store: Store, data_set_id: int, role: DataRole, party_id: int, person_id: int | None = None
) -> None:
    """Give a role to a person, or to a party that names nobody yet.

    A second one who is accountable replaces nobody: both stay as claims until one is chosen. The
    accountable may also do the work; who is asked before or told after does neither.
    """
    must_exist(store, "data_set", data_set_id)
    wanted, who = DataRole(role), Holder(party_id, person_id)
    check_holder(store, who)
    with store.step("Set who is accountable" if wanted is _A else "Set data role"):
        if wanted is _A:
            _answer_for(store, data_set_id, who)
            return
        keep = (wanted, _A) if wanted is _R else (wanted,)
        _drop_roles(store, data_set_id, who, keep)
        if wanted is not _R:
            _drop_claims(store, data_set_id, who)
        _give(store, data_set_id, wanted, who)


def check_holder(reader: Reader, who: Holder) -> None:
    """Refuse a party or a person that is not there, archived, or with another party today."""
    party = must_exist(reader, "party", who.party_id)
    if party["archived_on"] is not None:
        raise CommandRefused(
            f"{party['name']} is no longer at the table. Nothing was changed; choose another side."
        )
    if who.person_id is None:
        return
    person = must_exist(reader, "person", who.person_id)
    refuse_archived(person)
    if party_of(reader, who.person_id) != who.party_id:
        raise CommandRefused(
            f"{person['name']} does not sit with {party['name']} today. Nothing was changed; "
            "choose somebody of that side, or the side alone."
        )


def refuse_archived(person: Row) -> None:
    """Refuse a person who was archived."""
    if person["archived_on"] is not None:
        raise CommandRefused(
            f"{person['name']} is archived. Nothing was changed; choose somebody who is here."
        )


def _answer_for(store: Store, data_set_id: int, who: Holder) -> None:
    holders, claims = _holders(store, data_set_id), _claimants(store, data_set_id)
    if who in holders and len(holders) == 1:
        return
    others = [each for each in [*holders, *claims] if each != who]
    if not others:
        _agree(store, data_set_id, who, None)
        return
    for each in (who, *holders):
        if each not in claims:
            store.insert(
                "data_claim",
                data_set_id=data_set_id,
                party_id=each.party_id,
                person_id=each.person_id,
                role=_A.value,
                at=stamp(store),
            )


def _holders(reader: Reader, data_set_id: int) -> list[Holder]:
    rows = reader.all(
        "SELECT party_id, person_id FROM data_role WHERE data_set_id = ? AND role = ? ORDER BY id",
        (data_set_id, _A.value),
    )
    return [Holder(row["party_id"], row["person_id"]) for row in rows]


def _claimants(reader: Reader, data_set_id: int) -> list[Holder]:
    rows = reader.all(
        "SELECT party_id, person_id FROM data_claim WHERE data_set_id = ? AND role = ?"
        " ORDER BY at, id",
        (data_set_id, _A.value),
    )
    return [Holder(row["party_id"], row["person_id"]) for row in rows]


def _agree(store: Store, data_set_id: int, who: Holder, agreed_in_id: int | None) -> None:
    """Make one accountable: DELETE, then INSERT, since the index allows one at any moment."""
    for row in store.all(
        "SELECT id FROM data_role WHERE data_set_id = ? AND role = ?", (data_set_id, _A.value)
    ):
        store.delete("data_role", row["id"])
    for row in store.all(
        "SELECT id FROM data_claim WHERE data_set_id = ? AND role = ?", (data_set_id, _A.value)
    ):
        store.delete("data_claim", row["id"])
    _drop_roles(store, data_set_id, who, (_R,))
    _give(store, data_set_id, _A, who, agreed_in_id)


def _give(
    store: Store, data_set_id: int, role: DataRole, who: Holder, agreed_in_id: int | None = None
) -> None:
    known = store.value(
        "SELECT 1 FROM data_role WHERE data_set_id = ? AND role = ? AND party_id = ?"
        " AND person_id IS ?",
        (data_set_id, role.value, who.party_id, who.person_id),
    )
    if not known:
        store.insert(
            "data_role",
            data_set_id=data_set_id,
            role=role.value,
            party_id=who.party_id,
            person_id=who.person_id,
            agreed_in_id=agreed_in_id,
        )


def _drop_roles(store: Store, data_set_id: int, who: Holder, keep: tuple[DataRole, ...]) -> None:
    for row in store.all(
        "SELECT id, role FROM data_role WHERE data_set_id = ? AND party_id = ? AND person_id IS ?",
        (data_set_id, who.party_id, who.person_id),
    ):
        if row["role"] not in keep:
            store.delete("data_role", row["id"])


def _drop_claims(store: Store, data_set_id: int, who: Holder) -> None:
    for row in store.all(
        "SELECT id FROM data_claim WHERE data_set_id = ? AND party_id = ? AND person_id IS ?",
        (data_set_id, who.party_id, who.person_id),
    ):
        store.delete("data_claim", row["id"])


def clear_roles(
    store: Store, data_set_id: int, party_id: int, person_id: int | None = None
) -> None:
    """Take every role and every claim of somebody away, also of somebody who left."""
    must_exist(store, "data_set", data_set_id)
    who = Holder(party_id, person_id)
    with store.step("Clear data role"):
        _drop_roles(store, data_set_id, who, ())
        _drop_claims(store, data_set_id, who)


def set_roles(
    store: Store, data_set_id: int, wanted: Sequence[tuple[DataRole, int, int | None]]
) -> None:
    """Replace all agreed roles of a data set by (role, party, person); claims stay."""
    must_exist(store, "data_set", data_set_id)
    if sum(role == _A for role, _party, _person in wanted) > 1:
        raise CommandRefused(
            "A data set has exactly one who is accountable, and here are more. Nothing was "
            "changed; name one, and keep the others as claims."
        )
    for _role, party_id, person_id in wanted:
        check_holder(store, Holder(party_id, person_id))
    with store.step("Set data roles"):
        for row in store.all("SELECT id FROM data_role WHERE data_set_id = ?", (data_set_id,)):
            store.delete("data_role", row["id"])
        for role, party_id, person_id in wanted:
            _give(store, data_set_id, DataRole(role), Holder(party_id, person_id))


def claim_role(
    store: Store,
    data_set_id: int,
    party_id: int,
    person_id: int | None = None,
    says: str = "",
    role: DataRole = _A,
) -> int:
    """Keep what a side says of itself; it changes nothing that was agreed."""
    must_exist(store, "data_set", data_set_id)
    check_holder(store, Holder(party_id, person_id))
    known = store.value(
        "SELECT id FROM data_claim WHERE data_set_id = ? AND party_id = ? AND person_id IS ?"
        " AND role = ?",
        (data_set_id, party_id, person_id, DataRole(role).value),
    )
    with store.step("Keep claim"):
        if known is not None:
            store.update("data_claim", known, says=line("Says", says))
            return int(known)
        return store.insert(
            "data_claim",
            data_set_id=data_set_id,
            party_id=party_id,
            person_id=person_id,
            role=DataRole(role).value,
            says=line("Says", says),
            at=stamp(store),
        )


def choose_accountable(
    store: Store,
    data_set_id: int,
    party_id: int,
    person_id: int | None = None,
    agreed_in_id: int | None = None,
) -> None:
    """Settle who is accountable; whoever else said so is asked before from now on.

    What was claimed is kept in the history of the data set.
    """
    must_exist(store, "data_set", data_set_id)
    who = Holder(party_id, person_id)
    check_holder(store, who)
    if agreed_in_id is not None:
        must_exist(store, "decision", agreed_in_id)
    before = [*_holders(store, data_set_id), *_claimants(store, data_set_id)]
    said = ", ".join(_told(store, each) for each in dict.fromkeys(before))
    with store.step("Choose who is accountable"):
        remember(store, data_set_id, "accountable", said or None, _told(store, who))
        _agree(store, data_set_id, who, agreed_in_id)
        for each in dict.fromkeys(before):
            if each != who and not _works(store, data_set_id, each):
                _drop_roles(store, data_set_id, each, (DataRole.CONSULTED,))
                _give(store, data_set_id, DataRole.CONSULTED, each)


def _works(reader: Reader, data_set_id: int, who: Holder) -> bool:
    return bool(
        reader.value(
            "SELECT 1 FROM data_role WHERE data_set_id = ? AND party_id = ? AND person_id IS ?"
            " AND role = ?",
            (data_set_id, who.party_id, who.person_id, _R.value),
        )
    )


def _told(reader: Reader, who: Holder) -> str:
    if who.person_id is None:
        return str(reader.value("SELECT name FROM party WHERE id = ?", (who.party_id,)))
    return str(reader.value("SELECT name FROM person WHERE id = ?", (who.person_id,)))


def link_agreement(store: Store, data_set_id: int, decision_id: int | None) -> None:
    """Say in which decision the accountable one was agreed, or take that back."""
    if decision_id is not None:
        must_exist(store, "decision", decision_id)
    role_id = store.value(
        "SELECT id FROM data_role WHERE data_set_id = ? AND role = ?", (data_set_id, _A.value)
    )
    if role_id is None:
        raise CommandRefused(
            "Nobody is accountable yet, so nothing was agreed. Nothing was changed; "
            "choose who is accountable first."
        )
    with store.step("Link the decision"):
        store.update("data_role", role_id, agreed_in_id=decision_id)
