"""Data-request reviews: what was asked, what each side says, the joint answer (C5)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.queries.data_sources import SOURCES, source_of
from facilitator.queries.engagement import day_of, parties
from facilitator.queries.numbers import decision_label, request_label, session_labels
from facilitator.store import Reader, Row


@dataclass(frozen=True, slots=True)
class RequestField:
    """A field that is asked for; `why` is empty where nobody said what it is needed for."""

    id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class SideAnswer:
    """What one side says; `answer` is empty until it says something."""

    party_id: int
    party: str
    colour: str
    answer: str
    reason: str

    @property
    def is_heard(self) -> bool:
        return bool(self.answer and self.reason)


@dataclass(frozen=True, slots=True)
class RequestItem:
    """An agenda item on which a request is; `session` is empty in the backlog."""

    item_id: int
    session_id: int | None
    session: str
    state: str
    session_state: str


@dataclass(frozen=True, slots=True)
class RequestRef:
    """A request as others name it: number, state word, question."""

    id: int
    number: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request. `answer` is empty while it is open; `is_past` says that `until_on` is over."""

    id: int
    number: str
    question: str
    purpose: str
    data_set_id: int | None
    data_set: str
    until_on: str
    is_past: bool
    asked_by_party_id: int | None
    asked_by: str
    asked_colour: str
    asked_by_person_id: int | None
    person: str
    asked_on: str
    fields: tuple[RequestField, ...]
    sides: tuple[SideAnswer, ...]
    answer: str
    terms: str
    answered_on: str
    decision_id: int | None
    decision: str
    items: tuple[RequestItem, ...]
    before: RequestRef | None
    after: RequestRef | None

    @property
    def is_open(self) -> bool:
        return not self.answer

    @property
    def without_why(self) -> int:
        """Return for how many fields nobody said what they are needed for."""
        return sum(not field.why for field in self.fields)

    @property
    def not_heard(self) -> tuple[SideAnswer, ...]:
        """Return the sides without an answer and its reason."""
        return tuple(side for side in self.sides if not side.is_heard)


_REQUESTS = """
SELECT r.*, n.year, n.n, d.name AS data_set, y.name AS party_name, y.short_name, y.colour,
  p.name AS person, c.text AS decision_text, dn.year AS decision_year, dn.n AS decision_n
FROM data_request r
LEFT JOIN issued_number n ON n.kind = 'data_request' AND n.row_id = r.id
LEFT JOIN data_set d ON d.id = r.data_set_id LEFT JOIN party y ON y.id = r.asked_by_party_id
LEFT JOIN person p ON p.id = r.asked_by_person_id LEFT JOIN capture c ON c.id = r.decision_id
LEFT JOIN issued_number dn ON dn.kind = 'decision' AND dn.row_id = r.decision_id
ORDER BY r.answer IS NOT NULL, r.asked_on DESC, r.id DESC"""


def requests(reader: Reader) -> list[RequestRow]:
    """Return every request: the open ones first, the latest first."""
    found = reader.all(_REQUESTS)
    fields, sides, items = _fields(reader), _sides(reader), _items(reader)
    before, after = _reviews(reader, found)
    today = day_of(reader).isoformat()
    return [
        _request(
            row, today, fields[row["id"]], sides[row["id"]], items[row["id"]],
            before.get(row["id"]), after.get(row["id"]),
        )
        for row in found
    ]  # fmt: skip


def request(reader: Reader, request_id: int) -> RequestRow | None:
    """Return one request, or None where it was deleted."""
    return next((row for row in requests(reader) if row.id == request_id), None)


def request_refs(reader: Reader, ids: Iterable[int | None]) -> dict[int, RequestRef]:
    """Return number, state and question of requests, for whoever names them."""
    rows = reader.all(
        "SELECT r.id, r.question, r.answer, n.year, n.n FROM data_request r"
        " LEFT JOIN issued_number n ON n.kind = 'data_request' AND n.row_id = r.id"
        " WHERE r.id IN (SELECT value FROM json_each(?))",
        (json.dumps([each for each in ids if each is not None]),),
    )
    return {row["id"]: _ref(row) for row in rows}


def requests_of_decision(reader: Reader, decision_id: int) -> list[RequestRef]:
    """Return the requests that a decision answers."""
    rows = reader.all("SELECT id FROM data_request WHERE decision_id = ?", (decision_id,))
    return list(request_refs(reader, [row["id"] for row in rows]).values())


def request_of_item(reader: Reader, item_id: int) -> RequestRef | None:
    """Return the request that an agenda item came from, or that was reviewed on it."""
    found = source_of(reader, item_id)
    if found is None or found[0] != "data_request":
        return None
    return request_refs(reader, [found[1]]).get(found[1])


