"""What returns to an agenda, and why; and what does not, and why (P5)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.domain.words import ItemState, Purpose
from facilitator.queries.answers import UNANSWERED
from facilitator.queries.engagement import day_of
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import action_label, decision_label, session_labels
from facilitator.store import Reader, Row

PARKED_S, CONCERN_S, REVIEW_S, ACTION_S = 600, 900, 600, 300  # judgement: usual sizes


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could return. `source` is the table it comes from; `why` is a cause:

    standing, not_reached, skipped, overdue, concern, parked, review, deferred. `since` is the ISO
    date that belongs to the cause, `label` the number of what it is about, `party` whose it is.
    """

    source: str
    source_id: int
    title: str
    why: str
    since: str
    label: str
    party: str
    is_serious: bool
    length_s: int
    is_ticked: bool
    purpose: str
    asked_by_party_id: int | None
    goal_id: int | None


@dataclass(frozen=True, slots=True)
class Left:
    """Something that stays where it is: done, not_due, on_agenda, settled."""

    title: str
    why: str
    label: str


@dataclass(frozen=True, slots=True)
class CarryOver:
    """The preview: nothing moves until somebody says so."""

    from_session_id: int | None
    from_label: str
    candidates: tuple[Candidate, ...]
    left: tuple[Left, ...]


# A session that stands alone, such as the kickoff, is of no other series.
OTHER_SERIES = "coalesce(series_id <> :series, false)"


def _day_of(row: Row) -> str:
    """Return the day on which a session was held, or is planned; empty where there is none."""
    return _begin(row)[:10]


def _begin(row: Row) -> str:
    return begin_of(row["starts_local"], row["started_at"], row["zone"])


def previous_session(reader: Reader, session_id: int) -> Row | None:
    """Return the last session held before this one; that of another series is none."""
    this = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    if this is None:
        return None
    rows = reader.all(
        "SELECT * FROM session WHERE id <> :id AND state IN ('closed', 'running')"
        f" AND NOT {OTHER_SERIES} ORDER BY id",
        {"id": session_id, "series": this["series_id"]},
    )
    before = [row for row in rows if _begin(row) <= _begin(this)]
    return max(before, key=_begin, default=None)


def following_session(reader: Reader, session_id: int) -> Row | None:
    """Return the earliest planned session behind this one, from the day on which it was held.

    One of another series counts only where there is no other.
    """
    this = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    if this is None:
        return None
    return reader.one(
        "SELECT * FROM session WHERE id <> :id AND state = 'planned' AND starts_local >= :begin"
        f" ORDER BY {OTHER_SERIES}, starts_local, id LIMIT 1",
        {"id": session_id, "series": this["series_id"], "begin": _begin(this)},
    )


def carry_over(reader: Reader, session_id: int) -> CarryOver:
    """Preview what could return to a planned session."""
    previous = previous_session(reader, session_id)
    day = str(reader.value("SELECT starts_local FROM session WHERE id = ?", (session_id,)) or "")[
        :10
    ]
    return _preview(reader, previous, day)


def leaving(reader: Reader, session_id: int) -> CarryOver:
    """Preview, while a session runs or closes, what will return to the next one."""
    previous = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    following = following_session(reader, session_id)
    day = following["starts_local"][:10] if following else day_of(reader).isoformat()
    return _preview(reader, previous, day)


def _preview(reader: Reader, previous: Row | None, day: str) -> CarryOver:
    taken = _taken(reader)
    found = [
        *(_items(reader, previous) if previous else ()),
        *_actions(reader, day),
        *_concerns(reader),
        *_parked(reader, previous),
        *_reviews(reader, previous, day),
    ]
    free = tuple(each for each in found if each.source_id not in taken)
    again = [Left(each.title, "on_agenda", each.label) for each in found if each.source_id in taken]
    return CarryOver(
        previous["id"] if previous else None,
        session_labels(reader)[previous["id"]].label if previous else "",
        free,
        (*again, *_staying(reader, previous, day)),
    )


def _taken(reader: Reader) -> set[int]:
    """Return what is on a planned agenda, or in the backlog, already."""
    rows = reader.all(
        "SELECT i.came_from_id FROM agenda_item i LEFT JOIN session s ON s.id = i.session_id"
        " WHERE i.came_from_id IS NOT NULL AND (s.id IS NULL OR s.state IN ('planned', 'running'))"
    )
    return {row["came_from_id"] for row in rows}


# While a session runs, used minutes are not written yet: its clock says what was on the table.
_WAS_ON_TABLE = (
    "EXISTS (SELECT 1 FROM clock_event e WHERE e.item_id = agenda_item.id) AS was_on_table"
)


def _items(reader: Reader, previous: Row) -> list[Candidate]:
    out = []
    for row in reader.all(
        f"SELECT *, {_WAS_ON_TABLE} FROM agenda_item WHERE session_id = ? ORDER BY position, id",
        (previous["id"],),
    ):
        why = "standing" if row["is_standing"] else _not_reached(previous, row)
        if why:
            out.append(
                Candidate(
                    "agenda_item",
                    row["id"],
                    row["title"],
                    why,
                    _day_of(previous),
                    "",
                    "",
                    False,
                    row["length_s"],
                    True,
                    row["purpose"],
                    row["asked_by_party_id"],
                    row["goal_id"],
                )
            )
    return out


