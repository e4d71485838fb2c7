"""Actions: who owes what to whom, and where each stands (A1, A2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facilitator.domain.words import OPEN_ACTION, OWED_ACTION
from facilitator.queries.decisions import HistoryRow, history
from facilitator.queries.engagement import day_of, parties
from facilitator.queries.numbers import action_label, decision_label, session_labels
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action. `topic` is its agenda item, else its goal; `days_late` is 0 where it is not.

    `was_due` holds earlier due dates, oldest first. `due_is_next` waits for a next session to be
    planned; then `due_on` holds its day.
    """

    id: int
    number: str
    text: str
    topic: str
    done_when: str
    owner_id: int | None
    owner: str
    owner_party_id: int | None
    owner_party: str
    owner_colour: str
    asked_by_party_id: int | None
    asked_by: str
    asked_colour: str
    due_on: str
    due_is_next: bool
    was_due: tuple[str, ...]
    days_late: int
    state: str
    state_reason: str
    delivered_on: str
    accepted_on: str
    goal_id: int | None
    goal: str
    decision_id: int | None
    decision_number: str
    session_id: int | None
    session_label: str

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_ACTION


@dataclass(frozen=True, slots=True)
class Owed:
    """What one party owes and kept: counts, not scores (A3)."""

    party_id: int
    party: str
    colour: str
    open: int
    overdue: int
    waits_for_acceptance: int
    kept_in_time: int
    kept_late: int
    dropped: int


# The plus keeps the engine from reading every action of the file by the index on kinds.
_ACTIONS = """
  SELECT c.id, c.text, c.session_id, c.goal_id, a.*, n.year, n.n, p.name AS owner,
    coalesce(y.short_name, y.name) AS owner_party, y.colour AS owner_colour,
    coalesce(q.short_name, q.name) AS asked_by, q.colour AS asked_colour, g.title AS goal,
    i.title AS item, dn.year AS decision_year, dn.n AS decision_n
  FROM action a JOIN capture c ON c.id = a.id AND +c.kind = 'action'
  LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = 'action'
  LEFT JOIN person p ON p.id = a.owner_id LEFT JOIN party y ON y.id = a.owner_party_id
  LEFT JOIN party q ON q.id = a.asked_by_party_id LEFT JOIN goal g ON g.id = c.goal_id
  LEFT JOIN agenda_item i ON i.id = c.item_id
  LEFT JOIN issued_number dn ON dn.row_id = a.decision_id AND dn.kind = 'decision'"""


def actions(reader: Reader) -> list[ActionRow]:
    """Return every action, open ones first, by due date."""
    return _chosen(reader, "true")


def open_actions(reader: Reader) -> list[ActionRow]:
    """Return the actions that are asked for, promised or delivered, by due date."""
    return _chosen(reader, "a.state IN ('asked', 'promised', 'delivered')")


def actions_of_goal(reader: Reader, goal_id: int) -> list[ActionRow]:
    """Return the actions that are linked to a goal, open ones first, by due date."""
    return _chosen(reader, "c.goal_id = ?", goal_id)


def actions_of(reader: Reader, ids: Sequence[int]) -> list[ActionRow]:
    """Return these actions in this order; what is no action any more is left out."""
    found = {
        row.id: row
        for row in _chosen(reader, "a.id IN (SELECT value FROM json_each(?))", json.dumps([*ids]))
    }
    return [found[each] for each in ids if each in found]


