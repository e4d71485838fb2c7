"""What was said and is still open, as it could return to an agenda (P5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator.domain.text import fold
from facilitator.domain.words import DecisionState, Purpose
from facilitator.queries.answers import UNANSWERED
from facilitator.queries.candidates import (
    ACTION_S,
    CONCERN_S,
    DECISION_S,
    MOST,
    PARKED_S,
    QUESTION_S,
    REVIEW_S,
    SAYBACK_S,
    Candidate,
    Found,
    Left,
    Scope,
)
from facilitator.queries.carry_items import IS_OTHER
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import action_label, decision_label
from facilitator.store import Row

_HEARD = f"""c.id, c.text, c.goal_id, c.party_id, c.session_id, c.at, s.starts_local, s.started_at,
  s.zone, {IS_OTHER.format("s.")} AS is_other, y.colour, coalesce(y.short_name, y.name) AS party"""
_SESSION = "LEFT JOIN session s ON s.id = c.session_id"
_BY = f"LEFT JOIN party y ON y.id = c.party_id {_SESSION}"
_WHEN = "coalesce(s.started_at, s.starts_local, c.at)"


def since(row: Row) -> str:
    """Return the day on which something was said: that of its session, where it has one."""
    return begin_of(row["starts_local"], row["started_at"], row["zone"])[:10] or row["at"][:10]


def _raised(
    row: Row, source: str, why: str, length_s: int, purpose: Purpose, **more: object
) -> Candidate:
    values: dict[str, object] = {
        "source": source, "source_id": row["id"], "title": row["text"], "why": why,
        "since": since(row), "label": "", "party": row["party"] or "", "is_serious": False,
        "length_s": length_s, "is_ticked": True, "purpose": purpose.value,
        "asked_by_party_id": row["party_id"], "goal_id": row["goal_id"],
        "colour": row["colour"] or "",
    }  # fmt: skip
    return Candidate(**(values | more))  # type: ignore[arg-type]


def _rows(scope: Scope, sql: str, **values: object) -> list[Row]:
    """Return at most as many rows as a preview lists, and one more where there are more."""
    named = {"series": scope.series_id, "most": MOST + 1} | values
    return scope.reader.all(f"{sql} LIMIT :most", named)


def _cut(scope: Scope, found: Found, rows: list[Row], why: str, count: Callable[[], int]) -> None:
    """Name what a preview does not list, as a number."""
    if len(rows) > MOST:
        del rows[MOST:]
        found.left.append(Left("", why, "", count=count() - MOST))


def actions(scope: Scope) -> Found:
    """Offer actions that are overdue, or due by the next session; name the other open ones."""
    found = Found()
    sql = (
        f"SELECT {_HEARD}, a.due_on, a.asked_by_party_id, n.year, n.n FROM action a"
        " JOIN capture c ON c.id = a.id AND +c.kind = 'action'"
        " LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = 'action'"
        f" LEFT JOIN party y ON y.id = a.owner_party_id {_SESSION} WHERE {{0}}"
    )
    is_open = "a.state IN ('asked', 'promised', 'delivered') AND a.state <> 'delivered'"
    due = f"{is_open} AND a.due_on <= :day"
    rows = _rows(scope, sql.format(f"{due} ORDER BY a.due_on, c.id"), day=scope.day)
    _cut(scope, found, rows, "due", lambda: _count(scope, due))
    for row in rows:
        is_late = row["due_on"] < scope.overdue_before
        found.candidates.append(
            _raised(
                row, "action", "overdue" if is_late else "due", ACTION_S, Purpose.REVIEW,
                since=row["due_on"], label=_action_label(row), is_ticked=not row["is_other"],
                asked_by_party_id=row["asked_by_party_id"],
            )
        )  # fmt: skip
    later = f"{is_open} AND a.due_on > :day"
    undated = f"{is_open} AND a.due_on IS NULL"
    delivered = "a.state IN ('asked', 'promised', 'delivered') AND a.state = 'delivered'"
    for where, why in ((later, "not_due"), (undated, "not_due"), (delivered, "delivered")):
        rows = _rows(scope, sql.format(f"{where} ORDER BY a.due_on"), day=scope.day)
        _cut(scope, found, rows, why, _counting(scope, where))
        found.left += [Left(row["text"], why, _action_label(row)) for row in rows]
    return found


def _counting(scope: Scope, where: str) -> Callable[[], int]:
    def count() -> int:
        return _count(scope, where)

    return count


def _count(scope: Scope, where: str) -> int:
    sql = f"SELECT count(*) FROM action a WHERE {where}"
    return int(scope.reader.value(sql, {"day": scope.day}))


def _action_label(row: Row) -> str:
    return action_label(row["year"], row["n"]) if row["n"] else ""


def concerns(scope: Scope) -> Found:
    """Offer concerns without a standing answer; ticked unless another series heard them."""
    found = Found()
    sql = (
        f"SELECT {_HEARD}, k.severity FROM concern k JOIN capture c ON c.id = k.id {_BY}"
        f" WHERE +c.kind = 'concern' AND {UNANSWERED}"
    )
    rows = _rows(scope, f"{sql} ORDER BY {_WHEN}, c.id")
    _cut(scope, found, rows, "concern", lambda: _all(scope, sql))
    found.candidates += [
        _raised(
            row, "concern", "concern", CONCERN_S, Purpose.DISCUSS,
            is_serious=row["severity"] == "high", is_ticked=not row["is_other"],
        )
        for row in rows
    ]  # fmt: skip
    return found


def _all(scope: Scope, sql: str) -> int:
    values = {"series": scope.series_id}
    return int(scope.reader.value(f"SELECT count(*) FROM ({sql})", values))


def parked(scope: Scope) -> Found:
    """Offer parked points; one parked again in the same words comes once, with its days."""
    found = Found()
    last = scope.previous["id"] if scope.previous is not None else None
    sql = (
        f"SELECT {_HEARD}, (SELECT count(*) FROM agenda_item i JOIN session t"
        " ON t.id = i.session_id WHERE i.came_from_id = c.id AND t.state = 'closed') AS returned"
        f" FROM capture c INDEXED BY capture_parked_open {_BY}"
        " WHERE c.kind = 'parked' AND c.settled_on IS NULL"
    )
    rows = _rows(scope, f"{sql} ORDER BY c.at DESC, c.id")
    _cut(scope, found, rows, "parked", lambda: _all(scope, sql))
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(fold(row["text"]), []).append(row)
    for same in groups.values():
        latest, first = same[0], same[-1]
        found.candidates.append(
            _raised(
                latest, "capture", "parked", PARKED_S, Purpose.EXPLORE,
                is_ticked=latest["session_id"] == last and last is not None,
                times=sum(1 + row["returned"] for row in same), first_since=since(first),
            )
        )  # fmt: skip
        found.left += [Left(row["text"], "same", "", latest["text"]) for row in same[1:]]
    return found


def parked_alike(scope: Scope) -> dict[int, int]:
    """Return, for a parked point that was parked again in the same words, the latest of them."""
    rows = scope.reader.all(
        "SELECT id, text FROM capture INDEXED BY capture_parked_open"
        " WHERE kind = 'parked' AND settled_on IS NULL"
        " ORDER BY at DESC, id"
    )
    latest: dict[str, int] = {}
    return {
        row["id"]: latest.setdefault(fold(row["text"]), row["id"])
        for row in rows
        if latest.setdefault(fold(row["text"]), row["id"]) != row["id"]
    }


def decisions(scope: Scope) -> Found:
    """Offer decisions due for review, deferred, or still not taken; name reviews to come."""
    found = Found()
    sql = (
        f"SELECT {_HEARD}, d.state, d.review_on, d.needed_on, n.year, n.n FROM decision d"
        f" JOIN capture c ON c.id = d.id AND +c.kind = 'decision' {_BY}"
        " LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = 'decision' WHERE {0}"
    )
    review = "d.state IN ('agreed', 'agreed_to_differ') AND d.review_on {0} :day"
    waiting = "d.state IN ('deferred', 'proposed')"
    offered = [review.format("<="), waiting]
    for where in offered:
        ordered = sql.format(f"{where} ORDER BY coalesce(d.needed_on, d.review_on, '9'), c.id")
        rows = _rows(scope, ordered, day=scope.day)
        _cut(scope, found, rows, "review", _counting_decisions(scope, where))
        for row in rows:
            _decision(scope, found, row)
    where = review.format(">")
    rows = _rows(scope, sql.format(f"{where} ORDER BY d.review_on, c.id"), day=scope.day)
    _cut(scope, found, rows, "not_due", _counting_decisions(scope, where))
    found.left += [Left(row["text"], "not_due", _decision_label(row)) for row in rows]
    return found


def _counting_decisions(scope: Scope, where: str) -> Callable[[], int]:
    def count() -> int:
        sql = f"SELECT count(*) FROM decision d WHERE {where}"
        return int(scope.reader.value(sql, {"day": scope.day}))

    return count


def _decision(scope: Scope, found: Found, row: Row) -> None:
    """Offer one decision; a review that the last session passed by is not ticked again."""
    why, day, length_s, is_ticked = _decision_why(scope, row)
    if row["state"] == DecisionState.DEFERRED and (row["review_on"] or "") > scope.day:
        found.left.append(Left(row["text"], "not_due", _decision_label(row)))
        return
    found.candidates.append(
        _raised(
            row, "decision", why, length_s,
            Purpose.REVIEW if why in ("review", "deferred") else Purpose.DECIDE, since=day,
            label=_decision_label(row), party="", is_ticked=is_ticked and not row["is_other"],
            asked_by_party_id=None, needed_on=row["needed_on"] or "", colour="",
        )
    )  # fmt: skip


def _decision_why(scope: Scope, row: Row) -> tuple[str, str, int, bool]:
    """Return cause, its day, usual length, and whether the rule ticks it."""
    needed, review = row["needed_on"] or "", row["review_on"] or ""
    if row["state"] == DecisionState.DEFERRED:
        return "deferred", review, REVIEW_S, bool(review) and review > scope.previous_day
    if row["state"] == DecisionState.PROPOSED:
        if needed:
            return "needed", needed, DECISION_S, True
        last = scope.previous["id"] if scope.previous is not None else None
        return "undecided", since(row), DECISION_S, last is not None and row["session_id"] == last
    return "review", review, REVIEW_S, review > scope.previous_day


def _decision_label(row: Row) -> str:
    return decision_label(row["year"], row["n"]) if row["n"] else ""


def questions(scope: Scope) -> Found:
    """Offer questions nobody answered; an answer that waits for its yes stays where it is."""
    found = Found()
    sql = (
        f"SELECT {_HEARD}, q.answered_on, q.confirmed_on FROM question q JOIN capture c"
        f" ON c.id = q.id {_BY} WHERE +c.kind = 'question' AND c.settled_on IS NULL"
        " AND q.confirmed_on IS NULL AND NOT (q.is_on_shelf AND q.answered_on IS NOT NULL)"
    )
    rows = _rows(scope, f"{sql} ORDER BY c.at, c.id")
    _cut(scope, found, rows, "question", lambda: _all(scope, sql))
    for row in rows:
        if row["answered_on"]:
            found.left.append(Left(row["text"], "answered", ""))
            continue
        found.candidates.append(
            _raised(row, "question", "question", QUESTION_S, Purpose.INFORM,
                    is_ticked=_is_of_last(scope, row))
        )  # fmt: skip
    return found


def saybacks(scope: Scope) -> Found:
    """Offer what was said back, or asked to be, and has no yes of who explained it."""
    found = Found()
    sql = (
        f"SELECT {_HEARD}, b.topic, b.explained_by_party_id FROM sayback b JOIN capture c"
        f" ON c.id = b.id LEFT JOIN party y ON y.id = b.explained_by_party_id {_SESSION}"
        " WHERE +c.kind = 'sayback' AND b.state <> 'confirmed' AND c.settled_on IS NULL"
    )
    rows = _rows(scope, f"{sql} ORDER BY c.at, c.id")
    _cut(scope, found, rows, "sayback", lambda: _all(scope, sql))
    found.candidates += [
        _raised(
            row, "sayback", "sayback", SAYBACK_S, Purpose.EXPLORE,
            title=row["topic"] or row["text"], is_ticked=_is_of_last(scope, row),
            asked_by_party_id=row["explained_by_party_id"],
        )
        for row in rows
    ]  # fmt: skip
    return found


def _is_of_last(scope: Scope, row: Row) -> bool:
    return scope.previous is not None and row["session_id"] == scope.previous["id"]


def every(scope: Scope) -> Sequence[Found]:
    """Return what each rule found, in the order of the preview."""
    return [rule(scope) for rule in (actions, concerns, parked, decisions, questions, saybacks)]
