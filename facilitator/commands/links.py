"""Links between rows of any kind, such as what eases a tension; and what goes on an agenda."""

from __future__ import annotations

from facilitator.commands.agenda import add_item
from facilitator.commands.fields import last_position, must_exist
from facilitator.errors import CommandRefused
from facilitator.queries.engagement import day_of
from facilitator.store import Reader, Store
from facilitator.store.tables import LINKED


def add_link(
    store: Store, from_kind: str, from_id: int, to_kind: str, to_id: int, role: str
) -> int:
    """Link two rows in a role; a link that is there already stays as it is.

    Raises:
        NotThere: one of the two is not there.
        CommandRefused: a row is linked to itself.
    """
    for kind, row_id in ((from_kind, from_id), (to_kind, to_id)):
        must_exist(store, LINKED[kind], row_id)
    if from_id == to_id:
        raise CommandRefused("Nothing is linked to itself. Nothing was changed.")
    known = store.value(
        "SELECT id FROM link WHERE from_id = ? AND to_id = ? AND role = ?", (from_id, to_id, role)
    )
    if known is not None:
        return int(known)
    with store.step("Link"):
        return store.insert(
            "link",
            from_kind=from_kind,
            from_id=from_id,
            to_kind=to_kind,
            to_id=to_id,
            role=role,
            position=last_position(store, "link", "from_id = ? AND role = ?", (from_id, role)),
        )


def remove_link(store: Store, link_id: int) -> None:
    """Take a link away; both rows stay."""
    must_exist(store, "link", link_id)
    with store.step("Unlink"):
        store.delete("link", link_id)


def next_planned_session(reader: Reader) -> int | None:
    """Return the first session that is planned from today on."""
    found = reader.value(
        "SELECT id FROM session WHERE state = 'planned' AND starts_local >= ?"
        " ORDER BY starts_local, id LIMIT 1",
        (day_of(reader).isoformat(),),
    )
    return None if found is None else int(found)


def as_question(words: str) -> str:
    """Return words that end in a question mark."""
    bare = words.strip()
    return bare if bare.endswith(("?", "؟", "？")) else f"{bare.rstrip('.!…')}?"


def put_on_next_agenda(
    store: Store, words: str, *, goal_id: int | None = None, agenda_text: str = ""
) -> int:
    """Add an item, as a question, to the next planned session, else to the backlog."""
    with store.step("Put on the agenda"):
        return add_item(
            store,
            next_planned_session(store),
            as_question(words),
            goal_id=goal_id,
            agenda_text=agenda_text,
        )
