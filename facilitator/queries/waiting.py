"""Everything that waits for an answer, of all kinds in one list, worst first (E5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facilitator.queries.actions import ActionRow
from facilitator.queries.answers import UNANSWERED
from facilitator.queries.data_sets import double_claims
from facilitator.queries.decisions import DecisionRow
from facilitator.queries.engagement import day_of
from facilitator.queries.held import begin_of
from facilitator.queries.minutes import open_minutes
from facilitator.queries.numbers import request_label, session_labels
from facilitator.store import Reader, Row

CONCERN_DAYS = 28


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for an answer.

    `kind` is action, acceptance, decision, review, concern, question, sayback, request, claim,
    minutes (awaited: its `id` is the session, `on` the end of the comments) or approval (they can
    be approved, or are contested); `days` counts from when it was due or raised (negative: still
    that many days to go).
    """

    kind: str
    id: int
    number: str
    text: str
    person: str
    party: str
    colour: str
    on: str
    days: int


def waiting(reader: Reader, every: list[ActionRow], decided: list[DecisionRow]) -> list[Waiting]:
    """Return what waits for an answer: what is overdue first, the longest on top.

    `every` are the open actions, `decided` the decisions that are proposed or to be reviewed.
    """
    today = day_of(reader)
    out = [*_open_actions(every, today), *_open_decisions(decided, today)]
    out += _open_captures(reader, today)
    out += [*_open_requests(reader, today), *_claims(reader, today)]
    out += _open_minutes(reader, today)
    return sorted(out, key=_worst_first)


def _worst_first(row: Waiting) -> tuple[int, int, str]:
    return _rank(row), -row.days, row.text


def _rank(row: Waiting) -> int:
    """Return how bad it is that this waits: overdue promises first, words that can wait last."""
    if row.kind == "action":
        return 0 if row.days > 0 else 2
    if row.kind == "claim" or (row.kind == "concern" and row.days >= CONCERN_DAYS):
        return 1
    return 3 if row.kind in ("sayback", "question") else 2


def _open_minutes(reader: Reader, today: date) -> list[Waiting]:
    """Return minutes that wait for a side, or to be approved (M2)."""
    found = open_minutes(reader)
    labels = session_labels(reader, [each.session_id for each in found])
    out = []
    for each in found:
        label = labels[each.session_id].label if each.session_id in labels else ""
        on, days = each.comments_until, _days(each.comments_until, today)
        asked = each.contested or (() if each.is_window_over else each.silent)
        kind = "minutes" if asked and not each.contested else "approval"
        who = (asked[0].short, asked[0].colour) if len(asked) == 1 else ("", "")
        out.append(Waiting(kind, each.session_id, label, each.title, "", *who, on, days))
    return out


def _days(since: str, today: date) -> int:
    return (today - date.fromisoformat(since[:10])).days


def _open_actions(every: list[ActionRow], today: date) -> list[Waiting]:
    out = []
    for row in every:
        on = (row.delivered_on if row.state == "delivered" else "") or row.due_on
        if not row.is_open or not on:
            continue
        if row.state == "delivered":
            who = ("", row.asked_by, row.asked_colour)
            out.append(
                Waiting("acceptance", row.id, row.number, row.text, *who, on, _days(on, today))
            )
        elif (days := _days(row.due_on, today)) >= -7:
            who = (row.owner, row.owner_party, row.owner_colour)
            out.append(Waiting("action", row.id, row.number, row.text, *who, row.due_on, days))
    return out


def _open_decisions(decided: list[DecisionRow], today: date) -> list[Waiting]:
    out = []
    for row in decided:
        if row.state == "proposed":
            since = row.session_day or today.isoformat()
            who = ("", " and ".join(row.unheard), "")
            days = _days(since, today)
            out.append(Waiting("decision", row.id, row.number, row.text, *who, since, days))
        elif row.is_review_due:
            days = _days(row.review_on, today)
            out.append(
                Waiting("review", row.id, row.number, row.text, "", "", "", row.review_on, days)
            )
    return out


def _open_captures(reader: Reader, today: date) -> list[Waiting]:
    rows = reader.all(
        "SELECT c.id, c.kind, coalesce(nullif(trim(k.plain), ''), b.topic, c.text) AS text, c.at,"
        " s.starts_local, s.started_at, s.zone, p.name AS person,"
        " coalesce(y.short_name, y.name) AS party, y.colour FROM capture c"
        " LEFT JOIN concern k ON k.id = c.id LEFT JOIN sayback b ON b.id = c.id"
        " LEFT JOIN question q ON q.id = c.id LEFT JOIN session s ON s.id = c.session_id"
        " LEFT JOIN person p ON p.id = coalesce(q.to_person_id, c.person_id)"
        " LEFT JOIN party y ON y.id = coalesce(q.to_party_id, c.party_id)"
        f" WHERE (c.kind = 'concern' AND {UNANSWERED}) OR (c.kind = 'sayback'"
        " AND c.settled_on IS NULL) OR (c.kind = 'question' AND c.settled_on IS NULL"
        " AND q.answer IS NULL)"
    )
    return [
        Waiting(
            row["kind"],
            row["id"],
            "",
            row["text"],
            row["person"] or "",
            row["party"] or "",
            row["colour"] or "",
            since,
            _days(since, today),
        )
        for row, since in zip(rows, map(_since, rows), strict=True)
    ]


def _since(row: Row) -> str:
    """Return the day on which it was said, that of its session where it has one."""
    return (begin_of(row["starts_local"], row["started_at"], row["zone"]) or row["at"])[:10]


def _open_requests(reader: Reader, today: date) -> list[Waiting]:
    rows = reader.all(
        "SELECT r.id, r.question, r.asked_on, n.year, n.n, p.name AS person,"
        " coalesce(y.short_name, y.name) AS party, y.colour FROM data_request r"
        " LEFT JOIN issued_number n ON n.kind = 'data_request' AND n.row_id = r.id"
        " LEFT JOIN person p ON p.id = r.asked_by_person_id"
        " LEFT JOIN party y ON y.id = r.asked_by_party_id WHERE r.answer IS NULL"
    )
    return [
        Waiting(
            "request",
            row["id"],
            request_label(row["year"], row["n"]) if row["n"] else "",
            row["question"],
            row["person"] or "",
            row["party"] or "",
            row["colour"] or "",
            row["asked_on"],
            _days(row["asked_on"], today),
        )
        for row in rows
    ]


def _claims(reader: Reader, today: date) -> list[Waiting]:
    """Return the data that more than one side says to answer for, since the last one said so."""
    rows = reader.all(
        "SELECT data_set_id, max(at) AS at FROM data_claim WHERE role = 'accountable'"
        " GROUP BY data_set_id"
    )
    since = {row["data_set_id"]: row["at"][:10] for row in rows}
    out = []
    for each in double_claims(reader):
        on = since.get(each.id, today.isoformat())
        sides = " and ".join(dict.fromkeys(mark.party for mark in each.claimants))
        out.append(Waiting("claim", each.id, "", each.name, "", sides, "", on, _days(on, today)))
    return out
