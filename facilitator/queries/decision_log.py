"""The decision log as ids below their sessions: which fit the filters, and how many there are (D5).

What a row says is asked for when it is looked at (`decisions.decisions_of`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from facilitator.queries.engagement import day_of
from facilitator.queries.held import begin_of
from facilitator.queries.search import found_ids
from facilitator.store import Reader, Row

STATES: dict[str, tuple[str, ...]] = {
    "open": ("proposed",),
    "agreed": ("agreed", "agreed_to_differ"),
    "deferred": ("deferred",),
    "ended": ("superseded", "rejected"),
}
_DUE = "d.state IN ('agreed', 'agreed_to_differ', 'deferred') AND d.review_on <= :today"
# The plus keeps the engine from reading every decision of the file by the index on kinds.
_FROM = "FROM decision d JOIN capture c ON c.id = d.id AND +c.kind = 'decision'"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the log is narrowed to; `side` has reservations, `since` is an ISO day."""

    tab: str = "all"
    side: int | None = None
    goal: int | None = None
    since: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class DecisionLog:
    """The ids in the order of the log; at `starts` another session begins."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]


def decision_log(reader: Reader, to: Narrowed, keep: int | None = None) -> DecisionLog:
    """Return what fits, the latest first, and `keep` in its place."""
    conditions = []
    params: dict[str, object] = {"today": day_of(reader).isoformat(), "keep": keep}
    if to.tab == "due":
        conditions.append(_DUE)
    elif to.tab in STATES:
        conditions.append("d.state IN (SELECT value FROM json_each(:states))")
        params["states"] = json.dumps(STATES[to.tab])
    if to.side is not None:
        conditions.append(
            "EXISTS (SELECT 1 FROM decision_position p WHERE p.decision_id = d.id"
            " AND p.party_id = :side AND p.position <> 'agree')"
        )
        params["side"] = to.side
    if to.goal is not None:
        conditions.append("c.goal_id = :goal")
        params["goal"] = to.goal
    if to.words:
        conditions.append("d.id IN (SELECT value FROM json_each(:found))")
        params["found"] = json.dumps(sorted(found_ids(reader, f"is:decision {to.words}")))
    where = " AND ".join(conditions) or "true"
    rows = reader.all(
        "SELECT d.id, c.session_id, d.decided_on, s.started_at, s.starts_local, s.zone"
        f" {_FROM} LEFT JOIN session s ON s.id = c.session_id"
        " LEFT JOIN issued_number n ON n.row_id = d.id AND n.kind = 'decision'"
        f" WHERE ({where}) OR d.id = :keep ORDER BY"
        " coalesce(s.started_at, s.starts_local, d.decided_on, c.at) DESC, n.n DESC, d.id DESC",
        params,
    )
    if to.since:
        rows = [row for row in rows if row["id"] == keep or _day(row) >= to.since]
    return _in_sessions(rows)


def _day(row: Row) -> str:
    day = begin_of(row["starts_local"], row["started_at"], row["zone"])[:10]
    return str(row["decided_on"] or day or "9999")


def _in_sessions(rows: list[Row]) -> DecisionLog:
    sessions = [row["session_id"] for row in rows]
    starts = [at for at in range(len(rows)) if at == 0 or sessions[at] != sessions[at - 1]]
    return DecisionLog(tuple(row["id"] for row in rows), tuple(starts))


def decision_counts(reader: Reader) -> dict[str, int]:
    """Return how many decisions each tab of the log holds."""
    found = reader.all(f"SELECT d.state, count(*) AS n {_FROM} GROUP BY d.state")
    by_state = {row["state"]: row["n"] for row in found}
    counts = {tab: sum(by_state.get(each, 0) for each in those) for tab, those in STATES.items()}
    due = reader.value(
        f"SELECT count(*) {_FROM} WHERE {_DUE}", {"today": day_of(reader).isoformat()}
    )
    return {**counts, "all": sum(by_state.values()), "due": int(due)}
