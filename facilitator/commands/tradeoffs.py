"""Trade-off sheets: scopes side by side, what each costs and gives up, which was chosen (G7)."""

from __future__ import annotations

from typing import Any

from facilitator.commands import decisions
from facilitator.commands.fields import (
    Converter,
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
from facilitator.domain.money import MOST_CENTS, parse_cents, show
from facilitator.errors import CommandRefused, InvalidText
from facilitator.store import Row, Store


def cents(name: str, value: Any) -> int | None:
    """Return an amount in cents from words or from cents."""
    if not isinstance(value, int):
        return None if value is None else parse_cents(str(value))
    if not 0 <= value <= MOST_CENTS:
        raise InvalidText(name, "it is below nothing, or more than can be kept")
    return value


TRADEOFF: dict[str, Converter] = {
    "title": required_line,
    "goal_id": reference,
    "because": text,
    "decision_id": reference,
}
OPTION: dict[str, Converter] = {
    "title": required_line,
    "benefit": text,
    "risk_left": text,
    "cost_cents": cents,
    "given_up": text,
}


def add_tradeoff(store: Store, title: str, *, goal_id: int | None = None) -> int:
    """Add a sheet without options behind the others."""
    with store.step("Add a trade-off"):
        return store.insert(
            "tradeoff",
            title=required_line("Title", title),
            goal_id=goal_id,
            position=last_position(store, "tradeoff"),
        )


def set_tradeoff(
    store: Store, tradeoff_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change the question, the goal, the reason or the decision of a sheet."""
    edit(store, "Edit trade-off", "tradeoff", tradeoff_id, TRADEOFF, fields, origin)


def delete_tradeoff(store: Store, tradeoff_id: int) -> None:
    """Delete a sheet with its options; a decision that came of it stays."""
    must_exist(store, "tradeoff", tradeoff_id)
    with store.step("Delete trade-off"):
        store.delete("tradeoff", tradeoff_id)


def add_tradeoff_option(store: Store, tradeoff_id: int, title: str) -> int:
    """Add a scope beside the others."""
    must_exist(store, "tradeoff", tradeoff_id)
    with store.step("Add a scope"):
        return store.insert(
            "tradeoff_option",
            tradeoff_id=tradeoff_id,
            title=required_line("Scope", title),
            position=last_position(store, "tradeoff_option", "tradeoff_id = ?", (tradeoff_id,)),
        )


def set_tradeoff_option(
    store: Store, option_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change fields of a scope; `cost_cents` takes words such as 60k too."""
    edit(store, "Edit scope", "tradeoff_option", option_id, OPTION, fields, origin)


def move_tradeoff_option(store: Store, option_id: int, before: int | None) -> None:
    """Put a scope before another one of its sheet, or last."""
    row = must_exist(store, "tradeoff_option", option_id)
    ordered = [each["id"] for each in _options(store, row["tradeoff_id"])]
    with store.step("Move scope"):
        rewrite_positions(store, "tradeoff_option", moved(ordered, option_id, before))


def delete_tradeoff_option(store: Store, option_id: int) -> None:
    """Take a scope off its sheet; where it was the chosen one, none is."""
    row = must_exist(store, "tradeoff_option", option_id)
    with store.step("Delete scope"):
        sheet = must_exist(store, "tradeoff", row["tradeoff_id"])
        if sheet["chosen_option_id"] == option_id:
            store.update("tradeoff", sheet["id"], chosen_option_id=None)
        store.delete("tradeoff_option", option_id)


def choose_option(store: Store, tradeoff_id: int, option_id: int | None) -> None:
    """Choose one scope of a sheet, or none again; the earlier choice is kept."""
    sheet = must_exist(store, "tradeoff", tradeoff_id)
    title = None
    if option_id is not None:
        option = must_exist(store, "tradeoff_option", option_id)
        if option["tradeoff_id"] != tradeoff_id:
            raise CommandRefused("This scope stands on another sheet. Nothing was changed.")
        title = option["title"]
    if sheet["chosen_option_id"] == option_id:
        return
    before = store.value(
        "SELECT title FROM tradeoff_option WHERE id = ?", (sheet["chosen_option_id"],)
    )
    with store.step("Choose a scope"):
        remember(store, tradeoff_id, "chosen", before, title)
        store.update("tradeoff", tradeoff_id, chosen_option_id=option_id)


def propose_tradeoff(store: Store, tradeoff_id: int, *, session_id: int | None = None) -> int:
    """Propose the chosen scope as a decision, with every scope as an option considered.

    Raises:
        CommandRefused: nothing is chosen yet, or a decision came of it already.
    """
    sheet = must_exist(store, "tradeoff", tradeoff_id)
    if sheet["decision_id"] is not None:
        raise CommandRefused("A decision came of this sheet already. Open it from there.")
    options = _options(store, tradeoff_id)
    chosen = [row for row in options if row["id"] == sheet["chosen_option_id"]]
    if not chosen:
        raise CommandRefused("Choose one scope first; a decision says what was chosen.")
    currency = str(store.value("SELECT currency FROM engagement") or "")
    with store.step("Propose as decision"):
        decision_id = decisions.propose_decision(
            store,
            f"{sheet['title']}: {chosen[0]['title']}",
            goal_id=sheet["goal_id"],
            session_id=session_id,
        )
        for row in options:
            option_id = decisions.add_option(
                store, decision_id, row["title"], _effect(row, currency)
            )
            store.update("decision_option", option_id, is_chosen=int(row is chosen[0]))
        consequences = chosen[0]["given_up"]
        decisions.set_decision(
            store, decision_id, because=sheet["because"], consequences=consequences
        )
        store.update("tradeoff", tradeoff_id, decision_id=decision_id)
    return decision_id


def _options(store: Store, tradeoff_id: int) -> list[Row]:
    return store.all(
        "SELECT * FROM tradeoff_option WHERE tradeoff_id = ? ORDER BY position, id", (tradeoff_id,)
    )


def _effect(row: Row, currency: str) -> str:
    """Return in one line what a scope gives, leaves, costs and takes."""
    named = (
        ("Benefit", row["benefit"]),
        ("Risk left", row["risk_left"]),
        ("Cost", None if row["cost_cents"] is None else show(row["cost_cents"], currency)),
        ("Given up", row["given_up"]),
    )
    return "; ".join(f"{name}: {' '.join(str(words).split())}" for name, words in named if words)