def _chosen(reader: Reader, where: str, *params: int | str) -> list[ActionRow]:
    rows = reader.all(
        f"{_ACTIONS} WHERE {where} ORDER BY a.state NOT IN ('asked', 'promised', 'delivered'),"
        " CASE WHEN a.state IN ('asked', 'promised', 'delivered') THEN a.due_on IS NULL END,"
        " CASE WHEN a.state IN ('asked', 'promised', 'delivered') THEN a.due_on END,"
        " a.accepted_on DESC, c.id DESC",
        params,
    )
    labels = session_labels(reader, {row["session_id"] for row in rows})
    today = day_of(reader)
    moved = _moved(reader, [row["id"] for row in rows])
    return [
        ActionRow(
            row["id"],
            action_label(row["year"], row["n"]) if row["n"] else "",
            row["text"],
            row["item"] or row["goal"] or "",
            row["done_when"] or "",
            row["owner_id"],
            row["owner"] or "",
            row["owner_party_id"],
            row["owner_party"] or "",
            row["owner_colour"] or "",
            row["asked_by_party_id"],
            row["asked_by"] or "",
            row["asked_colour"] or "",
            row["due_on"] or "",
            row["due_rule"] == "next" and not row["due_on"],
            moved.get(row["id"], ()),
            _late(row["due_on"], row["state"], today),
            row["state"],
            row["state_reason"] or "",
            row["delivered_on"] or "",
            row["accepted_on"] or "",
            row["goal_id"],
            row["goal"] or "",
            row["decision_id"],
            decision_label(row["decision_year"], row["decision_n"]) if row["decision_n"] else "",
            row["session_id"],
            labels[row["session_id"]].label if row["session_id"] in labels else "",
        )
        for row in rows
    ]


def _late(due_on: str | None, state: str, today: date) -> int:
    if not due_on or state not in OWED_ACTION:
        return 0
    return max(0, (today - date.fromisoformat(due_on)).days)


def _moved(reader: Reader, ids: list[int]) -> dict[int, tuple[str, ...]]:
    out: dict[int, tuple[str, ...]] = {}
    for row in reader.all(
        "SELECT row_id, before FROM history WHERE row_id IN (SELECT value FROM json_each(?))"
        " AND field = 'due_on' AND before IS NOT NULL ORDER BY at, id",
        (json.dumps(ids),),
    ):
        out[row["row_id"]] = (*out.get(row["row_id"], ()), row["before"])
    return out


def action_detail(
    reader: Reader, action_id: int
) -> tuple[ActionRow, tuple[HistoryRow, ...]] | None:
    """Return one action with its history, None where it was deleted."""
    found = _chosen(reader, "c.id = ?", action_id)
    return (found[0], history(reader, action_id)) if found else None


# Delivered after its day, or after a day that was moved to a later one: as give and take counts it.
_SLIPPED = """(coalesce(coalesce(a.delivered_on, a.accepted_on) > a.due_on, 0)
  OR a.id IN (SELECT row_id FROM history WHERE field = 'due_on' AND before IS NOT NULL
    AND (after IS NULL OR after > before)))"""


def owed(reader: Reader) -> list[Owed]:
    """Return per party what it owes now and what it kept, which the side that asked accepted."""
    today = day_of(reader).isoformat()
    rows = reader.all(
        "SELECT a.owner_party_id AS party_id,"
        " sum(a.state IN ('asked', 'promised')) AS open,"
        " sum(a.state IN ('asked', 'promised') AND a.due_on < ?) AS overdue,"
        " sum(a.state = 'delivered') AS waits,"
        f" sum(a.state = 'accepted' AND NOT {_SLIPPED}) AS kept,"
        f" sum(a.state = 'accepted' AND {_SLIPPED}) AS late,"
        " sum(a.state IN ('dropped', 'declined')) AS dropped"
        " FROM action a JOIN capture c ON c.id = a.id AND c.kind = 'action'"
        " WHERE a.owner_party_id IS NOT NULL GROUP BY a.owner_party_id",
        (today,),
    )
    by_party = {row["party_id"]: row for row in rows}
    nothing = dict.fromkeys(("open", "overdue", "waits", "kept", "late", "dropped"), 0)
    out = []
    for party in parties(reader):
        row = by_party.get(party.id, nothing)
        out.append(
            Owed(
                party.id,
                party.short,
                party.colour,
                row["open"],
                row["overdue"],
                row["waits"],
                row["kept"],
                row["late"],
                row["dropped"],
            )
        )
    return out