def _not_reached(previous: Row, item: Row) -> str:
    if item["state"] == ItemState.SKIPPED:
        return "skipped"
    reached = item["state"] == ItemState.DONE or item["used_s"] or item["was_on_table"]
    return "" if reached else "not_reached"


def _actions(reader: Reader, day: str) -> list[Candidate]:
    rows = reader.all(
        "SELECT c.id, c.text, c.goal_id, a.due_on, a.asked_by_party_id, n.year, n.n,"
        " coalesce(p.short_name, p.name) AS party FROM action a JOIN capture c ON c.id = a.id"
        " LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = 'action'"
        " LEFT JOIN party p ON p.id = a.owner_party_id"
        " WHERE c.kind = 'action' AND a.state IN ('asked', 'promised') AND a.due_on < ?"
        " ORDER BY a.due_on, c.id",
        (min(day, day_of(reader).isoformat()),),
    )
    return [
        Candidate(
            "action",
            row["id"],
            row["text"],
            "overdue",
            row["due_on"],
            action_label(row["year"], row["n"]) if row["n"] else "",
            row["party"] or "",
            False,
            ACTION_S,
            True,
            Purpose.REVIEW.value,
            row["asked_by_party_id"],
            row["goal_id"],
        )
        for row in rows
    ]


def _concerns(reader: Reader) -> list[Candidate]:
    rows = reader.all(
        "SELECT c.id, c.text, c.goal_id, c.party_id, c.at, s.starts_local, s.started_at, s.zone,"
        " k.severity, coalesce(p.short_name, p.name) AS party"
        " FROM concern k JOIN capture c ON c.id = k.id LEFT JOIN party p ON p.id = c.party_id"
        " LEFT JOIN session s ON s.id = c.session_id"
        f" WHERE c.kind = 'concern' AND {UNANSWERED}"
        " ORDER BY coalesce(s.started_at, s.starts_local, c.at), c.id"
    )
    return [
        Candidate(
            "concern",
            row["id"],
            row["text"],
            "concern",
            _day_of(row) or row["at"][:10],
            "",
            row["party"] or "",
            row["severity"] == "high",
            CONCERN_S,
            True,
            Purpose.DISCUSS.value,
            row["party_id"],
            row["goal_id"],
        )
        for row in rows
    ]


def _parked(reader: Reader, previous: Row | None) -> list[Candidate]:
    last = previous["id"] if previous else None
    rows = reader.all(
        "SELECT c.id, c.text, c.goal_id, c.party_id, c.session_id,"
        " c.at, s.starts_local, s.started_at, s.zone, coalesce(p.short_name, p.name) AS party"
        " FROM capture c LEFT JOIN session s ON s.id = c.session_id"
        " LEFT JOIN party p ON p.id = c.party_id"
        " WHERE c.kind = 'parked' AND c.settled_on IS NULL"
        " ORDER BY coalesce(s.started_at, s.starts_local, c.at) DESC, c.id"
    )
    return [
        Candidate(
            "capture",
            row["id"],
            row["text"],
            "parked",
            _day_of(row) or row["at"][:10],
            "",
            row["party"] or "",
            False,
            PARKED_S,
            row["session_id"] == last,
            Purpose.EXPLORE.value,
            row["party_id"],
            row["goal_id"],
        )
        for row in rows
    ]


def _reviews(reader: Reader, previous: Row | None, day: str) -> list[Candidate]:
    """Return decisions due for review; one that the last session already passed by is offered."""
    last = _day_of(previous) if previous else ""
    rows = reader.all(
        "SELECT c.id, c.text, c.goal_id, d.state, d.review_on, n.year, n.n FROM decision d"
        " JOIN capture c ON c.id = d.id"
        " LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = 'decision'"
        " WHERE c.kind = 'decision' AND d.review_on <= ?"
        " AND d.state IN ('agreed', 'agreed_to_differ', 'deferred') ORDER BY d.review_on, c.id",
        (day,),
    )
    return [
        Candidate(
            "decision",
            row["id"],
            row["text"],
            "deferred" if row["state"] == "deferred" else "review",
            row["review_on"],
            decision_label(row["year"], row["n"]) if row["n"] else "",
            "",
            False,
            REVIEW_S,
            row["review_on"] > last,
            Purpose.REVIEW.value,
            None,
            row["goal_id"],
        )
        for row in rows
    ]


def _staying(reader: Reader, previous: Row | None, day: str) -> list[Left]:
    """Return what does not return: items that are done and open actions that are not due."""
    out: list[Left] = []
    if previous is not None:
        for row in reader.all(
            f"SELECT title, state, used_s, is_standing, {_WAS_ON_TABLE} FROM agenda_item"
            " WHERE session_id = ? ORDER BY position, id",
            (previous["id"],),
        ):
            if not row["is_standing"] and not _not_reached(previous, row):
                out.append(Left(row["title"], "done", ""))
    for row in reader.all(
        "SELECT c.text, n.year, n.n FROM action a JOIN capture c ON c.id = a.id"
        " LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = 'action'"
        " WHERE c.kind = 'action' AND a.state IN ('asked', 'promised')"
        " AND (a.due_on IS NULL OR a.due_on >= ?) ORDER BY a.due_on, c.id",
        (min(day, day_of(reader).isoformat()),),
    ):
        label = action_label(row["year"], row["n"]) if row["n"] else ""
        out.append(Left(row["text"], "not_due", label))
    return out
