"""The action list as ids in groups: which fit a view, in which order, how many there are (A2).

What a row says is asked for when it is looked at (`actions.actions_of`), so a list of 200,000 costs
what a short one costs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from facilitator.queries.engagement import day_of, people
from facilitator.queries.search import found_ids
from facilitator.store import Reader, Row

VIEWS = ("person", "party", "mine", "overdue", "waiting", "undated", "ended")
_OPEN = "a.state IN ('asked', 'promised', 'delivered')"
_IS_LATE = "(a.state IN ('asked', 'promised') AND a.due_on < :today)"
_FITS = {
    "mine": f"{_OPEN} AND a.owner_id IN (SELECT value FROM json_each(:mine))",
    "overdue": f"{_OPEN} AND {_IS_LATE}",
    "waiting": "a.state = 'delivered'",
    "undated": (
        "a.state IN ('asked', 'promised') AND a.due_on IS NULL AND a.due_rule IS NOT 'next'"
    ),
    "ended": "a.state NOT IN ('asked', 'promised', 'delivered')",
}
_OPEN_ORDER = "a.due_on IS NULL, a.due_on, a.accepted_on DESC, a.id DESC"
_ENDED_ORDER = "a.accepted_on DESC, a.id DESC"
# Open ones first, by due date; then what ended, the latest first.
_ORDER = (
    f"NOT {_OPEN}, CASE WHEN {_OPEN} THEN a.due_on IS NULL END,"
    f" CASE WHEN {_OPEN} THEN a.due_on END, {_ENDED_ORDER}"
)
# The plus keeps the engine from reading every action of the file by the index on kinds.
_FROM = "FROM action a JOIN capture c ON c.id = a.id AND +c.kind = 'action'"
_DAYS_LATE = f"CASE WHEN {_IS_LATE} THEN julianday(:today) - julianday(a.due_on) ELSE 0 END"


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """The actions of one owner or one side, from `starts` in the ids on."""

    id: int | None
    starts: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class ActionList:
    """The ids of the actions in a view, in the order of their groups."""

    ids: tuple[int, ...]
    groups: tuple[ActionGroup, ...]


def action_list(reader: Reader, view: str, words: str = "", keep: int | None = None) -> ActionList:
    """Return the actions of a view, or of all of them those that `words` find, and `keep`.

    They stand below who owes them, the person with most days of delay first; in the view `party`
    below the side that owes them, the side with the most pressing one first.
    """
    params: dict[str, object] = {"today": day_of(reader).isoformat()}
    where, order = _FITS.get(view, _OPEN), _ENDED_ORDER if view == "ended" else _OPEN_ORDER
    if words:
        where, order = "a.id IN (SELECT value FROM json_each(:found))", _ORDER
        params["found"] = json.dumps(sorted(found_ids(reader, f"is:action {words}")))
    elif view == "mine":
        params["mine"] = json.dumps(_mine(reader))
    found = _listed(reader, view == "party", where, order, params)
    if keep is not None and keep not in found.ids:
        params["keep"] = keep
        found = _listed(reader, view == "party", f"(({where}) OR a.id = :keep)", _ORDER, params)
    return found


def _listed(
    reader: Reader, by_party: bool, where: str, order: str, params: dict[str, object]
) -> ActionList:
    if by_party:
        groups, group = _by_party(reader, where, order, params), "a.owner_party_id"
    else:
        groups, group = _by_person(reader, where, params), "a.owner_id"
    ids = reader.column(
        "WITH g(id, place) AS MATERIALIZED (SELECT value, key FROM json_each(:order))"
        f" SELECT a.id {_FROM} CROSS JOIN g ON g.id = coalesce({group}, 0)"
        f" WHERE {where} ORDER BY g.place, {order}",
        params | {"order": json.dumps([row["id"] or 0 for row in groups])},
    )
    return ActionList(tuple(ids), tuple(_placed(groups)))


def _mine(reader: Reader) -> list[int]:
    return [person.id for person in people(reader) if person.is_facilitator]


_SUMS = (
    f"count(*) AS n, sum({_OPEN}) AS open, coalesce(sum({_IS_LATE}), 0) AS late,"
    f" sum({_DAYS_LATE}) AS days"
)


def _by_person(reader: Reader, where: str, params: dict[str, object]) -> list[Row]:
    """Return who owes something in a view, who is most days late first: how many, open, late."""
    return reader.all(
        f"SELECT g.* FROM (SELECT a.owner_id AS id, {_SUMS} {_FROM} WHERE {where}"
        " GROUP BY a.owner_id) g LEFT JOIN person p ON p.id = g.id"
        " ORDER BY g.days DESC, coalesce(p.name, ''), g.id",
        params,
    )


def _by_party(reader: Reader, where: str, order: str, params: dict[str, object]) -> list[Row]:
    """Return which side owes something in a view, the one with the first of them first."""
    return reader.all(
        f"SELECT a.owner_party_id AS id, min(a.place) AS place, {_SUMS}"
        f" FROM (SELECT a.*, row_number() OVER (ORDER BY {order}) AS place {_FROM} WHERE {where}) a"
        " GROUP BY a.owner_party_id ORDER BY place",
        params,
    )


def _placed(groups: list[Row]) -> list[ActionGroup]:
    out, starts = [], 0
    for row in groups:
        out.append(ActionGroup(row["id"], starts, row["open"], row["late"]))
        starts += row["n"]
    return out


def action_counts(reader: Reader) -> dict[str, int]:
    """Return how many actions each view holds; by side there are as many as by person."""
    params = {"today": day_of(reader).isoformat(), "mine": json.dumps(_mine(reader))}
    sums = ", ".join(f"coalesce(sum({_FITS[view]}), 0) AS {view}" for view in VIEWS[2:6])
    found = reader.one(f"SELECT count(*) AS person, {sums} {_FROM} WHERE {_OPEN}", params)
    ended = reader.value(f"SELECT count(*) {_FROM} WHERE {_FITS['ended']}")
    return {**(found or {}), "ended": int(ended)}
