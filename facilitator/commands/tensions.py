"""The tension map: pairs of objectives that pull apart, and what eases them (G4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from facilitator.commands.fields import (
    Converter,
    choice,
    convert,
    edit,
    last_position,
    moved,
    must_exist,
    reference,
    remember,
    required_line,
    rewrite_positions,
    text,
)
from facilitator.commands.links import add_link, put_on_next_agenda
from facilitator.domain.text import fold
from facilitator.domain.words import TensionState
from facilitator.errors import CommandRefused, InvalidText
from facilitator.store import Store
from facilitator.store.tables import LINKED

TENSION: dict[str, Converter] = {
    "title": required_line,
    "eases": text,
    "question": text,
    "state": choice(TensionState),
}
END: dict[str, Converter] = {
    "objective": required_line,
    "interest": text,
    "goal_id": reference,
    "party_id": reference,
}
EASING = ("decision", "action", "concern", "goal")


@dataclass(frozen=True, slots=True)
class End:
    """What one side wants; `interest` left empty is read from the goal."""

    party_id: int
    objective: str
    goal_id: int | None = None
    interest: str = ""


def add_tension(
    store: Store,
    left: End,
    right: End,
    title: str = "",
    *,
    state: TensionState = TensionState.PULLS,
    question: str = "",
) -> int:
    """Add a pair behind the others; without a title both objectives make it.

    Raises:
        InvalidText: an objective has no words, or both ends have the same ones.
        CommandRefused: both ends are of one side, a side is archived, or the pair is there.
    """
    _refuse(store, left, right)
    with store.step("Add a tension"):
        tension_id = store.insert(
            "tension",
            title=required_line("Title", title or f"{left.objective}, or {right.objective}?"),
            question=text("Question", question),
            state=TensionState(state).value,
            position=last_position(store, "tension"),
        )
        for position, end in enumerate((left, right), start=1):
            store.insert(
                "tension_end",
                tension_id=tension_id,
                party_id=end.party_id,
                goal_id=end.goal_id,
                objective=required_line("Objective", end.objective),
                interest=text("Interest", end.interest),
                position=position,
            )
    return tension_id


def _refuse(store: Store, left: End, right: End) -> None:
    for end in (left, right):
        party = must_exist(store, "party", end.party_id)
        if party["archived_on"] is not None:
            raise CommandRefused(f"{party['name']} is no longer at the table. Choose another side.")
        required_line("Objective", end.objective)
    if left.party_id == right.party_id:
        raise CommandRefused("A pair has two sides. Choose the other side for one of the two.")
    if _same(left.objective, right.objective):
        raise InvalidText(
            "Objective", "both sides want the same here, which is common ground and no tension"
        )
    for known in store.all("SELECT id FROM tension"):
        ends = store.all("SELECT * FROM tension_end WHERE tension_id = ?", (known["id"],))
        if all(_is_end(end, ends) for end in (left, right)):
            raise CommandRefused("This pair is on the map already. Nothing was changed.")


def _is_end(end: End, rows: list[dict[str, Any]]) -> bool:
    return any(
        row["party_id"] == end.party_id and _same(row["objective"], end.objective) for row in rows
    )


def _same(one: str, other: str) -> bool:
    return fold(one).split() == fold(other).split()


def set_tension(
    store: Store, tension_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change fields of a pair; earlier states are kept, with a `reason` where one is given."""
    reason = text("Because", fields.pop("reason", ""))
    row = must_exist(store, "tension", tension_id)
    values = convert(TENSION, fields)
    merge = f"tension:{tension_id}:{'+'.join(sorted(values))}"
    with store.step("Edit tension", merge=merge, origin=origin):
        if "state" in values and values["state"] != row["state"]:
            remember(store, tension_id, "state", row["state"], values["state"], reason)
        store.update("tension", tension_id, **values)


def set_end(store: Store, end_id: int, *, origin: object | None = None, **fields: Any) -> None:
    """Change what one side wants; the two ends never become the same."""
    row = must_exist(store, "tension_end", end_id)
    others = store.all(
        "SELECT party_id, objective FROM tension_end WHERE tension_id = ? AND id <> ?",
        (row["tension_id"], end_id),
    )
    words = str(fields.get("objective", row["objective"]))
    if any(_same(other["objective"], words) for other in others):
        raise InvalidText(
            "Objective", "both sides want the same here, which is common ground and no tension"
        )
    if fields.get("party_id", row["party_id"]) in [other["party_id"] for other in others]:
        raise CommandRefused("A pair has two sides. Choose the other side for one of the two.")
    edit(store, "Edit tension", "tension_end", end_id, END, fields, origin)


def move_tension(store: Store, tension_id: int, before: int | None) -> None:
    """Put a pair before another one, or last."""
    must_exist(store, "tension", tension_id)
    ordered = [row["id"] for row in store.all("SELECT id FROM tension ORDER BY position, id")]
    with store.step("Move tension"):
        rewrite_positions(store, "tension", moved(ordered, tension_id, before))


def delete_tension(store: Store, tension_id: int) -> None:
    """Take a pair off the map; what eased it stays."""
    must_exist(store, "tension", tension_id)
    with store.step("Delete tension"):
        store.delete("tension", tension_id)


def ease_with(store: Store, tension_id: int, row_id: int) -> int:
    """Link a decision, an action, a concern or a goal that eases a pair."""
    must_exist(store, "tension", tension_id)
    kind = store.value("SELECT kind FROM capture WHERE id = ?", (row_id,))
    if kind is None and store.value("SELECT 1 FROM goal WHERE id = ?", (row_id,)):
        kind = "goal"
    if kind not in EASING:
        raise CommandRefused("A decision, an action, a concern or a goal can ease a tension.")
    with store.step("Link what eases it"):
        return add_link(store, "tension", tension_id, str(kind), row_id, "eases")


def put_tension_on_agenda(store: Store, tension_id: int) -> int:
    """Put a pair on the next planned agenda, else the backlog, and return the item.

    Raises:
        CommandRefused: it waits there already.
    """
    row = must_exist(store, "tension", tension_id)
    table = LINKED["item"]
    if store.value(
        f"SELECT 1 FROM link l JOIN {table} i ON i.id = l.to_id"
        " LEFT JOIN session s ON s.id = i.session_id"
        " WHERE l.from_id = ? AND l.role = 'agenda' AND i.state = 'open'"
        " AND (s.id IS NULL OR s.state IN ('planned', 'running'))",
        (tension_id,),
    ):
        raise CommandRefused("It is on an agenda already. Nothing was changed.")
    ends = store.all(
        "SELECT e.*, coalesce(p.short_name, p.name) AS party FROM tension_end e"
        " JOIN party p ON p.id = e.party_id WHERE e.tension_id = ? ORDER BY e.position, e.id",
        (tension_id,),
    )
    goals = [end["goal_id"] for end in ends if end["goal_id"] is not None]
    with store.step("Put on the agenda"):
        item_id = put_on_next_agenda(
            store,
            row["title"],
            goal_id=goals[0] if goals else None,
            agenda_text="\n".join(f"{end['party']}: {end['objective']}" for end in ends),
        )
        add_link(store, "tension", tension_id, "item", item_id, "agenda")
    return item_id
