"""The decision log and one decision with everything around it (D1 to D3, D5)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.queries.engagement import day_of, parties
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import decision_label, session_labels
from facilitator.queries.saybacks import not_said_back
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in the log; `unheard` names parties without a consideration while it is open.

    `not_said_back` names parties where that is an exception (see `queries.saybacks`).
    """

    id: int
    number: str
    text: str
    state: str
    session_id: int | None
    session_label: str
    session_kind: str
    session_day: str
    decided_on: str
    review_on: str
    is_review_due: bool
    goal_id: int | None
    goal: str
    method: str
    decider: str
    supersedes_id: int | None
    party_ids: tuple[int, ...]
    unheard: tuple[str, ...]
    not_said_back: tuple[str, ...] = ()
    needed_on: str = ""


@dataclass(frozen=True, slots=True)
class OptionRow:
    id: int
    text: str
    effect: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PartySide:
    """One party's side of a decision; `position` is empty where none is recorded."""

    party_id: int
    party: str
    colour: str
    position: str
    reason: str
    consideration: str
    passed_reason: str

    @property
    def is_heard(self) -> bool:
        return bool(self.consideration or self.passed_reason)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What a field was before; `at` is UTC."""

    field: str
    before: str
    after: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class DecisionDetail:
    row: DecisionRow
    wording: str
    plain: str
    context: str
    because: str
    consequences: str
    method_note: str
    decider_id: int | None
    item_id: int | None
    item: str
    options: tuple[OptionRow, ...]
    sides: tuple[PartySide, ...]
    chain: tuple[DecisionRow, ...]
    actions: tuple[tuple[int, str, str], ...]
    history: tuple[HistoryRow, ...]


# No decision gets into these states before each side at the table was heard (D2).
HEARD = "('agreed', 'agreed_to_differ', 'superseded')"
# The plus keeps the engine from reading every decision of the file by the index on kinds.
_LOG = """
  SELECT c.id, c.text, c.session_id, c.item_id, c.goal_id, d.*, n.year, n.n, s.kind AS session_kind,
    s.starts_local, s.started_at, s.zone, g.title AS goal, p.name AS decider
  FROM decision d JOIN capture c ON c.id = d.id AND +c.kind = 'decision'
  LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = 'decision'
  LEFT JOIN session s ON s.id = c.session_id LEFT JOIN goal g ON g.id = c.goal_id
  LEFT JOIN person p ON p.id = d.decider_id"""


def decisions_of(reader: Reader, ids: Sequence[int]) -> list[DecisionRow]:
    """Return these decisions in this order; what is no decision any more is left out."""
    rows = _chosen(reader, "d.id IN (SELECT value FROM json_each(?))", json.dumps([*ids]))
    found = {row.id: row for row in rows}
    return [found[each] for each in ids if each in found]


def decisions(reader: Reader) -> list[DecisionRow]:
    """Return every decision, the latest first."""
    return _chosen(reader, "true")


def waiting_decisions(reader: Reader) -> list[DecisionRow]:
    """Return the decisions that are proposed, and those whose review is due, the latest first."""
    return _chosen(
        reader,
        "d.state = 'proposed' OR (d.review_on <= ?"
        " AND d.state IN ('agreed', 'agreed_to_differ', 'deferred'))",
        day_of(reader).isoformat(),
    )


def decisions_of_goal(reader: Reader, goal_id: int) -> list[DecisionRow]:
    """Return the decisions that are linked to a goal, the latest first."""
    return _chosen(reader, "c.goal_id = ?", goal_id)


def _chosen(reader: Reader, where: str, *params: int | str) -> list[DecisionRow]:
    rows = reader.all(
        f"{_LOG} WHERE {where} ORDER BY"
        " coalesce(s.started_at, s.starts_local, d.decided_on, c.at) DESC, n.n DESC, c.id DESC",
        params,
    )
    return _log_rows(reader, rows)


def _log_rows(reader: Reader, rows: list[Row]) -> list[DecisionRow]:
    labels = session_labels(reader, {row["session_id"] for row in rows})
    today = day_of(reader).isoformat()
    ids = json.dumps([row["id"] for row in rows])
    sides: dict[int, list[int]] = {}
    for side in reader.all(
        "SELECT decision_id, party_id FROM decision_position WHERE position <> 'agree'"
        " AND decision_id IN (SELECT value FROM json_each(?))",
        (ids,),
    ):
        sides.setdefault(side["decision_id"], []).append(side["party_id"])
    heard = {
        (row["row_id"], row["party_id"])
        for row in reader.all(
            "SELECT row_id, party_id FROM consideration"
            " WHERE row_id IN (SELECT value FROM json_each(?))",
            (ids,),
        )
    }
    table, said = parties(reader), not_said_back(reader, [row["id"] for row in rows])
    return [
        DecisionRow(
            row["id"],
            decision_label(row["year"], row["n"]) if row["n"] else "",
            row["text"],
            row["state"],
            row["session_id"],
            labels[row["session_id"]].label if row["session_id"] in labels else "",
            row["session_kind"] or "",
            begin_of(row["starts_local"], row["started_at"], row["zone"])[:10],
            row["decided_on"] or "",
            row["review_on"] or "",
            _review_due(row, today),
            row["goal_id"],
            row["goal"] or "",
            row["method"],
            row["decider"] or "",
            row["supersedes_id"],
            tuple(sides.get(row["id"], ())),
            tuple(
                party.short
                for party in table
                if row["state"] in ("proposed", "deferred") and (row["id"], party.id) not in heard
            ),
            said.get(row["id"], ()),
            row["needed_on"] or "",
        )
        for row in rows
    ]


def _review_due(row: Row, today: str) -> bool:
    alive = row["state"] in ("agreed", "agreed_to_differ", "deferred")
    return alive and bool(row["review_on"]) and row["review_on"] <= today


def decision_detail(reader: Reader, decision_id: int) -> DecisionDetail | None:
    """Return one decision with its options, sides, chain and history; None where deleted."""
    row = reader.one(f"{_LOG} WHERE c.id = ?", (decision_id,))
    if row is None:
        return None
    return DecisionDetail(
        _log_rows(reader, [row])[0],
        row["wording"] or row["text"],
        row["plain"] or "",
        row["context"] or "",
        row["because"] or "",
        row["consequences"] or "",
        row["method_note"] or "",
        row["decider_id"],
        row["item_id"],
        str(reader.value("SELECT title FROM agenda_item WHERE id = ?", (row["item_id"],)) or ""),
        _options(reader, decision_id),
        sides(reader, decision_id),
        chain(reader, decision_id),
        _actions(reader, decision_id),
        history(reader, decision_id),
    )


def _options(reader: Reader, decision_id: int) -> tuple[OptionRow, ...]:
    rows = reader.all(
        "SELECT * FROM decision_option WHERE decision_id = ? ORDER BY position, id", (decision_id,)
    )
    return tuple(
        OptionRow(row["id"], row["text"], row["effect"] or "", bool(row["is_chosen"]))
        for row in rows
    )


def sides(reader: Reader, decision_id: int) -> tuple[PartySide, ...]:
    """Return each party's position and consideration.

    Shown are who said something and, unless each side had to agree already, who is at the table.
    """
    rows = reader.all(
        "SELECT y.id, coalesce(y.short_name, y.name) AS party, y.colour, p.position, p.reason,"
        " k.text, k.passed_reason FROM party y"
        " LEFT JOIN decision_position p ON p.party_id = y.id AND p.decision_id = ?"
        " LEFT JOIN consideration k ON k.party_id = y.id AND k.row_id = ?"
        " WHERE p.id IS NOT NULL OR k.id IS NOT NULL OR (y.archived_on IS NULL AND NOT EXISTS"
        f"  (SELECT 1 FROM decision d WHERE d.id = ? AND d.state IN {HEARD}))"
        " ORDER BY y.position",
        (decision_id, decision_id, decision_id),
    )
    return tuple(
        PartySide(
            row["id"],
            row["party"],
            row["colour"],
            row["position"] or "",
            row["reason"] or "",
            row["text"] or "",
            row["passed_reason"] or "",
        )
        for row in rows
    )


def chain(reader: Reader, decision_id: int) -> tuple[DecisionRow, ...]:
    """Return the decisions this one replaces and is replaced by, oldest first; alone: empty."""
    rows = reader.all(
        "WITH RECURSIVE older(id) AS (SELECT ? UNION SELECT d.supersedes_id FROM decision d"
        " JOIN older o ON d.id = o.id WHERE d.supersedes_id IS NOT NULL),"
        " linked(id) AS (SELECT id FROM older UNION SELECT d.id FROM decision d"
        " JOIN linked l ON d.supersedes_id = l.id) SELECT id FROM linked",
        (decision_id,),
    )
    if len(rows) < 2:
        return ()
    marks = ",".join("?" * len(rows))
    found = reader.all(
        f"{_LOG} WHERE c.id IN ({marks}) ORDER BY n.year IS NULL, n.year, n.n, c.id",
        tuple(row["id"] for row in rows),
    )
    return tuple(_log_rows(reader, found))


def _actions(reader: Reader, decision_id: int) -> tuple[tuple[int, str, str], ...]:
    rows = reader.all(
        "SELECT c.id, c.text, a.state FROM action a JOIN capture c ON c.id = a.id"
        " WHERE a.decision_id = ? AND +c.kind = 'action' ORDER BY c.id",
        (decision_id,),
    )
    return tuple((row["id"], row["text"], row["state"]) for row in rows)


def history(reader: Reader, row_id: int) -> tuple[HistoryRow, ...]:
    """Return what changed about a row, the latest first."""
    rows = reader.all("SELECT * FROM history WHERE row_id = ? ORDER BY at DESC, id DESC", (row_id,))
    return tuple(
        HistoryRow(
            row["field"], row["before"] or "", row["after"] or "", row["reason"] or "", row["at"]
        )
        for row in rows
    )