def past_requests(reader: Reader) -> list[RequestRow]:
    """Return what was granted until a day that is over: it has to end, or be asked again."""
    return [row for row in requests(reader) if row.is_past and row.answer in ("yes", "yes_if")]


def _ref(row: Row) -> RequestRef:
    return RequestRef(row["id"], _number(row), row["question"], row["answer"] or "")


def _number(row: Row) -> str:
    return request_label(row["year"], row["n"]) if row["n"] else ""


def _fields(reader: Reader) -> defaultdict[int, list[RequestField]]:
    out: defaultdict[int, list[RequestField]] = defaultdict(list)
    for row in reader.all("SELECT * FROM data_request_field ORDER BY request_id, position, id"):
        out[row["request_id"]].append(RequestField(row["id"], row["name"], row["why"] or ""))
    return out


def _sides(reader: Reader) -> dict[int, list[SideAnswer]]:
    """Return all sides of each request.

    A side that joined or left after the answer is no part of it.
    """
    said = {
        (row["request_id"], row["party_id"]): row
        for row in reader.all("SELECT * FROM data_request_party")
    }
    everybody = parties(reader, archived=True)
    out = {}
    for row in reader.all("SELECT id, answered_on FROM data_request"):
        out[row["id"]] = [
            _side(said.get((row["id"], party.id)), party.id, party.short, party.colour)
            for party in everybody
            if (row["id"], party.id) in said
            or (row["answered_on"] is None and not party.is_archived)
        ]
    return out


def _side(row: Row | None, party_id: int, party: str, colour: str) -> SideAnswer:
    answer, reason = (row["answer"], row["reason"] or "") if row else ("", "")
    return SideAnswer(party_id, party, colour, answer, reason)


_ON_AGENDAS = f"""
{SOURCES} SELECT o.from_id AS request_id, i.id, i.session_id, i.state, s.state AS session_state
FROM source o JOIN agenda_item i ON i.id = o.item_id LEFT JOIN session s ON s.id = i.session_id
WHERE o.kind = 'data_request' ORDER BY s.starts_local, i.id"""


def _items(reader: Reader) -> defaultdict[int, list[RequestItem]]:
    rows = reader.all(_ON_AGENDAS)
    labels = session_labels(reader, {row["session_id"] for row in rows})
    out: defaultdict[int, list[RequestItem]] = defaultdict(list)
    for row in rows:
        label = labels[row["session_id"]].label if row["session_id"] in labels else ""
        out[row["request_id"]].append(
            RequestItem(
                row["id"], row["session_id"], label, row["state"], row["session_state"] or ""
            )
        )
    return out


def _reviews(
    reader: Reader, rows: list[Row]
) -> tuple[dict[int, RequestRef], dict[int, RequestRef]]:
    """Return what each request reviews anew, and what reviews it."""
    refs = {row["id"]: _ref(row) for row in rows}
    before, after = {}, {}
    for link in reader.all(
        "SELECT from_id, to_id FROM link WHERE from_kind = 'data_request' AND role = 'reviews'"
    ):
        if link["from_id"] in refs and link["to_id"] in refs:
            before[link["from_id"]] = refs[link["to_id"]]
            after[link["to_id"]] = refs[link["from_id"]]
    return before, after


def _request(
    row: Row,
    today: str,
    fields: list[RequestField],
    sides: list[SideAnswer],
    items: list[RequestItem],
    before: RequestRef | None,
    after: RequestRef | None,
) -> RequestRow:
    number = decision_label(row["decision_year"], row["decision_n"]) if row["decision_n"] else ""
    return RequestRow(
        id=row["id"],
        number=_number(row),
        question=row["question"],
        purpose=row["purpose"] or "",
        data_set_id=row["data_set_id"],
        data_set=row["data_set"] or "",
        until_on=row["until_on"] or "",
        is_past=bool(row["until_on"]) and row["until_on"] < today,
        asked_by_party_id=row["asked_by_party_id"],
        asked_by=row["short_name"] or row["party_name"] or "",
        asked_colour=row["colour"] or "",
        asked_by_person_id=row["asked_by_person_id"],
        person=row["person"] or "",
        asked_on=row["asked_on"],
        fields=tuple(fields),
        sides=tuple(sides),
        answer=row["answer"] or "",
        terms=row["terms"] or "",
        answered_on=row["answered_on"] or "",
        decision_id=row["decision_id"],
        decision=" ".join(part for part in (number, row["decision_text"] or "") if part),
        items=tuple(items),
        before=before,
        after=after,
    )
