"""What is found of data: each part of a data set or a request is called by what it belongs to."""

from __future__ import annotations

from facilitator.queries.hits import Facts
from facilitator.queries.numbers import request_label
from facilitator.store import Reader

_IDS = "IN (SELECT value FROM json_each(:ids))"
# For each kind of the search index: the table, and the column that names what it belongs to.
_PARTS = {
    "data_set": ("data_set", "id", "data_set_id"),
    "data_recipient": ("data_recipient", "data_set_id", "data_set_id"),
    "data_claim": ("data_claim", "data_set_id", "data_set_id"),
    "data_request": ("data_request", "id", "request_id"),
    "data_request_field": ("data_request_field", "request_id", "request_id"),
    "data_request_party": ("data_request_party", "request_id", "request_id"),
}
_SETS = f"""
SELECT x.id, d.name FROM (
  SELECT id, id AS of_id FROM data_set WHERE id {_IDS}
  UNION ALL SELECT id, data_set_id FROM data_recipient WHERE id {_IDS}
  UNION ALL SELECT id, data_set_id FROM data_claim WHERE id {_IDS}) x
JOIN data_set d ON d.id = x.of_id"""
_REQUESTS = f"""
SELECT x.id, r.question, r.asked_on, r.session_id, n.year, n.n FROM (
  SELECT id, id AS of_id FROM data_request WHERE id {_IDS}
  UNION ALL SELECT id, request_id FROM data_request_field WHERE id {_IDS}
  UNION ALL SELECT id, request_id FROM data_request_party WHERE id {_IDS}) x
JOIN data_request r ON r.id = x.of_id
LEFT JOIN issued_number n ON n.kind = 'data_request' AND n.row_id = r.id"""


def data_facts(reader: Reader, ids: str) -> dict[int, Facts]:
    """Return what is known of data sets, requests and their parts."""
    found = {row["id"]: Facts(row["name"]) for row in reader.all(_SETS, {"ids": ids})}
    return found | {
        row["id"]: Facts(
            row["question"],
            row["session_id"],
            request_label(row["year"], row["n"]) if row["n"] else "",
            row["asked_on"],
        )
        for row in reader.all(_REQUESTS, {"ids": ids})
    }


def data_target(reader: Reader, kind: str, row_id: int) -> dict[str, object]:
    """Return what the page of data shows for something found; nothing where it was deleted."""
    table, column, name = _PARTS[kind]
    found = reader.value(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,))
    return {} if found is None else {name: found}
