"""People and the party they sit with, by date (E3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from facilitator.commands.fields import Converter, edit, line, must_exist, required_line, text
from facilitator.errors import CommandRefused
from facilitator.queries.engagement import day_of
from facilitator.store import Reader, Store

PERSON: dict[str, Converter] = {
    "name": required_line,
    "role": line,
    "email": line,
    "decides": text,
}


def add_person(
    store: Store,
    name: str,
    party_id: int | None = None,
    *,
    role: str = "",
    email: str = "",
    decides: str = "",
) -> int:
    """Add a person; without a party the person is neutral."""
    with store.step("Add person"):
        person_id = store.insert(
            "person",
            name=required_line("Name", name),
            role=line("Role", role),
            email=line("E-mail", email),
            decides=text("Decides", decides),
        )
        if party_id is not None:
            store.insert("membership", person_id=person_id, party_id=party_id)
    return person_id


def set_person(
    store: Store, person_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change fields of a person."""
    edit(store, "Edit person", "person", person_id, PERSON, fields, origin)


def party_of(reader: Reader, person_id: int, on: date | None = None) -> int | None:
    """Return the party a person sits with on a day (today where left out), None for neutral."""
    day = (on or day_of(reader)).isoformat()
    found = reader.value(
        "SELECT party_id FROM membership WHERE person_id = ?"
        " AND (from_on IS NULL OR from_on <= ?) AND (to_on IS NULL OR to_on > ?)"
        " ORDER BY from_on DESC, id DESC LIMIT 1",
        (person_id, day, day),
    )
    return None if found is None else int(found)


def move_person(store: Store, person_id: int, party_id: int | None, on: date | None = None) -> None:
    """Let a person sit with another party from a day on; earlier sessions keep the old one."""
    must_exist(store, "person", person_id)
    day = (on or day_of(store)).isoformat()
    rows = store.all(
        "SELECT id, from_on FROM membership WHERE person_id = ? AND (to_on IS NULL OR to_on > ?)",
        (person_id, day),
    )
    with store.step("Move person to another party"):
        for row in rows:
            if row["from_on"] is not None and row["from_on"] >= day:
                store.delete("membership", row["id"])
            else:
                store.update("membership", row["id"], to_on=day)
        store.insert("membership", person_id=person_id, party_id=party_id, from_on=day)
        seat_planned(store, "person_id", person_id)


def correct_party(store: Store, person_id: int, party_id: int | None) -> None:
    """Say that a person belongs to a party and always did: a correction, not a move."""
    must_exist(store, "person", person_id)
    rows = store.all("SELECT id FROM membership WHERE person_id = ?", (person_id,))
    with store.step("Correct a person's party"):
        for row in rows:
            store.delete("membership", row["id"])
        if party_id is not None:
            store.insert("membership", person_id=person_id, party_id=party_id)
        seat_planned(store, "person_id", person_id)


def seat_planned(store: Store, column: str, value: int) -> None:
    """Let the lists of sessions that have not begun say each party as of the session's day.

    `column` is person_id or session_id; part of a step of the caller.
    """
    for row in store.all(
        "SELECT t.id, t.person_id, s.starts_local FROM attendance t JOIN session s"
        f" ON s.id = t.session_id WHERE t.{column} = ? AND s.state IN ('planned', 'cancelled')",
        (value,),
    ):
        on = date.fromisoformat(row["starts_local"][:10])
        store.update("attendance", row["id"], party_id=party_of(store, row["person_id"], on))


def set_facilitator(store: Store, person_id: int) -> None:
    """Make one person the facilitator of the engagement."""
    must_exist(store, "person", person_id)
    with store.step("Change facilitator"):
        for row in store.all("SELECT id FROM person WHERE is_facilitator = 1"):
            store.update("person", row["id"], is_facilitator=0)
        store.update("person", person_id, is_facilitator=1)


def archive_person(store: Store, person_id: int) -> None:
    """Take a person from the lists; what the person did stays as it was."""
    person = must_exist(store, "person", person_id)
    if person["is_facilitator"]:
        raise CommandRefused(
            f"{person['name']} facilitates this engagement and stays in the lists. "
            "Name another facilitator first."
        )
    with store.step("Archive person"):
        store.update("person", person_id, archived_on=day_of(store).isoformat())


def restore_person(store: Store, person_id: int) -> None:
    """Bring an archived person back to the lists."""
    must_exist(store, "person", person_id)
    with store.step("Bring person back"):
        store.update("person", person_id, archived_on=None)
