"""Data-request reviews as paper shows them (C5), under the session that reviewed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from facilitator.projections.common_ground import RequestEntry, SideAnswer
from facilitator.projections.names import IN_LIST, Names, id_list
from facilitator.queries.numbers import capture_label, request_label
from facilitator.store import Reader, Row

_REQUESTS = f"""
SELECT r.*, d.name AS data_set, n.year, n.n, w.year AS d_year, w.n AS d_n, x.session_id AS at_id
FROM (
  SELECT r.id, r.session_id FROM data_request r WHERE r.session_id IS NOT NULL
  UNION SELECT i.came_from_id, i.session_id FROM agenda_item i
    WHERE i.came_from_kind = 'data_request' AND i.session_id IS NOT NULL
  UNION SELECT r.id, c.session_id FROM data_request r JOIN capture c ON c.id = r.decision_id
    WHERE c.session_id IS NOT NULL) x
JOIN data_request r ON r.id = x.id LEFT JOIN data_set d ON d.id = r.data_set_id
LEFT JOIN issued_number n ON n.row_id = r.id AND n.kind = 'data_request'
LEFT JOIN issued_number w ON w.row_id = r.decision_id AND w.kind = 'decision'
WHERE x.session_id {IN_LIST} ORDER BY r.asked_on, r.id"""

_UNANSWERED = """
SELECT r.*, d.name AS data_set, n.year, n.n, w.year AS d_year, w.n AS d_n
FROM data_request r LEFT JOIN data_set d ON d.id = r.data_set_id
LEFT JOIN issued_number n ON n.row_id = r.id AND n.kind = 'data_request'
LEFT JOIN issued_number w ON w.row_id = r.decision_id AND w.kind = 'decision'
WHERE r.answer IS NULL ORDER BY r.asked_on, r.id"""


def requests_of(
    reader: Reader, names: Names, session_ids: Iterable[int]
) -> dict[int, list[RequestEntry]]:
    """Return the requests of some sessions by session: asked, on its agenda or decided there."""
    rows = reader.all(_REQUESTS, (id_list(session_ids),))
    out: defaultdict[int, list[RequestEntry]] = defaultdict(list)
    for row, entry in _entries(reader, names, rows):
        out[row["at_id"]].append(entry)
    return out


def unanswered_requests(reader: Reader, names: Names) -> list[RequestEntry]:
    """Return the requests that wait for an answer, the oldest first."""
    return [entry for _, entry in _entries(reader, names, reader.all(_UNANSWERED))]


def _entries(reader: Reader, names: Names, rows: list[Row]) -> Iterator[tuple[Row, RequestEntry]]:
    ids = id_list({row["id"] for row in rows})
    fields: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in reader.all(
        f"SELECT * FROM data_request_field WHERE request_id {IN_LIST} ORDER BY position, id",
        (ids,),
    ):
        fields[row["request_id"]].append((row["name"], row["why"] or ""))
    sides = _sides(reader, names, ids)
    for row in rows:
        yield row, _entry(row, names, tuple(fields[row["id"]]), tuple(sides[row["id"]]))


def _sides(reader: Reader, names: Names, ids: str) -> defaultdict[int, list[SideAnswer]]:
    out: defaultdict[int, list[SideAnswer]] = defaultdict(list)
    order = {party: place for place, party in enumerate(names.parties)}
    rows = reader.all(
        f"SELECT * FROM data_request_party WHERE request_id {IN_LIST} ORDER BY id", (ids,)
    )
    for row in sorted(rows, key=lambda row: order.get(row["party_id"], 0)):
        if mark := names.party(row["party_id"]):
            out[row["request_id"]].append(SideAnswer(mark, row["answer"], row["reason"] or ""))
    return out


def _entry(
    row: Row, names: Names, fields: tuple[tuple[str, str], ...], sides: tuple[SideAnswer, ...]
) -> RequestEntry:
    number = "" if row["n"] is None else request_label(row["year"], row["n"])
    return RequestEntry(
        number=number,
        question=row["question"],
        purpose=row["purpose"] or "",
        data_set=row["data_set"] or "",
        asked_by=names.who(row["asked_by_person_id"], row["asked_by_party_id"]),
        until_on=row["until_on"] or "",
        fields=fields,
        answer=row["answer"] or "",
        terms=row["terms"] or "",
        sides=sides,
        decision_number=capture_label("decision", row["d_year"], row["d_n"]),
    )
