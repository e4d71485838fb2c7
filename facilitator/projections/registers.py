"""Every decision and every action of a file (D5, A2)."""

from __future__ import annotations

from facilitator.projections.actions import ActionShelf
from facilitator.projections.decisions import decisions_of
from facilitator.projections.names import item_numbers, load_names
from facilitator.projections.types import ActionRegister, DecisionRegister
from facilitator.store import Reader


def build_decisions(reader: Reader) -> DecisionRegister:
    """Return every decision, those of the oldest session first."""
    names = load_names(reader)
    placed = decisions_of(reader, names, item_numbers(reader, names))
    return DecisionRegister(names.head, tuple(each.entry for each in placed))


def build_actions(reader: Reader) -> ActionRegister:
    """Return every action as it stands now, those of the oldest session first."""
    names = load_names(reader)
    shelf = ActionShelf(reader, names)
    return ActionRegister(names.head, tuple(shelf.entry(row) for row in shelf.rows))
